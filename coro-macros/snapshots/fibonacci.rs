//! An endless generator: two numbers parked around a loop.

coro! {
    fn fibonacci() yields u64 {
        let (mut a, mut b) = (0, 1);
        loop {
            yield_value!(a);
            (a, b) = (b, a + b);
        }
    }
}

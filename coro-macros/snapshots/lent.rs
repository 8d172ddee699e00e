//! A delegate that borrows a local of its caller: its fn is compiled once more, to be lent the local.

coro! {
    fn add(count: &mut u32, by: u32) {
        yield_wait!();
        *count += by;
    }

    fn counting() -> u32 {
        let mut count = 0;
        yield_from!(add(&mut count, 3));
        count
    }
}

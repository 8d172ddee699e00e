//! A large value alive over several pauses stays where it is.

coro! {
    fn big_array(seed: u8) yields u8 -> u8 {
        let mut block = [seed; 1024];
        block[0] += 1;
        yield_value!(block[0]);
        block[1] += block[0];
        yield_value!(block[1]);
        block[2] += block[1];
        yield_value!(block[2]);
        block[1023]
    }
}

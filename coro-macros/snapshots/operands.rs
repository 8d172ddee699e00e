//! Pauses among operands: what Rust evaluates first stands first.

coro! {
    fn operands(mut total: u32) receives u32 yields u32 -> u32 {
        total += weigh(next(), yield_value!(total), [one(), yield_value!(2)]);
        let both = ready() && yield_value!(3) > 0;
        println!("{total} {}", yield_value!(4));
        if both { total } else { 0 }
    }
}

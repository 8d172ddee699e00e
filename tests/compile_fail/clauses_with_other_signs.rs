// The clauses stand side by side: no commas, no `:` behind `yields`, `->` and not `=>`.

use coro_core::coro;

coro! {
    fn comma() receives first: u32, yields u32 {
        yield_value!(first);
    }

    fn colon() yields: u32 {
        yield_value!(1);
    }

    fn fat_arrow() => u32 {
        yield_wait!();
        1
    }

    fn two() yields u32, String {
        yield_value!(1);
    }

    fn no_colon() receives first u32 {
        drop(first);
        yield_wait!();
    }
}

fn main() {
    comma();
    colon();
    fat_arrow();
    two();
    no_colon();
}

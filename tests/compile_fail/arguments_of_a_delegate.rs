// A delegate is called as any fn: with as many arguments, of these types.

use coro_core::coro;

coro! {
    fn none() yields u32 {
        yield_from!(count(1));
    }

    fn few() yields u32 {
        yield_from!(count());
    }

    fn other() yields u32 {
        yield_from!(count("one", 2));
    }

    fn count(from: u32, to: u32) yields u32 {
        yield_from!(from..to);
    }
}

fn main() {
    none();
    few();
    other();
}

// A pause is the call of a macro: other languages write it as words.

use coro_core::coro;

coro! {
    fn python() yields u32 {
        yield from 0..3;
    }

    fn no_parentheses() yields u32 {
        yield_value! 1;
    }

    fn gen_block() yields u32 {
        let numbers = gen { yield 1; };
        yield_from!(numbers);
    }
}

fn main() {
    python();
    no_parentheses();
    gen_block();
}

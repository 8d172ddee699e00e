// A pause is no word of the language, like `return`: it is called.

use coro_core::coro;

coro! {
    fn values(limit: u32) yields u32 {
        for n in 0..limit {
            yield_value n * n;
        }
    }

    fn more() yields u32 {
        if true {
            yields 3;
        }
    }

    fn like_other_languages() yields u32 {
        yield!(3 + 4);
        yield!();
    }
}

fn main() {
    values(3);
    more();
    like_other_languages();
}

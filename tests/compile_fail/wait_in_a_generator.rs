// `yield_wait!` needs a yield type that can say "wait": `Wait` itself, `Poll`, or one of your own
// with `FromYield<Wait>`.

use coro_core::coro;

coro! {
    fn numbers() yields u32 {
        yield_value!(1);
        yield_wait!();
    }
}

fn main() {
    numbers();
}

// `yield_value!` hands out the type after `yields`, and nothing else without a `FromYield`.

use coro_core::coro;

coro! {
    fn numbers(name: String) yields u32 {
        yield_value!(1);
        yield_value!(name);
    }

    fn literal() yields u32 {
        yield_value!("text");
    }

    fn nothing() yields u32 {
        yield_value!();
    }
}

fn main() {
    numbers(String::new());
    literal();
    nothing();
}

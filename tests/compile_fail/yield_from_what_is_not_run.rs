// `yield_from!` runs a coroutine, a future or an iterator: neither a closure nor a fn that is not called.

use coro_core::coro;

coro! {
    fn closure() yields u32 {
        yield_from!(|| 1);
    }

    fn not_called() yields u32 {
        yield_from!(numbers);
    }

    fn borrowed() yields u32 {
        yield_from!(&numbers());
    }

    fn numbers() yields u32 {
        yield_value!(1);
    }
}

fn main() {
    closure();
    not_called();
    borrowed();
}

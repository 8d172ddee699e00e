// Each `resume` is given one value, and a coroutine yields values of one type: several are one tuple.

use coro_core::coro;

coro! {
    fn received() receives String, u32 yields u32 {
        yield_value!(1);
    }

    fn yielded() yields String, u32 {
        yield_value!(("a".to_string(), 1));
    }
}

fn main() {}

// What a delegate yields must become what the outer coroutine yields.

use coro_core::coro;

coro! {
    fn names() yields &'static str {
        yield_value!("a");
    }

    fn numbers() yields u32 {
        yield_from!(names());
    }
}

fn main() {
    numbers();
}

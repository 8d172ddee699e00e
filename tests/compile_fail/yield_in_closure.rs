// A closure is a function of its own, so it cannot pause the coroutine around it.

use coro_core::coro;

coro! {
    fn each(names: Vec<String>) yields String {
        names.into_iter().for_each(|name| {
            yield_value!(name);
        });
    }
}

fn main() {
    each(Vec::new());
}

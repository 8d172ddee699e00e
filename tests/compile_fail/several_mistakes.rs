// All mistakes of a coroutine are told at once, and its signature stays: nothing follows from them.

use coro_core::{Coroutine, coro};

coro! {
    fn numbers(names: Vec<String>) yields u32 yields u64 {
        names.iter().for_each(|_| yield_wait!());
        match names.len() {
            length if yield_value!(1) => {}
            _ => yield_wait!(7),
        }
        unsafe { yield_wait!() }
        break;
    }

    const fn other() receives {
        yield 1;
        let name = 1;
        name = 2;
        yield_value!(name, name);
    }
}

fn main() {
    numbers(Vec::new()).resume(());
    other();
}

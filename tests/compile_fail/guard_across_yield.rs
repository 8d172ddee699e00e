// A guard borrows its cell, and a machine holds no borrow of its own local: the guard ends before the pause.

use std::sync::Mutex;

use coro_core::coro;

coro! {
    fn shared() -> u32 {
        let cell = std::cell::RefCell::new(1);
        let mut guard = cell.borrow_mut();
        yield_wait!();
        *guard += 1;
        *guard
    }

    fn locked(mutex: Mutex<u32>) {
        let guard = mutex.lock().unwrap();
        println!("{guard}");
        loop {
            yield_wait!();
        }
    }
}

fn main() {
    shared();
    locked(Mutex::new(1));
}

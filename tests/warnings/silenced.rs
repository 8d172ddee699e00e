// A lint that is set on a fn, a statement, an arm or a block is set there in a coroutine as well.

use coro_core::coro;
#[allow(unused_imports)]
use coro_core::yield_wait;

coro! {
    #[allow(unused_variables)]
    pub fn of_a_fn(given: u32) {
        let number = 1;
        yield_wait!();
    }

    pub fn of_parts(given: Option<u32>) {
        #[allow(unused_variables)]
        let number = 1;
        yield_wait!();
        match given {
            #[allow(unused_variables)]
            Some(number) => yield_wait!(),
            None => {}
        }
        #[cfg(any())]
        let gone = 1;
        let told = 1;
    }
}

//! A frame of 64 KiB that stays alive over sixteen pauses, in a row, without a loop.
//!
//! Without optimisation every move of a frame takes stack space of its own. Were the array moved
//! at each pause, the stack of a plain thread (2 MiB) would not do; [`on_a_stack_of`] shows that it
//! does.
//!
//! ```
//! assert_eq!(benches::deep_frame::on_a_stack_of(2 << 20), (16, benches::deep_frame::SUM));
//! ```

use std::hint::black_box;
use std::thread;

use coro_core::CoroutineState::{Complete, Yielded};
use coro_core::{Coroutine, coro};

/// What the bytes that `deep_frame` writes add up to.
pub const SUM: u64 = 17 * 16 / 2;

coro! {
    fn deep_frame() -> u64 {
        let mut bytes = [0u8; 64 << 10];
        bytes[black_box(1)] = 1;
        yield_wait!();
        bytes[black_box(2)] = 2;
        yield_wait!();
        bytes[black_box(3)] = 3;
        yield_wait!();
        bytes[black_box(4)] = 4;
        yield_wait!();
        bytes[black_box(5)] = 5;
        yield_wait!();
        bytes[black_box(6)] = 6;
        yield_wait!();
        bytes[black_box(7)] = 7;
        yield_wait!();
        bytes[black_box(8)] = 8;
        yield_wait!();
        bytes[black_box(9)] = 9;
        yield_wait!();
        bytes[black_box(10)] = 10;
        yield_wait!();
        bytes[black_box(11)] = 11;
        yield_wait!();
        bytes[black_box(12)] = 12;
        yield_wait!();
        bytes[black_box(13)] = 13;
        yield_wait!();
        bytes[black_box(14)] = 14;
        yield_wait!();
        bytes[black_box(15)] = 15;
        yield_wait!();
        bytes[black_box(16)] = 16;
        yield_wait!();
        bytes.iter().map(|&byte| u64::from(byte)).sum()
    }
}

/// Runs the coroutine on a thread with a stack of so many bytes; gives the number of pauses and
/// the sum of its bytes. A stack that is too small ends the process.
pub fn on_a_stack_of(bytes: usize) -> (u32, u64) {
    let thread = thread::Builder::new().stack_size(bytes).spawn(|| {
        let mut machine = deep_frame();
        let mut pauses = 0;
        loop {
            match machine.resume(()) {
                Yielded(_) => pauses += 1,
                Complete(sum) => return (pauses, sum),
            }
        }
    });
    let thread = thread.expect("the system has room for one more thread");
    thread.join().expect("the coroutine does not panic")
}

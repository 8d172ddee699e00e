//! A coroutine that is sent values. `averager_expanded.rs` is what `coro!` makes of it, commented.

use coro_core::{Coroutine, coro};

coro! {
    fn averager() receives mut sample: f64 yields f64 -> u32 {
        let mut sum = 0.0;
        let mut count = 0;
        while sample >= 0.0 {
            sum += sample;
            count += 1;
            sample = yield_value!(sum / f64::from(count));
        }
        count
    }
}

fn main() {
    let mut average = averager();
    for sample in [4.0, 8.0, 3.0, -1.0] {
        println!("{:?}", average.resume(sample));
    }
}

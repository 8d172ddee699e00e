//! Lints that a user may turn on find nothing in the code of a machine that is not in what they wrote.
//!
//! Clippy is what tests this file: CI lets it warn of nothing.

#![forbid(unsafe_code)]
#![warn(
    clippy::pedantic,
    clippy::nursery,
    clippy::shadow_reuse,
    clippy::shadow_same,
    clippy::shadow_unrelated
)]

use coro_core::{Coroutine, coro};

coro! {
    /// The moves that take a tower of `n` discs to another place.
    fn hanoi(n: u32, from: char, to: char, by: char) yields (u32, char, char) {
        let mut stack = vec![(n, from, to, by, false)];
        while let Some((n, from, to, by, is_bare)) = stack.pop() {
            if n == 0 {
                continue;
            }
            if is_bare {
                yield_value!((n, from, to));
                stack.push((n - 1, by, to, from, false));
            } else {
                stack.push((n, from, to, by, true));
                stack.push((n - 1, from, by, to, false));
            }
        }
    }

    /// What a light shows at each tick, until it is told to stop.
    fn light(mut is_busy: bool) receives told: Option<bool> yields &'static str {
        if let Some(told) = told {
            is_busy = told;
        }
        'day: loop {
            for (shown, ticks) in [("green", 3), ("yellow", 1), ("red", 2)] {
                for _ in 0..if is_busy { ticks * 2 } else { ticks } {
                    match yield_value!(shown) {
                        Some(true) => {
                            is_busy = true;
                            continue 'day;
                        }
                        Some(false) => break 'day,
                        None => {}
                    }
                }
            }
        }
    }
}

#[test]
fn the_linted_machines_run() {
    let moves: Vec<_> = hanoi(2, 'a', 'c', 'b').iter().collect();
    assert_eq!(moves, [(1, 'a', 'b'), (2, 'a', 'c'), (1, 'b', 'c')]);
    let mut light = light(false);
    let shown = [None; 4].map(|told| light.resume(told).yielded());
    assert_eq!(shown, ["green", "green", "green", "yellow"].map(Some));
}

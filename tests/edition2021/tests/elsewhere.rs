//! Fields are dropped in the order of their declaration, also where that stands in another file.

#![forbid(unsafe_code)]

use coro_core::coro;
use edition2021::elsewhere::Pair;
use edition2021::{log, logged, logged_run, Noisy};

fn plain() {
    let pair = Pair {
        last: Noisy("last"),
        right: Noisy("right"),
        left: Noisy("left"),
    };
    drop(pair.right);
    log("paused");
    log(pair.left.0);
}

coro! {
    fn pausing() {
        let pair = Pair {
            last: Noisy("last"),
            right: Noisy("right"),
            left: Noisy("left"),
        };
        drop(pair.right);
        yield_wait!();
        log("paused");
        log(pair.left.0);
    }
}

#[test]
fn fields_of_a_struct_of_another_file_are_dropped_in_their_order() {
    let expected = logged(plain);
    assert_eq!(
        expected,
        ["drop right", "paused", "left", "drop left", "drop last"]
    );
    assert_eq!(logged_run(pausing), expected);
}

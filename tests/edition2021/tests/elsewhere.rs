//! Fields are dropped in the order of their declaration, also where that stands in another file.

#![forbid(unsafe_code)]

use coro_core::coro;
use edition2021::elsewhere::{pair, Document, Pair};
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

fn plain_parts(document: Document) {
    for line in document.lines {
        log(line.0);
    }
    log("behind");
    let pair = pair();
    let right = pair.right;
    log("taken");
    log(right.0);
}

fn plain_made() {
    let document = Document::of_two_lines();
    for line in document.lines {
        log(line.0);
    }
    log("behind");
}

coro! {
    fn pausing_parts(document: Document) {
        for line in document.lines {
            yield_wait!();
            log(line.0);
        }
        yield_wait!();
        log("behind");
        let pair = pair();
        let right = pair.right;
        yield_wait!();
        log("taken");
        log(right.0);
    }

    fn pausing_made() {
        let document = Document::of_two_lines();
        for line in document.lines {
            yield_wait!();
            log(line.0);
        }
        yield_wait!();
        log("behind");
    }
}

#[test]
fn what_is_left_of_a_struct_of_another_file_is_held() {
    let expected = logged(|| plain_parts(Document::of_two_lines()));
    assert_eq!(
        logged_run(|| pausing_parts(Document::of_two_lines())),
        expected
    );
    assert_eq!(logged_run(pausing_made), logged(plain_made));
}

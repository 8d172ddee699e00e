//! Temporaries live as long as edition 2021 says, which is longer than in edition 2024:
//! those of a block's last expression until the block's variables are gone, those of an `if let`
//! through its `else`.

#![forbid(unsafe_code)]

use coro_core::coro;
use edition2021::{log, logged, logged_run, Noisy};

/// What the pauses of the coroutines are in the plain functions.
fn pause() {}

fn plain_tail() -> Option<&'static str> {
    let length = {
        let _local = Noisy("local");
        Noisy("tail").name()
    };
    log("between");
    pause();
    length
}

fn plain_match() {
    match Noisy("scrutinee").name() {
        Some(name) => {
            pause();
            log(name);
        }
        None => log("none"),
    }
    log("after");
}

fn plain_while_let() {
    let mut rounds = 0;
    while let Some(name) = Noisy("head").name() {
        pause();
        log(name);
        rounds += 1;
        if rounds == 2 {
            break;
        }
    }
}

fn plain_if_let(has_name: bool) -> u32 {
    let value = if let Some(name) = Noisy("scrutinee").name().filter(|_| has_name) {
        pause();
        log(name);
        1
    } else {
        pause();
        log("else");
        2
    };
    log("after");
    value
}

fn plain_if_let_of_a_pause(has_name: bool) {
    if let Some(name) = Noisy("scrutinee").name().filter(|_| has_name) {
        log(name);
    } else {
        log("else");
        pause();
    }
    log("after");
}

fn plain_if_let_without_a_name(found: &str) {
    if let Some("something else") = Noisy("scrutinee").name() {
        log("then");
    } else {
        log(found);
        pause();
        log("else");
    }
    log("after");
}

coro! {
    fn pausing_if_let_without_a_name(found: &str) {
        if let Some("something else") = Noisy("scrutinee").name() {
            log("then");
        } else {
            log(found);
            yield_wait!();
            log("else");
        }
        log("after");
    }

    fn pausing_if_let(has_name: bool) -> u32 {
        let value = if let Some(name) = Noisy("scrutinee").name().filter(|_| has_name) {
            yield_wait!();
            log(name);
            1
        } else {
            yield_wait!();
            log("else");
            2
        };
        log("after");
        value
    }

    fn pausing_if_let_of_a_pause(has_name: bool) {
        if let Some(name) = Noisy("scrutinee").name().filter(|_| has_name) {
            log(name);
        } else {
            log("else");
            yield_wait!();
        }
        log("after");
    }

    fn pausing_tail() -> Option<&'static str> {
        let length = {
            let _local = Noisy("local");
            Noisy("tail").name()
        };
        log("between");
        yield_wait!();
        length
    }

    fn pausing_match() {
        match Noisy("scrutinee").name() {
            Some(name) => {
                yield_wait!();
                log(name);
            }
            None => log("none"),
        }
        log("after");
    }

    fn pausing_while_let() {
        let mut rounds = 0;
        while let Some(name) = Noisy("head").name() {
            yield_wait!();
            log(name);
            rounds += 1;
            if rounds == 2 {
                break;
            }
        }
    }
}

#[test]
fn the_temporaries_of_a_tail_outlive_the_locals() {
    let plain = logged(|| {
        plain_tail();
    });
    assert_eq!(plain, ["drop local", "drop tail", "between"]);
    assert_eq!(logged_run(pausing_tail), plain);
}

#[test]
fn the_scrutinee_of_if_let_lives_through_the_else() {
    for has_name in [true, false] {
        let plain = logged(|| {
            plain_if_let(has_name);
        });
        let word = if has_name { "scrutinee" } else { "else" };
        assert_eq!(plain, [word, "drop scrutinee", "after"]);
        assert_eq!(logged_run(|| pausing_if_let(has_name)), plain);
        let plain = logged(|| plain_if_let_of_a_pause(has_name));
        assert_eq!(logged_run(|| pausing_if_let_of_a_pause(has_name)), plain);
    }
}

#[test]
fn the_scrutinee_of_if_let_without_a_name_lives_as_long() {
    let plain = logged(|| plain_if_let_without_a_name("found"));
    assert_eq!(plain, ["found", "else", "drop scrutinee", "after"]);
    assert_eq!(logged_run(|| pausing_if_let_without_a_name("found")), plain);
}

#[test]
fn the_scrutinee_of_match_lives_through_the_arms() {
    let plain = logged(plain_match);
    assert_eq!(plain, ["scrutinee", "drop scrutinee", "after"]);
    assert_eq!(logged_run(pausing_match), plain);
}

#[test]
fn the_scrutinee_of_while_let_lives_through_the_body() {
    let plain = logged(plain_while_let);
    assert_eq!(plain, ["head", "drop head", "head", "drop head"]);
    assert_eq!(logged_run(pausing_while_let), plain);
}

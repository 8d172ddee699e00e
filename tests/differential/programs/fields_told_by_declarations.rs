//! What a pattern binds of a struct that the file declares, and of one of another crate.

use crate::prelude::*;

#[derive(Debug)]
struct Item {
    weight: i64,
    tag: D<String>,
}

#[derive(Debug)]
enum Step {
    Go { by: i64, tag: D<String> },
    Turn(i64, D<String>),
}

fn some(n: i64) -> Option<i64> {
    Some(n)
}

fn step(n: i64) -> Step {
    match n {
        0 => Step::Go { by: 2, tag: D("go".to_string()) },
        n => Step::Turn(n, D("turn".to_string())),
    }
}

fn made(name: &'static str) -> D {
    D(name)
}

coro! {
    fn of_struct() yields i64 -> i64 {
        let Item { weight: mut count, mut tag } = Item { weight: 3, tag: D("a".to_string()) };
        log(format!("{} {:?} {}", count, some(count), 5));
        (tag, count) = { yield_value!(1); (D("b".to_string()), 9) };
        yield_value!(1);
        log(tag.name());
        count
    }

    fn of_variants(n: i64) yields i64 -> i64 {
        match step(n) {
            Step::Go { mut by, mut tag } => {
                log(format!("{} {:?}", by, some(by)));
                (tag, by) = { yield_value!(by); (D("b".to_string()), 9) };
                yield_value!(by);
                log(tag.name());
            }
            Step::Turn(mut way, mut tag) => {
                log(format!("{} {:?}", way, some(way)));
                (way, tag) = { yield_value!(way); (9, D("b".to_string())) };
                yield_value!(way);
                log(tag.name());
            }
        }
        3
    }

    fn of_another_crate(name: &'static str) yields i64 -> i64 {
        let found = made(name);
        yield_value!(6);
        match found {
            D("ok") => { yield_value!(7); }
            D(other) => log(other),
        }
        3
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("of struct", of_struct);
    t.case("of variants, go", || of_variants(0));
    t.case("of variants, turn", || of_variants(4));
    t.case("of another crate, ok", || of_another_crate("ok"));
    t.case("of another crate, other", || of_another_crate("other"));
}

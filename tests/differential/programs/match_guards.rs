//! `match` with guards, or-patterns, ranges; arms that pause and arms that do not.

use crate::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Signal {
    Go(u32),
    Slow { speed: u32, urgent: bool },
    Stop,
}

const LIMIT: u32 = 50;

coro! {
    fn signals() receives _: Signal yields u32 -> &'static str {
        let mut speed = 0;
        loop {
            match yield_value!(speed) {
                Signal::Go(n) if n > LIMIT => {
                    yield_value!(999);
                    speed = LIMIT;
                }
                Signal::Go(n) => speed += n,
                Signal::Slow { urgent: true, .. } if speed > 20 => {
                    speed = 0;
                    yield_value!(0);
                }
                Signal::Slow { speed: by, urgent } => {
                    speed = speed.saturating_sub(by);
                    if urgent {
                        return "urgent";
                    }
                }
                Signal::Stop => break,
            }
        }
        "stopped"
    }

    fn numbers(list: Vec<i32>) yields &'static str -> i32 {
        let mut sum = 0;
        for n in list {
            sum += match n {
                0 => {
                    yield_value!("zero");
                    1
                }
                1 | 2 | 3 => 10,
                x @ (4..=9 | 20..30) if x % 2 == 0 => {
                    yield_value!("even");
                    x
                }
                x @ 4..=9 => {
                    log(x);
                    x * 100
                }
                i32::MIN..=-1 => {
                    yield_value!("negative");
                    continue;
                }
                100 => break,
                _ if sum > 50 => {
                    yield_value!("large");
                    return sum;
                }
                other => other,
            };
        }
        sum
    }

    fn guards_run_in_order(n: u32) yields u32 -> u32 {
        match note("scrutinee", n) {
            x if note("first guard", x > 10) => yield_value!(1),
            x if note("second guard", x % 2 == 0) && { let _d = D("in guard"); x > 2 } => {
                yield_value!(2);
                yield_value!(x);
            }
            1 | 3 | 5 if note("third guard", n != 3) => yield_value!(3),
            _ => {}
        }
        n
    }

    fn tuples(a: Option<u8>, b: Result<u8, String>) yields u8 -> String {
        match (a, b) {
            (Some(x), Ok(y)) if x == y => {
                yield_value!(x);
                format!("same {y}")
            }
            (Some(x), Ok(y)) | (None, Ok(x @ y)) => {
                yield_value!(x);
                yield_value!(y);
                format!("{x} {y}")
            }
            (first, Err(text)) if text.len() > 2 => {
                yield_value!(text.len() as u8);
                format!("{first:?} {text}")
            }
            (Some(n), Err(_)) => {
                yield_value!(n);
                String::new()
            }
            (None, Err(short)) => short,
        }
    }

    fn slices(list: Vec<u32>) yields u32 -> u32 {
        let mut rest = list.as_slice().to_vec();
        loop {
            rest = match *rest.as_slice() {
                [] => return 0,
                [x] => {
                    yield_value!(x);
                    return x;
                }
                [a, .., b] if a == b => {
                    yield_value!(a + b);
                    rest[1..rest.len() - 1].to_vec()
                }
                [a, b, ref tail @ ..] => {
                    let tail = tail.to_vec();
                    yield_value!(a * 10 + b);
                    tail
                }
            };
        }
    }

    fn strings(words: Vec<&str>) yields usize -> Vec<String> {
        let mut out = Vec::new();
        for word in words {
            match word {
                "stop" => {
                    yield_value!(0);
                    break;
                }
                "twice" | "double" => {
                    out.push(word.to_string());
                    yield_value!(2);
                    out.push(word.to_uppercase());
                }
                w if w.starts_with('#') => yield_value!(w.len()),
                w => out.push(w.chars().rev().collect()),
            }
        }
        out
    }

    fn match_as_argument(flag: Option<bool>) yields u8 -> u64 {
        u64::pow(
            match flag {
                Some(true) => {
                    yield_value!(1);
                    2
                }
                Some(false) => 3,
                None => {
                    yield_value!(2);
                    return 0;
                }
            },
            match flag.is_some() {
                true => {
                    yield_value!(3);
                    5
                }
                false => 1,
            },
        )
    }
}

pub fn cases(t: &mut Tracer) {
    t.receiving("signals", signals, |k| match k {
        0 | 1 => Signal::Go(30),
        2 => Signal::Go(80),
        3 | 5 => Signal::Slow { speed: 5, urgent: k > 4 },
        4 => Signal::Slow { speed: 7, urgent: false },
        _ => Signal::Stop,
    });
    t.receiving("signals, urgent", signals, |k| Signal::Slow { speed: k as u32, urgent: true });
    t.case("numbers", || numbers(vec![0, 2, 4, 5, -7, 21, 0, 42]));
    t.case("numbers, break", || numbers(vec![11, 100, 0]));
    for n in [1, 3, 4, 11] {
        t.case(&format!("guards run in order {n}"), || guards_run_in_order(n));
    }
    let text = |text: &str| Err(text.to_string());
    t.case("tuples, same", || tuples(Some(1), Ok(1)));
    t.case("tuples, both", || tuples(Some(1), Ok(2)));
    t.case("tuples, one", || tuples(None, Ok(3)));
    t.case("tuples, long", || tuples(None, text("long")));
    t.case("tuples, number", || tuples(Some(4), text("s")));
    t.case("tuples, short", || tuples(None, text("s")));
    t.case("slices", || slices(vec![1, 2, 3, 9, 3, 7]));
    t.case("slices, same ends", || slices(vec![4, 5, 4]));
    t.case("strings", || strings(vec!["ab", "twice", "#tag", "cd", "stop", "never"]));
    for flag in [Some(true), Some(false), None] {
        t.case(&format!("match as argument {flag:?}"), || match_as_argument(flag));
    }
}

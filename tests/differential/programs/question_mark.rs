//! `?` on `Result` and `Option`, with conversions, before, after and on pauses.

use crate::prelude::*;
use std::num::ParseIntError;

#[derive(Debug, PartialEq)]
enum Error {
    Parse(ParseIntError),
    Text(String),
    TooLarge(i64),
}

impl From<ParseIntError> for Error {
    fn from(error: ParseIntError) -> Self {
        log("from ParseIntError");
        Error::Parse(error)
    }
}

impl From<&str> for Error {
    fn from(error: &str) -> Self {
        Error::Text(error.to_string())
    }
}

fn small(n: i64) -> Result<i64, Error> {
    if n > 100 { Err(Error::TooLarge(n)) } else { Ok(n) }
}

coro! {
    fn sum(words: Vec<&str>) yields i64 -> Result<i64, Error> {
        let mut total = 0;
        for word in words {
            let _d = D(word.to_string());
            let n: i64 = word.trim().parse()?;
            yield_value!(n);
            total += small(n)?;
        }
        yield_value!(total);
        Ok(total)
    }

    fn on_received(text: &str) receives _: Result<u8, String> yields usize -> Result<u32, String> {
        let a = yield_value!(text.len())?;
        let b = yield_value!(a as usize)? + { yield_value!(1)? };
        let more = [yield_value!(2)?, yield_value!(3)?];
        Ok(u32::from(b) + more.iter().map(|&n| u32::from(n)).sum::<u32>())
    }

    fn options(list: Vec<Option<D>>) yields u8 -> Option<String> {
        let mut names = String::new();
        let _kept = D("kept");
        for d in list {
            let d = d?;
            yield_value!(1);
            names += &d.name();
            let first = names.chars().nth(2)?;
            yield_value!(first as u8);
        }
        Some(names)
    }

    fn boxed_errors(n: u32) yields u32 -> Result<u32, Box<dyn std::error::Error>> {
        yield_value!(n);
        if n == 0 {
            Err("zero")?;
        }
        if n == 1 {
            return Err("one".into());
        }
        yield_value!(n + 1);
        let m: u32 = "x".repeat(n as usize - 2).parse::<u32>().or_else(|error| {
            if n > 3 { Err(error) } else { Ok(7) }
        })?;
        yield_value!(m);
        let text = String::from_utf8(vec![b'a', 0x80 * u8::from(n == 3)])?;
        Ok(text.len() as u32)
    }

    fn nested(depth: u32) yields u32 -> Result<Option<u32>, Error> {
        let result: Result<Option<u32>, Error> = Ok(Some(depth));
        let n = match result? {
            Some(0) => Err("zero")?,
            Some(n) => n,
            None => return Ok(None),
        };
        yield_value!(n);
        let value = loop {
            let inner = Some(n).filter(|n| n % 2 == 0).ok_or("odd")?;
            yield_value!(inner);
            if inner > 3 {
                break inner;
            }
            return Ok(None);
        };
        Ok(Some(value))
    }

    fn inner_closure(words: Vec<String>) yields usize -> Result<Vec<i32>, ParseIntError> {
        yield_value!(words.len());
        let parsed: Result<Vec<i32>, _> = words.iter().map(|w| -> Result<i32, ParseIntError> {
            let n: i32 = w.parse()?;
            Ok(n * 2)
        }).collect();
        let parsed = parsed?;
        yield_value!(parsed.len());
        Ok(parsed)
    }

    fn delegated(words: Vec<&str>) yields i64 -> Result<String, Error> {
        let first = yield_from!(sum(words.clone()))?;
        let second = yield_from!(sum(vec!["1", "2"]))? + first;
        Ok(format!("{first} {second} {}", yield_from!(sum(words))?))
    }

    fn in_arguments(text: &str) yields u8 -> Option<(char, usize)> {
        let pair = (text.chars().next()?, { yield_value!(1); text.find('b')? });
        yield_value!(2);
        Some((pair.0.to_uppercase().next()?, usize::max(pair.1, { yield_value!(3); text.find('c')? })))
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("sum", || sum(vec!["1", " 2 ", "3"]));
    t.case("sum, no number", || sum(vec!["1", "x", "3"]));
    t.case("sum, too large", || sum(vec!["1", "300", "3"]));
    for fails in [0, 1, 2, 4, 9] {
        t.receiving(&format!("on received {fails}"), || on_received("text"), move |k| {
            if k == fails { Err(format!("failed at {k}")) } else { Ok(k as u8) }
        });
    }
    t.case("options", || options(vec![Some(D("abc")), Some(D("d"))]));
    t.case("options, none", || options(vec![Some(D("abc")), None, Some(D("d"))]));
    t.case("options, short", || options(vec![Some(D("ab"))]));
    for n in 0..5 {
        t.case(&format!("boxed errors {n}"), || boxed_errors(n));
    }
    for n in [0, 1, 2, 4] {
        t.case(&format!("nested {n}"), || nested(n));
    }
    t.case("inner closure", || inner_closure(vec!["1".into(), "2".into()]));
    t.case("inner closure, error", || inner_closure(vec!["1".into(), "two".into()]));
    t.case("delegated", || delegated(vec!["5", "6"]));
    t.case("delegated, error", || delegated(vec!["5", "six"]));
    for text in ["abc", "ab", "a", ""] {
        t.case(&format!("in arguments {text}"), || in_arguments(text));
    }
}

//! Macros of the user that leave the function, bind what they are given, or name variables around them.

use crate::prelude::*;
macro_rules! twice { ($e:expr) => {{ let x = $e; x + x }}; }
macro_rules! bail { ($($text:tt)*) => { return Err(format!($($text)*)) }; }
macro_rules! define { ($name:ident, $value:expr) => { let mut $name = $value; $name.push('!'); }; }
macro_rules! ensure_that { ($cond:expr, $($arg:tt)+) => { if !$cond { return Err(format!($($arg)+)); } }; }
macro_rules! square { ($x:expr) => { $x * $x }; }
macro_rules! map { ($($k:expr => $v:expr),* $(,)?) => {{ let mut m = std::collections::BTreeMap::new(); $(m.insert($k, $v);)* m }}; }
macro_rules! some_or { ($e:expr, $d:expr) => { match $e { Some(v) => v, None => $d } }; }
macro_rules! try_or { ($e:expr, $d:expr) => { match $e { Some(v) => v, None => $d } }; }
macro_rules! try_opt { ($e:expr) => { match $e { Some(v) => v, None => return None } }; }
macro_rules! min { ($x:expr) => { $x }; ($x:expr, $($rest:expr),+) => {{ let a = $x; let b = min!($($rest),+); if a < b { a } else { b } }}; }

#[derive(Debug, Clone, Copy)]
enum Op { Push(i64), Mul, Print }
/// Macros of one name: what a call means depends on where it stands.
mod aside {
    macro_rules! try_get { ($e:expr) => { match $e { Some(x) => x, None => return None } } }
    pub fn before(n: Option<u32>) -> Option<u32> { let x = try_get!(n); Some(x * 2) }
}
macro_rules! try_get { ($e:expr) => { match $e { Some(x) => x, None => return Some(7) } } }
fn inside(n: Option<u32>) -> u32 {
    macro_rules! try_get { ($e:expr) => { match $e { Some(x) => x, None => return 9 } } }
    try_get!(n)
}

coro! {
    fn of_one_name(n: Option<u32>) yields u32 -> Option<u32> {
        yield_value!(inside(n));
        let x = try_get!(n);
        yield_value!(x);
        Some(x + aside::before(n)?)
    }

    fn macros_of_the_user(x: u32, words: Vec<&str>) yields u32 -> Result<String, String> {
        let y = twice!(x + 1);
        yield_value!(y + x);
        let x = twice!(x) + twice!({ let x = 3; x * y });
        yield_value!(x);
        define!(text, String::from("text"));
        yield_value!(text.len() as u32);
        define!(text, text + "?");
        yield_value!(text.len() as u32);
        for word in words {
            if word.is_empty() { bail!("empty after {text} and {}", x); }
            ensure_that!(word.len() < 4, "{word} too long after {}", text.len());
            yield_value!(twice!(word.len() as u32) + square!(x + 1));
            text.push_str(word);
        }
        Ok(text)
    }
    fn local_macro(program: &[Op]) yields i64 -> Result<usize, Box<dyn std::error::Error>> {
        let mut stack: Vec<i64> = Vec::new();
        macro_rules! pop { () => { stack.pop().ok_or("stack underflow")? }; }
        for op in program {
            match op {
                Op::Push(n) => stack.push(*n),
                Op::Mul => { let b = pop!(); let a = pop!(); stack.push(a * b) }
                Op::Print => yield_value!(*stack.last().ok_or("empty")?),
            }
        }
        Ok(stack.len())
    }
    fn args_with_pauses(n: u32) receives _: u32 yields u32 -> u32 {
        let m = map! { 1 => yield_value!(n), 2 => yield_value!(n + 1) };
        let t = twice!(yield_value!(7));
        square!(yield_value!(8)) + t + m.values().sum::<u32>()
    }
    fn named_like_one_that_returns(list: Vec<Option<u32>>) yields u32 {
        for x in list.iter().copied() {
            let x = try_or!(x, continue);
            yield_value!(x);
            if x > 2 { try_or!(list.first().copied().flatten(), return); }
        }
        yield_value!(try_or!(None, 7));
    }
    fn counted(n: u32) yields u32 {
        macro_rules! next { ($i:ident) => { $i += 1; if $i > n { break; } yield_value!($i); }; ($i:ident, $by:literal) => {{ $i += $by; yield_value!($i) }}; }
        let mut i = 0;
        loop {
            next!(i);
            next!(i, 2);
        }
    }

    fn story(names: &[&'static str]) yields String -> Option<usize> {
        let a = 5;
        let first = try_opt!(names.first());
        let n = some_or!(names.iter().position(|n| *n == "bob"), return Some(99));
        yield_value!(format!("{first} {n}"));
        let low = min!(a, n * 2, 7 + a);
        yield_value!(low.to_string());
        for name in names {
            let skip = some_or!(name.chars().next(), continue);
            yield_value!(skip.to_string());
        }
        Some(low)
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("of one name, some", || of_one_name(Some(3)));
    t.case("of one name, none", || of_one_name(None));
    t.case("story", || story(&["ann", "", "bob"]));
    t.case("story of none", || story(&[]));
    t.case("m", || macros_of_the_user(5, vec!["a", "bc"]));
    t.case("mb", || macros_of_the_user(5, vec!["a", "", "b"]));
    t.case("me", || macros_of_the_user(5, vec!["a", "bbbb"]));
    t.case("l", || local_macro(&[Op::Push(2), Op::Push(3), Op::Mul, Op::Print]));
    t.case("l2", || local_macro(&[Op::Push(2), Op::Mul, Op::Print]));
    t.receiving("args", || args_with_pauses(3), |k| k as u32);
    t.case("named like one that returns", || named_like_one_that_returns(vec![Some(1), None, Some(2)]));
    t.case("it returns", || named_like_one_that_returns(vec![None, Some(3), Some(4)]));
    t.case("counted", || counted(5));
}

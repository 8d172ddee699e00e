//! Macros of std and of the user around pauses; items and attributes inside bodies.

use crate::prelude::*;
use std::collections::HashMap;
use std::fmt::Write as _;

macro_rules! bail {
    ($($t:tt)*) => { return Err(format!($($t)*).into()) };
}
macro_rules! ensure {
    ($c:expr, $($t:tt)*) => { if !$c { return Err(format!($($t)*).into()); } };
}
macro_rules! hashmap {
    ($($k:expr => $v:expr),* $(,)?) => {{
        let mut m = HashMap::new();
        $(m.insert($k, $v);)*
        m
    }};
}
macro_rules! try_opt {
    ($e:expr) => { match $e { Some(x) => x, None => return None } };
}
macro_rules! info {
    ($($t:tt)*) => { log(format!("[info] {}", format_args!($($t)*))) };
}
macro_rules! square { ($x:expr) => { $x * $x }; }
macro_rules! swap { ($a:ident, $b:ident) => { let tmp = $a; $a = $b; $b = tmp; }; }
macro_rules! continue_if { ($c:expr) => { if $c { continue; } }; }
macro_rules! max { ($x:expr) => { $x }; ($x:expr, $($rest:expr),+) => {{ let a = $x; let b = max!($($rest),+); if a > b { a } else { b } }}; }

coro! {
    fn checked(values: Vec<i32>) yields i32 -> Result<i32, String> {
        let mut sum = 0;
        for v in values {
            ensure!(v >= 0, "negative {v} after {sum}");
            if v == 99 {
                bail!("too large: {} ({sum})", v);
            }
            sum += v;
            yield_value!(sum);
        }
        Ok(sum)
    }

    fn boxed_error(text: &str) yields usize -> Result<usize, Box<dyn std::error::Error>> {
        yield_value!(text.len());
        let n: usize = text.parse()?;
        ensure!(n < 10, "{text} is {n}");
        yield_value!(n);
        Ok(n)
    }

    fn lookup(words: &[&str]) yields u32 -> Option<u32> {
        let map = hashmap! { "one" => 1, "two" => 2 };
        let mut total = 0;
        for word in words {
            let n = *try_opt!(map.get(word));
            total += n;
            yield_value!(n);
        }
        Some(total)
    }

    fn logging(names: Vec<String>) yields usize -> usize {
        let prefix = "user";
        let mut seen = 0;
        for name in &names {
            info!("{prefix} {name} #{}", seen);
            seen += 1;
            yield_value!(name.len());
            info!("{} done, {seen} so far", name);
        }
        info!("all {seen}");
        seen
    }

    fn computed(a: i32, b: i32) yields i32 -> i32 {
        let (mut a, mut b) = (a, b);
        yield_value!(square!(a + 1));
        swap!(a, b);
        yield_value!(a - b);
        let m = max!(a, b, square!(2));
        yield_value!(m);
        square!({ a += 1; a }) + m
    }

    fn formats(name: &str, n: u8, pi: f64) yields String -> String {
        let width = 6;
        yield_value!(format!("{name:>width$}|{n:#04x}|{pi:.2}|{0:?}|{0}", name));
        let mut out = String::new();
        write!(out, "{n:0>3}{}", yield_value!(String::new()) == ()).unwrap();
        yield_value!(out.clone());
        writeln!(&mut out, "{pi:+e}").unwrap();
        yield_value!(format!("{:?}", (name, n)));
        println!("");
        eprintln!("{}", "");
        assert!(out.len() > 2, "out is {out}");
        assert_eq!(n, n, "same {n}");
        assert_ne!(name, "");
        debug_assert!(!out.is_empty());
        let line = line!() > 0 && !file!().is_empty() && column!() > 0;
        let path = module_path!();
        yield_value!(format!("{line} {}", path.is_empty()));
        let text = concat!("a", 1, true);
        out.push_str(text);
        out
    }

    fn matching(value: Option<i32>) yields bool -> bool {
        yield_value!(matches!(value, Some(1..=9)));
        yield_value!(matches!(value, Some(n) if n % 2 == 0));
        let v = vec![yield_value!(true); 2];
        let w = vec![1, { yield_value!(false); 2 }, 3];
        let _ = dbg!(w.len());
        v.len() == 2 && matches!(w.as_slice(), [1, .., 3])
    }

    fn own_option() yields u8 -> u8 {
        #[derive(Clone, Copy)]
        enum Option { Some(u8), None }
        let mut option = Option::Some(2);
        while let Option::Some(n) = option {
            yield_value!(n);
            option = if n == 0 { Option::None } else { Option::Some(n - 1) };
        }
        7
    }

    fn own_result(n: i32) yields i32 -> i32 {
        use Outcome::*;
        enum Outcome { Ok(i32), Err }
        let outcome = if n > 0 { Ok(n) } else { Err };
        yield_value!(n);
        for i in 0..2 { yield_value!(i); }
        match outcome { Ok(n) => { yield_value!(n); n } Err => -1 }
    }

    fn skipping(items: &[i32]) yields i32 {
        for &item in items {
            continue_if!(item % 2 == 0);
            yield_value!(item);
        }
    }

    fn raw_names(r#type: &str, r#in: u32) yields String -> u32 {
        let r#match = r#type.to_string();
        for r#loop in 0..r#in {
            yield_value!(format!("{match}{loop}", match = r#match, loop = r#loop));
        }
        r#in
    }

    fn reserved(state: u32, value: u32, arg: u32) yields u32 -> u32 {
        let (inner, at, iter, position) = (state, value, arg, 1);
        for item in [inner, at] {
            yield_value!(item + iter);
            let Some(next) = Some(position) else { break };
            yield_value!(next);
        }
        let step = |machine: u32| machine + state;
        yield_value!(step(value));
        let replace = 3;
        let resume = replace + arg;
        yield_value!(resume);
        inner + at + iter + position
    }

    fn unsafe_and_const(bytes: &'static [u8]) yields usize -> &'static str {
        const fn twice(n: usize) -> usize { n * 2 }
        const LEN: usize = twice(2);
        yield_value!(LEN);
        let array = [0u8; LEN];
        yield_value!(array.len());
        let text = std::str::from_utf8(bytes).unwrap_or("?");
        yield_value!(text.len());
        text
    }

    fn early(n: u32) yields u32 -> Result<u32, &'static str> {
        if n == 0 { return Err("zero"); }
        let half = if n % 2 == 0 { n / 2 } else { return Ok(yield_value!(n) == ()).map(u32::from) };
        yield_value!(half);
        let r = loop { if half > 3 { break Err("big"); } yield_value!(9); break Ok(half); };
        let v = r?;
        Ok(v + match half { 1 => 10, 2 => { yield_value!(2); 20 } _ => return Err("three") })
    }
}

macro_rules! try_found { ($e:expr) => { match $e { Some(v) => v, None => return Ok(None) } } }
macro_rules! bail_out { ($e:expr) => { match $e { Ok(v) => v, Err(text) => return Err(text) } } }
coro! {
    fn lookups(pairs: &[(u32, u32)], key: u32) yields u32 -> Result<Option<u32>, String> {
        let find = |key: u32| pairs.iter().find(|pair| pair.0 == key).map(|pair| pair.1);
        let once = try_found!(find(key));
        yield_value!(once);
        let twice = try_found!(find(once));
        yield_value!(twice);
        Ok(Some(bail_out!(find(twice).ok_or(format!("none of {twice}")))))
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("checked", || checked(vec![1, 2]));
    t.case("checked neg", || checked(vec![1, -2]));
    t.case("checked 99", || checked(vec![1, 99]));
    t.case("boxed error", || boxed_error("7"));
    t.case("boxed error 2", || boxed_error("77"));
    t.case("boxed error 3", || boxed_error("x"));
    t.case("lookup", || lookup(&["one", "two"]));
    t.case("lookup none", || lookup(&["one", "x"]));
    t.case("logging", || logging(vec!["ann".into(), "bob".into()]));
    t.case("computed", || computed(2, 5));
    t.case("formats", || formats("ab", 7, 3.14159));
    t.case("matching", || matching(Some(4)));
    t.case("own option", own_option);
    t.case("own result", || own_result(2));
    t.case("skipping", || skipping(&[1, 2, 3]));
    t.case("raw", || raw_names("x", 2));
    t.case("reserved", || reserved(1, 2, 3));
    t.case("unsafe", || unsafe_and_const(b"abc"));
    t.case("early", || early(0));
    t.case("early 3", || early(3));
    t.case("early 4", || early(4));
    t.case("early 6", || early(6));
    t.case("early 8", || early(8));
    for key in [1, 2, 5, 7] {
        t.case("lookups", move || lookups(&[(1, 2), (2, 3), (3, 4), (5, 6)], key));
    }
}

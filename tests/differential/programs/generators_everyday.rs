//! After the coroutine tests of compilers and the generator crates.

use crate::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

coro! {
    fn conditional(flag: bool) yields u32 -> &'static str {
        if flag {
            yield_value!(1);
        } else {
            yield_value!(10);
            yield_value!(20);
        }
        "done"
    }

    fn send_and_sync<T: Clone + std::fmt::Debug>(value: T) yields T -> T {
        let copy = value.clone();
        yield_value!(copy);
        value
    }

    fn live_upvar_across_yield(name: &str) receives first: i32 yields usize -> String {
        let prefix = String::from(name);
        let second = yield_value!(prefix.len());
        format!("{prefix}{first}{second}")
    }

    fn yield_in_initializer() yields u8 -> u8 {
        let mut keep = 0;
        loop {
            let opt = {
                yield_value!(keep);
                let (a, b) = (0u8, 1u8);
                let c = a + b;
                Some(c)
            };
            keep += opt.unwrap();
            if keep > 3 {
                break keep;
            }
        }
    }

    fn yield_in_args(n: i32) yields i32 -> i32 {
        fn foo(_: &i32, x: i32, _: &i32) -> i32 { x }
        let a = n;
        foo(&a, { yield_value!(a); a * 2 }, &(a + 1))
    }

    fn yield_in_box() yields () -> i32 {
        let x = 0i32;
        yield_value!();
        let y = 2i32;
        let b = Box::new(match x {
            0 => {
                yield_value!();
                y
            }
            _ => 7,
        });
        *b
    }

    fn match_bindings(value: Option<Box<i32>>) yields &'static str -> i32 {
        match value {
            Some(b) if *b > 10 => { yield_value!("big"); *b }
            Some(b) => { yield_value!("small"); -*b }
            None => 0,
        }
    }

    fn reinit_fields(mut pair: (String, String)) yields usize -> String {
        drop(pair.0);
        yield_value!(pair.1.len());
        pair.0 = String::from("new");
        yield_value!(pair.0.len());
        pair.0 + &pair.1
    }

    fn iterator_count(n: u32) yields u32 {
        for i in (0..n).filter(|x| x % 2 == 0).map(|x| x * x) {
            yield_value!(i);
        }
    }

    fn xcrate_like<T>(t: T) yields T where T: Copy + std::ops::Add<Output = T> {
        yield_value!(t);
        yield_value!(t + t);
    }

    fn resume_arg_size(input: &[u8]) receives flag: bool yields usize -> Vec<u8> {
        let mut out = Vec::with_capacity(input.len());
        let mut flag = flag;
        for &b in input {
            if flag {
                out.push(b.to_ascii_uppercase());
            } else {
                out.push(b);
            }
            flag = yield_value!(out.len());
        }
        out
    }

    fn static_reference() yields &'static str -> usize {
        const NAMES: [&str; 3] = ["a", "bb", "ccc"];
        static EXTRA: &str = "dddd";
        let mut total = 0;
        for name in NAMES.iter().chain(std::iter::once(&EXTRA)) {
            total += name.len();
            yield_value!(*name);
        }
        total
    }

    fn borrowing_param<'a>(words: &'a [String], min: usize) yields &'a str {
        for word in words {
            if word.len() >= min {
                yield_value!(word.as_str());
            }
        }
    }

    fn discriminant_like(depth: usize) yields usize -> usize {
        let a = [0u8; 3];
        yield_value!(a.len());
        let b = vec![1, 2, 3];
        {
            let c = String::from("c");
            yield_value!(c.len() + b.len());
        }
        if depth > 0 {
            let d = depth * 2;
            yield_value!(d);
            return d;
        }
        b.into_iter().sum()
    }

    fn panic_drops(flag: bool) yields () {
        let _a = D("a");
        yield_value!();
        let _b = D("b");
        if flag {
            panic!("flag was set");
        }
        yield_value!();
    }

    fn drop_and_replace() yields i64 -> D {
        let mut d = D("first");
        yield_value!(d.id());
        d = D("second");
        yield_value!(d.id());
        d
    }

    fn unfinished_init(flag: bool) yields u8 -> i32 {
        let x;
        let y: i32;
        if flag {
            x = 5;
            yield_value!(1);
            y = x + 1;
        } else {
            yield_value!(2);
            x = 7;
            y = x;
        }
        yield_value!(3);
        x * y
    }

    fn nested_closure_capture(base: i32) yields i32 -> i32 {
        let add = |x| x + base;
        for i in 0..3 {
            yield_value!(add(i));
        }
        let mut total = 0;
        let mut count = |x: i32| { total += x; total };
        yield_value!(count(1));
        yield_value!(count(2));
        total
    }

    fn overlap_locals() yields usize {
        let a = {
            let first = [1usize; 8];
            yield_value!(first.iter().sum());
            first.len()
        };
        let b = {
            let second = [2usize; 4];
            yield_value!(second.iter().sum());
            second.len()
        };
        yield_value!(a + b);
    }

    // genawaiter-like
    fn odd_numbers_less_than_ten() yields i32 {
        let mut n = 1;
        while n < 10 {
            yield_value!(n);
            n += 2;
        }
    }

    fn fib() yields u64 {
        let (mut a, mut b) = (0, 1);
        loop {
            yield_value!(a);
            (a, b) = (b, a + b);
            if a > 500 { return; }
        }
    }

    fn check_numbers() receives num: i32 yields String {
        let mut num = num;
        loop {
            let text = match num {
                n if n < 0 => format!("{n} negative"),
                0 => "zero".to_owned(),
                1..=9 => "digit".into(),
                n @ (10 | 20 | 30) => format!("round {n}"),
                _ => String::from("many"),
            };
            num = yield_value!(text);
        }
    }

    fn ticking(names: Vec<&'static str>) yields Result<usize, String> -> Option<&'static str> {
        for (i, name) in names.iter().enumerate() {
            if name.is_empty() {
                yield_value!(Err(format!("empty at {i}")));
                continue;
            }
            yield_value!(Ok(name.len()));
        }
        names.into_iter().max_by_key(|n| n.len())
    }

    // propane-like
    fn fizz_buzz(limit: u32) yields String {
        for x in 1..=limit {
            match (x % 3, x % 5) {
                (0, 0) => yield_value!(String::from("FizzBuzz")),
                (0, _) => yield_value!(String::from("Fizz")),
                (_, 0) => yield_value!(String::from("Buzz")),
                (_, _) => yield_value!(x.to_string()),
            };
        }
    }

    fn collatz(mut n: u64) yields u64 -> usize {
        let mut steps = 0;
        while n != 1 {
            yield_value!(n);
            n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 };
            steps += 1;
        }
        yield_value!(1);
        steps
    }

    fn try_gen(texts: &[&str]) yields i32 -> Result<(), std::num::ParseIntError> {
        for text in texts.iter() {
            yield_value!(text.trim().parse::<i32>()?);
        }
        Ok(())
    }

    fn primes() yields usize {
        let mut composites: HashMap<usize, Vec<usize>> = HashMap::new();
        for n in 2.. {
            match composites.remove(&n) {
                None => {
                    yield_value!(n);
                    composites.insert(n * n, vec![n]);
                }
                Some(factors) => {
                    for p in factors {
                        composites.entry(n + p).or_default().push(p);
                    }
                }
            }
            if n > 40 { break; }
        }
    }

    fn permutations<T: Clone>(mut items: Vec<T>) yields Vec<T> {
        let n = items.len();
        let mut c = vec![0; n];
        yield_value!(items.clone());
        let mut i = 0;
        while i < n {
            if c[i] < i {
                if i % 2 == 0 {
                    items.swap(0, i);
                } else {
                    items.swap(c[i], i);
                }
                yield_value!(items.clone());
                c[i] += 1;
                i = 0;
            } else {
                c[i] = 0;
                i += 1;
            }
        }
    }

    fn powerset<T: Clone + Ord>(set: &[T]) yields Vec<T> {
        for mask in 0..1u32 << set.len() {
            let subset = set
                .iter()
                .enumerate()
                .filter(|(i, _)| mask & (1 << i) != 0)
                .map(|(_, x)| x.clone())
                .collect::<Vec<_>>();
            yield_value!(subset);
        }
    }

    fn bfs(graph: &BTreeMap<u32, Vec<u32>>, start: u32) yields (u32, usize) -> usize {
        let mut seen = HashSet::from([start]);
        let mut queue = VecDeque::new();
        queue.push_back((start, 0));
        while let Some((node, depth)) = queue.pop_front() {
            yield_value!((node, depth));
            if let Some(next) = graph.get(&node) {
                for &n in next {
                    if seen.insert(n) {
                        queue.push_back((n, depth + 1));
                    }
                }
            }
        }
        seen.len()
    }

    fn group_runs(text: &str) yields (char, usize) {
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let mut n = 1;
            while chars.peek() == Some(&c) {
                chars.next();
                n += 1;
            }
            yield_value!((c, n));
        }
    }

    fn run_length_decode(text: &str) yields char -> Result<(), String> {
        let mut count = None;
        for c in text.chars() {
            if let Some(d) = c.to_digit(10) {
                count = Some(count.unwrap_or(0) * 10 + d);
            } else {
                for _ in 0..count.take().ok_or_else(|| format!("no count before {c}"))? {
                    yield_value!(c);
                }
            }
        }
        match count {
            Some(n) => Err(format!("trailing {n}")),
            None => Ok(()),
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("conditional", || conditional(true));
    t.case("conditional no", || conditional(false));
    t.case("send_and_sync", || send_and_sync(vec![1]));
    t.receiving("live", || live_upvar_across_yield("ab"), |k| k as i32);
    t.case("yield in initializer", yield_in_initializer);
    t.case("yield in args", || yield_in_args(4));
    t.case("yield in box", yield_in_box);
    t.case("match 1", || match_bindings(Some(Box::new(20))));
    t.case("match 2", || match_bindings(Some(Box::new(2))));
    t.case("match 3", || match_bindings(None));
    t.case("reinit", || reinit_fields(("a".into(), "bc".into())));
    t.case("iter count", || iterator_count(7));
    t.case("xcrate", || xcrate_like(2.5));
    t.receiving("resume arg", || resume_arg_size(b"abcd"), |k| k % 2 == 0);
    t.case("static", static_reference);
    let words = vec!["a".to_string(), "bcd".to_string(), "ef".to_string()];
    t.scope("borrowing", |d| d.run(borrowing_param(&words, 2)));
    t.case("discr", || discriminant_like(0));
    t.case("discr 2", || discriminant_like(2));
    t.case("panic drops", || panic_drops(true));
    t.case("panic drops no", || panic_drops(false));
    t.case("replace", drop_and_replace);
    t.case("unfinished", || unfinished_init(true));
    t.case("unfinished no", || unfinished_init(false));
    t.case("nested closure", || nested_closure_capture(10));
    t.case("overlap", overlap_locals);
    t.case("odd", odd_numbers_less_than_ten);
    t.case("fib", fib);
    t.receiving("check", check_numbers, |k| [-1, 0, 5, 20, 99][k % 5]);
    t.case("ticking", || ticking(vec!["a", "", "bcd", "ef"]));
    t.case("fizz", || fizz_buzz(15));
    t.case("collatz", || collatz(6));
    t.case("try gen", || try_gen(&["1", " 2 ", "x", "3"]));
    t.case("primes", primes);
    t.case("permutations", || permutations(vec!['a', 'b', 'c']));
    t.case("powerset", || powerset(&[1, 2, 3]));
    let graph = BTreeMap::from([(1, vec![2, 3]), (2, vec![4]), (3, vec![4, 1]), (4, vec![])]);
    t.scope("bfs", |d| d.run(bfs(&graph, 1)));
    t.case("runs", || group_runs("aaabccd"));
    t.case("decode", || run_length_decode("3a2b1c"));
    t.case("decode bad", || run_length_decode("3ab"));
    t.case("decode trailing", || run_length_decode("3a4"));
}

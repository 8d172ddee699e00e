//! Loops and delegates over iterators of the function's own, through closures that borrow its variables.

use crate::prelude::*;
use std::collections::HashSet;

const WORDS: [&str; 2] = ["w1", "w2"];

#[derive(Debug, Clone, Copy)]
enum Dir { N, S }

fn numbers() -> Vec<usize> { vec![1, 3] }

coro! {
    fn y_lits(text: String, _n: usize, _line: &str) yields String -> String {
        yield_value!(text.clone());
        yield_from!(["x", "y"].iter().map(|s| format!("{text}{s}")));
        text
    }
    fn f_konst(text: String, _n: usize, _line: &str) yields String -> String {
        for item in WORDS.iter().map(|w| format!("{text}{w}")) {
            yield_value!(item);
        }
        text
    }
    fn f_repeat(text: String, _n: usize, _line: &str) yields String -> String {
        for item in std::iter::repeat(2).take(2).map(|n| text.repeat(n)) {
            yield_value!(item);
        }
        text
    }
    fn y_once(text: String, _n: usize, _line: &str) yields String -> String {
        yield_value!(text.clone());
        yield_from!(std::iter::once(1).chain(3..5).map(|n| text.repeat(n)));
        text
    }
    fn f_vecs(text: String, _n: usize, _line: &str) yields String -> String {
        for item in vec![1usize, 2].into_iter().map(|n| text.repeat(n)) {
            yield_value!(item);
        }
        text
    }
    fn f_dirs(text: String, _n: usize, _line: &str) yields String -> String {
        for item in [Dir::N, Dir::S].into_iter().map(|d| format!("{text}{d:?}")) {
            yield_value!(item);
        }
        text
    }
    fn y_from_fn(text: String, _n: usize, _line: &str) yields String -> String {
        yield_value!(text.clone());
        yield_from!({ let mut k = 0; std::iter::from_fn(move || { k += 1; (k < 4).then_some(k) }) }.map(|n| text.repeat(n)));
        text
    }
    fn f_zipped(text: String, _n: usize, _line: &str) yields String -> String {
        for item in [1usize, 2].iter().zip("ab".chars()).map(|(n, c)| format!("{}{c}", text.repeat(*n))) {
            yield_value!(item);
        }
        text
    }
    fn f_nested(text: String, _n: usize, _line: &str) yields String -> String {
        for item in (0..2).flat_map(|i| (0..2).map(move |j| (i, j))).map(|(i, j)| format!("{text}{i}{j}")) {
            yield_value!(item);
        }
        text
    }
    fn y_call(text: String, _n: usize, _line: &str) yields String -> String {
        yield_value!(text.clone());
        yield_from!(numbers().into_iter().map(|n| text.repeat(n)));
        text
    }
    fn f_option(text: String, _n: usize, _line: &str) yields String -> String {
        for item in Some(3usize).into_iter().map(|n| text.repeat(n)) {
            yield_value!(item);
        }
        text
    }
    fn f_cyc(text: String, _n: usize, _line: &str) yields String -> String {
        for item in [1usize, 2].iter().cycle().take(3).map(|n| text.repeat(*n)) {
            yield_value!(item);
        }
        text
    }
    fn f_rev(text: String, _n: usize, _line: &str) yields String -> String {
        for item in ["x", "y"].iter().rev().map(|s| format!("{text}{s}")) {
            yield_value!(item);
        }
        text
    }
    fn y_arg_words(text: String, _n: usize, line: &str) yields String -> String {
        yield_value!(text.clone());
        yield_from!(line.split_whitespace().filter(|s| *s != text).map(String::from));
        text
    }
    fn counted(items: Vec<u32>) yields u32 -> usize {
        let mut count: usize = 0;
        for x in items.into_iter().inspect(|_| count += 1) {
            yield_value!(x);
        }
        count
    }
    fn deduped(items: Vec<&'static str>) yields &'static str -> usize {
        let mut seen = HashSet::new();
        for x in items.into_iter().filter(|x| seen.insert(*x)) {
            yield_value!(x);
        }
        seen.len()
    }
    fn deduped_gen<T: std::hash::Hash + Eq + Clone>(items: impl IntoIterator<Item = T>) yields T -> usize {
        let mut seen = HashSet::new();
        for x in items.into_iter().filter(|x| seen.insert(x.clone())) {
            yield_value!(x);
        }
        seen.len()
    }
    fn deduped_iter<T: std::hash::Hash + Eq + Clone>(items: impl Iterator<Item = T>) yields T -> usize {
        let mut seen = HashSet::new();
        for x in items.filter(|x| seen.insert(x.clone())) {
            yield_value!(x);
        }
        seen.len()
    }
    fn asked(mut queue: Vec<D>) yields i64 -> usize {
        for d in std::iter::from_fn(|| queue.pop()).take(2) {
            yield_value!(d.id());
        }
        queue.len()
    }
    fn repeated(limit: u32) yields u32 -> u32 {
        let mut n: u32 = 0;
        for x in std::iter::repeat_with(|| { n += 1; n }).take_while(|n| *n < limit) {
            yield_value!(x);
        }
        n
    }
    fn prefix(p: &str, d: D, names: Vec<D<String>>) yields String -> D {
        for x in names.into_iter().map(|n| format!("{p}{}{}", d.0, n.0)).enumerate().skip(1).map(|(i, s)| format!("{i}{s}{}", d.0)) {
            let _x = D("round");
            yield_value!(x);
        }
        log("after");
        yield_value!("end".into());
        d
    }
    fn last(p: D, names: Vec<D<String>>) yields String {
        let _own = D("own");
        for x in names.into_iter().map(|n| format!("{}{}", p.0, n.0)) {
            yield_value!(x);
        }
        log("after");
    }
    fn moved(p: String, names: Vec<D<String>>) yields String {
        let _own = D("own");
        for x in names.into_iter().map(move |n| format!("{}{}", p, n.0)) {
            yield_value!(x);
        }
        log("after");
    }
    fn arr(p: String) yields String -> String {
        for x in [1, 2].map(|n| note(format!("eager {n}"), format!("{p}{n}"))) {
            yield_value!(x);
        }
        p
    }
    fn arr_var(p: String) yields String -> String {
        let list = [1, 2];
        for x in list.map(|n| note(format!("eager {n}"), format!("{p}{n}"))) {
            yield_value!(x);
        }
        p
    }
    fn breaks(p: D, names: Vec<D<String>>) yields String -> usize {
        let mut n = 0;
        'out: for k in 0..3 {
            let mut others = vec![];
            for x in names.clone().into_iter().filter(|x| x.0 != p.0).take(k + 1) {
                n += 1;
                yield_value!(x.0.clone());
                if n > 3 { break 'out; }
                others.push(x);
                if n == 2 { continue 'out; }
            }
            for x in others.into_iter().rev().filter_map(|x| (x.0 != p.0).then_some(x)) {
                yield_value!(x.0.clone());
            }
        }
        n
    }
}

fn ds() -> Vec<D<String>> { vec![D("x".into()), D("y".into()), D("z".into())] }

pub fn cases(t: &mut Tracer) {
    t.scope("y_lits", |d| d.run(y_lits("t".to_string(), 2, "a,b c d")));
    t.scope("f_konst", |d| d.run(f_konst("t".to_string(), 2, "a,b c d")));
    t.scope("f_repeat", |d| d.run(f_repeat("t".to_string(), 2, "a,b c d")));
    t.scope("y_once", |d| d.run(y_once("t".to_string(), 2, "a,b c d")));
    t.scope("f_vecs", |d| d.run(f_vecs("t".to_string(), 2, "a,b c d")));
    t.scope("f_dirs", |d| d.run(f_dirs("t".to_string(), 2, "a,b c d")));
    t.scope("y_from_fn", |d| d.run(y_from_fn("t".to_string(), 2, "a,b c d")));
    t.scope("f_zipped", |d| d.run(f_zipped("t".to_string(), 2, "a,b c d")));
    t.scope("f_nested", |d| d.run(f_nested("t".to_string(), 2, "a,b c d")));
    t.scope("y_call", |d| d.run(y_call("t".to_string(), 2, "a,b c d")));
    t.scope("f_option", |d| d.run(f_option("t".to_string(), 2, "a,b c d")));
    t.scope("f_cyc", |d| d.run(f_cyc("t".to_string(), 2, "a,b c d")));
    t.scope("f_rev", |d| d.run(f_rev("t".to_string(), 2, "a,b c d")));
    t.scope("y_arg_words", |d| d.run(y_arg_words("t".to_string(), 2, "a,b c d")));
    t.case("counted", || counted(vec![1, 2]));
    t.case("deduped", || deduped(vec!["a", "b", "a"]));
    t.case("deduped gen", || deduped_gen(vec![1, 2, 1]));
    t.case("deduped iter", || deduped_iter([1, 2, 1].into_iter()));
    t.case("asked", || asked(vec![D("a"), D("b"), D("c")]));
    t.case("repeated", || repeated(4));
    t.case("prefix", || prefix("p", D("d"), ds()));
    t.case("last", || last(D("p"), ds()));
    t.case("moved", || moved("p".into(), ds()));
    t.case("arr", || arr("p".into()));
    t.case("arr var", || arr_var("p".into()));
    t.case("breaks", || breaks(D("p"), ds()));
}

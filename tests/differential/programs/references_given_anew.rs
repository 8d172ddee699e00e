//! Variables that are given one reference into a local after the other.

use crate::prelude::*;
coro! {
    fn pairs(data: Vec<i32>) yields (i32, i32) {
        let mut prev: Option<&i32> = None;
        for x in &data {
            if let Some(p) = prev { yield_value!((*p, *x)); }
            prev = Some(x);
        }
    }
    fn replaced(data: Vec<i32>) yields (i32, i32) {
        let mut prev = None;
        for x in data.iter() {
            if let Some(p) = prev.replace(x) { yield_value!((*p, *x)); }
        }
        yield_value!((prev.copied().unwrap_or(7), 0));
    }
    fn best(data: Vec<String>) yields usize -> String {
        let mut longest: Option<&String> = None;
        for word in &data {
            match longest {
                Some(l) if l.len() >= word.len() => {}
                _ => longest = Some(word),
            }
            yield_value!(longest.map_or(0, |l| l.len()));
        }
        longest.cloned().unwrap_or_default()
    }
    fn arguments(args: Vec<&'static str>) yields &'static str {
        let mut args = &args[..];
        while let [first, rest @ ..] = args {
            args = rest;
            yield_value!(first);
        }
    }
    fn after(args: Vec<String>) yields String {
        let mut args = args.as_slice();
        while let [first, rest @ ..] = args {
            yield_value!(first.clone());
            args = rest;
        }
    }
    fn merge_slices(a: Vec<i32>, b: Vec<i32>) yields i32 {
        let mut left = a.as_slice();
        let mut right = b.as_slice();
        loop {
            match (left, right) {
                ([], []) => break,
                ([x, rest @ ..], []) => { yield_value!(*x); left = rest; }
                ([], [y, rest @ ..]) => { yield_value!(*y); right = rest; }
                ([x, xs @ ..], [y, ys @ ..]) => {
                    if x < y { yield_value!(*x); left = xs; } else { yield_value!(*y); right = ys; }
                }
            }
        }
    }
    fn split(data: Vec<u8>) yields usize {
        let mut rest = &data[..];
        while let Some((first, tail)) = rest.split_first() {
            yield_value!(*first as usize);
            rest = tail;
        }
    }
    fn halves(data: Vec<u8>) yields Vec<u8> {
        let mut rest: &[u8] = &data;
        while rest.len() > 1 {
            let (left, right) = rest.split_at(rest.len() / 2);
            yield_value!(left.to_vec());
            rest = right;
        }
        yield_value!(rest.to_vec());
    }
    fn ini(source: String) yields (String, String, String) -> Result<(), String> {
        let mut section = "";
        for line in source.lines() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') { continue; }
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                section = name;
                continue;
            }
            let (key, value) = line.split_once('=').ok_or_else(|| format!("bad line {line:?}"))?;
            yield_value!((section.to_string(), key.trim().to_string(), value.trim().to_string()));
        }
        Ok(())
    }
    fn ini2(source: String) yields String {
        let mut section = "none";
        for line in source.lines() {
            if line == "-" { section = "dash"; continue; }
            if let Some(name) = line.strip_prefix('[') {
                section = name;
                continue;
            }
            yield_value!(format!("{section} {line}"));
        }
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("p", || pairs(vec![3, 1, 2]));
    t.case("replaced", || replaced(vec![3, 1, 2]));
    t.case("best", || best(vec!["a".into(), "ccc".into(), "bb".into()]));
    t.case("arguments", || arguments(vec!["a", "b"]));
    t.case("after", || after(vec!["a".into(), "b".into()]));
    t.case("s", || merge_slices(vec![1, 4], vec![2, 3, 7]));
    t.case("split", || split(vec![1, 2, 3]));
    t.case("halves", || halves(vec![1, 2, 3, 4, 5]));
    t.case("ok", || ini("[a]\nx = 1\n# c\n\n[b]\ny=2\nz=3".into()));
    t.case("bad", || ini("[a]\nx = 1\nzzz".into()));
    t.case("ini2", || ini2("x\n[a\ny\n-\nz".into()));
}

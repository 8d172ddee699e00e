//! Generators of scripting languages: recipes, pipelines, comprehension-like loops.

use crate::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::fmt::Debug;
use std::rc::Rc;

coro! {
    fn take_while_inclusive<I, F>(iter: I, mut pred: F) yields I::Item
    where
        I: IntoIterator,
        F: FnMut(&I::Item) -> bool,
    {
        for item in iter {
            let stop = !pred(&item);
            yield_value!(item);
            if stop {
                break;
            }
        }
    }

    fn chunked(data: &[i32], size: usize) yields Vec<i32> {
        let mut buf = Vec::new();
        for &x in data {
            buf.push(x);
            if buf.len() == size {
                yield_value!(std::mem::take(&mut buf));
            }
        }
        if !buf.is_empty() {
            yield_value!(buf);
        }
    }

    fn windowed<T: Clone>(items: impl Iterator<Item = T>, n: usize) yields Vec<T> {
        let mut window = VecDeque::with_capacity(n);
        for item in items {
            if window.len() == n {
                window.pop_front();
            }
            window.push_back(item);
            if window.len() == n {
                yield_value!(window.iter().cloned().collect());
            }
        }
    }

    fn pairwise<T: Copy>(items: Vec<T>) yields (T, T) {
        for pair in items.windows(2) {
            yield_value!((pair[0], pair[1]));
        }
    }

    fn roundrobin(mut its: Vec<Box<dyn Iterator<Item = u32>>>) yields u32 {
        while !its.is_empty() {
            let mut i = 0;
            while i < its.len() {
                match its[i].next() {
                    Some(x) => {
                        yield_value!(x);
                        i += 1;
                    }
                    None => {
                        drop(its.remove(i));
                    }
                }
            }
        }
    }

    fn unique_everseen<I>(items: I) yields String -> usize
    where I: IntoIterator<Item = &'static str>
    {
        let mut seen = BTreeSet::new();
        for item in items {
            let key = item.to_lowercase();
            if !seen.contains(&key) {
                seen.insert(key);
                yield_value!(item.to_string());
            }
        }
        seen.len()
    }

    fn product(a: &[char], b: &[u8]) yields (char, u8) {
        for &x in a.iter() {
            for y in b.iter().copied() {
                yield_value!((x, y));
            }
        }
    }

    fn accumulate<T, F>(items: Vec<T>, f: F) yields T
    where T: Clone, F: Fn(&T, &T) -> T
    {
        let mut iter = items.into_iter();
        let Some(mut total) = iter.next() else { return };
        yield_value!(total.clone());
        for x in iter {
            total = f(&total, &x);
            yield_value!(total.clone());
        }
    }

    fn group_by_length(words: &[&'static str]) yields (usize, Vec<&'static str>) {
        let mut groups: HashMap<usize, Vec<&'static str>> = HashMap::new();
        for word in words {
            groups.entry(word.len()).or_default().push(word);
        }
        let mut keys: Vec<_> = groups.keys().copied().collect();
        keys.sort_unstable();
        for key in keys {
            if let Some(group) = groups.remove(&key) {
                yield_value!((key, group));
            }
        }
    }

    fn combinations(n: usize, k: usize) yields Vec<usize> {
        let mut idx: Vec<usize> = (0..k).collect();
        yield_value!(idx.clone());
        loop {
            let Some(i) = (0..k).rev().find(|&i| idx[i] != i + n - k) else { break };
            idx[i] += 1;
            for j in i + 1..k {
                idx[j] = idx[j - 1] + 1;
            }
            yield_value!(idx.clone());
        }
    }

    fn countdown_with_step(start: i32, step: i32) yields i32 {
        for i in (0..=start).rev().step_by(step as usize) {
            yield_value!(i);
        }
    }

    fn averager() receives mut value: f64 yields f64 {
        let mut total = 0.0;
        let mut count = 0;
        loop {
            total += value;
            count += 1;
            value = yield_value!(total / count as f64);
        }
    }

    fn tail(log_lines: Rc<RefCell<Vec<String>>>) yields Option<String> {
        let mut pos = 0;
        loop {
            let line = log_lines.borrow().get(pos).cloned();
            match line {
                Some(line) => {
                    pos += 1;
                    if line == "EOF" { return; }
                    yield_value!(Some(line));
                }
                None => {
                    yield_value!(None);
                    log_lines.borrow_mut().push("EOF".to_string());
                }
            }
        }
    }

    fn grep_lines<'a>(pattern: &'a str, lines: impl Iterator<Item = &'a str>) yields &'a str {
        for line in lines {
            if line.contains(pattern) {
                yield_value!(line);
            }
        }
    }

    fn numbered(text: &str) yields String {
        for (n, line) in text.lines().enumerate() {
            let line = line.trim_end();
            if line.is_empty() { continue; }
            yield_value!(format!("{:>3}: {line}", n + 1));
        }
    }

    fn csv_columns(text: &str) yields (String, f64) -> Result<usize, Box<dyn std::error::Error>> {
        let mut lines = text.lines();
        let header: Vec<&str> = lines.next().ok_or("no header")?.split(',').collect();
        let mut rows = 0;
        for line in lines {
            for (name, cell) in header.iter().zip(line.split(',')) {
                let value: f64 = cell.trim().parse()?;
                yield_value!((name.to_string(), value));
            }
            rows += 1;
        }
        Ok(rows)
    }

    fn hanoi(n: u32, from: char, to: char, via: char) yields (char, char) {
        if n > 0 {
            yield_from!(hanoi(n - 1, from, via, to).boxed());
            yield_value!((from, to));
            yield_from!(hanoi(n - 1, via, to, from).boxed());
        }
    }

    fn gray_code(bits: u32) yields String {
        for i in 0..1u32 << bits {
            let g = i ^ (i >> 1);
            yield_value!(format!("{g:0width$b}", width = bits as usize));
        }
    }

    fn lcg(seed: u32) yields u32 {
        let mut state = seed;
        loop {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            yield_value!(state >> 16);
        }
    }

    fn merge_sorted(a: Vec<i32>, b: Vec<i32>) yields i32 {
        let mut a = a.into_iter().peekable();
        let mut b = b.into_iter().peekable();
        loop {
            let next = match (a.peek(), b.peek()) {
                (Some(x), Some(y)) => if x <= y { a.next() } else { b.next() },
                (Some(_), None) => a.next(),
                (None, Some(_)) => b.next(),
                (None, None) => break,
            };
            if let Some(x) = next {
                yield_value!(x);
            }
        }
    }

    fn flatten_pairs(pairs: Vec<(String, Vec<u32>)>) yields String {
        for (name, values) in &pairs {
            for v in values {
                yield_value!(format!("{name}={v}"));
            }
        }
    }

    fn scale_all(values: Vec<f64>, factor: f64) yields f64 {
        for v in values.iter().map(|v| v * factor) {
            yield_value!(v);
        }
    }

    fn filtered(values: Vec<i32>, min: i32) yields i32 -> usize {
        let mut count = 0;
        for v in values.iter().filter(|v| **v >= min) {
            count += 1;
            yield_value!(*v);
        }
        count
    }

    fn indexed_names(names: &[String], skip: &str) yields (usize, String) {
        for (i, name) in names.iter().enumerate().filter(|(_, n)| n.as_str() != skip) {
            yield_value!((i, name.clone()));
        }
    }

    fn transpose(rows: Vec<Vec<i32>>) yields Vec<i32> {
        let width = rows.first().map_or(0, Vec::len);
        for col in 0..width {
            yield_value!(rows.iter().map(|row| row[col]).collect());
        }
    }

    fn diagonal(matrix: [[i32; 3]; 3]) yields i32 {
        for (i, row) in matrix.iter().enumerate() {
            yield_value!(row[i]);
        }
        for i in 0..3 {
            yield_value!(matrix[i][2 - i]);
        }
    }

    fn spiral(rows: usize, cols: usize) yields (usize, usize) {
        let (mut top, mut left) = (0, 0);
        let (mut bottom, mut right) = (rows, cols);
        while top < bottom && left < right {
            for c in left..right { yield_value!((top, c)); }
            top += 1;
            for r in top..bottom { yield_value!((r, right - 1)); }
            right -= 1;
            if top < bottom {
                for c in (left..right).rev() { yield_value!((bottom - 1, c)); }
                bottom -= 1;
            }
            if left < right {
                for r in (top..bottom).rev() { yield_value!((r, left)); }
                left += 1;
            }
        }
    }

    fn sentence_words(text: String) yields String {
        for sentence in text.split('.') {
            for word in sentence.split_whitespace() {
                yield_value!(word.to_uppercase());
            }
            yield_value!("---".to_string());
        }
    }

    fn debug_all<T>(items: Vec<T>) yields String where T: Debug {
        let width = items.len();
        for item in items {
            yield_value!(format!("{item:>width$?}"));
        }
    }

    fn with_context(name: &'static str) receives event: &'static str yields String -> bool {
        struct Guard(&'static str);
        impl Drop for Guard {
            fn drop(&mut self) { log(format!("exit {}", self.0)); }
        }
        log(format!("enter {name}"));
        let _guard = Guard(name);
        let mut event = event;
        while event != "stop" {
            event = yield_value!(format!("{name}: {event}"));
        }
        true
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("take while", || take_while_inclusive(1..10, |x| *x < 4));
    t.case("chunked", || chunked(&[1, 2, 3, 4, 5], 2));
    t.case("windowed", || windowed("abcd".chars(), 2));
    t.case("pairwise", || pairwise(vec![1, 2, 3]));
    t.case("roundrobin", || roundrobin(vec![Box::new(1..3), Box::new(vec![10, 20, 30].into_iter())]));
    t.case("unique", || unique_everseen(["a", "B", "A", "b", "c"]));
    t.case("product", || product(&['a', 'b'], &[1, 2]));
    t.case("accumulate", || accumulate(vec![1, 2, 3], |a, b| a * b + 1));
    t.case("group", || group_by_length(&["a", "bb", "c", "dd"]));
    t.case("combinations", || combinations(4, 2));
    t.case("step", || countdown_with_step(10, 3));
    t.receiving("averager", averager, |k| k as f64);
    t.case("tail", || tail(Rc::new(RefCell::new(vec!["a".into(), "b".into()]))));
    t.case("grep", || grep_lines("a", "abc\ndef\nxa".lines()));
    t.case("numbered", || numbered("one\n\ntwo  \n"));
    t.case("csv", || csv_columns("a,b\n1,2\n3,4"));
    t.case("csv bad", || csv_columns("a,b\n1,x"));
    t.case("csv none", || csv_columns(""));
    t.case("hanoi", || hanoi(2, 'a', 'b', 'c'));
    t.case("gray", || gray_code(2));
    t.case("merge", || merge_sorted(vec![1, 4, 5], vec![2, 3, 9]));
    t.case("flatten", || flatten_pairs(vec![("a".into(), vec![1, 2]), ("b".into(), vec![3])]));
    t.case("scale", || scale_all(vec![1.0, 2.0], 1.5));
    t.case("filtered", || filtered(vec![1, 5, 3, 9], 3));
    let names = vec!["x".to_string(), "y".to_string(), "z".to_string()];
    t.scope("indexed", |d| d.run(indexed_names(&names, "y")));
    t.case("transpose", || transpose(vec![vec![1, 2], vec![3, 4]]));
    t.case("diagonal", || diagonal([[1, 2, 3], [4, 5, 6], [7, 8, 9]]));
    t.case("spiral", || spiral(3, 4));
    t.case("sentences", || sentence_words("ab cd. ef".into()));
    t.case("debug all", || debug_all(vec!["a", "b"]));
    t.receiving("context", || with_context("ctx"), |k| ["a", "b", "stop"][k % 3]);
}

//! Loops over what a local owns, by position.
use crate::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
coro! {
    fn parts(items: Vec<u32>, size: usize) yields u32 -> usize {
        for pair in items.windows(2) {
            yield_value!(pair[0] * 10 + pair[1]);
        }
        for (i, chunk) in items.chunks(size).enumerate() {
            yield_value!(chunk.iter().sum::<u32>() + i as u32);
            log(chunk.len());
        }
        for (a, b) in items.iter().zip(items.iter().skip(1)) {
            yield_value!(a + b);
            log(a);
        }
        for x in items.iter().rev().step_by(2).take(2) {
            yield_value!(*x);
        }
        items.len()
    }
    fn closures(values: Vec<i32>, min: i32, names: Vec<String>) yields i32 -> usize {
        let factor = min + 1;
        for v in values.iter().map(|v| v * factor) {
            yield_value!(v);
        }
        let mut count = 0;
        for v in values.iter().filter(|v| **v >= min) {
            count += 1;
            yield_value!(*v);
            log(v);
        }
        for (i, name) in names.iter().filter(|n| !n.is_empty()).enumerate() {
            yield_value!(i as i32);
            log(name);
        }
        for n in names.iter().filter_map(|n| n.parse::<i32>().ok()).take_while(|n| *n < 9) {
            yield_value!(n);
        }
        let mut seen = Vec::new();
        for v in values.iter().copied().inspect(|v| seen.push(*v)) {
            yield_value!(v);
        }
        seen.len() + count
    }
    fn texts(text: String, separator: String) yields String -> usize {
        for c in text.chars() {
            yield_value!(c.to_string());
        }
        for (i, c) in text.char_indices().filter(|(_, c)| c.is_uppercase()) {
            yield_value!(format!("{i}{c}"));
        }
        for line in text.lines() {
            let line = line.trim();
            yield_value!(line.to_string());
            for word in line.split(' ') {
                yield_value!(word.to_uppercase());
                log(word);
            }
            log(line);
        }
        let mut n = 0;
        for word in text.split_whitespace().filter(|w| w.len() > 1) {
            n += 1;
            yield_value!(word.to_string());
        }
        for part in text.split(&separator) {
            yield_value!(part.to_string());
        }
        for c in text.chars().rev().map(|c| c.to_ascii_lowercase()) {
            if c == 'a' { break; }
            yield_value!(c.to_string());
        }
        n
    }
    fn maps(by_name: BTreeMap<String, u32>, words: &[&str]) yields String -> usize {
        for (name, n) in &by_name {
            yield_value!(format!("{name}{n}"));
            log(name);
        }
        for name in by_name.keys() {
            yield_value!(name.clone());
        }
        let mut counts: HashMap<&str, Vec<usize>> = HashMap::new();
        for (i, word) in words.iter().enumerate() {
            counts.entry(word).or_default().push(i);
        }
        let mut total = 0;
        for list in counts.values_mut() {
            total += list.len();
            list.push(0);
            yield_value!(list.len().to_string());
            list.push(1);
        }
        let set: BTreeSet<char> = words.iter().flat_map(|w| w.chars()).collect();
        for c in &set {
            yield_value!(c.to_string());
        }
        for c in set.iter().filter(|c| **c > 'b') {
            yield_value!(c.to_string());
        }
        total
    }
    fn nested(pairs: Vec<(String, Vec<u32>)>, rows: Vec<Vec<i32>>) yields String -> i32 {
        for (name, values) in &pairs {
            for v in values {
                yield_value!(format!("{name}={v}"));
            }
        }
        let mut sum = 0;
        for row in &rows {
            for (i, x) in row.iter().enumerate().filter(|(_, x)| **x != 0) {
                sum += x;
                yield_value!(format!("{i}:{x}"));
            }
        }
        if let Some(first) = rows.first() {
            for x in first {
                yield_value!(x.to_string());
            }
        }
        sum
    }
    fn ranges(names: Vec<String>) yields String -> usize {
        for name in (0..names.len()).map(|i| &names[i]) {
            log(name);
        }
        for name in (0..names.len()).rev().map(|i| names[i].to_uppercase()) {
            yield_value!(name);
        }
        for i in (1..).take_while(|n| *n <= names.len()) {
            yield_value!(i.to_string());
        }
        names.len()
    }
    fn outer_borrowed(words: &[String], allowed: Vec<&str>) yields String {
        for word in words.iter().filter(|w| allowed.contains(&w.as_str())) {
            yield_value!(word.clone());
            log(word);
        }
    }
    fn changed(mut grid: Vec<Vec<u32>>) yields u32 -> Vec<Vec<u32>> {
        for row in grid.iter_mut() {
            for cell in row.iter_mut().filter(|c| **c > 1) {
                *cell *= 2;
                yield_value!(*cell);
                *cell += 1;
            }
            row.push(0);
        }
        for row in &mut grid {
            for cell in row {
                *cell += 1;
                yield_value!(*cell);
            }
        }
        grid
    }
    fn of_what_a_cell_holds(cell: &std::cell::RefCell<Vec<String>>, n: usize) yields usize {
        let texts = cell.borrow().clone();
        for some in texts.chunks(n) { yield_value!(some.len()); }
        for some in texts.windows(n) { yield_value!(some[0].len() * 10); }
    }
    fn delegate(n: i64) yields i64 -> i64 {
        yield_value!(n);
        n
    }
    /// So many states that the body is a level of its own.
    fn of_many_states(n: i64) yields i64 -> usize {
        let list = vec![n, 3];
        yield_value!(0);
        for item in &list {
            log(item);
            'a: {
                if yield_from!(delegate(1)) > 2 { log("never"); }
                yield_value!(4);
                if { yield_value!(n); n } > { yield_value!(yield_from!(delegate(n))); 2 } { yield_value!(5); break 'a; }
                log("past");
            }
            let Some(_) = (match n { 1 => None, 2 => Some(1), _ => Some(yield_from!(delegate(yield_from!(delegate(4))))) }) else { yield_value!(9); break };
            yield_value!(*item + 1);
        }
        list.len()
    }
}
pub fn cases(t: &mut Tracer) {
    for n in 1..4 {
        t.case("of many states", move || of_many_states(n));
    }
    t.case("parts", || parts(vec![1, 2, 3, 4, 5], 2));
    t.case("closures", || closures(vec![1, 3, 2], 2, vec!["a".into(), "".into(), "3".into(), "11".into()]));
    t.case("texts", || texts("aB c\nDé fg".into(), "c\n".into()));
    t.case("maps", || maps(BTreeMap::from([("a".into(), 1), ("b".into(), 2)]), &["ab", "cb", "ab"][..1]));
    t.case("nested", || nested(vec![("a".into(), vec![1, 2]), ("b".into(), vec![3])], vec![vec![1, 0], vec![], vec![0, 2]]));
    t.case("ranges", || ranges(vec!["a".into(), "b".into()]));
    let words = vec!["x".to_string(), "y".to_string(), "z".to_string()];
    t.scope("outer", |d| d.run(outer_borrowed(&words, vec!["x", "z"])));
    t.case("changed", || changed(vec![vec![1, 2], vec![3]]));
    t.scope("cell", |d| { let cell = std::cell::RefCell::new(vec!["a".to_string(), "bb".into(), "c".into()]); d.run(of_what_a_cell_holds(&cell, 2)) });
}

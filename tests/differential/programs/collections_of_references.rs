//! Collections of references into a local, which are built before a pause and looked at after it.

use crate::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
coro! {
    fn counts(text: String) yields (String, usize) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            *counts.entry(word).or_default() += 1;
        }
        for (word, n) in &counts {
            yield_value!((word.to_string(), *n));
            yield_value!((String::new(), word.len()));
        }
    }
    fn anagrams(words: Vec<String>) yields Vec<String> {
        let mut groups: BTreeMap<Vec<char>, Vec<&str>> = BTreeMap::new();
        for w in &words {
            let mut key: Vec<char> = w.chars().collect();
            key.sort_unstable();
            groups.entry(key).or_default().push(w);
        }
        for group in groups.values() {
            if group.len() > 1 {
                yield_value!(group.iter().map(|s| s.to_string()).collect());
            }
        }
    }
    fn counted(text: String) yields (String, usize) {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for word in text.split_whitespace() {
            *counts.entry(word).or_insert(0) += 1;
        }
        let mut list: Vec<_> = counts.into_iter().collect();
        list.sort();
        for (word, n) in list {
            yield_value!((word.to_string(), n));
        }
    }
    fn indexed(words: Vec<String>) yields (char, usize) {
        let mut index: HashMap<char, Vec<&String>> = HashMap::new();
        for word in &words {
            index.entry(word.chars().next().unwrap_or(' ')).or_default().push(word);
        }
        for first in ['a', 'b'] {
            if let Some(list) = index.get(&first) {
                for word in list {
                    yield_value!((first, word.len()));
                }
            }
        }
    }
    fn looked_up(text: String) yields usize -> bool {
        let stop: HashSet<&str> = text.lines().take(2).collect();
        let order: BTreeSet<&str> = text.lines().skip(1).collect();
        for line in text.lines() {
            yield_value!(stop.contains(line) as usize + order.len());
        }
        for line in &order { yield_value!(line.len()); }
        stop.contains("x")
    }
    fn subsets(items: Vec<String>) yields String {
        for mask in 0u32..1 << items.len() {
            let subset: Vec<&String> = items.iter().enumerate().filter(|(i, _)| mask & (1 << i) != 0).map(|(_, s)| s).collect();
            for s in &subset {
                yield_value!(s.to_string());
            }
            yield_value!(format!("{}", subset.len()));
        }
    }
    fn records(text: String) yields HashMap<String, String> -> Result<usize, String> {
        let mut lines = text.lines();
        let header: Vec<&str> = lines.next().ok_or("empty file")?.split(',').collect();
        let mut n = 0;
        for (number, line) in lines.enumerate() {
            let fields: Vec<&str> = line.split(',').map(|f| f.trim()).collect();
            if fields.len() != header.len() {
                return Err(format!("line {}: expected {} fields", number + 2, header.len()));
            }
            for (name, field) in header.iter().zip(&fields) {
                let mut map = HashMap::new();
                map.insert(name.to_string(), field.to_string());
                yield_value!(map);
            }
            n += 1;
        }
        Ok(n)
    }
    fn maxima(data: Vec<i32>, k: usize) yields i32 {
        for w in data.windows(k) {
            let max = w.iter().max().unwrap();
            yield_value!(*max);
            if w[0] == *max { yield_value!(-1); }
        }
    }
    fn sorted(words: Vec<String>) yields String {
        let mut list = Vec::new();
        for word in &words { list.push((word.len(), word)); }
        list.sort();
        for (n, word) in list { yield_value!(format!("{word}{n}")); }
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("counts", || counts("a b, a! c".into()));
    t.case("anagrams", || anagrams(vec!["tea".into(), "eat".into(), "x".into()]));
    t.case("counted", || counted("a b a c b a".into()));
    t.case("indexed", || indexed(vec!["a".into(), "bc".into(), "ab".into()]));
    t.case("looked up", || looked_up("x\nyy\nz".into()));
    t.case("subsets", || subsets(vec!["x".into(), "y".into()]));
    t.case("records", || records("a,b\n1, 2\n3,4".into()));
    t.case("maxima", || maxima(vec![3, 1, 2, 5], 2));
    t.case("sorted", || sorted(vec!["tea".into(), "at".into()]));
}

//! Searches by what is made for them.

use crate::prelude::*;
use std::collections::{BTreeMap, HashMap};

#[derive(Debug)]
struct Item { id: u32, tags: Vec<String> }

fn key(text: &str) -> String { log(format!("key {text}")); text.to_lowercase() }
fn at(n: usize) -> usize { log(format!("at {n}")); n % 3 }

coro! {
    fn joined<A: Clone, K: Eq + std::hash::Hash>(outer: Vec<A>, inner: Vec<(K, u32)>, of: fn(&A) -> K) yields (A, u32) {
        let mut lookup: HashMap<K, Vec<u32>> = HashMap::new();
        for (k, b) in inner {
            lookup.entry(k).or_default().push(b);
        }
        for a in outer {
            if let Some(matches) = lookup.get(&of(&a)) {
                for b in matches {
                    yield_value!((a.clone(), *b));
                }
            }
        }
    }

    fn by_name(items: Vec<Item>, words: &[&str]) yields u32 -> Option<usize> {
        let names: BTreeMap<String, Vec<Item>> = BTreeMap::from([("a".to_string(), items)]);
        let mut n = 0;
        for word in words {
            let Some(list) = names.get(&key(word)) else { continue };
            yield_value!(list.len() as u32);
            let first = list.first()?;
            yield_value!(first.id);
            match list.get(at(n + 1)) {
                Some(item) => { yield_value!(item.id * 10); n += item.tags.len(); }
                None => { yield_value!(0); }
            }
        }
        Some(n)
    }

    fn grid(cells: Vec<u8>, width: usize) yields u8 -> u32 {
        let mut sum = 0;
        for y in 0..2 {
            for x in 0..width {
                if let Some(cell) = cells.get(at(y * width + x)) {
                    yield_value!(*cell);
                    sum += u32::from(*cell);
                }
            }
        }
        sum
    }

    fn pairs(map: HashMap<(u8, u8), String>) yields String -> usize {
        let mut n = 0;
        for x in 0..3 {
            if let Some(text) = map.get(&(x, x + 1)) {
                yield_value!(text.clone());
                n += text.len();
            }
        }
        n
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("joined", || joined(vec!["ab", "c"], vec![(2, 1), (2, 2), (3, 4)], |a| a.len()));
    let items = || vec![Item { id: 1, tags: vec!["x".into()] }, Item { id: 2, tags: vec!["y".into(), "z".into()] }];
    t.case("by name", || by_name(items(), &["A", "b", "a"]));
    t.case("grid", || grid(vec![1, 2, 3], 2));
    t.case("pairs", || pairs(HashMap::from([((0, 1), "a".to_string()), ((2, 3), "bc".to_string())])));
}

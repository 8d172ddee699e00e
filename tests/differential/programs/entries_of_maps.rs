//! Entries of maps that are alive at a pause, or taken before it.

use crate::prelude::*;
use std::collections::{BTreeMap, HashMap, btree_map::Entry, hash_map};
coro! {
    fn word_count(text: &str) yields (String, usize) -> usize {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for word in text.split_whitespace() {
            match counts.entry(word.to_lowercase()) {
                Entry::Occupied(mut e) => { *e.get_mut() += 1; yield_value!((e.key().clone(), *e.get())); }
                Entry::Vacant(e) => { e.insert(1); }
            }
        }
        counts.len()
    }
    fn hashed(words: Vec<String>) yields usize -> usize {
        let mut counts = HashMap::new();
        for word in words {
            if let hash_map::Entry::Occupied(mut e) = counts.entry(word.clone()) {
                *e.get_mut() += 1;
                yield_value!(*e.get());
                continue;
            }
            counts.insert(word, 1);
        }
        counts.len()
    }
    fn ids(list: Vec<u32>) yields u32 -> u32 {
        let mut map = HashMap::new();
        for id in list {
            match map.entry(id) {
                hash_map::Entry::Vacant(slot) => { let n = *slot.insert(id * 2); yield_value!(n); }
                hash_map::Entry::Occupied(slot) => { let (k, v) = slot.remove_entry(); yield_value!(k + v); }
            }
        }
        map.len() as u32
    }
    fn ends(mut bids: BTreeMap<u32, u32>, from_top: bool) yields (u32, u32) -> usize {
        let mut quantity = 7;
        loop {
            let best = if from_top { bids.last_entry() } else { bids.first_entry() };
            let Some(mut entry) = best else { break };
            let price = *entry.key();
            let fill = quantity.min(*entry.get());
            *entry.get_mut() -= fill;
            quantity -= fill;
            if *entry.get() == 0 { entry.remove(); }
            if fill == 0 { break; }
            yield_value!((price, fill));
        }
        while let Some(entry) = bids.first_entry() {
            let (price, left) = entry.remove_entry();
            yield_value!((price, left));
        }
        bids.len()
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("a", || word_count("a b A a"));
    t.case("b", || hashed(vec!["a".into(), "b".into(), "a".into()]));
    t.case("ends", || ends(BTreeMap::from([(1, 4), (2, 5), (3, 6)]), true));
    t.case("ends 2", || ends(BTreeMap::from([(1, 4), (2, 5), (3, 6)]), false));
    t.case("c", || ids(vec![1, 2, 1]));
}

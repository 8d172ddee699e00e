//! Maps and sets of references into a local that grow while the function pauses.

use crate::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

#[derive(Clone, Debug, Default, PartialEq)]
struct Tally {
    seen: u32,
    last: usize,
}

coro! {
    fn first_times(text: String) yields String -> usize {
        let mut seen: HashSet<&str> = HashSet::new();
        for word in text.split(' ') {
            if seen.insert(word) {
                yield_value!(word.to_string());
            }
        }
        seen.len()
    }

    fn counting(text: String) yields (String, usize) {
        let mut counts = BTreeMap::new();
        for word in text.split_whitespace() {
            let count = counts.entry(word).or_insert(0usize);
            *count += 1;
            yield_value!((word.to_string(), *count));
        }
        for (word, count) in &counts {
            yield_value!((word.to_uppercase(), *count));
        }
        for (word, count) in counts {
            yield_value!((word.to_string(), count * 100));
        }
    }

    fn tallied(text: String, asked: Vec<&'static str>) yields (String, u32) -> Vec<Tally> {
        let mut tallies: HashMap<&str, Tally> = HashMap::with_capacity(4);
        for (at, word) in text.split(',').enumerate() {
            let tally = tallies.entry(word).and_modify(|tally| tally.seen += 10).or_default();
            tally.seen += 1;
            tally.last = at;
            yield_value!((word.to_string(), tally.seen));
        }
        for word in asked {
            match tallies.get(word) {
                Some(tally) => yield_value!((word.to_string(), tally.seen + 1000)),
                None => yield_value!(("nothing".to_string(), 0)),
            }
        }
        let mut sorted: Vec<_> = tallies.into_values().collect();
        sorted.sort_by_key(|tally| tally.last);
        sorted
    }

    fn taken_out(text: String) yields (usize, bool) -> Vec<String> {
        let mut open = HashSet::new();
        for name in text.split(' ') {
            let was_open = !open.insert(name);
            if was_open {
                open.remove(name);
            }
            yield_value!((open.len(), open.contains("b")));
        }
        if open.is_empty() {
            open.clear();
        }
        let mut left: Vec<String> = open.iter().map(|name| name.to_string()).collect();
        left.sort();
        left
    }

    fn items_of_a_list(names: Vec<String>) yields usize -> String {
        let mut seen = BTreeSet::new();
        for name in &names {
            if !seen.insert(name) {
                continue;
            }
            yield_value!(seen.len());
        }
        let mut all = String::new();
        for name in &seen {
            all.push_str(name);
            yield_value!(all.len());
        }
        all
    }

    fn by_index(text: String) yields usize {
        let mut places = HashMap::new();
        for (at, word) in text.split(' ').enumerate() {
            places.insert(word, at);
            yield_value!(places[word]);
        }
        yield_value!(places["a"] + places.len());
        if let Some(place) = places.get_mut("a") {
            *place += 50;
        }
        yield_value!(places["a"]);
        yield_value!(places.remove("a").unwrap_or(7));
        yield_value!(places.remove("a").unwrap_or(7));
    }

    /// What it holds comes from outside.
    fn of_a_parameter<'a>(text: &'a str) yields &'a str -> usize {
        let mut seen = HashSet::new();
        for word in text.split(' ') {
            if seen.insert(word) {
                yield_value!(word);
            }
        }
        seen.len()
    }
}

pub fn cases(t: &mut Tracer) {
    let text = || "b a c a b d".to_string();
    t.case("first times", || first_times(text()));
    t.case("counting", || counting(text()));
    t.case("tallied", || tallied("x,y,x,z,x".to_string(), vec!["x", "q"]));
    t.case("taken out", || taken_out(text()));
    t.case("items of a list", || items_of_a_list(text().split(' ').map(String::from).collect()));
    t.case("by index", || by_index(text()));
    t.case("of a parameter", || of_a_parameter("p q p"));
}

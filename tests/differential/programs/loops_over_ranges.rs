//! Loops over a part of a map or list that a range in a variable tells.

use crate::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Day(u8);

coro! {
    fn agenda(events: Vec<(Day, String)>, span: RangeInclusive<Day>) yields (Day, usize) -> usize {
        let mut by_day: BTreeMap<Day, Vec<String>> = BTreeMap::new();
        for (day, what) in events {
            by_day.entry(day).or_default().push(what);
        }
        let mut shown = 0;
        for (&day, list) in by_day.range(span) {
            shown += list.len();
            yield_value!((day, list.len()));
        }
        shown
    }

    fn from_on(map: BTreeMap<String, D<i32>>, from: String) yields i32 {
        for (key, value) in map.range(from..) {
            yield_value!(key.len() as i32 + value.0);
        }
        note("done", ());
    }

    fn of_a_variable(map: BTreeMap<i32, i32>, from: i32, to: i32) yields i32 {
        let span = from..to;
        for (_, value) in map.range(span).filter(|(key, _)| **key != 3) {
            yield_value!(*value);
        }
    }

    fn changed(mut map: BTreeMap<i32, D<i32>>, span: Range<i32>) yields i32 -> BTreeMap<i32, D<i32>> {
        for (key, value) in map.range_mut(span) {
            *value = D(value.0 + 10);
            yield_value!(*key);
            value.touch();
        }
        map
    }

    fn in_pairs(set: BTreeSet<u8>, span: Range<u8>) yields (u8, Option<u8>) {
        let mut items = set.range(span).peekable();
        while let Some(item) = items.next() {
            yield_value!((*item, items.peek().map(|next| **next)));
        }
    }

    fn indexed(list: Vec<D<i32>>, span: Range<usize>) yields i32 {
        for item in list[span].iter() {
            yield_value!(item.0);
            item.touch();
        }
    }

    fn sliced(list: Vec<D<i32>>, span: RangeInclusive<usize>) yields i32 {
        for item in &list[span] {
            yield_value!(item.0);
        }
    }
}

fn map() -> BTreeMap<i32, D<i32>> {
    (1..5).map(|n| (n, D(n))).collect()
}

fn list() -> Vec<D<i32>> {
    (1..5).map(D).collect()
}

pub fn cases(t: &mut Tracer) {
    let events = || vec![(Day(3), "a".into()), (Day(2), "b".into()), (Day(3), "c".into())];
    t.case("agenda", move || agenda(events(), Day(2)..=Day(3)));
    t.case("from_on", || {
        let entries = ["a", "bb", "c"].into_iter().zip(1..);
        from_on(entries.map(|(key, n)| (key.into(), D(n))).collect(), "b".into())
    });
    t.case("of_a_variable", || of_a_variable((1..6).map(|n| (n, n * n)).collect(), 2, 5));
    t.case("changed", || changed(map(), 2..4));
    t.case("in_pairs", || in_pairs([1, 4, 5, 9].into(), 2..9));
    t.case("indexed", || indexed(list(), 1..3));
    t.case("sliced", || sliced(list(), 1..=2));
}

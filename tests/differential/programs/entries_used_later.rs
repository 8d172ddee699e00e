//! References to what an entry of a map is, used over a pause.

use crate::prelude::*;
use std::collections::{BTreeMap, HashMap};

pub fn mk(n: &'static str) -> D { log(format!("mk {n}")); D(n) }

coro! {
    async fn in_an_operand(mut m: BTreeMap<String, Vec<i64>>) -> usize {
        for k in ["a", "b", "a"] {
            m.entry(k.to_string()).or_default().push({ yield_wait!(); m_len(k) });
        }
        log(format!("{m:?}"));
        m.len()
    }
    async fn by_its_own_key(mut m: BTreeMap<&'static str, Vec<D>>) -> usize {
        m.entry("k").or_insert_with(|| vec![mk("first")]).push({ yield_wait!(); mk("second") });
        m.entry("k").and_modify(|v| v.push(mk("more"))).or_default().insert(0, { yield_wait!(); mk("third") });
        m["k"].len()
    }
    async fn in_a_variable(words: Vec<String>) -> Vec<(String, usize)> {
        let mut counts = HashMap::new();
        for word in words {
            let count = counts.entry(word).or_insert(0);
            *count += 1;
            yield_wait!();
            *count *= 2;
            log(*count);
        }
        let mut all: Vec<_> = counts.into_iter().collect();
        all.sort();
        all
    }
    async fn only_before(words: Vec<String>) -> usize {
        let mut counts: BTreeMap<String, D> = BTreeMap::new();
        for word in words {
            let d = counts.entry(word).or_insert_with(|| mk("made"));
            d.touch();
            yield_wait!();
        }
        counts.len()
    }
    async fn of_a_field(mut shop: Shop, n: u32) -> i64 {
        let one = shop.stock.entry(n).or_insert(3);
        yield_wait!();
        *one += 1;
        shop.stock.entry(n + 1).or_insert_with(|| shop.sold).add_to({ yield_wait!(); 5 });
        shop.stock.values().sum::<i64>() * { yield_wait!(); shop.sold }
    }
}

pub struct Shop { pub stock: HashMap<u32, i64>, pub sold: i64 }
pub trait AddTo { fn add_to(&mut self, n: i64); }
impl AddTo for i64 { fn add_to(&mut self, n: i64) { *self += n; } }

pub fn m_len(s: &str) -> i64 { s.len() as i64 }

pub fn cases(t: &mut Tracer) {
    t.case("in an operand", || in_an_operand(BTreeMap::new()));
    t.case("by its own key", || by_its_own_key(BTreeMap::new()));
    let words = || ["a", "b", "a"].map(String::from).to_vec();
    t.case("in a variable", || in_a_variable(words()));
    t.case("only before", || only_before(words()));
    t.case("of a field", || of_a_field(Shop { stock: HashMap::new(), sold: 4 }, 2));
}

//! The same of values out of collections and iterators.

use crate::prelude::*;
use std::collections::{BTreeMap, VecDeque};
struct Q(&'static str);
impl Drop for Q { fn drop(&mut self) { log(format!("drop {}", self.0)); } }
struct W { id: i64, name: &'static str }
impl Drop for W { fn drop(&mut self) { log(format!("drop {}", self.name)); } }
fn q(n: &'static str) -> Q { Q(n) }
struct S { map: BTreeMap<i64, (i64, Q)>, queue: VecDeque<(usize, W)> }
impl S {
    fn take(&mut self, k: i64) -> Option<(i64, Q)> { self.map.remove(&k) }
    fn peek(&self, k: i64) -> Option<&(i64, Q)> { self.map.get(&k) }
    fn next(&mut self) -> Result<(usize, W), String> { self.queue.pop_front().ok_or("none".to_string()) }
}
fn s() -> S { S { map: BTreeMap::from([(0, (5, q("m0"))), (1, (6, q("m1")))]), queue: VecDeque::from(vec![(1, W { id: 1, name: "w1" }), (2, W { id: 2, name: "w2" })]) } }
coro! {
    fn a1(n: i64, mut s: S) yields i64 -> i64 { let x = s.take(n); yield_value!(6); match x { Some((k, Q(s))) => { log(s); yield_value!(k); } None => {} } log("after"); 3 }
    fn a2(n: i64, mut s: S) yields i64 -> i64 { match s.take(n) { Some((k, Q(s))) => { log(s); yield_value!(k); log("in"); } None => {} } log("after"); 3 }
    fn a3(n: i64, mut s: S) yields i64 -> i64 { while let Ok((k, W { id, .. })) = s.next() { yield_value!(id + k as i64); log("in"); } log("after"); 3 }
    fn a4(n: i64, mut s: S) yields i64 -> i64 { let x = s.map.remove(&n); yield_value!(6); if let Some((k, Q(s))) = x { log(s); yield_value!(k); } log("after"); 3 }
    fn a5(n: i64, mut s: S) yields i64 -> i64 { let x = s.map.get(&n); yield_value!(6); if let Some((k, Q(s))) = x { log(*s); yield_value!(*k); } log("after"); 3 }
    fn a6(n: i64, s: S) yields i64 -> i64 { let x = s.peek(n); yield_value!(6); if let Some((k, Q(s))) = x { log(*s); yield_value!(*k); } log("after"); 3 }
    fn a7(n: i64, s: S) yields i64 -> i64 { for (k, (v, Q(name))) in s.map { yield_value!(k + v); log(name); yield_value!(1); } log("after"); 3 }
    fn a8(n: i64, s: S) yields i64 -> i64 { for (k, W { id, name }) in s.queue.into_iter().rev() { yield_value!(id); log(name); yield_value!(1); } log("after"); 3 }
    fn a9(n: i64, s: S) yields i64 -> i64 { let mut it = s.queue.into_iter(); let first = it.next(); yield_value!(1); let Some((k, W { id, name })) = first else { return 0 }; yield_value!(id); log(name); drop(it); yield_value!(1); log("after"); 3 }
    fn b1(n: i64, s: S) yields i64 -> i64 { let x = Some((n + 1, q("x").0.len(), q("y"))); yield_value!(1); match x { Some((k, l, Q(name))) if k > 1 => { yield_value!(2); log(name); } Some((k, ..)) => { yield_value!(k); } None => {} } log("after"); 3 }
    fn b2(n: i64, list: Vec<(i64, Q)>) yields i64 -> i64 { let best = list.into_iter().max_by_key(|(k, _)| *k); yield_value!(1); match best { Some((k, Q(name))) => { yield_value!(k); log(name); } None => {} } log("after"); 3 }
    fn b3(n: i64, list: Vec<(i64, Q)>) yields i64 -> i64 { let best = list.iter().max_by_key(|(k, _)| *k); yield_value!(1); match best { Some((k, Q(name))) => { yield_value!(*k); log(*name); } None => {} } log("after"); 3 }
    fn b4(n: i64, list: Vec<(i64, Q)>) yields i64 -> i64 { let found = list.into_iter().find(|(k, _)| *k == n); yield_value!(1); let Some((k, Q(name))) = found else { return 9 }; yield_value!(k); log(name); 3 }
}
pub fn cases(t: &mut Tracer) {
    for k in [0i64, 1, 2] { t.case(&format!("a1 {k}"), || a1(k, s())); }
    for k in [0i64, 1, 2] { t.case(&format!("a2 {k}"), || a2(k, s())); }
    for k in [0i64, 1, 2] { t.case(&format!("a3 {k}"), || a3(k, s())); }
    for k in [0i64, 1, 2] { t.case(&format!("a4 {k}"), || a4(k, s())); }
    for k in [0i64, 1, 2] { t.case(&format!("a5 {k}"), || a5(k, s())); }
    for k in [0i64, 1, 2] { t.case(&format!("a6 {k}"), || a6(k, s())); }
    for k in [0i64, 1, 2] { t.case(&format!("a7 {k}"), || a7(k, s())); }
    for k in [0i64, 1, 2] { t.case(&format!("a8 {k}"), || a8(k, s())); }
    for k in [0i64, 1, 2] { t.case(&format!("a9 {k}"), || a9(k, s())); }
    for k in [0i64, 1, 2] { t.case(&format!("b1 {k}"), || b1(k, s())); }
    for k in [0i64, 1, 2] { t.case(&format!("b2 {k}"), || b2(k, vec![(1, q("p")), (2, q("r"))])); }
    for k in [0i64, 1, 2] { t.case(&format!("b3 {k}"), || b3(k, vec![(1, q("p")), (2, q("r"))])); }
    for k in [0i64, 1, 2] { t.case(&format!("b4 {k}"), || b4(k, vec![(1, q("p")), (2, q("r"))])); }
}

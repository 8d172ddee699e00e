//! Maps of structs that are taken apart.

use crate::prelude::*;
use std::collections::*;
#[derive(Debug)] pub struct Lines { pub lines: Vec<D>, pub name: D, pub more: D }
pub fn lines() -> Lines { Lines { lines: vec![D("l1"), D("l2")], name: D("n"), more: D("m") } }
coro! {
    fn b6(m: BTreeMap<u32, Lines>) yields u32 { for (k, x) in m { for line in x.lines { yield_value!(k); log(format!("{line:?}")); } log("after"); yield_value!(2); } }
    fn b9(mut m: BTreeMap<u32, Lines>) yields u32 { while let Some((k, x)) = m.pop_first() { for line in x.lines { yield_value!(k); log(format!("{line:?}")); } log("after"); } if let Some(x) = m.remove(&1) { drop(x.name); yield_value!(3); } for x in m.into_values() { drop(x.more); yield_value!(4); } }
    fn b7(m: BTreeMap<u32, Lines>) yields u32 { for (k, x) in m { let lines = x.lines; yield_value!(k); log("after"); yield_value!(2); } }
    fn b8(m: BTreeMap<u32, Lines>) yields u32 { for (k, x) in m { drop(x.lines); yield_value!(k); log("after"); yield_value!(2); } }
}
pub fn cases(t: &mut Tracer) {
    t.case("b7", || b7(BTreeMap::from([(1, lines())])));
    t.case("b6", || b6(BTreeMap::from([(1, lines()), (2, lines())])));
    t.case("b9", || b9(BTreeMap::from([(1, lines())])));
    t.case("b8", || b8(BTreeMap::from([(1, lines())])));
}

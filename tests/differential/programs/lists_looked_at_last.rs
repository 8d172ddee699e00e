//! `last` and `join` of lists, which iterators and threads have too and take what they are called on.

use crate::prelude::*;
struct Item { tag: D, list: Vec<D>, words: Vec<String> }
fn item() -> Item { Item { tag: D("t"), list: vec![D("a"), D("b")], words: vec!["x".into(), "y".into()] } }
fn pair() -> (Item, D) { (item(), D("w")) }
struct Counted { left: i64, tag: D }
impl Iterator for Counted { type Item = i64; fn next(&mut self) -> Option<i64> { self.left -= 1; (self.left >= 0).then_some(self.left) } }
struct Boxed(D);
impl Boxed { fn gives(self: Box<Self>) -> impl Coroutine<(), Yield = i64, Return = i64> { let tag = self.0; coro!(move || { yield_value!(1); tag.id() }) } }
coro! {
    fn of_a_field(n: i64) yields i64 -> i64 { let w = item(); let k = w.list.last().map_or(0, |d| d.id()); yield_value!(3); n + k }
    fn of_a_part(n: i64) yields i64 -> i64 { let w = (item(), D("w")); let k = w.0.list.last().map_or(0, |d| d.id()); yield_value!(3); n + k }
    fn of_a_part_in_parentheses(n: i64) yields i64 -> i64 { let mut w = (item(), D("w")); if let Some(d) = (w.0).list.last_mut() { yield_value!(2); *d = D("l"); } (w.0).list.last().map_or(n, |d| d.id()) + { yield_value!(3); 1 } }
    fn of_what_is_called(n: i64) yields i64 -> i64 { let w = pair(); let k = w.0.list.last().map_or(0, |d| d.id()); yield_value!(3); n + k }
    fn of_a_list_in_a_tuple(n: i64) yields i64 -> i64 { let w = (vec![D("x")], D("w")); let k = w.0.last().map_or(0, |d| d.id()); yield_value!(3); n + k }
    fn of_what_iterates(n: i64) yields i64 -> i64 { let w = item(); let k = w.list.iter().last().map_or(0, |d| d.id()); yield_value!(3); let it = w.list.into_iter().map(|d| d.id()); yield_value!(4); n + k + it.last().unwrap_or(0) }
    fn of_an_iterator(it: impl Iterator<Item = i64>) yields i64 -> i64 { yield_value!(1); let l = it.last(); yield_value!(2); l.unwrap_or(0) }
    fn joined(n: i64) yields i64 -> i64 { let w = (item(), D("w")); let k = w.0.words.join(",").len() as i64; yield_value!(3); n + k }
    fn in_a_box(n: i64) yields i64 -> i64 { let k = yield_from!(Box::new(Boxed(D("b"))).gives()); yield_value!(k); n }
}
pub fn cases(t: &mut Tracer) {
    macro_rules! all { ($($f:ident)*) => { $(t.case(stringify!($f), || $f(1));)* } }
    all!(of_a_field of_a_part of_a_part_in_parentheses of_what_is_called of_a_list_in_a_tuple of_what_iterates joined in_a_box);
    t.case("of an iterator", || of_an_iterator(Counted { left: 3, tag: D("i") }));
}

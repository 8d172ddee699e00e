//! Iterators over a text or a list that the coroutine owns, by every method of std.

use crate::prelude::*;
coro! {
    fn a(text: String) yields String { for w in text.split_ascii_whitespace() { yield_value!(w.to_owned()); } }
    fn b() yields String { let text = String::from("a,b;c"); for w in text.rsplit(|c| c == ',' || c == ';') { yield_value!(w.to_owned()); } }
    fn c(text: String) yields String { for w in text.splitn(2, ' ') { yield_value!(w.to_owned()); } }
    fn d(text: String) yields (usize, String) { for (i, w) in text.match_indices("a") { yield_value!((i, w.to_owned())); } }
    fn e(text: String) yields String { for w in text.matches(char::is_numeric) { yield_value!(w.to_owned()); } }
    fn f(text: String) yields String { for w in text.split_inclusive(' ') { yield_value!(w.to_owned()); } }
    fn g(text: String) yields char { for w in text.escape_debug() { yield_value!(w); } }
    fn h(text: String) yields String { let mut parts = text.rsplitn(2, ' '); let last = parts.next().unwrap(); yield_value!(last.to_owned()); if let Some(x) = parts.next() { yield_value!(x.to_string()); } }
    fn i(v: Vec<i32>) yields i32 { for w in v.rchunks(2) { yield_value!(w[0]); } }
    fn j(v: Vec<i32>) yields i32 { for w in v.split(|x| *x == 0) { yield_value!(w.len() as i32); } }
    fn k(v: Vec<i32>) yields i32 { for w in v.chunk_by(|a, b| a <= b) { yield_value!(w.len() as i32); } }
    fn l(mut v: Vec<i32>) yields i32 -> i32 { for w in v.chunks_mut(2) { w[0] += 1; yield_value!(w[0]); } v[0] }
    fn m(text: String) yields u16 { for w in text.encode_utf16() { yield_value!(w); } }
    fn n(v: Vec<u8>) yields char { for w in v.escape_ascii() { yield_value!(w as char); } }
    fn o(v: Vec<String>) yields String { for w in v.iter().rev().skip_while(|s| s.is_empty()).step_by(2) { yield_value!(w.clone()); } }
    fn p(text: String) yields String { for w in text.trim().split(", ").flat_map(|s| s.split('-')) { yield_value!(w.to_owned()); } }
    fn q(text: String) yields String { for w in text.lines().map(str::trim).filter(|l| !l.is_empty()) { yield_value!(w.to_owned()); } }
    fn r(text: String) yields (usize, String) { for (i, l) in text.lines().enumerate().filter(|(_, l)| l.contains('a')) { for w in l.split(' ') { yield_value!((i, w.to_owned())); } } }
    fn s(v: Vec<Vec<i32>>) yields i32 { for x in v.iter().flatten().chain(v[0].iter()) { yield_value!(*x); } }
    fn t(v: Vec<i32>, w: Vec<i32>) yields i32 { for (a, b) in v.iter().zip(w.iter().cycle()) { yield_value!(a * b); } }
}
pub fn cases(t: &mut Tracer) {
    t.case("a", || a("x y".into())); t.case("b", || b()); t.case("c", || c("x y z".into())); t.case("d", || d("banana".into())); t.case("e", || e("a1b2".into())); t.case("f", || f("a b".into())); t.case("g", || g("a\n".into()));
    t.case("h", || h("a b c".into())); t.case("i", || i(vec![1,2,3])); t.case("j", || j(vec![1,0,3])); t.case("k", || k(vec![1,2,1])); t.case("l", || l(vec![1,2,1])); t.case("m", || m("ab".into())); t.case("n", || n(vec![1,65]));
    t.case("o", || o(vec!["".into(), "a".into(), "b".into(), "c".into()])); t.case("p", || p("a-b, c".into())); t.case("q", || q("a\n\nb ".into())); t.case("r", || r("a b\nc\nd a".into())); t.case("s", || s(vec![vec![1], vec![2,3]])); t.case("t", || self::t(vec![1,2,3], vec![4,5]));
}

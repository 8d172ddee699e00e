//! Parts of what lies behind a `&mut` parameter, handed out one by one.

use crate::prelude::*;

use std::collections::{BTreeMap, HashMap, VecDeque};
struct Grid { rows: Vec<Vec<u32>>, name: String }
#[derive(Debug)]
struct Tree { left: Option<Box<Tree>>, value: u32, right: Option<Box<Tree>> }
#[derive(Debug)]
struct List<T> { head: Option<Box<Node<T>>> }
#[derive(Debug)]
struct Node<T> { item: T, next: Option<Box<Node<T>>> }
impl Grid { coro! {
    fn cells(&mut self) yields &mut u32 -> usize { let mut n = 0; for row in self.rows.iter_mut() { for c in row.iter_mut() { n += 1; yield_value!(c); } } n }
    fn cells2(&mut self, k: u32) yields (usize, &mut u32) { for (y, row) in self.rows.iter_mut().enumerate() { for c in row.iter_mut().filter(|c| **c > k) { yield_value!((y, c)); } } }
    fn named(&mut self) yields (&str, &mut u32) { let Grid { rows, name } = self; for c in rows.iter_mut().flatten() { yield_value!((name.as_str(), c)); } }
    fn named2(&mut self) yields (&str, &mut u32) { for c in self.rows.iter_mut().flatten() { yield_value!((self.name.as_str(), c)); } }
    fn first(&mut self) yields &mut u32 { if let Some(row) = self.rows.first_mut() { if let Some(c) = row.last_mut() { yield_value!(c); } } }
    fn it(&mut self) yields &mut Vec<u32> { let mut it = self.rows.iter_mut(); while let Some(r) = it.next() { yield_value!(r); } }
} }
impl Tree { coro! {
    fn walk(&mut self) yields &mut u32 {
        if let Some(l) = &mut self.left { yield_from!(l.walk().boxed()); }
        yield_value!(&mut self.value);
        if let Some(r) = self.right.as_deref_mut() { yield_from!(Box::new(r.walk())); }
    }
    fn refs(&self) yields &u32 {
        if let Some(l) = &self.left { yield_from!(l.refs().boxed()); }
        yield_value!(&self.value);
        if let Some(r) = self.right.as_deref() { yield_from!(Box::new(r.refs())); }
    }
} }
impl<T> List<T> { coro! {
    fn iter_mut(&mut self) yields &mut T { let mut at = self.head.as_deref_mut(); while let Some(node) = at { at = node.next.as_deref_mut(); yield_value!(&mut node.item); } }
    fn iter(&self) yields &T { let mut at = &self.head; while let Some(node) = at { yield_value!(&node.item); at = &node.next; } }
    fn into_items(self) yields T { let mut at = self.head; while let Some(node) = at { let Node { item, next } = *node; yield_value!(item); at = next; } }
} }
coro! {
    fn halves<'a>(v: &'a mut [u8]) yields &'a mut [u8] { let mid = v.len() / 2; let (a, b) = v.split_at_mut(mid); yield_value!(a); yield_value!(b); }
    fn splits<'a>(v: &'a mut [u8]) yields &'a mut u8 { let mut rest = v; while let Some((x, tail)) = rest.split_first_mut() { yield_value!(x); rest = tail; } }
    fn splits2<'a>(mut v: &'a mut [u8]) yields &'a mut u8 { while let Some((x, tail)) = std::mem::take(&mut v).split_first_mut() { v = tail; yield_value!(x); } }
    fn pattern<'a>(v: &'a mut [u8; 3]) yields &'a mut u8 { let [a, .., c] = v; yield_value!(c); yield_value!(a); }
    fn map<'m, K: Ord, V>(m: &'m mut BTreeMap<K, V>) yields (&'m K, &'m mut V) { for (k, v) in m.iter_mut() { yield_value!((k, v)); } }
    fn map2<'m, K: Ord, V>(m: &'m mut BTreeMap<K, V>) yields (&'m K, &'m mut V) { for (k, v) in m { yield_value!((k, v)); } }
    fn vals<'m>(m: &'m mut HashMap<u8, String>) yields &'m mut String { for v in m.values_mut() { v.push('!'); yield_value!(v); } }
    fn deque<'m, T>(m: &'m mut VecDeque<T>) yields &'m T { m.rotate_left(1); for v in &*m { yield_value!(v); } }
    fn twice<'m>(m: &'m mut Vec<String>, n: usize) yields &'m str { for _ in 0..n { m.push("x".into()); } for s in m.iter().rev().take(n) { yield_value!(s); } }
    fn chunk<'m>(m: &'m mut [u8], n: usize) yields &'m mut [u8] { for c in m.chunks_mut(n) { c.reverse(); yield_value!(c); } }
    fn opts<'m>(m: &'m mut Option<String>) yields &'m mut str { if let Some(s) = m { yield_value!(s.as_mut_str()); } }
    fn words<'m>(m: &'m mut String) yields &'m str { m.make_ascii_uppercase(); for w in m.split(' ') { yield_value!(w); } }
    fn drained(m: &mut Vec<D>) yields usize { let n = m.len(); for d in m.drain(1..n) { yield_value!(n); d.touch(); } }
    fn rec<'t>(t: &'t mut Tree, depth: usize) yields (usize, &'t mut u32) { let Tree { left, value, right } = t; yield_value!((depth, value)); for kid in [left, right].into_iter().flatten() { yield_from!(Box::new(rec(kid, depth + 1))); } }
}
pub fn cases(t: &mut Tracer) {
  let g = || Grid { rows: vec![vec![1, 2], vec![3]], name: "g".into() };
  t.scope("cells", |d| { let mut g = g(); d.run(g.cells()); });
  t.scope("cells2", |d| { let mut g = g(); d.run(g.cells2(1)); });
  t.scope("named", |d| { let mut g = g(); d.run(g.named()); });
  t.scope("named2", |d| { let mut g = g(); d.run(g.named2()); });
  t.scope("first", |d| { let mut g = g(); d.run(g.first()); });
  t.scope("it", |d| { let mut g = g(); d.run(g.it()); });
  let tree = || Tree { left: Some(Box::new(Tree { left: None, value: 1, right: None })), value: 2, right: Some(Box::new(Tree { left: None, value: 3, right: None })) };
  t.scope("walk", |d| { let mut g = tree(); d.run(g.walk()); d.run(g.refs()); d.run(rec(&mut g, 0)); });
  let list = || List { head: Some(Box::new(Node { item: D("a"), next: Some(Box::new(Node { item: D("b"), next: None })) })) };
  t.scope("list", |d| { let mut g = list(); d.run({ let m = g.iter_mut(); coro!(move || { yield_from!(m); }) }); });
  t.scope("list2", |d| { let g = list(); d.run(g.iter()); });
  t.case("list3", || list().into_items());
  t.scope("s", |d| { let mut v = [1, 2, 3]; d.run(halves(&mut v)); d.run(splits(&mut v)); d.run(splits2(&mut v)); d.run(pattern(&mut v)); d.run(chunk(&mut v, 2)); });
  t.scope("m", |d| { let mut m = BTreeMap::from([(1, 'a'), (2, 'b')]); d.run(map(&mut m)); d.run(map2(&mut m)); });
  t.scope("v", |d| { let mut m = HashMap::from([(1, "a".to_string())]); d.run(vals(&mut m)); });
  t.scope("dq", |d| { let mut m = VecDeque::from([1, 2, 3]); d.run(deque(&mut m)); });
  t.scope("tw", |d| { let mut m = vec!["a".to_string()]; d.run(twice(&mut m, 2)); });
  t.scope("op", |d| { let mut m = Some("a".to_string()); d.run(opts(&mut m)); });
  t.scope("wo", |d| { let mut m = "a b".to_string(); d.run(words(&mut m)); });
  t.scope("dr", |d| { let mut m = vec![D("a"), D("b"), D("c")]; d.run(drained(&mut m)); });
}

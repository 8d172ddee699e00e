//! What methods find in a local, or make of it, whatever it is: the machine is then given to rustc.

use crate::prelude::*;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap, VecDeque, btree_map, hash_map};
use std::ops::Deref;
use std::rc::Rc;
fn numbers(n: i64) -> Vec<i64> { (0..n + 4).map(|i| i * 7 % 5).collect() }
fn made(n: i64) -> Vec<D> { (0..n + 2).map(|i| D(["a", "b", "c", "d"][i as usize])).collect() }
struct Shelf<T>(T);
struct Held { list: Vec<D>, num: i64 }
impl<T> Deref for Shelf<T> { type Target = T; fn deref(&self) -> &T { &self.0 } }
#[derive(Debug)] enum Tree { Leaf, Node(Box<Tree>, i64, Box<Tree>) }
fn tree(n: i64) -> Tree { if n < 0 { Tree::Leaf } else { Tree::Node(Box::new(tree(n - 1)), n, Box::new(tree(n - 2))) } }
coro! {
    fn entries(n: i64) yields i64 -> i64 { let mut m: BTreeMap<i64, D> = BTreeMap::new(); m.insert(1, D("one")); match m.entry(n) { btree_map::Entry::Occupied(mut e) => { yield_value!(1); e.insert(D("two")); yield_value!(2); } btree_map::Entry::Vacant(e) => { yield_value!(3); e.insert(D("v")); } } yield_value!(4); m.len() as i64 }
    fn inserted(n: i64) yields i64 -> i64 { let mut m: HashMap<i64, i64> = HashMap::new(); match m.entry(n) { hash_map::Entry::Vacant(v) => { let r = v.insert(3); yield_value!(1); *r += 1; } hash_map::Entry::Occupied(mut o) => { *o.get_mut() += 1; } } m[&n] }
    fn gone_on_with(n: i64) yields i64 -> i64 { let v = numbers(n); let mut it = v.iter(); let mut s = 0; for x in it.by_ref().take(2) { yield_value!(1); s += x; } yield_value!(2); for x in it { yield_value!(3); s -= x; } s }
    fn from_the_back(n: i64) yields i64 -> i64 { let m: BTreeMap<i64, D> = [(1, D("x")), (5, D("y"))].into(); let last = m.range(..n + 4).next_back(); yield_value!(1); last.map_or(0, |(k, d)| k + d.id()) }
    fn searched_backwards(n: i64) yields i64 -> i64 { let v = numbers(n); let w = v.iter().rfind(|w| **w > 1); let l = v.iter().nth_back(1); yield_value!(1); w.copied().unwrap_or(0) + l.copied().unwrap_or(0) }
    fn got_or_made(n: i64) yields i64 -> i64 { let mut best = None; for d in made(n) { yield_value!(0); let b = best.get_or_insert(D("first")); yield_value!(1); if d.id() > b.id() { *b = d; } } let once = OnceCell::new(); let d = once.get_or_init(|| D("once")); yield_value!(2); d.touch(); best.map_or(0, |b| b.id()) }
    fn through_others(n: i64) yields i64 -> i64 { let w = Rc::new(made(n)); let f = w.first(); yield_value!(1); let s = Shelf(made(n)); for d in s.iter() { d.touch(); } let l = s.last().unwrap(); yield_value!(2); f.map_or(0, |d| d.id()) + l.id() }
    fn found_to_change(n: i64) yields i64 -> i64 { let mut w = Box::new(VecDeque::from(made(n))); if let Some(d) = w.front_mut() { yield_value!(1); *d = D("f"); yield_value!(2); } w.back().map_or(0, |d| d.id()) }
    fn guarded(n: i64) yields i64 -> i64 { let c = RefCell::new(numbers(n)); if let Some(x) = c.borrow().iter().max() { yield_value!(1); log(x); } c.borrow().len() as i64 }
    fn read_as_text(n: i64) yields i64 -> i64 { let s = format!("ab {n}"); let b = s.as_bytes(); let mut i = 0; while i < b.len() && b[i] != b' ' { yield_value!(1); i += 1; } let w = std::str::from_utf8(&b[..i]).unwrap(); yield_value!(2); (w.len() + s.len()) as i64 }
    fn made_in_the_head(n: i64) yields i64 -> i64 { for c in numbers(n).iter().map(|x| x.to_string()).collect::<Vec<_>>().concat().chars().rev() { yield_value!(c as i64); } n }
    fn closed_over(n: i64) yields i64 -> i64 { let d = D("d"); let f = || d.id(); yield_value!(1); let g = move |x: i64| f() + x; yield_value!(2); g(n) }
    fn through_calls(n: i64) yields i64 -> i64 { let mut y = Some(Box::new(Held { list: made(n), num: n })); for d in &(**y.as_ref().unwrap()).list { yield_value!(2); d.touch(); } for d in y.as_mut().unwrap().list.iter_mut().rev() { yield_value!(3); *d = D("m"); } let m = y.as_ref().unwrap().list.iter().max_by_key(|d| d.id()); yield_value!(4); let k = &y.as_ref().unwrap().num; yield_value!(5); m.map_or(0, |d| d.id()) + k }
    fn drained(n: i64) yields i64 -> i64 { let mut y = Held { list: made(n), num: n }; let x = &mut y; for d in (*x).list.drain(..) { yield_value!(2); d.touch(); } y.list.len() as i64 + y.num }
    fn matched_through(n: i64) yields i64 -> i64 { let y = Some(Held { list: made(n), num: n }); match y.as_ref().unwrap().list { ref l if l.len() > 2 => { yield_value!(1); l.len() as i64 } ref l => { yield_value!(2); l[0].id() } } }
    fn primes() yields i64 { for q in (3..9).step_by(2) { yield_value!(q); } }
    fn of_generators(n: i64) yields i64 -> i64 { let mut s = 0; for p in primes().iter().skip_while(|p| *p < 5).take(n as usize) { yield_value!(p); s += p; } s }
    fn in_order(root: &Tree) yields i64 { let mut stack: Vec<&Tree> = Vec::new(); let mut cur = Some(root); while cur.is_some() || !stack.is_empty() { while let Some(node) = cur { stack.push(node); cur = match node { Tree::Node(l, ..) => Some(&**l), Tree::Leaf => None }; } if let Some(Tree::Node(_, v, r)) = stack.pop() { yield_value!(*v); cur = Some(r); } } }
    fn walks(n: i64) yields i64 -> i64 { let t = tree(n); yield_from!(in_order(&t)); yield_from!(descend(&t)); n }
    fn descend(t: &Tree) yields i64 { if let Tree::Node(l, v, r) = t { yield_from!(boxed(l)); yield_value!(*v); yield_from!(boxed(r)); } }
    fn boxed<'a>(t: &'a Tree) yields i64 { let b: Box<dyn Coroutine<(), Yield = i64, Return = ()> + 'a> = Box::new(descend(t)); yield_from!(b); }
}
pub fn cases(t: &mut Tracer) {
    for n in [0i64, 1, 2] {
        macro_rules! all { ($($f:ident)*) => { $(t.case(&format!("{} {n}", stringify!($f)), || $f(n));)* } }
        all!(entries inserted gone_on_with from_the_back searched_backwards got_or_made through_others found_to_change guarded read_as_text made_in_the_head closed_over through_calls drained matched_through of_generators walks);
    }
}

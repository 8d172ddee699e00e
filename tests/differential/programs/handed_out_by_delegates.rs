//! Fns that hand out parts of a `&mut` parameter, called by others.

use crate::prelude::*;

struct S { list: Vec<u32>, n: u32 }
impl S { coro! {
    fn outer(&mut self) yields &mut u32 -> u32 { self.n += 1; yield_from!(each(&mut self.list)); yield_value!(&mut self.n); 7 }
    fn twice(&mut self) yields &mut u32 { yield_from!(self.outer()); }
} }
coro! {
    fn each(list: &mut Vec<u32>) yields &mut u32 { for x in list.iter_mut() { yield_value!(x); } }
    fn each2(list: &mut Vec<u32>) yields &mut u32 { for x in list.iter_mut() { *x += 1; if *x > 1 { yield_value!(x); } } log("end"); }
    fn use_each() yields u32 -> u32 { let mut v = vec![1, 2]; for x in each2(&mut v).iter() { *x += 5; yield_value!(*x); } v.iter().sum() }
    fn use_each2() yields u32 -> u32 { let mut v = vec![1, 2]; { let mut e = each(&mut v); while let CoroutineState::Yielded(x) = e.resume(()) { *x += 5; yield_value!(*x); } } v.iter().sum() }
    fn sum(list: &mut Vec<u32>) yields u32 { for x in list.iter_mut() { yield_value!(*x); *x += 1; } yield_value!(list.len() as u32); }
    fn delegates() yields u32 -> u32 { let mut v = vec![1, 2]; yield_from!(sum(&mut v)); v[0] }
    fn drains(list: &mut Vec<u32>, other: &mut Vec<u32>) yields u32 -> usize { for x in list.drain(..) { if x > 1 { other.push(x); } yield_value!(x); } other.len() }
    fn lends_drain() yields u32 -> usize { let mut v = vec![1, 2]; let mut o = vec![]; yield_from!(drains(&mut v, &mut o)); v.push(9); v.len() + o.len() }
}
pub fn cases(t: &mut Tracer) {
  t.scope("outer", |d| { let mut s = S { list: vec![1, 2], n: 0 }; d.run(s.outer()); d.run(s.twice()); });
  t.scope("each", |d| { let mut s = vec![1, 2]; d.run(each(&mut s)); });
  t.case("u", use_each); t.case("u2", use_each2); t.case("d", delegates); t.case("ld", lends_drain);
}

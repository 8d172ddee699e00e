//! Loops over what coroutines of other modules and types of the file yield.

use crate::prelude::*;
mod other { use crate::prelude::*;
 coro!{ pub fn gen_(n: u32) yields D<u32> { for i in 0..n { yield_value!(D(i)); } } }
 pub struct S(pub u32);
 impl S { coro!{ pub fn all(&self) yields D<u32> { for i in 0..self.0 { yield_value!(D(i)); } } }
   pub fn list(&self) -> Vec<D<u32>> { (0..self.0).map(D).collect() } }
}
fn make(n: u32) -> impl Coroutine<(), Yield = D<u32>, Return = ()> { other::gen_(n) }
coro! {
    fn a(n: u32) yields u32 {
        for x in other::gen_(n).iter() { yield_value!(x.0); x.touch(); }
    }
    fn b(n: u32) yields u32 {
        for x in make(n).iter() { yield_value!(x.0); x.touch(); }
    }
    fn c(n: u32) yields u32 {
        let s = other::S(n);
        for x in s.all().iter() { yield_value!(x.0); x.touch(); }
    }
    fn c2(n: u32) yields u32 {
        for x in other::S(n).list().iter() { yield_value!(x.0); x.touch(); }
    }
    fn e(s: &other::S) yields u32 {
        for (_, x) in s.all().iter().enumerate() { yield_value!(x.0); x.touch(); }
    }
}
pub fn cases(t: &mut Tracer) {
  t.case("a", || a(2)); t.case("b", || b(2)); t.case("c", || c(2)); t.case("c2", || c2(2));
  t.scope("e", |d| d.run(e(&other::S(2))));
}

//! Parameters of an `async fn`, also of one that never ran: it drops them in order of declaration, as rustc's does.

use crate::prelude::*;
struct S { d: D<u8> }
coro! {
    fn yield_now() { yield_wait!(); }
    async fn f(a: D, b: D, _: D, (c, _): (D, D)) -> usize { a.0.len() + b.0.len() + c.0.len() }
    async fn g(a: D, b: D, v: Vec<D>) -> usize { let mut v = v; v.push(b); yield_now().await; v.len() + a.0.len() }
    async fn h(a: D, b: D, n: u32) -> u32 { for i in 0..n { yield_now().await; a.touch(); log(i); } b.touch(); n }
    async fn i(a: D, S { d }: S, mut v: Vec<D>) -> usize { let r = &mut v; yield_now().await; r.push(a); wait(r).await; d.touch(); v.len() }
    async fn wait(v: &mut Vec<D>) { yield_now().await; v.pop(); }
}
impl S { coro! { async fn m(self, other: D, more: D) -> u8 { yield_now().await; yield_now().await; other.touch(); self.d.0 } } }
fn d4() -> (D, D, D, (D, D)) { (D("a"), D("b"), D("x"), (D("c"), D("y"))) }
pub fn cases(t: &mut Tracer) {
    t.case("f", || { let (a, b, x, c) = d4(); f(a, b, x, c) });
    t.case("g", || g(D("a"), D("b"), vec![D("v"), D("w")]));
    t.case("h", || h(D("a"), D("b"), 3));
    t.case("i", || i(D("a"), S { d: D(7) }, vec![D("v"), D("w")]));
    t.case("m", || S { d: D(7) }.m(D("a"), D("b")));
}

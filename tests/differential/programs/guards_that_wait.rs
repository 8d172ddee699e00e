//! Guards that borrow a local over a pause, and whose drop does something.

use crate::prelude::*;
use std::path::PathBuf;
use std::cell::Cell;
struct Chain<'a>(&'a Cell<i64>);
impl<'a> Chain<'a> { fn of(c: &'a Cell<i64>) -> Self { Chain(c) } }
impl Drop for Chain<'_> { fn drop(&mut self) { self.0.set(self.0.get() + 1); log(format!("chain {}", self.0.get())); } }
struct Defer<F: FnMut()>(F);
impl<F: FnMut()> Drop for Defer<F> { fn drop(&mut self) { (self.0)() } }
fn guard(c: &Cell<i64>) -> Chain<'_> { Chain(c) }
coro! {
    async fn path(n: i64) -> PathBuf { yield_wait!(); PathBuf::from("/a/b") }
    async fn b(n: i64) -> i64 { let c = Cell::new(1); let g = Chain(&c); path(2).await; c.get() }
    async fn c(n: i64) -> i64 { let c = Cell::new(1); { let g = Chain::of(&c); path(2).await; } c.get() }
    async fn d(n: i64) -> i64 { let c = Cell::new(1); { let _g = Defer(|| log(c.get())); c.set(5); path(2).await; } c.get() }
    async fn e(n: i64) -> i64 { let c = Cell::new(1); { let _g = guard(&c); path(2).await; } c.get() }
    fn g(n: i64) yields i64 -> i64 { let c = Cell::new(1); { let g = Chain(&c); yield_value!(c.get()); } c.get() }
    fn h(n: i64) yields i64 -> i64 { let c = Cell::new(1); { let g = Chain::of(&c); yield_value!(2); } c.get() }
    fn i(n: i64) yields i64 -> i64 { let c = Cell::new(1); { let _g = Defer(|| log(c.get())); c.set(5); yield_value!(1); } c.get() }
    fn j(n: i64) yields i64 -> i64 { let c = Cell::new(1); { let _g = guard(&c); c.set(5); yield_value!(1); } c.get() }
    fn k(n: i64) yields i64 -> i64 { let (mut a, b); a = D("a"); b = D("b"); yield_value!(1); (a, _) = (D("a2"), D("gone")); yield_value!(2); 3 }
}
pub fn cases(t: &mut Tracer) {
    t.case("b", || b(1)); t.case("c", || c(1)); t.case("d", || d(1)); t.case("e", || e(1)); t.case("g", || g(1)); t.case("h", || h(1)); t.case("i", || i(1)); t.case("j", || j(1)); t.case("k", || k(1));
}

//! Places that are found by a `deref` or an `index` of the user with effects: before the pause, and once.

use crate::prelude::*;
use std::ops::*;
struct V(Vec<i64>, D);
impl Index<usize> for V { type Output = i64; fn index(&self, i: usize) -> &i64 { log(format!("index {i}")); &self.0[i] } }
impl IndexMut<usize> for V { fn index_mut(&mut self, i: usize) -> &mut i64 { log(format!("index_mut {i}")); &mut self.0[i] } }
struct P(i64, D);
impl Deref for P { type Target = i64; fn deref(&self) -> &i64 { log("deref"); &self.0 } }
impl DerefMut for P { fn deref_mut(&mut self) -> &mut i64 { log("deref_mut"); &mut self.0 } }
#[derive(Clone, Copy, Debug)]
struct N(i64);
impl AddAssign<i64> for N { fn add_assign(&mut self, o: i64) { log("add_assign"); self.0 += o; } }
struct VN(Vec<N>);
impl Index<usize> for VN { type Output = N; fn index(&self, i: usize) -> &N { log(format!("index {i}")); &self.0[i] } }
impl IndexMut<usize> for VN { fn index_mut(&mut self, i: usize) -> &mut N { log(format!("index_mut {i}")); &mut self.0[i] } }
fn two(a: i64, b: i64) -> i64 { log(format!("two {a} {b}")); a + b }
fn mk() -> V { V(vec![1, 2, 3], D("v")) }
coro! {
    fn a() yields i64 -> i64 {
        let mut v = mk();
        v[1] += { yield_value!(1); 5 };
        v[{ log("ix"); 1 }] += { yield_value!(1); 5 };
        v[1]
    }
    fn b() yields i64 -> i64 {
        let mut v = mk();
        two(v[1], { yield_value!(1); 5 }) + two(v[1], { yield_value!(v[2]); v[1] })
    }
    fn c() yields i64 -> i64 {
        let mut p = P(1, D("p"));
        *p += { yield_value!(1); 5 };
        two(*p, { yield_value!(1); 5 }) + two(*p, { yield_value!(*p); *p })
    }
    fn d() yields i64 -> i64 {
        let mut v = VN(vec![N(1), N(2)]);
        v[1] += { yield_value!(1); 5 };
        log(v[1].0);
        v[1].0 += { yield_value!(1); 5 };
        v[1].0
    }
    fn e() yields i64 -> i64 {
        let mut v = mk();
        v[1] = { yield_value!(1); 5 };
        let x = v[1] + { yield_value!(1); 5 };
        let y = (v[0], yield_value!(2), v[1]);
        let z = [v[0], { yield_value!(2); 4 }, v[1]];
        v[2] -= v[1] + { yield_value!(1); 5 };
        x + z[0]
    }
    fn f() yields i64 -> i64 {
        let mut p = Box::new(P(1, D("p")));
        **p += { yield_value!(1); 5 };
        **p = { yield_value!(1); 5 };
        let q = (**p, { yield_value!(2); 3 });
        q.0
    }
    fn g(v: &mut V, p: &mut P) yields i64 -> i64 {
        v[1] += { yield_value!(1); 5 };
        **p += { yield_value!(1); 5 };
        two(v[1], { yield_value!(1); 5 }) + two(**p, { yield_value!(v[2]); v[1] })
    }
    fn h(p: &mut P) yields i64 -> i64 {
        let mut vs = vec![mk(), mk()];
        vs[1][1] += { yield_value!(1); 5 };
        vs[1].0[1] += { yield_value!(1); 5 };
        let mut s = (mk(), P(4, D("p")));
        s.0[1] += { yield_value!(1); 5 };
        *s.1 += { yield_value!(1); 5 };
        let x = p.pow({ yield_value!(3); 2 });
        let y = v1(&s.0[1], { yield_value!(3); 2 });
        let z = v1(&mut s.0[1], { yield_value!(3); 2 });
        x
    }
    fn w() yields i64 -> i64 {
        let mut w = W(mk(), D("w"));
        w.0[1] += { yield_value!(1); 5 };
        w[1] += { yield_value!(1); 5 };
        w.0.0[1] += { yield_value!(1); 5 };
        two(w[1], { yield_value!(3); 2 })
    }
}
fn v1(a: &i64, b: i64) -> i64 { b }
struct W(V, D);
impl Deref for W { type Target = V; fn deref(&self) -> &V { log("deref"); &self.0 } }
impl DerefMut for W { fn deref_mut(&mut self) -> &mut V { log("deref_mut"); &mut self.0 } }
pub fn cases(t: &mut Tracer) {
    t.case("a", || a()); t.case("b", || b()); t.case("c", || c()); t.case("d", || d()); t.case("e", || e()); t.case("f", || f());
    t.scope("g", |dr| { let mut v = mk(); let mut p = P(1, D("p")); dr.run(g(&mut v, &mut p)); });
    t.scope("h", |dr| { let mut p = P(1, D("p")); dr.run(h(&mut p)); });
    t.case("w", || w());
}

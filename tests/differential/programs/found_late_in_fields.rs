//! Fields and items that are found by a `deref` or an `index` of the user with effects, of types that are told and others.

use crate::prelude::*;
use std::ops::*;
use std::rc::Rc;
use std::cell::RefCell;
use std::collections::*;
fn two(a: i64, b: i64) -> i64 { log(format!("two {a} {b}")); a + b }
#[derive(Debug)]
struct N(i64, &'static str);
impl Drop for N { fn drop(&mut self) { log(format!("dropN {} {}", self.1, self.0)); } }
impl Clone for N { fn clone(&self) -> N { log("cloneN"); N(self.0, "cl") } }
impl Add<N> for N { type Output = N; fn add(self, o: N) -> N { log(format!("add {} {}", self.1, o.1)); N(self.0 + o.0, "sum") } }
impl Add<i64> for N { type Output = N; fn add(self, o: i64) -> N { log(format!("addi {} {}", self.1, o)); N(self.0 + o, "isum") } }
impl<'a> Add<&'a N> for &'a N { type Output = N; fn add(self, o: &N) -> N { log(format!("addref {} {}", self.1, o.1)); N(self.0 + o.0, "rsum") } }
impl Neg for N { type Output = N; fn neg(self) -> N { log(format!("neg {}", self.1)); N(-self.0, "neg") } }
impl Not for &N { type Output = bool; fn not(self) -> bool { log(format!("not {}", self.1)); self.0 == 0 } }
impl AddAssign<N> for N { fn add_assign(&mut self, o: N) { log(format!("add_assign {} {}", self.1, o.1)); self.0 += o.0; } }
impl AddAssign<i64> for N { fn add_assign(&mut self, o: i64) { log(format!("add_assign {} i{}", self.1, o)); self.0 += o; } }
impl PartialEq for N { fn eq(&self, o: &N) -> bool { log(format!("eq {} {}", self.1, o.1)); self.0 == o.0 } }
impl PartialOrd for N { fn partial_cmp(&self, o: &N) -> Option<std::cmp::Ordering> { log(format!("cmp {} {}", self.1, o.1)); self.0.partial_cmp(&o.0) } }
impl std::fmt::Display for N { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { log(format!("display {}", self.1)); write!(f, "N{}", self.0) } }
impl N { fn set(&mut self, v: i64) -> &mut N { log(format!("set {} {v}", self.1)); self.0 = v; self } fn get(&self) -> i64 { log(format!("get {}", self.1)); self.0 } fn take(self) -> i64 { log(format!("take {}", self.1)); self.0 } fn plus(mut self, v: i64) -> N { log(format!("plus {}", self.1)); self.0 += v; self } }
fn n(v: i64, s: &'static str) -> N { log(format!("make {s}")); N(v, s) }
struct P { a: D, b: D, k: i64 }
fn p(a: &'static str, b: &'static str) -> P { P { a: D(a), b: D(b), k: 3 } }
struct V(Vec<N>, &'static str);
impl Index<usize> for V { type Output = N; fn index(&self, i: usize) -> &N { log(format!("index {} {i}", self.1)); &self.0[i] } }
impl IndexMut<usize> for V { fn index_mut(&mut self, i: usize) -> &mut N { log(format!("index_mut {} {i}", self.1)); &mut self.0[i] } }
struct Own(N);
impl Deref for Own { type Target = N; fn deref(&self) -> &N { log(format!("deref {}", self.0.1)); &self.0 } }
impl DerefMut for Own { fn deref_mut(&mut self) -> &mut N { log(format!("deref_mut {}", self.0.1)); &mut self.0 } }
struct Ints(Vec<i64>);
impl Index<usize> for Ints { type Output = i64; fn index(&self, i: usize) -> &i64 { log(format!("index {i}")); &self.0[i] } }
impl IndexMut<usize> for Ints { fn index_mut(&mut self, i: usize) -> &mut i64 { log(format!("index_mut {i}")); &mut self.0[i] } }
struct Hold { v: V, o: Own, i: Ints }
fn v(s: &'static str) -> V { V(vec![N(1, "v0"), N(2, "v1")], s) }
fn own(s: &'static str) -> Own { Own(N(5, s)) }
fn hold() -> Hold { Hold { v: v("hv"), o: own("ho"), i: Ints(vec![1, 2, 3]) } }
fn lookn(n: &N, k: i64) -> i64 { log(format!("lookn {}", n.1)); k }
fn looki(n: &i64, k: i64) -> i64 { log(format!("looki {}", n)); k }
fn muti(n: &mut i64, k: i64) -> i64 { *n += k; log(format!("muti {}", n)); k }
fn swap2(a: &mut N, k: i64) -> i64 { a.0 += k; k }
coro! {
    fn idx_field() yields i64 -> i64 {
        let mut h = hold();
        h.v[0].0 += { yield_value!(1); 5 };
        h.i[0] += { yield_value!(2); 5 };
        h.i[1] = { yield_value!(2); 5 };
        let x = two(h.i[0], { yield_value!(3); 5 });
        let y = two(h.v[0].0, { yield_value!(4); 5 });
        x + y
    }
    fn idx_ref() yields i64 -> i64 {
        let mut h = hold();
        let x = lookn(&h.v[0], { yield_value!(1); 5 });
        let y = looki(&h.i[0], { yield_value!(2); 5 });
        let z = muti(&mut h.i[0], { yield_value!(3); 5 });
        let w = swap2(&mut h.v[1], { yield_value!(4); 5 });
        x + y + z + w
    }
    fn deref_field() yields i64 -> i64 {
        let mut h = hold();
        h.o.0.0 += { yield_value!(1); 5 };
        h.o.1 = { yield_value!(2); "five" };
        let x = lookn(&h.o, { yield_value!(3); 5 });
        let y = h.o.get() + { yield_value!(4); 4 };
        h.o.set({ yield_value!(5); 9 });
        *h.o = { yield_value!(6); n(7, "assigned") };
        x + y
    }
    fn deref_var() yields i64 -> i64 {
        let mut o = own("o");
        let x = lookn(&o, { yield_value!(3); 5 });
        o.set({ yield_value!(5); 9 });
        let y = o.get() + { yield_value!(4); 4 };
        *o = { yield_value!(6); n(7, "assigned") };
        *o += { yield_value!(7); n(8, "right") };
        *o += { yield_value!(8); 3 };
        let z = two(o.0.0, { yield_value!(9); 4 });
        x + y + z
    }
    fn deref_method() yields i64 -> i64 {
        let mut o = own("o");
        let k = o.plus2({ yield_value!(1); 2 });
        let l = match *o { N(a, _) => { yield_value!(2); a } };
        let m = match o.0.1 { "o" => { yield_value!(3); 4 } _ => 5 };
        let q = 0;
        k + l + m + q
    }
    fn cmp_idx() yields i64 -> i64 {
        let h = hold();
        let a = h.v[0] == { yield_value!(1); n(3, "three") };
        let b = h.v[1] < { yield_value!(2); n(3, "four") };
        let c = h.i[1] == { yield_value!(3); 2 };
        let d = h.i[1] + { yield_value!(4); 2 };
        let e = &h.v[0] + { yield_value!(5); &h.v[1] };
        let f = (!&h.v[0], { yield_value!(6); 1 }, -n(4, "neg"), { yield_value!(7); 8 });
        e.0 + d
    }
    fn unknown_types(n: i64) yields i64 -> i64 {
        let mut h = vec![hold()];
        h[0].i[0] += { yield_value!(2); 5 };
        let a = two(h[0].i[1], { yield_value!(3); 5 });
        for x in h.iter_mut() { x.i[2] += { yield_value!(4); 5 }; let z = two(x.i[2], { yield_value!(5); 6 }); }
        let mut m = HashMap::new();
        m.insert(1, hold());
        if let Some(x) = m.get_mut(&1) { x.i[2] += 4; let z = two(x.i[2], { yield_value!(5); 6 }); }
        let mut o = Some(hold());
        if let Some(x) = &mut o { let z = two(x.i[2], { yield_value!(6); 6 }); let w = looki(&x.i[0], { yield_value!(7); 8 }); }
        a
    }
    fn by_param(p: D) yields i64 -> i64 {
        let f = |h: Hold| h;
        let h = f(hold());
        let w = looki(&h.i[0], { yield_value!(7); 8 });
        let x = two(h.i[0], { yield_value!(7); 8 });
        let g = Rc::new(h);
        let y = looki(&g.i[0], { yield_value!(7); 8 });
        let z = lookn(&g.v[0], { yield_value!(7); 8 });
        let r = Rc::new(RefCell::new(hold()));
        let q = lookn(&r.borrow().v[0], { yield_value!(7); 8 });
        r.borrow_mut().v[0] += { yield_value!(8); n(1, "rc") };
        r.borrow_mut().i[0] += { yield_value!(9); 1 };
        x + y
    }
}
impl Own { fn plus2(&mut self, k: i64) -> i64 { self.0.0 += k; k } }
pub fn cases(t: &mut Tracer) {
    t.case("idx_field", || idx_field());
    t.case("idx_ref", || idx_ref());
    t.case("deref_field", || deref_field());
    t.case("deref_var", || deref_var());
    t.case("deref_method", || deref_method());
    t.case("cmp_idx", || cmp_idx());
    for k in [0i64, 1, 2] { t.case(&format!("unknown_types {k}"), || unknown_types(k)); }
    t.case("by_param", || by_param(D("p")));
}

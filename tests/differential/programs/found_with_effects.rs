//! References that are found by a `deref` or an `index` of the user that does something else as well, and items found
//! by an index that is called: all is run once.

use crate::prelude::*;
use std::ops::*;
// user operator impls with effects
#[derive(Debug)]
struct N(i64, &'static str);
impl Drop for N { fn drop(&mut self) { log(format!("dropN {} {}", self.1, self.0)); } }
impl Add<N> for N { type Output = N; fn add(self, o: N) -> N { log(format!("add {} {}", self.1, o.1)); N(self.0 + o.0, "sum") } }
impl Add<&N> for &N { type Output = N; fn add(self, o: &N) -> N { log(format!("addref {} {}", self.1, o.1)); N(self.0 + o.0, "rsum") } }
impl Neg for N { type Output = N; fn neg(self) -> N { log(format!("neg {}", self.1)); N(-self.0, "neg") } }
impl Not for &N { type Output = bool; fn not(self) -> bool { log(format!("not {}", self.1)); self.0 == 0 } }
impl AddAssign<N> for N { fn add_assign(&mut self, o: N) { log(format!("add_assign {} {}", self.1, o.1)); self.0 += o.0; } }
impl AddAssign<i64> for N { fn add_assign(&mut self, o: i64) { log(format!("add_assign {} i{}", self.1, o)); self.0 += o; } }
impl PartialEq for N { fn eq(&self, o: &N) -> bool { log(format!("eq {} {}", self.1, o.1)); self.0 == o.0 } }
impl PartialOrd for N { fn partial_cmp(&self, o: &N) -> Option<std::cmp::Ordering> { log(format!("cmp {} {}", self.1, o.1)); self.0.partial_cmp(&o.0) } }
struct Own(N);
impl Deref for Own { type Target = N; fn deref(&self) -> &N { log(format!("deref {}", self.0.1)); &self.0 } }
impl DerefMut for Own { fn deref_mut(&mut self) -> &mut N { log(format!("deref_mut {}", self.0.1)); &mut self.0 } }
struct Ix(Vec<N>, &'static str);
impl Index<usize> for Ix { type Output = N; fn index(&self, i: usize) -> &N { log(format!("index {} {i}", self.1)); &self.0[i] } }
impl IndexMut<usize> for Ix { fn index_mut(&mut self, i: usize) -> &mut N { log(format!("index_mut {} {i}", self.1)); &mut self.0[i] } }
impl Drop for Ix { fn drop(&mut self) { log(format!("dropIx {}", self.1)); } }
impl Drop for Own { fn drop(&mut self) { log("dropOwn"); } }
fn n(v: i64, s: &'static str) -> N { log(format!("make {s}")); N(v, s) }
fn ix(s: &'static str) -> Ix { log(format!("make {s}")); Ix(vec![N(1, "x0"), N(2, "x1"), N(3, "x2")], s) }
fn own(s: &'static str) -> Own { log(format!("make own {s}")); Own(N(5, s)) }
coro! {
    fn index_call() yields i64 -> i64 {
        let x = ix("ix");
        let y = &x[idx(1)];
        yield_value!(y.0);
        yield_value!(y.0 + x[idx(0)].0);
        y.0
    }
    fn index_mut_call() yields i64 -> i64 {
        let mut x = ix("ix");
        let y = &mut x[idx(1)];
        yield_value!(y.0);
        y.0 += 3;
        yield_value!(y.0);
        y.0
    }
    fn index_lit() yields i64 -> i64 {
        let x = ix("ix");
        let y = &x[1];
        yield_value!(y.0);
        yield_value!(y.0 + x[0].0);
        y.0
    }
    fn deref() yields i64 -> i64 {
        let o = own("o");
        let r = &*o;
        yield_value!(r.0);
        yield_value!(r.0);
        r.0
    }
    fn deref_mut() yields i64 -> i64 {
        let mut o = own("o");
        let r = &mut *o;
        yield_value!(r.0);
        r.0 += 2;
        yield_value!(r.0);
        r.0
    }
    fn vec_index_call() yields i64 -> i64 {
        let x = vec![N(1, "a"), N(2, "b")];
        let y = &x[idx(1)];
        yield_value!(y.0);
        yield_value!(y.0 + x[idx(0)].0);
        y.0
    }
    fn vec_index_mut_call() yields i64 -> i64 {
        let mut x = vec![N(1, "a"), N(2, "b")];
        let y = &mut x[idx(1)];
        yield_value!(y.0);
        y.0 += 5;
        yield_value!(y.0);
        y.0
    }
    fn vec_index_receives() receives z: i64 yields i64 -> i64 {
        let x = vec![N(1, "a"), N(2, "b")];
        let y = &x[idx(1)];
        yield_value!(y.0);
        yield_value!(y.0 + x[idx(0)].0);
        y.0
    }
    fn first_receives() receives z: i64 yields i64 -> i64 {
        let x = vec![N(1, "a"), N(2, "b")];
        let y = x.first().unwrap();
        yield_value!(y.0);
        y.0
    }
    fn first_copied() yields i64 -> i64 {
        let x = vec![1i64, 2];
        let y = x.first().unwrap();
        yield_value!(1);
        *y
    }
    fn first_lit() yields i64 -> i64 {
        let v: Vec<i64> = vec![4];
        let s = v.first().unwrap();
        yield_value!(1);
        *s
    }
    fn match_index() yields i64 -> i64 {
        let x = ix("ix");
        match x[idx(2)] { N(3, s) => { yield_value!(1); log(s) } _ => { yield_value!(2); } }
        match x[idx(2)].0 { 3 => { yield_value!(1); } _ => { yield_value!(2); } }
        match &x[idx(2)] { N(k, _) => { yield_value!(*k); } }
        1
    }
    fn match_vec() yields i64 -> i64 {
        let x = vec![N(1, "a"), N(3, "b")];
        match x[idx(1)] { N(3, s) => { yield_value!(1); log(s) } _ => { yield_value!(2); } }
        match x[idx(1)] { N(ref k, s) => { yield_value!(*k); log(s) } }
        1
    }
    fn loops2() yields i64 -> i64 {
        let mut x = ix("ix");
        let mut i = 0;
        while x[i].0 < 3 { yield_value!(x[i].0); x[i] += 1; i += 1; if i > 2 { break } }
        let o = own("o");
        for k in 0..o.0.0.min(2) { yield_value!(k + o.0.0); }
        match *o { N(ref k, _) => { yield_value!(*k); } }
        if let N(k, _) = *o { yield_value!(k); }
        let N(k, s) = *o;
        yield_value!(k);
        k
    }
}
fn idx(i: usize) -> usize { log(format!("idx {i}")); i }
pub fn cases(t: &mut Tracer) {
    t.case("index_call", || index_call());
    t.case("index_mut_call", || index_mut_call());
    t.case("index_lit", || index_lit());
    t.case("deref", || deref());
    t.case("deref_mut", || deref_mut());
    t.case("vec_index_call", || vec_index_call());
    t.case("vec_index_mut_call", || vec_index_mut_call());
    t.receiving("vec_index_receives", || vec_index_receives(), |k| k as i64);
    t.receiving("first_receives", || first_receives(), |k| k as i64);
    t.case("first_copied", || first_copied());
    t.case("first_lit", || first_lit());
    t.case("match_index", || match_index());
    t.case("match_vec", || match_vec());
    t.case("loops2", || loops2());
}

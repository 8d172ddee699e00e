//! Places that an operation only looks at while the next operand pauses: they are found first, and numbers are read.

use crate::prelude::*;
coro! {
    fn cmp_num() receives z: i64 yields i64 -> bool {
        let mut a = 1;
        let b = a == { a += 1; yield_value!(a) };
        let mut v = vec![1i64, 2];
        let c = v[0] < { v[0] = 50; yield_value!(3) };
        let d = v[0] == { v.clear(); yield_value!(4) };
        b || c || d
    }
    fn cmp_oob() receives z: i64 yields i64 -> bool {
        let v = vec![1i64, 2];
        let k = 10;
        v[k] == yield_value!(4)
    }
    fn add_oob() receives z: i64 yields i64 -> i64 {
        let v = vec![1i64, 2];
        let k = 10;
        v[k] + yield_value!(4)
    }
    fn arg_oob() receives z: i64 yields i64 -> i64 {
        let v = vec![1i64, 2];
        let k = 10;
        two(&v[k], yield_value!(4))
    }
    fn method_oob() receives z: i64 yields i64 -> i64 {
        let v = vec![1i64, 2];
        let k = 10;
        v[k].pow(yield_value!(4) as u32)
    }
    fn str_oob() receives z: i64 yields i64 -> bool {
        let v = vec!["a".to_string()];
        let k = 10;
        v[k] == text(yield_value!(4))
    }
    fn str_add_oob() receives z: i64 yields i64 -> usize {
        let mut v = vec!["a".to_string()];
        let k = 10;
        v[k] += &text(yield_value!(4));
        v.len()
    }
    fn str_add_idx() receives z: i64 yields i64 -> usize {
        let mut v = vec!["a".to_string()];
        v[idx(0)] += &text(yield_value!(4));
        v[idx(0)] += text(yield_value!(4)).as_str();
        v[idx(0)].push_str(&text(yield_value!(4)));
        v[0].len()
    }
    fn num_idx() receives z: i64 yields i64 -> i64 {
        let mut v = vec![1, 2];
        v[idx(0)] += yield_value!(4);
        v[idx(0)] = yield_value!(4);
        v[idx(1)] *= yield_value!(4) + v[idx(0)];
        v[0]
    }
    fn overflow() receives z: i64 yields i64 -> u8 {
        let mut v = 200u8;
        v += yield_value!(4) as u8 + 100;
        v
    }
    fn unwrap_none() receives z: i64 yields i64 -> i64 {
        let o: Option<i64> = None;
        two(&o.unwrap(), yield_value!(4))
    }
    fn div() receives z: i64 yields i64 -> i64 {
        let d = D("x");
        let zero = z;
        (10 / zero) + yield_value!(4)
    }
    fn slice_oob() receives z: i64 yields i64 -> usize {
        let v = vec![1i64, 2];
        let s = &v[1..5];
        yield_value!(1);
        s.len()
    }
    fn slice_ref() receives z: i64 yields i64 -> i64 {
        let v = vec![1i64, 2];
        let s = &v[7];
        yield_value!(1);
        *s
    }
    fn unwrap_ref() receives z: i64 yields i64 -> i64 {
        let v: Vec<i64> = vec![];
        let s = v.first().unwrap();
        yield_value!(1);
        *s
    }
    fn map_ref() receives z: i64 yields i64 -> i64 {
        let mut v: std::collections::HashMap<i64, i64> = Default::default();
        v.insert(1, 2);
        let s = &v[&5];
        yield_value!(1);
        *s
    }
    fn n1() receives z: i64 yields i64 -> bool {
        let mut a = 1;
        a == { a += 1; yield_value!(a); a }
    }
    fn n2() receives z: i64 yields i64 -> bool {
        let mut v = vec![1i64, 2];
        v[0] == { v[0] = 50; yield_value!(3); 50 }
    }
    fn n3() receives z: i64 yields i64 -> bool {
        let mut v = vec![1i64, 2];
        v[0] == { v.clear(); yield_value!(4) }
    }
    fn n4() receives z: i64 yields i64 -> i64 {
        let mut a = 1;
        let b = both(a, { a += 1; yield_value!(a); a });
        let c = a + { a += 1; yield_value!(a) };
        let d = (a, { a += 1; yield_value!(a) }, a);
        let mut p = (1i64, 2i64);
        let e = [p.0, { p.0 += 5; yield_value!(p.0) }, p.0];
        let f = p.0 < { p.0 = -100; yield_value!(1); -50 };
        let g = a.max({ a += 10; yield_value!(a) });
        yield_value!(b + c + d.0 * 1000 + d.2 + e[0] + e[2]);
        if f { 1 } else { g }
    }
    fn n5(s: &mut [i64]) receives z: i64 yields i64 -> bool {
        let r = s[0] == { s[0] = 50; yield_value!(3); 50 };
        let k = s[0] + { s[0] = 7; yield_value!(3) };
        let m = &mut s[1];
        let q = *m < { *m = -5; yield_value!(4); 3 };
        yield_value!(k);
        r || q
    }
    fn n6() receives z: i64 yields i64 -> bool {
        let mut w = W { a: 1, b: vec![5] };
        let f = w.a != { w.bump(); yield_value!(w.a); w.a };
        let g = w.b[0] == { w.bump(); yield_value!(w.a); w.b[0] };
        f && !g
    }
}
fn two(a: &i64, b: i64) -> i64 { log(format!("two {a} {b}")); *a + b }
fn text(n: i64) -> String { log(format!("text {n}")); n.to_string() }
fn idx(i: usize) -> usize { log(format!("idx {i}")); i }
struct W { a: i64, b: Vec<i64> }
impl W { fn bump(&mut self) { self.a += 1; self.b[0] += 1; } }
fn both(a: i64, b: i64) -> i64 { a * 10 + b }
pub fn cases(t: &mut Tracer) {
    t.receiving("cmp_num", || cmp_num(), |k| k as i64);
    t.receiving("cmp_oob", || cmp_oob(), |k| k as i64);
    t.receiving("add_oob", || add_oob(), |k| k as i64);
    t.receiving("arg_oob", || arg_oob(), |k| k as i64);
    t.receiving("method_oob", || method_oob(), |k| k as i64);
    t.receiving("str_oob", || str_oob(), |k| k as i64);
    t.receiving("str_add_oob", || str_add_oob(), |k| k as i64);
    t.receiving("str_add_idx", || str_add_idx(), |k| k as i64);
    t.receiving("num_idx", || num_idx(), |k| k as i64);
    t.receiving("overflow", || overflow(), |k| k as i64);
    t.receiving("unwrap_none", || unwrap_none(), |k| k as i64);
    t.receiving("div", || div(), |k| k as i64);
    t.receiving("slice_oob", || slice_oob(), |k| k as i64);
    t.receiving("slice_ref", || slice_ref(), |k| k as i64);
    t.receiving("unwrap_ref", || unwrap_ref(), |k| k as i64);
    t.receiving("map_ref", || map_ref(), |k| k as i64);
    t.receiving("n1", || n1(), |k| k as i64);
    t.receiving("n2", || n2(), |k| k as i64);
    t.receiving("n3", || n3(), |k| k as i64);
    t.receiving("n4", || n4(), |k| k as i64);
    t.scope("n5", |d| { let mut s = [1i64, 2, 3]; d.run_with(n5(&mut s), &|k| k as i64); log(format!("{s:?}")); });
    t.receiving("n6", || n6(), |k| k as i64);
}

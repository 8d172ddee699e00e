//! Struct updates, arrays, parts, `?`, early returns in operands, chains of methods, logic: who is dropped when.

use crate::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
coro! {
    fn update(n: i64) yields i64 -> i64 {
        let base = S { a: D("ba"), b: D("bb"), c: D("bc"), n: 3 };
        let s = S { a: { yield_value!(1); D("a") }, n: look(&D("t"), 2), ..base };
        yield_value!(2);
        let S { a, .. } = s;
        yield_value!(3);
        let t = S { b: D("b"), ..make_s(look(&D("u"), 5)) };
        yield_value!(4);
        let u = S { c: { yield_value!(5); D("c") }, ..make_s({ yield_value!(6); 7 }) };
        yield_value!(8);
        u.n + t.n
    }
    fn arrays(n: i64) yields i64 -> i64 {
        let arr = [D("a"), { yield_value!(1); D("b") }, D("c")];
        let [x, y, _] = arr;
        yield_value!(2);
        drop(y);
        yield_value!(3);
        let tup = (D("p"), (D("q"), { yield_value!(4); D("r") }));
        let (p, (q, _)) = tup;
        yield_value!(5);
        let v = vec![D("v1"), { yield_value!(6); D("v2") }];
        let [ref a, ref b] = v[..] else { return 0 };
        yield_value!(7);
        let w = a.id() + b.id();
        yield_value!(8);
        w - w
    }
    fn partial(n: i64) yields i64 -> i64 {
        let mut pair = (D("l"), D("r"));
        yield_value!(1);
        take(pair.0);
        yield_value!(2);
        if n == 1 { take(pair.1); yield_value!(3); } else { pair.0 = D("new"); yield_value!(4); }
        yield_value!(5);
        6
    }
    fn closures(n: i64) yields i64 -> i64 {
        let a = D("a"); let b = D("b");
        let f = || { let g = || a.touch(); g(); b.touch(); };
        f();
        yield_value!(1);
        f();
        let c = move || { let d = move || a.touch(); d(); };
        yield_value!(2);
        c();
        yield_value!(3);
        b.id() - b.id()
    }
    fn question(n: i64) yields i64 -> Result<i64, E> {
        let d = D("local");
        let x = fails(n, &D("t1"))?;
        yield_value!(x);
        let y = fails({ yield_value!(2); n - 1 }, &D("t2"))?;
        yield_value!(y);
        let z = add(fails(n - 2, &D("t3"))?, { yield_value!(3); fails(n - 3, &D("t4"))? });
        Ok(z)
    }
    fn option_q(n: i64) yields i64 -> Option<i64> {
        let d = D("local");
        let x = find(n, &D("k"))?.id();
        yield_value!(x);
        let y = find(n - 1, &D("k2"))?;
        yield_value!(2);
        let v = vec![find(n, &D("k3"))?, { yield_value!(3); find(n - 2, &D("k4"))? }];
        Some(v.len() as i64)
    }
    fn early(n: i64) yields i64 -> i64 {
        let d = D("local");
        let x = add2(D("arg1"), if n == 1 { return -1 } else { yield_value!(1); 2 });
        let y = add2(D("arg2"), match n { 4 => { yield_value!(2); return -2 } _ => 3 });
        let z = [look(&D("tmp"), 1), { if n == 0 { return 9; } yield_value!(4); 2 }];
        x + y
    }
    fn early_break(n: i64) yields i64 -> i64 {
        let mut sum = 0;
        for i in 0..4 {
            let d = D("it");
            sum += add2(D("arg"), if i == n { break } else if i == n + 1 { continue } else { yield_value!(i); 2 });
            let v = 'a: { add2(D("v"), { if i == 2 { break 'a 5; } yield_value!(10); 1 }) };
            sum += v;
        }
        sum
    }
    fn autoref(n: i64) yields i64 -> i64 {
        let x = Rc::new(RefCell::new(vec![D("q")]));
        x.borrow_mut().push(D("r"));
        let k = x.borrow().len() as i64 + { yield_value!(1); 2 };
        let y = D("s").clone().clone().id() + { yield_value!(2); 2 };
        let z = make_s(1).chain(look(&D("c1"), 1)).chain({ yield_value!(3); 2 }).total(look(&D("c2"), 1));
        let w = make_s(2).by_ref(1).by_ref({ yield_value!(4); 2 }).n;
        k
    }
    fn logic(n: i64) yields i64 -> i64 {
        let b = test(n, &D("l1")) && { yield_value!(1); test(n - 1, &D("l2")) } || test(n, &D("l3"));
        yield_value!(2);
        let c = !test(n, &D("l4")) || test({ yield_value!(3); 0 }, &D("l5")) && test(n, &D("l6"));
        if test(n, &D("l7")) == { yield_value!(4); true } || c { yield_value!(5); }
        let d = (D("x").id() > 0) == (test(n, &D("l8")) != { yield_value!(6); false });
        1
    }
}
struct S { a: D, b: D, c: D, n: i64 }
fn make_s(n: i64) -> S { log(format!("make_s {n}")); S { a: D("ma"), b: D("mb"), c: D("mc"), n } }
impl S { fn chain(self, k: i64) -> S { log(format!("chain {k}")); self } fn total(&self, k: i64) -> i64 { k + self.n } fn by_ref(&self, k: i64) -> &S { log(format!("by_ref {k}")); self } }
struct E(D);
impl std::fmt::Debug for E { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { write!(f, "E") } }
struct Raw(D);
impl From<Raw> for E { fn from(r: Raw) -> E { log("convert"); drop(D("in from")); E(D("converted")) } }
fn fails(n: i64, d: &D) -> Result<i64, Raw> { log(format!("fails {n} {}", d.0)); if n > 0 { Ok(n) } else { Err(Raw(D("raw"))) } }
fn look(d: &D, n: i64) -> i64 { log(format!("look {}", d.0)); n }
fn test(n: i64, d: &D) -> bool { log(format!("test {}", d.0)); n > 0 }
fn find(n: i64, k: &D) -> Option<D> { log(format!("find {n} {}", k.0)); if n > 0 { Some(D("found")) } else { None } }
fn take(d: D) { log(format!("take {}", d.0)); }
fn add(a: i64, b: i64) -> i64 { a + b }
fn add2(a: D, b: i64) -> i64 { log(format!("add2 {}", a.0)); b }
pub fn cases(t: &mut Tracer) {
    for n in [0i64, 1, 3, 4] {
    t.case(&format!("update {n}"), || update(n));
    t.case(&format!("arrays {n}"), || arrays(n));
    t.case(&format!("partial {n}"), || partial(n));
    t.case(&format!("closures {n}"), || closures(n));
    t.case(&format!("question {n}"), || question(n));
    t.case(&format!("option_q {n}"), || option_q(n));
    t.case(&format!("early {n}"), || early(n));
    t.case(&format!("early_break {n}"), || early_break(n));
    t.case(&format!("autoref {n}"), || autoref(n));
    t.case(&format!("logic {n}"), || logic(n));
    }
}

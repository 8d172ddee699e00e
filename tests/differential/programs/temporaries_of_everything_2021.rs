//! Temporaries of macros, conditions, statements and assignments, before edition 2024.

use crate::prelude::*;
use std::ops::*;
fn mk(n: &'static str) -> D { log(format!("mk {n}")); D(n) }
fn look(d: &D, n: i64) -> i64 { log(format!("look {}", d.0)); n }
fn eat(d: D, n: i64) -> i64 { log(format!("eat {}", d.0)); n }
fn id(d: &D) -> &D { log("id"); d }
fn two(a: i64, b: i64) -> i64 { log(format!("two {a} {b}")); a + b }
fn find(n: i64, k: &D) -> Option<D> { log(format!("find {n} {}", k.0)); if n > 0 { Some(D("found")) } else { None } }
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
struct Loud(i64);
impl Loud { fn opt(&self) -> Option<i64> { Some(self.0) } }
impl Drop for Loud { fn drop(&mut self) { log(format!("drop loud {}", self.0)); } }
coro! {
    fn fmt_scrut(n: i64) yields i64 -> i64 { match format!("{}", look(&mk("t"), n)).as_str() { "1" => { yield_value!(1); } s => { log(s); yield_value!(2); } } 3 }
    fn fmt_if(n: i64) yields i64 -> i64 { if format!("{}", look(&mk("t"), n)) == format!("{}", look(&mk("u"), { yield_value!(1); 1 })) { yield_value!(2); } 3 }
    fn fmt_let(n: i64) yields i64 -> i64 { let s = format!("{} {}", look(&mk("t"), n), { yield_value!(1); look(&mk("u"), 2) }); log(&s); let z = (format!("{}", look(&mk("w"), n)), mk("x"), { yield_value!(3); 4 }); z.0.len() as i64 }
    fn fmt_tail(n: i64) yields i64 -> String { let l = mk("l"); format!("{} {}", look(&mk("t"), n), { yield_value!(1); look(&mk("u"), 2) }) }
    fn print_tail(n: i64) yields i64 { let l = mk("l"); eprintln!("{} {}", look(&mk("t"), n), { yield_value!(1); look(&mk("u"), 2) }) }
    fn assert_tail(n: i64) yields i64 { let l = mk("l"); assert_eq!(look(&mk("t"), 2), { yield_value!(1); look(&mk("u"), 2) }) }
    fn assert_msg(n: i64) yields i64 { let l = mk("l"); assert!(look(&mk("t"), n) < 2, "{} {}", look(&mk("m"), 1), { yield_value!(2); 2 }); assert_ne!(n, { yield_value!(3); 1 }, "why {}", look(&mk("mm"), 2)); }
    fn vec_tail(n: i64) yields i64 -> Vec<D> { let l = mk("l"); vec![mk("a"), { yield_value!(look(&mk("t"), 2)); mk("b") }] }
    fn matches_tail(n: i64) yields i64 -> bool { let l = mk("l"); matches!(find({ yield_value!(1); n }, &mk("t")), Some(d) if look(&d, n) > 1) }
    fn write_tail(n: i64) yields i64 -> Result<(), std::fmt::Error> { use std::fmt::Write; let l = mk("l"); let mut s = String::new(); write!(s, "{}", look(&mk("t"), { yield_value!(1); n }))?; log(&s); writeln!(s, "{} {}", look(&mk("t2"), n), { yield_value!(2); n }) }
    fn panic_fmt(n: i64) yields i64 -> i64 { let l = mk("l"); if n > 0 { panic!("{} {}", look(&mk("t"), n), { yield_value!(1); n }); } unreachable!("{}", { yield_value!(2); look(&mk("k"), 3) }) }
    fn iflet_else(n: i64) yields i64 -> i64 { if let Some(k) = Loud(n).opt().filter(|k| *k > 0) { yield_value!(k); } else if let Some(2) = Loud(n + 2).opt() { yield_value!(7); } else { yield_value!(8); } yield_value!(9); 1 }
    fn iflet_val(n: i64) yields i64 -> i64 { let x = two(if let Some(k) = Loud(n).opt() { look(&mk("a"), k) } else { 3 }, { yield_value!(1); 2 }) + if let Some(1) = Loud(n).opt() { yield_value!(2); look(&mk("b"), 3) } else { yield_value!(3); 4 }; x }
    fn whilelet(n: i64) yields i64 -> i64 { let mut k = n; while let Some(x) = Loud(k).opt().filter(|x| *x > 0) { k -= 1; yield_value!(x); if x == 1 { continue; } look(&mk("body"), 1); } k }
    fn match_chain(n: i64) yields i64 -> i64 { match Loud(n).opt() { Some(0) => { yield_value!(1); } Some(k) if look(&mk("g"), k) > 1 => { yield_value!(2); } Some(k) => match Loud(k).opt() { Some(j) => { yield_value!(j); } None => {} }, None => {} } yield_value!(3); 4 }
    fn letelse_tmp(n: i64) yields i64 -> i64 { let Some(k) = Loud(n).opt().filter(|k| *k > 0) else { yield_value!(1); return look(&mk("e"), 2); }; yield_value!(k); let Some(1) = Loud(n).opt() else { return 7; }; yield_value!(5); k }
    fn cond_ops(n: i64) yields i64 -> i64 { if Loud(n).opt().is_some() && { yield_value!(1); Loud(n + 1).opt().is_some() } || Loud(9).opt().is_none() { yield_value!(2); } let b = Loud(n).opt() == Some(1) && { yield_value!(3); Loud(n + 1).opt() == Some(2) }; while Loud(n).opt() > Some(5) || { yield_value!(4); false } {} b as i64 }
    fn ret_ops(n: i64) yields i64 -> i64 { let l = mk("l"); if n == 0 { return look(&mk("r"), { yield_value!(1); 3 }); } if n == 1 { return two(eat(mk("e"), 1), { yield_value!(2); return look(&mk("rr"), 5); }); } look(&mk("t"), { yield_value!(3); 4 }) }
    fn brk_ops(n: i64) yields i64 -> i64 { let v = loop { let l = mk("l"); break look(&mk("b"), { yield_value!(1); if n == 1 { continue_or(&l); break 7; } 3 }); }; v }
    fn nest_blocks(n: i64) yields i64 -> i64 { let x = { let a = mk("a"); { let b = mk("b"); look(&mk("t1"), { let c = mk("c"); yield_value!(1); look(&mk("t2"), { let d = mk("d"); yield_value!(2); look(&mk("t3"), 3) }) }) } }; yield_value!(4); x }
    fn stmt_exprs(n: i64) yields i64 -> i64 { look(&mk("s1"), { yield_value!(1); 1 }); mk("s2"); { mk("s3") }; (mk("s4"), { yield_value!(2); mk("s5") }); [mk("s6"), { yield_value!(3); mk("s7") }]; let _ = (mk("s8"), { yield_value!(4); mk("s9") }); let _ = mk("s10"); let _x = mk("s11"); _ = mk("s12"); _ = { yield_value!(5); mk("s13") }; &mk("s14"); Some(mk("s15")).is_some(); yield_value!(6); let _ = &mk("ext"); let (_, _y) = (mk("s16"), mk("s17")); yield_value!(7); 8 }
    fn underscore(n: i64) yields i64 -> i64 { let d = mk("d"); let _ = d; yield_value!(1); match d { _ => { yield_value!(2); } } if let _ = d { yield_value!(3); } for _ in 0..1 { let _ = mk("in"); yield_value!(4); } let o = Some(d); if let Some(_) = o { yield_value!(5); } match o { Some(_x) => { yield_value!(6); } None => {} } yield_value!(7); 8 }
    fn assign_drops(n: i64) yields i64 -> i64 { let mut a = mk("a"); a = { yield_value!(1); mk("b") }; let mut t = (mk("t0"), mk("t1")); t.0 = { yield_value!(2); mk("t2") }; t = (mk("u0"), { yield_value!(3); mk("u1") }); (t.0, a) = (mk("v0"), { yield_value!(4); mk("v1") }); let mut v = vec![mk("w")]; v[0] = { yield_value!(5); mk("w2") }; let b; b = { yield_value!(6); mk("late") }; let mut q = p("x", "y"); P { a: q.b, .. } = p({ yield_value!(7); "m" }, "n"); [a, _] = [mk("z1"), { yield_value!(8); mk("z2") }]; b.id() }
}
fn continue_or(d: &D) {}
pub fn cases(t: &mut Tracer) {
    for k in [0i64, 1, 2] { t.case(&format!("fmt_scrut {k}"), || fmt_scrut(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("fmt_if {k}"), || fmt_if(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("fmt_let {k}"), || fmt_let(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("fmt_tail {k}"), || fmt_tail(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("print_tail {k}"), || print_tail(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("assert_tail {k}"), || assert_tail(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("assert_msg {k}"), || assert_msg(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("vec_tail {k}"), || vec_tail(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("matches_tail {k}"), || matches_tail(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("write_tail {k}"), || write_tail(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("panic_fmt {k}"), || panic_fmt(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("iflet_else {k}"), || iflet_else(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("iflet_val {k}"), || iflet_val(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("whilelet {k}"), || whilelet(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("match_chain {k}"), || match_chain(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("letelse_tmp {k}"), || letelse_tmp(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("cond_ops {k}"), || cond_ops(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("ret_ops {k}"), || ret_ops(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("brk_ops {k}"), || brk_ops(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("nest_blocks {k}"), || nest_blocks(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("stmt_exprs {k}"), || stmt_exprs(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("underscore {k}"), || underscore(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("assign_drops {k}"), || assign_drops(k)); }
}

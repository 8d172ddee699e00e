//! A `match` in an operand: what its arms leave of a temporary lives to the end of the statement.

use crate::prelude::*;
use std::collections::{BTreeMap, HashMap};

fn make(n: &'static str) -> D { D(n) }
fn pair(a: &'static str, b: &'static str) -> (D, D) { (D(a), D(b)) }
fn look(d: &D, k: i64) -> i64 { log(format!("look {d:?}")); k }
fn sum(a: i64, b: i64) -> i64 { a + b }
fn take(_d: D, b: i64) -> i64 { b }
#[derive(Debug)]
enum E { A(D, i64), B(i64, D), C(D, D), N }
fn e(n: i64) -> E { match n { 0 => E::A(D("ea"), 1), 1 => E::B(2, D("eb")), 2 => E::C(D("ec"), D("ed")), _ => E::N } }
struct S { a: i64, b: i64 }
coro! {
    fn m1(n: i64) yields i64 -> i64 { let size = yield_value!((match (D("a1"), n) { (one, k) if k > 3 => look(&one, k), (_, k) => k + n })); log("x"); 1 }
    fn m2(n: i64) yields i64 -> i64 { let r = sum(match (D("a1"), n) { (one, k) if k > 3 => look(&one, k), (_, k) => k + n }, { yield_value!(3); 4 }); log("x"); r }
    fn m3(n: i64) yields i64 -> i64 { let r = take(D("q"), sum(match pair("a", "b") { (one, _) if n > 3 => look(&one, 1), (_, two) => look(&two, n) }, { yield_value!(3); 4 })); log("x"); r }
    fn m4(n: i64) yields i64 -> i64 { let r = (match e(n) { E::A(_, k) | E::B(k, _) => k, E::C(x, _) => look(&x, 2), _ => 3 }) + { yield_value!(3); 4 }; log("x"); r }
    fn m5(n: i64) yields i64 -> i64 { let r = S { a: match e(n) { E::A(_, k) => k, E::B(..) => 7, E::C(_, y) => look(&y, 3), E::N => 3 }, b: { yield_value!(3); 4 } }; log("x"); r.a + r.b }
    fn m6(n: i64) yields i64 -> i64 { let r = [match e(n) { E::A(_, k) => k, other => { log(format!("{other:?}")); 3 } }, { yield_value!(3); 4 }]; log("x"); r[0] }
    fn m7(n: i64) yields i64 -> String { let r = format!("{} {}", match e(n) { E::A(_, k) => k, other => { log(format!("{other:?}")); 3 } }, { yield_value!(3); 4 }); log("x"); r }
    fn m8(n: i64) yields i64 -> i64 { if (match e(n) { E::A(_, k) => k, _ => 3 }) + { yield_value!(3); 4 } > 2 { log("then"); yield_value!(8); } log("x"); 1 }
    fn m9(n: i64) yields i64 -> i64 { let mut i = 0; while (match e(n + i) { E::A(_, k) => k, E::N => 100, _ => 3 }) + { yield_value!(3); 4 } < 50 { log("then"); yield_value!(8); i += 1; } log("x"); 1 }
    fn m10(n: i64) yields i64 -> i64 { sum(match e(n) { E::A(_, k) => k, E::C(x, _) => look(&x, 2), _ => 3 }, { yield_value!(3); 4 }) }
    fn m11(n: i64) yields i64 -> i64 { let x = match e(n) { E::A(_, k) => k + yield_and(k), E::C(x, _) => look(&x, 2), _ => 3 } + { yield_value!(3); 4 }; x }
    fn m12(n: i64) yields i64 -> i64 { let x = take(D("q"), match e(n) { E::A(_, k) => k + { yield_value!(1); 2 }, E::C(x, _) => { yield_value!(1); look(&x, 2) } _ => { yield_value!(5); 3 } } + { yield_value!(3); 4 }); log("x"); x }
    fn m13(n: i64) yields i64 -> i64 { let x = sum(if let E::A(_, k) = e(n) { k } else { log("else"); 3 }, { yield_value!(3); 4 }); log("x"); x }
    fn m14(n: i64) yields i64 -> i64 { let x = sum(if let E::A(d, k) = e(n) { look(&d, k) } else { log("else"); 3 }, { yield_value!(3); 4 }); log("x"); x }
    fn m15(n: i64) yields i64 -> i64 { let x = sum({ let E::A(_, k) = e(n) else { yield_value!(5); return 3; }; log("in"); k }, { yield_value!(3); 4 }); log("x"); x }
    fn m16(n: i64) yields i64 -> i64 { let x = sum(matches!(e(n), E::A(..)) as i64, { yield_value!(3); 4 }); log("x"); x }
    fn m17(n: i64) yields i64 -> i64 { let x = sum(match &e(n) { E::A(d, k) => look(d, *k), _ => 2 }, { yield_value!(3); 4 }); log("x"); x }
    fn m19(n: i64) yields i64 -> i64 { let x = sum(match (make("t"), e(n)) { (t, E::C(_, d)) => look(&d, 3) + look(&t, 3), (_, E::A(d, _)) => look(&d, 1), _ => 2 }, { yield_value!(3); 4 }); log("x"); x }
    fn m20(n: i64) yields i64 -> i64 { let x = (match e(n) { E::A(_, k) => k, _ => 3 }).max({ yield_value!(3); 4 }); log("x"); x }
    fn m21(n: i64) yields i64 -> i64 { let x = match e(n) { E::A(d, _) => d, E::C(_, d) => d, _ => D("z") }.id() + { yield_value!(3); 4 }; log("x"); x }
    fn m22(n: i64) yields i64 -> i64 { match e(n) { E::A(d, _) => d, E::C(_, d) => d, _ => D("z") }.id() == { yield_value!(3); 4 } && { yield_value!(3); true }; log("x"); 1 }
    fn m23(n: i64) yields i64 -> i64 { let x = sum(match (D("a"), { yield_value!(7); n }) { (_, k) => k }, { yield_value!(3); 4 }); log("x"); x }
    fn m24(n: i64) yields i64 -> i64 { for i in 0..match e(n) { E::A(_, k) => k, E::C(x, _) => look(&x, 2), _ => 3 } { yield_value!(i); } log("x"); 1 }
    fn m25(n: i64) yields i64 -> i64 { return sum(match e(n) { E::A(_, k) => k, E::C(x, _) => look(&x, 2), _ => 3 }, { yield_value!(3); 4 }); }
    fn m26(n: i64) yields i64 -> i64 { let mut a = 1; a += match e(n) { E::A(_, k) => k, E::C(x, _) => look(&x, 2), _ => 3 } + { yield_value!(3); 4 }; log("x"); a }
    fn m27(n: i64) yields i64 -> i64 { let x = { let q = D("inner"); match e(n) { E::A(_, k) => k, E::C(x, _) => look(&x, 2), _ => q.id() } } + { yield_value!(3); 4 }; log("x"); x }
    fn m28(n: i64) yields i64 -> i64 { let x = sum(match e(n) { E::A(_, k) => k, E::C(x, _) => look(&x, 2), _ => 3 }, match e(n + 1) { E::A(_, k) => k, E::C(x, _) => look(&x, 2), _ => { yield_value!(3); 4 } }); log("x"); x }
}
fn yield_and(k: i64) -> i64 { k }

#[derive(Debug, Clone, PartialEq)]
enum Tok { Num(i64), Word(String), End }
struct Lex { toks: Vec<Tok>, at: usize }
impl Lex {
    fn peek(&self) -> Option<&Tok> { self.toks.get(self.at) }
    fn next(&mut self) -> Option<Tok> { let t = self.toks.get(self.at).cloned(); self.at += 1; t }
    fn lookup(&self, k: i64) -> Result<&Tok, String> { self.toks.get(k as usize).ok_or(format!("no {k}")) }
    fn slot(&mut self, k: usize) -> Option<&mut Tok> { self.toks.get_mut(k) }
    fn both(&self) -> (Option<&Tok>, usize) { (self.peek(), self.at) }
}
fn lex() -> Lex { Lex { toks: vec![Tok::Num(3), Tok::Word("w".into()), Tok::End], at: 0 } }
coro! {
    fn a1(n: i64) yields i64 -> i64 { let list = vec![n, 2, 3]; let x = match list.iter().max() { Some(x) => *x, _ => 0 } + { yield_value!(1); 2 }; x + list.len() as i64 }
    fn a2(n: i64) yields i64 -> i64 { let mut map = BTreeMap::new(); map.insert(n, "a".to_string()); let x = sum(match map.get(&1) { Some(x) => x.len() as i64, _ => 0 }, { yield_value!(1); 2 }); map.insert(x, "b".to_string()); map.len() as i64 }
    fn a3(n: i64) yields i64 -> i64 { let l = lex(); let x = sum(match l.peek() { Some(Tok::Num(k)) => *k, Some(Tok::Word(w)) => w.len() as i64, _ => 0 }, { yield_value!(n); 2 }); x + l.at as i64 }
    fn a4(n: i64) yields i64 -> i64 { let mut l = lex(); let x = sum(match l.next() { Some(Tok::Num(k)) => k, Some(Tok::Word(_)) => 7, _ => 0 }, { yield_value!(n); 2 }); x + l.at as i64 }
    fn a5(n: i64) yields i64 -> i64 { let l = lex(); let x = sum(match l.lookup(n) { Ok(Tok::Num(k)) => *k, Ok(_) => 4, Err(_) => 0 }, { yield_value!(n); 2 }); x + l.at as i64 }
    fn a6(n: i64) yields i64 -> i64 { let mut l = lex(); let x = sum(match l.slot(0) { Some(Tok::Num(k)) => { *k += 1; *k }, Some(_) => 4, None => 0 }, { yield_value!(n); 2 }); l.at += 1; x + l.at as i64 }
    fn a7(n: i64) yields i64 -> i64 { let l = lex(); let x = sum(match l.both() { (Some(Tok::Num(k)), _) => *k, (_, at) => at as i64 }, { yield_value!(n); 2 }); x + l.at as i64 }
    fn a8(n: i64) yields i64 -> i64 { let text = format!("a:{n}"); let x = sum(match text.split_once(':') { Some((_, b)) => b.parse().unwrap_or(0), None => 0 }, { yield_value!(n); 2 }); x + text.len() as i64 }
    fn a9(n: i64) yields i64 -> i64 { let one = Some(n); let two = Some("x".to_string()); let x = sum(match (one, &two) { (Some(a), Some(_)) => a, (None, _) | (_, None) => 0 }, { yield_value!(n); 2 }); x + two.map_or(0, |t| t.len() as i64) }
    fn a10(n: i64) yields i64 -> i64 { let mut counts: HashMap<String, i64> = HashMap::new(); let x = sum(match counts.insert("a".into(), n) { Some(old) => old, None => 0 }, { yield_value!(n); 2 }); x + counts.len() as i64 }
    fn a11(n: i64) yields i64 -> i64 { let text = "12".to_string(); let x = sum(match text.parse::<i64>() { Ok(x) => x, Err(_) => -1 }, { yield_value!(n); 2 }); x }
    fn a12(n: i64) yields i64 -> i64 { let text = "12".to_string(); let x = sum(match text.chars().next() { Some('a'..='z') => 1, Some(c) if c.is_ascii_digit() => 2, _ => 3 }, { yield_value!(n); 2 }); x + text.len() as i64 }
    fn a13(n: i64) yields i64 -> i64 { let words = vec!["a".to_string(), "b".to_string()]; let mut it = words.iter(); let x = sum(match (it.next(), it.next()) { (Some(a), Some(_)) => a.len() as i64, _ => 0 }, { yield_value!(n); 2 }); x }
    fn a14(n: i64) yields i64 -> i64 { let words = vec!["a".to_string(), "b".to_string()]; let x = sum(match words.as_slice() { [first, ..] => first.len() as i64, _ => 0 }, { yield_value!(n); 2 }); x + words.len() as i64 }
    fn a15(n: i64) yields i64 -> i64 { let words = vec!["a".to_string(), "b".to_string()]; let x = sum(match words.iter().find(|w| w.len() > n as usize) { Some(w) => w.len() as i64, _ => 0 }, { yield_value!(n); 2 }); x + words.len() as i64 }
    fn a16(n: i64) yields i64 -> i64 { let x = sum(match n.cmp(&3) { std::cmp::Ordering::Less => 1, _ => 0 }, { yield_value!(n); 2 }); x }
    fn a17(n: i64) yields i64 -> i64 { let mut v = vec![1, 2, n]; let x = sum(match v.iter_mut().max() { Some(m) => { *m += 1; *m } _ => 0 }, { yield_value!(n); 2 }); v.push(x); v.len() as i64 }
    fn a18(n: i64) yields i64 -> i64 { let v = vec![(1, "x".to_string())]; let x = sum(match v.iter().enumerate().next() { Some((i, (k, _))) => i as i64 + k, _ => 0 }, { yield_value!(n); 2 }); x + v.len() as i64 }
    fn a19(n: i64) yields i64 -> i64 { let v = std::cell::RefCell::new(vec![1]); let x = sum(match v.borrow_mut().pop() { Some(k) => k, _ => 0 }, { yield_value!(n); 2 }); v.borrow_mut().push(x); x }
    fn a20(n: i64) yields i64 -> i64 { let l = lex(); let x = sum(match l.toks.first() { Some(Tok::Word(_)) | None => 1, Some(_) => 5 }, { yield_value!(n); 2 }); x + l.at as i64 }
    fn a21(n: i64) yields i64 -> i64 { let l = lex(); let x = sum(match (l.peek(), n) { (Some(Tok::Num(k)), 1) => *k, (Some(t), _) => { log(format!("{t:?}")); 3 } _ => 1 }, { yield_value!(n); 2 }); x + l.at as i64 }
    fn a22(l: &Lex, n: i64) yields i64 -> i64 { let x = sum(match (l.peek(), n) { (Some(Tok::Num(k)), 1) => *k, (Some(t), _) => { log(format!("{t:?}")); 3 } _ => 1 }, { yield_value!(n); 2 }); x + l.at as i64 }
    fn a23(n: i64) yields i64 -> i64 { let v = [1, 2, n]; let x = sum(match v { [a, .., b] => a + b }, { yield_value!(n); 2 }); x }
    fn a24(n: i64) yields i64 -> i64 { let v = vec![Some(1), None]; let x = sum(match v[n as usize % 2] { Some(k) => k, _ => 4 }, { yield_value!(n); 2 }); x }
}
pub fn cases(t: &mut Tracer) {
    macro_rules! all {
        ($n:ident: $($f:ident)*) => { $(t.case(&format!("{} {}", stringify!($f), $n), || $f($n));)* };
    }
    for n in [0, 1, 2, 3, 4] {
        all!(n: m1 m2 m3 m4 m5 m6 m7 m8 m9 m10 m11 m12 m13 m14 m15 m16 m17 m19 m20 m21 m22 m23 m24 m25 m26 m27 m28);
    }
    for n in [0, 1, 5] {
        all!(n: a1 a2 a3 a4 a5 a6 a7 a8 a9 a10 a11 a12 a13 a14 a15 a16 a17 a18 a19 a20 a21 a23 a24);
        t.scope("a22", |d| { let l = lex(); d.run(a22(&l, n)) });
    }
}

//! Delegates that lie in a variable, a field or a collection of their caller, and are gone on with there.

use crate::prelude::*;
use std::collections::VecDeque;
type Co = Box<dyn Coroutine<(), Yield = String, Return = usize>>;
fn two(s: &str) -> Co { let s = s.to_string(); Box::new(coro!(move || { let _d = D("held"); yield_value!(s.clone()); yield_value!(s); 2 })) }
struct Owner { co: Option<Co>, it: std::vec::IntoIter<String>, n: usize }
enum Either { A(Co), B(std::vec::IntoIter<String>) }
impl Owner {
    coro! {
        fn all(&mut self) yields String -> usize {
            let n = match &mut self.co { Some(co) => yield_from!(co), None => 0 };
            self.n += n;
            yield_from!(&mut self.it);
            self.n
        }
        fn some(mut self) yields String -> (usize, Option<String>) {
            let n = yield_from!(self.co.as_mut().unwrap());
            self.co = None;
            yield_from!(&mut self.it);
            (n, self.it.next())
        }
    }
}
type Plain = Box<dyn Coroutine<(), Yield = String, Return = ()>>;
fn pair_of(s: &str) -> Plain { let s = s.to_string(); Box::new(coro!(move || { yield_value!(s.clone()); yield_value!(s); })) }
coro! {
    fn both_of(a: String) yields String { yield_value!(a.clone()); yield_value!(a); }
    fn of_a() yields String { let mut co = pair_of("a"); yield_from!(&mut co); }
    fn of_a2() yields String { let mut co = both_of("a".into()); yield_from!(&mut co); }
    fn of_b() yields String { if let Some(mut co) = Some(pair_of("b")) { yield_from!(&mut co); } }
    fn of_c() yields String { let mut all = vec![pair_of("c")]; while let Some(mut co) = all.pop() { yield_from!(&mut co); } }
    fn of_d() yields String { let mut all = vec![pair_of("d")]; for co in &mut all { yield_from!(co); } }
    fn of_e() yields String { let mut all = vec![pair_of("e"), pair_of("f")]; for co in all.iter_mut() { yield_from!(&mut *co); } }
    fn of_e2() yields String { let mut all = vec![pair_of("e"), pair_of("f")]; for mut co in all { yield_from!(&mut co); } }
    fn of_f() yields String { let mut all = vec![pair_of("e"), pair_of("f")]; yield_from!(&mut all[1]); yield_from!(all.remove(0)); }
    fn of_g() yields String { let mut all: std::collections::BTreeMap<u8, Plain> = Default::default(); all.insert(1, pair_of("x")); if let Some(co) = all.get_mut(&1) { yield_from!(co); } }
    fn of_h() yields String { let mut slot = Some(pair_of("x")); if let Some(co) = &mut slot { yield_from!(co); } drop(slot); }
    fn of_i() yields String { let mut slot = Some(pair_of("x")); if let Some(co) = slot.as_mut() { yield_from!(co); } slot = None; drop(slot); }
}
coro! {
    fn echo(n: u32) receives mut x: u32 yields u32 -> u32 { let _d = D("echo"); for i in 0..n { x = yield_value!(x + i); } x }
    fn iter(list: Vec<D<u32>>) yields D<u32> -> usize {
        let mut it = list.into_iter();
        let first = it.next();
        yield_from!(&mut it);
        yield_from!(first);
        it.count()
    }
    fn taken(list: Vec<u32>) yields u32 -> Vec<u32> {
        let mut it = list.into_iter();
        yield_from!(it.by_ref().take(2));
        yield_value!(100);
        yield_from!((&mut it).take(1));
        it.collect()
    }
    fn given(n: u32) receives x: u32 yields u32 -> (u32, u32) {
        let mut co = echo(n);
        let a = yield_from!(&mut co, x);
        let mut other = echo(n);
        other.resume(7);
        let b = yield_from!(&mut other, a);
        (a, b)
    }
    fn outer(inner: &mut Co, other: &mut dyn Coroutine<(), Yield = String, Return = usize>) yields String -> usize {
        let a = yield_from!(&mut *inner);
        *inner = two("again");
        let b = yield_from!(&mut *inner);
        a + b + yield_from!(other)
    }
    fn either(mut e: Either) yields String -> usize {
        let n = match &mut e {
            Either::A(co) => yield_from!(co),
            Either::B(it) => { yield_from!(&mut *it); it.len() }
        };
        drop(e);
        n
    }
    fn queue() yields String -> usize {
        let mut q: VecDeque<Co> = ["a", "b"].into_iter().map(two).collect();
        let mut sum = 0;
        while !q.is_empty() {
            sum += yield_from!(q.front_mut().unwrap());
            q.pop_front();
        }
        sum
    }
    fn indexed() yields String -> usize {
        let mut all = [two("x"), two("y")];
        let mut sum = 0;
        for i in (0..all.len()).rev() { sum += yield_from!(&mut all[i]); }
        let [a, _] = &mut all;
        yield_value!("end".to_string());
        drop(a.graph());
        sum
    }
    fn generic<C: Coroutine<(), Yield = String, Return = usize>>(mut c: C) yields String -> (usize, C) {
        let n = yield_from!(&mut c);
        (n, c)
    }
    fn pairs() yields String -> usize {
        let mut pair = (two("l"), two("r"));
        let a = yield_from!(&mut pair.1);
        a + yield_from!(pair.0)
    }
}
pub fn cases(t: &mut Tracer) {
    let owner = || Owner { co: Some(two("c")), it: vec!["p".to_string(), "q".into()].into_iter(), n: 5 };
    t.scope("all", |d| { let mut o = owner(); d.run(o.all()) });
    t.case("some", || owner().some());
    t.case("iter", || iter(vec![D(1), D(2), D(3)]));
    t.case("taken", || taken(vec![1, 2, 3, 4, 5]));
    t.receiving("given", || given(2), |i| i as u32 * 10);
    t.scope("outer", |d| { let (mut a, mut b) = (two("a"), two("b")); d.run(outer(&mut a, &mut b)) });
    t.case("either a", || either(Either::A(two("e"))));
    t.case("either b", || either(Either::B(vec!["p".to_string(), "q".into()].into_iter())));
    t.case("queue", queue);
    t.case("indexed", indexed);
    t.case("pairs", pairs);
    t.case("of a", of_a);
    t.case("of a2", of_a2);
    t.case("of b", of_b);
    t.case("of c", of_c);
    t.case("of d", of_d);
    t.case("of e", of_e);
    t.case("of e2", of_e2);
    t.case("of f", of_f);
    t.case("of g", of_g);
    t.case("of h", of_h);
    t.case("of i", of_i);
}

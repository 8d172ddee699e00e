//! What patterns leave of variables that are not the last one, that are matched in a loop, or in a guarded arm.

use crate::prelude::*;

#[derive(Debug)]
struct Duo { left: D, right: D }
fn pair(a: &'static str, b: &'static str) -> (D, D) { (D(a), D(b)) }
coro! {
    fn params(a: (D, D), b: D, c: Option<(D, D)>, d: D) yields i64 -> i64 {
        yield_value!(0);
        let _l = D("local");
        match c { Some((x, _)) => { yield_value!(x.id()); } None => {} }
        yield_value!(1);
        match a { (_, y) => { yield_value!(y.id()); } }
        yield_value!(2);
        b.id() + d.id()
    }
    fn first_of_two() yields i64 -> i64 {
        let (a, b) = (Some(pair("a1", "a2")), D("b"));
        yield_value!(0);
        let _l = D("local");
        match a { Some((x, _)) => { yield_value!(x.id()); } None => {} }
        yield_value!(2);
        b.id()
    }
    fn in_a_loop(mut n: i64) yields i64 -> i64 {
        let found = Some(pair("f1", "f2"));
        let _l = D("local");
        loop {
            n -= 1;
            if n > 0 { yield_value!(n); continue; }
            match found {
                Some((x, _)) => { yield_value!(x.id()); break; }
                None => { yield_value!(5); }
            }
        }
        yield_value!(7);
        n
    }
    fn copied_in_a_loop() yields i64 -> i64 {
        let found = Some((3, D("f2")));
        for _ in 0..2 {
            match found {
                Some((x, _)) => { yield_value!(x); }
                None => { yield_value!(5); }
            }
        }
        found.unwrap().1.id()
    }
    fn guarded(u: Duo) yields i64 -> i64 {
        let n = if let Some(n @ 2..=5) = (match u {
            Duo { left: k, .. } if u.right.id() != 3 => { log(k.id()); Some(3) }
            _m => None::<i64>,
        }) { n } else { 9 };
        yield_value!(n);
        n
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("params", || params(pair("a1", "a2"), D("b"), Some(pair("c1", "c2")), D("d")));
    t.case("first_of_two", first_of_two);
    t.case("in_a_loop", || in_a_loop(2));
    t.case("copied_in_a_loop", copied_in_a_loop);
    t.case("guarded", || guarded(Duo { left: D("l"), right: D("r") }));
}

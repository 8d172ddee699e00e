//! Closures of the function in variables and in what holds them: which of them own something over a pause.

use crate::prelude::*;
coro! {
    fn nonmove(n: i64) yields i64 -> i64 {
        let item = D("item");
        let f = || drop(item);
        let d = D("later");
        yield_value!(1);
        2
    }
    fn in_option(n: i64) yields i64 -> i64 {
        let item = D("item");
        let f = Some(move || item.touch());
        let d = D("later");
        yield_value!(1);
        2
    }
    fn in_tuple(n: i64) yields i64 -> i64 {
        let item = D("item");
        let f = (1, move || item.touch());
        let d = D("later");
        yield_value!(1);
        2
    }
    fn called_before(n: i64) yields i64 -> i64 {
        let item = D("item");
        let f = || item.touch();
        f();
        let d = D("later");
        yield_value!(1);
        2
    }
    fn called_around(n: i64) yields i64 -> i64 {
        let item = D("item");
        let f = move || item.touch();
        f();
        let d = D("later");
        yield_value!(1);
        f();
        yield_value!(1);
        2
    }
    fn branch(n: i64) yields i64 -> i64 {
        let item = D("item");
        let f = || drop(item);
        if n == 1 { yield_value!(1); f(); }
        yield_value!(3);
        2
    }
    fn boxed(n: i64) yields i64 -> i64 {
        let item = D("item");
        let f = Box::new(move || item.touch());
        f();
        let d = D("later");
        yield_value!(1);
        2
    }
    fn arr(n: i64) yields i64 -> i64 {
        let item = D("item");
        let f = [move || item.touch()];
        let d = D("later");
        yield_value!(1);
        (f[0])();
        yield_value!(1);
        2
    }
    fn arr2(n: i64) yields i64 -> i64 {
        let item = D("item");
        let f = vec![move || item.touch()];
        let d = D("later");
        yield_value!(1);
        f.iter().for_each(|f| f());
        yield_value!(1);
        2
    }
    fn made(n: i64) yields i64 -> i64 {
        let item = D("item");
        let f = ["a", "b"].map(|s| { let d = D(s); move || d.touch() });
        let d = D("later");
        f[0]();
        yield_value!(1);
        2
    }
    fn iter(n: i64) yields i64 -> i64 {
        let item = D("item");
        let mut it = (0..3).map(move |k| { item.touch(); k });
        let d = D("later");
        it.next();
        yield_value!(1);
        2
    }
    fn iter2(n: i64) yields i64 -> i64 {
        let item = D("item");
        let mut it = std::iter::from_fn(move || { item.touch(); Some(1) });
        let d = D("later");
        it.next();
        yield_value!(1);
        it.next();
        yield_value!(1);
        2
    }
    fn structed(n: i64) yields i64 -> i64 {
        let item = D("item");
        let h = Hook { f: move || item.touch(), d: D("beside") };
        let d = D("later");
        (h.f)();
        yield_value!(1);
        2
    }
    fn exclusive(n: i64) yields i64 -> i64 {
        let item = D("item");
        let f = || drop(item);
        if n == 1 { yield_value!(1); f(); yield_value!(2); } else { f(); yield_value!(3); }
        yield_value!(4);
        2
    }
    fn twice(n: i64) yields i64 -> i64 {
        let value = match n { 1 => mk(4), _ => 7 };
        let mut turn = 0;
        let mut sum = 0;
        while turn < 2 {
            turn += 1;
            let scaled = |k: i64| k * 2 + n.max(value).min(50);
            sum += scaled(value);
            yield_value!(sum);
            sum += scaled(value);
        }
        sum
    }
}
struct Hook<F> { f: F, d: D }
fn mk(n: i64) -> i64 { n }
pub fn cases(t: &mut Tracer) {
    t.case("nonmove", || nonmove(1));
    t.case("in_option", || in_option(1));
    t.case("in_tuple", || in_tuple(1));
    t.case("called_before", || called_before(1));
    t.case("called_around", || called_around(1));
    t.case("branch", || branch(1));
    t.case("branch0", || branch(0));
    t.case("boxed", || boxed(1));
    t.case("arr", || arr(1));
    t.case("arr2", || arr2(1));
    t.case("made", || made(1));
    t.case("iter", || iter(1));
    t.case("iter2", || iter2(1));
    t.case("structed", || structed(1));
    for n in [1i64, 2] {
        t.case(&format!("exclusive {n}"), || exclusive(n));
        t.case(&format!("twice {n}"), || twice(n));
    }
}

//! Variables without a value that each way gives one, and parameters that are given one behind the pauses.
use crate::prelude::*;
#[derive(Debug)]
struct Duo { left: D, right: D }
fn made(n: i64) -> Duo {
    log(n);
    Duo { left: D("l"), right: D("r") }
}
fn look(duo: &Duo) {
    log(duo.left.0);
}
coro! {
    fn branches(n: i64) yields i64 -> Option<D> {
        let first = D("first");
        let duo;
        if n > 4 {
            duo = Duo { right: D("right"), left: D("left") };
        } else {
            yield_value!(1);
            duo = made(n);
        }
        let last = D("last");
        look(&duo);
        yield_value!(2);
        Some(duo.right)
    }
    fn matches(n: i64) yields i64 -> Option<D> {
        let first = D("first");
        let duo;
        match n {
            6 => duo = made(n),
            3 => { yield_value!(1); duo = made(n); }
            _ => return None,
        }
        let last = D("last");
        log(format!("{duo:?}"));
        if n > 3 { yield_value!(2); drop(duo.left); } else { drop(duo.right); }
        yield_value!(3);
        None
    }
    fn loops(n: i64) yields i64 {
        let duo;
        loop {
            yield_value!(1);
            if n > 3 { duo = made(n); break; }
            if n > 2 { yield_value!(2); duo = made(n); break }
        }
        let last = D("last");
        look(&duo);
        yield_value!(3);
        if n > 3 { yield_value!(4); drop(duo.left); }
        yield_value!(5);
    }
    fn second_parameter(first: D, mut second: D, way: bool) yields i64 -> D {
        drop(second);
        yield_value!(1);
        yield_value!(2);
        if way {
            first
        } else {
            second = D("again");
            D("third")
        }
    }
    fn first_parameter(mut first: D, second: D, way: bool) yields i64 -> D {
        drop(first);
        let late;
        yield_value!(1);
        yield_value!(2);
        if way {
            second
        } else {
            first = D("again");
            late = D("late");
            D("third")
        }
    }
}
pub fn cases(t: &mut Tracer) {
    for n in [1, 3, 6] {
        t.case("branches", || branches(n));
        t.case("matches", || matches(n));
    }
    for n in [3, 6] {
        t.case("loops", || loops(n));
    }
    for way in [false, true] {
        t.case("second parameter", || second_parameter(D("a"), D("b"), way));
        t.case("first parameter", || first_parameter(D("a"), D("b"), way));
    }
}

//! Tuples and structs taken apart that are given anew, borrowed and put together on the way: what random programs found.

use crate::prelude::*;

#[derive(Debug)]
struct Duo {
    left: D<&'static str>,
    right: D<&'static str>,
}

enum Choice {
    One(D<&'static str>),
    Counted(u32, D<&'static str>),
}

fn same<T>(value: T) -> T {
    value
}

fn after<T, A>(_: A, value: T) -> T {
    value
}

fn first(is: bool, _: D<&'static str>) -> bool {
    is
}

fn duo(left: &'static str, right: &'static str) -> Duo {
    Duo {
        left: D(left),
        right: D(right),
    }
}

coro! {
    fn temporaries_outlive_what_was_there(mut w: Duo) yields u32 -> u32 {
        yield_value!(1);
        w = Duo { right: same(duo("a3", "a4").left), left: w.right };
        if w.left.id() == 0 {
            yield_value!(2);
        }
        yield_value!(3);
        4
    }

    fn of_a_tuple(mut v: (D<&'static str>, D<&'static str>)) yields u32 -> u32 {
        yield_value!(1);
        v = (duo("c4", "c5").left, D("c6"));
        v.1 = same(v.1);
        yield_value!(2);
        drop(v.0);
        yield_value!(3);
        4
    }

    fn pausing_inside() receives u: u32 yields u32 -> Result<u32, String> {
        let mut b = duo("b1", "b2");
        b = Duo { left: same((Duo { right: D("b3"), left: after(yield_value!(u), D("b4")) }).left), ..b };
        yield_value!(b.left.id() as u32);
        Err("bad".to_string())
    }

    fn borrowed_before(n: u32) yields u32 -> u32 {
        let q = if n < 2 { (D("a1"), D("a2")) } else { (D("a3"), D("a4")) };
        let p = &q.0;
        if format!("{q:?}") == "one" {
            return 5;
        }
        log(p.id());
        let list = [D("a7"), (Duo { right: q.0, left: q.1 }).left];
        yield_value!(7);
        list.len() as u32
    }

    fn renewed_in_an_arm(n: u32) yields u32 -> u32 {
        match duo("c1", "c2") {
            p if n == 0 => return p.left.id() as u32,
            mut u => {
                let choice = match n {
                    1 => Choice::One(D("c5")),
                    _ => Choice::Counted(n, D("c6")),
                };
                if let Choice::One(a) | Choice::Counted(3, a) = after(yield_value!(0), after(yield_value!(3), choice)) {
                    u = Duo { left: a, ..u };
                }
                yield_value!(4);
                u.right.touch();
            }
        }
        5
    }

    fn left_by_a_part(mut c: D<&'static str>, h: (D<&'static str>, D<&'static str>), m: D<&'static str>, n: u32) yields u32 -> u32 {
        if m.id() < 2 {
            yield_value!(1);
        }
        c = same((Duo { right: h.1, left: c }).left);
        yield_value!(5);
        if n == 1 {
            drop(m);
            yield_value!(yield_from!(coro!(move || yields u32 -> u32 {
                yield_value!(c.id() as u32);
                drop(c);
                yield_value!(7);
                3
            })));
            return 1;
        }
        if c.id() != 1 {
            yield_value!(6);
        }
        yield_value!(if first(yield_value!(1) == (), h.0) { 9 } else { 2 });
        5
    }

    fn put_together_later(c: D<&'static str>, n: u32) yields String -> u32 {
        yield_value!("one".to_string());
        let mut y = Duo {
            right: D("a5"),
            left: if n > 0 {
                yield_value!(format!("{n}"));
                D("a6")
            } else {
                D("a7")
            },
        };
        yield_value!(String::new());
        y = Duo { left: D("a8"), right: c };
        yield_value!(format!("{y:?}"));
        let mut v = 0;
        loop {
            v += 1;
            if v > 2 {
                break;
            }
            yield_value!("three".to_string());
            if n == v {
                y = Duo { left: D("a11"), ..y };
            }
            log(format!("{y:?}"));
        }
        v
    }

    fn two(left: D<&'static str>, right: D<&'static str>) -> (D<&'static str>, D<&'static str>) {
        yield_wait!();
        (left, right)
    }

    async fn given_anew_where_nothing_waits(n: u32) -> D<&'static str> {
        let mut a = std::future::ready((D("a1"), D("a2"))).await;
        let mut b = 0;
        while b < n {
            b += 1;
            let (_d, ..) = a;
            a.0 = D("a3");
        }
        if n == 1 {
            let (_z, f) = a;
            log(f.id());
        } else {
            yield_wait!();
        }
        D("a6")
    }

    async fn known_by_the_future(n: u32) -> D<&'static str> {
        let mut a = std::future::ready((D("a1"), D("a2"))).await;
        for _ in 0..n {
            drop(a.0);
            a.0 = D("a3");
        }
        if n == 1 {
            drop(a);
        } else {
            yield_wait!();
        }
        D("a6")
    }

    async fn of_another(n: u32) -> D<&'static str> {
        let mut a = two(D("a1"), D("a2")).await;
        for _ in 0..n {
            let (_d, ..) = a;
            a.0 = D("a3");
        }
        if n == 1 {
            let (_z, f) = a;
            log(f.id());
        } else {
            yield_wait!();
        }
        D("a6")
    }

    fn of_a_delegate(n: u32) -> D<&'static str> {
        let mut a = yield_from!(two(D("a1"), D("a2")));
        for _ in 0..n {
            let (.., d) = a;
            log(d.id());
            a.1 = D("a3");
        }
        if n == 1 {
            let (z, _f) = a;
            log(z.id());
        } else {
            yield_wait!();
        }
        D("a6")
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("temporaries", || {
        temporaries_outlive_what_was_there(duo("a1", "a2"))
    });
    t.case("tuple", || of_a_tuple((D("c1"), D("c2"))));
    t.receiving("pausing inside", pausing_inside, |k| k as u32);
    for n in 0..4 {
        t.case("borrowed before", move || borrowed_before(n));
        t.case("renewed in an arm", move || renewed_in_an_arm(n));
        t.case("left by a part", move || {
            left_by_a_part(D("c"), (D("h0"), D("h1")), D("m"), n)
        });
        t.case("put together later", move || put_together_later(D("c"), n));
        t.case("nothing waits", move || given_anew_where_nothing_waits(n));
        t.case("known by the future", move || known_by_the_future(n));
        t.case("of another", move || of_another(n));
        t.case("of a delegate", move || of_a_delegate(n));
    }
}

//! Matches on a whole tuple or struct whose arms move different parts, by guards or by several fields.

use crate::prelude::*;

#[derive(Debug)]
pub struct Duo {
    pub left: D,
    pub right: D,
}

#[derive(Debug)]
pub struct Opts {
    pub one: Option<D>,
    pub two: Option<D>,
    pub three: D,
}

fn show(value: &dyn std::fmt::Debug) {
    log(format!("{value:?}"));
}

coro! {
    fn two_arms() -> i64 {
        let mut q = (D("c1"), D("c2"));
        match q {
            (mut c, ..) if 1i64 <= 2 => {}
            (_, mut c) => {
                yield_wait!();
            }
        }
        q.0 = D("c3");
        1
    }
}
coro! {
    fn whole_arm(mut m: (D, D)) yields i64 {
        match m {
            mut d if (6i64 + 7i64) <= d.0.id() => {}
            (g, ..) => {
                {
                    let e = &D("a3");
                    let (mut p, mut c) = (m.1, D("a4"));
                    log(e.id());
                }
                yield_value!(8);
            }
            (_, ..) => {}
        }
        ()
    }
}
coro! {
    fn again_in_a_loop() receives item: i64 yields i64 -> Option<D> {
        let mut v: Duo = Duo { left: D("a1"), right: D("a2") };
        match v {
            _ if v.left.id() != 2 => {}
            Duo { right: w, left: _ } => {}
        }
        let mut c = 0i64;
        while c < 2 {
            c += 1;
            let received = yield_value!(2);
            v = Duo { left: D("a3"), right: D("a4") };
            let Duo { right: p, left: _ } = v;
        }
        Some(D("a5"))
    }
}
coro! {
    fn given_again(mut w: Duo) yields i64 {
        match w {
            Duo { left: h, .. } => {}
            Duo { right: left, left: w } => {}
            Duo { right: mut y, left: _ } => {}
        }
        let mut left = 0i64;
        loop {
            left += 1;
            if left > 3 {
                break;
            }
            for h in 0..1 {
                w.left = D("a3");
            }
        }
        yield_value!(3);
        ()
    }
}
coro! {
    fn late(x: D) receives mut b: i64 yields i64 -> i64 {
        let m;
        if 0i64 >= b {
            yield_value!(b);
            m = Duo { left: D("b2"), right: D("b3") };
        } else {
            m = Duo { left: D("b4"), right: { yield_value!(b); D("b5") } };
        }
        let mut z = (match m {
                Duo { right: e, left: _ } if e.id() > 1 => vec![D("b6")],
                Duo { right: mut e, left: _ } => {
                    vec![D("b7"), D("b8")]
                }
        }).into_iter();
        log(m.left.id());
        b
    }
}
coro! {
    fn guard_names(n: i64) yields i64 -> D {
        let q = (D("a1"), D("a2"));
        match q {
            (mut z, ..) if q.1.id() != n && z.id() < 100 => {
                yield_value!(7);
                log(7i64 - q.1.id());
            }
            (mut item, a) => { yield_value!(8); }
        }
        D("a3")
    }
}
coro! {
    fn several(one: Option<D>, two: Option<D>, n: i64) yields i64 -> D {
        let mut q = Opts { one, two, three: D("three") };
        match q {
            Opts { one: Some(a), two: Some(b), .. } if a.id() > n && b.id() > 0 => {
                yield_value!(7);
                show(&&q.three);
            }
            Opts { one: None, two: Some(b), three } => { yield_value!(b.id()); show(&three); }
            Opts { two: None, three, .. } => { yield_value!(9); show(&&q.one); show(&three); }
            Opts { two, .. } => { yield_value!(10); show(&two); show(&&q.one); }
        }
        q.three = D("new");
        yield_value!(11);
        D("a3")
    }
}
coro! {
    fn conditional(one: Option<D>, two: Option<D>) yields i64 -> D {
        let mut q = (one, two, D("three"));
        if let (Some(a), Some(b), _) = q {
            yield_value!(7);
            show(&&a);
            show(&&q.2);
        } else {
            yield_value!(8);
            show(&&q.1);
            drop(q.2);
            yield_value!(9);
        }
        q.2 = D("new");
        yield_value!(11);
        D("a3")
    }
}
coro! {
    fn nested(one: Option<D>, n: i64) yields i64 -> D {
        let mut q = (Duo { left: D("l"), right: D("r") }, one, (D("x"), D("y")));
        match q {
            (Duo { left: l, right: _ }, Some(o), (_, y)) if y.id() > n && l.id() > 0 => {
                yield_value!(7);
                show(&&q.0.right);
                show(&&q.2.0);
            }
            (Duo { right: r, .. }, None, (x, _)) => { yield_value!(8); show(&&q.0.left); show(&&q.2.1);  }
            (Duo { right: r, .. }, o, _) => { yield_value!(9); show(&&q.0.left); show(&&q.2.1);  }
        }
        q.2 = (D("new"), D("newer"));
        yield_value!(11);
        D("a3")
    }
}
coro! {
    fn order(one: Option<D>, two: D) yields i64 -> i64 {
        let mut q = (two, one, D("rest"));
        match q {
            (t, Some(o), _) => { yield_value!(7); log("inside"); }
            (_, o, r) => { yield_value!(8); log("inside"); }
        }
        q.2 = D("new");
        yield_value!(11);
        3
    }
}
coro! {
    fn lent_in_guard(one: D, n: i64) yields i64 -> i64 {
        let mut q = (one, String::from("abc"), D("rest"));
        match q {
            (ref o, ref s, _) if s.len() > 3 && o.id() > n => { show(&o); }
            (o, ref s, _) if s.as_str() == "abc" && o.id() > n => { show(&&s); yield_value!(7); show(&o);}
            (_, s, r) if *s == *"abc" => { yield_value!(8); show(&s); }
            (..) => {}
        }
        q.2 = D("new");
        yield_value!(11);
        3
    }
}

coro! {
    fn in_one_arm(item: bool) yields i64 -> Result<D, String> {
        let w = Duo { left: D("left"), right: D("right") };
        log(format!("{w:?}"));
        Ok(match item {
            true => {
                yield_value!(1);
                yield_value!(2);
                D("new")
            }
            false => w.right,
        })
    }
}

fn made(word: u32, duo: Duo) -> Duo {
    log(word);
    duo
}

coro! {
    fn in_an_operand() receives _: u32 yields i64 -> D {
        let w = made(yield_value!(1), Duo { left: D("left"), right: D("right") });
        let second = yield_value!(2);
        both(made(yield_value!(3), Duo { left: D("l"), right: D("r") }), second, w.left)
    }
}

fn both(duo: Duo, number: u32, d: D) -> D {
    log(number);
    show(&duo);
    d
}

pub fn cases(t: &mut Tracer) {
    t.case("in one arm", || in_one_arm(true));
    t.case("in the other arm", || in_one_arm(false));
    t.receiving("in an operand", || in_an_operand(), |k| k as u32);
    t.case("two", || two_arms());
    t.case("whole", || whole_arm((D("a1"), D("a2"))));
    t.receiving("again", || again_in_a_loop(), |k| k as i64 * 2 % 11);
    t.case("given again", || {
        given_again(Duo {
            left: D("a1"),
            right: D("a2"),
        })
    });
    t.receiving("late", || late(D("b1")), |k| k as i64 * 5 % 11);
    for n in [0, 1, 2, 3, 49, 50, 97, 113] {
        t.case("guard names", move || guard_names(n));
        t.case("lent in guard", move || lent_in_guard(D("one"), n));
        for one in [false, true] {
            let some = move |is, name| if is { Some(D(name)) } else { None };
            t.case("nested", move || nested(some(one, "o"), n));
            t.case("order", move || order(some(one, "o"), D("two")));
            for two in [false, true] {
                t.case("several", move || {
                    several(some(one, "one"), some(two, "two"), n)
                });
                t.case("conditional", move || {
                    conditional(some(one, "one"), some(two, "two"))
                });
            }
        }
    }
}

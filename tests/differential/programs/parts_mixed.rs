//! Parts moved by the arms of matches on a whole struct or tuple, with guards, numbers and fields given anew.

use crate::prelude::*;
type S = D<&'static str>;
#[derive(Debug)]
struct Duo {
    left: S,
    right: S,
}
#[derive(Debug)]
struct Mixed {
    n: u32,
    name: S,
    inner: Option<Duo>,
    kind: Kind,
}
#[derive(Debug)]
enum Kind {
    Plain,
    Named(S),
    Both { one: S, two: S, k: u32 },
}
fn kind(n: u32) -> Kind {
    match n % 3 {
        0 => Kind::Plain,
        1 => Kind::Named(D("named")),
        _ => Kind::Both {
            one: D("one"),
            two: D("two"),
            k: n,
        },
    }
}
fn duo(left: &'static str, right: &'static str) -> Duo {
    Duo {
        left: D(left),
        right: D(right),
    }
}
fn mixed(n: u32) -> Mixed {
    Mixed {
        n,
        name: D("name"),
        inner: if n % 2 == 0 {
            Some(duo("l", "r"))
        } else {
            None
        },
        kind: kind(n),
    }
}
fn show(value: &dyn std::fmt::Debug) {
    log(format!("{value:?}"));
}
coro! {
    fn copies_and_moves(n: u32) yields u32 -> u32 {
        let mut m = mixed(n);
        match m {
            Mixed { n: k @ 0..=1, name, .. } => { yield_value!(k); show(&name); show(&m.kind); }
            Mixed { n: k, inner: Some(Duo { left, .. }), kind: Kind::Both { one, k: j, .. }, .. } if j > 1 => { yield_value!(k + j); show(&left); show(&one); show(&m.name); }
            Mixed { inner: Some(d), .. } => { yield_value!(8); show(&d); show(&m.kind); show(&m.name); }
            Mixed { inner, kind, .. } => { yield_value!(9); show(&inner); show(&kind); show(&m.name); }
        }
        yield_value!(m.n);
        m.n += 1;
        m.name = D("new");
        yield_value!(m.n);
        show(&m.name);
        m.n
    }
    fn in_a_loop(n: u32) yields u32 -> u32 {
        let mut m = mixed(n);
        for i in 0..3 {
            match m {
                Mixed { name, kind: Kind::Plain, .. } => { yield_value!(1); show(&name); m.name = D("again"); }
                Mixed { name, kind: Kind::Named(s), .. } => { yield_value!(2); show(&name); show(&s); m.name = s; m.kind = Kind::Plain; }
                Mixed { kind: Kind::Both { one, two, k }, .. } if k > i => { yield_value!(3); show(&one); m.kind = Kind::Named(two); }
                Mixed { kind, inner, .. } => { show(&inner); yield_value!(4); show(&kind); m.kind = kind; m.inner = None; }
            }
            yield_value!(i);
            show(&m.name);
        }
        yield_value!(7);
        3
    }
    fn condition(n: u32) yields u32 -> u32 {
        let m = mixed(n);
        if let Mixed { inner: Some(Duo { left, right: _ }), kind: Kind::Named(s) | Kind::Both { one: s, .. }, .. } = m {
            yield_value!(1);
            show(&left);
            show(&s);
        } else if let Mixed { name, kind: Kind::Plain, .. } = m {
            yield_value!(2);
            show(&name);
            show(&m.inner);
        }
        show(&m.n);
        yield_value!(3);
        3
    }
    fn of_a_side(n: u32) yields u32 -> u32 {
        let kind = kind(n);
        if let Kind::Named(s) | Kind::Both { one: s, .. } = kind {
            yield_value!(2);
            show(&s);
        }
        yield_value!(3);
        3
    }
    fn in_other_arms(n: u32) yields u32 -> u32 {
        let m = mixed(n);
        match m {
            Mixed { n: k, inner: Some(Duo { left, .. }), .. } if k > 1 => { yield_value!(1); show(&left); }
            Mixed { inner, n: 0, .. } => { yield_value!(2); show(&inner); }
            _ => yield_value!(9),
        }
        yield_value!(m.n);
        show(&m.name);
        m.n
    }
    fn tuples(n: u32) yields u32 -> u32 {
        let mut t = (duo("a", "b"), (n, D("c")), kind(n));
        match t {
            (Duo { left, .. }, (0, _), _) => { yield_value!(1); show(&left); show(&t.0.right); show(&t.1.1); }
            (_, (1, s), Kind::Named(k)) => { yield_value!(2); show(&s); show(&k); show(&t.0); }
            (d, (k, s), _) if k > 3 => { yield_value!(k); show(&d); show(&s); show(&t.2); }
            (Duo { right, .. }, (k, _), Kind::Both { two, .. }) => { yield_value!(k); show(&right); show(&two); show(&t.0.left); }
            (_, (_, s), k) => { yield_value!(5); show(&s); show(&k); }
        }
        t.0 = duo("new left", "r");
        t.1 = (7, D("new c"));
        yield_value!(t.1.0);
        show(&t.1);
        show(&t.0.left);
        9
    }
    fn let_parts(n: u32) yields u32 -> u32 {
        let mut t = (duo("a", "b"), (n, D("c")), kind(n));
        let (Duo { left, .. }, (k, _), _) = t;
        yield_value!(k);
        show(&left);
        show(&t.0.right);
        if k > 1 {
            drop(t.1.1);
            yield_value!(1);
            t.1.1 = D("again");
        }
        yield_value!(2);
        show(&t.1);
        let (.., last) = t;
        yield_value!(3);
        show(&last);
        3
    }
}
coro! {
    fn sides_of_a_part(first: i64) yields i64 -> Option<i64> {
        let (n, y) = (5, { yield_value!(3); (first, 0) });
        match y { (v, _) => log(v) }
        for _ in 0..2 {
            let ((1 | 2, p)) = y else { return None };
            log(p);
        }
        yield_value!(n);
        Some(9)
    }
}

pub fn cases(t: &mut Tracer) {
    for n in 0..6 {
        t.case("copies_and_moves", move || copies_and_moves(n));
        t.case("in_a_loop", move || in_a_loop(n));
        t.case("condition", move || condition(n));
        t.case("of_a_side", move || of_a_side(n));
        t.case("in_other_arms", move || in_other_arms(n));
        t.case("tuples", move || tuples(n));
        t.case("let_parts", move || let_parts(n));
    }
    t.case("sides of a part", || sides_of_a_part(2));
    t.case("sides of a part, none", || sides_of_a_part(3));
}

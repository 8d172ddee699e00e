//! What a pattern leaves of a variable that gets another value later is dropped by that assignment; numbers that it binds are copied.
use crate::prelude::*;

#[derive(Debug)]
enum Choice {
    Empty,
    One(D),
    Counted(i64, D),
    Both { left: D, right: D },
}

coro! {
    fn renewed_by_literals(mut h: Choice) yields i64 -> i64 {
        if let Choice::Counted(_, g) = h { g.touch(); }
        yield_value!(1);
        h = Choice::Both { right: D("a2"), left: D("a3") };
        yield_value!(2);
        h = Choice::Both { right: { yield_value!(6); D("a4") }, left: D("a5") };
        match h {
            Choice::Both { right, .. } => { yield_value!(7); right.touch() }
            _ => {}
        }
        yield_value!(3);
        1
    }
    fn f0(mut item: Choice, mut u: D) yields i64 -> i64 {
        match item {
            Choice::One(m) | Choice::Counted(_, m) if m.0 == "x" => {}
            Choice::Counted(left, _) => log(left),
            _ => {}
        }
        yield_value!(1);
        if u.0 == "u" {
            item = Choice::One(D("new"));
            yield_value!(2);
        }
        2
    }
    fn f1(mut item: Choice, mut u: D) yields i64 -> i64 {
        match item {
            Choice::One(m) => {}
            Choice::Counted(left, _) => log(left),
            _ => {}
        }
        yield_value!(1);
        if u.0 == "u" {
            item = Choice::One(D("new"));
            yield_value!(2);
        }
        2
    }
    fn f2(mut item: Choice, mut u: D) yields i64 -> i64 {
        match item {
            Choice::One(m) => {}
            Choice::Counted(left, _) => log(left),
            _ => {}
        }
        yield_value!(1);
        2
    }
    fn f3(mut item: Choice, mut u: D) yields i64 -> i64 {
        match item {
            Choice::One(m) | Choice::Counted(_, m) if m.0 == "x" => {}
            Choice::Counted(left, _) => log(left),
            _ => {}
        }
        yield_value!(1);
        2
    }
    fn f4(mut item: Choice, mut u: D) yields i64 -> i64 {
        match item {
            Choice::Both { left, .. } => left.touch(),
            _ => {}
        }
        yield_value!(1);
        if u.0 == "u" {
            item = Choice::One(D("new"));
            yield_value!(2);
        }
        2
    }
    fn f5(mut item: Choice, mut u: D) yields i64 -> i64 {
        match item {
            Choice::Both { left, .. } => left.touch(),
            _ => {}
        }
        yield_value!(1);
        item = Choice::One(D("new"));
        yield_value!(2);
        2
    }
    fn f6(mut pair: (D, D), mut u: D) yields i64 -> i64 {
        let (left, _) = pair;
        yield_value!(1);
        if u.0 == "u" {
            pair = (left, D("new"));
            yield_value!(2);
            return 4;
        }
        2
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("f0 counted", || f0(Choice::Counted(3, D("a1")), D("u")));
    t.case("f0 counted v", || f0(Choice::Counted(3, D("a1")), D("v")));
    t.case("f0 counted x", || f0(Choice::Counted(3, D("x")), D("u")));
    t.case("f0 one", || f0(Choice::One(D("a1")), D("u")));
    t.case("f0 both", || {
        f0(
            Choice::Both {
                left: D("l"),
                right: D("r"),
            },
            D("u"),
        )
    });
    t.case("f1 counted", || f1(Choice::Counted(3, D("a1")), D("u")));
    t.case("f1 counted v", || f1(Choice::Counted(3, D("a1")), D("v")));
    t.case("f1 counted x", || f1(Choice::Counted(3, D("x")), D("u")));
    t.case("f1 one", || f1(Choice::One(D("a1")), D("u")));
    t.case("f1 both", || {
        f1(
            Choice::Both {
                left: D("l"),
                right: D("r"),
            },
            D("u"),
        )
    });
    t.case("f2 counted", || f2(Choice::Counted(3, D("a1")), D("u")));
    t.case("f2 counted v", || f2(Choice::Counted(3, D("a1")), D("v")));
    t.case("f2 counted x", || f2(Choice::Counted(3, D("x")), D("u")));
    t.case("f2 one", || f2(Choice::One(D("a1")), D("u")));
    t.case("f2 both", || {
        f2(
            Choice::Both {
                left: D("l"),
                right: D("r"),
            },
            D("u"),
        )
    });
    t.case("f3 counted", || f3(Choice::Counted(3, D("a1")), D("u")));
    t.case("f3 counted v", || f3(Choice::Counted(3, D("a1")), D("v")));
    t.case("f3 counted x", || f3(Choice::Counted(3, D("x")), D("u")));
    t.case("f3 one", || f3(Choice::One(D("a1")), D("u")));
    t.case("f3 both", || {
        f3(
            Choice::Both {
                left: D("l"),
                right: D("r"),
            },
            D("u"),
        )
    });
    t.case("f4 counted", || f4(Choice::Counted(3, D("a1")), D("u")));
    t.case("f4 both", || {
        f4(
            Choice::Both {
                left: D("l"),
                right: D("r"),
            },
            D("u"),
        )
    });
    t.case("f4 both v", || {
        f4(
            Choice::Both {
                left: D("l"),
                right: D("r"),
            },
            D("v"),
        )
    });
    t.case("f5 counted", || f5(Choice::Counted(3, D("a1")), D("u")));
    t.case("f5 both", || {
        f5(
            Choice::Both {
                left: D("l"),
                right: D("r"),
            },
            D("u"),
        )
    });
    t.case("f5 both v", || {
        f5(
            Choice::Both {
                left: D("l"),
                right: D("r"),
            },
            D("v"),
        )
    });
    t.case("f6 u", || f6((D("l"), D("r")), D("u")));
    t.case("f6 v", || f6((D("l"), D("r")), D("v")));
    t.case("literals", || renewed_by_literals(Choice::One(D("a1"))));
    t.case("literals, counted", || {
        renewed_by_literals(Choice::Counted(2, D("a1")))
    });
}

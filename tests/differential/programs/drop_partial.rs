//! Parts of tuples and structs moved out before, between and after pauses.

use crate::prelude::*;

#[derive(Debug)]
struct Pair {
    left: D,
    right: D,
}

struct Record {
    name: String,
    pair: Pair,
    extra: Option<D>,
}

fn pair(left: &'static str, right: &'static str) -> Pair {
    Pair { left: D(left), right: D(right) }
}

coro! {
    fn tuple_fields(t: (D, D, D)) {
        yield_wait!();
        drop(t.1);
        yield_wait!();
        let first = t.0;
        yield_wait!();
        t.2.touch();
        first.touch();
        yield_wait!();
    }

    fn struct_fields(p: Pair) -> D {
        yield_wait!();
        let left = p.left;
        yield_wait!();
        left.touch();
        drop(left);
        yield_wait!();
        p.right
    }

    fn conditional_part(p: Pair, flag: bool) {
        if flag {
            drop(p.left);
            yield_wait!();
        }
        yield_wait!();
        p.right.touch();
        if !flag {
            p.right.consume();
        }
        yield_wait!();
    }

    fn refilled(mut p: Pair) -> Pair {
        drop(p.left);
        yield_wait!();
        p.left = D("new left");
        yield_wait!();
        let right = p.right;
        yield_wait!();
        p.right = D(right.0);
        yield_wait!();
        p
    }

    fn destructured(p: Pair, t: ((D, D), D)) {
        let Pair { left, .. } = p;
        yield_wait!();
        left.touch();
        let ((_, b), c) = t;
        yield_wait!();
        drop(b);
        yield_wait!();
        p.right.touch();
        c.touch();
    }

    fn nested(r: Record) -> (String, usize) {
        yield_wait!();
        let Record { name, extra, .. } = r;
        yield_wait!();
        drop(r.pair.right);
        yield_wait!();
        if let Some(extra) = extra {
            extra.touch();
            yield_wait!();
        }
        r.pair.left.touch();
        yield_wait!();
        let n = name.len();
        (name, n)
    }

    fn by_match(p: (Option<D>, D)) {
        match p {
            (Some(d), _) => {
                yield_wait!();
                d.touch();
            }
            (None, e) => {
                yield_wait!();
                e.touch();
            }
        }
        yield_wait!();
        log("end");
    }

    fn in_a_loop(n: u32) {
        for i in 0..n {
            let t = (D(format!("a{i}")), D(format!("b{i}")));
            yield_wait!();
            if i % 2 == 0 {
                drop(t.0);
            } else {
                drop(t.1);
                continue;
            }
            yield_wait!();
            t.1.touch();
        }
    }

    fn boxes(b: Box<Pair>) -> D {
        yield_wait!();
        let Pair { left, right } = *b;
        yield_wait!();
        drop(left);
        yield_wait!();
        right
    }

    fn arrays(list: [D; 3]) {
        let [a, b, c] = list;
        yield_wait!();
        drop(b);
        yield_wait!();
        let [x, .., z] = [c, D("new"), a];
        yield_wait!();
        x.touch();
        z.touch();
    }

    fn rest_of_struct_update(p: Pair) -> Pair {
        yield_wait!();
        let q = Pair { left: D("fresh"), ..p };
        yield_wait!();
        p.left.touch();
        yield_wait!();
        q
    }
}

pub fn cases(t: &mut Tracer) {
    let three = || (D("0"), D("1"), D("2"));
    t.case("tuple fields", || tuple_fields(three()));
    t.case("struct fields", || struct_fields(pair("left", "right")));
    t.case("conditional part", || conditional_part(pair("left", "right"), true));
    t.case("conditional part, not", || conditional_part(pair("left", "right"), false));
    t.case("refilled", || refilled(pair("left", "right")));
    t.case("destructured", || destructured(pair("l", "r"), ((D("a"), D("b")), D("c"))));
    let record = |extra: bool| Record {
        name: "name".to_string(),
        pair: pair("left", "right"),
        extra: extra.then_some(D("extra")),
    };
    t.case("nested", || nested(record(true)));
    t.case("nested without extra", || nested(record(false)));
    t.case("by match", || by_match((Some(D("some")), D("second"))));
    t.case("by match, none", || by_match((None, D("second"))));
    t.case("in a loop", || in_a_loop(4));
    t.case("boxes", || boxes(Box::new(pair("left", "right"))));
    t.case("arrays", || arrays([D("a"), D("b"), D("c")]));
    t.case("rest of struct update", || rest_of_struct_update(pair("left", "right")));
}

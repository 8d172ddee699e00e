//! Parts of structs moved out, the rest used after a pause.

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
    t.case("rest of struct update", || rest_of_struct_update(pair("left", "right")));
}

//! Parts of structs moved out, the rest used after a pause.

use crate::prelude::*;

#[derive(Debug)]
struct Pair {
    left: D,
    right: D,
}

fn pair(left: &'static str, right: &'static str) -> Pair {
    Pair { left: D(left), right: D(right) }
}

coro! {
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
    t.case("refilled", || refilled(pair("left", "right")));
    t.case("rest of struct update", || rest_of_struct_update(pair("left", "right")));
}

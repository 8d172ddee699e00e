//! Parts of tuples and structs moved out before, between and after pauses.

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
}

pub fn cases(t: &mut Tracer) {
    let three = || (D("0"), D("1"), D("2"));
    t.case("tuple fields", || tuple_fields(three()));
    t.case("by match", || by_match((Some(D("some")), D("second"))));
    t.case("by match, none", || by_match((None, D("second"))));
    t.case("in a loop", || in_a_loop(4));
    t.case("boxes", || boxes(Box::new(pair("left", "right"))));
    t.case("arrays", || arrays([D("a"), D("b"), D("c")]));
}

//! Tuples and structs that lose a part, and that some statements need whole before or after.

use crate::prelude::*;

#[derive(Debug)]
struct Duo {
    left: D,
    right: D,
}

fn look(duo: &Duo) -> i64 {
    duo.left.id() + duo.right.id()
}

coro! {
    fn in_a_loop(mut pair: (D, D), n: u32) -> u32 {
        let mut turns = 0;
        while turns < n {
            turns += 1;
            log(format_args!("{pair:?}"));
            if let Some(first) = Some(pair.0) {
                yield_wait!();
                first.touch();
            }
            yield_wait!();
            pair.0 = D("again");
        }
        turns
    }

    fn before_and_after() -> Duo {
        let mut duo = Duo { left: D("left"), right: D("right") };
        let behind = D("behind");
        yield_wait!();
        log(look(&duo));
        drop(duo.left);
        yield_wait!();
        duo.left = D("new");
        yield_wait!();
        log(look(&duo) + 1);
        yield_wait!();
        let right = duo.right;
        yield_wait!();
        behind.touch();
        duo.right = D(right.0);
        yield_wait!();
        duo
    }

    fn panics(n: u32) {
        let mut pair = (D("p0"), D("p1"));
        let behind = D("behind");
        drop(pair.0);
        yield_wait!();
        pair.0 = D("p2");
        yield_wait!();
        assert!(pair.0.id() > 99 || n > 0, "{pair:?}");
        yield_wait!();
        drop(pair.1);
        yield_wait!();
        behind.touch();
    }

    fn matched_at_the_end(mut f: (D, D)) {
        let (_, v) = f;
        yield_wait!();
        f = (D("b3"), v);
        match f {
            (_, p) if f.0.id() + 2 <= p.id() => {
                yield_wait!();
            }
            (p, w) if 1 <= p.id() => {
                yield_wait!();
                w.touch();
            }
            (c, f) => {
                c.touch();
                f.touch();
            }
        }
    }

    fn refilled(mut p: Duo) -> Duo {
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

    fn rest_of_struct_update(p: Duo) -> Duo {
        yield_wait!();
        let q = Duo { left: D("fresh"), ..p };
        yield_wait!();
        p.left.touch();
        yield_wait!();
        q
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("in a loop", || in_a_loop((D("p0"), D("p1")), 2));
    t.case("before and after", before_and_after);
    t.case("panics", || panics(0));
    t.case("does not panic", || panics(1));
    t.case("matched at the end", || matched_at_the_end((D("b1"), D("b2"))));
    t.case("refilled", || refilled(Duo { left: D("left"), right: D("right") }));
    t.case("rest of struct update", || {
        rest_of_struct_update(Duo { left: D("left"), right: D("right") })
    });
}

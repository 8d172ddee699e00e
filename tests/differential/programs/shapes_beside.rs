//! Structs declared beside the coroutine, moved out of in parts: fields are dropped in the order of the declaration,
//! and what nobody names lives to the end of its scope.

use crate::prelude::*;

#[derive(Debug)]
struct Pair {
    left: D,
    right: D,
}

struct Three {
    name: D,
    guard: D,
    count: u32,
}

struct Wrapped(D, D, u32);

coro! {
    fn order_of_the_declaration(n: u32) {
        let pair = Pair { right: D("right"), left: D("left") };
        let behind = D("behind");
        if n > 9 {
            drop(pair.left);
        }
        yield_wait!();
        behind.touch();
    }

    fn never_named(all: Three) -> D {
        let name = all.name;
        yield_wait!();
        log(all.count);
        yield_wait!();
        name
    }

    fn dropped_at_once(all: Three) {
        drop(all.name);
        yield_wait!();
        log("end");
    }

    fn in_a_tuple_struct(all: Wrapped) -> u32 {
        drop(all.1);
        yield_wait!();
        all.2
    }

    fn rest_of_another() {
        let mut pair = after((), Pair { right: D("right"), left: D("left") });
        yield_wait!();
        pair = after((), Pair { left: D("new"), ..pair });
        yield_wait!();
        pair.left.touch();
    }

    fn given_later(n: u32) {
        let pair;
        if n > 1 {
            yield_wait!();
            pair = Pair { right: D("r1"), left: D("l1") };
        } else {
            pair = Pair { right: D("r2"), left: D("l2") };
        }
        yield_wait!();
        let left = pair.left;
        yield_wait!();
        left.touch();
    }

    fn of_a_labelled_block(n: u32) -> D {
        let pair = 'found: {
            if n == 3 {
                break 'found Pair { left: D("three"), right: D("third") };
            }
            Pair { left: D("left"), right: D("right") }
        };
        let left = if n > 1 { pair.left } else { D("other") };
        yield_wait!();
        left
    }
}

fn make(count: u32) -> Three {
    Three { name: D("name"), guard: D("guard"), count }
}

fn after<T>(_: (), value: T) -> T {
    value
}

pub fn cases(t: &mut Tracer) {
    t.case("order of the declaration", || order_of_the_declaration(1));
    t.case("order of the declaration, moved", || order_of_the_declaration(10));
    t.case("never named", || never_named(make(1)));
    t.case("dropped at once", || dropped_at_once(make(1)));
    t.case("in a tuple struct", || in_a_tuple_struct(Wrapped(D("w0"), D("w1"), 2)));
    t.case("rest of another", rest_of_another);
    t.case("given later", || given_later(1));
    t.case("given later, other", || given_later(2));
    t.case("of a labelled block", || of_a_labelled_block(1));
    t.case("of a labelled block, moved", || of_a_labelled_block(2));
    t.case("of a labelled block, left", || of_a_labelled_block(3));
}

//! Parameters: their patterns, the order of their drops, a machine that never ran.

use crate::prelude::*;

struct Pair {
    left: D,
    right: D,
}

coro! {
    fn three(a: D, mut b: D, c: D) yields i64 {
        yield_value!(a.id());
        b = D("b again");
        yield_value!(b.id());
        drop(a);
        yield_value!(c.id());
    }

    fn patterns((a, _): (D, D), (_, b): (D, D)) yields &'static str {
        yield_value!("first");
        a.touch();
        b.touch();
    }

    fn struct_pattern(Pair { left, right: other }: Pair, last: D) yields u8 {
        yield_value!(1);
        drop(other);
        yield_value!(2);
        drop(left);
        yield_value!(3);
        last.touch();
    }

    fn unused(_: D, _kept: D, [first, _, third]: [D<u8>; 3]) {
        log("body");
        yield_wait!();
        first.touch();
        third.touch();
    }

    fn moved_at_once(a: D, b: D) -> (D, D) {
        let pair = (b, a);
        yield_wait!();
        pair
    }

    fn shadowed(a: D, b: D) {
        yield_wait!();
        let a = (D("inner"), a);
        yield_wait!();
        let b = b;
        yield_wait!();
        a.0.touch();
        b.touch();
    }

    fn never_pauses(a: D, b: D) -> i64 {
        drop(b);
        a.id()
    }

    fn nested_pattern((a, (mut b, [c, d])): (D, (String, [u32; 2])), &e: &u32) yields String -> u32 {
        b.push('!');
        yield_value!(b.clone());
        b += "?";
        yield_value!(b);
        a.touch();
        c + d + e
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("three", || three(D("a"), D("b"), D("c")));
    t.case("patterns", || patterns((D("0"), D("1")), (D("2"), D("3"))));
    let pair = || Pair { left: D("left"), right: D("right") };
    t.case("struct pattern", || struct_pattern(pair(), D("last")));
    t.case("unused", || unused(D("a"), D("b"), [D(1), D(2), D(3)]));
    t.case("moved at once", || moved_at_once(D("a"), D("b")));
    t.case("shadowed", || shadowed(D("a"), D("b")));
    t.case("never pauses", || never_pauses(D("a"), D("b")));
    t.case("nested pattern", || nested_pattern((D("a"), ("b".to_string(), [3, 4])), &5));
}

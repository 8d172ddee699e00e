//! Parts moved out of tuples, structs and arrays whose shape can be seen: what is left stays until its scope ends.

use crate::prelude::*;

struct Pair {
    left: D,
    right: D,
}

struct Guard {
    id: u32,
    name: &'static str,
}

impl Drop for Guard {
    fn drop(&mut self) {
        log(format_args!("drop guard {} {}", self.id, self.name));
    }
}

coro! {
    fn order_of_what_is_left() {
        let _before = D("before");
        let t = (D("t0"), D("t1"), D("t2"));
        let _behind = D("behind");
        yield_wait!();
        drop(t.1);
        yield_wait!();
    }

    fn literals() {
        let _before = D("before");
        let p = Pair { left: D("left"), right: D("right") };
        let q = Pair { left: D("q left"), right: D("q right") };
        yield_wait!();
        drop(p.left);
        yield_wait!();
        let Pair { right, .. } = q;
        yield_wait!();
        drop(right);
        drop(q.left);
        yield_wait!();
    }

    fn on_one_way(flag: bool) -> usize {
        let t = (D("t0"), D("t1"));
        yield_wait!();
        if flag {
            drop(t.0);
            yield_wait!();
        }
        yield_wait!();
        t.1.name().len()
    }

    fn early(n: u32) -> Option<D> {
        let t = (D("t0"), (D("t10"), D("t11")), D("t2"));
        for i in 0..3 {
            let u = (D("u0"), D("u1"));
            yield_wait!();
            if i == n {
                drop(u.1);
                return Some(t.1.0);
            }
            if i == 1 {
                drop(u.0);
                continue;
            }
            yield_wait!();
        }
        drop(t.1.1);
        yield_wait!();
        None
    }

    fn refilled() -> (D, D) {
        let mut t = (D("t0"), D("t1"));
        for i in 0..3 {
            drop(t.0);
            yield_wait!();
            t.0 = D(if i == 1 { "one" } else { "other" });
            yield_wait!();
        }
        t
    }

    fn assigned_whole(n: u32) -> usize {
        let mut t = (D("a"), D("b"));
        for _ in 0..n {
            yield_wait!();
            let first = t.0;
            yield_wait!();
            t = (D("c"), first);
            yield_wait!();
        }
        let (first, second) = t;
        yield_wait!();
        first.name().len() + second.name().len()
    }

    fn replaced(n: u32) -> D {
        let mut p = Pair { left: D("a"), right: D("b") };
        for _ in 0..n {
            drop(p.left);
            yield_wait!();
            p = Pair { left: D("c"), right: p.right };
            yield_wait!();
        }
        p.right
    }

    fn borrowed_parts() -> usize {
        let mut t = (vec![D("v0"), D("v1")], "text".to_string(), 3);
        t.0.push(D("v2"));
        let first = &t.0[0];
        first.touch();
        yield_wait!();
        let list = t.0;
        yield_wait!();
        t.1.push('!');
        t.2 += list.len();
        yield_wait!();
        drop(list);
        yield_wait!();
        println!("{} {}", t.1, t.2);
        t.1.len() + t.2
    }

    fn captured() {
        let t = (D("t0"), D("t1"));
        yield_wait!();
        let call = move || t.0.touch();
        yield_wait!();
        call();
        yield_wait!();
        t.1.touch();
    }

    fn nested() {
        let t = ((D("a"), D("b")), (D("c"), D("d"), D("e")));
        yield_wait!();
        let ((_, b), (c, .., _)) = t;
        yield_wait!();
        drop(b);
        yield_wait!();
        c.touch();
    }

    fn parameters(first: D, (a, _): (D, D), t: (D, D), last: D) {
        yield_wait!();
        drop(t.0);
        yield_wait!();
        a.touch();
        first.touch();
        last.touch();
    }

    fn array_parameter([_, b, ..]: [D; 4], last: D) {
        yield_wait!();
        b.touch();
        last.touch();
    }

    fn local_struct(a: D, b: D, c: D) -> usize {
        struct Three {
            first: D,
            second: D,
            third: D,
        }
        let three = Three { third: c, second: b, first: a };
        yield_wait!();
        let other = Three { second: D("new"), ..three };
        yield_wait!();
        three.second.touch();
        yield_wait!();
        let Three { first, .. } = other;
        yield_wait!();
        drop(other.third);
        yield_wait!();
        first.name().len() + other.second.name().len()
    }

    fn handed_out() yields D {
        let t = (D("t0"), D("t1"));
        yield_value!(t.1);
        yield_wait_for_nothing();
        yield_value!(D("between"));
        yield_value!(t.0);
    }

    fn blocks() {
        let _outer = D("outer");
        {
            let t = (D("t0"), D("t1"));
            yield_wait!();
            let _first = t.0;
            yield_wait!();
        }
        yield_wait!();
        let name = {
            let t = (D("u0"), D("u1"));
            yield_wait!();
            t.1
        };
        yield_wait!();
        name.touch();
    }

    fn matched(p: (Option<D>, D), q: (u8, D, D)) {
        yield_wait!();
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
        if let (1, _, d) = q {
            yield_wait!();
            drop(d);
            yield_wait!();
        }
        yield_wait!();
        log("end");
    }

    fn guard_with_a_drop() -> u32 {
        let guard = Guard { id: 7, name: "copied out" };
        yield_wait!();
        let id = guard.id;
        yield_wait!();
        log(guard.name);
        id
    }

    fn panicking(flag: bool) {
        let t = (D("t0"), D("t1"));
        yield_wait!();
        drop(t.0);
        yield_wait!();
        assert!(!flag, "stop");
        t.1.touch();
    }
}

fn yield_wait_for_nothing() {}

pub fn cases(t: &mut Tracer) {
    t.case("order of what is left", order_of_what_is_left);
    t.case("literals", literals);
    t.case("on one way", || on_one_way(true));
    t.case("on the other way", || on_one_way(false));
    for n in 0..4 {
        t.case(&format!("early {n}"), || early(n));
    }
    t.case("refilled", refilled);
    t.case("assigned whole", || assigned_whole(2));
    t.case("replaced", || replaced(2));
    t.case("borrowed parts", borrowed_parts);
    t.case("captured", captured);
    t.case("nested", nested);
    t.case("parameters", || parameters(D("f"), (D("0"), D("1")), (D("2"), D("3")), D("l")));
    t.case("array parameter", || array_parameter([D("0"), D("1"), D("2"), D("3")], D("l")));
    t.case("local struct", || local_struct(D("a"), D("b"), D("c")));
    t.case("handed out", handed_out);
    t.case("blocks", blocks);
    let second = |n: u8| (n, D("q1"), D("q2"));
    t.case("matched, some", || matched((Some(D("some")), D("p1")), second(1)));
    t.case("matched, none", || matched((None, D("p1")), second(0)));
    t.case("guard with a drop", guard_with_a_drop);
    t.case("panicking", || panicking(true));
    t.case("not panicking", || panicking(false));
}

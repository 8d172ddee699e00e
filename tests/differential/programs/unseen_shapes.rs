//! Parts moved out of values whose declaration the macro does not see.

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

/// Copied out of, never moved out of.
struct Guard {
    id: u32,
    name: &'static str,
}

impl Drop for Guard {
    fn drop(&mut self) {
        log(format!("guard {} {}", self.id, self.name));
    }
}

fn guard(id: u32) -> Guard {
    Guard { id, name: "guard" }
}

#[derive(Debug)]
struct Stack {
    items: Vec<u32>,
    name: &'static str,
    limit: usize,
}

impl Stack {
    fn new(items: &[u32]) -> Self {
        Stack { items: items.to_vec(), name: "stack", limit: 5 }
    }

    coro! {
        fn consume(self) yields u32 -> &'static str {
            let limit = self.limit;
            for (i, x) in self.items.into_iter().enumerate() {
                if i == limit {
                    break;
                }
                yield_value!(x);
            }
            self.name
        }
    }
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

    fn between(p: Pair, n: u32) -> u32 {
        let first = D("first");
        yield_wait!();
        if n > 1 {
            drop(p.left);
        }
        let second = D("second");
        yield_wait!();
        p.right.touch();
        yield_wait!();
        second.touch();
        first.touch();
        n
    }

    fn behind(a: D, p: Pair, b: D) {
        yield_wait!();
        p.left.consume();
        yield_wait!();
        p.right.touch();
        yield_wait!();
        a.touch();
        b.touch();
    }

    fn made(n: u32) -> Option<String> {
        for i in 0..n {
            let p = pair("l", "r");
            yield_wait!();
            let left = p.left;
            yield_wait!();
            if i == 1 {
                return Some(left.name());
            }
            left.touch();
            p.right.touch();
            yield_wait!();
        }
        None
    }

    fn in_a_for(list: Vec<Pair>) {
        for p in list {
            yield_wait!();
            drop(p.left);
            yield_wait!();
            p.right.touch();
        }
    }

    fn by_assignment(flag: bool) {
        let mut p = pair("a", "b");
        yield_wait!();
        if flag {
            p = Pair { left: D("c"), right: D("d") };
        }
        yield_wait!();
        drop(p.left);
        yield_wait!();
        p.left = D("e");
        yield_wait!();
        let whole = p;
        yield_wait!();
        whole.left.touch();
    }

    fn whole_until_then(p: Pair, leave: bool) -> Option<Pair> {
        yield_wait!();
        if leave {
            return None;
        }
        yield_wait!();
        Some(Pair { right: D("new"), left: p.left })
    }

    fn with_a_drop(first: Guard) -> u32 {
        let second = guard(2);
        yield_wait!();
        let id = *&first.id + *&second.id;
        yield_wait!();
        log(first.name);
        log(second.name);
        id
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("struct fields", || struct_fields(pair("left", "right")));
    t.case("conditional part", || conditional_part(pair("left", "right"), true));
    t.case("conditional part, not", || conditional_part(pair("left", "right"), false));
    t.case("destructured", || destructured(pair("l", "r"), ((D("a"), D("b")), D("c"))));
    let record = |extra: bool| Record {
        name: "name".to_string(),
        pair: pair("left", "right"),
        extra: extra.then_some(D("extra")),
    };
    t.case("nested", || nested(record(true)));
    t.case("nested without extra", || nested(record(false)));
    t.case("between", || between(pair("l", "r"), 1));
    t.case("between, moved", || between(pair("l", "r"), 2));
    t.case("behind", || behind(D("a"), pair("l", "r"), D("b")));
    t.case("made", || made(3));
    t.case("in a for", || in_a_for(vec![pair("l", "r"), pair("m", "s")]));
    t.case("by assignment", || by_assignment(true));
    t.case("by assignment, not", || by_assignment(false));
    t.case("whole until then", || whole_until_then(pair("l", "r"), true));
    t.case("whole until then, moved", || whole_until_then(pair("l", "r"), false));
    t.case("with a drop", || with_a_drop(guard(1)));
    t.case("consume", || Stack::new(&[1, 2, 3, 4, 5, 6, 7]).consume());
}

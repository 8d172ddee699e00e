//! Values that are moved, on all paths or on some; set late, set again.

use crate::prelude::*;

fn take(d: D) -> i64 {
    log(format_args!("take {}", d.0));
    d.id()
}

coro! {
    fn conditional(n: u32) {
        let d = D("d");
        let e = D("e");
        yield_wait!();
        if n == 1 {
            drop(d);
        } else if n == 2 {
            take(e);
            yield_wait!();
            d.touch();
        }
        yield_wait!();
        log("end");
    }

    fn conditional_across(flag: bool) {
        let d = D("d");
        if flag {
            yield_wait!();
            drop(d);
            yield_wait!();
        }
        yield_wait!();
        let e = D("e");
        if !flag {
            e.consume();
        }
        yield_wait!();
    }

    fn set_late(n: u32) -> i64 {
        let d;
        let e: D;
        yield_wait!();
        if n == 0 {
            return -1;
        }
        if n == 1 {
            d = D("one");
        } else {
            yield_wait!();
            d = D("more");
            yield_wait!();
        }
        yield_wait!();
        e = D("e");
        yield_wait!();
        d.id() + e.id()
    }

    fn set_again(mut d: D) {
        take(d);
        yield_wait!();
        d = D("second");
        yield_wait!();
        d.touch();
        drop(d);
        yield_wait!();
        d = D("third");
        yield_wait!();
        let moved = d;
        d = D("fourth");
        yield_wait!();
        moved.touch();
        d.touch();
    }

    fn set_again_sometimes(flags: Vec<bool>) -> usize {
        let mut d = D("0".to_string());
        let mut moved = Vec::new();
        for (i, flag) in flags.into_iter().enumerate() {
            if flag {
                moved.push(d);
                yield_wait!();
                d = D(format!("{}", i + 1));
            }
            yield_wait!();
            d.touch();
        }
        moved.len()
    }

    fn moved_in_a_loop(n: u32) -> Option<D> {
        let d = D("d");
        let e = D("e");
        for i in 0..4 {
            yield_wait!();
            if i == n {
                take(d);
                let _inner = D("inner");
                yield_wait!();
                return Some(e);
            }
        }
        yield_wait!();
        Some(d)
    }

    fn moved_then_break(n: u32) {
        let d = D("d");
        let mut i = 0;
        loop {
            yield_wait!();
            if i == n {
                drop(d);
                yield_wait!();
                break;
            }
            i += 1;
            if i == 3 {
                break;
            }
        }
        log("after");
        yield_wait!();
    }

    fn into_collections() -> Vec<Option<D>> {
        let mut all = Vec::new();
        let a = D("a");
        all.push(Some(a));
        yield_wait!();
        let b = Some(D("b"));
        yield_wait!();
        all.push(b);
        let c = D("c");
        all.insert(0, { yield_wait!(); Some(c) });
        yield_wait!();
        all.push(None);
        all
    }

    fn options(mut slot: Option<D>) -> Option<D> {
        yield_wait!();
        let taken = slot.take();
        yield_wait!();
        if let Some(d) = taken {
            yield_wait!();
            slot = Some(D("new"));
            d.touch();
        }
        yield_wait!();
        let old = slot.replace(D("newer"));
        yield_wait!();
        drop(old);
        slot.as_ref().unwrap().touch();
        yield_wait!();
        slot
    }

    fn both_branches(flag: bool) -> i64 {
        let d = D("d");
        let n = if flag {
            yield_wait!();
            take(d)
        } else {
            d.consume();
            yield_wait!();
            0
        };
        yield_wait!();
        n
    }

    fn moved_by_match(value: Option<D>, other: D) {
        yield_wait!();
        match value {
            Some(d) => {
                yield_wait!();
                d.consume();
            }
            None => drop(other),
        }
        yield_wait!();
        log("end");
    }

    fn uninitialized_in_loop(n: u32) {
        for i in 0..n {
            let d;
            yield_wait!();
            if i % 2 == 0 {
                d = D(i);
                yield_wait!();
                d.touch();
            } else {
                continue;
            }
            yield_wait!();
        }
    }
}

pub fn cases(t: &mut Tracer) {
    for n in 0..3 {
        t.case(&format!("conditional {n}"), || conditional(n));
        t.case(&format!("set late {n}"), || set_late(n));
    }
    for flag in [true, false] {
        t.case(&format!("conditional across {flag}"), || conditional_across(flag));
        t.case(&format!("both branches {flag}"), || both_branches(flag));
    }
    t.case("set again", || set_again(D("first")));
    t.case("set again sometimes", || set_again_sometimes(vec![false, true, true, false]));
    for n in [0, 2, 9] {
        t.case(&format!("moved in a loop {n}"), || moved_in_a_loop(n));
        t.case(&format!("moved then break {n}"), || moved_then_break(n));
    }
    t.case("into collections", into_collections);
    t.case("options", || options(Some(D("first"))));
    t.case("options, none", || options(None));
    t.case("moved by match", || moved_by_match(Some(D("some")), D("other")));
    t.case("moved by match, none", || moved_by_match(None, D("other")));
    t.case("uninitialized in loop", || uninitialized_in_loop(4));
}

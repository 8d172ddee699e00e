//! Values die at the end of their scope, in reverse order.

use crate::prelude::*;

struct Holder {
    _first: D,
    _second: D,
    name: &'static str,
}

impl Drop for Holder {
    fn drop(&mut self) {
        log(format_args!("drop holder {}", self.name));
    }
}

coro! {
    fn blocks() {
        let _a = D("a");
        yield_wait!();
        {
            let _b = D("b");
            yield_wait!();
            let _c = D("c");
            yield_wait!();
        }
        yield_wait!();
        {
            let d = D("d");
            yield_wait!();
            drop(d);
            yield_wait!();
        }
        let _e = D("e");
        yield_wait!();
    }

    fn shadowing() -> &'static str {
        let d = D("1");
        yield_wait!();
        let d = D(format!("2 over {}", d.name()));
        yield_wait!();
        let d = D(format!("3 over {}", d.name()));
        {
            let d = D(format!("4 over {}", d.name()));
            yield_wait!();
            d.touch();
        }
        yield_wait!();
        d.touch();
        "end"
    }

    fn underscores() {
        let _ = D("at once");
        yield_wait!();
        let _kept = D("kept");
        yield_wait!();
        let (_, _half) = (D("left"), D("right"));
        yield_wait!();
        let pair = (D("pair 0"), D("pair 1"));
        let (_, ref _second) = pair;
        yield_wait!();
        let _ = pair;
        yield_wait!();
    }

    fn loops(n: u32) {
        let _outside = D("outside");
        for i in 0..n {
            let _a = D(format!("a{i}"));
            yield_wait!();
            if i == 1 {
                continue;
            }
            let _b = D(format!("b{i}"));
            yield_wait!();
            if i == 2 {
                break;
            }
        }
        let _after = D("after");
        yield_wait!();
    }

    fn branches(n: u32) {
        let _a = D("a");
        if n == 0 {
            let _b = D("b");
            yield_wait!();
        } else if n == 1 {
            let _c = D("c");
            log("quiet");
        } else {
            let _d = D("d");
            yield_wait!();
            let _e = D("e");
            if n == 2 {
                return;
            }
            yield_wait!();
        }
        yield_wait!();
    }

    fn arms(values: Vec<Result<D, D>>) {
        for value in values {
            match value {
                Ok(d) => {
                    let _inner = D("inner");
                    yield_wait!();
                    d.touch();
                }
                Err(_) => {
                    yield_wait!();
                    log("err");
                }
            }
            yield_wait!();
        }
    }

    fn owners(names: [&'static str; 2]) {
        let holder = Holder { _first: D("first"), _second: D("second"), name: names[0] };
        yield_wait!();
        let boxed = Box::new(Holder { _first: D("third"), _second: D("fourth"), name: names[1] });
        yield_wait!();
        let list = vec![D("v0"), D("v1"), D("v2")];
        yield_wait!();
        drop(boxed);
        yield_wait!();
        let nested = Some((holder, list));
        yield_wait!();
        drop(nested);
        yield_wait!();
    }

    fn values_of_blocks() -> usize {
        let name = {
            let d = D("inner");
            yield_wait!();
            d.name()
        };
        let length = {
            let a = D("long name");
            let b = D("b");
            yield_wait!();
            b.touch();
            a.name().len()
        };
        yield_wait!();
        length + name.len()
    }

    fn unused_values() {
        D("statement");
        yield_wait!();
        D("a").name();
        yield_wait!();
        Some(D("some"));
        (D("t0"), D("t1"));
        yield_wait!();
        let _x = Box::new(D("boxed"));
    }

    fn returned(n: u32) -> Vec<D> {
        let a = D("a");
        let b = D("b");
        yield_wait!();
        if n == 0 {
            return vec![b];
        }
        let c = D("c");
        yield_wait!();
        if n == 1 {
            return vec![c, a];
        }
        let _d = D("d");
        vec![a, b, c]
    }

    fn late_in_scope(flag: bool) {
        let _a;
        let _b = D("b");
        yield_wait!();
        if flag {
            _a = D("a");
        }
        yield_wait!();
        let _c = D("c");
    }

    /// `_ = v` and `match v { _ => .. }` look at nothing, so they move nothing.
    fn not_looked_at(flag: bool) yields &'static str -> usize {
        let mut all = vec![D("a"), D("b")];
        let unused = flag;
        while let Some(last) = all.pop() {
            _ = last;
            yield_value!("turn");
            if flag {
                log("plain");
                let _ = unused;
                match unused {
                    _ => log("matched"),
                }
            }
        }
        all.len()
    }
}

pub fn cases(t: &mut Tracer) {
    for flag in [true, false] {
        t.case(&format!("not looked at {flag}"), || not_looked_at(flag));
    }
    t.case("blocks", blocks);
    t.case("shadowing", shadowing);
    t.case("underscores", underscores);
    t.case("loops", || loops(5));
    for n in 0..4 {
        t.case(&format!("branches {n}"), || branches(n));
    }
    t.case("arms", || arms(vec![Ok(D("0")), Err(D("1")), Ok(D("2"))]));
    t.case("owners", || owners(["one", "two"]));
    t.case("values of blocks", values_of_blocks);
    t.case("unused values", unused_values);
    for n in 0..3 {
        t.case(&format!("returned {n}"), || returned(n));
    }
    t.case("late in scope", || late_in_scope(true));
    t.case("late in scope, never", || late_in_scope(false));
}

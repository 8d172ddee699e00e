//! `let` with an `else` on a struct or a tuple that is taken apart: what decides may be several of its fields.

use crate::prelude::*;

#[derive(Debug)]
struct Duo {
    left: D<&'static str>,
    right: D<&'static str>,
}

#[derive(Debug)]
struct Mixed {
    inner: Option<Duo>,
    name: D<&'static str>,
    other: Option<D<&'static str>>,
    n: u32,
}

fn mixed(n: u32) -> Mixed {
    Mixed {
        inner: (n > 0).then(|| Duo { left: D("left"), right: D("right") }),
        name: D("name"),
        other: (n != 2).then(|| D("other")),
        n,
    }
}

coro! {
    fn one_decides(n: u32) -> u32 {
        let m = mixed(n);
        let Mixed { inner: Some(Duo { left, .. }), name, .. } = m else {
            log(m.name.id());
            yield_wait!();
            return m.n;
        };
        yield_wait!();
        log(left.id());
        yield_wait!();
        log(m.other.is_some());
        drop(name);
        m.n + 1
    }

    fn several_decide(n: u32) -> u32 {
        let m = Mixed { n: n + 1, ..mixed(n) };
        let Mixed { name, inner: Some(Duo { left, .. }), other: Some(other), .. } = m else {
            log(m.name.id());
            yield_wait!();
            log(m.inner.is_some());
            return m.n;
        };
        yield_wait!();
        drop(other);
        yield_wait!();
        log(left.id());
        yield_wait!();
        drop(name);
        m.n + 1
    }

    fn of_a_tuple(n: u32) -> u32 {
        let t = ((n > 0).then_some(D("a")), D("b"), (n > 1).then_some(D("c")));
        let (Some(a), _, Some(_)) = t else {
            log(t.0.is_some());
            return 0;
        };
        yield_wait!();
        log(t.1.id());
        yield_wait!();
        drop(t.2);
        yield_wait!();
        a.id() as u32
    }

    fn in_a_loop(n: u32) -> u32 {
        let mut k = 0;
        loop {
            k += 1;
            let m = mixed(n);
            let (Mixed { inner: Some(Duo { right, .. }), name, other: Some(_), .. }) = m else { break };
            if k > 2 {
                break;
            }
            yield_wait!();
            log(name.id());
            log(m.n);
            drop(right);
            yield_wait!();
        }
        k
    }

    fn ways_that_meet(n: u32) -> u32 {
        let Ok(k) = (match (Duo { right: D("right"), left: { yield_wait!(); D("left") } }).left {
            _left if n == 0 => Err(n),
            _left => {
                yield_wait!();
                Ok::<u32, u32>(n)
            }
        }) else {
            log("else");
            return 7;
        };
        yield_wait!();
        k
    }
}

pub fn cases(t: &mut Tracer) {
    for n in 0..3 {
        t.case("one decides", move || one_decides(n));
        t.case("several decide", move || several_decide(n));
        t.case("of a tuple", move || of_a_tuple(n));
        t.case("in a loop", move || in_a_loop(n));
        t.case("ways that meet", move || ways_that_meet(n));
    }
}

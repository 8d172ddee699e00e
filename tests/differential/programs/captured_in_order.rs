//! What `coro!(move || ..)` captures is dropped in the order in which its body names it first, as what a closure captures.
use crate::prelude::*;

fn both(a: D, b: D) -> impl Coroutine<(), Yield = Wait, Return = (D, D)> {
    coro!(move || {
        yield_wait!();
        (a, b)
    })
}

fn looked(a: D, b: D, c: D) -> impl Coroutine<(), Yield = Wait, Return = ()> {
    coro!(move || {
        let own = D("own");
        b.touch();
        yield_wait!();
        a.touch();
        yield_wait!();
        b.touch();
        c.touch();
        own.touch();
    })
}

fn one_moved(a: D, b: D, c: D) -> impl Coroutine<(), Yield = Wait, Return = ()> {
    coro!(move || {
        b.touch();
        yield_wait!();
        drop(a);
        yield_wait!();
        c.touch();
    })
}

fn some_ways(a: D, b: D, c: D, way: bool) -> impl Coroutine<(), Yield = Wait, Return = ()> {
    coro!(move || {
        b.touch();
        if way {
            drop(a);
            yield_wait!();
        } else {
            yield_wait!();
            drop(c);
        }
        yield_wait!();
    })
}

fn looped(a: D, b: D) -> impl Coroutine<(), Yield = u32, Return = ()> {
    coro!(move || {
        for i in 0..3 {
            a.touch();
            yield_value!(i);
            b.touch();
        }
        yield_value!(7);
    })
}

fn in_macro(a: D, b: D, c: D) -> impl Coroutine<(), Yield = Wait, Return = String> {
    coro!(move || {
        yield_wait!();
        let text = format!("{b:?} {a:?}");
        let closure = move || c.touch();
        yield_wait!();
        closure();
        text
    })
}

fn received(a: D, b: D) -> impl Coroutine<u32, Yield = Wait, Return = u32> {
    coro!(move |first: u32| {
        b.touch();
        let second = yield_wait!();
        a.touch();
        first + second
    })
}

fn panics(a: D, b: D) -> impl Coroutine<(), Yield = Wait, Return = ()> {
    coro!(move || {
        let own = D("own");
        b.touch();
        yield_wait!();
        own.touch();
        if b.0 == "b" {
            panic!("here");
        }
        a.touch();
    })
}

fn assigned(mut a: D, b: D, c: D) -> impl Coroutine<(), Yield = Wait, Return = ()> {
    coro!(move || {
        yield_wait!();
        if c.0 == "c" {
            a = b;
        }
        yield_wait!();
        a.touch();
        c.touch();
    })
}

fn texts(a: D, b: D, c: D) -> impl Coroutine<(), Yield = Wait, Return = String> {
    coro!(move || {
        yield_wait!();
        let text = format!("{b:?} {:?} {:?}", a, c);
        yield_wait!();
        text
    })
}

fn closures(a: D, b: D, c: D) -> impl Coroutine<(), Yield = Wait, Return = ()> {
    coro!(move || {
        let look = |way: bool| if way { b.touch() } else { a.touch() };
        look(true);
        yield_wait!();
        c.touch();
        let look = |way: bool| if way { b.touch() } else { a.touch() };
        look(false);
    })
}

struct Pair {
    left: D,
    right: D,
}

fn literal(a: D, b: D, c: D) -> impl Coroutine<(), Yield = Wait, Return = Pair2> {
    coro!(move || {
        yield_wait!();
        if a.0 == "x" {
            return Pair2(a, b);
        }
        let pair = Pair { right: c, left: b };
        yield_wait!();
        let Pair { left, right } = pair;
        yield_wait!();
        Pair2(left, right)
    })
}

#[derive(Debug)]
struct Pair2(D, D);

fn parts(pair: (D, D), other: (D, D), c: D) -> impl Coroutine<(), Yield = Wait, Return = D> {
    coro!(move || {
        yield_wait!();
        c.touch();
        let (x, y) = other;
        yield_wait!();
        drop(y);
        let (z0, z) = pair;
        yield_wait!();
        z0.touch();
        drop(x);
        z
    })
}

fn inner(a: D, b: D, c: D) -> impl Coroutine<(), Yield = Wait, Return = ()> {
    coro!(move || {
        yield_wait!();
        b.touch();
        let machine = coro!(move || {
            c.touch();
            yield_wait!();
            a.touch();
        });
        yield_wait!();
        yield_from!(machine);
        yield_wait!();
    })
}

fn in_loop(a: D, list: Vec<D>, b: D) -> impl Coroutine<(), Yield = u32, Return = ()> {
    coro!(move || {
        let mut n = 0;
        for item in list {
            a.touch();
            yield_value!(n);
            n += 1;
            item.touch();
        }
        yield_value!(7);
        b.touch();
    })
}

fn anchored(a: D, b: D, list: Vec<D>) -> impl Coroutine<(), Yield = Wait, Return = ()> {
    coro!(move || {
        let firsts: Vec<&D> = list.iter().filter(|d| d.0 != a.0).collect();
        yield_wait!();
        for first in firsts {
            first.touch();
            yield_wait!();
            b.touch();
        }
        a.touch();
    })
}

fn shadowed(a: D, b: D) -> impl Coroutine<(), Yield = Wait, Return = ()> {
    coro!(move || {
        yield_wait!();
        let a = (a, D("new"));
        yield_wait!();
        b.touch();
        a.0.touch();
    })
}

fn in_fn() -> impl Coroutine<(), Yield = Wait, Return = ()> {
    let a = D("a");
    let b = D("b");
    let c = D("c");
    coro!(move || {
        let _all = (&c, &a, &b);
        yield_wait!();
    })
}

pub fn cases(t: &mut Tracer) {
    t.case("both", || both(D("a"), D("b")));
    t.case("looked", || looked(D("a"), D("b"), D("c")));
    t.case("one moved", || one_moved(D("a"), D("b"), D("c")));
    t.case("some ways, one", || some_ways(D("a"), D("b"), D("c"), true));
    t.case("some ways, other", || {
        some_ways(D("a"), D("b"), D("c"), false)
    });
    t.case("looped", || looped(D("a"), D("b")));
    t.case("in macro", || in_macro(D("a"), D("b"), D("c")));
    t.receiving("received", || received(D("a"), D("b")), |k| k as u32);
    t.case("panics", || panics(D("a"), D("b")));
    t.case("assigned", || assigned(D("a"), D("b"), D("c")));
    t.case("assigned not", || assigned(D("a"), D("b"), D("x")));
    t.case("texts", || texts(D("a"), D("b"), D("c")));
    t.case("closures", || closures(D("a"), D("b"), D("c")));
    t.case("literal", || literal(D("a"), D("b"), D("c")));
    t.case("literal x", || literal(D("x"), D("b"), D("c")));
    t.case("parts", || {
        parts((D("a"), D("b")), (D("o"), D("p")), D("c"))
    });
    t.case("inner", || inner(D("a"), D("b"), D("c")));
    t.case("in loop", || in_loop(D("a"), vec![D("i"), D("j")], D("c")));
    t.case("anchored", || {
        anchored(D("a"), D("b"), vec![D("i"), D("j")])
    });
    t.case("shadowed", || shadowed(D("a"), D("b")));
    t.case("in fn", in_fn);
}

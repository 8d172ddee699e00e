//! `yield_from!` of coroutines, iterators and futures, in every position.

use crate::prelude::*;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A future that is pending so many times.
struct Pending(u32, D);

impl Future for Pending {
    type Output = &'static str;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<&'static str> {
        log(format_args!("poll {}", self.0));
        if self.0 == 0 {
            return Poll::Ready(self.1.0);
        }
        self.0 -= 1;
        Poll::Pending
    }
}

coro! {
    fn numbers(from: u32, to: u32) yields u32 -> u32 {
        let _d = D(format!("numbers {from}"));
        for i in from..to {
            yield_value!(i);
        }
        to - from
    }

    fn sleep(times: u32) {
        for _ in 0..times {
            yield_wait!();
        }
    }

    fn ex10(n: u32) yields u32 -> u32 {
        yield_from!(numbers(0, n));
        let count = yield_from!(numbers(10, 10 + n));
        yield_value!(count);
        let sum = yield_from!(numbers(20, 22)) + yield_from!(numbers(30, 31)) * 10;
        sum + yield_from!(numbers(0, 0))
    }

    fn waits(names: Vec<&'static str>) -> usize {
        for name in &names {
            log(format_args!("before {name}"));
            yield_from!(sleep(name.len() as u32));
            log(format_args!("after {name}"));
        }
        names.len()
    }

    fn iterators(list: Vec<u32>) yields u32 -> usize {
        yield_from!([1, 2, 3]);
        yield_from!(4..6);
        yield_from!(list.clone());
        yield_from!(list.iter().map(|x| x * 2).collect::<Vec<_>>());
        yield_from!(Some(100));
        yield_from!((0..100).filter(|x| x % 40 == 7).chain([8]));
        list.len()
    }

    fn futures() -> (i32, &'static str, u8) {
        let a = yield_from!(std::future::ready(4));
        let b = yield_from!(Pending(2, D("future")));
        let c = yield_from!(async { D("in async").touch(); 5 });
        (a, b, c)
    }

    fn in_operands(flag: bool) yields u32 -> (u32, Vec<u32>) {
        if yield_from!(numbers(0, 2)) == 2 && flag || yield_from!(numbers(5, 6)) > 3 {
            log("then");
        }
        let list = vec![yield_from!(numbers(1, 2)), yield_from!(numbers(3, 5))];
        let n = match yield_from!(numbers(7, 8)) {
            1 if flag => yield_from!(numbers(8, 9)),
            n => n + 1,
        };
        while yield_from!(numbers(0, list.len() as u32)) < n {
            yield_value!(99);
        }
        (yield_value!(yield_from!(numbers(2, 3))), format!("{}", yield_from!(numbers(3, 4))), n);
        (n, list)
    }

    fn by_reference(n: u32) yields u32 -> u32 {
        let mut inner = numbers(0, n);
        let first = inner.resume(());
        log(format_args!("{first:?}"));
        let rest = yield_from!(inner);
        rest + 100
    }

    fn borrowed_coroutine<C: Coroutine<(), Yield = u32, Return = u32>>(inner: &mut C) yields u32 -> u32 {
        yield_value!(1000);
        let n = yield_from!(inner);
        yield_value!(2000);
        n * 2
    }

    fn generic<C>(first: C, second: impl Iterator<Item = C::Yield>) yields C::Yield -> C::Return
    where
        C: Coroutine,
    {
        let value = yield_from!(first);
        yield_from!(second);
        value
    }

    fn dynamic(list: Vec<Box<dyn Coroutine<(), Yield = u32, Return = u32>>>) yields u32 -> u32 {
        let mut sum = 0;
        for inner in list {
            sum += yield_from!(inner);
        }
        sum
    }

    fn three_levels(n: u32) yields u32 -> u32 {
        let _d = D("outermost");
        let a = yield_from!(ex10(n));
        let b = yield_from!(dynamic(vec![Box::new(numbers(1, 3)), Box::new(ex10(1))]));
        a + b
    }

    fn inner_panics(n: u32) yields u32 {
        let _d = D("inner");
        yield_value!(n);
        panic!("inner {n}");
    }

    fn outer_of_a_panic() yields u32 -> u8 {
        let _a = D("a");
        yield_value!(1);
        let _b = D("b");
        yield_from!(inner_panics(7));
        yield_value!(2);
        3
    }

    fn temporaries_live_on() yields u32 -> u32 {
        let n = yield_from!(numbers(0, D("ab").name().len() as u32)) + 1;
        match yield_from!(numbers(D("scrutinee").id() as u32, 973)) {
            count => {
                yield_value!(count);
            }
        }
        yield_from!(vec![D("item a"), D("item b")].iter().map(|d| d.id() as u32).collect::<Vec<_>>());
        n
    }
}

// Neither may take time that doubles with each level.
macro_rules! chain {
    ($inner:ident) => {};
    ($inner:ident $outer:ident $($rest:ident)*) => {
        coro! {
            fn $outer(n: u32) yields u32 -> u32 {
                yield_from!($inner(n)) + 1
            }
        }
        chain!($outer $($rest)*);
    };
}

chain!(numbers_to d1 d2 d3 d4 d5 d6 d7 d8 d9 d10 d11 d12 d13 d14 d15 d16 d17 d18 d19 d20 d21 d22 d23 d24);

coro! {
    fn numbers_to(n: u32) yields u32 -> u32 {
        yield_from!(numbers(0, n))
    }

    fn through<C: Coroutine<Yield = u32, Return = u32>>(inner: C) yields u32 -> u32 {
        let _d = D("through");
        yield_from!(inner) + 1
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("ex10", || ex10(3));
    t.case("waits", || waits(vec!["a", "", "bc"]));
    t.case("iterators", || iterators(vec![50, 60]));
    t.case("futures", futures);
    t.case("in operands", || in_operands(true));
    t.case("in operands, not", || in_operands(false));
    t.case("by reference", || by_reference(3));
    t.scope("borrowed coroutine", |drive| {
        let mut inner = numbers(0, 3);
        drive.run(borrowed_coroutine(&mut inner));
        log("inner left");
    });
    t.case("generic", || generic(numbers(0, 2), 7..9));
    t.case("dynamic", || dynamic(vec![Box::new(numbers(0, 2)), Box::new(numbers(5, 6))]));
    t.case("three levels", || three_levels(2));
    t.case("outer of a panic", outer_of_a_panic);
    t.case("temporaries live on", temporaries_live_on);
    t.case("a chain of many", || d24(2));
    t.case("wrappers around wrappers", || {
        through(through(through(through(through(through(through(through(numbers(0, 2)))))))))
    });
}

//! Methods that borrow what they are called on, though most of their name take it. Nobody sees their declaration: a macro
//! makes them, as another crate would.

use crate::prelude::*;
use std::ops::{Deref, DerefMut};

macro_rules! borrowing {
    ($($method:ident)*) => {
        impl Counter {
            $(pub fn $method(&self) -> u32 {
                log(stringify!($method));
                self.0
            })*
        }
    };
}
macro_rules! changing {
    ($changing:ident, $taking:ident) => {
        impl Order {
            pub fn $changing(&mut self) -> u32 {
                self.0 += 1;
                self.0
            }
            pub fn $taking(self) -> u32 {
                log("taken");
                self.0
            }
        }
    };
}
struct Counter(u32);
impl Drop for Counter {
    fn drop(&mut self) {
        log("drop counter");
    }
}
borrowing!(build commit count finalize finish into_sum join max);
struct Order(u32, D<&'static str>);
changing!(commit, finish);
struct Guard<T>(T);
impl<T> Deref for Guard<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}
impl<T> DerefMut for Guard<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}
macro_rules! waiting {
    ($commit:ident) => {
        impl Job {
            async fn $commit(self) -> u32 {
                self.0.touch();
                2
            }
        }
    };
}
struct Job(D<&'static str>);
waiting!(commit);
fn order() -> Order { Order(1, D("order")) }

coro! {
    fn each_of_them() yields u32 {
        let (a, b, c, d) = (Counter(1), Counter(2), Counter(3), Counter(4));
        let x = D("x");
        yield_value!(0);
        let n = a.build();
        yield_value!(n);
        let n = b.commit() + c.count();
        yield_value!(n);
        yield_value!(d.finalize());
        x.touch();
    }

    fn others() yields u32 {
        let (a, b, c, d) = (Counter(1), Counter(2), Counter(3), Counter(4));
        yield_value!(0);
        let x = D("x");
        yield_value!(a.finish());
        yield_value!(b.into_sum());
        let n = c.join();
        yield_value!(n);
        let n = d.max();
        yield_value!(n);
        x.touch();
    }

    fn parameter(counter: Counter) yields u32 {
        let x = D("x");
        let n = counter.finish();
        yield_value!(n);
        x.touch();
    }

    fn on_some_ways(c: bool) yields u32 {
        let counter = Counter(1);
        let x = D("x");
        if c {
            yield_value!(counter.finish());
        }
        yield_value!(9);
        x.touch();
    }

    fn in_an_arm(c: bool) yields u32 {
        let counter = Counter(1);
        let x = D("x");
        match c {
            true => {
                yield_value!(counter.build() + 1);
            }
            false => x.touch(),
        }
        yield_value!(9);
    }

    fn in_a_loop() yields u32 {
        for i in 0..2 {
            let counter = Counter(i);
            let x = D("x");
            yield_value!(counter.count());
            x.touch();
        }
    }

    fn behind_a_guard() yields u32 {
        let guard = Guard(Counter(1));
        let boxed = Box::new(Counter(2));
        let x = D("x");
        yield_value!(1);
        let n = guard.count() + boxed.finish();
        yield_value!(n);
        x.touch();
    }

    fn changed() yields u32 {
        let mut one = order();
        let mut other = Guard(order());
        let x = D("x");
        yield_value!(1);
        let n = one.commit();
        yield_value!(n);
        let n = other.commit();
        yield_value!(n);
        x.touch();
    }

    fn taken() yields u32 {
        let one = order();
        let mut other = order();
        other.commit();
        let x = D("x");
        yield_value!(1);
        let n = one.finish();
        yield_value!(n);
        let n = other.finish();
        yield_value!(n);
        x.touch();
    }

    fn iterators(given: impl Iterator<Item = D<&'static str>>) yields u32 {
        let own = vec![D("i1"), D("i2")].into_iter().map(|d| (d, D("y")));
        let x = D("x");
        yield_value!(1);
        let n = own.count() as u32;
        yield_value!(n);
        let n = given.count() as u32;
        yield_value!(n);
        x.touch();
    }

    async fn waited_for() -> u32 {
        let job = Job(D("job"));
        let x = D("x");
        let n = job.commit().await;
        yield_wait!();
        x.touch();
        n
    }

    fn delegated_to() -> u32 {
        let job = Job(D("job"));
        let x = D("x");
        let n = yield_from!(job.commit());
        yield_wait!();
        x.touch();
        n
    }

    fn in_the_last_value() yields u32 -> u32 {
        let counter = Counter(1);
        let x = D("x");
        yield_value!(1);
        counter.count() + {
            yield_value!(2);
            3
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("each of them", each_of_them);
    t.case("others", others);
    t.case("parameter", || parameter(Counter(1)));
    t.case("on some ways: this", || on_some_ways(true));
    t.case("on some ways: another", || on_some_ways(false));
    t.case("in an arm: this", || in_an_arm(true));
    t.case("in an arm: another", || in_an_arm(false));
    t.case("in a loop", in_a_loop);
    t.case("behind a guard", behind_a_guard);
    t.case("changed", changed);
    t.case("taken", taken);
    t.case("iterators", || iterators(vec![D("a"), D("b")].into_iter()));
    t.case("waited for", waited_for);
    t.case("delegated to", delegated_to);
    t.case("in the last value", in_the_last_value);
}

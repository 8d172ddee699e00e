//! An expression captures the fields that it names; what is left stays outside, and is dropped there.

use crate::prelude::*;

struct Job {
    first: D,
    second: D,
    n: i32,
}

struct Inner {
    a: D,
    b: D,
}

struct Conf {
    inner: Inner,
    n: i32,
}

struct Dropping {
    a: D,
    b: D,
}

impl Drop for Dropping {
    fn drop(&mut self) {
        log("drop both");
    }
}

struct Numbers(Vec<i64>, D);
impl Numbers {
    fn each(self) -> impl Coroutine<(), Yield = i64, Return = i64> {
        coro!(move || { let mut k = 0; for n in self.0 { yield_value!(n); k += 1; } k })
    }
    fn tag(mut self) -> impl Coroutine<(), Yield = i64, Return = D> {
        coro!(move || { self.0.push(2); yield_value!(self.0[0]); self.1 })
    }
    fn back(self) -> impl Coroutine<(), Yield = i64, Return = usize> {
        coro!(move || { yield_value!(self.0[0]); let me = self; yield_value!(2); me.len() })
    }
    fn looked(self) -> impl Coroutine<(), Yield = i64, Return = usize> {
        coro!(move || { for n in &self.0 { yield_value!(*n); } for n in self.0.iter().rev() { yield_value!(*n); } self.len() })
    }
    fn len(&self) -> usize { self.0.len() }
}
struct Typed<T> { items: Vec<T>, tag: D }
impl<T: Clone + std::fmt::Debug> Typed<T> {
    fn all(mut self) -> impl Coroutine<(), Yield = T, Return = D> {
        coro!(move || { while let Some(t) = self.items.pop() { yield_value!(t); } self.tag })
    }
}

pub fn cases(t: &mut Tracer) {
    let numbers = || Numbers(vec![3, 4], D("n"));
    t.case("self in parts", || numbers().each());
    t.case("self to be returned", || numbers().tag());
    t.case("self as a whole", || numbers().back());
    t.case("self looked at", || numbers().looked());
    t.case("self of some type", || Typed { items: vec![3, 4], tag: D("t") }.all());
    t.scope("both parts", |drive| {
        let pair = (D("a"), D("b"));
        drive.run(coro!(move || {
            let z = pair.1;
            yield_value!(1);
            pair.0.touch();
            z.name()
        }));
        log("after");
    });
    t.scope("the rest is moved outside", |drive| {
        let job = Job { first: D("f"), second: D("s"), n: 3 };
        let c = coro!(move || {
            yield_value!(job.n);
            job.first.touch();
            yield_value!(2);
        });
        log("made");
        drop(job.second);
        drive.run(c);
    });
    t.scope("the rest stays outside", |drive| {
        let three = (D("a"), D("b"), 4);
        let c = coro!(move || {
            yield_value!(three.2);
            three.0.touch();
            yield_value!(2);
        });
        drive.run(c);
        log("after");
    });
    t.scope("a field of a field", |drive| {
        let conf = Conf { inner: Inner { a: D("a"), b: D("b") }, n: 2 };
        let c = coro!(move || {
            for i in 0..conf.n {
                yield_value!(i);
                conf.inner.a.touch();
            }
        });
        log("made");
        drive.run(c);
        log(&conf.inner.b.0);
    });
    t.scope("in the order of the fields", |drive| {
        let all = (D("x"), D("y"), D("z"));
        let c = coro!(move || {
            yield_value!(1);
            all.2.touch();
            yield_value!(2);
            all.0.touch();
        });
        drive.run(c);
        log("after");
    });
    t.scope("a field and what is in it", |drive| {
        let conf = Conf { inner: Inner { a: D("a"), b: D("b") }, n: 2 };
        let c = coro!(move || {
            conf.inner.b.touch();
            yield_value!(conf.n);
            let inner = conf.inner;
            yield_value!(2);
            inner.a.touch();
        });
        drive.run(c);
        log("after");
    });
    t.scope("with a drop of its own", |drive| {
        let both = Dropping { a: D("a"), b: D("b") };
        let c = coro!(move || {
            yield_value!(1);
            both.a.touch();
        });
        drive.run(c);
        log("after");
    });
    t.scope("through a reference", |drive| {
        let job = Job { first: D("f"), second: D("s"), n: 3 };
        for job in [&job] {
            let c = coro!(move || {
                yield_value!(job.n);
                job.first.touch();
            });
            drive.run(c);
        }
        job.second.touch();
    });
}

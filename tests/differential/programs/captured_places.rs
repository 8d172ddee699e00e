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

pub fn cases(t: &mut Tracer) {
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

//! Functions in variables that are called once: `FnOnce`, or not.

use crate::prelude::*;
coro! {
    fn param(f: impl FnOnce() -> i32, g: Box<dyn FnOnce(i32) -> i32>) yields i32 -> i32 {
        let a = f();
        yield_value!(a);
        let b = g(a);
        yield_value!(b);
        a + b
    }
    fn generic<F, R>(f: F) yields i32 -> R where F: FnOnce(&str) -> R {
        yield_value!(1);
        let r = f("x");
        yield_value!(2);
        r
    }
    fn jobs(jobs: Vec<Box<dyn FnOnce() -> i32>>) yields i32 -> i32 {
        let mut total = 0;
        for job in jobs {
            let value = job();
            total += value;
            yield_value!(value);
        }
        total
    }
    fn popped(mut jobs: Vec<(u8, Box<dyn FnOnce(u8) -> D<u8>>)>) yields u8 -> usize {
        let mut kept = vec![];
        while let Some((n, job)) = jobs.pop() {
            if n == 2 { yield_value!(0); }
            let d = job(n);
            yield_value!(d.0);
            kept.push(d);
        }
        kept.len()
    }
    fn callbacks(list: Vec<Box<dyn Fn(&str) -> usize>>) yields usize -> usize {
        let mut n = 0;
        for callback in list {
            let k = callback("ab");
            yield_value!(k);
            n += k;
        }
        n
    }
    fn handed_out(mut jobs: Vec<Box<dyn FnOnce() -> i32>>, table: Vec<Box<dyn Fn(i32) -> i32>>) yields i32 -> i32 {
        while let Some(job) = jobs.pop() {
            yield_value!(job());
        }
        let mut sum = 0;
        for f in &table {
            yield_value!(f(sum));
            sum += 1;
        }
        if let Some(f) = table.first() {
            yield_value!(f(100));
        }
        match table.into_iter().next() {
            Some(f) => { yield_value!(f(200)); sum }
            None => 0,
        }
    }

    fn maybe(f: Option<impl FnOnce()>, times: u32) yields u32 {
        if let Some(f) = f {
            yield_value!(0);
            f();
        }
        for i in 0..times { yield_value!(i); }
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("param", || { let d = D("p"); param(move || d.0.len() as i32, Box::new(|x| x + 1)) });
    t.case("generic", || { let d = D("g"); generic(move |s| { d.touch(); s.len() }) });
    t.case("jobs", || { let (a, b) = (D("a"), D("b")); jobs(vec![Box::new(move || { drop(a); 1 }), Box::new(move || { b.touch(); 2 })]) });
    t.case("popped", || { let a = D("a"); popped(vec![(1, Box::new(move |n| { a.touch(); D(n) })), (2, Box::new(D))]) });
    t.case("callbacks", || { let (a, b) = (D("a"), D("b")); callbacks(vec![Box::new(move |s| { a.touch(); s.len() }), Box::new(move |s| { b.touch(); s.len() + 1 })]) });
    t.case("handed out", || { let (a, b) = (D("a"), D("b")); handed_out(vec![Box::new(move || { drop(a); 1 }), Box::new(|| 2)], vec![Box::new(move |n| { b.touch(); n + 1 }), Box::new(|n| n + 2)]) });
    t.case("maybe", || { let d = D("d"); maybe(Some(move || d.consume()), 2) });
    t.case("aliased", || { let d = D("d"); aliased(Box::new(move |n| { d.touch(); n + 1 }), 2) });
    t.case("aliased, not called", || { let d = D("d"); aliased(Box::new(move |n| { d.touch(); n + 1 }), 0) });
    t.case("called again", || { let d = D("d"); called_again(Box::new(move |n| { d.touch(); n + 1 })) });
}
/// The type of a parameter is named.
type Job<'j> = Box<dyn FnOnce(u32) -> u32 + 'j>;
type Jobs = Box<dyn Fn(u32) -> u32>;
coro! {
    fn aliased(job: Job<'_>, n: u32) -> u32 { yield_wait!(); if n == 0 { return 0; } let m = job(n); yield_wait!(); m * 2 }
    fn called_again(job: Jobs) -> u32 { yield_wait!(); let m = job(1); yield_wait!(); job(m) }
}

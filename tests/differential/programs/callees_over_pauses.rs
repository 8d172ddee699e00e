//! What is called with arguments that pause: what can be called only once waits for them as an operand does.

use crate::prelude::*;
coro! {
    fn once_var(n: i64) receives z: i64 yields i64 -> i64 {
        let item = D("item");
        let f = move |n: i64| { drop(item); n };
        f(yield_value!(look(n, &D("temp")))) + 1
    }
    fn once_var2(n: i64) receives z: i64 yields i64 -> i64 {
        let item = D("item");
        let f = move |n| { drop(item); n };
        f(yield_value!(look(n, &D("temp")))) + 1
    }
    fn once_generic(f: impl FnOnce(i64) -> i64, n: i64) receives z: i64 yields i64 -> i64 {
        f(yield_value!(look(n, &D("temp")))) + 1
    }
    fn fn_generic(f: impl Fn(i64) -> i64, n: i64) receives z: i64 yields i64 -> i64 {
        f(yield_value!(look(n, &D("temp")))) + 1
    }
    fn fnmut_generic<F: FnMut(i64) -> i64>(mut f: F, n: i64) receives z: i64 yields i64 -> i64 {
        f(yield_value!(look(n, &D("temp")))) + 1
    }
    fn where_generic<F>(f: F, n: i64) receives z: i64 yields i64 -> i64 where F: FnOnce(i64) -> i64 {
        f(yield_value!(look(n, &D("temp")))) + 1
    }
    fn boxed_once(f: Box<dyn FnOnce(i64) -> i64>, n: i64) receives z: i64 yields i64 -> i64 {
        f(yield_value!(look(n, &D("temp")))) + 1
    }
    fn boxed_fn(f: Box<dyn Fn(i64) -> i64>, n: i64) receives z: i64 yields i64 -> i64 {
        f(yield_value!(look(n, &D("temp")))) + 1
    }
    fn made_by_fn(n: i64) receives z: i64 yields i64 -> i64 {
        let f = make_once("made");
        let d = D("local");
        f(yield_value!(look(n, &D("temp")))) + 1
    }
    fn made_fn(n: i64) receives z: i64 yields i64 -> i64 {
        let f = make_fn("made");
        let d = D("local");
        f(yield_value!(look(n, &D("temp")))) + 1
    }
    fn of_option(n: i64, o: Option<Box<dyn FnOnce(i64) -> i64>>) receives z: i64 yields i64 -> i64 {
        if let Some(f) = o {
            f(yield_value!(look(n, &D("temp"))))
        } else { 0 }
    }
    fn of_tuple(n: i64) receives z: i64 yields i64 -> i64 {
        let (f, d) = (make_once("made"), D("beside"));
        f(yield_value!(look(n, &D("temp"))))
    }
    fn of_field(n: i64) receives z: i64 yields i64 -> i64 {
        let h = Holder { f: make_once("made"), d: D("beside") };
        (h.f)(yield_value!(look(n, &D("temp"))))
    }
    fn result_called(n: i64) receives z: i64 yields i64 -> i64 {
        make_once("made")(yield_value!(look(n, &D("temp"))))
    }
    fn result_called_fn(n: i64) receives z: i64 yields i64 -> i64 {
        make_fn("made")(yield_value!(look(n, &D("temp"))))
    }
    fn two_args(n: i64) receives z: i64 yields i64 -> i64 {
        let item = D("item");
        let f = move |n: i64, k: i64, d: D| { drop(item); n + k };
        f(look(1, &D("first")), yield_value!(look(n, &D("temp"))), D("arg")) + 1
    }
    fn ref_fn(n: i64) receives z: i64 yields i64 -> i64 {
        let item = D("item");
        let f = |n: i64| { item.touch(); n };
        let g = &f;
        g(yield_value!(look(n, &D("temp")))) + f(2)
    }
    fn in_loop(n: i64) receives z: i64 yields i64 -> i64 {
        let mut jobs = vec![make_once("a"), make_once("b")];
        let mut sum = 0;
        while let Some(job) = jobs.pop() {
            sum += job(yield_value!(look(n, &D("temp"))));
        }
        for job in [make_once("c"), make_once("e")] {
            sum += job(yield_value!(look(n, &D("temp"))));
        }
        sum
    }
}
struct Holder { f: Box<dyn FnOnce(i64) -> i64>, d: D }
fn make_once(s: &'static str) -> Box<dyn FnOnce(i64) -> i64> { let d = D(s); Box::new(move |n| { drop(d); n }) }
fn make_fn(s: &'static str) -> impl Fn(i64) -> i64 { let d = D(s); move |n| { d.touch(); n } }
fn look(n: i64, d: &D) -> i64 { log(format!("look {}", d.0)); n }
pub fn cases(t: &mut Tracer) {
    t.receiving("once_var", || once_var(1), |k| k as i64);
    t.receiving("once_var2", || once_var2(1), |k| k as i64);
    t.receiving("once_generic", || { let d = D("g"); once_generic(move |n| { drop(d); n }, 1) }, |k| k as i64);
    t.receiving("fn_generic", || { let d = D("g"); fn_generic(move |n| { d.touch(); n }, 1) }, |k| k as i64);
    t.receiving("fnmut_generic", || { let d = D("g"); fnmut_generic(move |n| { d.touch(); n }, 1) }, |k| k as i64);
    t.receiving("where_generic", || { let d = D("g"); where_generic(move |n| { drop(d); n }, 1) }, |k| k as i64);
    t.receiving("boxed_once", || boxed_once(make_once("b"), 1), |k| k as i64);
    t.receiving("boxed_fn", || boxed_fn(Box::new(make_fn("b")), 1), |k| k as i64);
    t.receiving("made_by_fn", || made_by_fn(1), |k| k as i64);
    t.receiving("made_fn", || made_fn(1), |k| k as i64);
    t.receiving("of_option", || of_option(1, Some(make_once("o"))), |k| k as i64);
    t.receiving("of_tuple", || of_tuple(1), |k| k as i64);
    t.receiving("of_field", || of_field(1), |k| k as i64);
    t.receiving("result_called", || result_called(1), |k| k as i64);
    t.receiving("result_called_fn", || result_called_fn(1), |k| k as i64);
    t.receiving("two_args", || two_args(1), |k| k as i64);
    t.receiving("ref_fn", || ref_fn(1), |k| k as i64);
    t.receiving("in_loop", || in_loop(1), |k| k as i64);
}

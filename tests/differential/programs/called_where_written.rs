//! What is called where it is written: a closure that gives away what it took is moved into its call, as an operand is.

use crate::prelude::*;
coro! {
    fn callee(n: i64) receives z: i64 yields i64 -> i64 {
        let item = D("item");
        yield_value!((move |number: i64| { let sum = item.0.len() as i64 + number; drop(item); sum })(yield_value!(look(n, &D("temp")))))
    }
    fn argument(n: i64) receives z: i64 yields i64 -> i64 {
        let item = D("item");
        take(item, yield_value!(look(n, &D("temp"))))
    }
    fn made(n: i64) receives z: i64 yields i64 -> i64 {
        let item = D("item");
        take((item), yield_value!(look(n, &D("temp"))))
    }
    fn boxed(n: i64) receives z: i64 yields i64 -> i64 {
        let f: Box<dyn FnOnce(i64) -> i64> = { let item = D("item"); Box::new(move |n| { drop(item); n }) };
        f(yield_value!(look(n, &D("temp"))))
    }
}
fn look(n: i64, d: &D) -> i64 { log(format!("look {}", d.0)); n }
fn take(d: D, _: i64) -> i64 { log(format!("take {}", d.0)); 1 }
pub fn cases(t: &mut Tracer) {
    t.receiving("callee", || callee(1), |k| k as i64);
    t.receiving("argument", || argument(1), |k| k as i64);
    t.receiving("made", || made(1), |k| k as i64);
    t.receiving("boxed", || boxed(1), |k| k as i64);
}

//! Closures in variables that give away copies of what they capture, or all of it but numbers.
use crate::prelude::*;

fn half(n: i64) -> Option<i64> {
    if n % 2 == 0 { Some(n / 2) } else { None }
}
fn sum2(a: i64, b: i64) -> i64 {
    a + b
}
fn look(_: &D<String>, n: i64) -> i64 {
    n
}

coro! {
    fn f0(n: i64) yields i64 -> Option<i64> {
        let best1 = half(({ yield_value!(-n); n }))?;
        let scaled2 = |k: i64| k * 2 + best1;
        log(scaled2(1));
        yield_value!(n);
        log(scaled2(2));
        Some(1)
    }
    fn f1(n: i64) yields i64 -> Option<i64> {
        let best1 = half(({ yield_value!(-n); n }))?;
        let scaled2 = |k: i64| k * 2 + (if 8i64 % 2 == 0 { 6i64 } else { best1 });
        log(scaled2(1));
        yield_value!(n);
        log(scaled2(2));
        Some(1)
    }
    fn f2(n: i64) yields i64 -> Option<i64> {
        let best1 = half(({ yield_value!(-n); n }))?;
        let scaled2 = |k: i64| k * 2 + best1;
        log(scaled2(1));
        yield_value!(n);
        log(scaled2((sum2(0i64, look(&D("t".to_string()), 4i64)))));
        Some(1)
    }
    fn f3(text: String, way: bool) yields i64 -> String {
        let take = || if way { text } else { String::new() };
        if way {
            yield_value!(1);
            return take();
        }
        yield_value!(2);
        take()
    }
    fn f4(n: i64) yields i64 -> Option<i64> {
        let best = half(n)?;
        let mut count = 0;
        let mut scaled = |k: i64| { count += 1; if k > 2 { k } else { best } };
        log(scaled(1));
        yield_value!(n);
        log(scaled(3));
        yield_value!(n);
        let last = scaled(2);
        Some(count + last)
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("f0", || f0(4));
    t.case("f1", || f1(4));
    t.case("f2", || f2(4));
    t.case("f3", || f3("t".into(), true));
    t.case("f3, not", || f3("t".into(), false));
    t.case("f4", || f4(4));
}

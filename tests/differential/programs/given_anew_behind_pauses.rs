//! Variables whose old value no pause holds, given a new one behind it: they keep their type.

use crate::prelude::*;
fn id<T>(t: T) -> T {
    t
}
struct P {
    a: u8,
}
fn half(n: i64) -> Option<i64> {
    Some(n)
}

coro! {
    fn nothing_looked_into() yields i64 -> i64 {
        let mut v = half(6);
        yield_value!(v.map_or(0, |v| v));
        v = None;
        v.map_or(3, |v| v + 1)
    }

    fn nothing() yields i64 -> i64 {
        let mut v = half(6);
        yield_value!(v.map_or(0, |v| v));
        v = None;
        1
    }

    fn default_value() yields i64 -> i64 {
        let mut v = half(6);
        loop {
            if yield_value!(v.map_or(0, |v| v)) == () { break; }
            v = half(7);
        }
        v = Default::default();
        if v.is_none() { 1 } else { 2 }
    }

    fn parameter(mut n: u8) yields i64 -> i64 {
        yield_value!(n as i64);
        n = 200;
        yield_value!(!n as i64);
        n = id(7);
        !n as i64
    }

    fn of_a_pair((mut n, m): (u8, i64)) yields i64 -> i64 {
        yield_value!(n as i64);
        n = 200;
        yield_value!(!n as i64);
        n = id(7);
        !n as i64 + m
    }

    fn of_a_struct(P { a: mut n }: P) yields i64 -> i64 {
        yield_value!(n as i64);
        n = 200;
        !n as i64
    }

    fn received(mut n: impl Fn(u8) -> u8) receives mut r: u8 yields i64 -> i64 {
        yield_value!(r as i64);
        r = 200;
        yield_value!(!r as i64);
        n(r) as i64
    }

    fn received_in_a_pattern() receives (mut r, s): (u8, u8) yields i64 -> i64 {
        yield_value!(r as i64);
        r = 200;
        !r as i64
    }

    fn late(c: bool) yields i64 -> i64 {
        let late;
        if c {
            late = id(1u8);
            yield_value!(late as i64);
        } else {
            yield_value!(2);
            late = 200;
            yield_value!(!late as i64);
        }
        1
    }

    fn bound_everywhere(list: Vec<u8>) yields i64 -> i64 {
        for (i, mut n) in list.into_iter().enumerate() {
            yield_value!(n as i64);
            n = 200;
            yield_value!(!n as i64);
        }
        match Some(3u8) {
            Some(mut m) => { yield_value!(m as i64); m = 200; yield_value!(!m as i64); }
            None => {}
        }
        if let Some(mut m) = Some(3u8) { yield_value!(m as i64); m = 200; yield_value!(!m as i64); }
        let Some(mut m) = Some(3u8) else { return 1 };
        yield_value!(m as i64);
        m = 200;
        yield_value!(!m as i64);
        let mut k = { yield_value!(5); 5u8 };
        yield_value!(k as i64);
        k = 200;
        yield_value!(!k as i64);
        let mut k = if m == 200 { yield_value!(5); 5u8 } else { 7 };
        yield_value!(k as i64);
        k = 200;
        yield_value!(!k as i64);
        let mut arr = [m; 3];
        yield_value!(arr[0] as i64);
        arr = [200; 3];
        yield_value!(!arr[0] as i64);
        let mut t = (m, 1i64);
        yield_value!(t.0 as i64);
        t = (200, 3);
        yield_value!(!t.0 as i64);
        yield_value!(t.0 as i64);
        t.0 = 200;
        yield_value!(!t.0 as i64);
        2
    }

    fn captured() yields i64 -> i64 {
        let mut count = 0u8;
        let mut n = coro!(move || { yield_value!(count as i64); count = 200; yield_value!(!count as i64); });
        yield_from!(n);
        1
    }

    fn gone_before(item: String) yields i64 -> String {
        let mut c = Ok::<String, String>(item);
        drop(c);
        yield_value!(1);
        let mut e = 0i64;
        loop {
            e += 1;
            if e > 1 {
                break;
            }
            c = std::convert::identity(Ok(String::from("c4")));
            return "one".to_string();
        }
        String::new()
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("nothing_looked_into", || nothing_looked_into());
    t.case("nothing", || nothing());
    t.case("default_value", || default_value());
    t.case("parameter", || parameter(1));
    t.case("of_a_pair", || of_a_pair((1, 2)));
    t.case("of_a_struct", || of_a_struct(P { a: 1 }));
    t.receiving("received", || received(|x| !x), |n| n as u8);
    t.receiving(
        "received_in_a_pattern",
        || received_in_a_pattern(),
        |n| (n as u8, 2u8),
    );
    t.case("late", || late(false));
    t.case("bound_everywhere", || bound_everywhere(vec![1, 2]));
    t.case("captured", || captured());
    t.case("gone_before", || gone_before(String::from("a")));
}

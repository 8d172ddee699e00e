//! Arrays of numbers that are handed to what gives the next one: they are copied, not moved.
use crate::prelude::*;
fn rotate(h: [i64; 3]) -> [i64; 3] {
    [h[1], h[2], h[0]]
}
coro! {
    fn literal(n: i64) yields i64 {
        let mut h = [1i64, 7, 7];
        for i in 0..n {
            h = rotate(h);
            h[h[0].rem_euclid(3) as usize] += i;
            yield_value!(h[0]);
        }
    }
    fn repeated(n: i64) yields [i64; 3] -> [i64; 3] {
        let mut h = [n; 3];
        let mut left = vec![1, 2, 3];
        while let Some(k) = left.pop() {
            h = rotate(h);
            h[(h[0] + k).rem_euclid(3) as usize] -= h[1];
            yield_value!(h);
            if k == n { yield_value!(rotate(h)); }
        }
        h
    }
    fn written(n: i64) yields i64 {
        let mut h: [i64; 3];
        if n > 1 { h = [n, 2, 3]; } else { yield_value!(0); h = [3, 4, n]; }
        loop {
            let before = h;
            h = rotate(h);
            h[h[2].rem_euclid(3) as usize] += before[0];
            yield_value!(h[0]);
            if h[0] > 9 { break; }
        }
    }
}
pub fn cases(t: &mut Tracer) {
    for n in [1, 3] {
        t.case("literal", || literal(n));
        t.case("repeated", || repeated(n));
        t.case("written", || written(n));
    }
}

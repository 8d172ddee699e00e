//! Arrays of numbers are copied where they seem to be moved: they have no drop flag.
use crate::prelude::*;
coro! {
        fn f3(mut v: [i64; 3], way: bool) yields i64 -> i64 {
            yield_value!(1);
            for mut h in Some(D("d1")) {
                yield_value!(v[1]);
            }
            v[v[2].rem_euclid(3) as usize] = 1;
            if way {
                let [k, .., w] = v;
                yield_value!(k);
                w
            } else {
                v[0]
            }
        }
        fn f4(mut v: [i64; 3], way: bool) yields i64 -> i64 {
            let mut all = 0;
            for i in 0..3 {
                yield_value!(v[1]);
                if way {
                    let w = v;
                    all += w[0];
                } else {
                    v[v[i].rem_euclid(3) as usize] = i as i64;
                }
            }
            yield_value!(all);
            2
        }
        fn f5(way: bool) yields i64 -> i64 {
            let v: [i64; 2];
            if way {
                v = [1, 2];
                yield_value!(v[0]);
            }
            yield_value!(8);
            2
        }
        fn f6(way: bool) yields i64 -> i64 {
            let mut v: [i64; 2];
            if way {
                v = [1, 2];
                yield_value!(v[0]);
            }
            yield_value!(8);
            v = [3, 4];
            for i in 0..2 {
                yield_value!(v[i]);
            }
            2
        }
        fn f7(v: [i64; 3], n: i64) yields i64 -> i64 {
            if n > 1 && let [3, middle @ .., _] = v {
                yield_value!(middle[0]);
            }
            if let [3, .., last] = v && let (0 | 4, _) = (last, n) {
                yield_value!(last);
            }
            n
        }
        fn f8() yields i64 -> i64 {
            let mut v: [i64; 3] = [6, 2, 7];
            v[same(if let [6, .., last] = v { last } else { 1 }).rem_euclid(3) as usize] += 3;
            yield_value!(0);
            v[same(match v { [2, .., last] => last, _ => 1 }) as usize] += 3;
            yield_value!(v[1]);
            2
        }
}
fn same(n: i64) -> i64 { n }
pub fn cases(t: &mut Tracer) {
    t.case("f7", || f7([3, 0, 4], 2));
    t.case("f7 n", || f7([3, 0, 4], 1));
    t.case("f8", || f8());
    t.case("f3", || f3([5, 0, 7], true));
    t.case("f3 n", || f3([5, 0, 7], false));
    t.case("f4", || f4([5, 0, 7], true));
    t.case("f4 n", || f4([5, 0, 7], false));
    t.case("f5", || f5(true));
    t.case("f5 n", || f5(false));
    t.case("f6", || f6(true));
    t.case("f6 n", || f6(false));
}

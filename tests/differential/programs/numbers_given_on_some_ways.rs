//! Numbers that hold a value on some ways only, and get another one behind the next pause.
use crate::prelude::*;
coro! {
        fn f1(f: D) yields i64 -> i64 {
            yield_value!(1);
            let mut z: (i64, i64);
            if f.0 == "f" {
                    z = (8, 4);
            }
            yield_value!(2);
            z = (5, 0);
            f.touch();
            1
        }
        fn f2(f: D) yields i64 -> i64 {
            yield_value!(1);
            let mut z: (i64, i64);
            if f.0 == "f" {
                    z = (8, 4);
            }
            yield_value!(2);
            z = (5, 0);
            f.touch();
            z.0
        }
        fn f3(f: D) yields i64 -> i64 {
            yield_value!(1);
            let mut z: i64;
            if f.0 == "f" {
                    z = 8;
            }
            yield_value!(2);
            z = 5;
            f.touch();
            z
        }
        fn f4(f: D) yields i64 -> i64 {
            yield_value!(1);
            let mut z;
            if f.0 == "f" {
                    z = D("z");
            }
            yield_value!(2);
            z = D("other");
            f.touch();
            1
        }
        fn f5(f: D) yields i64 -> i64 {
            yield_value!(1);
            let mut z: (i64, i64);
            z = (8, 4);
            yield_value!(2);
            z = (5, 0);
            f.touch();
            1
        }
}
pub fn cases(t: &mut Tracer) {
    t.case("f1", || f1(D("f")));
    t.case("f2", || f2(D("f")));
    t.case("f3", || f3(D("f")));
    t.case("f4", || f4(D("f")));
    t.case("f4 n", || f4(D("g")));
    t.case("f5", || f5(D("f")));
}

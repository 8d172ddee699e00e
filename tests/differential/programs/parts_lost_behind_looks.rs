//! Tuples that are looked at as a whole while a part of them is borrowed, before they lose a part.
use crate::prelude::*;
coro! {
        fn f0(e: (D, D)) yields i64 -> i64 {
            {
                let v = &e.0;
                log(format!("532 {:?}", e));
                v.touch();
            }
            let y = Some(e.0);
            yield_value!(5);
            y;
            1
        }
        fn f1(e: (D, D)) yields i64 -> i64 {
            log(format!("532 {:?}", e));
            let y = Some(e.0);
            yield_value!(5);
            y;
            1
        }
        fn f2(e: (D, D)) yields i64 -> i64 {
            let v = &e.0;
            log(format!("532 {:?}", e));
            v.touch();
            let y = Some(e.0);
            yield_value!(5);
            y;
            1
        }
        fn f3(e: (D, D)) yields i64 -> i64 {
            let v = &e.0;
            log(format!("532 {:?}", e));
            yield_value!(4);
            v.touch();
            let y = Some(e.0);
            yield_value!(5);
            y;
            1
        }
        fn f4(n: i64) yields i64 -> i64 {
            let e = (D("a"), D("b"));
            let v = &e.0;
            log(format!("532 {:?}", e));
            v.touch();
            let y = Some(e.0);
            yield_value!(5);
            y;
            1
        }
        fn f5(n: i64) yields i64 -> i64 {
            let mut e = (D("a"), D("b"));
            let v = &e.0;
            log(format!("532 {:?}", e));
            v.touch();
            e.1 = D("c");
            let y = Some(e.0);
            yield_value!(5);
            y;
            1
        }
}
pub fn cases(t: &mut Tracer) {
    t.case("f0", || f0((D("f"), D("g"))));
    t.case("f1", || f1((D("f"), D("g"))));
    t.case("f2", || f2((D("f"), D("g"))));
    t.case("f3", || f3((D("f"), D("g"))));
    t.case("f4", || f4(1));
    t.case("f5", || f5(1));
}

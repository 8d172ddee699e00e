//! Tuples that are looked at as a whole while a part of them is borrowed, before they lose a part.
use crate::prelude::*;
struct Duo {
    left: D,
    right: D,
}
impl std::fmt::Debug for Duo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?}", self.left, self.right)
    }
}
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
        fn on_one_way(mut p: (D, D), way: bool) yields i64 -> D {
            if way {
                {
                    let x = &p.0;
                    log(format!("275 {:?} {:?}", x, p));
                    x.touch();
                }
                return D("c3");
            }
            let (_, d) = p;
            for e in [D("c4"), D("c5")] { yield_value!(5); }
            D("c6")
        }
        fn renewed(way: bool) yields i64 -> i64 {
                let mut u = Duo { left: D("a1"), right: D("a2") };
                let g = if way {
                    let item = u.left;
                    yield_value!(8);
                    item.touch();
                    2
                } else {
                    drop(u);
                    9
                };
                u = Duo { left: D("a4"), right: D("a5") };
                {
                    let v = &u.left;
                    log(format!("{u:?}"));
                    for i in 0..2 {
                        log(format!("{i} {u:?}"));
                    }
                    v.touch();
                }
                yield_value!(9);
                g
        }
}
pub fn cases(t: &mut Tracer) {
    t.case("f0", || f0((D("f"), D("g"))));
    t.case("f1", || f1((D("f"), D("g"))));
    t.case("f2", || f2((D("f"), D("g"))));
    t.case("f3", || f3((D("f"), D("g"))));
    t.case("f4", || f4(1));
    t.case("f5", || f5(1));
    t.case("renewed", || renewed(true));
    t.case("renewed n", || renewed(false));
    t.case("on_one_way", || on_one_way((D("f"), D("g")), true));
    t.case("on_one_way n", || on_one_way((D("f"), D("g")), false));
}

//! Temporaries in what an array repeats.
use crate::prelude::*;
trait Rank {
    fn rank(&self) -> i64;
}
impl Rank for D {
    fn rank(&self) -> i64 {
        7
    }
}
fn sum(a: [i64; 3], b: i64) -> i64 {
    a[0] + b
}
coro! {
        fn f0() yields i64 -> i64 {
            yield_from!(f1([D("a1").rank(); 3]))
        }
        fn f1(g: [i64; 3]) yields i64 -> i64 {
            yield_value!(3);
            g[1]
        }
        fn f2() yields i64 -> i64 {
            for x in [D("a1").rank(); 3] {
                yield_value!(x);
            }
            match [D("a1").rank(); 3] {
                [1, ..] => 2,
                [_, x, _] => { yield_value!(x); 3 }
            }
        }
        fn f3() yields i64 -> i64 {
            sum([D("a1").rank(); 3], { yield_value!(4); 1 })
        }
        fn f4() yields i64 -> i64 {
            let x = sum([{ yield_value!(4); D("a").rank() }; 3], { yield_value!(4); 1 });
            log(x);
            for x in [None::<D>, Some(D("u"))] { yield_value!(1); }
            match [const { None::<D> }; 2] { [a, b] => { yield_value!(7); } }
            x
        }
}
pub fn cases(t: &mut Tracer) {
    t.case("f0", || f0());
    t.case("f2", || f2());
    t.case("f3", || f3());
    t.case("f4", || f4());
}

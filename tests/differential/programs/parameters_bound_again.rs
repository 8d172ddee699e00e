//! Parameters that are bound again behind another one, and looked at as a whole before they lose a part.
use crate::prelude::*;
#[derive(Debug)]
struct Duo {
    left: D,
    right: D,
}
coro! {
        fn f3((z, _): (D, D), mut p: Duo) yields i64 {
            log(format!("67 {:?}", p));
            if z.0 == "x" {
                ()
            } else {
                p = Duo { left: D("d5"), ..p };
                yield_value!(1);
                ()
            }
        }
        fn f4((z, _): (D, D), p: Duo) yields i64 -> D {
            yield_value!(0);
            log(format!("67 {:?}", p));
            if z.0 == "x" {
                p.left
            } else {
                let l = p.left;
                yield_value!(1);
                p.right.touch();
                l
            }
        }
}
pub fn cases(t: &mut Tracer) {
    t.case("f3", || {
        f3(
            (D("x"), D("y")),
            Duo {
                left: D("l"),
                right: D("r"),
            },
        )
    });
    t.case("f3 n", || {
        f3(
            (D("n"), D("y")),
            Duo {
                left: D("l"),
                right: D("r"),
            },
        )
    });
    t.case("f4", || {
        f4(
            (D("x"), D("y")),
            Duo {
                left: D("l"),
                right: D("r"),
            },
        )
    });
    t.case("f4 n", || {
        f4(
            (D("n"), D("y")),
            Duo {
                left: D("l"),
                right: D("r"),
            },
        )
    });
}

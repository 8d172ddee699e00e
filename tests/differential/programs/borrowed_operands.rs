//! An operand that is a borrow, with a pause in a later operand.

use crate::prelude::*;

coro! {
    fn yield_in_args(values: (i32, bool, i32)) yields i32 -> bool {
        fn check(_: bool, left: &i32, right: i32) -> bool {
            *left == right
        }
        let (a, flag, c) = values;
        check(flag, &a.max(1), { yield_value!(c); c })
    }

    fn replaced(mut a: u64, b: u64) yields u64 -> (u64, u64) {
        let old = std::mem::replace(&mut a, { yield_value!(b); 7 });
        (old, a)
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("yield in args", || yield_in_args((3, true, 3)));
    t.case("replaced", || replaced(1, 2));
}

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

    fn shared(text: String, list: Vec<u32>) yields usize -> bool {
        fn is_at(list: &[u32], text: &str, n: usize) -> bool {
            list.len() == text.len() && list[n] == 3
        }
        is_at(&list, &text, { yield_value!(text.len()); 1 }) && is_at(&list[1..], text.trim(), { yield_value!(0); 0 })
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("yield in args", || yield_in_args((3, true, 3)));
    t.case("replaced", || replaced(1, 2));
    t.case("shared", || shared("ab".to_string(), vec![1, 3]));
}

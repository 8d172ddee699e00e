//! Of an operand that is a borrow of a place, with a pause in a later operand.

use crate::prelude::*;

coro! {
    fn shared(text: String, list: Vec<u32>) yields usize -> bool {
        fn is_at(list: &[u32], text: &str, n: usize) -> bool {
            list.len() == text.len() && list[n] == 3
        }
        is_at(&list, &text, { yield_value!(text.len()); 1 }) && is_at(&list[1..], text.trim(), { yield_value!(0); 0 })
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("shared", || shared("ab".to_string(), vec![1, 3]));
}

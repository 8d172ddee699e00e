//! Items of one name in nested blocks.

use crate::prelude::*;

coro! {
    fn shadowed_items(n: u32) yields u32 -> u32 {
        fn value() -> u32 {
            1
        }
        yield_value!(value());
        let result = {
            fn value() -> u32 {
                2
            }
            yield_value!(value());
            value() + n
        };
        let value = |m: u32| m + value();
        yield_value!(value(result));
        value(1)
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("shadowed items", || shadowed_items(5));
}

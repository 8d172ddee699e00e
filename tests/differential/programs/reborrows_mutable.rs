//! Loops over a local by `&mut`, with a pause in the body.

use crate::prelude::*;

coro! {
    fn for_over_a_local_mutably() yields u32 -> Vec<u32> {
        let mut list = vec![1, 2, 3];
        for x in &mut list {
            *x += 1;
            yield_value!(*x);
            *x *= 10;
        }
        for x in list.iter_mut() {
            if *x == 30 {
                continue;
            }
            *x += 1;
            yield_value!(*x);
        }
        list
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("for over a local mutably", for_over_a_local_mutably);
}

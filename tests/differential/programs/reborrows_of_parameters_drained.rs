//! A `&mut` parameter lent to a drain.

use crate::prelude::*;

coro! {
    fn drained(list: &mut Vec<u32>) yields u32 -> u32 {
        list.retain(|x| *x > 2);
        yield_value!(list.len() as u32);
        let mut sum = 0;
        for x in list.drain(1..) {
            yield_value!(x);
            sum += x;
        }
        sum
    }
}

pub fn cases(t: &mut Tracer) {
    t.scope("drained", |drive| {
        let mut list = vec![1, 2, 3, 4, 5];
        drive.run(drained(&mut list));
        log(format_args!("{list:?}"));
    });
}

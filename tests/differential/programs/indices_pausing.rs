//! Pauses in indices, of which a slice is borrowed.

use crate::prelude::*;

coro! {
    fn indices(list: Vec<u32>) receives _: usize yields u32 -> u32 {
        let first = list[yield_value!(0)];
        let sum = list[yield_value!(1)] + list[{ yield_value!(2); 0 }] + first;
        let slice = &list[yield_value!(3)..];
        slice.iter().sum::<u32>() + sum
    }
}

pub fn cases(t: &mut Tracer) {
    t.receiving("indices", || indices(vec![3, 5, 8, 13]), |k| k);
    t.receiving("index out of bounds", || indices(vec![3]), |k| k);
}

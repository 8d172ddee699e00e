//! Two indices of one place, with a pause in the second. rustc's coroutines lose the first
//! index of an array there, without an error: so the trace is written by hand.

use crate::prelude::*;

coro! {
    fn of_arrays(rows: [[u8; 3]; 2]) receives _: usize yields u8 -> u8 {
        rows[yield_value!(1)][yield_value!(2)] + rows[0][yield_value!(3)]
    }

    fn assigned(mut rows: [[u8; 2]; 2]) receives _: usize yields u8 -> [[u8; 2]; 2] {
        rows[yield_value!(1)][yield_value!(2)] = yield_value!(3) as u8;
        rows[1][yield_value!(4)] += 10;
        rows
    }
}

pub fn cases(t: &mut Tracer) {
    t.receiving("of arrays", || of_arrays([[1, 2, 3], [4, 5, 6]]), |k| [0, 1, 2, 1][k % 4]);
    // The first index is checked before the second is known.
    t.receiving("out of bounds", || of_arrays([[1, 2, 3], [4, 5, 6]]), |k| k + 1);
    t.receiving("assigned", || assigned([[1, 2], [3, 4]]), |k| [0, 7, 1, 0, 1][k % 5]);
}

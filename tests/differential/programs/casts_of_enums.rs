//! A cast takes an `enum` that is not `Copy`.

use crate::prelude::*;

enum Kind {
    Small = 1,
    Large = 5,
}

coro! {
    fn of_a_parameter(kind: Kind) yields u32 -> u32 {
        yield_value!(1);
        for i in 0..2 {
            yield_value!(i);
        }
        kind as u32
    }

    fn of_items(kinds: Vec<Kind>) yields u32 -> u32 {
        let mut sum = 0;
        for kind in kinds {
            yield_value!(1);
            yield_value!(2);
            sum += kind as u32;
        }
        let last = Kind::Large;
        loop {
            if sum > 20 {
                break last as u32;
            }
            sum += 7;
            yield_value!(sum);
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("of a parameter", || of_a_parameter(Kind::Small));
    t.case("of items", || of_items(vec![Kind::Small, Kind::Large]));
}

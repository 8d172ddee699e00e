//! `#[cfg(..)]` and other attributes on statements.

use crate::prelude::*;

struct Settings { level: u32, loud: bool }

coro! {
    fn attributes(n: u32) yields u32 -> u32 {
        #[allow(unused_variables)]
        let unused = 1;
        #[cfg(any())]
        let n = "not there";
        #[cfg(all())]
        yield_value!(n);
        #[cfg(any())]
        yield_value!("not there");
        match n {
            #[cfg(any())]
            0 => not_there(),
            #[allow(clippy::all)]
            0 => yield_value!(10),
            _ => {
                #[rustfmt::skip]
                yield_value!(20);
            }
        }
        #[allow(unused_mut)]
        let mut kept = n;
        yield_value!(kept);
        kept
    }

    fn chosen(n: u32) yields u32 -> u32 {
        #[cfg(not(debug_assertions))]
        let step = 1;
        #[cfg(debug_assertions)]
        let step = 1;
        let mut total = n;
        #[cfg(target_pointer_width = "16")]
        {
            yield_value!(16);
            total += 100;
        }
        #[cfg(not(target_pointer_width = "16"))]
        for i in 0..2 {
            total += step;
            yield_value!(total + i);
        }
        let settings = Settings {
            #[cfg(any())]
            level: "none",
            #[cfg(all())]
            level: total,
            loud: total > 3,
        };
        match settings {
            #[cfg(target_pointer_width = "16")]
            Settings { level, .. } => yield_value!(level),
            #[cfg(not(target_pointer_width = "16"))]
            Settings { level, loud } => {
                if loud { yield_value!(level) }
            }
        }
        #[cfg(debug_assertions)]
        return total;
        #[cfg(not(debug_assertions))]
        total
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("attributes", || attributes(0));
    t.case("attributes, other", || attributes(1));
    t.case("chosen", || chosen(1));
    t.case("chosen", || chosen(2));
}

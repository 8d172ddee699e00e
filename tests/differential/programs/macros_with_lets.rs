//! A `let` among the tokens of a macro of unknown grammar.

use crate::prelude::*;
macro_rules! twice { ($e:expr) => {{ let x = $e; x + x }}; }
coro! {
    fn f(x: u32) yields u32 -> u32 {
        let y = twice!(x + 1);
        yield_value!(y + x);
        let x = twice!(x) + twice!({ let x = 3; x * y }) + twice!({ let (a, x) = (x, y); a * x });
        yield_value!(x);
        x + y
    }
}
pub fn cases(t: &mut Tracer) { t.case("f", || f(5)); }

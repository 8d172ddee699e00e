//! A text that a closure makes longer is moved into it, and given anew by the same statement.

use crate::prelude::*;

fn apply<T>(n: i32, f: impl FnOnce(i32) -> T) -> T {
    f(n)
}

coro! {
    fn longer(mut name: String) yields i32 -> String {
        for n in 0..3 {
            name = apply(n, |n| name + &n.to_string());
            yield_value!(n);
            name = apply(n, |_| name + ".");
        }
        name
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("longer", || longer("a".to_string()));
}

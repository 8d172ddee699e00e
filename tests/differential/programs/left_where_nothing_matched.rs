//! What a pattern leaves of a variable that is named again on the ways on which it did not match; variants that are
//! named without their enum; loops that end once it did.

use crate::prelude::*;
enum Kind { Named(D), Both { one: D, two: D }, Plain }
struct M { name: D, kind: Kind }
use Kind::*;
coro! {
    fn else_if_by_field(m: M) yields &'static str {
        if let M { kind: Both { one: s, .. }, .. } = m {
            yield_value!(s.0);
        } else if let M { name, kind: Plain, .. } = m {
            yield_value!(name.0);
        }
        yield_value!("end");
    }
    fn sides(m: Kind) yields &'static str {
        if let Named(s) | Both { one: s, .. } = m {
            yield_value!(s.0);
        } else if let Plain = m {
            yield_value!("plain");
        }
        yield_value!("end");
    }
    fn sides_by_field(m: M) yields &'static str {
        if let M { kind: Named(s) | Both { one: s, .. }, .. } = m {
            yield_value!(s.0);
        } else if let M { kind: Plain, .. } = m {
            yield_value!("p");
        }
        yield_value!("end");
    }
    fn arms(m: M) yields &'static str {
        match m {
            M { kind: Named(s) | Both { one: s, .. }, .. } => { yield_value!(s.0); }
            M { name, kind: Plain, .. } => { yield_value!(name.0); }
        }
        yield_value!("end");
    }
    fn of_a_field(m: M) yields &'static str {
        if let Named(s) | Both { one: s, .. } = m.kind {
            yield_value!(s.0);
        } else {
            yield_value!("plain");
            drop(m.name);
        }
        yield_value!("end");
    }
    fn arms_that_take_nothing(m: M) yields &'static str {
        match m.kind {
            Both { one, .. } => { yield_value!(one.0); }
            Plain | Named(_) => if let Named(n) = m.kind { yield_value!(n.0); }
        }
        yield_value!("end");
    }
    fn behind_let_else(m: M) yields &'static str {
        let M { kind: Both { two, .. }, .. } = m else {
            if let Named(n) = m.kind { yield_value!(n.0); }
            yield_value!("else");
            return;
        };
        yield_value!("end");
        two.touch();
        yield_value!("end2");
    }
    fn behind_a_condition(m: M) yields &'static str {
        if m.name.0 == "m" && let Both { two: s, .. } = m.kind {
            yield_value!(s.0);
        } else if let M { kind: Named(n), .. } = m {
            yield_value!(n.0);
        }
        yield_value!("end");
    }
    fn in_a_loop(m: Kind) yields &'static str {
        for i in 0..2 {
            if i == 0 { yield_value!("first"); continue; }
            if let Both { one: s, .. } = m { yield_value!(s.0); break; }
            else if let Named(n) = m { yield_value!(n.0); break; }
        }
        yield_value!("end");
    }
    fn worth_something(m: Kind) yields &'static str -> u32 {
        let n = if let Both { two: s, .. } | Named(s) = m { yield_value!(s.0); 1 } else { match m { Plain => 2, Named(n) => { yield_value!(n.0); 3 } _ => 4 } };
        yield_value!("end");
        n
    }
    fn literals(m: Kind) yields &'static str {
        if let Both { one: D("1"), two } = m { yield_value!(two.0); }
        else if let Both { one, two: D("3") } = m { yield_value!(one.0); }
        else { match m { Named(n) => { yield_value!(n.0); } x => { yield_value!("x"); drop(x); } } }
        yield_value!("end");
    }
    fn three_in_a_row(m: Kind) yields &'static str {
        if let Both { one: s, .. } = m {
            yield_value!(s.0);
        } else if let Plain = m {
            yield_value!("plain");
        } else if let Named(n) = m { yield_value!(n.0); }
        yield_value!("end");
    }
    fn left_by_break(m: Kind) yields &'static str {
        for i in 0..2 {
            if i == 0 { yield_value!("first"); continue; }
            if let Both { one: s, .. } = m { yield_value!(s.0); break; }
        }
        yield_value!("end");
    }
    fn left_by_break_on_both(m: Kind) yields &'static str {
        for i in 0..2 {
            if i == 0 { yield_value!("first"); continue; }
            if let Both { one: s, .. } = m { yield_value!(s.0); break; }
            else if let Named(s) = m { yield_value!(s.0); break; }
        }
        yield_value!("end");
    }
    fn left_by_arms_of_a_loop(m: Kind) yields &'static str {
        let mut i = 0;
        loop {
            i += 1;
            if i == 1 { yield_value!("first"); continue; }
            match m {
                Both { one: s, .. } => { yield_value!(s.0); break; }
                Named(s) => { yield_value!(s.0); break; }
                _ => if i > 4 { break },
            }
        }
        yield_value!("end");
    }
    fn left_by_arms(m: Kind) yields &'static str {
        for i in 0..2 {
            if i == 0 { yield_value!("first"); continue; }
            match m {
                Both { one: s, .. } => { yield_value!(s.0); break; }
                Named(s) => { yield_value!(s.0); break; }
                _ => {}
            }
        }
        yield_value!("end");
    }
}
macro_rules! each_kind {
    ($t:ident $make:expr => $($f:ident)*) => { $(
        $t.case(concat!(stringify!($f), " named"), || $f($make(Named(D("n")))));
        $t.case(concat!(stringify!($f), " both"), || $f($make(Both { one: D("1"), two: D("2") })));
        $t.case(concat!(stringify!($f), " plain"), || $f($make(Plain)));
    )* };
}
pub fn cases(t: &mut Tracer) {
    each_kind! { t |kind| M { name: D("m"), kind } => else_if_by_field sides_by_field arms of_a_field arms_that_take_nothing behind_let_else behind_a_condition }
    each_kind! { t |kind| kind => sides three_in_a_row in_a_loop worth_something literals left_by_break left_by_break_on_both left_by_arms_of_a_loop left_by_arms }
}

//! Closures in operands that only look at what they name: it lives on.

use crate::prelude::*;

pub fn mk(n: &'static str) -> D {
    log(format!("mk {n}"));
    D(n)
}

coro! {
    fn in_a_chain(n: i64) yields i64 -> Result<i64, String> {
        let d = mk("held");
        let r: Result<i64, String> = Ok(n);
        let k = r.and_then(|k| if k > 5 { Err(format!("{k} {d:?}")) } else { Ok(k + 1) })? + { yield_value!(2); 1 };
        Ok(k)
    }
    fn instead_of_nothing(o: Option<String>) yields i64 -> String {
        let d = mk("held");
        let text = o.unwrap_or_else(|| format!("{d:?}"));
        yield_value!(1);
        let e = mk("other");
        let more = Some(2).map_or_else(|| format!("{e:?}"), |n| format!("{n}{e:?}"));
        yield_value!(2);
        text + &more
    }
    fn in_a_closure() yields i64 {
        let d = mk("d");
        let e = mk("e");
        let f = move || { let inner = move || log(format!("{d:?}")); inner(); drop(e); };
        yield_value!(1);
        f();
        yield_value!(2);
    }
    fn kept(n: i64) yields i64 -> usize {
        let d = mk("d");
        let f = |k: i64| format!("{d:?} {k}").len();
        let mut sum = f(n);
        yield_value!(1);
        sum += f({ yield_value!(2); n * 100 });
        yield_value!(3);
        sum
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("in a chain", || in_a_chain(2));
    t.case("in a chain, fails", || in_a_chain(7));
    t.case("instead of nothing", || instead_of_nothing(None));
    t.case("instead of something", || instead_of_nothing(Some("s".to_string())));
    t.case("in a closure", || in_a_closure());
    t.case("kept", || kept(1));
}

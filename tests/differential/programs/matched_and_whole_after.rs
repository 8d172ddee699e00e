//! Tuples of which an arm takes a part, and that are given another value and needed whole after it.
use crate::prelude::*;
#[derive(Debug)]
struct Duo { left: D, right: D }
coro! {
    fn whole_after(d: D) yields i64 {
        drop(d);
        let mut m = (D("a2"), D("a3"));
        match m {
            (z, ..) => { yield_value!((|number: i64| number + (m.1.id() - 1))(9i64)); z.touch(); }
        }
        m = (D("a4"), D("a5"));
        { if 4i64 <= m.0.id() { panic!("p {} {m:?}", String::from("one")); } }
        yield_value!(3);
        log(format!("{m:?}"));
    }
    fn seen_after() yields i64 {
        let mut m = (D("a"), D("b"));
        match m {
            (z, ..) => { yield_value!(m.1.id()); z.touch(); }
        }
        m = (D("c"), D("d"));
        log(format!("{m:?}"));
    }
    fn arms(n: i64) yields i64 -> i64 {
        let mut duo = Duo { left: D("l"), right: D("r") };
        log(format!("{duo:?}"));
        match duo {
            Duo { left, .. } if n > 1 => { yield_value!(1); left.touch(); }
            Duo { right, .. } => { yield_value!(2); drop(right); yield_value!(duo.left.id()); }
        }
        yield_value!(4);
        duo = Duo { left: D("l2"), right: D("r2") };
        yield_value!(5);
        log(format!("{duo:?}"));
        duo.right.id()
    }
    fn looped(n: i64) yields i64 {
        let mut m = (D("a"), D("b"));
        for i in 0..n {
            log(format!("{m:?}"));
            if let (_, second) = m { yield_value!(i); second.touch(); }
            yield_value!(m.0.id());
            m = (D("c"), D("d"));
        }
        log(format!("{m:?}"));
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("seen after", || seen_after());
    t.case("whole after", || whole_after(D("a1")));
    for n in [1, 2] { t.case("arms", || arms(n)); t.case("looped", || looped(n)); }
}

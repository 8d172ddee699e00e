//! A part of a variable left by `_` in a match: it is dropped at the pause instead of at the end of the variable's scope.

use crate::prelude::*;

coro! {
    fn by_move(list: Vec<Option<(D, D)>>) yields &'static str {
        for item in list {
            match item {
                Some((a, b)) if a.id() > b.id() => {
                    yield_value!("greater");
                    a.touch();
                }
                Some((a, _)) => {
                    yield_value!("some");
                    drop(a);
                    yield_value!("dropped");
                }
                None => yield_value!("none"),
            }
            yield_value!("after");
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("by move", || by_move(vec![Some((D("b"), D("a"))), None, Some((D("c"), D("d")))]));
}

//! The first link of a chain takes a part of a variable, of which the rest is named later.

use crate::prelude::*;

struct Mixed {
    name: String,
    n: i32,
    kind: D,
}

fn show(d: &D) {
    d.touch();
}

coro! {
    fn taken_first(m: Mixed, z: Option<i32>) yields i32 -> i32 {
        if let Mixed { name, n: k, .. } = m && k > 1 && let Some(z) = z {
            yield_value!(z);
            log(name.len());
        }
        show(&m.kind);
        yield_value!(3);
        4
    }
}

pub fn cases(t: &mut Tracer) {
    let mixed = |n| Mixed { name: "a".into(), n, kind: D("kind") };
    t.case("all links", || taken_first(mixed(2), Some(2)));
    t.case("one link", || taken_first(mixed(1), Some(2)));
    t.case("two links", || taken_first(mixed(2), None));
}

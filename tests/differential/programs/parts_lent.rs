//! Parts with a drop of their own, of which a pattern binds fields by `ref` beside what it moves.

use crate::prelude::*;

struct Tag {
    name: String,
    n: i32,
}

impl Drop for Tag {
    fn drop(&mut self) {
        log(format_args!("drop {}", self.name));
    }
}

fn tag(n: i32) -> Tag {
    Tag { name: "t".into(), n }
}

coro! {
    fn in_a_match(x: Option<(i32, D<String>)>) yields i32 -> i32 {
        yield_value!(1);
        match x {
            Some((n, D(ref k))) => {
                log(k);
                yield_value!(n);
                log(k.len());
                n
            }
            None => 0,
        }
    }

    fn in_an_if(x: Option<(String, Tag)>) yields i32 -> i32 {
        yield_value!(1);
        if let Some((s, Tag { ref name, n })) = x {
            log(name);
            yield_value!(n);
            log(name);
            log(s);
        }
        yield_value!(3);
        4
    }

    fn changed(mut x: Result<(D, Tag), D>) yields i32 -> i32 {
        let other = D("other");
        match x {
            Ok((d, Tag { name: ref mut name, n: 1 })) => {
                name.push('!');
                yield_value!(1);
                name.push('?');
                d.touch();
            }
            Ok((d, Tag { ref name, .. })) => {
                yield_value!(name.len() as i32);
                d.touch();
                yield_value!(name.len() as i32);
            }
            Err(d) => {
                yield_value!(3);
                d.touch();
            }
        }
        yield_value!(3);
        other.touch();
        4
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("in a match", || in_a_match(Some((1, D("k".to_string())))));
    t.case("in an if", || in_an_if(Some(("s".to_string(), tag(2)))));
    t.case("changed", || changed(Ok((D("s"), tag(1)))));
    t.case("read", || changed(Ok((D("s"), tag(2)))));
    t.case("neither", || changed(Err(D("s"))));
}

//! Delegates that go through a `&mut` which is not named again.
use crate::prelude::*;
struct A { items: Vec<u32> }
struct B { a: A, n: u32 }
coro! {
    impl A {
        fn grow(&mut self, by: u32) yields usize -> usize {
            self.items.push(by);
            yield_value!(self.items.len());
            self.items.len()
        }
    }
    impl B {
        fn tail(&mut self, by: u32) yields usize -> usize {
            self.n += by;
            yield_value!(0);
            yield_from!(self.a.grow(by))
        }
        fn statement(&mut self, by: u32) yields usize {
            yield_value!(0);
            yield_from!(self.a.grow(by));
        }
        fn bound(&mut self, by: u32) yields usize -> usize {
            let n = yield_from!(self.a.grow(by));
            yield_value!(n);
            n + 1
        }
        fn in_the_middle(&mut self) yields usize -> u32 {
            self.n += 1;
            yield_value!(self.a.items.len());
            let first = yield_from!(self.a.grow(1));
            yield_value!(first);
            first as u32 + 1
        }

        fn question(&mut self, by: u32) yields usize -> Option<usize> {
            if by == 0 { return None; }
            let n = Some(yield_from!(self.a.grow(by)))?;
            Some(n)
        }
    }
    fn param(list: &mut A) yields usize -> usize {
        yield_value!(list.items.len());
        yield_from!(list.grow(3))
    }
}
pub fn cases(t: &mut Tracer) {
    let b = || B { a: A { items: vec![] }, n: 0 };
    t.scope("tail", |d| d.run(b().tail(2)));
    t.scope("statement", |d| d.run(b().statement(2)));
    t.scope("bound", |d| d.run(b().bound(2)));
    t.scope("in the middle", |d| d.run(b().in_the_middle()));
    t.scope("question", |d| d.run(b().question(2)));
    t.scope("param", |d| d.run(param(&mut b().a)));
}

//! Coroutines that are lent a parameter, kept in a variable before they are delegated to.

use crate::prelude::*;
struct Counter { n: u32, name: D }
impl Counter { fn next(&mut self) -> u32 { self.n += 1; self.n } }
coro! {
    fn nested(counter: &mut Counter, depth: u32) yields u32 -> Result<u32, String> {
        yield_value!(counter.next());
        if depth > 0 {
            let inner: Box<dyn Coroutine<Yield = u32, Return = Result<u32, String>> + '_> = Box::new(nested(counter, depth - 1));
            let got = yield_from!(inner)?;
            yield_value!(got + counter.next());
        }
        if counter.n > 9 { return Err(format!("{} is too much", counter.n)); }
        Ok(counter.n)
    }
    fn twice(counter: &mut Counter) yields u32 -> u32 {
        let mut first = nested(counter, 1).boxed();
        while let CoroutineState::Yielded(n) = first.resume(()) { yield_value!(n * 100); }
        drop(first);
        counter.n
    }
    /// Lent where it is delegated to, and given away in a box.
    fn in_turn(counter: &mut Counter, depth: u32) yields u32 -> Result<u32, String> {
        if depth == 0 { return counter.next().checked_sub(1).ok_or_else(|| "none".to_string()); }
        yield_from!(in_turn(counter, depth - 1).boxed())?;
        yield_value!(counter.next());
        let inner: Box<dyn Coroutine<Yield = u32, Return = Result<u32, String>> + '_> = Box::new(in_turn(counter, depth - 1));
        yield_from!(inner)?;
        Ok(counter.n)
    }
}
fn counter() -> Counter { Counter { n: 0, name: D("c") } }
pub fn cases(t: &mut Tracer) {
    t.scope("nested", |d| { let mut counter = counter(); d.run(nested(&mut counter, 2)); });
    t.scope("twice", |d| { let mut counter = counter(); d.run(twice(&mut counter)); });
    t.scope("in turn", |d| { let mut counter = counter(); d.run(in_turn(&mut counter, 2)); });
    t.scope("too much", |d| { let mut counter = counter(); d.run(nested(&mut counter, 6)); });
}

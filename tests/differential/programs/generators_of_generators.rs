//! A coroutine in the head of a loop, and what never ends.

use crate::prelude::*;
coro! {
    fn naturals() yields u32 { let mut n = 0; loop { yield_value!(n); n += 1; } }
    fn words(text: &str) yields String -> usize { let mut k = 0; for w in text.split(' ') { yield_value!(w.to_string()); k += 1; } k }

    fn a1() yields u32 {
        for n in naturals().iter().take(3) { yield_value!(n * 10); }
    }
    fn a2() yields u32 {
        let mut gen_ = naturals();
        for n in gen_.iter().take(3) { yield_value!(n * 10); }
        for n in gen_.iter().skip(1).step_by(2).take(2) { yield_value!(n * 10); }
    }
    fn a3() yields u32 {
        for n in naturals().iter().filter(|n| n % 2 == 1).map(|n| n * n).take_while(|n| *n < 30) { yield_value!(n); }
    }
    fn a4() yields String -> usize {
        let mut total = 0;
        for w in words("a bc def").iter() { let copy = w.clone(); yield_value!(copy); total += w.len(); }
        total
    }
    fn a5() yields u32 {
        yield_from!(naturals().iter().take(2));
        let list = vec![1, 2, 3];
        yield_from!(list.iter().copied());
        yield_from!(list.iter().map(|x| x * 2).rev());
        let text = String::from("ab");
        yield_from!(text.chars().map(|c| c as u32));
        yield_from!(text.bytes().map(u32::from));
    }
    fn a6() yields (u32, String) {
        for (n, w) in naturals().iter().zip(words("x y z").iter()) { yield_value!((n, w)); }
    }
    fn a7() yields u32 -> u32 {
        let mut it = naturals().into_iter_().peekable();
        let mut sum = 0;
        while let Some(n) = it.next() { if n > 3 { break; } sum += it.peek().copied().unwrap_or(0); yield_value!(n); }
        sum
    }
    fn a8() yields u32 {
        let mut a = naturals();
        let mut b = naturals();
        loop {
            let (Some(x), Some(y)) = (a.iter().next(), b.iter().nth(1)) else { return };
            yield_value!(x + y);
            if x > 3 { return; }
        }
    }
    fn a9() yields String {
        for (i, w) in words("p q").iter().enumerate() { yield_value!(format!("{i}{w}")); log(w); }
    }
}
trait IntoIter_ { fn into_iter_(self) -> impl Iterator<Item = u32>; }
impl<C: Coroutine<(), Yield = u32, Return = ()>> IntoIter_ for C { fn into_iter_(mut self) -> impl Iterator<Item = u32> { std::iter::from_fn(move || match self.resume(()) { CoroutineState::Yielded(y) => Some(y), _ => None }) } }
pub fn cases(t: &mut Tracer) {
    t.case("a1", a1); t.case("a2", a2); t.case("a3", a3); t.case("a4", a4); t.case("a5", a5);
    t.case("a6", a6); t.case("a7", a7); t.case("a8", a8); t.case("a9", a9);
}

//! `coro!(move || ..)` whose body borrows what it owns over a pause.

use crate::prelude::*;

fn own() -> impl Coroutine<Yield = usize, Return = String> {
    coro!(move || {
        let text = String::from("one two three");
        let mut words = text.split(' ').peekable();
        let mut all = String::new();
        while let Some(word) = words.next() {
            yield_value!(word.len());
            if words.peek().is_some() {
                all.push_str(word);
            }
        }
        all
    })
}
fn list() -> impl Coroutine<u32, Yield = usize, Return = u32> {
    let list = vec![D("a"), D("b"), D("c")];
    coro!(move |first: u32| {
        let mut sum = first;
        let mut open = vec![&list[0], &list[1]];
        while let Some(d) = open.pop() {
            sum += yield_value!(d.id() as usize);
        }
        sum
    })
}

fn borrowing() -> impl Coroutine<Yield = usize, Return = String> {
    let text = String::from("one two three");
    coro!(move || {
        let mut words = text.split(' ').peekable();
        let mut all = String::new();
        while let Some(word) = words.next() {
            yield_value!(word.len());
            if words.peek().is_some() {
                all.push_str(word);
            }
        }
        all
    })
}

pub fn cases(t: &mut Tracer) {
    t.case("own", || own());
    t.receiving("list", || list(), |k| k as u32);
    t.case("borrowing", || borrowing());
}

//! Delegates that are given what borrows a temporary of their own statement, or what a closure refers to.

use crate::prelude::*;
use std::fmt::Display;
use std::future::{Future, poll_fn};
use std::task::Poll;

fn rest() -> impl Future<Output = ()> {
    let mut done = false;
    poll_fn(move |context| match std::mem::replace(&mut done, true) {
        true => Poll::Ready(()),
        false => { context.waker().wake_by_ref(); Poll::Pending }
    })
}

/// It logs when it is dropped, and is a text.
struct Text(String, #[allow(dead_code)] D);

impl Text {
    fn new(text: &str) -> Text { Text(text.to_string(), D("text")) }
    fn as_str(&self) -> &str { &self.0 }
}

mod elsewhere {
    use crate::prelude::*;

    coro! {
        pub fn letters(text: &str) yields char -> usize {
            for letter in text.chars() { yield_value!(letter); }
            text.len()
        }
    }

    pub fn count(text: &str) -> std::ops::Range<usize> { 0..text.len() }
}

async fn sent(bytes: &[u8]) -> Result<usize, String> {
    rest().await;
    match bytes.len() { 0 => Err("nothing".to_string()), length => Ok(length) }
}

struct Line(Vec<u8>);

impl std::fmt::Write for Line {
    fn write_str(&mut self, text: &str) -> std::fmt::Result { self.0.extend(text.bytes()); Ok(()) }
}

struct Wire { line: Line, #[allow(dead_code)] name: D }

impl Wire {
    async fn write_fmt(&mut self, args: std::fmt::Arguments<'_>) -> std::fmt::Result {
        rest().await;
        std::fmt::Write::write_fmt(&mut self.line, args)
    }
    async fn put(&mut self, bytes: &[u8]) -> usize { rest().await; self.line.0.extend(bytes); self.line.0.len() }
}

fn checked(n: u32) -> Result<u32, String> { if n > 9 { Err(format!("{n} is much")) } else { Ok(n) } }

coro! {
    fn lower(n: u32) yields char -> usize {
        let _a = D("a");
        let first = yield_from!(elsewhere::letters(&n.to_string()));
        let second = yield_from!(elsewhere::letters(format!("<{n}>").as_str()));
        let third = yield_from!(elsewhere::letters(Text::new("xy").as_str()));
        first + second + third
    }

    fn counted(n: u32) yields usize {
        yield_from!(elsewhere::count(&n.to_string()));
        yield_from!(elsewhere::count(n.to_string().trim()));
    }

    async fn bytes(value: impl Display) -> Result<usize, String> {
        let _a = D("a");
        let one = sent(value.to_string().as_bytes()).await?;
        let two = sent(format!("{value}!").as_bytes()).await?;
        let three = sent(String::from("abc").as_bytes()).await?;
        Ok(one * 100 + two * 10 + three)
    }

    async fn written(mut wire: Wire, n: u32) -> String {
        write!(wire, "{n}:{}", n + 1).await.unwrap();
        wire.put(n.to_string().as_bytes()).await;
        String::from_utf8(wire.line.0).unwrap()
    }

    async fn asked_in_arguments(mut wire: Wire, list: Vec<u32>) -> Result<usize, String> {
        let mut all = 0;
        for n in list {
            all += wire.put(&vec![7; checked(n)? as usize]).await;
        }
        Ok(all)
    }

    async fn by_closures(limit: u32) -> u32 {
        let mut calls = 0;
        let polled = poll_fn(|context| {
            calls += 1;
            context.waker().wake_by_ref();
            if calls > limit { Poll::Ready(calls) } else { Poll::Pending }
        });
        polled.await + calls
    }
}

pub fn cases(t: &mut Tracer) {
    let wire = || Wire { line: Line(vec![]), name: D("wire") };
    t.case("lower", || lower(12));
    t.case("counted", || counted(12));
    t.case("bytes", || bytes(7));
    t.case("bytes of nothing", || bytes(""));
    t.case("written", || written(wire(), 5));
    t.case("asked", || asked_in_arguments(wire(), vec![1, 2]));
    t.case("asked much", || asked_in_arguments(wire(), vec![1, 20, 3]));
    t.case("by closures", || by_closures(2));
}

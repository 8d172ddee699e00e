//! `async fn .. yields T`: values and waits in one, over `Poll<T>`; own yield types.

use crate::prelude::*;
use std::task::Poll;

coro! {
    async fn sleep(turns: u32) -> u32 {
        for _ in 0..turns {
            yield_wait!();
        }
        turns
    }

    async fn ticks(count: u32) yields u32 -> &'static str {
        for i in 0..count {
            sleep(i).await;
            yield_value!(i);
            let _d = D(i);
            yield_wait!();
        }
        "done"
    }

    async fn lines(text: &str) yields String -> usize {
        let mut line = String::new();
        let mut count = 0;
        for c in text.chars() {
            if c == '\n' {
                yield_value!(std::mem::take(&mut line));
                count += 1;
                continue;
            }
            sleep(1).await;
            line.push(c);
        }
        if !line.is_empty() {
            yield_value!(line);
        }
        count + sleep(1).await as usize
    }

    async fn passes_on() yields u32 -> usize {
        yield_value!(100);
        let text = yield_from!(ticks(2));
        yield_value!(sleep(1).await);
        text.len()
    }
}

#[derive(Debug, PartialEq)]
enum Step {
    Idle,
    Progress(u8),
    Found(String),
}

impl FromYield<Wait> for Step {
    fn from_yield(_: Wait) -> Self {
        log("converted");
        Step::Idle
    }
}

impl FromYield<u8> for Step {
    fn from_yield(percent: u8) -> Self {
        Step::Progress(percent)
    }
}

coro! {
    fn percentages() yields u8 -> u8 {
        yield_value!(20);
        yield_value!(60);
        2
    }

    fn search(words: Vec<String>) yields Step -> usize {
        yield_wait!();
        yield_value!(Step::Progress(0));
        let mut found = 0;
        for word in words {
            let turns = yield_from!(sleep(word.len() as u32));
            if turns % 2 == 1 {
                found += 1;
                yield_value!(Step::Found(word));
            } else {
                yield_wait!();
            }
        }
        found + usize::from(yield_from!(percentages()))
    }

    fn polls(count: u32) yields Poll<u32> {
        for i in 0..count {
            yield_wait!();
            yield_value!(Poll::Ready(i));
            yield_value!(Poll::Pending);
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("ticks", || ticks(3));
    t.case("lines", || lines("ab\n\nc"));
    t.case("passes on", passes_on);
    t.case("search", || search(vec!["abc".to_string(), "d".into(), "ef".into()]));
    t.case("polls", || polls(2));
}

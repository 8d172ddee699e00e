//! Each part of the language once, in a crate on edition 2021.

#![forbid(unsafe_code)]

use std::task::Poll;

use coro_core::CoroutineState::{Complete, Yielded};
use coro_core::{coro, run, Coroutine, Wait};

coro! {
    fn pause(times: u32) {
        for _ in 0..times {
            yield_wait!();
        }
    }

    fn countdown(from: u32) -> String {
        let mut text = String::new();
        for i in (1..=from).rev() {
            text += &i.to_string();
            yield_from!(pause(i));
        }
        text
    }

    fn fibonacci() yields u64 {
        let (mut a, mut b) = (0, 1);
        loop {
            yield_value!(a);
            (a, b) = (b, a + b);
        }
    }

    fn averager() receives mut sample: f64 yields f64 -> f64 {
        let mut total = 0.0;
        let mut count = 0.0;
        while sample >= 0.0 {
            total += sample;
            count += 1.0;
            sample = yield_value!(total / count);
        }
        total
    }

    async fn sugar() -> String {
        pause(2).await;
        countdown(2).await
    }

    async fn ready_or_not() yields u8 {
        yield_value!(1);
        pause(1).await;
        yield_value!(2);
    }

    fn grow() receives list: &mut Vec<u32> -> usize {
        for i in 0..3 {
            list.push(i);
            yield_wait!();
        }
        list.len()
    }

    #[derive(Clone, Debug)]
    fn forked(from: u32) yields u32 {
        for i in from.. {
            yield_value!(i);
        }
    }
}

#[coro_core::coroutine(yields = u32)]
fn squares(up_to: u32) {
    for i in 0..up_to {
        yield_value!(i * i);
    }
}

struct Counter {
    step: u32,
}

impl Counter {
    coro! {
        fn count(&self, up_to: u32) yields u32 -> u32 {
            let mut at = 0;
            while at < up_to {
                yield_value!(at);
                at += self.step;
            }
            at
        }
    }
}

#[test]
fn a_coroutine_waits_and_returns() {
    assert_eq!(run(countdown(3)), "321");
    assert_eq!(countdown(3).iter().count(), 6);
}

#[test]
fn a_generator_yields_values() {
    let first: Vec<u64> = fibonacci().iter().take(8).collect();
    assert_eq!(first, [0, 1, 1, 2, 3, 5, 8, 13]);
    assert_eq!(squares(4).iter().collect::<Vec<_>>(), [0, 1, 4, 9]);
}

#[test]
fn a_pause_is_worth_what_resume_is_given() {
    let mut average = averager();
    assert_eq!(average.resume(1.0), Yielded(1.0));
    assert_eq!(average.resume(2.0), Yielded(1.5));
    assert_eq!(average.resume(-1.0), Complete(3.0));
}

#[test]
fn await_is_yield_from() {
    assert_eq!(run(sugar()), "21");
    assert_eq!(sugar().iter().count(), 5);
}

#[test]
fn an_async_generator_is_ready_or_pending() {
    let seen: Vec<Poll<u8>> = ready_or_not().iter().collect();
    assert_eq!(seen, [Poll::Ready(1), Poll::Pending, Poll::Ready(2)]);
}

#[test]
fn a_reference_is_lent_for_one_step() {
    let mut list = Vec::new();
    let mut growing = grow();
    for length in 1..=3 {
        assert_eq!(growing.resume(&mut list), Yielded(Wait));
        assert_eq!(list.len(), length);
    }
    assert_eq!(growing.resume(&mut list), Complete(3));
}

#[test]
fn a_paused_machine_can_be_cloned_and_printed() {
    let mut one = forked(7);
    assert_eq!(one.resume(()), Yielded(7));
    let mut other = one.clone();
    assert_eq!(format!("{one:?}"), format!("{other:?}"));
    assert_eq!(one.resume(()), Yielded(8));
    assert_eq!(other.resume(()), Yielded(8));
}

#[test]
fn a_method_can_pause() {
    let counter = Counter { step: 2 };
    assert_eq!(counter.count(5).iter().collect::<Vec<_>>(), [0, 2, 4]);
}

#[test]
fn an_expression_can_pause() {
    let base = 10;
    let mut machine = coro!(move |first: u32| {
        let second = yield_value!(base + first);
        second * 2
    });
    assert_eq!(machine.resume(1), Yielded(11));
    assert_eq!(machine.resume(4), Complete(8));
}

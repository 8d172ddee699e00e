//! Eight `String`s over six yields in a row: a frame that is large and leaves no loop to stay in.
//!
//! The strings are empty, so that the machine is measured and not the allocator, but the compiler
//! does not know that they are: it has to keep and to drop them.

use std::hint::black_box;

use coro_core::{Coroutine, CoroutineState, coro};
use genawaiter::rc::{Co, Gen};

use super::{BY_HAND, CORO, DIAPAUSE, GENAWAITER, Workload};
use crate::machine::{Coro, Diapause, Genawaiter};

/// A string that may be anything, as far as the compiler knows.
pub(super) fn text() -> String {
    black_box(String::new())
}

pub(super) fn length(text: &str) -> u64 {
    text.len() as u64
}

coro! {
    fn with_coro(first: String) yields u64 -> u64 {
        let (second, third, fourth) = (text(), text(), text());
        yield_value!(length(&first));
        let fifth = text();
        yield_value!(length(&second));
        let sixth = text();
        yield_value!(length(&third));
        let seventh = text();
        yield_value!(length(&fourth));
        let eighth = text();
        yield_value!(length(&fifth));
        yield_value!(length(&sixth));
        length(&seventh) + length(&eighth) + length(&first)
    }
}

#[diapause::coroutine(yield = u64)]
fn with_diapause(first: String) -> u64 {
    let second: String = text();
    let third: String = text();
    let fourth: String = text();
    yield_!(length(&first));
    let fifth: String = text();
    yield_!(length(&second));
    let sixth: String = text();
    yield_!(length(&third));
    let seventh: String = text();
    yield_!(length(&fourth));
    let eighth: String = text();
    yield_!(length(&fifth));
    yield_!(length(&sixth));
    length(&seventh) + length(&eighth) + length(&first)
}

async fn with_genawaiter(co: Co<u64>, first: String) -> u64 {
    let (second, third, fourth) = (text(), text(), text());
    co.yield_(length(&first)).await;
    let fifth = text();
    co.yield_(length(&second)).await;
    let sixth = text();
    co.yield_(length(&third)).await;
    let seventh = text();
    co.yield_(length(&fourth)).await;
    let eighth = text();
    co.yield_(length(&fifth)).await;
    co.yield_(length(&sixth)).await;
    length(&seventh) + length(&eighth) + length(&first)
}

/// The strings in the order in which they are made, each from the step on that makes it.
#[derive(Default)]
struct ByHand {
    steps: u8,
    texts: [String; 8],
}

impl Coroutine for ByHand {
    type Yield = u64;
    type Return = u64;

    #[inline]
    fn resume(&mut self, (): ()) -> CoroutineState<u64, u64> {
        let step = usize::from(self.steps);
        match step {
            0 => {
                self.texts[1] = text();
                self.texts[2] = text();
                self.texts[3] = text();
            }
            1..=4 => self.texts[3 + step] = text(),
            5 => {}
            _ => {
                return CoroutineState::Complete(
                    length(&self.texts[6]) + length(&self.texts[7]) + length(&self.texts[0]),
                );
            }
        }
        self.steps += 1;
        CoroutineState::Yielded(length(&self.texts[step]))
    }
}

pub fn workload() -> Workload {
    let mut workload = Workload::new("eight strings, no loop");
    workload.add(CORO, || Coro::of(with_coro(text())));
    #[cfg(feature = "native")]
    workload.add(super::RUSTC, || {
        crate::machine::Native::of(super::native::eight_strings(text()))
    });
    workload.add(DIAPAUSE, || Diapause::of(with_diapause(text())));
    workload.add(GENAWAITER, || {
        Genawaiter::of(Gen::new(|co| with_genawaiter(co, text())))
    });
    workload.add(BY_HAND, || {
        let mut machine = ByHand::default();
        machine.texts[0] = text();
        Coro::of(machine)
    });
    workload
}

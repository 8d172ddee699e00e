//! A running total: every resume brings a number. The first one is dropped in all variants,
//! since diapause and genawaiter have no place for it.

use std::hint::black_box;

use coro_core::{Coroutine, CoroutineState, coro};
use genawaiter::rc::{Co, Gen};

use super::{BY_HAND, CORO, DIAPAUSE, GENAWAITER, TURNS, Workload};
use crate::machine::{Coro, Diapause, Genawaiter};

coro! {
    fn with_coro(count: u64) receives u64 yields u64 -> u64 {
        let mut total = 0u64;
        for _ in 0..count {
            let number = yield_value!(total);
            total = total.wrapping_add(number);
        }
        total
    }
}

#[diapause::coroutine(yield = u64, resume = u64)]
fn with_diapause(count: u64) -> u64 {
    let mut total: u64 = 0;
    for _ in 0u64..count {
        let number = yield_!(total);
        total = total.wrapping_add(number);
    }
    total
}

async fn with_genawaiter(co: Co<u64, u64>, count: u64) -> u64 {
    let mut total = 0u64;
    for _ in 0..count {
        let number = co.yield_(total).await;
        total = total.wrapping_add(number);
    }
    total
}

enum ByHand {
    Start { count: u64 },
    Waiting { total: u64, left: u64 },
}

impl Coroutine<u64> for ByHand {
    type Yield = u64;
    type Return = u64;

    #[inline]
    fn resume(&mut self, number: u64) -> CoroutineState<u64, u64> {
        match self {
            ByHand::Start { count } => {
                *self = ByHand::Waiting {
                    total: 0,
                    left: *count,
                };
                CoroutineState::Yielded(0)
            }
            ByHand::Waiting { total, left } => {
                *total = total.wrapping_add(number);
                *left -= 1;
                if *left == 0 {
                    CoroutineState::Complete(*total)
                } else {
                    CoroutineState::Yielded(*total)
                }
            }
        }
    }
}

pub fn workload() -> Workload {
    let mut workload = Workload::new("running total");
    workload.add(CORO, || Coro::of(with_coro(black_box(TURNS))));
    #[cfg(feature = "native")]
    workload.add(super::RUSTC, || {
        crate::machine::Native::of(super::native::running_total(black_box(TURNS)))
    });
    workload.add(DIAPAUSE, || Diapause::of(with_diapause(black_box(TURNS))));
    workload.add(GENAWAITER, || {
        Genawaiter::of(Gen::new(|co| with_genawaiter(co, black_box(TURNS))))
    });
    workload.add(BY_HAND, || {
        Coro::of(ByHand::Start {
            count: black_box(TURNS),
        })
    });
    workload
}

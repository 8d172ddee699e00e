//! Counting: the least that a machine can do.

use std::hint::black_box;

use coro_core::{Coroutine, CoroutineState, coro};
use genawaiter::rc::{Co, Gen};

use super::{BY_HAND, CORO, DIAPAUSE, GENAWAITER, TURNS, Workload};
use crate::machine::{Coro, Diapause, Genawaiter};

coro! {
    fn with_coro(up_to: u64) yields u64 {
        for i in 0..up_to {
            yield_value!(i);
        }
    }
}

#[diapause::coroutine(yield = u64)]
fn with_diapause(up_to: u64) {
    for i in 0u64..up_to {
        yield_!(i);
    }
}

async fn with_genawaiter(co: Co<u64>, up_to: u64) {
    for i in 0..up_to {
        co.yield_(i).await;
    }
}

struct ByHand {
    next: u64,
    up_to: u64,
}

impl Coroutine for ByHand {
    type Yield = u64;
    type Return = ();

    #[inline]
    fn resume(&mut self, (): ()) -> CoroutineState<u64, ()> {
        let i = self.next;
        if i == self.up_to {
            return CoroutineState::Complete(());
        }
        self.next += 1;
        CoroutineState::Yielded(i)
    }
}

pub fn workload() -> Workload {
    let mut workload = Workload::new("counter");
    workload.add(CORO, || Coro::of(with_coro(black_box(TURNS))));
    #[cfg(feature = "native")]
    workload.add(super::RUSTC, || {
        crate::machine::Native::of(super::native::counter(black_box(TURNS)))
    });
    workload.add(DIAPAUSE, || Diapause::of(with_diapause(black_box(TURNS))));
    workload.add(GENAWAITER, || {
        Genawaiter::of(Gen::new(|co| with_genawaiter(co, black_box(TURNS))))
    });
    workload.add(BY_HAND, || {
        Coro::of(ByHand {
            next: 0,
            up_to: black_box(TURNS),
        })
    });
    workload
}

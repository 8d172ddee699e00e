//! Fibonacci: two variables that change on every turn.

use std::hint::black_box;

use coro_core::{Coroutine, CoroutineState, coro};
use genawaiter::rc::{Co, Gen};

use super::{BY_HAND, CORO, DIAPAUSE, GENAWAITER, TURNS, Workload};
use crate::machine::{Coro, Diapause, Genawaiter};

coro! {
    fn with_coro(count: u64) yields u64 {
        let (mut a, mut b) = (0, 1u64);
        for _ in 0..count {
            yield_value!(a);
            (a, b) = (b, b.wrapping_add(a));
        }
    }
}

#[diapause::coroutine(yield = u64)]
fn with_diapause(count: u64) {
    let mut a: u64 = 0;
    let mut b: u64 = 1;
    for _ in 0u64..count {
        yield_!(a);
        (a, b) = (b, b.wrapping_add(a));
    }
}

async fn with_genawaiter(co: Co<u64>, count: u64) {
    let (mut a, mut b) = (0, 1u64);
    for _ in 0..count {
        co.yield_(a).await;
        (a, b) = (b, b.wrapping_add(a));
    }
}

struct ByHand {
    left: u64,
    a: u64,
    b: u64,
}

impl Coroutine for ByHand {
    type Yield = u64;
    type Return = ();

    #[inline]
    fn resume(&mut self, (): ()) -> CoroutineState<u64, ()> {
        if self.left == 0 {
            return CoroutineState::Complete(());
        }
        self.left -= 1;
        let a = self.a;
        (self.a, self.b) = (self.b, self.b.wrapping_add(a));
        CoroutineState::Yielded(a)
    }
}

pub fn workload() -> Workload {
    let mut workload = Workload::new("fibonacci");
    workload.add(CORO, || Coro::of(with_coro(black_box(TURNS))));
    #[cfg(feature = "native")]
    workload.add(super::RUSTC, || {
        crate::machine::Native::of(super::native::fibonacci(black_box(TURNS)))
    });
    workload.add(DIAPAUSE, || Diapause::of(with_diapause(black_box(TURNS))));
    workload.add(GENAWAITER, || {
        Genawaiter::of(Gen::new(|co| with_genawaiter(co, black_box(TURNS))))
    });
    workload.add(BY_HAND, || {
        Coro::of(ByHand {
            left: black_box(TURNS),
            a: 0,
            b: 1,
        })
    });
    workload
}

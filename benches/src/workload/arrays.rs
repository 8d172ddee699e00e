//! An array alive across the yields of a loop, in three sizes: a resume must cost the same for all.

use std::hint::black_box;

use coro_core::{Coroutine, CoroutineState, coro};
use genawaiter::rc::{Co, Gen};

use super::{BY_HAND, CORO, DIAPAUSE, GENAWAITER, TURNS, Workload};
use crate::machine::{Coro, Diapause, Genawaiter};

coro! {
    fn with_coro<const SIZE: usize>(count: usize) yields u64 -> u64 {
        let mut bytes = [0u8; SIZE];
        for i in 0..count {
            bytes[i % SIZE] = bytes[(i + 7) % SIZE].wrapping_add(1);
            yield_value!(bytes[i / 2 % SIZE] as u64);
        }
        bytes[count % SIZE] as u64
    }
}

#[diapause::coroutine(yield = u64)]
fn with_diapause<const SIZE: usize>(count: usize) -> u64 {
    let mut bytes: [u8; SIZE] = [0u8; SIZE];
    for i in 0usize..count {
        bytes[i % SIZE] = bytes[(i + 7) % SIZE].wrapping_add(1);
        yield_!(bytes[i / 2 % SIZE] as u64);
    }
    bytes[count % SIZE] as u64
}

async fn with_genawaiter<const SIZE: usize>(co: Co<u64>, count: usize) -> u64 {
    let mut bytes = [0u8; SIZE];
    for i in 0..count {
        bytes[i % SIZE] = bytes[(i + 7) % SIZE].wrapping_add(1);
        co.yield_(bytes[i / 2 % SIZE] as u64).await;
    }
    bytes[count % SIZE] as u64
}

struct ByHand<const SIZE: usize> {
    bytes: [u8; SIZE],
    i: usize,
    count: usize,
}

impl<const SIZE: usize> Coroutine for ByHand<SIZE> {
    type Yield = u64;
    type Return = u64;

    #[inline]
    fn resume(&mut self, (): ()) -> CoroutineState<u64, u64> {
        let i = self.i;
        if i == self.count {
            return CoroutineState::Complete(self.bytes[i % SIZE] as u64);
        }
        self.i += 1;
        self.bytes[i % SIZE] = self.bytes[(i + 7) % SIZE].wrapping_add(1);
        CoroutineState::Yielded(self.bytes[i / 2 % SIZE] as u64)
    }
}

pub fn workloads() -> [Workload; 3] {
    [
        workload::<64>("array of 64 B"),
        workload::<1024>("array of 1 KiB"),
        workload::<4096>("array of 4 KiB"),
    ]
}

fn workload<const SIZE: usize>(name: &'static str) -> Workload {
    let count = || black_box(TURNS as usize);
    let mut workload = Workload::new(name);
    workload.add(CORO, move || Coro::of(with_coro::<SIZE>(count())));
    #[cfg(feature = "native")]
    workload.add(super::RUSTC, move || {
        crate::machine::Native::of(super::native::array::<SIZE>(count()))
    });
    workload.add(DIAPAUSE, move || {
        Diapause::of(with_diapause::<SIZE>(count()))
    });
    workload.add(GENAWAITER, move || {
        Genawaiter::of(Gen::new(|co| with_genawaiter::<SIZE>(co, count())))
    });
    workload.add(BY_HAND, move || {
        Coro::of(ByHand {
            bytes: [0; SIZE],
            i: 0,
            count: count(),
        })
    });
    workload
}

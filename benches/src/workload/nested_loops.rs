//! Two nested loops, the inner one of few turns, so that both are entered and left often.

use std::hint::black_box;

use coro_core::{Coroutine, CoroutineState, coro};
use genawaiter::rc::{Co, Gen};

use super::{BY_HAND, CORO, DIAPAUSE, GENAWAITER, Workload};
use crate::machine::{Coro, Diapause, Genawaiter};

/// With 4.5 turns of the inner loop for each of the outer, about a thousand resumes.
const ROWS: u64 = 225;

coro! {
    fn with_coro(rows: u64) yields u64 {
        for row in 0..rows {
            for column in 0..1 + row % 8 {
                yield_value!(row * column);
            }
        }
    }
}

#[diapause::coroutine(yield = u64)]
fn with_diapause(rows: u64) {
    for row in 0u64..rows {
        let columns: u64 = 1 + row % 8;
        for column in 0u64..columns {
            yield_!(row * column);
        }
    }
}

async fn with_genawaiter(co: Co<u64>, rows: u64) {
    for row in 0..rows {
        for column in 0..1 + row % 8 {
            co.yield_(row * column).await;
        }
    }
}

struct ByHand {
    row: u64,
    column: u64,
    rows: u64,
}

impl Coroutine for ByHand {
    type Yield = u64;
    type Return = ();

    #[inline]
    fn resume(&mut self, (): ()) -> CoroutineState<u64, ()> {
        if self.column == 1 + self.row % 8 {
            self.column = 0;
            self.row += 1;
        }
        if self.row == self.rows {
            return CoroutineState::Complete(());
        }
        let product = self.row * self.column;
        self.column += 1;
        CoroutineState::Yielded(product)
    }
}

pub fn workload() -> Workload {
    let mut workload = Workload::new("nested loops");
    workload.add(CORO, || Coro::of(with_coro(black_box(ROWS))));
    #[cfg(feature = "native")]
    workload.add(super::RUSTC, || {
        crate::machine::Native::of(super::native::nested_loops(black_box(ROWS)))
    });
    workload.add(DIAPAUSE, || Diapause::of(with_diapause(black_box(ROWS))));
    workload.add(GENAWAITER, || {
        Genawaiter::of(Gen::new(|co| with_genawaiter(co, black_box(ROWS))))
    });
    workload.add(BY_HAND, || {
        Coro::of(ByHand {
            row: 0,
            column: 0,
            rows: black_box(ROWS),
        })
    });
    workload
}

//! A counter at the end of 1, 8 and 64 delegations: a yield passes through all of them.

use std::hint::black_box;

use super::{BY_HAND, CORO, DIAPAUSE, GENAWAITER, TURNS, Workload};
use crate::machine::{Coro, Diapause, Genawaiter};

/// `chain!(level!: a b c)` is `level!(b a); level!(c b);`: each name is built on the one before.
macro_rules! chain {
    ($level:ident!: $inner:ident) => {};
    ($level:ident!: $inner:ident $outer:ident $($rest:ident)*) => {
        $level!($outer $inner);
        chain!($level!: $outer $($rest)*);
    };
}

/// Sixty-four levels around `d0`.
macro_rules! levels {
    ($level:ident!) => {
        chain!($level!:
            d0 d1 d2 d3 d4 d5 d6 d7 d8 d9 d10 d11 d12 d13 d14 d15 d16 d17 d18 d19 d20
            d21 d22 d23 d24 d25 d26 d27 d28 d29 d30 d31 d32 d33 d34 d35 d36 d37 d38
            d39 d40 d41 d42 d43 d44 d45 d46 d47 d48 d49 d50 d51 d52 d53 d54 d55 d56
            d57 d58 d59 d60 d61 d62 d63 d64
        );
    };
}

#[cfg(feature = "native")]
pub(super) use {chain, levels};

mod with_coro {
    use coro_core::coro;

    coro! {
        pub fn d0(up_to: u64) yields u64 {
            for i in 0..up_to {
                yield_value!(i);
            }
        }
    }

    macro_rules! level {
        ($outer:ident $inner:ident) => {
            coro! {
                pub fn $outer(up_to: u64) yields u64 {
                    yield_from!($inner(up_to));
                }
            }
        };
    }

    levels!(level!);
}

mod with_diapause {
    #[diapause::coroutine(yield = u64)]
    pub fn d0(up_to: u64) {
        for i in 0u64..up_to {
            yield_!(i);
        }
    }

    macro_rules! level {
        ($outer:ident $inner:ident) => {
            #[diapause::coroutine(yield = u64)]
            pub fn $outer(up_to: u64) {
                yield_all!($inner(up_to));
            }
        };
    }

    levels!(level!);
}

mod with_genawaiter {
    use genawaiter::rc::Co;

    pub async fn d0(co: &Co<u64>, up_to: u64) {
        for i in 0..up_to {
            co.yield_(i).await;
        }
    }

    macro_rules! level {
        ($outer:ident $inner:ident) => {
            pub async fn $outer(co: &Co<u64>, up_to: u64) {
                $inner(co, up_to).await;
            }
        };
    }

    levels!(level!);
}

mod by_hand {
    use coro_core::{Coroutine, CoroutineState};

    pub struct Counter {
        next: u64,
        up_to: u64,
    }

    impl Coroutine for Counter {
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

    /// What a delegation is by hand: a step before it and a step behind.
    pub enum Level<Inner> {
        Start { up_to: u64 },
        From { inner: Inner },
        Done,
    }

    /// Made only when it is resumed, as all the others are.
    pub trait Delegate: Coroutine<Yield = u64, Return = ()> {
        fn of(up_to: u64) -> Self;
    }

    impl Delegate for Counter {
        fn of(up_to: u64) -> Self {
            Counter { next: 0, up_to }
        }
    }

    impl<Inner: Delegate> Delegate for Level<Inner> {
        fn of(up_to: u64) -> Self {
            Level::Start { up_to }
        }
    }

    impl<Inner: Delegate> Coroutine for Level<Inner> {
        type Yield = u64;
        type Return = ();

        #[inline]
        fn resume(&mut self, (): ()) -> CoroutineState<u64, ()> {
            loop {
                match self {
                    Level::Start { up_to } => {
                        let inner = Inner::of(*up_to);
                        *self = Level::From { inner };
                    }
                    Level::From { inner } => match inner.resume(()) {
                        CoroutineState::Yielded(i) => return CoroutineState::Yielded(i),
                        CoroutineState::Complete(()) => {
                            *self = Level::Done;
                            return CoroutineState::Complete(());
                        }
                    },
                    Level::Done => panic!("resumed after it returned"),
                }
            }
        }
    }

    pub fn d0(up_to: u64) -> Counter {
        Counter::of(up_to)
    }

    macro_rules! level {
        ($outer:ident $inner:ident) => {
            pub fn $outer(up_to: u64) -> impl Delegate {
                /// The level around the type of the inner function's machine.
                fn around<Inner: Delegate>(_: fn(u64) -> Inner, up_to: u64) -> Level<Inner> {
                    Level::of(up_to)
                }
                around($inner, up_to)
            }
        };
    }

    levels!(level!);
}

/// The workload at one depth, which is the name of the outermost level.
macro_rules! workload {
    ($name:literal, $level:ident) => {{
        let mut workload = Workload::new($name);
        workload.add(CORO, || Coro::of(with_coro::$level(black_box(TURNS))));
        #[cfg(feature = "native")]
        workload.add(super::RUSTC, || {
            crate::machine::Native::of(super::native::delegation::$level(black_box(TURNS)))
        });
        workload.add(DIAPAUSE, || {
            Diapause::of(with_diapause::$level(black_box(TURNS)))
        });
        workload.add(GENAWAITER, || {
            let up_to = black_box(TURNS);
            Genawaiter::of(genawaiter::rc::Gen::new(|co| async move {
                with_genawaiter::$level(&co, up_to).await
            }))
        });
        workload.add(BY_HAND, || Coro::of(by_hand::$level(black_box(TURNS))));
        workload
    }};
}

pub fn workloads() -> [Workload; 4] {
    [
        workload!("delegation, 1 deep", d1),
        workload!("delegation, 8 deep", d8),
        workload!("delegation, 16 deep", d16),
        workload!("delegation, 64 deep", d64),
    ]
}

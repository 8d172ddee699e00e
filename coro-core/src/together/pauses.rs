//! Several coroutines resumed one after the other: together they are parked only
//! if each of them is.

use crate::event_loop::{Parked, again, set_parked, take_parked};
use crate::{Coroutine, CoroutineState, Wait};

/// How the coroutines paused that were resumed so far.
pub(super) struct Pauses {
    /// One of them goes on next turn.
    bare: bool,
}

impl Pauses {
    pub(super) fn new() -> Self {
        Pauses { bare: false }
    }

    /// Resumes one of them, and gives what it returned.
    pub(super) fn resume<C>(&mut self, coroutine: &mut C) -> Option<C::Return>
    where
        C: Coroutine<Yield = Wait>,
    {
        again();
        match coroutine.resume(()) {
            CoroutineState::Complete(value) => Some(value),
            CoroutineState::Yielded(Wait) => {
                self.bare |= matches!(take_parked(), Parked::No);
                None
            }
        }
    }

    /// The pause of all of them together.
    pub(super) fn pause<T>(self) -> CoroutineState<Wait, T> {
        match self.bare {
            true => again(),
            false => set_parked(Parked::several()),
        }
        CoroutineState::Yielded(Wait)
    }
}

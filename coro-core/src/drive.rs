//! The simple drivers: one coroutine to its end, several in turn.
//!
//! They resume and never look at what is yielded. They use no clock and no
//! waker: a coroutine that waits is simply resumed again.
//!
//! ```
//! use coro_core::{Coroutine, CoroutineState, Wait, round_robin};
//!
//! struct Request(u32, &'static str);
//!
//! impl Coroutine for Request {
//!     type Yield = Wait;
//!     type Return = &'static str;
//!
//!     fn resume(&mut self, (): ()) -> CoroutineState<Wait, &'static str> {
//!         match self.0.checked_sub(1) {
//!             None => CoroutineState::Complete(self.1),
//!             Some(left) => {
//!                 self.0 = left;
//!                 CoroutineState::Yielded(Wait)
//!             }
//!         }
//!     }
//! }
//!
//! let requests = [Request(3, "Request One!!!"), Request(1, "Request Two!!!")];
//! let mut results = round_robin(requests);
//! assert_eq!(results.next(), Some((1, "Request Two!!!")));
//! assert_eq!(results.next(), Some((0, "Request One!!!")));
//! assert_eq!(results.next(), None);
//! ```

#[cfg(feature = "alloc")]
use alloc::{boxed::Box, vec::Vec};
use core::fmt;
use core::iter::FusedIterator;

use crate::{Coroutine, CoroutineState};

/// Drives a coroutine to its end, dropping what it yields, and gives what it
/// returns.
///
/// ```
/// use coro_core::{Coroutine, CoroutineState, Wait, run};
///
/// struct Wink(bool);
///
/// impl Coroutine for Wink {
///     type Yield = Wait;
///     type Return = &'static str;
///
///     fn resume(&mut self, (): ()) -> CoroutineState<Wait, &'static str> {
///         if core::mem::replace(&mut self.0, true) {
///             return CoroutineState::Complete("done");
///         }
///         CoroutineState::Yielded(Wait)
///     }
/// }
///
/// assert_eq!(run(Wink(false)), "done");
/// ```
///
/// A coroutine that is still needed is given as `run(&mut coroutine)`.
#[inline]
pub fn run<C: Coroutine>(mut coroutine: C) -> C::Return {
    loop {
        if let CoroutineState::Complete(returned) = coroutine.resume(()) {
            return returned;
        }
    }
}

/// Drives several coroutines in turn, one step each, and gives what each one
/// returns as soon as it does, with its place in the list.
///
/// The list is an array, or with `alloc` a `Vec` or a boxed slice. Coroutines of
/// different types are given as [`boxed`](Coroutine::boxed), or as
/// `&mut dyn Coroutine`. One that returned is dropped at once.
///
/// ```
/// use coro_core::{Coroutine, CoroutineState, round_robin};
///
/// struct Steps(u32);
///
/// impl Coroutine for Steps {
///     type Yield = ();
///     type Return = ();
///
///     fn resume(&mut self, (): ()) -> CoroutineState<(), ()> {
///         self.0 -= 1;
///         if self.0 == 0 { CoroutineState::Complete(()) } else { CoroutineState::Yielded(()) }
///     }
/// }
///
/// let order: Vec<usize> =
///     round_robin([Steps(3), Steps(1), Steps(2)]).map(|(index, ())| index).collect();
/// assert_eq!(order, [1, 2, 0]);
/// ```
#[inline]
pub fn round_robin<L: Several>(coroutines: L) -> RoundRobin<L> {
    RoundRobin {
        slots: coroutines.into_slots(),
        turn: 0,
    }
}

/// A list of coroutines, for [`round_robin`].
///
/// It is sealed by a hidden method: an array, and with `alloc` a `Vec` or a
/// boxed slice.
///
/// ```
/// use coro_core::{Coroutine, Several, round_robin};
///
/// /// Drives all of the coroutines and counts them.
/// fn count<L: Several<Coroutine: Coroutine>>(coroutines: L) -> usize {
///     round_robin(coroutines).count()
/// }
/// # struct Never;
/// # impl Coroutine for Never {
/// #     type Yield = ();
/// #     type Return = ();
/// #     fn resume(&mut self, (): ()) -> coro_core::CoroutineState<(), ()> {
/// #         coro_core::CoroutineState::Complete(())
/// #     }
/// # }
/// assert_eq!(count([Never, Never]), 2);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of coroutines",
    note = "`round_robin` takes an array, a `Vec` or a boxed slice"
)]
pub trait Several {
    /// What the list holds.
    type Coroutine;
    /// The same list with room to take a coroutine out.
    #[doc(hidden)]
    type Slots: AsMut<[Option<Self::Coroutine>]>;

    #[doc(hidden)]
    fn into_slots(self) -> Self::Slots;
}

impl<C, const N: usize> Several for [C; N] {
    type Coroutine = C;
    type Slots = [Option<C>; N];

    fn into_slots(self) -> [Option<C>; N] {
        self.map(Some)
    }
}

#[cfg(feature = "alloc")]
impl<C> Several for Vec<C> {
    type Coroutine = C;
    type Slots = Box<[Option<C>]>;

    fn into_slots(self) -> Box<[Option<C>]> {
        self.into_iter().map(Some).collect()
    }
}

#[cfg(feature = "alloc")]
impl<C> Several for Box<[C]> {
    type Coroutine = C;
    type Slots = Box<[Option<C>]>;

    fn into_slots(self) -> Box<[Option<C>]> {
        self.into_vec().into_slots()
    }
}

/// Several coroutines, driven in turn: the iterator that [`round_robin`] makes.
///
/// It gives `(place in the list, what was returned)` in order of completion, and
/// drives no further than to the next completion.
///
/// ```
/// use coro_core::{Coroutine, CoroutineState, RoundRobin, round_robin};
///
/// struct Ready(char);
///
/// impl Coroutine for Ready {
///     type Yield = ();
///     type Return = char;
///
///     fn resume(&mut self, (): ()) -> CoroutineState<(), char> {
///         CoroutineState::Complete(self.0)
///     }
/// }
///
/// let mut results: RoundRobin<[Ready; 2]> = round_robin([Ready('a'), Ready('b')]);
/// assert_eq!(results.next(), Some((0, 'a')));
/// assert_eq!(results.next(), Some((1, 'b')));
/// ```
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct RoundRobin<L: Several> {
    slots: L::Slots,
    /// Whose turn it is.
    turn: usize,
}

impl<L: Several<Coroutine: Coroutine>> Iterator for RoundRobin<L> {
    type Item = (usize, <L::Coroutine as Coroutine>::Return);

    fn next(&mut self) -> Option<Self::Item> {
        let slots = self.slots.as_mut();
        // How many slots in a row were found empty: after one whole round of
        // them nothing is left to drive.
        let mut empty = 0;
        while empty < slots.len() {
            let turn = self.turn;
            self.turn = (turn + 1) % slots.len();
            let slot = &mut slots[turn];
            let Some(coroutine) = slot else {
                empty += 1;
                continue;
            };
            empty = 0;
            if let CoroutineState::Complete(returned) = coroutine.resume(()) {
                *slot = None;
                return Some((turn, returned));
            }
        }
        None
    }
}

impl<L: Several<Coroutine: Coroutine>> FusedIterator for RoundRobin<L> {}

impl<L: Several> fmt::Debug for RoundRobin<L> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RoundRobin")
            .field("turn", &self.turn)
            .finish_non_exhaustive()
    }
}

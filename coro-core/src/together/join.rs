//! All of a few, given as a tuple: `join` and `try_join`.

use core::fmt;
use core::mem::replace;

use super::pauses::Pauses;
use crate::inspect::Inspector;
use crate::machine::finished;
use crate::{Coroutine, CoroutineState, Wait};

/// Waits for all coroutines of a tuple; worth the tuple of what they return.
///
/// They are resumed in their order, each until it returned.
///
/// ```
/// use coro_core::{coro, join, run};
///
/// coro! {
///     fn number(number: u32) -> u32 { yield_wait!(); number }
///     fn letter(letter: char) -> char { letter }
///     fn both() -> (u32, char) { yield_from!(join((number(1), letter('a')))) }
/// }
///
/// assert_eq!(run(both()), (1, 'a'));
/// ```
pub fn join<T: Together>(coroutines: T) -> Join<T> {
    Join {
        slots: coroutines.into_slots(),
    }
}

/// Waits for all coroutines of a tuple, or for the first error: then the others
/// are dropped.
///
/// ```
/// use coro_core::{Promise, coro, run, try_join};
///
/// coro! {
///     fn parse(text: &'static str) -> Result<u32, String> {
///         yield_wait!();
///         text.parse().map_err(|_| format!("{text} is no number"))
///     }
/// }
///
/// assert_eq!(run(try_join((parse("1"), parse("2")))), Ok((1, 2)));
///
/// let never = Promise::<Result<u32, String>>::new();
/// assert_eq!(run(try_join((never, parse("x")))), Err("x is no number".to_string()));
/// ```
pub fn try_join<T: TryTogether>(coroutines: T) -> TryJoin<T> {
    TryJoin {
        slots: coroutines.into_slots(),
    }
}

/// Waits for all of a tuple: [`join`] makes it.
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct Join<T: Together> {
    slots: T::Slots,
}

/// Waits for all of a tuple or an error: [`try_join`] makes it.
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct TryJoin<T: Together> {
    slots: T::Slots,
}

/// A tuple of coroutines, from one to eight, for [`join`]. It is sealed by its
/// hidden methods.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a tuple of coroutines that wait",
    note = "`join` takes a tuple of up to eight, `join_all` anything that can be iterated"
)]
pub trait Together {
    /// What they return.
    type Output;
    #[doc(hidden)]
    type Slots;

    #[doc(hidden)]
    fn into_slots(self) -> Self::Slots;

    /// Resumes those that are not done; whether all are.
    #[doc(hidden)]
    fn resume(slots: &mut Self::Slots) -> CoroutineState<Wait, Self::Output>;

    /// Drops all of them.
    #[doc(hidden)]
    fn clear(slots: &mut Self::Slots);

    #[doc(hidden)]
    fn inspect(slots: &Self::Slots, inspector: &mut Inspector<'_>);
}

/// A tuple of coroutines that return `Result`s with one error, for [`try_join`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a tuple of coroutines that return `Result`s with the same error"
)]
pub trait TryTogether: Together {
    /// What they return, if all is well, or the first error.
    type Result;

    #[doc(hidden)]
    fn try_resume(slots: &mut Self::Slots) -> CoroutineState<Wait, Self::Result>;
}

/// A coroutine, or what it returned.
#[doc(hidden)]
pub enum Slot<C: Coroutine> {
    Waiting(C),
    Done(C::Return),
    Taken,
}

impl<C: Coroutine<Yield = Wait>> Slot<C> {
    /// Resumes it if it is not done. Says whether it is.
    fn resume(&mut self, pauses: &mut Pauses) -> bool {
        if let Slot::Waiting(coroutine) = self {
            let Some(value) = pauses.resume(coroutine) else {
                return false;
            };
            *self = Slot::Done(value);
        }
        true
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        if let Slot::Waiting(coroutine) = self {
            coroutine.inspect(inspector);
        }
    }

    fn take(&mut self) -> C::Return {
        match replace(self, Slot::Taken) {
            Slot::Done(value) => value,
            _ => finished(),
        }
    }
}

impl<C: Coroutine<Yield = Wait, Return = Result<T, E>>, T, E> Slot<C> {
    fn take_error(&mut self) -> Option<E> {
        match replace(self, Slot::Taken) {
            Slot::Done(Err(error)) => Some(error),
            other => {
                *self = other;
                None
            }
        }
    }

    fn take_ok(&mut self) -> T {
        match self.take() {
            Ok(value) => value,
            Err(_) => unreachable!("errors are looked for first"),
        }
    }
}

macro_rules! tuples {
    ($(($($C:ident $T:ident $slot:ident),+))+) => {$(
        impl<$($C: Coroutine<Yield = Wait>),+> Together for ($($C,)+) {
            type Output = ($($C::Return,)+);
            type Slots = ($(Slot<$C>,)+);

            fn into_slots(self) -> Self::Slots {
                let ($($slot,)+) = self;
                ($(Slot::Waiting($slot),)+)
            }

            fn resume(slots: &mut Self::Slots) -> CoroutineState<Wait, Self::Output> {
                let ($($slot,)+) = slots;
                let mut pauses = Pauses::new();
                let mut done = true;
                $(done &= $slot.resume(&mut pauses);)+
                match done {
                    true => CoroutineState::Complete(($($slot.take(),)+)),
                    false => pauses.pause(),
                }
            }

            fn clear(slots: &mut Self::Slots) {
                *slots = ($(Slot::<$C>::Taken,)+);
            }

            fn inspect(slots: &Self::Slots, inspector: &mut Inspector<'_>) {
                let ($($slot,)+) = slots;
                $($slot.inspect(inspector);)+
            }
        }

        impl<E, $($T, $C: Coroutine<Yield = Wait, Return = Result<$T, E>>),+> TryTogether
            for ($($C,)+)
        {
            type Result = Result<($($T,)+), E>;

            fn try_resume(slots: &mut Self::Slots) -> CoroutineState<Wait, Self::Result> {
                let ($($slot,)+) = &mut *slots;
                let mut pauses = Pauses::new();
                let mut done = true;
                $(
                    done &= $slot.resume(&mut pauses);
                    if let Some(error) = $slot.take_error() {
                        Self::clear(slots);
                        return CoroutineState::Complete(Err(error));
                    }
                )+
                match done {
                    true => CoroutineState::Complete(Ok(($($slot.take_ok(),)+))),
                    false => pauses.pause(),
                }
            }
        }
    )+};
}

tuples! {
    (A TA a)
    (A TA a, B TB b)
    (A TA a, B TB b, C TC c)
    (A TA a, B TB b, C TC c, D TD d)
    (A TA a, B TB b, C TC c, D TD d, F TF f)
    (A TA a, B TB b, C TC c, D TD d, F TF f, G TG g)
    (A TA a, B TB b, C TC c, D TD d, F TF f, G TG g, H TH h)
    (A TA a, B TB b, C TC c, D TD d, F TF f, G TG g, H TH h, I TI i)
}

impl<T: Together> Coroutine for Join<T> {
    type Yield = Wait;
    type Return = T::Output;

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, T::Output> {
        T::resume(&mut self.slots)
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        inspector.show("join", None);
        inspector.inside(|inspector| T::inspect(&self.slots, inspector));
    }
}

impl<T: TryTogether> Coroutine for TryJoin<T> {
    type Yield = Wait;
    type Return = T::Result;

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, T::Result> {
        T::try_resume(&mut self.slots)
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        inspector.show("try_join", None);
        inspector.inside(|inspector| T::inspect(&self.slots, inspector));
    }
}

impl<T: Together> fmt::Debug for Join<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Join")
    }
}

impl<T: Together> fmt::Debug for TryJoin<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TryJoin")
    }
}

impl<C: Coroutine> fmt::Debug for Slot<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Slot::Waiting(_) => "Waiting",
            Slot::Done(_) => "Done",
            Slot::Taken => "Taken",
        })
    }
}

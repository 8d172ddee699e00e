//! The first of several: `race`, `either`, `race_all`.

use core::fmt;

use super::children::{Children, Next};
use super::pauses::Pauses;
use crate::inspect::Inspector;
use crate::machine::finished;
use crate::{Coroutine, CoroutineState, Wait};

/// Waits for the first coroutine of a tuple that returns; the others are dropped
/// then. All must return the same type; see [`either`] for two that do not.
///
/// They are resumed in their order: if two are done at once the earlier wins.
///
/// ```
/// use coro_core::{EventLoop, VirtualClock, coro, race, sleep};
/// use std::time::Duration;
///
/// coro! {
///     fn answer(name: &'static str, seconds: u64) -> &'static str {
///         yield_from!(sleep(Duration::from_secs(seconds)));
///         name
///     }
/// }
///
/// let event_loop = EventLoop::with_clock(VirtualClock::new());
/// let first = event_loop.run_until_complete(race((answer("slow", 2), answer("quick", 1))));
/// assert_eq!(first.unwrap(), "quick");
/// ```
pub fn race<T: Contest>(coroutines: T) -> Race<T> {
    Race {
        coroutines: Some(coroutines),
    }
}

/// Waits for the first of two coroutines; the other is dropped then.
///
/// ```
/// use coro_core::together::{Either, either};
/// use coro_core::{Promise, coro, run};
///
/// coro! {
///     fn number() -> u32 { yield_wait!(); 7 }
/// }
///
/// let never = Promise::<String>::new();
/// assert_eq!(run(either(never, number())), Either::Right(7));
/// ```
pub fn either<A, B>(left: A, right: B) -> EitherOf<A, B>
where
    A: Coroutine<Yield = Wait>,
    B: Coroutine<Yield = Wait>,
{
    EitherOf {
        both: Some((left, right)),
    }
}

/// Waits for the first of many coroutines; worth its place in the list and what
/// it returns. The others are dropped then.
///
/// ```
/// use coro_core::{coro, run};
/// use coro_core::together::race_all;
///
/// coro! {
///     fn turns(count: u32) -> u32 {
///         for _ in 0..count { yield_wait!(); }
///         count
///     }
/// }
///
/// assert_eq!(run(race_all([3, 1, 2].map(turns))), (1, 1));
/// ```
///
/// # Panics
///
/// When it is resumed, if the list is empty.
pub fn race_all<L>(coroutines: L) -> RaceAll<L::Item>
where
    L: IntoIterator<Item: Coroutine<Yield = Wait>>,
{
    RaceAll {
        children: Children::of(coroutines),
    }
}

/// A tuple of coroutines that return the same, from one to eight, for [`race`].
/// It is sealed by a hidden method.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a tuple of coroutines that return the same type",
    note = "`race` takes a tuple of up to eight, `race_all` anything that can be iterated"
)]
pub trait Contest {
    /// What each of them returns.
    type Output;

    #[doc(hidden)]
    fn resume(&mut self) -> CoroutineState<Wait, Self::Output>;

    #[doc(hidden)]
    fn inspect(&self, inspector: &mut Inspector<'_>);
}

macro_rules! tuples {
    ($(($($C:ident $coroutine:ident),+))+) => {$(
        impl<T, $($C: Coroutine<Yield = Wait, Return = T>),+> Contest for ($($C,)+) {
            type Output = T;

            fn resume(&mut self) -> CoroutineState<Wait, T> {
                let ($($coroutine,)+) = self;
                let mut pauses = Pauses::new();
                $(
                    if let Some(value) = pauses.resume($coroutine) {
                        return CoroutineState::Complete(value);
                    }
                )+
                pauses.pause()
            }

            fn inspect(&self, inspector: &mut Inspector<'_>) {
                let ($($coroutine,)+) = self;
                $($coroutine.inspect(inspector);)+
            }
        }
    )+};
}

tuples! {
    (A a)
    (A a, B b)
    (A a, B b, C c)
    (A a, B b, C c, D d)
    (A a, B b, C c, D d, E e)
    (A a, B b, C c, D d, E e, F f)
    (A a, B b, C c, D d, E e, F f, G g)
    (A a, B b, C c, D d, E e, F f, G g, H h)
}

/// Waits for the first of a tuple: [`race`] makes it.
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct Race<T> {
    coroutines: Option<T>,
}

impl<T: Contest> Coroutine for Race<T> {
    type Yield = Wait;
    type Return = T::Output;

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, T::Output> {
        let Some(coroutines) = &mut self.coroutines else {
            finished();
        };
        let resumed = coroutines.resume();
        if resumed.is_complete() {
            self.coroutines = None;
        }
        resumed
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        inspector.show("race", None);
        if let Some(coroutines) = &self.coroutines {
            inspector.inside(|inspector| coroutines.inspect(inspector));
        }
    }
}

/// What the first of two returned: [`either`] gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Either<A, B> {
    /// The first one was first.
    Left(A),
    /// The second one was.
    Right(B),
}

/// Waits for the first of two: [`either`] makes it.
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct EitherOf<A, B> {
    both: Option<(A, B)>,
}

impl<A: Coroutine<Yield = Wait>, B: Coroutine<Yield = Wait>> Coroutine for EitherOf<A, B> {
    type Yield = Wait;
    type Return = Either<A::Return, B::Return>;

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, Self::Return> {
        let Some((left, right)) = &mut self.both else {
            finished();
        };
        let mut pauses = Pauses::new();
        let first = match pauses.resume(left) {
            Some(value) => Some(Either::Left(value)),
            None => pauses.resume(right).map(Either::Right),
        };
        match first {
            Some(first) => {
                self.both = None;
                CoroutineState::Complete(first)
            }
            None => pauses.pause(),
        }
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        inspector.show("either", None);
        if let Some((left, right)) = &self.both {
            inspector.inside(|inspector| {
                left.inspect(inspector);
                right.inspect(inspector);
            });
        }
    }
}

/// Waits for the first of many: [`race_all`] makes it.
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct RaceAll<C> {
    children: Children<C>,
}

impl<C: Coroutine<Yield = Wait>> Coroutine for RaceAll<C> {
    type Yield = Wait;
    type Return = (usize, C::Return);

    #[track_caller]
    fn resume(&mut self, (): ()) -> CoroutineState<Wait, (usize, C::Return)> {
        assert!(self.children.len() > 0, "a race of none has no winner");
        let mut first = None;
        self.children.resume(|name, value| {
            first = Some((name, value));
            Next::Stop
        });
        match first {
            Some(first) => {
                self.children.clear();
                CoroutineState::Complete(first)
            }
            None => self.children.pause(),
        }
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        inspector.show("race_all", None);
        inspector.inside(|inspector| self.children.inspect(inspector));
    }
}

impl<T> fmt::Debug for Race<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Race")
    }
}

impl<A, B> fmt::Debug for EitherOf<A, B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("EitherOf")
    }
}

impl<C> fmt::Debug for RaceAll<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RaceAll")
    }
}

//! The trait [`Coroutine`], and what is one.
//!
//! Takes nothing from the rest of the crate but the adapters its provided
//! methods return. A coroutine needs only [`Coroutine::resume`]:
//!
//! ```
//! use coro_core::{Coroutine, CoroutineState};
//!
//! struct Doubling;
//!
//! impl Coroutine<u32> for Doubling {
//!     type Yield = u32;
//!     type Return = ();
//!
//!     fn resume(&mut self, received: u32) -> CoroutineState<u32, ()> {
//!         CoroutineState::Yielded(received * 2)
//!     }
//! }
//!
//! assert_eq!(Doubling.resume(21), CoroutineState::Yielded(42));
//! ```
//!
//! Nothing here drives a coroutine: see `drive.rs`.

#[cfg(feature = "alloc")]
use alloc::boxed::Box;
use core::task::Poll;

#[cfg(feature = "stream")]
use crate::adapt::CoroutineStream;
use crate::adapt::{CoroutineFuture, Iter};
#[cfg(feature = "alloc")]
use crate::graph::Graph;
#[cfg(feature = "alloc")]
use crate::inspect::Backtrace;
use crate::inspect::Inspector;

/// What one [`resume`](Coroutine::resume) led to.
///
/// ```
/// use coro_core::CoroutineState;
///
/// let state: CoroutineState<u32, &str> = CoroutineState::Yielded(1);
/// assert!(!state.is_complete());
/// assert_eq!(state.yielded(), Some(1));
/// assert_eq!(state.complete(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[must_use = "a `CoroutineState` holds what was yielded or returned"]
pub enum CoroutineState<Y, R> {
    /// The coroutine paused, handing out this value. It can be resumed.
    Yielded(Y),
    /// The coroutine returned this value. It must not be resumed again.
    Complete(R),
}

impl<Y, R> CoroutineState<Y, R> {
    /// Whether the coroutine returned.
    ///
    /// ```
    /// use coro_core::CoroutineState;
    ///
    /// assert!(CoroutineState::<(), _>::Complete(1).is_complete());
    /// ```
    #[inline]
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        matches!(self, Self::Complete(_))
    }

    /// What was yielded, or `None` if the coroutine returned.
    ///
    /// ```
    /// use coro_core::CoroutineState;
    ///
    /// assert_eq!(CoroutineState::<_, ()>::Yielded(1).yielded(), Some(1));
    /// ```
    #[inline]
    #[must_use]
    pub fn yielded(self) -> Option<Y> {
        match self {
            Self::Yielded(yielded) => Some(yielded),
            Self::Complete(_) => None,
        }
    }

    /// What was returned, or `None` if the coroutine paused.
    ///
    /// ```
    /// use coro_core::CoroutineState;
    ///
    /// assert_eq!(CoroutineState::<(), _>::Complete(1).complete(), Some(1));
    /// ```
    #[inline]
    #[must_use]
    pub fn complete(self) -> Option<R> {
        match self {
            Self::Yielded(_) => None,
            Self::Complete(returned) => Some(returned),
        }
    }
}

/// A computation that can pause.
///
/// It is `core::ops::Coroutine` without `Pin`: an ordinary value that can be
/// moved between two steps. `R` is what each step receives; the first value
/// received is the one that starts it.
///
/// ```
/// use coro_core::{Coroutine, CoroutineState};
///
/// struct Countdown(u32);
///
/// impl Coroutine for Countdown {
///     type Yield = u32;
///     type Return = &'static str;
///
///     fn resume(&mut self, (): ()) -> CoroutineState<u32, &'static str> {
///         match self.0 {
///             0 => CoroutineState::Complete("TAKE OFF!!!!!"),
///             left => {
///                 self.0 -= 1;
///                 CoroutineState::Yielded(left)
///             }
///         }
///     }
/// }
///
/// let mut countdown = Countdown(2);
/// assert_eq!(countdown.resume(()), CoroutineState::Yielded(2));
/// assert_eq!(countdown.resume(()), CoroutineState::Yielded(1));
/// assert_eq!(countdown.resume(()), CoroutineState::Complete("TAKE OFF!!!!!"));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a coroutine that receives `{R}`",
    label = "this is not a `Coroutine<{R}>`",
    note = "a function in `coro!` gives one: `fn name() receives R yields Y -> T {{ .. }}`",
    note = "without `receives`, a coroutine receives `()`",
    note = "`yield_from!(c, first)` gives a coroutine its first value, if it is not `()`"
)]
#[must_use = "a coroutine does nothing until it is resumed"]
pub trait Coroutine<R = ()> {
    /// What it hands out at each pause.
    type Yield;
    /// What it is worth at its end.
    type Return;

    /// Runs to the next pause, or to the end.
    ///
    /// # Panics
    ///
    /// A coroutine made by `coro!` panics when it is resumed after it returned
    /// or after it panicked. One written by hand may do as it likes.
    fn resume(&mut self, arg: R) -> CoroutineState<Self::Yield, Self::Return>;

    /// Shows where it stands: itself, then what it delegates to. What `coro!`
    /// makes and what this crate has do so; one written by hand shows the name of
    /// its type, unless it says [more](Inspector).
    ///
    /// It changes nothing, and costs nothing where it is not called. See
    /// [`inspect`](crate::inspect) for an example, and
    /// [`backtrace`](Coroutine::backtrace) to print it.
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        inspector.show_type::<Self>(None);
    }

    /// Where it stands, one line for each level of delegation: the state, the file
    /// and line, what is written there.
    ///
    /// ```
    /// use coro_core::{Coroutine, coro};
    ///
    /// coro! {
    ///     fn fetch(page: u32) -> u32 {
    ///         yield_wait!();
    ///         page
    ///     }
    ///
    ///     fn crawl() -> u32 {
    ///         fetch(1).await + fetch(2).await
    ///     }
    /// }
    ///
    /// let mut crawling = crawl();
    /// let _ = crawling.resume(());
    /// let backtrace = crawling.backtrace();
    /// let states: Vec<_> = backtrace.frames().iter().map(|frame| frame.state()).collect();
    /// assert_eq!(states, [Some("From1"), Some("Wait1")]);
    /// println!("{backtrace}");
    /// ```
    ///
    /// prints
    ///
    /// ```text
    /// crawl From1 at src/main.rs:10: `fetch(1).await`
    ///   fetch Wait1 at src/main.rs:5: `yield_wait!()`
    /// ```
    #[cfg(feature = "alloc")]
    fn backtrace(&self) -> Backtrace
    where
        Self: Sized,
    {
        Backtrace::of(self)
    }

    /// Its states and the ways between them, of a function in `coro!`: see [`Graph`]. Of any other coroutine an empty one.
    #[cfg(feature = "alloc")]
    fn graph(&self) -> Graph
    where
        Self: Sized,
    {
        let mut layout = None;
        self.inspect(&mut Inspector::new(&mut |frame| {
            if frame.depth() == 0 {
                layout = frame.layout();
            }
        }));
        layout.map_or_else(Graph::default, Graph::of)
    }

    /// An iterator over what the coroutine yields from here on, which borrows
    /// it; what it returns is dropped. The iterator is fused.
    ///
    /// ```
    /// use coro_core::Coroutine;
    /// # use coro_core::CoroutineState;
    /// # struct Countdown(u32);
    /// # impl Coroutine for Countdown {
    /// #     type Yield = u32;
    /// #     type Return = ();
    /// #     fn resume(&mut self, (): ()) -> CoroutineState<u32, ()> {
    /// #         let left = self.0;
    /// #         if left == 0 { return CoroutineState::Complete(()) }
    /// #         self.0 -= 1;
    /// #         CoroutineState::Yielded(left)
    /// #     }
    /// # }
    ///
    /// let mut countdown = Countdown(5);
    /// assert_eq!(countdown.iter().next(), Some(5));
    /// assert!(countdown.iter().eq([4, 3, 2, 1]));
    /// ```
    #[inline]
    fn iter(&mut self) -> Iter<&mut Self>
    where
        Self: Coroutine<()> + Sized,
    {
        Iter::new(self)
    }

    /// The iterator of [`iter`](Coroutine::iter), which owns the coroutine.
    ///
    /// ```
    /// use coro_core::Coroutine;
    /// # use coro_core::CoroutineState;
    /// # struct Countdown(u32);
    /// # impl Coroutine for Countdown {
    /// #     type Yield = u32;
    /// #     type Return = ();
    /// #     fn resume(&mut self, (): ()) -> CoroutineState<u32, ()> {
    /// #         let left = self.0;
    /// #         if left == 0 { return CoroutineState::Complete(()) }
    /// #         self.0 -= 1;
    /// #         CoroutineState::Yielded(left)
    /// #     }
    /// # }
    ///
    /// let evens = Countdown(5).into_iter().filter(|left| left % 2 == 0);
    /// assert!(evens.eq([4, 2]));
    /// ```
    #[inline]
    fn into_iter(self) -> Iter<Self>
    where
        Self: Coroutine<()> + Sized,
    {
        Iter::new(self)
    }

    /// The coroutine as a future, for any executor: a bare wait wakes its task
    /// again at once, all else that it waits for calls the executor's waker. It is
    /// `Send` when what the coroutine holds is.
    ///
    /// ```
    /// use coro_core::{Coroutine, coro};
    ///
    /// coro! {
    ///     fn answer() -> u32 {
    ///         yield_wait!();
    ///         42
    ///     }
    ///
    ///     fn through_a_future() -> u32 {
    ///         yield_from!(async { answer().into_future().await + 1 })
    ///     }
    /// }
    ///
    /// assert_eq!(coro_core::run(through_a_future()), 43);
    /// ```
    #[inline]
    fn into_future(self) -> CoroutineFuture<Self>
    where
        Self: Coroutine<(), Yield = Wait> + Sized,
    {
        CoroutineFuture::new(self)
    }

    /// An async generator as a `Stream` of `futures-core`; what it returns is
    /// dropped. With the feature `stream`.
    ///
    /// ```
    /// use coro_core::{Coroutine, coro};
    /// use futures_core::Stream;
    ///
    /// coro! {
    ///     async fn countdown(from: u32) yields u32 {
    ///         for left in (0..from).rev() {
    ///             yield_value!(left);
    ///         }
    ///     }
    /// }
    ///
    /// fn takes_a_stream(_: impl Stream<Item = u32>) {}
    /// takes_a_stream(countdown(3).into_stream());
    /// ```
    #[cfg(feature = "stream")]
    #[inline]
    fn into_stream<T>(self) -> CoroutineStream<Self>
    where
        Self: Coroutine<(), Yield = Poll<T>> + Sized,
    {
        CoroutineStream::new(self)
    }

    /// The coroutine on the heap, its own type forgotten: what a recursive
    /// coroutine delegates to, and how different coroutines share a list.
    ///
    /// ```
    /// use coro_core::{Coroutine, run};
    /// # use coro_core::{CoroutineState, Wait};
    /// # struct Returning(u32);
    /// # impl Coroutine for Returning {
    /// #     type Yield = Wait;
    /// #     type Return = u32;
    /// #     fn resume(&mut self, (): ()) -> CoroutineState<Wait, u32> {
    /// #         CoroutineState::Complete(self.0)
    /// #     }
    /// # }
    ///
    /// let boxed: Box<dyn Coroutine<Yield = Wait, Return = u32>> = Returning(7).boxed();
    /// assert_eq!(run(boxed), 7);
    /// ```
    ///
    /// The box is not `Send`, and of a lending coroutine it knows one lifetime
    /// only; `Box::new(coroutine)` given a written type can be either.
    #[cfg(feature = "alloc")]
    #[inline]
    fn boxed<'a>(self) -> Box<dyn Coroutine<R, Yield = Self::Yield, Return = Self::Return> + 'a>
    where
        Self: Sized + 'a,
    {
        Box::new(self)
    }
}

impl<R, C: Coroutine<R> + ?Sized> Coroutine<R> for &mut C {
    type Yield = C::Yield;
    type Return = C::Return;

    #[inline]
    fn resume(&mut self, arg: R) -> CoroutineState<C::Yield, C::Return> {
        (**self).resume(arg)
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        (**self).inspect(inspector);
    }
}

#[cfg(feature = "alloc")]
impl<R, C: Coroutine<R> + ?Sized> Coroutine<R> for Box<C> {
    type Yield = C::Yield;
    type Return = C::Return;

    #[inline]
    fn resume(&mut self, arg: R) -> CoroutineState<C::Yield, C::Return> {
        (**self).resume(arg)
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        (**self).inspect(inspector);
    }
}

/// What a coroutine yields when it has nothing to hand out: "not yet".
///
/// ```
/// use coro_core::{CoroutineState, Wait};
///
/// let state = CoroutineState::<Wait, u32>::Yielded(Wait);
/// assert_eq!(state.yielded(), Some(Wait));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wait;

/// How what is yielded inside becomes what the coroutine yields.
///
/// It is implemented for the coroutine's own yield type, by identity for every
/// type and by `Pending` for a [`Wait`] in an async generator. Implement it for
/// an enum of your own, and a generator that yields the enum can wait, too:
///
/// ```
/// use coro_core::{FromYield, Wait};
///
/// #[derive(Debug, PartialEq)]
/// enum Step {
///     Waiting,
///     Line(String),
/// }
///
/// impl FromYield<Wait> for Step {
///     fn from_yield(Wait: Wait) -> Self {
///         Step::Waiting
///     }
/// }
///
/// assert_eq!(Step::from_yield(Wait), Step::Waiting);
/// assert_eq!(Step::from_yield(Step::Line("one".into())), Step::Line("one".into()));
/// ```
#[diagnostic::on_unimplemented(
    message = "a coroutine that yields `{Self}` cannot yield `{Y}`",
    label = "`{Y}` is yielded here",
    note = "a coroutine yields what its signature says after `yields`, and `Wait` without it",
    note = "`impl FromYield<{Y}> for {Self}` says how the one becomes the other"
)]
pub trait FromYield<Y> {
    /// Makes of what was yielded what the coroutine hands out.
    fn from_yield(yielded: Y) -> Self;
}

impl<T> FromYield<T> for T {
    #[inline]
    fn from_yield(yielded: T) -> T {
        yielded
    }
}

impl<T> FromYield<Wait> for Poll<T> {
    #[inline]
    fn from_yield(Wait: Wait) -> Poll<T> {
        Poll::Pending
    }
}

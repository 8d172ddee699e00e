//! What generated code calls, and nothing else.
//!
//! `coro!` turns a function into one enum of states and the code of a step from
//! any of them, and hands both to [`machine`]:
//!
//! ```
//! use coro_core::{Coroutine, machine::prelude::*};
//!
//! // coro! { fn greet(name: String) -> usize { yield_wait!(); name.len() } }
//! fn greet(name: String) -> impl Coroutine<(), Yield = Wait, Return = usize> {
//!     enum State<Name> {
//!         Start { name: Name },
//!         Wait1 { name: Name },
//!         Running,
//!         Done,
//!     }
//!     impl<Name> Frame for State<Name> {
//!         const LAYOUT: &'static str = "greet\tsrc/main.rs\t3\n0s Start\t0\t\tname\t1\n..";
//!         const RUNNING: Self = State::Running;
//!         const DONE: Self = State::Done;
//!     }
//!     machine(State::Start { name }, || Body {
//!         step: |state: &mut State<_>, (): ()| -> CoroutineState<Wait, usize> {
//!             match state {
//!                 State::Start { .. } => {
//!                     let State::Start { name } = replace(state, State::Running) else { unreachable!() };
//!                     put(state, State::Wait1 { name });
//!                     Yielded(Wait)
//!                 }
//!                 State::Wait1 { .. } => {
//!                     let State::Wait1 { name } = replace(state, State::Running) else { unreachable!() };
//!                     let name: String = name;
//!                     complete(state, name.len())
//!                 }
//!                 State::Running | State::Done => stopped(state),
//!             }
//!         },
//!         look: |state, _| if let State::Wait1 { .. } = state { 1 } else { 0 },
//!     })
//! }
//!
//! let mut greeting = greet("Ada".to_string());
//! assert_eq!(greeting.resume(()), Yielded(Wait));
//! assert_eq!(greeting.resume(()), Complete(3));
//! ```
//!
//! Nothing here is meant to be written by hand, and nothing here is promised to
//! stay: the macro and this module change together.

#[cfg(feature = "alloc")]
mod anchored;
mod arrow;
mod called;
mod capturing;
mod chosen;
mod dead;
pub mod editor;
mod fields;
mod flagged;
mod found;
mod kept;
mod look;
mod no_drop;
mod opened;
mod parts;
mod peeking;
mod position;
#[cfg(feature = "serde")]
mod program;
mod question;
mod ranged;
mod receiver;
#[cfg(feature = "serde")]
mod saved;
mod still;
mod waits;
mod within;

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::mem::{Discriminant, ManuallyDrop, discriminant};

use crate::inspect::Inspector;

pub use core::mem::replace;
pub use core::ops::ControlFlow::{Break, Continue};

#[cfg(feature = "alloc")]
pub use self::anchored::{Anchored, Pauses, Pausing, anchored, worth};
pub use self::arrow::Arrow;
pub use self::called::{
    CallAgain0, CallAgain1, CallAgain2, CallAgain3, CallAgain4, CallOnce0, CallOnce1, CallOnce2,
    CallOnce3, CallOnce4, Called, Callee, Left, Taken, called,
};
pub use self::capturing::{CaptureCopy, CaptureWhole, Captured, Capturing, InPlace};
pub use self::chosen::Chosen;
pub use self::dead::{Dead, KeepDropping, KeepNoDrop, Nothing, unkept};
pub use self::fields::{Fields, HasDrop, Movable};
pub use self::flagged::Flagged;
#[cfg(feature = "alloc")]
pub use self::found::items;
pub use self::found::{Found, found_again, replayed};
#[cfg(feature = "std")]
pub use self::found::{Hashed, collected};
#[cfg(feature = "alloc")]
pub use self::kept::Items;
pub use self::kept::{
    ArrayItems, Inclusive, Keep, KeepAsItIs, KeepIterator, KeepKnown, KeepStepped, Kept, OneItem,
    SliceItems, StepAsItIs, TextChars, adapters,
};
pub use self::look::{Body, Look, Looking, show};
pub use self::no_drop::{Borrowing, NoDrop, Released, Unknown};
pub use self::opened::{OpenCopied, Opened};
pub use self::parts::{TakePart, take_part};
pub use self::peeking::{Peeking, peeking};
pub use self::position::{Counted, Going, Position, Positional, counted, going, nth, present};
pub use self::position::{Cut, Cuts, Cutting, Separator, Text, cut};
#[cfg(feature = "serde")]
pub use self::program::{Made, Named, Program, Restorable, made, named, named_lending};
pub use self::question::{Early, FromResidual, Try};
pub use self::ranged::{IndexAgain, Indexing, Ranged, ranged};
pub use self::receiver::{Asked, Receiver, ReceiverItself, ReceiverLent, Unasked, asked};
pub use self::still::still;
pub use self::waits::IsWait;
#[cfg(feature = "std")]
pub use self::within::Hashes;
#[cfg(feature = "alloc")]
pub use self::within::{GrowingMap, GrowingSet, Growth, Indexed, Order, Sorted};
pub use self::within::{Spot, Within, WithinOr, again, found, within, within_or};
pub use crate::CoroutineState::{Complete, Yielded};
#[cfg(feature = "alloc")]
pub use crate::adapt::awaited::erased;
pub use crate::adapt::awaited::{AwaitCoroutine, Awaited, NextTurn, next_turn};
pub use crate::adapt::delegate::{
    DelegateFuture, DelegateIterator, DelegateLending, DelegateUnpinFuture, From, Lent,
};
#[cfg(feature = "alloc")]
pub use crate::adapt::handed_over::{HandedOver, handed_over};
pub use crate::adapt::refuse::{
    DelegateNoLending, DelegateNothing, DelegateReceiving, LendTo, ReceivedFrom, Refused, YieldFrom,
};
pub use crate::adapt::through::{StepFuture, StepIterator, Stepped, Through};
pub use crate::adapt::{Async, AsyncGenerator};
#[cfg(feature = "serde")]
pub use crate::saving::{
    Load, LoadWhole, Loader, Migrate, Place, Placed, Save, SaveWhole, Saver, Whole, load, restored,
    save, state_of,
};
pub use crate::{Coroutine, CoroutineState, FromYield, Wait};
#[cfg(feature = "alloc")]
pub use alloc::boxed::Box;
#[cfg(feature = "serde")]
pub use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};

/// A coroutine: where it stands, and the code that takes a step from there.
///
/// All that can be said of it is said of its state.
///
/// The type names the state only through its code. A machine that delegates has
/// the delegate's type in its state's; if it stood in a parameter of its own as
/// well as in the code's signature, the type of a chain of delegates would
/// double with each of them.
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct Machine<C: Code> {
    state: C::State,
    code: C,
}

/// The code of a machine: it knows the type of its states.
///
/// It is a closure without captures that gives the [`Body`] as function pointers,
/// which are no part of the machine: they are constants, called directly.
pub trait Code {
    /// The states.
    type State;
}

impl<C, S, A, Y, T> Code for C
where
    C: Fn() -> Body<S, A, Y, T>,
{
    type State = S;
}

/// Makes a coroutine of its first state and its code.
///
/// The bound gives the step the type of the first state, so that it knows the
/// types of what the state holds before it looks at its own body.
#[inline(always)]
pub fn machine<S, C, A, Y, T>(state: S, code: C) -> Machine<C>
where
    C: Fn() -> Body<S, A, Y, T>,
{
    Machine { state, code }
}

/// The same as a future: what an `async fn` gives.
#[inline(always)]
pub fn future<S, C, A, Y, T>(state: S, code: C) -> Async<Machine<C>>
where
    C: Fn() -> Body<S, A, Y, T>,
{
    Async::new(Machine { state, code })
}

/// Code that is one closure, which takes the step itself.
///
/// It may capture something, and the loan of a lending coroutine may live as
/// long as each step: a function pointer can do neither. `L` gives the function
/// that looks at the state, and knows the type of the states.
#[derive(Clone, Copy)]
pub struct Step<F, L> {
    step: F,
    look: L,
}

impl<F, L> fmt::Debug for Step<F, L> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Step")
    }
}

impl<S, F, L> Code for Step<F, L>
where
    L: Fn() -> Looking<S>,
{
    type State = S;
}

/// Makes a coroutine of its first state and a step that captures something.
#[inline]
pub fn capturing<S, F, L, A, Y, T>(state: S, step: F, look: L) -> Machine<Step<F, L>>
where
    F: FnMut(&mut S, A) -> CoroutineState<Y, T>,
    L: Fn() -> Looking<S>,
{
    let code = Step { step, look };
    Machine { state, code }
}

/// Makes a lending coroutine of its first state and its step.
///
/// `F` has no bound on purpose. With one, rustc would take the closure's
/// signature from the bound; without, it takes it from the closure's written
/// parameters, so that a `world: &mut World` is lent for each step anew. What
/// [`machine`] learns from the bound the step is told by [`States`].
#[inline]
pub fn lending<S, F, L>(state: S, step: F, look: L) -> Machine<Step<F, L>>
where
    L: Fn() -> Looking<S>,
{
    let code = Step { step, look };
    Machine { state, code }
}

/// Stands for the type of a machine's states, where it cannot be written.
pub struct States<S>(PhantomData<fn() -> S>);

impl<S> States<S> {
    /// The type of this state.
    #[inline]
    pub fn of(_: &S) -> Self {
        States(PhantomData)
    }

    /// The type of the state that `make` makes.
    #[inline]
    pub fn made_by<G>(_: &impl Fn(G) -> S) -> Self {
        States(PhantomData)
    }

    /// Says that a state is of that type.
    #[inline]
    pub fn are(&self, _: &mut S) {}
}

impl<S> Clone for States<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for States<S> {}

impl<S> fmt::Debug for States<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("States")
    }
}

/// Stands for the type of a variable that several arms declare.
pub struct TypeOf<T>(PhantomData<fn() -> T>);

impl<T> TypeOf<T> {
    /// A type that is not known yet.
    #[inline]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        TypeOf(PhantomData)
    }

    /// Says that a value is of that type.
    #[inline]
    pub fn is(&self, _: &T) {}
}

impl<T> fmt::Debug for TypeOf<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TypeOf")
    }
}

/// The traits by which generated code tells types apart, without their names.
pub mod dispatch {
    pub use super::{
        AwaitCoroutine as _, CallAgain0 as _, CallAgain1 as _, CallAgain2 as _, CallAgain3 as _,
        CallAgain4 as _, CallOnce0 as _, CallOnce1 as _, CallOnce2 as _, CallOnce3 as _,
        CallOnce4 as _, CaptureCopy as _, CaptureWhole as _, DelegateFuture as _,
        DelegateIterator as _, DelegateLending as _, DelegateNoLending as _, DelegateNothing as _,
        DelegateReceiving as _, DelegateUnpinFuture as _, IndexAgain as _, KeepAsItIs as _,
        KeepDropping as _, KeepIterator as _, KeepKnown as _, KeepNoDrop as _, KeepStepped as _,
        Movable as _, OpenCopied as _, ReceiverItself as _, ReceiverLent as _, StepAsItIs as _,
        StepFuture as _, StepIterator as _,
    };
}

/// What the code of most functions uses. Not `Coroutine`, whose methods would be those of the user's code as well: to
/// `fetch().boxed()` there may be only that of `FutureExt`.
pub mod prelude {
    pub use super::{
        Body, Break, Complete, Continue, CoroutineState, Dead, Frame, FromResidual, FromYield, Try,
        Wait, Yielded, complete, lost, machine, nowhere, nth, put, replace, resume, stopped, wait,
    };
}

/// One step of a delegate, where it is held.
#[inline(always)]
pub fn resume<R, C: Coroutine<R> + ?Sized>(
    delegate: &mut C,
    arg: R,
) -> CoroutineState<C::Yield, C::Return> {
    delegate.resume(arg)
}

/// A machine that cannot be: what a function in which `coro!` found a mistake returns.
pub struct Never<Y, T>(core::convert::Infallible, PhantomData<fn() -> (Y, T)>);

/// Makes the machine that cannot be.
///
/// # Panics
///
/// Always: the code that calls it does not compile.
pub fn never<Y, T>() -> Never<Y, T> {
    panic!("a function in which `coro!` found a mistake was called")
}

impl<R, Y, T> Coroutine<R> for Never<Y, T> {
    type Yield = Y;
    type Return = T;

    fn resume(&mut self, _: R) -> CoroutineState<Y, T> {
        match self.0 {}
    }
}

impl<Y, T> Clone for Never<Y, T> {
    fn clone(&self) -> Self {
        match self.0 {}
    }
}

impl<Y, T> fmt::Debug for Never<Y, T> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {}
    }
}

impl<Y, T> PartialEq for Never<Y, T> {
    fn eq(&self, _: &Self) -> bool {
        match self.0 {}
    }
}

impl<Y, T> Eq for Never<Y, T> {}

impl<Y, T> Hash for Never<Y, T> {
    fn hash<H: Hasher>(&self, _: &mut H) {
        match self.0 {}
    }
}

/// The states of a machine.
pub trait Frame: Sized {
    /// What the macro wrote down of the function and its states: see
    /// [`Layout`](crate::inspect::Layout).
    const LAYOUT: &'static str = "";

    /// The state in which its code runs. It holds nothing.
    const RUNNING: Self;

    /// The state in which it has returned. It holds nothing.
    const DONE: Self;
}

/// Whether a state is the one that holds nothing: its code runs, or a panic left it so.
#[inline(always)]
fn is_running<S: Frame>(state: &S) -> bool {
    discriminant(state) == const { tag(S::RUNNING) }
}

/// Whether a machine has returned.
#[inline(always)]
fn is_done<S: Frame>(state: &S) -> bool {
    discriminant(state) == const { tag(S::DONE) }
}

const fn tag<S>(state: S) -> Discriminant<S> {
    let tag = discriminant(&state);
    forget(state);
    tag
}

/// Drops all that is alive in a state left by a panic, so that the machine
/// never runs again. Leaves one that returned as it is, and tells whether it did.
///
/// Three ways, and what is asked of the state is known on each: so the optimiser keeps no tag for them.
/// In a build for debugging it is written again where it says so already, which is less code.
#[cfg_attr(not(debug_assertions), inline(always))]
#[cfg_attr(debug_assertions, inline)]
fn poison<S: Frame>(state: &mut S) -> bool {
    if is_done(state) {
        return true;
    }
    if cfg!(debug_assertions) || !is_running(state) {
        *state = S::RUNNING;
    }
    false
}

/// Poisons the state when it is dropped, which only a panic does.
///
/// What is parked in the state thus dies during the unwinding, as a local
/// variable does: a mutex guard unlocks and poisons its mutex.
struct PoisonOnUnwind<'a, S: Frame> {
    state: &'a mut S,
}

impl<S: Frame> Drop for PoisonOnUnwind<'_, S> {
    // inlined: a call here would take the address of the state, which could then not be kept in registers
    #[inline(always)]
    fn drop(&mut self) {
        poison(self.state);
    }
}

/// Takes a step in a state that is left poisoned if the step panics.
#[inline]
pub fn guarded<S: Frame, T>(state: &mut S, step: impl FnOnce(&mut S) -> T) -> T {
    let unwinding = PoisonOnUnwind { state };
    let reached = step(unwinding.state);
    forget(unwinding);
    reached
}

impl<C, S, A, Y, T> Coroutine<A> for Machine<C>
where
    S: Frame,
    C: Fn() -> Body<S, A, Y, T>,
{
    type Yield = Y;
    type Return = T;

    #[inline]
    fn resume(&mut self, arg: A) -> CoroutineState<Y, T> {
        // as `guarded` does: one function less for each machine in an unoptimised build
        let step = (self.code)().step;
        let unwinding = PoisonOnUnwind {
            state: &mut self.state,
        };
        let reached = step(unwinding.state, arg);
        forget(unwinding);
        reached
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        look::show(&self.state, (self.code)().look, inspector);
    }
}

impl<S, F, L, A, Y, T> Coroutine<A> for Machine<Step<F, L>>
where
    S: Frame,
    F: FnMut(&mut S, A) -> CoroutineState<Y, T>,
    L: Fn() -> Looking<S>,
{
    type Yield = Y;
    type Return = T;

    #[inline]
    fn resume(&mut self, arg: A) -> CoroutineState<Y, T> {
        guarded(&mut self.state, |state| (self.code.step)(state, arg))
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        look::show(&self.state, (self.code.look)(), inspector);
    }
}

impl<C: Code<State: Clone> + Clone> Clone for Machine<C> {
    #[inline]
    fn clone(&self) -> Self {
        Machine {
            state: self.state.clone(),
            code: self.code.clone(),
        }
    }
}

impl<C: Code<State: Copy> + Copy> Copy for Machine<C> {}

impl<C: Code<State: fmt::Debug>> fmt::Debug for Machine<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.state.fmt(formatter)
    }
}

impl<C: Code<State: PartialEq>> PartialEq for Machine<C> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state
    }
}

impl<C: Code<State: Eq>> Eq for Machine<C> {}

impl<C: Code<State: PartialOrd>> PartialOrd for Machine<C> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.state.partial_cmp(&other.state)
    }
}

impl<C: Code<State: Ord>> Ord for Machine<C> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.state.cmp(&other.state)
    }
}

impl<C: Code<State: Hash>> Hash for Machine<C> {
    #[inline]
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.state.hash(hasher);
    }
}

/// What `yield_wait!()` hands out.
///
/// A pause of the coroutine's own lasts to the next turn, whatever it resumed
/// before it: see [`event_loop::again`](crate::event_loop::again).
#[inline]
pub fn wait() -> Wait {
    #[cfg(feature = "std")]
    crate::event_loop::again();
    Wait
}

/// As `core::mem::forget`, which would be one function more for each machine in an unoptimised build.
#[inline(always)]
const fn forget<S>(value: S) {
    let _ = ManuallyDrop::new(value);
}

/// Writes a state over one that holds nothing.
///
/// An assignment would drop what was there, and the optimiser does not see that
/// there is nothing: which state an enum is in may be told by what a field of
/// another state holds. A build for debugging assigns all the same, which is half
/// of the code; the project's own tests do not (`coro_strict`), so that they would
/// see what is lost.
#[inline(always)]
pub fn put<S>(place: &mut S, state: S) {
    if cfg!(all(debug_assertions, not(coro_strict))) {
        *place = state;
    } else {
        forget(replace(place, state));
    }
}

/// The end of a step that comes to the end of the function.
///
/// What is still parked is dropped before the machine is told to have returned: that may panic.
#[inline(always)]
pub fn complete<S: Frame, Y, T>(state: &mut S, value: T) -> CoroutineState<Y, T> {
    *state = S::RUNNING;
    put(state, S::DONE);
    Complete(value)
}

/// Stands for what is in a state that the machine is not in.
///
/// The state is forgotten, since it cannot be: its drop, never run, would be in
/// the way of the optimiser, which otherwise moves single fields out of a state.
/// Where there is none it is less code to drop it.
///
/// # Panics
///
/// Always.
#[inline(always)]
pub fn lost<S>(other: S) -> ! {
    if !cfg!(debug_assertions) {
        forget(other);
    }
    nowhere()
}

/// Stands for what a step that never ends would return: of the type that is asked for, and if none is,
/// of the one that a closure without an end has.
///
/// # Panics
///
/// Always.
pub fn endless<Y, T>(_: impl FnOnce() -> T) -> CoroutineState<Y, T> {
    panic!("an endless coroutine returned")
}

/// What a machine does that is resumed after it returned or panicked.
///
/// # Panics
///
/// Always.
#[inline(always)]
#[track_caller]
pub fn stopped<S: Frame>(state: &mut S) -> ! {
    // only what is asked of the state goes out of sight, and that as a constant: so the optimiser may
    // keep the state in registers
    match poison(state) {
        is_done if cfg!(debug_assertions) => resumed_again(is_done),
        true => resumed_again(true),
        false => resumed_again(false),
    }
}

#[cold]
#[inline(never)]
#[track_caller]
fn resumed_again(is_done: bool) -> ! {
    if is_done {
        finished()
    }
    panicked()
}

/// What a level does that stands in none of its states where a resume goes on.
///
/// # Panics
///
/// Always: a machine never comes there.
#[cold]
#[inline(never)]
pub fn nowhere() -> ! {
    unreachable!()
}

/// What a machine does that is resumed after it returned.
///
/// # Panics
///
/// Always.
#[cold]
#[inline(never)]
#[track_caller]
pub fn finished() -> ! {
    panic!("`coroutine` resumed after it returned")
}

/// What a machine does that is resumed after it panicked.
///
/// # Panics
///
/// Always.
#[cold]
#[inline(never)]
#[track_caller]
pub fn panicked() -> ! {
    panic!("`coroutine` resumed after it panicked")
}

//! One face for the machines of all peers.
//!
//! In: a machine as its crate makes it. Out: a [`Machine`], which takes the number of the turn and
//! gives a number, so that the loops of [`inlined`] and [`opaque`] are the same for all.
//!
//! ```ignore
//! let tally = inlined(Coro::of(fibonacci(1000)));
//! ```
//!
//! The adapters hold the machine and nothing else: its size is theirs.

use std::hint::black_box;
use std::marker::PhantomData;

/// What a machine did until its end; equal for all variants of a workload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How often it was resumed.
    pub resumes: u64,
    /// What it yielded and returned, added up.
    pub sum: u64,
}

impl Tally {
    /// Adds another machine's tally to this one.
    pub fn add(&mut self, other: Tally) {
        self.resumes += other.resumes;
        self.sum = self.sum.wrapping_add(other.sum);
    }
}

/// What a resume gives.
#[derive(Debug)]
pub enum Step {
    Yielded(u64),
    Complete(u64),
}

/// A machine of any peer.
pub trait Machine {
    /// Whether it has to be started before it can be resumed (diapause).
    const STARTS: bool = false;

    /// The first step, where `STARTS`.
    fn start(&mut self) -> Step {
        unreachable!("only a machine that says so has a start of its own")
    }

    /// One step; `turn` is how many went before.
    fn resume(&mut self, turn: u64) -> Step;
}

/// What a machine receives, made of the number of the turn.
pub trait Argument {
    fn of_turn(turn: u64) -> Self;
}

impl Argument for () {
    #[inline]
    fn of_turn(_: u64) -> Self {}
}

impl Argument for u64 {
    #[inline]
    fn of_turn(turn: u64) -> Self {
        turn
    }
}

/// What a machine yields or returns, as a number.
pub trait Value {
    fn number(self) -> u64;
}

impl Value for () {
    #[inline]
    fn number(self) -> u64 {
        0
    }
}

impl Value for u64 {
    #[inline]
    fn number(self) -> u64 {
        self
    }
}

/// A machine of `coro!`, or one by hand, which implements the same trait.
#[derive(Debug)]
pub struct Coro<C, R>(C, PhantomData<R>);

impl<R: Argument, C: coro_core::Coroutine<R>> Coro<C, R> {
    #[inline]
    pub fn of(machine: C) -> Self {
        Coro(machine, PhantomData)
    }
}

impl<R: Argument, C> Machine for Coro<C, R>
where
    C: coro_core::Coroutine<R, Yield: Value, Return: Value>,
{
    #[inline]
    fn resume(&mut self, turn: u64) -> Step {
        match self.0.resume(R::of_turn(turn)) {
            coro_core::CoroutineState::Yielded(value) => Step::Yielded(value.number()),
            coro_core::CoroutineState::Complete(value) => Step::Complete(value.number()),
        }
    }
}

/// rustc's own.
#[cfg(feature = "native")]
#[derive(Debug)]
pub struct Native<C, R>(C, PhantomData<R>);

#[cfg(feature = "native")]
impl<R: Argument, C: std::ops::Coroutine<R>> Native<C, R> {
    #[inline]
    pub fn of(machine: C) -> Self {
        Native(machine, PhantomData)
    }
}

#[cfg(feature = "native")]
impl<R: Argument, C> Machine for Native<C, R>
where
    C: std::ops::Coroutine<R, Yield: Value, Return: Value> + Unpin,
{
    #[inline]
    fn resume(&mut self, turn: u64) -> Step {
        match std::pin::Pin::new(&mut self.0).resume(R::of_turn(turn)) {
            std::ops::CoroutineState::Yielded(value) => Step::Yielded(value.number()),
            std::ops::CoroutineState::Complete(value) => Step::Complete(value.number()),
        }
    }
}

/// diapause's; its first step is `start`, without an argument.
#[derive(Debug)]
pub struct Diapause<C, R>(C, PhantomData<R>);

impl<R: Argument, C: diapause::Coroutine<R>> Diapause<C, R> {
    #[inline]
    pub fn of(machine: C) -> Self {
        Diapause(machine, PhantomData)
    }
}

impl<R: Argument, C> Machine for Diapause<C, R>
where
    C: diapause::Coroutine<R, Yield: Value, Return: Value>,
{
    const STARTS: bool = true;

    #[inline]
    fn start(&mut self) -> Step {
        match self.0.start() {
            diapause::CoroutineState::Yielded(value) => Step::Yielded(value.number()),
            diapause::CoroutineState::Complete(value) => Step::Complete(value.number()),
        }
    }

    #[inline]
    fn resume(&mut self, turn: u64) -> Step {
        match self.0.resume(R::of_turn(turn)) {
            diapause::CoroutineState::Yielded(value) => Step::Yielded(value.number()),
            diapause::CoroutineState::Complete(value) => Step::Complete(value.number()),
        }
    }
}

/// genawaiter's that can be returned from a function, as all the others can: its frame is boxed
/// and shares a cell with whoever resumes it.
pub struct Genawaiter<Y, R, F: Future>(genawaiter::rc::Gen<Y, R, F>);

impl<Y, R, F: Future> Genawaiter<Y, R, F> {
    #[inline]
    pub fn of(machine: genawaiter::rc::Gen<Y, R, F>) -> Self {
        Genawaiter(machine)
    }
}

impl<Y, R, F> Machine for Genawaiter<Y, R, F>
where
    Y: Value,
    R: Argument,
    F: Future<Output: Value>,
{
    #[inline]
    fn resume(&mut self, turn: u64) -> Step {
        match self.0.resume_with(R::of_turn(turn)) {
            genawaiter::GeneratorState::Yielded(value) => Step::Yielded(value.number()),
            genawaiter::GeneratorState::Complete(value) => Step::Complete(value.number()),
        }
    }
}

/// Runs a machine to its end where the optimiser sees all of it: what a `for` loop in the same
/// function costs. Only what it yields is hidden, or some workloads would be computed at once.
#[inline(always)]
pub fn inlined(mut machine: impl Machine) -> Tally {
    drive(&mut machine, |_| {})
}

/// Runs a machine to its end in a function of its own that knows nothing about where the machine
/// stands: what an event loop's task costs.
#[inline(never)]
pub fn opaque(machine: &mut impl Machine) -> Tally {
    drive(machine, |machine| {
        black_box(machine);
    })
}

#[inline(always)]
fn drive<M: Machine>(machine: &mut M, hide: impl Fn(&mut M)) -> Tally {
    let mut tally = Tally::default();
    if M::STARTS {
        tally.resumes = 1;
        hide(machine);
        match machine.start() {
            Step::Yielded(value) => tally.sum = black_box(value),
            Step::Complete(value) => {
                tally.sum = value;
                return tally;
            }
        }
    }
    loop {
        hide(machine);
        let step = machine.resume(tally.resumes);
        tally.resumes += 1;
        match step {
            Step::Yielded(value) => tally.sum = tally.sum.wrapping_add(black_box(value)),
            Step::Complete(value) => {
                tally.sum = tally.sum.wrapping_add(value);
                return tally;
            }
        }
    }
}

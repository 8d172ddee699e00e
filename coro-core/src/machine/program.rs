//! Machines that can be made of what is read: their code is found by its type.
//!
//! A machine is a state and its code, and the code is a closure, which nobody can make but the place that it is written
//! at. So where a machine is to be read, the closure is written in a method of a type that has a name, the
//! [`Program`], and whoever knows the type can have the code:
//!
//! ```text
//! coro! { #[derive(Deserialize)] fn sleep(turns: u32) { .. } }
//!
//! fn sleep(turns: u32) -> impl Coroutine<..> + Restore + DeserializeOwned {
//!     enum State<..> { .. }
//!     struct Sleep;
//!     impl Program for Sleep {
//!         type Given = (u32,);
//!         fn machine(given: Option<(u32,)>) -> (Option<impl Coroutine<..> + Restore + DeserializeOwned>, impl Any + Copy) {
//!             named::<Self, ..>(given, |(turns,)| State::Start { turns }, || |state: &mut State<_>, _: ()| ..)
//!         }
//!     }
//!     made(Sleep::machine(Some((turns,))))
//! }
//! ```
//!
//! A machine that is delegated to is thus read together with the one around it, however deep it is. The
//! closure that comes out of `machine` is the one that the machine's type names, but rustc cannot know that, so it is
//! asked at run time, by [`Any`]; after optimisation nothing of that is left.

use core::any::Any;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::{Body, Code, Frame, Looking, Step, guarded, look};
use crate::inspect::Inspector;
use crate::saving::{self, Load, Restore, RestoreError, Save};
use crate::{Coroutine, CoroutineState};

/// The code of a fn, known by a name.
pub trait Program: 'static {
    /// The parameters.
    type Given;

    /// A machine, if it is given something to begin with, and its code.
    fn machine(given: Option<Self::Given>) -> (Option<impl Sized>, impl Any + Copy);
}

/// How the first state is made and what a step does, of the program `P`.
pub struct Named<P, M, C> {
    make: M,
    code: C,
    program: PhantomData<fn() -> P>,
}

impl<P, M: Copy, C: Copy> Clone for Named<P, M, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P, M: Copy, C: Copy> Copy for Named<P, M, C> {}

impl<P, M, C> fmt::Debug for Named<P, M, C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Named")
    }
}

impl<P, M, C, S> Code for Named<P, M, C>
where
    P: Program,
    M: Fn(P::Given) -> S,
{
    type State = S;
}

/// A coroutine whose code is found by its type.
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct Restorable<C: Code> {
    state: C::State,
    code: C,
}

/// What [`Program::machine`] gives.
pub type Made<P, M, C> = (Option<Restorable<Named<P, M, C>>>, Named<P, M, C>);

/// A machine of the program `P`. The bounds tell the step the type of the first state.
#[inline]
pub fn named<P, M, C, S, A, Y, T>(given: Option<P::Given>, make: M, code: C) -> Made<P, M, C>
where
    P: Program,
    M: Fn(P::Given) -> S + Copy,
    C: Fn() -> Body<S, A, Y, T> + Copy,
{
    begun(given, make, code)
}

/// The same of a lending coroutine. `step` has no bound on purpose, see [`lending`](super::lending()).
#[inline]
pub fn named_lending<P, M, S, F, L>(
    given: Option<P::Given>,
    make: M,
    step: F,
    look: L,
) -> Made<P, M, Step<F, L>>
where
    P: Program,
    M: Fn(P::Given) -> S + Copy,
    F: Copy,
    L: Fn() -> Looking<S> + Copy,
{
    begun(given, make, Step { step, look })
}

#[inline]
fn begun<P, M, C, S>(given: Option<P::Given>, make: M, code: C) -> Made<P, M, C>
where
    P: Program,
    M: Fn(P::Given) -> S + Copy,
    C: Copy,
{
    let program = PhantomData;
    let code = Named {
        make,
        code,
        program,
    };
    let machine = given.map(|given| Restorable {
        state: (code.make)(given),
        code,
    });
    (machine, code)
}

/// The machine that [`Program::machine`] made.
///
/// # Panics
///
/// If it was given nothing to begin with, which generated code does not do.
#[inline]
pub fn made<M, C>((machine, _): (Option<M>, C)) -> M {
    machine.expect("a program that is given its parameters makes a machine")
}

/// The code that the type names.
fn code<P, M, C>() -> Named<P, M, C>
where
    P: Program,
    M: Copy + 'static,
    C: Copy + 'static,
{
    let (_, code) = P::machine(None);
    let code: &dyn Any = &code;
    *code.downcast_ref().expect("a program has one code")
}

impl<P, M, C, S, A, Y, T> Coroutine<A> for Restorable<Named<P, M, C>>
where
    P: Program,
    M: Fn(P::Given) -> S,
    S: Frame,
    C: Fn() -> Body<S, A, Y, T>,
{
    type Yield = Y;
    type Return = T;

    #[inline]
    fn resume(&mut self, arg: A) -> CoroutineState<Y, T> {
        let step = (self.code.code)().step;
        guarded(&mut self.state, |state| step(state, arg))
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        look::show(&self.state, (self.code.code)().look, inspector);
    }
}

impl<P, M, F, L, S, A, Y, T> Coroutine<A> for Restorable<Named<P, M, Step<F, L>>>
where
    P: Program,
    M: Fn(P::Given) -> S,
    S: Frame,
    F: Fn(&mut S, A) -> CoroutineState<Y, T>,
    L: Fn() -> Looking<S>,
{
    type Yield = Y;
    type Return = T;

    #[inline]
    fn resume(&mut self, arg: A) -> CoroutineState<Y, T> {
        guarded(&mut self.state, |state| (self.code.code.step)(state, arg))
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        look::show(&self.state, (self.code.code.look)(), inspector);
    }
}

impl<C: Code<State: Save>> Serialize for Restorable<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        saving::save(&self.state, serializer)
    }
}

impl<'de, P, M, C, S> Deserialize<'de> for Restorable<Named<P, M, C>>
where
    P: Program,
    M: Fn(P::Given) -> S + Copy + 'static,
    C: Copy + 'static,
    S: Load<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let state = saving::load(deserializer)?;
        let code = code();
        Ok(Restorable { state, code })
    }
}

impl<C: Code<State: for<'de> Load<'de>>> Restore for Restorable<C> {
    fn restore_with<'de, D: Deserializer<'de>>(
        &mut self,
        deserializer: D,
        migrate: &impl saving::Migrate,
    ) -> Result<(), RestoreError<D::Error>> {
        self.state = saving::restored(deserializer, migrate)?;
        Ok(())
    }

    fn places(&self) -> &'static [saving::Place] {
        <C::State as saving::Placed>::PLACES
    }

    fn state(&self) -> &'static str {
        saving::state_of(&self.state)
    }
}

impl<C: Code<State: Clone> + Clone> Clone for Restorable<C> {
    #[inline]
    fn clone(&self) -> Self {
        Restorable {
            state: self.state.clone(),
            code: self.code.clone(),
        }
    }
}

impl<C: Code<State: Copy> + Copy> Copy for Restorable<C> {}

impl<C: Code<State: fmt::Debug>> fmt::Debug for Restorable<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.state.fmt(formatter)
    }
}

impl<C: Code<State: PartialEq>> PartialEq for Restorable<C> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state
    }
}

impl<C: Code<State: Eq>> Eq for Restorable<C> {}

impl<C: Code<State: PartialOrd>> PartialOrd for Restorable<C> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.state.partial_cmp(&other.state)
    }
}

impl<C: Code<State: Ord>> Ord for Restorable<C> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.state.cmp(&other.state)
    }
}

impl<C: Code<State: Hash>> Hash for Restorable<C> {
    #[inline]
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.state.hash(hasher);
    }
}

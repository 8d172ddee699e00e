//! How a machine says where it stands.
//!
//! Beside the step, a machine has a function that looks at its state. It knows all types, so it
//! can look into a delegate; it is called by nobody who resumes.
//!
//! ```text
//! look: |state, look| match state {
//!     State::Start { .. } => look.at(0),
//!     State::From1 { inner, .. } => look.inside(1, inner),
//!     ..
//! }
//! ```

use core::fmt;
use core::marker::PhantomData;

use crate::inspect::{Inspector, Layout};
use crate::{Coroutine, CoroutineState};

/// The code of a machine, two functions: one takes a step, the other looks where it stands.
///
/// They stand in one type so that it names the states once: see [`Machine`](super::Machine).
#[derive(Debug)]
pub struct Body<S, A, Y, T> {
    /// Runs from a state to the next pause or to the end.
    pub step: fn(&mut S, A) -> CoroutineState<Y, T>,
    /// Says which state it is, and what delegate it resumes.
    pub look: Looking<S, A>,
}

/// A function that looks at a state.
pub type Looking<S, A> = for<'a> fn(&'a S, &mut Look<'a, A>);

/// What a machine tells where it stands.
pub struct Look<'a, A> {
    layout: Option<Layout>,
    values: Option<&'a dyn fmt::Debug>,
    inspector: Inspector<'a>,
    receives: PhantomData<fn(A)>,
}

impl<'a, A> Look<'a, A> {
    pub(super) fn new(packed: &'static str, inspector: Inspector<'a>) -> Self {
        Look {
            layout: Layout::new(packed),
            values: None,
            inspector,
            receives: PhantomData,
        }
    }

    /// The values of its state, where they can be printed.
    pub fn values(&mut self, values: &'a dyn fmt::Debug) {
        self.values = Some(values);
    }

    /// It stands in this state.
    pub fn at(&mut self, state: usize) {
        let layout = self.layout;
        match layout.and_then(|layout| Some((layout, layout.state(state)?))) {
            Some((layout, state)) => self.inspector.show_machine(layout, state, self.values),
            None => self.inspector.show("coroutine", None),
        }
    }

    /// It stands in this state and resumes this delegate.
    pub fn inside<C: Coroutine<()> + ?Sized>(&mut self, state: usize, delegate: &C) {
        self.lent::<(), C>(state, delegate);
    }

    /// It stands in this state and resumes this delegate with what it receives itself.
    pub fn given<C: Coroutine<A> + ?Sized>(&mut self, state: usize, delegate: &C) {
        self.lent::<A, C>(state, delegate);
    }

    /// It stands in this state and lends this delegate something.
    pub fn lent<R, C: Coroutine<R> + ?Sized>(&mut self, state: usize, delegate: &C) {
        self.at(state);
        self.inspector
            .inside(|inspector| delegate.inspect(inspector));
    }
}

impl<A> fmt::Debug for Look<'_, A> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Look")
    }
}

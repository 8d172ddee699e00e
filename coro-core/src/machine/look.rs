//! How a machine says where it stands.
//!
//! Beside the step, a machine has a function that looks at its state. It knows all types, so it
//! can look into a delegate; it is called by nobody who resumes.
//!
//! ```text
//! look: |state, look| match state {
//!     State::From1 { inner, .. } => look.inside(1, inner),
//!     State::Wait2 { .. } => 2,
//!     _ => 0, // not started
//! }
//! ```
//!
//! That it has returned, or was left by a panic, is seen without it.

use core::fmt;

use super::Frame;
use crate::inspect::{Inspector, Kind, Layout, StateInfo};
use crate::{Coroutine, CoroutineState};

/// The code of a machine, two functions: one takes a step, the other looks where it stands.
///
/// They stand in one type so that it names the states once: see [`Machine`](super::Machine).
#[derive(Debug)]
pub struct Body<S, A, Y, T> {
    /// Runs from a state to the next pause or to the end.
    pub step: fn(&mut S, A) -> CoroutineState<Y, T>,
    /// Says which state it is, and what delegate it resumes.
    pub look: Looking<S>,
}

/// A function that looks at a state, and gives its number.
pub type Looking<S> = for<'a> fn(&'a S, &mut Look<'a>) -> usize;

/// What a machine shows itself to.
#[derive(Debug)]
pub struct Look<'a> {
    layout: Option<Layout>,
    values: Option<&'a dyn fmt::Debug>,
    inspector: Inspector<'a>,
    is_shown: bool,
}

/// Shows a state to an inspector, and what it delegates to.
pub fn show<S: Frame>(state: &S, look: Looking<S>, inspector: &mut Inspector<'_>) {
    let mut seen = Look {
        layout: Layout::new(S::LAYOUT),
        values: None,
        inspector: inspector.again(),
        is_shown: false,
    };
    let number = look(state, &mut seen);
    if !seen.is_shown {
        let stopped = seen.layout.zip(stopped_kind(state));
        let stopped = stopped.and_then(|(layout, kind)| {
            let found = layout.states().find(|row| row.kind() == kind);
            found.map(StateInfo::number)
        });
        seen.show(stopped.unwrap_or(number));
    }
}

/// Whether it has returned, or was left by a panic.
fn stopped_kind<S: Frame>(state: &S) -> Option<Kind> {
    if super::is_done(state) {
        Some(Kind::Done)
    } else if super::is_running(state) {
        Some(Kind::Running)
    } else {
        None
    }
}

impl<'a> Look<'a> {
    fn show(&mut self, number: usize) {
        let layout = self.layout;
        match layout.and_then(|layout| Some((layout, layout.state(number)?))) {
            Some((layout, state)) => self.inspector.show_machine(layout, state, self.values),
            None => self.inspector.show("coroutine", None),
        }
        self.is_shown = true;
    }

    /// The values of the state, where they can be printed.
    pub fn values(&mut self, values: &'a dyn fmt::Debug) {
        self.values = Some(values);
    }

    /// It stands in the state with this number and resumes a delegate.
    pub fn inside<C: Coroutine + ?Sized>(&mut self, number: usize, delegate: &C) -> usize {
        self.inside_given(number, delegate)
    }

    /// The same of a delegate that receives an `R`.
    pub fn inside_given<R, C: Coroutine<R> + ?Sized>(
        &mut self,
        number: usize,
        delegate: &C,
    ) -> usize {
        self.show(number);
        self.inspector.deepen();
        delegate.inspect(&mut self.inspector);
        number
    }
}

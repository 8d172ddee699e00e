//! Where a coroutine stands: in which state, at which line, in which delegate.
//!
//! [`Coroutine::inspect`](crate::Coroutine::inspect)(crate::Coroutine::inspect) shows an [`Inspector`] one [`Frame`] for each level of
//! delegation, outermost first. It changes nothing, takes no memory and costs
//! nothing where it is not called. `backtrace.rs` keeps what was shown,
//! `packed.rs` reads what the macro wrote down of a function.
//!
//! ```
//! use coro_core::{Coroutine, coro};
//! use coro_core::inspect::{Frame, Inspector};
//!
//! coro! {
//!     fn inner() {
//!         yield_wait!();
//!     }
//!
//!     fn outer() {
//!         yield_from!(inner());
//!     }
//! }
//!
//! let mut coroutine = outer();
//! let _ = coroutine.resume(());
//! let mut states = Vec::new();
//! coroutine.inspect(&mut Inspector::new(&mut |frame: &Frame<'_>| {
//!     states.extend(frame.state());
//! }));
//! assert_eq!(states, ["From1", "Wait1"]);
//! ```

#[cfg(feature = "alloc")]
mod backtrace;
mod names;
mod packed;
#[cfg(feature = "alloc")]
mod values;

use core::fmt;

#[cfg(feature = "alloc")]
pub use self::backtrace::{Backtrace, Standing};
pub(crate) use self::names::short_name;
pub use self::packed::{Kind, Layout, StateInfo};

/// One level of delegation of a coroutine that is being looked at.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    depth: usize,
    what: What<'a>,
}

#[derive(Clone, Copy)]
enum What<'a> {
    /// A function in `coro!`.
    Machine {
        layout: Layout,
        state: StateInfo,
        values: Option<&'a dyn fmt::Debug>,
    },
    /// A coroutine written by hand.
    Other {
        name: &'a str,
        waits_for: Option<&'a dyn fmt::Display>,
    },
    /// The handle of a task.
    #[cfg_attr(not(feature = "std"), expect(dead_code, reason = "there are no tasks"))]
    Task { number: u64, name: &'a str },
}

impl<'a> Frame<'a> {
    /// How many coroutines it is inside of.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The name of the function in `coro!`, or of the coroutine's type.
    #[must_use]
    pub fn name(&self) -> &'a str {
        match self.what {
            What::Machine { layout, .. } => layout.name(),
            What::Other { name, .. } | What::Task { name, .. } => name,
        }
    }

    /// The name of the state, of a function in `coro!`.
    #[must_use]
    pub fn state(&self) -> Option<&'static str> {
        self.state_info().map(|state| state.name())
    }

    /// All that the macro wrote down of the state.
    #[must_use]
    pub fn state_info(&self) -> Option<StateInfo> {
        match self.what {
            What::Machine { state, .. } => Some(state),
            What::Other { .. } | What::Task { .. } => None,
        }
    }

    /// All that the macro wrote down of the function.
    #[must_use]
    pub fn layout(&self) -> Option<Layout> {
        match self.what {
            What::Machine { layout, .. } => Some(layout),
            What::Other { .. } | What::Task { .. } => None,
        }
    }

    /// The values of the state, where `Debug` was derived on the function.
    #[must_use]
    pub fn values(&self) -> Option<&'a dyn fmt::Debug> {
        match self.what {
            What::Machine { values, .. } => values,
            What::Other { .. } | What::Task { .. } => None,
        }
    }

    /// The number of the task that it waits for, if it is the handle of one.
    #[must_use]
    pub fn task(&self) -> Option<u64> {
        match self.what {
            What::Task { number, .. } => Some(number),
            _ => None,
        }
    }

    /// What a coroutine written by hand says that it waits for.
    #[must_use]
    pub fn waits_for(&self) -> Option<&'a dyn fmt::Display> {
        match self.what {
            What::Machine { .. } | What::Task { .. } => None,
            What::Other { waits_for, .. } => waits_for,
        }
    }
}

impl fmt::Display for Frame<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let What::Task { number, name } = self.what {
            return write!(formatter, "task {number} `{name}`");
        }
        formatter.write_str(self.name())?;
        if let What::Machine { layout, state, .. } = self.what {
            write!(formatter, " {}", state.name())?;
            let line = if state.line() == 0 {
                layout.line()
            } else {
                state.line()
            };
            write!(formatter, " at {}:{line}", layout.file())?;
            if !state.text().is_empty() {
                write!(formatter, ": `{}`", state.text())?;
            }
        }
        if let Some(waits_for) = self.waits_for() {
            write!(formatter, " {waits_for}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Frame<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// What a coroutine shows itself to: see [`Coroutine::inspect`](crate::Coroutine::inspect)(crate::Coroutine::inspect).
pub struct Inspector<'a> {
    depth: usize,
    see: &'a mut dyn FnMut(&Frame<'_>),
}

impl<'a> Inspector<'a> {
    /// One that gives each frame to `see`, outermost first. A coroutine that runs
    /// several others shows each of them one deeper than itself.
    pub fn new(see: &'a mut dyn FnMut(&Frame<'_>)) -> Self {
        Inspector { depth: 0, see }
    }

    /// Shows a coroutine written by hand, by its name and by what it waits for, in
    /// words that follow its name: `until 3s`.
    pub fn show(&mut self, name: &str, waits_for: Option<&dyn fmt::Display>) {
        self.see(What::Other { name, waits_for });
    }

    /// The same with the name of its type.
    pub(crate) fn show_type<C: ?Sized>(&mut self, waits_for: Option<&dyn fmt::Display>) {
        self.show(short_name(core::any::type_name::<C>()), waits_for);
    }

    /// Shows the handle of a task, whose coroutine has this type.
    #[cfg(feature = "std")]
    pub(crate) fn show_task(&mut self, number: u64, type_name: &str) {
        let name = short_name(type_name);
        self.see(What::Task { number, name });
    }

    /// Shows what runs inside of what was shown last.
    ///
    /// ```
    /// use coro_core::inspect::Inspector;
    /// use coro_core::{Coroutine, CoroutineState};
    ///
    /// /// Runs two coroutines, one after the other.
    /// struct Both<A, B>(A, B, bool);
    ///
    /// impl<A, B> Coroutine for Both<A, B>
    /// where
    ///     A: Coroutine<Return = ()>,
    ///     B: Coroutine<Yield = A::Yield>,
    /// {
    ///     type Yield = A::Yield;
    ///     type Return = B::Return;
    ///
    ///     fn resume(&mut self, (): ()) -> CoroutineState<A::Yield, B::Return> {
    ///         if !self.2
    ///             && let CoroutineState::Yielded(yielded) = self.0.resume(())
    ///         {
    ///             return CoroutineState::Yielded(yielded);
    ///         }
    ///         self.2 = true;
    ///         self.1.resume(())
    ///     }
    ///
    ///     fn inspect(&self, inspector: &mut Inspector<'_>) {
    ///         inspector.show("Both", None);
    ///         inspector.inside(|inspector| match self.2 {
    ///             false => self.0.inspect(inspector),
    ///             true => self.1.inspect(inspector),
    ///         });
    ///     }
    /// }
    /// ```
    pub fn inside(&mut self, show: impl FnOnce(&mut Inspector<'_>)) {
        let mut inner = self.again();
        inner.deepen();
        show(&mut inner);
    }

    /// The same again, for a shorter time.
    pub(crate) fn again(&mut self) -> Inspector<'_> {
        Inspector {
            depth: self.depth,
            see: &mut *self.see,
        }
    }

    /// What is shown from here on is inside of what was shown last.
    pub(crate) fn deepen(&mut self) {
        self.depth += 1;
    }

    /// Shows where a machine stands.
    pub(crate) fn show_machine(
        &mut self,
        layout: Layout,
        state: StateInfo,
        values: Option<&dyn fmt::Debug>,
    ) {
        self.see(What::Machine {
            layout,
            state,
            values,
        });
    }

    fn see(&mut self, what: What<'_>) {
        let depth = self.depth;
        (self.see)(&Frame { depth, what });
    }
}

impl fmt::Debug for Inspector<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Inspector")
            .field("depth", &self.depth)
            .finish_non_exhaustive()
    }
}

//! The frames of a coroutine, kept.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use super::values::variables;
use super::{Frame, Inspector, Layout, StateInfo};
use crate::Coroutine;

/// Where a coroutine stands, through all levels of delegation:
/// [`Coroutine::backtrace`](crate::Coroutine::backtrace) makes it. `{}` prints a line for each level.
#[derive(Clone, Debug)]
pub struct Backtrace {
    frames: Vec<Standing>,
}

/// One level of a [`Backtrace`].
#[derive(Clone, Debug)]
pub struct Standing {
    depth: usize,
    name: String,
    shown: String,
    values: Option<String>,
    variables: Option<Vec<(String, String)>>,
    machine: Option<(Layout, StateInfo)>,
    task: Option<u64>,
}

impl Backtrace {
    /// That of any coroutine, also of a `dyn` one.
    #[must_use]
    pub fn of<R, C: Coroutine<R> + ?Sized>(coroutine: &C) -> Self {
        Backtrace::shown(|inspector| coroutine.inspect(inspector))
    }

    pub(crate) fn shown(show: impl FnOnce(&mut Inspector<'_>)) -> Self {
        let mut frames = Vec::new();
        show(&mut Inspector::new(&mut |frame| {
            frames.push(Standing::of(frame))
        }));
        Backtrace { frames }
    }

    /// The levels, outermost first. What a coroutine runs side by side stands there one
    /// after the other, all at the same [`depth`](Standing::depth).
    #[must_use]
    pub fn frames(&self) -> &[Standing] {
        &self.frames
    }

    /// The innermost level: where it really waits.
    #[must_use]
    pub fn innermost(&self) -> Option<&Standing> {
        self.frames.last()
    }
}

impl fmt::Display for Backtrace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, frame) in self.frames.iter().enumerate() {
            if number > 0 {
                formatter.write_str("\n")?;
            }
            write!(formatter, "{:indent$}{frame}", "", indent = frame.depth * 2)?;
        }
        Ok(())
    }
}

impl Standing {
    fn of(frame: &Frame<'_>) -> Self {
        let values = frame.values().map(|values| alloc::format!("{values:?}"));
        Standing {
            depth: frame.depth(),
            name: frame.name().to_string(),
            shown: frame.to_string(),
            variables: values
                .as_deref()
                .zip(frame.layout())
                .and_then(|(values, layout)| variables(layout, values)),
            values,
            machine: frame.layout().zip(frame.state_info()),
            task: frame.task(),
        }
    }

    /// How many coroutines it is inside of.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The name of the function in `coro!`, or of the coroutine's type.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name of the state, of a function in `coro!`.
    #[must_use]
    pub fn state(&self) -> Option<&'static str> {
        self.machine.map(|(_, state)| state.name())
    }

    /// The file, of a function in `coro!`.
    #[must_use]
    pub fn file(&self) -> Option<&'static str> {
        self.machine.map(|(layout, _)| layout.file())
    }

    /// The line, of a state that stands at one.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        let line = self.machine.map(|(_, state)| state.line());
        line.filter(|line| *line > 0)
    }

    /// All that the macro wrote down of the function.
    #[must_use]
    pub fn layout(&self) -> Option<Layout> {
        self.machine.map(|(layout, _)| layout)
    }

    /// All that the macro wrote down of the state.
    #[must_use]
    pub fn state_info(&self) -> Option<StateInfo> {
        self.machine.map(|(_, state)| state)
    }

    /// The number of the task that it waits for, if it is the handle of one.
    #[must_use]
    pub fn task(&self) -> Option<u64> {
        self.task
    }

    /// The variables that are alive, each with its value as `Debug` prints it, innermost level first; where
    /// `Debug` was derived on the function.
    #[must_use]
    pub fn variables(&self) -> Option<&[(String, String)]> {
        self.variables.as_deref()
    }

    /// The whole state as `Debug` prints it, where it was derived on the function.
    #[must_use]
    pub fn values(&self) -> Option<&str> {
        self.values.as_deref()
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.shown)
    }
}

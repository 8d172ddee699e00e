//! `tracing` spans of tasks and events of their states.
//!
//! A task has one span, `task`, from when it is spawned; it is entered at each resume, and the span of who spawned it
//! is its parent. Each pause and the end are events of it. Nothing is done where no subscriber asks for the span.
//! With the feature `tracing`.
//!
//! | | level | fields |
//! | --- | --- | --- |
//! | span `task` | info | `number`, `name`, `spawned_at` |
//! | event `paused` | debug | `state`, `file`, `line` of the innermost state; `waits`; `stands`, the whole backtrace |
//! | event `ended` | debug | |
//! | event `woken` | trace | `number` |

use core::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::string::ToString;

use tracing::{Span, debug, info_span, trace};

use super::dump::describe;
use super::scheduler::Scheduler;
use super::task::{SharedTask, Step};
use crate::inspect::{Backtrace, short_name};

/// The spans of the tasks, of those that somebody asks for.
#[derive(Debug, Default)]
pub(crate) struct Spans {
    pub(super) is_on: Cell<bool>,
    spans: RefCell<BTreeMap<u64, Span>>,
    /// Where the coroutine stands that is not in the loop.
    main: RefCell<Option<Backtrace>>,
}

impl Scheduler {
    /// A task is there.
    pub(super) fn trace_spawn(&self, task: &SharedTask) {
        let header = &task.header;
        let span = info_span!(
            "task",
            number = header.number(),
            name = short_name(task.body.type_name()),
            spawned_at = %header.spawned_at(),
        );
        if !span.is_disabled() {
            self.spans.is_on.set(true);
            self.spans.spans.borrow_mut().insert(header.number(), span);
        }
    }

    /// A task was put in line.
    pub(super) fn trace_wake(&self, number: u64) {
        trace!(number, "woken");
    }

    /// The coroutine that is not in the loop has paused.
    pub(super) fn trace_main(&self, stands: impl FnOnce() -> Backtrace) {
        if self.spans.is_on.get() {
            let stands = stands();
            *self.spans.main.borrow_mut() = Some(stands);
        }
    }

    /// Resumes a task in its span.
    pub(super) fn resume_traced(&self, task: &SharedTask, main: &mut dyn FnMut() -> Step) -> bool {
        let number = task.header.number();
        let span = self.spans.spans.borrow().get(&number).cloned();
        let Some(span) = span.filter(|_| !task.header.is_finished()) else {
            return self.resume_now(task, main);
        };
        let is_main = span.in_scope(|| {
            let is_main = self.resume_now(task, main);
            let stands = self.spans.main.borrow_mut().take();
            if task.header.is_finished() {
                debug!("ended");
            } else if tracing::enabled!(tracing::Level::DEBUG) {
                let info = describe(task, self.last_look(), self.last_look());
                tell_of_pause(stands.as_ref().unwrap_or(info.backtrace()), info.state());
            }
            is_main
        });
        if task.header.is_finished() {
            self.spans.spans.borrow_mut().remove(&number);
        }
        is_main
    }
}

fn tell_of_pause(backtrace: &Backtrace, waits: &str) {
    let mut machines = backtrace.frames().iter().rev();
    let innermost = machines.find(|frame| frame.state().is_some());
    debug!(
        state = innermost.and_then(|frame| frame.state()),
        file = innermost.and_then(|frame| frame.file()),
        line = innermost.and_then(|frame| frame.line()),
        waits,
        stands = backtrace.to_string(),
        "paused"
    );
}

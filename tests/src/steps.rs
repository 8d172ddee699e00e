//! Whether each step of a machine is one that its graph has.
//!
//! What is seen is a state before a resume and a state after it. rustc's own coroutines have no graph: of them nothing
//! is said.

use crate::trace::log;
use coro_core::graph::Graph;
use coro_core::inspect::{Kind, StateInfo};
use coro_core::{Coroutine, CoroutineState};

/// Where a machine stood last.
#[derive(Debug)]
pub struct Steps {
    before: Option<(Graph, StateInfo)>,
}

impl Steps {
    /// Of a machine that has not run.
    pub fn of<R>(machine: &impl Coroutine<R>) -> Self {
        Steps {
            before: standing(machine),
        }
    }

    /// Looks at what a resume led to, and complains in the trace of what the graph does not have.
    pub fn check<R, Y, T>(
        &mut self,
        machine: &impl Coroutine<R>,
        led_to: Option<&CoroutineState<Y, T>>,
    ) {
        let Some(((graph, before), (_, after))) = self.before.zip(standing(machine)) else {
            return;
        };
        self.before = Some((graph, after));
        let is_right = match led_to {
            Some(CoroutineState::Yielded(_)) => {
                after.kind() != Kind::Done && graph.leads(before, after)
            }
            Some(CoroutineState::Complete(_)) => {
                after.kind() == Kind::Done && graph.leads(before, after)
            }
            None => after.kind() == Kind::Running,
        };
        if !is_right {
            log(format_args!(
                "no edge of the graph: {before:?} to {after:?}"
            ));
        }
    }
}

/// The graph of a machine, and where it stands in it.
fn standing<R>(machine: &impl Coroutine<R>) -> Option<(Graph, StateInfo)> {
    let backtrace = machine.backtrace();
    let frame = backtrace.frames().first()?;
    Some((machine.graph(), frame.state_info()?))
}

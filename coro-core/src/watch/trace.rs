//! Chrome trace events: <https://ui.perfetto.dev> opens them.
//!
//! One track for each task. A slice is a state, from the pause at which it was come to until the next resume; the
//! resumes are slices of their own. A flow goes from who woke a task to the resume that came of it.

use core::time::Duration;
use std::string::{String, ToString};
use std::vec::Vec;

use super::json::{list, object, text};
use super::{Recording, Step};
use crate::inspect::Standing;

impl Recording {
    /// The run as Chrome trace events, in JSON.
    ///
    /// ```
    /// use coro_core::watch::record;
    /// use coro_core::{coro, run};
    ///
    /// coro! { fn once() { yield_wait!(); } }
    ///
    /// let mut recorded = record(once());
    /// run(&mut recorded);
    /// let trace = recorded.recording().to_trace();
    /// assert!(trace.contains(r#""name":"once Wait1""#), "{trace}");
    /// ```
    #[must_use]
    pub fn to_trace(&self) -> String {
        let mut events = Vec::new();
        for task in &self.tasks {
            let name = std::format!("task {} `{}`", task.number, task.name);
            events.push(event(
                "M",
                "thread_name",
                task.number,
                [("args", object([("name", text(&name))]))],
            ));
        }
        for (number, step) in self.steps.iter().enumerate() {
            events.push(slice(
                "running",
                step.task,
                step.begin,
                step.end,
                object([]),
            ));
            if !step.has_ended {
                let mut later = self.steps[number + 1..].iter();
                let next = later.find(|other| other.task == step.task);
                let last = self.steps.last().map_or(step.end, |last| last.end);
                let until = next.map_or(last, |next| next.begin);
                events.push(slice(
                    &step.title(),
                    step.task,
                    step.end,
                    until,
                    about(step),
                ));
            }
            if let Some((Some(by), at)) = step.woken {
                let flow = |more: &[(&'static str, String)]| {
                    let mut fields =
                        Vec::from([("cat", text("wake")), ("id", std::format!("{number}"))]);
                    fields.extend_from_slice(more);
                    fields
                };
                let begin = flow(&[("ts", microseconds(at))]);
                let end = flow(&[("ts", microseconds(step.begin)), ("bp", text("e"))]);
                events.push(event("s", "wake", by, begin));
                events.push(event("f", "wake", step.task, end));
            }
        }
        object([
            ("traceEvents", list(events)),
            ("displayTimeUnit", text("ms")),
        ])
    }
}

fn event<'a>(
    phase: &str,
    name: &str,
    task: u64,
    more: impl IntoIterator<Item = (&'a str, String)>,
) -> String {
    let common = [
        ("ph", text(phase)),
        ("name", text(name)),
        ("pid", "1".into()),
        ("tid", std::format!("{task}")),
    ];
    object(common.into_iter().chain(more))
}

fn slice(name: &str, task: u64, begin: Duration, end: Duration, about: String) -> String {
    event(
        "X",
        name,
        task,
        [
            ("ts", microseconds(begin)),
            ("dur", microseconds(end.saturating_sub(begin))),
            ("args", about),
        ],
    )
}

fn microseconds(time: Duration) -> String {
    std::format!("{:.3}", time.as_nanos() as f64 / 1000.0)
}

/// What is shown of a state when it is clicked at.
fn about(step: &Step) -> String {
    let frames = step.backtrace.frames().iter().map(Standing::to_string);
    let stands: Vec<String> = frames.collect();
    let mut fields = Vec::from([
        ("waits", text(&step.led_to)),
        ("stands", text(&stands.join("\n"))),
    ]);
    let frames = step.backtrace.frames().iter();
    let variables = frames.flat_map(|frame| frame.variables().unwrap_or_default());
    fields.extend(variables.map(|(name, value)| (name.as_str(), text(value))));
    object(fields)
}

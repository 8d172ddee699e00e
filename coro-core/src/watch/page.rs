//! One page that shows a recording, by itself: nothing is loaded from anywhere.
//!
//! `page.html` is the page; what happened is put into it as JSON. The source is read from the files that the macro
//! names, from where the program is run or from a folder above; where there is none, the lines that states stand at
//! are shown.

use std::collections::BTreeMap;
use std::path::Path;
use std::string::{String, ToString};
use std::vec::Vec;

use super::json::{list, object, option, text};
use super::{Recording, Step};
use crate::graph::Graph;
use crate::inspect::{Layout, Standing};

const PAGE: &str = include_str!("page.html");

impl Recording {
    /// The run as a page of HTML: the source with the line of the present step, the state with its values, the graph
    /// with the present state, and the lanes of the tasks over time. A slider and the arrow keys go from step to step.
    ///
    /// Reads the source files that it shows.
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut layouts: Vec<Layout> = Vec::new();
        for frame in self.steps.iter().flat_map(|step| step.backtrace.frames()) {
            if let Some(layout) = frame.layout()
                && !layouts.contains(&layout)
            {
                layouts.push(layout);
            }
        }
        let files: BTreeMap<&str, String> = layouts
            .iter()
            .map(|layout| (layout.file(), source(*layout)))
            .collect();
        let data = object([
            (
                "files",
                object(files.iter().map(|(name, lines)| (*name, text(lines)))),
            ),
            ("layouts", list(layouts.iter().map(|layout| drawn(*layout)))),
            (
                "tasks",
                list(self.tasks.iter().map(|task| {
                    object([
                        ("number", std::format!("{}", task.number)),
                        ("name", text(&task.name)),
                        ("spawned", text(&task.spawned_at)),
                        (
                            "parent",
                            option(task.parent.map(|parent| parent.to_string())),
                        ),
                    ])
                })),
            ),
            (
                "steps",
                list(self.steps.iter().map(|step| told(step, &layouts))),
            ),
        ]);
        PAGE.replacen("\"RECORDING\"", &data, 1)
    }
}

/// The file a function stands in, or an empty text.
fn source(layout: Layout) -> String {
    let folder = std::env::current_dir().unwrap_or_default();
    let mut places = folder
        .ancestors()
        .map(|folder| folder.join(Path::new(layout.file())));
    places
        .find_map(|path| std::fs::read_to_string(path).ok())
        .unwrap_or_default()
}

fn drawn(layout: Layout) -> String {
    let states = layout.states().map(|state| {
        object([
            ("name", text(state.name())),
            ("line", std::format!("{}", state.line())),
            ("text", text(state.text())),
        ])
    });
    object([
        ("name", text(layout.name())),
        ("file", text(layout.file())),
        ("line", std::format!("{}", layout.line())),
        ("states", list(states)),
        ("svg", text(&Graph::of(layout).to_svg())),
    ])
}

fn told(step: &Step, layouts: &[Layout]) -> String {
    let seconds = |time: core::time::Duration| std::format!("{:.9}", time.as_secs_f64());
    object([
        ("task", std::format!("{}", step.task)),
        ("begin", seconds(step.begin)),
        ("end", seconds(step.end)),
        ("wokenBy", option(step.woken_by().map(|by| by.to_string()))),
        ("ledTo", text(&step.led_to)),
        ("ended", std::format!("{}", step.has_ended)),
        ("title", text(&step.title())),
        (
            "frames",
            list(
                step.backtrace
                    .frames()
                    .iter()
                    .map(|frame| stood(frame, layouts)),
            ),
        ),
    ])
}

fn stood(frame: &Standing, layouts: &[Layout]) -> String {
    let layout = frame.layout();
    let layout = layout.and_then(|layout| layouts.iter().position(|other| *other == layout));
    let variables = frame.variables().map(|variables| {
        list(
            variables
                .iter()
                .map(|(name, value)| list([text(name), text(value)])),
        )
    });
    object([
        ("depth", std::format!("{}", frame.depth())),
        ("shown", text(&frame.to_string())),
        ("layout", option(layout.map(|layout| layout.to_string()))),
        (
            "state",
            option(frame.state_info().map(|state| state.number().to_string())),
        ),
        ("line", option(frame.line().map(|line| line.to_string()))),
        ("variables", option(variables)),
    ])
}

//! The states of a coroutine as a graph, and as text for programs that draw graphs.
//!
//! [`Coroutine::graph`](crate::Coroutine::graph) gives it: what the macro wrote down of the function. The edges are
//! those of the code: from each pause to those that control may come to next.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::inspect::{Kind, Layout, StateInfo};

/// Where a function in `coro!` can stand, and where it can go from there.
///
/// ```
/// use coro_core::{Coroutine, coro};
///
/// coro! {
///     fn countdown(from: u32) yields u32 {
///         for left in (1..=from).rev() {
///             yield_value!(left);
///         }
///         yield_value!(0);
///     }
/// }
///
/// let graph = countdown(3).graph();
/// let edges: Vec<_> = graph
///     .edges()
///     .map(|(from, to)| (from.name(), to.name()))
///     .collect();
/// assert_eq!(
///     edges,
///     [
///         ("Start", "Yield2"),
///         ("Start", "Yield3"),
///         ("Yield2", "Yield2"),
///         ("Yield2", "Yield3"),
///         ("Yield3", "Done"),
///     ]
/// );
/// println!("{}", graph.to_mermaid());
/// ```
///
/// A delegate that ends at once is passed through without a pause. A coroutine written by hand, or a function that was
/// given to rustc whole, has no states that anyone knows of: its graph is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    layout: Option<Layout>,
}

impl Graph {
    /// The graph of a function.
    #[must_use]
    pub fn of(layout: Layout) -> Self {
        Graph {
            layout: Some(layout),
        }
    }

    /// Whether no state is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.states().next().is_none()
    }

    /// All that is known of the function, if it is one in `coro!`.
    #[must_use]
    pub fn layout(&self) -> Option<Layout> {
        self.layout
    }

    /// The states in which a machine can be seen between two resumes: the start, each
    /// pause, the end. A panic leaves it in none of them.
    pub fn states(&self) -> impl Iterator<Item = StateInfo> {
        let is_shown = |kind| !matches!(kind, Kind::Level | Kind::Begin | Kind::Running);
        let states = self.layout.into_iter().flat_map(|layout| layout.states());
        states.filter(move |state| is_shown(state.kind()))
    }

    /// From which state to which other control can come without a pause between.
    pub fn edges(&self) -> impl Iterator<Item = (StateInfo, StateInfo)> {
        let layout = self.layout;
        self.states().flat_map(move |from| {
            let next = from.goes_to().filter_map(move |to| layout?.state(to));
            next.map(move |to| (from, to))
        })
    }

    /// Whether a machine that stands at `from` can stand at `to` after one resume: by an edge, or through
    /// delegates that end at once.
    #[must_use]
    pub fn leads(&self, from: StateInfo, to: StateInfo) -> bool {
        let mut todo = Vec::from([from]);
        let mut seen = Vec::new();
        while let Some(state) = todo.pop() {
            for next in state
                .goes_to()
                .filter_map(|number| self.layout?.state(number))
            {
                if next == to {
                    return true;
                }
                if next.kind() == Kind::Delegate && !seen.contains(&next) {
                    seen.push(next);
                    todo.push(next);
                }
            }
        }
        false
    }

    /// The lines of text in a state's box.
    fn lines(state: StateInfo) -> Vec<String> {
        let mut lines = Vec::from([state.name().to_string()]);
        if state.line() > 0 {
            lines.push(format!("line {}: {}", state.line(), state.text()));
        }
        lines
    }

    /// As a diagram of states for Mermaid, which many pages of Markdown draw.
    ///
    /// ```
    /// use coro_core::{Coroutine, coro};
    ///
    /// coro! { fn once() { yield_wait!(); } }
    ///
    /// let drawn = once().graph().to_mermaid();
    /// assert!(drawn.starts_with("stateDiagram-v2\n"));
    /// assert!(drawn.contains("s0 --> s1\n"));
    /// ```
    #[must_use]
    pub fn to_mermaid(&self) -> String {
        // The quote would end the text, the others are marks of the language.
        let escaped = |line: String| {
            line.chars().fold(String::new(), |mut text, character| {
                match character {
                    '"' | '#' | ';' | ':' | '<' | '>' | '{' | '}' => {
                        text += &format!("#{};", u32::from(character));
                    }
                    _ => text.push(character),
                }
                text
            })
        };
        let mut text = String::from("stateDiagram-v2\n");
        for state in self.states() {
            let lines: Vec<_> = Self::lines(state).into_iter().map(escaped).collect();
            text += &format!(
                "    state \"{}\" as s{}\n",
                lines.join("<br/>"),
                state.number()
            );
        }
        for state in self.states() {
            match state.kind() {
                Kind::Start => text += &format!("    [*] --> s{}\n", state.number()),
                Kind::Done => text += &format!("    s{} --> [*]\n", state.number()),
                _ => {}
            }
        }
        for (from, to) in self.edges() {
            text += &format!("    s{} --> s{}\n", from.number(), to.number());
        }
        text
    }

    /// As a graph in the language of Graphviz.
    ///
    /// ```
    /// use coro_core::{Coroutine, coro};
    ///
    /// coro! { fn once() { yield_wait!(); } }
    ///
    /// let drawn = once().graph().to_dot();
    /// assert!(drawn.starts_with("digraph \"once\" {\n"));
    /// assert!(drawn.contains("s0 -> s1;\n"));
    /// ```
    #[must_use]
    pub fn to_dot(&self) -> String {
        let escaped = |line: String| line.replace('\\', "\\\\").replace('"', "\\\"");
        let mut text = format!(
            "digraph \"{}\" {{\n",
            self.layout.map_or("", |layout| layout.name())
        );
        text += "    node [shape=box, style=rounded, fontname=monospace];\n";
        for state in self.states() {
            let lines: Vec<_> = Self::lines(state).into_iter().map(escaped).collect();
            text += &format!(
                "    s{} [label=\"{}\"];\n",
                state.number(),
                lines.join("\\n")
            );
        }
        for (from, to) in self.edges() {
            text += &format!("    s{} -> s{};\n", from.number(), to.number());
        }
        text + "}\n"
    }

    /// As an `<svg>` element, laid out here and now: it needs nothing from elsewhere. Each box has the number of its
    /// state in `data-state`. With the feature `svg`.
    ///
    /// ```
    /// use coro_core::{Coroutine, coro};
    ///
    /// coro! { fn once() { yield_wait!(); } }
    ///
    /// assert!(once().graph().to_svg().starts_with("<svg "));
    /// ```
    #[cfg(feature = "svg")]
    #[must_use]
    pub fn to_svg(&self) -> String {
        let nodes: Vec<_> = self
            .states()
            .map(|state| coro_draw::Node::new(state.number(), Self::lines(state)))
            .collect();
        let edges: Vec<_> = self
            .edges()
            .map(|(from, to)| (from.number(), to.number()))
            .collect();
        coro_draw::svg(&nodes, &edges)
    }
}

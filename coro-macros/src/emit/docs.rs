//! The table of states for the docs of the generated fn.
//!
//! Takes the graph of the states, gives Markdown:
//!
//! ```text
//! | state | stands at | holds | goes to |
//! | --- | --- | --- | --- |
//! | `Start` | not started | `from`, `limit` | `From2`, `Done` |
//! | `From2` | line 7: `yield_from!(sleep(i))` | `line`, `iter`, `log`, `limit` | `From2`, `Done` |
//! ```
//!
//! With the feature `svg` a diagram stands below it. It is only made for rustdoc, so that a fn without docs is still told
//! of by `missing_docs`, and a compiler is not given what it would throw away.

use std::sync::OnceLock;

use super::graph::{Graph, Kind, Row};
use super::{Emitter, Holds, ours};
use crate::tokens::{TokenStream, quote_spanned};

impl Emitter<'_> {
    /// `#![cfg_attr(doc, doc = "..")]`
    pub(super) fn states_for_docs(&self, graph: &Graph<'_>) -> TokenStream {
        if self.plan.is_expression || !are_read() {
            return TokenStream::new();
        }
        let table = table(graph) + &diagram(graph);
        let span = ours(self.plan.span);
        quote_spanned!(span=> #![cfg_attr(doc, doc = #table)])
    }
}

impl Emitter<'_> {
    /// `#[cfg_attr(doc, doc = "..")]`, for an enum beside the fn.
    pub(super) fn table_for_docs(&self, graph: &Graph<'_>) -> TokenStream {
        if !are_read() {
            return TokenStream::new();
        }
        let table = table(graph) + &diagram(graph);
        let span = ours(self.plan.span);
        quote_spanned!(span=> #[cfg_attr(doc, doc = #table)])
    }
}

/// Whether someone may read docs: a compiler does not. Of a program that is not known, it is taken for certain.
fn are_read() -> bool {
    !matches!(program(), Some("rustc" | "clippy-driver"))
}

/// The program that runs the macro.
pub fn program() -> Option<&'static str> {
    static PROGRAM: OnceLock<Option<String>> = OnceLock::new();
    let program = PROGRAM.get_or_init(|| {
        let program = std::env::current_exe().ok()?;
        Some(program.file_stem()?.to_str()?.to_string())
    });
    program.as_deref()
}

fn table(graph: &Graph<'_>) -> String {
    let mut table = String::from(
        "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n",
    );
    for row in graph.rows.iter().filter(|row| row.kind.is_shown()) {
        let stands_at = match row.kind {
            Kind::Start => "not started".to_string(),
            Kind::Done => "returned".to_string(),
            _ => row.site.doc().replace('|', "\\|"),
        };
        let goes_to: Vec<String> = row
            .goes_to
            .iter()
            .map(|number| format!("`{}`", graph.rows[*number].name))
            .collect();
        table += &format!(
            "| `{}` | {stands_at} | {} | {} |\n",
            row.name,
            holds(row).join(", "),
            goes_to.join(", "),
        );
    }
    table
}

/// The graph as an `<svg>` element, with the feature `svg`. It stands in the docs as it is, without a blank line.
#[cfg(feature = "svg")]
fn diagram(graph: &Graph<'_>) -> String {
    let shown = || {
        let rows = graph.rows.iter().enumerate();
        rows.filter(|(_, row)| row.kind.is_shown())
    };
    let lines = |row: &Row<'_>| {
        let place = format!("line {}: {}", row.site.line(), row.site.text());
        let place = (row.site.line() > 0).then_some(place);
        std::iter::once(row.name.clone()).chain(place)
    };
    let nodes: Vec<_> = shown()
        .map(|(number, row)| coro_draw::Node::new(number, lines(row)))
        .collect();
    let edges: Vec<_> = shown()
        .flat_map(|(number, row)| row.goes_to.iter().map(move |to| (number, *to)))
        .collect();
    format!("\n<div>{}</div>\n", coro_draw::svg(&nodes, &edges))
}

#[cfg(not(feature = "svg"))]
fn diagram(_: &Graph<'_>) -> String {
    String::new()
}

/// The variables that are alive in a state, innermost first.
fn holds(row: &Row<'_>) -> Vec<String> {
    row.all()
        .filter(|field| matches!(field.holds, Holds::Var(_) | Holds::Given(_)))
        .map(|field| format!("`{}`", field.ident))
        .collect()
}

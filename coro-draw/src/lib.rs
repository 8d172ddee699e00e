//! Draws the states of a coroutine as SVG.
//!
//! Takes nodes and edges, lays them out (with the crate `layout-rs`) and gives an `<svg>` element that needs nothing
//! from elsewhere: it inherits the colour of the text around it, and each node has its number in `data-state`, so that a
//! page can mark one.
//!
//! ```
//! use coro_draw::{Node, svg};
//!
//! let nodes = [Node::new(0, ["Start"]), Node::new(1, ["Wait1", "line 3: yield_wait!()"])];
//! let drawn = svg(&nodes, &[(0, 1)]);
//! assert!(drawn.starts_with("<svg"));
//! assert!(drawn.contains("data-state=\"1\""));
//! ```
//!
//! It knows nothing of coroutines, and writes no file.

#![forbid(unsafe_code)]
#![warn(missing_docs, missing_debug_implementations)]

mod canvas;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use layout::core::base::Orientation;
use layout::core::style::StyleAttr;
use layout::std_shapes::shapes::{Arrow, Element, ShapeKind};
use layout::topo::layout::VisualGraph;

use canvas::Canvas;

/// One box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    number: usize,
    lines: Vec<String>,
}

impl Node {
    /// A box with these lines of text; the first one is its name.
    pub fn new<L: Into<String>>(number: usize, lines: impl IntoIterator<Item = L>) -> Self {
        let lines = lines.into_iter().map(Into::into).collect();
        Node { number, lines }
    }
}

/// The nodes as boxes with arrows between them, by their numbers, as an `<svg>` element. An edge of a
/// number that no node has is left out. The same graph gives the same text.
///
/// Empty if the layout fails, which it is not known to do.
#[must_use]
pub fn svg(nodes: &[Node], edges: &[(usize, usize)]) -> String {
    // The layout is not ours: what calls this may be a macro, which must not panic.
    let drawn = catch_unwind(AssertUnwindSafe(|| draw(nodes, edges)));
    drawn.unwrap_or_default()
}

fn draw(nodes: &[Node], edges: &[(usize, usize)]) -> String {
    if nodes.is_empty() {
        return String::new();
    }
    let mut graph = VisualGraph::new(Orientation::TopToBottom);
    let look = StyleAttr::simple();
    let mut handles = HashMap::new();
    for node in nodes {
        let shape = ShapeKind::new_box(&node.lines.join("\n"));
        let properties = format!("data-state=\"{}\"", node.number);
        let element = Element::create_with_properties(
            shape,
            look.clone(),
            Orientation::TopToBottom,
            canvas::size_of(&node.lines),
            properties,
        );
        handles.insert(node.number, graph.add_node(element));
    }
    for (from, to) in edges {
        if let (Some(start), Some(end)) = (handles.get(from), handles.get(to)) {
            let properties = format!("data-from=\"{from}\" data-to=\"{to}\"");
            graph.add_edge(Arrow::simple_with_properties("", properties), *start, *end);
        }
    }
    let mut canvas = Canvas::default();
    graph.do_it(false, false, false, &mut canvas);
    canvas.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_node_and_edge_is_drawn() {
        let nodes: Vec<Node> = (0..4).map(|number| Node::new(number, ["a <b>"])).collect();
        let edges = [(0, 1), (1, 1), (1, 2), (2, 1), (2, 3)];
        let drawn = svg(&nodes, &edges);
        for node in 0..4 {
            assert!(drawn.contains(&format!("data-state=\"{node}\"")), "{drawn}");
        }
        for (from, to) in edges {
            let arrow = format!("data-from=\"{from}\" data-to=\"{to}\"");
            assert_eq!(drawn.matches(&arrow).count(), 1, "{arrow} in {drawn}");
        }
        assert!(drawn.contains("a &lt;b&gt;"));
        assert_eq!(drawn, svg(&nodes, &edges));
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert_eq!(svg(&[], &[(0, 1)]), "");
    }
}

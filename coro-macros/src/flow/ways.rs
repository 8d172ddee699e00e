//! Where control can go from one pause to the next.
//!
//! Takes the finished graph, gives the pauses that a machine can stand at after it stood at one, without the
//! variables.
//!
//! ```text
//! for i in 0..n { yield_wait!(); if done(i)? { break; } yield_wait!(); }
//! first wait:   the second wait, the end (`break`, `?`)
//! second wait:  the first wait, the end
//! ```

use super::graph::{Event, Graph, NodeId};
use crate::ir::PointId;
use crate::maps::{HashMap, HashSet};

/// The graph without what happens to variables.
#[derive(Debug)]
pub struct Ways {
    next: Vec<Vec<NodeId>>,
    points: Vec<Option<PointId>>,
    /// Where each point stands.
    nodes: HashMap<PointId, Vec<usize>>,
    exits: Vec<bool>,
}

/// Where control gets to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reached {
    /// A pause.
    Pause(PointId),
    /// The end of the function.
    End,
}

impl Ways {
    /// Those of a graph whose last node is the end of the body.
    pub(super) fn of(graph: Graph<'_>) -> Ways {
        let mut exits = vec![false; graph.nodes.len()];
        for node in graph.exits.iter().chain([&graph.current]) {
            exits[node.0] = true;
        }
        let point = |event: Event| match event {
            Event::Point(point) => Some(point),
            _ => None,
        };
        let points: Vec<Option<PointId>> =
            graph.nodes.iter().map(|node| point(node.event)).collect();
        let mut nodes: HashMap<PointId, Vec<usize>> = HashMap::default();
        for (index, point) in points.iter().enumerate() {
            if let Some(point) = point {
                nodes.entry(*point).or_default().push(index);
            }
        }
        Ways {
            points,
            nodes,
            next: graph.nodes.into_iter().map(|node| node.next).collect(),
            exits,
        }
    }

    /// What is reached from `point`, or from the beginning, before any other of `pauses`.
    pub fn from(&self, point: Option<PointId>, pauses: &HashSet<PointId>) -> Vec<Reached> {
        let mut todo = match point {
            Some(point) => self.nodes.get(&point).cloned().unwrap_or_default(),
            None => vec![0],
        };
        let mut seen = vec![false; self.next.len()];
        todo.iter().for_each(|first| seen[*first] = true);
        let mut reached = Vec::new();
        while let Some(index) = todo.pop() {
            if self.exits[index] {
                reached.push(Reached::End);
            }
            let next = self.next.get(index).map(Vec::as_slice).unwrap_or_default();
            for &NodeId(next) in next {
                let pause = self.points.get(next).copied().flatten();
                match pause.filter(|pause| pauses.contains(pause)) {
                    Some(pause) => reached.push(Reached::Pause(pause)),
                    None if !std::mem::replace(&mut seen[next], true) => todo.push(next),
                    None => {}
                }
            }
        }
        reached.sort();
        reached.dedup();
        reached
    }
}

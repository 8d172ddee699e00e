//! The dataflow equations.
//!
//! Takes the finished graph, gives [`Flow`]. Backwards: what is read later (`live`), mentioned later (`later`),
//! certain to be assigned before it is read (`renewed`). Then forwards: what holds a value. The second needs
//! the first, for a value that is taken was moved only if nothing reads it later.

use std::collections::hash_map::Entry;

use super::graph::{Event, Graph, NodeId, VarSet};
use super::ways::Ways;
use super::{Facts, Flow, Use};
use crate::maps::HashMap;
use crate::names::{MentionId, VarId};

struct Backward {
    live: Vec<VarSet>,
    later: Vec<VarSet>,
    renewed: Vec<VarSet>,
}

/// What holds after one node.
struct After {
    live: VarSet,
    later: VarSet,
    renewed: VarSet,
}

impl Graph<'_> {
    /// Solves the equations.
    pub fn finish(self) -> Flow {
        let backward = self.backward();
        let moves = self.moves(&backward);
        let (maybe, surely) = self.forward(&moves);
        let mut points = HashMap::default();
        for (index, node) in self.nodes.iter().enumerate() {
            let Event::Point(point) = node.event else {
                continue;
            };
            let (live, later, _) = self.after(&backward, index);
            points.insert(
                point,
                Facts {
                    live,
                    later,
                    maybe: maybe[index].clone(),
                    surely: surely[index].clone(),
                },
            );
        }
        let live_after = self.live_after(&backward);
        let left_holding = self.left_holding(&maybe, &moves);
        let uses = self.uses(&moves);
        let copies = |(node, first): &(NodeId, VarId)| (!moves[node.0]).then_some(*first);
        let copied = self.taken_by.iter().filter_map(copies).collect();
        Flow {
            copied,
            left_holding,
            points,
            uses,
            live_after,
            reads: self.reads.clone(),
            ways: Ways::of(self),
        }
    }

    /// What is read after each mention, if somebody will ask.
    fn live_after(&self, backward: &Backward) -> HashMap<MentionId, VarSet> {
        let mut sets: HashMap<MentionId, VarSet> = HashMap::default();
        if self.aliases.is_settled() {
            return sets;
        }
        for (index, node) in self.nodes.iter().enumerate() {
            if let Event::Place(mention, _)
            | Event::Value(mention, _)
            | Event::Receiver(mention, _)
            | Event::Assign(mention, _) = node.event
            {
                let (live, _, _) = self.after(backward, index);
                match sets.entry(mention) {
                    Entry::Occupied(mut known) => {
                        known.get_mut().unite(&live);
                    }
                    Entry::Vacant(new) => {
                        new.insert(live);
                    }
                }
            }
        }
        sets
    }

    /// What holds after node `index`, looking forward.
    fn after(&self, backward: &Backward, index: usize) -> (VarSet, VarSet, VarSet) {
        let count = self.tables.vars.len();
        let mut live = VarSet::with_room(count);
        let mut later = VarSet::with_room(count);
        let mut renewed = VarSet::full(count);
        for &NodeId(next) in &self.nodes[index].next {
            live.unite(&backward.live[next]);
            later.unite(&backward.later[next]);
            renewed.intersect(&backward.renewed[next]);
        }
        if self.nodes[index].next.is_empty() {
            renewed = VarSet::with_room(count);
        }
        (live, later, renewed)
    }

    fn backward(&self) -> Backward {
        let count = self.tables.vars.len();
        let mut sets = Backward {
            live: vec![VarSet::with_room(count); self.nodes.len()],
            later: vec![VarSet::with_room(count); self.nodes.len()],
            renewed: vec![VarSet::full(count); self.nodes.len()],
        };
        // one set of each kind for all nodes: making new ones is most of the work
        let mut scratch = After {
            live: VarSet::with_room(count),
            later: VarSet::with_room(count),
            renewed: VarSet::with_room(count),
        };
        let mut changed = true;
        while changed {
            changed = false;
            for index in (0..self.nodes.len()).rev() {
                let (node, last) = (&self.nodes[index], &mut scratch);
                last.live.clear();
                last.later.clear();
                last.renewed.fill(!node.next.is_empty());
                for &NodeId(next) in &node.next {
                    last.live.unite(&sets.live[next]);
                    last.later.unite(&sets.later[next]);
                    last.renewed.intersect(&sets.renewed[next]);
                }
                match node.event {
                    Event::Place(_, var) | Event::Value(_, var) | Event::Receiver(_, var) => {
                        last.live.add(var);
                        last.later.add(var);
                        last.renewed.remove(var);
                    }
                    Event::Assign(_, var) => {
                        last.live.remove(var);
                        last.later.add(var);
                        last.renewed.add(var);
                    }
                    Event::Declare(var, _) => {
                        last.live.remove(var);
                        last.later.remove(var);
                        last.renewed.remove(var);
                    }
                    Event::Pass | Event::Point(_) => {}
                }
                changed |= sets.live[index].unite(&last.live);
                changed |= sets.later[index].unite(&last.later);
                changed |= sets.renewed[index].intersect(&last.renewed);
            }
        }
        sets
    }

    /// The nodes that move a value away.
    fn moves(&self, backward: &Backward) -> Vec<bool> {
        let is_move = |index: usize| match self.nodes[index].event {
            Event::Value(_, var) if self.copied.has(var) => false,
            Event::Value(_, var) => !self.after(backward, index).0.has(var),
            Event::Receiver(_, var) => self.after(backward, index).2.has(var),
            _ => false,
        };
        (0..self.nodes.len()).map(is_move).collect()
    }

    /// The variables that may hold a value where control leaves the function, or where they begin anew.
    fn left_holding(&self, maybe: &[VarSet], moves: &[bool]) -> VarSet {
        let mut left = VarSet::with_room(self.tables.vars.len());
        for (index, node) in self.nodes.iter().enumerate() {
            if let Event::Declare(var, _) = node.event
                && maybe[index].has(var)
            {
                left.add(var);
            }
        }
        for &NodeId(index) in self.exits.iter().chain([&self.current]) {
            let mut held = maybe[index].clone();
            self.pass(index, moves, &mut held);
            left.unite(&held);
        }
        left
    }

    /// What of the variables that hold a value before a node do so after it.
    fn pass(&self, index: usize, moves: &[bool], held: &mut VarSet) {
        match self.nodes[index].event {
            Event::Declare(var, true) | Event::Assign(_, var) => held.add(var),
            Event::Value(_, var) | Event::Receiver(_, var) if moves[index] => held.remove(var),
            Event::Declare(var, false) => held.remove(var),
            _ => {}
        }
    }

    fn forward(&self, moves: &[bool]) -> (Vec<VarSet>, Vec<VarSet>) {
        let count = self.tables.vars.len();
        let mut maybe = vec![VarSet::with_room(count); self.nodes.len()];
        let mut surely = vec![VarSet::full(count); self.nodes.len()];
        if let Some(entry) = surely.first_mut() {
            *entry = VarSet::with_room(count);
        }
        let (mut some, mut all) = (VarSet::with_room(count), VarSet::with_room(count));
        let mut changed = true;
        while changed {
            changed = false;
            for index in 0..self.nodes.len() {
                some.clone_from(&maybe[index]);
                all.clone_from(&surely[index]);
                self.pass(index, moves, &mut some);
                self.pass(index, moves, &mut all);
                for &NodeId(next) in &self.nodes[index].next {
                    changed |= maybe[next].unite(&some);
                    changed |= surely[next].intersect(&all);
                }
            }
        }
        (maybe, surely)
    }

    fn uses(&self, moves: &[bool]) -> Vec<Use> {
        let mut uses = vec![Use::Place; self.tables.mentions.len()];
        for (index, node) in self.nodes.iter().enumerate() {
            let (mention, what) = match node.event {
                Event::Assign(mention, _) => (mention, Use::Assign),
                Event::Value(mention, _) if !moves[index] => (mention, Use::Copy),
                Event::Value(mention, _) | Event::Receiver(mention, _) if moves[index] => {
                    (mention, Use::Move)
                }
                _ => continue,
            };
            if let Some(slot) = uses.get_mut(mention.index())
                && *slot != Use::Move
            {
                *slot = what;
            }
        }
        uses
    }
}

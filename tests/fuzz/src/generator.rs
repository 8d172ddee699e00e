//! The state of the generator, and what every rule uses.
//!
//! A rule is a function that takes the [`Generator`] and gives text, or `None` where it does not
//! apply. Rules run in the order in which the text they write is evaluated, so that the
//! [`Flow`] they find is the one that the borrow checker will find there.
//!
//! ```text
//! generator.expression(Wish::of(Type::Int, 10))   // "sum3(a, yield_value!(2), d.id())"
//! ```
//!
//! It holds no rules itself; see `expressions` and `statements`.

use std::collections::HashSet;

pub(crate) use crate::context::{Family, Position, Target, Visit, Wish, Yields};
use crate::environment::{Flow, Slot, Variable};
use crate::features::Features;
use crate::random::{Node, hash};
use crate::types::Type;

/// Writes one function of a program.
#[derive(Debug)]
pub(crate) struct Generator<'a> {
    pub(crate) features: &'a Features,
    pub(crate) mask: &'a HashSet<u64>,
    pub(crate) family: &'a Family,
    pub(crate) current: usize,
    pub(crate) node: Node,
    pub(crate) visits: Vec<Visit>,
    pub(crate) variables: Vec<Variable>,
    pub(crate) flow: Flow,
    pub(crate) targets: Vec<Target>,
    pub(crate) position: Position,
    pub(crate) recursions: usize,
    depth: usize,
    tracers: usize,
    labels: usize,
}

/// Names of variables: few, so that they hide each other.
const NAMES: &[&str] = &[
    "a", "b", "c", "d", "e", "f", "g", "h", "k", "m", "p", "q", "u", "v", "w", "x", "y", "z",
    "left", "item",
];

impl<'a> Generator<'a> {
    pub(crate) fn new(
        features: &'a Features,
        mask: &'a HashSet<u64>,
        family: &'a Family,
        current: usize,
        node: Node,
    ) -> Self {
        let position = Position {
            may_pause: true,
            may_jump: true,
            may_return: true,
            temporaries: false,
            dense: false,
            loops: 0,
            depth: 0,
        };
        Self {
            features,
            mask,
            family,
            current,
            node,
            visits: Vec::new(),
            variables: Vec::new(),
            flow: Flow::start(),
            targets: Vec::new(),
            position,
            recursions: 0,
            depth: 0,
            tracers: 0,
            labels: 0,
        }
    }

    /// Works in a child node.
    pub(crate) fn enter<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let child = self.node.child();
        let parent = std::mem::replace(&mut self.node, child);
        self.depth += 1;
        let result = work(self);
        self.depth -= 1;
        self.node = parent;
        result
    }

    /// Notes the present node for the shrinker; false if it is masked.
    pub(crate) fn visit(&mut self) -> bool {
        let id = self.node.id();
        if self.mask.contains(&id) {
            return false;
        }
        self.visits.push(Visit {
            id,
            depth: self.depth,
        });
        true
    }

    /// Works with another position.
    pub(crate) fn at<T>(
        &mut self,
        change: impl FnOnce(&mut Position),
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let saved = self.position;
        change(&mut self.position);
        let result = work(self);
        self.position = saved;
        result
    }

    /// Works with nothing but code that does not pause.
    pub(crate) fn without_pause<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        self.at(
            |position| (position.may_pause, position.temporaries) = (false, true),
            work,
        )
    }

    /// Works while `variable` is borrowed: it may be read, but neither moved nor changed.
    pub(crate) fn while_borrowed<T>(
        &mut self,
        variable: usize,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.variables[variable].borrowed += 1;
        let result = work(self);
        self.variables[variable].borrowed -= 1;
        result
    }

    /// Works while `variable` is borrowed for change: nobody may touch it.
    pub(crate) fn while_lent<T>(
        &mut self,
        variable: usize,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.variables[variable].lent += 1;
        let result = work(self);
        self.variables[variable].lent -= 1;
        result
    }

    /// Works in a scope: what is declared in it is gone after it.
    pub(crate) fn scope<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let base = self.variables.len();
        let result = work(self);
        self.close(base);
        result
    }

    /// Ends the scopes of all variables after the first `base`.
    pub(crate) fn close(&mut self, base: usize) {
        self.variables.truncate(base);
        self.flow.slots.truncate(base);
    }

    /// Takes the present flow and goes on from `next`.
    pub(crate) fn turn(&mut self, next: Flow) -> Flow {
        std::mem::replace(&mut self.flow, next)
    }

    /// A variable is declared.
    pub(crate) fn declare(&mut self, name: &str, of: Type, mutable: bool, slot: Slot) -> usize {
        self.variables.push(Variable {
            name: name.to_string(),
            of,
            mutable,
            loops: self.position.loops,
            borrowed: 0,
            lent: 0,
            locked: false,
        });
        self.flow.slots.push(slot);
        self.variables.len() - 1
    }

    /// A name for a new variable.
    pub(crate) fn fresh_name(&mut self, taken: &[String]) -> String {
        let hides = |name: &str| {
            let visible = self
                .variables
                .iter()
                .rev()
                .find(|variable| variable.name == name);
            visible.is_some_and(|variable| {
                // A variable from outside of the loop may have to be set again at its end.
                let repaired = variable.loops < self.position.loops
                    && variable.mutable
                    && !variable.of.is_copy();
                repaired || variable.locked || !self.features.shadowing
            })
        };
        let free: Vec<&str> = NAMES
            .iter()
            .copied()
            .filter(|name| !hides(name) && !taken.iter().any(|other| other == name))
            .collect();
        match self.node.best(free.iter().map(|name| hash(name))) {
            Some(index) => free[index].to_string(),
            None => {
                self.labels += 1;
                format!("extra{}", self.labels)
            }
        }
    }

    /// A new label.
    pub(crate) fn fresh_label(&mut self) -> String {
        self.labels += 1;
        format!("'l{}", self.labels)
    }

    /// A new `D`.
    pub(crate) fn fresh_tracer(&mut self) -> String {
        self.tracers += 1;
        format!(
            "D(\"{}{}\")",
            (b'a' + (self.current % 26) as u8) as char,
            self.tracers
        )
    }
}

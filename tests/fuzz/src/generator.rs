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

use crate::environment::{Flow, Slot, Variable};
use crate::features::Features;
use crate::random::{Node, hash};
use crate::types::Type;

/// An expression that is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish {
    pub(crate) of: Type,
    pub(crate) size: usize,
    /// The text must fix its type by itself.
    pub(crate) strong: bool,
}

impl Wish {
    pub(crate) fn of(of: Type, size: usize) -> Self {
        Self { of, size, strong: false }
    }

    pub(crate) fn int(size: usize) -> Self {
        Self::of(Type::Int, size)
    }

    pub(crate) fn strong(self) -> Self {
        Self { strong: true, ..self }
    }

    /// The same wish for one of `parts` that share the size.
    pub(crate) fn share(self, parts: usize) -> Self {
        Self { size: self.size / parts, ..self }
    }
}

/// What may stand at this place of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Position {
    pub(crate) may_pause: bool,
    pub(crate) may_jump: bool,
    pub(crate) may_return: bool,
    /// Temporaries with a visible destructor may live to the end of the statement.
    pub(crate) temporaries: bool,
    /// Pauses stand even in the smallest operands.
    pub(crate) dense: bool,
    /// How many loops surround it.
    pub(crate) loops: usize,
    /// How many of those can come round again: fewer where the block is sure to leave some.
    pub(crate) depth: usize,
}

/// Where `break` and `continue` can go.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) label: Option<String>,
    pub(crate) is_loop: bool,
    /// What a `break` must carry.
    pub(crate) value: Option<Wish>,
    /// How many variables there were before it.
    pub(crate) variables: usize,
    /// What held where it began.
    pub(crate) head: Flow,
    pub(crate) depth: usize,
    /// What holds where a `break` comes out.
    pub(crate) exit: Flow,
}

/// What the functions of one program hand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Yields {
    Int,
    Text,
    Wait,
}

/// A function, as its callers see it.
#[derive(Clone, Debug)]
pub(crate) struct Signature {
    pub(crate) name: String,
    pub(crate) parameters: Vec<Type>,
    pub(crate) returns: Type,
    pub(crate) recursive: bool,
}

/// What the functions of one program have in common.
#[derive(Clone, Debug)]
pub(crate) struct Family {
    pub(crate) yields: Yields,
    pub(crate) receives: bool,
    pub(crate) asynchronous: bool,
    pub(crate) signatures: Vec<Signature>,
}

/// A place of the tree that can be left out or made simple.
#[derive(Clone, Copy, Debug)]
pub struct Visit {
    /// Its name in a mask.
    pub id: u64,
    /// How deep it stands; its parts follow it and stand deeper.
    pub depth: usize,
}

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
const NAMES: &[&str] =
    &["a", "b", "c", "d", "e", "f", "g", "h", "k", "m", "p", "q", "u", "v", "w", "x", "y", "z", "left", "item"];

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
        self.visits.push(Visit { id, depth: self.depth });
        true
    }

    /// Works with another position.
    pub(crate) fn at<T>(&mut self, change: impl FnOnce(&mut Position), work: impl FnOnce(&mut Self) -> T) -> T {
        let saved = self.position;
        change(&mut self.position);
        let result = work(self);
        self.position = saved;
        result
    }

    /// Works with nothing but code that does not pause.
    pub(crate) fn without_pause<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        self.at(|position| (position.may_pause, position.temporaries) = (false, true), work)
    }

    /// Works while `variable` is borrowed: it may be read, but neither moved nor changed.
    pub(crate) fn while_borrowed<T>(&mut self, variable: usize, work: impl FnOnce(&mut Self) -> T) -> T {
        self.variables[variable].borrowed += 1;
        let result = work(self);
        self.variables[variable].borrowed -= 1;
        result
    }

    /// Works while `variable` is borrowed for change: nobody may touch it.
    pub(crate) fn while_lent<T>(&mut self, variable: usize, work: impl FnOnce(&mut Self) -> T) -> T {
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
            let visible = self.variables.iter().rev().find(|variable| variable.name == name);
            visible.is_some_and(|variable| {
                // A variable from outside of the loop may have to be set again at its end.
                let repaired = variable.loops < self.position.loops && variable.mutable && !variable.of.is_copy();
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
        format!("D(\"{}{}\")", (b'a' + (self.current % 26) as u8) as char, self.tracers)
    }
}

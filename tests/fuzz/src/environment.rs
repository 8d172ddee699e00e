//! What is known about variables at a point of the program.
//!
//! Gives [`Variable`], what does not change while a variable is in scope (but for borrows, which
//! follow the text), and [`Flow`], what depends on the way taken: which parts are initialised.
//! The rules are those of rustc's borrow checker: where two ways meet, a part is initialised if it
//! is on both.
//!
//! ```
//! use fuzz::environment::{Flow, Slot};
//!
//! let mut here = Flow::start();
//! here.slots.push(Slot::filled());
//! let mut there = here.clone();
//! there.slots[0].move_out();
//! here.join(there);
//! assert!(!here.slots[0].is_whole());
//! ```
//!
//! It does not know names or text; the generator does.

use crate::types::Type;

/// A variable in scope.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name, which a later variable may hide.
    pub name: String,
    /// Its type.
    pub of: Type,
    /// Declared `mut`.
    pub mutable: bool,
    /// How many loops surround its declaration.
    pub loops: usize,
    /// How many shared borrows are alive.
    pub borrowed: usize,
    /// How many exclusive borrows are alive.
    pub lent: usize,
    /// Read only for everybody but the rule that made it: the counter of a loop, for instance.
    pub locked: bool,
}

/// Which parts of a variable hold a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// By part: certainly holds a value.
    pub leaves: [bool; 2],
    /// The variable as a whole may have been moved (or never set), so that parts of it cannot be
    /// set one by one.
    pub hollow: bool,
    /// It may have been given a value before.
    pub assigned: bool,
}

impl Slot {
    /// Of a variable with a value.
    pub fn filled() -> Self {
        Self {
            leaves: [true; 2],
            hollow: false,
            assigned: true,
        }
    }

    /// Of a variable without one.
    pub fn late() -> Self {
        Self {
            leaves: [false; 2],
            hollow: true,
            assigned: false,
        }
    }

    /// Whether every part holds a value.
    pub fn is_whole(&self) -> bool {
        self.leaves == [true; 2]
    }

    /// The variable is moved.
    pub fn move_out(&mut self) {
        self.leaves = [false; 2];
        self.hollow = true;
    }

    /// Whether what is true of `head` is no longer true of this one.
    pub fn is_worse_than(&self, head: &Slot) -> bool {
        (head.leaves[0] && !self.leaves[0])
            || (head.leaves[1] && !self.leaves[1])
            || (self.hollow && !head.hollow)
    }

    fn join(&mut self, other: &Slot) {
        self.leaves[0] &= other.leaves[0];
        self.leaves[1] &= other.leaves[1];
        self.hollow |= other.hollow;
        self.assigned |= other.assigned;
    }
}

/// What holds on the way to one point of the program.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Whether the point can be reached.
    pub reachable: bool,
    /// By variable in scope.
    pub slots: Vec<Slot>,
}

impl Flow {
    /// Where a function begins.
    pub fn start() -> Self {
        Self {
            reachable: true,
            slots: Vec::new(),
        }
    }

    /// No way leads here; the slots of `pattern` are kept for their number.
    pub fn nowhere(pattern: &Flow) -> Self {
        Self {
            reachable: false,
            slots: pattern.slots.clone(),
        }
    }

    /// The same point seen from outside of the scopes of later variables.
    pub fn outside(&self, variables: usize) -> Self {
        Self {
            reachable: self.reachable,
            slots: self.slots[..variables].to_vec(),
        }
    }

    /// Another way leads here as well.
    pub fn join(&mut self, other: Flow) {
        if !other.reachable {
            return;
        }
        if !self.reachable {
            *self = other;
            return;
        }
        for (slot, other) in self.slots.iter_mut().zip(&other.slots) {
            slot.join(other);
        }
    }
}

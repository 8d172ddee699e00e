//! Every interleaving of some machines, looked at once.
//!
//! A machine that is `Clone + Eq + Hash` can be forked at each pause, so that [`explore()`] can let several run in every
//! order. A step is what a machine does between two pauses; they share what they are lent. States that were seen
//! before are not gone into again, so what it says holds for all runs, however long.
//!
//! ```
//! use coro_core::{coro, explore::{Shared, explore}};
//!
//! #[derive(Clone, PartialEq, Eq, Hash)]
//! struct Counter(u32);
//!
//! coro! {
//!     /// Reads, and writes later.
//!     #[derive(Clone, PartialEq, Eq, Hash)]
//!     fn increment() receives counter: &mut Counter {
//!         let read = counter.0;
//!         yield_wait!();
//!         counter.0 = read + 1;
//!     }
//! }
//!
//! let system = Shared::new(Counter(0), [increment(), increment()]);
//! let found = explore(system, |system| !system.is_done() || system.world.0 == 2).unwrap_err();
//! assert_eq!(found.steps().len(), 4); // both read before one writes
//! println!("{found}");
//! ```
//!
//! prints
//!
//! ```text
//! the invariant does not hold after 4 steps:
//!   1. machine 0: increment Wait1 at src/main.rs:12: `yield_wait!()`
//!   2. machine 0: returned
//!   ..
//! ```
//!
//! - `system`: what is explored; here: the search; `found`: what it gives.
//!
//! Does not: know of fairness. A machine that spins while it waits makes no new state, so where only such
//! are left, that is a deadlock; one that never pauses again is not noticed.

mod found;
mod system;

pub use found::{Explored, Found, Problem, Step};
pub use system::{IntoMachines, Machines, Shared, Slot, System};

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::vec::Vec;

/// Runs the machines of `system` in every order and looks at every state that they can come to together.
///
/// # Errors
///
/// The shortest way to a state in which `invariant` does not hold, or in which some machines have not returned and no
/// step of any changes anything: a deadlock.
///
/// See the [module](self) for an example.
pub fn explore<S: System>(system: S, invariant: impl FnMut(&S) -> bool) -> Result<Explored, Found> {
    explore_up_to(usize::MAX, system, invariant)
}

/// The same, but no more than `limit` states.
///
/// # Errors
///
/// Those of [`explore()`]. Where the limit was reached without one, [`Explored::is_complete`] is false.
pub fn explore_up_to<S: System>(
    limit: usize,
    system: S,
    invariant: impl FnMut(&S) -> bool,
) -> Result<Explored, Found> {
    let mut search = Search::new(invariant);
    search.run(system, limit)
}

/// A state, and how it was come to first.
struct Node<S> {
    system: S,
    /// The state before and the machine that took the step.
    from: Option<(usize, usize)>,
    /// Another state of the same hash.
    same_hash: Option<usize>,
}

/// States in the order of their distance from the first one.
struct Search<S, I> {
    nodes: Vec<Node<S>>,
    by_hash: HashMap<u64, usize>,
    hashes: RandomState,
    invariant: I,
    steps: usize,
}

impl<S: System, I: FnMut(&S) -> bool> Search<S, I> {
    fn new(invariant: I) -> Self {
        Search {
            nodes: Vec::new(),
            by_hash: HashMap::new(),
            hashes: RandomState::new(),
            invariant,
            steps: 0,
        }
    }

    fn run(&mut self, first: S, limit: usize) -> Result<Explored, Found> {
        self.add(first, None)?;
        let mut next = 0;
        while next < self.nodes.len() && self.nodes.len() <= limit {
            self.go_on_from(next)?;
            next += 1;
        }
        Ok(Explored {
            states: self.nodes.len(),
            steps: self.steps,
            is_complete: next == self.nodes.len(),
        })
    }

    /// Takes a step with each machine.
    fn go_on_from(&mut self, node: usize) -> Result<(), Found> {
        let mut is_stuck = true;
        let mut is_done = true;
        for machine in 0..self.nodes[node].system.len() {
            let mut system = self.nodes[node].system.clone();
            if !system.step(machine) {
                continue;
            }
            is_done = false;
            self.steps += 1;
            if system == self.nodes[node].system {
                continue;
            }
            is_stuck = false;
            self.add(system, Some((node, machine)))?;
        }
        match is_stuck && !is_done {
            true => Err(self.found(Problem::Deadlock, node)),
            false => Ok(()),
        }
    }

    fn add(&mut self, system: S, from: Option<(usize, usize)>) -> Result<(), Found> {
        let hash = self.hashes.hash_one(&system);
        let index = self.nodes.len();
        let mut seen = self.by_hash.get(&hash).copied();
        let same_hash = seen;
        while let Some(other) = seen {
            if self.nodes[other].system == system {
                return Ok(());
            }
            seen = self.nodes[other].same_hash;
        }
        let holds = (self.invariant)(&system);
        self.by_hash.insert(hash, index);
        self.nodes.push(Node {
            system,
            from,
            same_hash,
        });
        match holds {
            true => Ok(()),
            false => Err(self.found(Problem::Broken, index)),
        }
    }

    /// The way to a state, from the first one.
    fn found(&self, problem: Problem, mut node: usize) -> Found {
        let last = &self.nodes[node].system;
        let standing = (0..last.len()).map(|machine| last.place(machine)).collect();
        let mut steps = Vec::new();
        while let Some((before, machine)) = self.nodes[node].from {
            steps.push(Step {
                machine,
                from: self.nodes[before].system.place(machine),
                to: self.nodes[node].system.place(machine),
            });
            node = before;
        }
        steps.reverse();
        Found {
            problem,
            steps,
            standing,
        }
    }
}

//! Statements.
//!
//! Takes a size, gives lines of text. A table of weighted rules, tried in a random order.
//!
//! ```text
//! [output]  let (a, mut b) = pair;
//!           if yield_value!(a.rank()) == () { drop(b); }
//! ```
//!
//! A statement either may pause or not as a whole. One that does not may hold temporaries with a
//! destructor; of one that does, `Features::temporaries` decides.

mod assignments;
mod bindings;
mod borrows;
mod branches;
mod draining;
mod effects;
mod jumps;
mod late;
mod loops;

use crate::generator::{Generator, Position};

/// Writes a statement, or declines.
pub(crate) type Rule = fn(&mut Generator<'_>, usize) -> Option<String>;

const TABLE: &[(u32, Rule)] = &[
    (16, bindings::value),
    (6, bindings::tracer),
    (5, bindings::destructured),
    (4, |generator, size| generator.let_else(size)),
    (4, bindings::unnameable),
    (2, bindings::wildcard),
    (5, late::in_branches),
    (3, late::declared),
    (2, late::inferred_later),
    (12, assignments::whole),
    (5, assignments::leaf),
    (7, assignments::compound),
    (4, assignments::grown),
    (3, assignments::element),
    (4, assignments::exchanged),
    (12, effects::pause),
    (7, effects::log),
    (6, effects::dropped),
    (5, effects::call),
    (6, effects::delegation),
    (4, effects::panic),
    (2, effects::item),
    (3, effects::closure),
    (10, branches::conditional),
    (7, branches::matched),
    (3, branches::matched_text),
    (4, branches::block),
    (4, branches::labelled),
    (7, jumps::guarded),
    (6, loops::counted),
    (7, loops::counted_while),
    (10, loops::ranged),
    (5, loops::over_values),
    (8, draining::while_some),
    (6, draining::until_none),
    (6, borrows::shared),
    (4, borrows::exclusive),
    (4, borrows::looped),
    (4, borrows::matched),
];

impl Generator<'_> {
    /// Several statements.
    pub(crate) fn statements(&mut self, size: usize, lines: &mut Vec<String>) {
        if size == 0 {
            return;
        }
        let most = size.min(9);
        let count = 1 + self.node.below(most).max(self.node.below(most));
        for _ in 0..count {
            let share = (size * 3 / 2 / count).max(1);
            let line = self.enter(|generator| generator.statement(share));
            lines.extend(line);
            if !self.flow.reachable {
                return;
            }
            let pause = self.enter(Self::pause_between);
            lines.extend(pause);
        }
    }

    /// Now and then, so that few states go unseen.
    fn pause_between(&mut self) -> Option<String> {
        if !self.node.chance(22) || !self.visit() {
            return None;
        }
        Some(format!("{};", self.pause(1)?.bare()))
    }

    fn statement(&mut self, size: usize) -> Option<String> {
        if !self.visit() {
            return None;
        }
        let pausing = self.position.may_pause && !self.node.chance(20);
        let dense = pausing && self.node.chance(15);
        let temporaries = !pausing || self.features.temporaries;
        let change = |position: &mut Position| {
            position.may_pause = pausing;
            position.temporaries = temporaries;
            position.dense = dense;
        };
        let order = self.node.order(TABLE.iter().map(|rule| rule.0));
        self.at(change, |generator| {
            order
                .into_iter()
                .find_map(|rule| TABLE[rule].1(generator, size))
        })
    }
}

//! How many states an enum may have.
//!
//! Takes the block of a level, gives the number. rustc's time grows with the states of an enum times the types that it
//! has to infer for them: a level of delegates, or of variables that may be anything, is cut into parts of eight states
//! (lowering.md, remedy 1); one of numbers is not, and one `match` finds its way to each of its states.

use super::levels::{Captures, Maker, declared};
use super::visit::{Visitor, walk_block};
use crate::flow::Held;
use crate::ir::{Block, Pause, PauseKind};
use crate::names::VarId;

/// No enum has more pausing states than this where each holds something of a type of its own, which rustc has to infer:
/// its time grows with the states times the types.
const STATES: usize = 8;

/// Nor more than this where there is nothing to infer.
const PLAIN_STATES: usize = 32;

impl Maker<'_> {
    /// How many states the level of a block may have: the more, the fewer types its states hold.
    pub(super) fn limit(&self, block: &Block) -> usize {
        let mut captures = Captures::default();
        walk_block(block, &mut captures);
        let mut delegates = Delegates(0);
        walk_block(block, &mut delegates);
        let is_held = |var: &VarId| {
            let facts = captures
                .points
                .iter()
                .filter_map(|point| self.flow.at(*point));
            facts.into_iter().any(|facts| facts.held(*var) != Held::No)
        };
        let vars = block.stmts.iter().flat_map(declared);
        let types = vars
            .filter(|var| !self.scalars.has(*var) && is_held(var))
            .count();
        (PLAIN_STATES / (1 + types + delegates.0)).max(STATES)
    }
}

/// How many delegates there are in a level: each has a type of its own.
struct Delegates(usize);

impl Visitor for Delegates {
    fn pause(&mut self, pause: &Pause) {
        self.0 += usize::from(matches!(pause.kind, PauseKind::From { .. }));
    }
}

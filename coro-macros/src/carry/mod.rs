//! Where each variable lives while the machine is paused.
//!
//! Takes the IR and [`crate::flow`], gives the IR with its levels made ([`levels`]) and two sets:
//!
//! - `scalars`: plainly a number, a `bool`, a shared reference: copied at will, never dropped ([`scalars`]).
//! - `flagged`: a `Flagged`, Rust's drop flag made visible: moved on some ways only, or moved inside a level
//!   whose enclosing state holds it ([`flags`]).
//!
//! ```text
//! let log = Vec::new();           parked in `State::For1 { log }`, used as `(*log_)` inside the loop
//! for i in 0..3 {
//!     let line = i.to_string();   carried by `For1::Wait2 { line }`
//!     yield_wait!();
//!     log.push(line);
//! }
//! ```
//!
//! It does not print: [`crate::emit`] does.

mod adapters;
mod alias;
mod borrowed;
mod by_reference;
mod called_again;
mod captures;
mod chain;
mod changed;
mod flags;
mod fleeting;
mod indices;
mod let_go;
mod levels;
mod limit;
mod owners;
mod ranges;
mod replay;
mod scalars;
mod shadow;
mod taken;
mod told;
mod unheld;
mod values;
mod visit;

pub use adapters::find_adapters;
pub use alias::{Alias, Aliases, copies, root_of};
pub use borrowed::Borrowed;
pub use captures::own_copies;
pub use chain::{Finds, finding, finds, found_in, is_pure, only_reads};
pub use changed::Place;
pub use flags::{bound_by_let, is_plain_move};
pub use fleeting::is_named_text;
pub use indices::keep_indices;
pub use let_go::let_go;
pub use levels::{declared, left_by};
pub use ranges::is_of_range;
pub use replay::{base_of, changes_only, declared_in, is_quiet, is_replayable};
pub use scalars::{Copied, copied, is_scalar_type, scalars};
pub use shadow::distinct_names;
pub use visit::{Visitor, walk_block, walk_node, walk_stmt};

use crate::flow::{Flow, VarSet};
use crate::ir::Block;
use crate::names::VarId;
use crate::scope::Tables;

/// What was decided.
#[derive(Debug)]
pub struct Carry {
    /// Copied at will and never dropped.
    pub scalars: VarSet,
    /// With a visible drop flag.
    pub flagged: VarSet,
    /// Iterators over ranges: never dropped.
    pub ranges: VarSet,
    /// Brought by each resume: no state holds them.
    pub fleeting: VarSet,
    /// Flagged, and empty at each pause: no state holds them.
    pub unheld: VarSet,
    /// Closures that borrow: let go when they are not used again.
    pub borrowing_closures: VarSet,
    /// Plainly references.
    pub mutable_references: VarSet,
    /// Closures that own: carried to the end of their scope.
    pub owning_closures: VarSet,
}

impl Carry {
    /// Decides, and makes the levels of `body`.
    pub fn decide(
        body: &mut Block,
        params: &[VarId],
        next_point: &mut u32,
        flow: &mut Flow,
        aliases: &Aliases,
        tables: &Tables,
    ) -> Carry {
        let scalars = scalars(body, tables);
        let (borrowing_closures, owning_closures) = owners::closures(body, tables);
        let maker = levels::Maker {
            flow,
            scalars: &scalars,
            borrowing_closures: &borrowing_closures,
            aliases,
            tables,
            next_point,
            parts_taken: taken::parts_taken(body, tables),
            made: false,
        };
        let made = maker.make(body, params);
        if made {
            *flow = Flow::of(body, params, aliases, tables);
        }
        let mut flagged = flags::flagged(body, params, flow, &scalars, tables);
        for alias in aliases.groups() {
            alias.vars.iter().for_each(|var| flagged.remove(*var));
        }
        Carry {
            scalars,
            flagged,
            ranges: ranges::ranges(body, tables),
            fleeting: VarSet::with_room(tables.vars.len()),
            unheld: VarSet::with_room(tables.vars.len()),
            borrowing_closures,
            mutable_references: owners::held_by_none(body, tables),
            owning_closures,
        }
    }

    /// Finds the variables that no state holds: those that each resume brings, of which `received` gets the first
    /// value, and those that no pause finds a value in.
    pub fn find_fleeting(
        &mut self,
        body: &Block,
        received: Option<VarId>,
        flow: &Flow,
        tables: &mut Tables,
    ) {
        self.fleeting = fleeting::fleeting(body, received, flow, &self.scalars, tables);
        // each resume gives them a value before anything else
        let all = tables.vars.iter().map(|row| row.id);
        all.filter(|var| self.fleeting.has(*var))
            .for_each(|var| self.flagged.remove(var));
        self.unheld = unheld::unheld(body, self, flow, tables);
        shadow::distinct_from_all(&self.fleeting, tables);
        shadow::distinct_from_all(&self.unheld, tables);
        let all = tables.vars.iter().map(|row| row.id);
        all.filter(|var| self.unheld.has(*var)).for_each(|var| {
            self.flagged.add(var);
            self.scalars.remove(var);
        });
    }

    /// Whether the variable is a local of the step, declared before all others.
    pub fn is_of_step(&self, var: VarId) -> bool {
        self.fleeting.has(var) || self.unheld.has(var)
    }

    /// Whether the variable is plainly a scalar.
    pub fn is_scalar(&self, var: VarId) -> bool {
        self.scalars.has(var)
    }

    /// Whether the variable has a visible drop flag.
    pub fn is_flagged(&self, var: VarId) -> bool {
        self.flagged.has(var)
    }
}

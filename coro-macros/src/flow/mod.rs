//! What happens to each variable, in order: a control flow graph of the whole body, and what follows from it.
//!
//! Takes the IR, gives [`Flow`]: for each point of the program which variables hold a value ([`Held`]), which
//! are used later; and for each mention of a variable what it does ([`Use`]).
//!
//! ```text
//! let a = make();      declare a
//! yield_wait!();       point: a is held, and used later
//! send(a);             value a: no use follows, so it is a move
//! yield_wait!();       point: a is no longer held
//! ```
//!
//! The macro sees no types. Whether `f(x)` copies `x` or moves it is decided as follows, and cannot be wrong in
//! a program that the compiler would accept: if `x` is read again later without being assigned, it was `Copy`
//! (or re-borrowed); if not, whether it was moved or copied makes no difference but for a value with a drop,
//! and that was moved. Guesses remain for method receivers ([`crate::lower`] has the names).

mod call;
mod expression;
mod graph;
mod mentions;
mod patterns;
mod solve;
mod walk;
mod ways;

use crate::carry::Aliases;
use crate::ir::{Block, PointId};
use crate::maps::{HashMap, HashSet};
use crate::names::{MentionId, VarId};
use crate::scope::Tables;

pub use call::{closure_values, is_machine, opaque_fields, opaque_mentions};
pub use graph::VarSet;
pub use mentions::{Syntax, mentions_in};
pub use patterns::{bound, is_std_variant, last_names, last_of, mention_of, strip};
pub use walk::looks;
pub use ways::{Reached, Ways};

/// Whether a variable holds a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Held {
    /// Not yet assigned, or moved away.
    No,
    /// On some ways to this point: Rust keeps a drop flag.
    Maybe,
    /// On every way.
    Yes,
}

/// What a mention does to its variable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    /// Borrows it, or reads a part of it.
    Place,
    /// Reads its value and leaves it.
    Copy,
    /// Moves it away.
    Move,
    /// Gives it a new value.
    Assign,
}

/// What holds at one point.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Read later before it is assigned.
    pub live: VarSet,
    /// Mentioned later at all.
    pub later: VarSet,
    /// Holds a value on some way here.
    pub maybe: VarSet,
    /// Holds a value on every way here.
    pub surely: VarSet,
}

impl Facts {
    /// Whether `var` holds a value here.
    pub fn held(&self, var: VarId) -> Held {
        match (self.surely.has(var), self.maybe.has(var)) {
            (true, true) => Held::Yes,
            (_, true) => Held::Maybe,
            _ => Held::No,
        }
    }
}

/// The facts of a body.
#[derive(Debug)]
pub struct Flow {
    points: HashMap<PointId, Facts>,
    uses: Vec<Use>,
    reads: HashSet<MentionId>,
    live_after: HashMap<MentionId, VarSet>,
    copied: HashSet<VarId>,
    left_holding: VarSet,
    ways: Ways,
}

impl Flow {
    /// Looks at a whole body. `params` hold a value from the start.
    pub fn of(body: &Block, params: &[VarId], aliases: &Aliases, tables: &Tables) -> Flow {
        let mut graph = graph::Graph::new(aliases, crate::carry::copied(body, tables), tables);
        for &param in params {
            graph.event(graph::Event::Declare(param, true));
        }
        graph.block(body);
        graph.finish()
    }

    /// What holds at `point`; nothing does where control never comes.
    pub fn at(&self, point: PointId) -> Option<&Facts> {
        self.points.get(&point)
    }

    /// Whether a pattern only copies out of the variable that it matches. `first` is the first that it binds.
    pub fn is_copied(&self, first: VarId) -> bool {
        self.copied.contains(&first)
    }

    /// Whether the variable may hold a value where its scope ends.
    pub fn is_left_holding(&self, var: VarId) -> bool {
        self.left_holding.has(var)
    }

    /// Whether a mention plainly only reads, or is the receiver of a method that does by its name.
    pub fn only_reads(&self, mention: MentionId) -> bool {
        self.reads.contains(&mention)
    }

    /// What is read after a mention. Known as long as references found by methods are not settled.
    pub fn live_after(&self, mention: MentionId) -> Option<&VarSet> {
        self.live_after.get(&mention)
    }

    /// Whether `var` is mentioned on both sides of some point.
    pub fn spans(&self, var: VarId) -> bool {
        self.points.values().any(|facts| facts.later.has(var))
    }

    /// Where control can go from pause to pause.
    pub fn ways(&self) -> &Ways {
        &self.ways
    }

    /// What a mention does.
    pub fn use_of(&self, mention: MentionId) -> Use {
        self.uses
            .get(mention.index())
            .copied()
            .unwrap_or(Use::Place)
    }
}

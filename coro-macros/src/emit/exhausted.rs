//! Variables that serde does not write whole.
//!
//! A `RangeInclusive` hides that it gave its last item, and serde writes its two ends only: read again it would give
//! that item twice. A variable that is seen to be one, and can be gone through, is written with what it hides
//! (`coro-core/src/saving/whole.rs`):
//!
//! ```text
//! [source]  let mut turns = 1..=n;  while let Some(turn) = turns.next() { yield_value!(turn); }
//! [output]  State::Yield1 { turns } => to.place(1, (&Whole(turns), ())),
//! ```
//!
//! Where only rustc knows the type nothing is done: of a fn's result, or in a struct of the user's, it is as with any
//! use of serde.

use syn::{Expr, RangeLimits, Stmt, Type};

use crate::carry::{Visitor, walk_block};
use crate::flow::strip;
use crate::ir::{Block, Let, Node};
use crate::maps::HashSet;
use crate::names::{self, Sentinel, VarId};
use crate::scope::Tables;

/// The variables of a body that are such ranges.
pub fn ranges(body: &Block, tables: &Tables) -> HashSet<VarId> {
    let mut found = Found(HashSet::default());
    walk_block(body, &mut found);
    let written = tables.vars.iter().filter(|row| match &row.ty {
        Some(Type::Path(path)) => {
            let last = path.path.segments.last();
            last.is_some_and(|last| last.ident == "RangeInclusive")
        }
        Some(_) => false,
        None => found.0.contains(&row.id),
    });
    // What is not `mut` is never gone through.
    let mutable = written.filter(|row| row.mutable);
    mutable.map(|row| row.id).collect()
}

/// Those that begin with `a..=b`.
struct Found(HashSet<VarId>);

impl Found {
    fn begins(&mut self, pat: &syn::Pat, value: &Expr) {
        if let (syn::Pat::Ident(name), Expr::Range(range)) = (pat, strip(value))
            && let (RangeLimits::Closed(_), Some(_)) = (&range.limits, &range.start)
            && let Some(Sentinel::Variable(var)) = names::parse(&name.ident)
        {
            self.0.insert(var);
        }
    }
}

impl Visitor for Found {
    fn stmt(&mut self, stmt: &Stmt) {
        if let Stmt::Local(local) = stmt
            && let Some(init) = &local.init
        {
            self.begins(&local.pat, &init.expr);
        }
    }

    fn binding(&mut self, binding: &Let) {
        if let Node::Plain(value) = &binding.init {
            self.begins(&binding.pat, value);
        }
    }
}

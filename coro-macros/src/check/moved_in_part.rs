//! What an arm took out of a variable is not looked for in it again.
//!
//! ```text
//! [source]  fn f(o: Option<String>) -> bool { if let Some(s) = o { yield_wait!();  drop(s) }  o.is_some() }
//! [output]  error: `o` is used after a part of it was moved
//! ```
//!
//! The rule is rustc's (E0382). It is told here since the variable may be parked: of that rustc would say that nothing can
//! be moved out of a reference. Only what is surely moved counts, as the `String` of an `Option<String>`, and only where a
//! pause of the arm leads to the second use.

use syn::{Expr, Pat};

use crate::carry::{Visitor, walk_block};
use crate::error::Errors;
use crate::flow::{Flow, Syntax, Use, mention_of, mentions_in};
use crate::ir::{Block, Let, NodeStmt, Pause};
use crate::maps::HashSet;
use crate::names::{self, MentionId, Sentinel, VarId};
use crate::scope::{Mention, Tables};
use crate::split::{is_named, is_owned_type, type_argument};

/// Rule: a variable of which an arm takes the content is not read again behind that arm. `owned` is what surely owns
/// something.
pub fn check_moved_in_part(
    owned: &HashSet<VarId>,
    body: &Block,
    flow: &Flow,
    tables: &Tables,
    errors: &mut Errors,
) {
    let mut check = Check {
        owned,
        flow,
        tables,
        depth: 0,
        arms: Vec::new(),
        found: Vec::new(),
        last: None,
        told: Vec::new(),
    };
    walk_block(body, &mut check);
    check.statement_ends();
    for (row, again) in check.told {
        let name = &row.ident;
        let sentence = match again {
            Some(_) => format!("`{name}` is used after a part of it was moved"),
            None => format!("a part of `{name}` is moved again each time the loop goes round"),
        };
        errors
            .report(&again.unwrap_or(row).ident, sentence)
            .help(format!(
                "let the pattern only look at it: match on `&{name}`"
            ))
            .note("what the pattern takes out of it is not `Copy`");
    }
}

struct Check<'t> {
    owned: &'t HashSet<VarId>,
    flow: &'t Flow,
    tables: &'t Tables,
    depth: usize,
    /// The arms that the walk is in, whose patterns take something: how deep they lie, and out of what it is.
    arms: Vec<(usize, &'t Mention)>,
    /// Those with a pause behind which the variable is read, in the statement that is walked.
    found: Vec<&'t Mention>,
    /// The last mention that was walked over.
    last: Option<MentionId>,
    /// What is taken out of, and where it is read again; nowhere, if that is at the same place.
    told: Vec<(&'t Mention, Option<&'t Mention>)>,
}

impl Visitor for Check<'_> {
    fn expr(&mut self, expr: &Expr) {
        self.walked(expr);
    }

    fn stmt(&mut self, stmt: &syn::Stmt) {
        self.walked(stmt);
    }

    fn arm(&mut self, scrutinee: &Expr, pat: &Pat) {
        let row = mention_of(scrutinee).and_then(|id| self.tables.mention(id));
        if let Some(row) = row.filter(|row| self.takes(row.var, pat)) {
            self.arms.push((self.depth, row));
        }
    }

    fn pause(&mut self, pause: &Pause) {
        let Some(facts) = self.flow.at(pause.point) else {
            return;
        };
        let is_read = |row: &&Mention| facts.live.has(row.var);
        let rows = self.arms.iter().map(|(_, row)| *row);
        self.found.extend(rows.filter(is_read));
    }

    fn after(&mut self, _: &NodeStmt) {
        self.statement_ends();
    }

    fn bound(&mut self, _: &Let) {
        self.statement_ends();
    }

    fn enter_scope(&mut self) {
        self.depth += 1;
    }

    fn leave_scope(&mut self) {
        self.arms.retain(|(depth, _)| *depth < self.depth);
        self.depth -= 1;
    }
}

impl<'t> Check<'t> {
    /// Only the statement in which something was taken is asked for its last mention.
    fn walked(&mut self, syntax: &impl Syntax) {
        if !self.arms.is_empty() || !self.found.is_empty() {
            self.last = self.last.max(mentions_in(syntax).into_iter().max());
        }
    }

    /// Whether the pattern surely moves something out of the variable, which is nowhere given a new value.
    fn takes(&self, var: VarId, pat: &Pat) -> bool {
        let Pat::TupleStruct(variant) = pat else {
            return false;
        };
        let is_binding = match variant.elems.first() {
            Some(Pat::Ident(pat)) => {
                pat.by_ref.is_none()
                    && pat.subpat.is_none()
                    && matches!(names::parse(&pat.ident), Some(Sentinel::Variable(_)))
            }
            _ => false,
        };
        let name = variant.path.get_ident().map(ToString::to_string);
        let (of, at) = match name.as_deref() {
            Some("Some") => ("Option", 0),
            Some("Ok") => ("Result", 0),
            Some("Err") => ("Result", 1),
            _ => return false,
        };
        let written = self.tables.var(var).and_then(|row| row.ty.as_ref());
        let is_owned = match written {
            Some(ty) => is_named(ty, of) && type_argument(ty, at).is_some_and(is_owned_type),
            None => of == "Option" && self.owned.contains(&var),
        };
        let mut mentions = self.tables.mentions.iter();
        let is_given_anew =
            |row: &Mention| row.var == var && self.flow.use_of(row.id) == Use::Assign;
        is_binding && is_owned && !mentions.any(is_given_anew)
    }

    /// What was found in it is told at the first use behind it.
    fn statement_ends(&mut self) {
        if !self.arms.is_empty() {
            return;
        }
        for row in std::mem::take(&mut self.found) {
            let is_told = self.told.iter().any(|(told, _)| told.var == row.var);
            let mut rows = self.tables.mentions.iter();
            let again = rows.find(|other| other.var == row.var && Some(other.id) > self.last);
            if !is_told {
                self.told.push((row, again));
            }
        }
    }
}

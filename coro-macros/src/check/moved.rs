//! What was moved away is not used again.
//!
//! ```text
//! [source]  fn f(s: String) -> usize { let t = s;  yield_wait!();  t.len() + s.len() }
//! [output]  error: `s` is used after it was moved
//! ```
//!
//! The rule is rustc's (E0382), and where the variable is a plain one in the output rustc tells it. A variable that
//! is parked is used through a reference, and of that rustc would say that nothing can be moved out of it.

use std::collections::HashSet;

use syn::visit::{self, Visit};
use syn::{Block, Expr, Pat, Type};

use crate::error::Errors;
use crate::flow::{Flow, Use, mention_of};
use crate::names::{self, MentionId};
use crate::scope::{Mention, Tables};
use crate::split::is_owned_type;

/// The mentions whose value surely is taken: `let t = s;`, `drop(s)`, `list.push(s)`.
pub fn taken(body: &Block) -> HashSet<MentionId> {
    let mut finder = Taken(HashSet::new());
    finder.visit_block(body);
    finder.0
}

struct Taken(HashSet<MentionId>);

impl<'ast> Visit<'ast> for Taken {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let (Pat::Ident(pat), Some(init)) = (&local.pat, &local.init)
            && pat.by_ref.is_none()
        {
            self.0.extend(mention_of(&init.expr));
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let is_ours = match &*call.func {
            Expr::Path(path) => path.path.get_ident().and_then(names::parse).is_some(),
            _ => false,
        };
        if !is_ours {
            self.0.extend(call.args.iter().filter_map(mention_of));
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.0.extend(call.args.iter().filter_map(mention_of));
        visit::visit_expr_method_call(self, call);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// Rule: a variable whose type is written, and surely not `Copy`, is not named again after a move.
pub fn check_moved(taken: &HashSet<MentionId>, flow: &Flow, tables: &Tables, errors: &mut Errors) {
    let mut told = Vec::new();
    for row in &tables.mentions {
        let Some(var) = tables.var(row.var) else {
            continue;
        };
        // taken as a value, and read again later: for a type without `Copy` the first was a move
        let is_taken =
            taken.contains(&row.id) && flow.use_of(row.id) == Use::Copy && row.in_closure.is_none();
        let is_owned = match &var.ty {
            Some(ty @ Type::Path(_)) => is_owned_type(ty),
            _ => false,
        };
        if !is_taken || !is_owned || told.contains(&row.var) {
            continue;
        }
        told.push(row.var);
        let name = &var.ident;
        let again = next(row, flow, tables);
        let mistake = match again {
            Some(again) => {
                errors.report(&again.ident, format!("`{name}` is used after it was moved"))
            }
            None => errors.report(
                &row.ident,
                format!("`{name}` is moved again each time the loop goes round"),
            ),
        };
        mistake
            .help(format!("keep one: move `{name}.clone()` instead"))
            .note(format!(
                "its type is not `Copy`, and the value was moved away {}",
                if again.is_some() {
                    "before"
                } else {
                    "the first time"
                }
            ));
    }
}

/// The next mention that reads the variable, in the order of the source.
fn next<'t>(row: &Mention, flow: &Flow, tables: &'t Tables) -> Option<&'t Mention> {
    let reads = |id: MentionId| flow.use_of(id) != Use::Assign;
    tables
        .mentions
        .iter()
        .find(|other| other.var == row.var && other.id > row.id && reads(other.id))
}

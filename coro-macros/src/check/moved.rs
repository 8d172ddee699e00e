//! What was moved away is not used again.
//!
//! ```text
//! [source]  fn f(s: String) -> usize { let t = s;  yield_wait!();  t.len() + s.len() }
//! [output]  error: `s` is used after it was moved
//! ```
//!
//! The rule is rustc's (E0382), and where the variable is a plain one in the output rustc tells it. A variable that
//! is parked is used through a reference, and of that rustc would say that nothing can be moved out of it.

use syn::visit::{self, Visit};
use syn::{Block, Expr, Pat, Type};

use crate::error::Errors;
use crate::flow::{Flow, Use, bound, mention_of};
use crate::ir;
use crate::maps::HashSet;
use crate::names::{self, MentionId, Sentinel, VarId};
use crate::scope::{Mention, Tables};
use crate::split::{is_made_owned, is_owned_type};

/// What is known of moves before the types are.
#[derive(Debug)]
pub struct Taken<'t> {
    tables: &'t Tables,
    /// The mentions whose value surely is taken: `let t = s;`, `drop(s)`, `list.push(s)`, `for x in s`.
    mentions: HashSet<MentionId>,
    /// The variables whose type surely is not `Copy`.
    owned: HashSet<VarId>,
}

/// Looks at a body in sentinels.
pub fn taken(body: &Block, tables: &Tables) -> (HashSet<MentionId>, HashSet<VarId>) {
    let is_owned = |ty: &Type| matches!(ty, Type::Path(_)) && is_owned_type(ty);
    let written = tables.vars.iter();
    let written = written.filter(|var| var.ty.as_ref().is_some_and(is_owned));
    let mut finder = Taken {
        tables,
        mentions: HashSet::default(),
        owned: written.map(|var| var.id).collect(),
    };
    finder.visit_block(body);
    (finder.mentions, finder.owned)
}

impl<'ast> Visit<'ast> for Taken<'_> {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let (Pat::Ident(pat), Some(init)) = (&local.pat, &local.init)
            && pat.by_ref.is_none()
        {
            self.mentions.extend(mention_of(&init.expr));
            if is_made_owned(&init.expr, self.tables) {
                self.owned.extend(bound(&local.pat));
            }
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let called = match &*call.func {
            Expr::Path(path) => path.path.get_ident().and_then(names::parse),
            _ => None,
        };
        // a std macro may only look at what it is given
        if !matches!(called, Some(Sentinel::Macro(_))) {
            self.mentions
                .extend(call.args.iter().filter_map(mention_of));
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.mentions
            .extend(call.args.iter().filter_map(mention_of));
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_struct(&mut self, literal: &'ast syn::ExprStruct) {
        let values = literal.fields.iter().map(|field| &field.expr);
        self.mentions.extend(values.filter_map(mention_of));
        visit::visit_expr_struct(self, literal);
    }

    fn visit_expr_for_loop(&mut self, repeat: &'ast syn::ExprForLoop) {
        self.mentions.extend(mention_of(&repeat.expr));
        visit::visit_expr_for_loop(self, repeat);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// Rule: a variable whose type surely is not `Copy` is not named again after a move.
pub fn check_moved(
    (taken, owned): &(HashSet<MentionId>, HashSet<VarId>),
    body: &ir::Block,
    flow: &Flow,
    tables: &Tables,
    errors: &mut Errors,
) {
    let mut told = Vec::new();
    let mut scalars = None;
    for row in &tables.mentions {
        let Some(var) = tables.var(row.var) else {
            continue;
        };
        // taken as a value, and read again later: for a type without `Copy` the first was a move
        let is_taken =
            taken.contains(&row.id) && flow.use_of(row.id) == Use::Copy && row.in_closure.is_none();
        if !is_taken || !owned.contains(&row.var) || told.contains(&row.var) {
            continue;
        }
        // `let s: String = "a";`: rustc tells what is wrong
        let scalars = scalars.get_or_insert_with(|| crate::carry::scalars(body, tables));
        if scalars.has(row.var) {
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

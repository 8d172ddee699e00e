//! Variables of larger patterns that may have to be split.
//!
//! What is bound by a pattern has no `let` of its own which could bind its parts. So it is given one, and so are those
//! that the pattern binds after it, which are dropped before it:
//!
//! ```text
//! [source]  for (i, p) in pairs.into_iter().enumerate() { drop(p.0);  yield_wait!();  .. }
//! [output]  for (i, part) in pairs.into_iter().enumerate() { let p = part;  drop(p.0);  yield_wait!();  .. }
//! ```
//!
//! Only where a hint ([`super::hints`]) says that the variable is a tuple or struct, and a part of it is named.

use syn::visit_mut::{self, VisitMut};
use syn::{Arm, Block, Expr, Pat, Stmt, Type};

use super::items::Items;
use super::leftovers::bind_behind;
use super::open::parts_named;
use super::shape::{named_by, of_hint};
use crate::flow::bound;
use crate::lower::{block_pauses, pauses, put_before};
use crate::maps::HashMap;
use crate::names::VarId;
use crate::scope::{Origin, Tables};

/// Binds such variables of `body` again.
pub fn split(body: &mut Block, tables: &mut Tables) {
    if !block_pauses(body) {
        return;
    }
    let named = parts_named(body, tables);
    if named.is_empty() {
        return;
    }
    let hints = super::hints::of(body, tables);
    let items = Items::of(body);
    Rebinder {
        tables,
        named,
        hints,
        items,
    }
    .visit_block_mut(body);
}

struct Rebinder<'t> {
    tables: &'t mut Tables,
    /// Variables of which a part is named.
    named: Vec<VarId>,
    hints: HashMap<VarId, Type>,
    items: Items,
}

impl Rebinder<'_> {
    /// The `let`s of what `pat` binds from the first variable on that may have to be split.
    fn again(&mut self, pat: &mut Pat) -> Vec<Stmt> {
        let is_split = |var: &VarId| {
            let hint = self.hints.get(var).filter(|_| self.named.contains(var));
            hint.is_some_and(|hint| of_hint(hint, &self.items).is_some())
        };
        let is_plain = |var: &VarId| {
            let row = self.tables.var(*var);
            row.is_some_and(|row| !row.by_ref && row.origin == Origin::Pattern)
        };
        let vars: Vec<VarId> = bound(pat)
            .into_iter()
            .skip_while(|var| !is_split(var))
            .collect();
        if matches!(pat, Pat::Guard(_)) || !vars.iter().all(is_plain) {
            return Vec::new();
        }
        let lets = vars.into_iter().map(|var| {
            let stmt = bind_behind(var, pat, self.tables);
            if let Some(row) = self.tables.vars.get_mut(var.index()) {
                row.origin = Origin::Let;
            }
            stmt
        });
        lets.collect()
    }

    fn condition(&mut self, cond: &mut Expr, block: &mut Block) {
        // in a chain, what stands behind it may name what it binds
        if let Expr::Let(binding) = cond {
            let lets = self.again(&mut binding.pat);
            block.stmts.splice(0..0, lets);
        }
    }
}

impl VisitMut for Rebinder<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let mut index = 0;
        while index < block.stmts.len() {
            let mut lets = Vec::new();
            self.visit_stmt_mut(&mut block.stmts[index]);
            if let Stmt::Local(local) = &mut block.stmts[index]
                && local.init.is_some()
                && named_by(local).is_none()
                && !matches!(local.pat, Pat::Type(_))
            {
                lets = self.again(&mut local.pat);
            }
            index += 1;
            let count = lets.len();
            block.stmts.splice(index..index, lets);
            index += count;
        }
    }

    fn visit_expr_for_loop_mut(&mut self, repeat: &mut syn::ExprForLoop) {
        if block_pauses(&repeat.body) {
            let lets = self.again(&mut repeat.pat);
            repeat.body.stmts.splice(0..0, lets);
        }
        visit_mut::visit_expr_for_loop_mut(self, repeat);
    }

    fn visit_expr_if_mut(&mut self, branch: &mut syn::ExprIf) {
        if block_pauses(&branch.then_branch) {
            self.condition(&mut branch.cond, &mut branch.then_branch);
        }
        visit_mut::visit_expr_if_mut(self, branch);
    }

    fn visit_expr_while_mut(&mut self, repeat: &mut syn::ExprWhile) {
        if block_pauses(&repeat.body) {
            self.condition(&mut repeat.cond, &mut repeat.body);
        }
        visit_mut::visit_expr_while_mut(self, repeat);
    }

    fn visit_arm_mut(&mut self, arm: &mut Arm) {
        if pauses(&arm.body) {
            let lets = self.again(&mut arm.pat);
            put_before(&mut arm.body, lets);
        }
        visit_mut::visit_arm_mut(self, arm);
    }

    fn visit_expr_closure_mut(&mut self, _: &mut syn::ExprClosure) {}

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

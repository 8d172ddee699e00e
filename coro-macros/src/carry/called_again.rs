//! Closures in variables that are the same closure when they are written down again.
//!
//! They have to borrow all that they capture. What a closure gives away of it is borrowed as well if it is copied: where the
//! closure is called again it is no `FnOnce`, and a closure that is not `move` borrows what is `Copy`.
//!
//! ```text
//! let best = half(n)?;  let scaled = |k| if k > 0 { k } else { best };  log(scaled(1));  yield_wait!();  log(scaled(2));
//! ```

use syn::visit::{self, Visit};
use syn::{Expr, ExprCall, ExprClosure};

use crate::flow::{VarSet, closure_values, mention_of, mentions_in};
use crate::ir::{Node, Stmt};
use crate::lower::is_logic;
use crate::names::{MentionId, VarId};
use crate::scope::{Origin, Tables};

/// Whether `closure`, which is not `move` and `vars` are bound to, only borrows what it captures.
/// `behind`: the statements behind it.
pub fn is_the_same_again(
    vars: &[VarId],
    closure: &ExprClosure,
    behind: &[Stmt],
    scalars: &VarSet,
    tables: &Tables,
) -> bool {
    let last = mentions_in(closure).into_iter().max();
    // what is named again was copied
    let is_copied = |var: VarId| {
        let is_renewed = tables.var(var).is_none_or(|row| row.mutable);
        let is_later = |mention: &MentionId| last.is_some_and(|last| *mention > last);
        let mut rows = tables.mentions.iter().filter(|row| row.var == var);
        !is_renewed && rows.any(|row| is_later(&row.id))
    };
    let moves = |var: &VarId| !scalars.has(*var) && !is_copied(*var);
    let mut held = vars.iter();
    !given_by(closure, tables).iter().any(moves)
        || held.any(|var| is_called_again(*var, behind, tables))
}

/// What a closure gives away of what it captures.
pub fn given_by(closure: &ExprClosure, tables: &Tables) -> Vec<VarId> {
    let values = closure_values(&Expr::Closure(closure.clone()), tables);
    let captured = |mention: &MentionId| {
        let row = tables.mention(*mention)?;
        let var = tables.var(row.var)?;
        (var.origin != Origin::Closure && row.in_closure.is_some()).then_some(row.var)
    };
    values.iter().filter_map(captured).collect()
}

/// Whether the statements `behind` the declaration of a closure surely call it, and name it again after that.
fn is_called_again(closure: VarId, behind: &[Stmt], tables: &Tables) -> bool {
    let mut calls = Calls {
        closure,
        tables,
        first: None,
    };
    for stmt in behind {
        match stmt {
            Stmt::Plain(stmt) => calls.visit_stmt(stmt),
            Stmt::Let(binding) => {
                if let Node::Plain(init) = &binding.init {
                    calls.visit_expr(init);
                }
            }
            Stmt::Node(_) | Stmt::Part(_) => {}
        }
        if calls.first.is_some() {
            break;
        }
    }
    let is_again = |call: MentionId| {
        let mut rows = tables.mentions.iter();
        rows.any(|row| row.var == closure && row.id > call)
    };
    calls.first.is_some_and(is_again)
}

/// Finds a call that control surely comes to.
struct Calls<'t> {
    closure: VarId,
    tables: &'t Tables,
    first: Option<MentionId>,
}

impl<'ast> Visit<'ast> for Calls<'_> {
    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        let row = mention_of(&call.func).and_then(|mention| self.tables.mention(mention));
        if let Some(row) = row.filter(|row| row.var == self.closure) {
            self.first.get_or_insert(row.id);
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::If(branch) => self.visit_expr(&branch.cond),
            Expr::Match(choice) => self.visit_expr(&choice.expr),
            Expr::Binary(binary) if is_logic(&binary.op) => self.visit_expr(&binary.left),
            Expr::Closure(_) | Expr::Loop(_) | Expr::While(_) | Expr::ForLoop(_) => {}
            Expr::Async(_) => {}
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

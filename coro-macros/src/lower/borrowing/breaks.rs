//! Values of loops and of blocks with a label, which are given by `break`.
//!
//! ```text
//! let word = 'found: { for word in text.split(' ') { if word.len() > 3 { break 'found word; } } "" };
//! ```

use syn::Expr;
use syn::visit::{self, Visit};

use super::Finder;
use crate::carry::{Visitor, walk_node};
use crate::ir::Node;

impl Finder<'_> {
    /// Whether a `break` in a value, of whatever target, has a value that borrows a local.
    pub(super) fn breaks_with_borrow(&self, value: &Expr) -> bool {
        let mut breaks = Breaks {
            finder: self,
            found: false,
        };
        breaks.visit_expr(value);
        breaks.found
    }

    /// The same of what pauses.
    pub(super) fn node_breaks_with_borrow(&self, node: &Node) -> bool {
        let mut breaks = Breaks {
            finder: self,
            found: false,
        };
        walk_node(node, &mut breaks);
        breaks.found
    }
}

struct Breaks<'a, 'f> {
    finder: &'a Finder<'f>,
    found: bool,
}

impl<'ast> Visit<'ast> for Breaks<'_, '_> {
    fn visit_expr_break(&mut self, jump: &'ast syn::ExprBreak) {
        let finder = self.finder;
        self.found |= jump.expr.as_ref().is_some_and(|value| {
            finder.references.gives(value, finder.tables)
                || finder.is_borrow(value)
                || finder.holds_borrowing(value)
                || finder.keeps_a_borrow(value)
        });
        visit::visit_expr_break(self, jump);
    }

    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

impl Visitor for Breaks<'_, '_> {
    fn expr(&mut self, expr: &Expr) {
        self.visit_expr(expr);
    }

    fn stmt(&mut self, stmt: &syn::Stmt) {
        self.visit_stmt(stmt);
    }
}

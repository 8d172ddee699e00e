//! Does control pause inside this syntax?
//!
//! Takes syntax in sentinels, gives yes or no. Closures, `async` blocks and items are other functions: what
//! pauses there is none of ours (and is an error that [`crate::scope`] reports).

use syn::visit::{self, Visit};
use syn::{Block, Expr};

use crate::names::{self, Sentinel, YieldKind};

/// The kind of pause that calling this expression is.
pub fn yield_kind(func: &Expr) -> Option<YieldKind> {
    let Expr::Path(path) = func else { return None };
    match names::parse(path.path.get_ident()?)? {
        Sentinel::Yield(kind) => Some(kind),
        _ => None,
    }
}

/// Whether `expr` pauses.
pub fn pauses(expr: &Expr) -> bool {
    let mut finder = Finder(false);
    finder.visit_expr(expr);
    finder.0
}

/// Whether a statement of `block` pauses.
pub fn block_pauses(block: &Block) -> bool {
    let mut finder = Finder(false);
    finder.visit_block(block);
    finder.0
}

/// Whether a statement pauses.
pub fn stmt_pauses(stmt: &syn::Stmt) -> bool {
    let mut finder = Finder(false);
    finder.visit_stmt(stmt);
    finder.0
}

struct Finder(bool);

impl<'ast> Visit<'ast> for Finder {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            _ if self.0 => {}
            Expr::Closure(_) | Expr::Async(_) | Expr::Const(_) => {}
            Expr::Await(_) => self.0 = true,
            Expr::Call(call) if yield_kind(&call.func).is_some() => self.0 = true,
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}

    fn visit_pat(&mut self, _: &'ast syn::Pat) {}

    fn visit_type(&mut self, _: &'ast syn::Type) {}
}

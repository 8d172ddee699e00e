//! What matching a pattern does.
//!
//! Takes a pattern and the variable that is matched, if the scrutinee is one; gives the events: what the
//! pattern takes out of the variable, and the bindings it declares.

use syn::visit::{self, Visit};
use syn::{Expr, Ident, Pat};

use super::graph::{Event, Graph};
use crate::lower::{Bindings, bindings, copies_only};
use crate::names::{self, MentionId, Sentinel, VarId};

/// The variables that `pat` binds, in order; those of an `if let` in its guard last.
pub fn bound(pat: &Pat) -> Vec<VarId> {
    struct Finder(Vec<VarId>);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_pat_ident(&mut self, pat: &'ast syn::PatIdent) {
            if let Some(Sentinel::Variable(var)) = names::parse(&pat.ident)
                && !self.0.contains(&var)
            {
                self.0.push(var);
            }
            visit::visit_pat_ident(self, pat);
        }
        fn visit_pat_guard(&mut self, pat: &'ast syn::PatGuard) {
            self.visit_pat(&pat.pat);
            self.guard(&pat.guard);
        }
        fn visit_expr(&mut self, _: &'ast Expr) {}
    }
    impl Finder {
        /// `let P = e && ..`
        fn guard(&mut self, guard: &Expr) {
            match guard {
                Expr::Let(binding) => self.visit_pat(&binding.pat),
                Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)) => {
                    self.guard(&binary.left);
                    self.guard(&binary.right);
                }
                _ => {}
            }
        }
    }
    let mut finder = Finder(Vec::new());
    finder.visit_pat(pat);
    finder.0
}

/// The last name of a path, and the one before it: `new` and `Vec` of `std::vec::Vec::new`.
pub fn last_names(path: &syn::Path) -> Option<(&Ident, Option<&Ident>)> {
    let mut names = path.segments.iter().rev().map(|segment| &segment.ident);
    Some((names.next()?, names.next()))
}

/// `Some`, `Ok`, `Err`
pub fn is_std_variant(name: &Ident) -> bool {
    ["Some", "Ok", "Err"].iter().any(|variant| name == variant)
}

/// An expression without the parentheses around it.
pub fn strip(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => strip(&paren.expr),
        Expr::Group(group) => strip(&group.expr),
        expr => expr,
    }
}

/// The value of a block.
pub fn last_of(block: &syn::Block) -> Option<&Expr> {
    match block.stmts.last()? {
        syn::Stmt::Expr(value, None) => Some(value),
        _ => None,
    }
}

/// The mention that `expr` is, if it is nothing but a variable.
pub fn mention_of(expr: &Expr) -> Option<MentionId> {
    match strip(expr) {
        Expr::Path(path) => match names::parse(path.path.get_ident()?)? {
            Sentinel::Mention(mention) => Some(mention),
            _ => None,
        },
        _ => None,
    }
}

/// The mention of the variable that is matched: `x`, or `*x` of a box.
pub fn matched_mention(expr: &Expr) -> Option<MentionId> {
    match expr {
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => mention_of(&unary.expr),
        Expr::Paren(paren) => matched_mention(&paren.expr),
        Expr::Group(group) => matched_mention(&group.expr),
        other => mention_of(other),
    }
}

impl Graph<'_> {
    /// The pattern matched: what it takes of the variable `of`, then what it declares. A variable of which a part is
    /// taken is gone: what the pattern leaves of it cannot be carried by itself.
    pub fn matched(&mut self, pat: &Pat, of: Option<MentionId>) {
        if let Some(mention) = of
            && !matches!(bindings(pat), Bindings::None { .. })
            && !copies_only(pat)
            && !self
                .tables
                .mention(mention)
                .is_some_and(|row| self.guards.contains(&row.var))
        {
            self.take(mention);
            if let Some(&first) = bound(pat).first() {
                self.taken_by.push((self.current, first));
            }
        }
        for var in bound(pat) {
            self.event(Event::Declare(var, true));
        }
    }

    /// The value of a variable is taken.
    pub fn take(&mut self, mention: MentionId) {
        if let Some(row) = self.tables.mention(mention)
            && self.tracks(row.var)
        {
            self.event(Event::Value(mention, row.var));
        }
    }

    /// A guard, which runs with the bindings in scope.
    pub fn guard_of<'p>(&self, pat: &'p Pat) -> Option<&'p Expr> {
        match pat {
            Pat::Guard(guard) => Some(&guard.guard),
            Pat::Paren(paren) => self.guard_of(&paren.pat),
            _ => None,
        }
    }
}

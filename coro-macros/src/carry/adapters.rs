//! Iterators all of whose closures plainly borrow: rustc is told so when it is asked whether they have a drop.
//!
//! ```text
//! let mut parts = line.split('*').map(str::trim);     a path of a fn
//! let mut long = line.split(' ').filter(|it| it.len() > 3);     a closure without `move`
//! ```
//!
//! Nobody can ask whether a closure has a drop inside the fn that it stands in. So what is said of it here is
//! `Dead::borrowing`; the types around it rustc knows. Asked before closures are made `move` by [`super::own_copies`].

use syn::visit::{self, Visit};
use syn::{Expr, Local, Pat};

use super::{Visitor, walk_block};
use crate::flow::{bound, mention_of, mentions_in, strip};
use crate::ir::Block;
use crate::lower::{References, is_place, surely_gives};
use crate::maps::HashSet;
use crate::names::VarId;
use crate::scope::Tables;

/// Writes down which variables are such iterators.
pub fn find_adapters(body: &Block, tables: &mut Tables) {
    let mut finder = Finder {
        tables,
        found: HashSet::default(),
    };
    walk_block(body, &mut finder);
    tables.adapters = finder.found;
}

struct Finder<'t> {
    tables: &'t Tables,
    found: HashSet<VarId>,
}

impl Finder<'_> {
    /// Whether a value is an iterator all of whose closures borrow, and has one.
    fn is_adapter(&self, value: &Expr) -> bool {
        let mut has_closure = false;
        self.only_borrows(value, &mut has_closure) && has_closure
    }

    fn only_borrows(&self, value: &Expr, has_closure: &mut bool) -> bool {
        match strip(value) {
            Expr::MethodCall(call) => {
                let begins = References::goes(&call.method.to_string()) && is_place(&call.receiver);
                (begins || self.only_borrows(&call.receiver, has_closure))
                    && call.args.iter().all(|arg| self.borrows(arg, has_closure))
            }
            Expr::Reference(_) | Expr::Range(_) => true,
            // a list, a text, or another of these
            place @ (Expr::Path(_) | Expr::Field(_) | Expr::Index(_)) => {
                let row = mention_of(place).and_then(|mention| self.tables.mention(mention));
                row.is_none_or(|row| {
                    *has_closure |= self.found.contains(&row.var);
                    self.found.contains(&row.var) || self.is_plain(row.var)
                })
            }
            _ => false,
        }
    }

    /// What holds no closure: it owns a collection, or has a type that is written and no parameter.
    fn is_plain(&self, var: VarId) -> bool {
        let owner = self.tables.owners.get(&var);
        owner.is_some_and(|owner| owner.is_collection())
            || self.tables.lent.contains(&var)
            || self.tables.outer.contains(&var)
    }

    /// The argument of an adapter.
    fn borrows(&self, arg: &Expr, has_closure: &mut bool) -> bool {
        match strip(arg) {
            Expr::Closure(closure) => {
                *has_closure = true;
                closure.capture.is_none() && !surely_gives(closure, self.tables)
            }
            // `str::trim`
            Expr::Path(_) if mention_of(arg).is_none() => {
                *has_closure = true;
                true
            }
            Expr::Lit(_) | Expr::Range(_) => true,
            Expr::MethodCall(_) | Expr::Reference(_) => self.only_borrows(arg, has_closure),
            // a number
            other => mentions_in(other).iter().all(|mention| {
                let row = self.tables.mention(*mention);
                let ty = row.and_then(|row| self.tables.var(row.var)?.ty.as_ref());
                ty.is_some_and(super::is_scalar_type)
            }),
        }
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_local(&mut self, local: &'ast Local) {
        if let (Pat::Ident(_), Some(init)) = (&local.pat, &local.init)
            && self.is_adapter(&init.expr)
        {
            self.found.extend(bound(&local.pat));
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

impl Visitor for Finder<'_> {
    fn stmt(&mut self, stmt: &syn::Stmt) {
        self.visit_stmt(stmt);
    }
}

//! A reference into a local that is given other parts of the same local.
//!
//! The variable is its place, wherever it is named:
//!
//! ```text
//! [source]  let mut rest = text.as_str();   rest = &rest[1..];   log(rest);
//! [output]  let mut rest_at = within(&text[..], text.as_str());
//!           rest_at = within(&text[..], &found(&text[..], &rest_at)[1..]);   log(found(&text[..], &rest_at));
//! ```
//!
//! It is left as it is if it is lent mutably, or given anything that is not surely a part of the same text.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprMatch, Pat, Stmt, parse_quote_spanned};

use super::found::{Owned, Places};
use super::leaves::Leaf;
use super::statement::local;
use crate::carry::root_of;
use crate::flow::{bound, mention_of, mentions_in, strip};
use crate::names::{MentionId, VarId};
use crate::scope::Owner;

impl Places<'_, '_> {
    /// `let mut rest = text.as_str();`, where `rest` is only assigned references into the same text.
    pub(super) fn keep_mutable(&mut self, binding: &mut syn::Local, rest: &mut [Stmt]) -> bool {
        let (Pat::Ident(ident), Some(init)) = (&binding.pat, &binding.init) else {
            return false;
        };
        let Some(&var) = bound(&binding.pat).first() else {
            return false;
        };
        let Leaf::In(owned) = self.leaf(&init.expr) else {
            return false;
        };
        let is_whole =
            ident.mutability.is_some() && ident.by_ref.is_none() && init.diverge.is_none();
        if !is_whole || owned.owner != Owner::Text || !self.lowerer.crosses_pause(var, rest) {
            return false;
        }
        self.derived.insert(var, owned.clone());
        self.lowerer.tables.owners.insert(var, Owner::Text);
        // what is bound from it is derived too, which its assignments may name
        for stmt in &*rest {
            Learn { places: self }.visit_stmt(stmt);
        }
        let mut judge = Judge {
            places: self,
            var,
            root: owned.root,
            is_fine: true,
        };
        rest.iter().for_each(|stmt| judge.visit_stmt(stmt));
        if !judge.is_fine {
            self.derived.remove(&var);
            return false;
        }
        let span = Span::mixed_site().located_at(init.expr.span());
        let role = self.lowerer.place_name(var);
        let place = self.lowerer.hidden(&role, true, span);
        let from = self.whole(&owned, span);
        let init = strip(&init.expr);
        let kept: Expr = parse_quote_spanned!(span=> __coro_lib_within(#from, #init));
        let mut binding_of_place = local(self.lowerer.binding(place, span), kept);
        std::mem::swap(binding, &mut binding_of_place);
        let mut replace = Replace {
            places: self,
            var,
            place,
            owned,
        };
        rest.iter_mut()
            .for_each(|stmt| replace.visit_stmt_mut(stmt));
        true
    }
}

/// Learns which variables are bound to references.
struct Learn<'p, 'l, 'a> {
    places: &'p mut Places<'l, 'a>,
}

impl<'ast> Visit<'ast> for Learn<'_, '_, '_> {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let Some(init) = &local.init {
            self.places.assign(&local.pat, &init.expr);
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_let(&mut self, binding: &'ast syn::ExprLet) {
        self.places.assign(&binding.pat, &binding.expr);
        visit::visit_expr_let(self, binding);
    }

    fn visit_expr_match(&mut self, choice: &'ast ExprMatch) {
        for arm in &choice.arms {
            self.places.assign(&arm.pat, &choice.expr);
        }
        visit::visit_expr_match(self, choice);
    }
}

/// Whether a variable is only read, and assigned references into the same local.
struct Judge<'p, 'l, 'a> {
    places: &'p Places<'l, 'a>,
    var: VarId,
    root: VarId,
    is_fine: bool,
}

impl Judge<'_, '_, '_> {
    fn is_it(&self, mention: MentionId) -> bool {
        let row = self.places.lowerer.tables.mention(mention);
        row.is_some_and(|row| row.var == self.var)
    }

    fn names(&self, expr: &Expr) -> bool {
        root_of(expr).is_some_and(|mention| self.is_it(mention))
    }
}

impl<'ast> Visit<'ast> for Judge<'_, '_, '_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Assign(assign) if mention_of(&assign.left).is_some_and(|m| self.is_it(m)) => {
                self.is_fine &= match self.places.leaf(&assign.right) {
                    Leaf::In(owned) => owned.root == self.root && owned.literals.is_empty(),
                    Leaf::Nothing => true,
                    Leaf::Literal(_) | Leaf::Other => false,
                };
                self.visit_expr(&assign.right);
            }
            Expr::Assign(assign) => {
                let mut named = mentions_in(&assign.left).into_iter();
                self.is_fine &=
                    !named.any(|mention| self.is_it(mention)) || self.names(&assign.left);
                visit::visit_expr(self, expr);
            }
            Expr::Reference(reference) if self.names(&reference.expr) => {
                self.is_fine &= reference.mutability.is_none();
                visit::visit_expr(self, expr);
            }
            Expr::Macro(_) => {
                let mut named = mentions_in(expr).into_iter();
                self.is_fine &= !named.any(|mention| self.is_it(mention));
            }
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_stmt_macro(&mut self, call: &'ast syn::StmtMacro) {
        let mut named = call.attrs.iter().flat_map(|attr| mentions_in(&attr.meta));
        self.is_fine &= !named.any(|mention| self.is_it(mention));
    }

    fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
        let row = mention_of(&Expr::Path(path.clone()))
            .and_then(|mention| self.places.lowerer.tables.mention(mention));
        if let Some(row) = row.filter(|row| row.var == self.var) {
            self.is_fine &= !row.shorthand && !row.opaque;
        }
    }
}

/// Writes the place for the variable.
struct Replace<'p, 'l, 'a> {
    places: &'p mut Places<'l, 'a>,
    var: VarId,
    place: VarId,
    owned: Owned,
}

impl Replace<'_, '_, '_> {
    fn is_it(&self, expr: &Expr) -> bool {
        let tables = &self.places.lowerer.tables;
        let row = mention_of(expr).and_then(|mention| tables.mention(mention));
        row.is_some_and(|row| row.var == self.var)
    }
}

impl VisitMut for Replace<'_, '_, '_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let span = Span::mixed_site().located_at(expr.span());
        if let Expr::Assign(assign) = expr
            && self.is_it(&assign.left)
        {
            self.visit_expr_mut(&mut assign.right);
            let from = self.places.whole(&self.owned, span);
            let value = strip(&assign.right);
            let value: Expr = parse_quote_spanned!(span=> __coro_lib_within(#from, #value));
            *assign.right = value;
            *assign.left = self.places.lowerer.mention(self.place, span);
            return;
        }
        if self.is_it(expr) {
            let from = self.places.whole(&self.owned, span);
            let at = self.places.lowerer.mention(self.place, span);
            *expr = parse_quote_spanned!(span=> __coro_lib_found(#from, &#at));
            return;
        }
        visit_mut::visit_expr_mut(self, expr);
    }
}

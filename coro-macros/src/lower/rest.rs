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
//! So is `let mut last: Option<&Item> = None;`, which is given items of one list, and a text that is also given literals.
//! It is left as it is if it is lent mutably, or given anything that is not surely a part of the same local.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprMatch, Pat, Stmt, parse_quote_spanned};

use super::found::{Owned, Places, within};
use super::leaves::Leaf;
use super::statement::local;
use crate::flow::{bound, mention_of, mentions_in, strip};
use crate::names::{MentionId, VarId};
use crate::scope::Owner;

impl Places<'_, '_> {
    /// `let mut rest = text.as_str();`, where `rest` is only assigned references into the same local.
    pub(super) fn keep_mutable(&mut self, binding: &mut syn::Local, rest: &mut [Stmt]) -> bool {
        let (Some(var), Some(init)) = (mutable(&binding.pat), &binding.init) else {
            return false;
        };
        let first = match self.slice(&binding.pat, &init.expr) {
            Some(owned) => {
                self.slices.insert(var);
                Leaf::In(owned)
            }
            None => self.leaf(&init.expr),
        };
        let may_begin = matches!(first, Leaf::In(_)) || is_nowhere(&init.expr);
        if !may_begin || init.diverge.is_some() || !self.lowerer.crosses_pause(var, rest) {
            return false;
        }
        let Some(owned) = self.assigned(var, first, rest) else {
            return false;
        };
        let span = Span::mixed_site().located_at(init.expr.span());
        let role = self.lowerer.place_name(var);
        let place = self.lowerer.hidden(&role, true, span);
        if self.slices.contains(&var) {
            self.slices.insert(place);
        }
        let from = self.whole(&owned, span);
        let value = match &binding.pat {
            Pat::Type(typed) => {
                let (ty, value) = (&typed.ty, strip(&init.expr));
                parse_quote_spanned!(span=> ::core::convert::identity::<#ty>(#value))
            }
            _ => strip(&init.expr).clone(),
        };
        let kept = match (&binding.pat, strip(&init.expr)) {
            (Pat::Ident(_), none @ Expr::Path(_)) if is_none(none) => none.clone(),
            _ => within(&owned.literals, &from, &value, span),
        };
        let is_text = owned.owner == Owner::List && matches!(strip(&init.expr), Expr::Lit(_));
        let mut binding_of_place = local(self.lowerer.binding(place, span), kept);
        std::mem::swap(binding, &mut binding_of_place);
        let mut replace = Replace {
            places: self,
            var,
            place,
            owned,
            is_text,
        };
        rest.iter_mut()
            .for_each(|stmt| replace.visit_stmt_mut(stmt));
        true
    }

    /// The list that a variable begins as a part of: `&list[1..]`, `list.as_slice()`, `&list` as `&[T]`.
    fn slice(&self, pat: &Pat, init: &Expr) -> Option<Owned> {
        let is_slice = |ty: &syn::Type| matches!(ty, syn::Type::Reference(ty) if matches!(*ty.elem, syn::Type::Slice(_)));
        let place = match (pat, strip(init)) {
            (_, Expr::MethodCall(call)) if call.method == "as_slice" => &*call.receiver,
            (_, Expr::Reference(reference)) if reference.mutability.is_none() => {
                match (pat, strip(&reference.expr)) {
                    (_, Expr::Index(index)) if matches!(*index.index, Expr::Range(_)) => {
                        &*index.expr
                    }
                    (Pat::Type(typed), place) if is_slice(&typed.ty) => place,
                    _ => return None,
                }
            }
            _ => return None,
        };
        let owned = self.owned(place, false);
        owned.filter(|owned| owned.owner == Owner::List)
    }

    /// The local that everything a variable is given refers into.
    fn assigned(&mut self, var: VarId, first: Leaf, rest: &[Stmt]) -> Option<Owned> {
        let before = self.derived.clone();
        let mut known = first;
        // what is bound from it is derived too, which its assignments may name
        for _ in 0..2 {
            if let Leaf::In(owned) = &known {
                self.derived.insert(var, owned.clone());
                if owned.owner == Owner::Text {
                    self.lowerer.tables.owners.insert(var, Owner::Text);
                }
            }
            for stmt in rest {
                Learn { places: self }.visit_stmt(stmt);
            }
            let mut judge = Judge {
                places: self,
                var,
                leaf: known,
                is_fine: true,
            };
            rest.iter().for_each(|stmt| judge.visit_stmt(stmt));
            let is_fine = judge.is_fine;
            known = judge.leaf;
            if !is_fine {
                break;
            }
            if let Leaf::In(owned) = &known
                && self.derived.contains_key(&var)
                && (owned.owner == Owner::Text || owned.literals.is_empty())
            {
                return Some(owned.clone());
            }
        }
        self.lowerer.tables.owners.remove(&var);
        self.derived = before;
        None
    }
}

/// The variable of `mut rest`, with or without a type.
pub(super) fn mutable(pat: &Pat) -> Option<VarId> {
    match pat {
        Pat::Ident(ident) if ident.mutability.is_some() && ident.by_ref.is_none() => {
            bound(pat).first().copied()
        }
        Pat::Type(typed) => mutable(&typed.pat),
        _ => None,
    }
}

fn is_none(expr: &Expr) -> bool {
    matches!(expr, Expr::Path(path) if path.path.is_ident("None"))
}

/// What a reference may be before it refers to anything: `None`, `""`.
fn is_nowhere(expr: &Expr) -> bool {
    match strip(expr) {
        Expr::Lit(literal) => matches!(literal.lit, syn::Lit::Str(_)),
        other => is_none(other),
    }
}

/// Methods that change an `Option` in its place.
const CHANGING: &[&str] = &[
    "as_mut",
    "get_or_insert",
    "get_or_insert_with",
    "insert",
    "next",
    "replace",
    "take",
    "take_if",
];

/// Methods that look at an `Option`, a list or a reference.
pub(super) const LOOKING: &[&str] = &[
    "and_then",
    "chunks",
    "chunks_exact",
    "clone",
    "cloned",
    "concat",
    "contains",
    "copied",
    "ends_with",
    "expect",
    "filter",
    "first",
    "get",
    "is_empty",
    "is_none",
    "is_none_or",
    "is_some",
    "is_some_and",
    "iter",
    "join",
    "last",
    "len",
    "map",
    "map_or",
    "map_or_else",
    "ok_or",
    "ok_or_else",
    "or",
    "or_else",
    "split_at",
    "split_first",
    "split_last",
    "starts_with",
    "to_owned",
    "to_string",
    "to_vec",
    "unwrap",
    "unwrap_or",
    "unwrap_or_default",
    "unwrap_or_else",
    "windows",
    "zip",
];

/// Learns which variables are bound to references.
pub(super) struct Learn<'p, 'l, 'a> {
    pub places: &'p mut Places<'l, 'a>,
}

impl<'ast> Visit<'ast> for Learn<'_, '_, '_> {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let Some(init) = &local.init {
            self.places.note_iterator(local);
            self.places.assign(&local.pat, &init.expr);
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_for_loop(&mut self, repeat: &'ast syn::ExprForLoop) {
        if let Some(owned) = self.places.items_of(&repeat.expr) {
            self.places.note_items(&repeat.pat, &repeat.expr, owned);
        }
        visit::visit_expr_for_loop(self, repeat);
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
    /// What it is given, so far.
    leaf: Leaf,
    is_fine: bool,
}

impl Judge<'_, '_, '_> {
    fn is_it(&self, mention: MentionId) -> bool {
        self.places.lowerer.tables.is_mention_of(mention, self.var)
    }

    fn names(&self, expr: &Expr) -> bool {
        self.places.is_part(expr, self.var)
    }

    /// `prev.replace(item)` gives it something, as an assignment does.
    fn replaced(&mut self, call: &syn::ExprMethodCall) -> bool {
        for value in &call.args {
            let before = std::mem::replace(&mut self.leaf, Leaf::Other);
            self.leaf = before.and(self.places.leaf(value));
        }
        mention_of(&call.receiver).is_some() && !matches!(self.leaf, Leaf::Other)
    }
}

/// `prev.take()`, `prev.replace(item)`
fn is_replaced(call: &syn::ExprMethodCall) -> bool {
    match call.args.len() {
        0 => call.method == "take",
        1 => call.method == "replace",
        _ => false,
    }
}

impl<'ast> Visit<'ast> for Judge<'_, '_, '_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Assign(assign) if mention_of(&assign.left).is_some_and(|m| self.is_it(m)) => {
                let before = std::mem::replace(&mut self.leaf, Leaf::Other);
                self.leaf = before.and(self.places.leaf(&assign.right));
                self.is_fine &= !matches!(self.leaf, Leaf::Other);
                self.visit_expr(&assign.right);
            }
            Expr::Binary(binary) if crate::lower::is_compound(&binary.op) => {
                self.is_fine &= !self.names(&binary.left);
                visit::visit_expr(self, expr);
            }
            Expr::MethodCall(call) if self.names(&call.receiver) => {
                let name = call.method.to_string();
                let is_list = match &self.leaf {
                    Leaf::In(owned) => owned.owner != Owner::Text,
                    _ => true,
                };
                self.is_fine &= match is_replaced(call) {
                    true => self.replaced(call),
                    false if is_list => LOOKING.contains(&name.as_str()),
                    false => {
                        let is_of_text = name == "replace" && call.args.len() > 1;
                        is_of_text || !CHANGING.contains(&name.as_str())
                    }
                };
                visit::visit_expr(self, expr);
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
    /// It begins as a literal, so an item of a list becomes a `&str`, as a `&String` does.
    is_text: bool,
}

impl Replace<'_, '_, '_> {
    fn is_it(&self, expr: &Expr) -> bool {
        self.places.is_mention(expr, self.var)
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
            let value = strip(&assign.right).clone();
            let value = match (self.is_text, &value) {
                (true, Expr::Path(_)) => {
                    parse_quote_spanned!(span=> ::core::convert::identity::<&str>(#value))
                }
                _ => value,
            };
            *assign.right = within(&self.owned.literals, &from, &value, span);
            *assign.left = self.places.lowerer.mention(self.place, span);
            return;
        }
        if let Expr::MethodCall(call) = expr
            && is_replaced(call)
            && self.is_it(&call.receiver)
        {
            for value in &mut call.args {
                self.visit_expr_mut(value);
                let from = self.places.whole(&self.owned, span);
                *value = within(&self.owned.literals, &from, value, span);
            }
            *call.receiver = self.places.lowerer.mention(self.place, span);
            let from = self.places.whole(&self.owned, span);
            *expr = parse_quote_spanned!(span=> __coro_lib_found(#from, &#expr));
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

//! A `let` of several variables whose values stand beside each other.
//!
//! ```text
//! [source]  let (item, k) = (Duo { left, right }, D(4));   ..   k = item.left;
//! [output]  let item = Duo { left, right };  let k = D(4);
//! ```
//!
//! The values are evaluated and the variables dropped in the same order. Only where a part of one of the variables is
//! named, so that its shape has to be seen; and not where a value makes temporaries, which would end too soon.
//!
//! Variables that are given their values later stand alone always:
//!
//! ```text
//! [source]  let (mut a, b): (A, B);
//! [output]  let mut a: A;  let b: B;
//! ```

use proc_macro2::Span;
use syn::visit_mut::VisitMut;
use syn::{Block, Expr, Local, LocalInit, Pat, Stmt, Type, TypeTuple};

use super::Declared;
use super::open::parts_named;
use crate::flow::bound;
use crate::lower::{block_pauses, has_temporary};
use crate::names::VarId;
use crate::scope::{Origin, Tables};

/// Takes such `let`s of `body` apart.
pub fn split(body: &mut Block, tables: &mut Tables) {
    if !block_pauses(body) {
        return;
    }
    let named: Vec<VarId> = parts_named(body, tables);
    Splitter { tables, named }.visit_block_mut(body);
}

struct Splitter<'t> {
    tables: &'t mut Tables,
    /// Variables of which a part is named.
    named: Vec<VarId>,
}

impl Splitter<'_> {
    /// The `let`s that a statement stands for.
    fn lets(&mut self, stmt: &Stmt) -> Option<Vec<Stmt>> {
        let Stmt::Local(local) = stmt else {
            return None;
        };
        let Some(init) = &local.init else {
            return self.late(local);
        };
        if self.named.is_empty() || init.diverge.is_some() {
            return None;
        }
        let (pat, types) = typed(&local.pat)?;
        let (pats, values) = match (pat, &*init.expr) {
            (Pat::Tuple(pats), Expr::Tuple(values)) => (&pats.elems, &values.elems),
            // of items that tell their type by themselves
            (Pat::Slice(pats), Expr::Array(values)) if values.elems.iter().all(is_told) => {
                (&pats.elems, &values.elems)
            }
            _ => return None,
        };
        let is_named = bound(pat).iter().any(|var| self.named.contains(var));
        let count = pats.len();
        let mut first = values.iter().take(count.saturating_sub(1));
        if !is_named
            || count != values.len()
            || types.is_some_and(|types| types.elems.len() != count)
            || !local.attrs.is_empty()
            || !pats.iter().all(is_bound_whole)
            || first.any(|value| has_temporary(value, self.tables))
        {
            return None;
        }
        let mut types = types.map(|types| types.elems.iter());
        let lets = pats.iter().zip(values).map(|(pat, value)| {
            let ty = types.as_mut().and_then(|types| types.next());
            self.alone(pat, ty);
            Stmt::Local(Local {
                pat: with_type(pat, ty, local.let_token.span),
                init: Some(LocalInit {
                    expr: Box::new(value.clone()),
                    ..init.clone()
                }),
                ..local.clone()
            })
        });
        Some(lets.collect())
    }

    /// The `let`s of `let (a, b);`.
    fn late(&mut self, local: &Local) -> Option<Vec<Stmt>> {
        let (pat, types) = typed(&local.pat)?;
        let Pat::Tuple(pats) = pat else { return None };
        let is_rest = |pat: &Pat| matches!(pat, Pat::Rest(_));
        if types.is_some_and(|types| types.elems.len() != pats.elems.len())
            || pats.elems.iter().any(is_rest)
        {
            return None;
        }
        let mut types = types.map(|types| types.elems.iter());
        let lets = pats.elems.iter().map(|pat| {
            let ty = types.as_mut().and_then(|types| types.next());
            self.alone(pat, ty);
            Stmt::Local(Local {
                pat: with_type(pat, ty, local.let_token.span),
                ..local.clone()
            })
        });
        Some(lets.collect())
    }

    /// Notes that a pattern is a whole one now.
    fn alone(&mut self, pat: &Pat, ty: Option<&Type>) {
        if let (Pat::Ident(_), [var]) = (pat, bound(pat).as_slice())
            && let Some(row) = self.tables.vars.get_mut(var.index())
            && row.origin == Origin::Pattern
        {
            row.origin = Origin::Let;
            row.ty = ty.cloned();
        }
    }
}

/// A pattern, and the types that are written for its parts.
fn typed(pat: &Pat) -> Option<(&Pat, Option<&TypeTuple>)> {
    match pat {
        Pat::Type(typed) => match &*typed.ty {
            Type::Tuple(types) => Some((&typed.pat, Some(types))),
            _ => None,
        },
        pat => Some((pat, None)),
    }
}

/// `pat: ty`
fn with_type(pat: &Pat, ty: Option<&Type>, span: Span) -> Pat {
    match ty {
        Some(ty) => Pat::Type(syn::PatType {
            attrs: Vec::new(),
            pat: Box::new(pat.clone()),
            colon_token: syn::Token![:](span),
            ty: Box::new(ty.clone()),
        }),
        None => pat.clone(),
    }
}

/// `Duo { left, right }`, `duo(1)`, but not `Default::default()`.
fn is_told(value: &Expr) -> bool {
    match value {
        Expr::Struct(_) => true,
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => path.path.segments.last().is_some_and(|last| {
                let declared = Declared::beside(last.ident.span());
                declared.returned(None, &last.ident, false).is_some()
            }),
            _ => false,
        },
        _ => false,
    }
}

fn is_bound_whole(pat: &Pat) -> bool {
    match pat {
        Pat::Ident(ident) => ident.by_ref.is_none() && ident.subpat.is_none(),
        Pat::Tuple(tuple) => tuple.elems.iter().all(is_bound_whole),
        _ => false,
    }
}

impl VisitMut for Splitter<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let mut index = 0;
        while index < block.stmts.len() {
            match self.lets(&block.stmts[index]) {
                // what is nested in it is looked at next
                Some(lets) => drop(block.stmts.splice(index..=index, lets)),
                None => {
                    self.visit_stmt_mut(&mut block.stmts[index]);
                    index += 1;
                }
            }
        }
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}

    fn visit_expr_closure_mut(&mut self, _: &mut syn::ExprClosure) {}
}

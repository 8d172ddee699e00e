//! A match on a variable with a drop flag, where some arms take nothing.
//!
//! The scrutinee is taken out, and the arms that leave it put it back:
//!
//! ```text
//! [source]  match state { State::Idle => a, State::Busy(ref job) if job.late() => b, State::Busy(job) => c }
//! [output]  match Flagged::take(&mut state) {
//!               kept @ State::Idle => { state = Flagged::new(kept); a }
//!               kept @ State::Busy(_) if if let State::Busy(ref job) = kept { job.late() } else { false } => {
//!                   state = Flagged::new(kept);
//!                   let State::Busy(ref job) = *state else { nowhere() };
//!                   b
//!               }
//!               State::Busy(job) => c,
//!           }
//! ```
//!
//! An arm after which the variable is named again with the same value has copied out of it, or rustc would have
//! complained of the source: it puts the value back as well, and copies out of the place.

use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Pat, parse_quote_spanned};

use super::{Emitter, ours};
use crate::flow::{Use, bound, mention_of, mentions_in};
use crate::lower::{Bindings, bindings, copies_only};
use crate::names::{self, Sentinel, VarId};
use crate::tokens::{TokenStream, quote_spanned};

/// A variable whose value a `match` takes out for a while.
pub(super) struct Kept {
    var: VarId,
}

impl Emitter<'_> {
    /// A `match` on a variable with a drop flag takes its value out; arms that move nothing have to put it back.
    pub(super) fn kept_by_arms(&self, scrutinee: &Expr) -> Option<Kept> {
        let mention = mention_of(scrutinee)?;
        let var = self.plan.tables.mention(mention)?.var;
        let moves = self.plan.flow.use_of(mention) == Use::Move && !self.is_retaking;
        if !self.plan.carry.is_flagged(var) || !moves {
            return None;
        }
        Some(Kept { var })
    }

    /// Makes `P` into `kept @ P` where `P` moves nothing; gives what puts the value back. What `P` binds by `ref`
    /// is bound anew, for the guard and after the value was put back.
    pub(super) fn keep_in_arm(&mut self, pat: &mut syn::Pat, kept: &Kept) -> Vec<syn::Stmt> {
        let inner = match &mut *pat {
            syn::Pat::Guard(guard) => &mut *guard.pat,
            pat => pat,
        };
        let taken = !matches!(bindings(inner), Bindings::None { .. });
        let copies = |first: &VarId| self.plan.flow.is_copied(*first);
        if taken && !copies_only(inner) && !bound(inner).first().is_some_and(copies) {
            return Vec::new();
        }
        let span = ours(inner.span());
        let name = format_ident!("kept", span = span);
        let again = match (self.print(&*inner), &*inner) {
            // as a `let` wants them
            (sides, Pat::Or(_)) => quote_spanned!(span=> (#sides)),
            (pat, _) => pat,
        };
        // not `None`, which looks like one
        let is_name = matches!(inner, Pat::Ident(ident) if ident.subpat.is_none() && names::parse(&ident.ident).is_some());
        let lent = if taken {
            let lent = bound(inner);
            Unbind.visit_pat_mut(inner);
            lent
        } else {
            let mut lent = Lent::default();
            lent.visit_pat_mut(inner);
            lent.0
        };
        keep_whole(inner, &name);
        if let syn::Pat::Guard(guard) = pat {
            self.substitutes.insert(kept.var, name.clone());
            let printed = self.print(&guard.guard);
            self.substitutes.remove(&kept.var);
            let named = mentions_in(&guard.guard);
            let names_lent = named
                .iter()
                .filter_map(|mention| self.plan.tables.mention(*mention))
                .any(|row| lent.contains(&row.var));
            let is_let = crate::lower::has_let(&guard.guard);
            let printed = match names_lent {
                // what it binds is seen in the arm
                true if is_let => quote_spanned!(span=> let #again = #name && #printed),
                true => quote_spanned!(span=> if let #again = #name { #printed } else { false }),
                false => printed,
            };
            if let Ok(printed) = syn::parse2(quote::ToTokens::into_token_stream(printed)) {
                *guard.guard = printed;
            }
        }
        let place = self.flagged_place(kept.var, span);
        let mut statements = vec![
            parse_quote_spanned!(span=> #[allow(unused_assignments)] { #place = __coro_lib_Flagged::new(#name); }),
        ];
        if is_name {
            statements.push(parse_quote_spanned!(span=> let #again = *#place;));
        } else if !lent.is_empty() {
            statements.push(parse_quote_spanned!(span=>
                #[allow(unused_variables)]
                let #again = *#place else { __coro_lib_nowhere() };));
        }
        statements
    }

    /// The place of a variable with a drop flag, the flag included.
    fn flagged_place(&mut self, var: VarId, span: Span) -> TokenStream {
        if let Some(reference) = self.parked.get(&var).cloned() {
            self.parked_used.insert(var);
            return quote_spanned!(span=> *#reference);
        }
        self.uses(var);
        let own = self.own_name(var, true);
        quote_spanned!(span=> #own)
    }

    /// `let P = x` moves a variable with a drop flag only if it matches: `let Some(P) = take_if(&mut x, |x| matches!(*x, P))`.
    pub(super) fn moved_if_matched(&mut self, pat: &mut Pat, scrutinee: &mut Expr) {
        let Some(kept) = self.kept_by_arms(scrutinee) else {
            return;
        };
        if matches!(pat, Pat::Ident(ident) if ident.subpat.is_none()) {
            return;
        }
        let span = ours(scrutinee.span());
        let place = self.flagged_place(kept.var, span);
        let mut matched = pat.clone();
        Unbind.visit_pat_mut(&mut matched);
        *scrutinee = parse_quote_spanned! {span=>
            __coro_lib_Flagged::take_if(&mut #place, |value| matches!(*value, #matched))
        };
        let some: Expr = parse_quote_spanned!(span=> Some);
        let Expr::Path(some) = some else { return };
        let whole = std::mem::replace(pat, wild());
        *pat = Pat::TupleStruct(syn::PatTupleStruct {
            attrs: Vec::new(),
            qself: None,
            path: some.path,
            paren_token: syn::token::Paren(span),
            elems: std::iter::once(whole).collect(),
        });
    }
}

/// Makes `P` into `name @ (P)`, and `_` into `name`.
fn keep_whole(pat: &mut Pat, name: &Ident) {
    let whole = std::mem::replace(pat, wild());
    let is_wild = matches!(whole, Pat::Wild(_));
    *pat = Pat::Ident(syn::PatIdent {
        attrs: Vec::new(),
        by_ref: None,
        mutability: None,
        ident: name.clone(),
        subpat: (!is_wild).then(|| {
            let whole = Pat::Paren(syn::PatParen {
                attrs: Vec::new(),
                paren_token: Default::default(),
                pat: Box::new(whole),
            });
            (Default::default(), Box::new(whole))
        }),
    });
}

/// Leaves out what a pattern binds by `ref`, and lists it.
#[derive(Default)]
struct Lent(Vec<VarId>);

impl VisitMut for Lent {
    fn visit_pat_mut(&mut self, pat: &mut Pat) {
        visit_mut::visit_pat_mut(self, pat);
        if let Pat::Ident(ident) = pat
            && ident.by_ref.is_some()
            && let Some(Sentinel::Variable(var)) = names::parse(&ident.ident)
        {
            self.0.push(var);
            *pat = match ident.subpat.take() {
                Some((_, inner)) => *inner,
                None => wild(),
            };
        }
    }
}

fn wild() -> Pat {
    Pat::Wild(syn::PatWild {
        attrs: Vec::new(),
        underscore_token: Default::default(),
    })
}

/// Makes `_` of what a pattern binds.
struct Unbind;

impl VisitMut for Unbind {
    fn visit_pat_mut(&mut self, pat: &mut Pat) {
        if let Pat::Ident(ident) = pat
            && names::parse(&ident.ident).is_some()
        {
            *pat = match ident.subpat.take() {
                Some((_, subpat)) => *subpat,
                None => wild(),
            };
        }
        visit_mut::visit_pat_mut(self, pat);
    }
}

//! What a pattern leaves of a tuple that is made where it is matched, where some of its items are references.
//!
//! A state must not hold those, and nothing is dropped with them. So the items are bound one by one.

use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{Pat, Stmt, parse_quote_spanned};

use super::{Left, bind_whole, lends, walk};
use crate::flow::bound;
use crate::lower::chain::has_let;
use crate::lower::control::parse_quote_pat;
use crate::lower::copies_only;
use crate::lower::hold::{Bindings, bindings};
use crate::names;
use crate::scope::Tables;

/// What a pattern leaves of the items of a tuple that is made where it is matched, some of which are `spared`: they are
/// references, so that they must not be held.
///
/// ```text
/// [source]  match (&mut list[at], command) { (_, Skip) => { yield_wait!();  .. }  (p, Hit(hard)) => .. }
/// [output]  match scrutinee { (part2, part1 @ (Skip)) => { left1 = part1;  yield_wait!();  .. }  .. }
/// ```
///
/// `None`: the whole has to be held.
pub(super) fn left_of_items(
    pat: &mut Pat,
    spared: &[bool],
    tables: &mut Tables,
) -> Option<Vec<Left>> {
    if !spared.contains(&true) || !spared.contains(&false) || lends(pat) {
        return None;
    }
    let span = names::made_at(pat.span());
    let (mut pat, guard) = match pat {
        Pat::Guard(guard) => (&mut *guard.pat, Some(&mut *guard.guard)),
        pat => (pat, None),
    };
    let is_guarded = guard.is_some();
    // what such a guard binds is seen in the arm, so that nothing can stand around it
    let is_let = guard.as_ref().is_some_and(|guard| has_let(guard));
    while let Pat::Paren(paren) = pat {
        pat = &mut *paren.pat;
    }
    if let Pat::Wild(_) = pat {
        let items = spared.iter().map(|_| quote::quote_spanned!(span=> _));
        *pat = parse_quote_pat(quote::quote_spanned!(span=> (#(#items),*)));
    }
    let Pat::Tuple(tuple) = pat else { return None };
    let is_kept = |(elem, is_spared): (&Pat, &bool)| {
        let is_held_whole = *is_spared && bindings(elem) == Bindings::Some;
        let is_looked_at = is_let && !*is_spared && copies_only(elem);
        let differs = matches!(elem, Pat::Or(_)) && !bound(elem).is_empty();
        is_held_whole || is_looked_at || differs || matches!(elem, Pat::Rest(_))
    };
    if tuple.elems.len() != spared.len() || tuple.elems.iter().zip(spared).any(is_kept) {
        return None;
    }
    let (mut lefts, mut copied) = (Vec::new(), Vec::new());
    for (elem, is_spared) in tuple.elems.iter_mut().zip(spared) {
        match bindings(elem) {
            Bindings::None { .. } if *is_spared => {
                let mut unheld = Vec::new();
                bind_whole(elem, tables, &mut unheld);
                tables
                    .mutable_references
                    .extend(unheld.iter().map(|left| left.part));
            }
            _ if *is_spared => {}
            Bindings::None { .. } => bind_whole(elem, tables, &mut lefts),
            _ if copies_only(elem) => copied.push(copy_out(elem, tables, &mut lefts)),
            _ => walk(elem, is_guarded, tables, &mut lefts),
        }
    }
    if let Some(guard) = guard
        && !copied.is_empty()
    {
        *guard = parse_quote_spanned!(span=> {
            #(#[allow(unused_variables)] #copied)*
            #guard
        });
    }
    Some(lefts)
}

/// Binds the whole of what a pattern matches that only copies.
///
/// ```text
/// [source]  Hit(hard)
/// [output]  part1 @ (Hit(_))      let Hit(hard) = part1 else { .. };  left1 = part1;
/// ```
///
/// Gives that `let`, for the guard, which names what is copied too.
fn copy_out(pat: &mut Pat, tables: &mut Tables, lefts: &mut Vec<Left>) -> Stmt {
    struct Wilds;
    impl VisitMut for Wilds {
        fn visit_pat_mut(&mut self, pat: &mut Pat) {
            match pat {
                Pat::Ident(ident) if names::parse(&ident.ident).is_some() => {
                    let underscore_token = syn::Token![_](names::made_at(ident.ident.span()));
                    *pat = Pat::Wild(syn::PatWild {
                        attrs: Vec::new(),
                        underscore_token,
                    });
                }
                pat => syn::visit_mut::visit_pat_mut(self, pat),
            }
        }
        fn visit_field_pat_mut(&mut self, field: &mut syn::FieldPat) {
            field.colon_token.get_or_insert_with(Default::default);
            syn::visit_mut::visit_field_pat_mut(self, field);
        }
    }
    let span = names::made_at(pat.span());
    let copying = pat.clone();
    Wilds.visit_pat_mut(pat);
    bind_whole(pat, tables, lefts);
    let part = lefts.last().map(|left| left.part);
    let mut copy = || -> Stmt {
        let part = part.map(|part| tables.mention_by_name(part, span));
        parse_quote_spanned!(span=>
            #[allow(irrefutable_let_patterns)]
            let #copying = #part else { __coro_lib_nowhere() };
        )
    };
    if let Some(left) = lefts.last_mut() {
        left.opened.push(copy());
    }
    copy()
}

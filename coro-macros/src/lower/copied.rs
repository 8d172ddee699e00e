//! Patterns that only copy what they bind, as the declarations of what they match tell.
//!
//! ```text
//! enum Choice { Counted(u32, Job), One(Job) }      `Choice::Counted(count, _)` moves nothing out of a variable
//! ```

use proc_macro2::Span;
use syn::Pat;

use crate::flow::bound;
use crate::split::declaring;

/// Whether `pat` binds something, and nothing but fields that are surely `Copy`, as a whole.
pub fn copies_only(pat: &Pat) -> bool {
    !bound(pat).is_empty() && copies(pat)
}

fn copies(pat: &Pat) -> bool {
    match pat {
        Pat::Guard(guard) => copies(&guard.pat),
        Pat::Paren(paren) => copies(&paren.pat),
        Pat::Or(or) => or.cases.iter().all(copies),
        Pat::Tuple(tuple) => tuple.elems.iter().all(copies),
        Pat::TupleStruct(tuple) => {
            let copied = copied_elements(tuple);
            let mut elems = tuple.elems.iter().enumerate();
            elems.all(|(index, elem)| copied.contains(&index) && binds_whole(elem) || copies(elem))
        }
        Pat::Struct(fields) => {
            let declared = declaring(&fields.path);
            let known = declared.as_ref().and_then(|it| it.matched(&fields.path));
            let known = known.unwrap_or_default();
            let is_copied = |field: &syn::FieldPat| {
                let mut known = known.iter().enumerate();
                known.any(|(index, it)| {
                    it.copy && it.member(index, Span::call_site()) == field.member
                })
            };
            let mut fields = fields.fields.iter();
            fields.all(|field| is_copied(field) && binds_whole(&field.pat) || copies(&field.pat))
        }
        pat => bound(pat).is_empty(),
    }
}

/// The positions of the patterns in a tuple struct or variant whose fields are surely `Copy`: what they bind is copied, and
/// leaves nothing that has a drop.
fn copied_elements(pat: &syn::PatTupleStruct) -> Vec<usize> {
    let declared = declaring(&pat.path);
    let Some(fields) = declared.as_ref().and_then(|it| it.matched(&pat.path)) else {
        return Vec::new();
    };
    let count = pat.elems.len();
    let rest = pat.elems.iter();
    let rest = rest
        .enumerate()
        .find(|(_, elem)| matches!(elem, Pat::Rest(_)))
        .map_or(count, |(index, _)| index);
    let field = |index: usize| match index < rest {
        true => Some(index),
        // what stands behind `..` is counted from the end
        false => fields.len().checked_sub(count - index),
    };
    let is_copied = |index: &usize| {
        let field = field(*index).and_then(|field| fields.get(field));
        *index != rest && field.is_some_and(|field| field.copy)
    };
    (0..count).filter(is_copied).collect()
}

/// `name`, `mut name`
fn binds_whole(pat: &Pat) -> bool {
    matches!(pat, Pat::Ident(ident) if ident.by_ref.is_none() && ident.subpat.is_none())
}

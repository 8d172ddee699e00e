//! What a pattern does with each field of a variable.
//!
//! ```text
//! (a, .., _)  on a tuple of four      field 0 is matched with `a`
//! Pair { left, .. }                   field `left` is matched with `left`
//! ```
//!
//! How a `match` is written anew is told in [`super::choice`].

use syn::punctuated::Punctuated;
use syn::{Member, Pat, PatType, Token, Type};

use super::shape::{Kind, Shape};
use crate::flow::bound;

/// What a pattern does with each field, in its order: nothing where it leaves one. `None`: it is no pattern of
/// this shape, or it needs the whole.
pub fn parts(pat: &Pat, shape: &Shape) -> Option<Vec<(Member, Pat)>> {
    match pat {
        Pat::Wild(_) => Some(Vec::new()),
        Pat::Paren(paren) => parts(&paren.pat, shape),
        Pat::Type(typed) => typed_parts(typed, shape),
        Pat::Tuple(tuple) if matches!(shape.kind, Kind::Tuple) => elements(&tuple.elems, shape),
        Pat::TupleStruct(tuple) if matches!(shape.kind, Kind::Struct(_)) && is_numbered(shape) => {
            elements(&tuple.elems, shape)
        }
        Pat::Slice(slice) if matches!(shape.kind, Kind::Array) => elements(&slice.elems, shape),
        Pat::Struct(fields) if matches!(shape.kind, Kind::Struct(_) | Kind::Open) => fields
            .fields
            .iter()
            .filter(|field| !leaves(&field.pat))
            .map(|field| {
                Some((
                    shape.field(&field.member)?.member.clone(),
                    (*field.pat).clone(),
                ))
            })
            .collect(),
        _ => None,
    }
}

/// Whether the fields have numbers, in their order.
fn is_numbered(shape: &Shape) -> bool {
    let mut fields = shape.fields.iter().enumerate();
    fields.all(|(index, field)| field.member == Member::from(index))
}

/// `(a, .., c)`, `[a, .., c]`
fn elements(elems: &Punctuated<Pat, Token![,]>, shape: &Shape) -> Option<Vec<(Member, Pat)>> {
    let rest = elems.iter().position(|elem| matches!(elem, Pat::Rest(_)));
    let missing = match rest {
        Some(_) => (shape.fields.len() + 1).checked_sub(elems.len())?,
        None if shape.fields.len() == elems.len() => 0,
        None => return None,
    };
    let position = |index| match rest {
        Some(rest) if index > rest => index + missing - 1,
        _ => index,
    };
    let part = |(index, elem): (usize, &Pat)| {
        let is_slice = matches!(elem, Pat::Ident(ident) if ident.subpat.is_some());
        let field = shape.fields.get(position(index)).filter(|_| !is_slice)?;
        Some((field.member.clone(), elem.clone()))
    };
    elems
        .iter()
        .enumerate()
        .filter(|(_, elem)| !leaves(elem))
        .map(part)
        .collect()
}

/// `let (a, _): (A, B) = t;`
fn typed_parts(typed: &PatType, shape: &Shape) -> Option<Vec<(Member, Pat)>> {
    let Type::Tuple(types) = &*typed.ty else {
        return None;
    };
    let found = parts(&typed.pat, shape)?;
    let typed = found.into_iter().map(|(member, pat)| {
        let Member::Unnamed(index) = &member else {
            return None;
        };
        let ty = types.elems.iter().nth(usize::try_from(index.index).ok()?)?;
        let pat = Pat::Type(PatType {
            attrs: Vec::new(),
            pat: Box::new(pat),
            colon_token: typed.colon_token,
            ty: Box::new(ty.clone()),
        });
        Some((member, pat))
    });
    typed.collect()
}

/// Whether a pattern leaves what it stands for.
fn leaves(pat: &Pat) -> bool {
    matches!(pat, Pat::Wild(_) | Pat::Rest(_))
}

/// Whether a pattern is a variable.
pub fn is_name(pat: &Pat) -> bool {
    matches!(pat, Pat::Ident(ident) if ident.subpat.is_none() && !bound(pat).is_empty())
}

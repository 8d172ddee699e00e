//! What a method of the file gives, where it says that it gives a reference or a number.
//!
//! ```text
//! fn nearest(&self, x: i32) -> Option<(u32, &Unit)>
//!
//! let Some((id, unit)) = world.nearest(3) else { .. };     a number and a shared reference
//! ```
//!
//! Both are `Copy` and have no drop, so nobody has to be asked. Only where the type of `world` is known, and has that method.

use syn::{Expr, Pat, Type};

use super::scalars::is_scalar_type;
use crate::flow::strip;
use crate::names::{self, Sentinel, VarId};
use crate::scope::{Tables, name_of};
use crate::split::{Declared, type_of};

/// The variables that `pat` binds to such.
pub(super) fn told(pat: &Pat, value: &Expr, tables: &Tables) -> Vec<VarId> {
    let mut found = Vec::new();
    if is_of_method(value, tables)
        && let Some(ty) = type_of(value, tables)
    {
        bind(pat, &ty, &mut found);
    }
    found
}

/// `world.nearest(3)`, `world.nearest(3).unwrap()`, `world.nearest(3)?`
fn is_of_method(value: &Expr, tables: &Tables) -> bool {
    let call = match strip(value) {
        Expr::Try(tried) => return is_of_method(&tried.expr, tables),
        Expr::MethodCall(call) => call,
        _ => return false,
    };
    let declared = Declared::beside(call.method.span());
    let is_declared = || {
        let owner = type_of(&call.receiver, tables);
        let owner = owner.as_ref().and_then(name_of);
        owner.is_some_and(|owner| declared.takes_of(&owner, &call.method).is_some())
    };
    declared.has_method(&call.method) && is_declared()
        || (call.method == "unwrap" || call.method == "expect")
            && is_of_method(&call.receiver, tables)
}

fn bind(pat: &Pat, ty: &Type, found: &mut Vec<VarId>) {
    match (pat, ty) {
        (Pat::Guard(guard), ty) => bind(&guard.pat, ty, found),
        (Pat::Paren(paren), ty) => bind(&paren.pat, ty, found),
        (Pat::Ident(ident), ty) if ident.by_ref.is_none() && ident.subpat.is_none() => {
            if let Some(Sentinel::Variable(var)) = names::parse(&ident.ident)
                && is_scalar_type(ty)
            {
                found.push(var);
            }
        }
        (Pat::Tuple(pats), Type::Tuple(types)) if pats.elems.len() == types.elems.len() => {
            let parts = pats.elems.iter().zip(&types.elems);
            parts.for_each(|(pat, ty)| bind(pat, ty, found));
        }
        (Pat::TupleStruct(pats), Type::Path(path)) if pats.elems.len() == 1 => {
            let names = [&pats.path, &path.path].map(|path| path.segments.last());
            let [Some(variant), Some(last)] = names else {
                return;
            };
            let at = match (
                variant.ident.to_string().as_str(),
                last.ident.to_string().as_str(),
            ) {
                ("Some", "Option") | ("Ok", "Result") => 0,
                ("Err", "Result") => 1,
                _ => return,
            };
            let syn::PathArguments::AngleBracketed(types) = &last.arguments else {
                return;
            };
            if let (Some(pat), Some(syn::GenericArgument::Type(ty))) =
                (pats.elems.first(), types.args.iter().nth(at))
            {
                bind(pat, ty, found);
            }
        }
        _ => {}
    }
}

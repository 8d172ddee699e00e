//! Which values are coroutines of this library, and which types are iterators, as far as their text tells.
//!
//! ```text
//! naturals()               a fn of the same `coro!`, or of another one of the file
//! coro!(|| { .. })         the expression form
//! source: impl Coroutine<(), Yield = u32, Return = ()>
//! ```
//!
//! Takes an expression or a type, gives whether it plainly is one. It matters for `iter`, which borrows a coroutine
//! and gives values, where the `iter` of a collection gives references.

use syn::{Expr, GenericParam, Generics, Type, TypeParamBound, WherePredicate};

use super::{Owner, Tables, owner_of};
use crate::lower::References;
use crate::maps::HashSet;
use crate::names;
use crate::split::Declared;

/// Whether `expr` makes a coroutine.
pub fn makes_machine(expr: &Expr, tables: &Tables) -> bool {
    let is_known = |name: &syn::Ident| tables.machines.contains(&name.to_string());
    match expr {
        Expr::Call(call) => match &*call.func {
            Expr::Path(func) => {
                let is_sentinel = func
                    .path
                    .get_ident()
                    .is_some_and(|name| names::parse(name).is_some());
                let boxes = func.path.segments.len() == 2 && func.path.segments[0].ident == "Box";
                let last = func.path.segments.last();
                match call.args.first() {
                    Some(value) if boxes => is_machine(value, tables),
                    _ => {
                        let makes = |name| is_known(name) || is_declared_at(&func.path, tables);
                        !is_sentinel && last.is_some_and(|last| makes(&last.ident))
                    }
                }
            }
            _ => false,
        },
        Expr::MethodCall(call) if call.method == "boxed" => is_machine(&call.receiver, tables),
        Expr::MethodCall(call) => {
            is_known(&call.method)
                || is_declared(&call.method)
                    && !References::goes(&call.method.to_string())
                    && !owner_of(&call.receiver, tables).is_some_and(Owner::is_collection)
        }
        Expr::Macro(made) => crate::flow::is_machine(&made.mac),
        Expr::Paren(paren) => makes_machine(&paren.expr, tables),
        Expr::Group(group) => makes_machine(&group.expr, tables),
        _ => false,
    }
}

/// Whether the file declares a coroutine where this path leads to, or a fn that says that it returns one.
fn is_declared_at(path: &syn::Path, tables: &Tables) -> bool {
    let Some((last, before)) = crate::flow::last_names(path) else {
        return false;
    };
    let declared = Declared::beside(last.span());
    let is_type = |name: &&syn::Ident| name.to_string().starts_with(char::is_uppercase);
    let owner = before.filter(is_type);
    let pauses = match owner {
        Some(owner) => declared.makes_coroutine_of(owner, last),
        None => is_declared(last),
    };
    let returned = || declared.returned(owner, last, false);
    pauses || returned().is_some_and(|ty| is_machine_type(&ty, tables))
}

/// Whether the file declares a coroutine of this name.
fn is_declared(name: &syn::Ident) -> bool {
    Declared::beside(name.span()).makes_coroutine(name)
}

/// The same, or a variable that is one.
fn is_machine(expr: &Expr, tables: &Tables) -> bool {
    makes_machine(expr, tables) || owner_of(expr, tables) == Some(Owner::Machine)
}

/// Whether a type says that it is a coroutine.
pub fn is_machine_type(ty: &Type, tables: &Tables) -> bool {
    is_type_of(ty, COROUTINES, &tables.machines)
}

/// Whether a type says that it is an iterator.
pub fn is_iterator_type(ty: &Type, tables: &Tables) -> bool {
    let is_named = || match ty {
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            OF_STD.iter().any(|name| last.ident == name)
                && !Declared::beside(last.ident.span()).declares(&last.ident)
        }),
        _ => false,
    };
    is_type_of(ty, ITERATORS, &tables.iterators) || is_named()
}

const COROUTINES: &[&str] = &["Coroutine"];

const ITERATORS: &[&str] = &[
    "DoubleEndedIterator",
    "ExactSizeIterator",
    "FusedIterator",
    "Iterator",
];

/// Iterators of std.
const OF_STD: &[&str] = &[
    "CharIndices",
    "Chars",
    "Chunks",
    "Cloned",
    "Copied",
    "Cycle",
    "Drain",
    "Enumerate",
    "FilterMap",
    "FlatMap",
    "FromFn",
    "Fuse",
    "IntoIter",
    "IntoKeys",
    "IntoValues",
    "Lines",
    "MapWhile",
    "Peekable",
    "Range",
    "RangeFrom",
    "RangeInclusive",
    "Rev",
    "SkipWhile",
    "Split",
    "SplitAsciiWhitespace",
    "SplitWhitespace",
    "StepBy",
    "Successors",
    "TakeWhile",
    "Windows",
    "Zip",
];

/// `impl Iterator`, `Box<dyn Iterator>`, a parameter `I: Iterator`, a `&mut` to one.
fn is_type_of(ty: &Type, traits: &[&str], params: &HashSet<String>) -> bool {
    let is_bound = |bound: &TypeParamBound| is_bound(bound, traits);
    match ty {
        Type::ImplTrait(ty) => ty.bounds.iter().any(is_bound),
        Type::TraitObject(ty) => ty.bounds.iter().any(is_bound),
        Type::Reference(ty) => ty.mutability.is_some() && is_type_of(&ty.elem, traits, params),
        Type::Path(path) => {
            let is_param = path
                .path
                .get_ident()
                .is_some_and(|name| params.contains(&name.to_string()));
            is_param
                || path.path.segments.last().is_some_and(|last| match &last.arguments {
                    syn::PathArguments::AngleBracketed(args) if last.ident == "Box" => {
                        matches!(args.args.first(), Some(syn::GenericArgument::Type(ty)) if is_type_of(ty, traits, params))
                    }
                    _ => false,
                })
        }
        Type::Paren(ty) => is_type_of(&ty.elem, traits, params),
        Type::Group(ty) => is_type_of(&ty.elem, traits, params),
        _ => false,
    }
}

/// The type parameters that are coroutines.
pub fn machine_types(generics: &Generics) -> Vec<String> {
    types_bound_by(generics, COROUTINES)
}

/// The type parameters that are iterators.
pub fn iterator_types(generics: &Generics) -> Vec<String> {
    types_bound_by(generics, ITERATORS)
}

fn types_bound_by(generics: &Generics, traits: &[&str]) -> Vec<String> {
    let is_bound = |bound: &TypeParamBound| is_bound(bound, traits);
    let params = generics.params.iter().filter_map(|param| match param {
        GenericParam::Type(param) if param.bounds.iter().any(is_bound) => {
            Some(param.ident.to_string())
        }
        _ => None,
    });
    let predicates = generics
        .where_clause
        .iter()
        .flat_map(|clause| &clause.predicates);
    let bounded = predicates.filter_map(|predicate| match predicate {
        WherePredicate::Type(predicate) if predicate.bounds.iter().any(is_bound) => {
            match &predicate.bounded_ty {
                Type::Path(path) => path.path.get_ident().map(ToString::to_string),
                _ => None,
            }
        }
        _ => None,
    });
    params.chain(bounded).collect()
}

fn is_bound(bound: &TypeParamBound, traits: &[&str]) -> bool {
    match bound {
        TypeParamBound::Trait(bound) => {
            let last = bound.path.segments.last();
            last.is_some_and(|last| traits.iter().any(|name| last.ident == name))
        }
        _ => false,
    }
}

//! What is made of a parameter and does not refer to it.
//!
//! ```text
//! async fn get(&self, key: impl Into<String>) -> Reply { self.send(Get { key: key.into() }).await }      a `String`
//! async fn tag(&self, ids: impl IntoIterator<Item = u64>) { for id in ids { self.update(id).await } }    numbers
//! ```
//!
//! Takes a signature, says of its parameters what their bounds promise of it: types that have neither lifetimes nor
//! parameters.

use proc_macro2::{Ident, TokenTree};
use quote::ToTokens;
use syn::{
    Expr, FnArg, GenericArgument, GenericParam, Pat, PathArguments, Signature, Type,
    TypeParamBound, WherePredicate,
};

use super::tokens::mentions;
use crate::maps::HashSet;

/// The parameters by their names.
#[derive(Default)]
pub struct Converted {
    /// Those of which `into` gives a value of its own.
    into: HashSet<String>,
    /// Those whose items are values of their own.
    items: HashSet<String>,
}

impl Converted {
    /// Of one fn.
    pub fn of(sig: &Signature) -> Self {
        let generics = sig.generics.type_params();
        let types: HashSet<String> = generics.map(|it| it.ident.to_string()).collect();
        let mut converted = Converted::default();
        for input in &sig.inputs {
            let FnArg::Typed(input) = input else { continue };
            let Pat::Ident(name) = &*input.pat else {
                continue;
            };
            let is_own = |ty: &Type| is_own(ty, &types);
            for bound in bounds(&input.ty, sig) {
                let TypeParamBound::Trait(bound) = bound else {
                    continue;
                };
                let Some(last) = bound.path.segments.last() else {
                    continue;
                };
                let PathArguments::AngleBracketed(given) = &last.arguments else {
                    continue;
                };
                let name = name.ident.to_string();
                match (last.ident.to_string().as_str(), given.args.first()) {
                    ("Into", Some(GenericArgument::Type(ty))) if is_own(ty) => {
                        converted.into.insert(name);
                    }
                    ("IntoIterator" | "Iterator", Some(GenericArgument::AssocType(item)))
                        if item.ident == "Item" && is_own(&item.ty) =>
                    {
                        converted.items.insert(name);
                    }
                    _ => {}
                }
            }
        }
        converted
    }

    /// A name that is bound anew stands for something else.
    pub fn forget(&mut self, name: &str) {
        self.into.remove(name);
        self.items.remove(name);
    }

    /// Whether the items of the head of a loop are values of their own.
    pub fn are_items(&self, head: &Expr) -> bool {
        match head {
            Expr::Path(path) => {
                let name = path.path.get_ident();
                name.is_some_and(|name| self.items.contains(&name.to_string()))
            }
            Expr::MethodCall(call) if call.method == "into_iter" => self.are_items(&call.receiver),
            _ => false,
        }
    }

    /// Whether `.into()` stands behind a name, of which that gives a value of its own.
    pub fn is_converted(&self, name: &Ident, mut behind: impl Iterator<Item = TokenTree>) -> bool {
        let is_dot = matches!(behind.next(), Some(TokenTree::Punct(dot)) if dot.as_char() == '.');
        let is_into = matches!(behind.next(), Some(TokenTree::Ident(into)) if into == "into");
        is_dot && is_into && self.into.contains(&name.to_string())
    }
}

/// A type that refers to nothing.
fn is_own(ty: &Type, types: &HashSet<String>) -> bool {
    let tokens = ty.to_token_stream();
    let text = tokens.to_string();
    let mut of_others = types.clone();
    of_others.extend(["impl", "dyn", "Self"].map(String::from));
    !text.contains(['&', '\'']) && !mentions(tokens, &of_others)
}

/// The bounds of the type of a parameter.
fn bounds<'s>(ty: &'s Type, sig: &'s Signature) -> Vec<&'s TypeParamBound> {
    match ty {
        Type::ImplTrait(it) => it.bounds.iter().collect(),
        Type::Path(path) => {
            let Some(name) = path.path.get_ident() else {
                return Vec::new();
            };
            let own = sig.generics.params.iter().filter_map(|param| match param {
                GenericParam::Type(param) if param.ident == *name => Some(&param.bounds),
                _ => None,
            });
            let clauses = sig.generics.where_clause.iter();
            let clauses = clauses.flat_map(|clause| &clause.predicates);
            let clauses = clauses.filter_map(|predicate| match predicate {
                WherePredicate::Type(predicate) => match &predicate.bounded_ty {
                    Type::Path(path) if path.path.is_ident(name) => Some(&predicate.bounds),
                    _ => None,
                },
                _ => None,
            });
            own.chain(clauses).flatten().collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::only_coroutine;

    fn meets(text: &str) -> bool {
        let mut items = vec![crate::syntax::ItemLike::Coro(Box::new(only_coroutine(
            text,
        )))];
        super::super::meeting::let_parameters_meet(&mut items);
        matches!(&items[0], crate::syntax::ItemLike::Coro(function) if function.meets)
    }

    #[test]
    fn what_is_converted_meets_nothing() {
        assert!(!meets(
            "async fn get(&self, key: impl Into<String>) { self.tx.send(Get { key: key.into() }).await }"
        ));
        assert!(!meets(
            "async fn get<K>(&self, key: K) where K: Into<u32> { self.get_by(key.into()).await }"
        ));
        assert!(!meets(
            "async fn all(&self, ids: impl IntoIterator<Item = u64>) { for id in ids { self.one(id).await } }"
        ));
    }

    #[test]
    fn what_may_refer_to_something_meets_it() {
        for text in [
            "async fn get(&self, key: impl Into<Cow<'_, str>>) { self.tx.send(key.into()).await }",
            "async fn get<R>(&self, key: impl Into<R>) { self.tx.send(key.into()).await }",
            "async fn get(&self, key: impl Into<String>) { self.tx.send(key).await }",
            "async fn all<T>(&self, ids: impl IntoIterator<Item = T>) { for id in ids { self.one(id).await } }",
        ] {
            assert!(meets(text), "{text}");
        }
    }
}

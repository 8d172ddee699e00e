//! A machine that is read back has no loan in its types.
//!
//! - Takes: the items of `coro!`, with their methods placed.
//! - Gives: the fns whose code is found by its type, where each type parameter lives for ever, as rustc can ask only
//!   such types what they are ([`std::any::Any`]).
//!
//! ```text
//! [source]  #[derive(Deserialize)] fn batches<T: DeserializeOwned>(items: Vec<T>) yields T { .. }
//! [output]  fn batches<T: DeserializeOwned>(items: Vec<T>) -> impl Coroutine<..> + .. where T: 'static { .. }
//! ```
//!
//! Does not: touch what a trait declares; an `impl` may not ask for more.

use syn::{FnArg, GenericParam, Type, TypeParamBound, WherePredicate, parse_quote};

use super::{CoroFn, ItemLike};
use crate::emit::has_own_code;

/// Adds the bound where it is missing.
pub fn outlive_loans(items: &mut [ItemLike]) {
    for item in items {
        match item {
            ItemLike::Coro(function) if is_found_by_type(function) => add_bounds(function),
            ItemLike::Block { head, items, .. } if !begins_trait(head) => outlive_loans(items),
            _ => {}
        }
    }
}

fn is_found_by_type(function: &CoroFn) -> bool {
    let is_of_trait = function
        .inside
        .as_ref()
        .is_some_and(|inside| inside.is_trait);
    function.machine.is_none() && function.reads() && has_own_code(function) && !is_of_trait
}

fn begins_trait(head: &proc_macro2::TokenStream) -> bool {
    crate::compile::identifiers(head.clone())
        .iter()
        .any(|word| word == "trait")
}

fn add_bounds(function: &mut CoroFn) {
    let mut missing: Vec<WherePredicate> = Vec::new();
    let all = function.all_generics();
    for param in &all.params {
        if let GenericParam::Type(ty) = param
            && !lives_for_ever(&ty.bounds)
        {
            let name = &ty.ident;
            missing.push(parse_quote!(#name: 'static));
        }
    }
    if !missing.is_empty() {
        let clause = function.sig.generics.make_where_clause();
        clause.predicates.extend(missing);
    }
    for input in &mut function.sig.inputs {
        if let FnArg::Typed(typed) = input
            && let Type::ImplTrait(written) = &mut *typed.ty
            && !lives_for_ever(&written.bounds)
        {
            written.bounds.push(parse_quote!('static));
        }
    }
}

fn lives_for_ever<'a>(bounds: impl IntoIterator<Item = &'a TypeParamBound>) -> bool {
    bounds.into_iter().any(
        |bound| matches!(bound, TypeParamBound::Lifetime(lifetime) if lifetime.ident == "static"),
    )
}

#[cfg(test)]
mod tests {
    use quote::ToTokens;

    use crate::error::Errors;
    use crate::syntax::{Input, ItemLike, input};

    fn signature(written: &str) -> String {
        let mut errors = Errors::new();
        let Input::Items(mut items) = input(written.parse().expect("tokens"), &mut errors) else {
            panic!("items");
        };
        super::outlive_loans(&mut items);
        let Some(ItemLike::Coro(function)) = items.pop() else {
            panic!("a fn");
        };
        function.sig.to_token_stream().to_string()
    }

    #[test]
    fn each_type_outlives_loans_where_the_machine_is_read() {
        assert_eq!(
            signature(
                "#[derive(Deserialize)] fn all<T, U: 'static>(a: Vec<T>, b: impl Iterator<Item = U>) yields T {}"
            ),
            "fn all < T , U : 'static > (a : Vec < T > , b : impl Iterator < Item = U > + 'static) where T : 'static"
        );
        assert_eq!(
            signature("#[derive(Clone)] fn all<T>(a: Vec<T>) yields T {}"),
            "fn all < T > (a : Vec < T >)"
        );
    }
}

//! A lifetime for the boxes of a generic fn.
//!
//! What a `Box<dyn Coroutine>` holds must outlive a lifetime, and that of a box in a machine has to be one of the
//! fn's own. A generic fn that borrows nothing has none but `'static`, and its type parameters would have to live
//! that long:
//!
//! ```text
//! [source]  fn walk<T>(tree: Tree<T>) yields T { .. yield_from!(walk(left).boxed()); .. }
//! [output]  fn walk<'boxed, T: 'boxed>(tree: Tree<T>) -> impl Coroutine<..>
//! ```
//!
//! Does nothing where a parameter has a lifetime without a name: the boxes have that one.

use super::CoroFn;
use super::signature::Names;
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::Visit;
use syn::{FnArg, GenericParam, Lifetime, Signature, Type, parse_quote_spanned};

/// Gives the type parameters a lifetime to outlive, if a machine of theirs may hold boxes.
pub fn name_what_boxes_outlive(function: &CoroFn, sig: &mut Signature) {
    let is_generic = |arg: &FnArg| matches!(arg, FnArg::Typed(arg) if is_impl(&arg.ty));
    let has_types =
        sig.generics.type_params().next().is_some() || sig.inputs.iter().any(is_generic);
    let makes_boxes = function
        .body
        .as_ref()
        .is_some_and(|body| mentions_box(body.to_token_stream()));
    if !has_types || !makes_boxes || sig.receiver().is_some() || borrows_unnamed(sig) {
        return;
    }
    let span = Span::mixed_site().located_at(sig.ident.span());
    let boxed = fresh(function, span);
    for param in &mut sig.generics.params {
        match param {
            GenericParam::Type(param) => param.bounds.push(parse_quote_spanned!(span=> #boxed)),
            GenericParam::Lifetime(param) => param.bounds.push(boxed.clone()),
            GenericParam::Const(_) => {}
        }
    }
    for arg in &mut sig.inputs {
        if let FnArg::Typed(arg) = arg
            && let Type::ImplTrait(ty) = &mut *arg.ty
        {
            ty.bounds.push(parse_quote_spanned!(span=> #boxed));
        }
    }
    let param: GenericParam = parse_quote_spanned!(span=> #boxed);
    sig.generics.lt_token.get_or_insert(syn::token::Lt(span));
    sig.generics.gt_token.get_or_insert(syn::token::Gt(span));
    sig.generics.params.insert(0, param);
}

fn is_impl(ty: &Type) -> bool {
    matches!(ty, Type::ImplTrait(_))
}

/// `.boxed()` or `dyn`.
fn mentions_box(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(word) => word == "boxed" || word == "dyn",
        TokenTree::Group(group) => mentions_box(group.stream()),
        _ => false,
    })
}

/// Whether a parameter may have a lifetime that has no name.
fn borrows_unnamed(sig: &Signature) -> bool {
    struct Finder(bool);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_type_reference(&mut self, reference: &'ast syn::TypeReference) {
            self.0 |= reference.lifetime.is_none();
            syn::visit::visit_type_reference(self, reference);
        }

        fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
            self.0 |= lifetime.ident == "_";
        }

        /// `Fn(&T)` has lifetimes of its own.
        fn visit_type_fn_ptr(&mut self, _: &'ast syn::TypeFnPtr) {}

        fn visit_parenthesized_generic_arguments(
            &mut self,
            _: &'ast syn::ParenthesizedGenericArguments,
        ) {
        }
    }
    let mut finder = Finder(false);
    sig.inputs
        .iter()
        .for_each(|input| finder.visit_fn_arg(input));
    finder.0
}

/// A lifetime whose name does not occur.
fn fresh(function: &CoroFn, span: Span) -> Lifetime {
    let mut taken = Names::default();
    taken.visit_signature(&function.sig);
    let numbers = std::iter::once(String::new()).chain((2..).map(|number: u32| number.to_string()));
    let names = numbers.map(|number| format!("boxed{number}"));
    let name = names.into_iter().find(|name| !taken.0.contains(name));
    let name = name.unwrap_or_else(|| "boxed".to_string());
    Lifetime::new(&format!("'{name}"), span)
}

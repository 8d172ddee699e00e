//! A lifetime for the boxes of a fn.
//!
//! What a `Box<dyn Coroutine>` holds must outlive a lifetime, and that of a box in a machine has to be one of the
//! fn's own. A generic fn that borrows nothing has none but `'static`, and its type parameters would have to live
//! that long; one that borrows from several has none that all of them outlive:
//!
//! ```text
//! [source]  fn walk<T>(tree: Tree<T>) yields T { .. yield_from!(walk(left).boxed()); .. }
//! [output]  fn walk<'boxed, T: 'boxed>(tree: Tree<T>) -> impl Coroutine<..>
//!
//! [source]  fn find(tree: &Tree, name: &str) yields u32 { .. yield_from!(find(left, name).boxed()); .. }
//! [output]  fn find<'boxed, 'boxed2: 'boxed, 'boxed3: 'boxed>(tree: &'boxed2 Tree, name: &'boxed3 str) -> ..
//! ```
//!
//! Does nothing where there is but one lifetime: the boxes have that one. Nor in a trait or an `impl` of one, which may
//! not ask for more than the trait.

use super::CoroFn;
use super::signature::Names;
use crate::maps::HashSet;
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::Visit;
use syn::visit_mut::VisitMut;
use syn::{FnArg, GenericParam, Lifetime, ReceiverKind, Signature, Type, parse_quote_spanned};

/// Gives all that a machine may hold a lifetime to outlive, if the machine may hold boxes.
pub fn name_what_boxes_outlive(function: &CoroFn, sig: &mut Signature) {
    let makes_boxes = || {
        let body = function.body.as_ref();
        body.is_some_and(|body| mentions_box(body.to_token_stream()))
    };
    // the body is printed for that, so it comes last
    if !has_several(sig) || is_of_trait(function) || !makes_boxes() {
        return;
    }
    let span = Span::mixed_site().located_at(sig.ident.span());
    let mut fresh = fresh(function, span);
    let Some(boxed) = fresh.next() else {
        return;
    };
    for param in &mut sig.generics.params {
        match param {
            GenericParam::Type(param) => param.bounds.push(parse_quote_spanned!(span=> #boxed)),
            GenericParam::Lifetime(param) => param.bounds.push(boxed.clone()),
            GenericParam::Const(_) => {}
        }
    }
    let takes_self =
        matches!(sig.receiver(), Some(receiver) if receiver.kind == ReceiverKind::Value);
    if takes_self {
        let clause = sig.generics.make_where_clause();
        clause
            .predicates
            .push(parse_quote_spanned!(span=> Self: #boxed));
    }
    let mut namer = Namer {
        fresh: &mut fresh,
        given: Vec::new(),
    };
    for arg in &mut sig.inputs {
        if let FnArg::Typed(arg) = arg
            && let Type::ImplTrait(ty) = &mut *arg.ty
        {
            ty.bounds.push(parse_quote_spanned!(span=> #boxed));
        }
        namer.visit_fn_arg_mut(arg);
    }
    let named = namer.given;
    let params = &mut sig.generics.params;
    for (index, name) in named.into_iter().enumerate() {
        params.insert(index, parse_quote_spanned!(span=> #name: #boxed));
    }
    params.insert(0, parse_quote_spanned!(span=> #boxed));
    sig.generics.lt_token.get_or_insert(syn::token::Lt(span));
    sig.generics.gt_token.get_or_insert(syn::token::Gt(span));
}

/// Whether what a machine holds may end at several times, or is of a type that need not live for ever.
fn has_several(sig: &Signature) -> bool {
    let is_generic = |arg: &FnArg| matches!(arg, FnArg::Typed(arg) if is_impl(&arg.ty));
    let has_types =
        sig.generics.type_params().next().is_some() || sig.inputs.iter().any(is_generic);
    let mut finder = Finder::default();
    sig.inputs
        .iter()
        .for_each(|input| finder.visit_fn_arg(input));
    // of one without types it is that of the boxes
    let lifetimes = finder.unnamed + finder.named.len();
    has_types || lifetimes > 1
}

/// Whether it is declared by a trait, or may be.
pub fn is_of_trait(function: &CoroFn) -> bool {
    let is_told = function.inside.as_ref().map(|inside| inside.is_trait);
    is_told.unwrap_or_else(|| {
        let name = &function.sig.ident;
        crate::split::Declared::beside(name.span()).is_of_trait(name)
    })
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

/// The lifetimes of the parameters.
#[derive(Default)]
struct Finder {
    /// How many have no name.
    unnamed: usize,
    named: HashSet<String>,
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_receiver(&mut self, receiver: &'ast syn::Receiver) {
        if let ReceiverKind::Reference(_, None, _) = &receiver.kind {
            self.unnamed += 1;
        }
        syn::visit::visit_receiver(self, receiver);
    }

    fn visit_type_reference(&mut self, reference: &'ast syn::TypeReference) {
        self.unnamed += usize::from(reference.lifetime.is_none());
        syn::visit::visit_type_reference(self, reference);
    }

    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        match lifetime.ident.to_string() {
            name if name == "_" => self.unnamed += 1,
            name if name == "static" => {}
            name => {
                self.named.insert(name);
            }
        }
    }

    /// `Fn(&T)` has lifetimes of its own.
    fn visit_type_fn_ptr(&mut self, _: &'ast syn::TypeFnPtr) {}

    fn visit_parenthesized_generic_arguments(
        &mut self,
        _: &'ast syn::ParenthesizedGenericArguments,
    ) {
    }
}

/// Names the lifetimes of the parameters that have no name.
struct Namer<'fresh, F> {
    fresh: &'fresh mut F,
    given: Vec<Lifetime>,
}

impl<F: Iterator<Item = Lifetime>> Namer<'_, F> {
    fn name(&mut self) -> Option<Lifetime> {
        let name = self.fresh.next()?;
        self.given.push(name.clone());
        Some(name)
    }
}

impl<F: Iterator<Item = Lifetime>> VisitMut for Namer<'_, F> {
    fn visit_receiver_mut(&mut self, receiver: &mut syn::Receiver) {
        if let ReceiverKind::Reference(_, lifetime @ None, _) = &mut receiver.kind {
            *lifetime = self.name();
        }
        syn::visit_mut::visit_receiver_mut(self, receiver);
    }

    fn visit_type_reference_mut(&mut self, reference: &mut syn::TypeReference) {
        if reference.lifetime.is_none() {
            reference.lifetime = self.name();
        }
        syn::visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident == "_"
            && let Some(name) = self.name()
        {
            *lifetime = name;
        }
    }

    fn visit_type_fn_ptr_mut(&mut self, _: &mut syn::TypeFnPtr) {}

    fn visit_parenthesized_generic_arguments_mut(
        &mut self,
        _: &mut syn::ParenthesizedGenericArguments,
    ) {
    }
}

/// Lifetimes whose names do not occur.
fn fresh(function: &CoroFn, span: Span) -> impl Iterator<Item = Lifetime> {
    let mut taken = Names::default();
    taken.visit_signature(&function.sig);
    let numbers = std::iter::once(String::new()).chain((2..).map(|number: u32| number.to_string()));
    let names = numbers.map(|number| format!("boxed{number}"));
    names
        .filter(move |name| !taken.0.contains(name))
        .map(move |name| Lifetime::new(&format!("'{name}"), span))
}

//! A fn once more, in the form that is lent what it would have borrowed.
//!
//! ```text
//! [source]  fn add(&mut self, by: u32) -> u32 { .. }
//! [output]  fn add_lent_self(by: u32) receives this: &mut Self -> u32 { .. }
//! ```
//!
//! Takes a fn and some of its parameters, gives the other fn. `None` where a reference of these has to live longer
//! than a step: its lifetime is named elsewhere, or what is returned or yielded borrows.

use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{
    Attribute, FnArg, GenericParam, Lifetime, Pat, PatIdent, PatTuple, Receiver, ReceiverKind,
    ReturnType, Signature, Type, TypeTuple, Visibility, parse_quote,
};

use crate::syntax::{CoroFn, Receives};

/// What a twin is called.
pub fn name(function: &CoroFn, params: &[usize]) -> Ident {
    let names = params.iter().filter_map(|index| {
        Some(match function.sig.inputs.iter().nth(*index)? {
            FnArg::Receiver(_) => "self".to_string(),
            FnArg::Typed(typed) => match &*typed.pat {
                Pat::Ident(ident) => ident.ident.to_string(),
                _ => "argument".to_string(),
            },
        })
    });
    let names: Vec<String> = names
        .map(|name| name.trim_start_matches("r#").to_string())
        .collect();
    let own = function.sig.ident.to_string();
    let own = own.trim_start_matches("r#");
    format_ident!(
        "{own}_lent_{}",
        names.join("_"),
        span = function.sig.ident.span()
    )
}

/// The type that a parameter has as a loan, `&mut T` without a lifetime of its own; `None` if it cannot be lent.
pub fn lent_type(function: &CoroFn, index: usize) -> Option<Type> {
    // what its attribute makes of it would be missing
    if crate::syntax::stays_async(function) {
        return None;
    }
    if function.receives.is_some() || function.body.is_none() || borrows_out(function) {
        return None;
    }
    match function.sig.inputs.iter().nth(index)? {
        FnArg::Receiver(receiver) => receiver_type(receiver),
        FnArg::Typed(typed) => {
            let Pat::Ident(PatIdent {
                by_ref: None,
                mutability: None,
                subpat: None,
                ..
            }) = &*typed.pat
            else {
                return None;
            };
            let Type::Reference(reference) = &*typed.ty else {
                return None;
            };
            let named = reference.lifetime.as_ref();
            if named.is_some_and(|lifetime| is_named_elsewhere(function, lifetime))
                || crate::compile::has_impl(&reference.elem)
            {
                return None;
            }
            let mut lent = reference.clone();
            lent.lifetime = None;
            Some(Type::Reference(lent))
        }
    }
}

fn receiver_type(receiver: &Receiver) -> Option<Type> {
    match &receiver.kind {
        ReceiverKind::Reference(_, lifetime, mutability) if lifetime.is_none() => {
            let mutability = mutability.is_some().then(|| quote::quote!(mut));
            Some(parse_quote!(&#mutability Self))
        }
        _ => None,
    }
}

/// The twin.
pub fn of(function: &CoroFn, params: &[usize]) -> Option<CoroFn> {
    let types: Option<Vec<Type>> = params
        .iter()
        .map(|index| lent_type(function, *index))
        .collect();
    let types = types?;
    let mut twin = function.clone();
    let mut patterns = Vec::new();
    let mut inputs = Punctuated::new();
    for (index, input) in function.sig.inputs.iter().enumerate() {
        if params.contains(&index) {
            patterns.push(pattern(input));
            forget_lifetime(&mut twin.sig, input);
        } else {
            inputs.push(input.clone());
        }
    }
    twin.sig.inputs = inputs;
    let mut lent = params
        .iter()
        .filter_map(|index| function.sig.inputs.iter().nth(*index));
    let lends_self = lent.any(|input| matches!(input, FnArg::Receiver(_)));
    outlive(&mut twin.sig, lends_self);
    twin.sig.ident = name(function, params);
    twin.vis = Visibility::Inherited;
    twin.attrs = attributes();
    // the name is that of the other's machine
    twin.machine = None;
    twin.receives = Some(match (patterns.len(), patterns.pop(), types.as_slice()) {
        (1, pattern, [ty]) => Receives {
            pattern,
            ty: ty.clone(),
        },
        (_, Some(last), types) => {
            patterns.push(last);
            Receives {
                pattern: Some(Pat::Tuple(PatTuple {
                    attrs: Vec::new(),
                    paren_token: Default::default(),
                    elems: patterns.into_iter().collect(),
                })),
                ty: Type::Tuple(TypeTuple {
                    attrs: Vec::new(),
                    paren_token: Default::default(),
                    elems: types.iter().cloned().collect(),
                }),
            }
        }
        _ => return None,
    });
    Some(twin)
}

/// What is lent says that the fn's types outlive a lifetime, which a box in it may need to know. The twin says it by
/// itself:
///
/// ```text
/// [source]  fn permute<T: Clone>(items: &mut [T]) yields Vec<T> { .. permute(items).boxed() .. }
/// [output]  fn permute_lent_items<'outer, T: Clone>() receives items: &mut [T] .. where T: 'outer
/// ```
fn outlive(sig: &mut Signature, lends_self: bool) {
    let own = sig.generics.type_params();
    let mut types: Vec<Ident> = own.map(|param| param.ident.clone()).collect();
    if lends_self {
        // the type parameters of the `impl` are out of sight
        types.push(Ident::new("Self", Span::mixed_site()));
    }
    if types.is_empty() {
        return;
    }
    let outer = Lifetime::new("'coro_outer", Span::mixed_site());
    sig.generics.params.insert(0, parse_quote!(#outer));
    let clause = sig.generics.make_where_clause();
    for ty in types {
        clause.predicates.push(parse_quote!(#ty: #outer));
    }
}

/// Its text is the user's, who was warned of it once.
fn attributes() -> Vec<Attribute> {
    let span = Span::mixed_site();
    let allowed: Attribute = syn::parse_quote_spanned!(span=> #[allow(warnings, clippy::all)]);
    let hidden: Attribute = syn::parse_quote_spanned!(span=> #[doc(hidden)]);
    vec![hidden, allowed]
}

/// The parameter as a pattern of what is received.
fn pattern(input: &FnArg) -> Pat {
    match input {
        FnArg::Typed(typed) => match &*typed.pat {
            Pat::Ident(ident) => {
                let mut ident = ident.clone();
                ident.mutability = None;
                Pat::Ident(ident)
            }
            other => other.clone(),
        },
        FnArg::Receiver(receiver) => Pat::Ident(PatIdent {
            attrs: Vec::new(),
            by_ref: None,
            mutability: None,
            ident: Ident::from(receiver.self_token),
            subpat: None,
        }),
    }
}

/// A lifetime that only this parameter had is no parameter of the fn any more.
fn forget_lifetime(sig: &mut Signature, input: &FnArg) {
    let FnArg::Typed(typed) = input else { return };
    let Type::Reference(reference) = &*typed.ty else {
        return;
    };
    let Some(lifetime) = &reference.lifetime else {
        return;
    };
    if mentions(sig, lifetime) > 2 {
        return;
    }
    let params = std::mem::take(&mut sig.generics.params);
    let stays = |param: &GenericParam| !matches!(param, GenericParam::Lifetime(own) if own.lifetime == *lifetime);
    sig.generics.params = params.into_iter().filter(stays).collect();
}

/// Whether the lifetime of a parameter stands anywhere but there, where it is declared and in other parameters that are
/// references of that lifetime themselves: `fn search<'a>(&'a self, seen: &'a mut Seen)`.
fn is_named_elsewhere(function: &CoroFn, lifetime: &Lifetime) -> bool {
    let of_reference = |input: &&FnArg| match input {
        FnArg::Receiver(receiver) => {
            matches!(&receiver.kind, ReceiverKind::Reference(_, Some(own), _) if own == lifetime)
        }
        FnArg::Typed(typed) => {
            matches!(&*typed.ty, Type::Reference(ty) if ty.lifetime.as_ref() == Some(lifetime))
        }
    };
    let known = 1 + function.sig.inputs.iter().filter(of_reference).count();
    let mut named = Counter(lifetime, 0);
    function.yields.iter().for_each(|ty| named.visit_type(ty));
    if let Some(body) = &function.body {
        named.visit_block(body);
    }
    mentions(&function.sig, lifetime) > known || named.1 > 0
}

/// How often a lifetime stands in a signature.
fn mentions(sig: &Signature, lifetime: &Lifetime) -> usize {
    let mut counter = Counter(lifetime, 0);
    counter.visit_signature(sig);
    counter.1
}

struct Counter<'l>(&'l Lifetime, usize);

impl<'ast> Visit<'ast> for Counter<'_> {
    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        self.1 += usize::from(lifetime == self.0);
    }
}

/// What is returned or yielded has a reference whose lifetime is a parameter's, unwritten or written.
fn borrows_out(function: &CoroFn) -> bool {
    struct Finder(bool);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_type_reference(&mut self, reference: &'ast syn::TypeReference) {
            self.0 |= reference.lifetime.is_none();
            visit::visit_type_reference(self, reference);
        }
        fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
            self.0 |= lifetime.ident == "_";
        }
    }
    let mut finder = Finder(false);
    if let ReturnType::Type(_, ty) = &function.sig.output {
        finder.visit_type(ty);
    }
    if let Some(ty) = &function.yields {
        finder.visit_type(ty);
    }
    finder.0
}

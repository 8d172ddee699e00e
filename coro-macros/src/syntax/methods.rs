//! Methods whose code stands outside of their `impl`.
//!
//! - Takes: the items of `coro!`.
//! - Gives: the fns of an `impl` that ask for a type with a name, or for code that is found by its type, with the
//!   `impl` that they stand in, and with its type in the place of `Self`.
//!
//! ```text
//! [source]  impl<T: Clone> Shop<T> { #[machine(Visit)] fn visit(self, limit: u32) yields T { Self::LIMIT; .. } }
//! [output]  impl<T: Clone> Shop<T> { #[machine(Visit)] fn visit(self, limit: u32) yields T { Shop::<T>::LIMIT; .. } }
//! ```
//!
//! Does not: touch what has no need of it, nor the items inside of a body, whose `Self` is their own.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Generics, Type};

use super::{CoroFn, ItemLike};

/// The `impl` around a fn.
#[derive(Debug, Clone)]
pub struct ImplHead {
    /// Its own.
    pub generics: Generics,
    /// What `Self` is.
    pub ty: Type,
    /// It implements a trait.
    pub is_trait: bool,
}

impl ImplHead {
    /// `&'a Shop<T>` of `&'a self`
    pub fn receiver_type(&self, receiver: &syn::Receiver) -> Type {
        let ty = &self.ty;
        match &receiver.kind {
            syn::ReceiverKind::Typed(_, ty) => (**ty).clone(),
            syn::ReceiverKind::Reference(and, lifetime, mutability) => {
                syn::parse_quote!(#and #lifetime #mutability #ty)
            }
            _ => ty.clone(),
        }
    }
}

impl CoroFn {
    /// The parameters of the fn, with those of the `impl` around it.
    pub fn all_generics(&self) -> Generics {
        let own = &self.sig.generics;
        let Some(inside) = &self.inside else {
            return own.clone();
        };
        let mut all = inside.generics.clone();
        let (lifetimes, rest): (Vec<_>, Vec<_>) = all
            .params
            .into_iter()
            .chain(own.params.clone())
            .partition(|param| matches!(param, syn::GenericParam::Lifetime(_)));
        all.params = lifetimes.into_iter().chain(rest).collect();
        if let Some(clause) = &own.where_clause {
            let predicates = clause.predicates.clone();
            all.make_where_clause().predicates.extend(predicates);
        }
        all
    }

    /// Whether its machine is read back.
    pub fn reads(&self) -> bool {
        let reads = |derive: &syn::Path| {
            derive
                .segments
                .last()
                .is_some_and(|last| last.ident == "Deserialize")
        };
        self.derives.iter().any(reads)
    }

    /// Whether its machine is asked for by its type.
    fn asks_for_type(&self) -> bool {
        self.machine.is_some() || self.reads()
    }
}

/// Tells the methods among the items what they stand in.
pub fn place_methods(items: &mut [ItemLike]) {
    for item in items {
        let ItemLike::Block { head, items, .. } = item else {
            continue;
        };
        let is_asked =
            |item: &ItemLike| matches!(item, ItemLike::Coro(function) if function.asks_for_type());
        if items.iter().any(is_asked)
            && let Some(inside) = impl_head(head)
        {
            for item in items.iter_mut() {
                if let ItemLike::Coro(function) = item
                    && function.asks_for_type()
                {
                    place(function, &inside);
                }
            }
        }
        place_methods(items);
    }
}

/// Whether a block is an `impl`.
pub fn is_impl(head: &TokenStream) -> bool {
    impl_head(head).is_some()
}

fn impl_head(head: &TokenStream) -> Option<ImplHead> {
    let item: syn::ItemImpl = syn::parse2(quote!(#head {})).ok()?;
    Some(ImplHead {
        generics: item.generics,
        ty: *item.self_ty,
        is_trait: item.trait_.is_some(),
    })
}

fn place(function: &mut CoroFn, inside: &ImplHead) {
    let own = OwnType::of(&inside.ty);
    let Some(placed) = own.placed(function) else {
        return;
    };
    *function = placed;
    function.inside = Some(inside.clone());
}

/// What stands where `Self` stood.
struct OwnType {
    /// `Shop::<T>`
    path: Option<TokenStream>,
    ty: TokenStream,
}

impl OwnType {
    fn of(ty: &Type) -> OwnType {
        let path = match ty {
            Type::Path(path) if path.qself.is_none() => {
                let mut path = path.path.clone();
                for segment in &mut path.segments {
                    if let syn::PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
                        arguments.colon2_token = Some(Default::default());
                    }
                }
                Some(path.into_token_stream())
            }
            _ => None,
        };
        OwnType {
            path,
            ty: ty.to_token_stream(),
        }
    }

    fn placed(&self, function: &CoroFn) -> Option<CoroFn> {
        let mut placed = function.clone();
        let (sig, body) = (&function.sig, function.body.as_ref()?);
        placed.sig = self.parsed(sig)?;
        placed.body = Some(self.parsed(body)?);
        if let Some(yields) = &mut placed.yields {
            *yields = self.parsed(yields)?;
        }
        if let Some(receives) = &mut placed.receives {
            receives.ty = self.parsed(&receives.ty)?;
        }
        Some(placed)
    }

    fn parsed<T: ToTokens + syn::parse::Parse>(&self, written: &T) -> Option<T> {
        syn::parse2(self.instead(written.to_token_stream())).ok()
    }

    /// The tokens with this type where `Self` stands.
    fn instead(&self, tokens: TokenStream) -> TokenStream {
        let mut out = TokenStream::new();
        let mut trees = tokens.into_iter().peekable();
        let mut is_of_item = false;
        while let Some(tree) = trees.next() {
            match tree {
                TokenTree::Ident(word) if word == "Self" => {
                    let is_path = matches!(trees.peek(), Some(TokenTree::Punct(sign)) if sign.as_char() == ':');
                    out.extend(self.at(&word, is_path));
                }
                TokenTree::Group(group) if !is_of_item => {
                    let mut inside = Group::new(group.delimiter(), self.instead(group.stream()));
                    inside.set_span(group.span());
                    out.extend([TokenTree::Group(inside)]);
                }
                tree => {
                    if begins_item(&tree) {
                        is_of_item = true;
                    } else if ends_item(&tree) {
                        is_of_item = false;
                    }
                    out.extend([tree]);
                }
            }
        }
        out
    }

    fn at(&self, word: &Ident, is_path: bool) -> TokenStream {
        let tokens = match (&self.path, is_path) {
            (Some(path), _) => path.clone(),
            (None, true) => {
                let ty = &self.ty;
                quote!(<#ty>)
            }
            (None, false) => self.ty.clone(),
        };
        located(tokens, word.span())
    }
}

/// In a body these words begin an item with a `Self` of its own.
fn begins_item(tree: &TokenTree) -> bool {
    const WORDS: [&str; 4] = ["impl", "trait", "struct", "enum"];
    matches!(tree, TokenTree::Ident(word) if WORDS.iter().any(|item| word == item))
}

fn ends_item(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Punct(sign) => sign.as_char() == ';',
        TokenTree::Group(group) => group.delimiter() == proc_macro2::Delimiter::Brace,
        _ => false,
    }
}

/// Each token where `Self` stands, resolved where the `impl` names it.
fn located(tokens: TokenStream, place: Span) -> TokenStream {
    let at = |mut tree: TokenTree| {
        let span = tree.span().located_at(place);
        match &mut tree {
            TokenTree::Group(group) => {
                let mut inside = Group::new(group.delimiter(), located(group.stream(), place));
                inside.set_span(span);
                return TokenTree::Group(inside);
            }
            other => other.set_span(span),
        }
        tree
    };
    tokens.into_iter().map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Errors;
    use crate::syntax::{Input, input};

    fn placed(written: &str) -> CoroFn {
        let mut errors = Errors::new();
        let Input::Items(mut items) = input(written.parse().expect("tokens"), &mut errors) else {
            panic!("items");
        };
        place_methods(&mut items);
        assert!(errors.is_empty());
        match items.pop() {
            Some(ItemLike::Block { mut items, .. }) => match items.pop() {
                Some(ItemLike::Coro(function)) => *function,
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_type_stands_where_self_stood() {
        let function = placed(
            "impl<'a, T: Clone> Shop<'a, T> {
                #[machine(Visit)]
                fn visit<const N: usize>(self, other: Self) yields T {
                    struct Inner; impl Inner { fn new() -> Self { Inner } }
                    log!(Self::LIMIT); yield_value!(Self::new(other));
                }
            }",
        );
        let text = function.body.to_token_stream().to_string();
        assert!(text.contains("fn new () -> Self { Inner }"), "{text}");
        assert!(
            text.contains("log ! (Shop :: < 'a , T > :: LIMIT)"),
            "{text}"
        );
        assert!(text.contains("Shop :: < 'a , T > :: new (other)"), "{text}");
        let generics = function.all_generics().params.to_token_stream().to_string();
        assert_eq!(generics, "'a , T : Clone , const N : usize");
    }

    #[test]
    fn what_asks_for_no_type_is_left_alone() {
        let function =
            placed("impl Shop { fn visit(self) { yield_wait!(); drop::<Self>(self); } }");
        assert!(function.inside.is_none());
        let text = function.body.to_token_stream().to_string();
        assert!(text.contains("drop :: < Self >"), "{text}");
    }

    #[test]
    fn a_type_without_a_path() {
        let function = placed(
            "impl Walk for [u8; 2] { #[machine(Walking)] fn walk(self) { yield_wait!(); Self::end(); let x: Self; } }",
        );
        let text = function.body.to_token_stream().to_string();
        assert!(text.contains("< [u8 ; 2] > :: end ()"), "{text}");
        assert!(text.contains("let x : [u8 ; 2]"), "{text}");
    }
}

//! The fns of a `coro!`, and where they stand.
//!
//! Takes the items, gives a list in source order. It tells apart what can see what by name: a fn of a module is
//! called by its name, a method through a value or `Self::`. Of a trait and its impls nothing is a sibling: no
//! twin could stand there.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, FnArg, ReceiverKind, Type, parse_quote_spanned};

use crate::syntax::{CoroFn, ItemLike, is_punct};

/// A fn of the same `coro!`.
#[derive(Debug)]
pub struct Sibling<'a> {
    /// The fn.
    pub function: &'a CoroFn,
    /// The module that it stands in, by number.
    pub module: usize,
    /// What it stands in there.
    pub home: Home,
}

/// What a fn stands in.
#[derive(Debug, Clone)]
pub enum Home {
    /// A module, or what is around `coro!`.
    Open,
    /// An inherent impl.
    Impl {
        /// Its type; a parameter of the impl is `_`.
        ty: Box<Type>,
        /// The parameters of the impl.
        params: Vec<Ident>,
    },
    /// A trait, or an impl of one.
    Trait,
}

impl Sibling<'_> {
    /// Its receiver is `&self` or `&mut self`.
    pub fn has_reference_receiver(&self) -> bool {
        matches!(
            self.function.sig.inputs.first(),
            Some(FnArg::Receiver(receiver)) if matches!(receiver.kind, ReceiverKind::Reference(..))
        )
    }

    /// Whether it and `other` are in one impl, which may be the one around `coro!`.
    pub fn shares_impl(&self, other: &Sibling<'_>) -> bool {
        match (&self.home, &other.home) {
            (Home::Open, Home::Open) => self.module == other.module,
            (Home::Impl { ty: one, .. }, Home::Impl { ty: two, .. }) => one == two,
            _ => false,
        }
    }
}

/// The fns of these items, in source order.
pub fn of(items: &[ItemLike]) -> Vec<Sibling<'_>> {
    let mut collector = Collector::default();
    collector.items(items, 0, &Home::Open);
    collector.found
}

#[derive(Default)]
struct Collector<'a> {
    found: Vec<Sibling<'a>>,
    blocks: usize,
}

impl<'a> Collector<'a> {
    fn items(&mut self, items: &'a [ItemLike], module: usize, home: &Home) {
        for item in items {
            match item {
                ItemLike::Coro(function) => self.found.push(Sibling {
                    function,
                    module,
                    home: home.clone(),
                }),
                ItemLike::Block { head, items, .. } => {
                    self.blocks += 1;
                    match home_of(head) {
                        Home::Open => self.items(items, self.blocks, &Home::Open),
                        home => self.items(items, module, &home),
                    }
                }
                ItemLike::Broken(_) | ItemLike::Other(_) => {}
            }
        }
    }
}

/// What a block with this head is.
fn home_of(head: &TokenStream) -> Home {
    let mut rest: Vec<TokenTree> = head.clone().into_iter().collect();
    let word =
        |tree: &TokenTree, word: &str| matches!(tree, TokenTree::Ident(ident) if ident == word);
    let Some(start) = rest
        .iter()
        .position(|tree| word(tree, "impl") || word(tree, "trait") || word(tree, "mod"))
    else {
        return Home::Trait;
    };
    if word(&rest[start], "mod") {
        return Home::Open;
    }
    if word(&rest[start], "trait") || rest.iter().any(|tree| word(tree, "for")) {
        return Home::Trait;
    }
    rest.drain(..=start);
    let params = take_generics(&mut rest);
    let ty: TokenStream = rest
        .into_iter()
        .take_while(|tree| !word(tree, "where"))
        .collect();
    match syn::parse2(without_names(ty, &params)) {
        Ok(ty) => Home::Impl {
            ty: Box::new(ty),
            params,
        },
        Err(_) => Home::Trait,
    }
}

/// Takes `<T: Into<u8>, 'a, const N: usize>` off, gives the names in it that begin a parameter.
fn take_generics(trees: &mut Vec<TokenTree>) -> Vec<Ident> {
    if !is_punct(trees.first(), '<') {
        return Vec::new();
    }
    let (mut depth, mut names, mut begins, mut end) = (0usize, Vec::new(), true, trees.len());
    for (index, tree) in trees.iter().enumerate() {
        // of `Fn(u8) -> u8`
        let is_arrow = index > 0 && is_punct(trees.get(index - 1), '-');
        match tree {
            TokenTree::Punct(punct) if punct.as_char() == '<' => depth += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' && !is_arrow => depth -= 1,
            TokenTree::Punct(punct) if punct.as_char() == ',' && depth == 1 => begins = true,
            TokenTree::Ident(ident) if begins && ident != "const" => {
                names.push(ident.clone());
                begins = false;
            }
            _ => {}
        }
        if depth == 0 {
            end = index + 1;
            break;
        }
    }
    trees.drain(..end);
    names
}

/// A type with `_` for each of these names, for what is found through them, and for each lifetime.
///
/// ```text
/// [source]  Option<(T, V::Out)>
/// [output]  Option<(_, _)>
/// ```
pub fn without_names(tokens: TokenStream, names: &[Ident]) -> TokenStream {
    let Ok(mut ty) = syn::parse2::<Type>(tokens.clone()) else {
        return tokens;
    };
    Unnamed(names).visit_type_mut(&mut ty);
    ty.into_token_stream()
}

struct Unnamed<'n>(&'n [Ident]);

impl Unnamed<'_> {
    /// Whether a path begins with one of the names, or leads through a type that does.
    fn begins(&self, qself: Option<&syn::QSelf>, path: &syn::Path) -> bool {
        match qself.map(|qself| &*qself.ty) {
            Some(Type::Path(ty)) => self.begins(ty.qself.as_ref(), &ty.path),
            Some(_) => true,
            None => {
                let first = path.segments.first();
                path.leading_colon.is_none()
                    && first.is_some_and(|first| self.0.contains(&first.ident))
            }
        }
    }
}

impl VisitMut for Unnamed<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        match ty {
            Type::Path(path) if self.begins(path.qself.as_ref(), &path.path) => {
                let span = path.path.span();
                *ty = parse_quote_spanned!(span=> _);
            }
            ty => visit_mut::visit_type_mut(self, ty),
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Path(path) if self.begins(path.qself.as_ref(), &path.path) => {
                let span = path.path.span();
                *expr = parse_quote_spanned!(span=> _);
            }
            expr => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut syn::Lifetime) {
        if lifetime.ident != "static" {
            lifetime.ident = Ident::new("_", lifetime.ident.span());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_ends_no_generics() {
        let head: TokenStream = "<F: Fn(u8) -> u8, const N: usize, T> Held<F, T>"
            .parse()
            .expect("tokens");
        let mut trees = head.into_iter().collect();
        let names = take_generics(&mut trees);
        assert_eq!(names, ["F", "N", "T"]);
        let left: TokenStream = trees.into_iter().collect();
        assert_eq!(left.to_string(), "Held < F , T >");
    }
}

//! The fns of a `coro!`, and where they stand.
//!
//! Takes the items, gives a list in source order. It tells apart what can see what by name: a fn of a module is
//! called by its name, a method through a value or `Self::`. Of a trait and its impls nothing is a sibling: no
//! twin could stand there.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{FnArg, ReceiverKind, Type};

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

/// Type tokens with `_` for each of these names, and for each lifetime.
pub fn without_names(tokens: TokenStream, names: &[Ident]) -> TokenStream {
    let mut out = TokenStream::new();
    let mut after_quote = false;
    for tree in tokens {
        let is_lifetime = std::mem::take(&mut after_quote);
        out.extend([match tree {
            TokenTree::Ident(ident) if is_lifetime && ident != "static" => {
                TokenTree::Ident(Ident::new("_", ident.span()))
            }
            TokenTree::Ident(ident) if names.contains(&ident) => {
                TokenTree::Ident(Ident::new("_", ident.span()))
            }
            TokenTree::Punct(punct) => {
                after_quote = punct.as_char() == '\'';
                TokenTree::Punct(punct)
            }
            TokenTree::Group(group) => {
                let inside = without_names(group.stream(), names);
                let mut made = proc_macro2::Group::new(group.delimiter(), inside);
                made.set_span(group.span());
                TokenTree::Group(made)
            }
            other => other,
        }]);
    }
    out
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

//! Questions about single tokens, for [`super::split`].
//!
//! - Takes: a token, or none at the end.
//! - Gives: what it is: `is_word(tree, "fn")`.
//!
//! Does not: look further than one token around.

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};
use std::collections::VecDeque;

use crate::maps::HashSet;

/// Whether this is the name of one of the three yields.
pub fn is_yield_name(name: &Ident) -> bool {
    name == "yield_wait" || name == "yield_value" || name == "yield_from"
}

/// The group if it is in braces, also inside the invisible group of a `$body:block`.
pub fn braces_of(group: &Group) -> Option<Group> {
    match group.delimiter() {
        Delimiter::Brace => Some(group.clone()),
        Delimiter::None => {
            let mut trees = group.stream().into_iter();
            match (trees.next(), trees.next()) {
                (Some(TokenTree::Group(inside)), None) => braces_of(&inside),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether the `>` at `at` belongs to `->` or `=>`.
pub fn is_arrow(rest: &VecDeque<TokenTree>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| rest.get(before));
    matches!(before, Some(TokenTree::Punct(punct))
        if punct.spacing() == Spacing::Joint && matches!(punct.as_char(), '-' | '='))
}

pub fn is_word(tree: Option<&TokenTree>, word: &str) -> bool {
    matches!(tree, Some(TokenTree::Ident(ident)) if ident == word)
}

pub fn is_punct(tree: Option<&TokenTree>, sign: char) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

pub fn is_literal(tree: Option<&TokenTree>) -> bool {
    matches!(tree, Some(TokenTree::Literal(_)))
}

pub fn is_braces(tree: Option<&TokenTree>) -> bool {
    matches!(tree, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
}

/// Whether one of the names stands among the tokens, also in a text that is formatted: `"{name}"`.
pub fn mentions(tokens: TokenStream, names: &HashSet<String>) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(word) => names.contains(&word.to_string()),
        TokenTree::Group(group) => mentions(group.stream(), names),
        TokenTree::Literal(text) => {
            let text = text.to_string();
            text.contains('"') && names.iter().any(|name| text.contains(&format!("{{{name}")))
        }
        TokenTree::Punct(_) => false,
    })
}

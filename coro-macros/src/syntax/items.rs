//! What `coro!` was given: items or an expression; and which fns among the items pause.
//!
//! - Takes: the tokens of `coro!`.
//! - Gives: an [`Input`].
//!
//! ```text
//! coro! {
//!     use std::fmt;                               Other
//!     fn countdown() { .. }                       Coro: each fn of `coro!` is a coroutine
//!     impl Clock {                                Block
//!         fn new() -> Self { .. }                     Other
//!         fn tick(&self) { yield_wait!() }            Coro: it pauses
//!     }
//! }
//! ```
//!
//! Inside of `impl`, `trait` and `mod` a fn is a coroutine if it has one of our clauses, is
//! `async` or contains a yield; so constructors may stand beside coroutines.
//!
//! Does not: check the items that are no fn. rustc will.

use super::function::function;
use super::split::{End, Piece, begins_with_item, pieces};
use super::tokens::is_yield_name;
use super::{Input, ItemLike, expression};
use crate::error::Errors;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The first pass.
pub fn input(tokens: TokenStream, errors: &mut Errors) -> Input {
    if begins_with_item(&tokens) {
        let items = pieces(tokens)
            .into_iter()
            .map(|piece| item(piece, errors))
            .collect();
        return Input::Items(items);
    }
    match expression::expression(tokens, errors) {
        Some(expression) => Input::Expr(Box::new(expression)),
        None => Input::BrokenExpr,
    }
}

/// Changes each coroutine among the items, also those in an `impl`, `trait` or `mod`.
pub fn each_coroutine(items: &mut [ItemLike], change: &mut impl FnMut(&mut super::CoroFn)) {
    for item in items {
        match item {
            ItemLike::Coro(function) => change(function),
            ItemLike::Block { items, .. } => each_coroutine(items, change),
            _ => {}
        }
    }
}

/// The items in an `impl`, `trait` or `mod`, of which only those that pause are coroutines.
pub fn items_of_block(tokens: TokenStream, errors: &mut Errors) -> Vec<ItemLike> {
    pieces(tokens)
        .into_iter()
        .map(|piece| match piece {
            Piece::Function { mut head, end } if !is_coroutine(&head, &end) => {
                head.extend(end.into_tree());
                ItemLike::Other(head)
            }
            Piece::Unknown(tokens) => ItemLike::Other(tokens),
            piece => item(piece, errors),
        })
        .collect()
}

fn item(piece: Piece, errors: &mut Errors) -> ItemLike {
    match piece {
        Piece::Function { head, end } => function(head, end, errors),
        Piece::Block { head, body } => {
            let mut items = items_of_block(body.stream(), errors);
            if super::foreign::begins_with_macro(&head) {
                each_coroutine(&mut items, &mut |function| function.stays_async = true);
            }
            ItemLike::Block {
                head,
                braces: body.span(),
                items,
            }
        }
        Piece::Other(tokens) => ItemLike::Other(tokens),
        Piece::Unknown(tokens) => {
            report_unknown(tokens, errors);
            ItemLike::Other(TokenStream::new())
        }
    }
}

/// Rule: `coro!` holds items, or one closure.
fn report_unknown(tokens: TokenStream, errors: &mut Errors) {
    let Some(first) = tokens.into_iter().next() else {
        return;
    };
    let found = match &first {
        TokenTree::Group(group) => match group.delimiter() {
            Delimiter::Brace => "{".to_string(),
            Delimiter::Bracket => "[".to_string(),
            _ => "(".to_string(),
        },
        other => other.to_string(),
    };
    let mistake = errors.report(first, format!("expected an item, found `{found}`"));
    if found == "gen" {
        mistake
            .help("remove `gen`, and say what is yielded: `fn name() yields T { .. }`")
            .note("each fn in `coro!` is a coroutine");
    } else {
        mistake.help("put statements into a fn: `coro! { fn name() { .. } }`");
    }
}

/// Whether a fn beside plain ones is a coroutine.
fn is_coroutine(head: &TokenStream, end: &End) -> bool {
    let mut has_name = false;
    let mut is_async = false;
    let mut has_clause = false;
    let mut parameters_seen = false;
    for tree in head.clone() {
        match tree {
            TokenTree::Ident(word) if word == "fn" => has_name = true,
            TokenTree::Ident(word) if word == "async" => is_async |= !has_name,
            TokenTree::Ident(word) if word == "yields" || word == "receives" => {
                has_clause |= parameters_seen;
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                parameters_seen |= has_name;
            }
            _ => {}
        }
    }
    is_async || has_clause || matches!(end, End::Body(body) if has_yield(body.stream()))
}

/// The same of a fn that begins at these tokens.
pub fn is_coroutine_at(trees: &[TokenTree]) -> bool {
    let is_end = |tree: &&TokenTree| match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        tree => matches!(tree, TokenTree::Punct(sign) if sign.as_char() == ';'),
    };
    let head = trees.iter().take_while(|tree| !is_end(tree));
    let head: Vec<TokenTree> = head.cloned().collect();
    let end = match trees.get(head.len()) {
        Some(TokenTree::Group(body)) => End::Body(body.clone()),
        _ => return is_coroutine(&head.into_iter().collect(), &End::Missing),
    };
    is_coroutine(&head.into_iter().collect(), &end)
}

/// Whether a yield stands in `tokens`, but not in a `coro!` of its own.
fn has_yield(tokens: TokenStream) -> bool {
    let mut trees = tokens.into_iter().peekable();
    while let Some(tree) = trees.next() {
        match tree {
            TokenTree::Group(group) if has_yield(group.stream()) => return true,
            TokenTree::Ident(name) => {
                let is_macro =
                    matches!(trees.peek(), Some(TokenTree::Punct(bang)) if bang.as_char() == '!');
                if is_macro && is_yield_name(&name) {
                    return true;
                }
                if is_macro && name == "coro" {
                    trees.next();
                    trees.next();
                }
            }
            _ => {}
        }
    }
    false
}

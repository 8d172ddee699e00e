//! The attribute form: `#[coroutine(yields = Y, receives = R)] fn ..`.
//!
//! - Takes: what stands in the attribute's parentheses, and the item under it.
//! - Gives: the item, with the same [`super::CoroFn`] that `coro!` would have given.
//!
//! ```text
//! #[coroutine]    #[coroutine(yields = u64)]    #[coroutine(receives(mut sample: f64), yields = f64)]
//! ```
//!
//! Does not: accept anything but a fn. On an `impl` it says where to put it.

use super::clauses::receives_after_word;
use super::function::{function, meant_clause};
use super::items::items_of_block;
use super::split::{Piece, pieces};
use super::{CoroFn, ItemLike, Receives};
use crate::error::Errors;
use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Token, Type};

/// Parses `#[coroutine(arguments)] item`.
pub fn attribute(arguments: TokenStream, item: TokenStream, errors: &mut Errors) -> Vec<ItemLike> {
    let mark = errors.mark();
    let options = options(arguments, errors);
    let is_complete = errors.gate(mark).is_some();
    pieces(item)
        .into_iter()
        .map(|piece| match piece {
            Piece::Function { head, end } => {
                let item = function(head, end, errors);
                with_options(item, &options, is_complete)
            }
            Piece::Block { head, body } => {
                report_block(&head, errors);
                ItemLike::Block {
                    head,
                    braces: body.span(),
                    items: items_of_block(body.stream(), errors),
                }
            }
            Piece::Other(tokens) | Piece::Unknown(tokens) => {
                errors
                    .report(tokens.clone(), "`#[coroutine]` stands on what is no fn")
                    .help("put it on the fn that pauses");
                ItemLike::Other(tokens)
            }
        })
        .collect()
}

/// What the attribute says.
#[derive(Debug, Default)]
struct Options {
    yields: Option<Type>,
    receives: Option<Receives>,
}

/// A fn whose options were not understood is not to be compiled.
fn with_options(item: ItemLike, options: &Options, is_complete: bool) -> ItemLike {
    match item {
        ItemLike::Coro(function) if is_complete => {
            ItemLike::Coro(Box::new(function_with_options(*function, options)))
        }
        ItemLike::Coro(function) | ItemLike::Broken(function) => {
            ItemLike::Broken(Box::new(function_with_options(*function, options)))
        }
        other => other,
    }
}

fn function_with_options(mut function: CoroFn, options: &Options) -> CoroFn {
    function.yields = function.yields.or_else(|| options.yields.clone());
    function.receives = function.receives.or_else(|| options.receives.clone());
    function
}

/// Rule: the attribute stands on a fn, not on the block around it.
fn report_block(head: &TokenStream, errors: &mut Errors) {
    let keyword = head.clone().into_iter().find_map(|tree| match tree {
        TokenTree::Ident(word) if word == "impl" || word == "trait" || word == "mod" => Some(word),
        _ => None,
    });
    let Some(keyword) = keyword else { return };
    errors
        .report(
            &keyword,
            format!("`#[coroutine]` stands on a whole `{keyword}`"),
        )
        .help(
            "put it on each fn that pauses, or put the fns into `coro! { .. }` inside the braces",
        );
}

fn options(arguments: TokenStream, errors: &mut Errors) -> Options {
    let mut options = Options::default();
    let parser = |input: ParseStream| {
        while !input.is_empty() {
            read_option(input, &mut options, errors)?;
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    };
    if let Err(error) = parser.parse2(arguments) {
        errors
            .syntax(error)
            .help("write `#[coro_core::coroutine(yields = u64, receives = f64)]`");
    }
    options
}

fn read_option(input: ParseStream, options: &mut Options, errors: &mut Errors) -> syn::Result<()> {
    // `yield` is a keyword, and what is written by mistake most often.
    let word = input.call(Ident::parse_any)?;
    let is_twice = match word.to_string().as_str() {
        "yields" | "receives" if is_type_missing(input) => {
            let example = if word == "yields" { "u64" } else { "f64" };
            errors
                .report(&word, format!("`{word}` without a type"))
                .help(format!("write `{word} = {example}`"));
            skip_option(input);
            false
        }
        "yields" => {
            input.parse::<Token![=]>()?;
            let ty = input.parse()?;
            options.yields.replace(ty).is_some()
        }
        "receives" if input.peek(syn::token::Paren) => {
            let content;
            syn::parenthesized!(content in input);
            let receives = receives_after_word(&content, &word, errors)?;
            if !content.is_empty() {
                return Err(content.error("expected `)`"));
            }
            let is_twice = options.receives.is_some();
            options.receives = receives.or(options.receives.take());
            is_twice
        }
        "receives" => {
            input.parse::<Token![=]>()?;
            let ty = input.parse()?;
            let receives = Receives { pattern: None, ty };
            options.receives.replace(receives).is_some()
        }
        other => {
            let mistake = errors.report(&word, format!("`#[coroutine]` knows no `{other}`"));
            mistake.help("write `yields = Y`, `receives = R` or `receives(name: R)`");
            if let Some(meant) = meant_clause(other) {
                mistake.help(format!("did you mean `{meant}`?"));
            }
            skip_option(input);
            false
        }
    };
    if is_twice {
        errors
            .report(&word, format!("`{word}` stands twice"))
            .help("keep one of them");
    }
    Ok(())
}

/// `yields` or `yields =`, and then nothing.
fn is_type_missing(input: ParseStream) -> bool {
    let ahead = input.fork();
    let is_named = ahead.peek(Token![=]) || ahead.peek(syn::token::Paren);
    !is_named && (ahead.is_empty() || ahead.peek(Token![,]))
        || ahead.parse::<Token![=]>().is_ok() && (ahead.is_empty() || ahead.peek(Token![,]))
}

fn skip_option(input: ParseStream) {
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}

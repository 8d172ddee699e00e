//! The expression form: `coro!(|first: R| yields Y -> T { .. })`.
//!
//! - Takes: the tokens of a `coro!` that does not begin with an item.
//! - Gives: a [`CoroExpr`], or `None` once it has reported what is wrong.
//!
//! ```text
//! coro!(|| yield_wait!())     coro!(move |mut n: u32| -> u32 { .. })     coro!(async || { .. })
//! ```
//!
//! Does not: find out what the body captures.

use super::clauses::{Clauses, clauses};
use super::function::take_derives;
use super::{CoroExpr, Parameter};
use crate::error::Errors;
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Expr, ExprBlock, Pat, ReturnType, Token, Type};

/// Parses the closure-like form.
pub fn expression(tokens: TokenStream, errors: &mut Errors) -> Option<CoroExpr> {
    let parser = |input: ParseStream| read(input, errors);
    match parser.parse2(tokens) {
        Ok(expression) => expression,
        Err(error) => {
            errors.syntax(error);
            None
        }
    }
}

fn read(input: ParseStream, errors: &mut Errors) -> syn::Result<Option<CoroExpr>> {
    let attrs = input.call(Attribute::parse_outer)?;
    let (attrs, derives) = take_derives(attrs, errors);
    if let Some(word) = input.parse::<Option<Token![static]>>()? {
        errors
            .report(word, "a coroutine of `coro!` needs no `static`")
            .help("remove `static`")
            .note("it can always be moved");
    }
    let is_async = input.parse::<Option<Token![async]>>()?.is_some();
    input.parse::<Option<Token![move]>>()?;
    if !input.peek(Token![|]) {
        report_no_bars(input, is_async, errors);
        return Ok(None);
    }
    let span = input.span();
    let parameter = read_parameter(input, errors)?;
    let found = clauses(input, errors);
    let has_clause = found.yields.is_some() || found.output.is_some();
    let receives = reject_clauses(parameter, &found, span, errors);
    let body = if has_clause {
        let block: ExprBlock = input.parse()?;
        Expr::Block(block)
    } else {
        input.parse()?
    };
    input.parse::<Option<Token![,]>>()?;
    if !input.is_empty() {
        return Err(input.error("expected the end of `coro!`"));
    }
    Ok(Some(CoroExpr {
        attrs,
        derives,
        receives,
        yields: found.yields,
        output: found.output.and_then(|output| match output {
            ReturnType::Type(_, ty) => Some(*ty),
            ReturnType::Default => None,
        }),
        is_async,
        body,
        span,
    }))
}

/// Rule: what `coro!` holds is items, or something between bars.
fn report_no_bars(input: ParseStream, is_async: bool, errors: &mut Errors) {
    let first = input.parse::<TokenTree>().ok();
    let is_call = input.peek(syn::token::Paren);
    // The rest is reported here, and must not be an "unexpected token" once more.
    let mut last = None;
    while let Ok(next) = input.parse::<TokenTree>() {
        last = Some(next);
    }
    let has_body =
        matches!(&last, Some(TokenTree::Group(body)) if body.delimiter() == Delimiter::Brace);
    let name = match &first {
        Some(TokenTree::Ident(name)) if is_call && has_body => Some(name.to_string()),
        Some(TokenTree::Ident(word)) if word == "let" || word == "gen" => Some(word.to_string()),
        _ => None,
    };
    let mistake = errors.report(first, "`coro!` holds neither an item nor a closure");
    match name.as_deref() {
        _ if is_async => mistake.help("write `coro!(async || { .. })`"),
        Some("let") => mistake.help("put statements into a fn: `coro! { fn name() { .. } }`"),
        Some("gen") => mistake
            .help("remove `gen`, and say what is yielded: `fn name() yields T { .. }`")
            .note("each fn in `coro!` is a coroutine"),
        Some(name) => mistake.help(format!("write `fn {name}(..) .. {{ .. }}`")),
        None => mistake.help("write `coro! { fn name() { .. } }`, or `coro!(|| { .. })` for a coroutine without a name"),
    };
}

/// `||`, `|first|`, `|first: R|`
fn read_parameter(input: ParseStream, errors: &mut Errors) -> syn::Result<Option<Parameter>> {
    if input.parse::<Option<Token![||]>>()?.is_some() {
        return Ok(None);
    }
    input.parse::<Token![|]>()?;
    let mut first = None;
    let mut is_reported = false;
    while !input.peek(Token![|]) {
        let pattern = Pat::parse_single(input)?;
        let ty: Option<Type> = match input.parse::<Option<Token![:]>>()? {
            Some(_) => Some(input.parse()?),
            None => None,
        };
        if first.is_none() {
            first = Some(Parameter { pattern, ty });
        } else if !is_reported {
            is_reported = true;
            errors
                .report(&pattern, "a coroutine receives one value at a time")
                .help("receive a tuple: `|(a, b): (A, B)|`; anything else can be captured");
        }
        if !input.peek(Token![|]) {
            input.parse::<Token![,]>()?;
        }
    }
    input.parse::<Token![|]>()?;
    Ok(first)
}

/// Rule: behind the bars only `yields` and `->` may stand.
fn reject_clauses(
    parameter: Option<Parameter>,
    found: &Clauses,
    bars: Span,
    errors: &mut Errors,
) -> Option<Parameter> {
    if let Some(where_clause) = &found.where_clause {
        errors
            .report(where_clause, "`coro!(|..| ..)` takes no `where`")
            .help("remove it, or write a fn: `coro! { fn name<T>() where .. { .. } }`");
    }
    let Some(receives) = &found.receives else {
        return parameter;
    };
    errors
        .report(&receives.ty, "`receives` after a closure's bars")
        .help("write what is received between the bars: `|first: R|`");
    parameter.or_else(|| {
        Some(Parameter {
            pattern: receives.pattern.clone().unwrap_or_else(|| {
                Pat::Wild(syn::PatWild {
                    attrs: Vec::new(),
                    underscore_token: Token![_](bars),
                })
            }),
            ty: Some(receives.ty.clone()),
        })
    })
}

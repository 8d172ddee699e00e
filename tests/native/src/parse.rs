//! What was written: tokens in, fns and closures that pause out.
//!
//! `fn averager() receives x: f64 yields f64 -> f64 { .. }` gives a [`Function`] with the
//! three clauses apart. Bodies stay tokens: `body.rs` reads them. Nothing is checked.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream, Result};
use syn::punctuated::Punctuated;
use syn::{Attribute, FnArg, Generics, Ident, Pat, Token, Type, Visibility, WhereClause};

mod keyword {
    syn::custom_keyword!(yields);
    syn::custom_keyword!(receives);
}

/// All that one `coro! { .. }` holds.
pub enum Input {
    /// Fns, and other items among them.
    Items(Vec<Item>),
    /// `coro!(|first: R| ..)`.
    Expression(Box<Expression>),
}

/// One item of `coro! { .. }`.
pub enum Item {
    /// A fn that pauses.
    Function(Box<Function>),
    /// An `impl` or `trait` block: what stands before its braces, and its items.
    Block(TokenStream, Vec<Item>),
    /// Any other item.
    Other(TokenStream),
}

/// A fn that pauses.
pub struct Function {
    pub attributes: Vec<Attribute>,
    pub visibility: Visibility,
    pub is_async: bool,
    pub name: Ident,
    pub generics: Generics,
    pub inputs: Punctuated<FnArg, Token![,]>,
    pub clauses: Clauses,
    /// With its braces, which say the edition; none for a trait's `fn f() yields T;`.
    pub body: Option<TokenStream>,
}

/// `coro!(move |first: R| yields Y -> T { .. })`.
pub struct Expression {
    pub is_async: bool,
    pub parameter: Option<Pat>,
    pub clauses: Clauses,
    pub body: TokenStream,
}

/// What stands between the parameters and the body.
pub struct Clauses {
    pub receives: Option<(Option<Pat>, Type)>,
    pub yields: Option<Type>,
    pub output: Option<Type>,
    pub bounds: Option<WhereClause>,
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let is_expression = input.peek(Token![|])
            || input.peek(Token![||])
            || input.peek(Token![move])
            || (input.peek(Token![async]) && !input.peek2(Token![fn]));
        if is_expression {
            return input.parse().map(Input::Expression);
        }
        items(input).map(Input::Items)
    }
}

fn items(input: ParseStream<'_>) -> Result<Vec<Item>> {
    let mut found = Vec::new();
    while !input.is_empty() {
        let ahead = input.fork();
        ahead.call(Attribute::parse_outer)?;
        ahead.parse::<Visibility>()?;
        let is_async = ahead.peek(Token![async]) && ahead.peek2(Token![fn]);
        found.push(if is_async || ahead.peek(Token![fn]) {
            Item::Function(Box::new(input.parse()?))
        } else if ahead.peek(Token![impl]) || ahead.peek(Token![trait]) {
            block(input)?
        } else {
            let other: syn::Item = input.parse()?;
            Item::Other(other.into_token_stream())
        });
    }
    Ok(found)
}

/// An `impl` or `trait` block.
fn block(input: ParseStream<'_>) -> Result<Item> {
    let mut head = TokenStream::new();
    while !input.peek(syn::token::Brace) {
        head.extend([input.parse::<TokenTree>()?]);
    }
    let inside;
    syn::braced!(inside in input);
    Ok(Item::Block(head, items(&inside)?))
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let is_async = input.parse::<Option<Token![async]>>()?.is_some();
        input.parse::<Token![fn]>()?;
        let name = input.parse()?;
        let generics = input.parse()?;
        let inside;
        syn::parenthesized!(inside in input);
        let inputs = Punctuated::parse_terminated(&inside)?;
        let clauses = input.parse()?;
        let body = if input.peek(Token![;]) {
            input.parse::<Token![;]>()?;
            None
        } else {
            let body: proc_macro2::Group = input.parse()?;
            Some(body.into_token_stream())
        };
        Ok(Function {
            attributes,
            visibility,
            is_async,
            name,
            generics,
            inputs,
            clauses,
            body,
        })
    }
}

impl Parse for Clauses {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let receives = if input.peek(keyword::receives) {
            input.parse::<keyword::receives>()?;
            Some(received(input)?)
        } else {
            None
        };
        let yields = if input.peek(keyword::yields) {
            input.parse::<keyword::yields>()?;
            Some(input.parse()?)
        } else {
            None
        };
        let output = if input.peek(Token![->]) {
            input.parse::<Token![->]>()?;
            Some(input.parse()?)
        } else {
            None
        };
        let bounds = input.parse()?;
        Ok(Clauses {
            receives,
            yields,
            output,
            bounds,
        })
    }
}

/// `pattern: R`, or `R` alone.
fn received(input: ParseStream<'_>) -> Result<(Option<Pat>, Type)> {
    let ahead = input.fork();
    let has_pattern =
        Pat::parse_single(&ahead).is_ok() && ahead.peek(Token![:]) && !ahead.peek(Token![::]);
    if !has_pattern {
        return Ok((None, input.parse()?));
    }
    let pattern = Pat::parse_single(input)?;
    input.parse::<Token![:]>()?;
    Ok((Some(pattern), input.parse()?))
}

impl Parse for Expression {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let is_async = input.parse::<Option<Token![async]>>()?.is_some();
        input.parse::<Option<Token![move]>>()?;
        let (parameter, ty) = closure_parameter(input)?;
        let mut clauses: Clauses = input.parse()?;
        clauses.receives = ty.map(|ty| (None, ty));
        let body = input.parse()?;
        Ok(Expression {
            is_async,
            parameter,
            clauses,
            body,
        })
    }
}

fn closure_parameter(input: ParseStream<'_>) -> Result<(Option<Pat>, Option<Type>)> {
    if input.parse::<Option<Token![||]>>()?.is_some() {
        return Ok((None, None));
    }
    input.parse::<Token![|]>()?;
    let mut pattern = None;
    let mut ty = None;
    if !input.peek(Token![|]) {
        pattern = Some(Pat::parse_single(input)?);
        if input.parse::<Option<Token![:]>>()?.is_some() {
            ty = Some(input.parse()?);
        }
        input.parse::<Option<Token![,]>>()?;
    }
    input.parse::<Token![|]>()?;
    Ok((pattern, ty))
}

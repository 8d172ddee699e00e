//! One fn: its head and its body, from tokens to [`CoroFn`].
//!
//! - Takes: the tokens before the body and the body, as `split` told them apart.
//! - Gives: an [`ItemLike`]: a fn to compile; a broken one if only its signature was
//!   understood; nothing to compile if not even that.
//!
//! ```text
//! #[derive(Clone)] pub async fn ticks<T>(every: T) yields u64 -> String where T: Into<u64>
//! ```
//!
//! Does not: judge what the body does.

use super::clauses::clauses;
use super::split::End;
use super::{CoroFn, ItemLike};
use crate::error::Errors;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{AttrStyle, Attribute, Block, Path, ReturnType, Safety, Signature, Token, Visibility};

/// Parses one fn.
pub fn function(head: TokenStream, end: End, errors: &mut Errors) -> ItemLike {
    let place = end
        .clone()
        .into_tree()
        .map(|tree| first_span(&tree))
        .or_else(|| head.clone().into_iter().last().map(|last| last.span()))
        .unwrap_or_else(Span::call_site);
    let Some((mut function, is_complete)) = parse_head(head, place, errors) else {
        return ItemLike::Other(TokenStream::new());
    };
    let body = match end {
        End::Semicolon(_) => return ItemLike::Coro(Box::new(function)),
        End::Missing => {
            errors
                .report_at(function.span, "a fn without a body")
                .help(format!("write `fn {}() {{ .. }}`", function.sig.ident));
            function.written = Some(empty_body(function.span));
            return ItemLike::Broken(Box::new(function));
        }
        End::Body(body) => body,
    };
    function.written = Some(body.clone());
    let stream = body.stream();
    match parse_body(body) {
        Ok((attrs, block)) => {
            function.attrs.extend(attrs);
            function.body = Some(block);
            if is_complete {
                ItemLike::Coro(Box::new(function))
            } else {
                ItemLike::Broken(Box::new(function))
            }
        }
        Err(error) => {
            match yield_as_a_word(stream) {
                Some((word, call)) => {
                    errors
                        .report(&word, format!("`{word}` is no word of Rust"))
                        .help(format!("write `{call}`"))
                        .note("a pause is written as the call of a macro, in `coro!` and nowhere else");
                }
                None => {
                    errors.syntax(error);
                }
            }
            ItemLike::Broken(Box::new(function))
        }
    }
}

/// `yield_value 1`, `yields x`: the name of a pause and what it hands out, without the call.
fn yield_as_a_word(tokens: TokenStream) -> Option<(Ident, String)> {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, tree) in trees.iter().enumerate() {
        let found = match tree {
            TokenTree::Group(group) => yield_as_a_word(group.stream()),
            TokenTree::Ident(word) => trees
                .get(index + 1)
                .and_then(|next| yield_before(word, next, trees.get(index + 1..)?)),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

fn yield_before(word: &Ident, next: &TokenTree, rest: &[TokenTree]) -> Option<(Ident, String)> {
    let call = match word.to_string().as_str() {
        "yield_wait" => "yield_wait!()".to_string(),
        name @ ("yield_value" | "yield_from" | "yields") => {
            let name = if name == "yields" {
                "yield_value"
            } else {
                name
            };
            let value = rest.iter().take_while(
                |tree| !matches!(tree, TokenTree::Punct(sign) if sign.as_char() == ';'),
            );
            let value: TokenStream = value.cloned().collect();
            format!("{name}!({value})")
        }
        _ => return None,
    };
    let begins_a_value = matches!(next, TokenTree::Ident(_) | TokenTree::Literal(_))
        || matches!(next, TokenTree::Group(group) if group.delimiter() != Delimiter::Parenthesis);
    begins_a_value.then(|| (word.clone(), call))
}

fn empty_body(place: Span) -> Group {
    let mut body = Group::new(Delimiter::Brace, TokenStream::new());
    body.set_span(place);
    body
}

fn first_span(tree: &TokenTree) -> Span {
    match tree {
        TokenTree::Group(group) => group.span_open(),
        other => other.span(),
    }
}

/// The statements of a body, and its inner attributes made outer ones.
pub fn parse_body(body: Group) -> syn::Result<(Vec<Attribute>, Block)> {
    let parser = |input: ParseStream| {
        let content;
        let brace_token = syn::braced!(content in input);
        let mut attrs = content.call(Attribute::parse_inner)?;
        for attr in &mut attrs {
            attr.style = AttrStyle::Outer;
        }
        let stmts = content.call(Block::parse_within)?;
        Ok((attrs, Block { brace_token, stmts }))
    };
    parser.parse2(TokenTree::Group(body).into())
}

/// The fn without its body, and whether every clause was understood.
fn parse_head(head: TokenStream, end: Span, errors: &mut Errors) -> Option<(CoroFn, bool)> {
    let (before, behind) = at_parameters(head);
    let function = parse_at(before, end, |input| read_head(input, errors));
    let mut function = match function {
        Ok(function) => function,
        Err(error) => {
            errors.syntax(error);
            return None;
        }
    };
    let found = parse_at(behind, end, |input| {
        let mut found = clauses(input, errors);
        found.is_incomplete |= reject_rest(input, errors)?;
        Ok(found)
    });
    let is_complete = match found {
        Ok(found) => {
            function.receives = found.receives;
            function.yields = found.yields;
            function.sig.output = found.output.unwrap_or(ReturnType::Default);
            function.sig.generics.where_clause = found.where_clause;
            !found.is_incomplete
        }
        Err(error) => {
            errors.syntax(error);
            false
        }
    };
    Some((function, is_complete))
}

/// Parses in a group that ends at `end`, as only then syn's "unexpected end" points there.
fn parse_at<T>(
    tokens: TokenStream,
    end: Span,
    parser: impl FnOnce(ParseStream) -> syn::Result<T>,
) -> syn::Result<T> {
    let mut group = Group::new(Delimiter::Parenthesis, tokens);
    group.set_span(end);
    let inside = |input: ParseStream| {
        let content;
        syn::parenthesized!(content in input);
        parser(&content)
    };
    inside.parse2(TokenTree::Group(group).into())
}

/// Cuts a head behind the parameters: there our clauses begin.
fn at_parameters(head: TokenStream) -> (TokenStream, TokenStream) {
    let mut before = TokenStream::new();
    let mut trees = head.into_iter();
    let mut is_named = false;
    let mut depth = 0usize;
    let mut is_arrow = false;
    for tree in trees.by_ref() {
        let mut is_end = false;
        let was_dash = std::mem::replace(&mut is_arrow, false);
        match &tree {
            TokenTree::Ident(word) if word == "fn" => is_named = true,
            TokenTree::Punct(sign) if is_named => match sign.as_char() {
                '<' => depth += 1,
                '>' if !was_dash => depth = depth.saturating_sub(1),
                '-' => is_arrow = true,
                _ => {}
            },
            TokenTree::Group(group) => {
                let is_parameters = group.delimiter() == Delimiter::Parenthesis;
                is_end = is_named && depth == 0 && is_parameters;
            }
            _ => {}
        }
        before.extend([tree]);
        if is_end {
            break;
        }
    }
    (before, trees.collect())
}

fn read_head(input: ParseStream, errors: &mut Errors) -> syn::Result<CoroFn> {
    let attrs = input.call(Attribute::parse_outer)?;
    let (attrs, derives) = take_derives(attrs, errors);
    let vis: Visibility = input.parse()?;
    let mut sig: Signature = input.parse()?;
    check_modifiers(&mut sig, errors);
    Ok(CoroFn {
        attrs,
        derives,
        vis,
        is_async: sig.asyncness.take().is_some(),
        yields: None,
        receives: None,
        body: None,
        written: None,
        span: sig.ident.span(),
        sig,
    })
}

/// Rule: nothing but the body stands behind the clauses. Tells whether something does.
fn reject_rest(input: ParseStream, errors: &mut Errors) -> syn::Result<bool> {
    if input.is_empty() {
        return Ok(false);
    }
    let first: TokenTree = input.parse()?;
    // Of what follows nobody knows whether it belongs to the same mistake.
    input.parse::<TokenStream>()?;
    let mistake = errors.report(&first, format!("expected `{{`, found `{first}`"));
    if let TokenTree::Ident(word) = &first {
        let word = word.to_string();
        if let Some(meant) = meant_clause(&word) {
            mistake.help(format!("did you mean `{meant}`?"));
        }
    }
    Ok(true)
}

pub fn meant_clause(word: &str) -> Option<&'static str> {
    match word {
        "yield" | "yielding" | "Yields" => Some("yields"),
        "receive" | "receiving" | "Receives" | "resume" | "resumes" => Some("receives"),
        "return" | "returns" => Some("->"),
        _ => None,
    }
}

/// Takes the traits of `#[derive(..)]` out of the attributes.
pub fn take_derives(attrs: Vec<Attribute>, errors: &mut Errors) -> (Vec<Attribute>, Vec<Path>) {
    let mut derives = Vec::new();
    let mut kept = Vec::new();
    for attr in attrs {
        if !attr.path().is_ident("derive") {
            kept.push(attr);
            continue;
        }
        let traits =
            attr.parse_args_with(syn::punctuated::Punctuated::<Path, Token![,]>::parse_terminated);
        match traits {
            Ok(traits) => derives.extend(traits),
            Err(error) => {
                errors.syntax(error);
            }
        }
    }
    (kept, derives)
}

/// Rule: a coroutine is neither `const`, `unsafe`, `extern` nor variadic. Takes these out.
fn check_modifiers(sig: &mut Signature, errors: &mut Errors) {
    if let Some(word) = sig.constness.take() {
        errors
            .report(word, "a coroutine cannot be a `const fn`")
            .help("remove `const`")
            .note("constants are computed without pausing");
    }
    if let Safety::Unsafe(word) = &sig.safety {
        errors
            .report(word, "a coroutine cannot be an `unsafe fn`")
            .help("remove `unsafe`; put what is unsafe into an `unsafe fn` of its own and call that")
            .note("calling the fn runs nothing: the caller of `resume` would have to keep a promise made elsewhere");
    }
    sig.safety = Safety::Default;
    if let Some(abi) = sig.abi.take() {
        errors
            .report(abi, "a coroutine cannot be an `extern fn`")
            .help("remove `extern`, and resume the coroutine from a plain `extern fn`")
            .note("it returns an `impl Coroutine`, which other languages do not know");
    }
    if let Some(variadic) = sig.variadic.take() {
        errors
            .report(variadic.dots, "a coroutine cannot be variadic")
            .help("take a slice or an iterator: `values: &[u8]`");
    }
}

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

use super::clauses::{Clauses, clauses};
use super::split::End;
use super::{CoroFn, ItemLike, MachineName};
use crate::error::Errors;
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
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
            super::mistakes::explain(stream, error, errors);
            ItemLike::Broken(Box::new(function))
        }
    }
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
            let message = error.to_string();
            let mistake = errors.syntax(error);
            if message == "expected `:`" {
                mistake.help("write the type of the parameter behind its name, as in `name: u32`");
            } else if message.ends_with("expected parentheses") {
                mistake.help("write the parameters behind the fn's name: `fn name() { .. }`");
            }
            return None;
        }
    };
    let found = parse_at(behind, end, |input| {
        let mut found = clauses(input, errors);
        found.is_incomplete |= reject_rest(input, &found, errors)?;
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
    let (attrs, machine) = take_machine(attrs, errors);
    let (attrs, migrate) = take_migrate(attrs, errors);
    let attrs = without_state(attrs, errors);
    let vis: Visibility = input.parse()?;
    let mut sig: Signature = input.parse()?;
    check_modifiers(&mut sig, errors);
    Ok(CoroFn {
        meets: false,
        stays_async: attrs.iter().any(super::foreign::is_macro),
        attrs,
        derives,
        machine,
        migrate,
        inside: None,
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
fn reject_rest(input: ParseStream, found: &Clauses, errors: &mut Errors) -> syn::Result<bool> {
    if input.is_empty() {
        return Ok(false);
    }
    let first: TokenTree = input.parse()?;
    // Of what follows nobody knows whether it belongs to the same mistake.
    input.parse::<TokenStream>()?;
    let mistake = errors.report(&first, format!("expected `{{`, found `{first}`"));
    match &first {
        TokenTree::Ident(word) => {
            if let Some(meant) = meant_clause(&word.to_string()) {
                mistake.help(format!("did you mean `{meant}`?"));
            } else if let Some(name) = found.receives.as_ref().and_then(name_without_type) {
                mistake.help(format!(
                    "a name and its type are joined by `:`, as in `receives {name}: {word}`"
                ));
            }
        }
        TokenTree::Punct(comma)
            if comma.as_char() == ',' && found.yields.is_none() && found.receives.is_some() =>
        {
            mistake
                .help("receive several values as one: `receives (first, second): (A, B)`")
                .note("each `resume` is given one value");
        }
        TokenTree::Punct(comma) if comma.as_char() == ',' && found.yields.is_some() => {
            mistake
                .help("hand out several values as one: `yields (A, B)`")
                .note("a coroutine yields values of one type");
        }
        _ => {}
    }
    Ok(true)
}

/// `first` of `receives first u32`.
fn name_without_type(receives: &super::Receives) -> Option<&syn::Ident> {
    let syn::Type::Path(path) = &receives.ty else {
        return None;
    };
    let name = path.path.get_ident().filter(|_| receives.pattern.is_none());
    name.filter(|name| name.to_string().starts_with(char::is_lowercase))
}

/// The clause that a word stands for that is none, or nearly one.
pub fn meant_clause(word: &str) -> Option<&'static str> {
    match word {
        "yield" | "yielding" | "Yields" => Some("yields"),
        "receive" | "receiving" | "Receives" | "resume" | "resumes" => Some("receives"),
        "return" | "returns" => Some("->"),
        word => ["yields", "receives", "where"]
            .into_iter()
            .find(|clause| is_nearly(word, clause)),
    }
}

/// Whether one letter is missing, too many, another one, or two of them stand the wrong way round.
fn is_nearly(word: &str, meant: &str) -> bool {
    let (word, meant): (Vec<char>, Vec<char>) = (word.chars().collect(), meant.chars().collect());
    let same = word.iter().zip(&meant).take_while(|(a, b)| a == b).count();
    let (word, meant) = (&word[same..], &meant[same..]);
    match (word, meant) {
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([_, a @ ..], b) | (b, [_, a @ ..]) if a == b => true,
        ([a, b, rest @ ..], [c, d, others @ ..]) => a == d && b == c && rest == others,
        _ => false,
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

/// Takes `#[machine(pub Name)]` out of the attributes.
fn take_machine(
    attrs: Vec<Attribute>,
    errors: &mut Errors,
) -> (Vec<Attribute>, Option<MachineName>) {
    let mut machine = None;
    let mut kept = Vec::new();
    for attr in attrs {
        if !attr.path().is_ident("machine") {
            kept.push(attr);
            continue;
        }
        let parsed = attr.parse_args_with(|input: ParseStream| {
            let (vis, name) = (input.parse()?, input.parse()?);
            Ok(MachineName { vis, name })
        });
        match parsed {
            Ok(name) => machine = Some(name),
            Err(error) => {
                errors
                    .syntax(error)
                    .help("write the type's name: `#[machine(pub Quest)]`");
            }
        }
    }
    (kept, machine)
}

/// Rule: `#[state]` names a pause, not the fn.
fn without_state(mut attrs: Vec<Attribute>, errors: &mut Errors) -> Vec<Attribute> {
    attrs.retain(|attr| {
        let is_state = attr.path().is_ident("state");
        if is_state {
            errors
                .report(attr.path(), "`#[state]` stands on the fn")
                .help("put it on the statement that pauses: `#[state(Name)] yield_wait!();`")
                .note("it names the state in which the machine stands meanwhile");
        }
        !is_state
    });
    attrs
}

/// Takes `#[migrate(Migration::of(..))]` out of the attributes.
fn take_migrate(attrs: Vec<Attribute>, errors: &mut Errors) -> (Vec<Attribute>, Option<syn::Expr>) {
    let mut migrate = None;
    let mut kept = Vec::new();
    for attr in attrs {
        if !attr.path().is_ident("migrate") {
            kept.push(attr);
            continue;
        }
        match attr.parse_args() {
            Ok(ways) => migrate = Some(ways),
            Err(error) => {
                errors
                    .syntax(error)
                    .help("write the ways for older states: `#[migrate(Migration::of(\"Old\", |old: Old| Moved::to(\"New\", ..)))]`");
            }
        }
    }
    (kept, migrate)
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

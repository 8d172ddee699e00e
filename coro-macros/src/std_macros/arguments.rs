//! Parses the arguments of each kind of known macro.
//!
//! Whatever does not parse is `None`: then the macro is not the std one, or rustc has an error to
//! report, and in both cases its tokens stay as they are.

use super::{Argument, Arguments, Known};
use crate::scope::ArgContext;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, ExprLit, Ident, Lit, LitStr, Macro, Pat, PatGuard, Token};

/// `before` values, then a format string and its arguments. `quotes`: a macro that quotes its one
/// value when there is no message.
pub fn format(mac: &Macro, before: &[ArgContext], quotes: bool) -> Option<Arguments> {
    let parser = |input: ParseStream| list(input, before, ArgContext::ByRef);
    let mut arguments = parser.parse2(mac.tokens.clone()).ok()?;
    if arguments.args.len() < before.len() {
        return None;
    }
    arguments.format = arguments
        .args
        .get(before.len())
        .and_then(|argument| string_literal(&argument.expr));
    if quotes && let [condition] = arguments.args.as_mut_slice() {
        condition.quote(mac);
    }
    Some(arguments)
}

/// Values and nothing else. `quotes`: a macro that quotes each.
pub fn values(mac: &Macro, quotes: bool) -> Option<Arguments> {
    let parser = |input: ParseStream| list(input, &[], ArgContext::ByValue);
    let mut arguments = parser.parse2(mac.tokens.clone()).ok()?;
    if quotes {
        let quote = |argument: &mut Argument| argument.quote(mac);
        arguments.args.iter_mut().for_each(quote);
    }
    arguments
        .args
        .iter()
        .all(|argument| argument.name.is_none())
        .then_some(arguments)
}

/// `a, b, c` or `x; n`
pub fn vec(mac: &Macro) -> Option<Arguments> {
    let repeat = |input: ParseStream| {
        let element = argument(input, ArgContext::ByValue)?;
        let semi = input.parse()?;
        let length = argument(input, ArgContext::ByValue)?;
        Ok(Arguments {
            args: vec![element, length],
            semi: Some(semi),
            ..Arguments::default()
        })
    };
    repeat
        .parse2(mac.tokens.clone())
        .ok()
        .or_else(|| values(mac, false))
}

/// `expr, pattern if guard`
pub fn matches(mac: &Macro) -> Option<Known> {
    let parser = |input: ParseStream| {
        let expr = input.parse()?;
        input.parse::<Token![,]>()?;
        let mut pat = Pat::parse_multi_with_leading_vert(input)?;
        if input.peek(Token![if]) {
            pat = Pat::Guard(PatGuard {
                attrs: Vec::new(),
                pat: Box::new(pat),
                if_token: input.parse()?,
                guard: input.parse()?,
            });
        }
        input.parse::<Option<Token![,]>>()?;
        Ok(Known::Matches {
            expr: Box::new(expr),
            pat: Box::new(pat),
        })
    };
    parser.parse2(mac.tokens.clone()).ok()
}

/// Arguments between commas: the first ones as `before` says, the others as `after`.
fn list(input: ParseStream, before: &[ArgContext], after: ArgContext) -> syn::Result<Arguments> {
    let mut arguments = Arguments::default();
    while !input.is_empty() {
        let position = arguments.args.len();
        let context = before.get(position).copied().unwrap_or(after);
        arguments.args.push(argument(input, context)?);
        if input.is_empty() {
            break;
        }
        let comma = input.parse()?;
        if input.is_empty() {
            arguments.trailing = Some(comma);
        } else {
            arguments.commas.push(comma);
        }
    }
    Ok(arguments)
}

/// `expr` or `name = expr`
fn argument(input: ParseStream, context: ArgContext) -> syn::Result<Argument> {
    let mut name = None;
    let mut prefix = TokenStream::new();
    let named = input.peek(Ident::peek_any)
        && input.peek2(Token![=])
        && !input.peek2(Token![==])
        && !input.peek2(Token![=>]);
    if named {
        let ident = input.call(Ident::parse_any)?;
        name = Some(ident.unraw().to_string());
        ident.to_tokens(&mut prefix);
        input.parse::<Token![=]>()?.to_tokens(&mut prefix);
    }
    Ok(Argument {
        name,
        prefix,
        context,
        quoted: None,
        expr: input.parse()?,
    })
}

impl Argument {
    /// Keeps the text of the argument, as the macro will quote it. That has the spaces of the
    /// source, which are at hand where it is the only argument and on one line.
    fn quote(&mut self, mac: &Macro) {
        let tokens = self.expr.to_token_stream().to_string();
        let source = mac.delimiter.span().join().source_text();
        let inside = source
            .as_deref()
            .and_then(|text| text.get(1..text.len().checked_sub(1)?));
        let written = inside.map(|text| text.trim().trim_end_matches(',').to_string());
        let compact = |text: &str| text.replace(char::is_whitespace, "");
        let same = |text: &String| !text.contains('\n') && compact(text) == compact(&tokens);
        self.quoted = Some(written.filter(same).unwrap_or(tokens));
    }
}

/// The literal an argument is, also where a `macro_rules!` has passed it on.
fn string_literal(expr: &Expr) -> Option<LitStr> {
    match expr {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Some(text.clone()),
        Expr::Group(group) => string_literal(&group.expr),
        _ => None,
    }
}

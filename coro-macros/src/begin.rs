//! Where an expression begins and ends.
//!
//! Takes an expression, gives the span of its first token. `Spanned` prints all of it to find that, which for an
//! expression that holds others is most of the time that some passes take.

use proc_macro2::{Span, TokenTree};
use quote::ToTokens;
use syn::Expr;
use syn::spanned::Spanned;

/// The place of an expression's first token.
pub fn begin(expr: &Expr) -> Span {
    match expr {
        Expr::Path(path) if path.attrs.is_empty() && path.qself.is_none() => {
            match (&path.path.leading_colon, path.path.segments.first()) {
                (None, Some(first)) => first.ident.span(),
                _ => expr.span(),
            }
        }
        Expr::Lit(literal) if literal.attrs.is_empty() => literal.lit.span(),
        Expr::Call(call) if call.attrs.is_empty() => begin(&call.func),
        Expr::MethodCall(call) if call.attrs.is_empty() => begin(&call.receiver),
        Expr::Field(field) if field.attrs.is_empty() => begin(&field.base),
        Expr::Index(index) if index.attrs.is_empty() => begin(&index.expr),
        Expr::Binary(binary) if binary.attrs.is_empty() => begin(&binary.left),
        Expr::Assign(assign) if assign.attrs.is_empty() => begin(&assign.left),
        Expr::Cast(cast) if cast.attrs.is_empty() => begin(&cast.expr),
        Expr::Try(tried) if tried.attrs.is_empty() => begin(&tried.expr),
        Expr::Await(waited) if waited.attrs.is_empty() => begin(&waited.base),
        Expr::Reference(reference) if reference.attrs.is_empty() => reference.and_token.span,
        Expr::Return(returned) if returned.attrs.is_empty() => returned.return_token.span,
        Expr::Break(left) if left.attrs.is_empty() => left.break_token.span,
        Expr::Continue(again) if again.attrs.is_empty() => again.continue_token.span,
        Expr::If(branch) if branch.attrs.is_empty() => branch.if_token.span,
        Expr::Match(choice) if choice.attrs.is_empty() => choice.match_token.span,
        Expr::Let(binding) if binding.attrs.is_empty() => binding.let_token.span,
        Expr::ForLoop(repeat) if repeat.attrs.is_empty() && repeat.label.is_none() => {
            repeat.for_token.span
        }
        Expr::While(repeat) if repeat.attrs.is_empty() && repeat.label.is_none() => {
            repeat.while_token.span
        }
        Expr::Loop(repeat) if repeat.attrs.is_empty() && repeat.label.is_none() => {
            repeat.loop_token.span
        }
        Expr::Macro(call) if call.attrs.is_empty() => {
            match (&call.mac.path.leading_colon, call.mac.path.segments.first()) {
                (None, Some(first)) => first.ident.span(),
                _ => expr.span(),
            }
        }
        expr => expr.span(),
    }
}

/// The place of an expression's last token.
pub fn end(expr: &Expr) -> Span {
    match expr {
        Expr::Path(path) if path.path.get_ident().is_some() => begin(expr),
        Expr::MethodCall(call) => call.paren_token.span.close(),
        Expr::Call(call) => call.paren_token.span.close(),
        Expr::Reference(reference) => end(&reference.expr),
        expr => match expr.to_token_stream().into_iter().last() {
            Some(TokenTree::Group(group)) => group.span_close(),
            Some(last) => last.span(),
            None => begin(expr),
        },
    }
}

//! What the user wrote at a pause and at the head of a loop, for the docs of states.
//!
//! Takes syntax in sentinels, whose tokens still stand where the user wrote them; gives one line of source. A
//! name or a group is asked for its own text, so that the spaces are the user's. Outside of a compiler (in unit
//! tests) there is no source, and no text.

use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Expr, ExprForLoop, ExprWhile, Pat};

/// The text of `for x in xs`.
pub fn of_for(repeat: &ExprForLoop) -> Option<String> {
    let (pat, head) = (of_pat(&repeat.pat)?, of(&repeat.expr)?);
    Some(format!("for {pat} in {head}"))
}

/// The text of `while x`.
pub fn of_while(repeat: &ExprWhile) -> Option<String> {
    Some(format!("while {}", of(&repeat.cond)?))
}

/// The text of the call of a yield.
pub fn of_yield(name: &str, call: &syn::ExprCall) -> Option<String> {
    Some(format!("{name}!{}", source(call.paren_token.span.join())?))
}

/// The text of an expression, where its parts stand side by side.
pub fn of(expr: &Expr) -> Option<String> {
    Some(match expr {
        Expr::Path(_) | Expr::Lit(_) => source(expr.span())?,
        Expr::Paren(paren) => source(paren.paren_token.span.join())?,
        Expr::Tuple(tuple) => source(tuple.paren_token.span.join())?,
        Expr::Array(array) => source(array.bracket_token.span.join())?,
        // nobody wrote it
        call if is_handed_over(call) => return None,
        Expr::Call(call) => format!(
            "{}{}",
            of(&call.func)?,
            source(call.paren_token.span.join())?
        ),
        Expr::MethodCall(call) => {
            let (receiver, arguments) =
                (of(&call.receiver)?, source(call.paren_token.span.join())?);
            match arguments.starts_with('(') {
                true => format!("{receiver}.{}{arguments}", call.method),
                // the call is not the user's
                false => receiver,
            }
        }
        Expr::Field(field) => format!("{}.{}", of(&field.base)?, source(field.member.span())?),
        Expr::Index(index) => format!(
            "{}{}",
            of(&index.expr)?,
            source(index.bracket_token.span.join())?
        ),
        Expr::Await(wait) => format!("{}.await", of(&wait.base)?),
        Expr::Try(tried) => format!("{}?", of(&tried.expr)?),
        Expr::Reference(reference) => {
            let mutable = reference.mutability.map_or("", |_| "mut ");
            format!("&{mutable}{}", of(&reference.expr)?)
        }
        Expr::Unary(unary) => format!("{}{}", source(unary.op.span())?, of(&unary.expr)?),
        Expr::Binary(binary) => format!(
            "{} {} {}",
            of(&binary.left)?,
            // the span of an operator of several characters ends with the first
            binary.op.to_token_stream(),
            of(&binary.right)?
        ),
        Expr::Range(range) => {
            let limits = match range.limits {
                syn::RangeLimits::HalfOpen(_) => "..",
                syn::RangeLimits::Closed(_) => "..=",
            };
            let end = |end: &Option<Box<Expr>>| match end {
                Some(end) => of(end),
                None => Some(String::new()),
            };
            format!("{}{limits}{}", end(&range.start)?, end(&range.end)?)
        }
        Expr::Let(binding) => format!("let {} = {}", of_pat(&binding.pat)?, of(&binding.expr)?),
        Expr::Group(group) => of(&group.expr)?,
        _ => return None,
    })
}

/// The body of a fn that is given to rustc whole ([`crate::anchored`]).
fn is_handed_over(base: &Expr) -> bool {
    let Expr::Call(call) = base else { return false };
    matches!(&*call.func, Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident.to_string().ends_with("handed_over")))
}

fn of_pat(pat: &Pat) -> Option<String> {
    Some(match pat {
        Pat::Ident(ident) if ident.subpat.is_none() => source(ident.ident.span())?,
        Pat::Wild(_) => "_".to_string(),
        Pat::Tuple(tuple) => source(tuple.paren_token.span.join())?,
        Pat::TupleStruct(tuple) => {
            let name = tuple.path.segments.last()?;
            format!(
                "{}{}",
                source(name.ident.span())?,
                source(tuple.paren_token.span.join())?
            )
        }
        Pat::Reference(reference) => format!("&{}", of_pat(&reference.pat)?),
        _ => return None,
    })
}

/// One line of what is written there.
pub fn source(span: Span) -> Option<String> {
    if !proc_macro::is_available() {
        return None;
    }
    let text = span.source_text()?;
    Some(text.lines().map(str::trim).collect::<Vec<_>>().join(" "))
}

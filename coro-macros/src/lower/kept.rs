//! `for` over an iterator that has to be compared or written.
//!
//! Where a machine derives `PartialEq`, `Hash`, `Serialize` or the like, the iterator of a loop that pauses is put through
//! `Keep`, which knows the iterators of the standard library (`coro-core/src/machine/kept.rs`):
//!
//! ```text
//! [source]  for order in orders { .. }
//! [output]  let mut iter = (&mut &mut &mut Keep::new(IntoIterator::into_iter(orders))).keep();
//!
//! [source]  for i in (1..=n).rev().enumerate() { .. }
//! [output]  let mut iter = IntoIterator::into_iter((&mut &mut &mut Keep::new(1..=n)).keep().rev().enumerate());
//! ```
//!
//! A closure cannot be compared or written: it is written anew for each item (`lower/under_closures.rs`).

use proc_macro2::Span;
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall, parse_quote_spanned};

/// Whether a call is that of an adapter without a closure, which `Kept` has too.
fn is_call_of_adapter(call: &ExprMethodCall) -> bool {
    match call.method.to_string().as_str() {
        "rev" | "enumerate" | "copied" | "cloned" | "peekable" => call.args.is_empty(),
        "skip" | "take" | "step_by" | "zip" | "chain" => call.args.len() == 1,
        _ => false,
    }
}

/// What goes through `head` and can be kept.
pub(super) fn kept(head: Expr) -> Expr {
    let head = match head {
        // in an argument they are superfluous, and rustc says so
        Expr::Paren(paren) => *paren.expr,
        head => head,
    };
    let span = Span::mixed_site().located_at(head.span());
    if let Expr::MethodCall(call) = &head
        && matches!(
            call.method.to_string().as_str(),
            "into_iter" | "iter" | "drain" | "chars"
        )
    {
        let asked = asked(head, span);
        return parse_quote_spanned!(span=> IntoIterator::into_iter(#asked));
    }
    if !is_adapter(&head) {
        let into_iter = parse_quote_spanned!(span=> IntoIterator::into_iter(#head));
        return asked(into_iter, span);
    }
    let adapted = under(head);
    parse_quote_spanned!(span=> IntoIterator::into_iter(#adapted))
}

/// What `yield_from!` goes through, if it is seen to be an iterator.
pub(super) fn kept_delegate(delegate: Expr) -> Expr {
    match is_adapter(&delegate) {
        true => under(delegate),
        false => delegate,
    }
}

/// What is used as an iterator, if it is one that is known. Others stay as they are.
pub(super) fn known(iterator: Expr) -> Expr {
    let iterator = match iterator {
        Expr::Paren(paren) => *paren.expr,
        iterator => iterator,
    };
    if is_adapter(&iterator) {
        return under(iterator);
    }
    let span = Span::mixed_site().located_at(iterator.span());
    let tokens =
        quote_spanned!(span=> (&mut &mut &mut __coro_lib_Keep::new(#iterator)).keep_known());
    parse_quote_spanned!(span=> #tokens)
}

/// The same adapters, over what is kept.
fn under(head: Expr) -> Expr {
    let span = Span::mixed_site().located_at(head.span());
    match head {
        Expr::MethodCall(mut call) if is_call_of_adapter(&call) => {
            *call.receiver = under(*call.receiver);
            if call.method == "zip" || call.method == "chain" {
                call.args = call.args.into_iter().map(kept).collect();
            }
            Expr::MethodCall(call)
        }
        Expr::Paren(paren) if is_range(&paren.expr) => asked(*paren.expr, span),
        Expr::Group(group) => under(*group.expr),
        other => asked(other, span),
    }
}

fn asked(head: Expr, span: Span) -> Expr {
    let tokens = quote_spanned!(span=> (&mut &mut &mut __coro_lib_Keep::new(#head)).keep());
    parse_quote_spanned!(span=> #tokens)
}

fn is_adapter(head: &Expr) -> bool {
    match head {
        Expr::MethodCall(call) => is_call_of_adapter(call),
        Expr::Group(group) => is_adapter(&group.expr),
        _ => false,
    }
}

fn is_range(expr: &Expr) -> bool {
    matches!(expr, Expr::Range(_))
}

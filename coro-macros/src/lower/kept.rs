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
//! A closure cannot be compared or written, but it has no state of its own, so it is written anew for each item, over
//! what is kept of the iterator under it:
//!
//! ```text
//! [source]  for x in list.into_iter().filter(|x| x.is_new()) { .. }
//! [output]  let mut iter = (&mut &mut &mut Keep::new(list.into_iter())).keep();
//!           loop { match Iterator::next(&mut iter.by_ref().filter(|x| x.is_new())) { .. } }
//! ```
//!
//! A closure with `move` may well have a state of its own and stays where it is; so do adapters that are not named here.

use proc_macro2::Span;
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall, parse_quote_spanned};

use super::Lowerer;
use super::cursor::{Cursor, split_adapters};
use crate::ir::{Node, Stmt};

/// Whether a call is that of an adapter without a closure, which `Kept` has too.
fn is_call_of_adapter(call: &ExprMethodCall) -> bool {
    match call.method.to_string().as_str() {
        "rev" | "enumerate" | "copied" | "cloned" => call.args.is_empty(),
        "skip" | "take" | "step_by" | "zip" | "chain" => call.args.len() == 1,
        _ => false,
    }
}

impl Lowerer<'_> {
    /// The head of a loop whose closures are written anew.
    pub(super) fn kept_cursor(&mut self, head: &Expr, out: &mut Vec<Stmt>) -> Option<Cursor> {
        let (under, adapters) = split_adapters(head);
        if !self.keeps || adapters.is_empty() || !adapters.iter().all(|call| is_written_anew(call))
        {
            return None;
        }
        let adapters: Vec<ExprMethodCall> = adapters.into_iter().cloned().collect();
        let span = under.span();
        let under = self.hold_temporaries(under.clone(), out);
        let iter = self.bind("iter", true, Node::Plain(kept(under)), span, out);
        let generated = Span::mixed_site().located_at(span);
        Some(Cursor {
            positional: parse_quote_spanned!(generated=> Iterator::by_ref(&mut #iter)),
            adapters,
            lends: false,
            is_stream: true,
        })
    }
}

/// Nothing of it lives from one item to the next.
fn is_written_anew(call: &ExprMethodCall) -> bool {
    call.args.iter().all(|arg| match arg {
        Expr::Closure(closure) => closure.capture.is_none(),
        Expr::Path(_) => true,
        _ => false,
    })
}

/// What goes through `head` and can be kept.
pub(super) fn kept(head: Expr) -> Expr {
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

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
//!           loop { match Iterator::next(&mut iter.by_ref().filter(|x| x.is_new())) { .. } }    // see stream.rs
//! ```
//!
//! A closure with `move` may well have a state of its own and stays where it is; so do adapters that are not named here.

use proc_macro2::Span;
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall, parse_quote_spanned};

use super::Lowerer;
use crate::ir::{Node, Stmt};

/// Whether a call is that of an adapter without a closure, which `Kept` has too.
fn is_call_of_adapter(call: &ExprMethodCall) -> bool {
    match call.method.to_string().as_str() {
        "rev" | "enumerate" | "copied" | "cloned" | "peekable" => call.args.is_empty(),
        "skip" | "take" | "step_by" | "zip" | "chain" => call.args.len() == 1,
        _ => false,
    }
}

impl Lowerer<'_> {
    /// The head of a loop whose closures are written anew, over what is kept of the iterator under them.
    pub(super) fn kept_under_closures(&mut self, head: &Expr, out: &mut Vec<Stmt>) -> Option<Expr> {
        if !self.keeps || !under_closures(head).is_some_and(|under| has_closures(head, under)) {
            return None;
        }
        let mut adapted = head.clone();
        let under = innermost(&mut adapted)?;
        let span = under.span();
        let generated = Span::mixed_site().located_at(span);
        let iterator = std::mem::replace(under, parse_quote_spanned!(generated=> iter.by_ref()));
        if !self.is_stream(&adapted) {
            return None;
        }
        let iterator = self.hold_temporaries(iterator, out);
        let iter = self.bind("iter", true, Node::Plain(kept(iterator)), span, out);
        *innermost(&mut adapted)? = parse_quote_spanned!(generated=> #iter.by_ref());
        Some(adapted)
    }
}

/// What stands under the innermost adapter with a closure, if all that stand over it can be written anew.
fn under_closures(head: &Expr) -> Option<&Expr> {
    match head {
        Expr::MethodCall(call) => match under_closures(&call.receiver) {
            Some(under) => Some(under),
            None => has_closure(call).then_some(&call.receiver),
        },
        Expr::Group(group) => under_closures(&group.expr),
        _ => None,
    }
}

/// The same to be replaced.
fn innermost(head: &mut Expr) -> Option<&mut Expr> {
    match head {
        Expr::MethodCall(call) => match under_closures(&call.receiver).is_some() {
            true => innermost(&mut call.receiver),
            false => has_closure(call).then_some(&mut *call.receiver),
        },
        Expr::Group(group) => innermost(&mut group.expr),
        _ => None,
    }
}

fn has_closure(call: &ExprMethodCall) -> bool {
    let takes = matches!(
        call.method.to_string().as_str(),
        "map" | "filter" | "filter_map" | "inspect" | "map_while" | "take_while"
    );
    takes && call.args.len() == 1
}

/// Whether no closure between `head` and what stands under it has a state of its own.
fn has_closures(head: &Expr, under: &Expr) -> bool {
    if std::ptr::eq(head, under) {
        return true;
    }
    let inner = match head {
        Expr::MethodCall(call) if !has_closure(call) || is_written_anew(call) => &call.receiver,
        Expr::Group(group) => &group.expr,
        _ => return false,
    };
    has_closures(inner, under)
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

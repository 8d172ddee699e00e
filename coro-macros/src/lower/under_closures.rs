//! `for` over an iterator of the function's own, through closures that no state can hold.
//!
//! A closure that borrows a variable cannot be stored beside it, and none can be compared or written. But without `move` it
//! has no state of its own. So what is under it is kept alone, and it is written anew for each item:
//!
//! ```text
//! [source]  for x in list.into_iter().filter(|x| !seen.contains(x)) { .. }
//! [output]  let mut iter = IntoIterator::into_iter(list.into_iter());
//!           loop { match Iterator::next(&mut iter.by_ref().filter(|x| !seen.contains(x))) { .. } }    // see stream.rs
//! ```
//!
//! A closure with `move` may well have a state of its own and stays where it is; so do adapters that are not named here.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall, parse_quote_spanned};

use super::kept::kept;
use super::{Lowerer, is_place};
use crate::flow::mention_of;
use crate::ir::{Node, Stmt};
use crate::scope::{Owner, owner_of};
use crate::split::type_of;

/// Which closures are written anew.
#[derive(Clone, Copy)]
enum Anew {
    /// All.
    Every,
    /// The innermost one that borrows a variable, and those around it.
    Borrowing,
}

impl Lowerer<'_> {
    /// The head of a loop whose closures are written anew, over what is kept of the iterator under them.
    pub(super) fn kept_under_closures(&mut self, head: &Expr, out: &mut Vec<Stmt>) -> Option<Expr> {
        let (anew, mut adapted) = self.written_anew(head)?;
        let under = self.innermost(&mut adapted, anew)?;
        let span = under.span();
        let generated = Span::mixed_site().located_at(span);
        let iterator = std::mem::replace(under, parse_quote_spanned!(generated=> iter.by_ref()));
        let iterator = self.with_own_machines(iterator);
        let iterator = self.hold_temporaries(iterator, out);
        let made = match self.keeps {
            true => kept(iterator),
            false => parse_quote_spanned!(generated=> IntoIterator::into_iter(#iterator)),
        };
        let iter = self.bind("iter", true, Node::Plain(made), span, out);
        let under = self.innermost(&mut adapted, anew)?;
        *under = parse_quote_spanned!(generated=> #iter.by_ref());
        Some(adapted)
    }

    /// Whether some closures of a chain of adapters borrow variables, and all of those can be written anew.
    pub(super) fn has_closures_to_write_anew(&self, head: &Expr) -> bool {
        self.written_anew(head).is_some()
    }

    /// The head, or one that gives the same items, whose closures can be written anew.
    fn written_anew(&self, head: &Expr) -> Option<(Anew, Expr)> {
        let fits = |anew: Anew, head: Expr| {
            let under = self.under(&head, anew)?;
            let can_be = has_closures(&head, under, anew)
                && match anew {
                    Anew::Every => true,
                    Anew::Borrowing => self.is_iterator(under, &head),
                };
            let mut adapted = head.clone();
            let under = self.innermost(&mut adapted, anew)?;
            *under = parse_quote_spanned!(under.span()=> iter.by_ref());
            (can_be && self.is_stream(&adapted)).then_some((anew, head))
        };
        if self.keeps {
            return fits(Anew::Every, head.clone());
        }
        let commuted = || fits(Anew::Borrowing, super::cursor::commuted(head)?);
        fits(Anew::Borrowing, head.clone()).or_else(commuted)
    }

    /// What stands under the innermost adapter with such a closure.
    fn under<'e>(&self, head: &'e Expr, anew: Anew) -> Option<&'e Expr> {
        match head {
            Expr::MethodCall(call) => match self.under(&call.receiver, anew) {
                Some(under) => Some(under),
                None => self.is_anew(call, anew).then_some(&call.receiver),
            },
            Expr::Paren(paren) => self.under(&paren.expr, anew),
            Expr::Group(group) => self.under(&group.expr, anew),
            _ => None,
        }
    }

    /// The same to be replaced.
    fn innermost<'e>(&self, head: &'e mut Expr, anew: Anew) -> Option<&'e mut Expr> {
        match head {
            Expr::MethodCall(call) => match self.under(&call.receiver, anew).is_some() {
                true => self.innermost(&mut call.receiver, anew),
                false => self.is_anew(call, anew).then_some(&mut *call.receiver),
            },
            Expr::Paren(paren) => self.innermost(&mut paren.expr, anew),
            Expr::Group(group) => self.innermost(&mut group.expr, anew),
            _ => None,
        }
    }

    fn is_anew(&self, call: &ExprMethodCall, anew: Anew) -> bool {
        has_closure(call)
            && match anew {
                Anew::Every => true,
                Anew::Borrowing => self.borrows(call),
            }
    }

    /// Whether what is under the closures of a head is an iterator, and no array: that has a `map` of its own, which calls
    /// its closure for all items at once.
    fn is_iterator(&self, under: &Expr, head: &Expr) -> bool {
        let mut innermost = head;
        let mut is_surely = false;
        while let Expr::MethodCall(call) = innermost {
            is_surely |= call.method != "map";
            if std::ptr::eq(&*call.receiver, under) {
                break;
            }
            innermost = &call.receiver;
        }
        let is_list = |place: &Expr| {
            let ty = type_of(place, self.tables);
            matches!(ty, Some(syn::Type::Array(_)))
                || owner_of(place, self.tables).is_some_and(Owner::is_collection)
        };
        is_surely
            || match under {
                Expr::MethodCall(_) | Expr::Call(_) | Expr::Block(_) => true,
                Expr::Paren(paren) => matches!(*paren.expr, Expr::Range(_)),
                place => is_place(place) && !is_list(place),
            }
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
fn has_closures(head: &Expr, under: &Expr, anew: Anew) -> bool {
    if std::ptr::eq(head, under) {
        return true;
    }
    let inner = match head {
        Expr::MethodCall(call) if !has_closure(call) || is_written_anew(call, anew) => {
            &call.receiver
        }
        Expr::Paren(paren) => &paren.expr,
        Expr::Group(group) => &group.expr,
        _ => return false,
    };
    has_closures(inner, under, anew)
}

/// Nothing of it lives from one item to the next.
fn is_written_anew(call: &ExprMethodCall, anew: Anew) -> bool {
    call.args.iter().all(|arg| match arg {
        Expr::Closure(closure) => closure.capture.is_none(),
        // a variable may be moved there
        Expr::Path(_) => matches!(anew, Anew::Every) || mention_of(arg).is_none(),
        _ => false,
    })
}

//! Ranges by value in what is evaluated again for each item.
//!
//! No range is `Copy`, so the head of a loop that goes on by position lends it or takes a copy:
//!
//! ```text
//! [source]  for (day, list) in events.range(span) { .. }     for x in &items[span] { .. }
//! [output]  nth(&events.range(ranged(&span)), position)      nth(&items[Clone::clone(&span)], position)
//! ```
//!
//! Of an index whose type is not seen rustc tells whether it is a range, unless it turns out to be a number:
//! `items[Indexing(&span).again()]`.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprIndex, ExprMethodCall, Type, parse_quote_spanned};

use super::{Lowerer, is_place};
use crate::carry::is_scalar_type;
use crate::flow::{mention_of, strip};
use crate::ir::{Node, Stmt};
use crate::scope::Tables;
use crate::split::Declared;

impl Lowerer<'_> {
    /// `let held = from..;` of a range that is made of what is no number, in the head of a `for`.
    pub(super) fn hold_range(&mut self, head: Expr, out: &mut Vec<Stmt>) -> Expr {
        let mut call = match head {
            Expr::MethodCall(call) => call,
            Expr::Reference(mut reference) => {
                *reference.expr = self.hold_range(*reference.expr, out);
                return Expr::Reference(reference);
            }
            // `items[span.clone()]`
            Expr::Index(mut index) if is_place(&index.expr) && is_cloned(&index.index) => {
                let (span, value) = (index.index.span(), (*index.index).clone());
                *index.index = self.bind("held", false, Node::Plain(value), span, out);
                return Expr::Index(index);
            }
            // `[a, b][n..]`, which lives as long as the loop
            Expr::Index(mut index) if is_made(&index.expr) => {
                let span = index.expr.span();
                let value = std::mem::replace(&mut *index.expr, super::operands::empty());
                let value = self.hold_temporaries(value, out);
                *index.expr = self.bind("held", true, Node::Plain(value), span, out);
                return Expr::Index(index);
            }
            head => return head,
        };
        if !looks_up(&call) {
            *call.receiver = self.hold_range(*call.receiver, out);
            return Expr::MethodCall(call);
        }
        let is_moved = |end: &Expr| match type_of(end, self.tables) {
            Some(ty) => !is_scalar_type(ty) && !matches!(ty, Type::Reference(_)),
            None => !matches!(strip(end), Expr::Lit(_) | Expr::Reference(_)),
        };
        if let Some(arg @ Expr::Range(range)) = call.args.first()
            && [&range.start, &range.end]
                .into_iter()
                .flatten()
                .any(|end| is_moved(end))
        {
            let (span, value) = (arg.span(), arg.clone());
            let held = self.bind("held", false, Node::Plain(value), span, out);
            if let Some(arg) = call.args.first_mut() {
                *arg = held;
            }
        }
        Expr::MethodCall(call)
    }
}

/// The same head, which moves no range.
pub(super) fn lend_ranges(mut head: Expr, tables: &Tables) -> Expr {
    Lender(tables).visit_expr_mut(&mut head);
    head
}

/// `at` of `Indexing(&at).again()`.
pub fn indexing(expr: &Expr) -> Option<&Expr> {
    let Expr::MethodCall(call) = expr else {
        return None;
    };
    match &*call.receiver {
        Expr::Call(made) if matches!(&*made.func, Expr::Path(path) if path.path.is_ident("__coro_lib_Indexing")) => {
            match made.args.first()? {
                Expr::Reference(reference) => Some(&reference.expr),
                _ => None,
            }
        }
        _ => None,
    }
}

struct Lender<'t>(&'t Tables);

impl VisitMut for Lender<'_> {
    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        visit_mut::visit_expr_method_call_mut(self, call);
        if !looks_up(call) {
            return;
        }
        for arg in &mut call.args {
            if mention_of(strip(arg)).is_some() {
                let span = Span::mixed_site().located_at(arg.span());
                *arg = parse_quote_spanned!(span=> __coro_lib_ranged(&#arg));
            }
        }
    }

    fn visit_expr_index_mut(&mut self, place: &mut ExprIndex) {
        visit_mut::visit_expr_index_mut(self, place);
        if mention_of(strip(&place.index)).is_none() {
            return;
        }
        let (span, index) = (place.index.span(), &place.index);
        let span = Span::mixed_site().located_at(span);
        match type_of(&place.index, self.0) {
            Some(ty) if is_range_type(ty) => {
                *place.index = parse_quote_spanned!(span=> Clone::clone(&#index));
            }
            Some(_) => {}
            None => {
                *place.index = parse_quote_spanned!(span=> __coro_lib_Indexing(&#index).again())
            }
        }
    }
}

/// `map.range(..)`, of a map of std's.
fn looks_up(call: &ExprMethodCall) -> bool {
    let name = &call.method;
    (name == "range" || name == "range_mut")
        && call.args.len() == 1
        && !Declared::beside(name.span()).has_method(name)
}

/// The type that is written beside the variable that this is, or that it seems to have.
fn type_of<'t>(expr: &Expr, tables: &'t Tables) -> Option<&'t Type> {
    let row = tables.mention(mention_of(strip(expr))?)?;
    let written = tables.var(row.var)?.ty.as_ref();
    written.or_else(|| tables.hints.get(&row.var))
}

/// `span.clone()`
fn is_cloned(index: &Expr) -> bool {
    matches!(strip(index), Expr::MethodCall(call) if call.method == "clone" && mention_of(&call.receiver).is_some())
}

/// `Range<usize>`, `std::ops::RangeInclusive<usize>`
fn is_range_type(ty: &Type) -> bool {
    const RANGES: &[&str] = &[
        "Range",
        "RangeFrom",
        "RangeInclusive",
        "RangeTo",
        "RangeToInclusive",
    ];
    match ty {
        Type::Path(path) => {
            let last = path.path.segments.last();
            last.is_some_and(|last| RANGES.iter().any(|name| last.ident == name))
        }
        _ => false,
    }
}

/// A list that is made where it stands, and is no constant.
fn is_made(value: &Expr) -> bool {
    matches!(
        strip(value),
        Expr::Array(_) | Expr::Repeat(_) | Expr::Call(_)
    ) && !super::extended::is_constant(value)
}

//! The pauses themselves.
//!
//! Takes `yield_wait!()`, `yield_value!(e)`, `yield_from!(c, ..)` (as sentinel calls) and `c.await`, gives a
//! [`Pause`]. What is evaluated for it stands before it; temporaries with a drop of their own live until
//! it is over, as in Rust.

use proc_macro2::Span;
use syn::{Expr, ExprTuple};

use super::{Lowerer, pauses};
use crate::ir::{Node, Pass, Pause, PauseKind, Stmt};
use crate::names::{self, Sentinel, YieldKind};

impl Lowerer<'_> {
    /// A call of one of the three yields.
    pub(super) fn yield_call(
        &mut self,
        kind: YieldKind,
        args: Vec<Expr>,
        span: Span,
        text: Option<String>,
    ) -> Node {
        let name = self.given_name();
        if let (YieldKind::From, [delegate]) = (kind, args.as_slice())
            && self.is_borrowing_iterator(delegate)
        {
            return self.delegate_by_loop(delegate.clone(), span);
        }
        let mut out = Vec::new();
        let mut args = args.into_iter();
        let kind = match kind {
            YieldKind::Wait => PauseKind::Wait,
            YieldKind::Value => PauseKind::Value(
                args.next()
                    .map(|value| self.operand_of_pause(value, &mut out)),
            ),
            YieldKind::From => match (args.next(), args.next()) {
                (Some(delegate), None) => self.delegate(delegate, &mut out),
                (Some(delegate), Some(first)) => {
                    self.delegate_with(delegate, first, span, &mut out)
                }
                (None, _) => PauseKind::Wait,
            },
        };
        let point = self.point();
        self.note(point, text);
        let pause = Pause {
            point,
            kind,
            name,
            span,
        };
        Self::wrap(out, Node::Pause(Box::new(pause)))
    }

    /// `delegate.await`
    pub(super) fn await_call(&mut self, delegate: Expr, span: Span) -> Node {
        let text = super::text::of(&delegate).map(|delegate| format!("{delegate}.await"));
        self.yield_call(
            YieldKind::From,
            vec![crate::waits::bare(delegate)],
            span,
            text,
        )
    }

    fn operand_of_pause(&mut self, value: Expr, out: &mut Vec<Stmt>) -> Expr {
        let value = if pauses(&value) {
            self.spill_value(value, out)
        } else {
            value
        };
        self.hold_temporaries(value, out)
    }

    fn made_delegate(&mut self, delegate: Expr, out: &mut Vec<Stmt>) -> Expr {
        let delegate = match pauses(&delegate) {
            true => self.spill_value(delegate, out),
            false => delegate,
        };
        self.hold_of_delegate(delegate, out)
    }

    /// An iterator that borrows what cannot be stored beside it.
    fn delegate_by_loop(&mut self, iterator: Expr, span: Span) -> Node {
        let generated = names::made_at(span);
        let item = self.hidden("item", false, span);
        let (pat, value) = (self.binding(item, span), self.mention(item, span));
        let name = names::yield_call(YieldKind::Value, generated);
        let repeat: Expr =
            syn::parse_quote_spanned!(generated=> for item in #iterator { #name(#value); });
        match repeat {
            Expr::ForLoop(mut repeat) => {
                *repeat.pat = pat;
                self.for_loop(repeat)
            }
            other => self.node(other),
        }
    }

    fn delegate(&mut self, delegate: Expr, out: &mut Vec<Stmt>) -> PauseKind {
        let delegate = self.with_own_machines(delegate);
        let delegate = self.made_delegate(delegate, out);
        let delegate = match self.keeps {
            true => super::kept::kept_delegate(delegate),
            false => delegate,
        };
        let pass = Pass::Unit;
        PauseKind::From { delegate, pass }
    }

    fn delegate_with(
        &mut self,
        delegate: Expr,
        first: Expr,
        span: Span,
        out: &mut Vec<Stmt>,
    ) -> PauseKind {
        if self.lends(&first) {
            let delegate = self.made_delegate(delegate, out);
            let pass = Pass::Lend(first);
            return PauseKind::From { delegate, pass };
        }
        // what `first` needs beforehand comes after the delegate
        let mut behind = Vec::new();
        let first = self.operand_of_pause(first, &mut behind);
        let mut delegate = self.made_delegate(delegate, out);
        if !behind.is_empty() {
            delegate = self.bind("delegated", false, Node::Plain(delegate), span, out);
        }
        out.append(&mut behind);
        PauseKind::From {
            delegate,
            pass: Pass::First(first),
        }
    }

    /// `&mut place`, `&place`, the present loan, or a tuple of these.
    fn lends(&self, first: &Expr) -> bool {
        match first {
            Expr::Reference(reference) => !pauses(&reference.expr) && is_place(&reference.expr),
            Expr::Tuple(ExprTuple { elems, .. }) => {
                !elems.is_empty() && elems.iter().all(|elem| self.lends(elem))
            }
            Expr::Paren(paren) => self.lends(&paren.expr),
            Expr::Group(group) => self.lends(&group.expr),
            Expr::Path(path) => path.path.get_ident().and_then(names::parse).is_some_and(
                |sentinel| match sentinel {
                    Sentinel::Mention(id) => self
                        .tables
                        .mention(id)
                        .is_some_and(|mention| self.loans.contains(&mention.var)),
                    _ => false,
                },
            ),
            _ => false,
        }
    }
}

/// Whether an expression names a place, and nothing is run to find it.
pub fn is_place(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) => true,
        Expr::Field(field) => is_place(&field.base),
        Expr::Index(index) => is_place(&index.expr) && is_pure_index(&index.index),
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Deref(_)) && is_place(&unary.expr),
        Expr::Paren(paren) => is_place(&paren.expr),
        Expr::Group(group) => is_place(&group.expr),
        _ => false,
    }
}

/// Methods that only reckon.
const NUMBERS: &[&str] = &["len", "max", "min", "saturating_add", "saturating_sub"];

fn is_pure_index(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(_) | Expr::Path(_) => true,
        Expr::Field(_) => is_place(expr),
        Expr::Paren(paren) => is_pure_index(&paren.expr),
        Expr::Group(group) => is_pure_index(&group.expr),
        Expr::Range(range) => [&range.start, &range.end]
            .into_iter()
            .flatten()
            .all(|end| is_pure_index(end)),
        Expr::Binary(binary) => is_pure_index(&binary.left) && is_pure_index(&binary.right),
        Expr::Cast(cast) => is_pure_index(&cast.expr),
        // the key of a map
        Expr::Reference(key) => key.mutability.is_none() && is_pure_index(&key.expr),
        // a range, which is not `Copy`
        Expr::MethodCall(call) if call.method == "clone" && call.args.is_empty() => {
            matches!(*call.receiver, Expr::Path(_))
        }
        indexed if super::indexing(indexed).is_some() => true,
        Expr::MethodCall(call) => {
            NUMBERS.contains(&call.method.to_string().as_str())
                && is_pure_index(&call.receiver)
                && call.args.iter().all(is_pure_index)
        }
        _ => false,
    }
}

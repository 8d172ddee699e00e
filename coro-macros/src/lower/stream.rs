//! `for` over an iterator or a coroutine that is a variable of the function.
//!
//! The machine cannot hold `numbers.by_ref()` beside `numbers`, and need not: whoever goes on by itself is asked for
//! the next item each time, through adapters that are written down anew. Those that count are told how far they are:
//!
//! ```text
//! [source]  for n in numbers.by_ref().filter(|n| n % 2 == 0).take(3) { .. }
//! [output]  let mut left = 3;
//!           loop { match numbers.by_ref().filter(|n| n % 2 == 0).take(left).inspect(|_| left -= 1).next() { .. } }
//!
//! [source]  for n in naturals().iter().skip(2) { .. }
//! [output]  let mut machine = naturals();  let mut left = 2;
//!           loop { match machine.iter().skip(replace(&mut left, 0)).next() { .. } }
//! ```
//!
//! Takes the head of a loop, gives how the next item is asked for, or `None`: then it is no such iterator, or an
//! adapter has a state that cannot be told.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprMethodCall, parse_quote_spanned};

use super::{Lowerer, is_place};
use crate::flow::strip;
use crate::ir::{Node, Stmt};
use crate::names;
use crate::scope::{Owner, Tables, makes_machine, owner_of};

impl Lowerer<'_> {
    /// Whether a loop's head asks an iterator or a coroutine of the function's.
    pub(super) fn is_stream(&self, head: &Expr) -> bool {
        match strip(head) {
            Expr::Reference(reference) => {
                let place = referred_to(&reference.expr);
                is_place(&reference.expr)
                    && match reference.mutability {
                        Some(_) => crate::scope::iterates(place, self.tables),
                        None => owner_of(place, self.tables) == Some(Owner::Channel),
                    }
            }
            Expr::MethodCall(call) => self.is_base(call) || self.is_adapter(call),
            Expr::Call(call) => self.is_asked(call),
            _ => false,
        }
    }

    /// `numbers.by_ref()`, `machine.iter()`, `naturals().iter()`, `receiver.try_iter()`
    fn is_base(&self, call: &ExprMethodCall) -> bool {
        let of_machine = || {
            makes_machine(&call.receiver, self.tables)
                || is_place(&call.receiver)
                    && owner_of(&call.receiver, self.tables) == Some(Owner::Machine)
        };
        let of_channel = || {
            is_place(&call.receiver)
                && owner_of(&call.receiver, self.tables) == Some(Owner::Channel)
        };
        call.args.is_empty()
            && (call.method == "by_ref" && is_place(&call.receiver)
                || call.method == "iter" && of_machine()
                || (call.method == "iter" || call.method == "try_iter") && of_channel())
    }

    /// `iter::from_fn(|| queue.pop())`: an iterator without a state of its own, whose closure borrows a variable.
    fn is_asked(&self, call: &syn::ExprCall) -> bool {
        let Expr::Path(path) = &*call.func else {
            return false;
        };
        let name = path.path.segments.last().map(|last| &last.ident);
        let is_maker = name.is_some_and(|name| {
            let is_std = name == "from_fn" || name == "repeat_with";
            let told = crate::split::Declared::beside(name.span());
            is_std && told.returned(None, name, false).is_none()
        });
        is_maker && call.args.len() == 1 && call.args.iter().all(|arg| self.borrows_in(arg))
    }

    fn is_adapter(&self, call: &ExprMethodCall) -> bool {
        let other = || call.args.first();
        let fits = match call.method.to_string().as_str() {
            "map" | "filter" | "filter_map" | "inspect" | "map_while" | "take_while" | "copied"
            | "cloned" | "enumerate" | "take" | "skip" => true,
            "step_by" => other().is_some_and(is_step),
            "zip" => other().is_some_and(|other| {
                self.is_stream(other) || matches!(strip(other), Expr::Range(_))
            }),
            _ => false,
        };
        fits && self.is_stream(&call.receiver)
    }

    /// How the next item is asked for.
    pub(super) fn stream(&mut self, head: Expr, span: Span, out: &mut Vec<Stmt>) -> Expr {
        let source = self.source(head, span, out);
        let generated = names::made_at(span);
        parse_quote_spanned!(generated=> Iterator::next(&mut #source))
    }

    fn source(&mut self, head: Expr, span: Span, out: &mut Vec<Stmt>) -> Expr {
        match head {
            Expr::Paren(paren) => self.source(*paren.expr, span, out),
            Expr::Group(group) => self.source(*group.expr, span, out),
            Expr::MethodCall(mut call) if self.is_base(&call) => {
                if !is_place(&call.receiver) {
                    let made = std::mem::replace(&mut *call.receiver, super::operands::empty());
                    let place = made.span();
                    *call.receiver = self.bind("held", true, Node::Plain(made), place, out);
                }
                Expr::MethodCall(call)
            }
            Expr::MethodCall(mut call) => {
                let inner = std::mem::replace(&mut *call.receiver, super::operands::empty());
                *call.receiver = self.source(inner, span, out);
                self.adapter(call, span, out)
            }
            Expr::Range(range) => {
                let position = self.counter("position", span, out);
                let at = self.mention(position, span);
                let generated = names::made_at(span);
                parse_quote_spanned!(generated=> __coro_lib_going(#range, &mut #at))
            }
            // `&receiver`
            Expr::Reference(reference) if reference.mutability.is_none() => {
                parse_quote_spanned!(reference.span()=> (#reference).into_iter())
            }
            // `&mut numbers`
            other => parse_quote_spanned!(other.span()=> (#other)),
        }
    }

    /// An adapter on a source that is asked anew for each item.
    pub(super) fn adapter(
        &mut self,
        mut call: ExprMethodCall,
        span: Span,
        out: &mut Vec<Stmt>,
    ) -> Expr {
        let generated = names::made_at(call.method.span());
        let inner = (*call.receiver).clone();
        let argument = call.args.first().cloned();
        match (call.method.to_string().as_str(), argument) {
            ("enumerate", _) => {
                let count = self.counter("count", span, out);
                let [step, before] = [0; 2].map(|_| self.captured(count, span));
                parse_quote_spanned! {generated=>
                    #inner.map(|item| { #step += 1; (#before - 1, item) })
                }
            }
            ("take", Some(argument)) => {
                let left = self.count_of(argument, out);
                let (now, step) = (self.mention(left, span), self.captured(left, span));
                parse_quote_spanned!(generated=> #inner.take(#now).inspect(|_| #step -= 1))
            }
            ("skip", Some(argument)) => {
                let left = self.count_of(argument, out);
                let left = self.mention(left, span);
                parse_quote_spanned!(generated=> #inner.skip(__coro_lib_replace(&mut #left, 0)))
            }
            ("step_by", Some(argument)) => {
                let zero: Expr = parse_quote_spanned!(generated=> 0usize);
                let left = self.count_of(zero, out);
                let left = self.mention(left, span);
                parse_quote_spanned! {generated=>
                    #inner.skip(__coro_lib_replace(&mut #left, #argument - 1))
                }
            }
            ("zip", Some(other)) => {
                let other = self.source(other, span, out);
                call.args.clear();
                call.args.push(other);
                Expr::MethodCall(call)
            }
            _ => Expr::MethodCall(call),
        }
    }

    /// `let mut left = n;`
    fn count_of(&mut self, value: Expr, out: &mut Vec<Stmt>) -> names::VarId {
        let span = value.span();
        let left = self.hidden("left", true, span);
        let pat = self.binding(left, span);
        let local = super::statement::local(pat, value);
        out.push(Stmt::Plain(syn::Stmt::Local(local)));
        left
    }

    /// All items of a list that is a local: the iterator owns them, and the list is empty as it is while they are drained.
    ///
    /// ```text
    /// [source]  for card in deck.drain(..) { .. }
    /// [output]  for card in take(&mut deck).into_iter() { .. }
    /// ```
    pub(super) fn drained(&self, head: Expr) -> Expr {
        let Expr::MethodCall(mut call) = head else {
            return head;
        };
        let is_all = |arg: &Expr| matches!(arg, Expr::Range(range) if range.start.is_none() && range.end.is_none());
        let is_drain =
            call.method == "drain" && call.args.len() == 1 && call.args.iter().all(is_all);
        let is_own_list = || {
            let row = crate::flow::mention_of(&call.receiver)
                .and_then(|mention| self.tables.mention(mention))
                .and_then(|row| self.tables.var(row.var));
            owner_of(&call.receiver, self.tables) == Some(Owner::List)
                && !row.is_none_or(|row| matches!(row.ty, Some(syn::Type::Reference(_))))
        };
        if !is_drain {
            *call.receiver = self.drained(*call.receiver);
        } else if is_own_list() {
            let (span, list) = (names::made_at(call.method.span()), &call.receiver);
            let row = crate::flow::mention_of(list).and_then(|list| self.tables.mention(list));
            return match row.is_some_and(|row| self.loans.contains(&row.var)) {
                true => parse_quote_spanned!(span=> ::core::mem::take(&mut *#list).into_iter()),
                false => parse_quote_spanned!(span=> ::core::mem::take(&mut #list).into_iter()),
            };
        }
        Expr::MethodCall(call)
    }

    /// A coroutine made in the head of a loop belongs to its iterator, which can be stored then:
    ///
    /// ```text
    /// [source]  for (word, n) in words.iter().zip(naturals().iter()) { .. }
    /// [output]  for (word, n) in words.iter().zip(Coroutine::into_iter(naturals())) { .. }
    /// ```
    pub(super) fn with_own_machines(&self, mut head: Expr) -> Expr {
        struct Owning<'t>(&'t Tables);
        impl VisitMut for Owning<'_> {
            fn visit_expr_mut(&mut self, expr: &mut Expr) {
                visit_mut::visit_expr_mut(self, expr);
                if let Expr::MethodCall(call) = expr
                    && call.method == "iter"
                    && makes_machine(&call.receiver, self.0)
                {
                    let (span, machine) = (names::made_at(call.method.span()), &call.receiver);
                    *expr = parse_quote_spanned!(span=> __coro_lib_Coroutine::into_iter(#machine));
                }
            }
            fn visit_expr_closure_mut(&mut self, _: &mut syn::ExprClosure) {}
            fn visit_block_mut(&mut self, _: &mut syn::Block) {}
        }
        if !self.tables.machines.is_empty() {
            Owning(self.tables).visit_expr_mut(&mut head);
        }
        head
    }

    /// Whether a delegate is an iterator that borrows a variable of the function's: it is gone through as by a loop.
    ///
    /// ```text
    /// [source]  yield_from!(list.iter().map(|x| x + 1));
    /// [output]  for item in list.iter().map(|x| x + 1) { yield_value!(item); }
    /// ```
    pub(super) fn is_borrowing_iterator(&self, delegate: &Expr) -> bool {
        let is_chain = matches!(strip(delegate), Expr::MethodCall(_));
        let goes_on = |head: &Expr| self.cursor_over(head).is_some();
        let commutes = || super::cursor::commuted(delegate).is_some_and(|head| goes_on(&head));
        let is_borrowed = || is_chain && (goes_on(delegate) || commutes());
        let is_anew = || is_chain && !self.keeps && self.has_closures_to_write_anew(delegate);
        !self.polls && (self.is_stream(delegate) || is_borrowed() || is_anew())
    }
}

/// A step that is plainly not zero.
pub(super) fn is_step(expr: &Expr) -> bool {
    let Expr::Lit(literal) = strip(expr) else {
        return false;
    };
    match &literal.lit {
        syn::Lit::Int(step) => step.base10_parse::<usize>().is_ok_and(|step| step > 0),
        _ => false,
    }
}

/// `numbers` of `*numbers`.
pub(super) fn referred_to(place: &Expr) -> &Expr {
    match strip(place) {
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => referred_to(&unary.expr),
        place => place,
    }
}

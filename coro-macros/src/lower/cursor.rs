//! `for` over what a local owns: the loop goes on by position.
//!
//! A state cannot hold an iterator that borrows a variable beside it. Where the head can be evaluated again, the
//! loop keeps a position, makes the iterator anew for each item and goes to the position:
//!
//! ```text
//! [source]  for x in &items { .. }
//! [output]  let mut position = 0;
//!           loop { match nth(&items, position) { Some(x) => { position += 1; .. } None => break } }
//!
//! [source]  for x in items.iter().filter(|x| x.is_new()) { .. }
//! [output]  loop { match Iterator::next(&mut going(items.iter(), &mut position).filter(|x| x.is_new())) { .. } }
//! ```
//!
//! After a pause the item is taken again by its position, if it is a reference into the local. Adapters with a
//! closure have no state of their own, so they are written down anew too. Others keep the iterator as it is.

use proc_macro2::Span;
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall, Pat, Type, parse_quote_spanned};

use super::Lowerer;
use super::borrowing::captures_such;
use super::control::{break_to, loop_node, parse_quote_pat, some_pattern};
use super::pause::is_place;
use super::ranged::lend_ranges;
use super::stream::referred_to;
use crate::carry::{finding, found_in, is_pure, is_scalar_type, root_of};
use crate::flow::{bound, strip};
use crate::ir::{Arm, Block, Match, Node, Stmt};
use crate::names::VarId;
use crate::scope::{Owner, Var, of_value, owner_of};
use crate::split::Finding;

/// The head of a `for`, taken apart.
pub(super) struct Cursor {
    /// What can go to a position.
    positional: Expr,
    /// Adapters without state that stand around it, from the inside out.
    adapters: Vec<ExprMethodCall>,
    /// The items are references into the local.
    lends: bool,
    /// The library's way to cut the text that it goes through, and the part of it that it was cut to.
    cut: Option<Expr>,
}

/// Iterators over what a text, a list or a map holds.
const WALKED: &[&str] = &[
    "bytes",
    "char_indices",
    "chars",
    "chunks",
    "chunks_exact",
    "keys",
    "lines",
    "split",
    "split_whitespace",
    "values",
    "windows",
];

/// What only a text has, whatever is known of a reference.
const OF_TEXTS: &[&str] = &[
    "bytes",
    "char_indices",
    "chars",
    "lines",
    "split",
    "split_whitespace",
];

/// What the innermost expression of a head is.
pub(super) enum Base {
    /// `&items`, `items.iter()`: references into a local.
    Lent(VarId),
    /// `text.chars()`: values made of a local.
    Made(VarId),
    /// `0..n`
    Range,
}

impl Lowerer<'_> {
    /// The head of a `for`, if its iterator would borrow a local of the machine's and can be made again.
    pub(super) fn cursor_over(&self, head: &Expr) -> Option<Cursor> {
        let cut = self.cut(head);
        let (base, positional, adapters, cut) = match cut {
            Some(cut) => {
                let base = self.base_call(cut.base)?;
                let positional = Expr::MethodCall(cut.base.clone());
                (base, positional, cut.adapters, Some(cut.items))
            }
            None => {
                let (positional, adapters) = split_adapters(head);
                let base = self.base(positional)?;
                let positional = match is_counted(positional) {
                    true => counted(positional),
                    false => strip(positional).clone(),
                };
                (base, positional, adapters, None)
            }
        };
        let captures = adapters.iter().any(|call| self.borrows(call));
        let is_borrowed = match base {
            Base::Lent(var) | Base::Made(var) => !self.is_loan(var) && !self.is_shared(var),
            Base::Range => false,
        };
        (is_borrowed || captures).then(|| Cursor {
            positional: lend_ranges(positional, self.tables),
            lends: matches!(base, Base::Lent(_)) && !adapters.iter().any(|call| makes_items(call)),
            adapters: adapters.into_iter().cloned().collect(),
            cut,
        })
    }

    /// The present loan, which may be of something else after a pause.
    pub(super) fn is_loan(&self, var: VarId) -> bool {
        self.loans.contains(&var) && !self.loans_are_same
    }

    pub(super) fn is_shared(&self, var: VarId) -> bool {
        if self.tables.outer.contains(&var) {
            return true;
        }
        let ty = self.tables.var(var).and_then(|row| row.ty.as_ref());
        matches!(ty, Some(Type::Reference(ty)) if ty.mutability.is_none())
    }

    /// The base of a head that can go to a position, under adapters that can.
    pub(super) fn base(&self, expr: &Expr) -> Option<Base> {
        match expr {
            Expr::Paren(paren) => self.base(&paren.expr),
            Expr::Group(group) => self.base(&group.expr),
            Expr::Reference(reference) if is_place(&reference.expr) => {
                Some(Base::Lent(self.variable_of(&reference.expr)?))
            }
            Expr::Path(_) => self
                .variable_of(expr)
                .filter(|var| self.tables.lent.contains(var))
                .map(Base::Lent),
            Expr::Range(_) if is_pure(expr, self.tables) => Some(Base::Range),
            Expr::MethodCall(call) if call.method == "split" && !self.is_listed(call) => {
                self.base_found(call)
            }
            Expr::MethodCall(call) => self.base_call(call).or_else(|| self.base_found(call)),
            _ => None,
        }
    }

    /// What a method of the file finds: `graph.neighbours(node)`.
    fn base_found(&self, call: &ExprMethodCall) -> Option<Base> {
        let lends = match finding(call)? {
            Finding::Part => true,
            Finding::Items { lends } => lends,
        };
        let var = self.searched_in(&call.receiver)?;
        let pure = call.args.iter().all(|arg| is_pure(arg, self.tables));
        pure.then_some(match lends {
            true => Base::Lent(var),
            false => Base::Made(var),
        })
    }

    /// The variable that a place begins with, or what is found in it.
    fn searched_in(&self, receiver: &Expr) -> Option<VarId> {
        match is_place(receiver) {
            true => self.variable_of(receiver),
            false => Some(self.tables.mention(found_in(receiver, self.tables)?)?.var),
        }
    }

    pub(super) fn base_call(&self, call: &ExprMethodCall) -> Option<Base> {
        let name = call.method.to_string();
        let pure = call.args.iter().all(|arg| is_pure(arg, self.tables));
        match name.as_str() {
            "into_iter" | "enumerate" | "rev" | "copied" | "cloned" | "skip" | "take"
            | "step_by" | "flatten"
                if pure =>
            {
                self.base(&call.receiver)
            }
            "zip" | "chain" => {
                let base = self.base(&call.receiver)?;
                let other = call.args.first()?;
                match self.base(other) {
                    Some(Base::Made(_)) => None,
                    Some(_) => Some(base),
                    None => self.walks(other).then_some(base),
                }
            }
            "iter" | "iter_mut" if is_place(&call.receiver) => {
                let var = self.variable_of(&call.receiver)?;
                // it goes on by itself
                let owner = self.tables.owners.get(&var);
                let goes_on = matches!(owner, Some(Owner::Machine | Owner::Channel));
                (!goes_on).then_some(Base::Lent(var))
            }
            "iter" => Some(Base::Lent(self.searched_in(&call.receiver)?)),
            _ if pure && !is_place(&call.receiver) => {
                let var = self.searched_in(&call.receiver)?;
                match name.as_str() {
                    "windows" | "chunks" | "chunks_exact" | "rchunks" | "lines"
                    | "split_whitespace" => Some(Base::Lent(var)),
                    "split" if call.args.iter().all(is_text_pattern) => Some(Base::Lent(var)),
                    "chars" | "bytes" | "char_indices" => Some(Base::Made(var)),
                    _ => None,
                }
            }
            _ if pure => {
                let var = self.variable_of(&call.receiver)?;
                let is_text = OF_TEXTS.contains(&name.as_str())
                    && (self.tables.lent.contains(&var) || self.tables.handed_over.contains(&var));
                let is_text = is_text
                    || OF_TEXTS.contains(&name.as_str())
                        && matches!(*call.receiver, Expr::Field(_))
                        && call.args.iter().all(is_text_pattern);
                let owner = owner_of(&call.receiver, self.tables);
                match (owner.or(is_text.then_some(Owner::Text))?, name.as_str()) {
                    (Owner::List, "windows" | "chunks" | "chunks_exact" | "rchunks")
                    | (Owner::List, "chunks_mut" | "chunks_exact_mut")
                    | (Owner::Map, "keys" | "values" | "values_mut" | "range" | "range_mut")
                    | (
                        Owner::Map,
                        "difference" | "intersection" | "symmetric_difference" | "union",
                    )
                    | (Owner::Text, "lines" | "split" | "split_whitespace") => {
                        Some(Base::Lent(var))
                    }
                    (Owner::Text, "chars" | "bytes" | "char_indices") => Some(Base::Made(var)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether a text is split at something that std's iterator can be listed with.
    fn is_listed(&self, call: &ExprMethodCall) -> bool {
        call.args.iter().all(is_listed_pattern)
    }

    /// `line.split(',')`, of something whose type is not known.
    fn walks(&self, expr: &Expr) -> bool {
        let Expr::MethodCall(call) = strip(expr) else {
            return false;
        };
        WALKED.contains(&call.method.to_string().as_str())
            && is_place(&call.receiver)
            && call
                .args
                .iter()
                .all(|arg| is_pure(arg, self.tables) && is_listed_pattern(arg))
    }

    /// A collection made in the head gets a variable:
    ///
    /// ```text
    /// [source]  for word in text.to_lowercase().split(' ') { .. }
    /// [output]  let held = text.to_lowercase();  for word in held.split(' ') { .. }
    /// ```
    pub(super) fn hold_collection(&mut self, head: Expr, out: &mut Vec<Stmt>) -> Expr {
        let Expr::MethodCall(mut call) = head else {
            return head;
        };
        let name = call.method.to_string();
        let owner = of_value(&call.receiver, self.tables);
        let is_made = matches!(&*call.receiver, Expr::MethodCall(_) | Expr::Call(_));
        let borrows =
            WALKED.contains(&name.as_str()) || matches!(name.as_str(), "iter" | "iter_mut");
        if let (Some(owner), true, true) = (
            owner.filter(|owner| owner.is_collection()),
            is_made,
            borrows,
        ) {
            let span = call.receiver.span();
            let value = self.hold_temporaries(*call.receiver, out);
            let held = self.bind("held", true, Node::Plain(value), span, out);
            if let Some(var) = self.variable_of(&held) {
                self.tables.owners.insert(var, owner);
            }
            *call.receiver = held;
        } else {
            *call.receiver = self.hold_collection(*call.receiver, out);
        }
        Expr::MethodCall(call)
    }

    fn variable_of(&self, place: &Expr) -> Option<VarId> {
        let row = self.tables.mention(root_of(place)?)?;
        Some(row.var)
    }

    /// Whether a closure without `move` names what it cannot simply copy.
    pub(super) fn borrows(&self, call: &ExprMethodCall) -> bool {
        call.args.first().is_some_and(|arg| self.borrows_in(arg))
    }

    pub(super) fn borrows_in(&self, arg: &Expr) -> bool {
        let Expr::Closure(closure) = arg else {
            return false;
        };
        let is_copied = |var: &Var| !var.mutable && var.ty.as_ref().is_some_and(is_scalar_type);
        captures_such(closure, self.tables, |var| !is_copied(var))
    }

    /// The loop of a cursor.
    pub(super) fn cursor_loop(
        &mut self,
        cursor: Cursor,
        pat: Pat,
        mut body: syn::Block,
        label: Option<syn::Label>,
        span: Span,
        mut out: Vec<Stmt>,
    ) -> Node {
        self.tables.presumes_list |= self.may_be_iterator(&cursor.positional);
        super::lent_head::keep_lent(&cursor.positional, &mut body, label.as_ref(), self.tables);
        let steps = self.cursor_steps(cursor, span, &mut out);
        self.loop_of(steps, pat, body, label, span, out)
    }

    /// `&mut items`, of which nothing tells that it is a list.
    fn may_be_iterator(&self, head: &Expr) -> bool {
        match strip(head) {
            Expr::Reference(reference) if reference.mutability.is_some() => {
                owner_of(referred_to(&reference.expr), self.tables).is_none()
            }
            _ => false,
        }
    }

    /// The loop of an iterator that is not stored: how the next item is made, how the same one again, and what goes a
    /// step on.
    pub(super) fn loop_of(
        &mut self,
        (next, again, step): (Expr, Option<Expr>, Option<syn::Stmt>),
        pat: Pat,
        body: syn::Block,
        label: Option<syn::Label>,
        span: Span,
        out: Vec<Stmt>,
    ) -> Node {
        let generated = Span::mixed_site().located_at(span);
        if again.is_some() {
            self.tables.lent.extend(bound(&pat));
        }
        let name = self.given_name();
        let target = self.loop_target(label);
        let point = self.point();
        self.note_head(point);
        let mut body = self.block(body);
        if let Some(step) = step {
            body.stmts.insert(0, Stmt::Plain(step));
        }
        let arms = vec![
            Arm {
                attrs: Vec::new(),
                pat: some_pattern(pat, generated),
                body: Node::Block(Box::new(body)),
            },
            Arm {
                attrs: Vec::new(),
                pat: parse_quote_pat(quote_spanned!(generated=> None)),
                body: Node::Plain(break_to(target, None, span)),
            },
        ];
        let choice = Node::Match(Box::new(Match {
            scrutinee: next,
            arms,
            again,
        }));
        let body = Block {
            tail: Some(Box::new(choice)),
            ..Block::default()
        };
        Self::wrap(out, loop_node(point, target, "for", body, span, name))
    }

    /// How the next item is made, how the same one again, and what goes a step on.
    fn cursor_steps(
        &mut self,
        cursor: Cursor,
        span: Span,
        out: &mut Vec<Stmt>,
    ) -> (Expr, Option<Expr>, Option<syn::Stmt>) {
        let generated = Span::mixed_site().located_at(span);
        if let Some(items) = cursor.cut {
            let (next, again) = self.cut_steps(items, cursor.adapters, cursor.lends, span, out);
            return (next, again, None);
        }
        let head = cursor.positional;
        let head_span = Span::mixed_site().located_at(head.span());
        let position = self.counter("position", span, out);
        let (at, back) = (self.mention(position, span), self.mention(position, span));
        let again = parse_quote_spanned!(head_span=> __coro_lib_nth(#head, #back - 1));
        if cursor.adapters.is_empty() && cursor.lends {
            let step = self.mention(position, span);
            let next = parse_quote_spanned!(head_span=> __coro_lib_nth(#head, #at));
            return (
                next,
                Some(again),
                Some(parse_quote_spanned!(generated=> #step += 1;)),
            );
        }
        let next: Expr = parse_quote_spanned!(head_span=> __coro_lib_going(#head, &mut #at));
        let (next, again) = self.adapted(next, again, cursor.adapters, span, out);
        let next = parse_quote_spanned!(generated=> Iterator::next(&mut #next));
        (next, cursor.lends.then_some(again), None)
    }

    /// The adapters around what makes the next item, and around what makes the same one again.
    pub(super) fn adapted(
        &mut self,
        mut next: Expr,
        mut again: Expr,
        adapters: Vec<ExprMethodCall>,
        span: Span,
        out: &mut Vec<Stmt>,
    ) -> (Expr, Expr) {
        for mut call in adapters {
            let head_span = Span::mixed_site().located_at(call.span());
            match (call.method.to_string().as_str(), call.args.first().cloned()) {
                ("enumerate", _) => {
                    let count = self.counter("count", span, out);
                    let [before, step, last] = [0; 3].map(|_| self.captured(count, span));
                    next = parse_quote_spanned!(head_span=>
                        #next.map(|item| { #step += 1; (#before - 1, item) }));
                    again = parse_quote_spanned!(head_span=> #again.map(|item| (#last - 1, item)));
                }
                ("zip", Some(range)) => {
                    let count = self.counter("count", span, out);
                    let [step, last] = [0; 2].map(|_| self.mention(count, span));
                    next = parse_quote_spanned!(head_span=>
                        #next.zip(__coro_lib_going(#range, &mut #step)));
                    again = parse_quote_spanned!(head_span=>
                        #again.zip(__coro_lib_nth(#range, #last - 1)));
                }
                _ => {
                    *call.receiver = next;
                    next = match super::cut::counts(&call) {
                        true => self.adapter(call, span, out),
                        false => Expr::MethodCall(call),
                    };
                }
            }
        }
        (next, again)
    }

    /// `let mut position = 0usize;`
    pub(super) fn counter(&mut self, role: &str, span: Span, out: &mut Vec<Stmt>) -> VarId {
        let generated = Span::mixed_site().located_at(span);
        self.counter_from(role, parse_quote_spanned!(generated=> 0usize), span, out)
    }

    /// `let mut position = (0usize, 0usize);`
    pub(super) fn counter_from(
        &mut self,
        role: &str,
        start: Expr,
        span: Span,
        out: &mut Vec<Stmt>,
    ) -> VarId {
        let var = self.hidden(role, true, span);
        let binding = self.binding(var, span);
        let statement = super::statement::local(binding, start);
        out.push(Stmt::Plain(syn::Stmt::Local(statement)));
        var
    }
}

/// Whether what a head begins with is an iterator of the file's, which is gone through again.
pub(super) fn is_counted(head: &Expr) -> bool {
    match strip(head) {
        Expr::MethodCall(call) => {
            matches!(finding(call), Some(Finding::Items { .. })) || is_counted(&call.receiver)
        }
        _ => false,
    }
}

fn counted(head: &Expr) -> Expr {
    let span = Span::mixed_site().located_at(head.span());
    let head = strip(head);
    parse_quote_spanned!(span=> __coro_lib_counted(#head))
}

/// The part of a head that can go to a position, and the adapters with closures around it.
pub(super) fn split_adapters(head: &Expr) -> (&Expr, Vec<&ExprMethodCall>) {
    let Expr::MethodCall(call) = strip(head) else {
        return (head, Vec::new());
    };
    let (inner, mut adapters) = split_adapters(&call.receiver);
    let is_adapter = match call.method.to_string().as_str() {
        "map" | "filter" | "filter_map" | "inspect" | "map_while" | "take_while" => true,
        // around another adapter they have to be made anew as well
        "enumerate" | "copied" | "cloned" => !adapters.is_empty(),
        _ => false,
    };
    if !is_adapter {
        return (head, Vec::new());
    }
    adapters.push(call);
    (inner, adapters)
}

/// The same items by adapters in another order, so that those that keep a position stand inside:
///
/// ```text
/// [source]  list.iter().map(|x| x + 1).rev()
/// [output]  list.iter().rev().map(|x| x + 1)
/// ```
pub(super) fn commuted(head: &Expr) -> Option<Expr> {
    let Expr::MethodCall(outer) = strip(head) else {
        return None;
    };
    let changed = commuted(&outer.receiver);
    let receiver = changed.as_ref().unwrap_or(&outer.receiver);
    let fits = match (outer.method.to_string().as_str(), strip(receiver)) {
        ("rev", Expr::MethodCall(inner)) => matches!(
            inner.method.to_string().as_str(),
            "map" | "filter" | "filter_map" | "inspect"
        ),
        ("take", Expr::MethodCall(inner)) => {
            matches!(inner.method.to_string().as_str(), "map" | "inspect")
        }
        _ => false,
    };
    if let (true, Expr::MethodCall(inner)) = (fits, strip(receiver)) {
        let (mut inner, mut outer) = (inner.clone(), outer.clone());
        std::mem::swap(&mut *outer.receiver, &mut *inner.receiver);
        *inner.receiver = Expr::MethodCall(outer);
        let made = Expr::MethodCall(inner);
        return Some(commuted(&made).unwrap_or(made));
    }
    let mut outer = outer.clone();
    *outer.receiver = changed?;
    Some(Expr::MethodCall(outer))
}

/// `','`, `", "`
fn is_text_pattern(expr: &Expr) -> bool {
    matches!(strip(expr), Expr::Lit(literal) if matches!(literal.lit, syn::Lit::Str(_) | syn::Lit::Char(_)))
}

/// Whether an adapter makes other items than it is given.
fn makes_items(call: &ExprMethodCall) -> bool {
    matches!(
        call.method.to_string().as_str(),
        "map" | "filter_map" | "map_while" | "copied" | "cloned"
    )
}

/// `','`, `", "`, `&separator`, `[' ', ',']`: what a text is split at, of a type that can be listed.
fn is_listed_pattern(expr: &Expr) -> bool {
    matches!(
        strip(expr),
        Expr::Lit(_) | Expr::Array(_) | Expr::Reference(_)
    )
}

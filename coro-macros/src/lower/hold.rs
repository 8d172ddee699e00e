//! Temporaries that stay alive while the machine is paused.
//!
//! Rust keeps the temporaries of a scrutinee, of a `for` head and of a yield's operand to the end of that
//! statement, so a guard made there is held across the pause. Those that can have a drop of their own get a
//! variable:
//!
//! ```text
//! [source]  match queue.lock().unwrap().pop() { Some(job) => yield_value!(job), None => {} }
//! [output]  let mut guard = queue.lock().unwrap();  match guard.pop() { .. }
//! ```
//!
//! Also here: what a pattern does with the value it matches ([`bindings`]).

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr, Pat};

use super::Lowerer;
use super::consumed::takes_as_declared;
use super::operands::Role;
use super::pause::is_place;
use super::temporary::{has_no_drop, has_temporary, leaves, makes_guard, may_drop, surely_owns};
use crate::flow::is_std_variant;
use crate::ir::{Node, Stmt};
use crate::names;

/// What a pattern takes out of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bindings {
    /// Nothing that is moved; `rest`: it leaves out a part that may have a drop.
    None { rest: bool },
    /// Everything.
    All,
    /// Some parts; others stay.
    Some,
}

/// What `pat` takes out of the value it matches.
pub fn bindings(pat: &Pat) -> Bindings {
    let (mut binds, mut leaves) = (false, false);
    walk(pat, &mut binds, &mut leaves);
    match (binds, leaves) {
        (false, rest) => Bindings::None { rest },
        (true, false) => Bindings::All,
        (true, true) => Bindings::Some,
    }
}

fn walk(pat: &Pat, binds: &mut bool, leaves: &mut bool) {
    match pat {
        Pat::Ident(ident) if ident.by_ref.is_some() => *leaves = true,
        Pat::Ident(ident) => *binds |= names::parse(&ident.ident).is_some(),
        Pat::Wild(_) | Pat::Rest(_) => *leaves = true,
        Pat::Guard(guard) => walk(&guard.pat, binds, leaves),
        Pat::Or(or) => or.cases.iter().for_each(|case| walk(case, binds, leaves)),
        Pat::Paren(paren) => walk(&paren.pat, binds, leaves),
        Pat::Type(typed) => walk(&typed.pat, binds, leaves),
        // no part of what has a `Drop` of its own can be moved: all is copied
        Pat::TupleStruct(syn::PatTupleStruct { path, .. })
        | Pat::Struct(syn::PatStruct { path, .. })
            if drops_itself(path) =>
        {
            *leaves = true;
        }
        // what stands behind a reference is only copied out of it
        Pat::Reference(_) | Pat::Lit(_) | Pat::Path(_) | Pat::Range(_) | Pat::Const(_) => {}
        Pat::Tuple(tuple) => tuple
            .elems
            .iter()
            .for_each(|elem| walk(elem, binds, leaves)),
        Pat::TupleStruct(tuple) => tuple
            .elems
            .iter()
            .for_each(|elem| walk(elem, binds, leaves)),
        Pat::Slice(slice) => slice
            .elems
            .iter()
            .for_each(|elem| walk(elem, binds, leaves)),
        Pat::Struct(fields) => {
            *leaves |= fields.rest.is_some();
            fields
                .fields
                .iter()
                .for_each(|field| walk(&field.pat, binds, leaves));
        }
        _ => *leaves = true,
    }
}

/// Whether the package declares a `Drop` of the struct or enum that a pattern names.
pub fn drops_itself(path: &syn::Path) -> bool {
    let names = path.segments.iter().rev().take(2).map(|one| &one.ident);
    let mut names = names.filter(|name| !is_std_variant(name));
    names.any(crate::split::drops)
}

impl Lowerer<'_> {
    /// Gives the temporaries of `expr` that can have a drop a variable each.
    pub(super) fn hold_temporaries(&mut self, expr: Expr, out: &mut Vec<Stmt>) -> Expr {
        match expr {
            Expr::MethodCall(call) if self.any_holds(&call.args) => {
                self.hold_operands(Expr::MethodCall(call), out)
            }
            Expr::MethodCall(mut call) => {
                let may_take = super::temporary::may_take(&call, self.tables);
                *call.receiver = match leaves(&call, self.tables) {
                    true => self.hold_owner(*call.receiver, out),
                    false => self.hold_temporaries(*call.receiver, out),
                };
                let held = crate::flow::mention_of(&call.receiver).filter(|_| may_take);
                let row = held.and_then(|held| self.tables.mention(held));
                let var = row.and_then(|row| self.tables.var(row.var));
                let hidden = var.filter(|var| var.origin == crate::scope::Origin::Hidden);
                let hidden = hidden.map(|var| var.id);
                self.tables.maybe_taken.extend(hidden);
                Expr::MethodCall(call)
            }
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => {
                self.hold_unboxed(unary, out)
            }
            Expr::Field(field) => self.hold_field(field, out),
            Expr::Reference(mut reference) => {
                *reference.expr = self.hold_owner(*reference.expr, out);
                Expr::Reference(reference)
            }
            Expr::Paren(mut paren) => {
                *paren.expr = self.hold_temporaries(*paren.expr, out);
                Expr::Paren(paren)
            }
            Expr::Group(mut group) => {
                *group.expr = self.hold_temporaries(*group.expr, out);
                Expr::Group(group)
            }
            Expr::Try(mut tried) => {
                *tried.expr = self.hold_temporaries(*tried.expr, out);
                Expr::Try(tried)
            }
            Expr::Cast(mut cast) => {
                *cast.expr = self.hold_temporaries(*cast.expr, out);
                Expr::Cast(cast)
            }
            Expr::Unary(mut unary) => {
                *unary.expr = self.hold_temporaries(*unary.expr, out);
                Expr::Unary(unary)
            }
            Expr::Match(choice) => self.hold_match(choice, out),
            Expr::If(branch) => match super::tails::as_match(&branch) {
                Some(choice) if has_temporary(&Expr::If(branch.clone()), self.tables) => {
                    self.hold_match(choice, out)
                }
                _ => Expr::If(branch),
            },
            Expr::Block(block) => Expr::Block(self.hold_tail(block, out)),
            Expr::Struct(literal) if literal.rest.is_some() => self.hold_rest(literal, out),
            Expr::Call(_)
            | Expr::Binary(_)
            | Expr::Tuple(_)
            | Expr::Struct(_)
            | Expr::Array(_)
            | Expr::Repeat(_)
            | Expr::Index(_)
            | Expr::Range(_) => self.hold_operands(expr, out),
            other => other,
        }
    }

    /// The same for a delegate. Whether the methods that make it take what they are called on cannot be seen, but they
    /// mostly do: the delegate lives on, and could not borrow it.
    pub(super) fn hold_of_delegate(&mut self, expr: Expr, out: &mut Vec<Stmt>) -> Expr {
        match expr {
            Expr::MethodCall(mut call) if !self.any_holds(&call.args) => {
                let borrows = call.args.is_empty() || makes_guard(&call.receiver);
                let is_held = surely_owns(&call.receiver) && borrows && leaves(&call, self.tables);
                let is_held = is_held || takes_as_declared(&call, self.tables) == Some(false);
                *call.receiver = match is_held {
                    true => self.hold_owner(*call.receiver, out),
                    false => self.hold_of_delegate(*call.receiver, out),
                };
                Expr::MethodCall(call)
            }
            other => self.hold_temporaries(other, out),
        }
    }

    fn any_holds<'e>(&self, exprs: impl IntoIterator<Item = &'e Expr>) -> bool {
        let mut exprs = exprs.into_iter();
        exprs.any(|expr| has_temporary(expr, self.tables))
    }

    /// Temporaries of an operand; what is evaluated before them is kept as well, in order.
    pub(super) fn hold_operands(&mut self, mut expr: Expr, out: &mut Vec<Stmt>) -> Expr {
        if !has_temporary(&expr, self.tables) {
            return expr;
        }
        let tables = &*self.tables;
        let all = super::operands::operands(&mut expr, tables).unwrap_or_default();
        let holds = |(role, _, operand): &(Role, &str, &mut Expr)| {
            has_temporary(operand, tables) || (*role == Role::Place && may_drop(operand, tables))
        };
        let Some(last) = all.iter().rposition(holds) else {
            return expr;
        };
        for index in 0..=last {
            let all = super::operands::operands(&mut expr, self.tables).unwrap_or_default();
            let Some((role, name, operand)) = all.into_iter().nth(index) else {
                continue;
            };
            let value = std::mem::replace(operand, super::operands::empty());
            let span = value.span();
            let value = match (index == last, role) {
                (true, Role::Place) if !["receiver", "builder"].contains(&name) => {
                    self.hold_owner(value, out)
                }
                (true, Role::Value) => self.hold_read(value, out),
                (true, Role::Place) => self.hold_temporaries(value, out),
                (false, _) => self.keep_operand(value, role, name, span, out),
            };
            let all = super::operands::operands(&mut expr, self.tables).unwrap_or_default();
            if let Some((_, _, operand)) = all.into_iter().nth(index) {
                *operand = value;
            }
        }
        expr
    }

    /// What is only looked at, as a place.
    pub(super) fn hold_owner(&mut self, expr: Expr, out: &mut Vec<Stmt>) -> Expr {
        let expr = match expr {
            Expr::Unary(mut unary) if matches!(unary.op, syn::UnOp::Deref(_)) => {
                *unary.expr = self.hold_owner(*unary.expr, out);
                return Expr::Unary(unary);
            }
            expr => self.hold_temporaries(expr, out),
        };
        self.name_sent(&expr, "guard");
        if !may_drop(&expr, self.tables) {
            return expr;
        }
        let span = expr.span();
        let is_released = self.guards_local(&expr);
        let guard = self.bind("guard", true, Node::Plain(expr), span, out);
        let row = crate::flow::mention_of(&guard).and_then(|guard| self.tables.mention(guard));
        if let Some(var) = row.map(|row| row.var).filter(|_| is_released) {
            self.tables.released.insert(var);
        }
        guard
    }

    /// What a pause is worth may be a temporary as well.
    pub(super) fn name_sent(&mut self, expr: &Expr, name: &str) {
        let mention =
            crate::flow::mention_of(expr).and_then(|mention| self.tables.mention(mention));
        let var = mention.map(|row| row.var.index());
        if let Some(row) = var.and_then(|var| self.tables.vars.get_mut(var))
            && row.origin == crate::scope::Origin::Hidden
            && row.ident == "sent"
        {
            row.ident = proc_macro2::Ident::new(name, row.ident.span());
        }
    }

    /// A value made here of which only references are taken lives in a variable, so that they can be taken again.
    ///
    /// ```text
    /// [source]  match name(n).as_str() { .. }      for item in &items(n) { .. }
    /// [output]  let guard = name(n);  match guard.as_str() { .. }
    /// ```
    pub(super) fn hold_borrowed(&mut self, expr: Expr, out: &mut Vec<Stmt>) -> Expr {
        match expr {
            Expr::Reference(mut reference) if makes_owner(&reference.expr) => {
                *reference.expr = self.hold_value(*reference.expr, out);
                Expr::Reference(reference)
            }
            Expr::MethodCall(mut call) if call.args.is_empty() => {
                if only_borrows(&call) && makes_owner(&call.receiver) {
                    *call.receiver = self.hold_value(*call.receiver, out);
                } else if keeps_positions(&call) {
                    *call.receiver = self.hold_borrowed(*call.receiver, out);
                }
                Expr::MethodCall(call)
            }
            Expr::Paren(mut paren) => {
                *paren.expr = self.hold_borrowed(*paren.expr, out);
                Expr::Paren(paren)
            }
            Expr::Group(mut group) => {
                *group.expr = self.hold_borrowed(*group.expr, out);
                Expr::Group(group)
            }
            other => other,
        }
    }

    /// The same under the adapters of a loop's head.
    pub(super) fn hold_under_adapters(&mut self, head: Expr, out: &mut Vec<Stmt>) -> Expr {
        match head {
            Expr::MethodCall(mut call)
                if !call.args.is_empty()
                    && super::references::References::passes(&call.method.to_string()) =>
            {
                *call.receiver = self.hold_under_adapters(*call.receiver, out);
                Expr::MethodCall(call)
            }
            other => self.hold_borrowed(other, out),
        }
    }

    fn hold_value(&mut self, value: Expr, out: &mut Vec<Stmt>) -> Expr {
        let value = self.hold_temporaries(value, out);
        let span = value.span();
        self.bind("guard", true, Node::Plain(value), span, out)
    }

    /// The value of a scrutinee whose arms pause: kept as a whole where an arm leaves a part of it.
    pub(super) fn hold_scrutinee(
        &mut self,
        expr: Expr,
        pats: &[&Pat],
        span: Span,
        out: &mut Vec<Stmt>,
    ) -> Expr {
        let expr = self.hold_arguments(expr, out);
        let expr = self.hold_borrowed(expr, out);
        let expr = match expr {
            // an item is looked at where it is
            Expr::Field(_) | Expr::Index(_) if !is_place(&expr) => {
                self.keep_operand(expr, Role::Place, "scrutinee", span, out)
            }
            expr => self.hold_temporaries(expr, out),
        };
        let leaves = pats.iter().any(|pat| {
            !matches!(
                bindings(pat),
                Bindings::All | Bindings::None { rest: false }
            )
        });
        if leaves {
            self.name_sent(&expr, "scrutinee");
        }
        let is_found = crate::carry::found_in(&expr, self.tables).is_some();
        if !leaves || is_place(&expr) || is_found || has_no_drop(&expr) {
            return expr;
        }
        self.bind("scrutinee", true, Node::Plain(expr), span, out)
    }
}

/// Whether `expr` plainly makes a value, or a reference to what lives longer.
pub(super) fn makes_value(expr: &Expr) -> bool {
    match expr {
        Expr::Call(_) | Expr::MethodCall(_) | Expr::Struct(_) | Expr::Try(_) => true,
        Expr::Paren(paren) => makes_value(&paren.expr),
        Expr::Group(group) => makes_value(&group.expr),
        Expr::Path(path) => super::constants::has_drop(path),
        _ => false,
    }
}

/// The same, or an array that is no constant: of one that is, references live forever.
fn makes_owner(expr: &Expr) -> bool {
    match expr {
        Expr::Array(_) | Expr::Repeat(_) => !super::extended::is_constant(expr),
        Expr::Paren(paren) => makes_owner(&paren.expr),
        Expr::Group(group) => makes_owner(&group.expr),
        expr => makes_value(expr),
    }
}

/// Whether a method of this name gives a reference to a part of its receiver, or goes through it by reference.
fn only_borrows(call: &syn::ExprMethodCall) -> bool {
    let name = call.method.to_string();
    name.starts_with("as_") || matches!(name.as_str(), "iter" | "iter_mut")
}

/// Whether an adapter of iterators keeps positions.
pub fn keeps_positions(call: &syn::ExprMethodCall) -> bool {
    call.args.is_empty()
        && matches!(
            call.method.to_string().as_str(),
            "enumerate" | "rev" | "copied" | "cloned" | "into_iter"
        )
}

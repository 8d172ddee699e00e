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
use super::pause::is_place;
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

impl Lowerer<'_> {
    /// Gives the temporaries of `expr` that can have a drop a variable each.
    pub(super) fn hold_temporaries(&mut self, expr: Expr, out: &mut Vec<Stmt>) -> Expr {
        match expr {
            Expr::MethodCall(call) if call.args.iter().any(has_owner) => {
                self.hold_operands(Expr::MethodCall(call), out)
            }
            Expr::MethodCall(mut call) => {
                let borrows = borrows_owner(&call);
                let receiver = self.hold_temporaries(*call.receiver, out);
                *call.receiver = if is_owner(&receiver) && borrows {
                    let span = receiver.span();
                    self.bind("guard", true, Node::Plain(receiver), span, out)
                } else {
                    receiver
                };
                Expr::MethodCall(call)
            }
            Expr::Unary(mut unary) if matches!(unary.op, syn::UnOp::Deref(_)) => {
                *unary.expr = self.hold_owner(*unary.expr, out);
                Expr::Unary(unary)
            }
            Expr::Field(mut field) => {
                *field.base = self.hold_owner(*field.base, out);
                Expr::Field(field)
            }
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
            Expr::Call(call) if is_macro(&call.func) => Expr::Call(call),
            Expr::Call(_)
            | Expr::Binary(_)
            | Expr::Tuple(_)
            | Expr::Struct(_)
            | Expr::Array(_)
            | Expr::Index(_)
            | Expr::Range(_) => self.hold_operands(expr, out),
            other => other,
        }
    }

    /// Temporaries of an operand; what is evaluated before them is kept as well, in order.
    fn hold_operands(&mut self, mut expr: Expr, out: &mut Vec<Stmt>) -> Expr {
        let count = super::operands::operands(&mut expr, self.tables).map_or(0, |all| all.len());
        let mut last = None;
        for index in 0..count {
            let all = super::operands::operands(&mut expr, self.tables).unwrap_or_default();
            if all
                .get(index)
                .is_some_and(|(_, _, operand)| has_owner(operand))
            {
                last = Some(index);
            }
        }
        let Some(last) = last else { return expr };
        for index in 0..=last {
            let all = super::operands::operands(&mut expr, self.tables).unwrap_or_default();
            let Some((role, name, operand)) = all.into_iter().nth(index) else {
                continue;
            };
            let value = std::mem::replace(operand, super::operands::empty());
            let span = value.span();
            let value = if index == last {
                self.hold_temporaries(value, out)
            } else {
                self.keep_operand(value, role, name, span, out)
            };
            let all = super::operands::operands(&mut expr, self.tables).unwrap_or_default();
            if let Some((_, _, operand)) = all.into_iter().nth(index) {
                *operand = value;
            }
        }
        expr
    }

    fn hold_owner(&mut self, expr: Expr, out: &mut Vec<Stmt>) -> Expr {
        let expr = self.hold_temporaries(expr, out);
        if !is_owner(&expr) {
            return expr;
        }
        let span = expr.span();
        self.bind("guard", true, Node::Plain(expr), span, out)
    }

    /// A value made here of which only references are taken lives in a variable, so that they can be taken again.
    ///
    /// ```text
    /// [source]  match name(n).as_str() { .. }      for item in &items(n) { .. }
    /// [output]  let guard = name(n);  match guard.as_str() { .. }
    /// ```
    pub(super) fn hold_borrowed(&mut self, expr: Expr, out: &mut Vec<Stmt>) -> Expr {
        match expr {
            Expr::Reference(mut reference) if makes_value(&reference.expr) => {
                *reference.expr = self.hold_value(*reference.expr, out);
                Expr::Reference(reference)
            }
            Expr::MethodCall(mut call) if call.args.is_empty() => {
                if only_borrows(&call) && makes_value(&call.receiver) {
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
        let expr = self.hold_temporaries(expr, out);
        let leaves = pats.iter().any(|pat| {
            !matches!(
                bindings(pat),
                Bindings::All | Bindings::None { rest: false }
            )
        });
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
        _ => false,
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

/// Whether `expr` makes a value that may have a drop which can be seen: a guard, or a struct made here.
pub(super) fn is_owner(expr: &Expr) -> bool {
    match expr {
        Expr::MethodCall(call) => match call.method.to_string().as_str() {
            "lock" | "borrow" | "borrow_mut" | "read" | "write" | "try_lock" | "upgrade" => {
                call.args.is_empty()
            }
            "unwrap" | "expect" => is_owner(&call.receiver),
            _ => false,
        },
        Expr::Try(tried) => is_owner(&tried.expr),
        Expr::Paren(paren) => is_owner(&paren.expr),
        Expr::Struct(_) => true,
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => path.path.segments.last().is_some_and(|last| {
                let name = last.ident.to_string();
                let first = path.path.segments.first();
                let ours =
                    first.is_some_and(|first| first.ident.to_string().starts_with(names::LIBRARY));
                let makes = name == "new" && path.path.segments.len() > 1 && !ours;
                makes
                    || name.starts_with(char::is_uppercase)
                        && !matches!(name.as_str(), "Some" | "Ok" | "Err")
            }),
            _ => false,
        },
        _ => false,
    }
}

/// Whether a method called on a value made here leaves it: what takes it by value has a telling name or arguments,
/// as far as a name can say. A guard's methods leave it.
fn borrows_owner(call: &syn::ExprMethodCall) -> bool {
    (call.args.is_empty() || makes_guard(&call.receiver)) && !consumes(&call.method.to_string())
}

/// Whether evaluating `expr` makes a temporary that [`Lowerer::hold_temporaries`] would keep.
pub fn has_owner(expr: &Expr) -> bool {
    match expr {
        Expr::MethodCall(call) => {
            (is_owner(&call.receiver) && borrows_owner(call))
                || has_owner(&call.receiver)
                || call.args.iter().any(has_owner)
        }
        Expr::Unary(unary) => {
            (matches!(unary.op, syn::UnOp::Deref(_)) && is_owner(&unary.expr))
                || has_owner(&unary.expr)
        }
        Expr::Field(field) => is_owner(&field.base) || has_owner(&field.base),
        Expr::Reference(reference) => is_owner(&reference.expr) || has_owner(&reference.expr),
        Expr::Paren(paren) => has_owner(&paren.expr),
        Expr::Group(group) => has_owner(&group.expr),
        Expr::Try(tried) => has_owner(&tried.expr),
        Expr::Cast(cast) => has_owner(&cast.expr),
        Expr::Binary(binary) => {
            !super::is_logic(&binary.op) && (has_owner(&binary.left) || has_owner(&binary.right))
        }
        // what the std macros hold ends with them
        Expr::Call(call) if is_macro(&call.func) => false,
        Expr::Call(call) => call.args.iter().any(has_owner),
        Expr::Tuple(tuple) => tuple.elems.iter().any(has_owner),
        Expr::Array(array) => array.elems.iter().any(has_owner),
        Expr::Struct(made) => made.fields.iter().any(|field| has_owner(&field.expr)),
        Expr::Index(index) => has_owner(&index.expr) || has_owner(&index.index),
        Expr::Range(range) => {
            let mut ends = [&range.start, &range.end].into_iter().flatten();
            ends.any(|end| has_owner(end))
        }
        _ => false,
    }
}

fn is_macro(func: &Expr) -> bool {
    let name = match func {
        Expr::Path(path) => path.path.get_ident().and_then(names::parse),
        _ => None,
    };
    matches!(name, Some(names::Sentinel::Macro(_)))
}

/// Whether a `let` of a condition holds temporaries, which live as long as what follows it.
pub fn chain_holds(cond: &Expr) -> bool {
    match cond {
        Expr::Let(binding) => {
            let leaves = !is_place(&binding.expr) && bindings(&binding.pat) == Bindings::Some;
            leaves || is_owner(&binding.expr) || has_owner(&binding.expr)
        }
        Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)) => {
            chain_holds(&binary.left) || chain_holds(&binary.right)
        }
        Expr::Group(group) => chain_holds(&group.expr),
        _ => false,
    }
}

/// Whether the value of `expr` is a guard, as far as names can say.
pub fn makes_guard(expr: &Expr) -> bool {
    match expr {
        Expr::MethodCall(call) => match call.method.to_string().as_str() {
            "lock" | "borrow" | "borrow_mut" | "read" | "write" | "try_lock" | "try_borrow"
            | "try_borrow_mut" => true,
            "unwrap" | "expect" => makes_guard(&call.receiver),
            _ => false,
        },
        Expr::Try(tried) => makes_guard(&tried.expr),
        Expr::Paren(paren) => makes_guard(&paren.expr),
        _ => false,
    }
}

/// Whether a method of this name takes its receiver by value, as far as a name can say.
pub fn consumes(method: &str) -> bool {
    const NAMES: &[&str] = &[
        "into",
        "try_into",
        "or",
        "and",
        "min_by",
        "max_by",
        "reduce",
        "unwrap",
        "expect",
        "unwrap_or",
        "unwrap_or_else",
        "unwrap_or_default",
        "unwrap_err",
        "expect_err",
        "ok",
        "err",
        "ok_or",
        "ok_or_else",
        "map_err",
        "map_or",
        "map_or_else",
        "and_then",
        "or_else",
        "is_some_and",
        "is_ok_and",
        "is_none_or",
        "flatten",
        "collect",
        "sum",
        "product",
        "fold",
        "for_each",
        "chain",
        "zip",
        "enumerate",
        "filter",
        "filter_map",
        "flat_map",
        "rev",
        "skip",
        "skip_while",
        "take_while",
        "map_while",
        "step_by",
        "peekable",
        "fuse",
        "inspect",
        "scan",
        "cycle",
        "unzip",
        "partition",
        "min_by_key",
        "max_by_key",
        "cloned",
        "copied",
        "boxed",
        "build",
        "finish",
        "join",
        "forget",
        "map",
        "transpose",
        "consume",
        "unwrap_unchecked",
        "count",
        "last",
        "xor",
    ];
    method.starts_with("into_") || NAMES.contains(&method)
}

/// Whether the value of `expr` plainly has no drop.
pub fn has_no_drop(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(_) | Expr::Cast(_) | Expr::Reference(_) => true,
        Expr::Binary(binary) => {
            super::operands::is_comparison(&binary.op)
                || super::operands::is_logic(&binary.op)
                || has_no_drop(&binary.left)
                || has_no_drop(&binary.right)
        }
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Not(_)) || has_no_drop(&unary.expr),
        Expr::Paren(paren) => has_no_drop(&paren.expr),
        Expr::Group(group) => has_no_drop(&group.expr),
        Expr::Tuple(tuple) => tuple.elems.iter().all(has_no_drop),
        Expr::MethodCall(call) => matches!(
            call.method.to_string().as_str(),
            "len"
                | "is_empty"
                | "count"
                | "as_str"
                | "as_bytes"
                | "as_slice"
                | "as_ref"
                | "as_mut"
                | "as_deref"
                | "is_some"
                | "is_none"
                | "is_ok"
                | "is_err"
                | "cmp"
                | "get"
                | "get_mut"
                | "chars"
                | "bytes"
                | "abs"
        ),
        _ => false,
    }
}

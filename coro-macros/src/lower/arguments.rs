//! Arguments of a search that has to be done again.
//!
//! A reference found in a local is found again after a pause ([`crate::carry`]). What it is searched by is
//! evaluated once, before, and kept:
//!
//! ```text
//! [source]  if let Some(list) = lists.get(&key(item)) { .. }
//! [output]  let held = key(item);  if let Some(list) = lists.get(&held) { .. }
//! ```
//!
//! The receiver is a place: that it is borrowed before the arguments are evaluated makes no difference.
//!
//! Takes an expression, gives it with such arguments in variables. It leaves alone what would not be found again
//! even so.

use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall};

use super::hold::makes_value;
use super::temporary::surely_owns;
use super::{Lowerer, is_place};
use crate::carry::{found_in, is_pure};
use crate::flow::strip;
use crate::ir::{Node, Stmt};
use crate::names::MentionId;
use crate::scope::Tables;

impl Lowerer<'_> {
    /// Gives the arguments of a search a variable each, where that makes it one that can be done again.
    pub(super) fn hold_arguments(&mut self, expr: Expr, out: &mut Vec<Stmt>) -> Expr {
        if found_in(&expr, self.tables).is_some()
            || found_by_arguments(&expr, self.tables).is_none()
        {
            return expr;
        }
        self.with_arguments_held(expr, out)
    }

    fn with_arguments_held(&mut self, mut expr: Expr, out: &mut Vec<Stmt>) -> Expr {
        let mut calls = Vec::new();
        each_call(&mut expr, &mut |call| {
            for arg in &mut call.args {
                if let (false, Some(place)) = (is_pure(arg, self.tables), held(arg)) {
                    let value = std::mem::replace(place, super::operands::empty());
                    let span = value.span();
                    let mention = self.bind("held", false, Node::Plain(value), span, &mut calls);
                    *place = mention;
                }
            }
        });
        out.append(&mut calls);
        expr
    }
}

/// The variable that `expr` finds a reference into once its arguments are variables.
pub fn found_by_arguments(expr: &Expr, tables: &Tables) -> Option<MentionId> {
    if !matches!(strip(expr), Expr::MethodCall(_) | Expr::Try(_)) {
        return None;
    }
    let mut probe = expr.clone();
    let mut changed = false;
    each_call(&mut probe, &mut |call| {
        for arg in &mut call.args {
            if let (false, Some(place)) = (is_pure(arg, tables), held(arg)) {
                *place = syn::parse_quote!(held);
                changed = true;
            }
        }
    });
    changed.then(|| found_in(&probe, tables))?
}

/// The calls of a chain from the inside out, as far as they are on a place.
fn each_call(expr: &mut Expr, visit: &mut impl FnMut(&mut ExprMethodCall)) {
    match expr {
        Expr::MethodCall(call) => {
            if !is_place(&call.receiver) {
                each_call(&mut call.receiver, visit);
            }
            visit(call);
        }
        Expr::Try(tried) => each_call(&mut tried.expr, visit),
        Expr::Paren(paren) => each_call(&mut paren.expr, visit),
        Expr::Group(group) => each_call(&mut group.expr, visit),
        _ => {}
    }
}

/// The part of an argument that is evaluated to a value: all of it, or what it refers to.
fn held(arg: &mut Expr) -> Option<&mut Expr> {
    let place = match arg {
        Expr::Reference(reference) => match reference.mutability {
            None => &mut *reference.expr,
            Some(_) => return None,
        },
        arg => arg,
    };
    let is_value = makes_value(place) || matches!(place, Expr::Tuple(_) | Expr::Index(_));
    (is_value && !surely_owns(place)).then_some(place)
}

//! Values that borrow nothing of what they were made with.
//!
//! Takes the expression that makes one, gives whether its text says so: a field that is read, a method whose name
//! tells. Where it says nothing the value is taken to borrow.

use syn::{Expr, Type, UnOp};

use crate::names::{self, Sentinel};
use crate::scope::Tables;

/// `enemy.health`
pub(super) fn reads_a_field(expr: &Expr) -> bool {
    match expr {
        Expr::Field(field) => reads_a_field(&field.base) || matches!(*field.base, Expr::Path(_)),
        Expr::Paren(paren) => reads_a_field(&paren.expr),
        Expr::Group(group) => reads_a_field(&group.expr),
        _ => false,
    }
}

/// A value that plainly borrows nothing, by the name of what makes it.
pub(super) fn makes_its_own(expr: &Expr) -> bool {
    match expr {
        Expr::MethodCall(call) => match call.method.to_string().as_str() {
            "unwrap" | "expect" | "unwrap_or" | "unwrap_or_default" | "ok" | "ok_or"
            | "ok_or_else" => makes_its_own(&call.receiver),
            name => matches!(
                name,
                "clone"
                    | "collect"
                    | "count"
                    | "len"
                    | "parse"
                    | "pop"
                    | "pop_back"
                    | "pop_front"
                    | "remove"
                    | "swap_remove"
                    | "sum"
                    | "to_owned"
                    | "to_string"
                    | "to_vec"
            ),
        },
        Expr::Try(tried) => makes_its_own(&tried.expr),
        Expr::Paren(paren) => makes_its_own(&paren.expr),
        Expr::Group(group) => makes_its_own(&group.expr),
        _ => false,
    }
}

/// A value that an operator, a cast or `format!` makes of others, or a method that only numbers have: it borrows nothing.
///
/// ```text
/// let step = (enemy.x - x).signum();    let line = format!("{name}!");
/// ```
pub(super) fn computes(expr: &Expr, tables: &Tables) -> bool {
    let computes = |expr: &Expr| computes(expr, tables);
    match expr {
        Expr::Lit(_) => true,
        Expr::Binary(_) => true,
        Expr::Unary(unary) => !matches!(unary.op, UnOp::Deref(_)),
        Expr::Cast(cast) => !matches!(*cast.ty, Type::Reference(_) | Type::Ptr(_) | Type::Infer(_)),
        Expr::Tuple(tuple) => tuple
            .elems
            .iter()
            .all(|part| reads_a_field(part) || computes(part)),
        Expr::MethodCall(call) => match call.method.to_string().as_str() {
            "abs" | "abs_diff" | "count" | "is_empty" | "len" | "pow" | "signum"
            | "to_lowercase" | "to_string" | "to_uppercase" => true,
            "clamp" | "max" | "min" => computes(&call.receiver),
            _ => false,
        },
        Expr::Call(call) => match &*call.func {
            Expr::Path(func) => match func.path.get_ident().and_then(names::parse) {
                Some(Sentinel::Macro(id)) => tables
                    .macro_call(id)
                    .and_then(|call| call.path.segments.last())
                    .is_some_and(|last| last.ident == "format"),
                _ => false,
            },
            _ => false,
        },
        Expr::Paren(paren) => computes(&paren.expr),
        Expr::Group(group) => computes(&group.expr),
        _ => false,
    }
}

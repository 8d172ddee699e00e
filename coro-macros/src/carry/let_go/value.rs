//! Values that borrow nothing of what they were made with.
//!
//! Takes the expression that makes one, gives whether its text says so: a field that is read, a method whose name
//! tells. Where it says nothing the value is taken to borrow.

use syn::Expr;

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

//! Whether nothing happens any more but that the function returns.
//!
//! ```text
//! [source]  let text = response.text().await?;  Ok(text)        what stands behind the delegate is quiet
//! ```
//!
//! Takes statements and expressions that stand behind a delegate, tells whether they only put together what is there:
//! nobody could tell whether a variable is dropped before or after them.

use syn::Expr;

use crate::ir::{Node, Stmt};

/// Whether a statement does nothing that could be seen.
pub fn is_quiet(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Plain(syn::Stmt::Local(local)) => local
            .init
            .as_ref()
            .is_none_or(|init| init.diverge.is_none() && is_quiet_value(&init.expr)),
        Stmt::Plain(syn::Stmt::Expr(expr, _)) => is_quiet_value(expr),
        Stmt::Plain(syn::Stmt::Item(_)) => true,
        Stmt::Plain(_) | Stmt::Let(_) | Stmt::Node(_) | Stmt::Part(_) => false,
    }
}

/// The same of the end of a block.
pub fn is_quiet_node(node: &Node) -> bool {
    match node {
        Node::Plain(expr) => is_quiet_value(expr),
        Node::Pause(_) | Node::If(_) | Node::Match(_) | Node::Loop(_) | Node::Block(_) => false,
    }
}

fn is_quiet_value(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) | Expr::Lit(_) => true,
        Expr::Try(inner) => is_quiet_value(&inner.expr),
        Expr::Paren(inner) => is_quiet_value(&inner.expr),
        Expr::Group(inner) => is_quiet_value(&inner.expr),
        Expr::Field(inner) => is_quiet_value(&inner.base),
        Expr::Return(inner) => inner.expr.as_deref().is_none_or(is_quiet_value),
        Expr::Tuple(tuple) => tuple.elems.iter().all(is_quiet_value),
        Expr::Struct(fields) => {
            fields.rest.is_none() && fields.fields.iter().all(|it| is_quiet_value(&it.expr))
        }
        Expr::Call(call) => makes(&call.func) && call.args.iter().all(is_quiet_value),
        _ => false,
    }
}

/// `Ok`, `Some`, `Point`: by its name it makes a value of its arguments.
fn makes(func: &Expr) -> bool {
    let Expr::Path(path) = func else { return false };
    let last = path.path.segments.last().map(|last| last.ident.to_string());
    last.is_some_and(|name| name.starts_with(char::is_uppercase))
}

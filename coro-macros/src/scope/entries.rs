//! Values that are an entry of a map.
//!
//! An occupied entry is taken by `remove`, as an `Option` of it is by `let Some(mut entry) = map.first_entry()`; of other
//! types' `remove` nothing is known.

use syn::{Block, Expr};

use super::Tables;
use crate::flow::mention_of;

/// Whether `expr` is the first or the last entry of a map, or an `Option` of it.
pub fn gives_entry(expr: &Expr, tables: &Tables) -> bool {
    let in_block = |block: &Block| match block.stmts.last() {
        Some(syn::Stmt::Expr(value, None)) => gives_entry(value, tables),
        _ => false,
    };
    match expr {
        Expr::MethodCall(call) => match call.method.to_string().as_str() {
            "first_entry" | "last_entry" => call.args.is_empty(),
            "unwrap" | "expect" => gives_entry(&call.receiver, tables),
            _ => false,
        },
        Expr::Try(tried) => gives_entry(&tried.expr, tables),
        Expr::Paren(paren) => gives_entry(&paren.expr, tables),
        Expr::Block(block) => in_block(&block.block),
        Expr::If(branch) => in_block(&branch.then_branch),
        other => {
            let row = mention_of(other).and_then(|mention| tables.mention(mention));
            row.is_some_and(|row| tables.entries.get(&row.var) == Some(&false))
        }
    }
}

//! Chains whose first link takes a variable apart.
//!
//! What a pattern leaves of a variable is seen where an `if let` stands by itself. A chain without an `else` is one that
//! stands in another:
//!
//! ```text
//! [source]  if let Mixed { name, .. } = m && name.len() > 1 && let Some(z) = z { yield_value!(z); }
//! [output]  if let Mixed { name, .. } = m { if name.len() > 1 && let Some(z) = z { yield_value!(z); } }
//! ```
//!
//! What the first link binds lives to the end of both.

use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprIf, Stmt};

use crate::flow::mention_of;
use crate::lower::{block_pauses, flatten};
use crate::names;

/// Writes such chains as one `if` in another.
pub fn split(body: &mut Block) {
    Chains.visit_block_mut(body);
}

struct Chains;

impl VisitMut for Chains {
    fn visit_expr_if_mut(&mut self, branch: &mut ExprIf) {
        visit_mut::visit_expr_if_mut(self, branch);
        let is_chain = matches!(&*branch.cond, Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)));
        if !is_chain || branch.else_branch.is_some() || !block_pauses(&branch.then_branch) {
            return;
        }
        let mut links = Vec::new();
        flatten((*branch.cond).clone(), &mut links);
        let takes_apart = |first: &Expr| match first {
            Expr::Let(binding) => {
                mention_of(&binding.expr).is_some() && !matches!(*binding.pat, syn::Pat::Ident(_))
            }
            _ => false,
        };
        if links.len() < 2 || !links.first().is_some_and(takes_apart) {
            return;
        }
        let first = links.remove(0);
        let and = syn::Token![&&](names::made_at(branch.if_token.span));
        let rest = links.into_iter().reduce(|left, right| {
            Expr::Binary(syn::ExprBinary {
                attrs: Vec::new(),
                left: Box::new(left),
                op: syn::BinOp::And(and),
                right: Box::new(right),
            })
        });
        let Some(rest) = rest else { return };
        let mut inner = branch.clone();
        inner.attrs = Vec::new();
        *inner.cond = rest;
        *branch.cond = first;
        branch.then_branch.stmts = vec![Stmt::Expr(Expr::If(inner), None)];
    }

    fn visit_expr_closure_mut(&mut self, _: &mut syn::ExprClosure) {}

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

//! Whether control comes to the end of something, and on how many ways.
//!
//! ```text
//! if c { a() } else { b() }          two ways: what follows is a join
//! if c { return 1 } else { b() }     one
//! panic!("{}", arg1)                 none: nothing is printed behind it
//! ```
//!
//! Told of what is plain to see; a call that never returns counts as one that does.

use syn::Expr;

use super::Emitter;
use crate::ir::{Block, Node, Stmt};
use crate::names::{self, Sentinel};
use crate::scope::Tables;

/// Asks of the syntax of one function.
#[derive(Clone, Copy)]
pub struct Ends<'t>(&'t Tables);

impl<'a> Emitter<'a> {
    pub(super) fn ways_out(&self) -> Ends<'a> {
        Ends(self.plan.tables)
    }
}

impl Ends<'_> {
    /// On how many ways control can come to the end of a statement.
    pub fn ways(self, stmt: &Stmt) -> usize {
        match stmt {
            Stmt::Plain(stmt) => usize::from(!self.diverges_stmt(stmt)),
            Stmt::Let(binding) => self.of_node(&binding.init),
            Stmt::Node(stmt) => self.of_node(&stmt.node),
            Stmt::Part(_) => 1,
        }
    }

    fn of_node(self, node: &Node) -> usize {
        match node {
            Node::Plain(expr) => usize::from(!self.diverges(expr)),
            Node::Pause(_) | Node::Loop(_) => 1,
            Node::If(branch) => {
                let otherwise = branch.otherwise.as_ref();
                self.of_block(&branch.then) + otherwise.map_or(1, |block| self.of_block(block))
            }
            Node::Match(choice) => choice.arms.iter().map(|arm| self.of_node(&arm.body)).sum(),
            Node::Block(block) => self.of_block(block),
        }
    }

    fn of_block(self, block: &Block) -> usize {
        if block.target.is_some() {
            return 2;
        }
        if block.stmts.iter().any(|stmt| self.ways(stmt) == 0) {
            return 0;
        }
        match (&block.tail, block.stmts.last()) {
            (Some(tail), _) => self.of_node(tail),
            (None, Some(last)) => self.ways(last),
            (None, None) => 1,
        }
    }

    /// Whether control plainly never comes to the end of a statement.
    pub fn diverges_stmt(self, stmt: &syn::Stmt) -> bool {
        match stmt {
            syn::Stmt::Expr(expr, _) => self.diverges(expr),
            _ => false,
        }
    }

    fn diverges_block(self, block: &syn::Block) -> bool {
        block.stmts.iter().any(|stmt| self.diverges_stmt(stmt))
    }

    /// Whether control plainly never comes to the end of `expr`.
    pub fn diverges(self, expr: &Expr) -> bool {
        match expr {
            Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => true,
            Expr::Block(block) if block.label.is_none() => self.diverges_block(&block.block),
            Expr::If(branch) => {
                let otherwise = branch.else_branch.as_ref();
                self.diverges_block(&branch.then_branch)
                    && otherwise.is_some_and(|(_, other)| self.diverges(other))
            }
            Expr::Match(choice) => {
                !choice.arms.is_empty() && choice.arms.iter().all(|arm| self.diverges(&arm.body))
            }
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => match path.path.get_ident().and_then(names::parse) {
                    Some(Sentinel::Macro(id)) => self.0.is_panic(id),
                    _ => false,
                },
                _ => false,
            },
            Expr::Paren(paren) => self.diverges(&paren.expr),
            Expr::Loop(_) => crate::check::never_ends(expr),
            _ => false,
        }
    }
}

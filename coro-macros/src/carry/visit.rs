//! A walk over the IR.
//!
//! Takes a tree and a [`Visitor`], tells it each piece of the user's own syntax and each level, in source order.

use syn::{Expr, Pat};

use crate::ir::{Block, Let, Loop, Node, NodeStmt, Part, Pass, Pause, PauseKind, Stmt};

/// What a walk tells. Every method does nothing unless given.
pub trait Visitor {
    /// The user's expression.
    fn expr(&mut self, _: &Expr) {}
    /// The user's statement.
    fn stmt(&mut self, _: &syn::Stmt) {}
    /// A pattern that binds.
    fn pat(&mut self, _: &Pat) {}
    /// An arm of a `match` of this.
    fn arm(&mut self, _: &Expr, _: &Pat) {}
    /// A `let` that pauses, before its parts.
    fn binding(&mut self, _: &Let) {}
    /// A pause, after its operands.
    fn pause(&mut self, _: &Pause) {}
    /// A statement that pauses, after its parts.
    fn after(&mut self, _: &NodeStmt) {}
    /// A `let` that pauses, after its parts.
    fn bound(&mut self, _: &Let) {}
    /// A loop that pauses begins.
    fn enter_loop(&mut self, _: &Loop) {}
    /// It ends.
    fn leave_loop(&mut self, _: &Loop) {}
    /// A part begins.
    fn enter_part(&mut self, _: &Part) {}
    /// It ends.
    fn leave_part(&mut self, _: &Part) {}
    /// A scope begins: a block, an arm, an `if` with its condition.
    fn enter_scope(&mut self) {}
    /// It ends.
    fn leave_scope(&mut self) {}
}

/// Walks a block.
pub fn walk_block(block: &Block, visitor: &mut impl Visitor) {
    visitor.enter_scope();
    for stmt in &block.stmts {
        walk_stmt(stmt, visitor);
    }
    if let Some(tail) = &block.tail {
        walk_node(tail, visitor);
    }
    visitor.leave_scope();
}

/// Walks a statement.
pub fn walk_stmt(stmt: &Stmt, visitor: &mut impl Visitor) {
    match stmt {
        Stmt::Plain(stmt) => visitor.stmt(stmt),
        Stmt::Let(binding) => {
            visitor.binding(binding);
            walk_node(&binding.init, visitor);
            if let Some(otherwise) = &binding.otherwise {
                walk_block(otherwise, visitor);
            }
            visitor.pat(&binding.pat);
            visitor.bound(binding);
        }
        Stmt::Node(stmt) => {
            walk_node(&stmt.node, visitor);
            visitor.after(stmt);
        }
        Stmt::Part(part) => {
            visitor.enter_part(part);
            walk_block(&part.body, visitor);
            visitor.leave_part(part);
        }
    }
}

/// Walks an expression.
pub fn walk_node(node: &Node, visitor: &mut impl Visitor) {
    match node {
        Node::Plain(expr) => visitor.expr(expr),
        Node::Pause(pause) => {
            match &pause.kind {
                PauseKind::Wait | PauseKind::Value(None) => {}
                PauseKind::Value(Some(value)) => visitor.expr(value),
                PauseKind::From { delegate, pass } => {
                    visitor.expr(delegate);
                    match pass {
                        Pass::Unit => {}
                        Pass::First(value) | Pass::Lend(value) => visitor.expr(value),
                        Pass::Through { place, first } => {
                            first.iter().for_each(|first| visitor.expr(first));
                            visitor.expr(place);
                        }
                    }
                }
            }
            visitor.pause(pause);
        }
        Node::If(branch) => {
            visitor.enter_scope();
            walk_node(&branch.cond, visitor);
            walk_block(&branch.then, visitor);
            visitor.leave_scope();
            if let Some(otherwise) = &branch.otherwise {
                walk_block(otherwise, visitor);
            }
        }
        Node::Match(choice) => {
            visitor.expr(&choice.scrutinee);
            for arm in &choice.arms {
                visitor.enter_scope();
                visitor.pat(&arm.pat);
                visitor.arm(&choice.scrutinee, &arm.pat);
                walk_node(&arm.body, visitor);
                visitor.leave_scope();
            }
        }
        Node::Loop(repeat) => {
            visitor.enter_loop(repeat);
            walk_block(&repeat.body, visitor);
            visitor.leave_loop(repeat);
        }
        Node::Block(block) => walk_block(block, visitor),
    }
}

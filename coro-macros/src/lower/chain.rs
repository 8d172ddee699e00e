//! `let` chains that pause.
//!
//! Takes the condition of an `if` or `while` and its branches, gives nested `if`s and `match`es.
//!
//! ```text
//! [source]  if a && let Some(x) = yield_wait!() { t } else { e }
//! [output]  'if1: { if a { match yield_wait!() { Some(x) => break 'if1 t, _ => {} } }  e }
//! ```

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr, Pat, parse_quote_spanned};

use super::control::break_to;
use super::{Lowerer, pauses};
use crate::ir::{Arm, Block, If, Match, Node, NodeStmt, Stmt};
use crate::names::TargetId;
use crate::scope::TargetKind;

impl Lowerer<'_> {
    pub(super) fn pausing_chain(
        &mut self,
        cond: Expr,
        then: syn::Block,
        otherwise: Option<Expr>,
    ) -> Node {
        let span = cond.span();
        let Some(otherwise) = otherwise else {
            let then = self.block(then);
            return self.chain(cond, then);
        };
        let target = self.target(TargetKind::Block);
        let then = self.block(then);
        let leave = self.leave_with(target, then, span);
        let first = self.chain(cond, leave);
        let before = self.point();
        let after = self.point();
        let otherwise = self.node(otherwise);
        Node::Block(Box::new(Block {
            target: Some(target),
            is_operands: false,
            stmts: vec![Stmt::Node(Box::new(NodeStmt {
                node: first,
                before,
                after,
                span,
            }))],
            tail: Some(Box::new(otherwise)),
        }))
    }

    /// `break 'target <block>`
    pub(super) fn leave_with(&mut self, target: TargetId, block: Block, span: Span) -> Block {
        let mut out = Vec::new();
        let value = self.bind(
            "outcome",
            false,
            Node::Block(Box::new(block)),
            span,
            &mut out,
        );
        Block {
            target: None,
            is_operands: false,
            stmts: out,
            tail: Some(Box::new(Node::Plain(break_to(target, Some(value), span)))),
        }
    }

    /// `if <conditions> { then }` with each condition by itself.
    pub(super) fn chain(&mut self, cond: Expr, then: Block) -> Node {
        let mut inner = then;
        let mut conditions = Vec::new();
        flatten(cond, &mut conditions);
        for cond in conditions.into_iter().rev() {
            let node = self.chain_link(cond, inner);
            inner = Block {
                tail: Some(Box::new(node)),
                ..Block::default()
            };
        }
        Node::Block(Box::new(inner))
    }

    pub(super) fn chain_link(&mut self, cond: Expr, mut then: Block) -> Node {
        let Expr::Let(mut binding) = cond else {
            let mut out = Vec::new();
            let cond = self.condition(cond, &mut out);
            let node = Node::If(Box::new(If {
                cond,
                then,
                otherwise: None,
            }));
            return Self::wrap(out, node);
        };
        let span = binding.expr.span();
        let mut out = Vec::new();
        let scrutinee = if pauses(&binding.expr) {
            self.spill(*binding.expr, &mut out)
        } else {
            *binding.expr
        };
        let mut scrutinee = self.hold_scrutinee(scrutinee, &[&*binding.pat], span, &mut out);
        let left = self.left_of(&mut scrutinee, &mut binding.pat, true, &mut out);
        let left = left.into_iter().map(Stmt::Plain);
        then.stmts.splice(0..0, left);
        let generated = Span::mixed_site().located_at(span);
        let arms = vec![
            Arm {
                attrs: Vec::new(),
                pat: *binding.pat,
                body: Node::Block(Box::new(then)),
            },
            Arm {
                attrs: Vec::new(),
                pat: parse_wild(generated),
                body: Node::Plain(parse_quote_spanned!(generated=> {})),
            },
        ];
        let choice = Node::Match(Box::new(Match {
            scrutinee,
            arms,
            again: None,
        }));
        Self::wrap(out, choice)
    }
}

/// Whether a condition is a chain with a `let`.
pub fn has_let(cond: &Expr) -> bool {
    match cond {
        Expr::Let(_) => true,
        Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)) => {
            has_let(&binary.left) || has_let(&binary.right)
        }
        Expr::Group(group) => has_let(&group.expr),
        _ => false,
    }
}

/// `a && b && c` as a list, where it has a `let`.
pub fn flatten(cond: Expr, out: &mut Vec<Expr>) {
    match cond {
        Expr::Binary(binary)
            if matches!(binary.op, syn::BinOp::And(_))
                && (has_let(&binary.left) || has_let(&binary.right)) =>
        {
            flatten(*binary.left, out);
            flatten(*binary.right, out);
        }
        Expr::Group(group) => flatten(*group.expr, out),
        // by itself it needs none
        Expr::Paren(paren) if paren.attrs.is_empty() => out.push(*paren.expr),
        other => out.push(other),
    }
}

pub fn parse_wild(span: Span) -> Pat {
    Pat::Wild(syn::PatWild {
        attrs: Vec::new(),
        underscore_token: syn::token::Underscore(span),
    })
}

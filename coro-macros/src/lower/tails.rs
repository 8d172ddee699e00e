//! Temporaries of block tails before edition 2024.
//!
//! They live as long as those of what is around the block, and so longer than its locals (reference, "Temporary
//! scopes"; RFC 3606 changed it). Each is declared there:
//!
//! ```text
//! [source]  let n = { let item = make(1);  look(&make(2), yield_wait!()) };
//! [output]  let n = { let guard;  { let item = make(1);  guard = make(2);  let sent = yield_wait!();  look(&guard, sent) } };
//! ```
//!
//! The body of a function, of a loop or an arm and a branch end them, after their locals.

use proc_macro2::Span;
use syn::{Expr, ExprBlock, ExprIf, ExprMatch, parse_quote_spanned};

use super::Lowerer;
use super::order::{declare_apart, declared_by, first_naming, is_declared, temporary, worth_apart};
use crate::ir::{Block, Node, Stmt};

/// The tail of a block whose temporaries outlive it.
pub(super) fn tail_of(block: &syn::Block) -> Option<&Expr> {
    match block.stmts.last() {
        Some(syn::Stmt::Expr(tail, None)) if !crate::edition::drops_tails_first() => Some(tail),
        _ => None,
    }
}

/// `if let P = x { a } else { b }` as `match x { P => a, _ => b }`, where it drops the same at the same time: before
/// edition 2024.
pub(super) fn as_match(branch: &ExprIf) -> Option<ExprMatch> {
    let Expr::Let(binding) = &*branch.cond else {
        return None;
    };
    if crate::edition::drops_before_else() {
        return None;
    }
    let span = Span::mixed_site().located_at(branch.if_token.span);
    let (value, pat, then) = (&binding.expr, &binding.pat, &branch.then_branch);
    Some(match &branch.else_branch {
        Some((_, other)) if matches!(**other, Expr::Block(_)) => {
            parse_quote_spanned!(span=> match #value { #pat => #then, _ => #other })
        }
        Some((_, other)) => {
            parse_quote_spanned!(span=> match #value { #pat => #then, _ => { #other } })
        }
        None => parse_quote_spanned!(span=> match #value { #pat => #then, _ => {} }),
    })
}

impl Lowerer<'_> {
    /// The tail of a block.
    pub(super) fn tail_of_old(&mut self, expr: Expr) -> Node {
        let ends = self.ends_its_temporaries(&expr);
        let around = std::mem::take(&mut self.of_tails);
        let node = self.node(expr);
        let node = match ends {
            true => node,
            false => self.tail_held(node),
        };
        let mut node = self.with_those_of_tails(node);
        self.of_tails = around;
        if let Node::Block(block) = &mut node
            && block.is_operands
        {
            match ends {
                true => block.is_operands = false,
                false => self.declare_outside(block),
            }
        }
        node
    }

    /// What is made after the last pause is held as well.
    fn tail_held(&mut self, node: Node) -> Node {
        match node {
            Node::Plain(value) => {
                let mut out = Vec::new();
                let value = self.hold_temporaries(value, &mut out);
                Self::wrap(out, Node::Plain(value))
            }
            Node::Block(mut block) if block.is_operands => {
                if let Some(Node::Plain(value)) = block.tail.as_deref_mut() {
                    let taken = std::mem::replace(value, super::operands::empty());
                    *value = self.hold_temporaries(taken, &mut block.stmts);
                }
                Node::Block(block)
            }
            node => node,
        }
    }

    fn declare_outside(&mut self, block: &mut Block) {
        let mut kept = Vec::new();
        for mut stmt in std::mem::take(&mut block.stmts) {
            if is_declared(&stmt, self.tables) {
                self.of_tails.push(stmt);
                continue;
            }
            let declared = match temporary(&stmt, self.tables) {
                Some(var) => declare_apart(&mut stmt, var, self.tables),
                None => None,
            };
            self.of_tails.extend(declared);
            let worth = match &mut stmt {
                Stmt::Let(binding) => worth_apart(binding, self.tables),
                _ => None,
            };
            kept.push(stmt);
            if let Some((declared, assigned)) = worth {
                self.of_tails.push(declared);
                kept.push(assigned);
            }
        }
        block.stmts = kept;
    }

    /// The temporaries of the tail of a block that does not pause, as variables declared in `out`.
    pub(super) fn hold_tail(&mut self, mut block: ExprBlock, out: &mut Vec<Stmt>) -> ExprBlock {
        if tail_of(&block.block).is_none_or(|tail| !super::has_temporary(tail, self.tables)) {
            return block;
        }
        let Some(syn::Stmt::Expr(tail, None)) = block.block.stmts.pop() else {
            return block;
        };
        let mut inner = Block::default();
        let tail = self.hold_temporaries(tail, &mut inner.stmts);
        let around = std::mem::take(&mut self.of_tails);
        self.declare_outside(&mut inner);
        out.append(&mut std::mem::replace(&mut self.of_tails, around));
        let stmts = inner.stmts.into_iter().filter_map(|stmt| match stmt {
            Stmt::Plain(stmt) => Some(stmt),
            _ => None,
        });
        block.block.stmts.extend(stmts);
        block.block.stmts.push(syn::Stmt::Expr(tail, None));
        block
    }

    /// A node with the declarations of what outlives the blocks in it, which stand behind what is made before.
    pub(super) fn with_those_of_tails(&mut self, node: Node) -> Node {
        let declared: Vec<Stmt> = std::mem::take(&mut self.of_tails);
        match node {
            Node::Block(mut block) if block.is_operands => {
                for stmt in declared {
                    let at = match declared_by(&stmt) {
                        Some(var) => first_naming(&block.stmts, var, self.tables),
                        None => 0,
                    };
                    block.stmts.insert(at, stmt);
                }
                Node::Block(block)
            }
            node => Self::wrap(declared, node),
        }
    }
}

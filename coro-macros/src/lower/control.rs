//! Expressions that decide where control goes: `if`, `match`, `&&`, `||`; for `let` chains see
//! [`super::chain`], for loops [`super::loops`].
//!
//! Takes a pausing expression, gives its [`Node`]:
//!
//! ```text
//! [source]  a && yield_wait!()
//! [output]  if a { yield_wait!() } else { false }
//! ```

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr, ExprGroup, ExprParen, Pat, parse_quote_spanned};

use super::chain::{has_let, parse_wild};
use super::operands::{empty, is_logic};
use super::pauses::yield_kind;
use super::{Lowerer, pauses, text};
use crate::begin::begin;
use crate::ir::{Arm, Block, If, Loop, Match, Node, NodeStmt, Stmt};
use crate::names::{self, TargetId};
use crate::scope::TargetKind;
use crate::syntax::made;

impl Lowerer<'_> {
    /// An expression whose value is used or dropped as a whole.
    pub(super) fn node(&mut self, expr: Expr) -> Node {
        if !pauses(&expr) {
            return Node::Plain(expr);
        }
        if let Some(branches) = self.spread(&expr) {
            return self.node(branches);
        }
        let span = begin(&expr);
        let is_terminating = std::mem::take(&mut self.is_terminating);
        match expr {
            Expr::Paren(ExprParen { expr, .. }) | Expr::Group(ExprGroup { expr, .. }) => {
                self.is_terminating = is_terminating;
                self.node(*expr)
            }
            Expr::Await(wait) => self.await_call(*wait.base, span),
            Expr::Call(call) if yield_kind(&call.func).is_some() => match yield_kind(&call.func) {
                Some(kind) => {
                    let text = text::of_yield(kind.macro_name(), &call);
                    self.yield_call(kind, call.args.into_iter().collect(), span, text)
                }
                None => Node::Plain(Expr::Call(call)),
            },
            Expr::Call(call) => match self.assertion(&call) {
                Some(node) => node,
                None => self.operation(Expr::Call(call), is_terminating),
            },
            Expr::Block(block) => self.labelled(block),
            Expr::Unsafe(block) => self.block_node(block.block),
            Expr::If(branch) => self.branch(branch),
            Expr::Match(choice) => self.choice(choice, span, false),
            Expr::Loop(repeat) => {
                let target = self.loop_target(repeat.label);
                let point = self.point();
                let name = self.given_name();
                let body = self.block(repeat.body);
                loop_node(point, target, "loop", body, repeat.loop_token.span, name)
            }
            Expr::While(repeat) => self.while_loop(repeat),
            Expr::ForLoop(repeat) => self.for_loop(repeat),
            Expr::Binary(binary) if is_logic(&binary.op) => self.logic(binary),
            Expr::Assign(assign) => match self.assigned_together(&assign) {
                Some(node) => node,
                None => self.operation(Expr::Assign(assign), is_terminating),
            },
            other => self.operation(other, is_terminating),
        }
    }

    /// The same of an expression that its temporaries end with: a condition, the tail of a block.
    pub(super) fn terminating(&mut self, expr: Expr) -> Node {
        self.is_terminating = true;
        let around = std::mem::take(&mut self.of_tails);
        let node = self.node(expr);
        let node = self.with_those_of_tails(node);
        self.of_tails = around;
        self.is_terminating = false;
        node
    }

    fn operation(&mut self, expr: Expr, is_terminating: bool) -> Node {
        let mut out = Vec::new();
        let plain = self.spill_level(expr, is_terminating, &mut out);
        Self::wrap(out, Node::Plain(plain))
    }

    fn labelled(&mut self, block: syn::ExprBlock) -> Node {
        let target = block
            .label
            .as_ref()
            .and_then(|label| names::parse_target(&label.name));
        let mut lowered = self.inner_block(block.block);
        lowered.target = target;
        Node::Block(Box::new(lowered))
    }

    pub(super) fn loop_target(&mut self, label: Option<syn::Label>) -> TargetId {
        label
            .and_then(|label| names::parse_target(&label.name))
            .unwrap_or_else(|| self.target(TargetKind::Loop))
    }

    /// `a && b` where `b` pauses is `if a { b } else { false }`; where only `a` does, it is an operand.
    fn logic(&mut self, mut binary: syn::ExprBinary) -> Node {
        let span = binary.op.span();
        if !pauses(&binary.right) {
            let mut out = Vec::new();
            let left = std::mem::replace(&mut *binary.left, empty());
            let ends_here = super::temporary::has_temporary(&left, self.tables)
                || super::temporary::looks_at_worth(&left, self.tables);
            *binary.left = if ends_here {
                match self.condition(left, &mut out) {
                    Node::Plain(left) => left,
                    _ => empty(),
                }
            } else {
                self.spill(left, &mut out)
            };
            return Self::wrap(out, Node::Plain(Expr::Binary(binary)));
        }
        let is_and = matches!(binary.op, syn::BinOp::And(_));
        let mut out = Vec::new();
        let cond = self.condition(*binary.left, &mut out);
        let right = Block {
            tail: Some(Box::new(self.terminating(*binary.right))),
            ..Block::default()
        };
        let known = !is_and;
        let span = Span::mixed_site().located_at(span);
        let short: Expr = parse_quote_spanned!(span=> #known);
        let short = Block {
            tail: Some(Box::new(Node::Plain(short))),
            ..Block::default()
        };
        let (then, otherwise) = if is_and {
            (right, short)
        } else {
            (short, right)
        };
        let node = Node::If(Box::new(If {
            cond,
            then,
            otherwise: Some(otherwise),
        }));
        Self::wrap(out, node)
    }

    /// A condition; one that pauses gets a variable, so that both branches are printed once.
    pub(super) fn condition(&mut self, cond: Expr, out: &mut Vec<Stmt>) -> Node {
        if !pauses(&cond) {
            return Node::Plain(cond);
        }
        let span = begin(&cond);
        let ends_here = super::temporary::has_temporary(&cond, self.tables)
            || super::temporary::looks_at_worth(&cond, self.tables);
        let mut node = self.terminating(cond);
        if let (true, Node::Block(block)) = (ends_here, &mut node) {
            // temporaries of a condition end before what it decides
            block.is_operands = false;
        }
        Node::Plain(self.bind("condition", false, node, span, out))
    }

    fn branch(&mut self, mut branch: syn::ExprIf) -> Node {
        let span = branch.if_token.span;
        let otherwise = branch.else_branch.map(|(_, other)| *other);
        let is_chain = matches!(&*branch.cond, Expr::Binary(_)) && has_let(&branch.cond);
        let holds = is_chain && super::temporary::chain_holds(&branch.cond, self.tables);
        let is_chain = is_chain || crate::edition::drops_before_else();
        if holds || (is_chain && pauses(&branch.cond) && has_let(&branch.cond)) {
            return self.pausing_chain(*branch.cond, branch.then_branch, otherwise);
        }
        let mut out = Vec::new();
        let cond = match *branch.cond {
            Expr::Let(binding) if matches!(*binding.expr, Expr::Path(_)) => {
                return self.branch_on_variable(binding, branch.then_branch, otherwise);
            }
            Expr::Let(mut binding) => {
                let mut scrutinee = std::mem::replace(&mut *binding.expr, empty());
                let span = begin(&scrutinee);
                if pauses(&scrutinee) {
                    scrutinee = self.spill(scrutinee, &mut out);
                }
                *binding.expr = self.hold_scrutinee(scrutinee, &[&*binding.pat], span, &mut out);
                let left = self.left_of(&mut binding.expr, &mut binding.pat, true, &mut out);
                branch.then_branch.stmts.splice(0..0, left);
                Node::Plain(Expr::Let(binding))
            }
            cond => self.condition(cond, &mut out),
        };
        let is_held = !out.is_empty()
            && matches!(&cond, Node::Plain(Expr::Let(_)))
            && crate::edition::drops_before_else();
        let then = self.block(branch.then_branch);
        let otherwise = match otherwise {
            Some(other) if is_held => return self.held_for_then(out, cond, then, other, span),
            other => other.map(|other| self.else_block(other)),
        };
        Self::wrap(
            out,
            Node::If(Box::new(If {
                cond,
                then,
                otherwise,
            })),
        )
    }

    /// What an `if let` holds is dropped before its `else` runs (edition 2024).
    fn held_for_then(
        &mut self,
        held: Vec<Stmt>,
        cond: Node,
        then: Block,
        otherwise: Expr,
        span: Span,
    ) -> Node {
        let target = self.target(TargetKind::Block);
        let then = self.leave_with(target, then, span);
        let first = If {
            cond,
            then,
            otherwise: None,
        };
        let before = self.point();
        let after = self.point();
        Node::Block(Box::new(Block {
            target: Some(target),
            is_operands: false,
            stmts: vec![Stmt::Node(Box::new(NodeStmt {
                node: Self::wrap(held, Node::If(Box::new(first))),
                before,
                after,
                span,
            }))],
            tail: Some(Box::new(self.node(otherwise))),
        }))
    }

    /// `if let P = x { a } else { b }` is `match x { P => a, _ => b }`.
    fn branch_on_variable(
        &mut self,
        binding: syn::ExprLet,
        then: syn::Block,
        otherwise: Option<Expr>,
    ) -> Node {
        let span = Span::mixed_site().located_at(binding.let_token.span);
        let then = self.block(then);
        let otherwise = otherwise.map_or_else(Block::default, |other| self.else_block(other));
        let arm = |pat: Pat, block: Block| Arm {
            attrs: Vec::new(),
            pat,
            body: Node::Block(Box::new(block)),
        };
        let arms = vec![arm(*binding.pat, then), arm(parse_wild(span), otherwise)];
        Node::Match(Box::new(Match {
            scrutinee: *binding.expr,
            arms,
            again: None,
        }))
    }

    fn else_block(&mut self, other: Expr) -> Block {
        match other {
            Expr::Block(block) if block.label.is_none() => self.block(block.block),
            other => Block {
                tail: Some(Box::new(self.node(other))),
                ..Block::default()
            },
        }
    }

    /// `is_operand`: what it leaves of its scrutinee belongs to a statement that may pause once more.
    pub(super) fn choice(
        &mut self,
        mut choice: syn::ExprMatch,
        span: Span,
        is_operand: bool,
    ) -> Node {
        let mut out = Vec::new();
        let scrutinee = std::mem::replace(&mut *choice.expr, empty());
        let scrutinee = if pauses(&scrutinee) {
            self.spill(scrutinee, &mut out)
        } else {
            scrutinee
        };
        if !choice.arms.iter().any(|arm| pauses(&arm.body)) {
            *choice.expr = scrutinee;
            let plain = match is_operand {
                true => self.hold_match(choice, &mut out),
                false => Expr::Match(choice),
            };
            return Self::wrap(out, Node::Plain(plain));
        }
        let pats: Vec<&Pat> = choice.arms.iter().map(|arm| &arm.pat).collect();
        let is_tuple = matches!(strip(&scrutinee), Expr::Tuple(_));
        let spared = super::temporary::without_drop(&scrutinee, self.tables);
        let mut scrutinee = self.hold_scrutinee(scrutinee, &pats, span, &mut out);
        if !crate::flow::looks(pats.iter().copied())
            && crate::flow::mention_of(&scrutinee).is_some()
        {
            // nothing looks at it, so it need not be at hand
            let generated = Span::mixed_site().located_at(span);
            scrutinee = parse_quote_spanned!(generated=> ());
        }
        *choice.expr = scrutinee;
        let choice = match self.is_ours(&choice.expr) {
            true => self.match_left(choice, is_tuple, &spared, &mut out),
            false => Expr::Match(choice),
        };
        let Expr::Match(choice) = choice else {
            let node = self.node(choice);
            return Self::wrap(out, node);
        };
        let arms = choice.arms.into_iter().map(|arm| Arm {
            attrs: arm.attrs,
            pat: arm.pat,
            body: self.terminating(*arm.body),
        });
        let node = Node::Match(Box::new(Match {
            arms: arms.collect(),
            scrutinee: *choice.expr,
            again: None,
        }));
        Self::wrap(out, node)
    }
}

pub fn strip(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => strip(&paren.expr),
        Expr::Group(group) => strip(&group.expr),
        Expr::MethodCall(call)
            if matches!(
                call.method.to_string().as_str(),
                "rev" | "step_by" | "skip" | "take"
            ) =>
        {
            strip(&call.receiver)
        }
        other => other,
    }
}

pub(super) fn loop_node(
    point: crate::ir::PointId,
    target: TargetId,
    word: &'static str,
    body: Block,
    span: Span,
    name: Option<syn::Ident>,
) -> Node {
    Node::Loop(Box::new(Loop {
        point,
        target,
        word,
        body,
        span,
        name,
    }))
}

pub(super) fn break_to(target: TargetId, value: Option<Expr>, span: Span) -> Expr {
    let span = Span::mixed_site().located_at(span);
    let label = names::unwritten_target(target, span);
    Expr::Break(syn::ExprBreak {
        attrs: Vec::new(),
        break_token: syn::token::Break(span),
        label: Some(label),
        expr: value.map(Box::new),
    })
}

pub(super) fn some_pattern(item: Pat, span: Span) -> Pat {
    made::some(item, span)
}

/// Parses tokens of ours that are a pattern.
pub(super) fn parse_quote_pat(tokens: proc_macro2::TokenStream) -> Pat {
    use syn::parse::Parser;
    Pat::parse_multi
        .parse2(tokens)
        .unwrap_or_else(|error| parse_wild(error.span()))
}

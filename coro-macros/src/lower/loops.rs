//! Loops that pause: `while` and `for` are made of `loop`.
//!
//! Takes a loop of the user's, gives its loop node.
//!
//! ```text
//! [source]  for x in xs { yield_value!(x); }
//! [output]  { let mut iter = IntoIterator::into_iter(xs);  loop { match Iterator::next(&mut iter) { Some(x) => .., None => break } } }
//! ```

use proc_macro2::Span;
use syn::{Expr, Pat};

use super::chain::has_let;
use super::control::{break_to, loop_node, some_pattern, strip};
use super::operands::empty;
use super::{Bindings, Lowerer, bindings, pauses, text};
use crate::begin::{begin, end};
use crate::ir::{Arm, Block, If, Match, Node, NodeStmt, Stmt};
use crate::names::{self, TargetId};
use crate::syntax::made;

impl Lowerer<'_> {
    pub(super) fn while_loop(&mut self, repeat: syn::ExprWhile) -> Node {
        let span = repeat.while_token.span;
        let text = text::of_while(&repeat);
        let target = self.loop_target(repeat.label);
        let point = self.point();
        self.note(point, text);
        let name = self.given_name();
        let mut body = Block::default();
        let is_chain = matches!(&*repeat.cond, Expr::Binary(_)) && has_let(&repeat.cond);
        let holds = is_chain && super::temporary::chain_holds(&repeat.cond, self.tables);
        if holds || (pauses(&repeat.cond) && has_let(&repeat.cond)) {
            let mut then = self.block(repeat.body);
            self.end_with(&mut then, continue_to(target, span), span);
            let before = self.point();
            let node = self.chain(*repeat.cond, then);
            let after = self.point();
            body.stmts.push(Stmt::Node(Box::new(NodeStmt {
                node,
                before,
                after,
                span,
            })));
            body.tail = Some(Box::new(Node::Plain(break_to(target, None, span))));
            return loop_node(point, target, "while", body, span, name);
        }
        let syn::ExprWhile {
            cond,
            body: mut inner,
            ..
        } = repeat;
        let cond = match *cond {
            Expr::Let(mut binding) => {
                let scrutinee = std::mem::replace(&mut *binding.expr, empty());
                *binding.expr =
                    self.hold_scrutinee(scrutinee, &[&*binding.pat], span, &mut body.stmts);
                let left = self.left_of(&mut binding.expr, &mut binding.pat, true, &mut body.stmts);
                inner.stmts.splice(0..0, left);
                Node::Plain(Expr::Let(binding))
            }
            cond => self.condition(cond, &mut body.stmts),
        };
        let then = self.block(inner);
        let otherwise = Some(Block {
            tail: Some(Box::new(Node::Plain(break_to(target, None, span)))),
            ..Block::default()
        });
        body.tail = Some(Box::new(Node::If(Box::new(If {
            cond,
            then,
            otherwise,
        }))));
        loop_node(point, target, "while", body, span, name)
    }

    pub(super) fn end_with(&mut self, block: &mut Block, jump: Expr, span: Span) {
        if let Some(tail) = block.tail.take() {
            if tail.pauses() {
                let (before, after) = (self.point(), self.point());
                block.stmts.push(Stmt::Node(Box::new(NodeStmt {
                    node: *tail,
                    before,
                    after,
                    span,
                })));
            } else if let Node::Plain(expr) = *tail {
                let semi = Some(syn::token::Semi(Span::mixed_site().located_at(span)));
                block.stmts.push(Stmt::Plain(syn::Stmt::Expr(expr, semi)));
            }
        }
        block.tail = Some(Box::new(Node::Plain(jump)));
    }

    /// `for pat in head { body }`: an iterator in a variable of ours, and a `loop` that matches its `next()`.
    pub(super) fn for_loop(&mut self, repeat: syn::ExprForLoop) -> Node {
        let span = repeat.for_token.span;
        self.head = text::of_for(&repeat);
        let generated = Span::mixed_site().located_at(span);
        let mut out = Vec::new();
        let head = if pauses(&repeat.expr) {
            self.spill(*repeat.expr, &mut out)
        } else {
            *repeat.expr
        };
        let head = self.drained(head);
        if self.is_stream(&head) {
            let next = self.stream(head, span, &mut out);
            let (pat, body) = (*repeat.pat, repeat.body);
            return self.loop_of((next, None, None), pat, body, repeat.label, span, out);
        }
        let head = self.hold_under_adapters(head, &mut out);
        let head = self.hold_collection(head, &mut out);
        let head = self.hold_range(head, &mut out);
        let head = match super::cursor::commuted(&head) {
            Some(other)
                if self.cursor_over(&head).is_none() && self.cursor_over(&other).is_some() =>
            {
                other
            }
            _ => head,
        };
        if let Some(cursor) = self.cursor_over(&head) {
            return self.cursor_loop(cursor, *repeat.pat, repeat.body, repeat.label, span, out);
        }
        if let Some(head) = self.kept_under_closures(&head, &mut out) {
            let next = self.stream(head, span, &mut out);
            let (pat, body) = (*repeat.pat, repeat.body);
            return self.loop_of((next, None, None), pat, body, repeat.label, span, out);
        }
        let head = self.with_own_machines(head);
        let head = self.hold_temporaries(head, &mut out);
        let of_numbers = matches!(strip(&head), Expr::Range(_));
        let name = self.given_name();
        // of the user's own, so that what is no iterator is told of as in a plain loop
        let head_span = begin(&head);
        let head: Expr = match self.keeps {
            true => super::kept::kept(head),
            false => {
                let all = (head_span, end(&head));
                made::call(["IntoIterator", "into_iter"], head, all)
            }
        };
        let iter = self.hidden("iter", true, span);
        let pat = self.binding(iter, span);
        out.push(Stmt::Plain(syn::Stmt::Local(super::statement::local(
            pat, head,
        ))));
        let target = self.loop_target(repeat.label);
        let point = self.point();
        self.note_head(point);
        let next_span = Span::mixed_site().located_at(head_span);
        let iter = self.mention(iter, next_span);
        let iter = made::borrowed_mutably(iter, next_span);
        let next = made::call(["Iterator", "next"], iter, (next_span, next_span));
        let mut stmts = Vec::new();
        let item = self.item_pattern(*repeat.pat, of_numbers, span, &mut stmts);
        let some: Pat = some_pattern(item, generated);
        let mut body = self.block(repeat.body);
        if !stmts.is_empty() {
            stmts.append(&mut body.stmts);
            body.stmts = stmts;
        }
        let arms = vec![
            Arm {
                attrs: Vec::new(),
                pat: some,
                body: Node::Block(Box::new(body)),
            },
            Arm {
                attrs: Vec::new(),
                pat: made::none(generated),
                body: Node::Plain(break_to(target, None, span)),
            },
        ];
        let choice = Node::Match(Box::new(Match {
            scrutinee: next,
            arms,
            again: None,
        }));
        let body = Block {
            tail: Some(Box::new(choice)),
            ..Block::default()
        };
        Self::wrap(out, loop_node(point, target, "for", body, span, name))
    }

    /// What the pattern of a `for` leaves of the item lives to the end of the turn, so the item gets a variable.
    pub(super) fn item_pattern(
        &mut self,
        pat: Pat,
        of_numbers: bool,
        span: Span,
        out: &mut Vec<Stmt>,
    ) -> Pat {
        if of_numbers
            || matches!(
                bindings(&pat),
                Bindings::All | Bindings::None { rest: false }
            )
        {
            return pat;
        }
        let item = self.hidden("item", false, span);
        let bound = self.binding(item, span);
        if !matches!(pat, Pat::Wild(_)) {
            let value = self.mention(item, span);
            self.let_left(pat, value, out);
        }
        bound
    }
}

pub fn continue_to(target: TargetId, span: Span) -> Expr {
    let span = Span::mixed_site().located_at(span);
    Expr::Continue(syn::ExprContinue {
        attrs: Vec::new(),
        continue_token: syn::token::Continue(span),
        label: Some(names::unwritten_target(target, span)),
    })
}

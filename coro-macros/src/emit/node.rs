//! Expressions that pause: `if`, `match`, loops, blocks.
//!
//! Takes a [`Node`], gives its code from its beginning, or from the point where control enters inside.
//!
//! ```text
//! [source]  if c { yield_wait!(); f() } else { g() }
//! [output]  from the pause on:  { f() }
//! ```

use syn::{Expr, Pat};

use super::arrival::only_branch;
use super::code::{braced, is_unit, names_label};
use super::contains::{block_has, node_has};
use super::jump::block_label;
use super::{Code, Emitter, LevelKind, Out, ours, splice};
use crate::begin::begin;
use crate::carry::bound_by_let;
use crate::flow::bound;
use crate::ir::{If, Loop, Match, Node, PointId};
use crate::names::VarId;
use crate::tokens::{TokenStream, TokenTree, quote_spanned};

impl Emitter<'_> {
    /// The code of an expression.
    pub(super) fn node(&mut self, node: &Node, entry: Option<PointId>) -> Out {
        let expected = self.expected.take();
        match node {
            Node::Plain(expr) => Out {
                tokens: self.stmt(&syn::Stmt::Expr(expr.clone(), None)),
                falls: !self.ways_out().diverges(expr),
            },
            Node::Pause(pause) => match entry {
                None => self.pause(pause),
                Some(_) => self.resumed(pause),
            },
            Node::If(branch) => self.branch(branch, entry),
            Node::Match(choice) => self.choice(choice, entry),
            Node::Loop(repeat) => self.repeat(repeat, entry, expected),
            Node::Block(block) => {
                self.depth += 1;
                let mut code = self.block(block, entry);
                self.depth -= 1;
                if block.is_operands
                    && let Some(out) = without_operand(&mut code)
                {
                    return out;
                }
                if block.is_operands {
                    let before = code.stmts.len();
                    code.stmts.retain(|stmt| !self.gives_loan_to_itself(stmt));
                    self.assigns_loan |= code.stmts.len() < before;
                }
                let label = block
                    .target
                    .map(|target| block_label(target, self.plan.span));
                // a labelled block is left by `break` as well, if this arm has one
                let inside = braced(&code, None);
                let label = label.filter(|label| names_label(&inside, label));
                let falls = code.falls || label.is_some();
                Out {
                    tokens: braced(&code, label),
                    falls,
                }
            }
        }
    }

    pub(super) fn branch(&mut self, branch: &If, entry: Option<PointId>) -> Out {
        let bound = match &branch.cond {
            Node::Plain(cond) => bound_by_let(cond),
            _ => Vec::new(),
        };
        self.depth += 1;
        let out = self.branch_inside(branch, entry, &bound);
        self.depth -= 1;
        out
    }

    pub(super) fn branch_inside(
        &mut self,
        branch: &If,
        entry: Option<PointId>,
        bound: &[VarId],
    ) -> Out {
        let empty = TokenStream::new;
        if let Some(point) = entry {
            let code = match &branch.otherwise {
                Some(otherwise) if block_has(otherwise, point) => self.block(otherwise, entry),
                _ => self.block_with(&branch.then, entry, bound, empty()),
            };
            return Out {
                tokens: braced(&code, None),
                falls: code.falls,
            };
        }
        let flags = self.flags(bound);
        let then = self.block_with(&branch.then, None, bound, flags);
        let cond = match &branch.cond {
            Node::Plain(cond) if bound.iter().any(|var| self.is_taken_later(*var)) => {
                let mut cond = cond.clone();
                let named = crate::flow::mentions_in(&cond);
                let rows = named.iter().filter_map(|id| self.plan.tables.mention(*id));
                rows.for_each(|row| self.uses(row.var));
                self.forget_unused_in_chain(&mut cond);
                self.as_bound(bound, |emitter| emitter.expr(&cond))
            }
            Node::Plain(cond) => self.as_bound(bound, |emitter| emitter.expr(cond)),
            cond => self.node(cond, None).tokens,
        };
        let otherwise = branch
            .otherwise
            .as_ref()
            .map(|otherwise| self.block(otherwise, None));
        let span = ours(match &branch.cond {
            Node::Plain(cond) => begin(cond),
            _ => self.plan.span,
        });
        let falls = then.falls || otherwise.as_ref().is_none_or(|code| code.falls);
        let then = braced(&then, None);
        let otherwise = otherwise.map(|code| {
            let block = braced(&code, None);
            match only_branch(&block) {
                Some(branch) => quote_spanned!(span=> else #branch),
                None => quote_spanned!(span=> else #block),
            }
        });
        Out {
            tokens: quote_spanned!(span=> if #cond #then #otherwise),
            falls,
        }
    }

    /// The bindings of `let P = E && ..` that this arm does not name.
    fn forget_unused_in_chain(&self, cond: &mut Expr) {
        match cond {
            Expr::Let(binding) => self.forget_unused(&mut binding.pat),
            Expr::Binary(both) if matches!(both.op, syn::BinOp::And(_)) => {
                self.forget_unused_in_chain(&mut both.left);
                self.forget_unused_in_chain(&mut both.right);
            }
            Expr::Group(group) => self.forget_unused_in_chain(&mut group.expr),
            Expr::Paren(paren) => self.forget_unused_in_chain(&mut paren.expr),
            _ => {}
        }
    }

    pub(super) fn choice(&mut self, choice: &Match, entry: Option<PointId>) -> Out {
        self.depth += 1;
        let out = self.choice_inside(choice, entry);
        self.depth -= 1;
        out
    }

    pub(super) fn choice_inside(&mut self, choice: &Match, entry: Option<PointId>) -> Out {
        if let Some(point) = entry {
            let Some(arm) = choice.arms.iter().find(|arm| node_has(&arm.body, point)) else {
                return Out {
                    tokens: TokenStream::new(),
                    falls: false,
                };
            };
            let (tokens, falls) = self.arm_body(&arm.body, &bound(&arm.pat), entry);
            return Out { tokens, falls };
        }
        let kept = self.kept_by_arms(&choice.scrutinee);
        let scrutinee = self.expr(&choice.scrutinee);
        let span = ours(begin(&choice.scrutinee));
        let mut arms = Vec::new();
        let mut falls = false;
        for arm in &choice.arms {
            let vars = bound(&arm.pat);
            let (mut body, arm_falls) = self.arm_body(&arm.body, &vars, None);
            let mut pat = arm.pat.clone();
            if let Pat::Guard(guard) = &pat {
                let guard = crate::flow::mentions_in(&*guard.guard);
                let rows = guard.iter().filter_map(|id| self.plan.tables.mention(*id));
                rows.for_each(|row| self.uses(row.var));
            }
            if vars.iter().any(|var| self.is_taken_later(*var)) {
                self.forget_unused(&mut pat);
            }
            if let Some(kept) = &kept {
                let restore = self.keep_in_arm(&mut pat, kept);
                if !restore.is_empty() {
                    let inside = match body.trees() {
                        // behind statements the braces would be reported
                        [TokenTree::Group(block)] if block.is_block() => block.inside().clone(),
                        _ => body,
                    };
                    body = quote_spanned!(span=> { #(#restore)* #inside });
                }
            }
            let pat = self.pattern(&pat);
            let attrs = &arm.attrs;
            falls |= arm_falls;
            arms.push(quote_spanned!(span=> #(#attrs)* #pat => #body));
        }
        Out {
            tokens: quote_spanned!(span=> match #scrutinee { #(#arms,)* }),
            falls,
        }
    }

    /// The body of a match arm, with the variables of its pattern.
    pub(super) fn arm_body(
        &mut self,
        body: &Node,
        vars: &[VarId],
        entry: Option<PointId>,
    ) -> (TokenStream, bool) {
        let flags = if entry.is_none() {
            self.flags(vars)
        } else {
            TokenStream::new()
        };
        if let Node::Block(block) = body
            && block.target.is_none()
        {
            let code = self.block_with(block, entry, vars, flags);
            return (braced(&code, None), code.falls);
        }
        let mark = self.scope.len();
        self.passing = entry.is_some();
        self.declare(vars);
        self.passing = false;
        let out = self.node(body, entry);
        let rebuilt = if entry.is_some() {
            let mut tokens = self.rebuild(vars);
            tokens.extend(self.taken_again(Some(&vars.to_vec())));
            tokens
        } else {
            flags
        };
        self.scope.truncate(mark);
        let tokens = out.tokens;
        if rebuilt.is_empty() {
            return (tokens, out.falls);
        }
        let tokens = Some(tokens).filter(|tokens| !is_unit(tokens));
        (
            quote_spanned!(ours(self.plan.span)=> { #rebuilt #tokens }),
            out.falls,
        )
    }

    pub(super) fn repeat(
        &mut self,
        repeat: &Loop,
        entry: Option<PointId>,
        expected: Option<TokenStream>,
    ) -> Out {
        if entry.is_none() {
            return self.enter_level(
                repeat.point,
                LevelKind::Loop(repeat.target),
                repeat.word,
                repeat.name.as_ref(),
                repeat.span,
            );
        }
        let span = ours(repeat.span);
        let (run, leaves, _) = self.run_level(repeat.point, &repeat.body, &[]);
        let (run, _) = self.with_stubs(repeat.point, run, leaves);
        if !leaves {
            return Out {
                tokens: run,
                falls: false,
            };
        }
        let home = self.deferred_home(repeat.point);
        let tokens = match repeat.word {
            "loop" => {
                let expected = expected.map(|ty| quote_spanned!(span=> : #ty));
                quote_spanned!(span=> { let ended #expected = #run; #home ended })
            }
            // nothing leaves it with a value
            _ => {
                let run = splice::statement(run, false);
                quote_spanned!(span=> { #run #home })
            }
        };
        Out {
            tokens,
            falls: true,
        }
    }
}

/// The code of `{ let sent = value; f(sent) }` without the variable, where it has a value.
fn without_operand(code: &mut Code) -> Option<Out> {
    code.stmts.retain(|stmt| !stmt.is_empty());
    match (code.stmts.as_slice(), &code.tail) {
        ([operand], Some(tail)) => Some(Out {
            tokens: splice::operand_in_place(operand, tail)?,
            falls: code.falls,
        }),
        ([operand, stmt], None) => {
            code.stmts = vec![splice::operand_in_place(operand, stmt)?];
            None
        }
        _ => None,
    }
}

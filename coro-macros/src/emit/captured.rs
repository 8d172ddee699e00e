//! Closures that take a variable with a drop flag along.
//!
//! Rust moves a variable into a closure when the closure is made, be it called or not; of one that is `Copy` it only
//! takes a reference, and the closure may be called often. Which of the two it is only rustc knows, so the closure is
//! given a value that is of either kind:
//!
//! ```text
//! [source]  list.iter().for_each(|f| f(word));
//! [output]  let word2 = Capturing(&mut word).captured();  list.iter().for_each(|f| f(word2.value()));
//! ```
//!
//! Takes the user's syntax, gives it with such `let`s before the statement in which the closure stands. Where there is
//! no such place, or the statement names the variable elsewhere too, the closure asks when it runs.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, Stmt, parse_quote_spanned};

use super::{Emitter, ours};
use crate::flow::{Use, mentions_in};
use crate::lower::{has_let, is_logic};
use crate::names::{MentionId, VarId};
use crate::scope::{ClosureKind, Rendering};

impl Emitter<'_> {
    /// Takes out of an expression what its closures capture; gives the `let`s.
    pub(super) fn capture_in_expr(&mut self, expr: &mut Expr) -> Vec<Stmt> {
        let mut hoister = Hoister::of(self, mentions_in(&*expr));
        hoister.visit_expr_mut(expr);
        hoister.lets
    }

    /// The same of a statement.
    pub(super) fn capture_in_stmt(&mut self, stmt: &mut Stmt) -> Vec<Stmt> {
        let mut hoister = Hoister::of(self, mentions_in(&*stmt));
        hoister.visit_stmt_mut(stmt);
        hoister.lets
    }

    /// How a mention in such a closure is printed.
    pub(super) fn captured_mention(&self, id: MentionId) -> Option<Rendering> {
        let name = self.captured.get(&id)?;
        let span = ours(self.plan.span);
        Some(match self.plan.flow.use_of(id) {
            Use::Move => Rendering::Tokens(quote_spanned!(span=> #name.value())),
            _ => Rendering::Deref(name.clone(), 1),
        })
    }
}

/// How a closure takes a variable with a drop flag when it runs.
pub fn taken_when_called(flagged: &TokenStream, span: Span) -> TokenStream {
    quote_spanned!(span=> __coro_lib_Capturing(#flagged).captured().value())
}

struct Hoister<'e, 'a> {
    emitter: &'e mut Emitter<'a>,
    /// What the statement at hand names.
    named: Vec<MentionId>,
    lets: Vec<Stmt>,
}

impl<'e, 'a> Hoister<'e, 'a> {
    fn of(emitter: &'e mut Emitter<'a>, named: Vec<MentionId>) -> Self {
        Hoister {
            emitter,
            named,
            lets: Vec::new(),
        }
    }

    /// What is evaluated on some ways only.
    fn aside(&mut self, expr: &mut Expr) {
        let lets = self.emitter.capture_in_expr(expr);
        if !lets.is_empty() {
            let span = ours(expr.span());
            *expr = parse_quote_spanned!(span=> { #(#lets)* #expr });
        }
    }

    /// The variables that a closure takes along and nothing else of the statement names, with their mentions in it.
    fn taken(&self, closure: &Expr) -> Vec<(VarId, Vec<MentionId>)> {
        let plan = self.emitter.plan;
        let mut found: Vec<(VarId, Vec<MentionId>)> = Vec::new();
        for id in mentions_in(closure) {
            let Some(row) = plan
                .tables
                .mention(id)
                .filter(|row| row.in_closure.is_some())
            else {
                continue;
            };
            match found.iter_mut().find(|(var, _)| *var == row.var) {
                Some((_, mentions)) => mentions.push(id),
                None if plan.carry.is_flagged(row.var) => found.push((row.var, vec![id])),
                None => {}
            }
        }
        let is_alone = |var: VarId, inside: &[MentionId]| {
            let mut others = self.named.iter().filter(|id| !inside.contains(id));
            !others.any(|id| plan.tables.mention(*id).is_some_and(|row| row.var == var))
        };
        found.retain(|(var, mentions)| {
            let mut uses = mentions.iter().map(|id| plan.flow.use_of(*id));
            let by_reference = mentions.iter().all(|id| {
                plan.tables.mention(*id).and_then(|row| row.in_closure) == Some(ClosureKind::ByRef)
            });
            let is_assigned = uses.clone().any(|usage| usage == Use::Assign);
            let is_taken = uses.any(|usage| usage == Use::Move);
            is_taken && !is_assigned && by_reference && is_alone(*var, mentions)
        });
        found
    }

    fn closure(&mut self, closure: &Expr) {
        for (var, mentions) in self.taken(closure) {
            let span = ours(closure.span());
            let own = self.emitter.own_name(var, false);
            let name = format_ident!("{}_captured", own, span = span);
            let Some(flagged) = self.emitter.flag_of(var) else {
                continue;
            };
            let mutability = (mentions.len() > 1).then(|| syn::Token![mut](span));
            self.lets.push(parse_quote_spanned! {span=>
                let #mutability #name = __coro_lib_Capturing(#flagged).captured();
            });
            let named = mentions.into_iter().map(|id| (id, name.clone()));
            self.emitter.captured.extend(named);
        }
    }
}

impl VisitMut for Hoister<'_, '_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let stmts = std::mem::take(&mut block.stmts);
        for mut stmt in stmts {
            let lets = self.emitter.capture_in_stmt(&mut stmt);
            block.stmts.extend(lets);
            block.stmts.push(stmt);
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Closure(closure) if closure.capture.is_none() => self.closure(expr),
            Expr::Closure(_) | Expr::Async(_) | Expr::Const(_) | Expr::Macro(_) => {}
            // the bindings of a chain would be out of sight
            Expr::Let(_) => {}
            Expr::Binary(binary) if is_logic(&binary.op) => {
                self.visit_expr_mut(&mut binary.left);
                if !has_let(&binary.left) && !has_let(&binary.right) {
                    self.aside(&mut binary.right);
                }
            }
            Expr::Match(choice) => {
                self.visit_expr_mut(&mut choice.expr);
                for arm in &mut choice.arms {
                    self.aside(&mut arm.body);
                }
            }
            Expr::If(branch) => {
                self.visit_expr_mut(&mut branch.cond);
                self.visit_block_mut(&mut branch.then_branch);
                match &mut branch.else_branch {
                    Some((_, otherwise)) if matches!(**otherwise, Expr::Block(_)) => {
                        self.visit_expr_mut(otherwise);
                    }
                    Some((_, otherwise)) => self.aside(otherwise),
                    None => {}
                }
            }
            Expr::While(repeat) => self.visit_block_mut(&mut repeat.body),
            expr => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

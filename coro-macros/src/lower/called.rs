//! A variable that is called once and never named otherwise.
//!
//! If it is an `FnOnce` the call takes it away, else it lives to the end of its scope. Only rustc knows, and it says
//! so by autoref (`coro-core/src/machine/called.rs`):
//!
//! ```text
//! [source]  while let Some(job) = jobs.pop() { job();  yield_wait!(); }
//! [output]  while let Some(found) = jobs.pop() {
//!               let mut job = Some(found);
//!               (&mut &mut Called::new(&mut job)).call0();
//!               yield_wait!();
//!           }
//! ```
//!
//! Closures that are written in the function are not asked: `lower/once.rs`.

use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Arm, Block, Expr, ExprForLoop, ExprIf, ExprWhile, Pat, Stmt, parse_quote_spanned};

use super::Lowerer;
use super::found::Rename;
use super::once::Holders;
use super::pauses::{block_pauses, pauses, stmt_pauses};
use super::statement::local;
use crate::carry::{Finds, finds};
use crate::flow::{bound, mention_of};
use crate::maps::HashMap;
use crate::names::{self, VarId};
use crate::scope::{Origin, Tables};

/// The most arguments of such a call.
const MOST: usize = 4;

/// What finds the function that was asked for.
const ASKED: &str = "__coro_lib_called";

impl Lowerer<'_> {
    /// Asks rustc of the variables that are called once.
    pub fn ask_called(&mut self, body: &mut Block) {
        let holders = Holders::of(body, self.tables);
        let mut calls = Calls {
            tables: self.tables,
            holders: &holders,
            calls: HashMap::default(),
        };
        calls.visit_block(body);
        let named = |var: VarId| {
            self.tables
                .mentions
                .iter()
                .filter(|row| row.var == var)
                .count()
        };
        let once: Vec<VarId> = calls
            .calls
            .iter()
            .filter(|(var, count)| **count == 1 && named(**var) == 1)
            .map(|(var, _)| *var)
            .collect();
        self.tables.once_closures.extend(holders.once);
        self.tables.owning_once.extend(holders.owning);
        if !once.is_empty() {
            Asker {
                lowerer: self,
                once,
                asked: Vec::new(),
            }
            .visit_block_mut(body);
        }
    }
}

/// Counts the calls of variables, those in closures not.
struct Calls<'t> {
    tables: &'t Tables,
    holders: &'t Holders,
    calls: HashMap<VarId, usize>,
}

impl<'ast> Visit<'ast> for Calls<'_> {
    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let row = mention_of(&call.func).and_then(|mention| self.tables.mention(mention));
        let var = row.and_then(|row| self.tables.var(row.var));
        if let Some(var) = var
            && matches!(var.origin, Origin::Let | Origin::Pattern)
            && var.ty.is_none()
            && !var.mutable
            && !var.by_ref
            && call.args.len() <= MOST
            && !self.holders.all.contains(&var.id)
        {
            *self.calls.entry(var.id).or_default() += 1;
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

struct Asker<'l, 'a> {
    lowerer: &'l mut Lowerer<'a>,
    once: Vec<VarId>,
    asked: Vec<VarId>,
}

impl Asker<'_, '_> {
    /// `let mut job = Some(found);` for each such variable of a pattern, which binds `found` now.
    fn wrap(&mut self, pat: &mut Pat) -> Vec<Stmt> {
        let mut stmts = Vec::new();
        for var in bound(pat) {
            if !self.once.contains(&var) || self.asked.contains(&var) {
                continue;
            }
            self.asked.push(var);
            let Some(row) = self.lowerer.tables.vars.get_mut(var.index()) else {
                continue;
            };
            row.mutable = true;
            let name = row.ident.span();
            let span = Span::mixed_site().located_at(name);
            let found = self.lowerer.hidden("reference", false, span);
            Rename { var, found }.visit_pat_mut(pat);
            let found = self.lowerer.mention(found, span);
            let own = Pat::Ident(syn::PatIdent {
                attrs: Vec::new(),
                by_ref: None,
                mutability: Some(syn::token::Mut(span)),
                ident: names::variable(var, name),
                subpat: None,
            });
            stmts.push(Stmt::Local(local(
                own,
                parse_quote_spanned!(span=> Some(#found)),
            )));
        }
        stmts
    }

    /// An `FnOnce` is moved into its call before the arguments are evaluated, anything else is borrowed after it:
    ///
    /// ```text
    /// [source]  job(yield_value!(1))
    /// [output]  called((&mut &mut Called::new(&mut job)).callee1(), &mut job)(yield_value!(1))
    /// ```
    fn call_later(&mut self, call: &mut syn::ExprCall, var: VarId, span: Span) {
        let method: Ident = format_ident!("callee{}", call.args.len(), span = span);
        let again = self.lowerer.mention_as(var, span, call.func.span());
        let function = &call.func;
        *call.func = parse_quote_spanned!(span=>
            __coro_lib_called((&mut &mut __coro_lib_Called::new(&mut #function)).#method(), &mut #again));
    }

    fn condition(&mut self, cond: &mut Expr) -> Vec<Stmt> {
        match cond {
            Expr::Let(binding) if may_own(&binding.expr) => self.wrap(&mut binding.pat),
            Expr::Group(group) => self.condition(&mut group.expr),
            _ => Vec::new(),
        }
    }
}

impl VisitMut for Asker<'_, '_> {
    // what waits inside is a future of rustc's
    fn visit_expr_async_mut(&mut self, _: &mut syn::ExprAsync) {}

    fn visit_block_mut(&mut self, block: &mut Block) {
        let mut index = 0;
        while index < block.stmts.len() {
            let (stmts, rest) = block.stmts.split_at_mut(index + 1);
            let Some(stmt) = stmts.last_mut() else { break };
            let mut added = Vec::new();
            if let Stmt::Local(binding) = stmt
                && rest.iter().any(stmt_pauses)
                && binding
                    .init
                    .as_ref()
                    .is_some_and(|init| may_own(&init.expr))
            {
                added = self.wrap(&mut binding.pat);
            }
            visit_mut::visit_stmt_mut(self, stmt);
            let count = added.len();
            block.stmts.splice(index + 1..index + 1, added);
            index += 1 + count;
        }
    }

    fn visit_expr_if_mut(&mut self, branch: &mut ExprIf) {
        if block_pauses(&branch.then_branch) {
            let added = self.condition(&mut branch.cond);
            branch.then_branch.stmts.splice(0..0, added);
        }
        visit_mut::visit_expr_if_mut(self, branch);
    }

    fn visit_expr_while_mut(&mut self, repeat: &mut ExprWhile) {
        if block_pauses(&repeat.body) {
            let added = self.condition(&mut repeat.cond);
            repeat.body.stmts.splice(0..0, added);
        }
        visit_mut::visit_expr_while_mut(self, repeat);
    }

    fn visit_expr_for_loop_mut(&mut self, repeat: &mut ExprForLoop) {
        if block_pauses(&repeat.body) && may_own(&repeat.expr) {
            let added = self.wrap(&mut repeat.pat);
            repeat.body.stmts.splice(0..0, added);
        }
        visit_mut::visit_expr_for_loop_mut(self, repeat);
    }

    fn visit_expr_match_mut(&mut self, choice: &mut syn::ExprMatch) {
        self.visit_expr_mut(&mut choice.expr);
        let owns = may_own(&choice.expr);
        for arm in &mut choice.arms {
            match owns {
                true => self.visit_arm_mut(arm),
                false => visit_mut::visit_arm_mut(self, arm),
            }
        }
    }

    fn visit_arm_mut(&mut self, arm: &mut Arm) {
        if pauses(&arm.body) && !matches!(arm.pat, Pat::Guard(_)) {
            let added = self.wrap(&mut arm.pat);
            if !added.is_empty() {
                let span = Span::mixed_site().located_at(arm.body.span());
                let body = &arm.body;
                *arm.body = parse_quote_spanned!(span=> { #(#added)* #body });
            }
        }
        visit_mut::visit_arm_mut(self, arm);
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        let Expr::Call(call) = expr else { return };
        let tables = &self.lowerer.tables;
        let row = mention_of(&call.func).and_then(|mention| tables.mention(mention));
        if !row.is_some_and(|row| self.asked.contains(&row.var)) {
            return;
        }
        let var = row.map(|row| row.var);
        let span = Span::mixed_site().located_at(call.func.span());
        if let Some(var) = var.filter(|_| call.args.iter().any(pauses)) {
            return self.call_later(call, var, span);
        }
        let method: Ident = format_ident!("call{}", call.args.len(), span = span);
        let (function, args) = (&call.func, &call.args);
        *expr = parse_quote_spanned!(span=>
            (&mut &mut __coro_lib_Called::new(&mut #function)).#method(#args));
    }

    fn visit_expr_closure_mut(&mut self, _: &mut syn::ExprClosure) {}

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// Whether `func` is what a call becomes whose arguments pause: `called(callee, &mut job)`.
pub(super) fn is_asked(func: &Expr) -> bool {
    let Expr::Call(call) = func else { return false };
    let is_ours = matches!(&*call.func, Expr::Path(path) if path.path.is_ident(ASKED));
    is_ours && !call.args.is_empty()
}

/// Whether the value of `expr` may be a function itself, and not a reference to one that stays where it is.
fn may_own(expr: &Expr) -> bool {
    match expr {
        Expr::Closure(_) | Expr::Reference(_) | Expr::Range(_) | Expr::Lit(_) => false,
        Expr::Paren(paren) => may_own(&paren.expr),
        Expr::Group(group) => may_own(&group.expr),
        Expr::Try(tried) => may_own(&tried.expr),
        Expr::MethodCall(call) => {
            let name = call.method.to_string();
            let lends = matches!(
                name.as_str(),
                "iter" | "iter_mut" | "keys" | "values" | "values_mut"
            );
            let takes = matches!(finds(call), Finds::Unknown | Finds::Same | Finds::Or)
                || matches!(
                    name.as_str(),
                    "map" | "and_then" | "next" | "next_back" | "nth"
                );
            !lends && takes && may_own(&call.receiver)
        }
        _ => true,
    }
}

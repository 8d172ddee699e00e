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

use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Arm, Block, Expr, ExprForLoop, ExprIf, ExprWhile, Pat, Stmt, parse_quote_spanned};

use super::Lowerer;
use super::found::Rename;
use super::pauses::{block_pauses, pauses, stmt_pauses};
use super::statement::local;
use crate::carry::{Finds, finds};
use crate::flow::{bound, mention_of, mentions_in};
use crate::names::{self, MentionId, VarId};
use crate::scope::{Origin, Tables};

/// The most arguments of such a call.
const MOST: usize = 2;

impl Lowerer<'_> {
    /// Asks rustc of the variables that are called once.
    pub fn ask_called(&mut self, body: &mut Block) {
        let mut calls = Calls {
            tables: self.tables,
            calls: HashMap::new(),
            once_closures: HashSet::new(),
        };
        calls.visit_block(body);
        let once_closures = calls.once_closures;
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
        self.tables.once_closures.extend(once_closures);
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
    calls: HashMap<VarId, usize>,
    once_closures: HashSet<VarId>,
}

/// Whether a closure gives away all that it captures, or what surely is not `Copy`: the call takes it away, or it
/// holds nothing that could be missed.
pub(super) fn gives_away(closure: &syn::ExprClosure, tables: &Tables) -> bool {
    let whole = Expr::Closure(closure.clone());
    let given = crate::flow::closure_values(&whole, tables);
    let captured = |mention: &MentionId| {
        let row = tables.mention(*mention)?;
        row.in_closure.map(|_| row.var)
    };
    let given: HashSet<VarId> = given.iter().filter_map(captured).collect();
    let all: HashSet<VarId> = mentions_in(&whole).iter().filter_map(captured).collect();
    let is_owned = |var: &VarId| {
        let ty = tables.var(*var).and_then(|row| row.ty.as_ref());
        ty.or_else(|| tables.hints.get(var))
            .is_some_and(crate::split::is_owned_type)
    };
    let dropped = dropped_in(closure, tables);
    let is_sure = |var: &VarId| is_owned(var) || dropped.contains(var);
    !given.is_empty() && (given == all || given.iter().any(is_sure))
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
            && !call.args.iter().any(pauses)
        {
            *self.calls.entry(var.id).or_default() += 1;
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let Some(init) = &local.init
            && let Expr::Closure(closure) = &*init.expr
            && gives_away(closure, self.tables)
        {
            self.once_closures.extend(bound(&local.pat));
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// What a closure gives to `drop`, which rustc would complain of if it were `Copy`.
fn dropped_in(closure: &syn::ExprClosure, tables: &Tables) -> HashSet<VarId> {
    struct Dropped<'t>(&'t Tables, HashSet<VarId>);
    impl<'ast> Visit<'ast> for Dropped<'_> {
        fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
            let is_drop = matches!(&*call.func, Expr::Path(func) if func.path.is_ident("drop"));
            let given = call.args.first().filter(|_| is_drop).and_then(mention_of);
            let row = given.and_then(|mention| self.0.mention(mention));
            self.1.extend(row.map(|row| row.var));
            visit::visit_expr_call(self, call);
        }
    }
    let mut dropped = Dropped(tables, HashSet::new());
    dropped.visit_expr_closure(closure);
    dropped.1
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

    fn condition(&mut self, cond: &mut Expr) -> Vec<Stmt> {
        match cond {
            Expr::Let(binding) if may_own(&binding.expr) => self.wrap(&mut binding.pat),
            Expr::Group(group) => self.condition(&mut group.expr),
            _ => Vec::new(),
        }
    }
}

impl VisitMut for Asker<'_, '_> {
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
        let span = Span::mixed_site().located_at(call.func.span());
        let method: Ident = format_ident!("call{}", call.args.len(), span = span);
        let (function, args) = (&call.func, &call.args);
        *expr = parse_quote_spanned!(span=>
            (&mut &mut __coro_lib_Called::new(&mut #function)).#method(#args));
    }

    fn visit_expr_closure_mut(&mut self, _: &mut syn::ExprClosure) {}

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// Whether the value of `expr` may be a function itself, and not a reference to one that stays where it is.
fn may_own(expr: &Expr) -> bool {
    match expr {
        Expr::Closure(_) | Expr::Reference(_) | Expr::Range(_) => false,
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

//! `match` and `if let` on a whole variable of which one field decides.
//!
//! ```text
//! [source]  match t { (Some(a), _) => f(a), (None, b) => g(b) }
//! [output]  match t_0 { Some(a) => f(a), None => { let b = t_1; g(b) } }
//! ```
//!
//! What an arm leaves stays in its own variable, as Rust leaves it in the tuple.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Block, Expr, ExprBlock, ExprIf, ExprMatch, Member, Pat, PatWild, Stmt, Token};

use super::parts::{deciding, parts};
use super::rewrite::{Rewriter, binding};
use crate::names::{self, MentionId, VarId};

impl Rewriter<'_> {
    /// `match t { (Some(a), b) => .. }` is `match t_0 { Some(a) => { let b = t_1; .. } }`
    pub(super) fn arms(&mut self, choice: &mut ExprMatch) {
        let Some((mention, var)) = self.whole(&choice.expr) else {
            return;
        };
        let Some(shape) = self.found.get(&var) else {
            return;
        };
        let Some(decides) = deciding(choice.arms.iter().map(|arm| &arm.pat), shape) else {
            return;
        };
        let span = choice.match_token.span;
        for arm in &mut choice.arms {
            let lets = self.arm(&mut arm.pat, var, mention, &decides);
            prepend(&mut arm.body, lets, span);
        }
        if let Some(value) = self.field(var, &decides, mention, span) {
            *choice.expr = value;
        }
    }

    /// `if let (Some(a), b) = t { .. }`
    pub(super) fn condition(&mut self, branch: &mut ExprIf) {
        let Expr::Let(condition) = &mut *branch.cond else {
            return;
        };
        let Some((mention, var)) = self.whole(&condition.expr) else {
            return;
        };
        let Some(shape) = self.found.get(&var) else {
            return;
        };
        let Some(decides) = deciding([&*condition.pat].into_iter(), shape) else {
            return;
        };
        let lets = self.arm(&mut condition.pat, var, mention, &decides);
        branch.then_branch.stmts.splice(0..0, lets);
        if let Some(value) = self.field(var, &decides, mention, condition.let_token.span) {
            *condition.expr = value;
        }
    }

    /// Leaves of a pattern what it does with the field that decides; gives `let`s for the others.
    fn arm(
        &mut self,
        pat: &mut Pat,
        var: VarId,
        mention: MentionId,
        decides: &Member,
    ) -> Vec<Stmt> {
        let shape = self.found.get(&var);
        let found = shape
            .and_then(|shape| parts(pat, shape))
            .unwrap_or_default();
        *pat = Pat::Wild(PatWild {
            attrs: Vec::new(),
            underscore_token: Token![_](names::made_at(pat.span())),
        });
        let mut lets = Vec::new();
        for (member, part) in found {
            if member == *decides {
                *pat = part;
            } else if let Some(value) = self.field(var, &member, mention, part.span()) {
                let span = part.span();
                lets.push(binding(Vec::new(), part, value, span));
            }
        }
        lets
    }
}

/// Puts statements before an expression.
fn prepend(expr: &mut Expr, stmts: Vec<Stmt>, span: Span) {
    if stmts.is_empty() {
        return;
    }
    if let Expr::Block(block) = expr
        && block.label.is_none()
    {
        block.block.stmts.splice(0..0, stmts);
        return;
    }
    let span = names::made_at(span);
    let mut block = Block {
        brace_token: syn::token::Brace(span),
        stmts,
    };
    block.stmts.push(Stmt::Expr(expr.clone(), None));
    *expr = Expr::Block(ExprBlock {
        attrs: Vec::new(),
        label: None,
        block,
    });
}

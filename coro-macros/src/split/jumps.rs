//! Jumps out of a statement for which a variable that is split is put together: it is taken apart again before each.
//!
//! ```text
//! [source]  'a: { if bad(&t) { break 'a; }  drop(t.0);  .. }
//! [output]  'a: { t = (t_0, t_1);  if bad(&t) { { { let (part1, part2) = t;  t_0 = part1;  t_1 = part2; }  break 'a; } }  .. }
//! ```

use proc_macro2::Span;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Lifetime, Stmt};

use super::rewrite::{Rewriter, binding, braced};
use crate::flow::mentions_in;
use crate::names::{self, VarId};

/// Takes the variables `kept` apart before all jumps that leave `stmts`.
pub fn apart_before(stmts: &mut [Stmt], kept: &[(VarId, bool)], rewriter: &mut Rewriter<'_>) {
    let mut leaver = Leaver {
        rewriter,
        kept,
        inside: Vec::new(),
        loops: 0,
    };
    for stmt in stmts {
        leaver.visit_stmt_mut(stmt);
    }
}

struct Leaver<'l, 'a> {
    rewriter: &'l mut Rewriter<'a>,
    kept: &'l [(VarId, bool)],
    /// The labels that stand in the statement.
    inside: Vec<Lifetime>,
    loops: usize,
}

impl Leaver<'_, '_> {
    fn leaves(&self, label: Option<&Lifetime>) -> bool {
        match label {
            Some(label) => !self.inside.contains(label),
            None => self.loops == 0,
        }
    }

    /// The jump, with what stands before it.
    fn jump(&mut self, mut jump: Expr) -> Expr {
        let span = Span::call_site();
        let mut stmts = Vec::new();
        if let Expr::Break(leave) = &mut jump
            && let Some(value) = &mut leave.expr
            && !mentions_in(&**value).is_empty()
        {
            let part = self.rewriter.part(0, span);
            let pat = self.rewriter.binding_of(part, span);
            let part = self.rewriter.mention(part, None, names::made_at(span));
            let given = std::mem::replace(&mut **value, part);
            stmts.push(binding(Vec::new(), pat, given, span));
        }
        self.rewriter.apart_again(self.kept, &mut stmts);
        if stmts.is_empty() {
            return jump;
        }
        stmts.push(Stmt::Expr(jump, Some(syn::Token![;](names::made_at(span)))));
        braced(syn::Block {
            brace_token: syn::token::Brace(names::made_at(span)),
            stmts,
        })
    }

    fn labelled(&mut self, label: Option<&syn::Label>) {
        self.inside.extend(label.map(|label| label.name.clone()));
    }
}

impl VisitMut for Leaver<'_, '_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let label = match expr {
            Expr::Loop(repeat) => repeat.label.as_ref(),
            Expr::While(repeat) => repeat.label.as_ref(),
            Expr::ForLoop(repeat) => repeat.label.as_ref(),
            Expr::Block(block) => block.label.as_ref(),
            Expr::Closure(_) | Expr::Async(_) | Expr::Const(_) => return,
            _ => None,
        };
        let label = label.cloned();
        self.labelled(label.as_ref());
        let repeats = matches!(expr, Expr::Loop(_) | Expr::While(_) | Expr::ForLoop(_));
        self.loops += usize::from(repeats);
        visit_mut::visit_expr_mut(self, expr);
        self.loops -= usize::from(repeats);
        let leaves = match expr {
            Expr::Break(leave) => self.leaves(leave.label.as_ref()),
            Expr::Continue(next) => self.leaves(next.label.as_ref()),
            _ => false,
        };
        if leaves {
            let made = Expr::Verbatim(proc_macro2::TokenStream::new());
            let jump = std::mem::replace(expr, made);
            *expr = self.jump(jump);
        }
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

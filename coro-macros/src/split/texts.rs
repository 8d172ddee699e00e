//! Texts made of the whole of a variable that is split, in the middle of a statement.
//!
//! ```text
//! [source]  yield_value!(format!("{t:?}"));
//! [output]  yield_value!({ let text = format!("{t:?}"); text });
//! ```
//!
//! A text borrows nothing, so it can be a statement by itself, for which the variable is put together ([`super::kept`]).

use proc_macro2::Ident;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, Stmt};

use super::Found;
use super::rewrite::binding;
use super::uses::Judge;
use crate::flow::mention_of;
use crate::names::{self, Sentinel, VarId};
use crate::scope::Tables;

/// Makes statements of texts that need one of `found` whole, where it loses a part and something needs it whole.
pub fn apart(body: &mut Block, found: &Found, tables: &mut Tables) {
    let mut judge = Judge::new(tables, found);
    syn::visit::Visit::visit_block(&mut judge, body);
    let vars = judge.whole_and_lost();
    if !vars.is_empty() {
        Texts { vars, tables }.visit_block_mut(body);
    }
}

struct Texts<'t> {
    vars: Vec<VarId>,
    tables: &'t mut Tables,
}

impl Texts<'_> {
    fn is_text(&self, expr: &Expr) -> bool {
        let Expr::Call(call) = expr else { return false };
        let Expr::Path(func) = &*call.func else {
            return false;
        };
        let Some(Sentinel::Macro(id)) = func.path.get_ident().and_then(names::parse) else {
            return false;
        };
        let row = self.tables.macro_call(id);
        let last = row.and_then(|row| row.path.segments.last());
        let names = |arg: &Expr| {
            let row = mention_of(arg).and_then(|mention| self.tables.mention(mention));
            row.is_some_and(|row| self.vars.contains(&row.var))
        };
        last.is_some_and(|last| last.ident == "format") && call.args.iter().any(names)
    }
}

impl VisitMut for Texts<'_> {
    fn visit_local_mut(&mut self, local: &mut syn::Local) {
        match &mut local.init {
            Some(init) if self.is_text(&init.expr) => {}
            _ => visit_mut::visit_local_mut(self, local),
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        if !self.is_text(expr) {
            return;
        }
        let span = names::made_at(syn::spanned::Spanned::span(expr));
        let text = self.tables.hide(Ident::new("text", span), false);
        let name = names::variable(text, span);
        let pat = syn::parse_quote_spanned!(span=> #name);
        let value = std::mem::replace(expr, Expr::PLACEHOLDER);
        let ident = Ident::new("text", span);
        let mention = self.tables.mention_again(text, ident, span);
        let stmts = vec![
            binding(Vec::new(), pat, value, span),
            Stmt::Expr(mention, None),
        ];
        *expr = Expr::Block(syn::ExprBlock {
            attrs: Vec::new(),
            label: None,
            block: Block {
                brace_token: syn::token::Brace(span),
                stmts,
            },
        });
    }

    fn visit_expr_closure_mut(&mut self, _: &mut syn::ExprClosure) {}

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

//! Blocks and their statements.
//!
//! What a `let` binds is visible from the next statement to the end of the block; its initializer
//! and its `else` see what was before. Items are left alone.

use super::Resolver;
use super::binding::Use;
use super::environment::Name;
use syn::{Block, Item, Local, Stmt};

impl Resolver<'_> {
    /// `{ .. }`: what is bound inside ends with it. The items of a block hide the variables
    /// around it from its first statement on, wherever they stand.
    pub(super) fn block(&mut self, block: &mut Block) {
        self.environment.open();
        let macros_outside = self.local_macros.len();
        for stmt in &block.stmts {
            if let Stmt::Item(item) = stmt {
                self.hide_item(item);
            }
        }
        let mut position = 0;
        while position < block.stmts.len() {
            let is_last = position + 1 == block.stmts.len();
            if let Stmt::Macro(call) = &block.stmts[position]
                && let Some(stmts) = self.expanded_statements(call, is_last)
            {
                block.stmts.splice(position..=position, stmts);
                continue;
            }
            self.statement(&mut block.stmts[position], is_last);
            position += 1;
        }
        self.allow_expanded(&mut block.stmts);
        self.local_macros.truncate(macros_outside);
        self.environment.close();
    }

    fn statement(&mut self, stmt: &mut Stmt, last: bool) {
        match stmt {
            Stmt::Local(local) => self.let_statement(local),
            Stmt::Item(Item::Macro(item)) => self.local_macro(item),
            Stmt::Item(_) => {}
            Stmt::Expr(expr, _) => self.expression(expr),
            Stmt::Macro(_) => self.macro_statement(stmt, last),
        }
    }

    /// `let pattern: T = init else { diverge };`
    fn let_statement(&mut self, local: &mut Local) {
        let mut purpose = Use::LET;
        let before = self.tables.mentions.len();
        if let Some(init) = &mut local.init {
            self.expression(&mut init.expr);
            if let Some((_, diverge)) = &mut init.diverge {
                self.expression(diverge);
                purpose = Use::LET_ELSE;
            }
        }
        if local.attrs.iter().any(|attr| attr.path().is_ident("cfg")) {
            let mentions = self.tables.mentions.get(before..).unwrap_or(&[]);
            let mentioned: Vec<_> = mentions.iter().map(|mention| mention.var).collect();
            self.bind_alternative(&mut local.pat, purpose, &mentioned);
        } else {
            self.bind(&mut local.pat, purpose);
        }
    }

    /// Items that have a value hide variables of the same name.
    fn hide_item(&mut self, item: &Item) {
        let ident = match item {
            Item::Fn(item) => &item.sig.ident,
            Item::Const(item) => &item.ident,
            Item::Static(item) => &item.ident,
            Item::Struct(item) if !matches!(item.fields, syn::Fields::Named(_)) => &item.ident,
            _ => return,
        };
        self.environment.hide(Name::of(ident));
    }
}

//! Variables that get another value after a pattern took parts of the one that they had.
//!
//! What the pattern left is dropped by the assignment, so its variables are options, which the assignment empties:
//!
//! ```text
//! [source]  match item { Some((a, _)) => send(a), None => {} }  yield_wait!();  item = next();
//! [output]  let mut left1 = None;  match item { Some((a, part1)) => { left1 = Some(part1);  send(a) }  None => {} }
//!           yield_wait!();  item = match next() { value => { left1 = None;  value } };
//! ```

use proc_macro2::Ident;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, Stmt};

use crate::flow::{mention_of, mentions_in};
use crate::lower::Left;
use crate::maps::HashSet;
use crate::names::{self, MentionId, VarId};
use crate::scope::Tables;

/// The mentions of a variable that have to do with a value that is assigned to it: the assignments, and what stands behind
/// them in their blocks.
pub fn of_later_values(var: VarId, stmts: &[Stmt], tables: &Tables) -> HashSet<MentionId> {
    let mut finder = Finder {
        var,
        tables,
        found: HashSet::default(),
    };
    finder.stmts(stmts);
    finder.found
}

struct Finder<'t> {
    var: VarId,
    tables: &'t Tables,
    found: HashSet<MentionId>,
}

impl Finder<'_> {
    fn is_it(&self, mention: MentionId) -> bool {
        let row = self.tables.mention(mention);
        row.is_some_and(|row| row.var == self.var)
    }

    fn stmts(&mut self, stmts: &[Stmt]) {
        for (index, stmt) in stmts.iter().enumerate() {
            if let Stmt::Expr(Expr::Assign(assign), _) = stmt
                && let Some(target) = mention_of(&assign.left)
                && self.is_it(target)
            {
                let behind = stmts[index + 1..].iter().flat_map(mentions_in);
                let behind: Vec<MentionId> = behind.filter(|it| self.is_it(*it)).collect();
                self.found.insert(target);
                self.found.extend(behind);
            }
            self.visit_stmt(stmt);
        }
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_block(&mut self, block: &'ast Block) {
        self.stmts(&block.stmts);
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        if let Some(target) = mention_of(&assign.left).filter(|it| self.is_it(*it)) {
            self.found.insert(target);
        }
        visit::visit_expr_assign(self, assign);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// Lets the assignments to `var` behind a mention drop what was left of the value before.
pub fn empty_in(
    body: &mut Block,
    (var, behind): (VarId, MentionId),
    lefts: &[Left],
    tables: &mut Tables,
) {
    Emptier {
        var,
        behind,
        holders: lefts.iter().map(|left| left.holder).collect(),
        tables,
    }
    .visit_block_mut(body);
}

struct Emptier<'t> {
    var: VarId,
    behind: MentionId,
    holders: Vec<VarId>,
    tables: &'t mut Tables,
}

impl VisitMut for Emptier<'_> {
    fn visit_expr_assign_mut(&mut self, assign: &mut syn::ExprAssign) {
        visit_mut::visit_expr_assign_mut(self, assign);
        let row = mention_of(&assign.left).and_then(|mention| self.tables.mention(mention));
        let Some(row) = row.filter(|row| row.var == self.var && row.id > self.behind) else {
            return;
        };
        let span = names::made_at(row.ident.span());
        let ident = Ident::new("value", span);
        let value = self.tables.hide(ident.clone(), false);
        let (bound, given) = (
            names::variable(value, span),
            self.tables.mention_again(value, ident, span),
        );
        let emptied = self.holders.iter().filter_map(|holder| {
            let ident = self.tables.var(*holder)?.ident.clone();
            let holder = self.tables.mention_again(*holder, ident, span);
            Some(quote::quote_spanned!(span=> #holder = None;))
        });
        let emptied: Vec<_> = emptied.collect();
        let mut renewed: syn::ExprMatch = syn::parse_quote_spanned! {span=>
            match () { #bound => { #(#emptied)* #given } }
        };
        // by itself, as a literal of a struct could not be parsed here
        std::mem::swap(&mut renewed.expr, &mut assign.right);
        *assign.right = Expr::Match(renewed);
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

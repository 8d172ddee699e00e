//! What follows a level and only borrows: the variables stay where they are parked.
//!
//! After a level its variables come home, since what follows may move them. Where it surely does not, nothing is moved:
//! the rest of the block uses them in place, and they are dropped there.
//!
//! ```text
//! [source]  let mut page = book.clone();  for _ in 0..8 { .. yield ..; }  book.push_str(&page);
//! [output]  'for3: loop { .. }  { (*book_).push_str(&*page_); }  *for2 = For2::Next;
//! ```

use proc_macro2::Ident;
use quote::ToTokens;

use super::bindings::variable_of;
use super::{Code, Emitter, Holds, ours};
use crate::carry::{Borrowed, is_of_range};
use crate::flow::mentions_in;
use crate::ir::{Block, Node, PointId, Stmt};
use crate::maps::HashMap;
use crate::names::VarId;
use crate::tokens::{TokenStream, quote_spanned};

/// Variables that stay parked for the rest of a block.
pub struct Stay {
    /// Where the rest begins among the block's statements.
    pub from: usize,
    saved: HashMap<VarId, Ident>,
    /// Drops what the state of a loop still holds that is left from an inner level.
    emptied: Option<TokenStream>,
}

impl Emitter<'_> {
    /// Lets the variables of the level at `point` stay for what follows `found` in the block, if it only borrows them.
    pub(super) fn stay(
        &mut self,
        block: &Block,
        found: usize,
        point: PointId,
        from: usize,
    ) -> Option<Stay> {
        let fields = self.fields_of(point);
        let vars: Vec<VarId> = fields
            .iter()
            .filter(|field| self.comes_home(field))
            .filter_map(variable_of)
            .collect();
        let is_plain = fields.iter().all(|field| match field.holds {
            Holds::Var(var) => !self.plan.carry.is_flagged(var),
            Holds::Level(_) => true,
            _ => false,
        });
        let hands_on = self
            .outputs
            .last()
            .is_some_and(|outputs| !outputs.is_empty());
        if !is_plain
            || hands_on
            || vars.is_empty()
            || drops_iterator(&block.stmts[found])
            || !self.only_borrows(block, found + 1, &vars)
        {
            return None;
        }
        let saved = self.parked.clone();
        for var in vars {
            let reference = self.reference(var);
            self.parked.insert(var, reference);
        }
        let span = ours(self.plan.span);
        let level = self.level_of.get(&point).map(|index| &self.levels[*index]);
        let emptied = level.filter(|level| level.leaves_holding).map(|level| {
            let (place, name, empty) = (&level.place, &level.ident, level.empty());
            quote_spanned!(span=> *#place = #name::#empty;)
        });
        Some(Stay {
            from,
            saved,
            emptied,
        })
    }

    /// Whether the rest of a block surely leaves `vars` where they are, does not pause and stays in the block.
    fn only_borrows(&self, block: &Block, from: usize, vars: &[VarId]) -> bool {
        let mut borrowed = Borrowed::new(self.plan.tables, vars);
        let mut plain = Vec::new();
        for stmt in &block.stmts[from..] {
            let Stmt::Plain(stmt) = stmt else {
                return false;
            };
            crate::carry::Visitor::stmt(&mut borrowed, stmt);
            plain.push(stmt.to_token_stream());
        }
        match block.tail.as_deref() {
            None => {}
            Some(Node::Plain(tail)) => {
                crate::carry::Visitor::expr(&mut borrowed, tail);
                plain.push(tail.to_token_stream());
            }
            Some(_) => return false,
        }
        let others_keep = plain.iter().flat_map(mentions_in).all(|mention| {
            let var = self.plan.tables.mention(mention).map(|row| row.var);
            let is_other = |var: &VarId| {
                !vars.contains(var)
                    && !self.plan.carry.is_scalar(*var)
                    && self.plan.aliases.get(*var).is_none()
                    && self.scope.iter().any(|(known, _)| known == var)
            };
            !var.as_ref().is_some_and(is_other)
        });
        borrowed.surely && others_keep && !plain.into_iter().any(|tokens| jumps(&tokens.into()))
    }

    /// The end of the block: what stayed is dropped where it is, after what the rest of the block declared.
    pub(super) fn stayed(&mut self, stay: Stay, code: &mut Code) {
        self.parked = stay.saved;
        if let Some(emptied) = stay.emptied {
            code.stmts.insert(stay.from.min(code.stmts.len()), emptied);
        }
        // the fn's end drops all
        if !code.falls || self.stack.len() == 1 && self.depth == 0 {
            return;
        }
        let span = ours(self.plan.span);
        let level = self.level();
        let (place, name, empty) = (&level.place, &level.ident, level.empty());
        let rest = code.stmts.split_off(stay.from);
        let dropped = quote_spanned!(span=> *#place = #name::#empty;);
        match code.tail.take() {
            None if rest.is_empty() => code.stmts.push(dropped),
            None => code
                .stmts
                .push(quote_spanned!(span=> { #(#rest)* } #dropped)),
            Some(tail) => {
                code.stmts
                    .push(quote_spanned!(span=> let left = { #(#rest)* #tail }; #dropped));
                code.tail = Some(quote_spanned!(span=> left));
            }
        }
    }
}

/// Whether a loop has an iterator that may have a drop: it would end with the loop, not with the block.
fn drops_iterator(stmt: &Stmt) -> bool {
    let Stmt::Node(stmt) = stmt else {
        return false;
    };
    let Node::Block(block) = &stmt.node else {
        return false;
    };
    !block.stmts.iter().all(is_of_range)
}

/// Whether there may be a jump out of the block that is no `return`.
fn jumps(tokens: &TokenStream) -> bool {
    tokens.any(&mut |_, tree| tree.is_word("break") || tree.is_word("continue"))
}

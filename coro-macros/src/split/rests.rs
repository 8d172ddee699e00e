//! The rest of an array that a `let` takes apart.
//!
//! It is an array as well, and may lose its items in turn, so it is made of them:
//!
//! ```text
//! [source]  let [first, rest @ ..] = list;                list: [D; 3]
//! [output]  let [first, item1, item2] = list;  let rest = [item1, item2];
//! ```
//!
//! What the pattern binds behind it is dropped before it and bound again. Only where a hint ([`super::hints`]) tells how
//! many items there are, and in a body that pauses.

use proc_macro2::Ident;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Local, Pat, Stmt, Type, parse_quote_spanned};

use super::Found;
use super::items::is_several;
use super::leftovers::bind_behind;
use super::rewrite::{Rewriter, binding};
use super::shape::array_length;
use super::value::is_copy_type;
use crate::flow::bound;
use crate::lower::block_pauses;
use crate::maps::HashMap;
use crate::names::{self, VarId};
use crate::scope::{Origin, Tables};

/// Makes such rests of their items in `body`.
pub fn split(body: &mut Block, tables: &mut Tables) {
    struct Rests(bool);
    impl VisitMut for Rests {
        fn visit_local_mut(&mut self, local: &mut Local) {
            let is_rest = |item: &Pat| matches!(item, Pat::Ident(_)) && is_several(item);
            self.0 |= matches!(&local.pat, Pat::Slice(items) if items.elems.iter().any(is_rest));
            visit_mut::visit_local_mut(self, local);
        }
    }
    let mut rests = Rests(false);
    rests.visit_block_mut(body);
    if rests.0 && block_pauses(body) {
        let hints = super::hints::of(body, tables);
        Splitter { tables, hints }.visit_block_mut(body);
    }
}

struct Splitter<'t> {
    tables: &'t mut Tables,
    hints: HashMap<VarId, Type>,
}

impl Splitter<'_> {
    /// The `let`s behind one that binds such a rest.
    fn behind(&mut self, local: &mut Local) -> Option<Vec<Stmt>> {
        let init = local.init.as_ref().filter(|init| init.diverge.is_none())?;
        let Type::Array(array) = super::hints::value_with(&self.hints, &init.expr, self.tables)?
        else {
            return None;
        };
        let Pat::Slice(items) = &mut local.pat else {
            return None;
        };
        let at = items.elems.iter().position(is_several)?;
        let Pat::Ident(rest) = &items.elems[at] else {
            return None;
        };
        let count = (array_length(&array.len)? + 1).checked_sub(items.elems.len())?;
        let vars: Vec<VarId> = items.elems.iter().skip(at).flat_map(bound).collect();
        let is_plain = |var: &VarId| {
            let row = self.tables.var(*var);
            row.is_some_and(|row| !row.by_ref && row.origin == Origin::Pattern)
        };
        if is_copy_type(&array.elem) || !vars.iter().all(is_plain) {
            return None;
        }
        let span = rest.span();
        let (first, others) = vars.split_first()?;
        let found = Found::default();
        let mut rewriter = Rewriter::new(self.tables, &found, &mut HashMap::default());
        let item = |index| Ident::new(&format!("item{}", index + 1), names::made_at(span));
        let parts: Vec<VarId> = (0..count)
            .map(|index| rewriter.tables.hide(item(index), false))
            .collect();
        let pats = parts.iter().map(|part| rewriter.binding_of(*part, span));
        let pats: Vec<Pat> = pats.collect();
        let made = names::made_at(span);
        let values = parts.iter().map(|part| rewriter.mention(*part, None, made));
        let values: Vec<_> = values.collect();
        let whole = rewriter.binding_of(*first, span);
        let mut lets = vec![binding(
            Vec::new(),
            whole,
            parse_quote_spanned!(made=> [#(#values),*]),
            span,
        )];
        let mut elems: Vec<Pat> = items.elems.iter().cloned().collect();
        elems.splice(at..=at, pats);
        items.elems = elems.into_iter().collect();
        let again = others
            .iter()
            .map(|var| bind_behind(*var, &mut local.pat, self.tables));
        lets.extend(again);
        for var in vars {
            if let Some(row) = self.tables.vars.get_mut(var.index()) {
                row.origin = Origin::Let;
            }
        }
        Some(lets)
    }
}

impl VisitMut for Splitter<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let mut index = 0;
        while index < block.stmts.len() {
            self.visit_stmt_mut(&mut block.stmts[index]);
            let lets = match &mut block.stmts[index] {
                Stmt::Local(local) => self.behind(local),
                _ => None,
            };
            index += 1;
            block.stmts.splice(index..index, lets.unwrap_or_default());
        }
    }

    fn visit_expr_closure_mut(&mut self, _: &mut syn::ExprClosure) {}

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

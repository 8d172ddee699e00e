//! What an entry of a map refers to, where it is used over a pause.
//!
//! A reference into a map cannot be kept beside it, but its key can, and the reference is found again by it:
//!
//! ```text
//! [source]  map.entry(key).or_default().push(yield_value!(1));
//! [output]  { let held = key;  map.entry(Clone::clone(&held)).or_default();
//!             let found = map.get_mut(&held).unwrap();  found.push(yield_value!(1)) };
//!
//! [source]  let n = map.entry(key).or_insert(0);  yield_wait!();  *n += 1;
//! [output]  let held = key;  map.entry(Clone::clone(&held)).or_insert(0);
//!           let n = map.get_mut(&held).unwrap();  yield_wait!();  *n += 1;
//! ```
//!
//! Takes the body before it is lowered. It leaves alone what no pause comes behind.

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprMethodCall, Stmt, parse_quote_spanned};

use super::pauses::pauses;
use super::{Lowerer, is_place};
use crate::flow::bound;
use crate::names;

impl Lowerer<'_> {
    /// Finds references into maps again that are used over a pause.
    pub fn keep_entries(&mut self, body: &mut Block) {
        Entries { lowerer: self }.visit_block_mut(body);
    }
}

struct Entries<'l, 'a> {
    lowerer: &'l mut Lowerer<'a>,
}

/// What an entry becomes.
struct Entered {
    /// Keeps the key, and makes what is not there.
    made: Vec<Stmt>,
    /// What refers to it.
    found: Expr,
}

impl Entries<'_, '_> {
    fn entered(&mut self, call: &ExprMethodCall) -> Option<Entered> {
        let mut making = call.clone();
        let (map, key) = entry_of(&mut making)?;
        let (map, span) = (map.clone(), key.span());
        let made = names::made_at(span);
        let held = self.lowerer.tables.hide(Ident::new("held", made), false);
        let name = names::variable(held, made);
        let mut mention = || {
            let ident = Ident::new("held", made);
            self.lowerer.tables.mention_again(held, ident, made)
        };
        let (again, by) = (mention(), mention());
        let value = std::mem::replace(
            key,
            parse_quote_spanned!(made=> ::core::clone::Clone::clone(&#again)),
        );
        let (looked, looked_in) = (self.lowerer.again(&map), Span::call_site().located_at(made));
        let found = parse_quote_spanned!(looked_in=> #looked.get_mut(&#by).unwrap());
        Some(Entered {
            made: vec![
                parse_quote_spanned!(made=> let #name = #value;),
                Stmt::Expr(Expr::MethodCall(making), Some(syn::Token![;](made))),
            ],
            found,
        })
    }
}

/// The map and the key of `map.entry(key).or_default()`.
fn entry_of(call: &mut ExprMethodCall) -> Option<(&Expr, &mut Expr)> {
    let name = call.method.to_string();
    let refers = [
        "or_default",
        "or_insert",
        "or_insert_with",
        "or_insert_with_key",
    ];
    if !refers.contains(&name.as_str()) || call.args.iter().any(pauses) {
        return None;
    }
    let mut entry = &mut *call.receiver;
    loop {
        let Expr::MethodCall(inner) = entry else {
            return None;
        };
        if inner.method == "entry" && inner.args.len() == 1 {
            let ExprMethodCall { receiver, args, .. } = inner;
            let is_map = is_place(receiver) && !matches!(**receiver, Expr::Index(_));
            let key = args.first_mut().filter(|_| is_map)?;
            return (!pauses(key)).then_some((&**receiver, key));
        }
        if inner.method != "and_modify" || inner.args.iter().any(pauses) {
            return None;
        }
        entry = &mut *inner.receiver;
    }
}

impl VisitMut for Entries<'_, '_> {
    // what waits inside is a future of rustc's
    fn visit_expr_async_mut(&mut self, _: &mut syn::ExprAsync) {}

    fn visit_block_mut(&mut self, block: &mut Block) {
        visit_mut::visit_block_mut(self, block);
        let mut index = 0;
        while index < block.stmts.len() {
            let (stmts, rest) = block.stmts.split_at_mut(index + 1);
            let mut added = Vec::new();
            if let Some(Stmt::Local(local)) = stmts.last_mut()
                && bound(&local.pat)
                    .into_iter()
                    .any(|var| self.lowerer.crosses_pause(var, rest))
                && let Some(init) = &mut local.init
                && let Expr::MethodCall(call) = &*init.expr
                && let Some(entered) = self.entered(call)
            {
                *init.expr = entered.found;
                added = entered.made;
            }
            let count = added.len();
            block.stmts.splice(index..index, added);
            index += 1 + count;
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        let Expr::MethodCall(call) = expr else { return };
        if !call.args.iter().any(pauses) {
            return;
        }
        let Expr::MethodCall(entry) = &*call.receiver else {
            return;
        };
        if let Some(Entered { made, found }) = self.entered(entry) {
            let span = names::made_at(call.method.span());
            let tables = &mut self.lowerer.tables;
            let place = tables.hide(Ident::new("reference", span), false);
            let name = names::variable(place, span);
            *call.receiver = tables.mention_again(place, Ident::new("reference", span), span);
            *expr = parse_quote_spanned!(span=> { #(#made)* let #name = #found; #call });
        }
    }

    fn visit_expr_closure_mut(&mut self, _: &mut syn::ExprClosure) {}

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

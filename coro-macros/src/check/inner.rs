//! A fn inside the body is a fn of its own, and a constant is computed before anything runs.
//!
//! ```text
//! [source]  fn outer() { fn inner() { yield_wait!(); } inner(); }
//! [output]  error: `yield_wait!` stands in `inner`, which is a fn of its own
//! [source]  fn outer() { const N: u32 = yield_value!(3); }
//! [output]  error: `yield_value!` cannot stand in a constant
//! ```
//!
//! Without this the yield would reach rustc as a macro outside of `coro!`. What stands in a `coro!` of its own is right.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ItemConst, ItemFn, ItemStatic};

use crate::error::Errors;
use crate::names::YieldKind;

/// Rule: a yield stands in the coroutine that it pauses.
pub fn check_inner(body: &Block, errors: &mut Errors) {
    Finder { errors }.visit_block(body);
}

struct Finder<'a> {
    errors: &'a mut Errors,
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_fn(&mut self, inner: &'ast ItemFn) {
        let is_coroutine = inner.attrs.iter().any(|attr| {
            let last = attr.path().segments.last();
            last.is_some_and(|last| last.ident == "coroutine")
        });
        if is_coroutine {
            return;
        }
        let Some(found) = first_yield(inner.block.to_token_stream()) else {
            return visit::visit_item_fn(self, inner);
        };
        let name = &inner.sig.ident;
        self.errors
            .report(&found, format!("`{found}!` stands in `{name}`, which is a fn of its own"))
            .help(format!("make it a coroutine: `coro! {{ fn {name}(..) .. {{ .. }} }}`, and run it by `yield_from!({name}(..))`"))
            .note("a fn inside the body cannot pause the one around it");
    }

    fn visit_item_const(&mut self, item: &'ast ItemConst) {
        self.constant(&item.expr);
    }

    fn visit_item_static(&mut self, item: &'ast ItemStatic) {
        self.constant(&item.expr);
    }
}

impl Finder<'_> {
    fn constant(&mut self, value: &Expr) {
        let found = first_yield(value.to_token_stream());
        let kind = found.as_ref().and_then(YieldKind::of_macro);
        if let (Some(found), Some(kind)) = (found, kind) {
            let (sentence, help, note) = crate::scope::in_a_constant(kind);
            self.errors.report(&found, sentence).help(help).note(note);
        }
    }
}

/// The name of the first yield among these tokens that stands in no other `coro!`.
fn first_yield(tokens: TokenStream) -> Option<Ident> {
    let mut trees = tokens.into_iter().peekable();
    while let Some(tree) = trees.next() {
        match tree {
            TokenTree::Group(group) => {
                if let Some(found) = first_yield(group.stream()) {
                    return Some(found);
                }
            }
            TokenTree::Ident(word) => {
                let next = trees.peek();
                let is_macro =
                    matches!(next, Some(TokenTree::Punct(bang)) if bang.as_char() == '!');
                if is_macro && YieldKind::of_macro(&word).is_some() {
                    return Some(word);
                }
                if is_macro && word == "coro" {
                    trees.next();
                    trees.next();
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    None
}

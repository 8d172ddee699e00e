//! Coroutines that are taken for iterators.
//!
//! ```text
//! [source]  for n in numbers() { yield_value!(n); }        numbers().collect()        fn numbers() yields u32 { .. }
//! [output]  error: `numbers` is a coroutine, not an iterator
//! ```
//!
//! Only of those in the same `coro!`, which the macro knows; of others rustc tells.

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprCall, Ident};

use super::siblings::{Siblings, called};
use crate::error::Errors;

/// Methods of `Iterator` that a coroutine does not have.
const ADAPTERS: &[&str] = &[
    "all",
    "any",
    "chain",
    "collect",
    "count",
    "cycle",
    "enumerate",
    "filter",
    "filter_map",
    "find",
    "flat_map",
    "flatten",
    "fold",
    "for_each",
    "last",
    "map",
    "max",
    "min",
    "next",
    "nth",
    "peekable",
    "position",
    "product",
    "rev",
    "skip",
    "skip_while",
    "step_by",
    "sum",
    "take",
    "take_while",
    "zip",
];

/// Rule: a coroutine is looped over by `iter()`.
pub fn check_looped(body: &Block, siblings: &Siblings<'_>, errors: &mut Errors) {
    let mut finder = Looped {
        siblings,
        found: Vec::new(),
    };
    finder.visit_block(body);
    for (name, used) in finder.found {
        errors
            .report(name, format!("`{name}` is a coroutine, not an iterator"))
            .help(match used {
                None => format!("write `for value in {name}(..).iter()`"),
                Some(method) => format!("write `{name}(..).iter().{method}(..)`"),
            })
            .note("a coroutine is resumed, and may be given something each time; `iter()` resumes one that is given nothing");
    }
}

struct Looped<'a, 's> {
    siblings: &'a Siblings<'s>,
    /// The call, and the method that is called on it.
    found: Vec<(&'a Ident, Option<&'a Ident>)>,
}

impl<'a> Looped<'a, '_> {
    fn add(&mut self, call: &'a ExprCall, method: Option<&'a Ident>) {
        if let Some((name, sibling)) = called(call, self.siblings)
            && !sibling.is_async
            && sibling.receives.is_none()
            && sibling.yields.is_some()
        {
            self.found.push((name, method));
        }
    }
}

impl<'a> Visit<'a> for Looped<'a, '_> {
    fn visit_expr_for_loop(&mut self, repeat: &'a syn::ExprForLoop) {
        if let Expr::Call(call) = &*repeat.expr {
            self.add(call, None);
        }
        visit::visit_expr_for_loop(self, repeat);
    }

    fn visit_expr_method_call(&mut self, call: &'a syn::ExprMethodCall) {
        if let Expr::Call(made) = &*call.receiver
            && ADAPTERS.iter().any(|adapter| call.method == adapter)
        {
            self.add(made, Some(&call.method));
        }
        visit::visit_expr_method_call(self, call);
    }

    /// These have names of their own.
    fn visit_item(&mut self, _: &'a syn::Item) {}
}

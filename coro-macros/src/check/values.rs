//! What is handed out has a type.
//!
//! ```text
//! [source]  fn numbers() { yield_value!(1); }
//! [output]  error: a value is yielded, but `numbers` has no `yields`
//! ```
//!
//! Without `yields` a coroutine yields `Wait`, and `yield_value!(wait)` is right where `wait` is
//! one: told is what can be none. The rest is rustc's "expected `Wait`".

use crate::error::Errors;
use crate::names::{self, Sentinel, YieldKind};
use crate::syntax::CoroFn;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprCall};

/// Rule: a function that yields values says of what type.
pub fn check_values(function: &CoroFn, body: &Block, errors: &mut Errors) {
    if function.yields.is_some() {
        return;
    }
    let mut finder = Finder {
        found: None,
        items: None,
    };
    finder.visit_block(body);
    let name = &function.sig.ident;
    if let Some(items) = finder.items {
        errors
            .report(
                items,
                format!("the items of this are yielded, but `{name}` has no `yields`"),
            )
            .help(format!(
                "write their type behind the parameters: `fn {name}(..) yields u32`"
            ))
            .note(format!(
                "what a delegate yields is handed on to whoever resumes `{name}`"
            ));
    }
    let Some(call) = finder.found else { return };
    let sentence = format!("a value is yielded, but `{name}` has no `yields`");
    let mistake = match call.args.first() {
        Some(value) => errors.report(value, sentence),
        None => errors.report(&call.func, sentence),
    };
    let ty = call.args.first().map_or("()", type_of);
    mistake
        .help(format!(
            "write the type behind the parameters: `fn {name}(..) yields {ty}`"
        ))
        .note("a fn without `yields` yields `Wait`, by `yield_wait!()`");
}

struct Finder<'ast> {
    /// The first one: they all have the same cause.
    found: Option<&'ast ExprCall>,
    /// The first range or array of numbers or texts that `yield_from!` runs.
    items: Option<&'ast Expr>,
}

impl<'ast> Visit<'ast> for Finder<'ast> {
    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if let Expr::Path(path) = &*call.func
            && let Some(ident) = path.path.get_ident()
            && names::parse(ident) == Some(Sentinel::Yield(YieldKind::Value))
            && call.args.first().is_none_or(is_no_wait)
        {
            self.found = self.found.or(Some(call));
        }
        if let Expr::Path(path) = &*call.func
            && let Some(ident) = path.path.get_ident()
            && names::parse(ident) == Some(Sentinel::Yield(YieldKind::From))
        {
            let items = call.args.first().filter(|items| is_of_literals(items));
            self.items = self.items.or(items);
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// `0..n`, `[1, 2]`
fn is_of_literals(items: &Expr) -> bool {
    let is_literal = |expr: &Expr| matches!(expr, Expr::Lit(_));
    match items {
        Expr::Range(range) => [&range.start, &range.end]
            .into_iter()
            .any(|end| end.as_deref().is_some_and(is_literal)),
        Expr::Array(array) => array.elems.iter().any(is_literal),
        Expr::Paren(paren) => is_of_literals(&paren.expr),
        _ => false,
    }
}

/// What can be no `Wait`, whatever the names in it mean.
fn is_no_wait(value: &Expr) -> bool {
    matches!(
        value,
        Expr::Lit(_) | Expr::Tuple(_) | Expr::Array(_) | Expr::Repeat(_) | Expr::Reference(_)
    )
}

/// What the type may be, for the help.
fn type_of(value: &Expr) -> &'static str {
    let Expr::Lit(literal) = value else {
        return "T";
    };
    match &literal.lit {
        syn::Lit::Str(_) => "&'static str",
        syn::Lit::Int(_) => "u32",
        syn::Lit::Float(_) => "f64",
        syn::Lit::Bool(_) => "bool",
        syn::Lit::Char(_) => "char",
        _ => "T",
    }
}

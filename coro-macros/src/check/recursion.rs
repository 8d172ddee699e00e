//! A coroutine does not hold itself.
//!
//! ```text
//! [source]  fn walk(n: u32) { if n > 0 { yield_from!(walk(n - 1)); } }
//! [output]  error: `walk` would hold itself: a coroutine that delegates to itself needs a box
//! ```
//!
//! rustc says of it only E0720, "cannot resolve opaque type". A method may be another one of the
//! same name, and in an `impl` a bare name is never the fn itself: where `self` or `Self` is
//! mentioned nothing is told. A recursion over two functions stays rustc's.

use crate::error::Errors;
use crate::flow::{bound, mention_of};
use crate::maps::HashMap;
use crate::names::{self, Sentinel, VarId, YieldKind};
use crate::scope::Tables;
use crate::syntax::CoroFn;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprPath, Item, Pat, Stmt};

/// Rule: what delegates to itself boxes it.
pub fn check_recursion(function: &CoroFn, body: &Block, tables: &Tables, errors: &mut Errors) {
    if function.sig.receiver().is_some() || declares_other(body, Some(function)) {
        return;
    }
    let mut finder = Finder {
        function,
        body,
        errors,
        tables,
        made: HashMap::default(),
    };
    finder.visit_block(body);
}

struct Finder<'a> {
    function: &'a CoroFn,
    body: &'a Block,
    errors: &'a mut Errors,
    tables: &'a Tables,
    /// `let inner = f(..);`: what was called for a variable.
    made: HashMap<VarId, ExprPath>,
}

impl Finder<'_> {
    fn delegate(&mut self, delegate: &Expr, is_await: bool) {
        let path = match delegate {
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => path.clone(),
                _ => return,
            },
            name => {
                let var = mention_of(name).and_then(|id| self.tables.mention(id));
                let Some(path) = var.and_then(|row| self.made.get(&row.var)) else {
                    return;
                };
                path.clone()
            }
        };
        let name = &self.function.sig.ident;
        let is_itself = path.qself.is_none()
            && path.path.leading_colon.is_none()
            && path.path.segments.len() == 1
            && path.path.segments.iter().all(|only| only.ident == *name);
        let is_inherent = || {
            mentions_self(self.function.sig.to_token_stream())
                || mentions_self(self.body.to_token_stream())
        };
        if !is_itself || is_inherent() {
            return;
        }
        let help = if is_await {
            format!("write `{name}(..).boxed().await`")
        } else {
            format!("write `yield_from!({name}(..).boxed())`")
        };
        self.errors
            .report(
                &path.path,
                format!(
                    "`{name}` would hold itself: a coroutine that delegates to itself needs a box"
                ),
            )
            .help(help)
            .note("a machine holds its delegate, and one that holds itself has no size")
            .note(format!(
                "if this is another `{name}`, write its path, as in `self::{name}(..)`"
            ));
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let (Pat::Ident(_), Some(init)) = (&local.pat, &local.init)
            && let Expr::Call(call) = &*init.expr
            && let Expr::Path(path) = &*call.func
        {
            let vars = bound(&local.pat).into_iter();
            self.made.extend(vars.map(|var| (var, path.clone())));
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let Expr::Path(path) = &*call.func
            && let Some(ident) = path.path.get_ident()
            && names::parse(ident) == Some(Sentinel::Yield(YieldKind::From))
            && let Some(delegate) = call.args.first()
        {
            self.delegate(delegate, false);
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_await(&mut self, awaited: &'ast syn::ExprAwait) {
        self.delegate(&awaited.base, true);
        visit::visit_expr_await(self, awaited);
    }

    /// These have machines of their own, or none.
    fn visit_item(&mut self, _: &'ast Item) {}
    fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}
    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
}

/// Whether an item of the body may bring another fn of this name; without a name, of any.
pub fn declares_other(body: &Block, function: Option<&CoroFn>) -> bool {
    body.stmts.iter().any(|stmt| match stmt {
        Stmt::Item(Item::Fn(inner)) => {
            function.is_none_or(|function| inner.sig.ident == function.sig.ident)
        }
        Stmt::Item(Item::Use(_) | Item::Macro(_)) => true,
        _ => false,
    })
}

/// Whether `self` or `Self` stands somewhere.
pub fn mentions_self(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(word) => word == "Self" || word == "self",
        TokenTree::Group(group) => mentions_self(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

//! Whether some code surely leaves variables where they are.
//!
//! Takes pieces of the IR and variables, says whether every mention plainly borrows: then the variables can be used
//! through a reference. It sees no types, so that in doubt it says no.
//!
//! ```text
//! name.len()   &name   name[i]   name.first == 3   format!("{name}")   borrowed
//! f(name)   name.build()   let other = name.first;   match name { .. }  in doubt
//! ```

use syn::visit::{self, Visit};
use syn::{Expr, UnOp};

use super::scalars::takes;
use super::visit::Visitor;
use crate::flow::{mention_of, mentions_in, opaque_mentions};
use crate::names::{self, Sentinel, VarId};
use crate::scope::{ArgContext, Tables};

/// Methods of the library that borrow their receiver, whatever type of the library it has.
const METHODS: &[&str] = &[
    "len",
    "is_empty",
    "iter",
    "iter_mut",
    "push",
    "push_str",
    "push_back",
    "push_front",
    "pop",
    "pop_back",
    "pop_front",
    "insert",
    "remove",
    "swap_remove",
    "get",
    "get_mut",
    "contains",
    "contains_key",
    "as_str",
    "as_bytes",
    "as_slice",
    "as_ref",
    "as_mut",
    "as_deref",
    "chars",
    "char_indices",
    "bytes",
    "lines",
    "split_whitespace",
    "starts_with",
    "ends_with",
    "to_string",
    "to_owned",
    "to_vec",
    "to_uppercase",
    "to_lowercase",
    "clone",
    "first",
    "last",
    "front",
    "back",
    "keys",
    "values",
    "values_mut",
    "entry",
    "extend",
    "clear",
    "truncate",
    "drain",
    "sort",
    "sort_by",
    "sort_by_key",
    "sort_unstable",
    "dedup",
    "reverse",
    "swap",
    "retain",
    "append",
    "join",
    "concat",
    "reserve",
    "fill",
    "borrow",
    "borrow_mut",
    "lock",
    "is_some",
    "is_none",
    "is_ok",
    "is_err",
    "peek",
    "next",
    "next_back",
    "binary_search",
    "windows",
    "chunks",
];

/// Looks at pieces of a function.
pub struct Borrowed<'a> {
    tables: &'a Tables,
    vars: &'a [VarId],
    /// Whether every mention so far borrows.
    pub surely: bool,
}

impl<'a> Borrowed<'a> {
    /// Nothing was seen yet.
    pub fn new(tables: &'a Tables, vars: &'a [VarId]) -> Self {
        Borrowed {
            tables,
            vars,
            surely: true,
        }
    }

    fn is_one(&self, mention: names::MentionId) -> bool {
        let row = self.tables.mention(mention);
        row.is_some_and(|row| self.vars.contains(&row.var))
    }

    /// An expression that is only a place.
    fn place(&mut self, expr: &Expr) {
        match expr {
            Expr::Path(_) => {}
            Expr::Field(field) => self.place(&field.base),
            Expr::Paren(paren) => self.place(&paren.expr),
            Expr::Group(group) => self.place(&group.expr),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => self.place(&unary.expr),
            Expr::Index(index) => {
                self.place(&index.expr);
                self.visit_expr(&index.index);
            }
            other => self.visit_expr(other),
        }
    }

    fn call(&mut self, call: &syn::ExprCall) {
        let sentinel = match &*call.func {
            Expr::Path(path) => path.path.get_ident().and_then(names::parse),
            _ => None,
        };
        let Some(Sentinel::Macro(id)) = sentinel else {
            return visit::visit_expr_call(self, call);
        };
        let known = self.tables.macro_call(id);
        for (index, arg) in call.args.iter().enumerate() {
            let context = known
                .and_then(|known| known.args.get(index))
                .map(|arg| &arg.context);
            match context {
                Some(ArgContext::ByRef | ArgContext::Place) => self.place(arg),
                _ => self.visit_expr(arg),
            }
        }
    }

    fn binary(&mut self, binary: &syn::ExprBinary) {
        match &binary.op {
            op if crate::lower::is_comparison(op) => {
                self.place(&binary.left);
                self.place(&binary.right);
            }
            op if crate::lower::is_compound(op) => {
                self.place(&binary.left);
                self.visit_expr(&binary.right);
            }
            _ => visit::visit_expr_binary(self, binary),
        }
    }
}

impl Visit<'_> for Borrowed<'_> {
    fn visit_expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Path(_) => {
                let is_taken = mention_of(expr).is_some_and(|mention| self.is_one(mention));
                self.surely &= !is_taken;
            }
            Expr::Reference(reference) => self.place(&reference.expr),
            Expr::Cast(cast) if !takes(cast, self.tables) => self.place(&cast.expr),
            Expr::Index(_) => self.place(expr),
            Expr::Assign(assign) => {
                self.place(&assign.left);
                self.visit_expr(&assign.right);
            }
            Expr::MethodCall(call) => {
                if METHODS.contains(&call.method.to_string().as_str()) {
                    self.place(&call.receiver);
                } else {
                    self.visit_expr(&call.receiver);
                }
                call.args.iter().for_each(|arg| self.visit_expr(arg));
            }
            Expr::Call(call) => self.call(call),
            Expr::Binary(binary) => self.binary(binary),
            Expr::Closure(closure) if closure.capture.is_none() => self.visit_expr(&closure.body),
            Expr::Closure(_) | Expr::Async(_) | Expr::Macro(_) => {
                let mut named = mentions_in(expr);
                if let Expr::Macro(opaque) = expr {
                    named.extend(opaque_mentions(&opaque.attrs));
                }
                self.surely &= !named.into_iter().any(|mention| self.is_one(mention));
            }
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_macro(&mut self, _: &syn::Macro) {
        self.surely = false;
    }

    fn visit_item(&mut self, _: &syn::Item) {}
}

impl Visitor for Borrowed<'_> {
    fn expr(&mut self, expr: &Expr) {
        self.visit_expr(expr);
    }

    fn stmt(&mut self, stmt: &syn::Stmt) {
        self.visit_stmt(stmt);
    }
}

//! Futures that call a closure which borrows.
//!
//! ```text
//! let b = a.map(|n| n + base);                                    b.await        calls the closure
//! let all: Vec<_> = urls.iter().map(|url| client.get(url)).collect();            what is waited for refers to `client`
//! let all: Vec<_> = (0..n).map(|i| { let log = log.clone(); spawn(async move { log.add(i) }) }).collect();   it does not
//! ```
//!
//! What is given a closure may call it at once: so only of what is waited for it is asked.

use proc_macro2::Ident;
use syn::Expr;
use syn::visit::{self, Visit};

use super::super::borrowing::is_into_iter;
use super::{Finder, Gives, gives};
use crate::flow::{mention_of, mentions_in, strip};
use crate::names::{self, Sentinel};
use crate::scope::ClosureKind;
use crate::split::Declared;

impl Finder<'_> {
    /// What closures that borrow were given to, and what goes on with it: `a.map(|n| n + base)`, `poll_fn(|_| ready(&base))`.
    pub(super) fn is_late(&self, value: &Expr) -> bool {
        let is_given = |arg: &Expr| self.captures(arg) || self.is_late(arg) || self.has_late(arg);
        match strip(value) {
            Expr::Path(_) => self.var(value).is_some_and(|var| self.late.contains(&var)),
            Expr::Reference(reference) => self.is_late(&reference.expr),
            Expr::MethodCall(call) if call.method == "collect" => false,
            Expr::MethodCall(call) => {
                let is_element =
                    mention_of(&call.receiver).is_some() && self.has_late(&call.receiver);
                is_element || self.is_late(&call.receiver) || call.args.iter().any(is_given)
            }
            Expr::Call(call) if is_macro(&call.func) => false,
            Expr::Call(call) => call.args.iter().any(is_given),
            _ => false,
        }
    }

    /// The same of the elements of a list or an iterator.
    pub(super) fn has_late(&self, value: &Expr) -> bool {
        match strip(value) {
            Expr::Path(_) => self
                .var(value)
                .is_some_and(|var| self.of_late.contains(&var)),
            Expr::Reference(reference) => self.has_late(&reference.expr),
            Expr::MethodCall(call) => {
                self.has_late(&call.receiver)
                    || call.args.iter().any(|arg| self.gives_a_borrow(arg))
            }
            Expr::Call(call) if is_macro(&call.func) => {
                call.args.iter().any(|arg| self.is_late(arg))
            }
            Expr::Call(call) if is_into_iter(&call.func) => {
                call.args.iter().any(|arg| self.has_late(arg))
            }
            _ => false,
        }
    }

    /// Whether what a closure is worth may refer to what it captures: `|i| fetch(&client, i)`, `|i| async { list.push(i) }`.
    fn gives_a_borrow(&self, closure: &Expr) -> bool {
        struct Finder<'f>(&'f dyn Fn(&Expr) -> bool, bool);
        impl<'ast> Visit<'ast> for Finder<'_> {
            fn visit_expr_async(&mut self, block: &'ast syn::ExprAsync) {
                self.1 |= (self.0)(&Expr::Async(block.clone()));
            }
            fn visit_local(&mut self, local: &'ast syn::Local) {
                if let Some(init) = &local.init
                    && let Expr::Reference(reference) = &*init.expr
                {
                    self.1 |= (self.0)(&reference.expr);
                }
            }
            fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
                let last = last_of_path(&call.func);
                if last.is_some_and(|last| last == "clone" || last.to_string().starts_with("spawn"))
                {
                    return;
                }
                for arg in &call.args {
                    match strip(arg) {
                        Expr::Reference(reference) => self.1 |= (self.0)(&reference.expr),
                        arg => self.visit_expr(arg),
                    }
                }
            }
            fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
                let name = call.method.to_string();
                if !matches!(gives(&name), Gives::Nothing) && !name.starts_with("spawn") {
                    self.1 |= (self.0)(&call.receiver);
                    visit::visit_expr_method_call(self, call);
                }
            }
        }
        let Expr::Closure(closure) = strip(closure) else {
            return false;
        };
        let names_outer = |expr: &Expr| match expr {
            Expr::Async(block) if block.capture.is_some() => false,
            _ => mentions_in(expr).into_iter().any(|mention| {
                let row = self.known.tables.mention(mention);
                row.is_some_and(|row| row.in_closure == Some(ClosureKind::ByRef))
            }),
        };
        let mut finder = Finder(&names_outer, false);
        finder.visit_expr(&closure.body);
        closure.capture.is_none() && finder.1
    }

    /// The same of what is waited for. What a fn of the file is given is no future, most likely.
    pub(super) fn waits_late(&self, delegate: &Expr) -> bool {
        match strip(delegate) {
            Expr::MethodCall(call) => self.waits_late(&call.receiver),
            Expr::Call(call) => {
                let is_elsewhere =
                    |name: &Ident| !Declared::beside(name.span()).is_async(&name.to_string());
                last_of_path(&call.func).is_some_and(is_elsewhere)
                    && call
                        .args
                        .iter()
                        .any(|arg| self.waits_late(arg) || self.has_late(arg))
            }
            delegate => self.is_late(delegate),
        }
    }
}

/// `f` of `a::f(..)`.
fn last_of_path(func: &Expr) -> Option<&Ident> {
    match func {
        Expr::Path(path) => path.path.segments.last().map(|last| &last.ident),
        _ => None,
    }
}

/// A macro of std.
fn is_macro(func: &Expr) -> bool {
    let known = last_of_path(func).and_then(names::parse);
    matches!(known, Some(Sentinel::Macro(_)))
}

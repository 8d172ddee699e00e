//! What is taken out of variables, or goes with what they are called to do.
//!
//! ```text
//! send(request.body).await;  log(&request.name);            what is left of `request` no state can hold
//! make(Config { name, ..Default::default() }).await         what is left of the default is dropped behind the wait
//! (self.job)(n).await                                       the closure is gone, if it can be called only once
//! tx.send(value);  rest().await                             so is `tx`, if it sends only once
//! ```

use syn::visit::{self, Visit};
use syn::{Expr, Pat, Type};

use super::Finder;
use crate::carry::{Visitor, root_of};
use crate::flow::{mention_of, opaque_fields, strip};
use crate::maps::HashSet;
use crate::names;
use crate::names::VarId;
use crate::scope::{Origin, Tables, Var};
use crate::split::Declared;

impl Finder<'_> {
    /// A value that is given away: a part of a variable, whatever its type is.
    pub(super) fn part(&mut self, value: &Expr) {
        let Expr::Field(field) = strip(value) else {
            return;
        };
        let tables = self.known.tables;
        let row = root_of(value).and_then(|root| tables.mention(root));
        let Some(var) = row.map(|row| row.var) else {
            return;
        };
        let is_plain = crate::split::type_of(value, tables)
            .is_some_and(|ty| crate::carry::is_scalar_type(&ty));
        let is_through = matches!(
            *field.base,
            Expr::Unary(_) | Expr::MethodCall(_) | Expr::Call(_)
        );
        if self.may_own(var) && !is_plain && !is_through {
            self.parted.insert(var);
        }
    }

    /// Whether a variable may own its fields, and is no reference to them.
    fn may_own(&self, var: VarId) -> bool {
        let tables = self.known.tables;
        let is_reference = |var: &Var| {
            matches!(&var.ty, Some(Type::Reference(_)))
                || var.origin == Origin::SelfParam && var.ty.is_none() && !tables.self_is_value
                || tables.lent.contains(&var.id)
                || tables.outer.contains(&var.id)
        };
        tables.var(var).is_some_and(|var| !is_reference(var))
    }

    /// `..Default::default()` in a statement that waits: what is left of it is dropped after that.
    fn rest(&mut self, base: &Expr) {
        let var = self.var(base).and_then(|var| self.known.tables.var(var));
        self.parted.extend(
            var.filter(|var| var.origin == Origin::Hidden)
                .map(|var| var.id),
        );
    }
}

/// Looks for variables that are named other than by their fields.
pub(super) struct Whole<'t>(pub(super) &'t Tables, pub(super) HashSet<VarId>);

impl Visitor for Whole<'_> {
    fn expr(&mut self, expr: &Expr) {
        self.visit_expr(expr);
    }

    fn stmt(&mut self, stmt: &syn::Stmt) {
        self.visit_stmt(stmt);
    }
}

impl<'ast> Visit<'ast> for Whole<'_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Field(field) if mention_of(&field.base).is_some() => {}
            Expr::Path(_) => {
                let row = mention_of(expr).and_then(|mention| self.0.mention(mention));
                self.1.extend(row.map(|row| row.var));
            }
            _ => visit::visit_expr(self, expr),
        }
    }
}

/// Looks for parts that are given away.
pub(super) struct Parts<'f, 'a>(pub(super) &'f mut Finder<'a>);

impl<'ast> Visit<'ast> for Parts<'_, '_> {
    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        // what a macro of std is given it looks at
        if !matches!(&*call.func, Expr::Path(func) if func.path.get_ident().and_then(names::parse).is_some())
        {
            call.args.iter().for_each(|arg| self.0.part(arg));
        }
        // `(self.job)(n)` takes the closure along, if it may be called only once
        let func = strip(&call.func);
        if matches!(func, Expr::Field(_))
            && Declared::beside(syn::spanned::Spanned::span(func)).mentions("FnOnce")
        {
            self.0.part(func);
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        call.args.iter().for_each(|arg| self.0.part(arg));
        // `tx.send(())`: a sender that sends once is gone
        let sends = call.method == "send";
        if let Some(var) = self.0.var(&call.receiver).filter(|_| sends) {
            self.0.sent.insert(var);
        }
        if super::super::consumes(&call.method.to_string()) || sends {
            self.0.part(&call.receiver);
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_struct(&mut self, made: &'ast syn::ExprStruct) {
        made.fields
            .iter()
            .for_each(|field| self.0.part(&field.expr));
        if let Some(rest) = &made.rest {
            self.0.rest(rest);
        }
        visit::visit_expr_struct(self, made);
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let (Pat::Ident(_), Some(init)) = (&local.pat, &local.init) {
            self.0.part(&init.expr);
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
        if closure.capture.is_some() {
            Captured(self.0).visit_expr(&closure.body);
        }
    }

    fn visit_expr_async(&mut self, block: &'ast syn::ExprAsync) {
        match block.capture {
            Some(_) => Captured(self.0).visit_block(&block.block),
            None => visit::visit_expr_async(self, block),
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// Looks for parts that a `move` closure takes along: of a pointer it takes the whole.
struct Captured<'f, 'a>(&'f mut Finder<'a>);

impl<'ast> Visit<'ast> for Captured<'_, '_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Field(_) if super::super::is_place(expr) => self.0.part(expr),
            _ => visit::visit_expr(self, expr),
        }
    }

    /// `async move { join!(f(x.a), g()) }`: the block takes `x.a` and leaves the rest, which nobody else sees.
    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        for mention in opaque_fields(&mac.tokens) {
            let row = self.0.known.tables.mention(mention);
            self.0.is_found |= row.is_some_and(|row| self.0.may_own(row.var));
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

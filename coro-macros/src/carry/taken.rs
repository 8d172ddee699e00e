//! Parts that may be moved out of their variable.
//!
//! Takes the IR, gives the mentions of variables that may lose a part with them: a field whose value is taken, and which
//! nothing names after that. Were it `Copy`, it would make no difference.
//!
//! ```text
//! f(pair.left);  g(&pair.right);        the first
//! f(pair.left);  g(&pair.left);         none: it was `Copy`, or is given anew
//! ```
//!
//! A variable that loses a part has to be a local there: nothing can be moved out of a place behind a reference.

use syn::visit::{self, Visit};
use syn::{Expr, UnOp};

use super::changed::{Place, fields};
use super::visit::{Visitor, walk_block};
use crate::flow::{mention_of, mentions_in};
use crate::ir::Block;
use crate::maps::HashSet;
use crate::names::{self, MentionId, Sentinel};
use crate::scope::{ArgContext, Origin, Tables};

/// The mentions in `body` with which a variable may lose a part.
pub fn parts_taken(body: &Block, tables: &Tables) -> HashSet<MentionId> {
    let mut finder = Finder {
        tables,
        taken: Vec::new(),
        all: Vec::new(),
    };
    walk_block(body, &mut finder);
    if finder.taken.is_empty() {
        return HashSet::default();
    }
    let fields = fields(body, tables);
    let is_named_again = |mention: MentionId, place: &Place| {
        let mut after = finder.all.iter().skip_while(|other| **other != mention);
        after.next();
        after.any(|other| {
            let row = tables.mention(*other);
            row.is_some_and(|row| row.var == place.root())
                && fields.get(other).is_none_or(|other| !place.is_apart(other))
        })
    };
    let taken = finder.taken.into_iter();
    taken
        .filter(|(mention, place)| !is_named_again(*mention, place))
        .map(|(mention, _)| mention)
        .collect()
}

struct Finder<'t> {
    tables: &'t Tables,
    taken: Vec<(MentionId, Place)>,
    /// Every mention, in the order of the source.
    all: Vec<MentionId>,
}

impl Finder<'_> {
    /// What is only looked at.
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
        let known = match sentinel {
            Some(Sentinel::Macro(id)) => self.tables.macro_call(id),
            _ => return visit::visit_expr_call(self, call),
        };
        for (index, arg) in call.args.iter().enumerate() {
            match known
                .and_then(|known| known.args.get(index))
                .map(|arg| &arg.context)
            {
                Some(ArgContext::ByRef | ArgContext::Place) => self.place(arg),
                _ => self.visit_expr(arg),
            }
        }
    }

    /// The value of a field of a variable is taken.
    fn field(&mut self, expr: &Expr) {
        let Some((mention, place)) = owned_field(expr).zip(Place::of(expr, self.tables)) else {
            return self.place(expr);
        };
        let row = self.tables.var(place.root());
        let is_reference = row.is_some_and(|row| {
            matches!(row.ty, Some(syn::Type::Reference(_)))
                || row.origin == Origin::SelfParam && !self.tables.self_is_value
        });
        if !is_reference {
            self.taken.push((mention, place));
        }
    }
}

/// The variable of `x.left.0`.
fn owned_field(expr: &Expr) -> Option<MentionId> {
    match expr {
        Expr::Field(field) => match mention_of(&field.base) {
            Some(mention) => Some(mention),
            None => owned_field(&field.base),
        },
        Expr::Paren(paren) => owned_field(&paren.expr),
        _ => None,
    }
}

impl Visit<'_> for Finder<'_> {
    fn visit_expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Field(_) => self.field(expr),
            Expr::Reference(reference) => self.place(&reference.expr),
            Expr::Cast(cast) => self.place(&cast.expr),
            Expr::Index(_) => self.place(expr),
            Expr::Assign(assign) => {
                self.place(&assign.left);
                self.visit_expr(&assign.right);
            }
            Expr::MethodCall(call) => {
                match crate::lower::call_consumes(call, self.tables) {
                    true => self.visit_expr(&call.receiver),
                    false => self.place(&call.receiver),
                }
                call.args.iter().for_each(|arg| self.visit_expr(arg));
            }
            Expr::Binary(binary) if crate::lower::is_comparison(&binary.op) => {
                self.place(&binary.left);
                self.place(&binary.right);
            }
            Expr::Binary(binary) if crate::lower::is_compound(&binary.op) => {
                self.place(&binary.left);
                self.visit_expr(&binary.right);
            }
            Expr::Call(call) => self.call(call),
            Expr::Closure(closure) if closure.capture.is_none() => self.place(&closure.body),
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_item(&mut self, _: &syn::Item) {}
}

impl Visitor for Finder<'_> {
    fn expr(&mut self, expr: &Expr) {
        self.all.extend(mentions_in(expr));
        self.visit_expr(expr);
    }

    fn stmt(&mut self, stmt: &syn::Stmt) {
        self.all.extend(mentions_in(stmt));
        self.visit_stmt(stmt);
    }
}

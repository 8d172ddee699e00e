//! What a loop that goes on by position borrows stays borrowed: rustc is asked again.
//!
//! The iterator of a plain `for` borrows its collection until the loop ends. A machine makes it anew for each item, so
//! rustc would no longer see that the collection is changed meanwhile. Where the body may change it and control comes
//! back to the loop after that, the head is borrowed over that one expression; rustc then says of it what it says of
//! the plain loop (E0502, E0506), at the same tokens:
//!
//! ```text
//! [source]  for x in &list { yield_value!(*x);  list.push(1); }
//! [output]  for x in &list { yield_value!(*x);  still(&list, list.push(1)); }
//! ```
//!
//! Takes the head and the body of the loop in sentinels, before the body is lowered. It looks at calls of methods,
//! assignments and `&mut`; what only reads by its name stays as it is.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, Lifetime, Stmt, parse_quote_spanned};

use super::is_place;
use crate::carry::{only_reads, root_of};
use crate::flow::strip;
use crate::names::{self, Sentinel, TargetId, VarId};
use crate::scope::Tables;
use crate::split::Declared;

/// Methods that do not change what they are called on.
const READS: &[&str] = &[
    "len",
    "is_empty",
    "get",
    "iter",
    "contains",
    "contains_key",
    "first",
    "last",
    "as_str",
    "as_slice",
    "as_bytes",
    "starts_with",
    "ends_with",
    "chars",
    "bytes",
    "lines",
    "split",
    "trim",
    "keys",
    "values",
    "clone",
    "to_string",
    "to_vec",
    "to_owned",
    "front",
    "back",
    "find",
    "binary_search",
    "windows",
    "chunks",
    "capacity",
    "eq",
    "cmp",
];

/// Borrows the head `positional` over what may change it in `body`.
pub fn keep_lent(positional: &Expr, body: &mut Block, label: Option<&syn::Label>, tables: &Tables) {
    let Some((place, lent, is_mut)) = lent_place(positional) else {
        return;
    };
    let var = root_of(place).and_then(|mention| Some(tables.mention(mention)?.var));
    let Some(var) = var else { return };
    let mut keeper = Keeper {
        place: place.clone(),
        lent: lent.clone(),
        var,
        is_mut,
        tables,
        own: label.and_then(|label| names::parse_target(&label.name)),
        inner: Vec::new(),
        leaves: false,
    };
    keeper.visit_block_mut(body);
}

/// The place that a head borrows, what borrows it, and whether it does so for change.
fn lent_place(head: &Expr) -> Option<(&Expr, &Expr, bool)> {
    match strip(head) {
        Expr::Reference(reference) if is_place(&reference.expr) => {
            Some((&reference.expr, head, reference.mutability.is_some()))
        }
        Expr::MethodCall(call) if is_place(&call.receiver) => {
            let is_mut = call.method.to_string().ends_with("_mut");
            Some((&call.receiver, head, is_mut))
        }
        Expr::MethodCall(call) => lent_place(&call.receiver),
        _ => None,
    }
}

struct Keeper<'t> {
    place: Expr,
    /// `&list`, `list.iter()`
    lent: Expr,
    var: VarId,
    is_mut: bool,
    tables: &'t Tables,
    /// The label of the loop.
    own: Option<TargetId>,
    /// Labels of loops and blocks inside the body.
    inner: Vec<TargetId>,
    /// What follows leaves the loop.
    leaves: bool,
}

impl Keeper<'_> {
    /// Whether `place` is the head's, a part of it, or what it is a part of.
    fn overlaps(&self, place: &Expr) -> bool {
        let row = root_of(place).and_then(|mention| self.tables.mention(mention));
        if !is_place(place) || row.is_none_or(|row| row.var != self.var) {
            return false;
        }
        let (mut theirs, mut ours) = (Vec::new(), Vec::new());
        fields(place, &mut theirs);
        fields(&self.place, &mut ours);
        theirs.iter().zip(&ours).all(|(one, other)| one == other)
    }

    fn changes(&self, expr: &Expr) -> bool {
        match expr {
            Expr::MethodCall(call) => {
                let reads = READS.contains(&call.method.to_string().as_str())
                    || only_reads(call)
                    || Declared::beside(call.method.span()).looks(&call.method);
                let reads = reads && !self.is_mut;
                !reads && self.overlaps(&call.receiver)
            }
            Expr::Assign(assign) => self.overlaps(&assign.left) && !self.is_reference(&assign.left),
            Expr::Binary(binary) if super::is_compound(&binary.op) => {
                self.overlaps(&binary.left) && !self.is_reference(&binary.left)
            }
            Expr::Reference(reference) => {
                (reference.mutability.is_some() || self.is_mut) && self.overlaps(&reference.expr)
            }
            _ => false,
        }
    }

    /// A variable that may be a reference can be set while what it refers to is borrowed.
    fn is_reference(&self, left: &Expr) -> bool {
        let owner = self.tables.owners.get(&self.var);
        matches!(left, Expr::Path(_)) && !owner.is_some_and(|owner| owner.is_collection())
    }

    fn leaves(&self, stmt: &Stmt) -> bool {
        let Stmt::Expr(expr, _) = stmt else {
            return false;
        };
        let to_outside = |label: &Option<Lifetime>| {
            let target = label.as_ref().and_then(names::parse_target);
            target.is_some_and(|target| !self.inner.contains(&target))
        };
        match expr {
            Expr::Return(_) => true,
            Expr::Continue(jump) => {
                let target = jump.label.as_ref().and_then(names::parse_target);
                to_outside(&jump.label) && target != self.own
            }
            Expr::Break(jump) => match jump.label {
                Some(_) => to_outside(&jump.label),
                None => self.inner.is_empty(),
            },
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => match path.path.get_ident().and_then(names::parse) {
                    Some(Sentinel::Macro(id)) => self.tables.is_panic(id),
                    _ => false,
                },
                _ => false,
            },
            // what is called here may well return
            Expr::Macro(_) => true,
            _ => false,
        }
    }

    fn keep(&self, expr: &mut Expr) {
        let span = Span::mixed_site().located_at(self.lent.span());
        let value = &*expr;
        *expr = match &self.lent {
            lent @ Expr::Reference(_) => {
                parse_quote_spanned!(span=> __coro_lib_still(#lent, #value))
            }
            lent => parse_quote_spanned!(span=> __coro_lib_still(&#lent, #value)),
        };
    }

    fn inside(&mut self, label: Option<&syn::Label>, visit: impl FnOnce(&mut Self)) {
        let target = label.and_then(|label| names::parse_target(&label.name));
        self.inner.extend(target);
        visit(self);
        if target.is_some() {
            self.inner.pop();
        }
    }
}

/// The fields and indices of a place, from its variable on; an index may be any.
fn fields(place: &Expr, out: &mut Vec<String>) {
    match place {
        Expr::Field(field) => {
            fields(&field.base, out);
            let member = &field.member;
            out.push(quote::quote!(#member).to_string());
        }
        Expr::Index(index) => {
            fields(&index.expr, out);
            out.push("[]".to_string());
        }
        Expr::Unary(unary) => fields(&unary.expr, out),
        Expr::Paren(paren) => fields(&paren.expr, out),
        Expr::Group(group) => fields(&group.expr, out),
        _ => {}
    }
}

impl VisitMut for Keeper<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let around = self.leaves;
        // from the end, so that it is known what follows
        for stmt in block.stmts.iter_mut().rev() {
            self.leaves |= self.leaves(stmt);
            self.visit_stmt_mut(stmt);
        }
        self.leaves = around;
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Loop(repeat) => {
                let label = repeat.label.clone();
                self.inside(label.as_ref(), |keeper| {
                    keeper.visit_block_mut(&mut repeat.body)
                });
                return;
            }
            Expr::While(_) | Expr::ForLoop(_) => {
                let label = match expr {
                    Expr::While(repeat) => repeat.label.clone(),
                    Expr::ForLoop(repeat) => repeat.label.clone(),
                    _ => None,
                };
                self.inside(label.as_ref(), |keeper| {
                    visit_mut::visit_expr_mut(keeper, expr)
                });
                return;
            }
            Expr::Block(block) => {
                let label = block.label.clone();
                self.inside(label.as_ref(), |keeper| {
                    keeper.visit_block_mut(&mut block.block)
                });
                return;
            }
            Expr::Closure(_) => return,
            _ => visit_mut::visit_expr_mut(self, expr),
        }
        if !self.leaves && self.changes(expr) {
            self.keep(expr);
        }
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

//! Variables that are plainly references, and those whose value is a closure.
//!
//! Takes the body, gives the sets. What is not plain is in none of them.

use syn::visit::Visit;
use syn::{Expr, Pat, Type};

use super::visit::{Visitor, walk_block};
use crate::flow::VarSet;
use crate::ir::Block;
use crate::names::{self, Sentinel};
use crate::scope::Tables;

/// Variables that are plainly references: nothing is dropped with them. Those written as `&mut T`, entries that are
/// occupied, and items of collections: `let entry = self.items.iter_mut().find(|item| item.id == id);`.
pub fn mutable_references(body: &Block, tables: &Tables) -> VarSet {
    let mut found = VarSet::with_room(tables.vars.len());
    for var in &tables.vars {
        if matches!(&var.ty, Some(Type::Reference(reference)) if reference.mutability.is_some()) {
            found.add(var.id);
        }
    }
    for (var, is_vacant) in &tables.entries {
        if !is_vacant {
            found.add(*var);
        }
    }
    let mut items = Items { tables, found };
    walk_block(body, &mut items);
    items.found
}

/// The same with those that the scope pass found: no state holds one that nobody names again.
pub fn held_by_none(body: &Block, tables: &Tables) -> VarSet {
    let mut found = mutable_references(body, tables);
    for var in &tables.mutable_references {
        found.add(*var);
    }
    found
}

struct Items<'t> {
    tables: &'t Tables,
    found: VarSet,
}

impl Visitor for Items<'_> {
    fn stmt(&mut self, stmt: &syn::Stmt) {
        if let syn::Stmt::Local(local) = stmt
            && let Some(init) = &local.init
            && super::chain::searched(&init.expr, self.tables).is_some()
        {
            for var in crate::flow::bound(&local.pat) {
                self.found.add(var);
            }
        }
    }
}

/// Variables whose value is a closure written down there, or holds one: those that borrow what they capture, and those
/// that own it. rustc does not know whether a closure is `Copy` before it has seen the whole function, so these are not
/// asked.
pub fn closures(body: &Block, tables: &Tables) -> (VarSet, VarSet) {
    struct Closures<'t>(VarSet, VarSet, &'t Tables);
    impl<'ast> Visit<'ast> for Closures<'_> {
        fn visit_local(&mut self, local: &'ast syn::Local) {
            let (Pat::Ident(ident), Some(init)) = (&local.pat, &local.init) else {
                return;
            };
            let Some(Sentinel::Variable(var)) = names::parse(&ident.ident) else {
                return;
            };
            let closures = crate::lower::closures_in(&init.expr);
            let owns = |closure: &&syn::ExprClosure| {
                closure.capture.is_some() || crate::lower::surely_gives(closure, self.2)
            };
            if closures.iter().any(owns) {
                self.1.add(var);
            } else if is_closure(&init.expr) {
                self.0.add(var);
            }
        }
    }
    struct Walk<'t>(Closures<'t>);
    impl Visitor for Walk<'_> {
        fn stmt(&mut self, stmt: &syn::Stmt) {
            self.0.visit_stmt(stmt);
        }
    }
    let empty = || VarSet::with_room(tables.vars.len());
    let mut walk = Walk(Closures(empty(), empty(), tables));
    walk_block(body, &mut walk);
    (walk.0.0, walk.0.1)
}

/// Whether a value is a closure, perhaps at the end of a block.
fn is_closure(value: &Expr) -> bool {
    match crate::flow::strip(value) {
        Expr::Closure(_) => true,
        Expr::Block(block) => match block.block.stmts.last() {
            Some(syn::Stmt::Expr(tail, None)) => is_closure(tail),
            _ => false,
        },
        _ => false,
    }
}

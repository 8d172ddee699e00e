//! Variables that are taken for collections by how what is found in them is used.
//!
//! Nothing says what `load()` gives. But where an item that `get` finds in it is looked into or behind, it is most
//! likely a reference, and a reference into a local can only be found again:
//!
//! ```text
//! let staff = load();
//! while let Some(employee) = staff.get(at) { yield_value!(employee.age); at = employee.chief; }
//! ```
//!
//! Only what is borrowed for reading is presumed, so that to find it again changes nothing; the output asks rustc
//! that the item is a reference, or at least `Copy` (`found_again` in `coro_core::machine`).
//!
//! Takes a body, gives the variables that are looked into or behind; and decides of a call whether its receiver is such
//! a collection.

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprMethodCall, Type, UnOp};

use super::{Origin, Tables};
use crate::carry::root_of;
use crate::flow::mention_of;
use crate::lower::is_place;
use crate::maps::HashSet;
use crate::names::VarId;
use crate::split::Declared;

/// The variables of which a field is named, or what they refer to.
pub fn looked_into(body: &Block, tables: &Tables) -> HashSet<VarId> {
    struct Finder<'t>(&'t Tables, HashSet<VarId>);
    impl<'ast> Visit<'ast> for Finder<'_> {
        fn visit_expr(&mut self, expr: &'ast Expr) {
            let inner = match expr {
                Expr::Field(field) => Some(&field.base),
                Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => Some(&unary.expr),
                _ => None,
            };
            let mention = inner.and_then(|inner| mention_of(inner));
            let row = mention.and_then(|mention| self.0.mention(mention));
            self.1.extend(row.map(|row| row.var));
            visit::visit_expr(self, expr);
        }
    }
    let mut finder = Finder(tables, HashSet::default());
    finder.visit_block(body);
    finder.1
}

/// Whether a call may be of a collection that nothing is known of: `staff.get(at)`, `row.first()`.
pub fn may_find(call: &ExprMethodCall) -> bool {
    let arguments = match call.method.to_string().as_str() {
        // with none it is a `Cell`'s
        "get" => 1,
        "first" | "last" | "front" | "back" => 0,
        _ => return false,
    };
    call.args.len() == arguments && is_place(&call.receiver)
}

/// The variable that a receiver begins with, if it can only be read through it.
pub fn read_only(receiver: &Expr, tables: &Tables) -> Option<VarId> {
    let var = tables.mention(root_of(receiver)?)?.var;
    let row = tables.var(var)?;
    let is_local = matches!(row.origin, Origin::Let | Origin::Pattern | Origin::Param);
    let is_reference = matches!(row.ty, Some(Type::Reference(_)));
    let reads = is_local && !row.mutable && !is_reference && !tables.lent_mutably.contains(&var);
    reads.then_some(var)
}

/// Whether a receiver was presumed to be a collection.
pub fn is_presumed(call: &ExprMethodCall, tables: &Tables) -> bool {
    let read = |var: VarId| tables.lent.contains(&var) || tables.presumed.contains(&var);
    // a method of that name in the file may do more than find something
    let has_effects = || Declared::beside(call.method.span()).lends_with_effects(&call.method);
    may_find(call)
        && super::owner_of(&call.receiver, tables).is_none()
        && read_only(&call.receiver, tables).is_some_and(read)
        && !has_effects()
}

//! What a method of the file gives, where it says that it gives a reference or a number.
//!
//! ```text
//! fn nearest(&self, x: i32) -> Option<(u32, &Unit)>
//!
//! let Some((id, unit)) = world.nearest(3) else { .. };     a number and a shared reference
//! ```
//!
//! Both are `Copy` and have no drop, so nobody has to be asked. Only where the type of `world` is known, and has that method.

use syn::{Expr, Pat};

use super::scalars::is_scalar_type;
use crate::flow::{bound, strip};
use crate::names::VarId;
use crate::scope::{Tables, name_of};
use crate::split::{Declared, type_of};

/// The variables that `pat` binds to such.
pub(super) fn told(pat: &Pat, value: &Expr, tables: &Tables) -> Vec<VarId> {
    if !is_of_method(value, tables) {
        return Vec::new();
    }
    let is_told = |var: &VarId| tables.hints.get(var).is_some_and(is_scalar_type);
    let by_value = |var: &VarId| tables.var(*var).is_some_and(|row| !row.by_ref);
    let mut found = bound(pat);
    found.retain(|var| is_told(var) && by_value(var));
    found
}

/// `world.nearest(3)`, `world.nearest(3).unwrap()`, `world.nearest(3)?`
fn is_of_method(value: &Expr, tables: &Tables) -> bool {
    let call = match strip(value) {
        Expr::Try(tried) => return is_of_method(&tried.expr, tables),
        Expr::MethodCall(call) => call,
        _ => return false,
    };
    let declared = Declared::beside(call.method.span());
    let is_declared = || {
        let owner = type_of(&call.receiver, tables);
        let owner = owner.as_ref().and_then(name_of);
        owner.is_some_and(|owner| declared.takes_of(&owner, &call.method).is_some())
    };
    declared.has_method(&call.method) && is_declared()
        || (call.method == "unwrap" || call.method == "expect")
            && is_of_method(&call.receiver, tables)
}

//! Guards of a local that nobody names: they end at the pause.
//!
//! Rust holds a guard that is made on the way to the end of the statement. A state cannot hold one beside the cell that
//! it guards, so it is released when the function pauses:
//!
//! ```text
//! [source]  yield_value!(node.borrow().value);              // node: Rc<RefCell<Node>>, a variable
//! [output]  let guard = node.borrow();  let yielded = guard.value;
//!           put(state, State::Yield1 { guard: Dead::released(guard).keep(), node });  return Yielded(yielded);
//! ```
//!
//! Nobody but who asks (`try_borrow`) sees the difference: whoever wants the cell during the pause would panic or wait
//! forever. Which types are guards only rustc knows, and says it (`machine/no_drop.rs`); any other value is held.
//! The guard of a cell that is a reference from outside is held as well.

use syn::{Expr, Type};

use super::Lowerer;
use super::temporary::makes_guard;
use crate::carry::root_of;
use crate::flow::strip;
use crate::scope::{Origin, Tables};
use crate::split::Declared;

impl Lowerer<'_> {
    /// Whether `expr` makes a guard that no state could hold.
    pub(super) fn guards_local(&self, expr: &Expr) -> bool {
        makes_guard(expr) && cell_of(expr, self.tables).is_some_and(|cell| self.is_of_local(cell))
    }

    /// Whether a place surely is none behind a reference that comes from outside.
    fn is_of_local(&self, place: &Expr) -> bool {
        let row = root_of(place).and_then(|root| self.tables.mention(root));
        let Some(var) = row.and_then(|row| self.tables.var(row.var)) else {
            return false;
        };
        if self.loans.contains(&var.id) {
            return true;
        }
        let is_reference = match var.origin {
            Origin::SelfParam if var.ty.is_none() => !self.tables.self_is_value,
            _ => matches!(var.ty, Some(Type::Reference(_))),
        };
        !is_reference && !self.tables.outer.contains(&var.id)
    }
}

/// `node.cell` of `node.cell.borrow()`, `self.lock` of `self.lock.lock().unwrap()`.
fn cell_of<'e>(expr: &'e Expr, tables: &Tables) -> Option<&'e Expr> {
    match strip(expr) {
        Expr::Try(tried) => cell_of(&tried.expr, tables),
        Expr::MethodCall(call) => match call.method.to_string().as_str() {
            "unwrap" | "expect" => cell_of(&call.receiver, tables),
            // a guard of the file's own is held
            _ if is_of_file(call, tables) => None,
            _ => call.args.is_empty().then_some(&*call.receiver),
        },
        _ => None,
    }
}

/// Whether a method is one of the file, as the type tells of what it is called on.
fn is_of_file(call: &syn::ExprMethodCall, tables: &Tables) -> bool {
    let ty = crate::split::type_of(&call.receiver, tables);
    let ty = ty.as_ref().and_then(crate::scope::name_of);
    let told = Declared::beside(call.method.span());
    ty.is_some_and(|ty| told.has_method_of(&ty, &call.method))
}

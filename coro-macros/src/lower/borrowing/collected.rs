//! What is put into a collection and surely borrows a local: coroutines, closures, structs of the file's.
//!
//! ```text
//! tasks.push(work(&shared, 3));
//! let tasks: VecDeque<_> = (1..n).map(|id| (id, work(&shared, id))).collect();
//! let undo: Vec<Box<dyn Fn() + '_>> = vec![Box::new(|| total.set(0))];
//! ```
//!
//! References are told apart before ([`super::super::references`]): these can be found again, a coroutine cannot.

use syn::Expr;

use super::super::references::{References, is_made_of};
use super::values::{is_box, makes_coroutine};
use super::{Finder, closures};
use crate::flow::{last_names, last_of, strip};
use crate::split::Declared;

impl Finder<'_> {
    /// Whether an item of a collection is such a value, or holds one.
    pub(super) fn is_borrowing_item(&self, value: &Expr) -> bool {
        let is_one = |value: &Expr| self.is_borrowing_item(value);
        match strip(value) {
            Expr::Tuple(tuple) => tuple.elems.iter().any(is_one),
            Expr::Array(array) => array.elems.iter().any(is_one),
            Expr::Cast(cast) => is_one(&cast.expr),
            Expr::Block(block) => last_of(&block.block).is_some_and(is_one),
            Expr::Struct(made) => made.fields.iter().any(|field| {
                self.is_borrow_of_own(&field.expr)
                    || is_one(&field.expr)
                    || matches!(&field.expr, Expr::Closure(closure) if closures::captures(closure, self.tables))
            }),
            Expr::MethodCall(call) if call.method == "boxed" => is_one(&call.receiver),
            Expr::MethodCall(_) => makes_coroutine(value) && self.is_lent(value),
            Expr::Call(call) if is_box(&call.func) => call.args.iter().any(|arg| match strip(arg) {
                Expr::Closure(closure) => closures::captures(closure, self.tables),
                arg => is_one(arg),
            }),
            Expr::Call(call) if is_made_of(call, self.tables) => call.args.iter().any(is_one),
            Expr::Call(call) => {
                (makes_coroutine(value) || makes_borrower(call)) && self.is_lent(value)
            }
            _ => false,
        }
    }

    /// `(1..n).map(|id| work(&shared, id)).collect()`
    pub(super) fn collects_borrowing(&self, value: &Expr) -> bool {
        let Expr::MethodCall(call) = strip(value) else {
            return false;
        };
        if call.method == "collect" {
            return self.maps_to_borrowing(&call.receiver);
        }
        References::gives_same(&call.method.to_string()) && self.collects_borrowing(&call.receiver)
    }

    fn maps_to_borrowing(&self, iterator: &Expr) -> bool {
        let Expr::MethodCall(call) = strip(iterator) else {
            return false;
        };
        let makes = call.args.iter().any(|arg| match strip(arg) {
            Expr::Closure(closure) => self.is_borrowing_item(&closure.body),
            _ => false,
        });
        let name = call.method.to_string();
        makes && (name.contains("map") || name == "scan")
            || References::passes(&name) && self.maps_to_borrowing(&call.receiver)
    }
}

/// `Job::new(3, &counter)`, of a struct of the file's with a lifetime.
fn makes_borrower(call: &syn::ExprCall) -> bool {
    let Expr::Path(path) = &*call.func else {
        return false;
    };
    last_names(&path.path).is_some_and(|(name, owner)| {
        Declared::beside(name.span()).has_lifetime(owner.unwrap_or(name))
    })
}

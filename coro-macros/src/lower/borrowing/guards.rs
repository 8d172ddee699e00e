//! What waits to be dropped and borrows a local meanwhile: nobody names it, but its `Drop` does something.
//!
//! ```text
//! let guard = Leave(&room);                        the file has an `impl Drop for Leave`
//! let _end = defer(|| log(count.get()));           nothing names `_end`: what else would it be for
//! ```
//!
//! Takes the value of a `let`, says whether it is one.

use syn::{Expr, Path};

use super::Finder;
use crate::flow::{last_names, mention_of, mentions_in, strip};
use crate::names::{MentionId, VarId};
use crate::scope::{ClosureKind, Origin, Tables};

impl Finder<'_> {
    /// Whether the value of a variable is dropped for what its drop does, with a borrow of a local.
    pub(super) fn guards(&self, var: VarId, value: &Expr) -> bool {
        // it is asked whether it has a drop before it is stored
        if let Some(asked) = asked_of(value).and_then(|asked| self.tables.mention(asked)) {
            return self.dropping.contains(&asked.var);
        }
        self.is_given_a_borrow(value) && (drops(value) || is_never_named(var, self.tables))
    }

    /// `Leave(&room)`, `Leave { room: &room }`, `defer(|| log(count.get()))`
    fn is_given_a_borrow(&self, value: &Expr) -> bool {
        let is_given = |arg: &Expr| {
            self.is_borrow_of_own(arg)
                || self.holds_borrowing(arg)
                || captures(arg, self.tables)
                || self.is_given_a_borrow(arg)
        };
        match strip(value) {
            Expr::Try(tried) => self.is_given_a_borrow(&tried.expr),
            Expr::Call(call) => {
                matches!(&*call.func, Expr::Path(_)) && call.args.iter().any(is_given)
            }
            Expr::Struct(made) => made.fields.iter().any(|field| is_given(&field.expr)),
            value => self.is_lent(value),
        }
    }
}

/// `x` of `Dead::new(x).keep()`, see `carry/let_go.rs`.
fn asked_of(value: &Expr) -> Option<MentionId> {
    let Expr::MethodCall(call) = strip(value) else {
        return None;
    };
    match &*call.receiver {
        Expr::Call(asked) if call.method == "keep" => {
            let Expr::Path(func) = &*asked.func else {
                return None;
            };
            let first = func.path.segments.first()?;
            (first.ident == "__coro_lib_Dead").then(|| mention_of(asked.args.first()?))?
        }
        _ => None,
    }
}

/// Whether no code of the user's names a variable.
pub fn is_never_named(var: VarId, tables: &Tables) -> bool {
    let row = tables.var(var);
    let is_users = row.is_some_and(|row| matches!(row.origin, Origin::Let | Origin::Pattern));
    let mut written = tables.mentions.iter().take(tables.written);
    is_users && !written.any(|row| row.var == var)
}

/// A closure that is not `move` and names a variable.
fn captures(value: &Expr, tables: &Tables) -> bool {
    let Expr::Closure(closure) = strip(value) else {
        return false;
    };
    closure.capture.is_none()
        && mentions_in(value).into_iter().any(|mention| {
            let row = tables.mention(mention);
            row.is_some_and(|row| row.in_closure == Some(ClosureKind::ByRef))
        })
}

/// Whether the package has a `Drop` of what a value seems to be: `Leave(..)`, `Leave::of(..)`, `leave(..)`.
fn drops(value: &Expr) -> bool {
    let is_dropped = |path: &Path| {
        last_names(path).is_some_and(|(name, owner)| {
            let mut names = [Some(name), owner].into_iter().flatten();
            names.any(crate::split::drops)
        })
    };
    match strip(value) {
        Expr::Try(tried) => drops(&tried.expr),
        Expr::Struct(made) => is_dropped(&made.path),
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => {
                let last = path.path.segments.last();
                let told = last.and_then(|last| {
                    let declared = crate::split::Declared::beside(last.ident.span());
                    let owner = last_names(&path.path).and_then(|(_, owner)| owner);
                    crate::scope::name_of(&declared.returned(owner, &last.ident, false)?)
                });
                is_dropped(&path.path) || told.is_some_and(|name| crate::split::drops(&name))
            }
            _ => false,
        },
        Expr::MethodCall(call) => {
            let declared = crate::split::Declared::beside(call.method.span());
            let told = declared.returned_by_method(&call.method);
            told.and_then(|ty| crate::scope::name_of(&ty))
                .is_some_and(|name| crate::split::drops(&name))
        }
        _ => false,
    }
}

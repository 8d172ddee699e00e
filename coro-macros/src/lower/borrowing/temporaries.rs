//! Delegates that are given what borrows a temporary of their own statement.
//!
//! ```text
//! yield_from!(words(&text.to_lowercase()));    write(format!("{n}").as_bytes()).await;
//! ```
//!
//! A plain fn keeps the temporary until the statement ends. No state can hold it beside the delegate.

use syn::{Expr, ExprCall, ExprMethodCall};

use crate::flow::{last_names, mention_of, strip};
use crate::names::{self, Sentinel};
use crate::split::Declared;

/// Methods that give a part of what they are called on, by reference.
const PARTS: &[&str] = &[
    "as_bytes",
    "as_mut_slice",
    "as_os_str",
    "as_path",
    "as_ref",
    "as_slice",
    "as_str",
    "bytes",
    "char_indices",
    "chars",
    "chunks",
    "iter",
    "iter_mut",
    "keys",
    "lines",
    "split",
    "split_whitespace",
    "trim",
    "trim_end",
    "trim_start",
    "values",
    "windows",
];

/// Methods whose result is a value of its own that is no number.
const MADE: &[&str] = &[
    "clone",
    "collect",
    "concat",
    "join",
    "repeat",
    "replace",
    "to_ascii_lowercase",
    "to_ascii_uppercase",
    "to_bytes",
    "to_lowercase",
    "to_owned",
    "to_string",
    "to_uppercase",
    "to_vec",
];

/// Whether a delegate is given such a borrow, and may keep it.
pub(super) fn is_given_one(delegate: &Expr) -> bool {
    match strip(delegate) {
        Expr::Call(call) => {
            call.args.iter().any(lends_one) && keeps(call) || call.args.iter().any(is_given_one)
        }
        Expr::MethodCall(call) => {
            is_given_one(&call.receiver) || call.args.iter().any(lends_one) && keeps_by_method(call)
        }
        Expr::Cast(cast) => is_given_one(&cast.expr),
        _ => false,
    }
}

/// `&make(n)`, `make(n).as_str()`
fn lends_one(arg: &Expr) -> bool {
    match strip(arg) {
        Expr::Reference(reference) => is_made(strip(&reference.expr)),
        Expr::MethodCall(call) => lends_a_part(call),
        Expr::Tuple(tuple) => tuple.elems.iter().any(lends_one),
        Expr::Array(array) => array.elems.iter().any(lends_one),
        _ => false,
    }
}

/// `line.to_string().as_bytes()`: whether a method lends a part of a value that nobody else has.
pub fn lends_a_part(call: &ExprMethodCall) -> bool {
    let receiver = strip(&call.receiver);
    let is_part = PARTS.iter().any(|part| call.method == part);
    match receiver {
        Expr::MethodCall(inner) if is_part && lends_a_part(inner) => true,
        receiver => is_part && is_made(receiver),
    }
}

/// Whether a value is made here, and is no reference.
fn is_made(value: &Expr) -> bool {
    match value {
        Expr::Struct(_) => true,
        Expr::MethodCall(call) => MADE.iter().any(|name| call.method == name),
        Expr::Call(call) => {
            let Expr::Path(func) = &*call.func else {
                return false;
            };
            if let Some(Sentinel::Macro(_)) = func.path.get_ident().and_then(names::parse) {
                return true;
            }
            let Some((name, owner)) = last_names(&func.path) else {
                return false;
            };
            let is_std = || {
                let lists = [
                    "BTreeMap", "HashMap", "PathBuf", "String", "Vec", "VecDeque",
                ];
                owner.is_some_and(|owner| lists.iter().any(|list| owner == list))
            };
            let declared = Declared::beside(name.span());
            let is_own = || match declared.returned(owner, name, false) {
                Some(syn::Type::Path(_)) => declared.returns_borrowed(name, false) == Some(false),
                _ => false,
            };
            is_std() || is_own()
        }
        _ => false,
    }
}

fn keeps(call: &ExprCall) -> bool {
    let Expr::Path(func) = &*call.func else {
        return false;
    };
    if mention_of(&call.func).is_some() {
        return true;
    }
    let Some((name, owner)) = last_names(&func.path) else {
        return false;
    };
    // ours, or of std
    if names::parse(name).is_some() || name.to_string().starts_with("__coro") {
        return false;
    }
    let told = |declared: &Declared| match declared.makes_coroutine(name) {
        true => Some(true),
        false => declared.returns_borrowed(name, false),
    };
    let elsewhere = || crate::split::file_with_function(name, owner);
    told(&Declared::beside(name.span()))
        .or_else(|| told(&*elsewhere()?))
        .unwrap_or(true)
}

fn keeps_by_method(call: &ExprMethodCall) -> bool {
    let told = Declared::beside(call.method.span()).returns_borrowed(&call.method, false);
    told.unwrap_or(true)
}

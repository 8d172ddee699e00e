//! Methods that find a reference and do nothing else.
//!
//! ```text
//! let Some((key, value)) = line.split_once('=') else { continue };
//! let first = names.first().unwrap();
//! ```
//!
//! Calling them again gives the same reference, as long as nothing was changed. Some names tell by themselves;
//! others only with a collection of the standard library ([`crate::scope::Owner`]).

use syn::{Expr, ExprMethodCall, parse_quote_spanned};

use super::alias::root_of;
use crate::flow::mentions_in;
use crate::lower::is_place;
use crate::names::{self, MentionId};
use crate::scope::{Owner, Tables, owner_of};

/// Whatever the type is, these find a part of it.
const TELLING: &[&str] = &[
    "as_bytes",
    "as_deref",
    "as_deref_mut",
    "as_mut",
    "as_mut_slice",
    "as_mut_str",
    "as_path",
    "as_ref",
    "as_slice",
    "as_str",
    "first_mut",
    "get_mut",
    "last_mut",
    "rsplit_once",
    "split_at",
    "split_at_mut",
    "split_first",
    "split_first_mut",
    "split_last",
    "split_last_mut",
    "split_once",
    "strip_prefix",
    "strip_suffix",
    "trim",
    "trim_end",
    "trim_end_matches",
    "trim_matches",
    "trim_start",
    "trim_start_matches",
];

/// These do with a collection.
const OF_COLLECTIONS: &[&str] = &[
    "back",
    "back_mut",
    "first",
    "first_key_value",
    "front",
    "front_mut",
    "get",
    "get_key_value",
    "last",
    "last_key_value",
];

/// The variable that `expr` finds a reference into, by methods that can be called again.
pub fn found_in(expr: &Expr, tables: &Tables) -> Option<MentionId> {
    match expr {
        Expr::MethodCall(call) => {
            let name = call.method.to_string();
            let finds = TELLING.contains(&name.as_str())
                || (OF_COLLECTIONS.contains(&name.as_str())
                    && owner_of(&call.receiver, tables).is_some_and(Owner::is_collection));
            let arguments = call.args.iter().all(|arg| is_pure(arg, tables));
            if finds && arguments && is_place(&call.receiver) {
                return root_of(&call.receiver);
            }
            let goes_on = finds
                || matches!(
                    name.as_str(),
                    "unwrap" | "expect" | "unwrap_or" | "unwrap_or_default"
                );
            (goes_on && arguments).then(|| found_in(&call.receiver, tables))?
        }
        Expr::Reference(reference) => match &*reference.expr {
            Expr::Index(index) if is_place(&index.expr) && is_pure(&index.index, tables) => {
                root_of(&index.expr)
            }
            _ => None,
        },
        Expr::Try(tried) => found_in(without_error(&tried.expr), tables),
        Expr::Paren(paren) => found_in(&paren.expr, tables),
        Expr::Group(group) => found_in(&group.expr, tables),
        _ => None,
    }
}

/// A method that only reads, of what [`found_in`] may have a reference into.
pub fn only_reads(call: &ExprMethodCall) -> bool {
    let name = call.method.to_string();
    let name = name.as_str();
    TELLING.contains(&name) && !name.ends_with("mut")
        || OF_COLLECTIONS.contains(&name) && !name.ends_with("mut")
        || matches!(
            name,
            "chars"
                | "clone"
                | "cmp"
                | "contains"
                | "contains_key"
                | "ends_with"
                | "eq"
                | "find"
                | "is_empty"
                | "iter"
                | "keys"
                | "len"
                | "lines"
                | "split"
                | "starts_with"
                | "to_owned"
                | "to_string"
                | "to_vec"
                | "values"
        )
}

/// The expression to be evaluated the second time: what has succeeded is not asked again.
pub fn again(expr: &Expr) -> Expr {
    match expr {
        Expr::Try(tried) => {
            let found = again(without_error(&tried.expr));
            let span = names::made_at(tried.question_token.span);
            parse_quote_spanned!(span=> #found.unwrap())
        }
        Expr::MethodCall(call) => {
            let mut call = call.clone();
            *call.receiver = again(&call.receiver);
            Expr::MethodCall(call)
        }
        Expr::Paren(paren) => again(&paren.expr),
        Expr::Group(group) => again(&group.expr),
        other => other.clone(),
    }
}

/// `found` of `found.ok_or("..")`.
fn without_error(expr: &Expr) -> &Expr {
    match expr {
        Expr::MethodCall(call) if call.method == "ok_or" || call.method == "ok_or_else" => {
            &call.receiver
        }
        other => other,
    }
}

/// An argument that can be evaluated again.
pub fn is_pure(expr: &Expr, tables: &Tables) -> bool {
    let is_pure = |expr: &Expr| is_pure(expr, tables);
    match expr {
        Expr::Lit(_) => true,
        Expr::Reference(reference) => is_pure(&reference.expr),
        Expr::Closure(closure) => {
            let captures = mentions_in(&closure.body)
                .into_iter()
                .filter_map(|mention| tables.mention(mention))
                .any(|row| row.in_closure.is_some());
            closure.capture.is_none() && !captures
        }
        Expr::Array(array) => array.elems.iter().all(is_pure),
        Expr::Tuple(tuple) => tuple.elems.iter().all(is_pure),
        Expr::Paren(paren) => is_pure(&paren.expr),
        Expr::Group(group) => is_pure(&group.expr),
        Expr::Range(range) => [&range.start, &range.end]
            .into_iter()
            .flatten()
            .all(|end| is_pure(end)),
        Expr::Binary(binary) => is_pure(&binary.left) && is_pure(&binary.right),
        Expr::Cast(cast) => is_pure(&cast.expr),
        Expr::MethodCall(call) => {
            matches!(call.method.to_string().as_str(), "as_str" | "len") && is_place(&call.receiver)
        }
        place => is_place(place),
    }
}

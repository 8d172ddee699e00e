//! Methods that find a reference and do nothing else.
//!
//! ```text
//! let Some((key, value)) = line.split_once('=') else { continue };
//! let first = names.first().unwrap();
//! ```
//!
//! Calling them again gives the same reference, as long as nothing was changed. Some names tell by themselves;
//! others only with a collection of the standard library ([`crate::scope::Owner`]).

use syn::{Expr, ExprCall, ExprMethodCall, parse_quote_spanned};

use super::alias::root_of;
use crate::flow::mentions_in;
use crate::lower::is_place;
use crate::names::{self, MentionId};
use crate::scope::{Owner, Tables, owner_of};
use crate::split::{Declared, Finding};

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
    if let Some((place, false)) = searched(expr, tables) {
        return arguments_are_pure(expr, tables).then(|| root_of(place))?;
    }
    match expr {
        Expr::MethodCall(call) => {
            let name = call.method.to_string();
            let finds = TELLING.contains(&name.as_str())
                || (OF_COLLECTIONS.contains(&name.as_str())
                    && owner_of(&call.receiver, tables).is_some_and(Owner::is_collection))
                || crate::scope::is_presumed(call, tables)
                || finding(call) == Some(Finding::Part);
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

/// What a method that the file declares finds, if it does nothing else.
pub fn finding(call: &ExprMethodCall) -> Option<Finding> {
    Declared::beside(call.method.span()).finding(&call.method)
}

/// Iterators whose items are references, of a collection.
const ITERATORS: &[&str] = &[
    "iter",
    "keys",
    "values",
    "chars",
    "lines",
    "split",
    "split_whitespace",
    "windows",
    "chunks",
];

/// Adapters that leave the items as they are.
const ADAPTERS: &[&str] = &[
    "filter",
    "rev",
    "skip",
    "skip_while",
    "step_by",
    "take",
    "take_while",
    "enumerate",
];

/// What gives one item.
const SEARCHES: &[&str] = &[
    "find",
    "last",
    "max",
    "max_by",
    "max_by_key",
    "min",
    "min_by",
    "min_by_key",
    "next",
    "next_back",
    "nth",
    "rfind",
];

/// `items.iter().find(|item| ..)`: one item of an iterator made here. Gives the place and whether it is borrowed
/// mutably.
pub fn searched<'e>(expr: &'e Expr, tables: &Tables) -> Option<(&'e Expr, bool)> {
    match expr {
        Expr::MethodCall(call) => {
            let name = call.method.to_string();
            if matches!(
                name.as_str(),
                "unwrap" | "expect" | "unwrap_or" | "unwrap_or_default"
            ) {
                return searched(&call.receiver, tables);
            }
            SEARCHES
                .contains(&name.as_str())
                .then(|| iterated(&call.receiver, tables))?
        }
        Expr::Try(tried) => searched(without_error(&tried.expr), tables),
        Expr::Paren(paren) => searched(&paren.expr, tables),
        Expr::Group(group) => searched(&group.expr, tables),
        _ => None,
    }
}

fn iterated<'e>(expr: &'e Expr, tables: &Tables) -> Option<(&'e Expr, bool)> {
    let Expr::MethodCall(call) = expr else {
        return None;
    };
    let name = call.method.to_string();
    if ADAPTERS.contains(&name.as_str()) {
        return iterated(&call.receiver, tables);
    }
    let is_mutable = matches!(name.as_str(), "iter_mut" | "values_mut");
    let is_shared = ITERATORS.contains(&name.as_str())
        && owner_of(&call.receiver, tables).is_some_and(Owner::is_collection)
        || finding(call) == Some(Finding::Items { lends: true });
    (is_place(&call.receiver) && (is_mutable || is_shared)).then_some((&*call.receiver, is_mutable))
}

/// Whether every argument in a chain of calls can be evaluated again.
fn arguments_are_pure(expr: &Expr, tables: &Tables) -> bool {
    match expr {
        Expr::MethodCall(call) => {
            call.args
                .iter()
                .all(|arg| is_pure(arg, tables) || is_question(arg, tables))
                && arguments_are_pure(&call.receiver, tables)
        }
        Expr::Try(tried) => arguments_are_pure(without_error(&tried.expr), tables),
        Expr::Paren(paren) => arguments_are_pure(&paren.expr, tables),
        Expr::Group(group) => arguments_are_pure(&group.expr, tables),
        place => is_place(place),
    }
}

/// A closure that only asks: `|item| item.id == id`.
fn is_question(expr: &Expr, tables: &Tables) -> bool {
    let Expr::Closure(closure) = expr else {
        return false;
    };
    fn asks(expr: &Expr, tables: &Tables) -> bool {
        match expr {
            Expr::Binary(binary) if !crate::lower::is_compound(&binary.op) => {
                asks(&binary.left, tables) && asks(&binary.right, tables)
            }
            Expr::Unary(unary) => asks(&unary.expr, tables),
            Expr::Paren(paren) => asks(&paren.expr, tables),
            Expr::Reference(reference) => {
                reference.mutability.is_none() && asks(&reference.expr, tables)
            }
            Expr::MethodCall(call) => {
                only_reads(call)
                    && asks(&call.receiver, tables)
                    && call.args.iter().all(|arg| asks(arg, tables))
            }
            other => is_pure(other, tables),
        }
    }
    asks(&closure.body, tables)
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

/// The same where it was only presumed that it finds a reference: through a borrow that can change nothing, and
/// rustc is asked.
pub fn presumed_again(expr: &Expr, tables: &Tables) -> Option<Expr> {
    struct Borrowing<'t>(&'t Tables, bool);
    impl syn::visit_mut::VisitMut for Borrowing<'_> {
        fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
            if crate::scope::is_presumed(call, self.0) {
                let span = names::made_at(syn::spanned::Spanned::span(&call.receiver));
                let receiver = &call.receiver;
                *call.receiver = parse_quote_spanned!(span=> (&#receiver));
                self.1 = true;
            } else {
                self.visit_expr_mut(&mut call.receiver);
            }
        }
        fn visit_expr_closure_mut(&mut self, _: &mut syn::ExprClosure) {}
    }
    let mut borrowing = Borrowing(tables, false);
    let mut again = expr.clone();
    syn::visit_mut::VisitMut::visit_expr_mut(&mut borrowing, &mut again);
    let span = names::made_at(syn::spanned::Spanned::span(expr));
    borrowing
        .1
        .then(|| parse_quote_spanned!(span=> __coro_lib_found_again(#again)))
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
        Expr::Call(call) => makes_copy(call) && call.args.iter().all(is_pure),
        place => is_place(place),
    }
}

/// `Id(at)`, a struct of the file with nothing in it but numbers and the like.
fn makes_copy(call: &ExprCall) -> bool {
    let Expr::Path(path) = &*call.func else {
        return false;
    };
    let last = path.path.segments.last();
    last.is_some_and(|last| {
        let declared = Declared::beside(last.ident.span());
        let fields = declared.fields(&last.ident);
        fields.is_some_and(|fields| fields.iter().all(|field| field.copy))
    })
}

/// What a method finds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Finds {
    /// One item of an iterator.
    Item,
    /// A part of what it is called on.
    Part,
    /// The same, out of an `Option` or a `Result`.
    Same,
    /// The same, or what it is given.
    Or,
    /// What a closure makes of it.
    Mapped,
    /// That is not known.
    Unknown,
}

/// What the method of a call finds.
pub fn finds(call: &ExprMethodCall) -> Finds {
    let name = call.method.to_string();
    match name.as_str() {
        "next_if" | "next_if_eq" => Finds::Item,
        name if SEARCHES.contains(&name) => Finds::Item,
        "first" | "last" | "get" => Finds::Part,
        name if TELLING.contains(&name) && !name.ends_with("mut") => Finds::Part,
        "unwrap" | "expect" | "ok_or" | "ok_or_else" | "unwrap_or_default" | "ok" | "filter" => {
            Finds::Same
        }
        "unwrap_or" | "or" | "zip" => Finds::Or,
        "map" | "and_then" => Finds::Mapped,
        _ => Finds::Unknown,
    }
}

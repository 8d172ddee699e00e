//! Iterators whose closures borrow variables.
//!
//! ```text
//! (0..3).flat_map(|i| list[i].chars())    iter::successors(list.first(), |it| list.iter().find(|other| other > it))
//! ```
//!
//! Asked when closures that could take along what they name are made `move` already ([`crate::carry::own_copies`]).

use syn::Expr;

use super::super::references::References;
use crate::flow::{last_names, mentions_in, strip};
use crate::scope::{Origin, Tables, Var};

/// Adapters of iterators alone, which call their closures later: an `Option` has others of the same names.
const LATER: &[&str] = &["flat_map", "map_while", "scan", "skip_while", "take_while"];

/// Methods that only iterators have.
const OF_ITERATORS: &[&str] = &[
    "by_ref",
    "chain",
    "cycle",
    "enumerate",
    "fuse",
    "into_iter",
    "peekable",
    "rev",
    "skip",
    "step_by",
];

/// Fns of `std::iter` that keep a closure.
const MAKERS: &[&str] = &["from_fn", "repeat_with", "successors"];

/// Whether a value is an iterator that holds a closure without `move` that captures a variable.
pub(super) fn are_stored(value: &Expr, tables: &Tables) -> bool {
    let chain = Chain::of(value, tables);
    chain.is_iterator && chain.borrows
}

#[derive(Default)]
struct Chain {
    is_iterator: bool,
    borrows: bool,
}

impl Chain {
    fn of(value: &Expr, tables: &Tables) -> Chain {
        match strip(value) {
            Expr::MethodCall(call) => {
                let name = call.method.to_string();
                let name = name.as_str();
                let begins = References::goes(name);
                if !begins && !References::passes(name) && !LATER.contains(&name) {
                    return Chain::default();
                }
                let mut chain = Chain::of(&call.receiver, tables);
                chain.is_iterator |=
                    begins || LATER.contains(&name) || OF_ITERATORS.contains(&name);
                chain.borrows |= call.args.iter().any(|arg| borrows(arg, tables));
                chain
            }
            Expr::Call(call) => {
                let name = match &*call.func {
                    Expr::Path(path) => last_names(&path.path).map(|(name, _)| name.to_string()),
                    _ => None,
                };
                let is_maker = name.is_some_and(|name| MAKERS.contains(&name.as_str()));
                Chain {
                    is_iterator: is_maker,
                    borrows: is_maker && call.args.iter().any(|arg| borrows(arg, tables)),
                }
            }
            Expr::Range(_) => Chain {
                is_iterator: true,
                borrows: false,
            },
            _ => Chain::default(),
        }
    }
}

/// Whether an argument is a closure that borrows, or another such iterator.
fn borrows(arg: &Expr, tables: &Tables) -> bool {
    let Expr::Closure(closure) = strip(arg) else {
        return are_stored(arg, tables);
    };
    captures(closure, tables)
}

/// Whether a closure without `move` captures a variable.
pub(super) fn captures(closure: &syn::ExprClosure, tables: &Tables) -> bool {
    captures_such(closure, tables, |_| true)
}

/// Whether it captures one of a kind.
pub(in crate::lower) fn captures_such(
    closure: &syn::ExprClosure,
    tables: &Tables,
    is_such: impl Fn(&Var) -> bool,
) -> bool {
    let is_captured = |mention| {
        let row = tables.mention(mention)?;
        let var = tables.var(row.var)?;
        Some(row.in_closure.is_some() && var.origin != Origin::Closure && is_such(var))
    };
    let mut named = mentions_in(closure).into_iter();
    closure.capture.is_none() && named.any(|mention| is_captured(mention).unwrap_or(false))
}

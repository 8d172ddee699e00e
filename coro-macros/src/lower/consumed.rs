//! What the name of a method says of its receiver.
//!
//! Takes a name, gives whether a method of this name takes its receiver by value: `into_iter`, `unwrap`. The names are
//! those of the standard library; of a
//! user's own method the file tells, if it declares it.

use std::rc::Rc;

use proc_macro2::Ident;
use syn::Expr;

use super::is_place;
use crate::flow::mention_of;
use crate::scope::{Owner, Tables, name_of};
use crate::split::{Declared, type_of};

/// Whether a method of this name takes its receiver by value, as far as a name can say.
pub fn consumes(method: &str) -> bool {
    const NAMES: &[&str] = &[
        "into",
        "try_into",
        "or",
        "and",
        "downcast",
        "leak",
        "max",
        "min",
        "min_by",
        "max_by",
        "reduce",
        "unwrap",
        "expect",
        "unwrap_or",
        "unwrap_or_else",
        "unwrap_or_default",
        "unwrap_err",
        "expect_err",
        "ok",
        "err",
        "ok_or",
        "ok_or_else",
        "map_err",
        "map_or",
        "map_or_else",
        "and_then",
        "or_else",
        "is_some_and",
        "is_ok_and",
        "is_none_or",
        "flatten",
        "collect",
        "sum",
        "product",
        "fold",
        "for_each",
        "chain",
        "zip",
        "enumerate",
        "filter",
        "filter_map",
        "flat_map",
        "rev",
        "skip",
        "skip_while",
        "take_while",
        "map_while",
        "step_by",
        "peekable",
        "fuse",
        "inspect",
        "scan",
        "cycle",
        "unzip",
        "partition",
        "min_by_key",
        "max_by_key",
        "cloned",
        "copied",
        "boxed",
        "build",
        "commit",
        "finalize",
        "finish",
        "freeze",
        "rollback",
        "join",
        "forget",
        "map",
        "transpose",
        "consume",
        "unwrap_unchecked",
        "count",
        "last",
        "xor",
        // of futures and streams
        "boxed_local",
        "buffer_unordered",
        "buffered",
        "catch_unwind",
        "flatten_stream",
        "map_ok",
        "shared",
        "err_into",
        "fanout",
        "flat_map_unordered",
        "for_each_concurrent",
        "forward",
        "inspect_err",
        "inspect_ok",
        "left_future",
        "left_stream",
        "map_into",
        "map_ok_or_else",
        "never_error",
        "now_or_never",
        "ok_into",
        "ready_chunks",
        "remote_handle",
        "right_future",
        "right_stream",
        "sink_err_into",
        "sink_map_err",
        "take_until",
        "then",
        "unit_error",
        "try_buffer_unordered",
        "try_collect",
        "try_filter",
        "try_filter_map",
        "try_flatten",
    ];
    method.starts_with("into_") || NAMES.contains(&method)
}

/// Methods that borrow whatever of std has them.
const BORROWING: &[&str] = &[
    "append",
    "as_bytes",
    "as_mut",
    "as_ref",
    "as_slice",
    "as_str",
    "borrow",
    "borrow_mut",
    "bytes",
    "chars",
    "clear",
    "clone",
    "contains",
    "contains_key",
    "drain",
    "entry",
    "extend",
    "first",
    "get",
    "get_mut",
    "insert",
    "iter",
    "iter_mut",
    "keys",
    "last_mut",
    "lines",
    "lock",
    "nth",
    "peek",
    "push",
    "push_back",
    "push_front",
    "push_str",
    "read",
    "recv",
    "remove",
    "retain",
    "set",
    "sort",
    "sort_by",
    "sort_by_key",
    "split_off",
    "swap",
    "swap_remove",
    "to_owned",
    "to_string",
    "to_vec",
    "truncate",
    "try_recv",
    "values",
    "write",
];

/// The same, and they give nothing that borrows.
pub(super) const OWNED: &[&str] = &[
    "is_empty",
    "len",
    "next",
    "next_back",
    "pop",
    "pop_back",
    "pop_first",
    "pop_front",
    "pop_last",
    "take",
];

/// Whether something of std has a method of this name.
pub fn is_of_std(method: &str) -> bool {
    consumes(method)
        || BORROWING.contains(&method)
        || OWNED.contains(&method)
        || ["replace", "find", "position", "any", "all"].contains(&method)
}

/// The same of a call, which its arguments may tell apart: `iter.take(3)`, `option.take()`; or the file, where it
/// declares the method.
pub fn call_consumes(call: &syn::ExprMethodCall, tables: &Tables) -> bool {
    takes_as_declared(call, tables).unwrap_or_else(|| {
        let by_name = match call.method.to_string().as_str() {
            "last" => is_of_iterator(&call.receiver, tables),
            // `parts.join(",")`
            "join" => call.args.is_empty(),
            name => consumes(name),
        };
        by_name
            || call.method == "take" && !call.args.is_empty()
            || crate::scope::is_read(call, tables)
    })
}

/// Whether what `last` is called on may be an iterator, which it takes, and is no list, of which it finds a part. A place of
/// which nothing is known is none: what it holds would be dropped in silence.
fn is_of_iterator(receiver: &Expr, tables: &Tables) -> bool {
    if crate::scope::owner_of(receiver, tables).is_some_and(Owner::is_collection) {
        return false;
    }
    let row = mention_of(receiver).and_then(|mention| tables.mention(mention));
    let written = row.and_then(|row| tables.var(row.var)?.ty.as_ref());
    let hint = type_of(receiver, tables);
    match hint.as_ref().and_then(name_of) {
        Some(name) if name == "Items" => true,
        _ => written.is_some() || !is_place(receiver),
    }
}

/// `Message::build().payload(bytes)`: what another file of the package says of the methods of the type.
fn takes_elsewhere(call: &syn::ExprMethodCall) -> Option<bool> {
    let (file, ty) = made_elsewhere(&call.receiver)?;
    file.takes_of(&ty, &call.method)
}

/// The type of what is made here, and the other file that declares it.
fn made_elsewhere(value: &Expr) -> Option<(Rc<Declared>, Ident)> {
    let (file, owner, given) = match crate::flow::strip(value) {
        Expr::Call(made) => {
            let Expr::Path(func) = &*made.func else {
                return None;
            };
            let (name, owner) = crate::flow::last_names(&func.path)?;
            let owner = owner.filter(|it| it.to_string().starts_with(char::is_uppercase))?;
            let file = crate::split::file_declaring(owner)?;
            let given = file.returned(Some(owner), name, false)?;
            (file, owner.clone(), given)
        }
        Expr::MethodCall(call) => {
            let (file, owner) = made_elsewhere(&call.receiver)?;
            let given = file.returned_of(Some(&owner), &call.method)?;
            (file, owner, given)
        }
        _ => return None,
    };
    let given = name_of(&given)?;
    match given == "Self" || given == owner {
        true => Some((file, owner)),
        false => file.declares(&given).then_some((file, given)),
    }
}

/// What the file of the call says of methods of this name: whether they take what they are called on. Nothing where it
/// declares none, or where the receiver seems to be something of std.
pub fn takes_as_declared(call: &syn::ExprMethodCall, tables: &Tables) -> Option<bool> {
    if let Some(told) = takes_elsewhere(call) {
        return Some(told);
    }
    let declared = Declared::beside(call.method.span());
    if !declared.has_method(&call.method) {
        return None;
    }
    let ty = type_of(&call.receiver, tables);
    let of_std = [
        "Items", "Vec", "Option", "Result", "Box", "String", "VecDeque",
    ];
    match ty.as_ref().and_then(name_of) {
        Some(name) if of_std.iter().any(|known| name == known) => None,
        Some(name) => declared
            .takes_of(&name, &call.method)
            .or_else(|| declared.takes(&call.method)),
        // most likely an iterator
        None if matches!(&*call.receiver, Expr::MethodCall(_))
            && consumes(&call.method.to_string()) =>
        {
            None
        }
        // what it takes would be dropped in silence, were it something of std
        None if BORROWING.iter().any(|name| call.method == name) => None,
        None => declared.takes(&call.method),
    }
}

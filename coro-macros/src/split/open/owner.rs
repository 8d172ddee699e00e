//! Whether a variable surely owns what it holds.
//!
//! Takes a variable with the type that is written beside it, or the `let` that makes it.

use syn::{Expr, Local, Type};

use crate::flow::{is_std_variant, last_names, mention_of, strip};
use crate::lower::yield_kind;
use crate::maps::HashSet;
use crate::names::{self, VarId, YieldKind};
use crate::scope::{Origin, Tables, Var};
use crate::split::value::is_copy_type;

/// Types whose fields are behind a reference.
const SHARED: &[&str] = &[
    "Rc",
    "Arc",
    "Cow",
    "Ref",
    "RefMut",
    "MutexGuard",
    "RwLockReadGuard",
    "RwLockWriteGuard",
    "Pin",
];

/// By its written type.
pub fn is_owned(var: &Var) -> bool {
    var.ty.as_ref().is_some_and(is_owned_type)
}

/// Its fields are surely behind a reference.
pub fn is_borrowed(var: &Var) -> bool {
    match &var.ty {
        Some(Type::Reference(_) | Type::Ptr(_)) => true,
        Some(Type::Path(path)) => path
            .path
            .segments
            .last()
            .is_some_and(|last| SHARED.contains(&last.ident.to_string().as_str())),
        _ => false,
    }
}

/// By what is known of its type.
pub fn is_owned_type(ty: &Type) -> bool {
    match ty {
        Type::Paren(paren) => is_owned_type(&paren.elem),
        Type::Group(group) => is_owned_type(&group.elem),
        Type::Tuple(_) | Type::Array(_) => true,
        Type::Path(path) => {
            !is_copy_type(ty)
                && path
                    .path
                    .segments
                    .last()
                    .is_some_and(|last| !SHARED.contains(&last.ident.to_string().as_str()))
        }
        _ => false,
    }
}

/// `let p = Pair { .. }`, `let p = Pair::new(..)`, `let p = make()`, `let p = make().await`, `let p = whole.field`
pub fn makes_owned(local: &Local, tables: &Tables, owned: &HashSet<VarId>) -> bool {
    let written = crate::flow::bound(&local.pat)
        .first()
        .and_then(|var| tables.var(*var))
        .and_then(|var| var.ty.as_ref());
    if let Some(ty) = written {
        return is_owned_type(ty);
    }
    let Some(init) = &local.init else {
        return false;
    };
    makes(&init.expr, tables, owned)
}

/// `list.pop()`, `make()`, `whole`: whether a value surely owns what it holds, so that a pattern that matches it binds
/// no references.
pub fn makes_owned_value(value: &Expr, tables: &Tables, owned: &HashSet<VarId>) -> bool {
    match strip(value) {
        Expr::MethodCall(call) => match call.method.to_string().as_str() {
            "pop" | "pop_front" | "pop_back" | "remove" | "swap_remove" | "recv" | "try_recv"
            | "split_off" | "into_iter" | "drain" => true,
            "unwrap" | "expect" | "unwrap_or_default" | "ok" | "ok_or" | "ok_or_else"
            // an iterator of the same items, or one of them
            | "chain" | "enumerate" | "filter" | "find" | "last" | "max" | "max_by"
            | "max_by_key" | "min" | "min_by" | "min_by_key" | "next" | "next_back" | "nth"
            | "reduce" | "rev" | "rfind" | "skip" | "skip_while" | "step_by" | "take"
            | "take_while" => makes_owned_value(&call.receiver, tables, owned),
            _ => false,
        },
        Expr::Try(tried) => makes_owned_value(&tried.expr, tables, owned),
        Expr::Call(call) if is_wrapper(call) => {
            // what a tuple holds may be a reference, the tuple is none
            let is_made = |arg: &Expr| matches!(strip(arg), Expr::Tuple(_) | Expr::Struct(_));
            let mut args = call.args.iter();
            args.all(|arg| is_made(arg) || makes_owned_value(arg, tables, owned))
        }
        Expr::Field(field) => makes_owned_value(&field.base, tables, owned),
        Expr::Tuple(tuple) => {
            let mut elems = tuple.elems.iter();
            elems.all(|elem| makes_owned_value(elem, tables, owned))
        }
        Expr::Lit(_) => true,
        other => makes(other, tables, owned),
    }
}

/// `Some(..)`, `Ok(..)`, `Err(..)`
fn is_wrapper(call: &syn::ExprCall) -> bool {
    let Expr::Path(func) = &*call.func else {
        return false;
    };
    last_names(&func.path).is_some_and(|(last, _)| is_std_variant(last))
}

fn ends_in_made(block: &syn::Block, tables: &Tables, owned: &HashSet<VarId>) -> bool {
    match block.stmts.last() {
        Some(syn::Stmt::Expr(value, None)) => makes(value, tables, owned),
        _ => false,
    }
}

fn makes(value: &Expr, tables: &Tables, owned: &HashSet<VarId>) -> bool {
    match strip(value) {
        Expr::Struct(_) | Expr::Tuple(_) | Expr::Array(_) => true,
        // all branches have one type
        Expr::If(branch) => {
            let otherwise = branch.else_branch.as_ref();
            ends_in_made(&branch.then_branch, tables, owned)
                || otherwise.is_some_and(|(_, other)| makes(other, tables, owned))
        }
        Expr::Match(choice) => {
            let mut arms = choice.arms.iter();
            arms.any(|arm| makes(&arm.body, tables, owned))
        }
        Expr::Block(block) => ends_in_made(&block.block, tables, owned),
        Expr::Path(_) => mention_of(value)
            .and_then(|mention| tables.mention(mention))
            .is_some_and(|row| owned.contains(&row.var)),
        Expr::Await(wait) => is_made_by_call(&wait.base, tables, owned),
        Expr::Call(call) if yield_kind(&call.func) == Some(YieldKind::From) => {
            let mut args = call.args.iter();
            args.any(|arg| is_made_by_call(arg, tables, owned))
        }
        Expr::Call(call) => {
            let Expr::Path(func) = &*call.func else {
                return false;
            };
            if func.path.get_ident().and_then(names::parse).is_some() {
                return false;
            }
            let names: Vec<String> = func
                .path
                .segments
                .iter()
                .map(|segment| segment.ident.to_string())
                .collect();
            let is_shared = names.iter().any(|name| SHARED.contains(&name.as_str()));
            // what is returned may be a part of what is lent
            let is_lent = call.args.iter().any(|arg| is_lent(arg, tables));
            !is_shared && !is_wrapper(call) && !is_lent
        }
        _ => false,
    }
}

/// What a call gives that is waited for is like what a call gives.
fn is_made_by_call(delegate: &Expr, tables: &Tables, owned: &HashSet<VarId>) -> bool {
    matches!(strip(delegate), Expr::Call(_)) && makes(delegate, tables, owned)
}

/// `&x`, `self`, or a variable whose type is a reference.
fn is_lent(arg: &Expr, tables: &Tables) -> bool {
    match strip(arg) {
        Expr::Reference(_) => true,
        Expr::Path(_) => mention_of(arg)
            .and_then(|mention| tables.mention(mention))
            .and_then(|row| tables.var(row.var))
            .is_some_and(|var| {
                matches!(var.ty, Some(Type::Reference(_)))
                    || (var.origin == Origin::SelfParam && is_borrowed(var))
            }),
        _ => false,
    }
}

//! Which temporaries have to be held over a pause: what has a drop that can be seen and is not taken where it stands.
//!
//! Rust keeps a value that is only borrowed where it is made to the end of the statement (reference, "Temporary
//! scopes"). Types are not seen here, so whatever a call makes may have a drop, and a method leaves what it is called
//! on unless its name or its declaration in the same file tells otherwise. In the output, `Dead` lets rustc say what
//! needs no drop and is not held; and where a method does take what it was thought to leave, rustc says so (E0382).
//!
//! ```text
//! make(1).size() + yield_value!(2)      `make(1)` is held
//! make(1).unwrap() + yield_value!(2)    `unwrap` takes it
//! &make(1)   make(1).0   *make(1)       held
//! ```

use syn::visit::{self, Visit};
use syn::{Expr, ExprCall, ExprMethodCall};

use super::consumed::consumes;
use super::consumed::takes_as_declared;
use crate::lower::{is_comparison, is_logic};
use crate::names::{self, Sentinel, YieldKind};
use crate::scope::{Origin, Owner, Tables, owner_of};
use crate::split::Declared;

/// Whether `expr` makes a value that may have a drop which can be seen.
pub fn may_drop(expr: &Expr, tables: &Tables) -> bool {
    let moved = |expr: &Expr| may_drop(expr, tables) || is_moved_out(expr, tables);
    match expr {
        Expr::Paren(paren) => may_drop(&paren.expr, tables),
        Expr::Group(group) => may_drop(&group.expr, tables),
        Expr::Try(tried) => moved(&tried.expr),
        Expr::Block(block) => !super::given_up::is_given_up(block, tables),
        Expr::Struct(_)
        | Expr::Macro(_)
        | Expr::If(_)
        | Expr::Match(_)
        | Expr::Loop(_)
        | Expr::Unsafe(_) => true,
        Expr::Tuple(tuple) => tuple.elems.iter().any(moved),
        Expr::Array(array) => array.elems.iter().any(moved),
        Expr::Repeat(array) => moved(&array.expr),
        Expr::Binary(binary) => {
            !has_no_drop(expr)
                && (may_drop(&binary.left, tables) || may_drop(&binary.right, tables))
        }
        Expr::Call(call) => match macro_name(call, tables) {
            Some(name) => name == "vec" && call.args.iter().any(moved),
            None => call_may_drop(call, moved),
        },
        Expr::MethodCall(call) => method_may_drop(call, tables),
        _ => false,
    }
}

/// Which items of a tuple that is made here surely have no drop that can be seen: `(&mut list[at], command)`. None of
/// another value.
pub(super) fn without_drop(expr: &Expr, tables: &Tables) -> Vec<bool> {
    match crate::flow::strip(expr) {
        Expr::Tuple(tuple) => {
            let drops = |item: &Expr| {
                let lends = matches!(item, Expr::MethodCall(call) if lends_item(call));
                !lends && (may_drop(item, tables) || is_moved_out(item, tables))
            };
            tuple.elems.iter().map(|item| !drops(item)).collect()
        }
        _ => Vec::new(),
    }
}

/// `self.tokens.peek()`, where the file has no such method of its own.
fn lends_item(call: &ExprMethodCall) -> bool {
    call.method == "peek" && !Declared::beside(call.method.span()).has_method(&call.method)
}

/// Whether `expr` is a place whose value may be moved: a variable, a field, what is in a box.
fn is_moved_out(expr: &Expr, tables: &Tables) -> bool {
    let is_owner = |base: &Expr| may_drop(base, tables) || is_moved_out(base, tables);
    match crate::flow::strip(expr) {
        Expr::Field(field) => is_owner(&field.base),
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Deref(_)) && is_owner(&unary.expr),
        expr => crate::flow::mention_of(expr).is_some(),
    }
}

fn call_may_drop(call: &ExprCall, moved: impl Fn(&Expr) -> bool) -> bool {
    const PLAIN: &[&str] = &[
        "String", "str", "char", "bool", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16",
        "i32", "i64", "i128", "isize", "f32", "f64", "Instant", "Duration",
    ];
    let Expr::Path(func) = &*call.func else {
        return true;
    };
    let mut names = func.path.segments.iter().map(|one| one.ident.to_string());
    let last = func.path.segments.last().map(|last| last.ident.to_string());
    match last.as_deref() {
        Some("Some" | "Ok" | "Err") => call.args.iter().any(moved),
        _ => names
            .next()
            .is_some_and(|first| !first.starts_with(names::LIBRARY) && !PLAIN.contains(&&*first)),
    }
}

/// Numbers, references, iterators that borrow, texts.
const LOOKING: &[&str] = &[
    "len",
    "is_empty",
    "count",
    "sum",
    "product",
    "cmp",
    "partial_cmp",
    "eq",
    "ne",
    "is_some",
    "is_none",
    "is_ok",
    "is_err",
    "contains",
    "contains_key",
    "starts_with",
    "ends_with",
    "as_str",
    "as_bytes",
    "as_slice",
    "as_mut_slice",
    "as_mut_str",
    "chars",
    "char_indices",
    "bytes",
    "lines",
    "trim",
    "trim_start",
    "trim_end",
    "split_whitespace",
    "iter",
    "iter_mut",
    "keys",
    "values",
    "values_mut",
    "to_string",
    "to_uppercase",
    "to_lowercase",
    "position",
    "any",
    "all",
    "copied",
];
/// What collections lend.
const LENT: &[&str] = &[
    "get",
    "get_mut",
    "first",
    "first_mut",
    "last",
    "last_mut",
    "front",
    "front_mut",
    "back",
    "back_mut",
    "peek",
    "peek_mut",
    "range",
    "windows",
    "chunks",
    "as_ref",
    "as_mut",
];

fn method_may_drop(call: &ExprMethodCall, tables: &Tables) -> bool {
    let name = call.method.to_string();
    let name = name.as_str();
    match name {
        "unwrap" | "expect" | "ok" | "err" => {
            may_drop(&call.receiver, tables) || is_moved_out(&call.receiver, tables)
        }
        _ if LOOKING.contains(&name) || is_of_number(name) => false,
        _ if LENT.contains(&name) => {
            !owner_of(&call.receiver, tables).is_some_and(Owner::is_collection)
        }
        _ => !gives_plainly(call, tables),
    }
}

/// Whether the file declares that a method gives a reference, or what drops nothing that could be seen.
fn gives_plainly(call: &ExprMethodCall, tables: &Tables) -> bool {
    let declared = Declared::beside(call.method.span());
    let ty = crate::split::type_of(&call.receiver, tables);
    let ty = ty.as_ref().and_then(crate::scope::name_of);
    match declared.returned_of(ty.as_ref(), &call.method) {
        Some(syn::Type::Reference(_)) => true,
        Some(ty @ syn::Type::Path(_)) => {
            crate::scope::name_of(&ty).is_some_and(|name| declared.drops_in_silence(&name))
        }
        _ => false,
    }
}

/// Whether a method leaves what it is called on where it is.
pub fn leaves(call: &ExprMethodCall, tables: &Tables) -> bool {
    if let Some(takes) = takes_as_declared(call, tables) {
        return !takes;
    }
    if is_guard(&call.receiver) {
        return true;
    }
    let name = call.method.to_string();
    let takes = match name.as_str() {
        // of an iterator; an `Option`'s has no arguments
        "take" => !call.args.is_empty(),
        "or_insert" | "or_insert_with" | "or_insert_with_key" | "or_default" | "and_modify" => true,
        "max" | "min" | "clamp" | "then" | "then_some" => true,
        name => consumes(name) || is_of_number(name) || name.starts_with("with_"),
    };
    !takes && !is_of_builder(&call.receiver, tables)
}

/// Whether a method that is thought to leave what it is called on may take it all the same: nothing tells of it.
pub fn may_take(call: &ExprMethodCall, tables: &Tables) -> bool {
    let name = call.method.to_string();
    let name = name.as_str();
    let looks = ["as_", "is_", "to_"]
        .iter()
        .any(|start| name.starts_with(start));
    leaves(call, tables)
        && takes_as_declared(call, tables).is_none()
        && !(looks || LOOKING.contains(&name) || LENT.contains(&name))
        && !is_guard(&call.receiver)
        && !makes_guard(&Expr::MethodCall(call.clone()))
}

/// Methods of numbers.
fn is_of_number(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "abs",
        "pow",
        "powi",
        "powf",
        "sqrt",
        "floor",
        "ceil",
        "round",
        "trunc",
        "signum",
        "rem_euclid",
        "div_euclid",
        "abs_diff",
        "count_ones",
        "leading_zeros",
        "trailing_zeros",
        "rotate_left",
        "rotate_right",
        "swap_bytes",
        "is_positive",
        "is_negative",
        "to_le_bytes",
        "to_be_bytes",
    ];
    let starts = ["wrapping_", "saturating_", "checked_", "overflowing_"];
    NAMES.contains(&name) || starts.iter().any(|start| name.starts_with(start))
}

/// `ConfigBuilder::new().name("x")`: whether its methods take it or lend it, its drop is none that can be seen.
pub fn is_of_builder(expr: &Expr, tables: &Tables) -> bool {
    match expr {
        Expr::MethodCall(call) => is_of_builder(&call.receiver, tables),
        Expr::Paren(paren) => is_of_builder(&paren.expr, tables),
        Expr::Block(block) => match block.block.stmts.last() {
            Some(syn::Stmt::Expr(tail, None)) => is_of_builder(tail, tables),
            _ => false,
        },
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => path.path.segments.iter().any(|segment| {
                let name = segment.ident.to_string();
                name.ends_with("Builder") || name == "builder"
            }),
            _ => false,
        },
        // an operand of ours
        _ => crate::flow::mention_of(expr)
            .and_then(|mention| tables.var(tables.mention(mention)?.var))
            .is_some_and(|row| row.origin == Origin::Hidden && row.ident == "builder"),
    }
}

/// Whether evaluating `expr` makes a temporary that [`super::Lowerer::hold_temporaries`] would keep.
pub fn has_temporary(expr: &Expr, tables: &Tables) -> bool {
    let has = |expr: &Expr| has_temporary(expr, tables);
    let is_held = |expr: &Expr| may_drop(expr, tables) || has_temporary(expr, tables);
    match expr {
        Expr::MethodCall(call) => {
            (leaves(call, tables) && may_drop(&call.receiver, tables))
                || has(&call.receiver)
                || call.args.iter().any(has)
        }
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => is_held(&unary.expr),
        Expr::Unary(unary) => has(&unary.expr),
        Expr::Field(field) => is_held(&field.base),
        Expr::Reference(reference) => is_held(&reference.expr),
        Expr::Paren(paren) => has(&paren.expr),
        Expr::Group(group) => has(&group.expr),
        Expr::Try(tried) => has(&tried.expr),
        Expr::Cast(cast) => has(&cast.expr),
        Expr::Binary(binary) if is_comparison(&binary.op) => {
            is_held(&binary.left) || is_held(&binary.right)
        }
        Expr::Binary(binary) => !is_logic(&binary.op) && (has(&binary.left) || has(&binary.right)),
        Expr::Call(call) => match macro_name(call, tables) {
            // they are blocks: what they hold ends with them
            Some(name) if is_block(&name) => false,
            Some(name) if name == "vec" => call.args.iter().any(has),
            Some(_) => call.args.iter().any(is_held),
            None => is_held(&call.func) || call.args.iter().any(has),
        },
        Expr::Tuple(tuple) => tuple.elems.iter().any(has),
        Expr::Array(array) => array.elems.iter().any(has),
        Expr::Repeat(array) => has(&array.expr),
        Expr::Struct(made) => {
            made.fields.iter().any(|field| has(&field.expr))
                || made.rest.as_deref().is_some_and(is_held)
        }
        Expr::Index(index) => is_held(&index.expr) || has(&index.index),
        Expr::Match(choice) => has(&choice.expr) || super::matched::keeps(choice, tables),
        // before edition 2024
        Expr::If(branch) => super::tails::as_match(branch)
            .is_some_and(|choice| has(&choice.expr) || super::matched::keeps(&choice, tables)),
        Expr::Block(block) => super::tails::tail_of(&block.block).is_some_and(has),
        Expr::Range(range) => {
            let mut ends = [&range.start, &range.end].into_iter().flatten();
            ends.any(|end| has(end))
        }
        _ => false,
    }
}

/// Whether `expr` only looks at what a pause in it is worth, which may have a drop: it is a temporary.
pub fn looks_at_worth(expr: &Expr, tables: &Tables) -> bool {
    let mut looks = Looks {
        tables,
        found: false,
    };
    looks.visit_expr(expr);
    looks.found
}

struct Looks<'t> {
    tables: &'t Tables,
    found: bool,
}

impl Looks<'_> {
    fn look(&mut self, expr: &Expr) {
        match crate::flow::strip(expr) {
            Expr::Await(_) => self.found = true,
            Expr::Try(tried) => self.look(&tried.expr),
            Expr::Call(call) => match super::yield_kind(&call.func) {
                Some(YieldKind::From) => self.found = true,
                Some(_) => self.found |= !self.tables.receives_scalar,
                None => {}
            },
            Expr::MethodCall(call) if !leaves(call, self.tables) => self.look(&call.receiver),
            _ => {}
        }
    }
}

impl<'ast> Visit<'ast> for Looks<'_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::MethodCall(call) if leaves(call, self.tables) => self.look(&call.receiver),
            Expr::Field(field) => self.look(&field.base),
            Expr::Index(index) => self.look(&index.expr),
            Expr::Reference(reference) => self.look(&reference.expr),
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => self.look(&unary.expr),
            Expr::Binary(binary) if is_comparison(&binary.op) => {
                self.look(&binary.left);
                self.look(&binary.right);
            }
            Expr::Call(call) if macro_name(call, self.tables).is_some() => {
                call.args.iter().for_each(|arg| self.look(arg));
            }
            // others are scopes of their own
            Expr::Closure(_) | Expr::Async(_) | Expr::Block(_) | Expr::If(_) | Expr::Loop(_) => {
                return;
            }
            _ => {}
        }
        visit::visit_expr(self, expr);
    }
}

/// The std macros that are a statement by themselves.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "format"
            | "print"
            | "println"
            | "eprint"
            | "eprintln"
            | "panic"
            | "todo"
            | "unimplemented"
            | "unreachable"
    )
}

/// The name of the std macro that is called.
pub(super) fn macro_name(call: &ExprCall, tables: &Tables) -> Option<String> {
    let Expr::Path(path) = &*call.func else {
        return None;
    };
    let Some(Sentinel::Macro(id)) = path.path.get_ident().and_then(names::parse) else {
        return None;
    };
    let row = tables.macro_call(id);
    let last = row.and_then(|row| row.path.segments.last());
    Some(last.map_or_else(String::new, |last| last.ident.to_string()))
}

/// Whether a `let` of a condition holds temporaries, which live as long as what follows it.
pub fn chain_holds(cond: &Expr, tables: &Tables) -> bool {
    match cond {
        Expr::Let(binding) => {
            let leaves = !super::is_place(&binding.expr)
                && super::bindings(&binding.pat) == super::Bindings::Some;
            leaves || may_drop(&binding.expr, tables) || has_temporary(&binding.expr, tables)
        }
        Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)) => {
            chain_holds(&binary.left, tables) || chain_holds(&binary.right, tables)
        }
        Expr::Group(group) => chain_holds(&group.expr, tables),
        _ => false,
    }
}

/// Whether `expr` makes a guard, or a struct whose name is written.
pub fn surely_owns(expr: &Expr) -> bool {
    match expr {
        Expr::MethodCall(call) => match call.method.to_string().as_str() {
            "lock" | "borrow" | "borrow_mut" | "read" | "write" | "try_lock" | "upgrade" => {
                call.args.is_empty()
            }
            "unwrap" | "expect" => surely_owns(&call.receiver),
            _ => false,
        },
        Expr::Try(tried) => surely_owns(&tried.expr),
        Expr::Paren(paren) => surely_owns(&paren.expr),
        Expr::Struct(_) => true,
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => path.path.segments.last().is_some_and(|last| {
                let name = last.ident.to_string();
                let first = path.path.segments.first();
                let ours =
                    first.is_some_and(|first| first.ident.to_string().starts_with(names::LIBRARY));
                let makes = name == "new" && path.path.segments.len() > 1 && !ours;
                makes
                    || name.starts_with(char::is_uppercase)
                        && !matches!(name.as_str(), "Some" | "Ok" | "Err")
            }),
            _ => false,
        },
        _ => false,
    }
}

/// Whether the value of `expr` is a guard, of which every method is one of what it guards: `cell.borrow().last()`.
fn is_guard(expr: &Expr) -> bool {
    let name = |call: &ExprMethodCall| match call.args.is_empty() {
        true => call.method.to_string(),
        false => String::new(),
    };
    let locks = |expr: &Expr| {
        matches!(expr, Expr::MethodCall(call)
            if matches!(name(call).as_str(), "lock" | "read" | "write"))
    };
    match expr {
        Expr::MethodCall(call) => match call.method.to_string().as_str() {
            "unwrap" | "expect" => locks(&call.receiver),
            _ => matches!(name(call).as_str(), "borrow" | "borrow_mut"),
        },
        Expr::Try(tried) => locks(&tried.expr),
        Expr::Paren(paren) => is_guard(&paren.expr),
        _ => false,
    }
}

/// Whether the value of `expr` is a guard, as far as names can say.
pub fn makes_guard(expr: &Expr) -> bool {
    match expr {
        Expr::MethodCall(call) => match call.method.to_string().as_str() {
            "lock" | "borrow" | "borrow_mut" | "read" | "write" | "try_lock" | "try_borrow"
            | "try_borrow_mut" => true,
            "unwrap" | "expect" => makes_guard(&call.receiver),
            _ => false,
        },
        Expr::Try(tried) => makes_guard(&tried.expr),
        Expr::Paren(paren) => makes_guard(&paren.expr),
        _ => false,
    }
}

/// Whether the value of `expr` plainly has no drop.
pub fn has_no_drop(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(_) | Expr::Cast(_) | Expr::Reference(_) => true,
        Expr::Binary(binary) => {
            super::is_comparison(&binary.op)
                || super::is_logic(&binary.op)
                || has_no_drop(&binary.left)
                || has_no_drop(&binary.right)
        }
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Not(_)) || has_no_drop(&unary.expr),
        Expr::Paren(paren) => has_no_drop(&paren.expr),
        Expr::Group(group) => has_no_drop(&group.expr),
        Expr::Tuple(tuple) => tuple.elems.iter().all(has_no_drop),
        Expr::MethodCall(call) => matches!(
            call.method.to_string().as_str(),
            "len"
                | "is_empty"
                | "count"
                | "as_str"
                | "as_bytes"
                | "as_slice"
                | "as_ref"
                | "as_mut"
                | "as_deref"
                | "is_some"
                | "is_none"
                | "is_ok"
                | "is_err"
                | "cmp"
                | "get"
                | "get_mut"
                | "chars"
                | "bytes"
                | "abs"
        ),
        _ => false,
    }
}

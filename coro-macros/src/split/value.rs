//! What can be said of a value without types.
//!
//! Takes an expression or a type, says whether it surely is `Copy`, surely is not, or (neither) cannot be told.

use syn::{Expr, ExprCall, Type};

use crate::flow::{mention_of, strip};
use crate::lower::{is_comparison, is_logic};
use crate::names::{self, MentionId, Sentinel};
use crate::scope::Tables;

/// Types of std that own what they hold.
const OWNERS: &[&str] = &[
    "String",
    "Vec",
    "Box",
    "Rc",
    "Arc",
    "VecDeque",
    "HashMap",
    "HashSet",
    "BTreeMap",
    "BTreeSet",
    "BinaryHeap",
    "PathBuf",
    "OsString",
    "Mutex",
    "RwLock",
    "RefCell",
    "MutexGuard",
];

/// The mention that `expr` begins with if it is `t.0.left`, one field at least.
pub fn field_chain(expr: &Expr) -> Option<(MentionId, &syn::Member)> {
    let Expr::Field(field) = strip(expr) else {
        return None;
    };
    match mention_of(&field.base) {
        Some(mention) => Some((mention, &field.member)),
        None => field_chain(&field.base),
    }
}

/// The same with all of the fields, outermost first.
pub fn field_path(expr: &Expr) -> Option<(MentionId, Vec<syn::Member>)> {
    let Expr::Field(field) = strip(expr) else {
        return None;
    };
    let (mention, mut path) = match mention_of(&field.base) {
        Some(mention) => (mention, Vec::new()),
        None => field_path(&field.base)?,
    };
    path.push(field.member.clone());
    Some((mention, path))
}

/// Whether the value of `expr` surely is `Copy`.
pub fn is_copy(expr: &Expr, tables: &Tables) -> bool {
    match strip(expr) {
        Expr::Lit(_) | Expr::Cast(_) => true,
        Expr::Reference(reference) => reference.mutability.is_none(),
        Expr::Unary(unary) => is_copy(&unary.expr, tables),
        Expr::Binary(binary) => {
            is_comparison(&binary.op)
                || is_logic(&binary.op)
                || (is_copy(&binary.left, tables) && is_copy(&binary.right, tables))
        }
        Expr::Tuple(tuple) => tuple.elems.iter().all(|elem| is_copy(elem, tables)),
        Expr::Array(array) => array.elems.iter().all(|elem| is_copy(elem, tables)),
        Expr::Path(_) => type_of(expr, tables).is_some_and(is_copy_type),
        _ => false,
    }
}

/// Whether the value of `expr` surely is not `Copy`.
pub fn is_owned(expr: &Expr, tables: &Tables) -> bool {
    match strip(expr) {
        Expr::Reference(reference) => reference.mutability.is_some(),
        Expr::Call(call) => is_owning_call(call, tables),
        Expr::MethodCall(call) => matches!(
            call.method.to_string().as_str(),
            "to_string" | "to_owned" | "to_vec" | "into_boxed_str" | "into_boxed_slice"
        ),
        Expr::Tuple(tuple) => tuple.elems.iter().any(|elem| is_owned(elem, tables)),
        Expr::Array(array) => array.elems.iter().any(|elem| is_owned(elem, tables)),
        Expr::Path(_) => type_of(expr, tables).is_some_and(is_owned_type),
        _ => false,
    }
}

/// Whether `expr` makes a value of a type of std that owns what it holds, whatever the names in it mean:
/// `String::new()`, `vec![..]`, `n.to_string()`.
pub fn is_made_owned(expr: &Expr, tables: &Tables) -> bool {
    match strip(expr) {
        Expr::MethodCall(call) => call.method == "to_string" && call.args.is_empty(),
        Expr::Call(call) => {
            let Expr::Path(func) = &*call.func else {
                return false;
            };
            let segments = &func.path.segments;
            let is_maker = |name: &syn::PathSegment| {
                ["new", "from", "with_capacity"]
                    .iter()
                    .any(|maker| name.ident == maker)
            };
            is_owning_call(call, tables)
                && (segments.len() == 1 || segments.last().is_some_and(is_maker))
                && segments.last().is_some_and(|last| last.ident != "Some")
        }
        _ => false,
    }
}

/// `format!(..)`, `Box::new(..)`, `Some(String::new())`
fn is_owning_call(call: &ExprCall, tables: &Tables) -> bool {
    let Expr::Path(func) = &*call.func else {
        return false;
    };
    if let Some(Sentinel::Macro(id)) = func.path.get_ident().and_then(names::parse) {
        let path = tables
            .macro_call(id)
            .and_then(|call| call.path.segments.last());
        return path.is_some_and(|last| last.ident == "format" || last.ident == "vec");
    }
    let mut names = func
        .path
        .segments
        .iter()
        .rev()
        .map(|segment| segment.ident.to_string());
    match (names.next(), names.next()) {
        (Some(_), Some(owner)) => OWNERS.contains(&owner.as_str()),
        (Some(name), None) if name == "Some" => call.args.iter().all(|arg| is_owned(arg, tables)),
        _ => false,
    }
}

/// The type written beside the variable that `expr` is.
fn type_of<'t>(expr: &Expr, tables: &'t Tables) -> Option<&'t Type> {
    let row = tables.mention(mention_of(expr)?)?;
    tables.var(row.var)?.ty.as_ref()
}

/// Whether a type surely is `Copy`.
pub fn is_copy_type(ty: &Type) -> bool {
    const COPY: &[&str] = &[
        "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize",
        "f32", "f64", "bool", "char",
    ];
    match ty {
        Type::Reference(reference) => reference.mutability.is_none(),
        Type::Tuple(tuple) => tuple.elems.iter().all(is_copy_type),
        Type::Array(array) => is_copy_type(&array.elem),
        Type::Paren(paren) => is_copy_type(&paren.elem),
        Type::Group(group) => is_copy_type(&group.elem),
        Type::Path(path) => path
            .path
            .get_ident()
            .is_some_and(|name| COPY.contains(&name.to_string().as_str())),
        Type::Ptr(_) | Type::FnPtr(_) | Type::Never(_) => true,
        _ => false,
    }
}

/// Whether a type surely is not `Copy`.
pub fn is_owned_type(ty: &Type) -> bool {
    match ty {
        Type::Reference(reference) => reference.mutability.is_some(),
        Type::Tuple(tuple) => tuple.elems.iter().any(is_owned_type),
        Type::Array(array) => is_owned_type(&array.elem),
        Type::Paren(paren) => is_owned_type(&paren.elem),
        Type::Group(group) => is_owned_type(&group.elem),
        Type::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|last| OWNERS.contains(&last.ident.to_string().as_str())),
        _ => false,
    }
}

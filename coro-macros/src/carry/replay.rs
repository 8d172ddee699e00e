//! Closures that can be run again over the same items without anybody noticing.
//!
//! Takes an argument of an iterator's method, says whether it only looks at what it is given:
//!
//! ```text
//! |c| c.is_alphanumeric()     char::is_whitespace     |sum, x| { *sum += x; Some(*sum) }     yes
//! |line| { log(line); line }  |x| seen.push(x)                                               no
//! ```
//!
//! Where it cannot be certain it says no.

use syn::visit::{self, Visit};
use syn::{Expr, ExprCall, ExprMacro, ExprMethodCall};

use super::alias::root_of;
use super::chain::only_reads;
use crate::names::{self, Sentinel};
use crate::scope::{Origin, Tables};

/// Whether `expr` is a function or a closure of which another run cannot be noticed.
pub fn is_replayable(expr: &Expr, tables: &Tables) -> bool {
    match expr {
        Expr::Path(path) => is_quiet_function(&path.path),
        Expr::Closure(closure) => {
            let mut watcher = Watcher {
                tables,
                is_quiet: closure.capture.is_none(),
            };
            watcher.visit_expr(&closure.body);
            watcher.is_quiet
        }
        Expr::Paren(paren) => is_replayable(&paren.expr, tables),
        Expr::Group(group) => is_replayable(&group.expr, tables),
        _ => false,
    }
}

/// `char::is_alphabetic`, `str::trim`, `Some`: functions of the standard library and constructors.
fn is_quiet_function(path: &syn::Path) -> bool {
    let Some(last) = path.segments.last() else {
        return false;
    };
    let name = last.ident.to_string();
    if path.segments.len() == 1 {
        return name.starts_with(char::is_uppercase);
    }
    const TYPES: &[&str] = &[
        "bool", "char", "str", "String", "Option", "Result", "Vec", "u8", "u16", "u32", "u64",
        "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64", "Some", "Cow",
        "Ord", "Iterator", "Clone", "ToString", "ToOwned", "From", "Into", "cmp",
    ];
    let owner = path.segments.iter().rev().nth(1);
    owner.is_some_and(|owner| TYPES.contains(&owner.ident.to_string().as_str()))
}

struct Watcher<'t> {
    tables: &'t Tables,
    is_quiet: bool,
}

impl Watcher<'_> {
    /// Whether a place is the closure's own.
    fn is_own(&self, place: &Expr) -> bool {
        let row = root_of(place).and_then(|mention| self.tables.mention(mention));
        let var = row.and_then(|row| self.tables.var(row.var));
        var.is_some_and(|var| var.origin == Origin::Closure)
    }

    fn is_captured(&self, place: &Expr) -> bool {
        root_of(place).is_some() && !self.is_own(place)
    }
}

impl<'ast> Visit<'ast> for Watcher<'_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Assign(assign) if !self.is_own(&assign.left) => self.is_quiet = false,
            Expr::Binary(binary)
                if crate::lower::is_compound(&binary.op) && !self.is_own(&binary.left) =>
            {
                self.is_quiet = false;
            }
            Expr::Reference(reference)
                if reference.mutability.is_some() && self.is_captured(&reference.expr) =>
            {
                self.is_quiet = false;
            }
            Expr::Return(_) | Expr::Try(_) | Expr::Async(_) | Expr::Unsafe(_) => {
                self.is_quiet = false;
            }
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        let quiet = match &*call.func {
            Expr::Path(path) => match path.path.get_ident().and_then(names::parse) {
                Some(Sentinel::Macro(id)) => self.tables.macro_call(id).is_some_and(|row| {
                    row.path.segments.last().is_some_and(|last| {
                        ["format", "matches", "vec", "assert", "concat"]
                            .iter()
                            .any(|name| last.ident == name)
                    })
                }),
                Some(_) => false,
                None => is_quiet_function(&path.path),
            },
            _ => false,
        };
        self.is_quiet &= quiet;
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let name = call.method.to_string();
        let quiet = match self.is_captured(&call.receiver) {
            true => only_reads(call),
            false => QUIET.contains(&name.as_str()) || only_reads(call),
        };
        self.is_quiet &= quiet;
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_macro(&mut self, _: &'ast ExprMacro) {
        self.is_quiet = false;
    }
}

/// Methods of the standard library that change nothing beside what they are called on.
const QUIET: &[&str] = &[
    "abs",
    "all",
    "and",
    "and_then",
    "any",
    "as_bytes",
    "as_ref",
    "as_str",
    "bytes",
    "ceil",
    "char_indices",
    "chars",
    "checked_add",
    "checked_div",
    "checked_mul",
    "checked_sub",
    "chunks",
    "clone",
    "cloned",
    "cmp",
    "collect",
    "contains",
    "copied",
    "count",
    "ends_with",
    "enumerate",
    "eq",
    "eq_ignore_ascii_case",
    "filter",
    "filter_map",
    "find",
    "first",
    "flat_map",
    "floor",
    "fold",
    "get",
    "into_iter",
    "into_owned",
    "is_alphabetic",
    "is_alphanumeric",
    "is_ascii_alphabetic",
    "is_ascii_alphanumeric",
    "is_ascii_digit",
    "is_ascii_hexdigit",
    "is_ascii_lowercase",
    "is_ascii_punctuation",
    "is_ascii_uppercase",
    "is_ascii_whitespace",
    "is_control",
    "is_digit",
    "is_empty",
    "is_err",
    "is_lowercase",
    "is_none",
    "is_numeric",
    "is_ok",
    "is_some",
    "is_uppercase",
    "is_whitespace",
    "iter",
    "last",
    "len",
    "len_utf8",
    "lines",
    "map",
    "map_err",
    "max",
    "min",
    "next",
    "next_back",
    "nth",
    "ok",
    "ok_or",
    "or",
    "parse",
    "partial_cmp",
    "pow",
    "product",
    "rem_euclid",
    "repeat",
    "replace",
    "rev",
    "round",
    "rsplit",
    "saturating_add",
    "saturating_sub",
    "skip",
    "skip_while",
    "split",
    "split_at",
    "split_once",
    "split_whitespace",
    "sqrt",
    "starts_with",
    "step_by",
    "strip_prefix",
    "strip_suffix",
    "sum",
    "take",
    "take_while",
    "then",
    "then_some",
    "then_with",
    "to_ascii_lowercase",
    "to_ascii_uppercase",
    "to_digit",
    "to_lowercase",
    "to_owned",
    "to_string",
    "to_uppercase",
    "to_vec",
    "total_cmp",
    "trim",
    "trim_end",
    "trim_end_matches",
    "trim_matches",
    "trim_start",
    "trim_start_matches",
    "unwrap",
    "unwrap_or",
    "unwrap_or_default",
    "windows",
    "wrapping_add",
    "wrapping_mul",
    "wrapping_sub",
    "zip",
];

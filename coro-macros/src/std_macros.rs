//! The std macros whose arguments are expressions: `println!`, `assert!`, `vec!`, `matches!`, ...
//!
//! Takes a macro call, gives its arguments as syntax trees with what the macro does to each, so
//! that a pause may stand in them and mentions in them are mentions like any other. A macro is
//! known by its name alone or under `std::`, `core::` or `alloc::`; one of another crate, or with
//! arguments that do not parse, is not known. Nothing here knows scopes.
//!
//! ```text
//! [source]  write!(out, "{x} {}", n + 1)
//! [output]  out: Place, "{x} {}": ByRef, n + 1: ByRef; the format string names x
//! ```

mod arguments;
mod format_string;

use crate::scope::ArgContext;
use proc_macro2::{Ident, TokenStream};
use syn::{Expr, LitStr, Macro, Pat, Path, Token};

pub use format_string::names as format_names;

/// What a macro call is.
#[derive(Debug)]
pub enum Known {
    /// A call with arguments.
    Call(Arguments),
    /// `matches!(expr, pat)`: a `match` in other words. A guard is a `Pat::Guard`.
    Matches {
        /// What is matched.
        expr: Box<Expr>,
        /// The pattern.
        pat: Box<Pat>,
    },
    /// A macro that looks at no value: `stringify!`, `line!`, `env!`.
    Verbatim,
    /// A macro whose grammar is not known here.
    Unknown,
}

/// The arguments of a known macro.
#[derive(Debug, Default)]
pub struct Arguments {
    /// In the order written.
    pub args: Vec<Argument>,
    /// The commas between them.
    pub commas: Vec<Token![,]>,
    /// The `;` of `vec![x; n]`.
    pub semi: Option<Token![;]>,
    /// The comma after the last one.
    pub trailing: Option<Token![,]>,
    /// The format string, if the macro takes one and it is a literal.
    pub format: Option<LitStr>,
}

/// One argument of a known macro.
#[derive(Debug)]
pub struct Argument {
    /// The name of a named argument.
    pub name: Option<String>,
    /// `name =`
    pub prefix: TokenStream,
    /// What the macro does with it.
    pub context: ArgContext,
    /// The text of the argument, if the macro quotes it.
    pub quoted: Option<String>,
    /// The argument.
    pub expr: Expr,
}

/// What the arguments of a macro are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grammar {
    /// Some values first, then a format string with its arguments.
    Format(&'static [ArgContext]),
    /// Any number of values, each of them quoted.
    Values,
    /// `[a, b]` or `[x; n]`.
    Vec,
    /// An expression, a pattern and maybe a guard.
    Matches,
    /// No value at all.
    Verbatim,
}

/// The macros known here.
fn grammar(name: &str) -> Option<Grammar> {
    use ArgContext::{ByRef, ByValue, Place};
    Some(match name {
        "println" | "print" | "eprintln" | "eprint" | "format" | "format_args" | "panic"
        | "todo" | "unimplemented" | "unreachable" => Grammar::Format(&[]),
        "write" | "writeln" => Grammar::Format(&[Place]),
        "assert" | "debug_assert" => Grammar::Format(&[ByValue]),
        "assert_eq" | "assert_ne" | "debug_assert_eq" | "debug_assert_ne" => {
            Grammar::Format(&[ByRef, ByRef])
        }
        "dbg" => Grammar::Values,
        "vec" => Grammar::Vec,
        "matches" => Grammar::Matches,
        "concat" | "stringify" | "line" | "file" | "column" | "module_path" | "env"
        | "option_env" | "include_str" | "include_bytes" | "include" | "cfg" | "compile_error"
        | "thread_local" => Grammar::Verbatim,
        _ => return None,
    })
}

/// Whether a macro of this name is known here.
pub fn is_known(name: &Ident) -> bool {
    grammar(&name.to_string()).is_some()
}

/// Takes a macro call apart.
pub fn recognise(mac: &Macro) -> Known {
    let Some(name) = std_name(&mac.path) else {
        return Known::Unknown;
    };
    let call = match grammar(&name) {
        None => return Known::Unknown,
        Some(Grammar::Verbatim) => return Known::Verbatim,
        Some(Grammar::Matches) => return arguments::matches(mac).unwrap_or(Known::Unknown),
        Some(Grammar::Format(before)) => {
            let quotes = matches!(name.as_str(), "assert" | "debug_assert");
            arguments::format(mac, before, quotes)
        }
        Some(Grammar::Values) => arguments::values(mac, true),
        Some(Grammar::Vec) => arguments::vec(mac),
    };
    call.map_or(Known::Unknown, Known::Call)
}

/// The name of a macro that is std's by its path.
fn std_name(path: &Path) -> Option<String> {
    let last = path.segments.last()?;
    let root_is_std =
        |root: &syn::PathSegment| ["std", "core", "alloc"].iter().any(|std| root.ident == std);
    match path.segments.len() {
        1 if path.leading_colon.is_none() => {}
        2 if path.segments.first().is_some_and(root_is_std) => {}
        _ => return None,
    }
    Some(last.ident.to_string())
}

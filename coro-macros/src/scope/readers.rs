//! Readers: what is read from takes them along, unlike the methods of the same names that a text or a list has.
//!
//! ```text
//! for line in reader.lines() { .. }        `reader` is gone; of a text, `lines` would borrow it
//! ```
//!
//! By the type that is written, its bounds, or what the variable is made by.

use syn::{Expr, ExprMethodCall, Pat, Path, Type, TypeParamBound};

use super::Tables;
use crate::flow::{bound, mention_of, strip};
use crate::names;
use crate::split::Declared;

/// Types of std and of the usual runtimes.
const READERS: &[&str] = &[
    "BufReader",
    "Cursor",
    "File",
    "Stdin",
    "StdinLock",
    "TcpStream",
    "UnixStream",
];

/// Methods of readers that take them, where texts and lists have others.
const READING: &[&str] = &["bytes", "lines", "split"];

/// Writes down which variables are readers by their types.
pub(super) fn note_written(tables: &mut Tables) {
    let vars = tables.vars.iter();
    let is_reader = |ty: &Type| reads(ty, tables);
    let readers = vars.filter(|row| row.ty.as_ref().is_some_and(is_reader));
    let readers: Vec<_> = readers.map(|row| row.id).collect();
    tables.readers.extend(readers);
}

/// `let reader = BufReader::new(file);`
pub(super) fn note_made(pat: &Pat, value: &Expr, tables: &mut Tables) {
    if matches!(pat, Pat::Ident(_)) && is_made(value) {
        tables.readers.extend(bound(pat));
    }
}

/// Whether a call takes the reader that it is made on.
pub fn is_read(call: &ExprMethodCall, tables: &Tables) -> bool {
    let row = mention_of(&call.receiver).and_then(|mention| tables.mention(mention));
    READING.iter().any(|name| call.method == name)
        && row.is_some_and(|row| tables.readers.contains(&row.var))
}

fn reads(ty: &Type, tables: &Tables) -> bool {
    match ty {
        Type::ImplTrait(ty) => ty.bounds.iter().any(|bound| match bound {
            TypeParamBound::Trait(bound) => {
                let last = bound.path.segments.last();
                last.is_some_and(|last| last.ident.to_string().contains("Read"))
            }
            _ => false,
        }),
        Type::Path(path) if path.qself.is_none() => {
            let name = path.path.get_ident().map(|name| name.to_string());
            name.is_some_and(|name| tables.read_types.contains(&name)) || is_reader(&path.path)
        }
        _ => false,
    }
}

fn is_reader(path: &Path) -> bool {
    path.segments.last().is_some_and(|last| {
        READERS.iter().any(|name| last.ident == name)
            && Declared::beside(last.ident.span())
                .fields(&last.ident)
                .is_none()
    })
}

/// `BufReader::new(..)`, `File::open(path)?`, `stdin().lock()`
fn is_made(value: &Expr) -> bool {
    match strip(value) {
        Expr::Call(call) => match &*call.func {
            Expr::Path(func) if func.path.get_ident().and_then(names::parse).is_none() => {
                let mut made = func.path.clone();
                let last = made.segments.pop();
                made.segments.pop_punct();
                is_reader(&made) || last.is_some_and(|last| last.ident == "stdin")
            }
            _ => false,
        },
        Expr::MethodCall(call) => {
            ["expect", "lock", "unwrap"]
                .iter()
                .any(|name| call.method == name)
                && is_made(&call.receiver)
        }
        Expr::Try(tried) => is_made(&tried.expr),
        Expr::Await(waited) => is_made(&waited.base),
        _ => false,
    }
}

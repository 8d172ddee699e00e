//! Values that borrow a variable of the function and are used over what is waited for.
//!
//! ```text
//! [source]  let mut tx = conn.transaction().await?;  tx.insert(1).await?;  tx.commit().await?;  Ok(())
//! [output]  async move { let mut tx = conn.transaction().await?;  .. Ok(()) }.await
//! ```
//!
//! Such a value cannot be stored beside the variable in a machine, so what is done with it stands in a block, as with a
//! guard. Without types it goes by what the user wrote: a constructor that is given `&mut variable`, a method that by its
//! name or by its signature in the same file gives what refers to its receiver, an `async` block that is not `move`.
//! What it takes for borrowed and is not costs a box, and nothing else.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Block, Expr, FnArg, Pat, Signature, Stmt};

use crate::maps::HashSet;
use crate::split::Declared;
use crate::syntax::mentions;

/// The names of what the function owns: parameters and variables, but for those that are references.
pub fn own_names(sig: &Signature, body: &Block) -> HashSet<String> {
    let mut names = Names::default();
    for input in &sig.inputs {
        match input {
            FnArg::Typed(input) if !is_reference(&input.ty) => names.visit_pat(&input.pat),
            FnArg::Receiver(receiver) if matches!(receiver.kind, syn::ReceiverKind::Value) => {
                names.0.insert("self".to_string());
            }
            _ => {}
        }
    }
    names.visit_block(body);
    names.0
}

/// The names that a `let` binds to what borrows something of `own`, if they are used over what is waited for.
pub fn bound(stmts: &[Stmt], at: usize, own: &HashSet<String>) -> Option<Vec<String>> {
    let Stmt::Local(local) = &stmts[at] else {
        return None;
    };
    let init = local.init.as_ref().filter(|init| init.diverge.is_none())?;
    let later = &stmts[at + 1..];
    let first = later.iter().position(waits)?;
    if !borrows(&init.expr, own) {
        return None;
    }
    let mut names = Names::default();
    names.visit_pat(&local.pat);
    let own_names = names.0.clone();
    for stmt in &later[..first] {
        // what is made of it
        if let Stmt::Local(local) = stmt
            && mentions(stmt.to_token_stream(), &names.0)
        {
            names.visit_pat(&local.pat);
        }
    }
    let is_used = later[first..]
        .iter()
        .any(|stmt| mentions(stmt.to_token_stream(), &names.0));
    is_used.then(|| own_names.into_iter().collect())
}

fn is_reference(ty: &syn::Type) -> bool {
    matches!(ty, syn::Type::Reference(_))
}

/// The names that patterns bind, but for those of references.
#[derive(Default)]
struct Names(HashSet<String>);

impl<'ast> Visit<'ast> for Names {
    fn visit_pat_ident(&mut self, pattern: &'ast syn::PatIdent) {
        visit::visit_pat_ident(self, pattern);
        if !crate::scope::is_constant(pattern) {
            self.0.insert(pattern.ident.to_string());
        }
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        let value = local.init.as_ref().map(|init| &*init.expr);
        let is_typed = matches!(&local.pat, Pat::Type(typed) if is_reference(&typed.ty));
        if !is_typed && !matches!(value, Some(Expr::Reference(_))) {
            self.visit_pat(&local.pat);
        }
        if let Some(init) = &local.init {
            self.visit_expr(&init.expr);
        }
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            // what a loop or a `match` binds is rarely borrowed from
            Expr::Closure(_) | Expr::Async(_) | Expr::Let(_) => {}
            Expr::Match(choice) => {
                let arms = choice.arms.iter();
                arms.for_each(|arm| self.visit_expr(&arm.body));
            }
            Expr::ForLoop(repeat) => self.visit_block(&repeat.body),
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// Whether something is waited for in a statement.
fn waits(stmt: &Stmt) -> bool {
    struct Finder(bool);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_expr(&mut self, expr: &'ast Expr) {
            match expr {
                Expr::Closure(_) => {}
                Expr::Async(inner) if !super::is_ours(&inner.attrs) => {}
                Expr::Await(_) => self.0 = true,
                _ => visit::visit_expr(self, expr),
            }
        }
        fn visit_macro(&mut self, mac: &'ast syn::Macro) {
            self.0 |= mentions(
                mac.tokens.clone(),
                &HashSet::from_iter(["await".to_string()]),
            );
        }
        fn visit_item(&mut self, _: &'ast syn::Item) {}
    }
    let mut finder = Finder(false);
    finder.visit_stmt(stmt);
    finder.0
}

/// Whether a value refers to something of `own`.
fn borrows(value: &Expr, own: &HashSet<String>) -> bool {
    match value {
        Expr::Paren(inner) => borrows(&inner.expr, own),
        Expr::Try(inner) => borrows(&inner.expr, own),
        Expr::Await(inner) => gives_borrowed(&inner.base, own, true),
        Expr::Tuple(tuple) => tuple.elems.iter().any(|elem| borrows(elem, own)),
        Expr::Struct(made) => {
            let mut fields = made.fields.iter();
            fields.any(|field| refers(&field.expr, own) || borrows(&field.expr, own))
        }
        Expr::MethodCall(call) if call.method == "unwrap" || call.method == "expect" => {
            borrows(&call.receiver, own)
        }
        Expr::Async(block) => {
            block.capture.is_none() && mentions(block.block.to_token_stream(), own)
        }
        _ => gives_borrowed(value, own, false),
    }
}

/// The same of a call: `is_awaited`, it is what the future is worth.
fn gives_borrowed(value: &Expr, own: &HashSet<String>, is_awaited: bool) -> bool {
    match value {
        Expr::MethodCall(call) => {
            let is_own =
                || root(&call.receiver).is_some_and(|name| own.contains(&name.to_string()));
            let told = returns_borrowed(&call.method, is_awaited);
            is_own() && told.unwrap_or_else(|| is_lender(call)) || chain_borrows(call, own)
        }
        Expr::Call(call) => {
            let Expr::Path(path) = &*call.func else {
                return false;
            };
            let is_given = call
                .args
                .iter()
                .any(|arg| refers(arg, own) || borrows(arg, own));
            let Some(last) = path.path.segments.last().filter(|_| is_given) else {
                return false;
            };
            let name = last.ident.to_string();
            match Declared::beside(last.ident.span()).is_async(&name) {
                true if !is_awaited => return true,
                _ => {}
            }
            if let Some(told) = returns_borrowed(&last.ident, is_awaited) {
                return told;
            }
            let owner = path.path.segments.iter().rev().nth(1);
            let is_made = owner.is_some_and(|owner| makes_borrower(&owner.ident.to_string()));
            let is_variant = name.starts_with(char::is_uppercase);
            !is_awaited && (is_made || is_variant)
        }
        _ => false,
    }
}

/// `BufReader::new(&mut socket).lines()`: what is called on a borrower by value.
fn chain_borrows(call: &syn::ExprMethodCall, own: &HashSet<String>) -> bool {
    const GO_ON: &[&str] = &[
        "lines",
        "take",
        "chain",
        "chunks",
        "boxed",
        "fuse",
        "peekable",
        "filter",
        "map",
        "into_stream",
    ];
    GO_ON.iter().any(|name| call.method == name)
        && matches!(&*call.receiver, Expr::Call(_))
        && gives_borrowed(&call.receiver, own, false)
}

/// `&mut own.field[..]`, `own.as_bytes()`, `own.by_ref()`
fn refers(arg: &Expr, own: &HashSet<String>) -> bool {
    let is_own = |place: &Expr| root(place).is_some_and(|name| own.contains(&name.to_string()));
    match arg {
        Expr::Reference(borrow) => is_own(&borrow.expr),
        Expr::MethodCall(call) => {
            const VIEWS: &[&str] = &[
                "as_bytes",
                "as_mut",
                "as_ref",
                "as_slice",
                "as_mut_slice",
                "as_str",
                "by_ref",
                "iter",
                "iter_mut",
                "chars",
                "bytes",
            ];
            VIEWS.iter().any(|name| call.method == name) && is_own(&call.receiver)
        }
        _ => false,
    }
}

/// The variable that a place begins with.
pub fn root(place: &Expr) -> Option<&Ident> {
    match place {
        Expr::Path(path) => path.path.get_ident(),
        Expr::Field(field) => root(&field.base),
        Expr::Index(index) => root(&index.expr),
        Expr::Paren(paren) => root(&paren.expr),
        _ => None,
    }
}

/// Methods that by their names give what refers to their receiver.
fn is_lender(call: &syn::ExprMethodCall) -> bool {
    const ALWAYS: &[&str] = &["transaction", "begin", "savepoint", "by_ref"];
    const ALONE: &[&str] = &[
        "split",
        "lock",
        "read",
        "write",
        "borrow",
        "borrow_mut",
        "borrow_and_update",
        "notified",
    ];
    let is = |name: &&str| call.method == *name;
    ALWAYS.iter().any(is) || call.args.is_empty() && ALONE.iter().any(is)
}

/// Types whose constructors keep what they are lent.
pub fn makes_borrower(owner: &str) -> bool {
    const OWNING: &[&str] = &[
        "String",
        "Vec",
        "Arc",
        "Rc",
        "PathBuf",
        "Duration",
        "Instant",
        "SocketAddr",
        "HashMap",
        "HashSet",
        "BTreeMap",
        "VecDeque",
        "Bytes",
        "BytesMut",
        "Regex",
        "OsString",
        "CString",
    ];
    owner.starts_with(char::is_uppercase) && !OWNING.contains(&owner)
}

/// Whether the fn of this name that the file declares gives something with a lifetime; nothing where there is none.
fn returns_borrowed(name: &Ident, is_awaited: bool) -> Option<bool> {
    Declared::beside(name.span()).returns_borrowed(name, is_awaited)
}

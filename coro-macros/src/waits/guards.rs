//! Guards that somebody waits for, with what is done while they are held.
//!
//! ```text
//! [source]  let n = shared.lock().await.len();          let mut list = shared.lock().await;  list.push(1);  drop(list);
//! [output]  let n = async move { .. .len() }.await;     async move { let mut list = ..;  list.push(1);  drop(list); }.await;
//! ```
//!
//! Takes a block, gives it with such statements inside of blocks of their own. It goes by the names of the methods that
//! give guards. Where control would leave, or something else than a future is waited for, everything is left as it is.

use proc_macro2::Span;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, Pat, Stmt, Token};

use super::brief;
use crate::maps::HashSet;
use crate::names;
use crate::split::Declared;

/// Holds the guards of a block inside of blocks.
pub fn hold(block: &mut Block, own: &HashSet<String>, shared: &HashSet<String>) {
    let mut index = 0;
    while index < block.stmts.len() {
        let held = match named_guard(&block.stmts[index]) {
            Some(name) => end_of(block, index, &[name.to_string()]) - index,
            None => 1,
        };
        brief::mark(&mut block.stmts[index..], held, shared);
        let guard = named_guard(&block.stmts[index]).map(|name| vec![name.to_string()]);
        match guard.or_else(|| super::borrowed::bound(&block.stmts, index, own)) {
            Some(names) => hold_until_its_end(block, index, &names),
            None => hold_for_a_statement(&mut block.stmts[index]),
        }
        index += 1;
    }
}

/// Whether a statement is a loop that holds a guard while it returns what it could not give back for the next round.
pub fn is_held_whole(stmt: &Stmt) -> bool {
    let Stmt::Expr(Expr::Loop(_) | Expr::While(_) | Expr::ForLoop(_), _) = stmt else {
        return false;
    };
    let inside = Inside::of(stmt);
    inside.guards > 0 && inside.returns && !inside.stays
}

/// Holds it inside of one block.
pub fn hold_whole(stmt: &mut Stmt) {
    if let Stmt::Expr(expr, _) = stmt {
        *expr = in_a_block(vec![Stmt::Expr(expr.clone(), None)]);
    }
}

/// The name of `let guard = lock.lock().await;`.
fn named_guard(stmt: &Stmt) -> Option<syn::Ident> {
    let Stmt::Local(local) = stmt else {
        return None;
    };
    let init = local.init.as_ref().filter(|init| init.diverge.is_none())?;
    let pat = match &local.pat {
        Pat::Type(typed) => &*typed.pat,
        pat => pat,
    };
    match pat {
        Pat::Ident(name) if is_guard(&init.expr) => Some(name.ident.clone()),
        _ => None,
    }
}

/// Whether what is waited for is a guard that needs a block.
fn gives_guard(awaited: &syn::ExprAwait) -> bool {
    asks_for_guard(&awaited.base) && !brief::is_marked(awaited)
}

/// `lock.lock().await`, whatever is unwrapped of it.
fn is_guard(expr: &Expr) -> bool {
    match expr {
        Expr::Paren(paren) => is_guard(&paren.expr),
        Expr::Try(tried) => is_guard(&tried.expr),
        Expr::Await(awaited) => gives_guard(awaited),
        Expr::MethodCall(call) => {
            (call.method == "unwrap" || call.method == "expect") && is_guard(&call.receiver)
        }
        _ => false,
    }
}

/// `lock.lock()`
pub fn asks_for_guard(base: &Expr) -> bool {
    const NAMES: &[&str] = &[
        "lock",
        "read",
        "write",
        "acquire",
        "upgradable_read",
        "reserve",
    ];
    let Expr::MethodCall(call) = base else {
        return false;
    };
    call.args.is_empty() && NAMES.iter().any(|name| call.method == name)
}

/// A statement in which a guard is a temporary.
fn hold_for_a_statement(stmt: &mut Stmt) {
    let held = Inside::of(stmt);
    if held.guards == 0 || held.stays {
        return;
    }
    let value = match stmt {
        Stmt::Local(local) => match &mut local.init {
            Some(init) => &mut *init.expr,
            None => return,
        },
        Stmt::Expr(expr, _) => expr,
        Stmt::Macro(call) => {
            let made = in_a_block(vec![stmt_of(call)]);
            let semi = Token![;](names::made_at(Span::call_site()));
            *stmt = Stmt::Expr(made, call.semi_token.map(|_| semi));
            return;
        }
        Stmt::Item(_) => return,
    };
    if is_guard(value) {
        return;
    }
    let value = value.clone();
    match stmt {
        Stmt::Local(local) => {
            if let Some(init) = &mut local.init {
                *init.expr = in_a_block(vec![Stmt::Expr(value, None)]);
            }
        }
        // what it is worth may refer to what is given back
        Stmt::Expr(expr, semi) => *expr = in_a_block(vec![Stmt::Expr(value, *semi)]),
        Stmt::Item(_) | Stmt::Macro(_) => {}
    }
}

fn stmt_of(call: &syn::StmtMacro) -> Stmt {
    Stmt::Expr(
        Expr::Macro(syn::ExprMacro {
            attrs: call.attrs.clone(),
            mac: call.mac.clone(),
        }),
        None,
    )
}

/// A guard with a name, up to its `drop` or the end of the block.
fn hold_until_its_end(block: &mut Block, first: usize, names: &[String]) {
    let last = end_of(block, first, names);
    let held = &block.stmts[first..last];
    if held.iter().any(|stmt| Inside::of(stmt).stays) {
        return;
    }
    let is_worth = matches!(held.last(), Some(Stmt::Expr(_, None)));
    let made = in_a_block(held.to_vec());
    let semi = Some(Token![;](names::made_at(Span::call_site()))).filter(|_| !is_worth);
    block.stmts.splice(first..last, [Stmt::Expr(made, semi)]);
}

/// Where it ends.
fn end_of(block: &Block, first: usize, names: &[String]) -> usize {
    let drops = |stmt: &Stmt| matches!(names, [name] if is_drop_of(stmt, name));
    let end = block.stmts[first..]
        .iter()
        .position(drops)
        .map(|at| first + at + 1);
    let declares = |stmt: &Stmt| matches!(stmt, Stmt::Local(_) | Stmt::Item(_));
    let end = end.filter(|end| !block.stmts[first + 1..*end].iter().any(declares));
    end.unwrap_or(block.stmts.len())
}

/// `drop(name);`
fn is_drop_of(stmt: &Stmt, name: &str) -> bool {
    let Stmt::Expr(Expr::Call(call), Some(_)) = stmt else {
        return false;
    };
    let is = |expr: &Expr, name: &str| matches!(expr, Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == name));
    is(&call.func, "drop") && call.args.iter().all(|arg| is(arg, name))
}

fn in_a_block(mut stmts: Vec<Stmt>) -> Expr {
    let span = names::made_at(syn::spanned::Spanned::span(&stmts[0]));
    stmts
        .iter_mut()
        .for_each(|stmt| Futures.visit_stmt_mut(stmt));
    super::exits::block(stmts, span)
}

/// What is waited for inside: futures, or coroutines as futures. A block that waits inside takes nothing along.
pub struct Futures;

impl VisitMut for Futures {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Async(inner) if super::is_ours(&inner.attrs) => {
                inner.attrs.clear();
                inner.capture = None;
                return;
            }
            Expr::Closure(_) | Expr::Async(_) | Expr::Const(_) => return,
            _ => visit_mut::visit_expr_mut(self, expr),
        }
        if let Expr::Await(awaited) = expr
            && !matches!(&*awaited.base, Expr::Async(_))
        {
            let span = names::made_at(awaited.await_token.span);
            *awaited.base = syn::parse2(super::future(&awaited.base, span))
                .unwrap_or(Expr::Verbatim(Default::default()));
        }
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// What is found inside of a statement.
#[derive(Default)]
struct Inside {
    guards: usize,
    /// It can be nowhere but in the coroutine.
    stays: bool,
    /// It returns a variable, or something that is made of it.
    returns: bool,
}

impl Inside {
    fn of(stmt: &Stmt) -> Inside {
        let mut inside = Inside::default();
        inside.visit_stmt(stmt);
        inside
    }
}

impl<'ast> Visit<'ast> for Inside {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Closure(_) | Expr::Async(_) | Expr::Const(_) => return,
            Expr::Await(awaited) => {
                self.guards += usize::from(gives_guard(awaited));
            }
            Expr::MethodCall(call) => self.guards += usize::from(is_of_borrowed(call)),
            Expr::Return(jump) => self.returns |= jump.expr.as_deref().is_some_and(hands_on),
            _ => {}
        }
        visit::visit_expr(self, expr);
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        let name = mac.path.segments.last().map(|last| &last.ident);
        self.stays |= name.is_some_and(|name| {
            name.to_string().starts_with("yield_") || crate::emit::returns_by_name(name)
        }) || super::jump_in(mac.tokens.clone()).is_some();
        self.guards += super::waited_for(mac)
            .iter()
            .filter(|arg| has_guard(arg))
            .count();
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// Whether a guard is waited for somewhere in an argument of a macro.
fn has_guard(arg: &Expr) -> bool {
    let mut inside = Inside::default();
    inside.visit_expr(arg);
    inside.guards > 0
}

/// `list.first().await.show().await`, where the file says that `first` gives what refers to the list.
fn is_of_borrowed(call: &syn::ExprMethodCall) -> bool {
    let Expr::Await(awaited) = &*call.receiver else {
        return false;
    };
    let Expr::MethodCall(made) = &*awaited.base else {
        return false;
    };
    let is_self = matches!(&*made.receiver, Expr::Path(path) if path.path.is_ident("self"));
    let told = || Declared::beside(made.method.span()).returns_borrowed(&made.method, true);
    !is_self && told() == Some(true)
}

/// Whether a value is a variable or is made of one: `name`, `Err(name)`.
fn hands_on(value: &Expr) -> bool {
    match value {
        Expr::Path(path) => path.path.get_ident().is_some_and(|name| {
            let name = name.to_string();
            name.starts_with(|first: char| first.is_lowercase() || first == '_')
        }),
        Expr::Call(call) => call.args.iter().any(hands_on),
        Expr::Tuple(tuple) => tuple.elems.iter().any(hands_on),
        Expr::Struct(made) => made.fields.iter().any(|field| hands_on(&field.expr)),
        _ => false,
    }
}

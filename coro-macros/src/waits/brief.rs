//! Guards of a lock that somebody else owns, which nothing is waited for under.
//!
//! ```text
//! async fn find(&self, id: u64) -> Option<User> { let rows = self.rows.read().await;  rows.get(&id).cloned() }
//! ```
//!
//! Such a guard refers to nothing of the function, and no state holds it. So neither needs a block. Takes a block of
//! statements, and marks what waits for such a guard; `unmark` takes the marks off again.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::Visit;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Block, Expr, ExprAwait, FnArg, ReceiverKind, Signature, Stmt, Type};

use super::{borrowed, guards};
use crate::maps::HashSet;
use crate::names;

/// The names of parameters that are shared references, and stay what they are.
pub fn shared_names(sig: &Signature, body: &Block) -> HashSet<String> {
    let mut shared = HashSet::default();
    for input in &sig.inputs {
        match input {
            FnArg::Receiver(receiver) => {
                if let ReceiverKind::Reference(_, _, None) = &receiver.kind {
                    shared.insert("self".to_string());
                }
            }
            FnArg::Typed(input) => {
                if let (Type::Reference(reference), syn::Pat::Ident(name)) =
                    (&*input.ty, &*input.pat)
                    && reference.mutability.is_none()
                {
                    shared.insert(name.ident.to_string());
                }
            }
        }
    }
    Hidden(&mut shared).visit_block(body);
    shared
}

/// Takes out what another pattern binds.
struct Hidden<'s>(&'s mut HashSet<String>);

impl<'ast> Visit<'ast> for Hidden<'_> {
    fn visit_pat_ident(&mut self, pattern: &'ast syn::PatIdent) {
        self.0.remove(&pattern.ident.to_string());
        syn::visit::visit_pat_ident(self, pattern);
    }
}

/// Marks the guard that is asked for in a statement, if nothing else is waited for up to its end. `held`: how many
/// statements that is.
pub fn mark(stmts: &mut [Stmt], held: usize, shared: &HashSet<String>) {
    // the head of a `while` asks again
    if shared.is_empty() || matches!(&stmts[0], Stmt::Expr(Expr::While(_), _)) {
        return;
    }
    let pauses = stmts[..held]
        .iter()
        .map(|stmt| pauses(stmt.to_token_stream()));
    if pauses.sum::<usize>() == 1 {
        Marker { shared }.visit_stmt_mut(&mut stmts[0]);
    }
}

struct Marker<'m> {
    shared: &'m HashSet<String>,
}

impl VisitMut for Marker<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Closure(_) | Expr::Async(_) => return,
            _ => visit_mut::visit_expr_mut(self, expr),
        }
        if let Expr::Await(awaited) = expr
            && guards::asks_for_guard(&awaited.base)
            && let Expr::MethodCall(call) = &*awaited.base
            && borrowed::root(&call.receiver)
                .is_some_and(|root| self.shared.contains(&root.to_string()))
        {
            let mark = Ident::new(names::BRIEF, proc_macro2::Span::call_site());
            awaited.attrs.push(syn::parse_quote!(#[#mark]));
        }
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// Whether it is marked.
pub fn is_marked(awaited: &ExprAwait) -> bool {
    awaited.attrs.iter().any(is_mark)
}

fn is_mark(attr: &Attribute) -> bool {
    attr.path().is_ident(names::BRIEF)
}

/// Takes the marks off.
pub fn unmark(body: &mut Block) {
    struct Unmarker;
    impl VisitMut for Unmarker {
        fn visit_expr_await_mut(&mut self, awaited: &mut ExprAwait) {
            awaited.attrs.retain(|attr| !is_mark(attr));
            visit_mut::visit_expr_await_mut(self, awaited);
        }
    }
    Unmarker.visit_block_mut(body);
}

/// How often something may be waited for among tokens.
fn pauses(tokens: TokenStream) -> usize {
    let count = |tree| match tree {
        TokenTree::Ident(word) => {
            let word = word.to_string();
            let waits = ["await", "join", "try_join", "select", "select_biased"];
            usize::from(waits.contains(&word.as_str()) || word.starts_with("yield_"))
        }
        TokenTree::Group(group) => pauses(group.stream()),
        _ => 0,
    };
    tokens.into_iter().map(count).sum()
}

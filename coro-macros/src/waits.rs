//! What waits where the macro cannot look inside, as blocks that rustc makes a future of.
//!
//! Takes the body of an `async fn` as the user wrote it, gives it with `async` blocks around what can be stored in no
//! other form, and with their `.await`:
//!
//! ```text
//! [source]  let (a, b) = join!(f(1), g);
//! [output]  let (a, b) = async move { join!(Awaited::new(f(1)).future(), g) }.await;
//!
//! [source]  shared.lock().await.push(1);
//! [output]  async move { Awaited::new(shared.lock()).future().await.push(1) }.await;
//! ```
//!
//! - `join!`, `try_join!`, `select!` bring an `.await` of their own, which only rustc can expand. What they wait for may
//!   be coroutines. What a `select!` does then stands behind the block ([`select`]).
//! - A guard that somebody waits for refers to the lock. Where the function owns the lock the two cannot be stored beside
//!   each other, so what is done with the guard is done inside ([`guards`], but [`brief`]), and the block tells how it was left
//!   ([`exits`]).
//! - `pin!(future)` refers to its own statement's place: it is pinned in a box.
//!
//! What such a block borrows it takes along and gives back: [`crate::lend`]. Its mentions are in `Tables::waiting`.

mod borrowed;
mod brief;
mod exits;
mod guards;
mod select;

pub use borrowed::makes_borrower;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Block, Expr, Macro, Signature, Stmt, Token, parse_quote_spanned};

use crate::error::Errors;
use crate::maps::HashSet;
use crate::names;

/// Puts the blocks into a body. Gives what names the macros that were taken out of it, for rustc to see that they are
/// used.
pub fn find(sig: &Signature, body: &mut Block, errors: &mut Errors) -> TokenStream {
    let mut finder = Finder {
        own: borrowed::own_names(sig, body),
        shared: brief::shared_names(sig, body),
        errors,
        pins: Vec::new(),
        is_held: false,
    };
    finder.visit_block_mut(body);
    brief::unmark(body);
    let Some(pin) = finder.pins.first() else {
        return TokenStream::new();
    };
    let span = names::made_at(syn::spanned::Spanned::span(pin));
    let name = proc_macro2::Ident::new("_pinned", span);
    quote_spanned!(span=> let #name = || { #pin!(()); };)
}

/// Whether an `async` block is one of these.
pub fn is_ours(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| attr.path().is_ident(names::WAITS))
}

/// An `async` block that is one of these, with its `.await`.
fn block(stmts: &TokenStream, span: Span) -> Expr {
    let mark = proc_macro2::Ident::new(names::WAITS, span);
    let mut made: syn::ExprAsync = parse_quote_spanned!(span=> async move { #stmts });
    made.attrs.push(parse_quote_spanned!(span=> #[#mark]));
    Expr::Await(syn::ExprAwait {
        attrs: Vec::new(),
        base: Box::new(Expr::Async(made)),
        dot_token: Token![.](span),
        await_token: Token![await](span),
    })
}

/// The future of a value: a future as it is, or a coroutine as one.
pub fn future(value: &impl ToTokens, span: Span) -> TokenStream {
    let awaited = proc_macro2::Ident::new("__coro_lib_Awaited", span);
    quote_spanned!(span=> #awaited::new(#value).future())
}

/// The same, which says first where it is waited for.
pub fn future_at(value: &impl ToTokens, place: Option<String>, span: Span) -> TokenStream {
    let Some(place) = place else {
        return future(value, span);
    };
    let awaited = proc_macro2::Ident::new("__coro_lib_Awaited", span);
    quote_spanned!(span=> #awaited::new(#value).at(#place).future())
}

/// What is waited for without the parentheses around it, which an argument does not need: `(&mut future).await`.
pub fn bare(value: Expr) -> Expr {
    match value {
        Expr::Paren(paren) if paren.attrs.is_empty() => bare(*paren.expr),
        other => other,
    }
}

struct Finder<'e> {
    errors: &'e mut Errors,
    /// The macros that pinned.
    pins: Vec<syn::Path>,
    /// The names of what the function owns.
    own: HashSet<String>,
    /// Those of parameters that are shared references.
    shared: HashSet<String>,
    /// All of this is inside of a block.
    is_held: bool,
}

impl VisitMut for Finder<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        for stmt in &mut block.stmts {
            let is_whole = !self.is_held && guards::is_held_whole(stmt);
            self.is_held |= is_whole;
            self.visit_stmt_mut(stmt);
            if is_whole {
                self.is_held = false;
                guards::hold_whole(stmt);
            }
        }
        block.stmts = std::mem::take(&mut block.stmts)
            .into_iter()
            .flat_map(|stmt| self.pinned(stmt))
            .collect();
        let last = block.stmts.len().saturating_sub(1);
        for (index, stmt) in block.stmts.iter_mut().enumerate() {
            self.statement(stmt, index == last);
        }
        if !self.is_held {
            guards::hold(block, &self.own, &self.shared);
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Closure(_) | Expr::Async(_) | Expr::Const(_) => return,
            _ => visit_mut::visit_expr_mut(self, expr),
        }
        if let Expr::Macro(call) = expr
            && let Some(made) = self.waiting(&call.mac).or_else(|| self.boxed(&call.mac))
        {
            *expr = made;
        }
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

impl Finder<'_> {
    /// A macro that is a statement.
    fn statement(&mut self, stmt: &mut Stmt, is_last: bool) {
        let Stmt::Macro(call) = stmt else { return };
        if let Some(made) = self.waiting(&call.mac) {
            let semi = Token![;](names::made_at(Span::call_site()));
            *stmt = Stmt::Expr(made, call.semi_token.or((!is_last).then_some(semi)));
        }
    }

    /// A macro that waits, in its block.
    fn waiting(&mut self, mac: &Macro) -> Option<Expr> {
        let name = &mac.path.segments.last()?.ident;
        let is_select = kind(mac)? == Kind::Selects;
        let span = names::made_at(name.span());
        if is_select && let Some(made) = select::selected(mac, span) {
            return Some(made);
        }
        if let Some(jump) = jump_in(mac.tokens.clone()) {
            let word = jump.to_string();
            self.errors
                .report(jump, format!("`{word}` cannot leave `{name}!`"))
                .help(format!(
                    "let `{name}!` be worth what is to be done, and do it behind it"
                ))
                .note(format!("`{name}!` waits in a future of its own"));
            return None;
        }
        let mut mac = mac.clone();
        mac.tokens = match is_select {
            true => branches(mac.tokens, awaited),
            false => arguments(mac.tokens),
        };
        Some(block(&mac.into_token_stream(), span))
    }

    /// `pin!(value)`, in a box.
    fn boxed(&mut self, mac: &Macro) -> Option<Expr> {
        let last = mac
            .path
            .segments
            .last()
            .filter(|last| last.ident == "pin")?;
        let value: Expr = mac.parse_body().ok()?;
        let span = names::made_at(last.ident.span());
        self.pins.push(mac.path.clone());
        Some(parse_quote_spanned!(span=> __coro_lib_Box::pin(#value)))
    }

    /// `tokio::pin!(a);`, `pin_mut!(a);` name the pinned value as the value was named.
    fn pinned(&mut self, stmt: Stmt) -> Vec<Stmt> {
        let mac = match &stmt {
            Stmt::Macro(call) => &call.mac,
            Stmt::Expr(Expr::Macro(call), Some(_)) => &call.mac,
            _ => return vec![stmt],
        };
        let is_pin = mac
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "pin" || last.ident == "pin_mut");
        let parser = Punctuated::<syn::Ident, Token![,]>::parse_terminated;
        match parser.parse2(mac.tokens.clone()) {
            Ok(names) if is_pin => names
                .into_iter()
                .map(|name| {
                    let span = names::made_at(name.span());
                    parse_quote_spanned!(span=> let mut #name = __coro_lib_Box::pin(#name);)
                })
                .collect(),
            _ => vec![stmt],
        }
    }
}

/// The tokens of a macro that waits, where what it waits for may be coroutines; nothing of any other macro.
pub fn of_futures(mac: &Macro) -> Option<TokenStream> {
    match kind(mac)? {
        // it may borrow a variable and be asked again
        Kind::Selects => Some(branches(mac.tokens.clone(), called)),
        Kind::Joins => Some(arguments(mac.tokens.clone())),
    }
}

/// A macro that waits.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Selects,
    Joins,
}

fn kind(mac: &Macro) -> Option<Kind> {
    let name = &mac.path.segments.last()?.ident;
    let kind = match name.to_string().as_str() {
        "select" | "select_biased" => Kind::Selects,
        "join" | "try_join" => Kind::Joins,
        _ => return None,
    };
    let is_own = mac.path.segments.len() == 1
        && crate::split::Declared::beside(name.span())
            .rules(name)
            .is_some();
    (!is_own).then_some(kind)
}

/// What a macro waits for, as far as it can be read.
pub fn waited_for(mac: &Macro) -> Vec<Expr> {
    let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
    match parser.parse2(mac.tokens.clone()) {
        Ok(args) => args.into_iter().collect(),
        Err(_) => parts(mac.tokens.clone())
            .into_iter()
            .filter_map(|(part, is_value)| syn::parse2(part).ok().filter(|_| is_value))
            .collect(),
    }
}

/// The arguments of `join!`: coroutines as futures.
fn arguments(tokens: TokenStream) -> TokenStream {
    let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
    let Ok(args) = parser.parse2(tokens.clone()) else {
        return tokens;
    };
    let args = args.into_iter().map(awaited);
    quote::quote!(#(#args),*)
}

/// What stands between `=` and `=>` in `select!`, the same.
fn branches(tokens: TokenStream, future: fn(Expr) -> TokenStream) -> TokenStream {
    let mut out = TokenStream::new();
    for (part, is_value) in parts(tokens) {
        match syn::parse2::<Expr>(part.clone()) {
            Ok(expr) if is_value => out.extend(future(expr)),
            _ => out.extend(part),
        }
    }
    out
}

/// The tokens of `select!` in order, those between `=` and `=>` or a `,` apart from the rest.
fn parts(tokens: TokenStream) -> Vec<(TokenStream, bool)> {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let sign = |index: usize| match trees.get(index) {
        Some(TokenTree::Punct(punct)) => Some(punct.as_char()),
        _ => None,
    };
    let is_arrow = |index: usize| sign(index) == Some('=') && sign(index + 1) == Some('>');
    let mut parts = vec![(TokenStream::new(), false)];
    let mut is_handler = false;
    for (index, tree) in trees.iter().enumerate() {
        let is_value = parts.last().is_some_and(|(_, is_value)| *is_value);
        let ends_handler = match tree {
            TokenTree::Group(group) => {
                group.delimiter() == Delimiter::Brace && index >= 2 && is_arrow(index - 2)
            }
            _ => sign(index) == Some(','),
        };
        if is_value && (is_arrow(index) || sign(index) == Some(',')) {
            parts.push((TokenStream::new(), false));
        }
        is_handler = (is_handler || is_arrow(index)) && !ends_handler;
        if let Some((last, _)) = parts.last_mut() {
            last.extend([tree.clone()]);
        }
        let begins = sign(index) == Some('=') && !is_arrow(index) && !is_value && !is_handler;
        if begins {
            parts.push((TokenStream::new(), true));
        }
    }
    parts
}

/// What is called or asked for may be a coroutine; a variable is left to the macro, which may want it as it is.
fn awaited(expr: Expr) -> TokenStream {
    let span = names::made_at(syn::spanned::Spanned::span(&expr));
    match &expr {
        Expr::Call(_) | Expr::MethodCall(_) | Expr::Path(_) => future(&expr, span),
        _ => expr.into_token_stream(),
    }
}

/// What is called alone.
fn called(expr: Expr) -> TokenStream {
    match &expr {
        Expr::Path(_) => expr.into_token_stream(),
        _ => awaited(expr),
    }
}

/// The first word or sign by which control would leave the block. An `async` block inside has its own.
fn jump_in(tokens: TokenStream) -> Option<TokenTree> {
    let mut is_async = false;
    for tree in tokens {
        let is_word = |name: &str| matches!(&tree, TokenTree::Ident(word) if word == name);
        let found = match &tree {
            TokenTree::Group(group) => jump_in(group.stream()).filter(|_| !is_async),
            TokenTree::Ident(_) if ["return", "break", "continue"].into_iter().any(is_word) => {
                Some(tree.clone())
            }
            TokenTree::Punct(punct) if punct.as_char() == '?' => Some(tree.clone()),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        is_async = is_word("async") || is_async && is_word("move");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(body: &str) -> (String, Vec<String>) {
        let mut body: Block = syn::parse_str(body).expect("a block");
        let mut errors = Errors::new();
        let sig = syn::parse_quote!(fn f(lock: Mutex));
        find(&sig, &mut body, &mut errors);
        (body.to_token_stream().to_string(), errors.messages())
    }

    #[test]
    fn what_is_called_may_be_a_coroutine_and_a_variable_is_left_to_the_macro() {
        let (output, errors) = told("{ select! { Some(v) = rx.recv() => v, x = own => { x }, } }");
        assert!(errors.is_empty());
        assert!(
            output.contains("Awaited :: new (rx . recv ()) . future () =>"),
            "{output}"
        );
        assert!(output.contains(". await"), "{output}");
    }

    #[test]
    fn what_is_selected_is_done_behind_the_block() {
        let (output, errors) = told("{ loop { select! { _ = a() => break, x = b() => f(x)?, } } }");
        assert!(errors.is_empty());
        assert!(
            output.contains("x = __coro_lib_Awaited :: new (b ()) . future () => __coro_lib_Chosen :: Other ((x ,))"),
            "{output}"
        );
        assert!(
            output.contains("__coro_lib_Chosen :: This (()) => break , __coro_lib_Chosen :: Other ((x ,)) => f (x) ?"),
            "{output}"
        );
    }

    #[test]
    fn no_jump_leaves_what_is_joined_but_one_of_a_block_inside() {
        let (_, errors) = told("{ join!(f()?, g()) }");
        assert_eq!(errors.len(), 1);
        let (output, errors) = told("{ try_join!(async { Ok(f()?) }, g()) }");
        assert!(
            errors.is_empty() && output.contains("async move"),
            "{output}"
        );
    }

    #[test]
    fn a_guard_is_held_in_its_block_which_tells_how_it_is_left() {
        let (output, _) = told("{ let mut all = lock.lock().await; all.push(1); drop(all); f(); }");
        assert!(
            output.contains("drop (all) ; }) . await ; f ()"),
            "{output}"
        );
        let (output, _) = told("{ let all = lock.lock().await; f()?; }");
        assert!(
            output.contains(
                "return __coro_lib_Chosen :: Other (__coro_lib_FromResidual :: from_residual (value))"
            ),
            "{output}"
        );
        assert!(
            output.contains("__coro_lib_Chosen :: Other (value) => return value"),
            "{output}"
        );
        let (output, _) = told("{ let all = lock.lock().await; yield_value!(1); }");
        assert!(!output.contains("async"), "{output}");
    }

    #[test]
    fn a_guard_of_somebody_elses_lock_needs_no_block_if_nothing_is_waited_for_under_it() {
        let found = |body: &str| {
            let mut body: Block = syn::parse_str(body).expect("a block");
            let sig = syn::parse_quote!(fn f(&self, shared: &Mutex, own: Mutex, other: &mut Mutex));
            find(&sig, &mut body, &mut Errors::new());
            let text = body.to_token_stream().to_string();
            assert!(!text.contains(names::BRIEF), "{text}");
            text.contains("async")
        };
        for brief in [
            "{ let all = self.rows.lock().await; all.len() }",
            "{ self.rows[0].lock().await.push(1); g().await; shared.read().await.len() }",
            "{ for k in keys { let mut all = shared.lock().await?; all.push(k); } }",
            "{ let all = shared.lock().await; all.push(1); drop(all); g().await; }",
            "{ if let Some(n) = self.rows.lock().await.get(0) { return n; } g().await }",
        ] {
            assert!(!found(brief), "{brief}");
        }
        for held in [
            "{ let all = self.rows.lock().await; g().await; all.len() }",
            "{ own.lock().await.len() }",
            "{ other.lock().await.len() }",
            "{ let shared = own; shared.lock().await.len() }",
            "{ while let Some(n) = shared.lock().await.pop() { f(n); } }",
            "{ let all = shared.lock().await; join!(g(), h()); }",
            "{ f(shared.lock().await.len(), g().await) }",
        ] {
            assert!(found(held), "{held}");
        }
    }
}

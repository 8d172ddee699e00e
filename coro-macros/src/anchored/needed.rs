//! What only waits and is given to rustc by what it says alone.
//!
//! ```text
//! println!("{:?}", join!(a(), b()));                     a macro that waits, where no pass looks
//! stream! { loop { yield rx.recv().await } }            one of another crate, which may make anything of what it is given
//! let task = spawn(say("a"));  say("b").await;           the machine of `say` is held, and has to be `'static` elsewhere
//! pin_mut!(left, right);                                what is pinned stays where it is, and is dropped there
//! let left = Box::pin(walk(left));                      of `walk` itself: only rustc can hold in a type what that type holds
//! async fn peek(&mut self) -> Option<&Token> { ..  self.ahead.as_ref() }      the state lends what is to leave it
//! #[cfg(a)] f().await;  #[cfg(b)] g().await;  ..      more conditions than there could be machines
//! unsafe { lock.enter().await }    n if is_open(n).await =>                     a place that no state can be entered in
//! ```
//!
//! In the second, rustc presumes of the state that the machine in it outlives the loan of the state, and asks no more
//! whether it outlives anything else.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Block, Expr, FnArg, Lifetime, ReceiverKind, ReturnType, Stmt, Type};

use crate::flow::strip;
use crate::maps::HashSet;
use crate::names::YieldKind;
use crate::syntax::CoroFn;

/// Macros that wait, or pin what is waited for, which are not looked for among the tokens of another.
const WAITING: &[&str] = &[
    "join", "pending", "pin", "pin_mut", "poll", "select", "try_join",
];

/// Whether no states can be made of a body that only waits. `borrows`: whether a fn of this name in the same `coro!` has
/// parameters that borrow; `comes_back`: whether it may call this one again.
pub fn is_needed(
    function: &CoroFn,
    borrows: impl Fn(&Ident) -> bool,
    comes_back: impl Fn(&Ident) -> bool,
) -> bool {
    let Some(body) = &function.body else {
        return false;
    };
    let mut finder = Finder {
        body,
        waits_in_a_macro: false,
        pins: false,
        waits_within: false,
        has_conditions: false,
        spawned: HashSet::default(),
        outside: HashSet::default(),
        spawns: false,
    };
    finder.visit_block(body);
    let is_both = |name: &Ident| finder.outside.contains(name) && borrows(name);
    function.meets && !crate::syntax::stays_async(function)
        || finder.waits_in_a_macro
        || finder.pins
        || (finder.waits_within || finder.has_conditions) && function.is_async
        || finder.spawned.iter().any(is_both)
        || boxed_calls(body).iter().any(comes_back)
        || returns_a_part(function)
}

struct Finder<'b> {
    body: &'b Block,
    waits_in_a_macro: bool,
    pins: bool,
    /// In an `unsafe` block or a guard.
    waits_within: bool,
    /// `#[cfg]`, of which no case was made.
    has_conditions: bool,
    /// The fns that are called in the arguments of what spawns.
    spawned: HashSet<Ident>,
    /// Those that are called elsewhere.
    outside: HashSet<Ident>,
    spawns: bool,
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let outside = self.spawns;
        if let Expr::Path(path) = &*call.func
            && let Some(last) = path.path.segments.last()
        {
            match self.spawns {
                true => self.spawned.insert(last.ident.clone()),
                false => self.outside.insert(last.ident.clone()),
            };
            self.spawns |= spawns(&last.ident);
        }
        visit::visit_expr_call(self, call);
        self.spawns = outside;
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let outside = self.spawns;
        self.visit_expr(&call.receiver);
        self.spawns |= spawns(&call.method);
        call.args.iter().for_each(|arg| self.visit_expr(arg));
        self.spawns = outside;
    }

    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}

    fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        let name = mac.path.segments.last().map(|last| &last.ident);
        self.pins |= name.is_some_and(|name| name == "pin" || name == "pin_mut");
        let is_known = crate::waits::of_futures(mac).is_some();
        let is_foreign = || name.is_some_and(|name| self.is_foreign(name));
        self.waits_in_a_macro |= !is_known
            && (self.waits(&mac.tokens) || is_foreign() && waits_itself(mac.tokens.clone()));
    }

    fn visit_attribute(&mut self, attr: &'ast syn::Attribute) {
        self.has_conditions |= attr.path().is_ident("cfg");
    }

    fn visit_expr_unsafe(&mut self, block: &'ast syn::ExprUnsafe) {
        self.waits_within |= waits_itself(block.block.to_token_stream());
        visit::visit_expr_unsafe(self, block);
    }

    fn visit_pat_guard(&mut self, guarded: &'ast syn::PatGuard) {
        self.waits_within |= waits_itself(guarded.guard.to_token_stream());
        visit::visit_pat_guard(self, guarded);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// The fns that are called in a box which is not waited for at once: such a box is given a type that does not say what is in
/// it, elsewhere.
fn boxed_calls(body: &syn::Block) -> Vec<Ident> {
    struct Calls(Vec<Ident>);
    impl<'ast> Visit<'ast> for Calls {
        fn visit_expr_await(&mut self, awaited: &'ast syn::ExprAwait) {
            match called_in_a_box(&awaited.base) {
                Some((_, args)) => args.iter().for_each(|arg| self.visit_expr(arg)),
                None => visit::visit_expr_await(self, awaited),
            }
        }
        fn visit_expr(&mut self, expr: &'ast Expr) {
            self.0
                .extend(called_in_a_box(expr).map(|(name, _)| name.clone()));
            visit::visit_expr(self, expr);
        }
        fn visit_item(&mut self, _: &'ast syn::Item) {}
    }
    let mut calls = Calls(Vec::new());
    calls.visit_block(body);
    calls.0
}

/// `f` and the arguments of `Box::pin(f(..))`.
fn called_in_a_box(expr: &Expr) -> Option<(&Ident, Vec<&Expr>)> {
    let Expr::Call(outer) = strip(expr) else {
        return None;
    };
    if !crate::lend::is_box(&outer.func) {
        return None;
    }
    match strip(outer.args.first()?) {
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => {
                let name = &path.path.segments.last()?.ident;
                Some((name, call.args.iter().collect()))
            }
            _ => None,
        },
        Expr::MethodCall(call) => {
            let args = std::iter::once(&*call.receiver).chain(&call.args);
            Some((&call.method, args.collect()))
        }
        _ => None,
    }
}

fn spawns(name: &Ident) -> bool {
    name.to_string().starts_with("spawn")
}

impl Finder<'_> {
    /// Whether `join!` or another that waits stands among the tokens of a macro.
    fn waits(&self, tokens: &TokenStream) -> bool {
        let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
        trees.iter().enumerate().any(|(at, tree)| match tree {
            TokenTree::Group(group) => !is_own_block(&trees, at) && self.waits(&group.stream()),
            TokenTree::Ident(word) => {
                let is_called = matches!(trees.get(at + 1), Some(TokenTree::Punct(sign)) if sign.as_char() == '!');
                let is_waiting = || WAITING.iter().any(|it| word == it);
                let hides = || match trees.get(at + 2) {
                    Some(TokenTree::Group(group)) => {
                        self.is_foreign(word) && waits_itself(group.stream())
                    }
                    _ => false,
                };
                is_called && (is_waiting() || hides())
            }
            _ => false,
        })
    }

    /// Whether a macro of this name is neither of std, nor one that can be looked into.
    fn is_foreign(&self, name: &Ident) -> bool {
        let is_ours = || name == "coro" || YieldKind::of_macro(name).is_some();
        let is_own = || {
            defined(self.body.to_token_stream()).contains(&name.to_string())
                || crate::split::rules_of_macro(name).is_some()
        };
        !crate::std_macros::is_known(name) && !is_ours() && !is_own()
    }
}

/// The names of the macros that are defined among tokens.
fn defined(tokens: TokenStream) -> HashSet<String> {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut names = HashSet::default();
    for (at, tree) in trees.iter().enumerate() {
        match (tree, trees.get(at + 2)) {
            (TokenTree::Ident(word), Some(TokenTree::Ident(name))) if word == "macro_rules" => {
                names.insert(name.to_string());
            }
            (TokenTree::Group(group), _) => names.extend(defined(group.stream())),
            _ => {}
        }
    }
    names
}

/// Whether something is waited for among tokens, beside what stands in `async` blocks.
fn waits_itself(tokens: TokenStream) -> bool {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    trees.iter().enumerate().any(|(at, tree)| match tree {
        TokenTree::Ident(word) => word == "await",
        TokenTree::Group(group) => !is_own_block(&trees, at) && waits_itself(group.stream()),
        _ => false,
    })
}

/// `async { .. }`, `async move { .. }`: whether the group at this place is that of one.
fn is_own_block(trees: &[TokenTree], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| trees.get(at));
    matches!(before, Some(TokenTree::Ident(word)) if word == "async" || word == "move")
}

/// Whether what is returned borrows anew what came as a `&mut`.
fn returns_a_part(function: &CoroFn) -> bool {
    let ReturnType::Type(_, output) = &function.sig.output else {
        return false;
    };
    let Some(body) = &function.body else {
        return false;
    };
    let mut inputs = function.sig.inputs.iter().filter_map(mutable);
    if !inputs.any(|named| has_lifetime(output, named)) {
        return false;
    }
    let mut returned = Returned(false);
    returned.block(body);
    returned.visit_block(body);
    returned.0
}

/// Of a parameter that is a `&mut`: whether its lifetime has a name.
fn mutable(input: &FnArg) -> Option<bool> {
    match input {
        FnArg::Typed(input) => match &*input.ty {
            Type::Reference(it) if it.mutability.is_some() => Some(it.lifetime.is_some()),
            _ => None,
        },
        FnArg::Receiver(receiver) => match &receiver.kind {
            ReceiverKind::Reference(_, lifetime, Some(_)) => Some(lifetime.is_some()),
            ReceiverKind::Reference(..) | ReceiverKind::Value => None,
            // `self: Pin<&mut Self>`
            _ => {
                let tokens = receiver.to_token_stream().to_string();
                (tokens.contains('&') && tokens.contains("mut")).then(|| tokens.contains('\''))
            }
        },
    }
}

/// Whether a type may refer to what a reference refers to. A lifetime without a name is never one that has a name, a `named`
/// one may outlive any.
fn has_lifetime(ty: &Type, named: bool) -> bool {
    struct Finder {
        named: bool,
        found: bool,
    }
    impl<'ast> Visit<'ast> for Finder {
        fn visit_type_reference(&mut self, ty: &'ast syn::TypeReference) {
            self.found |= ty.lifetime.is_none();
            visit::visit_type_reference(self, ty);
        }
        fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
            self.found |= lifetime.ident == "_" || self.named && lifetime.ident != "static";
        }
    }
    let mut finder = Finder {
        named,
        found: false,
    };
    finder.visit_type(ty);
    finder.found
}

/// Whether something that is returned is more than a variable.
struct Returned(bool);

impl Returned {
    fn block(&mut self, block: &syn::Block) {
        if let Some(Stmt::Expr(tail, None)) = block.stmts.last() {
            self.value(tail);
        }
    }

    fn value(&mut self, value: &Expr) {
        match value {
            Expr::Path(_) | Expr::Lit(_) | Expr::Return(_) | Expr::Loop(_) | Expr::While(_) => {}
            Expr::Macro(_) | Expr::Await(_) | Expr::ForLoop(_) => {}
            Expr::Paren(inner) => self.value(&inner.expr),
            Expr::Call(call) if is_variant(&call.func) => {
                call.args.iter().for_each(|arg| self.value(arg));
            }
            Expr::Tuple(tuple) => tuple.elems.iter().for_each(|elem| self.value(elem)),
            Expr::Block(block) => self.block(&block.block),
            Expr::If(branch) => {
                self.block(&branch.then_branch);
                branch.else_branch.iter().for_each(|(_, it)| self.value(it));
            }
            Expr::Match(choice) => choice.arms.iter().for_each(|arm| self.value(&arm.body)),
            _ => self.0 = true,
        }
    }
}

impl<'ast> Visit<'ast> for Returned {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Closure(_) | Expr::Async(_) => {}
            Expr::Return(jump) => jump.expr.iter().for_each(|value| self.value(value)),
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

fn is_variant(func: &Expr) -> bool {
    let Expr::Path(path) = func else { return false };
    let last = path.path.segments.last();
    last.is_some_and(|last| last.ident.to_string().starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::only_coroutine;

    fn told(text: &str) -> bool {
        is_needed(
            &only_coroutine(text),
            |name| name == "say",
            |name| name == "f",
        )
    }

    #[test]
    fn macros_that_wait_in_others_are_found() {
        assert!(told(
            "async fn f() { println!(\"{:?}\", tokio::join!(a(), b())); }"
        ));
        assert!(!told(
            "async fn f() { join!(a(), b()); println!(\"{:?}\", a().await); }"
        ));
        assert!(!told(
            "async fn f() { join!(async { join!(a(), b()) }, b()); }"
        ));
    }

    #[test]
    fn what_is_pinned_is_found() {
        assert!(told(
            "async fn f() { let g = g(); tokio::pin!(g); g.await; }"
        ));
        assert!(told(
            "async fn f() { println!(\"{}\", { let g = pin!(g()); g.await }); }"
        ));
        assert!(!told(
            "async fn f() { let g = async { pin!(h()).await; }; g.await; }"
        ));
    }

    #[test]
    fn waits_in_unsafe_blocks_and_guards_are_found() {
        assert!(told("async fn f() { unsafe { g().await } }"));
        assert!(told(
            "async fn f() { match g() { n if h(n).await => n, _ => 0 } }"
        ));
        assert!(!told(
            "async fn f() { unsafe { g(async { h().await }) }.await }"
        ));
        assert!(!told("fn f() { unsafe { g().await } }"));
    }

    #[test]
    fn boxes_of_itself_in_variables_are_found() {
        assert!(told(
            "async fn f(n: u32) { let next = Box::pin(f(n - 1)); g().await; next.await }"
        ));
        assert!(told(
            "async fn f(n: &N) { join_all(n.iter().map(|n| Box::pin(f(n)))).await }"
        ));
        assert!(!told(
            "async fn f(n: u32) { Box::pin(f(n - 1)).await; let g = Box::pin(g()); g.await; }"
        ));
    }

    #[test]
    fn what_is_spawned_and_waited_for_is_found() {
        assert!(told(
            "async fn f() { let t = spawn(say(1)); say(2).await; t.await; }"
        ));
        assert!(!told(
            "async fn f() { let t = spawn(say(1)); hear(2).await; t.await; }"
        ));
        assert!(!told(
            "async fn f() { let t = spawn(hear(1)); hear(2).await; t.await; }"
        ));
    }

    #[test]
    fn parts_that_are_returned_are_found() {
        assert!(told(
            "async fn f(&mut self) -> Option<&u8> { g().await; self.0.as_ref() }"
        ));
        assert!(told(
            "async fn f(a: &mut A) -> &u8 { if g().await { return &a.b; } h(a) }"
        ));
        assert!(told(
            "async fn f<'a: 'b, 'b>(a: &'a mut A) -> &'b u8 { g().await; &a.b }"
        ));
        assert!(!told(
            "async fn f(&mut self) -> Option<&'s str> { g().await; Some(&self.text[self.at..]) }"
        ));
        assert!(!told(
            "async fn f(&mut self) -> &mut Self { g().await; self }"
        ));
        assert!(!told(
            "async fn f(&mut self) -> &'static str { g().await; self.0 }"
        ));
        assert!(!told(
            "async fn f(&self) -> Option<&u8> { g().await; self.0.as_ref() }"
        ));
    }
}

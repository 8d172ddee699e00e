//! What the fns of one `coro!` do with each other.
//!
//! - Takes: the fns that stand beside each other, and the body of one of them in sentinels.
//! - Gives: the mistakes of which rustc could speak only in terms of machines.
//!
//! ```text
//! [source]  fn all() { yield_from!(numbers()); }        fn numbers() yields u32 { .. }
//! [output]  error: `numbers` yields `u32`, but `all` has no `yields`
//! [source]  fn ping() { yield_from!(pong()); }          fn pong() { yield_from!(ping()); }
//! [output]  error: `ping` and `pong` would hold each other: one of them needs a box
//! ```
//!
//! Where a name may mean something else (an `impl` around `coro!`, an item of the body) nothing is told: then rustc
//! has the word.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprCall, Type};

use super::recursion::{declares_other, mentions_self};
use crate::error::{Errors, written};
use crate::maps::HashMap;
use crate::names::{self, Sentinel, YieldKind};
use crate::syntax::{CoroFn, ItemLike};

/// The coroutines that stand beside each other, in the order of the source.
#[derive(Debug, Default)]
pub struct Siblings<'s> {
    functions: Vec<&'s CoroFn>,
    /// Those whose `impl` is known.
    methods: Vec<&'s CoroFn>,
}

impl<'s> Siblings<'s> {
    /// Those among `items`; none where a bare name may be no sibling's.
    pub fn of(items: &'s [ItemLike]) -> Self {
        let functions: Vec<&CoroFn> = items
            .iter()
            .filter_map(|item| match item {
                ItemLike::Coro(function) | ItemLike::Broken(function) => Some(&**function),
                _ => None,
            })
            .collect();
        let is_inherent = |function: &&CoroFn| {
            let body = function.written.to_token_stream();
            mentions_self(function.sig.to_token_stream()) || mentions_self(body)
        };
        let methods = functions.iter().copied();
        let methods = methods
            .filter(|function| function.inside.is_some())
            .collect();
        // a fn alone has `recursion.rs`
        let functions = match functions.len() < 2 || functions.iter().any(is_inherent) {
            true => Vec::new(),
            false => functions,
        };
        Siblings { functions, methods }
    }

    /// The machines of the methods beside it that have a name, by what they are called on `self` or on its type.
    pub fn method_machines(&self) -> HashMap<String, Type> {
        let named = self.methods.iter().filter_map(|method| {
            let (machine, inside) = (method.machine.as_ref()?, method.inside.as_ref()?);
            let (name, arguments) = (&machine.name, inside.generics.split_for_impl().1);
            let ty = syn::parse2(quote!(#name #arguments)).ok()?;
            let is_plain = method.sig.generics.params.is_empty();
            is_plain.then(|| (method.sig.ident.to_string(), ty))
        });
        named.collect()
    }

    /// Those whose machines have a name, and that name.
    pub fn machines(&self) -> HashMap<String, Ident> {
        let named = self.functions.iter().filter_map(|sibling| {
            let machine = sibling.machine.as_ref()?;
            let is_plain = sibling.sig.generics.params.is_empty();
            is_plain.then(|| (sibling.sig.ident.to_string(), machine.name.clone()))
        });
        named.collect()
    }

    fn named(&self, name: &Ident) -> Option<&'s CoroFn> {
        let mut found = self
            .functions
            .iter()
            .filter(|sibling| sibling.sig.ident == *name);
        // of two with `#[cfg]`s nobody knows which
        match (found.next(), found.next()) {
            (Some(one), None) => Some(one),
            _ => None,
        }
    }
}

/// Rules: what a delegate among the siblings yields and holds.
pub fn check_siblings(
    function: &CoroFn,
    siblings: &Siblings<'_>,
    body: &Block,
    errors: &mut Errors,
) {
    if siblings.functions.is_empty() || declares_other(body, None) {
        return;
    }
    let mut finder = Delegates { found: Vec::new() };
    finder.visit_block(body);
    let mut told = Told::default();
    for call in finder.found {
        let Some((name, sibling)) = called(call, siblings) else {
            continue;
        };
        check_yields(function, name, sibling, &mut told, errors);
        check_cycle(function, name, sibling, siblings, &mut told, errors);
    }
    super::looped::check_looped(body, siblings, errors);
}

/// What is told once for a function.
#[derive(Default)]
struct Told {
    yields: bool,
    cycle: bool,
}

/// The sibling that a call by its bare name is of.
pub(super) fn called<'a, 's>(
    call: &'a ExprCall,
    siblings: &Siblings<'s>,
) -> Option<(&'a Ident, &'s CoroFn)> {
    let Expr::Path(path) = &*call.func else {
        return None;
    };
    let segments = &path.path.segments;
    let is_bare = path.qself.is_none() && path.path.leading_colon.is_none() && segments.len() == 1;
    let name = &segments.first().filter(|_| is_bare)?.ident;
    Some((name, siblings.named(name)?))
}

/// Rule: what a delegate yields is handed on, so the fn around it yields as well.
fn check_yields(
    function: &CoroFn,
    name: &Ident,
    sibling: &CoroFn,
    told: &mut Told,
    errors: &mut Errors,
) {
    let Some(ty) = &sibling.yields else { return };
    let is_wait = matches!(ty, Type::Path(path) if path.path.is_ident("Wait"));
    if function.yields.is_some() || is_wait || sibling.is_async || told.yields {
        return;
    }
    told.yields = true;
    let (outer, ty) = (&function.sig.ident, written(ty));
    errors
        .report(
            name,
            format!("`{name}` yields `{ty}`, but `{outer}` has no `yields`"),
        )
        .help(format!(
            "write the type behind the parameters: `fn {outer}(..) yields {ty}`"
        ))
        .help(format!(
            "to keep what `{name}` yields, loop over it: `for value in {name}(..).iter()`"
        ))
        .note(format!(
            "what a delegate yields is handed on to whoever resumes `{outer}`"
        ));
}

/// Rule: of fns that delegate to each other one is boxed.
fn check_cycle(
    function: &CoroFn,
    name: &Ident,
    sibling: &CoroFn,
    siblings: &Siblings<'_>,
    told: &mut Told,
    errors: &mut Errors,
) {
    if told.cycle || sibling.sig.ident == function.sig.ident {
        return;
    }
    let Some(cycle) = way_back(function, sibling, siblings) else {
        return;
    };
    // it is told of once, of the one that stands first
    let first = siblings
        .functions
        .iter()
        .find(|other| cycle.contains(&other.sig.ident));
    if first.is_none_or(|first| first.sig.ident != function.sig.ident) {
        return;
    }
    told.cycle = true;
    let outer = &function.sig.ident;
    let sentence = match cycle.as_slice() {
        [_, _] => format!("`{outer}` and `{name}` would hold each other: one of them needs a box"),
        _ => format!("`{outer}` would hold itself, by way of `{name}`: one of them needs a box"),
    };
    errors
        .report(name, sentence)
        .help(format!("write `yield_from!({name}(..).boxed())`"))
        .note("a machine holds its delegate, and one that holds itself has no size");
}

/// The names on the way from `sibling` back to `function`, with both.
fn way_back(function: &CoroFn, sibling: &CoroFn, siblings: &Siblings<'_>) -> Option<Vec<Ident>> {
    let mut ways = vec![vec![function.sig.ident.clone(), sibling.sig.ident.clone()]];
    let mut seen = vec![sibling.sig.ident.clone()];
    while let Some(way) = ways.pop() {
        let at = siblings.named(way.last()?)?;
        for next in plain_delegates(at, siblings) {
            if next == function.sig.ident {
                return Some(way);
            }
            if !seen.contains(&next) {
                seen.push(next.clone());
                ways.push(way.iter().cloned().chain([next]).collect());
            }
        }
    }
    None
}

/// The siblings that a fn delegates to without a box, by its body as written.
fn plain_delegates(function: &CoroFn, siblings: &Siblings<'_>) -> Vec<Ident> {
    let body = function.body.as_ref();
    // an attribute may put it into a box
    let Some(body) = body.filter(|_| !crate::syntax::stays_async(function)) else {
        return Vec::new();
    };
    if declares_other(body, None) {
        return Vec::new();
    }
    let mut finder = Written { names: Vec::new() };
    finder.visit_block(body);
    finder.names.retain(|name| siblings.named(name).is_some());
    finder.names
}

/// Finds `yield_from!(f(..))` and `f(..).await` in sentinels.
struct Delegates<'a> {
    found: Vec<&'a ExprCall>,
}

impl<'ast> Visit<'ast> for Delegates<'ast> {
    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if let Expr::Path(path) = &*call.func
            && let Some(ident) = path.path.get_ident()
            && names::parse(ident) == Some(Sentinel::Yield(YieldKind::From))
            && let Some(Expr::Call(delegate)) = call.args.first()
        {
            self.found.push(delegate);
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_await(&mut self, awaited: &'ast syn::ExprAwait) {
        if let Expr::Call(delegate) = &*awaited.base {
            self.found.push(delegate);
        }
        visit::visit_expr_await(self, awaited);
    }

    /// These have machines of their own, or none.
    fn visit_item(&mut self, _: &'ast syn::Item) {}
    fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}
    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
}

/// The same in a body as the user wrote it.
struct Written {
    names: Vec<Ident>,
}

impl Written {
    fn call(&mut self, call: &ExprCall) {
        if let Expr::Path(path) = &*call.func {
            self.names.extend(path.path.get_ident().cloned());
        }
    }
}

impl<'ast> Visit<'ast> for Written {
    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        let last = mac.path.segments.last();
        if last.is_some_and(|last| last.ident == "yield_from")
            && let Some(call) = first_call(&mac.tokens)
        {
            self.call(&call);
        }
    }

    fn visit_expr_await(&mut self, awaited: &'ast syn::ExprAwait) {
        if let Expr::Call(call) = &*awaited.base {
            self.call(call);
        }
        visit::visit_expr_await(self, awaited);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
    fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}
    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
}

fn first_call(tokens: &TokenStream) -> Option<ExprCall> {
    match syn::parse2(tokens.clone()) {
        Ok(Expr::Call(call)) => Some(call),
        _ => None,
    }
}

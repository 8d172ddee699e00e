//! The IR in which delegates that could not be stored are lent what they borrow.
//!
//! ```text
//! [source]  From1: yield_from!(add(&mut count, 3))
//! [output]  From1: yield_from!(add_lent_count(3), { let lent: &mut u32 = &mut count; lent })
//! ```
//!
//! Takes the IR with its facts, changes the pauses in it, and asks for the twins that they call. What it leaves is
//! stored, as everything else.

use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, parse_quote_spanned};

use super::again;
use super::boxes;
use super::call::{Call, Calls, Kind, known_outside, written_type};
use super::ending;
use super::held::Held;
use super::keep::Keeping;
use super::siblings::Home;
use super::{From, Twin, twin};
use crate::carry::Aliases;
use crate::compile::Inputs;
use crate::flow::{Flow, bound, mention_of};
use crate::ir::{Block, Node, Pass, Pause, PauseKind, PointId, Stmt};
use crate::maps::HashSet;
use crate::names::{self, VarId};
use crate::scope::Tables;

/// What has to be done to the delegates.
#[derive(Debug, Default)]
pub struct Lent {
    /// Some are lent what they borrow.
    pub changed: bool,
    /// Others take it along.
    pub kept: Vec<Keeping>,
    /// One would have to and cannot.
    pub blocked: bool,
}

/// Lends what has to be lent, and finds what has to be taken along if that `can_keep`.
pub fn lend(
    from: From<'_, '_>,
    body: &mut Block,
    flow: &Flow,
    aliases: &Aliases,
    tables: &Tables,
    inputs: &Inputs,
    can_keep: bool,
) -> Lent {
    let calls = Calls {
        from,
        tables,
        aliases,
        loans: &inputs.loans,
        scalars: crate::carry::scalars(body, tables),
        found: HashSet::default(),
    };
    let mut lender = Lender {
        calls,
        flow,
        can_keep,
        in_scope: inputs.params.clone(),
        gone: HashSet::default(),
        ends: true,
        lent: Lent::default(),
    };
    lender.block(body);
    lender.lent
}

struct Lender<'l> {
    calls: Calls<'l>,
    flow: &'l Flow,
    can_keep: bool,
    /// The variables that are in scope, in the order of their declaration.
    in_scope: Vec<VarId>,
    /// Those that a delegate took for good.
    gone: HashSet<VarId>,
    /// Nothing happens after this but that the function returns.
    ends: bool,
    lent: Lent,
}

impl Lender<'_> {
    fn block(&mut self, block: &mut Block) {
        let (outside, ends) = (self.in_scope.len(), self.ends);
        let tail_is_quiet = block.tail.as_deref().is_none_or(ending::is_quiet_node);
        let last_effect = block.stmts.iter().rposition(|stmt| !ending::is_quiet(stmt));
        for (index, stmt) in block.stmts.iter_mut().enumerate() {
            self.ends = ends && tail_is_quiet && last_effect.is_none_or(|last| last <= index);
            match stmt {
                Stmt::Plain(syn::Stmt::Local(local)) => {
                    if let Some(init) = &mut local.init {
                        self.calls.find(&local.pat, &init.expr);
                        boxes::erase(&local.pat, &mut init.expr, self.calls.from);
                    }
                }
                Stmt::Plain(_) => {}
                Stmt::Let(binding) => {
                    if let Node::Plain(init) = &mut binding.init {
                        self.calls.find(&binding.pat, init);
                        boxes::erase(&binding.pat, init, self.calls.from);
                    }
                    self.node(&mut binding.init);
                    if let Some(otherwise) = &mut binding.otherwise {
                        self.block(otherwise);
                    }
                }
                Stmt::Node(stmt) => self.node(&mut stmt.node),
                Stmt::Part(part) => self.block(&mut part.body),
            }
            self.in_scope.extend(crate::carry::declared(stmt));
        }
        self.ends = ends;
        if let Some(tail) = &mut block.tail {
            self.node(tail);
        }
        self.in_scope.truncate(outside);
    }

    fn node(&mut self, node: &mut Node) {
        match node {
            Node::Plain(_) => {}
            Node::Pause(pause) => self.pause(pause),
            Node::If(branch) => {
                let (outside, ends) = (self.in_scope.len(), self.ends);
                if let Node::Plain(Expr::Let(binding)) = &branch.cond {
                    self.calls.find(&binding.pat, &binding.expr);
                    self.in_scope.extend(bound(&binding.pat));
                }
                self.ends = false;
                self.node(&mut branch.cond);
                self.ends = ends;
                self.block(&mut branch.then);
                self.in_scope.truncate(outside);
                if let Some(otherwise) = &mut branch.otherwise {
                    self.block(otherwise);
                }
            }
            Node::Match(choice) => {
                for arm in &mut choice.arms {
                    self.calls.find(&arm.pat, &choice.scrutinee);
                    let outside = self.in_scope.len();
                    self.in_scope.extend(bound(&arm.pat));
                    self.node(&mut arm.body);
                    self.in_scope.truncate(outside);
                }
            }
            Node::Loop(repeat) => {
                let ends = std::mem::replace(&mut self.ends, false);
                self.block(&mut repeat.body);
                self.ends = ends;
            }
            Node::Block(block) => self.block(block),
        }
    }

    fn pause(&mut self, pause: &mut Pause) {
        if self.lends(pause) {
            self.lent.changed = true;
            return;
        }
        match self.is_async() {
            // it takes along what it borrows, as any other
            true => {
                if !self.keep(pause) {
                    self.make_in_a_block(pause);
                }
            }
            false => {
                self.erase(pause);
                if self.can_keep {
                    self.keep(pause);
                }
            }
        }
    }

    /// Its machine is a future, of which somebody may ask whether it is `Send`.
    fn is_async(&self) -> bool {
        self.can_keep && self.calls.from.function().is_async
    }

    /// A box that holds the `async fn` itself is made inside of a block.
    fn make_in_a_block(&mut self, pause: &mut Pause) {
        let PauseKind::From { delegate, .. } = &mut pause.kind else {
            return;
        };
        let Some(inner) = self.pinned(delegate) else {
            return;
        };
        let span = names::made_at(pause.span);
        match again::in_a_block(inner, self.calls.tables, span) {
            Some(made) => *delegate = made,
            None => self.lent.blocked = true,
        }
    }

    /// Whether the delegate is lent what it borrows.
    fn lends(&mut self, pause: &mut Pause) -> bool {
        let PauseKind::From {
            delegate,
            pass: pass @ (Pass::Unit | Pass::First(_)),
        } = &mut pause.kind
        else {
            return false;
        };
        if let Some(place) = self.place_gone_through(delegate) {
            let span = names::made_at(syn::spanned::Spanned::span(&place));
            *delegate = parse_quote_spanned!(span=> __coro_lib_Through);
            let first = match std::mem::replace(pass, Pass::Unit) {
                Pass::First(first) => Some(Box::new(first)),
                _ => None,
            };
            *pass = Pass::Through { place, first };
            return true;
        }
        if !matches!(pass, Pass::Unit) {
            return false;
        }
        let pinned = self.pinned(delegate);
        if pinned.is_some() && self.is_async() {
            return false;
        }
        let boxed = boxed(delegate).or(pinned);
        let called = boxed.unwrap_or(delegate);
        let Some(call) = self.calls.of(called) else {
            return false;
        };
        let params = self.params(&call, pause.point);
        if self.holds_more(&call, &params, pause.point) {
            return false;
        }
        let Some((made, lent)) = self.lent(&call, &params, called) else {
            return false;
        };
        let made = match boxed {
            Some(_) => match self.in_a_box(made, &call, &params) {
                Some(made) => made,
                None => return false,
            },
            None => made,
        };
        *delegate = made;
        *pass = Pass::Lend(lent);
        true
    }

    /// The place of a delegate that is gone on with where it lies, if no state could hold the reference to it:
    ///
    /// ```text
    /// [source]  yield_from!(&mut inner)
    /// [output]  yield_from!(Through, Stepped(&mut inner).step())
    /// ```
    fn place_gone_through(&self, delegate: &Expr) -> Option<Expr> {
        let borrow = || self.calls.borrow_of(delegate);
        let is_within = |borrow: &(Expr, Kind)| borrow.1 == Kind::Within;
        let is_mutable = |borrow: &(Expr, Kind)| borrow.1 != Kind::Shared;
        let (place, _) = match crate::flow::strip(delegate) {
            Expr::Reference(reference) if reference.mutability.is_some() => {
                borrow().filter(is_mutable)
            }
            Expr::Path(_) => borrow().filter(is_within),
            Expr::MethodCall(call) if finds_mutably(call) => borrow().filter(is_mutable),
            _ => None,
        }?;
        Some(place)
    }

    /// `f(..)` of `Box::pin(f(..))`, if that comes back to this fn.
    fn pinned<'e>(&self, delegate: &'e Expr) -> Option<&'e Expr> {
        let Expr::Call(outer) = crate::flow::strip(delegate) else {
            return None;
        };
        let inner = outer
            .args
            .first()
            .filter(|_| super::held::is_box(&outer.func))?;
        let name = called_name(inner)?;
        self.calls.from.comes_back(name).then_some(inner)
    }

    /// A box that holds the fn itself is of a type that does not say so.
    ///
    /// ```text
    /// [source]  Box::pin(walk(node)).await
    /// [output]  yield_from!(erased(Box::pin(Awaited::new(walk(node)).future())))
    ///
    /// [source]  yield_from!(Box::new(moves(n - 1)))          // that yields
    /// [output]  yield_from!(moves(n - 1).boxed())
    /// ```
    fn erase(&mut self, pause: &mut Pause) {
        if let PauseKind::From { delegate, .. } = &mut pause.kind
            && let Some(inner) = self.pinned(delegate)
        {
            let span = names::made_at(pause.span);
            *delegate = match called_name(inner).is_some_and(|name| self.calls.from.waits(name)) {
                true => parse_quote_spanned! {span=>
                    __coro_lib_erased(__coro_lib_Box::pin(__coro_lib_Awaited::new(#inner).future()))
                },
                false => parse_quote_spanned!(span=> #inner.boxed()),
            };
        }
    }

    /// Whether one of the arguments that are not lent could not be stored.
    fn holds_more(&self, call: &Call, params: &[usize], point: PointId) -> bool {
        let Some(facts) = self.flow.at(point) else {
            return false;
        };
        let Some(sibling) = self.calls.from.lending.siblings.get(call.sibling) else {
            return false;
        };
        let function = sibling.function;
        let mut args = call.args.iter().enumerate();
        args.any(|(index, arg)| {
            !params.contains(&index)
                && !is_plain(function, index)
                && !Held::by_argument(arg, &self.calls, self.flow, &facts.later).is_empty()
        })
    }

    /// Notes what the delegate has to take along, if that is something.
    fn keep(&mut self, pause: &mut Pause) -> bool {
        let PauseKind::From {
            delegate,
            pass: Pass::Unit,
        } = &mut pause.kind
        else {
            return false;
        };
        let Some(facts) = self.flow.at(pause.point) else {
            return false;
        };
        let later = &facts.later;
        let is_there = |var: &&VarId| {
            facts.surely.has(**var)
                && !self.gone.contains(*var)
                && !self.calls.scalars.has(**var)
                && !self.calls.is_within(**var)
        };
        let youngest = self.in_scope.iter().rfind(is_there).copied();
        let ends_with = youngest.filter(|_| self.ends);
        let mut held = Held::by(delegate, &self.calls, self.flow, later, ends_with);
        held.add_younger(&self.in_scope, &self.gone, &self.calls, facts);
        self.gone.extend(&held.taken);
        if held.vars.is_empty() && !held.temporary && !held.unsure {
            // `{ response }.text()`: it is moved
            Moved(&held.taken, self.calls.tables, &mut self.lent.changed).visit_expr_mut(delegate);
            return false;
        }
        match held.blocked {
            true => self.lent.blocked = true,
            false => {
                let point = pause.point;
                self.lent.kept.push(Keeping { point, held });
            }
        }
        true
    }

    /// A twin in a box, which can be lent something else at each step:
    ///
    /// ```text
    /// [source]  solve(&mut *board, n + 1).boxed()
    /// [output]  Box::new(solve_lent_board(n + 1)) as Box<dyn for<'lent> Coroutine<&'lent mut Board, ..> + '_>
    /// ```
    fn in_a_box(&self, made: Expr, call: &Call, params: &[usize]) -> Option<Expr> {
        let lending = self.calls.from.lending;
        let sibling = lending.siblings.get(call.sibling)?;
        let shares_impl = sibling.shares_impl(lending.siblings.get(self.calls.from.caller)?);
        let span = names::made_at(syn::spanned::Spanned::span(&made));
        let lifetime = syn::Lifetime::new("'lent", span);
        let lent = params.iter().map(|param| {
            let ty = written_type(sibling, *param, shares_impl)?;
            let syn::Type::Reference(mut reference) = ty else {
                return None;
            };
            reference.lifetime = Some(lifetime.clone());
            Some(syn::Type::Reference(reference))
        });
        let lent: Vec<syn::Type> = lent.collect::<Option<_>>()?;
        let lent = match lent.as_slice() {
            [one] => one.to_token_stream(),
            _ => quote::quote_spanned!(span=> (#(#lent),*)),
        };
        let function = sibling.function;
        let yielded = known_outside(sibling, crate::syntax::yield_type(function));
        let returned = known_outside(sibling, crate::syntax::output_type(function));
        Some(parse_quote_spanned! {span=>
            __coro_lib_Box::new(#made) as __coro_lib_Box<
                dyn for<#lifetime> __coro_lib_Coroutine<#lent, Yield = #yielded, Return = #returned> + '_
            >
        })
    }

    /// The parameters that have to be lent.
    fn params(&self, call: &Call, point: PointId) -> Vec<usize> {
        let facts = self.flow.at(point);
        // what is taken again for each step names its root at each step
        let again = call
            .places
            .iter()
            .filter_map(|place| self.calls.aliases.get(place.root));
        let again: Vec<VarId> = again
            .flat_map(|alias| alias.roots.iter().copied())
            .collect();
        let has_to_be = |place: &&super::call::Place| match place.kind {
            Kind::Within => true,
            Kind::Mutable => {
                again.contains(&place.root)
                    || facts.is_some_and(|facts| facts.later.has(place.root))
            }
            Kind::Shared => false,
        };
        let places: Vec<_> = call.places.iter().filter(has_to_be).collect();
        // an index that another loan may change leads elsewhere at the next step
        let is_changed = |root: &VarId| {
            let mut others = places.iter();
            others.any(|place| place.is_mutable && place.root == *root)
        };
        match places
            .iter()
            .any(|place| place.indices.iter().any(is_changed))
        {
            true => Vec::new(),
            false => places.iter().map(|place| place.param).collect(),
        }
    }

    /// The call of the twin, and what is lent to it.
    fn lent(&self, call: &Call, params: &[usize], delegate: &Expr) -> Option<(Expr, Expr)> {
        if params.is_empty() {
            return None;
        }
        let lending = self.calls.from.lending;
        let sibling = lending.siblings.get(call.sibling)?;
        let caller = lending.siblings.get(self.calls.from.caller)?;
        let shares_impl = sibling.shares_impl(caller);
        let span = names::made_at(syn::spanned::Spanned::span(delegate));
        let name = twin::name(sibling.function, params);
        let is_method =
            sibling.has_reference_receiver() || matches!(sibling.home, Home::Impl { .. });
        let path = match &sibling.home {
            Home::Trait => return None,
            Home::Open if !is_method => name.to_token_stream(),
            _ if shares_impl => quote::quote_spanned!(span=> Self::#name),
            Home::Impl { ty, .. } => quote::quote_spanned!(span=> <#ty>::#name),
            Home::Open => return None,
        };
        let kept = call.args.iter().enumerate();
        let kept = kept.filter(|(index, _)| !params.contains(index));
        let mut kept = kept.map(|(_, arg)| arg);
        // a receiver that is not lent is found as the user's call finds it
        let is_called_on = matches!(delegate, Expr::MethodCall(_)) && !params.contains(&0);
        let made = match is_called_on.then(|| kept.next()).flatten() {
            Some(receiver) => parse_quote_spanned!(span=> #receiver.#name(#(#kept),*)),
            None => parse_quote_spanned!(span=> #path(#(#kept),*)),
        };
        let mut places = Vec::new();
        for place in call
            .places
            .iter()
            .filter(|place| params.contains(&place.param))
        {
            let lent = &place.lent;
            let ty = written_type(sibling, place.param, shares_impl);
            let word = proc_macro2::Ident::new("lent", span);
            places.push(match ty {
                Some(ty) => {
                    parse_quote_spanned!(span=> { let #word: #ty = #lent; #word })
                }
                None => lent.clone(),
            });
        }
        let lent = match places.as_slice() {
            [one] => one.clone(),
            _ => parse_quote_spanned!(span=> (#(#places),*)),
        };
        let twin = Twin {
            sibling: call.sibling,
            params: params.to_vec(),
        };
        if lending.impossible.contains(&twin) {
            return None;
        }
        let mut wanted = lending.wanted.borrow_mut();
        if !wanted.contains(&twin) {
            wanted.push(twin);
        }
        Some((made, lent))
    }
}

/// `slot.as_mut().unwrap()`, `list.front_mut().unwrap()`
fn finds_mutably(call: &syn::ExprMethodCall) -> bool {
    match call.method.to_string().as_str() {
        "unwrap" | "expect" => {
            matches!(&*call.receiver, Expr::MethodCall(found) if found.method.to_string().ends_with("_mut"))
        }
        _ => false,
    }
}

/// The type of a parameter is a path without lifetimes and without parameters of the fn: what is given is no borrow.
fn is_plain(function: &crate::syntax::CoroFn, index: usize) -> bool {
    let Some(syn::FnArg::Typed(typed)) = function.sig.inputs.iter().nth(index) else {
        return false;
    };
    let text = typed.ty.to_token_stream().to_string();
    let mut words = text.split(|sign: char| !sign.is_alphanumeric() && sign != '_');
    let generics: Vec<String> = function
        .sig
        .generics
        .type_params()
        .map(|param| param.ident.to_string())
        .collect();
    !text.contains(['&', '\''])
        && !words
            .any(|word| word == "impl" || word == "dyn" || generics.iter().any(|name| name == word))
}

/// Puts receivers that are taken in braces.
struct Moved<'m>(
    &'m std::collections::BTreeSet<VarId>,
    &'m Tables,
    &'m mut bool,
);

impl VisitMut for Moved<'_> {
    fn visit_expr_method_call_mut(&mut self, call: &mut syn::ExprMethodCall) {
        let mention = mention_of(&call.receiver).and_then(|mention| self.1.mention(mention));
        match mention.filter(|row| self.0.contains(&row.var) && row.in_closure.is_none()) {
            Some(_) => {
                let receiver = &call.receiver;
                let span = names::made_at(syn::spanned::Spanned::span(receiver));
                *call.receiver = parse_quote_spanned!(span=> { #receiver });
                *self.2 = true;
            }
            None => visit_mut::visit_expr_method_call_mut(self, call),
        }
    }
}

/// `f(..)` of `f(..).boxed()`.
fn boxed(delegate: &Expr) -> Option<&Expr> {
    match delegate {
        Expr::MethodCall(call) if call.method == "boxed" && call.args.is_empty() => {
            Some(&call.receiver)
        }
        Expr::Paren(paren) => boxed(&paren.expr),
        Expr::Group(group) => boxed(&group.expr),
        _ => None,
    }
}

/// `f` of `f(..)` and of `x.f(..)`.
pub fn called_name(call: &Expr) -> Option<&syn::Ident> {
    match crate::flow::strip(call) {
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => Some(&path.path.segments.last()?.ident),
            _ => None,
        },
        Expr::MethodCall(call) => Some(&call.method),
        _ => None,
    }
}

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
use syn::{Expr, parse_quote_spanned};

use super::call::{Call, Calls, Kind, known_outside, written_type};
use super::siblings::Home;
use super::{From, Twin, twin};
use crate::carry::Aliases;
use crate::flow::Flow;
use crate::ir::{Block, Node, Pass, Pause, PauseKind, PointId, Stmt};
use crate::names::{self, VarId};
use crate::scope::Tables;

/// Lends what has to be lent. Tells whether anything was changed.
pub fn lend(
    from: From<'_, '_>,
    body: &mut Block,
    flow: &Flow,
    aliases: &Aliases,
    tables: &Tables,
    loans: &std::collections::HashSet<VarId>,
) -> bool {
    let calls = Calls {
        from,
        tables,
        aliases,
        loans,
        found: std::collections::HashSet::new(),
    };
    let mut lender = Lender {
        calls,
        flow,
        changed: false,
    };
    lender.block(body);
    lender.changed
}

struct Lender<'l> {
    calls: Calls<'l>,
    flow: &'l Flow,
    changed: bool,
}

impl Lender<'_> {
    fn block(&mut self, block: &mut Block) {
        for stmt in &mut block.stmts {
            match stmt {
                Stmt::Plain(syn::Stmt::Local(local)) => {
                    if let Some(init) = &local.init {
                        self.calls.find(&local.pat, &init.expr);
                    }
                }
                Stmt::Plain(_) => {}
                Stmt::Let(binding) => {
                    if let Node::Plain(init) = &binding.init {
                        self.calls.find(&binding.pat, init);
                    }
                    self.node(&mut binding.init);
                    if let Some(otherwise) = &mut binding.otherwise {
                        self.block(otherwise);
                    }
                }
                Stmt::Node(stmt) => self.node(&mut stmt.node),
                Stmt::Part(part) => self.block(&mut part.body),
            }
        }
        if let Some(tail) = &mut block.tail {
            self.node(tail);
        }
    }

    fn node(&mut self, node: &mut Node) {
        match node {
            Node::Plain(_) => {}
            Node::Pause(pause) => self.pause(pause),
            Node::If(branch) => {
                if let Node::Plain(Expr::Let(binding)) = &branch.cond {
                    self.calls.find(&binding.pat, &binding.expr);
                }
                self.node(&mut branch.cond);
                self.block(&mut branch.then);
                if let Some(otherwise) = &mut branch.otherwise {
                    self.block(otherwise);
                }
            }
            Node::Match(choice) => {
                for arm in &mut choice.arms {
                    self.calls.find(&arm.pat, &choice.scrutinee);
                    self.node(&mut arm.body);
                }
            }
            Node::Loop(repeat) => self.block(&mut repeat.body),
            Node::Block(block) => self.block(block),
        }
    }

    fn pause(&mut self, pause: &mut Pause) {
        let PauseKind::From {
            delegate,
            pass: pass @ Pass::Unit,
        } = &mut pause.kind
        else {
            return;
        };
        let boxed = boxed(delegate);
        let called = boxed.unwrap_or(delegate);
        let Some(call) = self.calls.of(called) else {
            return;
        };
        let params = self.params(&call, pause.point);
        if let Some((made, lent)) = self.lent(&call, &params, called) {
            let made = match boxed {
                Some(_) => match self.in_a_box(made, &call, &params) {
                    Some(made) => made,
                    None => return,
                },
                None => made,
            };
            *delegate = made;
            *pass = Pass::Lend(lent);
            self.changed = true;
        }
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
        let has_to_be = |place: &&super::call::Place| match place.kind {
            Kind::Within => true,
            Kind::Mutable => facts.is_some_and(|facts| facts.later.has(place.root)),
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
            Home::Impl { ty } => quote::quote_spanned!(span=> <#ty>::#name),
            Home::Open => return None,
        };
        let kept = call.args.iter().enumerate();
        let kept = kept.filter(|(index, _)| !params.contains(index));
        let kept = kept.map(|(_, arg)| arg);
        let made = parse_quote_spanned!(span=> #path(#(#kept),*));
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
        let mut wanted = lending.wanted.borrow_mut();
        if !wanted.contains(&twin) {
            wanted.push(twin);
        }
        Some((made, lent))
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

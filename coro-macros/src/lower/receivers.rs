//! Methods of which the name does not tell whether they take what they are called on.
//!
//! ```text
//! [source]  let count = guard.count();  yield_wait!();
//! [output]  let count = if { trait Lent { fn count<R>(&self) -> R { .. } }  impl<T: ?Sized> Lent for &T {}
//!                            asked(if false { Some((&guard).count()) } else { None }).is_lent() || .. } {
//!               (&guard).count()
//!           } else {
//!               guard.count()
//!           };
//! ```
//!
//! Of an iterator `count` takes it, of a list of another crate most likely not. Were a guard taken here it would be dropped
//! before the pause. So rustc is asked (`coro-core/src/machine/receiver.rs`), and where it says that the method borrows,
//! what it is called on lives to the end of its scope. It is asked only where it matters: the type is not known, nothing
//! names the variable again, and a pause follows. Calls with arguments are not looked at: those would stand there twice.

use proc_macro2::{Ident, Span};
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprMethodCall, parse_quote_spanned};

use super::Lowerer;
use super::consumed::{OWNED, call_consumes, consumes, takes_as_declared};
use super::pauses::yield_kind;
use crate::flow::{mention_of, mentions_in, strip};
use crate::maps::{HashMap, HashSet};
use crate::names::{MentionId, VarId, YieldKind};
use crate::scope::{Origin, Tables, name_of};
use crate::split::{blocks_of, pauses_behind};

/// What iterators have, which a `&mut` to one takes as well.
const OF_ITERATORS: &[&str] = &["count", "max", "min"];

/// Types of std whose methods are known by their names.
const OF_STD: &[&str] = &[
    "Items",
    "JoinHandle",
    "Option",
    "Result",
    "String",
    "Vec",
    "VecDeque",
];

impl Lowerer<'_> {
    /// Asks rustc of the calls that may take a variable.
    pub fn ask_receivers(&mut self, body: &mut Block) {
        let asked = Finder::in_body(body, self.tables);
        if !asked.is_empty() {
            let mut asker = Asker {
                lowerer: self,
                asked,
            };
            asker.visit_block_mut(body);
        }
    }
}

/// Finds the mentions of variables with which rustc has to be asked.
struct Finder<'b> {
    tables: &'b Tables,
    body: &'b Block,
    blocks: HashMap<VarId, &'b Block>,
    last: HashSet<MentionId>,
    found: HashSet<MentionId>,
}

impl<'b> Finder<'b> {
    fn in_body(body: &'b Block, tables: &'b Tables) -> HashSet<MentionId> {
        let mut last = HashMap::default();
        for mention in mentions_in(body) {
            if let Some(row) = tables.mention(mention) {
                last.insert(row.var, mention);
            }
        }
        let mut finder = Finder {
            tables,
            body,
            blocks: blocks_of(body),
            last: last.into_values().collect(),
            found: HashSet::default(),
        };
        finder.visit_block(body);
        finder.found
    }

    /// `is_told`: what type it is called on. Else the file may mean another type, where it has such a method.
    fn is_doubtful(&self, call: &ExprMethodCall, is_told: bool) -> bool {
        let by_name = may_borrow(&call.method.to_string());
        match takes_as_declared(call, self.tables) {
            Some(_) if is_told => false,
            Some(takes) => by_name || takes && OWNED.contains(&call.method.to_string().as_str()),
            None => by_name && call_consumes(call, self.tables),
        }
    }

    fn may_lend(&self, call: &ExprMethodCall, mention: MentionId) -> bool {
        let Some(row) = self.tables.mention(mention) else {
            return false;
        };
        let Some(var) = self.tables.var(row.var) else {
            return false;
        };
        let ty = var.ty.as_ref().or_else(|| self.tables.hints.get(&var.id));
        let is_known = |ty: &syn::Type| match name_of(ty) {
            Some(name) => OF_STD.iter().any(|known| name == known),
            None => true,
        };
        let is_own = matches!(
            var.origin,
            Origin::Let | Origin::Pattern | Origin::Param | Origin::Captured
        );
        let block = self.blocks.get(&var.id).copied().unwrap_or(self.body);
        is_own
            && !var.by_ref
            && !ty.is_some_and(is_known)
            && self.is_doubtful(call, ty.is_some())
            && pauses_behind(block, var.id, &[mention])
    }
}

impl Finder<'_> {
    /// What is waited for holds what it is called on, or has it: that is told otherwise.
    fn delegate(&mut self, delegate: &Expr) {
        match strip(delegate) {
            Expr::MethodCall(call) => {
                self.delegate(&call.receiver);
                call.args.iter().for_each(|arg| self.visit_expr(arg));
            }
            other => self.visit_expr(other),
        }
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_expr_await(&mut self, awaited: &'ast syn::ExprAwait) {
        self.delegate(&awaited.base);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        match yield_kind(&call.func) {
            Some(YieldKind::From) => call.args.iter().for_each(|arg| self.delegate(arg)),
            _ => visit::visit_expr_call(self, call),
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if let Some(mention) = mention_of(&call.receiver)
            && self.last.contains(&mention)
            && has_one_type(call)
            && self.may_lend(call, mention)
        {
            self.found.insert(mention);
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}

    fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// Whether a method of this name is called without arguments, and gives a type that does not depend on who asks.
fn has_one_type(call: &ExprMethodCall) -> bool {
    let name = call.method.to_string();
    // which there are for references as well
    let of_references = ["iter", "future", "stream"];
    let of_any = ["into", "try_into", "collect", "product", "sum", "unzip"];
    let is_of_references = |what: &str| of_references.iter().any(|it| what.ends_with(it));
    let is_general =
        name.strip_prefix("into_").is_some_and(is_of_references) || of_any.contains(&name.as_str());
    !is_general && call.args.is_empty() && call.turbofish.is_none()
}

/// Whether a method of this name may as well borrow.
fn may_borrow(name: &str) -> bool {
    const OTHERS: &[&str] = &[
        "build", "commit", "consume", "count", "finalize", "finish", "forget", "freeze", "join",
        "max", "min", "rollback",
    ];
    consumes(name) && (name.starts_with("into_") || OTHERS.contains(&name))
}

struct Asker<'l, 'a> {
    lowerer: &'l mut Lowerer<'a>,
    asked: HashSet<MentionId>,
}

impl Asker<'_, '_> {
    fn asking(&mut self, call: &ExprMethodCall, var: VarId) -> Expr {
        let made = Span::mixed_site().located_at(call.method.span());
        let row = self.lowerer.tables.var(var);
        let is_mutable = row.is_some_and(|row| row.mutable);
        let name = call.method.to_string();
        let taken = Expr::MethodCall(call.clone());
        let may_change = is_mutable && !OF_ITERATORS.contains(&name.as_str());
        let otherwise = match may_change {
            true => self.asked_by(call, var, true, &taken, made),
            false => taken,
        };
        self.asked_by(call, var, false, &otherwise, made)
    }

    /// `if lent { (&x).finish() } else { otherwise }`, where what `x` points to is asked as well.
    fn asked_by(
        &mut self,
        call: &ExprMethodCall,
        var: VarId,
        is_mutable: bool,
        otherwise: &Expr,
        made: Span,
    ) -> Expr {
        let method: &Ident = &call.method;
        let beside = match is_mutable {
            false => quote::quote_spanned!(made=> &T),
            true => quote::quote_spanned!(made=> &mut T),
        };
        let beside = quote::quote_spanned! {made=>
            #[allow(dead_code)]
            trait Lent { fn #method<R>(&self) -> R { ::core::unreachable!() } }
            impl<T: ?Sized> Lent for #beside {}
        };
        let mut own = || {
            let it = self.reference(call, var, is_mutable, made);
            quote::quote_spanned!(made=> (#it).#method())
        };
        let (own_first, own_again, own_call) = (own(), own(), own());
        let mut target = || {
            let it = self.reference(call, var, is_mutable, made);
            quote::quote_spanned!(made=> __coro_lib_Receiver::new(#it).target().#method())
        };
        let (target_first, target_call) = (target(), target());
        let is_lent = |call| quote::quote_spanned!(made=> __coro_lib_asked(if false { Some(#call) } else { None }).is_lent());
        let (own_first, own_again) = (is_lent(own_first), is_lent(own_again));
        let target_first = is_lent(target_first);
        parse_quote_spanned! {made=>
            if { #beside #own_first || #target_first } {
                #beside
                if #own_again { #own_call } else { #target_call }
            } else {
                #otherwise
            }
        }
    }

    fn reference(
        &mut self,
        call: &ExprMethodCall,
        var: VarId,
        is_mutable: bool,
        made: Span,
    ) -> Expr {
        let place = syn::spanned::Spanned::span(&*call.receiver);
        let it = self.lowerer.mention_as(var, made, place);
        match is_mutable {
            false => parse_quote_spanned!(made=> &#it),
            true => parse_quote_spanned!(made=> &mut #it),
        }
    }
}

impl VisitMut for Asker<'_, '_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        let Expr::MethodCall(call) = expr else { return };
        let mention = mention_of(&call.receiver).filter(|mention| self.asked.remove(mention));
        self.lowerer.tables.taken_if_asked.extend(mention);
        let row = mention.and_then(|mention| self.lowerer.tables.mention(mention));
        if let Some(var) = row.map(|row| row.var) {
            let asking = self.asking(call, var);
            *expr = asking;
        }
    }

    fn visit_expr_closure_mut(&mut self, _: &mut syn::ExprClosure) {}

    fn visit_expr_async_mut(&mut self, _: &mut syn::ExprAsync) {}

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

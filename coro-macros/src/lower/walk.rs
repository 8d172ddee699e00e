//! An iterator over a local, kept in a variable over a pause.
//!
//! A state cannot hold it beside what it borrows. What is kept is its position; the iterator is made again from it:
//!
//! ```text
//! [source]  let mut chars = text.chars().peekable();  .. yield_value!(token); ..
//! [output]  let mut chars_at = 0usize;
//!           let mut chars = peeking(text.chars(), &mut chars_at);  ..
//!           State::For1 { chars_at, text } ..  let mut chars = peeking(text.chars(), &mut chars_at);  ..
//! ```
//!
//! The iterator goes on in `chars_at` itself, so that wherever it is made again it stands where it stood. It is an
//! alias ([`crate::carry::Aliases`]): the statement that makes it is simply written down again.
//!
//! What cannot go to a position is gone through again up to it, if its closures only look at what they are given
//! (`counted`). Else the iterator is stored as it is, and rustc says what it borrows.

use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, ExprMethodCall, Pat, Stmt, parse_quote_spanned};

use super::Lowerer;
use super::cursor::{Base, is_counted, split_adapters};
use super::found::Places;
use super::pauses::{pauses, stmt_pauses};
use super::ranged::lend_ranges;
use crate::carry::{Finds, finds, found_in, is_pure, is_replayable, root_of};
use crate::flow::{bound, mention_of, mentions_in, strip};
use crate::lower::is_place;
use crate::names::VarId;
use crate::scope::{Owner, Tables, owner_of};
use crate::split::Declared;

/// How an iterator is made from a position.
enum Walk {
    /// It can go there.
    Going(Expr),
    /// What is inside can go there, and what stands around it has no state.
    Around(Expr, Vec<ExprMethodCall>),
    /// It is gone through again.
    Counted(Expr),
}

impl Places<'_, '_> {
    /// Whether an iterator goes through a `&mut` that nothing else names: it takes the reference with it.
    fn can_be_stored(&self, head: &Expr) -> bool {
        let mut place = strip(head);
        while let Expr::MethodCall(call) = place {
            place = strip(&call.receiver);
        }
        let tables = &self.lowerer.tables;
        let var = root_of(place)
            .and_then(|root| tables.mention(root))
            .map(|row| row.var);
        let ty = var
            .and_then(|var| tables.var(var))
            .and_then(|row| row.ty.as_ref());
        let named = tables
            .mentions
            .iter()
            .filter(|row| Some(row.var) == var)
            .count();
        matches!(ty, Some(syn::Type::Reference(_))) && named == 1 && self.loops == 0
    }

    /// Notes what the items of an iterator refer to.
    pub(super) fn note_iterator(&mut self, local: &syn::Local) {
        let Some(init) = &local.init else { return };
        if self.can_be_stored(&init.expr) {
            return;
        }
        if let (&[var], Some(owned)) = (bound(&local.pat).as_slice(), self.items_of(&init.expr)) {
            self.walked.insert(var, owned);
        }
    }

    /// `let mut chars_at = 0usize;`, if the iterator of this statement is made from it now.
    pub(super) fn keep_position(&mut self, local: &mut syn::Local, rest: &[Stmt]) -> Option<Stmt> {
        let name = match &local.pat {
            Pat::Type(typed) => &*typed.pat,
            pat => pat,
        };
        let Pat::Ident(ident) = name else { return None };
        if ident.by_ref.is_some() || ident.subpat.is_some() {
            return None;
        }
        let init = local.init.as_ref().filter(|init| init.diverge.is_none())?;
        let Expr::MethodCall(_) = strip(&init.expr) else {
            return None;
        };
        let var = *bound(name).first()?;
        if pauses(&init.expr)
            || !self.lowerer.crosses_pause(var, rest)
            || is_handed_on(var, rest, self.lowerer.tables)
            || goes_back(var, rest, self.lowerer.tables)
        {
            return None;
        }
        let (inner, peeks) = match strip(&init.expr) {
            Expr::MethodCall(call) if call.method == "peekable" => (&*call.receiver, true),
            head => (head, false),
        };
        if self.can_be_stored(inner) {
            return None;
        }
        let walk = self.lowerer.walk(inner, peeks)?;
        self.positioned.insert(var);
        let mut name = name.clone();
        let span = Span::mixed_site().located_at(init.expr.span());
        let role = self.lowerer.place_name(var);
        let position = self.lowerer.hidden(&role, true, span);
        let at = self.lowerer.mention(position, span);
        let made: Expr = match walk {
            Walk::Going(items) if peeks => {
                parse_quote_spanned!(span=> __coro_lib_peeking(#items, &mut #at))
            }
            Walk::Going(items) => parse_quote_spanned!(span=> __coro_lib_going(#items, &mut #at)),
            Walk::Counted(items) if peeks => {
                parse_quote_spanned!(span=> __coro_lib_peeking(__coro_lib_counted(#items), &mut #at))
            }
            Walk::Counted(items) => {
                parse_quote_spanned!(span=> __coro_lib_going(__coro_lib_counted(#items), &mut #at))
            }
            Walk::Around(items, adapters) => {
                let going: Expr = parse_quote_spanned!(span=> __coro_lib_going(#items, &mut #at));
                adapters.into_iter().fold(going, |inner, mut call| {
                    *call.receiver = inner;
                    Expr::MethodCall(call)
                })
            }
        };
        if let Pat::Ident(ident) = &mut name {
            // it may be gone through by reference where it was taken by value
            ident.mutability = Some(syn::token::Mut(span));
        }
        if let Some(row) = self.lowerer.tables.vars.get_mut(var.index()) {
            row.mutable = true;
        }
        local.pat = name;
        if let Some(init) = &mut local.init {
            *init.expr = lend_ranges(made, self.lowerer.tables);
        }
        let zero: Expr = parse_quote_spanned!(span=> 0usize);
        let binding = self.lowerer.binding(position, span);
        Some(Stmt::Local(super::statement::local(binding, zero)))
    }
}

impl Lowerer<'_> {
    /// Whether the variable is named again after a pause in the statements that follow it.
    pub(super) fn crosses_pause(&self, var: VarId, rest: &[Stmt]) -> bool {
        let Some(first) = rest.iter().position(stmt_pauses) else {
            return false;
        };
        let names = |stmt: &Stmt| {
            let mut mentions = mentions_in(stmt).into_iter();
            mentions.any(|mention| self.tables.is_mention_of(mention, var))
        };
        rest.iter().skip(first).any(names)
    }

    /// `chars_at` of `chars`.
    pub(super) fn place_name(&self, var: VarId) -> String {
        let name = self.tables.var(var).map(|row| row.ident.to_string());
        let name = name.unwrap_or_default();
        format!(
            "{}_at",
            name.trim_start_matches("r#").trim_start_matches('_')
        )
    }

    /// The same, of the variable or of what is bound to something found through it.
    pub(super) fn crosses_through(&self, var: VarId, rest: &[Stmt]) -> bool {
        let mut named = Through {
            tables: self.tables,
            vars: vec![var],
        };
        rest.iter().for_each(|stmt| named.visit_stmt(stmt));
        let mut vars = named.vars.into_iter();
        vars.any(|var| self.crosses_pause(var, rest))
    }

    fn walk(&self, head: &Expr, peeks: bool) -> Option<Walk> {
        if found_in(head, self.tables).is_some() {
            return None;
        }
        let cut = self.cut(head);
        let cut = cut.filter(|cut| !cut.adapters.iter().any(|call| super::cut::counts(call)));
        let (base, positional, adapters) = match cut {
            Some(cut) => (self.base_call(cut.base), cut.items, cut.adapters),
            None => {
                let (positional, adapters) = split_adapters(head);
                (self.base(positional), strip(positional).clone(), adapters)
            }
        };
        match base {
            Some(Base::Lent(var) | Base::Made(var)) => {
                let owner = self.tables.owners.get(&var);
                let goes_on = matches!(owner, Some(Owner::Machine | Owner::Channel));
                if self.is_loan(var) || self.is_shared(var) || goes_on {
                    return None;
                }
                let only_closures = adapters.iter().all(|call| {
                    matches!(
                        call.method.to_string().as_str(),
                        "map" | "filter" | "filter_map" | "inspect"
                    )
                });
                if is_counted(&positional) {
                    return Some(Walk::Counted(strip(head).clone()));
                }
                if adapters.is_empty() {
                    return Some(Walk::Going(positional));
                }
                if only_closures && !peeks {
                    let adapters = adapters.into_iter().cloned().collect();
                    return Some(Walk::Around(positional, adapters));
                }
            }
            Some(Base::Range) | None => {}
        }
        self.replays(head)
            .then(|| Walk::Counted(strip(head).clone()))
    }

    /// `text.splitn(2, ' ')` of what a local owns.
    fn searches(&self, call: &ExprMethodCall) -> bool {
        let mut args = call.args.iter();
        let row = root_of(&call.receiver).and_then(|root| self.tables.mention(root));
        let is_lent = row.is_some_and(|row| self.tables.lent.contains(&row.var));
        let is_owner = owner_of(&call.receiver, self.tables).is_some_and(Owner::is_collection);
        SEARCHING.contains(&call.method.to_string().as_str())
            && is_place(&call.receiver)
            && (is_lent || is_owner)
            && row.is_some_and(|row| !self.is_loan(row.var) && !self.is_shared(row.var))
            && args.all(|arg| is_pure(arg, self.tables) || is_replayable(arg, self.tables))
    }

    /// Whether going through `head` again gives the same items and does nothing else, and it borrows a local.
    pub(super) fn replays(&self, head: &Expr) -> bool {
        let Expr::MethodCall(call) = strip(head) else {
            return false;
        };
        let args = || call.args.iter();
        match self.base(head) {
            Some(Base::Lent(var) | Base::Made(var)) => !self.is_loan(var) && !self.is_shared(var),
            Some(Base::Range) | None if self.searches(call) => true,
            Some(Base::Range) | None => {
                let name = call.method.to_string();
                let adapts = ADAPTERS.contains(&name.as_str());
                let pure = args().all(|arg| {
                    is_pure(arg, self.tables)
                        || is_replayable(arg, self.tables)
                        || self.replays(arg)
                });
                adapts
                    && pure
                    && (self.replays(&call.receiver) || args().any(|arg| self.replays(arg)))
            }
        }
    }
}

/// Whether an iterator is handed to a fn of the file that names its type: no other type will do then.
fn is_handed_on(var: VarId, rest: &[Stmt], tables: &Tables) -> bool {
    struct Finder<'t>(VarId, &'t Tables, bool);
    impl Finder<'_> {
        fn call(&mut self, name: Option<&syn::Ident>, args: &Punctuated<Expr, syn::Token![,]>) {
            let is_it = |arg: &Expr| {
                let arg = match strip(arg) {
                    Expr::Reference(reference) => &reference.expr,
                    arg => arg,
                };
                mention_of(arg).is_some_and(|mention| self.1.is_mention_of(mention, self.0))
            };
            self.2 |= args.iter().any(is_it)
                && name.is_some_and(|name| Declared::beside(name.span()).takes_iterator(name));
        }
    }
    impl<'ast> Visit<'ast> for Finder<'_> {
        fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
            if let Expr::Path(func) = &*call.func {
                let last = func.path.segments.last();
                self.call(last.map(|last| &last.ident), &call.args);
            }
            visit::visit_expr_call(self, call);
        }
        fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
            self.call(Some(&call.method), &call.args);
            visit::visit_expr_method_call(self, call);
        }
    }
    let mut finder = Finder(var, tables, false);
    rest.iter().for_each(|stmt| finder.visit_stmt(stmt));
    finder.2
}

/// Methods that go on from the end.
const BACK: &[&str] = &[
    "next_back",
    "nth_back",
    "rev",
    "rfind",
    "rfold",
    "rposition",
    "try_rfold",
];

/// Whether an iterator in a variable goes on from its end as well, of which a position tells nothing.
fn goes_back(var: VarId, rest: &[Stmt], tables: &Tables) -> bool {
    struct Finder<'t>(VarId, &'t Tables, bool);
    impl<'ast> Visit<'ast> for Finder<'_> {
        fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
            let receiver = match strip(&call.receiver) {
                Expr::MethodCall(inner) if inner.method == "by_ref" => strip(&inner.receiver),
                Expr::Reference(reference) => strip(&reference.expr),
                receiver => receiver,
            };
            self.2 |= BACK.contains(&call.method.to_string().as_str())
                && mention_of(receiver)
                    .is_some_and(|mention| self.1.is_mention_of(mention, self.0));
            visit::visit_expr_method_call(self, call);
        }
    }
    let mut finder = Finder(var, tables, false);
    rest.iter().for_each(|stmt| finder.visit_stmt(stmt));
    finder.2
}

/// Whether the value of `expr` may be a reference into something that it names, as far as names tell.
fn may_refer(expr: &Expr) -> bool {
    match expr {
        Expr::MethodCall(call) => {
            let name = call.method.to_string();
            let name = name.as_str();
            let refers = finds(call) != Finds::Unknown
                || ADAPTERS.contains(&name)
                || SEARCHING.contains(&name)
                || matches!(
                    name,
                    "bytes"
                        | "char_indices"
                        | "chars"
                        | "collect"
                        | "iter"
                        | "lines"
                        | "split_whitespace"
                );
            refers && may_refer(&call.receiver)
        }
        Expr::Call(_)
        | Expr::Macro(_)
        | Expr::Binary(_)
        | Expr::Unary(_)
        | Expr::Cast(_)
        | Expr::Lit(_) => false,
        _ => true,
    }
}

/// Finds what is bound to something that names one of the variables.
struct Through<'t> {
    tables: &'t Tables,
    vars: Vec<VarId>,
}

impl Through<'_> {
    fn bind(&mut self, pat: &Pat, value: &Expr) {
        let mentions = mentions_in(value).into_iter();
        let mut named = mentions.filter_map(|mention| self.tables.mention(mention));
        if may_refer(value) && named.any(|row| self.vars.contains(&row.var)) {
            self.vars.extend(bound(pat));
        }
    }
}

impl<'ast> Visit<'ast> for Through<'_> {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let Some(init) = &local.init {
            self.bind(&local.pat, &init.expr);
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_let(&mut self, binding: &'ast syn::ExprLet) {
        self.bind(&binding.pat, &binding.expr);
        visit::visit_expr_let(self, binding);
    }
}

/// Iterators over what a text or a list holds that cannot go to a position.
const SEARCHING: &[&str] = &[
    "chunk_by",
    "match_indices",
    "matches",
    "rmatches",
    "rsplit",
    "rsplitn",
    "split",
    "split_ascii_whitespace",
    "split_inclusive",
    "split_terminator",
    "splitn",
];

/// Adapters that give the same items when they are made again.
const ADAPTERS: &[&str] = &[
    "chain",
    "cloned",
    "copied",
    "cycle",
    "enumerate",
    "filter",
    "filter_map",
    "flat_map",
    "flatten",
    "fuse",
    "inspect",
    "into_iter",
    "map",
    "map_while",
    "peekable",
    "rev",
    "scan",
    "skip",
    "skip_while",
    "step_by",
    "take",
    "take_while",
    "zip",
];

//! A list of references into a local that is alive over a pause.
//!
//! The list is kept as a list of places once the function pauses, and made again from them:
//!
//! ```text
//! [source]  let mut words: Vec<&str> = text.split(' ').collect();  words.sort();
//!           for word in words { yield_value!(word.len()); }
//! [output]  let mut words: Vec<&str> = text.split(' ').collect();  words.sort();
//!           let words_at = within(&text[..], words);
//!           let words = again(&text[..], &words_at);                // an alias: written down again after a pause
//!           for word in words.iter().copied() { yield_value!(word.len()); }
//! ```
//!
//! Nothing may change the list from then on. Making it again takes as long as it has items.

use proc_macro2::Span;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprForLoop, GenericArgument, Pat, Stmt, Type, parse_quote_spanned};

use super::found::{Owned, Places};
use super::gathered::Replace;
use super::leaves::Leaf;
use super::pauses::stmt_pauses;
use super::statement::local;
use crate::carry::only_reads;
use crate::flow::{bound, mention_of, mentions_in, strip};
use crate::names::{self, MentionId, Sentinel, VarId};
use crate::scope::{ArgContext, Tables};

impl Places<'_, '_> {
    /// How many of the statements that follow come before the places are taken, and what takes them.
    pub(super) fn keep_collected(
        &mut self,
        binding: &syn::Local,
        rest: &mut [Stmt],
    ) -> Option<(usize, Vec<Stmt>)> {
        let init = binding
            .init
            .as_ref()
            .filter(|init| init.diverge.is_none())?;
        let &[var] = bound(&binding.pat).as_slice() else {
            return None;
        };
        let before = rest.iter().position(stmt_pauses).unwrap_or(rest.len());
        let owned = match super::gathered::is_new_collection(&init.expr, self.lowerer.tables) {
            true => {
                let is_untyped = written_type(&binding.pat, &init.expr).is_none();
                self.filled(var, is_untyped, rest.get(..before)?)?
            }
            false => self.collects(&binding.pat, &init.expr)?,
        };
        if !owned.literals.is_empty() {
            return None;
        }
        self.holders.insert(var, owned.clone());
        let pauses = rest.iter().position(stmt_pauses)?;
        let built_upon = self.built_upon(var, rest);
        let crosses = built_upon.is_some() || self.lowerer.crosses_pause(var, rest);
        let first = built_upon.unwrap_or(pauses);
        let pausing = &mut rest[first..];
        let mut reads = Reads {
            tables: self.lowerer.tables,
            var,
            is_list: is_list(&binding.pat, &init.expr, self.lowerer.tables),
            only_reads: true,
        };
        pausing.iter().for_each(|stmt| reads.visit_stmt(stmt));
        if !reads.only_reads && crosses && built_upon.is_none() && reads.is_list {
            let kept = self.keep_changing(var, owned, pausing)?;
            return Some((first, vec![kept]));
        }
        if !reads.only_reads || !crosses {
            return None;
        }
        pausing
            .iter_mut()
            .for_each(|stmt| ByReference::of_references(self, var).visit_stmt_mut(stmt));
        let (name, again) = self.same_name(var)?;
        self.rename(var, again, pausing.iter().flat_map(mentions_in));
        let span = Span::mixed_site().located_at(name);
        let role = self.lowerer.place_name(var);
        let places = self.lowerer.hidden(&role, false, span);
        let (from, to) = (self.whole(&owned, span), self.whole(&owned, span));
        let words = self.lowerer.mention_as(var, span, name);
        let at = self.lowerer.mention(places, span);
        let kept: Expr = parse_quote_spanned!(span=> __coro_lib_within(#from, #words));
        let made: Expr = parse_quote_spanned!(span=> __coro_lib_again(#to, &#at));
        let pat = crate::syntax::made::name(names::variable(again, name));
        let stmts = vec![
            Stmt::Local(local(self.lowerer.binding(places, span), kept)),
            Stmt::Local(local(pat, made)),
        ];
        Some((first, stmts))
    }

    /// The same where the list goes on to change: `while let Some(word) = words.pop() { .. }`. From the first pause on
    /// it is a list of places ([`super::gathered`]).
    fn keep_changing(&mut self, var: VarId, owned: Owned, pausing: &mut [Stmt]) -> Option<Stmt> {
        let owned = self.given(var, Leaf::In(owned), pausing)?;
        if !owned.literals.is_empty() {
            return None;
        }
        let name = self.lowerer.tables.var(var)?.ident.span();
        let span = Span::mixed_site().located_at(name);
        let role = self.lowerer.place_name(var);
        let place = self.lowerer.hidden(&role, true, span);
        let from = self.whole(&owned, span);
        let words = self.lowerer.mention_as(var, span, name);
        let kept: Expr = parse_quote_spanned!(span=> __coro_lib_within(#from, #words));
        let mut replace = Replace {
            places: self,
            var,
            place,
            owned,
        };
        for stmt in pausing {
            replace.visit_stmt_mut(stmt);
        }
        Some(Stmt::Local(local(self.lowerer.binding(place, span), kept)))
    }

    /// A variable of the same name.
    pub(super) fn same_name(&mut self, var: VarId) -> Option<(Span, VarId)> {
        let mut row = self.lowerer.tables.var(var)?.clone();
        let name = row.ident.span();
        row.id = VarId::new(self.lowerer.tables.vars.len());
        row.mutable = false;
        row.ty = None;
        let again = row.id;
        self.lowerer.tables.vars.push(row);
        if let Some(owner) = self.lowerer.tables.owners.get(&var).copied() {
            self.lowerer.tables.owners.insert(again, owner);
        }
        Some((name, again))
    }

    /// Mentions of one variable become those of another.
    pub(super) fn rename(
        &mut self,
        var: VarId,
        other: VarId,
        mentions: impl IntoIterator<Item = MentionId>,
    ) {
        for mention in mentions {
            if let Some(row) = self.lowerer.tables.mentions.get_mut(mention.index())
                && row.var == var
            {
                row.var = other;
            }
        }
    }

    /// `words.iter()`, where `words` holds references: its items refer to `words`.
    fn goes_through_held(&self, items: &Expr) -> bool {
        let held = self.gone_through(items);
        held.is_some_and(|var| self.holders.contains_key(&var))
    }

    /// Whether the items refer to `var`.
    pub(super) fn goes_through(&self, items: &Expr, var: VarId) -> bool {
        self.gone_through(items) == Some(var)
    }

    fn gone_through(&self, items: &Expr) -> Option<VarId> {
        let Expr::MethodCall(call) = strip(items) else {
            return None;
        };
        match call.method.to_string().as_str() {
            "iter" | "keys" | "values" => {
                let mention = mention_of(&call.receiver)?;
                Some(self.lowerer.tables.mention(mention)?.var)
            }
            "copied" | "cloned" => None,
            _ => self.gone_through(&call.receiver),
        }
    }

    /// `text.split(' ').collect()` into a `Vec`.
    fn collects(&self, pat: &Pat, expr: &Expr) -> Option<Owned> {
        let Expr::MethodCall(call) = strip(expr) else {
            return None;
        };
        let name = named(written_type(pat, expr)?)?;
        let is_collection = COLLECTIONS.contains(&name.as_str());
        if self.goes_through_held(&call.receiver) {
            return None;
        }
        (call.method == "collect" && is_collection).then(|| self.items_of(&call.receiver))?
    }
}

/// What references can be found again in.
const COLLECTIONS: &[&str] = &[
    "BTreeMap", "BTreeSet", "HashMap", "HashSet", "Vec", "VecDeque",
];

/// Whether a list is only read, or gone through by value at the head of a `for`.
pub(super) struct Reads<'t> {
    pub tables: &'t Tables,
    pub var: VarId,
    /// Its items can be gone through by value.
    pub is_list: bool,
    pub only_reads: bool,
}

impl Reads<'_> {
    fn is_it(&self, expr: &Expr) -> bool {
        mention_of(expr).is_some_and(|mention| self.is_mentioned(mention))
    }

    fn is_mentioned(&self, mention: MentionId) -> bool {
        self.tables.is_mention_of(mention, self.var)
    }
}

impl<'ast> Visit<'ast> for Reads<'_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::MethodCall(call) if self.is_it(&call.receiver) => {
                let name = call.method.to_string();
                let others = matches!(name.as_str(), "join" | "concat" | "chunks" | "windows");
                self.only_reads &= others || only_reads(call);
                call.args.iter().for_each(|arg| self.visit_expr(arg));
            }
            Expr::Index(index) if self.is_it(&index.expr) => self.visit_expr(&index.index),
            Expr::Reference(reference) if self.is_it(&reference.expr) => {
                self.only_reads &= reference.mutability.is_none();
            }
            Expr::Assign(assign) => {
                let mut named = mentions_in(&assign.left).into_iter();
                self.only_reads &= !named.any(|mention| self.is_mentioned(mention));
                self.visit_expr(&assign.right);
            }
            Expr::Call(call) => {
                let id = match &*call.func {
                    Expr::Path(path) => path.path.get_ident().and_then(names::parse),
                    _ => None,
                };
                for (index, arg) in call.args.iter().enumerate() {
                    let is_shown = match id {
                        Some(Sentinel::Macro(id)) => {
                            self.tables.macro_call(id).is_some_and(|row| {
                                let arg = row.args.get(index);
                                arg.is_some_and(|arg| arg.context == ArgContext::ByRef)
                            })
                        }
                        _ => false,
                    };
                    if !(is_shown && self.is_it(arg)) {
                        self.visit_expr(arg);
                    }
                }
            }
            Expr::Path(_) if self.is_it(expr) => self.only_reads = false,
            Expr::Macro(_) => {
                let mut named = mentions_in(expr).into_iter();
                self.only_reads &= !named.any(|mention| self.is_mentioned(mention));
            }
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_expr_for_loop(&mut self, repeat: &'ast ExprForLoop) {
        if !(self.is_list && self.is_it(by_value(&repeat.expr))) {
            self.visit_expr(&repeat.expr);
        }
        self.visit_block(&repeat.body);
    }
}

/// Whether a collection is a list, and no map or set.
pub(super) fn is_list(pat: &Pat, init: &Expr, tables: &Tables) -> bool {
    match written_type(pat, init) {
        Some(ty) => matches!(named(ty).as_deref(), Some("Vec" | "VecDeque")),
        None => super::gathered::is_new_list(init, tables),
    }
}

/// The type of a collection, where it is written.
pub(super) fn written_type<'s>(pat: &'s Pat, init: &'s Expr) -> Option<&'s Type> {
    match (pat, strip(init)) {
        (Pat::Type(typed), _) => Some(&typed.ty),
        (_, Expr::MethodCall(call)) => match call.turbofish.as_ref()?.args.first()? {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        },
        _ => None,
    }
}

fn named(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}

/// `words` of `words.into_iter().enumerate()`.
pub(super) fn by_value(head: &Expr) -> &Expr {
    match strip(head) {
        Expr::MethodCall(call)
            if matches!(
                call.method.to_string().as_str(),
                "into_iter" | "enumerate" | "rev" | "skip" | "take"
            ) =>
        {
            by_value(&call.receiver)
        }
        other => other,
    }
}

/// The same for one loop over a list that is an alias.
pub(super) fn by_reference(places: &Places<'_, '_>, var: VarId, repeat: &mut ExprForLoop) {
    ByReference::of_references(places, var).head(repeat);
}

/// The same for all loops over a list of which is only known that it is an alias.
pub(super) fn replayed_by_reference(places: &Places<'_, '_>, var: VarId, stmt: &mut Stmt) {
    let method = "cloned";
    ByReference {
        places,
        var,
        method,
    }
    .visit_stmt_mut(stmt);
}

/// `for word in words` is `for word in words.iter().copied()`.
struct ByReference<'p, 'l, 'a> {
    places: &'p Places<'l, 'a>,
    var: VarId,
    /// `copied`, or `cloned`.
    method: &'static str,
}

impl<'p, 'l, 'a> ByReference<'p, 'l, 'a> {
    fn of_references(places: &'p Places<'l, 'a>, var: VarId) -> Self {
        let method = "copied";
        ByReference {
            places,
            var,
            method,
        }
    }
}

impl VisitMut for ByReference<'_, '_, '_> {
    fn visit_expr_for_loop_mut(&mut self, repeat: &mut ExprForLoop) {
        visit_mut::visit_expr_for_loop_mut(self, repeat);
        self.head(repeat);
    }
}

impl ByReference<'_, '_, '_> {
    fn head(&self, repeat: &mut ExprForLoop) {
        let mut head = &mut *repeat.expr;
        loop {
            match head {
                Expr::Paren(paren) => head = &mut paren.expr,
                Expr::Group(group) => head = &mut group.expr,
                Expr::MethodCall(call) => head = &mut call.receiver,
                Expr::Path(_) => break,
                _ => return,
            }
        }
        let tables = &self.places.lowerer.tables;
        if mention_of(head).is_some_and(|mention| tables.is_mention_of(mention, self.var))
            && mention_of(by_value(&repeat.expr)).is_some()
        {
            replace_base(&mut repeat.expr, self.method);
        }
    }
}

fn replace_base(head: &mut Expr, method: &str) {
    match head {
        Expr::Paren(paren) => replace_base(&mut paren.expr, method),
        Expr::Group(group) => replace_base(&mut group.expr, method),
        Expr::MethodCall(call) if call.method != "into_iter" => {
            replace_base(&mut call.receiver, method)
        }
        Expr::MethodCall(call) => *head = through(&call.receiver, method),
        ref list => *head = through(list, method),
    }
}

/// `words.iter().copied()`
fn through(list: &Expr, method: &str) -> Expr {
    let span = Span::mixed_site();
    let method = proc_macro2::Ident::new(method, span);
    parse_quote_spanned!(span=> #list.iter().#method())
}

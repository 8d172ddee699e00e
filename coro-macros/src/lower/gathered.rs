//! A list of references into a local that changes while the function pauses.
//!
//! It is a list of places, wherever it is named:
//!
//! ```text
//! [source]  let mut lines: Vec<&str> = Vec::new();   lines.push(line);   log(lines.join(" "));
//! [output]  let mut lines_at = within(&text[..], Vec::<&str>::new());
//!           lines_at.push(within(&text[..], line));   log(found(&text[..], &lines_at).join(" "));
//! ```
//!
//! A loop over it that pauses goes through a list made again from the places, as over one that no longer changes
//! ([`super::collected`]). It is left as it is if it is lent mutably, sorted, or given anything that is not surely a part
//! of the same local. To look at the whole list takes as long as it has items.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprForLoop, ExprMethodCall, Pat, Stmt, parse_quote_spanned};

use super::found::{Owned, Places, within};
use super::leaves::Leaf;
use super::pauses::block_pauses;
use super::rest::{LOOKING, Learn, mutable};
use super::statement::local;
use crate::carry::{declared_in, root_of};
use crate::flow::{mention_of, mentions_in, strip};
use crate::names::{self, MentionId, Sentinel, VarId};
use crate::scope::{Owner, Tables};

/// Methods that do the same to a list of places.
const SAME: &[&str] = &[
    "capacity", "clear", "is_empty", "len", "reserve", "reverse", "swap", "truncate",
];

/// Methods that give items by value.
const GIVING: &[&str] = &["pop", "pop_back", "pop_front", "remove", "swap_remove"];

/// Methods that take an item as their last argument.
const TAKING: &[&str] = &["insert", "push", "push_back", "push_front"];

impl Places<'_, '_> {
    /// `let mut lines = Vec::new();`, where `lines` is only given references into one local.
    pub(super) fn keep_gathered(&mut self, binding: &mut syn::Local, rest: &mut [Stmt]) -> bool {
        let (Some(var), Some(init)) = (mutable(&binding.pat), &binding.init) else {
            return false;
        };
        let Some(items) = listed(&init.expr, self.lowerer.tables) else {
            return false;
        };
        if init.diverge.is_some() || !self.lowerer.crosses_pause(var, rest) {
            return false;
        }
        let first = items.iter().map(|item| self.gathered(item));
        let first = first.fold(Leaf::Nothing, Leaf::and);
        let Some(owned) = self.given(var, first, rest) else {
            return false;
        };
        let span = Span::mixed_site().located_at(init.expr.span());
        let role = self.lowerer.place_name(var);
        let place = self.lowerer.hidden(&role, true, span);
        let from = self.whole(&owned, span);
        let value = strip(&init.expr);
        let kept: Expr = match &binding.pat {
            Pat::Type(typed) => {
                let ty = &typed.ty;
                let value = parse_quote_spanned!(span=> ::core::convert::identity::<#ty>(#value));
                within(&owned.literals, &from, &value, span)
            }
            _ if items.is_empty() => value.clone(),
            _ => within(&owned.literals, &from, value, span),
        };
        let mut binding_of_place = local(self.lowerer.binding(place, span), kept);
        std::mem::swap(binding, &mut binding_of_place);
        let mut replace = Replace {
            places: self,
            var,
            place,
            owned,
        };
        rest.iter_mut()
            .for_each(|stmt| replace.visit_stmt_mut(stmt));
        true
    }

    /// The local that all that a list is given refers into.
    pub(super) fn given(&mut self, var: VarId, first: Leaf, rest: &[Stmt]) -> Option<Owned> {
        let before = self.derived.clone();
        for stmt in rest {
            Learn { places: self }.visit_stmt(stmt);
        }
        let mut judge = Judge {
            places: self,
            var,
            leaf: first,
            is_fine: true,
        };
        rest.iter().for_each(|stmt| judge.visit_stmt(stmt));
        match (judge.is_fine, judge.leaf) {
            (true, Leaf::In(owned)) if declared_in(rest).contains(&owned.root) => {
                self.derived = before;
                None
            }
            (true, Leaf::In(owned)) if owned.owner == Owner::Text || owned.literals.is_empty() => {
                Some(owned)
            }
            _ => {
                self.derived = before;
                None
            }
        }
    }

    /// Whether a value surely is a reference into a local, wherever.
    fn refers(&self, value: &Expr) -> bool {
        self.references.gives(value, self.lowerer.tables)
    }

    /// What an item refers to: beside references it may have numbers.
    fn gathered(&self, item: &Expr) -> Leaf {
        let Expr::Tuple(tuple) = strip(item) else {
            return self.leaf(item);
        };
        let parts = tuple.elems.iter().map(|part| match self.gathered(part) {
            Leaf::Other if !self.refers(part) => Leaf::Nothing,
            leaf => leaf,
        });
        parts.fold(Leaf::Nothing, Leaf::and)
    }
}

/// What a collection is given something with.
const FILLING: &[&str] = &[
    "push",
    "push_back",
    "push_front",
    "insert",
    "entry",
    "or_insert",
    "or_insert_with",
    "extend",
];

/// Finds what a collection is given: `words.push(word)`, `counts.entry(word).or_insert(0)`.
struct Filled<'p, 'l, 'a> {
    places: &'p Places<'l, 'a>,
    var: VarId,
    leaf: Leaf,
    /// It is given numbers of which only what follows tells the type, which a place has to know at once.
    has_open_numbers: bool,
}

/// `0`, `(word, 1)`
fn is_open_number(value: &Expr) -> bool {
    match strip(value) {
        Expr::Lit(literal) => match &literal.lit {
            syn::Lit::Int(number) => number.suffix().is_empty(),
            syn::Lit::Float(number) => number.suffix().is_empty(),
            _ => false,
        },
        Expr::Tuple(tuple) => tuple.elems.iter().any(is_open_number),
        _ => false,
    }
}

impl<'ast> Visit<'ast> for Filled<'_, '_, '_> {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let mut first = &*call.receiver;
        while let Expr::MethodCall(call) = first {
            first = &call.receiver;
        }
        let name = call.method.to_string();
        if self.places.is_mention(first, self.var) && FILLING.contains(&&*name) {
            self.has_open_numbers |= call.args.iter().any(is_open_number);
            for arg in &call.args {
                let given = match self.places.gathered(arg) {
                    Leaf::Other if self.places.refers(arg) => Leaf::Other,
                    Leaf::Other => self.places.items_of(arg).map_or(Leaf::Nothing, Leaf::In),
                    leaf => leaf,
                };
                // numbers are copied out of a list, texts are not
                let given = match given {
                    Leaf::In(owned) if name == "extend" && owned.owner != Owner::Text => {
                        Leaf::Nothing
                    }
                    given => given,
                };
                let before = std::mem::replace(&mut self.leaf, Leaf::Nothing);
                self.leaf = before.and(given);
            }
        }
        visit::visit_expr_method_call(self, call);
    }
}

impl Places<'_, '_> {
    /// Whether an expression is a variable and nothing more.
    pub(super) fn is_mention(&self, expr: &Expr, var: VarId) -> bool {
        mention_of(expr).is_some_and(|mention| self.lowerer.tables.is_mention_of(mention, var))
    }

    /// Whether a place begins with a variable.
    pub(super) fn is_part(&self, place: &Expr, var: VarId) -> bool {
        root_of(place).is_some_and(|root| self.lowerer.tables.is_mention_of(root, var))
    }

    /// Whether one of these mentions is of a variable.
    pub(super) fn is_among(&self, mentions: Vec<MentionId>, var: VarId) -> bool {
        let mut mentions = mentions.into_iter();
        mentions.any(|mention| self.lowerer.tables.is_mention_of(mention, var))
    }

    /// Whether a variable is mentioned as itself: by a name that can be replaced.
    pub(super) fn is_replaceable(&self, expr: &Expr) -> bool {
        let row = mention_of(expr).and_then(|mention| self.lowerer.tables.mention(mention));
        row.is_some_and(|row| !row.shorthand && !row.opaque)
    }

    /// The local that what a collection is given before a pause refers into.
    pub(super) fn filled(
        &mut self,
        var: VarId,
        is_untyped: bool,
        before: &[Stmt],
    ) -> Option<Owned> {
        let known = self.derived.clone();
        for stmt in before {
            Learn { places: self }.visit_stmt(stmt);
        }
        let mut filled = Filled {
            places: self,
            var,
            leaf: Leaf::Nothing,
            has_open_numbers: false,
        };
        before.iter().for_each(|stmt| filled.visit_stmt(stmt));
        let leaf = match filled.has_open_numbers && is_untyped {
            true => Leaf::Other,
            false => filled.leaf,
        };
        self.derived = known;
        match leaf {
            // what lives shorter is not what a collection can be made again from
            Leaf::In(owned) if declared_in(before).contains(&owned.root) => None,
            Leaf::In(owned) if owned.literals.is_empty() && owned.root != var => Some(owned),
            _ => None,
        }
    }
}

/// `Vec::new()`, `vec![first]`
pub(super) fn is_new_list(init: &Expr, tables: &Tables) -> bool {
    listed(init, tables).is_some()
}

/// Whether a collection begins with nothing: `HashMap::new()`.
pub(super) fn is_new_collection(init: &Expr, tables: &Tables) -> bool {
    super::growing::begun(init).is_some() || listed(init, tables).is_some()
}

/// The items that a list begins with: `Vec::new()`, `vec![first]`.
fn listed<'e>(init: &'e Expr, tables: &Tables) -> Option<Vec<&'e Expr>> {
    let Expr::Call(call) = strip(init) else {
        return None;
    };
    let Expr::Path(path) = &*call.func else {
        return None;
    };
    if let Some(Sentinel::Macro(id)) = path.path.get_ident().and_then(names::parse) {
        let row = tables.macro_call(id)?;
        let is_vec = row
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "vec");
        return (is_vec && row.semi.is_none()).then(|| call.args.iter().collect());
    }
    let mut names = path
        .path
        .segments
        .iter()
        .rev()
        .map(|segment| segment.ident.to_string());
    let (name, owner) = (names.next()?, names.next()?);
    let is_list = matches!(owner.as_str(), "Vec" | "VecDeque");
    (is_list && matches!(name.as_str(), "new" | "with_capacity")).then(Vec::new)
}

/// `std::mem::take(&mut lines)`
fn is_taken(call: &syn::ExprCall) -> Option<&Expr> {
    let Expr::Path(path) = &*call.func else {
        return None;
    };
    let is_take = path
        .path
        .segments
        .last()
        .is_some_and(|last| last.ident == "take");
    match call.args.first() {
        Some(Expr::Reference(reference)) if is_take && reference.mutability.is_some() => {
            Some(&*reference.expr)
        }
        _ => None,
    }
}

/// What a loop goes through: `lines` of `lines.iter().rev()`.
pub(super) fn base(head: &Expr) -> &Expr {
    match strip(head) {
        Expr::MethodCall(call) => base(&call.receiver),
        Expr::Reference(reference) if reference.mutability.is_none() => base(&reference.expr),
        other => other,
    }
}

/// Whether a list is only given references into one local, and looked at.
struct Judge<'p, 'l, 'a> {
    places: &'p Places<'l, 'a>,
    var: VarId,
    leaf: Leaf,
    is_fine: bool,
}

impl Judge<'_, '_, '_> {
    fn is_it(&self, expr: &Expr) -> bool {
        self.places.is_mention(expr, self.var)
    }

    fn give(&mut self, leaf: Leaf) {
        let before = std::mem::replace(&mut self.leaf, Leaf::Other);
        self.leaf = before.and(leaf);
        self.is_fine &= !matches!(self.leaf, Leaf::Other);
    }

    fn method(&mut self, call: &ExprMethodCall) {
        let name = call.method.to_string();
        let name = name.as_str();
        if TAKING.contains(&name) {
            if let Some(item) = call.args.last() {
                self.give(self.places.gathered(item));
            }
        } else if name == "extend" {
            let items = call
                .args
                .first()
                .and_then(|items| self.places.items_of(items));
            self.give(items.map_or(Leaf::Other, Leaf::In));
        } else {
            self.is_fine &= SAME.contains(&name)
                || GIVING.contains(&name)
                || LOOKING.contains(&name)
                || name == "into_iter";
        }
    }
}

impl<'ast> Visit<'ast> for Judge<'_, '_, '_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::MethodCall(call) if self.is_it(&call.receiver) => {
                self.method(call);
                call.args.iter().for_each(|arg| self.visit_expr(arg));
            }
            Expr::Assign(assign) => {
                match strip(&assign.left) {
                    Expr::Index(index) if self.is_it(&index.expr) => {
                        self.give(self.places.gathered(&assign.right));
                        self.visit_expr(&index.index);
                    }
                    left if self.is_it(left) => {
                        let items = listed(&assign.right, self.places.lowerer.tables);
                        self.is_fine &= items.is_some_and(|items| items.is_empty());
                    }
                    left => self.visit_expr(left),
                }
                self.visit_expr(&assign.right);
            }
            Expr::Call(call) if is_taken(call).is_some_and(|list| self.is_it(list)) => {}
            Expr::Reference(reference) if self.places.is_part(&reference.expr, self.var) => {
                self.is_fine &= reference.mutability.is_none();
                visit::visit_expr(self, expr);
            }
            Expr::Macro(_) => {
                self.is_fine &= !self.places.is_among(mentions_in(expr), self.var);
            }
            Expr::Path(_) if self.is_it(expr) => self.is_fine &= self.places.is_replaceable(expr),
            _ => visit::visit_expr(self, expr),
        }
    }
}

/// Writes the list of places for the list.
pub(super) struct Replace<'p, 'l, 'a> {
    pub places: &'p mut Places<'l, 'a>,
    pub var: VarId,
    pub place: VarId,
    pub owned: Owned,
}

impl Replace<'_, '_, '_> {
    fn is_it(&self, expr: &Expr) -> bool {
        self.places.is_mention(expr, self.var)
    }

    fn list(&mut self, span: Span) -> Expr {
        self.places.lowerer.mention(self.place, span)
    }

    fn found(&mut self, place: &Expr, span: Span) -> Expr {
        let from = self.places.whole(&self.owned, span);
        parse_quote_spanned!(span=> __coro_lib_found(#from, &#place))
    }

    fn within(&mut self, value: &Expr, span: Span) -> Expr {
        let from = self.places.whole(&self.owned, span);
        within(&self.owned.literals, &from, value, span)
    }

    fn method(&mut self, mut call: ExprMethodCall, span: Span) -> Expr {
        let name = call.method.to_string();
        let name = name.as_str();
        call.args
            .iter_mut()
            .for_each(|arg| self.visit_expr_mut(arg));
        if TAKING.contains(&name) {
            if let Some(item) = call.args.last_mut() {
                *item = self.within(item, span);
            }
        } else if name == "extend" {
            if let Some(items) = call.args.first_mut() {
                let item: Expr = parse_quote_spanned!(span=> item);
                let item = self.within(&item, span);
                *items =
                    parse_quote_spanned!(span=> IntoIterator::into_iter(#items).map(|item| #item));
            }
        } else if !SAME.contains(&name) && !GIVING.contains(&name) {
            let list = self.list(span);
            *call.receiver = self.found(&list, span);
            return Expr::MethodCall(call);
        }
        *call.receiver = self.list(span);
        match GIVING.contains(&name) {
            true => self.found(&Expr::MethodCall(call), span),
            false => Expr::MethodCall(call),
        }
    }

    /// A loop that pauses goes through a list that does not change.
    fn loop_through(&mut self, mut repeat: ExprForLoop, span: Span) -> Option<Expr> {
        let (name, again) = self.places.same_name(self.var)?;
        let list = self.list(span);
        let from = self.places.whole(&self.owned, span);
        let made: Expr = parse_quote_spanned!(span=> __coro_lib_again(#from, &#list));
        self.places
            .rename(self.var, again, mentions_in(&*repeat.expr));
        self.visit_block_mut(&mut repeat.body);
        super::collected::by_reference(self.places, again, &mut repeat);
        let again = Stmt::Local(local(
            crate::syntax::made::name(names::variable(again, name)),
            made,
        ));
        Some(parse_quote_spanned!(span=> { #again #repeat }))
    }
}

impl VisitMut for Replace<'_, '_, '_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let span = Span::mixed_site().located_at(expr.span());
        match expr {
            Expr::MethodCall(call) if self.is_it(&call.receiver) => {
                let call = call.clone();
                *expr = self.method(call, span);
            }
            Expr::Assign(assign) => match strip(&assign.left) {
                Expr::Index(index) if self.is_it(&index.expr) => {
                    let mut at = (*index.index).clone();
                    self.visit_expr_mut(&mut at);
                    self.visit_expr_mut(&mut assign.right);
                    let list = self.list(span);
                    *assign.right = self.within(&assign.right.clone(), span);
                    *assign.left = parse_quote_spanned!(span=> #list[#at]);
                }
                left if self.is_it(left) => *assign.left = self.list(span),
                _ => visit_mut::visit_expr_mut(self, expr),
            },
            Expr::Index(index)
                if self.is_it(&index.expr) && !matches!(*index.index, Expr::Range(_)) =>
            {
                self.visit_expr_mut(&mut index.index);
                let (list, at) = (self.list(span), &index.index);
                let item = parse_quote_spanned!(span=> #list[#at]);
                *expr = self.found(&item, span);
            }
            Expr::Call(call) if is_taken(call).is_some_and(|list| self.is_it(list)) => {
                let (func, list) = (&call.func, self.places.lowerer.mention(self.place, span));
                let taken = parse_quote_spanned!(span=> #func(&mut #list));
                *expr = self.found(&taken, span);
            }
            Expr::ForLoop(repeat)
                if self.is_it(base(&repeat.expr)) && block_pauses(&repeat.body) =>
            {
                let repeat = repeat.clone();
                if let Some(made) = self.loop_through(repeat, span) {
                    *expr = made;
                }
            }
            _ if self.is_it(expr) => {
                let list = self.list(span);
                *expr = self.found(&list, span);
            }
            _ => visit_mut::visit_expr_mut(self, expr),
        }
    }
}

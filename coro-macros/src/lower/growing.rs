//! A map or a set of references into a local that grows while the function pauses.
//!
//! Its keys are places, compared by what is there:
//!
//! ```text
//! [source]  let mut seen = HashSet::new();   if seen.insert(word) { yield_value!(word.len()); }      // word: of text
//! [output]  let mut seen_at = GrowingSet::<_, Hashes>::default();
//!           if seen_at.insert(&text[..], within(&text[..], word)) { .. }
//! ```
//!
//! Where the whole is looked at it is made again from the places, which takes as long as it has items. It is left as it
//! is if it is given anything that is not surely a part of the same local, or values that are references.

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprForLoop, ExprMethodCall, Pat, Stmt, Type, parse_quote_spanned};

use super::collected::by_value;
use super::found::{Owned, Places};
use super::leaves::Leaf;
use super::pauses::{block_pauses, stmt_pauses};
use super::rest::{LOOKING, Learn, mutable};
use super::statement::local;
use crate::begin::begin;
use crate::carry::declared_in;
use crate::flow::{mention_of, mentions_in, strip};
use crate::names::{self, VarId};

/// Methods that are given a key.
const KEYED: &[&str] = &["entry", "insert"];

/// Methods that look for a key.
const SEARCHING: &[&str] = &["contains", "contains_key", "get", "get_mut", "remove"];

/// Methods that are the same of places.
const SAME: &[&str] = &["clear", "is_empty", "len"];

/// Methods of an entry.
const ENTERING: &[&str] = &["and_modify", "or_default", "or_insert", "or_insert_with"];

/// Methods that go through it.
const THROUGH: &[&str] = &["into_keys", "into_values", "iter", "keys", "values"];

impl Places<'_, '_> {
    /// `let mut seen = HashSet::new();`, where `seen` is only given references into one local.
    pub(super) fn keep_growing(&mut self, binding: &mut syn::Local, rest: &mut [Stmt]) -> bool {
        let (Some(var), Some(init)) = (mutable(&binding.pat), &binding.init) else {
            return false;
        };
        let Some((is_map, is_hashed)) = begun(&init.expr) else {
            return false;
        };
        if init.diverge.is_some() || !self.lowerer.crosses_pause(var, rest) {
            return false;
        }
        let Some(owned) = self.grown(var, rest) else {
            return false;
        };
        let span = Span::mixed_site().located_at(init.expr.span());
        let role = self.lowerer.place_name(var);
        let place = self.lowerer.hidden(&role, true, span);
        let order: Type = match is_hashed {
            true => parse_quote_spanned!(span=> __coro_lib_Hashes),
            false => parse_quote_spanned!(span=> __coro_lib_Sorted),
        };
        let value = value_type(&binding.pat, &init.expr);
        let kept: Expr = match is_map {
            true => {
                parse_quote_spanned!(span=> __coro_lib_GrowingMap::<_, #value, #order>::default())
            }
            false => parse_quote_spanned!(span=> __coro_lib_GrowingSet::<_, #order>::default()),
        };
        let kept = naming(&init.expr, kept);
        *binding = local(self.lowerer.binding(place, span), kept);
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

    /// Whether it still changes once the function has paused; else it is one of [`super::collected`].
    pub(super) fn grows_later(&self, binding: &syn::Local, rest: &[Stmt]) -> bool {
        struct Changes<'p, 'l, 'a> {
            places: &'p Places<'l, 'a>,
            var: VarId,
            found: bool,
        }
        impl<'ast> Visit<'ast> for Changes<'_, '_, '_> {
            fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
                let name = call.method.to_string();
                let changes = KEYED.contains(&name.as_str())
                    || matches!(name.as_str(), "clear" | "get_mut" | "remove");
                self.found |= changes && self.places.is_mention(&call.receiver, self.var);
                visit::visit_expr_method_call(self, call);
            }
        }
        let Some(var) = mutable(&binding.pat) else {
            return false;
        };
        let mut changes = Changes {
            places: self,
            var,
            found: false,
        };
        let pausing = rest.iter().skip_while(|stmt| !stmt_pauses(stmt));
        pausing.for_each(|stmt| changes.visit_stmt(stmt));
        changes.found
    }

    /// The local that all keys refer into, if it grows while the function pauses.
    fn grown(&mut self, var: VarId, rest: &[Stmt]) -> Option<Owned> {
        let before = self.derived.clone();
        for stmt in rest {
            Learn { places: self }.visit_stmt(stmt);
        }
        let mut judge = Judge {
            places: self,
            var,
            leaf: Leaf::Nothing,
            is_fine: true,
        };
        rest.iter().for_each(|stmt| judge.visit_stmt(stmt));
        match (judge.is_fine, judge.leaf) {
            (true, Leaf::In(owned))
                if owned.literals.is_empty() && !declared_in(rest).contains(&owned.root) =>
            {
                Some(owned)
            }
            _ => {
                self.derived = before;
                None
            }
        }
    }
}

/// The type of the values, if it is written: `HashMap<&str, usize>`, `HashMap::<&str, usize>::new()`.
fn value_type(pat: &Pat, init: &Expr) -> Type {
    fn second(path: &syn::Path, index: usize) -> Option<&Type> {
        match &path.segments.iter().rev().nth(index)?.arguments {
            syn::PathArguments::AngleBracketed(arguments) => match arguments.args.iter().nth(1)? {
                syn::GenericArgument::Type(ty) => Some(ty),
                _ => None,
            },
            _ => None,
        }
    }
    let of_pattern = match pat {
        Pat::Type(typed) => match &*typed.ty {
            Type::Path(path) => second(&path.path, 0),
            _ => None,
        },
        _ => None,
    };
    let of_value = match strip(init) {
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => second(&path.path, 1),
            _ => None,
        },
        _ => None,
    };
    let written = of_pattern.or(of_value).cloned();
    written.unwrap_or_else(|| parse_quote_spanned!(init.span()=> _))
}

/// `instead` of `HashMap::new()`, where the `use` of the user's still has its use.
///
/// ```text
/// [source]  HashMap::new()
/// [output]  { use HashMap as _;  GrowingMap::<_, _, Hashes>::default() }
/// ```
pub(super) fn naming(made: &Expr, instead: Expr) -> Expr {
    let Expr::Call(call) = strip(made) else {
        return instead;
    };
    let Expr::Path(func) = &*call.func else {
        return instead;
    };
    let segments = func.path.segments.iter();
    let mut names: Vec<&Ident> = segments.map(|segment| &segment.ident).collect();
    names.pop();
    let is_near = |first: &&Ident| !["std", "alloc"].iter().any(|std| **first == std);
    if func.path.leading_colon.is_some() || !names.first().is_some_and(is_near) {
        return instead;
    }
    let span = Span::mixed_site().located_at(begin(made));
    parse_quote_spanned!(span=> { use #(#names)::* as _; #instead })
}

/// Whether `HashMap::new()` makes a map, and whether it is hashed.
pub(super) fn begun(init: &Expr) -> Option<(bool, bool)> {
    let Expr::Call(call) = strip(init) else {
        return None;
    };
    let Expr::Path(path) = &*call.func else {
        return None;
    };
    let mut names = path
        .path
        .segments
        .iter()
        .rev()
        .map(|name| name.ident.to_string());
    let (name, owner) = (names.next()?, names.next()?);
    if !matches!(name.as_str(), "new" | "default" | "with_capacity") {
        return None;
    }
    match owner.as_str() {
        "HashMap" => Some((true, true)),
        "HashSet" => Some((false, true)),
        "BTreeMap" => Some((true, false)),
        "BTreeSet" => Some((false, false)),
        _ => None,
    }
}

/// Whether it is only used in ways that places allow.
struct Judge<'p, 'l, 'a> {
    places: &'p Places<'l, 'a>,
    var: VarId,
    /// What the keys refer to, so far.
    leaf: Leaf,
    is_fine: bool,
}

impl Judge<'_, '_, '_> {
    fn is_it(&self, expr: &Expr) -> bool {
        self.places.is_mention(expr, self.var)
    }

    fn method(&mut self, call: &ExprMethodCall) {
        let name = call.method.to_string();
        let name = name.as_str();
        if KEYED.contains(&name) {
            let key = call
                .args
                .first()
                .map_or(Leaf::Other, |key| self.places.leaf(key));
            let before = std::mem::replace(&mut self.leaf, Leaf::Other);
            self.leaf = before.and(key);
            self.is_fine &= !matches!(self.leaf, Leaf::Other | Leaf::Nothing);
            let values = call.args.iter().skip(1);
            self.values(values);
        } else {
            self.is_fine &= SEARCHING.contains(&name)
                || SAME.contains(&name)
                || THROUGH.contains(&name)
                || LOOKING.contains(&name)
                || name == "into_iter";
        }
    }

    /// Values stand for themselves.
    fn values<'e>(&mut self, values: impl IntoIterator<Item = &'e Expr>) {
        for value in values {
            let is_reference = self
                .places
                .references
                .gives(value, self.places.lowerer.tables)
                || matches!(self.places.leaf(value), Leaf::In(_));
            self.is_fine &= !is_reference;
        }
    }

    /// `seen.entry(word)` of `seen.entry(word).or_insert(0)`.
    fn entered(&self, call: &ExprMethodCall) -> bool {
        let mut inner = strip(&call.receiver);
        while let Expr::MethodCall(call) = inner {
            if call.method == "entry" && self.is_it(&call.receiver) {
                return true;
            }
            inner = strip(&call.receiver);
        }
        false
    }
}

impl<'ast> Visit<'ast> for Judge<'_, '_, '_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::MethodCall(call) if self.is_it(&call.receiver) => {
                self.method(call);
                call.args.iter().for_each(|arg| self.visit_expr(arg));
            }
            Expr::MethodCall(call) if self.entered(call) => {
                if ENTERING.contains(&call.method.to_string().as_str()) {
                    self.values(&call.args);
                } else {
                    // what is put into a value: `groups.entry(key).or_default().push(item)`
                    self.values(&call.args);
                    self.is_fine &= !matches!(strip(&call.receiver), Expr::MethodCall(inner)
                        if inner.method == "entry" && self.is_it(&inner.receiver));
                }
                visit::visit_expr(self, expr);
            }
            Expr::Let(binding) if self.is_entry(&binding.expr) => self.is_fine = false,
            Expr::Match(choice) if self.is_entry(&choice.expr) => self.is_fine = false,
            Expr::Index(index) if self.is_it(&index.expr) => self.visit_expr(&index.index),
            Expr::Assign(assign) => {
                let tables = &self.places.lowerer.tables;
                let root = crate::carry::base_of(&assign.left);
                if root.is_some_and(|root| tables.is_mention_of(root, self.var)) {
                    self.is_fine &= !self.is_it(&assign.left);
                    self.values([&*assign.right]);
                }
                visit::visit_expr(self, expr);
            }
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

    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let Some(init) = &local.init {
            self.is_fine &= !self.is_entry(&init.expr);
        }
        visit::visit_local(self, local);
    }
}

impl Judge<'_, '_, '_> {
    /// `seen.entry(word)` by itself.
    fn is_entry(&self, expr: &Expr) -> bool {
        matches!(strip(expr), Expr::MethodCall(call)
            if call.method == "entry" && self.is_it(&call.receiver))
    }
}

/// Writes the places for the collection.
struct Replace<'p, 'l, 'a> {
    places: &'p mut Places<'l, 'a>,
    var: VarId,
    place: VarId,
    owned: Owned,
}

impl Replace<'_, '_, '_> {
    fn is_it(&self, expr: &Expr) -> bool {
        self.places.is_mention(expr, self.var)
    }

    fn kept(&mut self, span: Span) -> Expr {
        self.places.lowerer.mention(self.place, span)
    }

    fn owner(&mut self, span: Span) -> Expr {
        self.places.whole(&self.owned, span)
    }

    fn method(&mut self, mut call: ExprMethodCall, span: Span) -> Expr {
        let name = call.method.to_string();
        let name = name.as_str();
        call.args
            .iter_mut()
            .for_each(|arg| self.visit_expr_mut(arg));
        if KEYED.contains(&name) {
            if let Some(key) = call.args.first_mut() {
                let owner = self.owner(span);
                *key = super::found::within(&[], &owner, key, span);
            }
            call.args.insert(0, self.owner(span));
        } else if SEARCHING.contains(&name) {
            call.args.insert(0, self.owner(span));
        } else if !SAME.contains(&name) {
            *call.receiver = self.found(span);
            return Expr::MethodCall(call);
        }
        *call.receiver = self.kept(span);
        Expr::MethodCall(call)
    }

    fn found(&mut self, span: Span) -> Expr {
        let (owner, kept) = (self.owner(span), self.kept(span));
        parse_quote_spanned!(span=> __coro_lib_found(#owner, &#kept))
    }

    /// A loop that pauses goes through what does not change.
    fn loop_through(&mut self, mut repeat: ExprForLoop, span: Span) -> Option<Expr> {
        let (name, again) = self.places.same_name(self.var)?;
        let (owner, kept) = (self.owner(span), self.kept(span));
        let mut made: Expr = parse_quote_spanned!(span=> __coro_lib_again(#owner, &#kept));
        let is_taken = mention_of(by_value(&repeat.expr)).is_some();
        if is_taken {
            made = parse_quote_spanned!(span=> __coro_lib_replayed(__coro_lib_items(#made)));
        }
        self.places
            .rename(self.var, again, mentions_in(&*repeat.expr));
        self.visit_block_mut(&mut repeat.body);
        let mut repeat = Stmt::Expr(Expr::ForLoop(repeat), None);
        if is_taken {
            super::collected::replayed_by_reference(self.places, again, &mut repeat);
        }
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
            Expr::Index(index) if self.is_it(&index.expr) => {
                self.visit_expr_mut(&mut index.index);
                let (kept, owner, key) = (self.kept(span), self.owner(span), &index.index);
                *expr = parse_quote_spanned!(span=> (*#kept.get(#owner, #key).expect("no entry found for key")));
            }
            Expr::ForLoop(repeat)
                if self.is_it(super::gathered::base(&repeat.expr))
                    && block_pauses(&repeat.body) =>
            {
                let repeat = repeat.clone();
                if let Some(made) = self.loop_through(repeat, span) {
                    *expr = made;
                }
            }
            _ if self.is_it(expr) => *expr = self.found(span),
            _ => visit_mut::visit_expr_mut(self, expr),
        }
    }
}

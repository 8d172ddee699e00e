//! References to locals, which are not stored but taken again.
//!
//! A machine can be moved while it is paused, so its state cannot hold a reference into itself. But where the
//! reference is to a place that nothing has to be run to find, the same reference can be taken again after the
//! pause (lowering.md, remedies 6 and 7):
//!
//! ```text
//! [source]  let name = &user.name;  yield_wait!();  log(name);
//! [output]  State::Wait1 { user } ..  let name = &user.name;  log(name);
//!
//! [source]  match &job { Some(task) => { yield_wait!(); run(task) } None => {} }
//! [output]  State::Wait1 { job } ..  let Some(task) = &job else { nowhere() };  run(task)
//!
//! [source]  let add = |n| n + base;  yield_wait!();  log(add(1));
//! [output]  State::Wait1 { base } ..  let add = |n| n + base;  log(add(1));
//! ```
//!
//! Takes the IR, gives the groups of variables that can be taken again, each with the statement that does it.

use std::borrow::Cow;

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr, Pat, parse_quote_spanned};

use super::by_reference;
use super::called_again::is_the_same_again;
use super::chain::{self, found_in};
use super::changed::{self, Place};
use super::levels::holds_reference;
use crate::flow::{Flow, VarSet, bound, mentions_in};
use crate::ir::{Block, If, Match, Node, Stmt};
use crate::lower::is_place;
use crate::maps::{HashMap, HashSet};
use crate::names::{self, MentionId, Sentinel, VarId};
use crate::scope::{Mention, Origin, Tables};
use crate::syntax::made;

/// Variables bound together, to references.
#[derive(Debug, Clone)]
pub struct Alias {
    /// The variables.
    pub vars: Vec<VarId>,
    /// The variables that the place is found by.
    pub roots: Vec<VarId>,
    /// The statement that binds them again.
    pub again: syn::Stmt,
    /// Found by methods; it counts once it is known that nothing changes what it was found in.
    pub is_found: bool,
    /// A part of another that is taken again: it counts as long as that one does.
    is_inside: bool,
    /// Where the place is changed: it counts if none of these stands where it is alive.
    changed: Vec<MentionId>,
    /// Mentions of other fields of what it was found in.
    apart: HashSet<MentionId>,
    /// A closure: its own statement is left out where nothing calls it, or its parameters would have no type.
    pub is_closure: bool,
}

impl Alias {
    /// What it refers to a part of.
    fn place(&self, tables: &Tables) -> Option<Place> {
        let syn::Stmt::Local(local) = &self.again else {
            return None;
        };
        match &*local.init.as_ref()?.expr {
            Expr::Call(call) if is_call_of(&local.init.as_ref()?.expr, names::ITEMS) => {
                Place::of(call.args.first()?, tables)
            }
            init => Place::of(init, tables),
        }
    }

    /// Whether it counts is known when it is known what is alive where.
    fn is_in_doubt(&self) -> bool {
        self.is_found || !self.changed.is_empty()
    }
}

/// All of a function's.
#[derive(Debug, Default)]
pub struct Aliases {
    groups: Vec<Alias>,
    of: HashMap<VarId, usize>,
    is_settled: bool,
}

impl Aliases {
    /// Finds them.
    pub fn of(body: &Block, tables: &Tables) -> Aliases {
        let mut finder = Finder {
            tables,
            scalars: super::scalars::scalars(body, tables),
            found: Aliases::default(),
        };
        finder.block(body);
        finder.found.note_changes(body, tables);
        finder.found
    }

    /// Where the places of references that are simply borrowed are changed, and which mentions have nothing to do
    /// with what a reference was found in.
    fn note_changes(&mut self, body: &Block, tables: &Tables) {
        if self.groups.is_empty() {
            return;
        }
        let (changed, fields) = (
            changed::changed(body, tables),
            changed::fields(body, tables),
        );
        let known = self.groups.iter().filter(|group| !group.is_closure);
        let known = known.filter_map(|group| Some((group.vars.clone(), group.place(tables)?)));
        let known: Vec<(Vec<VarId>, Place)> = known.collect();
        for group in self.groups.iter_mut().filter(|group| !group.is_closure) {
            let syn::Stmt::Local(local) = &group.again else {
                continue;
            };
            let init = local.init.as_ref();
            let Some(place) = init.and_then(|init| Place::of(&init.expr, tables)) else {
                continue;
            };
            if group.is_found {
                let apart = fields.iter().filter(|(_, other)| place.is_apart(other));
                group.apart = apart.map(|(mention, _)| *mention).collect();
                // the same of what it names that is a reference itself: `stock.get(&item.name)`
                let own = mentions_in(&group.again).into_iter();
                let own = own.filter_map(|mention| Some(tables.mention(mention)?.var));
                let own: Vec<VarId> = own.collect();
                for (_, outer) in known
                    .iter()
                    .filter(|(vars, _)| vars.iter().any(|var| own.contains(var)))
                {
                    let apart = fields.iter().filter(|(_, other)| outer.is_apart(other));
                    let apart = apart.filter(|(_, other)| !own.contains(&other.root()));
                    group.apart.extend(apart.map(|(mention, _)| *mention));
                }
                continue;
            }
            let own = mentions_in(&group.again);
            let inside = changed
                .iter()
                .filter(|(mention, changed)| changed.holds(&place) && !own.contains(mention));
            group.changed = inside.map(|(mention, _)| *mention).collect();
        }
    }

    /// The group of a variable.
    pub fn get(&self, var: VarId) -> Option<&Alias> {
        let group = self.groups.get(*self.of.get(&var)?)?;
        (self.is_settled || !group.is_in_doubt()).then_some(group)
    }

    /// The same, whether or not it counts.
    fn alias_of(&self, var: VarId) -> Option<&Alias> {
        self.groups.get(*self.of.get(&var)?)
    }

    /// Whether it is known which references found by methods count.
    pub fn is_settled(&self) -> bool {
        self.is_settled || !self.has_found()
    }

    /// Whether of any reference it is not known yet whether it counts.
    pub fn has_found(&self) -> bool {
        self.groups.iter().any(Alias::is_in_doubt)
    }

    /// Keeps of those found by methods the ones where nothing changes what they were found in while they are alive.
    pub fn settle(&mut self, flow: &Flow, tables: &Tables) {
        let groups = std::mem::take(&mut self.groups);
        let mut lost: Vec<VarId> = Vec::new();
        let mut keeps = |group: &Alias| {
            let own = mentions_in(&group.again);
            let var_of = |mention: &MentionId| tables.mention(*mention).map(|row| row.var);
            let place = own.first().and_then(var_of);
            // an index, a key: by its name alone nobody can give it another value
            let is_fixed = |var: VarId| {
                let is_argument = own.iter().skip(1).any(|own| var_of(own) == Some(var));
                let row = tables.var(var);
                is_argument && place != Some(var) && row.is_some_and(|row| !row.mutable)
            };
            let stays = |row: &Mention| {
                let is_other = group.roots.contains(&row.var)
                    && !is_fixed(row.var)
                    && !own.contains(&row.id)
                    && !group.apart.contains(&row.id);
                let lives = |after: &VarSet| group.vars.iter().any(|var| after.has(*var));
                !(is_other
                    && flow.live_after(row.id).is_some_and(lives)
                    && !flow.only_reads(row.id))
            };
            let outer_is_lost =
                group.is_inside && group.roots.iter().any(|root| lost.contains(root));
            let lives = |after: &VarSet| group.vars.iter().any(|var| after.has(*var));
            let changes = |mention: &MentionId| flow.live_after(*mention).is_some_and(lives);
            let keeps = match group.is_found {
                true => !outer_is_lost && tables.mentions.iter().all(stays),
                false => !group.changed.iter().any(changes),
            };
            if !keeps {
                lost.extend(&group.vars);
            }
            keeps
        };
        self.groups = groups.into_iter().filter(|group| keeps(group)).collect();
        self.of.clear();
        for (index, group) in self.groups.iter().enumerate() {
            self.of.extend(group.vars.iter().map(|var| (*var, index)));
        }
        self.is_settled = true;
    }

    /// Whether the variable is a closure that is written down again.
    pub fn is_closure(&self, var: VarId) -> bool {
        self.get(var).is_some_and(|alias| alias.is_closure)
    }

    /// All groups, in order of declaration.
    pub fn groups(&self) -> &[Alias] {
        &self.groups
    }
}

/// How a reference is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// `&place`
    Borrowed,
    /// By methods.
    Found,
    /// In another reference that is taken again.
    Inside,
    /// It is a closure.
    Closure,
}

struct Finder<'t> {
    tables: &'t Tables,
    scalars: VarSet,
    found: Aliases,
}

impl Finder<'_> {
    /// `behind`: what follows it in its block.
    fn stmt(&mut self, stmt: &syn::Stmt, behind: &[Stmt]) {
        let syn::Stmt::Local(local) = stmt else {
            return;
        };
        let Some(init) = &local.init else { return };
        if let Expr::Closure(closure) = &*init.expr {
            return self.closure(&local.pat, closure, stmt, behind);
        }
        if is_walk(&init.expr) || is_call_of(&init.expr, &[names::AGAIN]) {
            return self.walk(&local.pat, &init.expr, stmt.clone());
        }
        if is_call_of(&init.expr, &[names::REPLAYED]) {
            return self.replayed(&local.pat, &init.expr, init.diverge.is_some());
        }
        let is_name = matches!(&local.pat, Pat::Ident(_) | Pat::Type(_));
        if self.is_loan(&init.expr) && !is_name && !copies(&local.pat) {
            return self.taken_apart(&local.pat, &init.expr, init.diverge.is_some());
        }
        if is_borrow(&init.expr, &local.pat) {
            let pat = borrowing_part(&local.pat, &init.expr);
            match (&init.diverge, &pat) {
                (None, Cow::Borrowed(pat)) => self.add(pat, &init.expr, stmt.clone()),
                // the pattern matched once
                (diverge, pat) => {
                    if let Some(again) = bound_again(pat, &init.expr, diverge.is_some()) {
                        self.add(pat, &init.expr, again);
                    }
                }
            }
        } else {
            self.found(&local.pat, &init.expr, init.diverge.is_some());
        }
    }

    fn add(&mut self, pat: &Pat, place: &Expr, again: syn::Stmt) {
        let vars = bound(pat);
        let mentions = mentions_in(place);
        let rows = mentions
            .iter()
            .filter_map(|mention| self.tables.mention(*mention));
        let roots: Vec<VarId> = rows.map(|row| row.var).collect();
        let renewed = |var: &VarId| {
            let row = self.tables.var(*var);
            row.is_some_and(|row| row.mutable && !row.by_ref && row.origin != Origin::Hidden)
        };
        let moved_index = roots.iter().skip(1).any(renewed);
        if vars.is_empty()
            || roots.is_empty()
            || vars.iter().any(renewed)
            || crate::lower::is_found_with_effects(place, self.tables)
        {
            return;
        }
        // what an index says has to be the same when it is taken again
        let how = if moved_index {
            How::Found
        } else {
            How::Borrowed
        };
        self.push(vars, roots, again, how);
    }

    /// An iterator that is made from a position.
    fn walk(&mut self, pat: &Pat, made: &Expr, again: syn::Stmt) {
        let captured = |mention: &MentionId| {
            let row = self.tables.mention(*mention)?;
            let var = self.tables.var(row.var)?;
            (var.origin != Origin::Closure).then_some(row.var)
        };
        let roots = mentions_in(made).iter().filter_map(captured).collect();
        self.push(bound(pat), roots, again, How::Borrowed);
    }

    /// A collection that is built again by the same statements (`lower/replayed.rs`).
    fn replayed(&mut self, pat: &Pat, built: &Expr, is_refutable: bool) {
        let Some(stmt) = bound_again(pat, built, is_refutable) else {
            return;
        };
        let inside = super::replay::declared_in(std::slice::from_ref(&stmt));
        let captured = |mention: &MentionId| {
            let row = self.tables.mention(*mention)?;
            let var = self.tables.var(row.var)?;
            (var.origin != Origin::Closure && !inside.contains(&row.var)).then_some(row.var)
        };
        let roots: Vec<VarId> = mentions_in(&stmt).iter().filter_map(captured).collect();
        let outer = roots.iter().filter_map(|root| self.found.alias_of(*root));
        let outer: Vec<VarId> = outer.flat_map(|alias| alias.roots.clone()).collect();
        let roots = roots.into_iter().chain(outer).collect();
        self.push(bound(pat), roots, stmt, How::Found);
    }

    /// A reference that methods find, or a part of one that is taken again itself.
    fn found(&mut self, pat: &Pat, expr: &Expr, is_refutable: bool) {
        let found = found_in(expr, self.tables).map(|root| (root, How::Found));
        let inside = || Some((self.in_alias(expr)?, How::Inside));
        let Some((root, how)) = found.or_else(inside) else {
            return;
        };
        let row = self.tables.mention(root);
        let var = row.and_then(|row| self.tables.var(row.var));
        let is_shared =
            |ty: &syn::Type| matches!(ty, syn::Type::Reference(ty) if ty.mutability.is_none());
        let lives_on = var.is_none_or(|var| var.ty.as_ref().is_some_and(is_shared));
        let vars = bound(pat);
        let renewed = |var: &VarId| self.tables.var(*var).is_some_and(|row| row.mutable);
        if lives_on || vars.is_empty() || vars.iter().any(renewed) || copies(pat) {
            return;
        }
        let again = chain::again(expr);
        let again = match chain::presumed_again(&again, self.tables) {
            // written down as a value of its own
            Some(_) if matches!(pat, Pat::Type(typed) if !holds_reference(&typed.ty)) => return,
            Some(again) => again,
            None => again,
        };
        let Some(stmt) = bound_again(pat, &again, is_refutable) else {
            return;
        };
        let captured = |mention: &MentionId| {
            let row = self.tables.mention(*mention)?;
            let var = self.tables.var(row.var)?;
            (var.origin != Origin::Closure).then_some(row.var)
        };
        let roots: Vec<VarId> = mentions_in(&again).iter().filter_map(captured).collect();
        let outer = roots.iter().filter_map(|root| self.found.alias_of(*root));
        let outer: Vec<VarId> = outer.flat_map(|alias| alias.roots.clone()).collect();
        let roots = roots.into_iter().chain(outer).collect();
        self.push(vars, roots, stmt, how);
    }

    /// The variable that a place begins with, if it is a reference that is taken again:
    ///
    /// ```text
    /// for entry in &entries { if let Some(name) = entry.name { yield_value!(1); log(name); } }
    /// ```
    fn in_alias(&self, expr: &Expr) -> Option<MentionId> {
        let root = root_of(expr).filter(|_| is_place(expr))?;
        let alias = self.found.alias_of(self.tables.mention(root)?.var)?;
        (!alias.is_closure).then_some(root)
    }

    fn push(&mut self, vars: Vec<VarId>, roots: Vec<VarId>, again: syn::Stmt, how: How) {
        for &var in &vars {
            self.found.of.insert(var, self.found.groups.len());
        }
        self.found.groups.push(Alias {
            vars,
            roots,
            again,
            is_found: matches!(how, How::Found | How::Inside),
            is_inside: how == How::Inside,
            is_closure: how == How::Closure,
            changed: Vec::new(),
            apart: HashSet::default(),
        });
    }

    /// A closure that borrows all it captures has no state of its own: the same words are the same closure.
    fn closure(
        &mut self,
        pat: &Pat,
        closure: &syn::ExprClosure,
        stmt: &syn::Stmt,
        behind: &[Stmt],
    ) {
        let (Pat::Ident(_), None) = (pat, &closure.capture) else {
            return;
        };
        let captured = |mention: &MentionId| {
            let row = self.tables.mention(*mention)?;
            let var = self.tables.var(row.var)?;
            (var.origin != Origin::Closure && row.in_closure.is_some()).then_some(row.var)
        };
        let roots: Vec<VarId> = mentions_in(closure).iter().filter_map(captured).collect();
        let vars = bound(pat);
        if !roots.is_empty()
            && is_the_same_again(&vars, closure, behind, &self.scalars, self.tables)
        {
            self.push(vars, roots, stmt.clone(), How::Closure);
        }
    }

    fn block(&mut self, block: &Block) {
        for (index, stmt) in block.stmts.iter().enumerate() {
            match stmt {
                Stmt::Plain(stmt) => self.stmt(stmt, &block.stmts[index + 1..]),
                Stmt::Let(binding) => {
                    if let Node::Plain(init) = &binding.init {
                        self.arm(&binding.pat, init);
                    }
                    self.node(&binding.init);
                    if let Some(otherwise) = &binding.otherwise {
                        self.block(otherwise);
                    }
                }
                Stmt::Node(stmt) => self.node(&stmt.node),
                Stmt::Part(part) => self.block(&part.body),
            }
        }
        if let Some(tail) = &block.tail {
            self.node(tail);
        }
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Plain(_) | Node::Pause(_) => {}
            Node::If(branch) => self.branch(branch),
            Node::Match(choice) => self.choice(choice),
            Node::Loop(repeat) => self.block(&repeat.body),
            Node::Block(block) => self.block(block),
        }
    }

    fn branch(&mut self, branch: &If) {
        if let Node::Plain(cond) = &branch.cond {
            self.condition(cond);
        }
        self.node(&branch.cond);
        self.block(&branch.then);
        if let Some(otherwise) = &branch.otherwise {
            self.block(otherwise);
        }
    }

    /// `let P = E`, or a chain of them: in the branch all have matched.
    fn condition(&mut self, cond: &Expr) {
        match cond {
            Expr::Let(binding) => self.arm(&binding.pat, &binding.expr),
            Expr::Binary(both) if matches!(both.op, syn::BinOp::And(_)) => {
                self.condition(&both.left);
                self.condition(&both.right);
            }
            Expr::Paren(paren) => self.condition(&paren.expr),
            Expr::Group(group) => self.condition(&group.expr),
            _ => {}
        }
    }

    fn choice(&mut self, choice: &Match) {
        for arm in &choice.arms {
            self.arm(&arm.pat, choice.again.as_ref().unwrap_or(&choice.scrutinee));
            self.node(&arm.body);
        }
    }

    fn arm(&mut self, pat: &Pat, scrutinee: &Expr) {
        let pat = match pat {
            Pat::Guard(guard) => &*guard.pat,
            pat => pat,
        };
        if is_call_of(scrutinee, &[names::REPLAYED]) {
            return self.replayed(pat, scrutinee, true);
        }
        let is_loan = self.is_loan(scrutinee) && !copies(pat);
        if !is_borrow(scrutinee, pat) && !is_cursor(scrutinee) && !is_loan {
            return self.found(pat, scrutinee, true);
        }
        self.taken_apart(pat, scrutinee, true);
    }

    /// What a pattern binds of a place is bound by it again.
    fn taken_apart(&mut self, pat: &Pat, place: &Expr, is_refutable: bool) {
        let span = Span::mixed_site();
        let stmt: syn::Stmt = match is_refutable {
            true => parse_quote_spanned!(span=> let _ = #place else { __coro_lib_nowhere() };),
            false => parse_quote_spanned!(span=> let _ = #place;),
        };
        let syn::Stmt::Local(mut local) = stmt else {
            return;
        };
        let pat = borrowing_part(pat, place);
        local.pat = made::in_let(pat.clone().into_owned(), span);
        self.add(&pat, place, syn::Stmt::Local(local));
    }

    /// A reference that is lent anew at each step, always to the same: what a pattern binds of it are references.
    fn is_loan(&self, expr: &Expr) -> bool {
        let row = crate::flow::mention_of(expr).and_then(|mention| self.tables.mention(mention));
        row.is_some_and(|row| self.tables.same_loans.contains(&row.var))
    }
}

/// `let P = again;`, or with an `else`.
fn bound_again(pat: &Pat, again: &Expr, is_refutable: bool) -> Option<syn::Stmt> {
    let span = names::made_at(again.span());
    let statement: syn::Stmt = match is_refutable {
        true => parse_quote_spanned!(span=> let _ = #again else { __coro_lib_nowhere() };),
        false => parse_quote_spanned!(span=> let _ = #again;),
    };
    let syn::Stmt::Local(mut local) = statement else {
        return None;
    };
    local.pat = made::in_let(pat.clone(), span);
    Some(syn::Stmt::Local(local))
}

/// `nth(..)`, which a `for` over a local's items is lowered to.
fn is_cursor(expr: &Expr) -> bool {
    match expr {
        Expr::Call(_) => is_call_of(expr, names::ITEMS),
        // `nth(..).map(|item| (count - 1, item))`
        Expr::MethodCall(call) => {
            (call.method == "map" || call.method == "zip") && is_cursor(&call.receiver)
        }
        _ => false,
    }
}

/// Whether `expr` is an iterator made from a position (`lower/walk.rs`).
fn is_walk(expr: &Expr) -> bool {
    match expr {
        Expr::MethodCall(call) => is_walk(&call.receiver),
        _ => is_call_of(expr, names::WALKS),
    }
}

fn is_call_of(expr: &Expr, names: &[&str]) -> bool {
    let Expr::Call(call) = expr else { return false };
    matches!(&*call.func, Expr::Path(path) if names.iter().any(|name| path.path.is_ident(name)))
}

/// Whether `expr` only borrows a place of a local, as far as `pat` is concerned.
fn is_borrow(expr: &Expr, pat: &Pat) -> bool {
    match expr {
        Expr::Reference(reference) => is_place(&reference.expr) && is_local(&reference.expr),
        Expr::MethodCall(call) => {
            let borrows = matches!(
                call.method.to_string().as_str(),
                "as_ref"
                    | "as_mut"
                    | "as_str"
                    | "as_slice"
                    | "as_mut_slice"
                    | "as_bytes"
                    | "as_deref"
                    | "as_deref_mut"
                    | "as_path"
                    | "as_mut_str"
            );
            borrows && call.args.is_empty() && is_place(&call.receiver) && is_local(&call.receiver)
        }
        // `&shape as &dyn Shape`
        Expr::Cast(cast) => {
            matches!(*cast.ty, syn::Type::Reference(_)) && is_borrow(&cast.expr, pat)
        }
        Expr::Paren(paren) => is_borrow(&paren.expr, pat),
        Expr::Group(group) => is_borrow(&group.expr, pat),
        place if is_place(place) && is_local(place) => by_reference::binds(pat),
        _ => false,
    }
}

/// What is bound again of a place: of a pattern that is matched with the place itself, what it binds by `ref`.
fn borrowing_part<'p>(pat: &'p Pat, place: &Expr) -> Cow<'p, Pat> {
    match is_place(place) && by_reference::binds(pat) {
        true => by_reference::alone(pat),
        false => Cow::Borrowed(pat),
    }
}

/// Whether a pattern copies something out of a reference.
pub fn copies(pat: &Pat) -> bool {
    struct Finder(bool);
    impl<'ast> syn::visit::Visit<'ast> for Finder {
        fn visit_pat_reference(&mut self, _: &'ast syn::PatReference) {
            self.0 = true;
        }
    }
    let mut finder = Finder(false);
    syn::visit::Visit::visit_pat(&mut finder, pat);
    finder.0
}

/// Whether the place begins with a variable.
pub fn is_local(place: &Expr) -> bool {
    root_of(place).is_some()
}

/// The mention that a place begins with.
pub fn root_of(place: &Expr) -> Option<MentionId> {
    match place {
        Expr::Path(path) => match names::parse(path.path.get_ident()?)? {
            Sentinel::Mention(mention) => Some(mention),
            _ => None,
        },
        Expr::Field(field) => root_of(&field.base),
        Expr::Index(index) => root_of(&index.expr),
        Expr::Unary(unary) => root_of(&unary.expr),
        Expr::Paren(paren) => root_of(&paren.expr),
        Expr::Group(group) => root_of(&group.expr),
        _ => None,
    }
}

//! References into a local that are kept over a pause as places.
//!
//! What an iterator over a local gives, or what is cut out of a text that a local owns, is a reference beside
//! what it refers to. Where the same expression cannot simply be evaluated again ([`crate::carry::found_in`]) its
//! place is kept, a position and a length, and the reference is taken again from there:
//!
//! ```text
//! [source]  let Some(name) = parts.next() else { return };       // parts: text.split(' ')
//! [output]  let Some(found) = parts.next() else { return };
//!           let name_at = within(&text[..], found);
//!           let name = again(&text[..], &name_at);               // an alias: written down again after a pause
//! ```
//!
//! That a value is such a reference is told by the names of methods alone; where they do not tell, nothing is done.
//! A reference that could be to something else, as in `unwrap_or("none")`, has no place and is left as it is.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Arm, Block, Expr, ExprIf, ExprMatch, ExprWhile, Pat, Stmt, parse_quote_spanned};

use super::Lowerer;
use super::pauses::block_pauses;
use super::references::References;
use super::statement::local;
use crate::carry::found_in;
use crate::flow::{bound, mention_of, strip};
use crate::maps::{HashMap, HashSet};
use crate::names::{self, Sentinel, VarId};
use crate::scope::{Origin, Owner};

/// A local that is referred to.
#[derive(Clone)]
pub(super) struct Owned {
    /// `text`, `self.line`
    pub place: Expr,
    /// The variable that it begins with.
    pub root: VarId,
    pub owner: Owner,
    /// Texts that a reference may be to as well: `"/"` of `unwrap_or("/")`.
    pub literals: Vec<syn::LitStr>,
}

/// The pass over one body: makes what is alive over a pause be made again.
pub(super) struct Places<'l, 'a> {
    pub lowerer: &'l mut Lowerer<'a>,
    /// Iterators that give references into a local.
    pub walked: HashMap<VarId, Owned>,
    /// Iterators that are made again from a position.
    pub positioned: HashSet<VarId>,
    /// References into a local.
    pub derived: HashMap<VarId, Owned>,
    /// Collections of references into a local.
    pub holders: HashMap<VarId, Owned>,
    /// Variables that are a part of a list, or its place.
    pub slices: HashSet<VarId>,
    /// What refers into locals, wherever.
    pub references: References,
    /// How many loops are around.
    pub loops: usize,
}

impl Lowerer<'_> {
    /// Iterators and references into locals that are alive over a pause are made again from a place. Gives what was known
    /// to refer into locals.
    pub fn keep_places(&mut self, body: &mut Block) -> References {
        let references = References::of(body, self.tables);
        let mut places = Places {
            lowerer: self,
            references,
            walked: HashMap::default(),
            positioned: HashSet::default(),
            derived: HashMap::default(),
            holders: HashMap::default(),
            slices: HashSet::default(),
            loops: 0,
        };
        places.visit_block_mut(body);
        places.references
    }
}

impl Places<'_, '_> {
    fn block(&mut self, block: &mut Block) {
        let mut index = 0;
        while index < block.stmts.len() {
            let (stmts, rest) = block.stmts.split_at_mut(index + 1);
            let Some(stmt) = stmts.last_mut() else { break };
            visit_mut::visit_stmt_mut(self, stmt);
            let mut before = Vec::new();
            let mut after = Vec::new();
            let mut later = None;
            let mut is_kept = true;
            if let Stmt::Local(binding) = stmt {
                self.note_iterator(binding);
                before.extend(self.keep_position(binding, rest));
                is_kept = !before.is_empty()
                    || self.keep_mutable(binding, rest)
                    || self.keep_gathered(binding, rest);
                let is_growing = !is_kept && self.grows_later(binding, rest);
                is_kept |= is_growing && self.keep_growing(binding, rest);
                if !is_kept {
                    after = self.keep_bound(binding, rest);
                }
                later = self.keep_collected(binding, rest);
                is_kept |= !after.is_empty() || later.is_some();
            }
            if !is_kept && self.keep_replayed(&mut block.stmts, index) {
                continue;
            }
            let (stmts, rest) = block.stmts.split_at_mut(index + 1);
            if let Some(Stmt::Local(binding)) = stmts.last_mut()
                && let Some(init) = &mut binding.init
                && !is_kept
            {
                self.find_again(&binding.pat, &mut init.expr, rest);
            }
            if let Some((skipped, added)) = later {
                let at = index + 1 + skipped;
                block.stmts.splice(at..at, added);
            }
            let added = before.len() + after.len();
            block.stmts.splice(index + 1..index + 1, after);
            block.stmts.splice(index..index, before);
            index += 1 + added;
        }
    }

    /// `let P = E;`
    fn keep_bound(&mut self, binding: &mut syn::Local, rest: &[Stmt]) -> Vec<Stmt> {
        let Some(init) = &binding.init else {
            return Vec::new();
        };
        let value = (*init.expr).clone();
        self.assign(&binding.pat, &value);
        self.keep_vars(&mut binding.pat, &value, rest)
    }

    /// The variables of a pattern that are named again after a pause are bound anew, from their places.
    fn keep_vars(&mut self, pat: &mut Pat, value: &Expr, rest: &[Stmt]) -> Vec<Stmt> {
        if found_in(value, self.lowerer.tables).is_some() || mention_of(value).is_some() {
            return Vec::new();
        }
        self.bind_vars(pat, rest)
    }

    fn bind_vars(&mut self, pat: &mut Pat, rest: &[Stmt]) -> Vec<Stmt> {
        let mut crossing = Vec::new();
        for var in bound(pat) {
            let owned = self.derived.get(&var).cloned();
            // what is found in it refers to it
            let crosses = self.lowerer.crosses_through(var, rest);
            crossing.extend(
                owned
                    .filter(|_| crosses && self.is_plain(var))
                    .map(|owned| (var, owned)),
            );
        }
        let is_of_one = |root: VarId| {
            let owners = bound(pat).into_iter();
            let mut owners = owners.filter_map(|var| self.derived.get(&var));
            owners.all(|owned| owned.root == root)
        };
        if let Some((_, owned)) = crossing.first()
            && owned.owner == Owner::List
            && is_of_one(owned.root)
            && let Some(item) = whole_item(pat)
        {
            return self.take_apart_anew(item, &owned.clone());
        }
        let anew = |(var, owned): (VarId, Owned)| self.bind_anew(pat, var, &owned);
        crossing.into_iter().flat_map(anew).collect()
    }

    /// An item of a list that is taken apart: its parts are found in the item, which is taken from its place.
    ///
    /// ```text
    /// [source]  let Some((name, age)) = people.next() else { .. };
    /// [output]  let Some(found) = people.next() else { .. };
    ///           let item_at = within(&list[..], found);
    ///           let (name, age) = again(&list[..], &item_at);
    /// ```
    fn take_apart_anew(&mut self, item: &mut Pat, owned: &Owned) -> Vec<Stmt> {
        let span = Span::mixed_site().located_at(item.span());
        let found = self.lowerer.hidden("reference", false, span);
        let place = self.lowerer.hidden("item_at", false, span);
        let parts = std::mem::replace(item, self.lowerer.binding(found, span));
        let (from, to) = (self.whole(owned, span), self.whole(owned, span));
        let found = self.lowerer.mention(found, span);
        let at = self.lowerer.mention(place, span);
        let kept = within(&owned.literals, &from, &found, span);
        let again: Expr = parse_quote_spanned!(span=> __coro_lib_again(#to, &#at));
        vec![
            Stmt::Local(local(self.lowerer.binding(place, span), kept)),
            Stmt::Local(local(parts, again)),
        ]
    }

    /// `found` in the pattern instead of `var`, which is taken from its place.
    fn bind_anew(&mut self, pat: &mut Pat, var: VarId, owned: &Owned) -> [Stmt; 2] {
        let row = self.lowerer.tables.var(var);
        let name = row.map_or_else(Span::mixed_site, |row| row.ident.span());
        let span = Span::mixed_site().located_at(name);
        let found = self.lowerer.hidden("reference", false, span);
        Rename { var, found }.visit_pat_mut(pat);
        let role = self.lowerer.place_name(var);
        let place = self.lowerer.hidden(&role, false, span);
        let (from, to) = (self.whole(owned, span), self.whole(owned, span));
        let found = self.lowerer.mention(found, span);
        let at = self.lowerer.mention(place, span);
        let kept = within(&owned.literals, &from, &found, span);
        let again: Expr = parse_quote_spanned!(span=> __coro_lib_again(#to, &#at));
        let own = crate::syntax::made::name(names::variable(var, name));
        [
            Stmt::Local(local(self.lowerer.binding(place, span), kept)),
            Stmt::Local(local(own, again)),
        ]
    }

    /// Neither `mut` nor `ref`.
    fn is_plain(&self, var: VarId) -> bool {
        let row = self.lowerer.tables.var(var);
        row.is_some_and(|row| !row.mutable && !row.by_ref)
    }

    /// `&text[..]`
    pub(super) fn whole(&mut self, owned: &Owned, span: Span) -> Expr {
        let mut place = owned.place.clone();
        Renew {
            lowerer: self.lowerer,
        }
        .visit_expr_mut(&mut place);
        parse_quote_spanned!(span=> &#place[..])
    }

    /// The `let`s of a condition: what is to be bound anew where it holds.
    fn keep_condition(&mut self, cond: &mut Expr, rest: &[Stmt]) -> Vec<Stmt> {
        match cond {
            Expr::Let(binding) => {
                let value = (*binding.expr).clone();
                self.assign(&binding.pat, &value);
                let added = self.keep_vars(&mut binding.pat, &value, rest);
                if added.is_empty() {
                    self.find_again(&binding.pat, &mut binding.expr, rest);
                }
                added
            }
            Expr::Group(group) => self.keep_condition(&mut group.expr, rest),
            _ => Vec::new(),
        }
    }

    /// `iter.by_ref()` of `iter` or `iter.by_ref()`, an iterator kept in a variable.
    fn stream(&mut self, head: &Expr) -> Option<Expr> {
        let iter = match strip(head) {
            Expr::MethodCall(call) if call.method == "by_ref" => strip(&call.receiver),
            Expr::Reference(reference) if reference.mutability.is_some() => strip(&reference.expr),
            other => other,
        };
        let row = mention_of(iter).and_then(|mention| self.lowerer.tables.mention(mention))?;
        let is_made_again =
            self.walked.contains_key(&row.var) || self.positioned.contains(&row.var);
        let span = Span::mixed_site().located_at(head.span());
        is_made_again.then(|| parse_quote_spanned!(span=> #iter.by_ref()))
    }

    /// The items of an iterator kept in a variable, with numbers:
    ///
    /// ```text
    /// [source]  for (number, line) in lines.enumerate() { .. }
    /// [output]  { let mut count = 0usize;  for line in lines { let number = count;  count += 1;  .. } }
    /// ```
    fn count_by_hand(&mut self, repeat: &syn::ExprForLoop) -> Option<Expr> {
        let (Expr::MethodCall(call), Pat::Tuple(parts)) = (strip(&repeat.expr), &*repeat.pat)
        else {
            return None;
        };
        let is_counted = call.method == "enumerate" && parts.elems.len() == 2;
        if !is_counted || self.stream(&call.receiver).is_none() || !block_pauses(&repeat.body) {
            return None;
        }
        let span = Span::mixed_site().located_at(call.method.span());
        let count = self.lowerer.hidden("count", true, span);
        let zero: Expr = parse_quote_spanned!(span=> 0usize);
        let before = Stmt::Local(local(self.lowerer.binding(count, span), zero));
        let [now, next] = [0; 2].map(|_| self.lowerer.mention(count, span));
        let mut repeat = repeat.clone();
        let number = Stmt::Local(local(parts.elems[0].clone(), now));
        *repeat.pat = parts.elems[1].clone();
        *repeat.expr = (*call.receiver).clone();
        let step = parse_quote_spanned!(span=> #next += 1;);
        repeat.body.stmts.splice(0..0, [number, step]);
        Some(parse_quote_spanned!(span=> { #before #repeat }))
    }

    /// A loop that pauses and whose head can neither go to a position nor be stored beside what it borrows: the
    /// iterator gets a variable, in which it is gone through again.
    ///
    /// ```text
    /// [source]  for stop in stops.iter().cycle().skip(1).take(9) { .. }
    /// [output]  { let mut iter = stops.iter().cycle().skip(1).take(9);  for stop in iter.by_ref() { .. } }
    /// ```
    fn name_iterator(&mut self, repeat: &syn::ExprForLoop) -> Option<Expr> {
        let head = &repeat.expr;
        let is_going = self.lowerer.cursor_over(head).is_some()
            || found_in(head, self.lowerer.tables).is_some();
        let borrows = self.references.items(head, self.lowerer.tables);
        if is_going || !block_pauses(&repeat.body) || !borrows || !self.lowerer.replays(head) {
            return None;
        }
        let span = Span::mixed_site().located_at(head.span());
        let iter = self.lowerer.hidden("iter", true, span);
        let made = Stmt::Local(local(self.lowerer.binding(iter, span), (**head).clone()));
        let mut repeat = repeat.clone();
        let iter = self.lowerer.mention(iter, span);
        *repeat.expr = parse_quote_spanned!(span=> #iter.by_ref());
        Some(parse_quote_spanned!(span=> { #made #repeat }))
    }

    fn arm(&mut self, arm: &mut Arm, value: &Expr) {
        self.assign(&arm.pat, value);
        // what a guard names stays in the pattern
        if let Pat::Guard(_) = &arm.pat {
            return;
        }
        let body = [Stmt::Expr((*arm.body).clone(), None)];
        let stmts = match &*arm.body {
            Expr::Block(block) => block.block.stmts.clone(),
            _ => body.to_vec(),
        };
        let added = self.keep_vars(&mut arm.pat, value, &stmts);
        if added.is_empty() {
            return;
        }
        let span = Span::mixed_site().located_at(arm.body.span());
        let body = &arm.body;
        *arm.body = parse_quote_spanned!(span=> { #(#added)* #body });
    }
}

impl VisitMut for Places<'_, '_> {
    // what waits inside is a future of rustc's
    fn visit_expr_async_mut(&mut self, _: &mut syn::ExprAsync) {}

    fn visit_block_mut(&mut self, block: &mut Block) {
        self.block(block);
    }

    fn visit_expr_if_mut(&mut self, branch: &mut ExprIf) {
        self.visit_expr_mut(&mut branch.cond);
        let added = self.keep_condition(&mut branch.cond, &branch.then_branch.stmts);
        self.visit_block_mut(&mut branch.then_branch);
        branch.then_branch.stmts.splice(0..0, added);
        if let Some((_, otherwise)) = &mut branch.else_branch {
            self.visit_expr_mut(otherwise);
        }
    }

    fn visit_expr_while_mut(&mut self, repeat: &mut ExprWhile) {
        self.loops += 1;
        self.visit_expr_mut(&mut repeat.cond);
        let added = self.keep_condition(&mut repeat.cond, &repeat.body.stmts);
        self.visit_block_mut(&mut repeat.body);
        self.loops -= 1;
        repeat.body.stmts.splice(0..0, added);
    }

    fn visit_expr_match_mut(&mut self, choice: &mut ExprMatch) {
        self.visit_expr_mut(&mut choice.expr);
        for arm in &mut choice.arms {
            self.arm(arm, &choice.expr);
            visit_mut::visit_arm_mut(self, arm);
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Expr::ForLoop(repeat) = expr
            && let Some(counted) = self.count_by_hand(repeat)
        {
            *expr = counted;
        }
        if let Expr::ForLoop(repeat) = expr
            && let Some(named) = self.name_iterator(repeat)
        {
            *expr = named;
        }
        visit_mut::visit_expr_mut(self, expr);
    }

    fn visit_expr_for_loop_mut(&mut self, repeat: &mut syn::ExprForLoop) {
        self.visit_expr_mut(&mut repeat.expr);
        let owned = self.items_of(&repeat.expr);
        if let Some(owned) = &owned {
            self.note_items(&repeat.pat, &repeat.expr, owned.clone());
        }
        self.loops += 1;
        self.visit_block_mut(&mut repeat.body);
        self.loops -= 1;
        let Some(head) = self.stream(&repeat.expr) else {
            return;
        };
        // an iterator that is made again from a position goes on by itself
        *repeat.expr = head;
        let added = self.bind_vars(&mut repeat.pat, &repeat.body.stmts);
        repeat.body.stmts.splice(0..0, added);
    }

    fn visit_expr_loop_mut(&mut self, repeat: &mut syn::ExprLoop) {
        self.loops += 1;
        self.visit_block_mut(&mut repeat.body);
        self.loops -= 1;
    }

    fn visit_expr_closure_mut(&mut self, _: &mut syn::ExprClosure) {}

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// The part of a pattern that takes a whole item apart, `P` of `Some(P)`, if it always fits.
fn whole_item(pat: &mut Pat) -> Option<&mut Pat> {
    let is_some = matches!(pat, Pat::TupleStruct(some) if some.path.is_ident("Some"));
    let item = match (is_some, pat) {
        (true, Pat::TupleStruct(some)) => some.elems.first_mut()?,
        (_, pat) => pat,
    };
    fn fits(pat: &Pat) -> bool {
        match pat {
            Pat::Wild(_) | Pat::Rest(_) => true,
            Pat::Ident(ident) => ident.subpat.is_none(),
            Pat::Tuple(tuple) => tuple.elems.iter().all(fits),
            Pat::Reference(reference) => fits(&reference.pat),
            Pat::Paren(paren) => fits(&paren.pat),
            _ => false,
        }
    }
    let is_taken_apart = matches!(item, Pat::Tuple(_) | Pat::Reference(_) | Pat::Paren(_));
    (is_taken_apart && fits(item)).then_some(item)
}

/// `within(&text[..], found)`
pub(super) fn within(literals: &[syn::LitStr], owner: &Expr, found: &Expr, span: Span) -> Expr {
    match literals {
        [] => parse_quote_spanned!(span=> __coro_lib_within(#owner, #found)),
        texts => parse_quote_spanned!(span=> __coro_lib_within_or(#owner, #found, &[#(#texts),*])),
    }
}

/// Gives each mention a row of its own.
struct Renew<'l, 'a> {
    lowerer: &'l mut Lowerer<'a>,
}

impl VisitMut for Renew<'_, '_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let row = mention_of(expr).and_then(|mention| self.lowerer.tables.mention(mention));
        match row.map(|row| row.var) {
            Some(var) => {
                // the user's variable: with the hygiene of the user's name. `self` has a name of ours
                let row = self.lowerer.tables.var(var);
                let is_own = row.is_some_and(|row| row.origin == Origin::SelfParam);
                let span = match is_own {
                    true => Span::mixed_site().located_at(expr.span()),
                    false => expr.span(),
                };
                *expr = self.lowerer.mention_as(var, span, span);
            }
            None => visit_mut::visit_expr_mut(self, expr),
        }
    }
}

/// A pattern binds `found` instead of `var`.
pub(super) struct Rename {
    pub var: VarId,
    pub found: VarId,
}

impl VisitMut for Rename {
    fn visit_pat_ident_mut(&mut self, pat: &mut syn::PatIdent) {
        if names::parse(&pat.ident) == Some(Sentinel::Variable(self.var)) {
            let span = Span::mixed_site().located_at(pat.ident.span());
            pat.ident = names::variable(self.found, span);
        }
        visit_mut::visit_pat_ident_mut(self, pat);
    }
}

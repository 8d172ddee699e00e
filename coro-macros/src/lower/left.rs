//! What a pattern that moves leaves in the value it matches.
//!
//! A state holds a whole variable or none, so a value of which a part was moved cannot be carried. What is left of it
//! gets variables of its own, which live as long as it does:
//!
//! ```text
//! [source]  match pop() { Some((a, _)) => { yield_wait!(); send(a) }  None => {} }
//! [output]  let scrutinee = pop();  let left1;
//!           match scrutinee { Some((a, part1)) => { left1 = part1;  yield_wait!(); send(a) }  None => {} }
//! ```
//!
//! Parts are dropped in the order of the fields, so their variables are declared in the reverse. What
//! differs between the sides of `|` is for [`super::sides`].

mod items;

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{Expr, Member, Pat, PatIdent, Stmt};

use super::hold::{Bindings, bindings};
use super::sides::{differ, let_sides};
use super::{Lowerer, statement};
use crate::flow::{is_std_variant, mention_of};
use crate::ir;
use crate::names::{self, VarId};
use crate::scope::{Origin, Tables};

/// A part that is left: what the pattern binds it as, and the variable that holds it from then on.
pub struct Left {
    part: VarId,
    /// What takes a tuple apart before.
    opened: Vec<Stmt>,
    /// Lives as long as the value that is matched.
    pub holder: VarId,
    /// Only what has a drop is held: nothing names it until then.
    asks: bool,
    /// What the pattern binds by `ref`: it refers to the holder.
    lent: Option<PatIdent>,
    /// The same of fields of a part that cannot be taken apart.
    fields: Vec<(PatIdent, Vec<Member>)>,
    /// What is matched may get another value, which drops what is held.
    renewed: bool,
}

impl Left {
    /// The same of a match that does not pause itself: rustc is asked at once whether there is something to hold.
    pub fn asked(self) -> Self {
        let asks = self.lent.is_none() && self.fields.is_empty();
        Left { asks, ..self }
    }

    /// The same of a variable that is assigned later.
    pub fn renewed(self, tables: &mut Tables) -> Self {
        if let Some(row) = tables.vars.get_mut(self.holder.index()) {
            row.mutable = true;
        }
        Left {
            renewed: true,
            ..self
        }
    }
}

/// Binds what `pat`, which moves other parts, leaves.
pub fn bind_left(pat: &mut Pat, tables: &mut Tables) -> Vec<Left> {
    let mut lefts = Vec::new();
    if bindings(pat) == Bindings::Some {
        walk_guarded(pat, tables, &mut lefts);
    }
    lefts
}

/// `let left2;  let left1;`
pub fn declarations(lefts: &[Left], tables: &Tables, span: Span) -> Vec<Stmt> {
    let made = names::made_at(span);
    let declared = lefts.iter().rev().map(|left| {
        let pat = binding(left.holder, tables, made);
        match left.renewed {
            true => syn::parse_quote_spanned!(made=> let mut #pat = None;),
            false => syn::parse_quote_spanned!(made=> let #pat;),
        }
    });
    declared.collect()
}

/// `left1 = part1;`
pub fn assignments(lefts: &[Left], tables: &mut Tables, span: Span) -> Vec<Stmt> {
    let made = names::made_at(span);
    let assigned = lefts.iter().flat_map(|left| {
        let holder = tables.mention_by_name(left.holder, made);
        let part = tables.mention_by_name(left.part, made);
        let mut stmts = left.opened.clone();
        let kept: Expr = match left.asks {
            true => syn::parse_quote_spanned!(made=> __coro_lib_Dead::new(#part).keep()),
            false => part,
        };
        stmts.push(match left.renewed {
            true => syn::parse_quote_spanned!(made=> #holder = Some(#kept);),
            false => syn::parse_quote_spanned!(made=> #holder = #kept;),
        });
        stmts.extend(left.lent.as_ref().map(|lent| {
            let (name, mutability) = (&lent.ident, &lent.mutability);
            let holder = tables.mention_by_name(left.holder, made);
            syn::parse_quote_spanned!(made=> let #name = & #mutability #holder;)
        }));
        stmts.extend(left.fields.iter().map(|(lent, members)| {
            let (name, mutability) = (&lent.ident, &lent.mutability);
            let holder = tables.mention_by_name(left.holder, made);
            syn::parse_quote_spanned!(made=> let #name = & #mutability #holder #(.#members)*;)
        }));
        stmts
    });
    assigned.collect()
}

/// Puts statements before an arm's value.
pub fn put_before(body: &mut Expr, mut stmts: Vec<Stmt>) {
    if stmts.is_empty() {
        return;
    }
    if let Expr::Block(block) = body
        && block.label.is_none()
    {
        block.block.stmts.splice(0..0, stmts);
        return;
    }
    let span = names::made_at(body.span());
    let value = std::mem::replace(body, super::operands::empty());
    stmts.push(Stmt::Expr(value, None));
    *body = syn::parse_quote_spanned!(span=> { #(#stmts)* });
}

fn walk(pat: &mut Pat, is_guarded: bool, tables: &mut Tables, lefts: &mut Vec<Left>) {
    match pat {
        Pat::Wild(wild) => {
            let span = names::made_at(wild.underscore_token.span);
            let (part, left) = new_left(lefts, tables, span);
            *pat = binding(part, tables, span);
            lefts.push(left);
        }
        Pat::Ident(ident) if ident.by_ref.is_some() && binds_nothing_more(ident) => {
            let span = names::made_at(ident.ident.span());
            let (part, left) = new_left(lefts, tables, span);
            if let Some(row) = tables.vars.get_mut(left.holder.index()) {
                row.mutable = ident.mutability.is_some();
            }
            let lent = Some(ident.clone());
            if let Pat::Ident(whole) = binding(part, tables, span) {
                let subpat = ident.subpat.take();
                *ident = PatIdent { subpat, ..whole };
            }
            lefts.push(Left { lent, ..left });
        }
        // the same is left whichever side matches
        Pat::Or(_) if matches!(bindings(pat), Bindings::None { rest: true }) => {
            bind_whole(pat, tables, lefts);
        }
        Pat::TupleStruct(syn::PatTupleStruct { path, .. })
        | Pat::Struct(syn::PatStruct { path, .. })
            if super::hold::drops_itself(path) =>
        {
            let mut fields = Vec::new();
            if !is_guarded {
                lend_fields(pat, &[], &mut fields);
            }
            bind_whole(pat, tables, lefts);
            if let Some(left) = lefts.last_mut() {
                if let Some(row) = tables.vars.get_mut(left.holder.index()) {
                    row.mutable |= fields.iter().any(|(lent, _)| lent.mutability.is_some());
                }
                left.fields = fields;
            }
        }
        Pat::Guard(guard) => walk(&mut guard.pat, is_guarded, tables, lefts),
        Pat::Paren(paren) => walk(&mut paren.pat, is_guarded, tables, lefts),
        Pat::Type(typed) => walk(&mut typed.pat, is_guarded, tables, lefts),
        Pat::Tuple(tuple) if !is_guarded && is_open(tuple) => open(pat, tables, lefts),
        Pat::Tuple(tuple) => {
            let elems = tuple.elems.iter_mut();
            elems.for_each(|elem| walk(elem, is_guarded, tables, lefts));
        }
        Pat::TupleStruct(tuple) => {
            let elems = tuple.elems.iter_mut();
            elems.for_each(|elem| walk(elem, is_guarded, tables, lefts));
        }
        Pat::Slice(slice) => walk_items(slice, is_guarded, tables, lefts),
        Pat::Struct(fields) => {
            let fields = fields.fields.iter_mut();
            fields.for_each(|field| walk(&mut field.pat, is_guarded, tables, lefts));
        }
        _ => {}
    }
}

/// Takes what is bound by `ref` out of a pattern of a struct that cannot be taken apart; the fields are named instead.
///
/// ```text
/// [source]  Some((n, Named(ref name)))
/// [output]  Some((n, part1 @ (Named(_))))     left1 = part1;  let name = &left1.0;
/// ```
fn lend_fields(pat: &mut Pat, members: &[Member], out: &mut Vec<(PatIdent, Vec<Member>)>) {
    let inside = |member: Member| [members, &[member]].concat();
    match pat {
        Pat::Ident(ident) if ident.by_ref.is_some() && ident.subpat.is_none() => {
            let underscore_token = syn::Token![_](names::made_at(ident.ident.span()));
            out.push((ident.clone(), members.to_vec()));
            *pat = Pat::Wild(syn::PatWild {
                attrs: Vec::new(),
                underscore_token,
            });
        }
        Pat::Paren(paren) => lend_fields(&mut paren.pat, members, out),
        Pat::Tuple(syn::PatTuple { elems, .. })
        | Pat::TupleStruct(syn::PatTupleStruct { elems, .. }) => {
            let is_rest = |elem: &Pat| matches!(elem, Pat::Rest(_));
            let front = elems.iter().position(is_rest).unwrap_or(elems.len());
            for (index, elem) in elems.iter_mut().enumerate().take(front) {
                lend_fields(elem, &inside(Member::from(index)), out);
            }
        }
        Pat::Struct(fields) => {
            for field in &mut fields.fields {
                let member = field.member.clone();
                lend_fields(&mut field.pat, &inside(member), out);
                field.colon_token.get_or_insert_with(Default::default);
            }
        }
        _ => {}
    }
}

/// The same of an array. Items of which nothing is moved are dropped as a slice, those behind them before:
///
/// ```text
/// [source]  [_, a, ..]
/// [output]  [part1, a, part2 @ ..]         part2 is dropped first
/// ```
fn walk_items(
    slice: &mut syn::PatSlice,
    is_guarded: bool,
    tables: &mut Tables,
    lefts: &mut Vec<Left>,
) {
    let start = lefts.len();
    let (mut begins, mut is_whole) = (Vec::new(), false);
    for item in &mut slice.elems {
        let stays = matches!(bindings(item), Bindings::None { .. });
        if !(stays && is_whole) {
            begins.push(lefts.len() - start);
        }
        is_whole = stays;
        match item {
            Pat::Rest(_) => bind_whole(item, tables, lefts),
            item => walk(item, is_guarded, tables, lefts),
        }
    }
    let mut left = lefts.split_off(start);
    for begin in begins.into_iter().rev() {
        lefts.extend(left.split_off(begin));
    }
}

/// Binds the whole of what a pattern matches that binds nothing.
fn bind_whole(pat: &mut Pat, tables: &mut Tables, lefts: &mut Vec<Left>) {
    let span = names::made_at(pat.span());
    let (part, left) = new_left(lefts, tables, span);
    let inner = std::mem::replace(pat, binding(part, tables, span));
    if let (Pat::Ident(whole), false) = (&mut *pat, matches!(inner, Pat::Wild(_))) {
        let inner = match inner {
            Pat::Rest(rest) => Pat::Rest(rest),
            inner => Pat::Paren(syn::PatParen {
                attrs: Vec::new(),
                paren_token: syn::token::Paren(span),
                pat: Box::new(inner),
            }),
        };
        whole.subpat = Some((syn::Token![@](span), Box::new(inner)));
    }
    lefts.push(left);
}

/// Binds what `pat` leaves, which is the whole where it moves nothing, of a `match` that does not pause. Of what std makes
/// the parts are bound, so that a reference in it is not held; and those that are bound by `ref`.
pub fn bind_all_left(pat: &mut Pat, tables: &mut Tables) -> Vec<Left> {
    let mut lefts = Vec::new();
    match (bindings(pat), &mut *pat) {
        (Bindings::None { rest: true }, pat) if lends(pat) => {
            walk_guarded(pat, tables, &mut lefts);
        }
        (Bindings::None { rest: true }, Pat::Guard(guard)) => {
            bind_unbound(&mut guard.pat, true, tables, &mut lefts);
        }
        (Bindings::None { rest: true }, pat) => bind_unbound(pat, false, tables, &mut lefts),
        (Bindings::Some, pat) => walk_guarded(pat, tables, &mut lefts),
        _ => {}
    }
    lefts
}

/// The same with a guard, in which what is bound by `ref` refers to the part.
fn walk_guarded(pat: &mut Pat, tables: &mut Tables, lefts: &mut Vec<Left>) {
    walk(pat, matches!(pat, Pat::Guard(_)), tables, lefts);
    let Pat::Guard(guard) = pat else { return };
    let span = names::made_at(guard.guard.span());
    let mentions = crate::flow::mentions_in(&*guard.guard).into_iter();
    let named: Vec<VarId> = mentions
        .filter_map(|mention| Some(tables.mention(mention)?.var))
        .collect();
    let is_named = |lent: &&PatIdent| match names::parse(&lent.ident) {
        Some(names::Sentinel::Variable(var)) => named.contains(&var),
        _ => false,
    };
    let is_let = super::chain::has_let(&guard.guard);
    let mut lent: Vec<Stmt> = Vec::new();
    for left in lefts {
        if let (true, Some(name)) = (is_let, left.lent.as_ref().filter(is_named)) {
            // what the guard binds is seen in the arm, so that nothing can stand around it
            if let Some(names::Sentinel::Variable(var)) = names::parse(&name.ident) {
                let part = left.part;
                Lent { var, part, tables }.visit_expr_mut(&mut guard.guard);
            }
            continue;
        }
        if let Some(name) = left.lent.as_ref().filter(is_named).map(|lent| &lent.ident) {
            let part = tables.mention_by_name(left.part, span);
            lent.push(syn::parse_quote_spanned!(span=> let #name = &#part;));
        }
    }
    if !lent.is_empty() {
        let value = &guard.guard;
        *guard.guard = syn::parse_quote_spanned!(span=> { #(#lent)* #value });
    }
}

/// Puts `&part` in the stead of a variable that would refer to it.
struct Lent<'t> {
    var: VarId,
    part: VarId,
    tables: &'t mut Tables,
}

impl VisitMut for Lent<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let row = mention_of(expr).and_then(|mention| self.tables.mention(mention));
        match row.map(|row| row.var) {
            Some(var) if var == self.var => {
                let span = names::made_at(expr.span());
                let part = self.tables.mention_by_name(self.part, span);
                *expr = syn::parse_quote_spanned!(span=> (&#part));
            }
            _ => syn::visit_mut::visit_expr_mut(self, expr),
        }
    }
}

fn bind_unbound(pat: &mut Pat, is_guarded: bool, tables: &mut Tables, lefts: &mut Vec<Left>) {
    match has_parts(pat) || lends(pat) {
        true => walk(pat, is_guarded, tables, lefts),
        false => bind_whole(pat, tables, lefts),
    }
}

/// Whether `pat` names all parts of what has surely no drop of its own.
fn has_parts(pat: &Pat) -> bool {
    match pat {
        Pat::Ident(ident) => ident.by_ref.is_some(),
        Pat::Wild(_) | Pat::Lit(_) | Pat::Path(_) | Pat::Range(_) => true,
        Pat::Paren(paren) => has_parts(&paren.pat),
        Pat::Tuple(tuple) => tuple.elems.iter().all(has_parts),
        Pat::TupleStruct(tuple) => {
            let last = tuple.path.segments.last();
            last.is_some_and(|last| is_std_variant(&last.ident))
                && tuple.elems.iter().all(has_parts)
        }
        _ => false,
    }
}

fn binds_nothing_more(ident: &PatIdent) -> bool {
    let inner = ident.subpat.as_ref().map(|(_, inner)| &**inner);
    inner.is_none_or(|inner| crate::flow::bound(inner).is_empty())
}

/// Whether a tuple has a `..` beside what always matches.
fn is_open(tuple: &syn::PatTuple) -> bool {
    let is_rest = |elem: &Pat| matches!(elem, Pat::Rest(_));
    let matches = |elem: &Pat| is_rest(elem) || always_matches(elem);
    tuple.elems.iter().any(is_rest) && tuple.elems.iter().all(matches)
}

fn always_matches(pat: &Pat) -> bool {
    match pat {
        Pat::Wild(_) => true,
        Pat::Ident(ident) => ident.subpat.is_none() && names::parse(&ident.ident).is_some(),
        Pat::Paren(paren) => always_matches(&paren.pat),
        Pat::Tuple(tuple) => tuple.elems.iter().all(always_matches) || is_open(tuple),
        _ => false,
    }
}

/// What `..` stands for in a tuple cannot be named, so the tuple is bound and taken apart one by one.
///
/// ```text
/// [source]  (a, ..)
/// [output]  whole   { let (a, rest) = take_part::<0, _>(whole);  left1 = rest;  .. }
/// ```
fn open(pat: &mut Pat, tables: &mut Tables, lefts: &mut Vec<Left>) {
    let Pat::Tuple(tuple) = pat else { return };
    let span = names::made_at(tuple.paren_token.span.open());
    let elems: Vec<Pat> = std::mem::take(&mut tuple.elems).into_iter().collect();
    let is_rest = |elem: &Pat| matches!(elem, Pat::Rest(_));
    let at = elems.iter().position(is_rest).unwrap_or(elems.len());
    let mut whole = hidden("whole", tables, span);
    *pat = binding(whole, tables, span);
    let (start, mut opened, mut behind) = (lefts.len(), Vec::new(), Vec::new());
    let front = elems.iter().take(at).map(|elem| (elem, false));
    let back = elems.iter().skip(at + 1).rev().map(|elem| (elem, true));
    for (elem, is_behind) in front.chain(back) {
        let (mut elem, count) = (elem.clone(), lefts.len());
        walk(&mut elem, false, tables, lefts);
        if is_behind {
            behind.push(lefts.split_off(count));
        }
        let rest = hidden("rest", tables, span);
        let value = tables.mention_by_name(whole, span);
        let others = binding(rest, tables, span);
        opened.push(match is_behind {
            true => {
                syn::parse_quote_spanned!(span=> let (#elem, #others) = __coro_lib_take_part::<-1, _>(#value);)
            }
            false => {
                syn::parse_quote_spanned!(span=> let (#elem, #others) = __coro_lib_take_part::<0, _>(#value);)
            }
        });
        whole = rest;
    }
    let (_, left) = new_left(lefts, tables, span);
    lefts.push(Left {
        part: whole,
        ..left
    });
    lefts.extend(behind.into_iter().rev().flatten());
    if let Some(first) = lefts.get_mut(start) {
        first.opened.splice(0..0, opened);
    }
}

/// A variable for a part, and what it is left as.
fn new_left(lefts: &[Left], tables: &mut Tables, span: Span) -> (VarId, Left) {
    let number = lefts.len() + 1;
    let part = hidden(&format!("part{number}"), tables, span);
    let holder = hidden(&format!("left{number}"), tables, span);
    let opened = Vec::new();
    (
        part,
        Left {
            part,
            opened,
            holder,
            asks: false,
            lent: None,
            fields: Vec::new(),
            renewed: false,
        },
    )
}

/// Whether a pattern binds by `ref`: what is lent has to stay where it is.
pub fn lends(pat: &Pat) -> bool {
    struct Finder(bool);
    impl<'ast> syn::visit::Visit<'ast> for Finder {
        fn visit_pat_ident(&mut self, pat: &'ast syn::PatIdent) {
            self.0 |= pat.by_ref.is_some();
            syn::visit::visit_pat_ident(self, pat);
        }
    }
    let mut finder = Finder(false);
    syn::visit::Visit::visit_pat(&mut finder, pat);
    finder.0
}

fn hidden(name: &str, tables: &mut Tables, span: Span) -> VarId {
    tables.hide(Ident::new(name, span), false)
}

fn binding(var: VarId, tables: &Tables, span: Span) -> Pat {
    let span = tables.var(var).map_or(span, |row| row.ident.span());
    crate::syntax::made::name(names::variable(var, span))
}

impl Lowerer<'_> {
    /// Binds what `pat` leaves of a value of ours, `scrutinee`; the variables are declared in `out`. Gives what stands
    /// first in the code that follows the match.
    pub(super) fn left_of(
        &mut self,
        scrutinee: &mut Expr,
        pat: &mut Pat,
        is_refutable: bool,
        out: &mut Vec<ir::Stmt>,
    ) -> Vec<Stmt> {
        if !self.is_ours(scrutinee) {
            return Vec::new();
        }
        let span = scrutinee.span();
        if differ(pat) {
            let lefts = let_sides(pat, scrutinee, is_refutable, self.tables);
            self.declare_left(&lefts, span, out);
            return Vec::new();
        }
        let lefts = bind_left(pat, self.tables);
        self.declare_left(&lefts, span, out);
        assignments(&lefts, self.tables, span)
    }

    /// The same of a tuple that was made where it is matched, the whole of it where the pattern moves nothing.
    pub(super) fn left_of_tuple(
        &mut self,
        scrutinee: &Expr,
        pat: &mut Pat,
        spared: &[bool],
        out: &mut Vec<ir::Stmt>,
    ) -> Vec<Stmt> {
        let span = scrutinee.span();
        let row = mention_of(scrutinee).and_then(|tuple| self.tables.mention(tuple));
        let whole = row.map(|row| row.var);
        let by_item = items::left_of_items(pat, spared, self.tables);
        let lefts = match bindings(pat) {
            _ if by_item.is_some() => by_item.unwrap_or_default(),
            Bindings::None { .. } if !lends(pat) => {
                let made = whole.map(|part| {
                    let (_, left) = new_left(&[], self.tables, span);
                    vec![Left { part, ..left }]
                });
                made.unwrap_or_default()
            }
            _ => bind_left(pat, self.tables),
        };
        let lefts: Vec<Left> = lefts.into_iter().map(Left::asked).collect();
        self.declare_left(&lefts, span, out);
        assignments(&lefts, self.tables, span)
    }

    /// Whether a value that is matched was given a variable by us.
    pub(super) fn is_ours(&self, scrutinee: &Expr) -> bool {
        let row = mention_of(scrutinee).and_then(|mention| self.tables.mention(mention));
        let var = row.and_then(|row| self.tables.var(row.var));
        let names = ["scrutinee", "item"];
        var.is_some_and(|var| {
            var.origin == Origin::Hidden && names.contains(&var.ident.to_string().as_str())
        })
    }

    pub(super) fn declare_left(&self, lefts: &[Left], span: Span, out: &mut Vec<ir::Stmt>) {
        let declared = declarations(lefts, self.tables, span);
        out.extend(declared.into_iter().map(ir::Stmt::Plain));
    }

    /// `let pat = value;` of a value of ours, with variables for what the pattern leaves.
    pub(super) fn let_left(&mut self, mut pat: Pat, mut value: Expr, out: &mut Vec<ir::Stmt>) {
        let assigned = self.left_of(&mut value, &mut pat, false, out);
        let local = statement::local(pat, value);
        out.push(ir::Stmt::Plain(Stmt::Local(local)));
        out.extend(assigned.into_iter().map(ir::Stmt::Plain));
    }
}

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
//! Parts are dropped in the order of the fields, so their variables are declared in the reverse. It does not know what
//! `..` stands for, nor what differs between the sides of `|`.

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::{Expr, Pat, Stmt};

use super::hold::{Bindings, bindings};
use super::{Lowerer, statement};
use crate::flow::mention_of;
use crate::ir;
use crate::names::{self, VarId};
use crate::scope::{Origin, Tables};

/// A part that is left: what the pattern binds it as, and the variable that holds it from then on.
pub struct Left {
    part: VarId,
    /// Lives as long as the value that is matched.
    pub holder: VarId,
}

/// Binds what `pat`, which moves other parts, leaves.
pub fn bind_left(pat: &mut Pat, tables: &mut Tables) -> Vec<Left> {
    let mut lefts = Vec::new();
    if bindings(pat) == Bindings::Some && !lends(pat) {
        walk(pat, tables, &mut lefts);
    }
    lefts
}

/// `let left2;  let left1;`
pub fn declarations(lefts: &[Left], tables: &Tables, span: Span) -> Vec<Stmt> {
    let made = names::made_at(span);
    let declared = lefts.iter().rev().map(|left| {
        let pat = binding(left.holder, tables, made);
        syn::parse_quote_spanned!(made=> let #pat;)
    });
    declared.collect()
}

/// `left1 = part1;`
pub fn assignments(lefts: &[Left], tables: &mut Tables, span: Span) -> Vec<Stmt> {
    let made = names::made_at(span);
    let assigned = lefts.iter().map(|left| {
        let holder = mention(left.holder, tables, made);
        let part = mention(left.part, tables, made);
        syn::parse_quote_spanned!(made=> #holder = #part;)
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

fn walk(pat: &mut Pat, tables: &mut Tables, lefts: &mut Vec<Left>) {
    match pat {
        Pat::Wild(wild) => {
            let span = names::made_at(wild.underscore_token.span);
            let number = lefts.len() + 1;
            let part = hidden(&format!("part{number}"), tables, span);
            let holder = hidden(&format!("left{number}"), tables, span);
            *pat = binding(part, tables, span);
            lefts.push(Left { part, holder });
        }
        Pat::Guard(guard) => walk(&mut guard.pat, tables, lefts),
        Pat::Paren(paren) => walk(&mut paren.pat, tables, lefts),
        Pat::Type(typed) => walk(&mut typed.pat, tables, lefts),
        Pat::Tuple(tuple) => {
            let elems = tuple.elems.iter_mut();
            elems.for_each(|elem| walk(elem, tables, lefts));
        }
        Pat::TupleStruct(tuple) => {
            let elems = tuple.elems.iter_mut();
            elems.for_each(|elem| walk(elem, tables, lefts));
        }
        Pat::Struct(fields) => {
            let fields = fields.fields.iter_mut();
            fields.for_each(|field| walk(&mut field.pat, tables, lefts));
        }
        _ => {}
    }
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
    Pat::Ident(syn::PatIdent {
        attrs: Vec::new(),
        by_ref: None,
        mutability: None,
        ident: names::variable(var, span),
        subpat: None,
    })
}

fn mention(var: VarId, tables: &mut Tables, span: Span) -> Expr {
    let ident = tables.var(var).map(|row| row.ident.clone());
    let ident = ident.unwrap_or_else(|| Ident::new("part", span));
    tables.mention_again(var, ident, span)
}

impl Lowerer<'_> {
    /// Binds what `pat` leaves of a value of ours, `scrutinee`; the variables are declared in `out`. Gives what stands
    /// first in the code that follows the match.
    pub(super) fn left_of(
        &mut self,
        scrutinee: &Expr,
        pat: &mut Pat,
        out: &mut Vec<ir::Stmt>,
    ) -> Vec<Stmt> {
        let row = mention_of(scrutinee).and_then(|mention| self.tables.mention(mention));
        let var = row.and_then(|row| self.tables.var(row.var));
        let names = ["scrutinee", "item"];
        let is_ours = var.is_some_and(|var| {
            var.origin == Origin::Hidden && names.contains(&var.ident.to_string().as_str())
        });
        if !is_ours {
            return Vec::new();
        }
        let span = scrutinee.span();
        let lefts = bind_left(pat, self.tables);
        let declared = declarations(&lefts, self.tables, span);
        out.extend(declared.into_iter().map(ir::Stmt::Plain));
        assignments(&lefts, self.tables, span)
    }

    /// `let pat = value;` of a value of ours, with variables for what the pattern leaves.
    pub(super) fn let_left(&mut self, mut pat: Pat, value: Expr, out: &mut Vec<ir::Stmt>) {
        let assigned = self.left_of(&value, &mut pat, out);
        let local = statement::local(pat, value);
        out.push(ir::Stmt::Plain(Stmt::Local(local)));
        out.extend(assigned.into_iter().map(ir::Stmt::Plain));
    }
}

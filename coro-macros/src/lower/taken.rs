//! Parts taken of a value that is made in an operand.
//!
//! A field that is moved out of a temporary leaves the others in it, to the end of the statement. A state holds a
//! whole variable or none, so where the fields are known, each of them gets a variable:
//!
//! ```text
//! [source]  take((make(1), make(2)).0) + yield_value!(3)
//! [output]  let guard2;  let guard1 = make(1);  guard2 = make(2);  let left = take(guard1);  ..
//!
//! [source]  take(pair().left) + yield_value!(3)
//! [output]  let (part1, part2) = { let whole = pair();  (whole.left, whole.right) };
//!           let guard2 = part2;  let guard1 = part1;  let left = take(guard1);  ..
//!
//! [source]  take(*Box::new(make(1))) + yield_value!(3)
//! [output]  let guard = *Box::new(make(1));  let left = take(guard);  ..
//! ```
//!
//! Where the fields are not known, the value is held whole, and rustc complains if a part of it is moved.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr, ExprField, ExprStruct, ExprUnary, Member};

use super::Lowerer;
use super::operands::Role;
use super::pause::is_place;
use super::temporary::{makes_guard, may_drop};
use crate::flow::strip;
use crate::ir::{Node, Stmt};
use crate::names;
use crate::scope::Tables;
use crate::split::Shape;

impl Lowerer<'_> {
    /// A field of a value made here, of which the other fields live to the end of the statement.
    pub(super) fn hold_field(&mut self, mut field: ExprField, out: &mut Vec<Stmt>) -> Expr {
        let made = match &mut *field.base {
            Expr::Paren(paren) => &mut *paren.expr,
            made => made,
        };
        if let Some((elems, taken)) = elements(made, &field.member) {
            return self.hold_elements(elems, taken, out);
        }
        let (value, path) = path_of(&field);
        let shape = match !is_place(value) && may_drop(boxed(value), self.tables) {
            true => crate::split::shape_of(value, self.tables),
            false => None,
        };
        match shape {
            Some(shape) if shape.field(&path[0]).is_some() => {
                let value = value.clone();
                self.hold_parts(value, &shape, &path, field.span(), out)
            }
            _ => {
                *field.base = self.hold_owner(*field.base, out);
                Expr::Field(field)
            }
        }
    }

    /// `*Box::new(x)` moves what is in the box.
    pub(super) fn hold_unboxed(&mut self, mut unary: ExprUnary, out: &mut Vec<Stmt>) -> Expr {
        let is_box = !is_place(&unary.expr) && crate::split::is_boxed(&unary.expr, self.tables);
        if !is_box {
            *unary.expr = self.hold_owner(*unary.expr, out);
            return Expr::Unary(unary);
        }
        *unary.expr = self.hold_temporaries(*unary.expr, out);
        let span = unary.span();
        self.bind("guard", true, Node::Plain(Expr::Unary(unary)), span, out)
    }

    /// The temporaries of an operand that is a value. What is read through one may be moved out of it.
    ///
    /// ```text
    /// [source]  f(*x.clone(), yield_value!(1))
    /// [output]  let mut guard = Opened::new(x.clone());  f(guard.open(), ..)
    /// ```
    pub(super) fn hold_read(&mut self, operand: Expr, out: &mut Vec<Stmt>) -> Expr {
        let is_read = |unary: &ExprUnary, tables: &Tables| {
            let inner = &*unary.expr;
            let is_made = matches!(strip(inner), Expr::MethodCall(_) | Expr::Call(_));
            let is_known = makes_guard(inner) || crate::split::is_boxed(inner, tables);
            matches!(unary.op, syn::UnOp::Deref(_))
                && is_made
                && !is_known
                && may_drop(inner, tables)
        };
        match operand {
            Expr::Unary(unary) if is_read(&unary, self.tables) => {
                let span = unary.span();
                let made = names::made_at(span);
                let read = self.hold_temporaries(*unary.expr, out);
                let opened = syn::parse_quote_spanned!(made=> __coro_lib_Opened::new(#read));
                let guard = self.bind("guard", true, Node::Plain(opened), span, out);
                syn::parse_quote_spanned!(made=> #guard.open())
            }
            operand => self.hold_temporaries(operand, out),
        }
    }

    /// What a literal takes the rest of is a temporary as well, with the fields that the literal has itself.
    ///
    /// ```text
    /// [source]  f(Pair { left: a, ..pair() }) + yield_value!(3)
    /// [output]  let field = a;  let (part1, part2) = { let whole = pair();  (whole.left, whole.right) };
    ///           let guard2 = part2;  let guard1 = part1;  let left = f(Pair { left: field, right: guard2 });  ..
    /// ```
    pub(super) fn hold_rest(&mut self, mut literal: ExprStruct, out: &mut Vec<Stmt>) -> Expr {
        let rest = literal.rest.as_deref();
        let is_made = rest.is_some_and(|rest| !is_place(rest) && may_drop(rest, self.tables));
        let shape = rest.filter(|_| is_made);
        let shape = shape.and_then(|rest| crate::split::shape_of(rest, self.tables));
        let Some(shape) = shape else {
            return self.hold_operands(Expr::Struct(literal), out);
        };
        let rest = literal.rest.take();
        let rest = rest.map_or_else(super::operands::empty, |rest| *rest);
        literal.dot2_token = None;
        for field in &mut literal.fields {
            let value = std::mem::replace(&mut field.expr, super::operands::empty());
            let span = value.span();
            field.expr = self.keep_operand(value, Role::Value, "field", span, out);
        }
        let span = rest.span();
        let parts = self.parts_of(rest, &shape, &[], span, out);
        for (leaf, part) in parts {
            let Some(member) = leaf.first() else { continue };
            if literal.fields.iter().all(|field| field.member != *member) {
                let expr = part;
                let colon_token = Some(syn::Token![:](names::made_at(span)));
                literal.fields.push(syn::FieldValue {
                    attrs: Vec::new(),
                    member: member.clone(),
                    colon_token,
                    expr,
                });
            }
        }
        Expr::Struct(literal)
    }

    fn hold_elements(&mut self, elems: Vec<Expr>, taken: usize, out: &mut Vec<Stmt>) -> Expr {
        let mut parts: Vec<Expr> = Vec::new();
        let first = out.len();
        for elem in elems {
            let span = elem.span();
            let elem = self.hold_temporaries(elem, out);
            parts.push(self.bind("guard", true, Node::Plain(elem), span, out));
        }
        super::order::declare_in_reverse(out, first, &parts, self.tables);
        parts
            .into_iter()
            .nth(taken)
            .unwrap_or_else(super::operands::empty)
    }

    fn hold_parts(
        &mut self,
        value: Expr,
        shape: &Shape,
        path: &[Member],
        span: Span,
        out: &mut Vec<Stmt>,
    ) -> Expr {
        let made = names::made_at(span);
        let mut parts = self.parts_of(value, shape, path, span, out).into_iter();
        let taken = parts.find(|(leaf, _)| path.starts_with(leaf));
        taken.map_or_else(super::operands::empty, |(leaf, part)| {
            field_at(part, &path[leaf.len()..], made)
        })
    }

    /// A variable for each of the parts, of which those on the way of `path` are looked into.
    fn parts_of(
        &mut self,
        value: Expr,
        shape: &Shape,
        path: &[Member],
        span: Span,
        out: &mut Vec<Stmt>,
    ) -> Vec<(Vec<Member>, Expr)> {
        let value = match value {
            Expr::Unary(mut unary) => {
                *unary.expr = self.hold_temporaries(*unary.expr, out);
                Expr::Unary(unary)
            }
            value => self.hold_temporaries(value, out),
        };
        let made = names::made_at(span);
        let whole = self.hidden("whole", false, span);
        let bound = self.binding(whole, span);
        let mut leaves = Vec::new();
        leaves_of(shape, path, &mut Vec::new(), &mut leaves);
        let mut fields: Vec<Expr> = Vec::new();
        let mut parts = Vec::new();
        for leaf in &leaves {
            let whole = self.mention(whole, span);
            fields.push(field_at(whole, leaf, made));
            parts.push(self.hidden("part", false, span));
        }
        let pats: Vec<syn::Pat> = parts.iter().map(|part| self.binding(*part, span)).collect();
        let apart: syn::Stmt = syn::parse_quote_spanned!(made=>
            let (#(#pats,)*) = { let #bound = #value; (#(#fields,)*) };);
        out.push(Stmt::Plain(apart));
        let bound = leaves.into_iter().zip(parts).rev().map(|(leaf, part)| {
            let part = self.mention(part, span);
            let guard = self.bind("guard", true, Node::Plain(part), span, out);
            (leaf, guard)
        });
        bound.collect()
    }
}

/// The values of a tuple, and which of them the field is.
fn elements(made: &mut Expr, member: &Member) -> Option<(Vec<Expr>, usize)> {
    match (made, member) {
        (Expr::Tuple(tuple), Member::Unnamed(index)) => {
            let elems: Vec<Expr> = std::mem::take(&mut tuple.elems).into_iter().collect();
            Some((elems, index.index as usize))
        }
        _ => None,
    }
}

/// `make().0.left` is `0`, `left` of `make()`.
fn path_of(field: &ExprField) -> (&Expr, Vec<Member>) {
    let (value, mut path) = match strip(&field.base) {
        Expr::Field(inner) => path_of(inner),
        value => (value, Vec::new()),
    };
    path.push(field.member.clone());
    (value, path)
}

/// The box of `*make()`.
fn boxed(value: &Expr) -> &Expr {
    match value {
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => strip(&unary.expr),
        value => value,
    }
}

/// The places of which the value consists, in the order in which they are dropped; those on the way of `path` are
/// looked into as far as they are known.
fn leaves_of(shape: &Shape, path: &[Member], at: &mut Vec<Member>, leaves: &mut Vec<Vec<Member>>) {
    for field in &shape.fields {
        at.push(field.member.clone());
        match (path.split_first(), &field.shape) {
            (Some((first, rest)), Some(shape))
                if *first == field.member
                    && rest
                        .first()
                        .is_some_and(|member| shape.field(member).is_some()) =>
            {
                leaves_of(shape, rest, at, leaves);
            }
            _ => leaves.push(at.clone()),
        }
        at.pop();
    }
}

/// `whole.0.left`
fn field_at(whole: Expr, path: &[Member], span: Span) -> Expr {
    path.iter().fold(
        whole,
        |base, member| syn::parse_quote_spanned!(span=> #base.#member),
    )
}

//! Temporaries that live as long as what a `let` binds (reference, "Temporary lifetime extension").
//!
//! Each gets a variable, so that it can stay where it is over a pause:
//!
//! ```text
//! [source]  let pair = (&make(1), 2);            let ref name = make(2);
//! [output]  let held = make(1);                  let held = make(2);
//!           let pair = (&held, 2);               let ref name = held;
//!
//! [source]  let name = if x { &make(1) } else { other };
//! [output]  let held;  let name = if x { { held = make(1); &held } } else { other };
//! ```

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr, Local, Pat, parse_quote_spanned};

use super::operands::{Role, empty};
use super::statement::{local, makes_value};
use super::{Lowerer, is_place};
use crate::flow::is_std_variant;
use crate::ir::{Node, Stmt};
use crate::names;
use crate::split::Declared;

impl Lowerer<'_> {
    /// `expr` with variables for what it extends.
    pub(super) fn extend(&mut self, expr: Expr, out: &mut Vec<Stmt>) -> Expr {
        let is_reference =
            matches!(&expr, Expr::Reference(reference) if makes_value(&reference.expr));
        if !is_reference && !extends(&expr) {
            return expr;
        }
        match expr {
            Expr::Reference(mut reference) => {
                let inner = self.extend(*reference.expr, out);
                let span = crate::begin::begin(&inner);
                *reference.expr = match makes_value(&inner) {
                    true => self.bind("held", true, Node::Plain(inner), span, out),
                    false => inner,
                };
                Expr::Reference(reference)
            }
            Expr::Paren(mut paren) => {
                *paren.expr = self.extend(*paren.expr, out);
                Expr::Paren(paren)
            }
            Expr::Group(mut group) => {
                *group.expr = self.extend(*group.expr, out);
                Expr::Group(group)
            }
            Expr::Cast(mut cast) => {
                *cast.expr = self.extend(*cast.expr, out);
                Expr::Cast(cast)
            }
            Expr::Block(mut block) => match block.block.stmts.as_mut_slice() {
                [syn::Stmt::Expr(tail, None)] if block.label.is_none() => {
                    self.extend(std::mem::replace(tail, empty()), out)
                }
                _ => {
                    self.extend_tail(&mut block.block, out);
                    Expr::Block(block)
                }
            },
            Expr::If(_) | Expr::Match(_) => self.extend_later(expr, out),
            expr => self.extend_operands(expr, out),
        }
    }

    /// What is evaluated before an operand that is kept is kept as well, in order.
    fn extend_operands(&mut self, mut expr: Expr, out: &mut Vec<Stmt>) -> Expr {
        let all = super::operands::operands(&mut expr, self.tables).unwrap_or_default();
        let Some(last) = all.iter().rposition(|(_, _, operand)| extends(operand)) else {
            return expr;
        };
        for index in 0..=last {
            let all = super::operands::operands(&mut expr, self.tables).unwrap_or_default();
            let Some((role, name, operand)) = all.into_iter().nth(index) else {
                continue;
            };
            let value = std::mem::replace(operand, empty());
            let value = match extends(&value) {
                true => self.extend(value, out),
                false if role == Role::Place => value,
                false => {
                    let span = value.span();
                    self.keep_operand(value, role, name, span, out)
                }
            };
            let all = super::operands::operands(&mut expr, self.tables).unwrap_or_default();
            if let Some((_, _, operand)) = all.into_iter().nth(index) {
                *operand = value;
            }
        }
        expr
    }

    /// What is made on some ways only is declared before and assigned there.
    fn extend_later(&mut self, mut expr: Expr, out: &mut Vec<Stmt>) -> Expr {
        match &mut expr {
            Expr::Reference(reference) if makes_value(&reference.expr) => {
                let span = Span::mixed_site().located_at(reference.expr.span());
                let held = self.hidden("held", true, span);
                let pat = self.binding(held, span);
                out.push(Stmt::Plain(parse_quote_spanned!(span=> let #pat;)));
                let value = std::mem::replace(&mut *reference.expr, empty());
                let place = self.mention(held, span);
                *reference.expr = self.mention(held, span);
                return parse_quote_spanned!(span=> { #place = #value; #reference });
            }
            Expr::Block(block) => self.extend_tail(&mut block.block, out),
            Expr::If(branch) => {
                self.extend_tail(&mut branch.then_branch, out);
                if let Some((_, other)) = &mut branch.else_branch {
                    let value = std::mem::replace(&mut **other, empty());
                    **other = self.extend_later(value, out);
                }
            }
            Expr::Match(choice) => {
                for arm in &mut choice.arms {
                    let value = std::mem::replace(&mut *arm.body, empty());
                    *arm.body = self.extend_later(value, out);
                }
            }
            _ => {}
        }
        expr
    }

    fn extend_tail(&mut self, block: &mut syn::Block, out: &mut Vec<Stmt>) {
        if let Some(syn::Stmt::Expr(tail, None)) = block.stmts.last_mut() {
            let value = std::mem::replace(tail, empty());
            *tail = self.extend_later(value, out);
        }
    }

    /// The `let`s that a `let` becomes whose pattern refers to parts of a value that is made there.
    pub(super) fn bound_by_reference(
        &mut self,
        binding: &mut Local,
        out: &mut Vec<Stmt>,
    ) -> Vec<Local> {
        let Some(init) = binding.init.as_mut() else {
            return Vec::new();
        };
        if !super::lends(&binding.pat) || !makes_value(&init.expr) {
            return Vec::new();
        }
        if let Some((_, otherwise)) = &mut init.diverge {
            let span = crate::begin::begin(&init.expr);
            let value = std::mem::replace(&mut *init.expr, empty());
            let held = self.bind("held", true, Node::Plain(value), span, out);
            let var = crate::flow::mention_of(&held).and_then(|held| self.tables.mention(held));
            let var = var.map(|row| row.var);
            *init.expr = held;
            // what does not match dies before `else`
            if let (Expr::Block(block), Some(var)) = (&mut **otherwise, var) {
                let made = names::made_at(span);
                let held = self.mention(var, made);
                let ends = parse_quote_spanned!(made=> ::core::mem::drop(#held););
                block.block.stmts.insert(0, ends);
            }
            return Vec::new();
        }
        if let (Pat::Tuple(pats), Expr::Tuple(values)) = (&binding.pat, &mut *init.expr)
            && pats.elems.len() == values.elems.len()
            && !pats.elems.iter().any(|pat| matches!(pat, Pat::Rest(_)))
        {
            let stays = |pat: &&Pat| super::bindings(pat) != super::Bindings::All;
            let held: Vec<Expr> = if pats.elems.iter().filter(stays).count() > 1 {
                self.held_in_order(values, out)
            } else {
                let held = values.elems.iter_mut().map(|value| {
                    let span = value.span();
                    let value = std::mem::replace(value, empty());
                    self.bind("held", true, Node::Plain(value), span, out)
                });
                held.collect()
            };
            let parts = pats.elems.iter().cloned().zip(held);
            return parts.map(|(pat, held)| local(pat, held)).collect();
        }
        let span = crate::begin::begin(&init.expr);
        let value = std::mem::replace(&mut *init.expr, empty());
        *init.expr = self.bind("held", true, Node::Plain(value), span, out);
        Vec::new()
    }
}

impl Lowerer<'_> {
    /// Variables for the items of a tuple, which are dropped in their order: `let held2;  let held;  held = make(1);  ..`
    fn held_in_order(&mut self, values: &mut syn::ExprTuple, out: &mut Vec<Stmt>) -> Vec<Expr> {
        let mut held = Vec::new();
        let (mut declared, mut given) = (Vec::new(), Vec::new());
        for value in &mut values.elems {
            let span = names::made_at(value.span());
            let var = self.hidden("held", true, span);
            let pat = self.binding(var, span);
            declared.push(Stmt::Plain(parse_quote_spanned!(span=> let #pat;)));
            let value = std::mem::replace(value, empty());
            let place = self.mention(var, span);
            given.push(Stmt::Plain(parse_quote_spanned!(span=> #place = #value;)));
            held.push(self.mention(var, span));
        }
        out.extend(declared.into_iter().rev());
        out.extend(given);
        held
    }
}

/// Whether a `let` of `expr` extends the life of something that is made in it.
fn extends(expr: &Expr) -> bool {
    let ends = |block: &syn::Block| match block.stmts.last() {
        Some(syn::Stmt::Expr(tail, None)) => extends(tail),
        _ => false,
    };
    match expr {
        Expr::Reference(reference) => {
            makes_value(&reference.expr) && !is_constant(&reference.expr)
                || extends(&reference.expr)
        }
        Expr::Paren(paren) => extends(&paren.expr),
        Expr::Group(group) => extends(&group.expr),
        Expr::Cast(cast) => extends(&cast.expr),
        Expr::Tuple(tuple) => tuple.elems.iter().any(extends),
        Expr::Array(array) => array.elems.iter().any(extends),
        Expr::Struct(made) => made.fields.iter().any(|field| extends(&field.expr)),
        Expr::Call(call) => constructs(&call.func) && call.args.iter().any(extends),
        Expr::Block(block) => ends(&block.block),
        Expr::If(branch) => {
            let other = branch.else_branch.as_ref();
            ends(&branch.then_branch) || other.is_some_and(|(_, other)| extends(other))
        }
        Expr::Match(choice) => choice.arms.iter().any(|arm| extends(&arm.body)),
        _ => false,
    }
}

/// Whether a value is a constant without a drop, as far as the file tells: a reference to it lives forever.
pub(super) fn is_constant(expr: &Expr) -> bool {
    let is_silent = |path: &syn::Path| {
        path.segments.last().is_some_and(|last| {
            let declared = Declared::beside(last.ident.span());
            is_std_variant(&last.ident) || declared.drops_in_silence(&last.ident)
        })
    };
    match expr {
        Expr::Lit(_) => true,
        Expr::Unary(unary) => is_constant(&unary.expr),
        Expr::Tuple(tuple) => tuple.elems.iter().all(is_constant),
        Expr::Array(array) => array.elems.iter().all(is_constant),
        Expr::Repeat(repeat) => is_constant(&repeat.expr),
        Expr::Paren(paren) => is_constant(&paren.expr),
        Expr::Reference(reference) => is_constant(&reference.expr),
        // `Suit::Hearts`, `LIMIT`
        Expr::Path(path) => names_constant(path),
        Expr::Struct(made) => {
            is_silent(&made.path) && made.fields.iter().all(|field| is_constant(&field.expr))
        }
        Expr::Call(call) => match &*call.func {
            Expr::Path(func) => is_silent(&func.path) && call.args.iter().all(is_constant),
            _ => false,
        },
        _ => false,
    }
}

/// A constant without a drop, as far as the file tells: a variant of an enum, or a number.
fn names_constant(path: &syn::ExprPath) -> bool {
    let last = path.path.segments.last();
    let owner = path.path.segments.iter().rev().nth(1);
    match (last, owner) {
        (Some(last), Some(owner)) => {
            Declared::beside(last.ident.span()).drops_in_silence(&owner.ident)
        }
        _ => false,
    }
}

/// Whether a temporary of `expr` lives as long as what a `let` binds, or seems to.
pub(super) fn is_extended(expr: &Expr) -> bool {
    match expr {
        Expr::Reference(reference) => !is_place(&reference.expr),
        Expr::Paren(paren) => is_extended(&paren.expr),
        Expr::Group(group) => is_extended(&group.expr),
        Expr::Cast(cast) => is_extended(&cast.expr),
        Expr::Tuple(tuple) => tuple.elems.iter().any(is_extended),
        Expr::Array(array) => array.elems.iter().any(is_extended),
        Expr::Struct(made) => made.fields.iter().any(|field| is_extended(&field.expr)),
        Expr::Call(call) => call.args.iter().any(is_extended) && constructs(&call.func),
        _ => false,
    }
}

/// `Some`, `Pair`
pub(super) fn constructs(func: &Expr) -> bool {
    let Expr::Path(func) = func else { return false };
    let is_ours = func.path.get_ident().and_then(names::parse).is_some();
    let last = func.path.segments.last().map(|last| last.ident.to_string());
    !is_ours && last.is_some_and(|last| last.starts_with(char::is_uppercase))
}

//! Statements and blocks.
//!
//! Takes `syn::Stmt`s, gives [`Stmt`]s. A `let` whose value is a reference to something that pauses keeps
//! that something to the end of the block (Rust's extended temporaries):
//!
//! ```text
//! [source]  let r = &make(yield_wait!());
//! [output]  let sent = yield_wait!();  let held = make(sent);  let r = &held;
//! ```

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, Local, LocalInit, Pat, PatType};

use super::{Lowerer, block_pauses, pauses};
use crate::begin::begin;
use crate::ir::{Block, Let, Node, NodeStmt, Stmt};
use crate::scope::Origin;

/// `let pat = expr;`
pub fn local(pat: Pat, expr: Expr) -> Local {
    let span = Span::mixed_site().located_at(begin(&expr));
    Local {
        attrs: Vec::new(),
        let_token: syn::token::Let(span),
        modifiers: Default::default(),
        pat,
        init: Some(LocalInit {
            eq_token: syn::token::Eq(span),
            expr: Box::new(expr),
            diverge: None,
        }),
        semi_token: syn::token::Semi(span),
    }
}

impl Lowerer<'_> {
    /// The block of a function, a branch or a loop: the temporaries of its tail live no longer than it.
    pub fn block(&mut self, block: syn::Block) -> Block {
        let around = std::mem::take(&mut self.of_tails);
        let mut block = self.inner_block(block);
        let declared = std::mem::replace(&mut self.of_tails, around);
        block.stmts.splice(0..0, declared);
        block
    }

    /// A block whose tail's temporaries may live longer, before edition 2024.
    pub(super) fn inner_block(&mut self, block: syn::Block) -> Block {
        let mut out = Block::default();
        // those of operands before this one are none of its statements'
        let around = std::mem::take(&mut self.of_tails);
        let last = block.stmts.len().wrapping_sub(1);
        for (index, stmt) in block.stmts.into_iter().enumerate() {
            match stmt {
                syn::Stmt::Expr(expr, None) if index == last => {
                    let expr = self.named(expr);
                    let node = match crate::edition::drops_tails_first() {
                        true => self.terminating(expr),
                        false => self.tail_of_old(expr),
                    };
                    out.tail = match node {
                        // what they end after is declared outside
                        Node::Block(mut block)
                            if block.is_operands && !crate::edition::drops_tails_first() =>
                        {
                            out.stmts.append(&mut block.stmts);
                            block.tail
                        }
                        node => Some(Box::new(node)),
                    };
                }
                stmt => self.stmt(stmt, &mut out.stmts),
            }
            self.state_name = None;
        }
        self.of_tails.splice(0..0, around);
        out
    }

    fn stmt(&mut self, stmt: syn::Stmt, out: &mut Vec<Stmt>) {
        match stmt {
            syn::Stmt::Local(local) => self.local(local, out),
            syn::Stmt::Expr(expr, semi) => {
                let expr = self.named(expr);
                if !pauses(&expr) {
                    return out.push(Stmt::Plain(syn::Stmt::Expr(expr, semi)));
                }
                let span = begin(&expr);
                let before = self.point();
                let mut node = self.node(expr);
                if semi.is_some() {
                    self.drop_value_first(&mut node);
                }
                let node = self.with_those_of_tails(node);
                let after = self.point();
                out.push(Stmt::Node(Box::new(NodeStmt {
                    node,
                    before,
                    after,
                    span,
                })));
            }
            plain => out.push(Stmt::Plain(plain)),
        }
    }

    /// The value of a statement dies before the temporaries of its operands: it is a statement among them.
    fn drop_value_first(&mut self, node: &mut Node) {
        let Node::Block(block) = node else { return };
        if !block.is_operands {
            return;
        }
        let value = match block.tail.take().map(|tail| *tail) {
            Some(Node::Plain(value))
                if !matches!(value, Expr::Return(_) | Expr::Break(_) | Expr::Continue(_)) =>
            {
                let semi = Some(syn::token::Semi(
                    Span::mixed_site().located_at(begin(&value)),
                ));
                Stmt::Plain(syn::Stmt::Expr(value, semi))
            }
            Some(Node::Pause(pause)) => {
                let span = pause.span;
                Stmt::Node(Box::new(NodeStmt {
                    node: Node::Pause(pause),
                    before: self.point(),
                    after: self.point(),
                    span,
                }))
            }
            tail => return block.tail = tail.map(Box::new),
        };
        block.stmts.push(value);
    }

    fn local(&mut self, mut local: Local, out: &mut Vec<Stmt>) {
        self.take_state_name(&mut local.attrs);
        let span = match local.attrs.is_empty() {
            true => local.let_token.span,
            false => local.span(),
        };
        let pausing = local.init.as_ref().is_some_and(|init| {
            pauses(&init.expr)
                || init
                    .diverge
                    .as_ref()
                    .is_some_and(|(_, other)| pauses(other))
        });
        let makes_plainly = |init: &syn::LocalInit| init.diverge.is_some() && !pauses(&init.expr);
        if pausing && local.init.as_ref().is_some_and(makes_plainly) {
            self.bound_by_reference(&mut local, out);
        }
        let Some(init) = local.init.take_if(|_| pausing) else {
            return self.plain_local(local, out);
        };
        let before = self.point();
        let init_node = match *init.expr {
            Expr::Reference(mut reference)
                if pauses(&reference.expr) && !is_place_like(&reference.expr) =>
            {
                let inner = self.node(*reference.expr);
                *reference.expr = self.bind("held", true, inner, span, out);
                Node::Plain(Expr::Reference(reference))
            }
            expr => self.node(expr),
        };
        let init_node = self.with_those_of_tails(init_node);
        let init_node = match init_node {
            node if init.diverge.is_some() && branches(&node) => {
                // the ways meet before the pattern, so that `else` is printed once; temporaries die before it, too
                let mut stmts = Vec::new();
                let value = self.bind("scrutinee", false, node, span, &mut stmts);
                let generated = Span::mixed_site().located_at(span);
                let value = Node::Plain(syn::parse_quote_spanned!(generated=> { #value }));
                match stmts.len() {
                    1 => {
                        out.append(&mut stmts);
                        value
                    }
                    _ => Self::wrap(stmts, value),
                }
            }
            node => node,
        };
        let mut init_node = init_node;
        self.drop_left_first(&mut local.pat, &mut init_node, init.diverge.is_some(), span);
        let otherwise = init.diverge.map(|(_, other)| match *other {
            Expr::Block(block) => self.block(block.block),
            other => Block {
                tail: Some(Box::new(self.node(other))),
                ..Block::default()
            },
        });
        let (pat, ty) = match local.pat {
            Pat::Type(PatType { pat, ty, .. }) => (*pat, Some(*ty)),
            pat => (pat, None),
        };
        let after = self.point();
        out.push(Stmt::Let(Box::new(Let {
            attrs: local.attrs,
            pat,
            ty,
            init: init_node,
            otherwise,
            before,
            after,
            span,
        })));
    }

    /// What a pattern leaves of a value, and a value that is not matched, dies before the temporaries beside it, which
    /// are older:
    ///
    /// ```text
    /// [source]  let Some(x) = find(&key(1), yield_wait!()) else { .. };
    /// [output]  let Some(x) = { let guard = key(1);  ..  match find(&guard, sent) { Some(x) => Some(x), _ => None } }
    ///           else { .. };
    ///
    /// [source]  let (x, _) = pair(yield_wait!(), &key(1));
    /// [output]  let x = { ..  match pair(sent, &key(1)) { (x, _) => x } };
    /// ```
    fn drop_left_first(&mut self, pat: &mut Pat, node: &mut Node, is_refutable: bool, span: Span) {
        let Node::Block(block) = node else { return };
        let holds = |stmt: &Stmt| {
            let bound = match stmt {
                Stmt::Plain(syn::Stmt::Local(local)) => crate::flow::bound(&local.pat),
                Stmt::Let(binding) => crate::flow::bound(&binding.pat),
                _ => Vec::new(),
            };
            let mut rows = bound.iter().filter_map(|var| self.tables.var(*var));
            // a temporary, or what a pattern left of one
            rows.any(|row| {
                row.ident == "guard"
                    || row.origin == Origin::Hidden && row.ident.to_string().starts_with("left")
            })
        };
        let is_value = |tail: &Node| match tail {
            Node::Plain(value) => !super::is_place(value) && !super::extended::is_extended(value),
            _ => false,
        };
        let has_temporary = |tail: &Node| match tail {
            Node::Plain(value) => super::has_temporary(value, self.tables),
            _ => false,
        };
        let leaves = matches!(
            super::bindings(pat),
            super::Bindings::Some | super::Bindings::None { rest: true }
        );
        if !block.is_operands
            || !(is_refutable || leaves)
            || !(block.stmts.iter().any(holds) || block.tail.as_deref().is_some_and(has_temporary))
            || !block.tail.as_deref().is_some_and(is_value)
            || super::lends(pat)
        {
            return;
        }
        let Some(Node::Plain(mut value)) = block.tail.take().map(|tail| *tail) else {
            return;
        };
        if let Pat::Type(_) = pat
            && let Pat::Type(typed) = std::mem::replace(pat, super::chain::parse_wild(span))
        {
            *pat = *typed.pat;
            let (made, ty) = (Span::mixed_site().located_at(span), typed.ty);
            value = syn::parse_quote_spanned!(made=> ::core::convert::identity::<#ty>(#value));
        }
        let value = super::sides::handed_on(pat, value, is_refutable, self.tables);
        block.tail = Some(Box::new(Node::Plain(value)));
    }

    /// A `let` that does not pause. `let _ = x` does nothing; `let r = &make()` keeps what is made to the end of the
    /// block, which may be over a pause.
    fn plain_local(&mut self, mut local: Local, out: &mut Vec<Stmt>) {
        if let Some(apart) = references_apart(&local) {
            return apart.for_each(|local| self.plain_local(local, out));
        }
        let Some(init) = &mut local.init else {
            return out.push(Stmt::Plain(syn::Stmt::Local(local)));
        };
        if matches!(local.pat, Pat::Wild(_)) && crate::flow::mention_of(&init.expr).is_some() {
            return;
        }
        let value = std::mem::replace(&mut *init.expr, super::operands::empty());
        *init.expr = self.hold_arguments(value, out);
        if init.diverge.is_none() {
            let value = std::mem::replace(&mut *init.expr, super::operands::empty());
            *init.expr = self.extend(value, out);
        }
        if self.opens_items(&local) {
            let span = local.let_token.span;
            let lefts = super::bind_left(&mut local.pat, self.tables);
            self.declare_left(&lefts, span, out);
            out.push(Stmt::Plain(syn::Stmt::Local(local)));
            let assigned = super::assignments(&lefts, self.tables, span);
            return out.extend(assigned.into_iter().map(Stmt::Plain));
        }
        let parts = self.bound_by_reference(&mut local, out);
        if !parts.is_empty() {
            return parts
                .into_iter()
                .for_each(|part| self.plain_local(part, out));
        }
        out.push(Stmt::Plain(syn::Stmt::Local(local)));
    }

    /// Whether a `let` moves some items out of an array or tuple that is made there, and refers to others.
    fn opens_items(&self, local: &Local) -> bool {
        let pat = match &local.pat {
            Pat::Type(typed) => &*typed.pat,
            pat => pat,
        };
        let Some(init) = local.init.as_ref().filter(|init| init.diverge.is_none()) else {
            return false;
        };
        if !matches!(pat, Pat::Tuple(_) | Pat::Slice(_)) || !super::lends(pat) {
            return false;
        }
        match crate::flow::strip(&init.expr) {
            Expr::Array(_) => super::bindings(pat) == super::Bindings::Some,
            made @ (Expr::Call(_) | Expr::MethodCall(_)) => {
                let ty = crate::split::type_of(made, self.tables);
                matches!(ty, Some(syn::Type::Tuple(_) | syn::Type::Array(_)))
                    && super::bindings(pat) == super::Bindings::Some
            }
            _ => false,
        }
    }

    /// Takes `#[state(Name)]` off an expression; it names the first pause inside.
    fn named(&mut self, mut expr: Expr) -> Expr {
        if let Some(attrs) = attributes(&mut expr) {
            let mut taken = std::mem::take(attrs);
            self.take_state_name(&mut taken);
            *attrs = taken;
        }
        expr
    }

    fn take_state_name(&mut self, attrs: &mut Vec<Attribute>) {
        attrs.retain(|attr| {
            if !attr.path().is_ident("state") {
                return true;
            }
            if let Ok(name) = attr.parse_args::<Ident>() {
                self.state_name = Some(name);
            }
            false
        });
    }

    /// The name the user gave to the pause at hand.
    pub(super) fn given_name(&mut self) -> Option<Ident> {
        self.state_name.take()
    }

    /// A block that may have a label, as a node.
    pub(super) fn block_node(&mut self, block: syn::Block) -> Node {
        if !block_pauses(&block) {
            return Node::Plain(Expr::Block(syn::ExprBlock {
                attrs: Vec::new(),
                label: None,
                block,
            }));
        }
        Node::Block(Box::new(self.inner_block(block)))
    }
}

/// References bound together that can be bound one after the other, so that each can be taken again by itself:
///
/// ```text
/// [source]  let (left, right) = (&forks[i], &forks[j]);
/// [output]  let left = &forks[i];  let right = &forks[j];
/// ```
fn references_apart(local: &Local) -> Option<impl Iterator<Item = Local>> {
    let (Pat::Tuple(pats), Some(init)) = (&local.pat, &local.init) else {
        return None;
    };
    let Expr::Tuple(tuple) = &*init.expr else {
        return None;
    };
    let is_name = |pat: &Pat| matches!(pat, Pat::Ident(ident) if ident.subpat.is_none());
    let is_reference = |expr: &Expr| match expr {
        Expr::Reference(reference) => super::is_place(&reference.expr),
        _ => false,
    };
    let stays =
        |expr: &Expr| is_reference(expr) || super::is_place(expr) || matches!(expr, Expr::Lit(_));
    let are_apart = init.diverge.is_none()
        && local.attrs.is_empty()
        && pats.elems.len() == tuple.elems.len()
        && pats.elems.iter().all(is_name)
        && tuple.elems.iter().all(stays)
        && tuple.elems.iter().any(is_reference);
    let (pats, values) = (pats.elems.clone(), tuple.elems.clone());
    are_apart.then(|| {
        pats.into_iter()
            .zip(values)
            .map(|(pat, value)| self::local(pat, value))
    })
}

/// Whether control can come to the end of a node on several ways.
fn branches(node: &Node) -> bool {
    match node {
        Node::If(_) | Node::Match(_) => true,
        Node::Block(block) => {
            let by_tail = |tail: &Node| branches(tail);
            block.target.is_some() || block.tail.as_deref().is_some_and(by_tail)
        }
        Node::Plain(_) | Node::Pause(_) | Node::Loop(_) => false,
    }
}

/// Whether `expr` makes a value that may have a drop.
pub(super) fn makes_value(expr: &Expr) -> bool {
    match expr {
        Expr::Call(_) | Expr::MethodCall(_) | Expr::Struct(_) => true,
        Expr::Tuple(tuple) => tuple.elems.iter().any(makes_value),
        Expr::Array(array) => array.elems.iter().any(makes_value),
        Expr::Paren(paren) => makes_value(&paren.expr),
        Expr::Path(path) => super::constants::has_drop(path),
        _ => false,
    }
}

/// A part of something that lives elsewhere, whatever is run to find it.
fn is_place_like(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) => true,
        Expr::Index(index) => is_place_like(&index.expr),
        Expr::Field(field) => is_place_like(&field.base),
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Deref(_)),
        Expr::Paren(paren) => is_place_like(&paren.expr),
        Expr::Group(group) => is_place_like(&group.expr),
        _ => false,
    }
}

/// The attributes of an expression that stands as a statement: those of what it begins with, where an operator or a cast
/// follows.
pub fn attributes(expr: &mut Expr) -> Option<&mut Vec<Attribute>> {
    Some(match expr {
        Expr::Assign(e) => attributes(&mut e.left)?,
        Expr::Binary(e) => attributes(&mut e.left)?,
        Expr::Cast(e) => attributes(&mut e.expr)?,
        Expr::Array(e) => &mut e.attrs,
        Expr::Async(e) => &mut e.attrs,
        Expr::Await(e) => &mut e.attrs,
        Expr::Block(e) => &mut e.attrs,
        Expr::Break(e) => &mut e.attrs,
        Expr::Call(e) => &mut e.attrs,
        Expr::Closure(e) => &mut e.attrs,
        Expr::Const(e) => &mut e.attrs,
        Expr::Continue(e) => &mut e.attrs,
        Expr::Field(e) => &mut e.attrs,
        Expr::ForLoop(e) => &mut e.attrs,
        Expr::If(e) => &mut e.attrs,
        Expr::Index(e) => &mut e.attrs,
        Expr::Lit(e) => &mut e.attrs,
        Expr::Loop(e) => &mut e.attrs,
        Expr::Macro(e) => &mut e.attrs,
        Expr::Match(e) => &mut e.attrs,
        Expr::MethodCall(e) => &mut e.attrs,
        Expr::Paren(e) => &mut e.attrs,
        Expr::Path(e) => &mut e.attrs,
        Expr::Range(e) => &mut e.attrs,
        Expr::Reference(e) => &mut e.attrs,
        Expr::Repeat(e) => &mut e.attrs,
        Expr::Return(e) => &mut e.attrs,
        Expr::Struct(e) => &mut e.attrs,
        Expr::Try(e) => &mut e.attrs,
        Expr::Tuple(e) => &mut e.attrs,
        Expr::Unary(e) => &mut e.attrs,
        Expr::Unsafe(e) => &mut e.attrs,
        Expr::While(e) => &mut e.attrs,
        Expr::Yield(e) => &mut e.attrs,
        _ => return None,
    })
}

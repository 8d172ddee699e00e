//! Closures that are stored while the machine is paused own the numbers they name.
//!
//! ```text
//! [source]  for n in (0..3).map(|i| i * step) { yield_value!(n) }
//! [output]  let mut iter = IntoIterator::into_iter((0..3).map(move |i| i * step));
//! ```
//!
//! A state cannot hold a borrow of `step`, which lives beside it. A copy of what is `Copy` and not changed by the
//! closure is the same to the program: nothing else can change it while the closure borrows it. A closure that is
//! a variable itself is written down again instead ([`super::alias`]).

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprClosure, Pat};

use super::alias::root_of;
use super::scalars::scalars;
use crate::flow::{VarSet, mentions_in};
use crate::ir::{Block, Node, PauseKind, Stmt};
use crate::lower::is_compound;
use crate::names::{self, MentionId};
use crate::scope::{ClosureKind, Origin, Tables};

/// Makes closures that name numbers and shared references only, and do not change them, `move`.
pub fn own_copies(body: &mut Block, tables: &mut Tables) {
    let scalars = scalars(body, tables);
    Owning {
        tables,
        scalars: &scalars,
    }
    .block(body);
}

struct Owning<'t> {
    tables: &'t mut Tables,
    scalars: &'t VarSet,
}

impl Owning<'_> {
    fn block(&mut self, block: &mut Block) {
        for stmt in &mut block.stmts {
            match stmt {
                Stmt::Plain(syn::Stmt::Local(local)) => self.local(local),
                Stmt::Plain(_) => {}
                Stmt::Let(binding) => {
                    self.node(&mut binding.init);
                    if let Some(otherwise) = &mut binding.otherwise {
                        self.block(otherwise);
                    }
                }
                Stmt::Node(stmt) => self.node(&mut stmt.node),
                Stmt::Part(part) => self.block(&mut part.body),
            }
        }
        if let Some(tail) = &mut block.tail {
            self.node(tail);
        }
    }

    fn local(&mut self, local: &mut syn::Local) {
        if let Some(init) = &mut local.init
            && !(matches!(*init.expr, Expr::Closure(_)) && matches!(local.pat, Pat::Ident(_)))
        {
            self.visit_expr_mut(&mut init.expr);
        }
    }

    fn node(&mut self, node: &mut Node) {
        match node {
            Node::Plain(_) => {}
            Node::Pause(pause) => {
                if let PauseKind::From { delegate, .. } = &mut pause.kind {
                    self.visit_expr_mut(delegate);
                }
            }
            Node::If(branch) => {
                self.node(&mut branch.cond);
                self.block(&mut branch.then);
                if let Some(otherwise) = &mut branch.otherwise {
                    self.block(otherwise);
                }
            }
            Node::Match(choice) => {
                for arm in &mut choice.arms {
                    self.node(&mut arm.body);
                }
            }
            Node::Loop(repeat) => self.block(&mut repeat.body),
            Node::Block(block) => self.block(block),
        }
    }

    /// What the closure captures, if it copies all of it.
    fn copied(&self, closure: &ExprClosure) -> Vec<MentionId> {
        let mut changes = Changes::default();
        changes.visit_expr(&closure.body);
        let mut copied = Vec::new();
        for mention in mentions_in(closure) {
            let Some(row) = self.tables.mention(mention) else {
                continue;
            };
            let var = self.tables.var(row.var);
            if row.in_closure.is_none() || var.is_none_or(|var| var.origin == Origin::Closure) {
                continue;
            }
            if !self.scalars.has(row.var) || changes.0.contains(&mention) {
                return Vec::new();
            }
            copied.push(mention);
        }
        copied
    }
}

impl VisitMut for Owning<'_> {
    fn visit_expr_closure_mut(&mut self, closure: &mut ExprClosure) {
        let copied = match closure.capture {
            None => self.copied(closure),
            Some(_) => Vec::new(),
        };
        if !copied.is_empty() {
            for mention in copied {
                if let Some(row) = self.tables.mentions.get_mut(mention.index()) {
                    row.in_closure = Some(ClosureKind::Move);
                }
            }
            let span = names::made_at(closure.body.span());
            let made: Expr = syn::parse_quote_spanned!(span=> move || ());
            if let Expr::Closure(made) = made {
                closure.capture = made.capture;
            }
        }
        visit_mut::visit_expr_closure_mut(self, closure);
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// The mentions that a closure changes.
#[derive(Default)]
struct Changes(Vec<MentionId>);

impl<'ast> Visit<'ast> for Changes {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        let changed = match expr {
            Expr::Assign(assign) => Some(&assign.left),
            Expr::Binary(binary) if is_compound(&binary.op) => Some(&binary.left),
            Expr::Reference(reference) if reference.mutability.is_some() => Some(&reference.expr),
            // `Read` of a slice moves the slice
            Expr::MethodCall(call) if call.method.to_string().starts_with("read") => {
                Some(&call.receiver)
            }
            _ => None,
        };
        self.0.extend(changed.and_then(|place| root_of(place)));
        visit::visit_expr(self, expr);
    }
}

//! Events of the user's own expressions, in the order of execution.
//!
//! Takes an expression without a pause, tells [`Graph`] which variables it borrows, reads, moves and assigns.
//!
//! ```text
//! x.len() + take(y)      place x, value y
//! ```

use syn::{Expr, UnOp};

use super::call::is_machine;
use super::graph::{Event, Graph, NodeId};
use super::patterns::{matched_mention, mention_of};
use crate::lower::consumes;
use crate::names::{self, MentionId, TargetId, VarId};
use crate::scope::Origin;

impl Graph<'_> {
    /// `expr` is borrowed, or read through.
    pub fn place(&mut self, expr: &Expr) {
        match expr {
            Expr::Path(_) => {
                if let Some(mention) = mention_of(expr) {
                    self.mention(mention, Event::Place);
                }
            }
            Expr::Paren(paren) => self.place(&paren.expr),
            Expr::Group(group) => self.place(&group.expr),
            Expr::Field(field) => self.place(&field.base),
            Expr::Index(index) => {
                self.place(&index.expr);
                self.value(&index.index);
            }
            Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => self.place(&unary.expr),
            other => self.value(other),
        }
    }

    /// `stack.items` of a struct of the file, whose field is surely moved; nobody sees when the others are dropped.
    fn is_moved_out(&self, field: &syn::ExprField) -> bool {
        let row = mention_of(&field.base).and_then(|mention| self.tables.mention(mention));
        let Some(var) = row.and_then(|row| self.tables.var(row.var)) else {
            return false;
        };
        let ty = var.ty.as_ref().or_else(|| self.tables.hints.get(&var.id));
        let named = match ty {
            Some(syn::Type::Path(ty)) => ty.path.segments.last().map(|last| &last.ident),
            None if var.origin == Origin::SelfParam && self.tables.self_is_value => None,
            _ => return false,
        };
        let own = self.tables.self_type.as_ref();
        let name = match named {
            Some(name) if name != "Self" => Some(name),
            _ => own,
        };
        name.is_some_and(|name| {
            let declared = crate::split::Declared::beside(name.span());
            declared.moves_out_alone(name, &field.member)
        })
    }

    /// `*x` as a value: out of a box it moves, unless the variable is a guard.
    pub(super) fn dereferenced(&mut self, expr: &Expr) {
        match mention_of(expr) {
            Some(mention) if !self.is_guard(mention) => self.mention(mention, Event::Value),
            _ => self.place(expr),
        }
    }

    pub(super) fn is_guard(&self, mention: MentionId) -> bool {
        let row = self.tables.mention(mention);
        let is_ours = |var: VarId| {
            let row = self.tables.var(var);
            row.is_some_and(|row| row.origin == Origin::Hidden && row.ident == "guard")
        };
        row.is_some_and(|row| self.guards.contains(&row.var) || is_ours(row.var))
    }

    /// `ConfigBuilder::new()`, `Config::builder()`, and what a method makes of a builder: `b.name("x")`.
    pub(super) fn makes_builder(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => path.path.segments.iter().any(|segment| {
                    let name = segment.ident.to_string();
                    name.ends_with("Builder") || name == "builder"
                }),
                _ => false,
            },
            Expr::MethodCall(call) => {
                let method = call.method.to_string();
                let makes_more = !consumes(&method) && method != "clone";
                makes_more
                    && match mention_of(&call.receiver) {
                        Some(mention) => self.is_builder(mention),
                        None => self.makes_builder(&call.receiver),
                    }
            }
            Expr::Paren(paren) => self.makes_builder(&paren.expr),
            Expr::If(branch) => {
                let otherwise = branch.else_branch.as_ref();
                self.ends_in_builder(&branch.then_branch)
                    || otherwise.is_some_and(|(_, other)| self.makes_builder(other))
            }
            Expr::Match(choice) => choice.arms.iter().any(|arm| self.makes_builder(&arm.body)),
            Expr::Block(block) => self.ends_in_builder(&block.block),
            _ => mention_of(expr).is_some_and(|mention| self.is_builder(mention)),
        }
    }

    fn ends_in_builder(&self, block: &syn::Block) -> bool {
        matches!(block.stmts.last(), Some(syn::Stmt::Expr(value, None)) if self.makes_builder(value))
    }

    pub(super) fn is_builder(&self, mention: MentionId) -> bool {
        let Some(row) = self.tables.mention(mention) else {
            return false;
        };
        let ty = self.tables.var(row.var).and_then(|var| var.ty.as_ref());
        let is_written = matches!(ty, Some(syn::Type::Path(path)) if path.path.segments.last().is_some_and(|last| {
            last.ident.to_string().ends_with("Builder")
        }));
        is_written || self.builders.contains(&row.var)
    }

    /// The place is read, not changed.
    pub(super) fn only_read(&mut self, place: &Expr) {
        self.reads.extend(crate::carry::root_of(place));
    }

    pub(super) fn values<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) {
        for expr in exprs {
            self.value(expr);
        }
    }

    /// `expr` is evaluated to a value.
    pub fn value(&mut self, expr: &Expr) {
        match expr {
            Expr::Path(_) => {
                if let Some(mention) = mention_of(expr) {
                    self.mention(mention, Event::Value);
                }
            }
            Expr::Array(e) => self.values(&e.elems),
            Expr::Tuple(e) => self.values(&e.elems),
            Expr::Repeat(e) => self.value(&e.expr),
            Expr::Assign(e) if matches!(*e.left, Expr::Infer(_)) => {
                if mention_of(&e.right).is_none() {
                    self.place_or_value(&e.right);
                }
            }
            Expr::Assign(e) => {
                let renewed = renewed_by(&e.left, &e.right, self.tables);
                let before = std::mem::replace(&mut self.renewed, renewed);
                self.value(&e.right);
                self.renewed = before;
                self.assignee(&e.left);
            }
            Expr::Binary(e) => self.binary(e),
            Expr::Break(e) => self.leave(e.expr.as_deref(), e.label.as_ref(), true),
            Expr::Continue(e) => self.leave(None, e.label.as_ref(), false),
            Expr::Return(e) => {
                self.values(e.expr.as_deref());
                self.exits.push(self.current);
                self.jump(None);
            }
            Expr::Call(e) => self.call(e),
            Expr::MethodCall(e) => self.method_call(e),
            Expr::Cast(e) => self.value(&e.expr),
            Expr::Field(field) if self.is_moved_out(field) => self.taken_part(expr),
            Expr::Field(_) | Expr::Index(_) => {
                self.only_read(expr);
                self.place(expr);
            }
            Expr::Unary(e) if matches!(e.op, UnOp::Deref(_)) => self.dereferenced(&e.expr),
            Expr::Unary(e) => self.value(&e.expr),
            Expr::Reference(e) => {
                if e.mutability.is_none() {
                    self.only_read(&e.expr);
                }
                self.place(&e.expr);
            }
            Expr::RawAddr(e) => self.place(&e.expr),
            Expr::Group(e) => self.value(&e.expr),
            Expr::Paren(e) => self.value(&e.expr),
            Expr::Range(e) => {
                self.values(e.start.as_deref());
                self.values(e.end.as_deref());
            }
            Expr::Struct(e) => {
                self.values(e.fields.iter().map(|field| &field.expr));
                match e.rest.as_deref() {
                    Some(rest) if is_silent(&e.path) => self.value(rest),
                    Some(rest) => self.place(rest),
                    None => {}
                }
            }
            Expr::Try(e) => {
                self.value(&e.expr);
                self.exits.push(self.current);
            }
            Expr::Await(e) => self.value(&e.base),
            Expr::Closure(e) => self.closure(expr, e.capture.is_some()),
            Expr::Async(e) => self.closure(expr, e.capture.is_some()),
            Expr::Macro(e) if is_machine(&e.mac) => self.closure(expr, true),
            Expr::Macro(e) => self.opaque(&e.attrs),
            _ => self.control(expr),
        }
    }

    pub(super) fn control(&mut self, expr: &Expr) {
        match expr {
            Expr::Block(e) => {
                let target = e
                    .label
                    .as_ref()
                    .and_then(|label| names::parse_target(&label.name));
                self.plain_block(&e.block, target);
            }
            Expr::Unsafe(e) => self.plain_block(&e.block, None),
            Expr::If(e) => {
                let mut misses = Vec::new();
                self.cond(&e.cond, &mut misses);
                self.fork_after(
                    misses,
                    |graph| graph.plain_block(&e.then_branch, None),
                    |graph| graph.values(e.else_branch.as_ref().map(|(_, other)| &**other)),
                );
            }
            Expr::Match(e) => {
                self.scrutinee(&e.expr, e.arms.iter().map(|arm| &arm.pat));
                let of = matched_mention(&e.expr);
                self.arms(e.arms.iter().map(|arm| &arm.pat), of, |graph, index| {
                    graph.values(e.arms.get(index).map(|arm| &*arm.body));
                });
            }
            Expr::Loop(e) => self.plain_loop(e.label.as_ref(), |graph, _| {
                graph.plain_block(&e.body, None)
            }),
            Expr::While(e) => self.plain_loop(e.label.as_ref(), |graph, leave| {
                let mut misses = Vec::new();
                graph.cond(&e.cond, &mut misses);
                for miss in misses {
                    graph.edge(miss, leave);
                }
                graph.plain_block(&e.body, None);
            }),
            Expr::ForLoop(e) => {
                self.value(&e.expr);
                self.plain_loop(e.label.as_ref(), |graph, leave| {
                    graph.edge(graph.current, leave);
                    graph.event(Event::Pass);
                    graph.matched(&e.pat, None);
                    graph.plain_block(&e.body, None);
                });
            }
            Expr::Let(_) => self.cond(expr, &mut Vec::new()),
            _ => {}
        }
    }

    pub(super) fn plain_loop(
        &mut self,
        label: Option<&syn::Label>,
        body: impl FnOnce(&mut Self, NodeId),
    ) {
        let head = self.event(Event::Pass);
        let leave = match label.and_then(|label| names::parse_target(&label.name)) {
            Some(target) => self.enter(target, Some(head)),
            None => self.fresh(Event::Pass),
        };
        body(self, leave);
        self.edge(self.current, head);
        self.current = leave;
    }

    pub(super) fn plain_block(&mut self, block: &syn::Block, target: Option<TargetId>) {
        let leave = target.map(|target| self.enter(target, None));
        for stmt in &block.stmts {
            self.plain_stmt(stmt);
        }
        if let Some(leave) = leave {
            self.edge(self.current, leave);
            self.current = leave;
        }
    }

    pub(super) fn binary(&mut self, binary: &syn::ExprBinary) {
        use syn::BinOp;
        match &binary.op {
            BinOp::And(_) | BinOp::Or(_) => {
                self.value(&binary.left);
                let short = self.event(Event::Pass);
                self.value(&binary.right);
                let end = self.event(Event::Pass);
                self.edge(short, end);
            }
            op if crate::lower::is_comparison(op) => {
                self.only_read(&binary.left);
                self.only_read(&binary.right);
                self.place(&binary.left);
                self.place(&binary.right);
            }
            op if crate::lower::is_compound(op) => {
                self.value(&binary.right);
                self.place(&binary.left);
            }
            _ => {
                self.value(&binary.left);
                self.value(&binary.right);
            }
        }
    }

    pub(super) fn assignee(&mut self, left: &Expr) {
        match left {
            Expr::Path(_) => {
                if let Some(mention) = mention_of(left) {
                    self.mention(mention, Event::Assign);
                }
            }
            Expr::Tuple(e) => e.elems.iter().for_each(|elem| self.assignee(elem)),
            Expr::Array(e) => e.elems.iter().for_each(|elem| self.assignee(elem)),
            Expr::Struct(e) => e.fields.iter().for_each(|field| self.assignee(&field.expr)),
            Expr::Call(e) => e.args.iter().for_each(|arg| self.assignee(arg)),
            Expr::Paren(e) => self.assignee(&e.expr),
            Expr::Group(e) => self.assignee(&e.expr),
            other => self.place(other),
        }
    }

    pub(super) fn leave(
        &mut self,
        value: Option<&Expr>,
        label: Option<&syn::Lifetime>,
        is_break: bool,
    ) {
        self.values(value);
        let exits = label
            .and_then(names::parse_target)
            .and_then(|target| self.targets.get(&target).copied());
        let to = exits.and_then(|exits| {
            if is_break {
                Some(exits.leave)
            } else {
                exits.head
            }
        });
        self.jump(to);
    }
}

/// The variable that a place begins with.
pub fn mention_of_place(place: &Expr) -> Option<MentionId> {
    if crate::lower::is_place(place) {
        crate::carry::root_of(place)
    } else {
        None
    }
}

/// Fields of a variable, without going through a reference.
pub fn is_fields(expr: &Expr) -> bool {
    match expr {
        Expr::Field(field) => is_fields(&field.base),
        Expr::Paren(paren) => is_fields(&paren.expr),
        Expr::Group(group) => is_fields(&group.expr),
        Expr::Path(_) => true,
        _ => false,
    }
}

/// The `x` that `x = x.step().more()` begins with.
pub fn renewed_by(left: &Expr, right: &Expr, tables: &crate::scope::Tables) -> Option<MentionId> {
    fn first(expr: &Expr) -> Option<MentionId> {
        match expr {
            Expr::MethodCall(call) => mention_of(&call.receiver).or_else(|| first(&call.receiver)),
            Expr::Try(tried) => first(&tried.expr),
            Expr::Paren(paren) => first(&paren.expr),
            _ => None,
        }
    }
    let var = |mention: MentionId| tables.mention(mention).map(|row| row.var);
    let first = first(right)?;
    (var(first) == var(mention_of(left)?)).then_some(first)
}

/// Whether a literal is one of a struct of the file's of which nobody sees when what is left of another is dropped.
fn is_silent(path: &syn::Path) -> bool {
    let last = path.segments.last().map(|last| &last.ident);
    last.is_some_and(|name| crate::split::Declared::beside(name.span()).drops_in_silence(name))
}

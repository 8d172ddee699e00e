//! Where a name is visible: blocks, statements, conditions, arms, closures.
//!
//! Takes an expression with the user's names, leaves it in sentinels. The order is Rust's: the
//! initializer of a `let` comes before its pattern, the `else` of a `let` sees nothing that it
//! binds, the bindings of `if let` reach the rest of the condition and the first branch. Types,
//! items and constants see no local and are not entered.

use super::binding::{Bound, Use};
use super::pause::Place;
use super::{ClosureKind, How, Resolver, TargetKind};
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{
    AngleBracketedGenericArguments, Arm, Attribute, BinOp, Block, Expr, ExprAsync, ExprBlock,
    ExprClosure, ExprForLoop, ExprIf, ExprLoop, ExprUnsafe, ExprWhile, FieldValue, Item, Macro,
    Pat, PathArguments, Token, Type,
};

impl Resolver<'_> {
    /// Puts any expression into sentinels.
    pub(super) fn expression(&mut self, expr: &mut Expr) {
        self.visit_expr_mut(expr);
    }

    /// The condition of `if` and `while`, and a guard: `a && let P = b && c`. What a `let` binds
    /// is visible in what follows, to the end of the block opened by the caller.
    pub(super) fn condition(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Let(binding) => {
                self.expression(&mut binding.expr);
                self.bind(&mut binding.pat, Use::MATCH);
            }
            Expr::Binary(binary) if matches!(binary.op, BinOp::And(_)) => {
                self.condition(&mut binary.left);
                self.condition(&mut binary.right);
            }
            Expr::Group(group) => self.condition(&mut group.expr),
            _ => self.expression(expr),
        }
    }

    /// `if condition` after a pattern.
    pub(super) fn guard(&mut self, guard: &mut Expr) {
        let outside = self.place.enter(Place::Guard);
        self.condition(guard);
        self.place = outside;
    }

    fn if_expression(&mut self, expr: &mut ExprIf) {
        self.environment.open();
        self.condition(&mut expr.cond);
        self.block(&mut expr.then_branch);
        self.environment.close();
        if let Some((_, branch)) = &mut expr.else_branch {
            self.expression(branch);
        }
    }

    fn block_expression(&mut self, expr: &mut ExprBlock) {
        let labelled = expr.label.is_some();
        if labelled {
            let span = expr.block.span();
            self.open_target(&mut expr.label, TargetKind::Block, span);
        }
        self.block(&mut expr.block);
        if labelled {
            self.jumps.close();
        }
    }

    fn endless_loop(&mut self, expr: &mut ExprLoop) {
        self.open_target(&mut expr.label, TargetKind::Loop, expr.loop_token.span);
        self.block(&mut expr.body);
        self.jumps.close();
    }

    fn while_loop(&mut self, expr: &mut ExprWhile) {
        self.open_target(&mut expr.label, TargetKind::While, expr.while_token.span);
        self.environment.open();
        self.condition(&mut expr.cond);
        self.block(&mut expr.body);
        self.environment.close();
        self.jumps.close();
    }

    fn for_loop(&mut self, expr: &mut ExprForLoop) {
        self.expression(&mut expr.expr);
        self.open_target(&mut expr.label, TargetKind::For, expr.for_token.span);
        self.environment.open();
        self.bind(&mut expr.pat, Use::FOR);
        self.block(&mut expr.body);
        self.environment.close();
        self.jumps.close();
    }

    pub(super) fn arm(&mut self, arm: &mut Arm) {
        self.environment.open();
        if let Pat::Guard(guarded) = &mut arm.pat {
            // Unlike a guard inside a pattern, what this one binds reaches the body.
            self.bind(&mut guarded.pat, Use::MATCH);
            self.guard(&mut guarded.guard);
        } else {
            self.bind(&mut arm.pat, Use::MATCH);
        }
        self.expression(&mut arm.body);
        self.environment.close();
    }

    /// `|inputs| body`: a function of its own, which sees the variables around it.
    fn closure(&mut self, closure: &mut ExprClosure) {
        let kind = capture(closure.capture.is_some());
        let outside = self.open_function(kind, Place::Closure);
        let mut bound = Bound::new();
        for input in &mut closure.inputs {
            self.collect(input, None, Use::CLOSURE, &mut bound);
        }
        self.commit(bound);
        self.expression(&mut closure.body);
        self.close_function(outside);
    }

    fn async_block(&mut self, expr: &mut ExprAsync) {
        let is_ours = crate::waits::is_ours(&expr.attrs);
        let first = self.tables.mentions.len();
        let outside = self.open_function(capture(expr.capture.is_some()), Place::Async);
        self.block(&mut expr.block);
        self.close_function(outside);
        if is_ours {
            expr.attrs.clear();
            let made = first..self.tables.mentions.len();
            self.tables
                .waiting
                .extend(made.map(crate::names::MentionId::new));
        }
    }

    fn unsafe_block(&mut self, expr: &mut ExprUnsafe) {
        let outside = self.place.enter(Place::Unsafe);
        self.block(&mut expr.block);
        self.place = outside;
    }

    fn open_function(&mut self, kind: ClosureKind, place: Place) -> Place {
        self.environment.open_closure(kind);
        self.jumps.open_barrier();
        self.place.enter(place)
    }

    fn close_function(&mut self, outside: Place) {
        self.place = outside;
        self.jumps.close();
        self.environment.close_closure();
    }

    /// `const { .. }`: sees no local and no label.
    fn constant(&mut self, block: &mut Block) {
        self.environment.open_sealed();
        self.jumps.open_barrier();
        let outside = self.place.enter(Place::Const);
        self.block(block);
        self.place = outside;
        self.jumps.close();
        self.environment.close();
    }

    /// A path in an expression: a mention, if it is a variable.
    fn path(&mut self, expr: &mut Expr, called: bool) {
        let Expr::Path(path) = expr else { return };
        let ident = match path.path.get_ident() {
            Some(ident) if path.qself.is_none() => ident,
            _ => return visit_mut::visit_expr_path_mut(self, path),
        };
        match self.mention(ident, How::Plain) {
            Some(sentinel) => path.path = sentinel.into(),
            None if self.yield_without_bang(&ident.clone()) || called => {}
            None => self.not_found(&ident.clone()),
        }
    }

    /// Whether the point is inside a closure, an async block or a constant.
    pub(super) fn enclosed(&self) -> bool {
        self.environment.in_closure() || self.place == Place::Const
    }
}

impl VisitMut for Resolver<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Path(_) => self.path(expr, false),
            Expr::Call(call) => {
                match &mut *call.func {
                    func @ Expr::Path(_) => self.path(func, true),
                    func => self.expression(func),
                }
                for arg in &mut call.args {
                    self.expression(arg);
                }
            }
            Expr::Macro(_) => self.macro_expression(expr),
            Expr::Yield(_) => self.bare_yield(expr),
            Expr::Await(awaited) => {
                self.check_await(awaited);
                self.expression(&mut awaited.base);
            }
            Expr::Block(block) => self.block_expression(block),
            Expr::Loop(expr) => self.endless_loop(expr),
            Expr::While(expr) => self.while_loop(expr),
            Expr::ForLoop(expr) => self.for_loop(expr),
            Expr::If(expr) => self.if_expression(expr),
            Expr::Let(binding) => {
                let place = binding.let_token;
                self.errors
                    .report(place, "expected an expression, found a `let` statement")
                    .help("begin a statement with it: `let pattern = value;`, or test for it: `if let pattern = value { .. }`")
                    .note("a `let` that is worth `true` or `false` stands in the conditions of `if`, `while` and guards only");
                self.environment.open();
                self.condition(expr);
                self.environment.close();
            }
            Expr::Match(expr) => {
                self.expression(&mut expr.expr);
                expr.arms.iter_mut().for_each(|arm| self.arm(arm));
            }
            Expr::Break(jump) => {
                self.break_label(jump);
                visit_mut::visit_expr_break_mut(self, jump);
            }
            Expr::Continue(jump) => self.continue_label(jump),
            Expr::Closure(closure) => self.closure(closure),
            Expr::Async(expr) => self.async_block(expr),
            Expr::Unsafe(expr) => self.unsafe_block(expr),
            Expr::Const(expr) => self.constant(&mut expr.block),
            Expr::Repeat(repeat) => {
                self.expression(&mut repeat.expr);
                self.constant_tokens(&repeat.len);
            }
            Expr::Verbatim(tokens) => self.unknown_tokens(tokens),
            _ => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_block_mut(&mut self, block: &mut Block) {
        self.block(block);
    }

    /// `Foo { x }` is made `Foo { x: __coro_use_n }`.
    fn visit_field_value_mut(&mut self, field: &mut FieldValue) {
        if field.colon_token.is_some() {
            return self.expression(&mut field.expr);
        }
        let Expr::Path(path) = &mut field.expr else {
            return;
        };
        let Some(ident) = path.path.get_ident() else {
            return;
        };
        match self.mention(ident, How::Shorthand) {
            Some(sentinel) => {
                field.colon_token = Some(Token![:](ident.span()));
                path.path = sentinel.into();
            }
            None => self.not_found(&ident.clone()),
        }
    }

    fn visit_type_mut(&mut self, ty: &mut Type) {
        self.constant_tokens(ty);
    }

    fn visit_path_arguments_mut(&mut self, arguments: &mut PathArguments) {
        self.constant_tokens(arguments);
    }

    fn visit_angle_bracketed_generic_arguments_mut(
        &mut self,
        arguments: &mut AngleBracketedGenericArguments,
    ) {
        self.constant_tokens(arguments);
    }

    fn visit_attribute_mut(&mut self, _: &mut Attribute) {}

    fn visit_item_mut(&mut self, _: &mut Item) {}

    fn visit_macro_mut(&mut self, _: &mut Macro) {}
}

/// How a closure captures, with `move` or without.
fn capture(by_move: bool) -> ClosureKind {
    if by_move {
        ClosureKind::Move
    } else {
        ClosureKind::ByRef
    }
}

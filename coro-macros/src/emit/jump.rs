//! `return`, `?`, `break`, `continue`, and assignments to variables with a drop flag, in the user's own syntax.
//!
//! Takes an expression in sentinels, gives it with each jump that leaves the arm written in the machine's terms.
//! One stack of levels decides; what stays inside the expression is left alone.
//!
//! ```text
//! [source]  return v;          [output]  break 'complete v;
//! [source]  e?                 [output]  match Try::branch(e) { Continue(value) => value, Break(r) => break 'complete .. }
//! [source]  break 'outer;      [output]  break 'for1;
//! [source]  continue;          [output]  continue 'for1;
//! ```

use proc_macro2::Span;
use quote::format_ident;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Lifetime, parse_quote_spanned};

use super::{Emitter, LevelKind, Stub, Then, ours};
use crate::begin::begin;
use crate::carry::is_plain_move;
use crate::flow::{Use, is_machine, mention_of, mentions_in};
use crate::lower::each_place;
use crate::names::{self, TargetId, VarId};
use crate::scope::{ClosureKind, Tables};
use crate::syntax::made;
use crate::tokens::{TokenStream, quote_spanned};

impl Emitter<'_> {
    /// The user's expression, ready.
    pub(super) fn expr(&mut self, expr: &Expr) -> TokenStream {
        let mut expr = expr.clone();
        let lets = self.capture_in_expr(&mut expr);
        if !lets.is_empty() {
            let span = ours(begin(&expr));
            expr = parse_quote_spanned!(span=> { #(#lets)* #expr });
        }
        Rewriter { emitter: self }.visit_expr_mut(&mut expr);
        self.print(&expr)
    }

    /// The user's statement, ready.
    pub(super) fn stmt(&mut self, stmt: &syn::Stmt) -> TokenStream {
        let mut stmt = stmt.clone();
        let lets = self.capture_in_stmt(&mut stmt);
        Rewriter { emitter: self }.visit_stmt_mut(&mut stmt);
        let stmt = self.print(&stmt);
        let span = ours(self.plan.span);
        quote_spanned!(span=> #(#lets)* #stmt)
    }

    /// The user's pattern; its guard may jump.
    pub(super) fn rewritten_pattern(&mut self, pat: &syn::Pat) -> syn::Pat {
        let mut pat = pat.clone();
        Rewriter { emitter: self }.visit_pat_mut(&mut pat);
        pat
    }

    /// The level of a loop that is a level here, by its place in the stack.
    fn loop_level(&self, target: TargetId) -> Option<usize> {
        self.stack.iter().position(|level| {
            self.levels
                .get(*level)
                .is_some_and(|level| level.kind == LevelKind::Loop(target))
        })
    }

    fn break_to(&mut self, target: TargetId, value: Option<Box<Expr>>, span: Span) -> Option<Expr> {
        let place = ours(span);
        if let Some(position) = self.loop_level(target) {
            let is_inner = position + 1 < self.stack.len();
            let level = self.levels.get_mut(*self.stack.get(position)?)?;
            level.leaves = true;
            level.leaves_holding |= is_inner;
            let label = at(&level.label, place);
            return Some(made::leave(label, value, place));
        }
        let home = *self.blocks.get(&target)?;
        let label = if home + 1 == self.stack.len() {
            block_label(target, place)
        } else {
            let label = self.fresh_label("leave", place);
            let arm = self.arms.get_mut(home)?;
            arm.stubs.push(Stub {
                label: label.clone(),
                then: Then::Leave(target),
            });
            label
        };
        Some(made::leave(label, value, place))
    }

    fn continue_to(&mut self, target: TargetId, span: Span) -> Option<Expr> {
        let place = ours(span);
        let position = self.loop_level(target)?;
        if position + 1 == self.stack.len() {
            let level = self.levels.get(*self.stack.get(position)?)?;
            let label = at(&level.label, place);
            return Some(parse_quote_spanned!(place=> continue #label));
        }
        let label = match self.arms.get(position).and_then(|arm| arm.next.clone()) {
            Some(label) => label,
            None => {
                let label = self.fresh_label("next", place);
                self.arms.get_mut(position)?.next = Some(label.clone());
                label
            }
        };
        let label = at(&label, place);
        Some(parse_quote_spanned!(place=> break #label))
    }

    pub(super) fn fresh_label(&mut self, word: &str, span: Span) -> Lifetime {
        self.labels += 1;
        Lifetime::new(&format!("'{word}{}", self.labels), ours(span))
    }

    /// The label of the root, which something now leaves.
    pub(super) fn complete(&mut self, span: Span) -> Lifetime {
        if let Some(root) = self.levels.first_mut() {
            root.leaves = true;
        }
        Lifetime::new("'complete", span)
    }

    fn returned(&mut self, value: Option<Box<Expr>>, span: Span) -> Expr {
        let place = ours(span);
        let label = self.complete(place);
        let unit = || Box::new(parse_quote_spanned!(place=> ()));
        made::leave(label, Some(value.unwrap_or_else(unit)), place)
    }

    /// `x.push(x.len())` of a variable with a drop flag: going through it is no two-phase borrow.
    fn borrows_twice(&self, call: &syn::ExprMethodCall) -> bool {
        let var = |id| self.plan.tables.mention(id).map(|row| row.var);
        let Some(receiver) = mention_of(&call.receiver).and_then(var) else {
            return false;
        };
        let mut named = call.args.iter().flat_map(mentions_in).filter_map(var);
        self.plan.carry.is_flagged(receiver) && named.any(|var| var == receiver)
    }

    /// Whether a destructuring assignment gives a value to a variable with a drop flag.
    fn assigns_flagged(&self, left: &Expr) -> bool {
        mentions_in(left)
            .into_iter()
            .any(|id| self.is_flagged_target(id))
    }

    fn is_flagged_target(&self, id: names::MentionId) -> bool {
        let row = self.plan.tables.mention(id);
        self.plan.flow.use_of(id) == Use::Assign
            && row.is_some_and(|row| self.plan.carry.is_flagged(row.var))
    }

    /// `(a, b) = e` is `{ let (part1, part2) = e; a = Flagged::new(part1); b = part2; }`, as in the reference.
    fn assign_parts(&mut self, assign: &syn::ExprAssign, span: Span) -> Expr {
        let mut left = (*assign.left).clone();
        let mut parts: Vec<(Expr, syn::Ident)> = Vec::new();
        each_place(&mut left, &mut |place| {
            let name = format_ident!("part{}", parts.len() + 1, span = span);
            let part: Expr = parse_quote_spanned!(span=> #name);
            parts.push((std::mem::replace(place, part), name));
        });
        let assigned = parts.into_iter().map(|(place, name)| {
            let is_flagged = mention_of(&place).is_some_and(|id| self.is_flagged_target(id));
            match is_flagged {
                true => quote_spanned!(span=> #place = __coro_lib_Flagged::new(#name);),
                false => quote_spanned!(span=> #place = #name;),
            }
        });
        let (assigned, right): (Vec<_>, _) = (assigned.collect(), &assign.right);
        parse_quote_spanned!(span=> { let #left = #right; #(#assigned)* })
    }

    /// `return log` where `log` is held by an enclosing state: the place in the stack where it is a local.
    fn returned_from_home(&self, expr: &Expr) -> Option<usize> {
        let Expr::Return(returned) = expr else {
            return None;
        };
        let mut value = returned.expr.as_deref()?.clone();
        let mut fields = MovedFields(self.plan.tables, Vec::new());
        fields.visit_expr_mut(&mut value);
        let fields = fields.1;
        if !is_plain_move(&value) {
            return None;
        }
        let mut home = None;
        for id in mentions_in(&value) {
            let var = self.plan.tables.mention(id)?.var;
            if !self.parked.contains_key(&var) {
                return None;
            }
            let moves = self.plan.flow.use_of(id) == Use::Move || fields.contains(&id);
            if moves && !self.plan.carry.is_scalar(var) {
                let at = self.homes.get(&var).copied()?;
                home = Some(home.map_or(at, |other: usize| other.max(at)));
            }
        }
        home
    }

    fn return_at_home(&mut self, expr: &Expr) -> Option<Expr> {
        let place = ours(expr.span());
        let home = self.returned_from_home(expr)?;
        let label = self.fresh_label("return", place);
        let arm = self.arms.get_mut(home)?;
        arm.stubs.push(Stub {
            label: label.clone(),
            then: Then::Return(expr.clone()),
        });
        Some(parse_quote_spanned!(place=> break #label))
    }

    /// The index that is used again and is a number, so that it need not be asked.
    fn number_of(&self, expr: &Expr) -> Option<Expr> {
        let index = crate::lower::indexing(expr)?;
        let row = mention_of(index).and_then(|mention| self.plan.tables.mention(mention))?;
        let is_number = self.plan.carry.is_scalar(row.var);
        is_number.then(|| index.clone())
    }

    fn is_flagged_assignment(&self, left: &Expr) -> bool {
        mention_of(left)
            .and_then(|mention| self.plan.tables.mention(mention))
            .is_some_and(|mention| self.plan.carry.is_flagged(mention.var))
    }

    /// Variables that a `move` closure takes and that are not plain names here.
    fn captured_specially(&self, closure: &Expr) -> Vec<(names::MentionId, VarId)> {
        let mut found: Vec<(names::MentionId, VarId)> = Vec::new();
        for id in mentions_in(closure) {
            let Some(mention) = self.plan.tables.mention(id) else {
                continue;
            };
            let special =
                self.parked.contains_key(&mention.var) || self.plan.carry.is_flagged(mention.var);
            if mention.in_closure == Some(ClosureKind::Move)
                && special
                && !found.iter().any(|(_, var)| *var == mention.var)
            {
                found.push((id, mention.var));
            }
        }
        found
    }
}

/// Puts `stack` in the stead of `stack.items`, where the file says that this is moved out.
struct MovedFields<'t>(&'t Tables, Vec<names::MentionId>);

impl VisitMut for MovedFields<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Expr::Field(field) = expr
            && let Some(id) = mention_of(&field.base)
            && let Some(syn::Type::Path(ty)) = crate::split::type_of(&field.base, self.0)
            && let Some(last) = ty.path.segments.last()
            && crate::split::Declared::beside(last.ident.span())
                .moves_out(&last.ident, &field.member)
        {
            self.1.push(id);
            *expr = (*field.base).clone();
            return;
        }
        visit_mut::visit_expr_mut(self, expr);
    }
}

/// The label of a block of the user's that pauses.
pub fn block_label(target: TargetId, span: Span) -> Lifetime {
    Lifetime::new(&format!("'block{}", target.0), ours(span))
}

fn at(label: &Lifetime, span: Span) -> Lifetime {
    let mut label = label.clone();
    label.set_span(span);
    label
}

/// `match x.len() { operand => x.push(operand) }`: the temporaries of the operands live to the end of the user's statement.
fn two_phases(call: &syn::ExprMethodCall, span: Span) -> Expr {
    let mut call = call.clone();
    let (mut names, mut values) = (Vec::new(), Vec::new());
    for (index, arg) in call.args.iter_mut().enumerate() {
        if matches!(arg, Expr::Closure(_) | Expr::Lit(_)) {
            continue;
        }
        let name = format_ident!("operand{}", index + 1, span = span);
        values.push(std::mem::replace(arg, parse_quote_spanned!(span=> #name)));
        names.push(name);
    }
    match (names.as_slice(), values.as_slice()) {
        ([], _) => Expr::MethodCall(call),
        ([name], [value]) => {
            let mut first: syn::ExprMatch =
                parse_quote_spanned!(span=> match () { #name => #call });
            // by itself, as a literal of a struct could not be parsed here
            *first.expr = value.clone();
            Expr::Match(first)
        }
        _ => parse_quote_spanned!(span=> match (#(#values),*) { (#(#names),*) => #call }),
    }
}

/// `let _ = x` and `_ = x` do not look at `x`, which need not be at hand.
fn unlooked(scrutinee: &mut Expr) {
    if mention_of(scrutinee).is_some() {
        let span = ours(scrutinee.span());
        *scrutinee = parse_quote_spanned!(span=> ());
    }
}

struct Rewriter<'e, 'a> {
    emitter: &'e mut Emitter<'a>,
}

impl Rewriter<'_, '_> {
    fn question(&mut self, tried: syn::ExprTry) -> Expr {
        let place = ours(tried.question_token.span);
        let value = match *tried.expr {
            // in an argument they are superfluous, and rustc says so: `(*item)?`
            Expr::Paren(paren) => paren.expr,
            value => Box::new(value),
        };
        let label = self.emitter.complete(place);
        let got = format_ident!("value", span = place);
        let rest = format_ident!("residual", span = place);
        parse_quote_spanned! {place=>
            match __coro_lib_Try::branch(#value) {
                __coro_lib_Continue(#got) => #got,
                __coro_lib_Break(#rest) => break #label __coro_lib_FromResidual::from_residual(#rest),
            }
        }
    }

    /// A `move` closure gets what it captures as variables of their own names.
    fn move_closure(&mut self, closure: &mut Expr) {
        let special = self.emitter.captured_specially(closure);
        if special.is_empty() {
            return;
        }
        // one around it only borrows them
        let is_around = matches!(closure, Expr::Closure(closure) if closure.capture.is_none());
        let is_copied = |var: VarId| {
            let ty = self
                .emitter
                .plan
                .tables
                .var(var)
                .and_then(|row| row.ty.as_ref());
            self.emitter.plan.carry.is_scalar(var)
                || matches!(ty, Some(syn::Type::Reference(ty)) if ty.mutability.is_none())
        };
        if let (true, Expr::Closure(around)) = (
            is_around && special.iter().all(|(_, var)| is_copied(*var)),
            &mut *closure,
        ) {
            return MoveClosures(self).visit_expr_mut(&mut around.body);
        }
        let span = ours(closure.span());
        let mut lets = TokenStream::new();
        for (mention, var) in &special {
            let value = self.emitter.print(&names::mention(*mention, span));
            let name = self.emitter.own_name(*var, true);
            lets.extend(quote_spanned!(span=> let mut #name = #value;));
        }
        let saved = self.emitter.plain.clone();
        self.emitter
            .plain
            .extend(special.iter().map(|(_, var)| *var));
        let body = self.emitter.print(closure);
        self.emitter.plain = saved;
        *closure = parse_quote_spanned!(span=> { #lets #body });
    }
}

/// The closures in the body of another.
struct MoveClosures<'r, 'e, 'p>(&'r mut Rewriter<'e, 'p>);

impl VisitMut for MoveClosures<'_, '_, '_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Closure(_) | Expr::Async(_) => self.0.move_closure(expr),
            _ => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

impl VisitMut for Rewriter<'_, '_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Some(index) = self.emitter.number_of(expr) {
            *expr = index;
        }
        match expr {
            Expr::Match(choice) if !crate::flow::looks(choice.arms.iter().map(|arm| &arm.pat)) => {
                unlooked(&mut choice.expr);
            }
            Expr::Assign(assign) if matches!(*assign.left, Expr::Infer(_)) => {
                unlooked(&mut assign.right);
            }
            _ => {}
        }
        if let Expr::Match(choice) = expr
            && let Some(kept) = self.emitter.kept_by_arms(&choice.expr)
        {
            for arm in &mut choice.arms {
                let restore = self.emitter.keep_in_arm(&mut arm.pat, &kept);
                if restore.is_empty() {
                    continue;
                }
                let span = ours(arm.body.span());
                let body = &arm.body;
                let body: Expr = parse_quote_spanned!(span=> { #(#restore)* #body });
                *arm.body = body;
            }
        }
        match expr {
            Expr::Closure(_) | Expr::Async(_) => return self.move_closure(expr),
            Expr::Macro(made) if is_machine(&made.mac) => return self.move_closure(expr),
            Expr::Const(_) => return,
            Expr::Macro(call) => {
                if let Some(around) = self.emitter.opaque_macro(call) {
                    *expr = around;
                }
                return;
            }
            _ => visit_mut::visit_expr_mut(self, expr),
        }
        let span = begin(expr);
        let replacement = match expr {
            Expr::Return(_) if self.emitter.returned_from_home(expr).is_some() => {
                self.emitter.return_at_home(expr)
            }
            Expr::Return(e) => Some(self.emitter.returned(e.expr.take(), span)),
            Expr::Try(e) => {
                let tried = e.clone();
                Some(self.question(tried))
            }
            Expr::Break(e) => {
                let target = e.label.as_ref().and_then(names::parse_target);
                let value = e.expr.clone();
                target.and_then(|target| self.emitter.break_to(target, value, span))
            }
            Expr::Continue(e) => {
                let target = e.label.as_ref().and_then(names::parse_target);
                target.and_then(|target| self.emitter.continue_to(target, span))
            }
            Expr::MethodCall(e) if self.emitter.borrows_twice(e) => Some(two_phases(e, ours(span))),
            Expr::Assign(e)
                if mention_of(&e.left).is_none() && self.emitter.assigns_flagged(&e.left) =>
            {
                Some(self.emitter.assign_parts(e, ours(span)))
            }
            Expr::Assign(e) if self.emitter.is_flagged_assignment(&e.left) => {
                let value = &e.right;
                let place = ours(span);
                let wrapped: Expr = parse_quote_spanned!(place=> __coro_lib_Flagged::new(#value));
                *e.right = wrapped;
                None
            }
            Expr::Assign(_) | Expr::Binary(_) => {
                self.emitter.index_first(expr);
                None
            }
            _ => None,
        };
        if let Some(replacement) = replacement {
            *expr = replacement;
        }
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}

    fn visit_expr_let_mut(&mut self, binding: &mut syn::ExprLet) {
        self.emitter
            .moved_if_matched(&mut binding.pat, &mut binding.expr);
        visit_mut::visit_expr_let_mut(self, binding);
    }

    fn visit_local_mut(&mut self, local: &mut syn::Local) {
        if let Some(init) = &mut local.init
            && init.diverge.is_some()
        {
            self.emitter
                .moved_if_matched(&mut local.pat, &mut init.expr);
        }
        if let (syn::Pat::Wild(_), Some(init)) = (&local.pat, &mut local.init) {
            unlooked(&mut init.expr);
        }
        visit_mut::visit_local_mut(self, local);
    }

    /// A variable that crosses a pause is bound `mut` wherever it is bound; the user's `mut` is for all of them.
    fn visit_pat_ident_mut(&mut self, pat: &mut syn::PatIdent) {
        if let (Some(names::Sentinel::Variable(var)), Some(mutability)) =
            (names::parse(&pat.ident), &mut pat.mutability)
            && (self.emitter.plan.flow.spans(var) || self.emitter.plan.carry.is_flagged(var))
        {
            mutability.span = ours(mutability.span);
        }
        visit_mut::visit_pat_ident_mut(self, pat);
    }
}

//! Operands, in Rust's order of evaluation.
//!
//! Takes an expression that pauses in one of its operands, gives the expression without the pause; what was
//! evaluated before the pause stands in `let`s before it.
//!
//! ```text
//! [source]  f(a(), x, yield_value!(1), b())
//! [output]  let arg = a();  let arg = x;  let sent = yield_value!(1);   f(arg, arg, sent, b())
//! ```
//!
//! Three things stay where they are (lowering.md, remedy 9): what has no effect and cannot change (literals,
//! paths, closures), a place that is borrowed by the operation (a receiver, `&x`, both sides of `==`), and
//! everything after the last pause.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{BinOp, Expr, UnOp};

use super::pause::is_place;
use super::{Lowerer, pauses, pauses::yield_kind};
use crate::flow::{mention_of, strip};
use crate::ir::{Node, Stmt};
use crate::names::{self, Sentinel, VarId};
use crate::scope::{ArgContext, Tables};

/// What an operation does with an operand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Moves or copies it.
    Value,
    /// Borrows it or reads through it, as a place.
    Place,
}

/// The operands of `expr` in the order Rust evaluates them; `None` where control flow decides.
pub fn operands<'e>(
    expr: &'e mut Expr,
    tables: &Tables,
) -> Option<Vec<(Role, &'static str, &'e mut Expr)>> {
    use Role::{Place, Value};
    Some(match expr {
        Expr::Array(e) => e.elems.iter_mut().map(|e| (Value, "item", e)).collect(),
        Expr::Tuple(e) => e.elems.iter_mut().map(|e| (Value, "item", e)).collect(),
        Expr::Repeat(e) => vec![(Value, "item", &mut *e.expr)],
        Expr::Assign(e) => vec![
            (Value, "operand", &mut *e.right),
            (Place, "place", &mut *e.left),
        ],
        Expr::Binary(e) => return binary_operands(e),
        Expr::Break(e) => vec![(Value, "operand", &mut **e.expr.as_mut()?)],
        Expr::Return(e) => vec![(Value, "operand", &mut **e.expr.as_mut()?)],
        Expr::Call(e) => call_operands(e, tables)?,
        Expr::MethodCall(e) => {
            // what a method leaves lives to the end of the statement
            let name = match super::temporary::leaves(e, tables) {
                _ if super::temporary::is_of_builder(&e.receiver, tables) => "builder",
                true => "guard",
                false => "receiver",
            };
            std::iter::once((Place, name, &mut *e.receiver))
                .chain(e.args.iter_mut().map(|arg| (Value, "operand", arg)))
                .collect()
        }
        Expr::Cast(e) => vec![(Value, "operand", &mut *e.expr)],
        Expr::Field(e) => vec![(Place, "owner", &mut *e.base)],
        Expr::Group(e) => vec![(Value, "operand", &mut *e.expr)],
        Expr::Paren(e) => vec![(Value, "operand", &mut *e.expr)],
        Expr::Index(e) => vec![
            (Place, "owner", &mut *e.expr),
            (Value, "index", &mut *e.index),
        ],
        Expr::Range(e) => [e.start.as_deref_mut(), e.end.as_deref_mut()]
            .into_iter()
            .flatten()
            .map(|end| (Value, "end", end))
            .collect(),
        Expr::RawAddr(e) => vec![(Place, "place", &mut *e.expr)],
        Expr::Reference(e) => vec![(Place, "place", &mut *e.expr)],
        Expr::Struct(e) => e
            .fields
            .iter_mut()
            .map(|field| (Value, "field", &mut field.expr))
            .chain(e.rest.as_deref_mut().map(|rest| (Place, "rest", rest)))
            .collect(),
        Expr::Try(e) => vec![(Value, "result", &mut *e.expr)],
        Expr::Unary(e) => {
            let role = if matches!(e.op, UnOp::Deref(_)) {
                Place
            } else {
                Value
            };
            vec![(role, "operand", &mut *e.expr)]
        }
        _ => return None,
    })
}

fn binary_operands(binary: &mut syn::ExprBinary) -> Option<Vec<(Role, &'static str, &mut Expr)>> {
    use Role::{Place, Value};
    let (left, right) = (&mut *binary.left, &mut *binary.right);
    Some(match &binary.op {
        op if is_logic(op) => return None,
        // with numbers, the value comes first
        op if is_compound(op) => vec![(Value, "operand", right), (Place, "place", left)],
        op if is_comparison(op) => vec![(Place, "compared", left), (Place, "compared", right)],
        _ => vec![(Value, "left", left), (Value, "right", right)],
    })
}

fn call_operands<'e>(
    call: &'e mut syn::ExprCall,
    tables: &Tables,
) -> Option<Vec<(Role, &'static str, &'e mut Expr)>> {
    if yield_kind(&call.func).is_some() {
        return None;
    }
    let known = match &*call.func {
        Expr::Path(path) => path.path.get_ident().and_then(names::parse),
        _ => None,
    };
    if let Some(Sentinel::Macro(id)) = known {
        let contexts: Vec<_> = tables
            .macro_call(id)?
            .args
            .iter()
            .map(|arg| arg.context)
            .collect();
        let args = call.args.iter_mut().enumerate();
        return Some(
            args.map(|(index, arg)| match contexts.get(index) {
                Some(ArgContext::ByValue) => (Role::Value, "operand", arg),
                _ => (Role::Place, "held", arg),
            })
            .collect(),
        );
    }
    let func = callee(&mut call.func, tables);
    let args = call
        .args
        .iter_mut()
        .map(|arg| (Role::Value, "operand", arg));
    Some(std::iter::once(func).chain(args).collect())
}

/// What is called: one that can be called only once is moved into its call, the others are borrowed.
fn callee<'e>(func: &'e mut Expr, tables: &Tables) -> (Role, &'static str, &'e mut Expr) {
    use Role::{Place, Value};
    let var = mention_of(func).and_then(|mention| Some(tables.mention(mention)?.var));
    let is_once = var.is_some_and(|var| super::once::is_taken(var, tables));
    let role = match strip(func) {
        Expr::Closure(closure) if super::once::gives_away(closure, tables) => (Place, "operand"),
        _ if is_once => (Value, "operand"),
        _ => (Place, "callee"),
    };
    if !super::called::is_asked(func) {
        return (role.0, role.1, func);
    }
    match func {
        Expr::Call(asked) => (Value, "operand", &mut asked.args[0]),
        func => (Place, "callee", func),
    }
}

/// `&&` and `||`
pub fn is_logic(op: &BinOp) -> bool {
    matches!(op, BinOp::And(_) | BinOp::Or(_))
}

/// `==`, `<` and so on, which borrow both sides.
pub fn is_comparison(op: &BinOp) -> bool {
    matches!(
        op,
        BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_)
    )
}

/// `+=` and so on.
pub fn is_compound(op: &BinOp) -> bool {
    use BinOp::*;
    matches!(
        op,
        AddAssign(_)
            | SubAssign(_)
            | MulAssign(_)
            | DivAssign(_)
            | RemAssign(_)
            | BitXorAssign(_)
            | BitAndAssign(_)
            | BitOrAssign(_)
            | ShlAssign(_)
            | ShrAssign(_)
    )
}

impl Lowerer<'_> {
    /// `expr` without its pauses; they and what comes before them go to `out`.
    pub(super) fn spill(&mut self, expr: Expr, out: &mut Vec<Stmt>) -> Expr {
        self.spill_level(expr, false, out)
    }

    /// The same; `is_outermost`: the temporaries of `expr` end with it, so they are dropped together with its operands.
    pub(super) fn spill_level(
        &mut self,
        mut expr: Expr,
        is_outermost: bool,
        out: &mut Vec<Stmt>,
    ) -> Expr {
        let span = expr.span();
        if let Expr::Group(group) = &mut expr {
            let inner = std::mem::replace(&mut *group.expr, empty());
            *group.expr = self.spill_level(inner, is_outermost, out);
            return expr;
        }
        if let Expr::Binary(binary) = &mut expr
            && is_compound(&binary.op)
        {
            if super::looked::is_overloaded(binary, self.tables) {
                self.spill_place(&mut binary.left, out);
            } else if pauses(&binary.right) {
                // whether it is a method
                self.tables.finds_late |=
                    super::looked::is_found_with_effects(&binary.left, self.tables);
            }
        }
        let last = match operands(&mut expr, self.tables) {
            Some(operands) => operands.iter().rposition(|(_, _, operand)| pauses(operand)),
            None => None,
        };
        let Some(last) = last else {
            let node = match expr {
                Expr::Match(choice) => self.choice(choice, span, true),
                expr => self.node(expr),
            };
            return self.bind("sent", true, node, span, out);
        };
        // those of `vec![..]` are operands of a call in it
        let is_outermost = is_outermost && !is_macro(&expr);
        for index in 0..=last {
            let kept = self.spill_operand(&mut expr, index, index == last, out);
            self.outermost.extend(kept.filter(|_| is_outermost));
        }
        expr
    }

    /// The place of an operator that is a method, which is found before the other operand.
    fn spill_place(&mut self, place: &mut Expr, out: &mut Vec<Stmt>) {
        let span = place.span();
        let mut value = std::mem::replace(place, empty());
        if pauses(&value) {
            value = self.spill(value, out);
        }
        if !stays(&value, Role::Place) {
            value = self.keep_operand(value, Role::Place, "place", span, out);
        }
        self.look_at(&value, out);
        *place = value;
    }

    /// The same for a value, whose own temporaries may end with it.
    pub(super) fn spill_value(&mut self, value: Expr, out: &mut Vec<Stmt>) -> Expr {
        if !self.ends_its_temporaries(&value) {
            return self.spill(value, out);
        }
        let span = value.span();
        let node = match self.node(value) {
            Node::Block(mut block) => {
                block.is_operands = false;
                Node::Block(block)
            }
            node => node,
        };
        self.bind("sent", true, node, span, out)
    }

    /// `format!` and the printing macros are blocks: what their arguments hold ends with them.
    pub(super) fn ends_its_temporaries(&self, expr: &Expr) -> bool {
        let Expr::Call(call) = expr else { return false };
        let name = super::temporary::macro_name(call, self.tables);
        let is_block = name.is_some_and(|name| super::temporary::is_block(&name));
        let has = |arg| {
            super::temporary::has_temporary(arg, self.tables)
                || super::temporary::may_drop(last_of(arg), self.tables)
        };
        is_block
            && (super::temporary::looks_at_worth(expr, self.tables) || call.args.iter().any(has))
    }

    /// Gives the variable that holds the operand.
    fn spill_operand(
        &mut self,
        expr: &mut Expr,
        index: usize,
        is_last: bool,
        out: &mut Vec<Stmt>,
    ) -> Option<VarId> {
        let method = match expr {
            Expr::MethodCall(call) if index == 0 => Some(call.method.clone()),
            _ => None,
        };
        let told = told(expr);
        let mut all = operands(expr, self.tables)?.into_iter().skip(index);
        let (role, name, operand) = all.next()?;
        let is_late = stays(operand, role) || is_lent_on(operand, self.tables);
        if !pauses(operand) && is_late {
            let later = all.map(|(_, _, later)| &*later);
            if !super::looked::is_changed(operand, later, self.tables) {
                let operand = operand.clone();
                self.note_late(&operand, name, method.as_ref());
                self.look_at(&operand, out);
                return None;
            }
            let value = std::mem::replace(operand, empty());
            let span = value.span();
            let value = self.bind(name, false, Node::Plain(value), span, out);
            let (_, _, operand) = operands(expr, self.tables)?.into_iter().nth(index)?;
            *operand = value;
            return None;
        }
        let mut value = std::mem::replace(operand, empty());
        let span = value.span();
        if pauses(&value) {
            value = self.spill_value(value, out);
        }
        // what is only looked at is a temporary
        match name {
            "builder" | "guard" | "compared" | "owner" | "held" => self.name_sent(&value, name),
            "place" => self.name_sent(&value, "held"),
            _ => {}
        }
        if !is_last && !stays(&value, role) {
            value = self.keep_operand(value, role, name, span, out);
            self.note_late(&value, name, method.as_ref());
            self.look_at(&value, out);
        }
        let mention = mention_of(&value).and_then(|mention| self.tables.mention(mention));
        let kept = mention.map(|row| row.var);
        if let Some((_, _, operand)) =
            operands(expr, self.tables).and_then(|all| all.into_iter().nth(index))
        {
            *operand = match told {
                Told::AtOperands => in_parentheses(value, span),
                Told::AtAssigned if role == Role::Value => in_a_tuple(value, span),
                _ => value,
            };
        }
        kept
    }

    /// Evaluates an operand now; a place made of a value keeps its shape (`f().x` is `owner.x`).
    pub(super) fn keep_operand(
        &mut self,
        value: Expr,
        role: Role,
        name: &str,
        span: Span,
        out: &mut Vec<Stmt>,
    ) -> Expr {
        let value = match role {
            Role::Value => self.hold_read(value, out),
            Role::Place => self.hold_temporaries(value, out),
        };
        match (role, value) {
            (Role::Place, Expr::Field(mut field)) => {
                let base = *field.base;
                *field.base = self.keep_operand(base, role, "owner", span, out);
                Expr::Field(field)
            }
            (Role::Place, Expr::Index(mut index)) if !is_place(&Expr::Index(index.clone())) => {
                let (base, at) = (*index.expr, *index.index);
                *index.expr = self.keep_operand(base, role, "owner", span, out);
                *index.index = self.keep_operand(at, Role::Value, "index", span, out);
                Expr::Index(index)
            }
            (Role::Place, Expr::Reference(mut reference)) => {
                let inner = *reference.expr;
                *reference.expr = self.keep_operand(inner, role, name, span, out);
                Expr::Reference(reference)
            }
            (Role::Place, Expr::Group(mut group)) => {
                let inner = *group.expr;
                *group.expr = self.keep_operand(inner, role, name, span, out);
                Expr::Group(group)
            }
            (_, value) if stays(&value, role) => value,
            (Role::Value, Expr::Reference(mut reference)) => {
                let inner = *reference.expr;
                *reference.expr = self.bind("held", true, Node::Plain(inner), span, out);
                Expr::Reference(reference)
            }
            (role, value) => self.bind(name, role == Role::Place, Node::Plain(value), span, out),
        }
    }
}

/// Where a panic of an expression itself is told of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// It has none, or rustc knows the place.
    Elsewhere,
    /// From its first operand to its last: `a + b`, `-a`.
    AtOperands,
    /// The same of an assignment: `a += b`.
    AtAssigned,
}

/// An operator panics where its value cannot be told.
fn told(expr: &Expr) -> Told {
    use BinOp::*;
    match expr {
        Expr::Binary(binary) => match binary.op {
            Add(_) | Sub(_) | Mul(_) | Div(_) | Rem(_) | Shl(_) | Shr(_) => Told::AtOperands,
            AddAssign(_) | SubAssign(_) | MulAssign(_) | DivAssign(_) | RemAssign(_)
            | ShlAssign(_) | ShrAssign(_) => Told::AtAssigned,
            _ => Told::Elsewhere,
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => Told::AtOperands,
        _ => Told::Elsewhere,
    }
}

/// `(sent,).0`: the same of what is assigned, which rustc wants without parentheses.
fn in_a_tuple(value: Expr, span: Span) -> Expr {
    match value {
        Expr::Path(_) => syn::parse_quote_spanned!(span=> (#value,).0),
        value => value,
    }
}

/// `(sent)`: rustc tells of a panic at the place of its operands, which has to be one of the user's.
fn in_parentheses(value: Expr, span: Span) -> Expr {
    match value {
        Expr::Path(_) => Expr::Paren(syn::ExprParen {
            attrs: Vec::new(),
            paren_token: syn::token::Paren(span),
            expr: Box::new(value),
        }),
        value => value,
    }
}

/// What a block is worth.
fn last_of(expr: &Expr) -> &Expr {
    match strip(expr) {
        Expr::Block(block) => match block.block.stmts.last() {
            Some(syn::Stmt::Expr(tail, None)) => last_of(tail),
            _ => expr,
        },
        expr => expr,
    }
}

/// Whether evaluating `expr` later makes no difference.
fn stays(expr: &Expr, role: Role) -> bool {
    match expr {
        Expr::Lit(_) | Expr::Infer(_) => true,
        Expr::Closure(closure) => role == Role::Value || !owns_its_captures(closure),
        Expr::Path(path) => role == Role::Place || !is_local(path),
        Expr::Paren(paren) => stays(&paren.expr, role),
        Expr::Group(group) => stays(&group.expr, role),
        Expr::Reference(reference) => stays(&reference.expr, Role::Place),
        Expr::Unary(unary) if !matches!(unary.op, UnOp::Deref(_)) => {
            matches!(*unary.expr, Expr::Lit(_))
        }
        Expr::Call(call) => wraps_closure(call),
        _ => role == Role::Place && is_place(expr),
    }
}

/// Whether `expr` is a `&mut`: what it refers to is lent on, and nobody can name that before the loan is used. A state could
/// not hold both.
fn is_lent_on(expr: &Expr, tables: &Tables) -> bool {
    let row = mention_of(expr).and_then(|mention| tables.mention(mention));
    row.is_some_and(|row| tables.is_mutable_reference(row.var))
}

/// A closure that is called where it stands takes what it captures before its arguments are evaluated. One whose
/// parameters are inferred from the arguments has to wait for them.
fn owns_its_captures(closure: &syn::ExprClosure) -> bool {
    let is_typed = |pat: &syn::Pat| matches!(pat, syn::Pat::Type(_));
    closure.capture.is_some() && closure.inputs.iter().all(is_typed)
}

/// `Box::new(|x| ..)`: the closure's parameters are inferred where it is used.
fn wraps_closure(call: &syn::ExprCall) -> bool {
    let Expr::Path(func) = &*call.func else {
        return false;
    };
    let makes = func
        .path
        .segments
        .iter()
        .any(|segment| segment.ident.to_string().starts_with(char::is_uppercase));
    let is_closure = |arg: &Expr| match arg {
        Expr::Closure(_) => true,
        Expr::Call(call) => wraps_closure(call),
        _ => false,
    };
    makes && !call.args.is_empty() && call.args.iter().all(is_closure)
}

fn is_macro(expr: &Expr) -> bool {
    let Expr::Call(call) = expr else { return false };
    let Expr::Path(path) = &*call.func else {
        return false;
    };
    let known = path.path.get_ident().and_then(names::parse);
    matches!(known, Some(Sentinel::Macro(_)))
}

fn is_local(path: &syn::ExprPath) -> bool {
    path.path.get_ident().and_then(names::parse).is_some()
}

/// Stands where an operand was taken out.
pub fn empty() -> Expr {
    Expr::Infer(syn::ExprInfer {
        attrs: Vec::new(),
        underscore_token: Default::default(),
    })
}

//! What calls and literals take of the variables that may be split.
//!
//! `drop(p.left)` is more than a hint: nobody drops what is `Copy`, so the part is moved, and the struct has no
//! `Drop` of its own.

use syn::visit::Visit;
use syn::{Expr, ExprCall, ExprStruct, Member};

use super::shape::{Field, Kind};
use super::uses::{Judge, Step, Taken};
use crate::flow::mention_of;
use crate::names::{self, Sentinel};
use crate::scope::ArgContext;

impl Judge<'_> {
    /// A call of a function, a std macro or a pause.
    pub(super) fn call(&mut self, call: &ExprCall) {
        let known = match &*call.func {
            Expr::Path(path) => path.path.get_ident().and_then(names::parse),
            _ => None,
        };
        if let Some(Sentinel::Macro(id)) = known {
            let row = self.tables.macro_call(id);
            for (index, arg) in call.args.iter().enumerate() {
                match row
                    .and_then(|row| row.args.get(index))
                    .map(|arg| arg.context)
                {
                    Some(ArgContext::ByValue) => self.value(arg),
                    _ => self.visit_expr(arg),
                }
            }
            return;
        }
        if known.is_none() {
            self.visit_expr(&call.func);
        } else if matches!(known, Some(Sentinel::Yield(_))) {
            self.values(&call.args);
            return self.trail.push(Step::Pause);
        } else if let Some(mention) = mention_of(&call.func) {
            self.refuse(mention);
        }
        if is_drop(call)
            && let Some(arg) = call.args.first()
        {
            self.dropping(arg);
        }
        self.values(&call.args);
    }

    /// `drop(arg)`: nobody drops what is `Copy`.
    fn dropping(&mut self, arg: &Expr) {
        if let Some(var) = self.moved(arg) {
            self.take(arg, Taken::Surely);
            self.cases.entry(var).or_default().dropped = true;
        }
        if let Some(row) = mention_of(arg).and_then(|mention| self.tables.mention(mention)) {
            self.dropped.insert(row.var);
        }
    }

    /// `Pair { left, ..p }` moves the other fields of `p`.
    pub(super) fn literal(&mut self, literal: &ExprStruct) {
        self.values(literal.fields.iter().map(|field| &field.expr));
        let Some(rest) = &literal.rest else { return };
        let Some(var) = self.whole(rest) else {
            return self.visit_expr(rest);
        };
        let Some(shape) = self.found.get(&var) else {
            return;
        };
        let others: Vec<&Member> = literal.fields.iter().map(|field| &field.member).collect();
        let moves = |field: &Field| !field.copy && !others.contains(&&field.member);
        let fits = matches!(shape.kind, Kind::Struct(_));
        self.trail.pop();
        for field in shape.fields.iter().filter(|field| moves(field)) {
            self.trail
                .extend(mention_of(rest).map(|mention| Step::Part {
                    mention,
                    var,
                    path: vec![field.member.clone()],
                    taken: Taken::Perhaps,
                }));
        }
        let case = self.cases.entry(var).or_default();
        case.refused |= !fits;
        case.moved |= shape.fields.iter().any(moves);
        case.accepted += 1;
    }
}

/// Whether this is `drop(x)`.
fn is_drop(call: &ExprCall) -> bool {
    let Expr::Path(func) = &*call.func else {
        return false;
    };
    call.args.len() == 1
        && func
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "drop")
}

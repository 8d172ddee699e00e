//! What an expression alone tells of its value: that it is a number, that it is copied at will and never dropped.
//!
//! Takes an expression, and what is known of the variables in it. An operator tells nothing of a type that is not known:
//! `a * 2` may be a matrix, `a + b` a `String`. The branches of an `if` and the arms of a `match` are of one type, so
//! what is known of one of them is known of all.

use syn::{Expr, Lit, UnOp};

use super::scalars::{Finder, is_name_of_number, is_number_type, is_scalar_type};
use crate::flow::last_names;
use crate::lower::{is_comparison, is_logic};
use crate::names::{self, Sentinel, VarId};
use crate::split::Declared;

impl Finder<'_> {
    /// The variable that an expression names.
    pub(super) fn variable(&self, expr: &Expr) -> Option<VarId> {
        let Expr::Path(path) = expr else { return None };
        match names::parse(path.path.get_ident()?)? {
            Sentinel::Mention(mention) => self.tables.mention(mention).map(|row| row.var),
            _ => None,
        }
    }

    /// Whether the value is `Copy` and has no drop.
    pub(super) fn is_scalar(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Lit(lit) => !matches!(lit.lit, Lit::Verbatim(_)),
            Expr::Cast(cast) => is_scalar_type(&cast.ty),
            Expr::Paren(paren) => self.is_scalar(&paren.expr),
            Expr::Group(group) => self.is_scalar(&group.expr),
            Expr::Unary(unary) => match unary.op {
                UnOp::Not(_) => self.is_truth(&unary.expr) || self.is_number(&unary.expr),
                _ => self.is_number(expr),
            },
            Expr::Binary(binary) if is_comparison(&binary.op) || is_logic(&binary.op) => true,
            Expr::Tuple(tuple) => tuple.elems.iter().all(|part| self.is_scalar(part)),
            Expr::If(_) | Expr::Match(_) | Expr::Block(_) => {
                results(expr).iter().any(|result| self.is_scalar(result))
            }
            Expr::MethodCall(call) if call.method == "peek" => self
                .variable(&call.receiver)
                .is_some_and(|var| self.peekable.has(var)),
            Expr::MethodCall(_) if self.is_truth(expr) => true,
            Expr::Struct(made) => is_made_copied(&made.path),
            Expr::Call(call) => {
                let is_copied = matches!(&*call.func, Expr::Path(func)
                    if is_made_copied(&func.path) || is_returned_scalar(&func.path));
                is_copied || self.is_number(expr)
            }
            Expr::Path(path) if is_made_copied(&path.path) => true,
            Expr::Path(_) if self.variable(expr).is_some_and(|var| self.found.has(var)) => true,
            _ => self.is_number(expr),
        }
    }

    /// Whether the value is a `bool`, by a method of std or by an operator.
    fn is_truth(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Paren(paren) => self.is_truth(&paren.expr),
            Expr::Binary(binary) => is_comparison(&binary.op) || is_logic(&binary.op),
            Expr::Lit(lit) => matches!(lit.lit, Lit::Bool(_)),
            Expr::MethodCall(call) => matches!(
                call.method.to_string().as_str(),
                "is_empty"
                    | "is_some"
                    | "is_none"
                    | "is_ok"
                    | "is_err"
                    | "contains"
                    | "starts_with"
                    | "ends_with"
                    | "is_ascii_digit"
                    | "is_alphabetic"
                    | "is_alphanumeric"
                    | "is_whitespace"
            ),
            _ => false,
        }
    }

    /// Whether the value is a number.
    pub(super) fn is_number(&self, expr: &Expr) -> bool {
        use syn::BinOp::{Add, BitAnd, BitOr, BitXor, Div, Mul, Rem, Shl, Shr, Sub};
        match expr {
            Expr::Lit(lit) => matches!(lit.lit, Lit::Int(_) | Lit::Float(_) | Lit::Byte(_)),
            Expr::Cast(cast) => is_number_type(&cast.ty),
            Expr::Paren(paren) => self.is_number(&paren.expr),
            Expr::Group(group) => self.is_number(&group.expr),
            Expr::Unary(unary) => {
                !matches!(unary.op, UnOp::Deref(_)) && self.is_number(&unary.expr)
            }
            Expr::Binary(binary) => match binary.op {
                Add(_) | Sub(_) | Mul(_) | Div(_) | Rem(_) | BitAnd(_) | BitOr(_) | BitXor(_)
                | Shl(_) | Shr(_) => self.is_number(&binary.left) && self.is_number(&binary.right),
                _ => false,
            },
            Expr::If(_) | Expr::Match(_) | Expr::Block(_) => {
                results(expr).iter().any(|result| self.is_number(result))
            }
            Expr::MethodCall(call) => match call.method.to_string().as_str() {
                "len" => call.args.is_empty(),
                "wrapping_add" | "wrapping_mul" | "wrapping_sub" | "saturating_add"
                | "saturating_mul" | "saturating_sub" | "pow" | "min" | "max" | "abs"
                | "rem_euclid" | "div_euclid" | "abs_diff" | "signum" | "clamp" => {
                    self.is_number(&call.receiver)
                }
                _ => false,
            },
            // `u64::from(x)`, `u64::MAX`
            Expr::Call(call) => match &*call.func {
                Expr::Path(func) => last_names(&func.path).is_some_and(|(last, owner)| {
                    last == "from" && owner.is_some_and(is_name_of_number)
                }),
                _ => false,
            },
            Expr::Path(path) => match last_names(&path.path) {
                Some((last, Some(owner))) => {
                    is_name_of_number(owner) && (last == "MAX" || last == "MIN")
                }
                _ => self.variable(expr).is_some_and(|var| self.numbers.has(var)),
            },
            _ => false,
        }
    }
}

/// What the arms of a `match`, the branches of an `if` or a block end in.
fn results(expr: &Expr) -> Vec<&Expr> {
    fn of_block(block: &syn::Block) -> Vec<&Expr> {
        match block.stmts.last() {
            Some(syn::Stmt::Expr(tail, None)) => results(tail),
            _ => Vec::new(),
        }
    }
    match expr {
        Expr::If(branch) => {
            let otherwise = branch
                .else_branch
                .iter()
                .flat_map(|(_, other)| results(other));
            of_block(&branch.then_branch)
                .into_iter()
                .chain(otherwise)
                .collect()
        }
        Expr::Match(choice) => choice
            .arms
            .iter()
            .flat_map(|arm| results(&arm.body))
            .collect(),
        Expr::Block(block) => of_block(&block.block),
        expr => vec![expr],
    }
}

/// `Light::Red`, `Light::Mixed(3)`, `Point { .. }` of a type that the file derives `Copy` for.
fn is_made_copied(path: &syn::Path) -> bool {
    let Some((last, owner)) = last_names(path) else {
        return false;
    };
    // a constant of a type may be of another
    let is_camel = |name: &proc_macro2::Ident| {
        let name = name.to_string();
        name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase)
    };
    let declared = Declared::beside(last.span());
    let is_copied = |name: &proc_macro2::Ident| declared.is_copied(name);
    is_camel(last) && (owner.is_some_and(is_copied) || is_copied(last))
}

/// Whether a fn of the file returns a scalar, or what it derives `Copy` for.
fn is_returned_scalar(path: &syn::Path) -> bool {
    let Some((last, owner)) = last_names(path) else {
        return false;
    };
    if names::parse(last).is_some() {
        return false;
    }
    let returned = Declared::beside(last.span()).returned(owner, last, false);
    returned.is_some_and(|ty| is_scalar_type(&ty) || super::scalars::is_copied(&ty))
}

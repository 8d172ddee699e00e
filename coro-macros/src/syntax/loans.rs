//! A variable that takes over what the first step lends is that parameter.
//!
//! ```text
//! [source]  fn f() receives first: &str { let mut line = first;  while line != "end" { ..; line = yield_wait!(); } }
//! [output]  fn f() receives mut line: &str { while line != "end" { ..; line = yield_wait!(); } }
//! ```
//!
//! What is lent for one step is held by no state. The parameter is given the loan of each step where it is assigned, and
//! so is its successor.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Block, Expr, Local, Pat, PatIdent, Stmt};

use super::items::each_coroutine;
use super::tokens::mentions;
use super::{CoroFn, ItemLike, ReceivesKind, receives_kind};
use crate::maps::HashSet;

/// Does so in each fn that is lent something.
pub fn take_over_loans(items: &mut [ItemLike]) {
    each_coroutine(items, &mut take_over);
}

fn take_over(function: &mut CoroFn) {
    if !matches!(receives_kind(function), ReceivesKind::Lent(_)) {
        return;
    }
    let Some(receives) = &mut function.receives else {
        return;
    };
    let (Some(pattern), Some(body)) = (&mut receives.pattern, &mut function.body) else {
        return;
    };
    let mut at = 0;
    while let Some(stmt) = body.stmts.get(at) {
        match successors(pattern, stmt) {
            Some(pairs) if pairs.iter().all(|pair| pair.is_alone(body, at)) => {
                body.stmts.remove(at);
                pairs.iter().for_each(|pair| pair.rename(pattern));
            }
            _ => at += 1,
        }
    }
}

/// A variable that is another one from some statement on.
struct Successor {
    parameter: Ident,
    variable: PatIdent,
}

/// `let mut world = world;`, `let (mut a, b) = (world, input);`
fn successors(pattern: &Pat, stmt: &Stmt) -> Option<Vec<Successor>> {
    let Stmt::Local(Local {
        attrs,
        pat,
        init: Some(init),
        ..
    }) = stmt
    else {
        return None;
    };
    let mut pairs = Vec::new();
    let all = attrs.is_empty()
        && init.diverge.is_none()
        && pair(pat, &init.expr, pattern, &mut pairs).is_some();
    all.then_some(pairs)
}

fn pair(pat: &Pat, value: &Expr, pattern: &Pat, pairs: &mut Vec<Successor>) -> Option<()> {
    match (pat, value) {
        (Pat::Ident(variable), Expr::Path(path)) => {
            let parameter = path.path.get_ident()?;
            (is_plain(variable) && binds(pattern, parameter)).then(|| {
                pairs.push(Successor {
                    parameter: parameter.clone(),
                    variable: variable.clone(),
                });
            })
        }
        (Pat::Tuple(parts), Expr::Tuple(values)) if parts.elems.len() == values.elems.len() => {
            let mut both = parts.elems.iter().zip(&values.elems);
            both.try_for_each(|(pat, value)| pair(pat, value, pattern, pairs))
        }
        _ => None,
    }
}

fn is_plain(ident: &PatIdent) -> bool {
    ident.by_ref.is_none() && ident.subpat.is_none()
}

/// Whether a pattern of names and tuples has this name.
fn binds(pattern: &Pat, name: &Ident) -> bool {
    match pattern {
        Pat::Ident(ident) => is_plain(ident) && ident.ident == *name,
        Pat::Tuple(tuple) => tuple.elems.iter().any(|part| binds(part, name)),
        _ => false,
    }
}

impl Successor {
    /// Whether neither is named where it would be the other.
    fn is_alone(&self, body: &Block, at: usize) -> bool {
        let (before, after) = (&body.stmts[..at], &body.stmts[at + 1..]);
        let is_named = |stmts: &[Stmt], name: &Ident| {
            let names = HashSet::from_iter([name.to_string()]);
            let mut stmts = stmts.iter();
            stmts.any(|stmt| mentions(stmt.to_token_stream(), &names))
        };
        self.parameter == self.variable.ident
            || !(is_named(before, &self.variable.ident)
                || is_named(before, &self.parameter)
                || is_named(after, &self.parameter))
    }

    fn rename(&self, pattern: &mut Pat) {
        match pattern {
            Pat::Ident(ident) if ident.ident == self.parameter => *ident = self.variable.clone(),
            Pat::Tuple(tuple) => tuple.elems.iter_mut().for_each(|part| self.rename(part)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::only_coroutine;

    fn taken_over(text: &str) -> String {
        let mut function = only_coroutine(text);
        take_over(&mut function);
        let pattern = function.receives.as_ref().map(|receives| &receives.pattern);
        let pattern = pattern.and_then(Option::as_ref).to_token_stream();
        format!("{pattern}: {}", function.body.to_token_stream())
    }

    #[test]
    fn a_variable_takes_over_a_loan() {
        assert_eq!(
            taken_over("fn f() receives a: &str { let n = 1; let mut b = a; b = yield_wait!(); }"),
            "mut b: { let n = 1 ; b = yield_wait ! () ; }"
        );
    }

    #[test]
    fn several_variables_take_over_several_loans() {
        assert_eq!(
            taken_over(
                "fn f() receives (a, b): (&mut A, B) { let mut a = a; let (c, d) = (b, 1); g(a, c); }"
            ),
            "(mut a , b): { let (c , d) = (b , 1) ; g (a , c) ; }"
        );
        assert_eq!(
            taken_over("fn f() receives (a, b): (&mut A, B) { let (mut a, mut c) = (a, b); }"),
            "(mut a , mut c): { }"
        );
    }

    #[test]
    fn what_is_named_later_stays() {
        for text in [
            "fn f() receives a: &str { let mut b = a; g(a); b = yield_wait!(); }",
            "fn f() receives a: &str { let mut b = a; print!(\"{a}\"); b = yield_wait!(); }",
            "fn f() receives a: String { let mut b = a; b = yield_wait!(); }",
        ] {
            assert!(taken_over(text).starts_with("a: "), "{text}");
        }
    }
}

//! A variable that takes over what the first step lends is that parameter.
//!
//! ```text
//! [source]  fn f() receives first: &str { let mut line = first;  while line != "end" { ..; line = yield_wait!(); } }
//! [output]  fn f() receives mut line: &str { while line != "end" { ..; line = yield_wait!(); } }
//! ```
//!
//! What is lent for one step is held by no state. The parameter is given the loan of each step where it is assigned, and
//! so is its successor.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Block, Expr, Local, Pat, PatIdent, Stmt};

use super::{CoroFn, ItemLike, ReceivesKind, receives_kind};

/// Does so in each fn that is lent something.
pub fn take_over_loans(items: &mut [ItemLike]) {
    for item in items {
        match item {
            ItemLike::Coro(function) => take_over(function),
            ItemLike::Block { items, .. } => take_over_loans(items),
            _ => {}
        }
    }
}

fn take_over(function: &mut CoroFn) {
    if !matches!(receives_kind(function), ReceivesKind::Lent(_)) {
        return;
    }
    let Some(receives) = &mut function.receives else {
        return;
    };
    let (Some(Pat::Ident(parameter)), Some(body)) = (&receives.pattern, &mut function.body) else {
        return;
    };
    let Some((at, successor)) = successor(parameter, body) else {
        return;
    };
    body.stmts.remove(at);
    receives.pattern = Some(Pat::Ident(successor));
}

/// The first variable that is the parameter from then on, and where it is declared.
fn successor(parameter: &PatIdent, body: &Block) -> Option<(usize, PatIdent)> {
    let is_plain = |ident: &PatIdent| ident.by_ref.is_none() && ident.subpat.is_none();
    let declared = |stmt: &Stmt| match stmt {
        Stmt::Local(Local {
            attrs,
            pat: Pat::Ident(name),
            init: Some(init),
            ..
        }) if attrs.is_empty() && init.diverge.is_none() && is_plain(name) => {
            is_parameter(&init.expr, parameter).then(|| name.clone())
        }
        _ => None,
    };
    let mut all = body.stmts.iter().enumerate();
    let (at, successor) = all.find_map(|(at, stmt)| Some((at, declared(stmt)?)))?;
    let mentions = |stmts: &[Stmt], name: &Ident| {
        let mut stmts = stmts.iter();
        stmts.any(|stmt| is_mentioned(name, stmt.to_token_stream()))
    };
    let (before, after) = (&body.stmts[..at], &body.stmts[at + 1..]);
    let is_other = parameter.ident != successor.ident;
    let is_named = is_other
        && (mentions(before, &successor.ident)
            || mentions(before, &parameter.ident)
            || mentions(after, &parameter.ident));
    (is_plain(parameter) && !is_named).then_some((at, successor))
}

fn is_parameter(value: &Expr, parameter: &PatIdent) -> bool {
    matches!(value, Expr::Path(path) if path.path.is_ident(&parameter.ident))
}

/// Also in a text that is formatted: `"{name}"`.
fn is_mentioned(name: &Ident, tokens: TokenStream) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(word) => word == *name,
        TokenTree::Group(group) => is_mentioned(name, group.stream()),
        TokenTree::Literal(text) => text.to_string().contains(&name.to_string()),
        TokenTree::Punct(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Errors;
    use crate::syntax::{Input, input};

    fn taken_over(text: &str) -> String {
        let tokens = text.parse().expect("tokens");
        let Input::Items(mut items) = input(tokens, &mut Errors::new()) else {
            panic!("items");
        };
        take_over_loans(&mut items);
        match &items[0] {
            ItemLike::Coro(function) => {
                let pattern = function.receives.as_ref().map(|receives| &receives.pattern);
                let pattern = pattern.and_then(Option::as_ref).to_token_stream();
                format!("{pattern}: {}", function.body.to_token_stream())
            }
            _ => panic!("a coroutine"),
        }
    }

    #[test]
    fn a_variable_takes_over_a_loan() {
        assert_eq!(
            taken_over("fn f() receives a: &str { let n = 1; let mut b = a; b = yield_wait!(); }"),
            "mut b: { let n = 1 ; b = yield_wait ! () ; }"
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

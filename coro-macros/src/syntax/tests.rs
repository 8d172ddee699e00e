//! What is read out of what is written. `check` prints a short account of each item.

mod attribute;
mod clauses;
mod expressions;
mod items;
mod signature;

use super::{CoroFn, Input, ItemLike, input};
use crate::error::Errors;
use expect_test::Expect;
use proc_macro2::TokenStream;
use quote::ToTokens;

fn check(written: &str, expected: Expect) {
    let tokens: TokenStream = written.parse().expect("the test's text has tokens");
    let mut errors = Errors::new();
    let mut account = String::new();
    match input(tokens, &mut errors) {
        Input::Items(items) => tell_items(&items, 0, &mut account),
        Input::Expr(expression) => {
            let words = [
                ("async", expression.is_async.then(String::new)),
                ("derives", texts(&expression.derives)),
                (
                    "pattern",
                    expression
                        .receives
                        .as_ref()
                        .map(|first| text(&first.pattern)),
                ),
                (
                    "receives",
                    expression
                        .receives
                        .as_ref()
                        .and_then(|first| first.ty.as_ref().map(text)),
                ),
                ("yields", expression.yields.as_ref().map(text)),
                ("returns", expression.output.as_ref().map(text)),
                ("body", Some(text(&expression.body))),
            ];
            account.push_str("expression");
            tell_words(&words, &mut account);
        }
        Input::BrokenExpr => account.push_str("broken expression\n"),
    }
    for message in errors.messages() {
        account.push_str("error: ");
        account.push_str(&message);
        account.push('\n');
    }
    expected.assert_eq(&account);
}

fn tell_items(items: &[ItemLike], depth: usize, account: &mut String) {
    for item in items {
        account.push_str(&"    ".repeat(depth));
        match item {
            ItemLike::Coro(function) => tell_function("coroutine", function, account),
            ItemLike::Broken(function) => tell_function("broken", function, account),
            ItemLike::Block { head, items, .. } => {
                account.push_str(&format!("block {head}\n"));
                tell_items(items, depth + 1, account);
            }
            ItemLike::Other(tokens) => account.push_str(&format!("other {tokens}\n")),
        }
    }
}

fn tell_function(kind: &str, function: &CoroFn, account: &mut String) {
    let receives = function.receives.as_ref();
    let where_clause = &function.sig.generics.where_clause;
    let words = [
        ("attributes", texts(&function.attrs)),
        ("visibility", some_text(text(&function.vis))),
        ("async", function.is_async.then(String::new)),
        ("derives", texts(&function.derives)),
        ("generics", some_text(text(&function.sig.generics.params))),
        ("inputs", some_text(text(&function.sig.inputs))),
        (
            "pattern",
            receives.and_then(|receives| receives.pattern.as_ref().map(text)),
        ),
        ("receives", receives.map(|receives| text(&receives.ty))),
        ("yields", function.yields.as_ref().map(text)),
        ("output", some_text(text(&function.sig.output))),
        ("where", where_clause.as_ref().map(text)),
        ("body", function.body.as_ref().map(text)),
    ];
    account.push_str(&format!("{kind} {}", function.sig.ident));
    tell_words(&words, account);
}

fn tell_words(words: &[(&str, Option<String>)], account: &mut String) {
    for (word, value) in words {
        match value.as_deref() {
            Some("") => account.push_str(&format!("; {word}")),
            Some(value) => account.push_str(&format!("; {word} `{value}`")),
            None => {}
        }
    }
    account.push('\n');
}

fn text(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}

fn texts<T: ToTokens>(all: &[T]) -> Option<String> {
    some_text(all.iter().map(text).collect::<Vec<_>>().join(", "))
}

fn some_text(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

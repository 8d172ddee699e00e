//! `#[coroutine(..)]` gives what `coro!` gives.

use crate::error::Errors;
use crate::syntax::attribute;
use crate::syntax::{ItemLike, signature};
use expect_test::{Expect, expect};

fn check(arguments: &str, item: &str, expected: Expect) {
    let mut errors = Errors::new();
    let parse = |text: &str| text.parse().expect("the test's text has tokens");
    let items = attribute(parse(arguments), parse(item), &mut errors);
    let mut account = String::new();
    for item in items {
        match item {
            ItemLike::Coro(function) => {
                let pattern = function
                    .receives
                    .as_ref()
                    .map(|first| first.pattern.is_some());
                let signature = signature(&function);
                account.push_str(&format!("coroutine {signature}; pattern {pattern:?}\n"));
            }
            ItemLike::Broken(function) => {
                account.push_str(&format!("broken {}\n", function.sig.ident))
            }
            ItemLike::Block { head, items, .. } => {
                account.push_str(&format!("block {head}; {} items\n", items.len()))
            }
            ItemLike::Other(tokens) => account.push_str(&format!("other {tokens}\n")),
        }
    }
    for message in errors.messages() {
        account.push_str(&format!("error: {message}\n"));
    }
    expected.assert_eq(&account);
}

#[test]
fn options_are_clauses() {
    check(
        "",
        "fn f() {}",
        expect![[r#"
        coroutine fn f () -> impl :: coro_core :: Coroutine < () , Yield = :: coro_core :: Wait , Return = () >; pattern None
    "#]],
    );
    check(
        "yields = u64, receives = (u8, f64)",
        "pub async fn f() -> u8 {}",
        expect![[r#"
            coroutine pub fn f () -> impl :: coro_core :: Coroutine < (u8 , f64) , Yield = :: core :: task :: Poll < u64 > , Return = u8 >; pattern Some(false)
        "#]],
    );
    check(
        "receives(mut sample: f64), yields = Vec<u8>,",
        "fn f(&self) {}",
        expect![[r#"
            coroutine fn f (& self) -> impl :: coro_core :: Coroutine < f64 , Yield = Vec < u8 > , Return = () >; pattern Some(true)
        "#]],
    );
}

#[test]
fn wrong_options() {
    check(
        "yields u64",
        "fn f() {}",
        expect![[r#"
            broken f
            error: expected `=`
            help: write `#[coro_core::coroutine(yields = u64, receives = f64)]`
        "#]],
    );
    check(
        "yields = u64, yields = u8",
        "fn f() {}",
        expect![[r#"
        broken f
        error: `yields` stands twice
        help: keep one of them
    "#]],
    );
    check(
        "gives = u64, receives(x), receives = u8",
        "fn f() {}",
        expect![[r#"
            broken f
            error: `#[coroutine]` knows no `gives`
            help: write `yields = Y`, `receives = R` or `receives(name: R)`
            error: `receives` stands twice
            help: keep one of them
        "#]],
    );
}

#[test]
fn it_stands_on_fns_only() {
    check(
        "",
        "impl Foo { fn f() { yield_wait!() } }",
        expect![[r#"
        block impl Foo; 1 items
        error: `#[coroutine]` stands on a whole `impl`
        help: put it on each fn that pauses, or put the fns into `coro! { .. }` inside the braces
    "#]],
    );
    check(
        "",
        "struct Foo;",
        expect![[r#"
        other struct Foo ;
        error: `#[coroutine]` stands on what is no fn
        help: put it on the fn that pauses
    "#]],
    );
}

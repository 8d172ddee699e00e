//! `coro!(|..| ..)`.

use super::check;
use expect_test::expect;

#[test]
fn expressions() {
    check(
        "|| 1",
        expect![[r#"
        expression; body `1`
    "#]],
    );
    check(
        "move |first| first + 1",
        expect![[r#"
        expression; pattern `first`; body `first + 1`
    "#]],
    );
    check(
        "|first: u8| yields Y -> T { 1 }",
        expect![[r#"
        expression; pattern `first`; receives `u8`; yields `Y`; returns `T`; body `{ 1 }`
    "#]],
    );
    check(
        "#[derive(Clone)] |(a, b): (u8, u8),| a + b,",
        expect![[r#"
        expression; derives `Clone`; pattern `(a , b)`; receives `(u8 , u8)`; body `a + b`
    "#]],
    );
    check(
        "async move || -> T { x.await }",
        expect![[r#"
        expression; async; returns `T`; body `{ x . await }`
    "#]],
    );
    check(
        "|| yield_wait!()",
        expect![[r#"
        expression; body `yield_wait ! ()`
    "#]],
    );
}

#[test]
fn wrong_expressions() {
    check(
        "yield_wait!(); 1",
        expect![[r#"
        broken expression
        error: `coro!` holds neither an item nor a closure
        help: write `coro! { fn name() { .. } }`, or `coro!(|| { .. })` for a coroutine without a name
    "#]],
    );
    check(
        "async { 1 }",
        expect![[r#"
        broken expression
        error: `coro!` holds neither an item nor a closure
        help: write `coro!(async || { .. })`
    "#]],
    );
    check(
        "|a, b, c| 1",
        expect![[r#"
        expression; pattern `a`; body `1`
        error: a coroutine receives one value at a time
        help: receive a tuple: `|(a, b): (A, B)|`; anything else can be captured
    "#]],
    );
    check(
        "|a| receives u8 { 1 }",
        expect![[r#"
        expression; pattern `a`; body `{ 1 }`
        error: `receives` after a closure's bars
        help: write what is received between the bars: `|first: R|`
    "#]],
    );
    check(
        "|| -> u8 1",
        expect![[r#"
        broken expression
        error: expected curly braces
    "#]],
    );
    check(
        "|| 1; 2",
        expect![[r#"
        broken expression
        error: expected the end of `coro!`
    "#]],
    );
    check(
        "static || 1",
        expect![[r#"
        expression; body `1`
        error: a coroutine of `coro!` needs no `static`
        help: remove `static`
        note: it can always be moved
    "#]],
    );
    check(
        "||",
        expect![[r#"
            broken expression
            error: expected an expression, found the end
        "#]],
    );
}

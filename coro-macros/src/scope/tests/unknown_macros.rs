//! Macros of unknown grammar.

use super::*;
use syn::Stmt;

#[test]
fn tokens_that_name_variables_are_mentions() {
    check(
        "foo!(a, b.a, a: 1, a!(), x::a, a::x, 'a, a = 1, { a = 1; }, a == b, 0..a, \"{a}\")",
        "#[opaque(u0, u1, u2, u3, u4, u5, u6)]
         foo!(u0, u1.a, a: 1, a!(), x::a, a::x, 'a, a = 1, { u2 = 1; }, u3 == u4, 0..u5, \"{a}\")",
    );
    check(
        "foo!(a != b, a => b, (a))",
        "#[opaque(u0, u1, u2, u3, u4)] foo!(u0 != u1, u2 => u3, (u4))",
    );
    check("foo!(c, 1)", "foo!(c, 1)");
}

#[test]
fn statements_keep_their_meaning() {
    let kind = |text: &str| match &resolve_body(text).resolved.body.stmts[0] {
        Stmt::Expr(Expr::Macro(_), Some(_)) => "expression",
        Stmt::Expr(..) => "tail",
        Stmt::Macro(_) => "macro",
        _ => "other",
    };
    assert_eq!(kind("foo!(a);"), "expression");
    assert_eq!(kind("foo! { a };"), "expression");
    assert_eq!(kind("foo!(a)"), "tail");
    assert_eq!(kind("foo! { a } b"), "macro");
    assert_eq!(kind("foo! { a }"), "macro");
}

#[test]
fn the_name_of_a_field_stays() {
    check(
        "info!(?a, b, key = ?a, \"{}\", f(b))",
        "#[opaque(u0, u1, u2, u3)] info!(?a, b, key = ?u2, \"{}\", f(u3))",
    );
    check(
        "debug!(%a.b, a.c(), a % b)",
        "#[opaque(u0, u1, u2, u3)] debug!(%a.b, u1.c(), u2 % u3)",
    );
}

#[test]
fn all_mentions_are_opaque() {
    let seen = resolve_body("foo!(a, \"{b}\"); move || foo!(a);");
    let shown: Vec<_> = seen
        .resolved
        .tables
        .mentions
        .iter()
        .map(|it| (it.opaque, it.inline, it.in_closure.is_some()))
        .collect();
    assert_eq!(
        shown,
        [
            (true, false, false),
            (true, true, false),
            (true, false, true)
        ]
    );
}

#[test]
fn a_nested_coroutine_is_left_to_its_own_expansion() {
    check(
        "coro! { fn g(a: u8) { yield_wait!(); a } } coro!(|| { yield_value!(a); })",
        "coro! { fn g(a: u8) { yield_wait!(); a } } #[opaque(u0)] coro!(|| { yield_value!(u0); })",
    );
    let seen = resolve_body("coro!(|| a)");
    assert_eq!(
        seen.resolved.tables.mentions[0].in_closure,
        Some(ClosureKind::Move)
    );
}

#[test]
fn an_async_block_in_a_macro_may_wait() {
    check(
        "join!(async { a.await }, async move { a.await })",
        "#[opaque(u0, u1)] join!(async { u0.await }, async move { u1.await })",
    );
}

#[test]
fn a_macro_of_the_body_mentions_what_its_rules_name() {
    check(
        "macro_rules! m { ($a:expr) => { $a + b } } { let b = 1; m!(b) } m!(1)",
        "#[allow(unused_macros)] macro_rules! m { ($a:expr) => { $a + b } }
         { let v2 = 1; #[opaque(u0, u1)] m!(u0) } 1 + u2",
    );
    let seen = resolve_body("macro_rules! m { ($a:expr) => { $a + b } } { let b = 1; m!(b) }");
    let vars: Vec<_> = seen.mentions().into_iter().map(|(_, var)| var).collect();
    assert_eq!(vars, [2, 1]);
}

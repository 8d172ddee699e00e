//! Where a pause cannot stand, and how the user is told.

use super::*;

/// Asserts that there is one mistake in `body`, and that its first line is `sentence`.
fn one(body: &str, sentence: &str) {
    let messages = resolve_body(body).messages;
    let first: Vec<_> = messages
        .iter()
        .filter_map(|message| message.lines().next())
        .collect();
    assert_eq!(first, [sentence], "{body}");
}

/// Asserts that there is no mistake.
fn none(body: &str) {
    assert_eq!(resolve_body(body).messages, Vec::<String>::new(), "{body}");
}

#[test]
fn places_that_cannot_pause() {
    one(
        "g(|| yield_wait!())",
        "`yield_wait!` cannot stand in a closure",
    );
    one(
        "async { yield_value!(1) }",
        "`yield_value!` cannot stand in an `async` block",
    );
    one(
        "const { yield_wait!() }",
        "`yield_wait!` cannot stand in a constant",
    );
    one(
        "[0; yield_wait!()]",
        "`yield_wait!` cannot stand in a constant",
    );
    one(
        "let x: [u8; yield_wait!()];",
        "`yield_wait!` cannot stand in a constant",
    );
    one(
        "g::<{ yield_wait!() }>()",
        "`yield_wait!` cannot stand in a constant",
    );
    one(
        "match a { x if yield_wait!() => x }",
        "`yield_wait!` cannot stand in a match guard",
    );
    one(
        "matches!(a, x if yield_wait!())",
        "`yield_wait!` cannot stand in a match guard",
    );
    one(
        "unsafe { yield_from!(g()) }",
        "`yield_from!` cannot stand in an `unsafe` block",
    );
    one(
        "unsafe { g().await }",
        "`.await` cannot stand in an `unsafe` block",
    );
    one(
        "match a { x if g().await => x }",
        "`.await` cannot stand in a match guard",
    );
    one(
        "foo!(a, yield_wait!())",
        "`yield_wait!` cannot stand in the arguments of `foo!`",
    );
    one(
        "my::foo! { (g().await) }",
        "`.await` cannot stand in the arguments of `my::foo!`",
    );
    one(
        "macro_rules! m { () => { yield_wait!() } } m!(1);",
        "`m!` pauses, and none of its rules fits this call",
    );
    one(
        "match a { x if (|| yield_wait!())() => x }",
        "`yield_wait!` cannot stand in a closure",
    );
}

#[test]
fn places_that_are_fine_or_rustcs() {
    none("async { g().await }");
    none("async { unsafe { g().await } }");
    none("|| g().await");
    none("fn g() { yield_wait!() }");
    none("g(async { match a { x if y.await => 1 } })");
    none("foo!(yield_wait, await)");
    none("foo!(async move { g().await })");
    none("if yield_wait!() && let Some(x) = yield_wait!() {}");
}

#[test]
fn the_message_says_what_to_write() {
    let seen = resolve_body("g(|| yield_wait!())");
    assert_eq!(
        seen.messages,
        ["`yield_wait!` cannot stand in a closure\n\
          help: use a loop instead of the closure, or make it a coroutine of its own: `coro!(|| { .. })`\n\
          note: a closure is a function of its own, which cannot pause the one around it"]
    );
    let seen = resolve_body("foo!(yield_value!(a))");
    assert_eq!(
        seen.messages,
        ["`yield_value!` cannot stand in the arguments of `foo!`\n\
          help: pause before it: `let value = yield_value!(..); foo!(.. value ..)`\n\
          note: only rustc knows what `foo!` makes of its arguments"]
    );
}

#[test]
fn wrong_arguments() {
    one("yield_wait!(a)", "`yield_wait!` takes no argument");
    one("yield_value!(a, b)", "`yield_value!` hands out one value");
    one("yield_from!()", "`yield_from!` needs something to run");
    one(
        "yield_from!(a, b, a)",
        "`yield_from!` takes one or two arguments",
    );
    one(
        "yield a + 1",
        "`yield` is a word that Rust keeps for itself",
    );
    let seen = resolve_body("yield_value!(a, b); yield a;");
    assert!(
        seen.messages[0].ends_with("`yield_value!((a , b))`"),
        "{:?}",
        seen.messages
    );
    assert!(
        seen.messages[1].ends_with("write `yield_value!(a)`"),
        "{:?}",
        seen.messages
    );
    assert_eq!(resolve_body("yield_value!(a b)").messages.len(), 1);
}

#[test]
fn several_mistakes_are_all_told() {
    let seen = resolve_body("|| yield_wait!(); unsafe { yield_wait!(1) }; foo!(yield_wait!())");
    assert_eq!(seen.messages.len(), 4);
}

#[test]
fn jumps_that_the_generated_loops_would_take() {
    one("break", "`break` outside of a loop");
    one("if a { continue }", "`continue` outside of a loop");
    one(
        "loop { 'x: { break } }",
        "`break` without a label inside of a labelled block",
    );
    one(
        "'x: { continue 'x }",
        "`continue 'x` refers to a block, and only a loop can be continued",
    );
    none("|| break");
    none("break 'nowhere");
}

//! The expression form.

use super::*;

/// The captured names, and the body in sentinels.
fn captures(received: Option<&str>, body: &str) -> (Vec<String>, String) {
    let received = received.map(|text| {
        let parser = |input: syn::parse::ParseStream| Pat::parse_single(input);
        syn::parse::Parser::parse_str(parser, text).expect("a pattern")
    });
    let body: Expr = parse_str(body).expect("an expression");
    let mut errors = Errors::new();
    let resolved = resolve_expression(received.as_ref(), &body, &mut errors);
    assert_eq!(errors.messages(), Vec::<String>::new());
    let names = resolved
        .tables
        .vars
        .iter()
        .filter(|var| var.origin == Origin::Captured)
        .map(|var| var.ident.to_string())
        .collect();
    (names, normal(resolved.body.to_token_stream()))
}

#[test]
fn what_is_not_bound_inside_is_captured() {
    let (names, body) = captures(
        Some("mut first"),
        "{ let c = first + limit; g(c, step, MAX, self); limit }",
    );
    assert_eq!(names, ["limit", "step"]);
    assert_eq!(
        body,
        normal_text(
            "{ let __coro_var_3 = __coro_use_0 + __coro_use_1;
               g(__coro_use_2, __coro_use_3, MAX, self); __coro_use_4 }"
        )
    );
}

#[test]
fn what_a_coroutine_inside_captures_is_captured() {
    let (names, _) = captures(
        None,
        "{ let c = 1; coro!(move |first: u32| { a; c; first }); coro! { fn f() { b; } } }",
    );
    assert_eq!(names, ["a"]);
}

#[test]
fn what_is_only_called_is_a_function() {
    assert_eq!(captures(None, "g(1)").0, Vec::<String>::new());
    assert_eq!(captures(None, "{ g(1); h(g) }").0, ["g"]);
}

#[test]
fn format_strings_and_fields_capture() {
    let (names, _) = captures(
        None,
        "{ println!(\"{x} {MAX}\"); Foo { y }; foo!(z); || w }",
    );
    assert_eq!(names, ["x", "y", "w"]);
}

#[test]
fn a_macro_of_unknown_grammar_uses_what_is_captured() {
    let (names, body) = captures(None, "{ foo!(z); z }");
    assert_eq!(names, ["z"]);
    assert!(
        body.contains("foo! (__coro_use_0 )") || body.contains("__coro_use_0"),
        "{body}"
    );
}

#[test]
fn what_is_bound_later_is_captured_before() {
    let (names, _) = captures(None, "{ let x = x; x }");
    assert_eq!(names, ["x"]);
}

//! What is printed where a mention is not verbatim.

use super::*;

/// Asserts what `body` becomes when `a` goes by `*a_`.
fn through(body: &str, expected: &str) {
    let seen = resolve_body(body);
    assert_eq!(seen.messages, Vec::<String>::new(), "{body}");
    assert_eq!(seen.through_reference("a"), normal_text(expected), "{body}");
}

#[test]
fn a_reference_is_followed() {
    through("a + b; a = 1; a += a", "*a_ + b; *a_ = 1; *a_ += *a_");
    through(
        "&a; &mut a; -a; !a; a as u8; a == a",
        "&*a_; &mut *a_; -*a_; !*a_; *a_ as u8; *a_ == *a_",
    );
    through(
        "a..b; ..a; a..=a; (a, 1)",
        "*a_..b; ..*a_; *a_..=*a_; (*a_, 1)",
    );
}

#[test]
fn parentheses_where_something_binds_tighter() {
    through(
        "a.x; a.m(a); a[0]; a(1); a?; a.await; a.0",
        "(*a_).x; (*a_).m(*a_); (*a_)[0]; (*a_)(1); (*a_)?; (*a_).await; (*a_).0",
    );
}

#[test]
fn fields_are_spelled_out_when_they_change() {
    through("Foo { a, b, c: a }", "Foo { a: *a_, b, c: *a_ }");
    through("Foo { a: a, b: b }", "Foo { a: *a_, b: b }");
}

#[test]
fn format_arguments_are_added_when_they_change() {
    through(
        "println!(\"{a} {b} {}\", a.x);",
        "println!(\"{a} {b} {}\", (*a_).x, a = *a_);",
    );
    through(
        "println!(\"{a} {b}\", );",
        "println!(\"{a} {b}\", a = *a_,);",
    );
    through("vec![a; a]; vec![a, b,]", "vec![*a_; *a_]; vec![*a_, b,]");
    through("println!(\"{x}\", x = a)", "println!(\"{x}\", x = *a_)");
}

#[test]
fn an_assertion_keeps_its_words() {
    through(
        "assert!(a > b);",
        "assert!(*a_ > b, \"assertion failed: a > b\");",
    );
    through("assert!(b > b,);", "assert!(b > b,);");
    through("assert!(a > b, \"no\");", "assert!(*a_ > b, \"no\");");
    through(
        "assert!(a == Foo {});",
        "assert!(*a_ == Foo {}, \"assertion failed: a == Foo {{ }}\");",
    );
}

#[test]
fn dbg_shows_the_users_words() {
    let shown = |value: &str, words: &str| {
        format!(
            "(match ({value}) {{ value => {{ ::std::eprintln!(\"[{{}}:{{}}:{{}}] {{}} = {{:#?}}\", \
             ::core::file!(), ::core::line!(), ::core::column!(), \"{words}\", &value); value }} }})"
        )
    };
    through("dbg!(a);", &format!("{};", shown("*a_", "a")));
    through("dbg!(a, b)", &format!("({}, dbg!(b))", shown("*a_", "a")));
    through("dbg!(b, b,)", "dbg!(b, b,)");
}

#[test]
fn patterns_print_as_written() {
    through(
        "let Foo { a, ref mut c, d: e } = a; a",
        "let Foo { a, ref mut c, d: e } = *a_; *a_",
    );
    through(
        "match a { A { a } | B { a: a } => a, }",
        "match *a_ { A { a } | B { a } => *a_, }",
    );
}

#[test]
fn labels_come_back_where_they_were() {
    through(
        "'x: loop { while a { break; } for i in a { continue 'x } break 'x a }",
        "'x: loop { while *a_ { break; } for i in *a_ { continue 'x } break 'x *a_ }",
    );
}

#[test]
fn any_tokens_can_stand_for_a_mention() {
    let seen = resolve_body("a + b; println!(\"{b}\")");
    let printed = seen.printed(&mut |_| Rendering::Tokens(quote::quote!(self.n)));
    assert_eq!(
        printed,
        normal_text("self.n + self.n; println!(\"{b}\", b = self.n)")
    );
}

#[test]
fn unknown_rows_are_left_alone() {
    let text = "__coro_use_99 + __coro_var_7; __coro_macro_3(1); break '__coro_to_4;";
    let tokens: TokenStream = text.parse().expect("tokens");
    let printed = print_back(tokens, &Tables::default(), &mut |_| Rendering::Verbatim);
    assert_eq!(
        normal(printed),
        normal_text("__coro_use_99 + __coro_var_7; __coro_macro_3(1); break;")
    );
}

#[test]
fn a_hoisted_argument_keeps_its_name() {
    let seen = resolve_body("println!(\"{a}\")");
    let text = seen.resolved.body.to_token_stream().to_string();
    let tokens: TokenStream = text
        .replace("__coro_use_0", "early")
        .parse()
        .expect("tokens");
    let printed = print_back(tokens, &seen.resolved.tables, &mut |_| Rendering::Verbatim);
    assert_eq!(
        normal(printed),
        normal_text("{ println!(\"{a}\", a = early) }")
    );
}

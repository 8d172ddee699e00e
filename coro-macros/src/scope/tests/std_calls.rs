//! Yields and known macros.

use super::*;

#[test]
fn yields_are_calls() {
    check(
        "let x = yield_wait!() + yield_value![a]; coro_core::yield_from!(g(a), b,); yield_value!();",
        "let v2 = yield_wait() + yield_value(u0); yield_from(g(u1), u2,); yield_value();",
    );
    check("yield_wait! {} a", "yield_wait(); u0");
    check(
        "#[state(Here)] yield_wait!();",
        "#[state(Here)] yield_wait();",
    );
    check("g(a).await", "g(u0).await");
}

#[test]
fn the_arguments_of_std_macros_are_expressions() {
    check(
        "std::println!(\"{} {x}\", yield_value!(a), x = b);",
        "m0(\"{} {x}\", yield_value(u0), u1,);",
    );
    check(
        "vec![a; b]; vec![a, b,]; vec![]",
        "m0(u0, u1,); m1(u2, u3,); m2()",
    );
    check("dbg!(a) + dbg!(a, b).0", "m0(u0,) + m1(u1, u2,).0");
    check("my::println!(1)", "my::println!(1)");
    check(
        "stringify!(a yield_wait!()); line!()",
        "stringify!(a yield_wait!()); line!()",
    );
}

#[test]
fn format_strings_mention_variables() {
    check(
        "println!(\"{a} {a:?} {0:>b$} {c}\", 1); let c = 1; assert_eq!(a, b, \"{c:.a$}\")",
        "m0(\"{a} {a:?} {0:>b$} {c}\", 1, u0, u1,); let v2 = 1; m1(u2, u3, \"{c:.a$}\", u4, u5,)",
    );
    let seen = resolve_body("println!(\"{a} {b}\", b = 1)");
    let call = &seen.resolved.tables.macros[0];
    let shown: Vec<_> = call
        .args
        .iter()
        .map(|arg| (arg.prefix.to_string(), arg.inline))
        .collect();
    let text = |text: &str| text.to_string();
    assert_eq!(
        shown,
        [(text(""), false), (text("b ="), false), (text("a ="), true)]
    );
    let mention = &seen.resolved.tables.mentions[0];
    assert!(mention.inline && mention.ident == "a");
}

#[test]
fn macros_say_what_they_do_to_their_arguments() {
    use ArgContext::{ByRef, ByValue, Place};
    let contexts = |text: &str| -> Vec<ArgContext> {
        let seen = resolve_body(text);
        let call = &seen.resolved.tables.macros[0];
        call.args.iter().map(|arg| arg.context).collect()
    };
    assert_eq!(contexts("write!(w, \"{}\", a)"), [Place, ByRef, ByRef]);
    assert_eq!(contexts("assert!(a, \"{}\", b)"), [ByValue, ByRef, ByRef]);
    assert_eq!(contexts("debug_assert_ne!(a, b)"), [ByRef, ByRef]);
    assert_eq!(contexts("vec![a, b]"), [ByValue, ByValue]);
    assert_eq!(contexts("dbg!(a)"), [ByValue]);
}

#[test]
fn matches_is_a_match() {
    check(
        "matches!(a, Some(x) | Other(x) if x > b)",
        "match u0 { Some(v2) | Other(v2) if u1 > u2 => true, _ => false, }",
    );
    check(
        "assert!(matches!(yield_wait!(), Foo { .. },))",
        "m0(match yield_wait() { Foo { .. } => true, _ => false, },)",
    );
}

#[test]
fn nested_macros_get_their_own_rows() {
    check(
        "println!(\"{}\", format!(\"{a}\"))",
        "m0(\"{}\", m1(\"{a}\", u0,),)",
    );
    let seen = resolve_body("println!(\"{}\", format!(\"{a}\"))");
    for (position, row) in seen.resolved.tables.macros.iter().enumerate() {
        assert_eq!(row.id.index(), position);
    }
}

#[test]
fn a_std_macro_that_does_not_parse_is_unknown() {
    check("vec![a => b]", "#[opaque(u0, u1)] vec![u0 => u1]");
}

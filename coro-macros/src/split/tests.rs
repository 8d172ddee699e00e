//! What is split and what is left alone: each test writes a function and reads it as it is lowered.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{ItemFn, parse_str};

use crate::error::Errors;
use crate::names::VarId;
use crate::scope::{self, Origin, Rendering};

/// The body of `fn f(params)` after the pass, in the user's words.
fn split_of(params: &str, body: &str) -> String {
    let text = format!("fn f({params}) {{ {body} }}");
    let function: ItemFn = parse_str(&text).unwrap_or_else(|error| panic!("{error} in {text}"));
    let mut errors = Errors::new();
    let mut resolved = scope::resolve(&function.sig, None, &function.block, &mut errors);
    assert!(errors.is_empty(), "{text}");
    let mut params: Vec<VarId> = resolved
        .tables
        .vars
        .iter()
        .filter(|var| var.origin == Origin::Param)
        .map(|var| var.id)
        .collect();
    super::split(&mut resolved.body, &mut params, &mut resolved.tables);
    let printed = scope::print_back(
        resolved.body.to_token_stream(),
        &resolved.tables,
        &mut |_| Rendering::Verbatim,
    );
    inside(&printed.to_string())
}

/// The text between the outermost braces, spaced as tokens print themselves.
fn inside(text: &str) -> String {
    let text = text
        .strip_prefix('{')
        .and_then(|text| text.strip_suffix('}'))
        .unwrap_or(text);
    let tokens: TokenStream = text
        .parse()
        .unwrap_or_else(|error| panic!("{error} in {text}"));
    tokens.to_string().replace("| |", "||")
}

#[track_caller]
fn check(body: &str, expected: &str) {
    assert_eq!(split_of("a: A, b: B, c: C", body), inside(expected));
}

#[track_caller]
fn check_params(params: &str, body: &str, expected: &str) {
    assert_eq!(split_of(params, body), inside(expected));
}

#[track_caller]
fn unchanged(body: &str) {
    check(body, body);
}

#[test]
fn a_tuple_that_loses_a_field() {
    check(
        "let t = (a, b); drop(t.0); yield_wait!(); t.1.touch();",
        "let (part1, t_1) = (a, b); let t_0 = part1; drop(t_0); yield_wait!(); t_1.touch();",
    );
}

#[test]
fn three_fields_are_bound_from_the_last() {
    check(
        "let t = (a, b, c); yield_wait!(); drop(t.1);",
        "let (part1, part2, t_2) = (a, b, c); let t_1 = part2; let t_0 = part1; yield_wait!(); drop(t_1);",
    );
}

#[test]
fn copies_need_no_order() {
    check(
        "let mut t = (a, 1); yield_wait!(); drop(t.0); t.1 += 1;",
        "let (mut t_0, mut t_1) = (a, 1); yield_wait!(); drop(t_0); t_1 += 1;",
    );
}

#[test]
fn the_type_of_a_let_tells_the_shape() {
    check(
        "let t: (A, u32) = f(); yield_wait!(); g(t.0);",
        "let (t_0, t_1): (A, u32) = f(); yield_wait!(); g(t_0);",
    );
}

#[test]
fn a_parameter_is_split_and_those_behind_it_are_bound_again() {
    assert_eq!(
        split_of(
            "x: D, t: (D, D), y: D, n: u8",
            "yield_wait!(); drop(t.0); g(&y, n, x);"
        ),
        inside(
            "let (part1, t_1) = t; let t_0 = part1; let y = arg3; yield_wait!(); drop(t_0); g(&y, n, x);"
        ),
    );
}

#[test]
fn what_a_pattern_leaves_stays() {
    check(
        "let t = (a, b, c); let (x, .., _) = t; yield_wait!(); let _ = t;",
        "let (part1, part2, t_2) = (a, b, c); let t_1 = part2; let t_0 = part1; let x = t_0; yield_wait!();",
    );
}

#[test]
fn a_whole_is_a_literal() {
    check(
        "let mut t = (a, b); yield_wait!(); f(t.0); t.0 = b; t = g(t); t",
        "let (part1, mut t_1) = (a, b); let mut t_0 = part1; yield_wait!(); f(t_0); t_0 = b; \
         { let (part1, part2) = g((t_0, t_1)); t_0 = part1; t_1 = part2; }; (t_0, t_1)",
    );
}

#[test]
fn arrays_are_split_for_patterns() {
    check(
        "let list = [a, b, c]; yield_wait!(); let [x, _, z] = list; yield_wait!();",
        "let [list_0, part2, part3] = [a, b, c]; let list_1 = part2; let list_2 = part3; yield_wait!(); \
         let x = list_0; let z = list_2; yield_wait!();",
    );
    unchanged("let list = [a, b, c]; yield_wait!(); let [x, ..] = list; f(&list[1]);");
    check(
        "let list = [a, b, c]; yield_wait!(); let [x, _, rest @ ..] = list;",
        "let list = [a, b, c]; let left1; yield_wait!(); let [x, part1, item1] = list; left1 = part1; let rest = [item1];",
    );
}

#[test]
fn tuples_in_tuples() {
    check(
        "let t = ((a, b), c); yield_wait!(); let ((x, _), y) = t; yield_wait!();",
        "let (part1, part2) = ((a, b), c); let t_1 = part2; let (part1, t_0_1) = part1; let t_0_0 = part1; yield_wait!(); \
         let x = t_0_0; let y = t_1; yield_wait!();",
    );
}

#[test]
fn a_struct_of_the_body() {
    check(
        "struct Pair { left: D, right: D } let p = Pair { right: a, left: b }; yield_wait!(); f(p.left);",
        "struct Pair { left: D, right: D } let Pair { right: p_right, left: p_left } = Pair { right: a, left: b }; \
         yield_wait!(); f(p_left);",
    );
}

#[test]
fn a_struct_that_surely_has_no_drop() {
    check(
        "let p = Pair { left: a, right: b }; yield_wait!(); drop(p.left); g(p.right);",
        "let Pair { right: p_right, left: p_left } = Pair { left: a, right: b }; yield_wait!(); drop(p_left); \
         g(p_right);",
    );
    check(
        "let p = Pair { left: String::new(), right: b }; yield_wait!(); g(p.left);",
        "let Pair { right: p_right, left: p_left } = Pair { left: String::new(), right: b }; yield_wait!(); \
         g(p_left);",
    );
    check(
        "let p = Pair { left: a, right: b }; yield_wait!(); let left = p.left; drop(left);",
        "let Pair { right: p_right, left: p_left } = Pair { left: a, right: b }; yield_wait!(); let left = p_left; \
         drop(left);",
    );
}

#[test]
fn a_struct_that_may_have_a_drop() {
    check(
        "let guard = Guard { id: a, log: b }; yield_wait!(); f(guard.id);",
        "let Guard { log: guard_log, id: guard_id } = { let whole = Guard { id: a, log: b }; \
         let () = __coro_lib_Fields::of(&whole).movable(); whole }; yield_wait!(); f(guard_id);",
    );
    unchanged("let guard = Guard { id: 1, log: b }; yield_wait!(); f(guard.id);");
    unchanged("let guard = Guard { id: a, log: b }; yield_wait!(); f(guard.id); g(&guard.id);");
    unchanged(
        "struct Guard { id: A } impl Drop for Guard { } let g = Guard { id: a }; yield_wait!(); drop(g.id);",
    );
}

#[test]
fn the_rest_of_a_struct() {
    check(
        "struct Two { a: D, b: D } let old = Two { a, b }; let new = Two { a: c, ..old }; yield_wait!(); f(&old.a);",
        "struct Two { a: D, b: D } let Two { b: old_b, a: old_a } = Two { a, b }; let new = Two { a: c, b: old_b }; \
         yield_wait!(); f(&old_a);",
    );
}

#[test]
fn one_field_decides_a_match() {
    check(
        "let t = (a, b); yield_wait!(); match t { (Some(x), _) => f(x), (None, y) => { g(y) } }",
        "let (part1, t_1) = (a, b); let t_0 = part1; yield_wait!(); \
         match t_0 { Some(x) => f(x), None => { let y = t_1; g(y) } }",
    );
    check(
        "let t = (a, b); yield_wait!(); if let (Some(x), _) = t { f(x) }",
        "let (part1, t_1) = (a, b); let t_0 = part1; yield_wait!(); if let Some(x) = t_0 { f(x) }",
    );
    // what each arm leaves is kept as long as the variable
    check(
        "let t = (a, b); yield_wait!(); match t { (Some(x), _) => f(x), (_, Some(y)) => g(y), _ => {} }",
        "let t = (a, b); let left1; let left1; yield_wait!(); match t { \
         (Some(x), part1) => { left1 = part1; f(x) }, (part1, Some(y)) => { left1 = part1; g(y) }, _ => {} }",
    );
}

#[test]
fn guards_decide_a_match() {
    check(
        "let t = (a, b); yield_wait!(); match t { (Some(x), _) if x.is() => f(x), (_, y) => g(y) }",
        "let (part1, t_1) = (a, b); let t_0 = part1; yield_wait!(); \
         match t_0 { Some(x) if x.is() => f(x), _ => { let y = t_1; g(y) } }",
    );
    // what is bound by nothing yet is named where it is
    check(
        "let t = (a, b); yield_wait!(); match t { (x, _) if x.is(t.1) => f(x), u if u.0.is() => h(u), (_, ref y) => g(y) }",
        "let (part1, t_1) = (a, b); let t_0 = part1; yield_wait!(); match () { \
         _ if t_0.is(t_1) => { #[allow(unused_variables)] let x = t_0; f(x) }, \
         _ if t_0.is() => { #[allow(unused_variables)] let u = (t_0, t_1); h(u) }, \
         _ => { let ref y = t_1; g(y) } }",
    );
}

#[test]
fn several_fields_decide_a_match() {
    check(
        "let t = (a, b); yield_wait!(); match t { (Some(x), Some(_)) if x.is() => f(x), (y, _) => g(y) } t.0 = c;",
        "let (part1, t_1) = (a, b); let t_0 = part1; yield_wait!(); \
         match match (&t_0, &t_1) { (&Some(ref x), &Some(_)) if (*x).is() => 0, (_, _) => 1, } { \
         0 => { #[allow(unused_variables)] #[allow(irrefutable_let_patterns)] let Some(x) = t_0 else { __coro_lib_nowhere() }; f(x) }, \
         _ => { let y = t_0; g(y) } } t_0 = c;",
    );
}

#[test]
fn closures_capture_fields() {
    check(
        "let t = (a, b); yield_wait!(); let f = move || t.0.touch(); yield_wait!(); f();",
        "let (part1, t_1) = (a, b); let t_0 = part1; yield_wait!(); let f = move || t_0.touch(); yield_wait!(); f();",
    );
}

#[test]
fn what_needs_no_splitting() {
    unchanged("let t = (a, b); drop(t.0);");
    unchanged("let t = (a, b); yield_wait!(); f(t);");
    unchanged("let t = (a, b); yield_wait!(); f(&t.0);");
    unchanged("let t = (a, b); yield_wait!(); let (x, y) = t;");
    unchanged("let t = (1, 2); yield_wait!(); f(t.0);");
    unchanged("let t = (a, b); yield_wait!(); t.0 += t.1;");
    unchanged("let f = |t: (D, D)| { let u = (a, b); g(u.0) }; yield_wait!();");
}

#[test]
fn what_cannot_be_split() {
    unchanged("let t = (a, b); yield_wait!(); f(t.0); g(&t);");
    unchanged("let t = (a, b); yield_wait!(); f(t.0); t.finish();");
    unchanged("let t = (a, b); yield_wait!(); f(t.0); assert!(t == u);");
    unchanged("let t = (a, b); yield_wait!(); f(t.0); unknown!(t.1);");
    unchanged("let t = (a, b); yield_wait!(); f(t.0); let g = move || h(t);");
    unchanged("let t = (a, b); yield_wait!(); f(t.0); let x @ (_, _) = t;");
    unchanged("let t = make(); yield_wait!(); f(t.0);");
    unchanged("let t = Pair { left: a, ..b }; yield_wait!(); drop(t.left);");
}

#[test]
fn a_parameter_of_which_fields_are_named() {
    check_params(
        "p: Pair",
        "check(&p); drop(p.left); yield_wait!(); p.right.touch();",
        "check(&p); let (p_right, p_left) = { let whole = p; (whole.right, whole.left) }; drop(p_left); \
         yield_wait!(); p_right.touch();",
    );
    check_params(
        "p: Pair",
        "f(p.left); yield_wait!(); p.right.touch();",
        "let (p_right, p_left) = { let whole = p; let () = __coro_lib_Fields::of(&whole).movable(); \
         (whole.right, whole.left) }; f(p_left); yield_wait!(); p_right.touch();",
    );
}

#[test]
fn fields_are_dropped_after_what_stands_between() {
    check_params(
        "p: Pair",
        "let d = D(1); drop(p.left); yield_wait!(); p.right.touch();",
        "let p_right; let p_left; let d = D(1); (p_right, p_left) = { let whole = p; (whole.right, whole.left) }; \
         drop(p_left); yield_wait!(); p_right.touch();",
    );
}

#[test]
fn a_field_of_a_field() {
    check_params(
        "p: Pair",
        "drop(p.a.x); yield_wait!(); p.a.y.touch(); p.b.touch();",
        "let (p_b, p_a) = { let whole = p; (whole.b, whole.a) }; \
         let (p_a_y, p_a_x) = { let whole = p_a; (whole.y, whole.x) }; \
         drop(p_a_x); yield_wait!(); p_a_y.touch(); p_b.touch();",
    );
}

#[test]
fn what_may_be_a_reference_stays() {
    for body in [
        "f(p.left); yield_wait!(); p.right.touch();",
        "drop(p.left); yield_wait!(); f(p.right);",
    ] {
        let reference = split_of("p: &Pair", body);
        assert_eq!(reference, inside(body));
    }
    unchanged("for p in a { f(p.left); yield_wait!(); p.right.touch(); }");
    unchanged("let p = find(&a); f(p.left); yield_wait!(); p.right.touch();");
    // read again, so `Copy`
    unchanged("let p = make(); f(p.left); yield_wait!(); f(p.left); p.right.touch();");
    // needed as a whole
    unchanged("let p = make(); f(p.left); yield_wait!(); p.right.touch(); p.left = b; f(&p);");
}

#[test]
fn values_beside_each_other_are_bound_alone() {
    check(
        "let (t, u) = ((a, b), c); drop(t.1); yield_wait!();",
        "let (part1, t_1) = (a, b); let t_0 = part1; let u = c; drop(t_1); yield_wait!();",
    );
    unchanged("let (t, u) = (a, b); yield_wait!();");
}

#[test]
fn variables_of_patterns_are_bound_again() {
    check(
        "for t in vec![(a, b)] { drop(t.1); yield_wait!(); }",
        "for part in vec![(a, b)] { let (part1, t_1) = part; let t_0 = part1; drop(t_1); yield_wait!(); }",
    );
}

#[test]
fn sides_that_leave_different_parts_are_matched_alone() {
    check(
        "let t = make(); if let A(x, _) | B(_, x) = t { yield_wait!(); drop(x) }",
        "let t = make(); let left1; let left1;
         if let Some(x) = match t {
             A(x, part1) => { left1 = part1; Some(x) }
             B(part1, x) => { left1 = part1; Some(x) }
             _ => { None }
         } { yield_wait!(); drop(x) }",
    );
}

#[test]
fn the_rest_of_a_tuple_is_taken_as_one() {
    check(
        "let t = make(); let (x, ..) = t; yield_wait!(); drop(x);",
        "let t = make(); let left1; let whole = t;
         let (x, rest) = __coro_lib_take_part :: < 0 , _ > (whole); left1 = rest; yield_wait!(); drop(x);",
    );
}

#[test]
fn what_is_needed_whole_and_loses_a_part_behind_the_last_pause_stays_whole() {
    unchanged(
        "let t = (a, b); { let left = &t.0; log(&t); left.touch(); } yield_wait!(); Some(t.0)",
    );
}

#[test]
fn what_loses_all_of_its_parts_and_is_given_one_again_is_split() {
    check(
        "let mut t = (a, b); let (x, y) = t; yield_wait!(); t.1 = c; y",
        "let (part1, mut t_1) = (a, b); let mut t_0 = part1; let x = t_0; let y = t_1; yield_wait!(); t_1 = c; y",
    );
}

#[test]
fn a_text_of_what_is_split_is_a_statement_by_itself() {
    check(
        "let mut t = (a, b); loop { f(t.1.rank(), format!(\"{t:?}\")); drop(t.0); yield_wait!(); t.0 = c; }",
        "let mut t; let (part1, mut t_1) = (a, b); let mut t_0 = part1;
         loop { f(t_1.rank(), { t = (t_0, t_1); let text = format!(\"{t:?}\");
                                { let (part1, part2) = t; t_0 = part1; t_1 = part2; } text });
                drop(t_0); yield_wait!(); t_0 = c; }",
    );
}

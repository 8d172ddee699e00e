//! Which mention is which variable. In short sentinels `a` and `b` are 0 and 1.

use super::*;

#[test]
fn an_initializer_does_not_see_its_own_variable() {
    check("let a = a; let a = a; a", "let v2 = u0; let v3 = u1; u2");
    let seen = resolve_body("let a = a; let a = a; a");
    let names: Vec<_> = seen.mentions().into_iter().map(|(_, var)| var).collect();
    assert_eq!(names, [0, 2, 3]);
}

#[test]
fn a_block_ends_what_it_binds() {
    let seen = resolve_body("{ let a = 1; a } a");
    let vars: Vec<_> = seen.mentions().into_iter().map(|(_, var)| var).collect();
    assert_eq!(vars, [2, 0]);
}

#[test]
fn the_else_of_a_let_does_not_see_its_bindings() {
    let seen = resolve_body("let Some(a) = g(a) else { return a }; a");
    let vars: Vec<_> = seen.mentions().into_iter().map(|(_, var)| var).collect();
    assert_eq!(vars, [0, 0, 2]);
}

#[test]
fn alternatives_bind_the_same_variable() {
    check(
        "match g() { A(x) | B { x, .. } | C { y: x } => x, _ => 0 }",
        "match g() { A(v2) | B { x: v2, .. } | C { y: v2 } => u0, _ => 0 }",
    );
    check(
        "match g() { (Some(ref mut x) | Other(ref mut x), y @ 1..=MAX) => h(x, y), }",
        "match g() { (Some(ref mut v2) | Other(ref mut v2), v3 @ 1..=MAX) => h(u0, u1), }",
    );
}

#[test]
fn lets_under_cfg_bind_the_same_variable() {
    check(
        "#[cfg(x)] let c = 1; #[cfg(not(x))] let c = 2; c; let c = 3; c",
        "#[cfg(x)] let v2 = 1; #[cfg(not(x))] let v2 = 2; u0; let v3 = 3; u1",
    );
    check(
        "#[cfg(x)] let c = 1; #[cfg(y)] let c = c + 1; c",
        "#[cfg(x)] let v2 = 1; #[cfg(y)] let v3 = u0 + 1; u1",
    );
}

#[test]
fn what_a_condition_binds_reaches_its_rest_and_the_first_branch() {
    check(
        "if let Some(x) = a && x > 1 && let Some(x) = g(x) { x } else { x }",
        "if let Some(v2) = u0 && u1 > 1 && let Some(v3) = g(u2) { u3 } else { x }",
    );
    let seen = resolve_body("if let Some(a) = a && a > 1 { a } else if a > 2 { a } else { a }");
    let vars: Vec<_> = seen.mentions().into_iter().map(|(_, var)| var).collect();
    assert_eq!(vars, [0, 2, 2, 0, 0, 0]);
    check(
        "while let Some(x) = g(a) && x { x; } x",
        "'at0: while let Some(v2) = g(u0) && u1 { u2; } x",
    );
}

#[test]
fn a_guard_sees_and_binds_for_its_arm() {
    check(
        "match a { x if x > b => x, Some(y) if let Some(z) = y && z => z, a => a }",
        "match u0 { v2 if u1 > u2 => u3, Some(v3) if let Some(v4) = u4 && u5 => u6, v5 => u7 }",
    );
}

#[test]
fn a_for_head_does_not_see_the_pattern() {
    check("for a in a { a; } a", "'at0: for v2 in u0 { u1; } u2");
    let seen = resolve_body("for a in a { a; } a");
    let vars: Vec<_> = seen.mentions().into_iter().map(|(_, var)| var).collect();
    assert_eq!(vars, [0, 2, 0]);
}

#[test]
fn upper_case_is_a_constant_unless_it_must_be_a_variable() {
    check(
        "match a { None => 1, MAX => 2, X @ 3 => X, mut Y => Y, Z { K } => 3 }",
        "match u0 { None => 1, MAX => 2, v2 @ 3 => u1, mut v3 => u2, Z { K } => 3 }",
    );
    check("let N = 1; N", "let v2 = 1; u0");
    check(
        "let None = a else { return }; N",
        "let None = u0 else { return }; N",
    );
}

#[test]
fn shorthand_fields_are_spelled_out() {
    check(
        "let Foo { a, ref mut c, d: e, .. } = Foo { a, b, c: 1, ..g };",
        "let Foo { a: v2, c: ref mut v3, d: v4, .. } = Foo { a: u0, b: u1, c: 1, ..g };",
    );
    let seen = resolve_body("let Foo { a, d: e } = Foo { a, b: b };");
    let short: Vec<_> = seen
        .resolved
        .tables
        .vars
        .iter()
        .map(|var| var.shorthand)
        .collect();
    assert_eq!(short, [false, false, true, false]);
    let short: Vec<_> = seen
        .resolved
        .tables
        .mentions
        .iter()
        .map(|it| it.shorthand)
        .collect();
    assert_eq!(short, [true, false]);
}

#[test]
fn variables_know_how_they_were_bound() {
    let seen = resolve_function(
        "fn f(&mut self, mut a: u8, (b, ref c): (u8, u8)) {
            let d: u16 = 1; let (e, mut f) = g(); let h = |i: u8| { let j = i; j };
            for k in 0..1 {} let Some(ref l) = g() else { return };
        }",
    );
    let vars = &seen.resolved.tables.vars;
    let shown: Vec<String> = vars
        .iter()
        .map(|var| {
            let mutable = if var.mutable { " mut" } else { "" };
            let by_ref = if var.by_ref { " ref" } else { "" };
            let ty = var
                .ty
                .as_ref()
                .map(|ty| format!(": {}", ty.to_token_stream()));
            format!(
                "{}{mutable}{by_ref}{} {:?}",
                var.ident,
                ty.unwrap_or_default(),
                var.origin
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "self SelfParam",
            "a mut: u8 Param",
            "b Param",
            "c ref Param",
            "d: u16 Let",
            "e Pattern",
            "f mut Pattern",
            "i: u8 Closure",
            "j Closure",
            "h Let",
            "k Pattern",
            "l ref Pattern",
        ]
    );
}

#[test]
fn self_is_a_variable_where_there_is_a_receiver() {
    let seen = resolve_function("fn f(&self) { self.x + Self::Y + (|| self.z)() }");
    assert_eq!(seen.short(), normal_text("u0.x + Self::Y + (|| u1.z)()"));
    let seen = resolve_function("fn f() { self.x }");
    assert_eq!(seen.short(), normal_text("self.x"));
}

#[test]
fn labels_are_numbered_and_said_at_each_jump() {
    check(
        "'x: loop { while a { break; } continue 'x; 'y: { break 'y; } break 1 }",
        "'to0: loop { 'at1: while u0 { break 'at1; } continue 'to0; 'to2: { break 'to2; } break 'at0 1 }",
    );
    check(
        "'x: loop { 'x: for i in 0..1 { break 'x } break 'x }",
        "'to0: loop { 'to1: for v2 in 0..1 { break 'to1 } break 'to0 }",
    );
    check(
        "loop { let g = || loop { break }; async { break }; break }",
        "'at0: loop { let v2 = || 'at1: loop { break 'at1 }; async { break }; break 'at0 }",
    );
    let seen = resolve_body("'x: loop { || while a {} }");
    let targets = &seen.resolved.tables.targets;
    assert_eq!(
        (targets[0].kind, targets[0].in_closure),
        (TargetKind::Loop, false)
    );
    assert_eq!(
        (targets[1].kind, targets[1].in_closure),
        (TargetKind::While, true)
    );
    assert!(targets[0].label.is_some() && targets[1].label.is_none());
}

#[test]
fn closures_say_how_they_capture() {
    let seen = resolve_body(
        "a; || a; move || a; move || { || a }; || { move || a }; async { a }; async move { a }; \
         |x| { x; || x; move || x };",
    );
    let kinds: Vec<_> = seen
        .resolved
        .tables
        .mentions
        .iter()
        .map(|it| it.in_closure)
        .collect();
    use ClosureKind::{ByRef, Move};
    assert_eq!(
        kinds,
        [
            None,
            Some(ByRef),
            Some(Move),
            Some(Move),
            Some(Move),
            Some(ByRef),
            Some(Move),
            None,
            Some(ByRef),
            Some(Move),
        ]
    );
}

#[test]
fn items_and_constants_see_no_local() {
    check(
        "fn g(a: u8) -> u8 { a } const C: u8 = a; const { a; let c = 1; c }; [0; a]; h::<{ a }>()",
        "fn g(a: u8) -> u8 { a } const C: u8 = a; const { a; let v2 = 1; u0 }; [0; a]; h::<{ a }>()",
    );
    check(
        "{ a; fn a() {} a(); let a = 1; a } a",
        "{ a; fn a() {} a(); let v2 = 1; u0 } u1",
    );
}

#[test]
fn paths_methods_and_fields_are_no_mentions() {
    check(
        "a::b(); a::<u8>(); x.a; x.a(); a.a(b); a(1); <a>::b; crate::a",
        "a::b(); a::<u8>(); x.a; x.a(); u0.a(u1); u2(1); <a>::b; crate::a",
    );
}

#[test]
fn raw_and_plain_are_one_name() {
    check("let r#x = 1; x + r#x", "let v2 = 1; u0 + u1");
    check(
        "let r#type = 1; println!(\"{type}\")",
        "let v2 = 1; m0(\"{type}\", u0,)",
    );
}

#[test]
fn what_is_received_is_bound_after_the_parameters() {
    let function: ItemFn = syn::parse_quote!(
        fn f(a: u8) {
            sample + a
        }
    );
    let pattern: Pat = syn::parse_quote!(sample);
    let mut errors = Errors::new();
    let seen = resolve(&function.sig, Some(&pattern), &function.block, &mut errors);
    assert_eq!(seen.tables.vars[1].origin, Origin::Received);
    assert_eq!(seen.received.to_token_stream().to_string(), "__coro_var_1");
    assert_eq!(
        seen.params[0].to_token_stream().to_string(),
        "__coro_var_0 : u8"
    );
}

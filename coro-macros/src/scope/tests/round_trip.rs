//! What is put into sentinels and printed back verbatim is what the user wrote.

use super::*;

/// Bodies of `fn f(a: u32, b: u32)`, also the seeds of the fuzzer.
pub const BODIES: &[&str] = &[
    "",
    "a",
    "let x = a; x + b",
    "let x: u8 = 1; let x = x + 1; x",
    "let mut x; x = a; x += 1;",
    "let (x, mut y, ref z) = g(a);",
    "let Point { x, y: ref mut down, .. } = p; x",
    "let Foo { ref x, mut y, ref mut z } = g();",
    "let [first, .., last] = a; first",
    "let [x, rest @ ..] = a else { return rest };",
    "let &x = a; let &mut (x, _) = b;",
    "let x @ Some(_) = a else { panic!() };",
    "let _ = a; let Some(_) = a else { unreachable!() };",
    "let N = 1; N",
    "match a { None => 1, Some(x) if x > b => x, Some(_) => 0, }",
    "match a { A(x) | B(x) => x, C { x } | D { x, .. } => x, _ => a }",
    "match a { 0 => {} 1..=9 => a(), X::Y => (), x => drop(x), }",
    "match (a, b) { (MAX, _) => 1, (x, y) if let Some(z) = x && z > y => z, (_, y) => y, }",
    "match a { ref x => x, }",
    "match Foo::new(a) { Foo { a, .. } => a, }",
    "if a { b } else if b { a } else { 0 }",
    "if let Some(x) = a { x } else { b }",
    "if let Some(x) = a && x > 1 && let Ok(y) = g(x) { y } else { a }",
    "if a > b && (b > a || a == b) { return a; }",
    "while a > 0 { a -= 1; }",
    "while let Some(x) = g.pop() && x != b { g(x); }",
    "loop { if a { break; } else { continue; } }",
    "'x: loop { loop { break 'x; } }",
    "'x: for i in 0..a { for j in i..b { if j == i { continue 'x; } } break }",
    "let v = loop { break a; }; let w = 'l: loop { break 'l b };",
    "let v = 'x: { if a { break 'x 1; } 2 };",
    "'x: while a { 'x: while b { break 'x } continue 'x }",
    "for (i, x) in a.iter().enumerate() { g(i, x)?; }",
    "for _ in 0..a {}",
    "let f = |x| x + a; f(b)",
    "let f = move |x: u32, (y, z): (u32, u32)| -> u32 { x + y + z + a };",
    "g(|| { let a = 1; a }, || loop { break });",
    "let f = async move { a.await; b }; f.await",
    "let x = async { a }; x.await?.y().await",
    "a.b(a).c::<u8>(b)[a].d.0.e",
    "a.0.1; a[b..]; a[..b]; &a[1..=b]; &mut a; *a; -a; !a",
    "(a as usize) < b as usize; a as u8 as u16; (a, b,); [a, b]; [a; 3]; (a,)",
    "Foo { a, b: a, ..b }; Foo { a }; Foo::<u8> { b, }; Foo { 0: a };",
    "return a;",
    "return;",
    "return (a, b)",
    "println!(\"{a} {} {b:?} {0:>b$}\", a + 1);",
    "println!(\"{a}\",); println!(); print!(\"\"); eprintln!(\"{a}{{b}}\")",
    "format!(\"{x} {y}\", x = a, y = b).len()",
    "std::write!(out, \"{a:>b$}\")?; writeln!(out)?;",
    "assert!(a > b); assert!(a, \"{b}\"); assert_eq!(a, b,); debug_assert_ne!(a, b, \"{} {a}\", b);",
    "vec![a; b]; vec![a, b, 1]; vec![]; vec![vec![a], vec![b; 2]];",
    "vec![(a, b), (b, a)].into_iter().map(|(a, b)| a).collect::<Vec<_>>()",
    "panic!(\"{a}\"); todo!(); unimplemented!(\"b\"); unreachable!(\"{}\", a)",
    "dbg!(a); dbg!(); dbg!(a, b).0",
    "foo!(a, b; c => \"{a}\"); foo![a]; foo! { a b }; my::foo!(a).bar(b)?;",
    "foo! { let x = a; } x; foo! { b }",
    "stringify!(a b); concat!(\"a\", line!()); env!(\"b\"); include!(\"a\")",
    "yield_wait!(); let x = yield_value!(a); yield_from!(g(b), a,)",
    "g(yield_wait!(), a)?; yield_value!(yield_value!(a) + b)",
    "#[state(Here)] yield_wait!();",
    "#[cfg(test)] let x = a; #[allow(unused)] { x }; match a { #[cfg(test)] x => x, _ => b }",
    "fn g(a: u8) -> u8 { a } struct S { a: u8 } const A: u8 = 1; use std::mem::swap; g(a)",
    "macro_rules! m { ($a:expr) => { { $a } }; } m!(a); impl S { fn a(self) { self } }",
    "coro! { fn inner(a: u8) yields u8 { yield_value!(a) } } inner(a)",
    "let c = coro!(move |x| { yield_value!(a); x }); c",
    "const { let a = 1; a }; unsafe { g(a) }; ({ a })",
    "let r#type = a; r#type + r#a; println!(\"{type}\");",
    "let x = if a { 1 } else { 2 } + match b { _ => a }; let y = { a } + 1;",
    "a = b; a += b; *a = b; a.x = b; a[0] = b; (a, b) = (b, a); _ = a;",
    "Foo { a, .. } = g(); [a, ..] = g();",
    "(a)(b); (a.f)(b); (|| a)(); a(b)(a); a..; ..; ..=a",
    "self.x; Self::y(a); <u8 as From<u8>>::from(a); crate::a; ::a::b; super::a(b)",
    "let x = &raw const a; let y = &raw mut b;",
    "let _x: [u8; { 3 }] = [0; 3]; g::<3>(a); Vec::<[u8; 2]>::new()",
    "'x: loop { foo!('x, a); break 'x }",
    "let s = \"{a}\"; b\"{a}\"; 'a'; 1.0; r#\"{a}\"#; c\"a\"",
    "#[allow(x)] println!(\"{a}\"); #![allow(y)]",
];

#[test]
fn verbatim_is_what_was_written() {
    for body in BODIES.iter().filter(|body| !body.contains("#![")) {
        let seen = resolve_body(body);
        let parsed: ItemFn = parse_str(&format!("fn f() {{ {body} }}")).expect("a function");
        let expected = statements(parsed.block.to_token_stream());
        let printed = seen.printed(&mut |_| Rendering::Verbatim);
        assert_eq!(printed, expected, "{body}");
        assert_eq!(seen.messages, Vec::<String>::new(), "{body}");
    }
}

#[test]
fn every_row_stands_at_its_number() {
    for body in BODIES.iter().filter(|body| !body.contains("#![")) {
        let tables = resolve_body(body).resolved.tables;
        let rows = |count: usize, ids: Vec<usize>| assert!(ids.into_iter().eq(0..count), "{body}");
        rows(
            tables.vars.len(),
            tables.vars.iter().map(|it| it.id.index()).collect(),
        );
        rows(
            tables.mentions.len(),
            tables.mentions.iter().map(|it| it.id.index()).collect(),
        );
        rows(
            tables.targets.len(),
            tables.targets.iter().map(|it| it.id.index()).collect(),
        );
        rows(
            tables.macros.len(),
            tables.macros.iter().map(|it| it.id.index()).collect(),
        );
    }
}

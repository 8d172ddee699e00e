//! Fns and the items around them.

use super::check;
use expect_test::expect;

#[test]
fn plain_fn() {
    check(
        "/// Counts.\n #[inline] pub(crate) fn countdown(mut from: u32, (a, b): (u8, u8)) -> String { a }",
        expect![[r#"
            coroutine countdown; attributes `# [doc = " Counts."], # [inline]`; visibility `pub (crate)`; inputs `mut from : u32 , (a , b) : (u8 , u8)`; output `-> String`; body `{ a }`
        "#]],
    );
}

#[test]
fn async_fns() {
    check(
        "pub async fn f() -> u8 { g().await }",
        expect![[r#"
        coroutine f; visibility `pub`; async; output `-> u8`; body `{ g () . await }`
    "#]],
    );
    check(
        "async fn f() yields u8 {}",
        expect![[r#"
        coroutine f; async; yields `u8`; body `{ }`
    "#]],
    );
}

#[test]
fn several_items() {
    check(
        "use std::{fmt, io}; fn f() {} const A: T = T { x: 1 }; struct S<const N: usize = { 3 }> { x: u8 } struct U; fn g() yields u8 {} thread_local! { static X: u8 = 1; } macro_rules! m { () => {} } type T = u8; enum E { A } static Z: u8 = { 3 }; extern \"C\" { fn c(); } extern crate std; mod far; mac!(1);",
        expect![[r#"
            other use std :: { fmt , io } ;
            coroutine f; body `{ }`
            other const A : T = T { x : 1 } ;
            other struct S < const N : usize = { 3 } > { x : u8 }
            other struct U ;
            coroutine g; yields `u8`; body `{ }`
            other thread_local ! { static X : u8 = 1 ; }
            other macro_rules ! m { () => { } }
            other type T = u8 ;
            other enum E { A }
            other static Z : u8 = { 3 } ;
            other extern "C" { fn c () ; }
            other extern crate std ;
            other mod far ;
            other mac ! (1) ;
        "#]],
    );
}

#[test]
fn blocks_of_items() {
    check(
        "impl<T> Trait<{ N }> for Foo<T> where T: Clone { const N: u8 = 1; type X = u8; fn new() -> Self { Foo } pub fn a(&self) { yield_wait!() } fn b(self: Box<Self>) yields u8 {} async fn c(&mut self) {} const fn d() {} fn e() { coro! { fn x() { yield_wait!() } } } }",
        expect![[r#"
            block impl < T > Trait < { N } > for Foo < T > where T : Clone
                other const N : u8 = 1 ;
                other type X = u8 ;
                other fn new () -> Self { Foo }
                coroutine a; visibility `pub`; inputs `& self`; body `{ yield_wait ! () }`
                coroutine b; inputs `self : Box < Self >`; yields `u8`; body `{ }`
                coroutine c; async; inputs `& mut self`; body `{ }`
                other const fn d () { }
                other fn e () { coro ! { fn x () { yield_wait ! () } } }
        "#]],
    );
    check(
        "pub trait Script: Clone { fn run(&self) yields u8 -> u8; fn name(&self) -> &str; fn both() receives u8 { 1 } }",
        expect![[r#"
            block pub trait Script : Clone
                coroutine run; inputs `& self`; yields `u8`; output `-> u8`
                other fn name (& self) -> & str ;
                coroutine both; receives `u8`; body `{ 1 }`
        "#]],
    );
    check(
        "mod inner { #![allow(unused)] use super::*; fn f() { yield_value!(1) } }",
        expect![[r#"
            block mod inner
                other #! [allow (unused)]
                other use super ::*;
                coroutine f; body `{ yield_value ! (1) }`
        "#]],
    );
}

#[test]
fn derives_and_attributes() {
    check(
        "#[derive(Clone, serde::Serialize)] #[cfg(test)] #[derive(Debug)] fn f() { #![allow(unused)] 1 }",
        expect![[r#"
            coroutine f; attributes `# [cfg (test)], # [allow (unused)]`; derives `Clone, serde :: Serialize, Debug`; body `{ 1 }`
        "#]],
    );
    check(
        "#[derive(Clone; Debug)] fn f() {}",
        expect![[r#"
        coroutine f; body `{ }`
        error: expected `,`
    "#]],
    );
}

#[test]
fn what_a_coroutine_cannot_be() {
    check(
        "const fn f() {}",
        expect![[r#"
        coroutine f; body `{ }`
        error: a coroutine cannot be a `const fn`
        help: remove `const`
        note: constants are computed without pausing
    "#]],
    );
    check(
        "unsafe extern \"C\" fn f(x: u8, ...) {}",
        expect![[r#"
        coroutine f; inputs `x : u8 ,`; body `{ }`
        error: a coroutine cannot be an `unsafe fn`
        help: remove `unsafe`; put what is unsafe into an `unsafe fn` of its own and call that
        note: calling the fn runs nothing: the caller of `resume` would have to keep a promise made elsewhere
        error: a coroutine cannot be an `extern fn`
        help: remove `extern`, and resume the coroutine from a plain `extern fn`
        note: it returns an `impl Coroutine`, which other languages do not know
        error: a coroutine cannot be variadic
        help: take a slice or an iterator: `values: &[u8]`
    "#]],
    );
}

#[test]
fn a_syntax_error_stays_where_it_is() {
    check(
        "fn a() { let = 1; } fn b(x u8) {} fn c() yields u8 { 1 } fn d() -> Vec<u8 { 1 } fn e() { 2 }",
        expect![[r#"
            broken a
            other 
            coroutine c; yields `u8`; body `{ 1 }`
            broken d; body `{ 1 }`
            coroutine e; body `{ 2 }`
            error: expected one of: identifier, `::`, `<`, `_`, literal, `const`, `ref`, `mut`, `&`, parentheses, square brackets, `..`, `const`
            error: expected `:`
            help: write the type of the parameter behind its name, as in `name: u32`
            error: expected `,`
        "#]],
    );
    check(
        "fn a() fn b() { 1 }",
        expect![[r#"
        broken a
        coroutine b; body `{ 1 }`
        error: a fn without a body
        help: write `fn a() { .. }`
    "#]],
    );
    check(
        "foo bar { 1 } fn b() { 1 }",
        expect![[r#"
        broken expression
        error: `coro!` holds neither an item nor a closure
        help: write `coro! { fn name() { .. } }`, or `coro!(|| { .. })` for a coroutine without a name
    "#]],
    );
    check(
        "fn a() {} let x = 1; yield_wait!(); fn b() {}",
        expect![[r#"
        coroutine a; body `{ }`
        other 
        other 
        coroutine b; body `{ }`
        error: expected an item, found `let`
        help: put statements into a fn: `coro! { fn name() { .. } }`
        error: expected an item, found `yield_wait`
        help: put statements into a fn: `coro! { fn name() { .. } }`
    "#]],
    );
}

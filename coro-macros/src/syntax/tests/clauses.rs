//! `receives`, `yields`, `->`, `where`.

use super::check;
use expect_test::expect;

#[test]
fn all_clauses() {
    check(
        "fn f<'a, T, const N: usize>(x: &'a [T; N]) receives mut p: f64 yields Vec<&'a T> -> Result<(), E> where T: Clone + 'a, { 1 }",
        expect![[r#"
            coroutine f; generics `'a , T , const N : usize`; inputs `x : & 'a [T ; N]`; pattern `mut p`; receives `f64`; yields `Vec < & 'a T >`; output `-> Result < () , E >`; where `where T : Clone + 'a ,`; body `{ 1 }`
        "#]],
    );
}

#[test]
fn unnamed_receives() {
    check(
        "fn f() receives f64 {}",
        expect![[r#"
        coroutine f; receives `f64`; body `{ }`
    "#]],
    );
    check(
        "fn f() receives &mut World {}",
        expect![[r#"
        coroutine f; receives `& mut World`; body `{ }`
    "#]],
    );
    check(
        "fn f() receives (u8, u16) yields u8 {}",
        expect![[r#"
        coroutine f; receives `(u8 , u16)`; yields `u8`; body `{ }`
    "#]],
    );
    check(
        "fn f() receives ::std::string::String {}",
        expect![[r#"
        coroutine f; receives `:: std :: string :: String`; body `{ }`
    "#]],
    );
    check(
        "fn f() receives std::io::Result<u8> -> u8 {}",
        expect![[r#"
        coroutine f; receives `std :: io :: Result < u8 >`; output `-> u8`; body `{ }`
    "#]],
    );
    check(
        "fn f() receives <T as Iterator>::Item {}",
        expect![[r#"
        coroutine f; receives `< T as Iterator > :: Item`; body `{ }`
    "#]],
    );
    check(
        "fn f() receives impl Fn(u8) -> u8 {}",
        expect![[r#"
        coroutine f; receives `impl Fn (u8) -> u8`; body `{ }`
    "#]],
    );
    check(
        "fn f() receives [u8; 4] {}",
        expect![[r#"
        coroutine f; receives `[u8 ; 4]`; body `{ }`
    "#]],
    );
}

#[test]
fn receives_with_a_pattern() {
    check(
        "fn f() receives (a, b): (u8, u8) {}",
        expect![[r#"
        coroutine f; pattern `(a , b)`; receives `(u8 , u8)`; body `{ }`
    "#]],
    );
    check(
        "fn f() receives Point { x, y: Inner { z } }: Point yields u8 { 1 }",
        expect![[r#"
            coroutine f; pattern `Point { x , y : Inner { z } }`; receives `Point`; yields `u8`; body `{ 1 }`
        "#]],
    );
    check(
        "fn f() receives _: u8 {}",
        expect![[r#"
        coroutine f; pattern `_`; receives `u8`; body `{ }`
    "#]],
    );
    check(
        "fn f() receives ref r: u8 {}",
        expect![[r#"
        coroutine f; pattern `ref r`; receives `u8`; body `{ }`
    "#]],
    );
    check(
        "fn f() receives &byte: &u8 {}",
        expect![[r#"
        coroutine f; pattern `& byte`; receives `& u8`; body `{ }`
    "#]],
    );
    check(
        "fn f() receives x: ::std::string::String {}",
        expect![[r#"
        coroutine f; pattern `x`; receives `:: std :: string :: String`; body `{ }`
    "#]],
    );
    check(
        "fn f() receives [a, b]: [u8; 2] {}",
        expect![[r#"
        coroutine f; pattern `[a , b]`; receives `[u8 ; 2]`; body `{ }`
    "#]],
    );
}

#[test]
fn types_end_where_the_next_clause_begins() {
    check(
        "fn f() yields &'static str -> T {}",
        expect![[r#"
        coroutine f; yields `& 'static str`; output `-> T`; body `{ }`
    "#]],
    );
    check(
        "fn f() yields fn(u8) -> u8 -> T {}",
        expect![[r#"
        coroutine f; yields `fn (u8) -> u8`; output `-> T`; body `{ }`
    "#]],
    );
    check(
        "fn f() yields Box<dyn Fn() -> u8> -> T {}",
        expect![[r#"
        coroutine f; yields `Box < dyn Fn () -> u8 >`; output `-> T`; body `{ }`
    "#]],
    );
    check(
        "fn f() yields Foo<{ N + 1 }> -> Foo<A, { 2 }> { 3 }",
        expect![[r#"
            coroutine f; yields `Foo < { N + 1 } >`; output `-> Foo < A , { 2 } >`; body `{ 3 }`
        "#]],
    );
    check(
        "fn f() yields u8 where u8: Copy {}",
        expect![[r#"
        coroutine f; yields `u8`; where `where u8 : Copy`; body `{ }`
    "#]],
    );
    check(
        "fn f() yields u8;",
        expect![[r#"
        coroutine f; yields `u8`
    "#]],
    );
    check(
        "fn f() -> ! { loop {} }",
        expect![[r#"
        coroutine f; output `-> !`; body `{ loop { } }`
    "#]],
    );
    check(
        "fn f() -> impl Iterator<Item = u8> + 'static { loop {} }",
        expect![[r#"
            coroutine f; output `-> impl Iterator < Item = u8 > + 'static`; body `{ loop { } }`
        "#]],
    );
}

#[test]
fn clauses_in_disorder() {
    check(
        "fn f() yields u8 receives p: u16 {}",
        expect![[r#"
        coroutine f; pattern `p`; receives `u16`; yields `u8`; body `{ }`
        error: `receives` stands after `yields`
        help: write `fn name(..) receives first: R yields Y -> T where ..`, in this order
    "#]],
    );
    check(
        "fn f() -> T yields u8 {}",
        expect![[r#"
        coroutine f; yields `u8`; output `-> T`; body `{ }`
        error: `yields` stands after `->`
        help: write `fn name(..) receives first: R yields Y -> T where ..`, in this order
    "#]],
    );
    check(
        "fn f() yields u8 yields u16 {}",
        expect![[r#"
        coroutine f; yields `u8`; body `{ }`
        error: `yields` stands twice
        help: keep one of them, as in `fn name() yields u64`
    "#]],
    );
    check(
        "fn f() receives u8 receives u16 {}",
        expect![[r#"
        coroutine f; receives `u8`; body `{ }`
        error: `receives` stands twice
        help: keep one of them, as in `fn name() receives first: f64`
    "#]],
    );
    check(
        "fn f<T>() where T: Copy yields u8 -> T {}",
        expect![[r#"
        coroutine f; generics `T`; yields `u8`; output `-> T`; where `where T : Copy`; body `{ }`
        error: `yields` stands after `where`
        help: write `fn name(..) receives first: R yields Y -> T where ..`, in this order
        error: `->` stands after `where`
        help: write `fn name(..) receives first: R yields Y -> T where ..`, in this order
    "#]],
    );
    check(
        "fn f() -> A -> B {}",
        expect![[r#"
        coroutine f; output `-> A`; body `{ }`
        error: `->` stands twice
        help: keep one of them, as in `fn name() -> u64`
    "#]],
    );
}

#[test]
fn clauses_that_lack_something() {
    check(
        "fn f() yields {}",
        expect![[r#"
        broken f; body `{ }`
        error: `yields` without a type
        help: write the type of what is yielded after it, as in `yields u64`
        note: a fn without `yields` yields `Wait`, by `yield_wait!()`
    "#]],
    );
    check(
        "fn f() yields -> u8 {}",
        expect![[r#"
        broken f; output `-> u8`; body `{ }`
        error: `yields` without a type
        help: write the type of what is yielded after it, as in `yields u64`
        note: a fn without `yields` yields `Wait`, by `yield_wait!()`
    "#]],
    );
    check(
        "fn f() receives {}",
        expect![[r#"
        broken f; body `{ }`
        error: `receives` without a type
        help: write what `resume` takes after it: `receives f64`, or with a name for the first one `receives first: f64`
    "#]],
    );
    check(
        "fn f() receives yields u8 {}",
        expect![[r#"
        broken f; yields `u8`; body `{ }`
        error: `receives` without a type
        help: write what `resume` takes after it: `receives f64`, or with a name for the first one `receives first: f64`
    "#]],
    );
    check(
        "fn f() receives mut x {}",
        expect![[r#"
        broken f; body `{ }`
        error: `receives` with a pattern but no type
        help: write the type after it, as in `receives first: f64`
    "#]],
    );
    check(
        "fn f() receives x: yields u8 {}",
        expect![[r#"
        broken f; yields `u8`; body `{ }`
        error: `receives` with a pattern but no type
        help: write the type after it, as in `receives first: f64`
    "#]],
    );
    check(
        "fn f() receives : u8 {}",
        expect![[r#"
        coroutine f; receives `u8`; body `{ }`
        error: `receives` with a `:` but no name before it
        help: write `receives first: f64`, or `receives f64` if the first value is of no use
    "#]],
    );
    check(
        "fn f() yields: u8 {}",
        expect![[r#"
        coroutine f; yields `u8`; body `{ }`
        error: `yields` takes a type alone, without `:`
        help: write `yields u64`
    "#]],
    );
    check(
        "fn f() yields = u8 -> u16 {}",
        expect![[r#"
        broken f; output `-> u16`; body `{ }`
        error: expected a type, found `=`
    "#]],
    );
    check(
        "fn f() -> {}",
        expect![[r#"
        broken f; body `{ }`
        error: `->` without a type
        help: write the type of what the coroutine returns after it, as in `-> u64`
    "#]],
    );
    check(
        "fn f() yield u8 {}",
        expect![[r#"
        broken f; body `{ }`
        error: expected `{`, found `yield`
        help: did you mean `yields`?
    "#]],
    );
}

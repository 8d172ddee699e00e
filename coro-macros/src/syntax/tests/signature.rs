//! The signatures that are emitted.

use crate::error::Errors;
use crate::syntax::{CoroFn, Input, ItemLike, ReceivesKind, input, receives_kind, signature};
use expect_test::{Expect, expect};

fn parse(written: &str) -> CoroFn {
    let tokens = written.parse().expect("the test's text has tokens");
    let Input::Items(mut items) = input(tokens, &mut Errors::new()) else {
        panic!("{written} is no item");
    };
    match items.remove(0) {
        ItemLike::Coro(function) => *function,
        other => panic!("{other:?} is no coroutine"),
    }
}

fn check(written: &str, expected: Expect) {
    let printed = signature(&parse(written));
    let item = syn::parse2(quote::quote!(#printed {})).expect("a signature before a body");
    let file = syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    };
    expected.assert_eq(&prettyplease::unparse(&file));
}

#[test]
fn plain() {
    check(
        "/// Docs.\n #[inline] pub fn f<T: A>(&self, mut x: T, (a, b): (u8, u8)) -> T where T: B { 1 }",
        expect![[r#"
            /// Docs.
            #[inline]
            pub fn f<T: A>(
                &self,
                mut x: T,
                (a, b): (u8, u8),
            ) -> impl ::coro_core::Coroutine<(), Yield = ::coro_core::Wait, Return = T>
            where
                T: B,
            {}
        "#]],
    );
}

#[test]
fn all_types() {
    check(
        "fn f() receives u8 yields u16 -> u32 {}",
        expect![[r#"
        fn f() -> impl ::coro_core::Coroutine<u8, Yield = u16, Return = u32> {}
    "#]],
    );
    check(
        "async fn f() yields &'static str {}",
        expect![[r#"
            fn f() -> ::coro_core::AsyncGenerator<
                impl ::coro_core::Coroutine<
                    (),
                    Yield = ::core::task::Poll<&'static str>,
                    Return = (),
                >,
            > {}
        "#]],
    );
    check(
        "async fn f() -> u8 {}",
        expect![[r#"
            fn f() -> ::coro_core::Async<
                impl ::coro_core::Coroutine<(), Yield = ::coro_core::Wait, Return = u8>,
            > {}
        "#]],
    );
    check(
        "fn f() yields ! -> ! {}",
        expect![[r#"
        fn f() -> impl ::coro_core::Coroutine<
            (),
            Yield = <fn() -> ! as ::coro_core::machine::Arrow>::Of,
            Return = <fn() -> ! as ::coro_core::machine::Arrow>::Of,
        > {}
    "#]],
    );
    check(
        "fn f() -> impl Iterator<Item = u8> + use<> {}",
        expect![[r#"
        fn f() -> impl ::coro_core::Coroutine<
            (),
            Yield = ::coro_core::Wait,
            Return = impl Iterator<Item = u8> + use<>,
        > {}
    "#]],
    );
}

#[test]
fn derives_become_bounds() {
    check(
        "#[derive(Clone, Debug, Eq, Hash, Serialize, Deserialize, my::Trait)] fn f() {}",
        expect![[r#"
            fn f() -> impl ::coro_core::Coroutine<
                (),
                Yield = ::coro_core::Wait,
                Return = (),
            > + ::core::clone::Clone + ::core::fmt::Debug + ::core::cmp::Eq + ::core::hash::Hash + ::coro_core::machine::Serialize + ::coro_core::Restore + ::coro_core::machine::DeserializeOwned + my::Trait {}
        "#]],
    );
}

#[test]
fn what_is_lent_is_higher_ranked() {
    check(
        "fn f() receives world: &mut World {}",
        expect![[r#"
        fn f() -> impl for<'lent> ::coro_core::Coroutine<
            &'lent mut World,
            Yield = ::coro_core::Wait,
            Return = (),
        > {}
    "#]],
    );
    check(
        "fn f<'lent>(x: &'lent u8) receives (a, b): (&'lent A, &mut Foo<'_, &B>) {}",
        expect![[r#"
            fn f<'lent>(
                x: &'lent u8,
            ) -> impl for<'lent2, 'lent3, 'lent4> ::coro_core::Coroutine<
                (&'lent A, &'lent2 mut Foo<'lent3, &'lent4 B>),
                Yield = ::coro_core::Wait,
                Return = (),
            > {}
        "#]],
    );
    check(
        "fn f() receives fn(&u8) -> &u8 {}",
        expect![[r#"
        fn f() -> impl ::coro_core::Coroutine<
            fn(&u8) -> &u8,
            Yield = ::coro_core::Wait,
            Return = (),
        > {}
    "#]],
    );
    check(
        "fn f() receives Box<dyn Fn(&u8) -> &u8> {}",
        expect![[r#"
        fn f() -> impl ::coro_core::Coroutine<
            Box<dyn Fn(&u8) -> &u8>,
            Yield = ::coro_core::Wait,
            Return = (),
        > {}
    "#]],
    );
    check(
        "fn f<'a>() receives &'a u8 {}",
        expect![[r#"
        fn f<'a>() -> impl ::coro_core::Coroutine<
            &'a u8,
            Yield = ::coro_core::Wait,
            Return = (),
        > {}
    "#]],
    );
}

#[test]
fn kinds_of_receiving() {
    let kind = |written: &str| receives_kind(&parse(written));
    assert_eq!(kind("fn f() {}"), ReceivesKind::Unit);
    assert_eq!(kind("fn f() receives () {}"), ReceivesKind::Unit);
    assert!(matches!(
        kind("fn f() receives u8 {}"),
        ReceivesKind::Value(_)
    ));
    assert!(matches!(
        kind("fn f() receives &'static u8 {}"),
        ReceivesKind::Value(_)
    ));
    assert!(matches!(
        kind("fn f() receives (u8, &u8) {}"),
        ReceivesKind::Lent(_)
    ));
}

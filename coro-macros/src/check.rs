//! The rules whose breach is an error that teaches, and that rustc could not tell.
//!
//! - Takes: a function in sentinels, as `scope` gives it.
//! - Gives: nothing; what is wrong goes to [`Errors`].
//!
//! ```text
//! [source]  let number = 0;  while number < 3 { yield_wait!(); number += 1; }
//! [output]  error: cannot assign twice to `number`, which is not `mut`
//! ```
//!
//! Most rules are rustc's own and stay so, as the output is the user's text. The ones here are
//! those that the lowering would hide (a parked variable is used through a `&mut`, whatever the
//! user wrote), and those whose message would be of the machine and not of the function. Where a
//! rule cannot be certain it says nothing.
//!
//! Not here: where a pause cannot stand is told by `scope`, which clause is wrong by `syntax`.

mod as_written;
mod borrows;
mod guards;
mod inner;
mod looped;
mod moved;
mod moved_in_part;
mod mutability;
mod nameable;
mod recursion;
mod siblings;
mod states;
mod values;

use crate::error::Errors;
use crate::maps::HashSet;
use crate::names::MentionId;
use crate::scope::{self, Tables};
use crate::syntax::{self, CoroFn, ReceivesKind};
use syn::{Block, Expr};

pub use as_written::{as_written, never_ends};
pub use borrows::check_borrows;
pub use guards::{check_guards, guards};
pub use moved::{check_moved, taken};
pub use moved_in_part::check_moved_in_part;
pub use mutability::is_changing_method;
pub use nameable::check_nameable;
pub use siblings::Siblings;

/// All rules, over a function; gives the mentions for which a variable has to be `mut`.
pub fn function(
    function: &CoroFn,
    siblings: &Siblings<'_>,
    body: &Block,
    tables: &Tables,
    errors: &mut Errors,
) -> HashSet<MentionId> {
    let is_lent = matches!(syntax::receives_kind(function), ReceivesKind::Lent(_));
    let changing = mutability::check_mutability(body, is_lent, tables, errors);
    // its attribute may put it into a box
    if !syntax::stays_async(function) {
        recursion::check_recursion(function, body, tables, errors);
    }
    values::check_values(function, body, errors);
    inner::check_inner(body, errors);
    states::check_states(body, errors);
    siblings::check_siblings(function, siblings, body, errors);
    changing
}

/// The rules that hold for `coro!(|| ..)`, which has no name and whose types are inferred.
pub fn expression(body: &Expr, tables: &Tables, errors: &mut Errors) -> HashSet<MentionId> {
    mutability::check_mutability_of_expression(body, tables, errors)
}

/// A function with a mistake in its head has a body all the same, and its mistakes are told too.
pub fn broken(function: &CoroFn, errors: &mut Errors) {
    let Some(body) = &function.body else { return };
    let received = function.receives.as_ref();
    let received = received.and_then(|receives| receives.pattern.as_ref());
    let resolved = scope::resolve(&function.sig, received, body, errors);
    // What it receives may be what was not understood.
    let is_lent = true;
    mutability::check_mutability(&resolved.body, is_lent, &resolved.tables, errors);
}

#[cfg(test)]
mod tests {
    use crate::error::Errors;
    use crate::scope;
    use crate::syntax::{Input, ItemLike, input};

    /// The first lines of what is told of a function.
    fn mistakes(written: &str) -> Vec<String> {
        let tokens = written.parse().expect("the test's text has tokens");
        let mut errors = Errors::new();
        let Input::Items(items) = input(tokens, &mut errors) else {
            panic!("{written} is no item");
        };
        let siblings = super::Siblings::of(&items);
        for item in &items {
            let ItemLike::Coro(function) = item else {
                panic!("{written} is no fn");
            };
            let body = function.body.as_ref().expect("the fn has a body");
            let resolved = scope::resolve(&function.sig, None, body, &mut errors);
            super::function(
                function,
                &siblings,
                &resolved.body,
                &resolved.tables,
                &mut errors,
            );
        }
        let messages = errors.messages();
        let first = |message: &String| message.lines().next().unwrap_or_default().to_string();
        messages.iter().map(first).collect()
    }

    fn none(written: &str) {
        assert_eq!(mistakes(written), Vec::<String>::new(), "{written}");
    }

    fn one(written: &str, sentence: &str) {
        assert_eq!(mistakes(written), [sentence], "{written}");
    }

    #[test]
    fn what_is_not_mut_is_assigned_once() {
        let twice = "cannot assign twice to `n`, which is not `mut`";
        one("fn f() { let n = 0; n += 1; n = 2; }", twice);
        one("fn f(n: u32) { n = 2; }", twice);
        one("fn f() { for n in 0..3 { n = 2; } }", twice);
        one("fn f() { let n = 0; (_, n) = g(); }", twice);
        one("fn f() { let n = 0; (|| n += 1)(); }", twice);
        none("fn f() { let n; n = 1; }");
        none("fn f() { let mut n = 1; n = 2; let n = 3; }");
        none("fn f(n: &mut u32) { *n = 1; n.x = 2; n[1] = 3; n.push(1); }");
        none("fn f() { let n = g(); n.x = 2; n[1] = 3; n.push(1); }");
        none("fn f() { match g() { Some(mut n) | Other(mut n) => n += 1 } }");
    }

    #[test]
    fn what_is_not_mut_is_not_borrowed_as_mutable() {
        let borrowed = "cannot borrow `n` as mutable, which is not `mut`";
        one("fn f() { let n = g(); h(&mut n); }", borrowed);
        one("fn f() { let n = Vec::new(); n.push(1); }", borrowed);
        one("fn f() { let n = vec![1]; n.push(1); }", borrowed);
        one("fn f(n: String) { n.push_str(\"\"); }", borrowed);
        one(
            "fn f() { let n = Point { x: 1 }; n.x = 1; }",
            "cannot assign to a part of `n`, which is not `mut`",
        );
        one(
            "fn f() { let n = [1, 2]; n[0] += 1; }",
            "cannot assign to a part of `n`, which is not `mut`",
        );
        none("fn f() { let n = g(); h(&mut n.x); h(&mut *n); h(&n); }");
        none("fn f() { let ref mut n = g(); *n = 1; }");
        none("fn f() { let n = Cache { at: 1 }; n.insert(1); n.at.x = 2; }");
        none("fn f() { let n = (&mut a, 1); n.0.x = 1; *n.0 = 2; }");
    }

    #[test]
    fn a_coroutine_does_not_hold_itself() {
        let holds = "`f` would hold itself: a coroutine that delegates to itself needs a box";
        one("fn f(n: u32) { yield_from!(f(n - 1)); }", holds);
        one("async fn f<T>(n: T) { f::<T>(n).await; }", holds);
        none("fn f(n: u32) { yield_from!(f(n - 1).boxed()); }");
        none("fn f(&self) { yield_from!(f(self)); }");
        none("fn f() -> Self { yield_from!(f()) }");
        none("fn f(f: fn() -> I) { yield_from!(f()); }");
        none("fn f() { use other::f; yield_from!(f()); }");
        none("fn f() { fn f() {} yield_from!(f()); }");
        none("fn f() { yield_from!(other::f()); }");
        one("fn f() { let inner = f(); yield_from!(inner); }", holds);
        none("fn f() { let inner = f().boxed(); yield_from!(inner); }");
        none("fn f() { let inner = f(); run(inner); }");
    }

    #[test]
    fn siblings_yield_and_hold() {
        one(
            "fn all() { yield_from!(numbers()); } fn numbers() yields u32 {}",
            "`numbers` yields `u32`, but `all` has no `yields`",
        );
        none("fn all() { yield_from!(numbers().boxed()); } fn numbers() yields u32 {}");
        none("fn all() { yield_from!(other::numbers()); } fn numbers() yields u32 {}");
        none("fn all() { fn numbers() {} yield_from!(numbers()); } fn numbers() yields u32 {}");
        none("fn all(&self) { yield_from!(numbers()); } fn numbers() yields u32 {}");
        one(
            "fn b() { yield_from!(c()); } fn a() { yield_from!(b()); } fn c() { a().await; }",
            "`b` would hold itself, by way of `c`: one of them needs a box",
        );
        none("fn a() { yield_from!(b()); } fn b() { yield_from!(a().boxed()); }");
        none("fn a() { yield_from!(b()); } fn b() { let f = || async { a().await }; }");
    }

    #[test]
    fn an_inner_fn_does_not_pause() {
        let inner = "`yield_wait!` stands in `inner`, which is a fn of its own";
        one(
            "fn f() { fn inner() { if c { yield_wait!(); } } inner(); }",
            inner,
        );
        none("fn f() { coro! { fn inner() { yield_wait!(); } } }");
        none("fn f() { fn inner() { coro!(|| yield_wait!()); } }");
        none("fn f() { #[coro_core::coroutine] fn inner() { yield_wait!(); } }");
    }

    #[test]
    fn values_need_yields() {
        let items = "the items of this are yielded, but `f` has no `yields`";
        one("fn f() { yield_from!(0..3); }", items);
        one("fn f() { yield_from!([1, 2]); }", items);
        none("fn f() { yield_from!(a..b); yield_from!([wait]); }");
        let missing = "a value is yielded, but `f` has no `yields`";
        one("fn f() { yield_value!(1); yield_value!(2); }", missing);
        one("fn f() { yield_value!(); }", missing);
        one("fn f() { yield_value!((a, b)); }", missing);
        none("fn f() { yield_value!(a); yield_value!(Wait); yield_value!(g()); }");
        none("fn f() yields u8 { yield_value!(1); }");
    }
}

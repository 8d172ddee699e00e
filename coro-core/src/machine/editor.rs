//! What an editor reads in place of a pause: calls that have the types, and that nobody makes.
//!
//! An editor that expands macros wants the text as it stands, with a type for each name in it. So `coro!` gives it the
//! body with these calls for the pauses, and no machine.

use super::{Never, never};
use crate::Coroutine;

/// `yield_wait!()`, and what the first step brings.
///
/// # Panics
///
/// Always.
pub fn received<R>() -> R {
    unreachable!("it is read by editors only")
}

/// `yield_value!(value)`
///
/// # Panics
///
/// Always.
pub fn handed_out<R, Y>(_: Y) -> R {
    received()
}

/// `yield_from!(coroutine)`
///
/// # Panics
///
/// Always.
pub fn returned<C: Coroutine>(_: C) -> C::Return {
    received()
}

/// `yield_from!(coroutine, first)`
///
/// # Panics
///
/// Always.
pub fn returned_given<R, C: Coroutine<R>>(_: C, _: R) -> C::Return {
    received()
}

/// `coro!(|first: R| yields Y -> T { .. })`
///
/// # Panics
///
/// Always.
pub fn coroutine<Y, R, T>(_: impl FnOnce(R) -> T) -> Never<Y, T> {
    never()
}

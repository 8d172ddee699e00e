//! What the output of `native::coro!` stands on: included at the root of its user's crate,
//! since it needs features that a library on stable cannot have.

/// A coroutine of rustc's as one of `coro_core`'s.
pub struct Native<C>(std::pin::Pin<Box<C>>);

impl<C> Native<C> {
    pub fn new<R>(coroutine: C) -> Self
    where
        C: std::ops::Coroutine<R>,
    {
        Native(Box::pin(coroutine))
    }
}

impl<R, C: std::ops::Coroutine<R>> coro_core::Coroutine<R> for Native<C> {
    type Yield = C::Yield;
    type Return = C::Return;

    fn resume(&mut self, argument: R) -> coro_core::CoroutineState<C::Yield, C::Return> {
        match self.0.as_mut().resume(argument) {
            std::ops::CoroutineState::Yielded(value) => coro_core::CoroutineState::Yielded(value),
            std::ops::CoroutineState::Complete(value) => coro_core::CoroutineState::Complete(value),
        }
    }
}

/// The operands of `yield_from!(inner, first)`.
pub fn given<C, R>(inner: C, first: R) -> (C, Option<R>) {
    (inner, Some(first))
}

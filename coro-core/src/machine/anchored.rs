//! A body that borrows what it owns, and so stays where it is.
//!
//! A machine may be moved between two steps, so a state cannot hold a reference beside what it refers to. Nothing in safe
//! Rust can but what an `async` block is made of. So a body of which no states can be made runs as such a block, in a box,
//! and its pauses are what it waits for:
//!
//! ```
//! use coro_core::machine::{Coroutine, anchored, Complete, Yielded};
//!
//! // coro! { fn walk(tree: Tree) yields u32 { let mut open = vec![&tree]; .. yield_value!(node.value); .. } }
//! let mut walk = anchored::<(), u32, _, _>("walk", move |pauses| async move {
//!     let values = [1, 2];
//!     for value in values.iter().skip_while(|value| **value < 2) {
//!         pauses.pause(*value).await;
//!     }
//! });
//! assert_eq!(walk.resume(()), Yielded(2));
//! assert_eq!(walk.resume(()), Complete(()));
//! ```
//!
//! It is a coroutine as any other: it does nothing before the first step, drops what is alive where it stands, and never
//! runs again after a panic.

use alloc::boxed::Box;
#[cfg(not(feature = "std"))]
use alloc::rc::Rc;
#[cfg(feature = "std")]
use alloc::sync::Arc;
#[cfg(not(feature = "std"))]
use core::cell::RefCell;
use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
#[cfg(feature = "std")]
use std::sync::{Mutex, PoisonError};

use super::{Complete, Frame, Yielded, guarded, replace, stopped};
use crate::inspect::Inspector;
use crate::{Coroutine, CoroutineState};

/// What passes between the body and who resumes it. Never both at once: each is taken before the other is given.
struct Passed<R, Y> {
    received: Option<R>,
    yielded: Option<Y>,
    /// Where the last pause is written, if that is said.
    at: Option<&'static str>,
}

/// The body's end of what passes.
pub struct Pauses<R, Y> {
    #[cfg(feature = "std")]
    passed: Arc<Mutex<Passed<R, Y>>>,
    #[cfg(not(feature = "std"))]
    passed: Rc<RefCell<Passed<R, Y>>>,
}

impl<R, Y> Pauses<R, Y> {
    fn new() -> Self {
        let passed = Passed {
            received: None,
            yielded: None,
            at: None,
        };
        Pauses {
            #[cfg(feature = "std")]
            passed: Arc::new(Mutex::new(passed)),
            #[cfg(not(feature = "std"))]
            passed: Rc::new(RefCell::new(passed)),
        }
    }

    #[cfg(feature = "std")]
    fn with<T>(&self, look: impl FnOnce(&mut Passed<R, Y>) -> T) -> T {
        look(&mut self.passed.lock().unwrap_or_else(PoisonError::into_inner))
    }

    #[cfg(not(feature = "std"))]
    fn with<T>(&self, look: impl FnOnce(&mut Passed<R, Y>) -> T) -> T {
        look(&mut self.passed.borrow_mut())
    }

    /// What the first step brought.
    ///
    /// # Panics
    ///
    /// If it is asked for twice.
    pub fn first(&self) -> R {
        self.with(|passed| passed.received.take())
            .expect("the first value is asked for once")
    }

    /// Hands out a value; worth what the next step brings.
    pub fn pause(&self, value: Y) -> Pausing<'_, R, Y> {
        Pausing {
            pauses: self,
            at: None,
            value: Some(value),
        }
    }
}

impl<R, Y> Clone for Pauses<R, Y> {
    fn clone(&self) -> Self {
        Pauses {
            passed: self.passed.clone(),
        }
    }
}

impl<R, Y> fmt::Debug for Pauses<R, Y> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Pauses")
    }
}

/// One pause.
#[must_use = "it pauses when it is waited for"]
pub struct Pausing<'a, R, Y> {
    pauses: &'a Pauses<R, Y>,
    at: Option<&'static str>,
    /// What is handed out, until it was.
    value: Option<Y>,
}

impl<R, Y> Pausing<'_, R, Y> {
    /// Says where it is written: `` src/main.rs:7: `yield_value!(1)` ``.
    pub fn at(mut self, place: &'static str) -> Self {
        self.at = Some(place);
        self
    }
}

/// Nothing in it is pinned.
impl<R, Y> Unpin for Pausing<'_, R, Y> {}

impl<R, Y> Future for Pausing<'_, R, Y> {
    type Output = R;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<R> {
        if let Some(value) = self.value.take() {
            self.pauses.with(|passed| {
                passed.yielded = Some(value);
                passed.at = self.at;
            });
            return Poll::Pending;
        }
        let received = self.pauses.with(|passed| passed.received.take());
        received.map_or(Poll::Pending, Poll::Ready)
    }
}

impl<R, Y> fmt::Debug for Pausing<'_, R, Y> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Pausing")
    }
}

/// A coroutine whose body stays where it is.
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct Anchored<R, Y, B, F> {
    name: &'static str,
    at: At<B, F>,
    pauses: Pauses<R, Y>,
}

enum At<B, F> {
    Start(B),
    Going(Pin<Box<F>>),
    Running,
    Done,
}

impl<B, F> Frame for At<B, F> {
    const RUNNING: Self = At::Running;
    const DONE: Self = At::Done;
}

/// Makes a coroutine of the body of the fn of this name. What it receives and what it yields can be said first.
pub fn anchored<R, Y, B, F>(name: &'static str, body: B) -> Anchored<R, Y, B, F>
where
    B: FnOnce(Pauses<R, Y>) -> F,
    F: Future,
{
    Anchored {
        name,
        at: At::Start(body),
        pauses: Pauses::new(),
    }
}

/// Tells rustc what a body is worth. It is never called.
///
/// # Panics
///
/// Always.
pub fn worth<T>() -> T {
    unreachable!()
}

impl<R, Y, B, F> Coroutine<R> for Anchored<R, Y, B, F>
where
    B: FnOnce(Pauses<R, Y>) -> F,
    F: Future,
{
    type Yield = Y;
    type Return = F::Output;

    fn resume(&mut self, arg: R) -> CoroutineState<Y, F::Output> {
        let pauses = &self.pauses;
        guarded(&mut self.at, |at| {
            if let At::Start(_) = at {
                let At::Start(body) = replace(at, At::Running) else {
                    unreachable!()
                };
                *at = At::Going(Box::pin(body(pauses.clone())));
            }
            let At::Going(body) = at else { stopped(at) };
            pauses.with(|passed| passed.received = Some(arg));
            match body.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Ready(value) => {
                    *at = At::Done;
                    Complete(value)
                }
                Poll::Pending => {
                    let yielded = pauses.with(|passed| passed.yielded.take());
                    Yielded(yielded.expect("the body waits for nothing but its own pauses"))
                }
            }
        })
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let at = self.pauses.with(|passed| passed.at);
        match (&self.at, at) {
            (At::Start(_), _) => inspector.show(self.name, Some(&"not started")),
            (At::Going(_), Some(at)) => {
                inspector.show(self.name, Some(&format_args!("paused at {at}")));
            }
            (At::Going(_), None) => inspector.show(self.name, Some(&"paused")),
            (At::Running, _) => inspector.show(self.name, Some(&"running")),
            (At::Done, _) => inspector.show(self.name, Some(&"returned")),
        }
    }
}

impl<R, Y, B, F> fmt::Debug for Anchored<R, Y, B, F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = match self.at {
            At::Start(_) => "Start",
            At::Going(_) => "Going",
            At::Running => "Running",
            At::Done => "Done",
        };
        formatter.debug_tuple("Anchored").field(&at).finish()
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::anchored;
    use crate::inspect::Backtrace;
    use crate::{Coroutine, CoroutineState};

    #[test]
    fn it_tells_where_it_stands() {
        let mut walk = anchored::<(), u32, _, _>("walk", move |pauses| async move {
            pauses.pause(1).at("src/main.rs:7").await;
        });
        let stands = |backtrace: &Backtrace| backtrace.to_string();
        assert!(stands(&walk.backtrace()).contains("not started"));
        assert_eq!(walk.resume(()), CoroutineState::Yielded(1));
        let told = stands(&walk.backtrace());
        assert!(told.starts_with("walk paused at src/main.rs:7"), "{told}");
        assert_eq!(walk.resume(()), CoroutineState::Complete(()));
        assert!(stands(&walk.backtrace()).contains("returned"));
    }
}

//! A value that is still to come: the article's `Future`.
//!
//! A [`Promise`] stays on its thread. Its [`Resolver`](super::Resolver) is what
//! other threads are given: so the loop knows whether anybody outside can still
//! wake who waits.

use core::cell::{RefCell, RefMut};
use core::fmt;
use core::mem::replace;
use core::panic::Location;
use std::rc::Rc;
use std::sync::Arc;

use super::context::Target;
use super::parked::Parked;
use super::resolver::{Distant, Resolver};
use super::wait_list::{Place, WaitList};
use crate::inspect::Inspector;
use crate::{Coroutine, CoroutineState, Wait};

/// A value that is still to come.
///
/// A clone is the same promise. It is a coroutine that waits for the value: each
/// who waits is given a clone of it, or the value itself by [`into_value`](Promise::into_value).
///
/// It stays on its thread, and so does a coroutine that holds one: what is shared on one thread needs no lock, and a
/// promise is made, waited for and resolved at the cost of an allocation. What other threads are given is its
/// [`resolver`](Promise::resolver). A coroutine that shall move between the threads of another executor holds that
/// one's channels instead, which are futures.
///
/// ```compile_fail
/// fn is_send<T: Send>() {}
/// is_send::<coro_core::Promise<u32>>();
/// ```
///
/// ```
/// use coro_core::{EventLoop, Promise, coro, spawn};
///
/// coro! {
///     fn greet(name: Promise<String>) -> String {
///         format!("Hello {}", yield_from!(name))
///     }
///
///     fn introduce() -> String {
///         let name = Promise::new();
///         let greeting = spawn(greet(name.clone()));
///         yield_wait!();
///         name.resolve("World".to_string());
///         yield_from!(greeting)
///     }
/// }
///
/// assert_eq!(EventLoop::run(introduce()), "Hello World");
/// ```
#[must_use = "a promise is resolved by `resolve` and waited for by `yield_from!`"]
pub struct Promise<T> {
    shared: Rc<Shared<T>>,
    place: Place,
}

struct Shared<T> {
    state: RefCell<State<T>>,
    made_at: &'static Location<'static>,
}

struct State<T> {
    value: Value<T>,
    /// Where other threads put the value.
    distant: Option<Arc<Distant<T>>>,
}

enum Value<T> {
    /// It is still to come, for those who wait.
    ToCome(WaitList),
    Here(T),
    Taken,
}

impl<T> Value<T> {
    fn take(&mut self) -> Option<T> {
        match replace(self, Value::Taken) {
            Value::Here(value) => Some(value),
            _ => None,
        }
    }
}

impl<T> Promise<T> {
    /// A promise that nothing is known of yet.
    #[track_caller]
    pub fn new() -> Self {
        Promise {
            shared: Rc::new(Shared {
                state: RefCell::new(State {
                    value: Value::ToCome(WaitList::default()),
                    distant: None,
                }),
                made_at: Location::caller(),
            }),
            place: Place::new(),
        }
    }

    fn show(&self, inspector: &mut Inspector<'_>) {
        let made_at = self.shared.made_at;
        inspector.show("Promise", Some(&format_args!("made at {made_at}")));
    }

    /// Gives it its value and wakes all who wait for it.
    ///
    /// # Panics
    ///
    /// If it has one; see [`try_resolve`](Promise::try_resolve).
    #[track_caller]
    pub fn resolve(&self, value: T) {
        if self.try_resolve(value).is_err() {
            panic!(
                "the promise made at {} is resolved twice",
                self.shared.made_at
            );
        }
    }

    /// Gives it its value, if it has none.
    ///
    /// # Errors
    ///
    /// The value, if it came too late.
    ///
    /// ```
    /// use coro_core::Promise;
    ///
    /// let promise = Promise::new();
    /// assert_eq!(promise.try_resolve(1), Ok(()));
    /// assert_eq!(promise.try_resolve(2), Err(2));
    /// ```
    pub fn try_resolve(&self, value: T) -> Result<(), T> {
        let mut state = self.shared.look();
        if !matches!(state.value, Value::ToCome(_)) {
            return Err(value);
        }
        let before = replace(&mut state.value, Value::Here(value));
        drop(state);
        if let Value::ToCome(waiting) = before {
            waiting.wake();
        }
        Ok(())
    }

    /// Whether it has its value.
    ///
    /// ```
    /// use coro_core::Promise;
    ///
    /// let promise = Promise::new();
    /// assert!(!promise.is_resolved());
    /// promise.resolve(1);
    /// assert!(promise.is_resolved());
    /// ```
    #[must_use]
    pub fn is_resolved(&self) -> bool {
        let state = self.shared.look();
        !matches!(state.value, Value::ToCome(_))
    }

    /// Waits for the value itself, which need not be `Clone`. One may have it.
    ///
    /// ```
    /// use coro_core::{EventLoop, Promise};
    ///
    /// struct Unique(u32);
    ///
    /// let promise = Promise::new();
    /// promise.resolve(Unique(7));
    /// assert_eq!(EventLoop::run(promise.into_value()).0, 7);
    /// ```
    pub fn into_value(self) -> IntoValue<T> {
        IntoValue { promise: self }
    }

    /// What another thread resolves the promise with.
    ///
    /// ```
    /// use coro_core::{EventLoop, Promise};
    ///
    /// let promise = Promise::new();
    /// let resolver = promise.resolver();
    /// std::thread::spawn(move || resolver.resolve(42));
    /// assert_eq!(EventLoop::run(promise), 42);
    /// ```
    pub fn resolver(&self) -> Resolver<T> {
        let mut state = self.shared.state.borrow_mut();
        let resolver = Resolver::new(state.distant.get_or_insert_default());
        // Who waits already looks again, and listens to the resolver then.
        let waiting = match &mut state.value {
            Value::ToCome(waiting) if resolver.is_first() => waiting.take(),
            _ => WaitList::default(),
        };
        drop(state);
        waiting.wake();
        resolver
    }

    /// Waits, or gives what `have` makes of the value.
    #[inline]
    fn wait<U>(
        &mut self,
        have: impl FnOnce(&mut Value<T>) -> Option<U>,
    ) -> CoroutineState<Wait, U> {
        let Promise { shared, place } = self;
        let mut state = shared.look();
        let State { value, distant } = &mut *state;
        if let Value::ToCome(waiting) = value {
            waiting.wait(place, Parked::promise(shared.made_at));
            if let Some(distant) = distant
                && !distant.listen(place.number())
            {
                // It has come meanwhile.
                drop(state);
                return self.wait(have);
            }
            return CoroutineState::Yielded(Wait);
        }
        if place.is_taken() {
            state.forget(place);
        }
        let value = have(&mut state.value);
        drop(state);
        match value {
            Some(value) => CoroutineState::Complete(value),
            None => self.was_taken(),
        }
    }

    #[cold]
    fn was_taken(&self) -> ! {
        panic!(
            "the value of the promise made at {} was taken",
            self.shared.made_at
        )
    }
}

impl<T> State<T> {
    /// Takes one who waits off the lists.
    fn leave(&mut self, place: &mut Place) -> Option<Target> {
        self.forget_outside(place);
        match &mut self.value {
            Value::ToCome(waiting) => waiting.leave(place),
            _ => {
                place.clear();
                None
            }
        }
    }

    /// Takes one who was woken, with all the others, off the other list.
    #[inline]
    fn forget(&self, place: &mut Place) {
        self.forget_outside(place);
        place.clear();
    }

    /// No resolver wakes who had this place.
    #[inline]
    fn forget_outside(&self, place: &Place) {
        if let Some(distant) = &self.distant
            && let Some(number) = place.number()
        {
            distant.forget(number);
        }
    }
}

impl<T> Shared<T> {
    /// The state, with the value that another thread may have put.
    #[inline]
    fn look(&self) -> RefMut<'_, State<T>> {
        let state = self.state.borrow_mut();
        match state.distant {
            None => state,
            Some(_) => self.fetch(state),
        }
    }

    #[inline(never)]
    fn fetch<'a>(&'a self, mut state: RefMut<'a, State<T>>) -> RefMut<'a, State<T>> {
        let State { value, distant } = &mut *state;
        if let (Value::ToCome(_), Some(distant)) = (&value, distant)
            && let Some(come) = distant.take()
        {
            // Who waits has been woken by the resolver.
            let waiting = replace(value, Value::Here(come));
            drop(state);
            drop(waiting);
            return self.state.borrow_mut();
        }
        state
    }
}

impl<T: Clone> Coroutine for Promise<T> {
    type Yield = Wait;
    type Return = T;

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, T> {
        // The last one who can ask needs no clone.
        if Rc::strong_count(&self.shared) == 1 {
            return self.wait(Value::take);
        }
        self.wait(|value| match value {
            Value::Here(value) => Some(value.clone()),
            _ => None,
        })
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        self.show(inspector);
    }
}

/// Waits for the value of a promise and takes it: [`Promise::into_value`] makes it.
#[derive(Debug)]
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct IntoValue<T> {
    promise: Promise<T>,
}

impl<T> Coroutine for IntoValue<T> {
    type Yield = Wait;
    type Return = T;

    #[inline]
    fn resume(&mut self, (): ()) -> CoroutineState<Wait, T> {
        self.promise
            .wait(|value| match replace(value, Value::Taken) {
                Value::Here(value) => Some(value),
                _ => None,
            })
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        self.promise.show(inspector);
    }
}

impl<T> Clone for Promise<T> {
    fn clone(&self) -> Self {
        Promise {
            shared: Rc::clone(&self.shared),
            place: Place::new(),
        }
    }
}

impl<T> Default for Promise<T> {
    #[track_caller]
    fn default() -> Self {
        Promise::new()
    }
}

impl<T> Drop for Promise<T> {
    #[inline]
    fn drop(&mut self) {
        if self.place.is_taken() {
            let left = self.shared.state.borrow_mut().leave(&mut self.place);
            drop(left);
        }
    }
}

impl<T> fmt::Debug for Promise<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Promise")
            .field("made_at", &self.shared.made_at)
            .finish_non_exhaustive()
    }
}

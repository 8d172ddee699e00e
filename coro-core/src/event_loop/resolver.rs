//! The end of a [`Promise`](super::Promise) that other threads are given.
//!
//! The value goes through a mutex. Who waits listens there with a waker, which
//! counts as somebody outside who may wake it, as long as a resolver lives.

use core::fmt;
use core::task::Waker;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::context;

/// Resolves a [`Promise`](super::Promise) from any thread.
///
/// If all of a promise's resolvers are dropped, it can still be resolved on its
/// own thread; if nothing there can, the loop reports a deadlock.
///
/// ```
/// use coro_core::{EventLoop, Promise};
///
/// let promise = Promise::new();
/// let (first, second) = (promise.resolver(), promise.resolver());
/// std::thread::spawn(move || drop(first));
/// std::thread::spawn(move || second.resolve("done"));
/// assert_eq!(EventLoop::run(promise), "done");
/// ```
pub struct Resolver<T> {
    distant: Arc<Distant<T>>,
}

/// What a promise and its resolvers share.
pub(super) struct Distant<T> {
    state: Mutex<State<T>>,
}

struct State<T> {
    value: Option<T>,
    /// Whether there was a value, or the promise has one.
    resolved: bool,
    resolvers: usize,
    /// By the number of their place among those who wait for the promise.
    listening: BTreeMap<u32, Waker>,
}

impl<T> Default for Distant<T> {
    fn default() -> Self {
        Distant {
            state: Mutex::new(State {
                value: None,
                resolved: false,
                resolvers: 0,
                listening: BTreeMap::new(),
            }),
        }
    }
}

impl<T> Distant<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // No user code runs while it is locked.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn take(&self) -> Option<T> {
        self.lock().value.take()
    }

    /// Has whoever is being resumed woken by a resolver, if there is one. `number`
    /// is that of its place. `false`: the value has come meanwhile.
    pub(super) fn listen(&self, number: Option<u32>) -> bool {
        let waker = context::waker();
        let mut state = self.lock();
        if state.resolved {
            return state.value.is_none();
        }
        let old = match (number, waker) {
            (Some(number), Some(waker)) if state.resolvers > 0 => {
                state.listening.insert(number, waker)
            }
            _ => None,
        };
        // A waker may do anything when it is dropped.
        drop(state);
        drop(old);
        true
    }

    /// Who had this place waits no more.
    pub(super) fn forget(&self, number: u32) {
        let waker = self.lock().listening.remove(&number);
        drop(waker);
    }
}

impl<T> Resolver<T> {
    pub(super) fn new(distant: &Arc<Distant<T>>) -> Self {
        distant.lock().resolvers += 1;
        Resolver {
            distant: Arc::clone(distant),
        }
    }

    /// Whether it is the only one: nobody has listened to it yet.
    pub(super) fn is_first(&self) -> bool {
        self.distant.lock().resolvers == 1
    }

    /// Gives the promise its value. A value that comes second is dropped; see
    /// [`try_resolve`](Resolver::try_resolve).
    pub fn resolve(self, value: T) {
        drop(self.try_resolve(value));
    }

    /// Gives the promise its value, if no resolver has.
    ///
    /// # Errors
    ///
    /// The value, if it came too late.
    pub fn try_resolve(&self, value: T) -> Result<(), T> {
        let mut state = self.distant.lock();
        if state.resolved {
            return Err(value);
        }
        state.resolved = true;
        state.value = Some(value);
        let listening = core::mem::take(&mut state.listening);
        drop(state);
        for waker in listening.into_values() {
            waker.wake();
        }
        Ok(())
    }
}

impl<T> Clone for Resolver<T> {
    fn clone(&self) -> Self {
        Resolver::new(&self.distant)
    }
}

impl<T> Drop for Resolver<T> {
    fn drop(&mut self) {
        let mut state = self.distant.lock();
        state.resolvers -= 1;
        if state.resolvers == 0 {
            // They look again and find that nobody outside is left.
            let listening = core::mem::take(&mut state.listening);
            drop(state);
            for waker in listening.into_values() {
                waker.wake();
            }
        }
    }
}

impl<T> fmt::Debug for Resolver<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Resolver")
    }
}

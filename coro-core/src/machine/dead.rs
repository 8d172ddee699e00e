//! What a state carries of a variable that nobody names again: autoref decides.
//!
//! Generated code cannot see whether a type is `Copy`; the method call can.
//! `(&mut &mut &mut Dead::new(x)).keep()` is `()` for what needs no drop, and
//! `x` itself for what Rust would drop only at the end of its scope:
//!
//! ```
//! use coro_core::machine::*;
//!
//! let () = (&mut &mut &mut Dead::new(1)).keep();
//! let mut counter = 1;
//! let () = (&mut &mut &mut Dead::new(&mut counter)).keep();
//! let kept: String = (&mut &mut &mut Dead::new("guard".to_string())).keep();
//! assert_eq!(kept, "guard");
//! ```
//!
//! A state that carries `()` in place of a reference also borrows nothing. In a
//! generic function a `T` without `Copy` is carried: nothing is dropped early.
//! A type still unknown at the call (`None` typed only later) counts as `Copy`,
//! and so does a closure of the same function: a variable that is a closure must
//! not be asked.

use core::marker::PhantomData;

use super::no_drop::{Borrowing, NoDrop, Unknown};

/// A value that is never named again. `Closures` is what is known of closures in it.
#[derive(Debug)]
pub struct Dead<T, Closures = Unknown> {
    value: Option<T>,
    closures: PhantomData<Closures>,
}

impl<T> Dead<T> {
    /// Wraps the value to ask it what to keep.
    #[inline]
    pub fn new(value: T) -> Dead<T> {
        Dead {
            value: Some(value),
            closures: PhantomData,
        }
    }

    /// The same for an adapter all of whose closures are literals without
    /// `move`, or paths of functions: `words.filter(|word| !word.is_empty())`.
    #[inline]
    pub fn borrowing(value: T) -> Dead<T, Borrowing> {
        Dead {
            value: Some(value),
            closures: PhantomData,
        }
    }
}

/// First answer: of what is `Copy`, nothing is kept.
pub trait KeepNoCopy {
    /// Nothing.
    fn keep(&mut self);
}

impl<T: Copy, Closures> KeepNoCopy for &mut &mut Dead<T, Closures> {
    #[inline]
    fn keep(&mut self) {}
}

/// Second answer: of what has no drop, nothing is kept.
pub trait KeepNoDrop {
    /// Nothing.
    fn keep(&mut self);
}

impl<T: NoDrop<Closures>, Closures> KeepNoDrop for &mut Dead<T, Closures> {
    #[inline]
    fn keep(&mut self) {}
}

/// Last answer: the value is kept, to be dropped when its scope ends.
pub trait KeepDropping {
    /// What is kept.
    type Kept;

    /// The value.
    fn keep(&mut self) -> Self::Kept;
}

impl<T, Closures> KeepDropping for Dead<T, Closures> {
    type Kept = T;

    #[inline]
    fn keep(&mut self) -> T {
        self.value.take().expect("`keep` is called once")
    }
}

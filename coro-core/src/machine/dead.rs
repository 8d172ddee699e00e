//! What a state carries of a variable that nobody names again: autoref decides.
//!
//! Generated code cannot see whether a type is `Copy`; the method call can.
//! `Dead::new(x).keep()` is `()` for what needs no drop, and
//! `x` itself for what Rust would drop only at the end of its scope:
//!
//! ```
//! use coro_core::machine::*;
//!
//! let () = Dead::new(1).keep();
//! let mut counter = 1;
//! let () = Dead::new(&mut counter).keep();
//! let () = Dead::new(vec!["words", "of", "a text"]).keep();
//!
//! struct Guard(u8);
//! impl Drop for Guard {
//!     fn drop(&mut self) {}
//! }
//! let kept: Guard = Dead::new(Guard(1)).keep();
//! assert_eq!(kept.0, 1);
//! ```
//!
//! A state that carries `()` in place of a reference also borrows nothing. In a
//! generic function a `T` without `Copy` is carried: nothing is dropped early.
//! A type still unknown at the call (`None` typed only later) counts as `Copy`,
//! and so does a closure of the same function: a variable that is a closure must
//! not be asked.

use core::marker::PhantomData;

use super::no_drop::{Borrowing, NoDrop, Released, Unknown};

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

    /// The same for what may be a guard of something beside it, which is not kept.
    ///
    /// ```
    /// use coro_core::machine::*;
    ///
    /// let cell = std::cell::RefCell::new(1);
    /// let () = Dead::released(cell.borrow_mut()).keep();
    /// assert_eq!(*cell.borrow(), 1);
    /// ```
    #[inline]
    pub fn released(value: T) -> Dead<T, Released> {
        Dead {
            value: Some(value),
            closures: PhantomData,
        }
    }
}

/// First answer: of what is `Copy`, nothing is kept. A method of the type's own comes before
/// those of traits.
impl<T: Copy, Closures> Dead<T, Closures> {
    /// Nothing.
    #[inline]
    pub fn keep(self) {}
}

/// Second answer: of what has no drop, nothing is kept. It takes `self`.
pub trait KeepNoDrop {
    /// Nothing.
    fn keep(self);
}

impl<T: NoDrop<Closures>, Closures> KeepNoDrop for Dead<T, Closures> {
    #[inline]
    fn keep(self) {}
}

/// Last answer: the value is kept, to be dropped when its scope ends. It takes `&mut self`,
/// which is tried last.
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

/// What is kept of a value without a drop: nothing.
#[diagnostic::on_unimplemented(
    message = "the type of a variable is not seen, and it is held over a pause until its scope ends",
    label = "write the type: `let name: {Self} = ..`",
    note = "`#[machine]` makes an enum with a name, whose fields have the types that are written"
)]
pub trait Nothing {}

impl Nothing for () {}

/// Says that nothing is kept.
#[inline]
pub fn unkept<T: Nothing>(_: T) {}

//! Whether a method takes what it is called on, or borrows it.
//!
//! The name does not tell: `finish` of a digest takes it, that of a hasher borrows it. Only rustc knows, and autoref says
//! so. Beside the type's own method stands one of the same name that takes a reference to a reference. It is found where
//! the type's own cannot be called through a reference:
//!
//! ```
//! use coro_core::machine::{Receiver, asked, dispatch::*};
//!
//! trait Asked {
//!     fn finish<R>(&self) -> R {
//!         unreachable!()
//!     }
//! }
//! impl<T: ?Sized> Asked for &T {}
//!
//! struct Hasher;
//! impl Hasher {
//!     fn finish(&self) -> u64 {
//!         1
//!     }
//! }
//! struct Digest;
//! impl Digest {
//!     fn finish(self) -> u64 {
//!         1
//!     }
//! }
//! let (hasher, digest) = (Hasher, Digest);
//! assert!(asked(if false { Some((&hasher).finish()) } else { None }).is_lent());
//! assert!(!asked(if false { Some((&digest).finish()) } else { None }).is_lent());
//!
//! let boxed = Box::new(hasher);
//! assert!(asked(if false { Some(Receiver::new(&boxed).target().finish()) } else { None }).is_lent());
//! ```

use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};

/// What the method beside the type's own gives.
#[derive(Debug)]
pub struct Unasked;

/// What a method gives that is called through a reference.
#[derive(Debug)]
pub struct Asked<R>(PhantomData<R>);

/// Asks what a call gives that is never made.
#[inline]
pub fn asked<R>(_: Option<R>) -> Asked<R> {
    Asked(PhantomData)
}

/// First answer: the type has no such method. Where nothing is known of what is given it is this.
impl Asked<Unasked> {
    /// Not.
    #[inline]
    pub fn is_lent(&self) -> bool {
        false
    }
}

/// Last answer: it has.
pub trait ReceiverLent {
    /// Whether the method borrows what it is called on.
    fn is_lent(&self) -> bool;
}

impl<R> ReceiverLent for Asked<R> {
    #[inline]
    fn is_lent(&self) -> bool {
        true
    }
}

/// Finds what something points to, or itself.
#[derive(Debug)]
pub struct Receiver<P>(Option<P>);

impl<P> Receiver<P> {
    /// Of a reference to it.
    #[inline]
    pub fn new(reference: P) -> Self {
        Receiver(Some(reference))
    }
}

impl<'r, T: Deref> Receiver<&'r T> {
    /// What it points to.
    #[inline]
    pub fn target(self) -> &'r T::Target {
        self.0.expect(ONCE)
    }
}

impl<'r, T: DerefMut> Receiver<&'r mut T> {
    /// What it points to.
    #[inline]
    pub fn target(self) -> &'r mut T::Target {
        self.0.expect(ONCE)
    }
}

/// What points to nothing.
pub trait ReceiverItself {
    /// The reference.
    type Itself;

    /// To itself.
    fn target(&mut self) -> Self::Itself;
}

impl<P> ReceiverItself for Receiver<P> {
    type Itself = P;

    #[inline]
    fn target(&mut self) -> P {
        self.0.take().expect(ONCE)
    }
}

const ONCE: &str = "`target` is called once";

//! Whether a value may be taken apart.
//!
//! A state holds a whole value or none, so a value that loses a field is taken apart into the fields that are
//! named. Of a type with a `Drop` of its own rustc lets nothing be moved out (E0509), but what is `Copy` can be
//! read; then the value must stay whole, and the generated code does not compile.

/// A value that is about to be taken apart.
///
/// ```
/// use coro_core::machine::{Fields, Movable};
///
/// struct Pair { left: String, right: String }
/// let pair = Pair { left: "l".to_string(), right: "r".to_string() };
/// let () = Fields::of(&pair).movable();
///
/// struct Guard(u32);
/// impl Drop for Guard { fn drop(&mut self) {} }
/// let coro_core::machine::HasDrop = Fields::of(&Guard(1)).movable();
/// ```
#[derive(Debug)]
pub struct Fields<'a, T>(&'a T);

/// Its type has a `Drop`: read the fields that are `Copy` through a reference, `*&x.field`.
#[derive(Debug)]
pub struct HasDrop;

impl<'a, T> Fields<'a, T> {
    /// Looks at a value.
    #[inline]
    pub fn of(value: &'a T) -> Self {
        Fields(value)
    }
}

#[allow(drop_bounds)] // a `Drop` of its own is what is asked for, not drop glue
impl<T: Drop> Fields<'_, T> {
    /// Its type has a `Drop`, so its fields cannot be moved.
    #[inline]
    pub fn movable(&self) -> HasDrop {
        let _ = self.0;
        HasDrop
    }
}

/// What is said of any other value.
pub trait Movable {
    /// Its fields can be moved out.
    fn movable(&self);
}

impl<T> Movable for Fields<'_, T> {
    #[inline]
    fn movable(&self) {}
}

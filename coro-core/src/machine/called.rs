//! A variable that is called once, and may be an `FnOnce` or not.
//!
//! Calling an `FnOnce` takes it away; calling anything else leaves it where it is, to be dropped at the end of its
//! scope. Only rustc knows which it is, so autoref decides:
//!
//! ```
//! use coro_core::machine::{Called, dispatch::*};
//!
//! let mut job: Option<Box<dyn FnOnce(u8) -> u8>> = Some(Box::new(|n| n + 1));
//! assert_eq!((&mut &mut Called::new(&mut job)).call1(1), 2);
//! assert!(job.is_none());
//!
//! let mut twice = Some(|n: u8| n * 2);
//! assert_eq!((&mut &mut Called::new(&mut twice)).call1(1), 2);
//! assert!(twice.is_some());
//! ```

/// Asks how what is in `F` is called.
#[derive(Debug)]
pub struct Called<'f, F>(&'f mut Option<F>);

impl<'f, F> Called<'f, F> {
    /// Of the variable `function`.
    #[inline]
    pub fn new(function: &'f mut Option<F>) -> Self {
        Called(function)
    }
}

/// A function that is called once its arguments are there.
pub trait Callee<'f, F> {
    /// What is called.
    type Function;

    /// It, or a reference to where it stayed.
    fn function(self, left: &'f mut Option<F>) -> Self::Function;
}

/// An `FnOnce`: it waits for its arguments as one of the operands.
#[derive(Clone, Debug)]
pub struct Taken<F>(F);

/// Anything else stays where it is.
#[derive(Clone, Debug)]
pub struct Left;

impl<'f, F> Callee<'f, F> for Taken<F> {
    type Function = F;

    #[inline]
    fn function(self, _: &'f mut Option<F>) -> F {
        self.0
    }
}

impl<'f, F: 'f> Callee<'f, F> for Left {
    type Function = &'f mut F;

    #[inline]
    fn function(self, left: &'f mut Option<F>) -> &'f mut F {
        left.as_mut().expect(THERE)
    }
}

/// What is called now that the arguments are there.
///
/// ```
/// use coro_core::machine::{Called, called, dispatch::*};
///
/// let mut job: Option<Box<dyn FnOnce(u8) -> u8>> = Some(Box::new(|n| n + 1));
/// let callee = (&mut &mut Called::new(&mut job)).callee1();
/// assert!(job.is_none());
/// assert_eq!(called(callee, &mut job)(1), 2);
/// ```
#[inline]
pub fn called<'f, F, C: Callee<'f, F>>(callee: C, left: &'f mut Option<F>) -> C::Function {
    callee.function(left)
}

/// What there is to call: it is called once only.
const THERE: &str = "a function that is called once";

/// The traits for one number of arguments.
macro_rules! called {
    ($($again:ident $once:ident $callee:ident $call:ident($($arg:ident: $type:ident),*);)*) => {
        $(
            /// Called through a reference.
            pub trait $again<$($type),*> {
                /// What the function gives.
                type Output;
                /// What waits for the arguments.
                type Callee;

                /// Calls it.
                fn $call(self $(, $arg: $type)*) -> Self::Output;

                /// It is called later.
                fn $callee(self) -> Self::Callee;
            }

            /// Taken and called.
            pub trait $once<$($type),*> {
                /// What the function gives.
                type Output;
                /// What waits for the arguments.
                type Callee;

                /// Calls it.
                fn $call(self $(, $arg: $type)*) -> Self::Output;

                /// It is called later.
                fn $callee(self) -> Self::Callee;
            }

            impl<Function: FnMut($($type),*) -> Made, Made $(, $type)*> $again<$($type),*>
                for &mut &mut Called<'_, Function>
            {
                type Output = Made;
                type Callee = Left;

                #[inline]
                fn $callee(self) -> Left {
                    Left
                }

                #[inline]
                fn $call(self $(, $arg: $type)*) -> Made {
                    self.0.as_mut().expect(THERE)($($arg),*)
                }
            }

            impl<Function: FnOnce($($type),*) -> Made, Made $(, $type)*> $once<$($type),*>
                for &mut Called<'_, Function>
            {
                type Output = Made;
                type Callee = Taken<Function>;

                #[inline]
                fn $callee(self) -> Taken<Function> {
                    Taken(self.0.take().expect(THERE))
                }

                #[inline]
                fn $call(self $(, $arg: $type)*) -> Made {
                    self.0.take().expect(THERE)($($arg),*)
                }
            }
        )*
    };
}

called! {
    CallAgain0 CallOnce0 callee0 call0();
    CallAgain1 CallOnce1 callee1 call1(a: A);
    CallAgain2 CallOnce2 callee2 call2(a: A, b: B);
    CallAgain3 CallOnce3 callee3 call3(a: A, b: B, c: C);
    CallAgain4 CallOnce4 callee4 call4(a: A, b: B, c: C, d: D);
}

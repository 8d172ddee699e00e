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

/// What there is to call: it is called once only.
const THERE: &str = "a function that is called once";

/// The traits for one number of arguments.
macro_rules! called {
    ($($again:ident $once:ident $call:ident($($arg:ident: $type:ident),*);)*) => {
        $(
            /// Called through a reference.
            pub trait $again<$($type),*> {
                /// What the function gives.
                type Output;

                /// Calls it.
                fn $call(self $(, $arg: $type)*) -> Self::Output;
            }

            /// Taken and called.
            pub trait $once<$($type),*> {
                /// What the function gives.
                type Output;

                /// Calls it.
                fn $call(self $(, $arg: $type)*) -> Self::Output;
            }

            impl<Function: FnMut($($type),*) -> Made, Made $(, $type)*> $again<$($type),*>
                for &mut &mut Called<'_, Function>
            {
                type Output = Made;

                #[inline]
                fn $call(self $(, $arg: $type)*) -> Made {
                    self.0.as_mut().expect(THERE)($($arg),*)
                }
            }

            impl<Function: FnOnce($($type),*) -> Made, Made $(, $type)*> $once<$($type),*>
                for &mut Called<'_, Function>
            {
                type Output = Made;

                #[inline]
                fn $call(self $(, $arg: $type)*) -> Made {
                    self.0.take().expect(THERE)($($arg),*)
                }
            }
        )*
    };
}

called! {
    CallAgain0 CallOnce0 call0();
    CallAgain1 CallOnce1 call1(a: A);
    CallAgain2 CallOnce2 call2(a: A, b: B);
}

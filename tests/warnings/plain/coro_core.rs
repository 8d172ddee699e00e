//! The other side of `tests/warnings.rs`: under the name of `coro_core`, a `coro!` that leaves its fns as they are, and
//! a pause that is nothing.

#[macro_export]
macro_rules! coro {
    ($($items:tt)*) => { $($items)* };
}

#[macro_export]
macro_rules! yield_wait {
    () => {
        $crate::pause()
    };
}

pub fn pause() {}

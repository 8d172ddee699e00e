//! What `coro!` makes of `averager.rs`. The comments are by hand, all else is the macro's; `tests/tests/expand.rs` holds it so.

// The expansion is not formatted by hand, and `coro!` itself silences what lints say of it.
#![allow(clippy::all, unused)]

use coro_core::Coroutine;
// `receives` and `yields` have become the types of the trait.
fn averager() -> impl ::coro_core::Coroutine<f64, Yield = f64, Return = u32> {
    use ::coro_core::machine::prelude::*;
    /// Where `averager` can stand.
    // `sum` and `count` are declared outside of the loop: they are parked in its state, and the loop's own enum holds
    // nothing at all. `sample` is not here: it is set anew after each pause before it is read.
    enum State<Count, Sum> {
        /// line 9: `while sample >= 0.0`
        While1 { at: While1, count: Count, sum: Sum },
        /// Not started.
        Start,
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `averager` can stand inside `while sample >= 0.0`, line 9.
    enum While1 {
        /// line 12: `yield_value!(sum / f64::from(count))`
        Yield2,
    }
    impl<Count, Sum> Frame for State<Count, Sum> {
        const LAYOUT: &'static str = "averager\texamples/expand/averager.rs\t6\n0s Start\t0\t\t\t2 4\n0l While1\t9\twhile sample >= 0.0\t@at count sum\t\n1v Yield2\t12\tyield_value!(sum / f64::from(count))\t\t2 4\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(State::Start, || Body {
        step: |state, arg: f64| -> CoroutineState<f64, u32> {
            #[allow(unused_assignments)]
            // `arg` is what this `resume` was given; the first one is what `receives mut sample` names.
            let mut sample = arg;
            // Does control stand at the head of the loop, or at the pause? A resume comes to the pause; after that it is
            // always the head.
            let mut at_while1 = false;
            // The first resume: up to the loop.
            if let State::Start = state {
                let mut sum = 0.0;
                let mut count = 0;
                let at = While1::Yield2;
                *state = State::While1 { at, count, sum };
                at_while1 = true;
            }
            // Every later one. `count_` and `sum_` are references to the parked variables: going round the loop moves
            // neither, however large they are.
            let State::While1 {
                count: count_,
                sum: sum_,
                ..
            } = state
            else {
                stopped(state)
            };
            'while1: loop {
                if replace(&mut at_while1, true) {
                    // The `while`, as a `loop` that is left when the condition is false.
                    if sample >= 0.0 {
                        // The user's own code, in which a parked variable is `*sum_`.
                        *sum_ += sample;
                        *count_ += 1;
                        // `yield_value!(e)`: `e` first, then the state, then out.
                        let value: f64 = *sum_ / f64::from(*count_);
                        return Yielded(value);
                    } else {
                        break 'while1;
                    };
                }
                // Resumed at the pause, which is worth what was sent: that is assigned to `sample`, and round it goes.
                sample = arg;
            }
            // After the loop `count` is taken home, for it is returned.
            let value: u32 = *count_;
            complete(state, value)
        },
        look: |state, _| {
            if let State::While1 { .. } = state {
                2
            } else {
                0
            }
        },
    })
}
fn main() {
    let mut average = averager();
    for sample in [4.0, 8.0, 3.0, -1.0] {
        println!("{:?}", average.resume(sample));
    }
}

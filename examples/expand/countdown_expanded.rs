//! What `coro!` makes of `countdown.rs`. The comments are by hand, all else is the macro's; `tests/tests/expand.rs` holds it so.

// The expansion is not formatted by hand, and `coro!` itself silences what lints say of it.
#![allow(clippy::all, unused)]

use coro_core::{Wait, run};
/// Waits a number of times.
struct Turns(u32);
impl coro_core::Coroutine for Turns {
    type Yield = Wait;
    type Return = ();
    fn resume(&mut self, (): ()) -> coro_core::CoroutineState<Wait, ()> {
        if self.0 == 0 {
            return coro_core::CoroutineState::Complete(());
        }
        self.0 -= 1;
        coro_core::CoroutineState::Yielded(Wait)
    }
}
// The signature is the one that was written, but for what it returns: calling it runs nothing,
// it makes the first state.
fn countdown(
    from: u32,
) -> impl ::coro_core::Coroutine<(), Yield = ::coro_core::Wait, Return = String> {
    // All that the code below calls. `dispatch` has the traits that tell whether what is delegated to is a
    // coroutine, a future or an iterator.
    use ::coro_core::machine::{From, dispatch::*, prelude::*};
    /// Where `countdown` can stand.
    // One enum for the function, one more for each loop that pauses: a variant is a place to stand, its fields
    // are what is alive there. A field whose type was not written has a type parameter; rustc finds out which.
    enum State<Inner2, Iter> {
        /// line 23: `for i in (1..=from).rev()`
        // Somewhere in the loop: `at` says where. The iterator lives around the loop and stays here all the time.
        For1 { at: For1<Inner2>, iter: Iter },
        /// Not started.
        Start { from: u32 },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `countdown` can stand inside `for i in (1..=from).rev()`, line 23.
    enum For1<Inner2> {
        /// About to go round.
        Next,
        /// line 25: `yield_from!(Turns(i))`
        From2 { inner: Inner2 },
    }
    // What the library has to know of any machine.
    impl<Inner2, Iter> Frame for State<Inner2, Iter> {
        // The states with their lines and the ways between them, for `backtrace` and `graph`. Nobody else reads it.
        const LAYOUT: &'static str = "countdown\texamples/expand/countdown.rs\t22\n0s Start\t0\t\tfrom\t3 5\n0l For1\t23\tfor i in (1..=from).rev()\t@at iter\t\n1n Next\t0\t\t\t\n1f From2\t25\tyield_from!(Turns(i))\t>inner\t3 5\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        // Left by a panic, which drops what is alive, it never runs again.
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    // The machine: its first state and its code, two closures that capture nothing.
    machine(State::Start { from }, || Body {
        // One resume. It finds the place where it stands and runs the user's own code from there.
        step: |state, _: ()| -> CoroutineState<Wait, String> {
            // The value of this block is what the function returns.
            let value: String = {
                // The first resume: up to the loop.
                if let State::Start { from } = *state {
                    let mut iter = IntoIterator::into_iter((1..=from).rev());
                    // The loop is entered: its iterator is parked in the state. (`put` is an assignment that drops nothing.)
                    let at = For1::Next;
                    put(state, State::For1 { at, iter });
                }
                // Every later resume comes here at once. `iter_` is the parked iterator, used where it is. (One that has returned, or
                // panicked, is told so by `stopped`, which panics.)
                let State::For1 {
                    at: for1,
                    iter: iter_,
                } = state
                else {
                    stopped(state)
                };
                'for1: loop {
                    // From the head of the loop to the pause.
                    if let For1::Next = for1 {
                        // This is what `for` does; the code of the loop's body is the user's.
                        let Some(i) = Iterator::next(iter_) else {
                            // The iterator is at its end, so the loop is.
                            break 'for1;
                        };
                        println!("{i}");
                        // The delegate is made, and kept in the state while it runs.
                        let inner = From::new(Turns(i)).delegate();
                        put(for1, For1::From2 { inner });
                    }
                    // The pause. The delegate is resumed in its place: whatever it yields goes out, nothing is moved.
                    let For1::From2 { inner, .. } = for1 else {
                        nowhere()
                    };
                    match resume(inner, ()) {
                        Yielded(yielded) => return Yielded(yielded),
                        // It has returned: on with the loop's body behind the `yield_from!`, here only its `;`.
                        Complete(value) => {
                            *for1 = For1::Next;
                            value;
                        }
                    }
                }
                // The loop is over. What was parked is dropped, and the rest of the function is run.
                *state = State::Running;
                "TAKE OFF!!!!!".to_string()
            };
            // The end of the function, however it came to it.
            complete(state, value)
        },
        // Where it stands, by the number of the state in `LAYOUT`; only who inspects it asks.
        look: |state, look| match state {
            State::For1 {
                at: For1::From2 { inner },
                ..
            } => look.inside(3, inner),
            _ => 0,
        },
    })
}
fn main() {
    println!("{}", run(countdown(3)));
}

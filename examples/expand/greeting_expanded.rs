//! What `coro!` makes of `greeting.rs`. The comments are by hand, all else is the macro's; `tests/tests/expand.rs` holds it so.

// The expansion is not formatted by hand, and `coro!` itself silences what lints say of it.
#![allow(clippy::all, unused)]

use coro_core::run;
fn ask(
    question: &str,
) -> impl ::coro_core::Coroutine<(), Yield = ::coro_core::Wait, Return = Result<String, String>> {
    use ::coro_core::machine::prelude::*;
    /// Where `ask` can stand.
    enum State<Question> {
        /// line 7: `yield_wait!()`
        Wait1 { question: Question },
        /// Not started.
        Start { question: Question },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    impl<Question> Frame for State<Question> {
        const LAYOUT: &'static str = "ask\texamples/expand/greeting.rs\t6\n0s Start\t0\t\tquestion\t1\n0w Wait1\t7\tyield_wait!()\tquestion\t3\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(State::Start { question }, || Body {
        step: |state, _: ()| -> CoroutineState<Wait, Result<String, String>> {
            let value: Result<String, String> = {
                match *state {
                    State::Start { question } => {
                        *state = State::Wait1 { question };
                        return Yielded(wait());
                    }
                    State::Wait1 { question } => match question {
                        "name?" => Ok("Ada".to_string()),
                        other => Err(format!("no answer to {other}")),
                    },
                    State::Running | State::Done => stopped(state),
                }
            };
            complete(state, value)
        },
        look: |state, _| {
            if let State::Wait1 { .. } = state {
                1
            } else {
                0
            }
        },
    })
}
// Two functions, two machines that know nothing of each other. This is the one to look at.
fn greeting(
    question: &str,
) -> impl ::coro_core::Coroutine<(), Yield = ::coro_core::Wait, Return = Result<String, String>> {
    use ::coro_core::machine::{From, dispatch::*, prelude::*};
    /// Where `greeting` can stand.
    enum State<Question, Inner2, NameKept, Text> {
        /// line 18: `let name = ask(question).await?;`
        // `text` is alive over both pauses: the statements behind its `let` are a level of their own, so that it is
        // parked once and moved by no resume.
        With1 {
            at: With1<Inner2, NameKept>,
            text: Text,
            question: Question,
        },
        /// Not started.
        Start { question: Question },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `greeting` can stand inside `let name = ask(question).await?;`, line 18.
    enum With1<Inner2, NameKept> {
        /// Its code is running.
        Running,
        /// line 18: `ask(question).await`
        From2 { inner: Inner2 },
        /// line 20: `yield_wait!()`
        // `name` is not read after this pause, but it is a `String` and must be dropped where its scope ends. Had it no
        // drop, rustc would make a `()` of it (`Dead::keep`).
        Wait3 { name: NameKept },
    }
    impl<Question, Inner2, NameKept, Text> Frame for State<Question, Inner2, NameKept, Text> {
        const LAYOUT: &'static str = "greeting\texamples/expand/greeting.rs\t16\n0s Start\t0\t\tquestion\t3\n0l With1\t18\tlet name = ask(question).await?;\t@at text question\t\n1n Running\t0\t\t\t\n1f From2\t18\task(question).await\t>inner\t3 4 6\n1w Wait3\t20\tyield_wait!()\t~name\t6\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(State::Start { question }, || Body {
        step: |state, _: ()| -> CoroutineState<Wait, Result<String, String>> {
            let value: Result<String, String> = 'complete: {
                // The first resume: up to the first pause.
                if let State::Start { question } = *state {
                    let mut text = String::from("Hello, ");
                    // `ask(question).await`: the delegate is made, and all is written down that is alive beside it.
                    let inner = From::new(ask(question)).delegate();
                    let at = With1::From2 { inner };
                    put(state, State::With1 { at, text, question });
                }
                let State::With1 {
                    at: with1,
                    text: text_,
                    ..
                } = state
                else {
                    stopped(state)
                };
                // Home of `text`, declared before the variables of the level: so it is dropped after them, as in the plain fn.
                let mut text;
                let _name = 'with1: {
                    if let With1::From2 { inner, .. } = with1 {
                        match resume(inner, ()) {
                            Yielded(yielded) => return Yielded(yielded),
                            Complete(value) => {
                                *with1 = With1::Running;
                                // The delegate has returned `value`, which is what `.await` is worth. `?` leaves the function with the
                                // error, or goes on with the value.
                                let name = match Try::branch(value) {
                                    Continue(value) => value,
                                    Break(residual) => {
                                        break 'complete FromResidual::from_residual(residual);
                                    }
                                };
                                (*text_).push_str(&name);
                                // The second pause. `name` is not named again and only kept if it has a drop.
                                let name = Dead::new(name).keep();
                                put(with1, With1::Wait3 { name });
                                return Yielded(wait());
                            }
                        }
                    }
                    // Resumed there: the level is at its end.
                    let With1::Wait3 { .. } = with1 else {
                        nowhere()
                    };
                    let name = match replace(with1, With1::Running) {
                        With1::Wait3 { name } => name,
                        other => lost(other),
                    };
                    break 'with1 Dead::new(name).keep();
                };
                // `text` comes home and the rest of the function is straight code.
                text = match replace(state, State::Running) {
                    State::With1 { text, .. } => text,
                    other => lost(other),
                };
                text.push('!');
                // The value of the function.
                Ok(text)
            };
            complete(state, value)
        },
        look: |state, look| match state {
            State::With1 { at, .. } => match at {
                With1::From2 { inner } => look.inside(3, inner),
                With1::Wait3 { .. } => 4,
                _ => 0,
            },
            _ => 0,
        },
    })
}
fn main() {
    println!("{:?}", run(greeting("name?")));
    println!("{:?}", run(greeting("age?")));
}

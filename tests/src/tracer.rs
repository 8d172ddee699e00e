//! Drives the machines of a program in every way and prints what could be seen.
//!
//! ```
//! # use tests::Tracer;
//! pub fn cases(t: &mut Tracer) {
//!     t.case("from an iterator", || Counting(0..3));
//! }
//! # struct Counting(std::ops::Range<u8>);
//! # impl coro_core::Coroutine for Counting {
//! #     type Yield = u8;
//! #     type Return = ();
//! #     fn resume(&mut self, _: ()) -> coro_core::CoroutineState<u8, ()> {
//! #         match self.0.next() {
//! #             Some(x) => coro_core::CoroutineState::Yielded(x),
//! #             None => coro_core::CoroutineState::Complete(()),
//! #         }
//! #     }
//! # }
//! ```
//!
//! A case runs once to its end and is then resumed once more, which has to panic; a case that
//! panics likewise. Then it runs again for each of its pauses, and is dropped there. Each
//! run is a section of the output, `# case | how`, with its lines below.
//!
//! It compares nothing: `harness` does, section by section.

use crate::steps::Steps;
use crate::trace::{log, take};
use coro_core::{Coroutine, CoroutineState};
use std::any::Any;
use std::cell::Cell;
use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, Location, catch_unwind};

/// An endless machine is resumed this often.
const MOST_RESUMES: usize = 120;
/// A long machine is dropped after each of its first pauses only.
const MOST_DROPS: usize = 60;

thread_local! {
    static PANICKED_AT: Cell<Option<u32>> = const { Cell::new(None) };
}

/// How a case is driven this time.
#[derive(Clone, Copy, Debug)]
enum How {
    /// To its end, and once more.
    Whole,
    /// Dropped after that many pauses; none: before it ever ran.
    DroppedAfter(usize),
}

/// Takes the cases of a program.
#[derive(Debug)]
pub struct Tracer {
    /// Only cases whose name contains this.
    only: String,
}

impl Tracer {
    /// A case: a machine that is resumed with `()`.
    pub fn case<C>(&mut self, name: &str, make: impl Fn() -> C)
    where
        C: Coroutine<(), Yield: Debug, Return: Debug>,
    {
        self.scope(name, |drive| drive.run(make()));
    }

    /// A case whose machine receives `values(0)` first, then `values(1)`, and so on.
    pub fn receiving<R, C>(&mut self, name: &str, make: impl Fn() -> C, values: impl Fn(usize) -> R)
    where
        C: Coroutine<R, Yield: Debug, Return: Debug>,
    {
        self.scope(name, |drive| drive.run_with(make(), &values));
    }

    /// A case whose machine borrows something that lives in `body`.
    pub fn scope(&mut self, name: &str, body: impl Fn(&mut Drive)) {
        if !name.contains(&self.only) {
            return;
        }
        let pauses = section(name, How::Whole, &body);
        for count in 0..=pauses.min(MOST_DROPS) {
            section(name, How::DroppedAfter(count), &body);
        }
    }
}

/// Runs a machine in the way that is due.
#[derive(Debug)]
pub struct Drive {
    how: How,
    pauses: usize,
}

impl Drive {
    /// Runs a machine that is resumed with `()`.
    pub fn run<C>(&mut self, machine: C)
    where
        C: Coroutine<(), Yield: Debug, Return: Debug>,
    {
        self.run_with(machine, &|_| ());
    }

    /// Runs a machine that receives `values(0)`, then `values(1)`, and so on.
    pub fn run_with<R, C>(&mut self, mut machine: C, values: &dyn Fn(usize) -> R)
    where
        C: Coroutine<R, Yield: Debug, Return: Debug>,
    {
        let most = match self.how {
            How::Whole => MOST_RESUMES,
            How::DroppedAfter(count) => count,
        };
        let mut pauses = 0;
        let mut steps = Steps::of(&machine);
        while pauses < most {
            let led_to = resume(&mut machine, values(pauses));
            steps.check(&machine, led_to.as_ref());
            match led_to {
                Some(CoroutineState::Yielded(value)) => log(format_args!("-> {value:?}")),
                ended => {
                    if let Some(CoroutineState::Complete(value)) = ended {
                        log(format_args!("=> {value:?}"));
                    }
                    resume_again(&mut machine, values(pauses + 1));
                    break;
                }
            }
            pauses += 1;
        }
        self.pauses = self.pauses.max(pauses);
        log("--");
        let dropped = catch_unwind(AssertUnwindSafe(|| drop(machine)));
        if let Err(payload) = dropped {
            log(panic_line(&*payload));
        }
    }
}

/// One step; `None` if it panicked.
fn resume<R, C: Coroutine<R>>(
    machine: &mut C,
    value: R,
) -> Option<CoroutineState<C::Yield, C::Return>> {
    match catch_unwind(AssertUnwindSafe(|| machine.resume(value))) {
        Ok(state) => Some(state),
        Err(payload) => {
            log(panic_line(&*payload));
            None
        }
    }
}

/// A machine that returned or panicked must panic, and run none of the user's code.
///
/// The value it is given then is dropped by the panic; rustc's coroutines forget it, so what
/// is dropped here does not count.
fn resume_again<R, C: Coroutine<R>>(machine: &mut C, value: R) {
    let before = take();
    let again = catch_unwind(AssertUnwindSafe(|| machine.resume(value)));
    let lines = take();
    let ran = lines
        .into_iter()
        .filter(|line| !line.ends_with("(unwinding)"));
    before.into_iter().chain(ran).for_each(log);
    log(if again.is_err() {
        "again: panics"
    } else {
        "again: goes on"
    });
}

/// What a panic said and where.
fn panic_line(payload: &(dyn Any + Send)) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_string());
    let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
    let text = text.unwrap_or_else(|| "a value".to_string());
    let line = PANICKED_AT.take().unwrap_or_default();
    format!("panic at line {line}: {text}")
}

/// Runs a case in one way and prints the section; gives the number of pauses.
fn section(name: &str, how: How, body: &impl Fn(&mut Drive)) -> usize {
    let mut drive = Drive { how, pauses: 0 };
    take();
    let outcome = catch_unwind(AssertUnwindSafe(|| body(&mut drive)));
    if let Err(payload) = outcome {
        log(format_args!(
            "outside of the machine: {}",
            panic_line(&*payload)
        ));
    }
    match how {
        How::Whole => println!("# {name} | to the end"),
        How::DroppedAfter(count) => println!("# {name} | dropped after {count}"),
    }
    for line in take() {
        println!("  {}", line.replace('\n', "\\n"));
    }
    drive.pauses
}

/// The `main` of a program: runs its cases, or those whose name contains the first argument.
pub fn main(cases: fn(&mut Tracer)) {
    std::panic::set_hook(Box::new(|info| {
        PANICKED_AT.set(info.location().map(Location::line));
    }));
    let only = std::env::args().nth(1).unwrap_or_default();
    cases(&mut Tracer { only });
    println!("# end");
}

//! The sources that are compiled: the same functions as `coro!`, as `async fn`, for diapause.
//!
//! In: how many awaits or functions. Out: the text of a library crate, whose public functions run
//! the machines to their end, so that a debug build generates code for all of them.

use std::fmt::Write;

use crate::Forms;

/// A crate's text and what to call its file.
pub struct Source {
    pub name: String,
    pub text: String,
}

impl Source {
    fn new(name: String, text: String) -> Self {
        Source { name, text }
    }
}

/// What every file of coroutines begins with.
const CORO: &str = "\
use coro_core::coro;

coro! {
    async fn pause(value: u64) -> u64 {
        yield_wait!();
        value
    }
}

use coro_core::run;
";

/// What every file of async functions begins with: the same two in rustc's own terms.
const NATIVE: &str = "\
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

async fn pause(value: u64) -> u64 {
    let mut paused = false;
    poll_fn(|_| {
        if paused {
            return Poll::Ready(());
        }
        paused = true;
        Poll::Pending
    })
    .await;
    value
}

fn run<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        let polled = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        if let Poll::Ready(value) = polled {
            return value;
        }
    }
}
";

/// The least that can be compiled.
pub fn nothing() -> Source {
    Source::new("nothing".to_owned(), String::new())
}

/// A straight-line function with `awaits` awaits and the same six variables alive at each.
pub fn fixed(awaits: usize) -> Forms {
    let mut body = String::from(
        "    let mut number = seed;
    let mut text = String::new();
    let mut list = vec![seed];
    let mut option = Some(seed);
    let mut pair = (seed, 1u32);
    let array = [seed; 4];
",
    );
    for i in 0..awaits {
        let _ = match i % 5 {
            0 => writeln!(body, "    number += pause({i}).await;"),
            1 => writeln!(body, "    list.push(pause({i}).await);"),
            2 => writeln!(body, "    option = Some(pause(number).await);"),
            3 => writeln!(body, "    pair.0 = pause(array[{i} % 4]).await;"),
            _ => writeln!(body, "    pause({i}).await;\n    text.push('.');"),
        };
    }
    body.push_str(
        "    number + text.len() as u64 + list[0] + option.unwrap_or(0) + pair.0 + array[0]\n",
    );
    straight_line(format!("fixed_{awaits}"), &body)
}

/// A straight-line function with `awaits` awaits, at each of which the last six results are alive.
pub fn moving(awaits: usize) -> Forms {
    let mut body = String::new();
    for i in 0..6 {
        let _ = writeln!(body, "    let x{i} = vec![seed + {i}];");
    }
    for i in 0..awaits {
        let _ = writeln!(
            body,
            "    let x{} = vec![pause(x{}[0]).await + x{i}[0]];\n    drop(x{i});",
            i + 6,
            i + 3
        );
    }
    let last: Vec<String> = (awaits..awaits + 6).map(|i| format!("x{i}[0]")).collect();
    let _ = writeln!(body, "    {}", last.join(" + "));
    straight_line(format!("moving_{awaits}"), &body)
}

fn straight_line(name: String, body: &str) -> Forms {
    let function = format!("async fn straight(seed: u64) -> u64 {{\n{body}}}\n");
    let drive = "pub fn drive() -> u64 {\n    run(straight(1))\n}\n";
    Forms {
        coro: Source::new(
            format!("{name}_coro"),
            format!("{CORO}\ncoro! {{\n{function}}}\n\n{drive}"),
        ),
        native: Some(Source::new(
            format!("{name}_async"),
            format!("{NATIVE}\n{function}\n{drive}"),
        )),
        diapause: None,
    }
}

/// So many async functions, each of which waits in a loop and keeps a total.
pub fn small_async_functions(count: usize) -> Forms {
    let mut coro = CORO.to_owned();
    let mut native = NATIVE.to_owned();
    let mut drive = Drive::new();
    for i in 0..count {
        let body = small_body(i, "pause(step).await");
        let function = format!("async fn small_{i}(seed: u64) -> u64 {{\n{body}}}\n");
        let _ = write!(coro, "\ncoro! {{\n{function}}}\n");
        let _ = write!(native, "\n{function}");
        drive.push(&format!("    total += run(small_{i}(3));\n"));
    }
    let drive = drive.finish();
    Forms {
        coro: Source::new(
            format!("small_async_{count}_coro"),
            format!("{coro}\n{drive}"),
        ),
        native: Some(Source::new(
            format!("small_async_{count}_async"),
            format!("{native}\n{drive}"),
        )),
        diapause: None,
    }
}

/// So many generators, each of which yields in a loop, keeps a total and returns it.
pub fn small_generators(count: usize) -> Forms {
    let mut coro = String::from("use coro_core::{Coroutine, CoroutineState, coro};\n");
    let mut diapause = String::from("use diapause::{Coroutine, CoroutineState};\n");
    let (mut drive_coro, mut drive_diapause) = (Drive::new(), Drive::new());
    for i in 0..count {
        let body = small_body(i, "yield_value!(step)");
        let _ = write!(
            coro,
            "\ncoro! {{\nfn small_{i}(seed: u64) yields u64 -> u64 {{\n{body}}}\n}}\n"
        );
        let body = small_body(i, "yield_!(step)");
        let _ = write!(
            diapause,
            "\n#[diapause::coroutine(yield = u64)]\nfn small_{i}(seed: u64) -> u64 {{\n{body}}}\n"
        );
        drive_coro.push(&to_the_end(i, "resume(())"));
        drive_diapause.push(&to_the_end(i, "start()"));
    }
    let (drive_coro, drive_diapause) = (drive_coro.finish(), drive_diapause.finish());
    Forms {
        coro: Source::new(
            format!("small_generators_{count}_coro"),
            format!("{coro}\n{drive_coro}"),
        ),
        native: None,
        diapause: Some(Source::new(
            format!("small_generators_{count}_diapause"),
            format!("{diapause}\n{drive_diapause}"),
        )),
    }
}

/// The body of a small function, which pauses so.
fn small_body(i: usize, pause: &str) -> String {
    format!(
        "    let mut total: u64 = {i};
    for step in 0u64..seed {{
        {pause};
        total += step * {i};
    }}
    total
"
    )
}

/// Runs a small generator to its end.
fn to_the_end(i: usize, start: &str) -> String {
    format!(
        "    let mut machine = small_{i}(3);
    let mut state = machine.{start};
    while let CoroutineState::Yielded(_) = state {{
        state = machine.resume(());
    }}
    if let CoroutineState::Complete(value) = state {{
        total += value;
    }}
"
    )
}

/// The function that runs all the others, so that a debug build generates code for them.
struct Drive(String);

impl Drive {
    fn new() -> Self {
        Drive("pub fn drive() -> u64 {\n    let mut total = 0;\n".to_owned())
    }

    fn push(&mut self, statements: &str) {
        self.0.push_str(statements);
    }

    fn finish(self) -> String {
        self.0 + "    total\n}\n"
    }
}

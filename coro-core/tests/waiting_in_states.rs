//! Bodies that only wait keep their states where the file tells that what they wait for refers to nothing of theirs.

use coro_core::{Coroutine, coro, run};
use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::rc::Rc;

struct Frames(u32);
struct NextFrame(u32);

impl Future for NextFrame {
    type Output = u32;
    fn poll(self: Pin<&mut Self>, _: &mut std::task::Context<'_>) -> std::task::Poll<u32> {
        std::task::Poll::Ready(self.0)
    }
}

impl Frames {
    fn next_frame(self: &Rc<Self>) -> NextFrame {
        NextFrame(self.0)
    }
}

type Undo = Box<dyn FnOnce() -> Ready<u32>>;

struct Next<'a>(&'a [u32]);

impl<'a> Next<'a> {
    fn go_on(self) -> Pin<Box<dyn Future<Output = u32> + 'a>> {
        Box::pin(ready(self.0.len() as u32))
    }
}

coro! {
    async fn faded(frames: Rc<Frames>, times: u32) -> u32 {
        let mut sum = 0;
        for _ in 0..times {
            sum += frames.next_frame().await;
        }
        sum
    }

    async fn undone(undos: Vec<Undo>) -> u32 {
        let mut sum = 0;
        for undo in undos.into_iter().rev() {
            sum += undo().await;
        }
        sum
    }

    async fn given_on(name: &str, next: Next<'_>) -> String {
        let count = next.go_on().await + ready(0).await;
        format!("{name} {count}")
    }

    async fn loaded<F>(load: F) -> u32
    where
        F: AsyncFnOnce(u32) -> u32,
    {
        let first = load(1).await;
        first + ready(1).await
    }

    async fn called_again<F: AsyncFn(u32) -> u32>(load: F) -> u32 {
        let first = load(1).await;
        first + load(2).await
    }
}

/// Whether a machine has more than the one state in which a body waits that is given to rustc whole.
fn has_states<C: Coroutine>(machine: &C) -> bool {
    let graph = machine.graph();
    let states = graph.states().map(|state| format!("{state:?}"));
    let mut waits = states.filter(|state| state.contains("From"));
    waits.any(|state| !state.contains("From1"))
}

#[test]
fn what_the_file_tells_is_no_doubt() {
    let frames = Rc::new(Frames(2));
    assert!(has_states(&faded(frames.clone(), 3)));
    assert_eq!(run(faded(frames, 3)), 6);

    let undos: Vec<Undo> = vec![Box::new(|| ready(1)), Box::new(|| ready(2))];
    assert!(has_states(&undone(vec![])));
    assert_eq!(run(undone(undos)), 3);

    assert!(has_states(&given_on("x", Next(&[]))));
    assert_eq!(run(given_on("x", Next(&[1, 2]))), "x 2");

    assert!(has_states(&loaded(async |n| n)));
    assert_eq!(run(loaded(async |n| n + 1)), 3);
}

#[test]
fn what_borrows_is_given_to_rustc_whole() {
    assert!(!has_states(&called_again(async |n| n)));
    assert_eq!(run(called_again(async |n| n + 1)), 5);
}

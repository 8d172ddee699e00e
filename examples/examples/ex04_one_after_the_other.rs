//! Example 4: two requests, one after the other.
//!
//! A list and a place in it is all that is needed to go on later, and that is what an
//! iterator over the list is. The article's `process` takes the next step of a request.
//! Here it has the name that the field uses, `resume`, and with it our list is a coroutine:
//! the trait has no other method that must be written.
//!
//! `run` resumes until the answer is there. So the second request is not even begun before
//! the first has ended.

use coro_core::CoroutineState::{Complete, Yielded};
use coro_core::{Coroutine, CoroutineState, Wait, run};

type Step = CoroutineState<Wait, &'static str>;

/// A request: the steps that are still to come, the last of which is the answer.
struct Request<Steps>(Steps);

impl<Steps: Iterator<Item = Step>> Coroutine for Request<Steps> {
    type Yield = Wait;
    type Return = &'static str;

    fn resume(&mut self, (): ()) -> Step {
        self.0.next().expect("nobody asks again after the answer")
    }
}

pub fn main() {
    let request_1 = Request(
        [
            Yielded(Wait),
            Yielded(Wait),
            Yielded(Wait),
            Complete("Request One!!!"),
        ]
        .into_iter(),
    );
    let request_2 = Request([Yielded(Wait), Complete("Request Two!!!")].into_iter());

    println!("{}", run(request_1));
    println!("{}", run(request_2));
}

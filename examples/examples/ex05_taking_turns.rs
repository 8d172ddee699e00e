//! Example 5: two requests that take turns.
//!
//! A request that says `Wait` has nothing to do, so another may have its turn. `round_robin`
//! gives every request one step, then every request its next step, and so on; whichever
//! answers leaves the circle. The second request has to wait less, so it answers first,
//! although the first was asked first.
//!
//! That is concurrency already: one thread, two things under way.

use coro_core::CoroutineState::{Complete, Yielded};
use coro_core::{Coroutine, CoroutineState, Wait, round_robin};

type Step = CoroutineState<Wait, &'static str>;

/// A request: the steps that are still to come, the last of which is the answer.
struct Request(std::vec::IntoIter<Step>);

impl Coroutine for Request {
    type Yield = Wait;
    type Return = &'static str;

    fn resume(&mut self, (): ()) -> Step {
        self.0.next().expect("nobody asks again after the answer")
    }
}

pub fn main() {
    let request_1 = Request(
        vec![
            Yielded(Wait),
            Yielded(Wait),
            Yielded(Wait),
            Complete("Request One!!!"),
        ]
        .into_iter(),
    );
    let request_2 = Request(vec![Yielded(Wait), Complete("Request Two!!!")].into_iter());

    for (_, result) in round_robin([request_1, request_2]) {
        println!("{result}");
    }
}

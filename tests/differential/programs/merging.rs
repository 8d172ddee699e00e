//! Several coroutines at once: zip, merge, interleave, schedulers, pipelines.

use crate::prelude::*;
use std::collections::{BinaryHeap, VecDeque};
use std::cmp::Reverse;

fn next<C: Coroutine>(machine: &mut C) -> Option<C::Yield> {
    match machine.resume(()) {
        CoroutineState::Yielded(value) => Some(value),
        CoroutineState::Complete(_) => None,
    }
}

coro! {
    fn step(from: u32, by: u32, to: u32) yields u32 {
        let _d = D(format!("step {by}"));
        let mut n = from;
        while n < to {
            yield_value!(n);
            n += by;
        }
    }

    fn zip<A: Coroutine, B: Coroutine>(mut a: A, mut b: B) yields (A::Yield, B::Yield) -> usize {
        let mut count = 0;
        while let (Some(x), Some(y)) = (next(&mut a), next(&mut b)) {
            yield_value!((x, y));
            count += 1;
        }
        count
    }

    fn merge<T: PartialOrd>(
        mut a: impl Coroutine<(), Yield = T>,
        mut b: impl Coroutine<(), Yield = T>,
    ) yields T {
        let (mut left, mut right) = (next(&mut a), next(&mut b));
        loop {
            match (left, right) {
                (Some(x), Some(y)) if x <= y => {
                    yield_value!(x);
                    left = next(&mut a);
                    right = Some(y);
                }
                (x, Some(y)) => {
                    yield_value!(y);
                    left = x;
                    right = next(&mut b);
                }
                (Some(x), None) => {
                    yield_value!(x);
                    while let Some(x) = next(&mut a) {
                        yield_value!(x);
                    }
                    return;
                }
                (None, None) => return,
            }
        }
    }

    fn merge_many<C>(machines: Vec<C>) yields u32 -> usize
    where
        C: Coroutine<(), Yield = u32>,
    {
        let mut machines = machines;
        let mut heap = BinaryHeap::new();
        for (i, machine) in machines.iter_mut().enumerate() {
            if let Some(n) = next(machine) {
                heap.push(Reverse((n, i)));
            }
        }
        let mut steps = 0;
        while let Some(Reverse((n, i))) = heap.pop() {
            steps += 1;
            yield_value!(n);
            if let Some(n) = next(&mut machines[i]) {
                heap.push(Reverse((n, i)));
            }
        }
        steps
    }

    fn round_robin<C: Coroutine>(list: Vec<C>) yields (usize, C::Yield) -> Vec<usize> {
        let mut queue: VecDeque<_> = list.into_iter().enumerate().collect();
        let mut finished = Vec::new();
        while let Some((i, mut machine)) = queue.pop_front() {
            match machine.resume(()) {
                CoroutineState::Yielded(value) => {
                    yield_value!((i, value));
                    queue.push_back((i, machine));
                }
                CoroutineState::Complete(_) => finished.push(i),
            }
        }
        finished
    }

    fn take<C: Coroutine>(mut source: C, count: usize) yields C::Yield {
        for _ in 0..count {
            let Some(value) = next(&mut source) else { break };
            yield_value!(value);
        }
    }

    fn map<C: Coroutine, T>(source: C, f: impl Fn(C::Yield) -> T) yields T -> C::Return {
        let mut source = source;
        loop {
            match source.resume(()) {
                CoroutineState::Yielded(value) => {
                    yield_value!(f(value));
                }
                CoroutineState::Complete(value) => break value,
            }
        }
    }

    fn filter<C: Coroutine>(mut source: C, keep: impl Fn(&C::Yield) -> bool) yields C::Yield {
        while let Some(value) = next(&mut source) {
            if keep(&value) {
                yield_value!(value);
            }
        }
    }

    fn producer_and_consumer(capacity: usize) yields String -> u32 {
        let mut buffer = VecDeque::new();
        let mut producer = step(0, 1, 6);
        let mut produced_all = false;
        let mut sum = 0;
        while !produced_all || !buffer.is_empty() {
            while buffer.len() < capacity && !produced_all {
                match next(&mut producer) {
                    Some(n) => buffer.push_back(n),
                    None => produced_all = true,
                }
            }
            yield_value!(format!("{buffer:?}"));
            for _ in 0..2 {
                if let Some(n) = buffer.pop_front() {
                    sum += n;
                }
            }
        }
        sum
    }

    fn of_slices(mut a: &[i32], mut b: &[i32]) yields i32 {
        while let ([x, rest_of_a @ ..], [y, rest_of_b @ ..]) = (a, b) {
            if x <= y { a = rest_of_a; yield_value!(*x); } else { b = rest_of_b; yield_value!(*y); }
        }
        for x in a.iter().chain(b) { yield_value!(*x); }
    }

    fn longest(a: &str, b: &str) yields usize {
        let longest = if a.len() > b.len() { a } else { b };
        for c in longest.chars() { yield_value!(c.len_utf8()); }
        yield_value!(longest.len());
    }

    fn in_turns(mut a: &[u8], mut b: &[u8]) yields u8 {
        while let Some((first, rest)) = a.split_first() {
            a = rest;
            yield_value!(*first);
            std::mem::swap(&mut a, &mut b);
        }
        yield_value!(b.len() as u8);
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("zip", || zip(step(0, 1, 3), step(10, 5, 100)));
    t.case("merge", || merge(step(0, 3, 12), step(1, 2, 8)));
    t.case("merge with nothing", || merge(step(0, 3, 0), step(1, 2, 4)));
    t.case("merge many", || merge_many(vec![step(0, 3, 9), step(1, 4, 10), step(2, 1, 4)]));
    t.case("round robin", || round_robin(vec![step(0, 1, 2), step(9, 1, 9), step(5, 1, 8)]));
    t.case("pipeline", || {
        take(map(filter(step(0, 1, 100), |n| n % 7 == 3), |n| format!("<{n}>")), 4)
    });
    t.case("producer and consumer", || producer_and_consumer(3));
    t.scope("of slices", |d| { let (a, b) = (vec![1, 5, 9], vec![2, 3]); d.run(of_slices(&a, &b)) });
    t.scope("longest", |d| { let (a, b) = ("ab".to_string(), "cdé".to_string()); d.run(longest(&a, &b)) });
    t.scope("in turns", |d| { let (a, b) = (vec![1, 5, 9], vec![2, 3]); d.run(in_turns(&a, &b)) });
}

//! What `yield_from!` accepts, and which of the three a value is taken for.

// The `&mut`s are there for method lookup, as in generated code.
#![allow(clippy::needless_borrow)]
#![cfg(feature = "std")]

use std::cell::Cell;
use std::collections::VecDeque;
use std::future::{Future, IntoFuture, ready};
use std::pin::Pin;
use std::task::{Context, Poll};

use coro_core::machine::*;

/// Drives to the end: what is yielded, and what is returned.
fn drive<C: Coroutine>(mut coroutine: C) -> (Vec<C::Yield>, C::Return) {
    let mut yielded = Vec::new();
    loop {
        match coroutine.resume(()) {
            Yielded(value) => yielded.push(value),
            Complete(returned) => return (yielded, returned),
        }
    }
}

/// Receives `()` or a byte, and says which.
#[derive(Debug)]
struct Two;

impl Coroutine<()> for Two {
    type Yield = Wait;
    type Return = &'static str;

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, &'static str> {
        Complete("unit")
    }
}

impl Coroutine<u8> for Two {
    type Yield = Wait;
    type Return = u8;

    fn resume(&mut self, received: u8) -> CoroutineState<Wait, u8> {
        Complete(received)
    }
}

/// Doubles each number it receives.
struct Doubling;

impl Coroutine<u64> for Doubling {
    type Yield = u64;
    type Return = ();

    fn resume(&mut self, received: u64) -> CoroutineState<u64, ()> {
        Yielded(received * 2)
    }
}

/// A future that is pending once.
struct Twice(bool);

impl Future for Twice {
    type Output = u8;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u8> {
        context.waker().wake_by_ref();
        if std::mem::replace(&mut self.0, true) {
            Poll::Ready(9)
        } else {
            Poll::Pending
        }
    }
}

#[test]
fn a_coroutine_is_delegated_to_as_it_is() {
    let delegate: Two = From::new(Two).delegate();
    assert_eq!(format!("{delegate:?}"), "Two");
    assert_eq!(drive(delegate).1, "unit");
}

#[test]
fn the_first_value_decides_between_two_impls() {
    let first = Some(3_u8);
    let mut delegate = From::given(Two, &first).delegate();
    assert_eq!(delegate.resume(3_u8), Complete(3));
    let first = Some(());
    let mut delegate = From::given(Two, &first).delegate();
    assert_eq!(delegate.resume(()), Complete("unit"));
}

#[test]
fn a_literal_first_value_takes_the_coroutines_type() {
    let mut first = Some(21);
    let mut delegate = From::given(Doubling, &first).delegate();
    assert_eq!(delegate.resume(first.take().unwrap()), Yielded(42_u64));
}

#[test]
fn an_iterator_yields_its_items_and_returns_unit() {
    let delegate = From::new(vec!['a', 'b']).delegate();
    assert_eq!(drive(delegate), (vec!['a', 'b'], ()));
    let mut items = [1, 2].into_iter();
    let delegate = From::new(&mut items).delegate();
    assert_eq!(drive(delegate), (vec![1, 2], ()));
    let list = VecDeque::from([Cell::new(1)]);
    let delegate = From::new(&list).delegate();
    assert_eq!(drive(delegate).0, [&Cell::new(1)]);
}

#[test]
fn the_item_type_of_a_literal_range_may_be_known_later() {
    fn step() -> CoroutineState<u64, ()> {
        let mut delegate = From::new(0..3).delegate();
        match delegate.resume(()) {
            Yielded(yielded) => Yielded(FromYield::from_yield(yielded)),
            Complete(returned) => Complete(returned),
        }
    }
    assert_eq!(step(), Yielded(0_u64));
}

#[test]
fn an_iterator_and_a_future_take_whatever_is_received() {
    let first = Some("first".to_string());
    let mut delegate = From::given(1..2, &first).delegate();
    assert_eq!(delegate.resume("first".to_string()), Yielded(1));
    let mut delegate = From::given(ready(1), &first).delegate();
    assert_eq!(delegate.resume("first".to_string()), Complete(1));
}

#[test]
fn a_pending_future_yields_a_wait() {
    let delegate = From::new(Twice(false)).delegate();
    assert_eq!(drive(delegate), (vec![Wait], 9));
    let delegate = From::new(async { Twice(false).await + 1 }).delegate();
    assert_eq!(drive(delegate), (vec![Wait], 10));
}

#[test]
fn only_a_future_that_is_not_unpin_is_boxed() {
    let delegate = From::new(ready([0_u8; 64])).delegate();
    assert!(size_of_val(&delegate) >= 64);
    let delegate = From::new(async { [0_u8; 64] }).delegate();
    assert_eq!(size_of_val(&delegate), size_of::<usize>());
    let pinned: Pin<Box<dyn Future<Output = u8>>> = Box::pin(async { 1 });
    let delegate = From::new(pinned).delegate();
    assert_eq!(size_of_val(&delegate), 2 * size_of::<usize>());
    assert_eq!(drive(delegate).1, 1);
}

#[test]
fn a_closure_of_the_same_function_may_be_inside() {
    let text = String::from("x");
    let mut left = 1;
    let future = std::future::poll_fn(|_| match left {
        0 => Poll::Ready(text.len()),
        _ => {
            left -= 1;
            Poll::Pending
        }
    });
    let delegate = From::new(future).delegate();
    assert_eq!(drive(delegate), (vec![Wait], 1));

    enum Twice {
        Start,
        Done,
    }
    impl Frame for Twice {
        const RUNNING: Self = Twice::Done;
        const DONE: Self = Twice::Done;
    }
    let step = move |state: &mut Twice, (): ()| match state {
        Twice::Start => {
            *state = Twice::Done;
            Yielded(text.clone())
        }
        Twice::Done => Complete(text.len()),
    };
    let coroutine = capturing(Twice::Start, step, || |_, _| 0);
    let delegate = From::new(coroutine).delegate();
    assert_eq!(drive(delegate), (vec!["x".to_string()], 1));
}

#[test]
fn what_becomes_a_future_is_awaited() {
    struct Request;
    impl IntoFuture for Request {
        type Output = u8;
        type IntoFuture = std::future::Ready<u8>;
        fn into_future(self) -> Self::IntoFuture {
            ready(5)
        }
    }
    assert_eq!(drive(From::new(Request).delegate()).1, 5);
}

/// All of the three at once.
struct All;

impl Coroutine for All {
    type Yield = Wait;
    type Return = &'static str;

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, &'static str> {
        Complete("coroutine")
    }
}

impl Future for All {
    type Output = &'static str;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<&'static str> {
        Poll::Ready("future")
    }
}

impl Iterator for All {
    type Item = ();

    fn next(&mut self) -> Option<()> {
        None
    }
}

/// A future and an iterator.
struct Both;

impl Future for Both {
    type Output = &'static str;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<&'static str> {
        Poll::Ready("future")
    }
}

impl Iterator for Both {
    type Item = ();

    fn next(&mut self) -> Option<()> {
        None
    }
}

#[test]
fn a_coroutine_wins_over_a_future_over_an_iterator() {
    assert_eq!(drive(From::new(All).delegate()).1, "coroutine");
    assert_eq!(drive(From::new(Both).delegate()).1, "future");
}

// In generic functions only the bounds are known.

fn from_coroutine<T: Coroutine<Yield = Wait>>(value: T) -> T::Return {
    drive(From::new(value).delegate()).1
}

fn from_receiving<R: Clone, T: Coroutine<R>>(value: T, first: &R) -> bool {
    let mut arg = Some(first.clone());
    let mut delegate = From::given(value, &arg).delegate();
    delegate.resume(arg.take().unwrap()).is_complete()
}

fn from_future<T: Future>(value: T) -> T::Output {
    drive(From::new(value).delegate()).1
}

fn from_unpin_future<T: Future + Unpin>(value: T) -> usize {
    size_of_val(&From::new(value).delegate())
}

fn from_iterator<T: IntoIterator>(value: T) -> Vec<T::Item> {
    drive(From::new(value).delegate()).0
}

fn opaque() -> impl Coroutine<Yield = Wait, Return = u8> {
    fn make() -> impl Coroutine<Yield = Wait, Return = u8> {
        struct Seven;
        impl Coroutine for Seven {
            type Yield = Wait;
            type Return = u8;
            fn resume(&mut self, (): ()) -> CoroutineState<Wait, u8> {
                Complete(7)
            }
        }
        Seven
    }
    make()
}

#[test]
fn bounds_are_enough() {
    assert_eq!(from_coroutine(opaque()), 7);
    assert!(from_receiving(Two, &3_u8));
    assert_eq!(from_future(async { 1 }), 1);
    assert_eq!(from_unpin_future(ready([0_u8; 99])), 100);
    assert_eq!(from_iterator(1..=3), [1, 2, 3]);
}

#[test]
fn references_and_boxes_are_coroutines() {
    let mut coroutine = opaque();
    assert_eq!(from_coroutine(&mut coroutine), 7);
    assert_eq!(from_coroutine(Box::new(opaque())), 7);
    let boxed = opaque().boxed();
    assert_eq!(drive(From::new(boxed).delegate()).1, 7);
    let mut coroutine = opaque();
    let dynamic: &mut dyn Coroutine<Yield = Wait, Return = u8> = &mut coroutine;
    assert_eq!(drive(From::new(dynamic).delegate()).1, 7);
}

#[test]
fn a_paused_iterator_prints_as_itself() {
    let delegate = From::new(0..3).delegate();
    assert_eq!(format!("{delegate:?}"), "0..3");
}

#[test]
fn a_delegate_keeps_the_traits_of_what_it_wraps() {
    let mut delegate = From::new(0..3).delegate();
    let _ = delegate.resume(());
    let mut copy = delegate.clone();
    assert_eq!(copy, delegate);
    let _ = copy.resume(());
    assert_ne!(copy, delegate);
    fn sendable<T: Send + Sync>(_: &T) {}
    sendable(&delegate);
}

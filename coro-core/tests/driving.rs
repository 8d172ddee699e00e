//! `run`, `round_robin`, the iterators, and recursion through a box.

// The `&mut`s are there for method lookup, as in generated code.
#![allow(clippy::needless_borrow)]
#![cfg(feature = "std")]

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::task::Poll;

use coro_core::machine::DelegateIterator;
use coro_core::machine::{Body, Frame, From, machine, replace};
use coro_core::{Coroutine, CoroutineState, FromYield, Wait, round_robin, run};

use CoroutineState::{Complete, Yielded};

/// Counts down to its end, and traces its steps and its drop.
struct Counting {
    left: u32,
    name: char,
    trace: Rc<RefCell<String>>,
}

impl Coroutine for Counting {
    type Yield = u32;
    type Return = char;

    fn resume(&mut self, (): ()) -> CoroutineState<u32, char> {
        self.trace.borrow_mut().push(self.name);
        if self.left == 0 {
            return Complete(self.name);
        }
        self.left -= 1;
        Yielded(self.left)
    }
}

impl Drop for Counting {
    fn drop(&mut self) {
        self.trace.borrow_mut().push('!');
    }
}

fn counting(trace: &Rc<RefCell<String>>, name: char, left: u32) -> Counting {
    Counting {
        left,
        name,
        trace: Rc::clone(trace),
    }
}

#[test]
fn each_is_resumed_once_a_round_and_dropped_when_it_ends() {
    let trace = Rc::default();
    let list = [
        counting(&trace, 'a', 2),
        counting(&trace, 'b', 0),
        counting(&trace, 'c', 1),
    ];
    let mut results = round_robin(list);
    assert_eq!(results.next(), Some((1, 'b')));
    assert_eq!(*trace.borrow(), "ab!");
    assert_eq!(results.next(), Some((2, 'c')));
    assert_eq!(results.next(), Some((0, 'a')));
    assert_eq!(results.next(), None);
    assert_eq!(results.next(), None);
    assert_eq!(*trace.borrow(), "ab!cac!a!");
}

#[test]
fn a_list_of_any_kind_takes_turns() {
    let trace = Rc::default();
    assert_eq!(
        round_robin([(); 0].map(|()| counting(&trace, 'a', 0))).next(),
        None
    );
    let list: Vec<Counting> = (0..3).map(|left| counting(&trace, 'a', 3 - left)).collect();
    assert!(round_robin(list).map(|(index, _)| index).eq([2, 1, 0]));
    let list: Box<[Counting]> = Box::new([counting(&trace, 'a', 0)]);
    assert_eq!(round_robin(list).count(), 1);
    let (mut left, mut right) = (counting(&trace, 'l', 1), counting(&trace, 'r', 0));
    let different: [&mut dyn Coroutine<Yield = u32, Return = char>; 2] = [&mut left, &mut right];
    assert!(round_robin(different).eq([(1, 'r'), (0, 'l')]));
    let boxed = vec![
        counting(&trace, 'a', 1).boxed(),
        counting(&trace, 'b', 0).boxed(),
    ];
    assert!(round_robin(boxed).eq([(1, 'b'), (0, 'a')]));
}

#[test]
fn run_takes_a_reference_or_a_value() {
    let trace = Rc::default();
    let mut coroutine = counting(&trace, 'a', 3);
    assert_eq!(run(&mut coroutine), 'a');
    assert_eq!(coroutine.left, 0);
    assert_eq!(run(coroutine.boxed()), 'a');
}

#[test]
fn an_iterator_ends_for_good() {
    let trace = Rc::default();
    let mut items = counting(&trace, 'a', 2).into_iter();
    assert_eq!(items.by_ref().collect::<Vec<_>>(), [1, 0]);
    assert_eq!(items.next(), None);
    assert_eq!(*trace.borrow(), "aaa");
}

#[test]
fn a_borrowed_iterator_leaves_the_coroutine_where_it_stands() {
    let trace = Rc::default();
    let mut coroutine = counting(&trace, 'a', 3);
    for left in coroutine.iter() {
        if left == 1 {
            break;
        }
    }
    assert_eq!(coroutine.resume(()), Yielded(0));
    assert_eq!(coroutine.resume(()), Complete('a'));
}

struct Tree {
    value: u32,
    children: Vec<Tree>,
}

/// `fn walk(tree: &Tree) yields u32 { yield_value!(tree.value); for child in &tree.children {
/// yield_from!(walk(child).boxed()) } }`
fn walk<'a>(tree: &'a Tree) -> impl Coroutine<(), Yield = u32, Return = ()> {
    enum State<'a, Iter, Inner> {
        Start { tree: &'a Tree },
        For1 { at: For1<Inner>, iter: Iter },
        Done,
    }
    enum For1<Inner> {
        Next,
        From2 { inner: Inner },
    }
    impl<Iter, Inner> Frame for State<'_, Iter, Inner> {
        const RUNNING: Self = State::Done;
        const DONE: Self = State::Done;
    }
    machine(State::Start { tree }, || Body {
        step: |state: &mut State<'a, _, _>, (): ()| -> CoroutineState<u32, ()> {
            loop {
                match state {
                    State::Start { .. } => {
                        let State::Start { tree } = replace(state, State::Done) else {
                            unreachable!()
                        };
                        *state = State::For1 {
                            at: For1::Next,
                            iter: tree.children.iter(),
                        };
                        return Yielded(FromYield::from_yield(tree.value));
                    }
                    State::For1 { at, iter } => match at {
                        For1::Next => match iter.next() {
                            None => *state = State::Done,
                            Some(child) => {
                                let inner = From::new(walk(child).boxed()).delegate();
                                *at = For1::From2 { inner };
                            }
                        },
                        For1::From2 { inner } => match inner.resume(()) {
                            Yielded(value) => return Yielded(FromYield::from_yield(value)),
                            Complete(()) => *at = For1::Next,
                        },
                    },
                    State::Done => return Complete(()),
                }
            }
        },
        look: |_, _| 0,
    })
}

#[test]
fn recursion_goes_through_a_box() {
    let leaf = |value| Tree {
        value,
        children: Vec::new(),
    };
    let tree = Tree {
        value: 1,
        children: vec![
            Tree {
                value: 2,
                children: vec![leaf(3), leaf(4)],
            },
            leaf(5),
        ],
    };
    assert!(walk(&tree).into_iter().eq(1..=5));
}

#[test]
fn a_literal_takes_the_outer_yield_type() {
    fn step() -> CoroutineState<u64, ()> {
        Yielded(FromYield::from_yield(5_000_000_000))
    }
    assert_eq!(step(), Yielded(5_000_000_000));
    fn reference(value: &Cell<u8>) -> CoroutineState<&Cell<u8>, ()> {
        Yielded(FromYield::from_yield(value))
    }
    assert_eq!(reference(&Cell::new(1)).yielded().map(Cell::get), Some(1));
}

#[test]
fn an_async_generator_yields_ready_or_pending() {
    fn value() -> CoroutineState<Poll<u64>, ()> {
        Yielded(FromYield::from_yield(Poll::Ready(5)))
    }
    fn wait() -> CoroutineState<Poll<u64>, ()> {
        Yielded(FromYield::from_yield(Wait))
    }
    assert_eq!(value(), Yielded(Poll::Ready(5)));
    assert_eq!(wait(), Yielded(Poll::Pending));
}

#[test]
fn an_empty_delegate_yields_nothing() {
    let mut delegate = From::new(std::iter::empty::<u8>()).delegate();
    assert_eq!(delegate.resume(()), Complete(()));
}

/// Nothing in it is to be warned of.
#[deny(warnings)]
mod lent {
    use coro_core::coro;

    coro! {
        pub fn lengths() receives first: &str yields usize -> usize {
            let mut lines = 0;
            let mut line = first;
            while line != "end" {
                lines += 1;
                line = yield_value!(line.len());
            }
            lines
        }

        pub fn words() receives mut word: &str -> u32 {
            let mut count = 0;
            while !word.is_empty() {
                count += 1;
                word = yield_wait!();
            }
            count
        }
    }
}

#[test]
fn a_variable_takes_over_what_is_lent_first() {
    let mut lengths = lent::lengths();
    for (line, length) in [("one", 3), ("three", 5)] {
        let line = String::from(line);
        assert_eq!(lengths.resume(&line), Yielded(length));
    }
    assert_eq!(lengths.resume("end"), Complete(2));
    let mut words = lent::words();
    assert_eq!(words.resume("a"), Yielded(Wait));
    assert_eq!(words.resume(""), Complete(1));
}

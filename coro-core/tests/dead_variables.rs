//! What a state carries of a variable that is never named again.

// The `&mut`s are there for method lookup, as in generated code.
#![allow(clippy::needless_borrow)]
#![cfg(feature = "std")]

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Mutex;

use coro_core::machine::*;

/// Nothing is kept of this value.
macro_rules! gone {
    ($($value:expr),* $(,)?) => {
        $(let () = Dead::new($value).keep();)*
    };
}

#[test]
fn a_copy_value_is_not_carried() {
    gone!(
        1,
        2.5,
        'x',
        true,
        "text",
        (),
        (1, 'a'),
        [1; 4],
        Some(3),
        &String::new()
    );
}

#[test]
fn a_mutable_reference_is_not_carried() {
    let mut map = HashMap::from([(1, 2)]);
    let entry = map.entry(1).or_insert(0);
    *entry += 1;
    gone!(entry);
    assert_eq!(map.len(), 1);
    let found = map.get_mut(&1);
    gone!(found);
    let pair = (7, map.get_mut(&1));
    gone!(pair);
    drop(map);
}

#[test]
fn an_iterator_that_borrows_is_not_carried() {
    let mut list = vec![1, 2, 3];
    let texts = vec![String::from("a")];
    let tree = BTreeMap::from([(1, String::new())]);
    gone!(
        list.iter(),
        list.iter_mut(),
        list.chunks_mut(2),
        list.windows(2).enumerate(),
        list.iter_mut().rev().zip(0..),
        list.iter().copied().skip(1).step_by(2).take(3).peekable(),
        texts.iter().chain(&texts).cloned(),
        "a b".split(' '),
        "a b".split_whitespace(),
        "a b".lines(),
        "a b".chars().rev().peekable(),
        "a b".char_indices(),
        tree.iter(),
        tree.range(1..),
        tree.values().cycle(),
        0..3,
        (0..=3).rev(),
    );
    list.clear();
}

#[test]
fn a_collection_of_references_is_not_carried() {
    let mut names = vec![String::from("a"), String::from("b")];
    let by_length = BTreeMap::from([(1, names.iter().collect::<Vec<&String>>())]);
    gone!(
        by_length,
        HashMap::from([(names[0].as_str(), 1)]),
        names.iter().map(|name| name.len()).collect::<Vec<_>>(),
        Box::new(&mut names[1]),
    );
    names.clear();
}

#[test]
fn what_has_a_drop_is_kept() {
    let mutex = Mutex::new(1);
    let guard = Dead::new(mutex.lock().unwrap()).keep();
    assert!(mutex.try_lock().is_err());
    drop(guard);
    let shared = Rc::new(RefCell::new(1));
    let borrow = Dead::new(shared.borrow_mut()).keep();
    assert!(shared.try_borrow().is_err());
    drop(borrow);
    let kept: Option<String> = Dead::new(Some("x".to_string())).keep();
    assert_eq!(kept.as_deref(), Some("x"));
    let kept: Vec<Rc<u8>> = Dead::new(vec![Rc::new(1)]).keep();
    assert_eq!(Rc::strong_count(&kept[0]), 1);
    // The string inside is what counts, not the reference beside it.
    let mut number = 1;
    let pair = (&mut number, String::new());
    let kept: (&mut u8, String) = Dead::new(pair).keep();
    assert_eq!(*kept.0, 1);
}

#[test]
fn an_adapter_whose_closure_took_a_value_is_kept() {
    let token = Rc::new(());
    let taken = Rc::clone(&token);
    let list = [1, 2];
    let items = list
        .iter()
        .map(move |item| (item, Rc::strong_count(&taken)));
    let kept = Dead::new(items).keep();
    assert_eq!(Rc::strong_count(&token), 2);
    drop(kept);
    assert_eq!(Rc::strong_count(&token), 1);
}

#[test]
fn an_adapter_whose_closures_borrow_is_not_carried() {
    /// Nothing is kept of this value, whose closures were all seen.
    macro_rules! gone {
        ($($value:expr),* $(,)?) => {
            $(let () = Dead::borrowing($value).keep();)*
        };
    }
    let (mut list, mut sum, line) = (vec![1, 2], 0, String::from("get 1"));
    let mut words = line.split(' ').filter(|word| !word.is_empty());
    assert_eq!(words.next(), Some("get"));
    gone!(words);
    let mut sums = list.iter_mut().map(|item| {
        sum += *item;
        sum
    });
    sums.next();
    gone!(sums);
    gone!(
        line.split(|letter: char| letter as i32 == sum),
        line.split(char::is_whitespace).map(str::trim).peekable(),
        list.chunk_by_mut(|one, other| one < other),
        list.split(|item| *item == 1),
        std::iter::from_fn(|| list.pop()),
        1,
    );
    drop((list, line));
    let name = String::from("x");
    let mut names = std::iter::repeat_n(name, 2).map(|name| name + "y");
    names.next();
    // The string is not in the closure.
    let mut kept = Dead::borrowing(names).keep();
    assert_eq!(kept.next().as_deref(), Some("xy"));
}

#[test]
fn a_peeked_value_is_kept() {
    let token = Rc::new(());
    let mut items = std::iter::repeat_n(Rc::clone(&token), 1).peekable();
    items.peek();
    let kept = Dead::new(items).keep();
    assert_eq!(Rc::strong_count(&token), 2);
    drop(kept);
}

#[test]
fn in_a_generic_fn_only_the_bounds_count() {
    fn unknown<T>(value: T) -> T {
        Dead::new(value).keep()
    }
    fn copy<T: Copy>(value: T) {
        Dead::new(value).keep()
    }
    fn reference<T>(value: &mut [T]) {
        gone!(value.iter_mut());
        Dead::new(value).keep()
    }
    assert_eq!(unknown(1), 1);
    copy(1);
    reference(&mut [1]);
}

//! Loops in ordinary code, over what they may go through: compared, hashed, forked, written and read at each pause.

#![allow(clippy::drop_non_drop)] // to be moved on one way only

use coro_core::{Coroutine, CoroutineState, Restore, RestoreError, coro};
use serde::{Serialize, de::DeserializeOwned};
use std::collections::{BTreeMap, BTreeSet, LinkedList, VecDeque};
use std::fmt::Debug;
use std::hash::{DefaultHasher, Hash, Hasher};

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn written<T: Serialize + DeserializeOwned>(value: &T) -> T {
    let bytes = postcard::to_allocvec(value).unwrap();
    postcard::from_bytes(&bytes).unwrap()
}

/// What the machine yields, through a fork and through the format at each pause; all have to be the same.
fn yielded<C>(mut machine: C) -> Vec<C::Yield>
where
    C: Coroutine<Return = (), Yield: Debug + PartialEq>,
    C: Clone + Debug + Eq + Hash + Serialize + DeserializeOwned,
{
    let mut all = Vec::new();
    loop {
        let fork = machine.clone();
        let mut read = written(&machine);
        assert_eq!(fork, machine);
        assert_eq!(read, machine);
        assert_eq!(hash(&fork), hash(&machine));
        assert_eq!(hash(&read), hash(&machine));
        assert_eq!(format!("{read:?}"), format!("{machine:?}"));
        let step = machine.resume(());
        assert_eq!(read.resume(()), step);
        assert_eq!(read, machine);
        match step {
            CoroutineState::Yielded(value) => all.push(value),
            CoroutineState::Complete(()) => break,
        }
        assert_ne!(fork, machine, "it went on");
    }
    all
}

/// Each fn goes through `head` in a loop that pauses, and is tested against the plain loop.
macro_rules! loops {
    ($($name:ident ( $($param:ident: $type:ty = $value:expr),* ) $item:ty, $head:expr;)*) => {
        $(
            #[test]
            fn $name() {
                coro! {
                    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
                    fn machine($($param: $type),*) yields $item {
                        for item in $head {
                            yield_value!(item);
                        }
                    }
                }
                let all = yielded(machine($($value),*));
                $(let $param: $type = $value;)*
                let mut plain = Vec::new();
                for item in $head {
                    plain.push(item);
                }
                assert_eq!(all, plain);
                assert!(plain.len() > 1);
            }
        )*
    };
}

loops! {
    range(n: u32 = 4) u32, 0..n;
    range_inclusive(n: u8 = 4) u8, 1..=n;
    range_to_the_last_number(n: u8 = 255) u8, 250..=n;
    range_backwards(n: u32 = 4) u32, (0..n).rev();
    range_inclusive_backwards(n: i64 = 4) i64, (-1..=n).rev();
    range_in_steps(n: u32 = 20) u32, (0..n).step_by(3);
    range_in_steps_backwards(n: u32 = 20) u32, (0..n).step_by(3).rev();
    endless_range_cut(n: usize = 3) u64, (7..).take(n);
    list(list: Vec<u8> = vec![1, 2, 3]) u8, list;
    list_by_value(list: Vec<u8> = vec![1, 2, 3]) u8, list.into_iter();
    list_backwards(list: Vec<u8> = vec![1, 2, 3]) u8, list.into_iter().rev();
    list_with_numbers(list: Vec<u8> = vec![1, 2, 3]) (usize, u8), list.into_iter().enumerate();
    list_with_numbers_backwards(list: Vec<u8> = vec![1, 2, 3]) (usize, u8), list.into_iter().enumerate().rev();
    part_of_a_list(list: Vec<u8> = vec![1, 2, 3, 4, 5]) u8, list.into_iter().skip(1).take(3);
    two_lists(one: Vec<u8> = vec![1, 2], other: Vec<u8> = vec![3]) u8, one.into_iter().chain(other);
    two_lists_at_once(one: Vec<u8> = vec![1, 2], other: Vec<i8> = vec![3, 4, 5]) (u8, i8), one.into_iter().zip(other);
    list_borrowed(list: Vec<u8> = vec![1, 2, 3]) u8, list.iter().copied();
    list_borrowed_backwards(list: Vec<String> = vec!["a".into(), "b".into()]) String, list.iter().rev().cloned();
    list_made_here(n: u32 = 3) u32, vec![n, n + 1];
    array(n: u32 = 3) u32, [n, n + 1, n + 2];
    array_of_texts(n: u32 = 3) String, [n.to_string(), String::new()];
    array_backwards(n: u32 = 3) u32, [n, n + 1, n + 2].into_iter().rev();
    deque(list: VecDeque<u8> = VecDeque::from([1, 2, 3])) u8, list;
    linked_list(list: LinkedList<u8> = LinkedList::from([1, 2, 3])) u8, list;
    set(list: BTreeSet<u8> = BTreeSet::from([1, 2, 3])) u8, list;
    map(list: BTreeMap<u8, String> = BTreeMap::from([(1, "a".into()), (2, "b".into())])) (u8, String), list;
    map_backwards(list: BTreeMap<u8, u8> = BTreeMap::from([(1, 4), (2, 5)])) (u8, u8), list.into_iter().rev();
    drained(list: Vec<u8> = vec![1, 2, 3]) u8, { let mut list = list; list.drain(1..).collect::<Vec<_>>() };
    squares(n: u32 = 4) u32, (0..n).map(|i| i * i);
    squares_of_odd_numbers(list: Vec<u32> = vec![1, 2, 3, 5]) u32, list.into_iter().filter(|i| i % 2 == 1).map(|i| i * i);
    numbered_words(list: Vec<String> = vec!["a".into(), "".into(), "c".into()]) (usize, String), list.into_iter().filter(|word| !word.is_empty()).enumerate();
    parsed(list: Vec<String> = vec!["1".into(), "x".into(), "3".into()]) u32, list.into_iter().filter_map(|word| word.parse::<u32>().ok());
    until(list: Vec<u32> = vec![1, 2, 9, 3]) u32, list.into_iter().take_while(|i| *i < 5);
    with_what_was_given(list: Vec<u32> = vec![1, 2], by: u32 = 3) u32, list.into_iter().map(|i| i * by);
    characters(text: String = "aäß".to_string()) char, text.chars();
    words(text: String = "a bc d".to_string()) String, text.split(' ').map(|word| word.to_string());
}

/// An iterator of the user's, which can be kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
struct Countdown(u32);

impl Iterator for Countdown {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.0 = self.0.checked_sub(1)?;
        Some(self.0)
    }
}

coro! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn counted(from: u32) yields (usize, u32) {
        for item in Countdown(from).enumerate() {
            yield_value!(item);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn delegated(list: Vec<u32>, set: BTreeSet<u32>) yields u32 {
        yield_from!(1..=2);
        yield_from!((0..6).rev().step_by(2));
        yield_from!(list);
        yield_from!([7, 8]);
        yield_from!(Some(9));
        yield_from!(set);
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn generic<T: Clone + Debug + Eq + Hash + Serialize + DeserializeOwned + 'static>(
        items: Vec<T>,
        last: impl Clone + Debug + Eq + Hash + Serialize + DeserializeOwned + Into<T> + 'static,
    ) yields T {
        for item in items {
            yield_value!(item);
        }
        yield_value!(last.into());
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn nested(rows: Vec<Vec<u32>>) yields u32 {
        for row in rows {
            for (column, cell) in row.into_iter().enumerate().skip(1) {
                for _ in 0..column {
                    yield_value!(cell);
                }
            }
        }
    }
}

coro! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn range_in_a_variable(last: u8) yields u8 {
        let mut range = 250..=last;
        while let Some(number) = range.next() {
            yield_value!(number);
        }
        yield_value!(0);
        assert!(range.next().is_none());
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn range_in_a_parameter(mut range: std::ops::RangeInclusive<i64>, again: bool) yields i64 {
        while let Some(number) = range.next_back() {
            yield_value!(number);
        }
        if again {
            range = 7..=8;
        }
        for number in range.by_ref() {
            yield_value!(number);
        }
        // Moved on one way only: it has a drop flag.
        if again {
            drop(range);
            yield_value!(10);
            return;
        }
        yield_value!(11);
        drop(range);
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    fn range_of_no_steps(mut number: f64) yields bool {
        let allowed = 0.0..=1.0;
        while number < 2.0 {
            yield_value!(allowed.contains(&number));
            number += 0.75;
        }
    }

    #[machine(Turns)]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn range_of_a_machine_with_a_name(last: u32) yields u32 {
        let mut turns = 1..=last;
        while let Some(turn) = turns.next() {
            yield_value!(turn);
        }
        yield_value!(9);
        assert!(turns.is_empty());
    }
}

#[test]
fn a_range_in_a_variable_knows_that_it_gave_its_last_item() {
    assert_eq!(yielded(range_in_a_variable(252)), [250, 251, 252, 0]);
    assert_eq!(yielded(range_in_a_variable(249)), [0]);
    assert_eq!(yielded(range_in_a_parameter(1..=2, true)), [2, 1, 7, 8, 10]);
    assert_eq!(yielded(range_in_a_parameter(3..=3, false)), [3, 11]);
    assert_eq!(yielded(range_of_a_machine_with_a_name(2)), [1, 2, 9]);
}

#[test]
fn a_range_that_only_contains_is_written_as_serde_does() {
    let mut machine = range_of_no_steps(0.5);
    assert_eq!(machine.resume(()), CoroutineState::Yielded(true));
    let mut read = written(&machine);
    assert_eq!(read, machine);
    assert_eq!(read.resume(()), CoroutineState::Yielded(false));
}

#[test]
fn a_range_that_cannot_have_given_its_last_item_is_refused() {
    let mut machine = range_in_a_variable(251);
    let _ = machine.resume(());
    let text = serde_json::to_string(&machine).unwrap();
    assert!(text.contains("[251,251,false]"), "{text}");
    let forged = text.replace("[251,251,false]", "[251,255,true]");
    let error = machine.restore(&mut serde_json::Deserializer::from_str(&forged));
    assert!(
        matches!(error, Err(RestoreError::Malformed(_))),
        "{error:?}"
    );
}

#[test]
fn an_iterator_of_the_users() {
    assert_eq!(yielded(counted(2)), [(0, 1), (1, 0)]);
}

#[test]
fn delegates() {
    let all = yielded(delegated(vec![3, 4], BTreeSet::from([6, 5])));
    assert_eq!(all, [1, 2, 5, 3, 1, 3, 4, 7, 8, 9, 5, 6]);
}

#[test]
fn generic_functions() {
    let all = yielded(generic(vec!["a".to_string()], "b".to_string()));
    assert_eq!(all, ["a", "b"]);
}

#[test]
fn nested_loops() {
    assert_eq!(
        yielded(nested(vec![vec![1, 2, 3], vec![], vec![4, 5]])),
        [2, 3, 3, 5]
    );
}

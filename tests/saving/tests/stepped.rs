//! Iterators that are stepped by hand, and generic fns: compared, forked, written and read at each pause.

use coro_core::{Coroutine, CoroutineState, coro};
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Debug;
use std::hash::Hash;
use std::ops::RangeInclusive;

/// What the machine yields and returns; at each pause a fork and what is read again have to do the same.
fn yielded<C>(mut machine: C) -> (Vec<C::Yield>, C::Return)
where
    C: Coroutine<Return: Debug + PartialEq, Yield: Debug + PartialEq>,
    C: Clone + Debug + Eq + Hash + Serialize + DeserializeOwned,
{
    let mut all = Vec::new();
    loop {
        let text = serde_json::to_string(&machine).unwrap();
        let mut read: C = serde_json::from_str(&text).unwrap();
        let mut fork = machine.clone();
        assert_eq!(read, machine, "{text}");
        let step = machine.resume(());
        assert_eq!(read.resume(()), step);
        assert_eq!(fork.resume(()), step);
        match step {
            CoroutineState::Yielded(value) => all.push(value),
            CoroutineState::Complete(value) => return (all, value),
        }
    }
}

/// An iterator of the user's own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
struct Countdown {
    left: u32,
}

impl Iterator for Countdown {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        Some(self.left)
    }
}

coro! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn up_to(n: u32) yields u32 {
        let mut numbers = from_one(n);
        while let Some(number) = numbers.next() {
            yield_value!(number);
        }
        let mut last = 250..=255u8;
        while let Some(number) = last.next_back() {
            yield_value!(u32::from(number));
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn chained() yields u32 {
        for number in (1..=3).chain(7..=8) {
            yield_value!(number);
        }
        for number in (1..=3).map(|number| number * 2) {
            yield_value!(number);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn taken(list: Vec<String>) yields String -> usize {
        let mut words = list.into_iter();
        let Some(first) = words.next() else { return 0 };
        yield_value!(first);
        for word in words.by_ref().take(2) {
            yield_value!(word.to_uppercase());
        }
        words.len()
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn numbers(text: Vec<char>) yields u32 -> Result<u32, char> {
        let mut chars = text.into_iter().peekable();
        let mut count = 0;
        while let Some(&c) = chars.peek() {
            if c.is_ascii_digit() {
                let mut number = 0;
                while let Some(digit) = chars.next_if(|c| c.is_ascii_digit()) {
                    number = number * 10 + digit.to_digit(10).unwrap();
                }
                yield_value!(number);
                count += 1;
            } else if c == ' ' {
                chars.next();
            } else {
                return Err(c);
            }
        }
        Ok(count)
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn own(from: u32) yields u32 {
        let mut countdown = Countdown { left: from };
        while let Some(left) = countdown.next() {
            yield_value!(left);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn batches<T>(items: Vec<T>, size: usize) yields Vec<T> -> usize
    where
        T: Clone + Debug + Eq + Hash + Serialize + DeserializeOwned,
    {
        let mut batch = Vec::with_capacity(size);
        let mut count = 0;
        for item in items {
            batch.push(item);
            if batch.len() == size {
                yield_value!(std::mem::take(&mut batch));
                count += 1;
            }
        }
        count
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[machine(pub Pairs)]
    fn pairs<T>(items: Vec<T>) yields (T, T)
    where
        T: Clone + Debug + Eq + Hash + Serialize + DeserializeOwned,
    {
        let mut left: Option<T> = None;
        for item in items {
            if let Some(left) = left.replace(item.clone()) {
                yield_value!((left, item));
            }
        }
    }
}

fn from_one(to: u32) -> RangeInclusive<u32> {
    1..=to
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(String::from).collect()
}

#[test]
fn ranges_know_that_they_are_exhausted() {
    let numbers = [1, 2, 3, 255, 254, 253, 252, 251, 250];
    assert_eq!(yielded(up_to(3)).0, numbers);
    assert_eq!(yielded(chained()).0, [1, 2, 3, 7, 8, 2, 4, 6]);
}

#[test]
fn lists_are_gone_through_by_hand() {
    let (yielded_words, rest) = yielded(taken(words("a b c d e")));
    assert_eq!((yielded_words, rest), (words("a B C"), 2));
    assert_eq!(yielded(taken(Vec::new())), (Vec::new(), 0));
}

#[test]
fn what_was_peeked_at_stays() {
    let text = |text: &str| text.chars().collect::<Vec<char>>();
    assert_eq!(yielded(numbers(text("12 3  45"))), (vec![12, 3, 45], Ok(3)));
    assert_eq!(yielded(numbers(text("1x"))), (vec![1], Err('x')));
}

#[test]
fn iterators_of_ones_own_stay_what_they_are() {
    assert_eq!(yielded(own(3)).0, [2, 1, 0]);
}

#[test]
fn generic_fns_are_read_for_any_type() {
    let expected = (vec![words("a b"), words("c d")], 2);
    assert_eq!(yielded(batches(words("a b c d e"), 2)), expected);
    let pairs = yielded(pairs(vec![1, 2, 3])).0;
    assert_eq!(pairs, [(1, 2), (2, 3)]);
}

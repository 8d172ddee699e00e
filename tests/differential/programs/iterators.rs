//! Iterators alive across pauses: adaptors, by value and over borrowed parameters.

use crate::prelude::*;
use std::collections::{BTreeMap, HashMap, VecDeque};

coro! {
    fn adaptors(n: u32) yields u32 -> Vec<u32> {
        let mut all = Vec::new();
        for x in (0..n).filter(|x| x % 3 != 0).map(|x| x * x).take_while(|&x| x < 200) {
            all.push(x);
            yield_value!(x);
        }
        for (a, b) in (0..n).zip((10..).step_by(5)).skip(2) {
            yield_value!(a + b);
        }
        for pair in all.clone().chunks(2) {
            log(format_args!("{pair:?}"));
        }
        all
    }

    fn by_hand(text: &str) yields char -> (usize, String) {
        let mut chars = text.chars();
        let mut vowels = 0;
        while let Some(c) = chars.next() {
            if "aeiou".contains(c) {
                vowels += 1;
                yield_value!(c);
                if vowels == 2 {
                    break;
                }
            }
        }
        yield_value!('|');
        (vowels, chars.rev().collect())
    }

    fn peekable(list: Vec<i32>) yields Vec<i32> {
        let mut items = list.into_iter().peekable();
        while let Some(first) = items.next() {
            let mut run = vec![first];
            while let Some(next) = items.next_if(|n| *n == run[run.len() - 1] + 1) {
                run.push(next);
            }
            yield_value!(run);
        }
    }

    fn over_borrowed(list: &[D<u8>], map: &BTreeMap<String, u32>) yields u32 -> u32 {
        let mut sum = 0;
        for d in list {
            yield_value!(u32::from(d.0));
            d.touch();
        }
        for (key, value) in map {
            sum += value;
            yield_value!(key.len() as u32 + sum);
        }
        for pair in list.windows(2) {
            yield_value!(u32::from(pair[0].0 * pair[1].0));
        }
        sum
    }

    fn by_value(map: BTreeMap<&'static str, D>, queue: VecDeque<D>) yields &'static str {
        for (key, d) in map {
            yield_value!(key);
            d.touch();
        }
        for d in queue.into_iter().rev() {
            yield_value!(d.0);
        }
    }

    fn partly_consumed(list: Vec<D<u8>>) yields u8 -> usize {
        let mut items = list.into_iter();
        for d in items.by_ref() {
            if d.0 == 2 {
                break;
            }
        }
        yield_value!(0);
        let second = items.next();
        yield_value!(1);
        if let Some(d) = second {
            d.touch();
        }
        yield_value!(2);
        items.len()
    }

    fn generic_source<I>(source: I) yields I::Item -> usize
    where
        I: IntoIterator,
        I::Item: Clone,
    {
        let mut count = 0;
        for item in source {
            yield_value!(item.clone());
            count += 1;
            if count % 2 == 0 {
                yield_value!(item);
            }
        }
        count
    }

    fn boxed(source: Box<dyn Iterator<Item = u32>>) yields u32 -> u32 {
        let mut last = 0;
        for x in source.scan(1, |state, x| { *state *= x; Some(*state) }) {
            yield_value!(x);
            last = x;
        }
        last
    }

    fn counting_words(text: String) yields (String, usize) -> usize {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for word in text.split_whitespace() {
            *counts.entry(word.to_lowercase()).or_default() += 1;
        }
        let mut sorted: Vec<_> = counts.into_iter().collect();
        sorted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let count = sorted.len();
        for pair in sorted {
            yield_value!(pair);
        }
        count
    }

    fn nested_iterators(n: u8) yields (u8, char) {
        for (x, letters) in (0..n).map(|x| (x, "ab".chars().chain("c".chars()))) {
            for letter in letters.skip(usize::from(x)) {
                yield_value!((x, letter));
            }
        }
    }

    fn infinite_zip() yields String {
        let mut fizz = ["", "", "fizz"].into_iter().cycle();
        let mut buzz = ["", "", "", "", "buzz"].into_iter().cycle();
        for n in 1u32.. {
            let text = format!("{}{}", fizz.next().unwrap(), buzz.next().unwrap());
            yield_value!(if text.is_empty() { n.to_string() } else { text });
            if n == 15 {
                break;
            }
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("adaptors", || adaptors(9));
    t.case("by hand", || by_hand("coroutine"));
    t.case("peekable", || peekable(vec![1, 2, 3, 7, 8, 5]));
    t.scope("over borrowed", |drive| {
        let list = [D(1), D(2), D(3)];
        let map = BTreeMap::from([("b".to_string(), 2), ("a".to_string(), 1)]);
        drive.run(over_borrowed(&list, &map));
    });
    t.case("by value", || {
        by_value(
            BTreeMap::from([("x", D("0")), ("y", D("1"))]),
            VecDeque::from([D("first"), D("second")]),
        )
    });
    t.case("partly consumed", || partly_consumed(vec![D(1), D(2), D(3), D(4), D(5)]));
    t.case("generic source", || generic_source(vec!["a", "b", "c"]));
    t.case("generic source, chars", || generic_source("xyz".chars()));
    t.case("boxed", || boxed(Box::new(1..6)));
    t.case("counting words", || counting_words("a b A c b a".to_string()));
    t.case("nested iterators", || nested_iterators(3));
    t.case("infinite zip", infinite_zip);
}

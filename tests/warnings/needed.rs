// What a coroutine needs, it is not told to take away.
#![warn(unused)]

use coro_core::coro;
#[allow(unused_imports)]
use coro_core::yield_wait;
use std::collections::{self, HashMap};
use std::fmt::Write;

coro! {
    pub fn muts(mut number: u32, mut list: Vec<u32>) -> u32 {
        number += 1;
        yield_wait!();
        list.push(1);
        let mut sum = 0;
        for item in list.iter() {
            yield_wait!();
            sum += item;
        }
        let mut array = [0; 3];
        array[0] = 1;
        for item in &mut array {
            *item = 2;
            yield_wait!();
        }
        let mut pair = (1, 2);
        pair.0 = 2;
        yield_wait!();
        let mut text = String::new();
        write!(text, "a").expect("a String takes all");
        yield_wait!();
        number + sum + array[0] + pair.0 + text.len() as u32
    }

    pub async fn in_parentheses() -> u32 {
        let mut first = std::future::ready(1);
        let one = (&mut first).await;
        let pinned = std::pin::pin!(std::future::ready(one));
        one + (pinned).await + (async { 1 }).await
    }

    pub fn borrowed() -> u32 {
        let mut first = Some(1);
        if let Some(ref mut number) = first {
            *number += 1;
        }
        yield_wait!();
        let mut second = first;
        match &mut second {
            Some(number) => *number += 1,
            None => {}
        }
        yield_wait!();
        let mut count = 0;
        let mut add = || count += 1;
        add();
        yield_wait!();
        second.unwrap_or(count)
    }

    pub fn late(end: u32) -> u32 {
        let mut last;
        let mut number = 0;
        'up: loop {
            last = number;
            yield_wait!();
            if last > end {
                break 'up;
            }
            number += 1;
        }
        last
    }

    pub fn taken(mut result: Result<String, String>) -> Result<String, String> {
        yield_wait!();
        if let Ok(text) = result.as_mut() {
            text.push('a');
        }
        result
    }

    // its yield is forgotten
    pub fn endless(mut number: u32) {
        loop {
            number = number.wrapping_add(1);
            println!("{number}");
        }
    }

    pub fn parentheses(text: String, sign: char) {
        if let Some(c) = text.chars().next()
            && (sign == '+' || sign == c)
        {
            yield_wait!();
        }
    }

    pub fn questions(items: Vec<Option<u32>>, first: &Option<u32>) -> Option<u32> {
        let mut sum = (*first)?;
        for item in &items {
            sum += (*item)?;
            yield_wait!();
        }
        Some(sum)
    }

    pub fn chains(list: Vec<i64>, at: usize) -> i64 {
        if let Some(x) = list.first()
            && *x > 0
            && let Some(y) = list.get(at)
        {
            yield_wait!();
            return x * y;
        }
        0
    }

    pub fn blocks(mut text: Option<String>, number: i64) -> String {
        loop {
            text = match text {
                None => {
                    yield_wait!();
                    Some(number.to_string())
                }
                Some(short) if short.len() < 2 => { Some(short.repeat(2)) }
                Some(text) => return text,
            };
        }
    }

    pub fn sides(list: Vec<(u32, char)>) -> u32 {
        let mut sum = 0;
        for item in &list {
            match item {
                (0, _) => yield_wait!(),
                (n, c @ ('+' | '-')) => {
                    yield_wait!();
                    sum += n + u32::from(*c);
                }
                _ => {}
            }
        }
        sum
    }

    pub fn closures(text: String, number: i64) -> usize {
        let kept = text.clone();
        let more = number;
        yield_wait!();
        let add = |other: i64| other + more;
        yield_wait!();
        add(1) as usize + kept.len()
    }
    pub fn captured() -> u32 {
        let mut count = 0;
        let _counter = coro!(move || {
            count += 1;
            yield_wait!();
            count
        });
        yield_wait!();
        let mut list = vec![1, 2];
        let _list = coro!(move || {
            while let Some(item) = list.pop() {
                yield_wait!();
                println!("{item}");
            }
        });
        count
    }

    pub fn renewed(first: String, way: bool) -> usize {
        let mut text = first;
        drop(text);
        yield_wait!();
        text = String::from("again");
        yield_wait!();
        let mut found = Some(1);
        println!("{found:?}");
        yield_wait!();
        found = None;
        if way {
            found = Some(2);
        }
        text.len() + found.unwrap_or(0)
    }

    pub fn looked_at_nowhere() {
        let number = 100;
        yield_wait!();
        let _ = number;
    }

    pub fn chained(tree: Tree) -> Tree {
        if let Tree::Node { name, inner: Some(inner) } = &tree
            && let Tree::Leaf(text, number) = &**inner
            && text.len() < 10
        {
            yield_wait!();
            println!("{number} {name}");
            yield_wait!();
        }
        tree
    }

    pub fn guarded(found: Choice) -> usize {
        match found {
            Choice::One(text) | Choice::Both(_, text) if text.is_empty() => {}
            Choice::Both(text, _) => println!("{text}"),
            _ => {}
        }
        yield_wait!();
        1
    }

    pub fn left_by_all(found: Choice) -> String {
        for _ in 0..2 {
            match found {
                Choice::One(text) | Choice::Both(_, text) => return text,
                Choice::None => {}
            }
            yield_wait!();
            break;
        }
        String::new()
    }

    pub fn changed_in_some_states(mut text: String, mut list: Vec<u32>, way: bool) -> String {
        yield_wait!();
        text.push('a');
        list.push(1);
        yield_wait!();
        for _ in 0..2 {
            yield_wait!();
        }
        text += "b";
        if way {
            yield_wait!();
            text = String::from("c");
            yield_wait!();
            println!("{text}");
        }
        yield_wait!();
        let again = &mut text;
        again.push('d');
        println!("{list:?}");
        yield_wait!();
        text
    }

    pub fn growing(text: String) -> usize {
        let mut counts = HashMap::new();
        for word in text.split_whitespace() {
            *counts.entry(word).or_insert(0) += 1;
            yield_wait!();
        }
        let mut seen = collections::BTreeSet::<&str>::new();
        for word in text.split(',') {
            seen.insert(word);
            yield_wait!();
        }
        counts.len() + seen.len()
    }

    pub fn sides_of_a_let(found: Choice) -> usize {
        let (Choice::One(text) | Choice::Both(_, text)) = found else {
            return 0;
        };
        yield_wait!();
        text.len()
    }

    #[rustfmt::skip]
    pub fn in_one_line(text: String) { for part in text.split_ascii_whitespace() { yield_wait!(); println!("{part}"); } }
}

pub enum Tree {
    Node {
        name: String,
        inner: Option<Box<Tree>>,
    },
    Leaf(String, u32),
}

pub enum Choice {
    One(String),
    Both(String, String),
    None,
}

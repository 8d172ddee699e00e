//! What borrows a local is kept beside it over a pause, and cannot be made again.

use crate::prelude::*;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

coro! {
    fn shout(text: &str) yields usize -> String {
        yield_value!(text.len());
        text.to_uppercase()
    }

    fn grow(list: &mut Vec<u32>, by: u32) yields usize {
        list.push(by);
        yield_value!(list.len());
    }

    // delegates that borrow a local, or a parameter that is named again
    fn of_a_local(title: String) yields usize -> usize {
        let song = yield_from!(shout(title.as_str()));
        song.chars().count()
    }

    fn of_each(urls: Vec<String>) yields usize -> Vec<String> {
        let mut pages = Vec::new();
        for url in &urls {
            pages.push(yield_from!(shout(url)));
        }
        pages
    }

    fn often(list: &mut Vec<u32>) yields usize -> u32 {
        for i in 0..3 {
            yield_from!(grow(list, i));
        }
        list.iter().sum()
    }

    fn of_a_mutable_local() yields usize -> Vec<u32> {
        let mut list = vec![9];
        yield_from!(grow(&mut list, 1));
        yield_from!(grow(&mut list, 2));
        list
    }

    // an iterator of a local that is a variable itself
    fn peekable(source: String) yields String {
        let mut chars = source.chars().peekable();
        while let Some(c) = chars.next() {
            let mut word = String::from(c);
            while let Some(d) = chars.next_if(|d| d.is_alphanumeric() == c.is_alphanumeric()) {
                word.push(d);
            }
            yield_value!(word);
        }
    }

    // `iter` of a coroutine is no iterator of a collection
    fn of_a_coroutine(text: &str) yields usize -> usize {
        let mut inner = shout(text);
        let mut sum = 0;
        for n in inner.iter() {
            sum += n;
            yield_value!(n);
        }
        sum
    }

    // collections of references
    fn sorted(map: HashMap<&'static str, i32>) yields (&'static str, i32) {
        let mut entries: Vec<_> = map.iter().collect();
        entries.sort();
        for (k, v) in entries {
            yield_value!((*k, *v));
        }
    }

    fn counted(text: String) yields (String, usize) {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for word in text.split_whitespace() {
            *counts.entry(word).or_insert(0) += 1;
        }
        let mut list: Vec<_> = counts.into_iter().collect();
        list.sort();
        for (word, n) in list {
            yield_value!((word.to_string(), n));
        }
    }

    // references that a `match` finds
    fn commands(script: String) yields i64 -> Result<i64, String> {
        let mut stack: Vec<i64> = Vec::new();
        for line in script.lines() {
            let (command, argument) = match line.split_once(' ') {
                Some((command, argument)) => (command, Some(argument)),
                None => (line, None),
            };
            match (command, argument) {
                ("push", Some(n)) => stack.push(n.parse().map_err(|e| format!("{n}: {e}"))?),
                ("print", _) => {
                    yield_value!(*stack.last().ok_or("empty")?);
                    log(command);
                }
                _ => return Err(format!("unknown command {command:?}")),
            }
        }
        Ok(stack.into_iter().sum())
    }

    // a guard of a local
    fn guarded(stats: Rc<RefCell<Vec<u32>>>) yields usize -> usize {
        let mut stats = stats.borrow_mut();
        stats.push(1);
        yield_value!(stats.len());
        stats.len()
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("of a local", || of_a_local("abc".into()));
    t.case("of each", || of_each(vec!["x".into(), "yz".into()]));
    t.scope("often", |d| d.run(often(&mut vec![1])));
    t.case("of a mutable local", of_a_mutable_local);
    t.case("peekable", || peekable("ab, c".into()));
    t.case("of a coroutine", || of_a_coroutine("ab"));
    t.case("sorted", || sorted(HashMap::from([("a", 1), ("b", 2)])));
    t.case("counted", || counted("a b a c b a".into()));
    t.case("commands", || commands("push 1\nprint\npush 2\nprint".into()));
    t.case("guarded", || guarded(Rc::new(RefCell::new(vec![]))));
}

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
    t.case("peekable", || peekable("ab, c".into()));
    t.case("sorted", || sorted(HashMap::from([("a", 1), ("b", 2)])));
    t.case("counted", || counted("a b a c b a".into()));
    t.case("commands", || commands("push 1\nprint\npush 2\nprint".into()));
    t.case("guarded", || guarded(Rc::new(RefCell::new(vec![]))));
}

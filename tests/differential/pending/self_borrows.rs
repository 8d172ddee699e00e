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

    // a guard of a local
    fn guarded(stats: Rc<RefCell<Vec<u32>>>) yields usize -> usize {
        let mut stats = stats.borrow_mut();
        stats.push(1);
        yield_value!(stats.len());
        stats.len()
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("sorted", || sorted(HashMap::from([("a", 1), ("b", 2)])));
    t.case("counted", || counted("a b a c b a".into()));
    t.case("guarded", || guarded(Rc::new(RefCell::new(vec![]))));
}

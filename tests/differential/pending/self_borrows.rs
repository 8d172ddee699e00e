//! What borrows a local is kept beside it over a pause, and cannot be made again.

use crate::prelude::*;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

coro! {
    // collections of references
    fn sorted(map: HashMap<&'static str, i32>) yields (&'static str, i32) {
        let mut entries: Vec<_> = map.iter().collect();
        entries.sort();
        for (k, v) in entries {
            yield_value!((*k, *v));
        }
    }

    // a set of references that grows while the function pauses
    fn unique(words: Vec<String>) yields String {
        let mut seen = HashSet::new();
        for word in words.iter() {
            if seen.insert(word.as_str()) {
                yield_value!(word.clone());
            }
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
    t.case("unique", || unique(vec!["a".into(), "b".into(), "a".into()]));
    t.case("guarded", || guarded(Rc::new(RefCell::new(vec![]))));
}

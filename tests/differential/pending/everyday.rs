//! Everyday code that `coro!` does not compile yet.

use crate::prelude::*;
use std::cell::RefCell;
use std::iter::Peekable;
use std::rc::Rc;
use std::str::Chars;

coro! {
    // a guard that is a temporary of the yield's operand
    fn guard_in_operand(head: Rc<RefCell<String>>) yields String -> usize {
        let mut cursor = Some(head);
        let mut count = 0;
        while let Some(item) = cursor {
            yield_value!(item.borrow().clone());
            count += 1;
            cursor = None;
        }
        count
    }

    // recursion through a `&mut` parameter that is named again, boxed
    fn nested(input: &mut Peekable<Chars<'_>>) yields char -> usize {
        let mut depth = 0;
        while let Some(c) = input.next() {
            yield_value!(c);
            match c {
                '(' => depth = depth.max(1 + yield_from!(nested(&mut *input).boxed())),
                ')' => break,
                _ => {}
            }
        }
        depth
    }

    // closures in a collection that borrow a local
    fn undone(steps: Vec<&str>) yields usize -> Vec<String> {
        let mut undo: Vec<Box<dyn FnOnce() -> String + '_>> = Vec::new();
        for name in steps.iter() {
            undo.push(Box::new(move || format!("undo {name}")));
            yield_value!(undo.len());
        }
        undo.into_iter().rev().map(|step| step()).collect()
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("guard in operand", || guard_in_operand(Rc::new(RefCell::new("a".to_string()))));
    t.scope("nested", |d| d.run(nested(&mut "a(b(c))d".chars().peekable())));
    t.case("undone", || undone(vec!["a", "b"]));
}

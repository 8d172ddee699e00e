//! Parts of lists and texts that methods split off, gone through and collected.

use crate::prelude::*;
coro! {
    fn a(words: Vec<String>, by: usize) yields String {
        let (head, tail) = words.split_at(by);
        for w in tail.iter().chain(head) { yield_value!(w.clone()); }
    }
    fn b(words: Vec<String>) yields String {
        let all: Vec<&String> = words.iter().rev().collect();
        for w in &all[1..] { yield_value!((*w).clone()); }
        log(all.len());
    }
    fn c(words: Vec<String>) yields String {
        let (first, rest) = words.split_first().unwrap();
        for w in rest { yield_value!(format!("{first}{w}")); }
    }
    fn d(words: Vec<String>, by: usize) yields String {
        let (head, tail) = words.split_at(by);
        for w in tail { yield_value!(format!("{}{w}", head.len())); }
        for w in head { yield_value!(format!("{}{w}", tail.len())); }
    }
    fn e(words: Vec<String>, by: usize) yields String {
        let (head, tail) = words.split_at(by);
        let all: Vec<&String> = tail.iter().chain(head).collect();
        for w in all { yield_value!(w.clone()); }
    }
    fn f(words: Vec<String>, by: usize) yields String {
        let (head, tail) = words.split_at(by);
        let all = [tail, head].concat();
        for w in &all { yield_value!(w.clone()); }
    }
    fn g(text: String) yields String {
        let (head, tail) = text.split_at(2);
        let words: Vec<&str> = tail.split(' ').chain(head.split(' ')).collect();
        for w in &words { yield_value!(w.to_string()); }
        let n = words.len();
        yield_value!(n.to_string());
    }
    fn h(mut words: Vec<String>) yields String {
        if let Some((last, rest)) = words.split_last_mut() {
            for w in rest { w.push_str(last); yield_value!(w.clone()); }
        }
        words.truncate(1);
        yield_value!(words.concat());
    }
}
pub fn cases(t: &mut Tracer) {
    let ws = || vec!["a".to_string(), "bb".into(), "ccc".into()];
    t.case("a", || a(ws(), 1)); t.case("b", || b(ws()));t.case("c", || c(ws()));t.case("d", || d(ws(), 1));t.case("e", || e(ws(), 1));t.case("f", || f(ws(), 1));t.case("g", || g("ab cd e".into()));t.case("h", || h(ws()));
}

//! References and guards given by loops, blocks with a label, folds; closures in boxes.

use crate::prelude::*;
use std::cell::{Ref, RefCell};

#[derive(Debug, Clone)]
struct User { name: String }

fn text(n: usize) -> String { format!("ab cde {}", "f".repeat(n)) }
fn user(n: usize) -> User { User { name: text(n) } }

coro! {
    fn boxfn(n: usize) yields usize -> String {
        let s = text(n);
        let r: Box<dyn Fn(&str) -> bool> = Box::new(|t| t == s);
        yield_value!(r("x") as usize);
        log("again");
        yield_value!(r("x") as usize);
        drop(r); s
    }
    fn opt_insert(n: usize) yields usize -> Option<String> {
        let mut o: Option<String> = None;
        let r = o.get_or_insert_with(|| text(n));
        yield_value!(r.len());
        log("again");
        yield_value!(r.len());
        o
    }
    fn guard_map(n: usize) yields usize -> RefCell<User> {
        let b = RefCell::new(user(n));
        let r = Ref::map(b.borrow(), |u| &u.name);
        yield_value!(r.len());
        log("again");
        yield_value!(r.len());
        drop(r); b
    }
    fn lines_fold(n: usize) yields usize -> String {
        let s = text(n);
        let r = s.split(' ').fold("", |a, b| if b.len() > a.len() { b } else { a });
        yield_value!(r.len());
        log("again");
        yield_value!(r.len());
        s
    }
    fn label(n: usize) yields usize -> String {
        let s = text(n);
        let r = 'a: { for w in s.split(' ') { if w.len() > 1 { break 'a w; } } "" };
        yield_value!(r.len());
        log("again");
        yield_value!(r.len());
        s
    }
    fn loopv(n: usize) yields usize -> String {
        let s = text(n);
        let mut i = 0; let r = loop { let c = &s[i..]; if c.len() < 5 { break c; } i += 1; };
        yield_value!(r.len() + i);
        log("again");
        yield_value!(r.len() + i);
        s
    }
    fn boxfn_in_a_loop(n: usize) receives first: usize yields usize -> String {
        log(first);
        let mut sum = 0;
        let kept = loop {
            let s = text(n);
            yield_value!(sum);
            if sum % 2 == 0 {
                let r: Box<dyn Fn(&str) -> bool> = Box::new(|t| t == s);
                sum += yield_value!(1) + 1;
                sum += r("x") as usize;
                yield_value!(sum);
                sum += r("x") as usize;
            }
            if sum > 4 { break s; }
            sum += 1;
        };
        yield_value!(sum);
        kept
    }
    fn opt_insert_in_a_loop(n: usize) receives first: usize yields usize -> Option<String> {
        log(first);
        let mut sum = 0;
        let kept = loop {
            let mut o: Option<String> = None;
            yield_value!(sum);
            if sum % 2 == 0 {
                let r = o.get_or_insert_with(|| text(n));
                sum += yield_value!(1) + 1;
                sum += r.len();
                yield_value!(sum);
                sum += r.len();
            }
            if sum > 4 { break o; }
            sum += 1;
        };
        yield_value!(sum);
        kept
    }
    fn guard_map_in_a_loop(n: usize) receives first: usize yields usize -> RefCell<User> {
        log(first);
        let mut sum = 0;
        let kept = loop {
            let b = RefCell::new(user(n));
            yield_value!(sum);
            if sum % 2 == 0 {
                let r = Ref::map(b.borrow(), |u| &u.name);
                sum += yield_value!(1) + 1;
                sum += r.len();
                yield_value!(sum);
                sum += r.len();
            }
            if sum > 4 { break b; }
            sum += 1;
        };
        yield_value!(sum);
        kept
    }
    fn lines_fold_in_a_loop(n: usize) receives first: usize yields usize -> String {
        log(first);
        let mut sum = 0;
        let kept = loop {
            let s = text(n);
            yield_value!(sum);
            if sum % 2 == 0 {
                let r = s.split(' ').fold("", |a, b| if b.len() > a.len() { b } else { a });
                sum += yield_value!(1) + 1;
                sum += r.len();
                yield_value!(sum);
                sum += r.len();
            }
            if sum > 4 { break s; }
            sum += 1;
        };
        yield_value!(sum);
        kept
    }
    fn label_in_a_loop(n: usize) receives first: usize yields usize -> String {
        log(first);
        let mut sum = 0;
        let kept = loop {
            let s = text(n);
            yield_value!(sum);
            if sum % 2 == 0 {
                let r = 'a: { for w in s.split(' ') { if w.len() > 1 { break 'a w; } } "" };
                sum += yield_value!(1) + 1;
                sum += r.len();
                yield_value!(sum);
                sum += r.len();
            }
            if sum > 4 { break s; }
            sum += 1;
        };
        yield_value!(sum);
        kept
    }
    fn loopv_in_a_loop(n: usize) receives first: usize yields usize -> String {
        log(first);
        let mut sum = 0;
        let kept = loop {
            let s = text(n);
            yield_value!(sum);
            if sum % 2 == 0 {
                let mut i = 0; let r = loop { let c = &s[i..]; if c.len() < 5 { break c; } i += 1; };
                sum += yield_value!(1) + 1;
                sum += r.len() + i;
                yield_value!(sum);
                sum += r.len() + i;
            }
            if sum > 4 { break s; }
            sum += 1;
        };
        yield_value!(sum);
        kept
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("boxfn", || boxfn(2));
    t.case("opt_insert", || opt_insert(2));
    t.case("guard_map", || guard_map(2));
    t.case("lines_fold", || lines_fold(2));
    t.case("label", || label(2));
    t.case("loopv", || loopv(2));
    t.receiving("boxfn_in_a_loop", || boxfn_in_a_loop(2), |k| k);
    t.receiving("opt_insert_in_a_loop", || opt_insert_in_a_loop(2), |k| k);
    t.receiving("guard_map_in_a_loop", || guard_map_in_a_loop(2), |k| k);
    t.receiving("lines_fold_in_a_loop", || lines_fold_in_a_loop(2), |k| k);
    t.receiving("label_in_a_loop", || label_in_a_loop(2), |k| k);
    t.receiving("loopv_in_a_loop", || loopv_in_a_loop(2), |k| k);
}

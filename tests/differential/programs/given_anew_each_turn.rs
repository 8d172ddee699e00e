//! Variables that are yielded and given a new value before the next pause: no state holds them.

use crate::prelude::*;
#[derive(Debug)]
enum Reply { Hello(D), Bye(String), No }
coro! {
    fn chat() receives line: &'static str yields Reply -> usize {
        let mut turns = 0;
        let mut reply = Reply::Hello(D(line));
        loop {
            let line = yield_value!(reply);
            turns += 1;
            reply = match line {
                "bye" => break,
                "x" => Reply::No,
                other => Reply::Bye(other.to_string()),
            };
        }
        turns
    }
    fn after(n: usize) receives _: u32 yields String -> String {
        let mut out = String::from("first");
        for i in 0..n {
            let k = yield_value!(out);
            out = format!("{i} {k}");
        }
        yield_value!(out);
        out = "end".to_string();
        out
    }
    fn dropped(n: usize) receives _: u32 yields D -> usize {
        let a = D("a");
        let mut out = D("first");
        for i in 0..n {
            let k = yield_value!(out);
            out = D("other");
            if k == 2 { log("leave"); return i; }
            if k == 3 { let _in = D("inner"); panic!("three"); }
        }
        a.0.len()
    }
    fn held(n: usize) receives _: u32 yields D -> usize {
        let a = D("a");
        let mut out = D("first");
        let b = D("b");
        for _ in 0..n {
            let k = yield_value!(out);
            out = D("other");
            if k == 3 { let _in = D("inner"); panic!("three"); }
        }
        drop(out);
        a.0.len() + b.0.len()
    }
    fn last(n: usize) receives _: u32 yields D -> usize {
        let a = D("a");
        let b = D("b");
        let mut out = D("first");
        for _ in 0..n {
            let k = yield_value!(out);
            out = D("other");
            if k == 3 { let _in = D("inner"); panic!("three"); }
        }
        drop(out);
        a.0.len() + b.0.len()
    }
    fn late(n: usize) receives _: u32 yields D {
        let mut out: D;
        if n > 2 { out = D("big"); } else { out = D("small"); }
        loop {
            yield_value!(out);
            out = D("again");
        }
    }
    fn nested(n: usize) receives got: u32 yields Vec<u32> -> u32 {
        let mut sum = 0;
        for i in 0..n {
            let mut list = vec![i as u32, got];
            let mut last = None;
            while sum < 10 * (i as u32 + 1) {
                let k = yield_value!(list);
                sum += k + 1;
                list = Vec::from([k; 2]);
                last = Some(k);
            }
            sum += list.len() as u32 + last.unwrap_or(1);
        }
        sum
    }
    #[derive(Clone, Debug, PartialEq)]
    fn forked() receives _: u8 yields Option<String> {
        let mut answer = None;
        loop {
            let n = yield_value!(answer);
            answer = (n % 2 == 0).then(|| n.to_string());
        }
    }
}
pub fn cases(t: &mut Tracer) {
    t.receiving("chat", || chat(), |k| ["hi", "a", "x", "bye"][k % 4]);
    t.receiving("after", || after(3), |k| k as u32);
    for s in [1, 2, 3] { t.receiving("dropped", move || dropped(5), move |k| (k as u32) % (s + 1)); }
    t.receiving("held", || held(5), |k| k as u32);
    t.receiving("last", || last(5), |k| k as u32);
    t.receiving("last to the end", || last(2), |k| k as u32);
    t.receiving("late", || late(3), |k| k as u32);
    t.receiving("nested", || nested(3), |k| k as u32);
    t.receiving("forked", || forked(), |k| k as u8);
}

//! Methods, delegates of `&mut self`, reborrowed parameters, pipelines, sessions.

use crate::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::rc::Rc;
use std::sync::mpsc;

#[derive(Debug, Clone, Default)]
struct Cart { items: Vec<(String, u32)>, discount: Option<u32>, log: Vec<String> }

#[derive(Debug)]
struct Tokenizer<'a> { text: &'a str, pos: usize }

#[derive(Debug, Clone, PartialEq)]
enum Event { Open(String), Text(String), Close(String) }

struct Pool { free: Vec<u32>, used: BTreeMap<u32, String> }

struct Lexer { chars: Vec<char>, at: usize, errors: Vec<String> }

coro! {
    impl Cart {
        fn totals(&self) yields u32 -> u32 {
            let mut sum = 0;
            for (name, price) in &self.items {
                log(name);
                sum += price;
                yield_value!(sum);
            }
            match self.discount {
                Some(d) if d < sum => { yield_value!(d); sum - d }
                _ => sum,
            }
        }

        fn checkout(mut self) yields String -> Vec<String> {
            self.items.sort_by_key(|(_, price)| *price);
            while let Some((name, price)) = self.items.pop() {
                self.log.push(format!("sold {name}"));
                yield_value!(format!("{name} {price}"));
            }
            if let Some(d) = self.discount.take() {
                yield_value!(format!("discount {d}"));
                self.log.push("discounted".into());
            }
            self.log
        }

        fn add_all(&mut self, names: &[&str]) yields usize -> usize {
            for name in names {
                let entry = self.items.iter_mut().find(|(n, _)| n == name);
                match entry {
                    Some((_, count)) => *count += 1,
                    None => self.items.push((name.to_string(), 1)),
                }
                yield_value!(self.items.len());
            }
            self.log.push(format!("{} added", names.len()));
            self.items.len()
        }

    }

    impl<'a> Tokenizer<'a> {
        fn words(&mut self) yields &'a str -> usize {
            let mut count = 0;
            loop {
                let rest = &self.text[self.pos..];
                let trimmed = rest.trim_start();
                self.pos += rest.len() - trimmed.len();
                if trimmed.is_empty() { return count; }
                let end = trimmed.find(' ').unwrap_or(trimmed.len());
                self.pos += end;
                count += 1;
                yield_value!(&trimmed[..end]);
            }
        }
    }

    impl Lexer {
        fn peek(&self) yields () -> Option<char> {
            yield_value!();
            self.chars.get(self.at).copied()
        }

        fn numbers(mut self) yields u64 -> Vec<String> {
            while self.at < self.chars.len() {
                match self.chars[self.at] {
                    c if c.is_ascii_digit() => {
                        let mut n = 0u64;
                        while let Some(d) = self.chars.get(self.at).and_then(|c| c.to_digit(10)) {
                            n = n * 10 + u64::from(d);
                            self.at += 1;
                        }
                        yield_value!(n);
                    }
                    ' ' | ',' => self.at += 1,
                    c => {
                        self.errors.push(format!("{c:?} at {}", self.at));
                        self.at += 1;
                    }
                }
            }
            self.errors
        }
    }

    impl Pool {
        fn acquire(&mut self, names: Vec<String>) yields (u32, usize) -> Result<usize, String> {
            for name in names {
                let id = self.free.pop().ok_or_else(|| format!("none for {name}"))?;
                if let Some(old) = self.used.insert(id, name) {
                    log(old);
                }
                yield_value!((id, self.used.len()));
            }
            Ok(self.free.len())
        }

        fn release_all(self) yields String -> Vec<u32> {
            let Pool { mut free, used } = self;
            for (id, name) in used {
                free.push(id);
                yield_value!(name);
            }
            free
        }
    }

    fn events(xml: &str) yields Event -> Result<usize, String> {
        let mut stack: Vec<&str> = Vec::new();
        let mut rest = xml;
        let mut depth = 0;
        while let Some(open) = rest.find('<') {
            let (text, tail) = rest.split_at(open);
            if !text.trim().is_empty() {
                yield_value!(Event::Text(text.trim().to_string()));
            }
            let close = tail.find('>').ok_or("unclosed tag")?;
            let tag = &tail[1..close];
            rest = &tail[close + 1..];
            if let Some(name) = tag.strip_prefix('/') {
                match stack.pop() {
                    Some(top) if top == name => yield_value!(Event::Close(name.to_string())),
                    Some(top) => return Err(format!("{top} closed by {name}")),
                    None => return Err(format!("stray {name}")),
                }
            } else {
                stack.push(tag);
                depth = depth.max(stack.len());
                yield_value!(Event::Open(tag.into()));
            }
        }
        if let Some(top) = stack.last() { Err(format!("{top} left open")) } else { Ok(depth) }
    }

    fn grow(list: &mut Vec<u32>, by: u32) yields usize {
        list.push(by);
        yield_value!(list.len());
    }

    fn first_word_of(line: String) yields usize -> String {
        let first = line.split(' ').next().unwrap_or("").to_string();
        yield_value!(first.len());
        let longest = line.split(' ').max_by_key(|w| w.len()).unwrap_or_default();
        yield_value!(longest.len());
        first + longest
    }

    fn stage_one(n: u32, tx: mpsc::Sender<u32>) yields &'static str {
        for i in 0..n {
            if tx.send(i).is_err() { return; }
            yield_value!("sent");
        }
    }

    fn stage_two(rx: mpsc::Receiver<u32>, out: Rc<RefCell<Vec<String>>>) yields &'static str {
        loop {
            match rx.try_recv() {
                Ok(n) => { out.borrow_mut().push(format!("#{n}")); yield_value!("got") }
                Err(mpsc::TryRecvError::Empty) => yield_value!("empty"),
                Err(mpsc::TryRecvError::Disconnected) => break,
            }
        }
    }

    fn pipeline(n: u32) yields &'static str -> Vec<String> {
        let (tx, rx) = mpsc::channel();
        let out = Rc::new(RefCell::new(vec![]));
        let mut one = stage_one(n, tx);
        let mut two = stage_two(rx, Rc::clone(&out));
        let mut running = true;
        loop {
            if running {
                match one.resume(()) {
                    CoroutineState::Yielded(s) => yield_value!(s),
                    CoroutineState::Complete(()) => running = false,
                }
            }
            if !running { drop(one); break; }
        }
        while let CoroutineState::Yielded(s) = two.resume(()) {
            yield_value!(s);
        }
        drop(two);
        Rc::try_unwrap(out).map(RefCell::into_inner).unwrap_or_default()
    }

    fn lru(capacity: usize, keys: Vec<u32>) yields Option<u32> -> Vec<u32> {
        let mut order: VecDeque<u32> = VecDeque::with_capacity(capacity);
        let mut map = HashMap::new();
        for key in keys {
            let mut evicted = None;
            if let Some(pos) = order.iter().position(|k| *k == key) {
                order.remove(pos);
            } else if order.len() == capacity {
                evicted = order.pop_front();
                if let Some(old) = &evicted { map.remove(old); }
            }
            order.push_back(key);
            *map.entry(key).or_insert(0u32) += 1;
            yield_value!(evicted);
        }
        order.into_iter().filter(|k| map[k] > 1).collect()
    }
}

pub fn cases(t: &mut Tracer) {
    let cart = || Cart { items: vec![("a".into(), 3), ("b".into(), 1)], discount: Some(2), log: vec![] };
    t.scope("totals", |d| d.run(cart().totals()));
    t.case("checkout", || cart().checkout());
    t.scope("add all", |d| { let mut c = cart(); d.run(c.add_all(&["a", "z"])); log(format!("{c:?}")); });
    t.scope("words", |d| d.run(Tokenizer { text: " a bc  d", pos: 0 }.words()));
    t.case("numbers", || Lexer { chars: "12, x3".chars().collect(), at: 0, errors: vec![] }.numbers());
    t.scope("peek", |d| d.run(Lexer { chars: vec!['q'], at: 0, errors: vec![] }.peek()));
    t.scope("acquire", |d| d.run(Pool { free: vec![1, 2], used: BTreeMap::new() }.acquire(vec!["a".into(), "b".into(), "c".into()])));
    t.case("release", || Pool { free: vec![], used: BTreeMap::from([(1, "x".into())]) }.release_all());
    t.case("events", || events("<a>x<b>y</b></a>"));
    t.case("events bad", || events("<a>x</b>"));
    t.case("events open", || events("<a>"));
    t.case("first word", || first_word_of("a bcd e".into()));
    t.case("pipeline", || pipeline(2));
    t.case("lru", || lru(2, vec![1, 2, 1, 3, 1]));
}

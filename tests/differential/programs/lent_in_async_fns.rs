//! Methods that call one another through `&mut self`, as async programs do.

use crate::prelude::*;
use std::collections::{HashMap, VecDeque};

#[derive(Debug, Clone, PartialEq)]
enum Error { Closed, Bad(String) }
#[derive(Default)]
struct Conn { inbox: VecDeque<String>, sent: Vec<String>, reads: u32 }
struct Client { conn: Conn, retries: u32, log: Vec<String> }
struct Cache { map: HashMap<String, String>, hits: u32 }
struct Parser { input: Vec<char>, at: usize }
struct Counter { n: u32 }

coro! {
    impl Conn {
        async fn read(&mut self) -> Result<String, Error> {
            self.reads += 1;
            pause().await;
            match self.inbox.pop_front() {
                Some(line) if line.starts_with('!') => Err(Error::Bad(line)),
                Some(line) => Ok(line),
                None => Err(Error::Closed),
            }
        }
        async fn send(&mut self, text: &str) -> Result<usize, Error> {
            pause().await;
            self.sent.push(text.to_string());
            Ok(text.len())
        }
        pub async fn exchange(&mut self, question: &str) -> Result<String, Error> {
            self.send(question).await?;
            let answer = self.read().await?;
            Ok(answer)
        }
    }
    async fn pause() { yield_wait!(); }

    impl Client {
        async fn ask(&mut self, question: String) -> Result<String, Error> {
            let mut tries = 0;
            loop {
                match self.conn.exchange(&question).await {
                    Ok(answer) => return Ok(answer),
                    Err(Error::Bad(why)) if tries < self.retries => {
                        tries += 1;
                        self.log.push(format!("retry {tries}: {why}"));
                        self.backoff(tries).await;
                    }
                    Err(error) => return Err(error),
                }
            }
        }
        async fn backoff(&mut self, n: u32) {
            for _ in 0..n { pause().await; }
            self.log.push(format!("slept {n}"));
        }
    }
    async fn session(lines: Vec<&'static str>) -> Result<(Vec<String>, u32), Error> {
        let mut client = Client {
            conn: Conn { inbox: lines.iter().map(|s| s.to_string()).collect(), ..Default::default() },
            retries: 2,
            log: vec![],
        };
        let hello = client.ask("hello".to_string()).await?;
        client.log.push(hello);
        let bye = client.ask(format!("bye {}", client.log.len())).await?;
        client.log.push(bye);
        Ok((client.log, client.conn.reads))
    }
    impl Cache {
        async fn get(&mut self, key: &str) -> String {
            if let Some(value) = self.map.get(key) {
                self.hits += 1;
                return value.clone();
            }
            let value = self.load(key).await;
            self.map.insert(key.to_string(), value.clone());
            value
        }
        async fn load(&self, key: &str) -> String {
            pause().await;
            format!("{key}@{}", self.map.len())
        }
    }
    async fn cached() -> (Vec<String>, u32) {
        let mut cache = Cache { map: HashMap::new(), hits: 0 };
        let mut out = Vec::new();
        for key in ["a", "b", "a", "c", "b"] {
            out.push(cache.get(key).await);
        }
        (out, cache.hits)
    }
    impl Parser {
        fn peek(&self) yields char -> Option<char> { self.input.get(self.at).copied() }
        fn next(&mut self) yields char -> Option<char> {
            let c = yield_from!(self.peek())?;
            self.at += 1;
            yield_value!(c);
            Some(c)
        }
        fn number(&mut self) yields char -> Option<u32> {
            let mut n = None;
            while let Some(c) = yield_from!(self.peek()) {
                let Some(d) = c.to_digit(10) else { break };
                yield_from!(self.next());
                n = Some(n.unwrap_or(0) * 10 + d);
            }
            n
        }
        fn sum(&mut self) yields char -> Option<u32> {
            let mut total = yield_from!(self.number())?;
            while yield_from!(self.peek()) == Some('+') {
                yield_from!(self.next())?;
                total += yield_from!(self.number())?;
            }
            Some(total)
        }
    }
    fn parse(text: &str) yields char -> Option<u32> {
        let mut parser = Parser { input: text.chars().collect(), at: 0 };
        let total = yield_from!(parser.sum());
        if parser.at < parser.input.len() { return None; }
        total
    }
    impl Counter {
        async fn tick(&mut self) -> u32 { pause().await; self.n += 1; self.n }
        async fn until(&mut self, limit: u32) -> u32 {
            while self.tick().await < limit {}
            self.n
        }
    }
    async fn by_reference(counter: &mut Counter) -> u32 {
        let a = counter.tick().await;
        let b = counter.until(a + 2).await;
        helper(counter).await;
        let mut other = Counter { n: 10 };
        helper(&mut other).await;
        swap_all(counter, &mut other).await;
        a + b + counter.n * 100 + other.n
    }
    async fn helper(counter: &mut Counter) {
        if counter.tick().await % 2 == 0 { counter.tick().await; }
    }
    async fn swap_all(a: &mut Counter, b: &mut Counter) {
        pause().await;
        std::mem::swap(a, b);
        pause().await;
        a.tick().await;
    }
    async fn counters(n: u32) -> Vec<u32> {
        let mut all: Vec<Counter> = (0..n).map(|n| Counter { n }).collect();
        for counter in all.iter_mut() {
            counter.tick().await;
        }
        for i in 0..all.len() {
            all[i].until(3).await;
        }
        let mut boxed = Box::new(Counter { n: 40 });
        boxed.tick().await;
        let mut maybe = Some(Counter { n: 50 });
        if let Some(counter) = &mut maybe {
            counter.tick().await;
            counter.tick().await;
        }
        all.push(*boxed);
        all.extend(maybe);
        all.iter().map(|c| c.n).collect()
    }
    async fn reborrow(list: &mut Vec<String>) -> usize {
        fill(list, "a").await;
        fill(&mut *list, "b").await;
        list.len()
    }
    async fn fill(list: &mut Vec<String>, with: &str) {
        for i in 0..2 {
            list.push(format!("{with}{i}"));
            pause().await;
        }
    }
    async fn pipeline() -> Vec<String> {
        let mut queue: VecDeque<u32> = VecDeque::new();
        let mut out = Vec::new();
        for round in 0..3 {
            produce(&mut queue, round).await;
            consume(&mut queue, &mut out).await;
        }
        out
    }
    async fn produce(queue: &mut VecDeque<u32>, round: u32) {
        for i in 0..round { queue.push_back(round * 10 + i); pause().await; }
    }
    async fn consume(queue: &mut VecDeque<u32>, out: &mut Vec<String>) {
        while let Some(n) = queue.pop_front() { pause().await; out.push(n.to_string()); }
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("session", || session(vec!["hi", "bye"]));
    t.case("retried", || session(vec!["!x", "hi", "!y", "!z", "bye"]));
    t.case("fails", || session(vec!["!x", "!y", "!z"]));
    t.case("closed", || session(vec![]));
    t.case("cached", cached);
    t.case("parse", || parse("12+30+4"));
    t.case("parse bad", || parse("12+"));
    t.case("parse more", || parse("1+2)"));
    t.scope("by reference", |d| d.run(by_reference(&mut Counter { n: 0 })));
    t.case("counters", || counters(2));
    t.scope("reborrow", |d| d.run(reborrow(&mut vec![])));
    t.case("pipeline", pipeline);
}

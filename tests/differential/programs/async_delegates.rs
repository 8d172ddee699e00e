//! Async programs with delegates, as their authors write them.

use crate::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::rc::Rc;
use std::time::Duration;

#[derive(Debug, Clone, PartialEq)]
enum Event { Connected(u32), Data(u32, String), Closed(u32), Tick }
#[derive(Default, Debug)]
struct Metrics { events: usize, bytes: usize, peak: usize }

struct Channel<T> { queue: Rc<RefCell<VecDeque<T>>>, closed: Rc<std::cell::Cell<bool>> }
impl<T> Clone for Channel<T> { fn clone(&self) -> Self { Channel { queue: self.queue.clone(), closed: self.closed.clone() } } }
impl<T> Channel<T> {
    fn new() -> Self { Channel { queue: Rc::default(), closed: Rc::default() } }
    fn send(&self, t: T) -> Result<(), T> { if self.closed.get() { Err(t) } else { self.queue.borrow_mut().push_back(t); Ok(()) } }
    fn close(&self) { self.closed.set(true) }
    coro! {
        async fn recv(&self) -> Option<T> {
            loop {
                if let Some(t) = self.queue.borrow_mut().pop_front() { return Some(t); }
                if self.closed.get() { return None; }
                yield_wait!();
                self.closed.set(self.closed.get() || self.queue.borrow().is_empty());
            }
        }
        async fn recv_many(&self, max: usize) -> Vec<T> {
            let mut batch = Vec::with_capacity(max);
            while batch.len() < max {
                match self.recv().await {
                    Some(item) => batch.push(item),
                    None => break,
                }
            }
            batch
        }
    }
}

struct Counter { value: u32, log: Vec<String> }
impl Counter {
    coro! {
        async fn step(&mut self, by: u32) -> u32 {
            yield_wait!();
            self.value += by;
            self.log.push(format!("+{by}"));
            self.value
        }
        async fn run(&mut self, steps: &[u32]) -> u32 {
            let mut last = 0;
            for &by in steps {
                last = self.step(by).await;
                if last > 10 { break; }
            }
            self.log.push("done".to_string());
            last
        }
        async fn twice(mut self) -> (u32, Vec<String>) {
            let a = self.step(1).await;
            let b = self.step(a + 1).await;
            (a + b, self.log)
        }
    }
}

coro! {
    async fn sleep(d: Duration) {
        let mut left = d.as_millis() / 10;
        while left > 0 { left -= 1; yield_wait!(); }
    }

    async fn fetch(url: &str) -> Result<String, String> {
        sleep(Duration::from_millis(10)).await;
        if url.contains("bad") { Err(format!("404 {url}")) } else { Ok(url.to_uppercase()) }
    }

    async fn fetch_all(urls: Vec<String>) -> Vec<Result<String, String>> {
        let mut out = Vec::new();
        for url in &urls {
            out.push(fetch(url).await);
        }
        out
    }

    async fn fetch_built(host: &str, n: u32) -> Result<usize, String> {
        let mut total = 0;
        for i in 0..n {
            let url = format!("{host}/{i}");
            let page = fetch(&url).await?;
            total += page.len() + url.len();
        }
        Ok(total)
    }

    async fn retry(url: String, attempts: u32) -> Result<String, String> {
        let mut last = String::new();
        for attempt in 0..attempts {
            match fetch(&url).await {
                Ok(body) => return Ok(body),
                Err(e) => {
                    last = format!("{attempt}: {e}");
                    sleep(Duration::from_millis(10 << attempt)).await;
                }
            }
        }
        Err(last)
    }

    async fn read_line(lines: &mut VecDeque<String>) -> Option<String> {
        yield_wait!();
        lines.pop_front()
    }

    async fn login(mut lines: VecDeque<String>) -> Result<(String, usize), &'static str> {
        let user = read_line(&mut lines).await.ok_or("no user")?;
        let mut tries = 0;
        while let Some(password) = read_line(&mut lines).await {
            tries += 1;
            if password == "secret" { return Ok((user, lines.len())); }
            if tries == 3 { break; }
        }
        Err("denied")
    }

    async fn pipeline(input: Vec<i32>) -> Vec<String> {
        let mut stage: Vec<i32> = Vec::new();
        for x in input {
            stage.push(double(x).await);
        }
        let mut out = vec![];
        for (i, x) in stage.iter().enumerate().filter(|(_, x)| **x > 2) {
            out.push(label(i, x).await);
        }
        out
    }

    async fn double(x: i32) -> i32 { yield_wait!(); x * 2 }
    async fn label(i: usize, x: &i32) -> String { yield_wait!(); format!("{i}={x}") }

    async fn handle(event: &Event, metrics: &mut Metrics) -> Option<String> {
        metrics.events += 1;
        match event {
            Event::Data(id, text) => {
                metrics.bytes += text.len();
                sleep(Duration::from_millis(10)).await;
                metrics.peak = metrics.peak.max(text.len());
                Some(format!("{id}:{text}"))
            }
            Event::Closed(id) => Some(format!("bye {id}")),
            _ => None,
        }
    }

    async fn event_loop(events: Vec<Event>) -> (Metrics, BTreeMap<usize, String>) {
        let mut metrics = Metrics::default();
        let mut replies = BTreeMap::new();
        for (i, event) in events.iter().enumerate() {
            if let Some(reply) = handle(event, &mut metrics).await {
                replies.insert(i, reply);
            }
        }
        (metrics, replies)
    }

    async fn cached(cache: &mut HashMap<String, usize>, key: &str) -> usize {
        if let Some(&hit) = cache.get(key) { return hit; }
        let value = compute(key).await;
        cache.insert(key.to_string(), value);
        value
    }
    async fn compute(key: &str) -> usize { for _ in 0..key.len() { yield_wait!(); } key.len() * 10 }
    async fn lookups(keys: &[&str]) -> usize {
        let mut cache = HashMap::new();
        let mut sum = 0;
        for key in keys { sum += cached(&mut cache, key).await; }
        sum + cache.len()
    }

    async fn recursive(depth: u32, path: &mut Vec<u32>) -> usize {
        path.push(depth);
        yield_wait!();
        if depth == 0 { return path.len(); }
        let inner = recursive(depth - 1, path).boxed().await;
        inner + 1
    }

    async fn report<F: Fn(u32, &str)>(f: &F, i: u32, name: &str) { yield_wait!(); f(i, name) }
}

pub fn cases(t: &mut Tracer) {
    t.scope("recv", |d| { let c = Channel::new(); c.send(1).unwrap(); d.run(c.recv()) });
    t.scope("recv many", |d| { let c = Channel::new(); for i in 0..3 { c.send(i).unwrap(); } d.run(c.recv_many(5)) });
    t.scope("step", |d| d.run(Counter { value: 1, log: vec![] }.step(2)));
    t.scope("run", |d| d.run(Counter { value: 1, log: vec![] }.run(&[2, 9, 4])));
    t.case("twice", || Counter { value: 1, log: vec![] }.twice());
    t.case("fetch all", || fetch_all(vec!["a".into(), "bad".into()]));
    t.case("fetch built", || fetch_built("h", 2));
    t.case("fetch built bad", || fetch_built("bad", 2));
    t.case("retry", || retry("bad".into(), 2));
    t.case("retry ok", || retry("x".into(), 2));
    t.case("login", || login(["bob", "x", "secret", "rest"].map(String::from).into()));
    t.case("login none", || login(VecDeque::new()));
    t.case("login bad", || login(["bob", "x", "y", "z", "q"].map(String::from).into()));
    t.case("pipeline", || pipeline(vec![1, 2, 3]));
    t.case("event loop", || event_loop(vec![Event::Connected(1), Event::Data(1, "abc".into()), Event::Tick, Event::Closed(1)]));
    t.case("lookups", || lookups(&["a", "bb", "a"]));
    t.scope("recursive", |d| d.run(recursive(2, &mut vec![])));
}

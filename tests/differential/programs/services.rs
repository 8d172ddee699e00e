//! Services, clients and actors as in the async books.

use crate::prelude::*;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, VecDeque};
use std::cmp::Reverse;
use std::fmt;
use std::rc::Rc;
use std::sync::{Arc, Mutex, RwLock, atomic::{AtomicU32, AtomicUsize, Ordering}};

#[derive(Debug, Clone, PartialEq)]
enum ClientError {
    Timeout { after: u64 },
    Status(u16),
    Parse(String),
    Closed,
}
impl fmt::Display for ClientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Timeout { after } => write!(f, "timed out after {after} ms"),
            Self::Status(code) => write!(f, "status {code}"),
            Self::Parse(what) => write!(f, "cannot parse {what}"),
            Self::Closed => f.write_str("closed"),
        }
    }
}
impl std::error::Error for ClientError {}
impl From<std::num::ParseIntError> for ClientError {
    fn from(e: std::num::ParseIntError) -> Self { ClientError::Parse(e.to_string()) }
}

#[derive(Debug, Clone, Default)]
struct Request { method: String, path: String, headers: Vec<(String, String)>, body: Option<Vec<u8>> }
#[derive(Debug, Clone)]
struct Response { status: u16, body: String }

#[derive(Clone)]
struct Clock(Rc<Cell<u64>>);
impl Clock {
    fn new() -> Self { Clock(Rc::new(Cell::new(0))) }
    fn now(&self) -> u64 { self.0.get() }
    fn advance(&self, by: u64) { self.0.set(self.0.get() + by); }
}

struct Server { answers: RefCell<VecDeque<Result<Response, ClientError>>>, hits: Cell<usize> }
impl Server {
    fn new(codes: &[u16]) -> Rc<Self> {
        let answers = codes.iter().map(|&c| match c {
            0 => Err(ClientError::Closed),
            c => Ok(Response { status: c, body: format!("body {c}") }),
        }).collect();
        Rc::new(Server { answers: RefCell::new(answers), hits: Cell::new(0) })
    }
    fn answer(&self) -> Result<Response, ClientError> {
        self.hits.set(self.hits.get() + 1);
        self.answers.borrow_mut().pop_front().unwrap_or(Err(ClientError::Closed))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Breaker { Closed { failures: u32 }, Open { until: u64 }, HalfOpen }

#[derive(Debug)]
enum Message { Increment(u32), Get { reply: Rc<RefCell<Option<u32>>> }, Rename(String), Stop }

struct Mailbox<T> { queue: RefCell<VecDeque<T>> }
impl<T> Mailbox<T> {
    fn of(items: impl IntoIterator<Item = T>) -> Rc<Self> {
        Rc::new(Mailbox { queue: RefCell::new(items.into_iter().collect()) })
    }
    fn try_recv(&self) -> Option<T> { self.queue.borrow_mut().pop_front() }
    fn send(&self, item: T) { self.queue.borrow_mut().push_back(item) }
}

struct TokenBucket { capacity: f64, tokens: f64, rate: f64, last: u64 }
impl TokenBucket {
    fn try_take(&mut self, now: u64) -> Result<(), u64> {
        let elapsed = (now - self.last) as f64 / 1000.0;
        self.tokens = (self.tokens + elapsed * self.rate).min(self.capacity);
        self.last = now;
        if self.tokens >= 1.0 { self.tokens -= 1.0; Ok(()) } else { Err(((1.0 - self.tokens) / self.rate * 1000.0).ceil() as u64) }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Job { priority: u8, name: String }

coro! {
    async fn sleep(clock: Clock, ms: u64) {
        let until = clock.now() + ms;
        while clock.now() < until {
            clock.advance(50);
            yield_wait!();
        }
    }

    async fn send(server: Rc<Server>, request: &Request) -> Result<Response, ClientError> {
        yield_wait!();
        log(format!("{} {}", request.method, request.path));
        server.answer()
    }

    async fn circuit_breaker(server: Rc<Server>, clock: Clock, calls: usize) -> Vec<String> {
        let mut state = Breaker::Closed { failures: 0 };
        let mut out = Vec::with_capacity(calls);
        for call in 0..calls {
            state = match state {
                Breaker::Open { until } if clock.now() < until => {
                    out.push(format!("{call}: rejected"));
                    sleep(clock.clone(), 100).await;
                    continue;
                }
                Breaker::Open { .. } => Breaker::HalfOpen,
                other => other,
            };
            let result = {
                yield_wait!();
                server.answer()
            };
            state = match (state, &result) {
                (_, Ok(r)) if r.status == 200 => Breaker::Closed { failures: 0 },
                (Breaker::Closed { failures }, _) if failures + 1 < 2 => Breaker::Closed { failures: failures + 1 },
                (Breaker::Closed { .. } | Breaker::HalfOpen, _) => Breaker::Open { until: clock.now() + 150 },
                (open @ Breaker::Open { .. }, _) => open,
            };
            out.push(match result {
                Ok(Response { status, .. }) => format!("{call}: {status} {state:?}"),
                Err(e) => format!("{call}: {e} {state:?}"),
            });
        }
        out
    }

    async fn counter_actor(inbox: Rc<Mailbox<Message>>, mut name: String) -> (String, u32) {
        let mut count = 0;
        loop {
            let Some(message) = inbox.try_recv() else {
                yield_wait!();
                break;
            };
            match message {
                Message::Increment(by) => count += by,
                Message::Get { reply } => {
                    yield_wait!();
                    *reply.borrow_mut() = Some(count);
                }
                Message::Rename(new) => {
                    let old = std::mem::replace(&mut name, new);
                    log(format!("{old} is now {name}"));
                }
                Message::Stop => return (name, count),
            }
            yield_wait!();
        }
        (name + "!", count)
    }

    async fn rate_limited(clock: Clock, items: Vec<u32>) -> Vec<(u64, u32)> {
        let mut bucket = TokenBucket { capacity: 2.0, tokens: 2.0, rate: 10.0, last: clock.now() };
        let mut sent = vec![];
        for item in items {
            while let Err(wait) = bucket.try_take(clock.now()) {
                sleep(clock.clone(), wait).await;
            }
            sent.push((clock.now(), item));
        }
        sent
    }

    async fn worker(id: usize, jobs: Arc<Mutex<VecDeque<Job>>>, done: Arc<AtomicUsize>) -> usize {
        let mut handled = 0;
        loop {
            let job = jobs.lock().unwrap().pop_front();
            let Some(Job { priority, name }) = job else { break };
            for _ in 0..priority {
                yield_wait!();
            }
            log(format!("worker {id} did {name}"));
            handled += 1;
            done.fetch_add(1, Ordering::SeqCst);
        }
        handled
    }

    async fn priority_scheduler(jobs: Vec<Job>) -> Vec<String> {
        let mut heap: BinaryHeap<_> = jobs.into_iter().map(|j| (j.priority, Reverse(j.name))).collect();
        let mut order = Vec::new();
        while let Some((priority, Reverse(name))) = heap.pop() {
            yield_wait!();
            if priority > 5 && name.starts_with("split") {
                heap.push((priority - 3, Reverse(format!("{name}.a"))));
                heap.push((priority - 4, Reverse(format!("{name}.b"))));
                continue;
            }
            order.push(name);
        }
        order
    }

    async fn pipeline(input: Vec<&str>) -> Result<Vec<i64>, ClientError> {
        let parsed = {
            let mut parsed = Vec::new();
            for text in input {
                yield_wait!();
                parsed.push(text.trim().parse::<i64>()?);
            }
            parsed
        };
        let doubled: Vec<_> = parsed.iter().map(|n| n * 2).collect();
        yield_wait!();
        let big = doubled.into_iter().filter(|n| *n > 5);
        let mut out = Vec::new();
        for n in big {
            yield_wait!();
            out.push(n);
        }
        Ok(out)
    }

    async fn with_timeout(clock: Clock, limit: u64, steps: &[u64]) -> Result<u64, ClientError> {
        let start = clock.now();
        let elapsed = || clock.now() - start;
        let mut total = 0;
        for &step in steps {
            if elapsed() > limit {
                return Err(ClientError::Timeout { after: elapsed() });
            }
            sleep(clock.clone(), step).await;
            total += step;
        }
        Ok(total)
    }

    async fn cache_aside(store: Rc<RefCell<HashMap<String, String>>>, keys: &[&str]) -> (usize, usize, Vec<String>) {
        let (mut hits, mut misses) = (0, 0);
        let mut values = Vec::new();
        for key in keys {
            let cached = store.borrow().get(*key).cloned();
            let value = match cached {
                Some(v) => { hits += 1; v }
                None => {
                    misses += 1;
                    yield_wait!();
                    let fresh = key.to_uppercase();
                    store.borrow_mut().insert(key.to_string(), fresh.clone());
                    fresh
                }
            };
            values.push(value);
        }
        (hits, misses, values)
    }

    async fn pub_sub(topics: Vec<(&'static str, Vec<usize>)>, events: Vec<(&str, i32)>) -> BTreeMap<usize, Vec<i32>> {
        let subscriptions: HashMap<_, HashSet<usize>> = topics.into_iter().map(|(t, s)| (t, s.into_iter().collect())).collect();
        let mut delivered: BTreeMap<usize, Vec<i32>> = BTreeMap::new();
        for (topic, payload) in events {
            yield_wait!();
            let Some(subscribers) = subscriptions.get(topic) else {
                log(format!("nobody listens to {topic}"));
                continue;
            };
            let mut ids: Vec<_> = subscribers.iter().copied().collect();
            ids.sort_unstable();
            for id in ids {
                yield_wait!();
                delivered.entry(id).or_default().push(payload);
            }
        }
        delivered
    }

    async fn debounce(events: Vec<(u64, &'static str)>, window: u64) yields &'static str {
        let mut pending: Option<(u64, &str)> = None;
        for (at, name) in events {
            if let Some((last, previous)) = pending.take() {
                if at - last >= window {
                    yield_value!(previous);
                } else {
                    yield_wait!();
                }
            }
            pending = Some((at, name));
        }
        if let Some((_, name)) = pending {
            yield_value!(name);
        }
    }

    async fn batcher(inbox: Rc<Mailbox<u32>>, size: usize) yields Vec<u32> {
        let mut batch = Vec::with_capacity(size);
        let mut idle = 0;
        while idle < 2 {
            match inbox.try_recv() {
                Some(item) => {
                    idle = 0;
                    batch.push(item);
                    if batch.len() == size {
                        yield_value!(std::mem::take(&mut batch));
                    }
                }
                None => {
                    idle += 1;
                    yield_wait!();
                }
            }
        }
        if !batch.is_empty() {
            yield_value!(batch);
        }
    }

    async fn handshake(lines: &mut VecDeque<String>) -> Result<Cow<'static, str>, ClientError> {
        let hello = lines.pop_front().ok_or(ClientError::Closed)?;
        yield_wait!();
        let version: u32 = hello.strip_prefix("HELLO ").ok_or_else(|| ClientError::Parse(hello.clone()))?.parse()?;
        if version < 2 {
            lines.push_back("BYE".to_owned());
            yield_wait!();
            return Err(ClientError::Status(505));
        }
        lines.push_back(format!("OK {version}"));
        yield_wait!();
        Ok(if version == 2 { Cow::Borrowed("two") } else { format!("v{version}").into() })
    }

    async fn connection_pool(size: usize, wants: Vec<usize>) -> Vec<String> {
        let mut free: Vec<usize> = (0..size).rev().collect();
        let mut busy: BTreeMap<usize, usize> = BTreeMap::new();
        let mut report = Vec::new();
        for (client, hold) in wants.into_iter().enumerate() {
            let conn = loop {
                if let Some(conn) = free.pop() {
                    break conn;
                }
                let (&oldest, _) = busy.iter().min_by_key(|(_, left)| **left).unwrap();
                busy.remove(&oldest);
                free.push(oldest);
                yield_wait!();
            };
            busy.insert(conn, hold);
            report.push(format!("client {client} got {conn}"));
            yield_wait!();
            busy.retain(|_, left| { *left = left.saturating_sub(1); *left > 0 });
        }
        report
    }

    async fn supervisor(mut children: Vec<(String, u32)>, max_restarts: u32) -> Result<Vec<String>, String> {
        let mut log_lines = Vec::new();
        let mut restarts = 0;
        'outer: while !children.is_empty() {
            let mut i = 0;
            while i < children.len() {
                yield_wait!();
                let (name, fuel) = &mut children[i];
                match fuel.checked_sub(1) {
                    None => {
                        restarts += 1;
                        if restarts > max_restarts {
                            break 'outer;
                        }
                        log_lines.push(format!("restart {name}"));
                        *fuel = 3;
                    }
                    Some(1) => {
                        let (name, _) = children.swap_remove(i);
                        log_lines.push(format!("{name} finished"));
                        continue 'outer;
                    }
                    Some(left) => *fuel = left,
                }
                i += 1;
            }
        }
        if restarts > max_restarts { Err(format!("gave up after {restarts}")) } else { Ok(log_lines) }
    }

    async fn config_watch(config: Arc<RwLock<BTreeMap<String, u32>>>, key: &str, rounds: usize) yields u32 -> Option<u32> {
        let mut last = None;
        for _ in 0..rounds {
            let current = config.read().unwrap().get(key).copied();
            if current != last {
                last = current;
                if let Some(value) = current {
                    yield_value!(value);
                }
            }
            yield_wait!();
            if let Some(v) = config.write().unwrap().get_mut(key) {
                *v += 1;
            }
        }
        last
    }

    async fn semaphore_demo(permits: Arc<AtomicU32>, tasks: u8) -> Vec<u8> {
        struct Permit(Arc<AtomicU32>);
        impl Permit {
            fn acquire(from: &Arc<AtomicU32>) -> Option<Permit> {
                from.fetch_update(Ordering::AcqRel, Ordering::Acquire, |n| n.checked_sub(1)).ok()?;
                Some(Permit(Arc::clone(from)))
            }
        }
        impl Drop for Permit {
            fn drop(&mut self) { self.0.fetch_add(1, Ordering::Release); }
        }
        let mut held = Vec::new();
        let mut order = vec![];
        for task in 0..tasks {
            let permit = loop {
                match Permit::acquire(&permits) {
                    Some(permit) => break permit,
                    None => { held.remove(0); yield_wait!() }
                }
            };
            order.push(task);
            held.push(permit);
            yield_wait!();
        }
        order
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("breaker", || circuit_breaker(Server::new(&[200, 500, 500, 500, 200, 0]), Clock::new(), 9));
    let reply = Rc::new(RefCell::new(None));
    t.case("actor", || counter_actor(Mailbox::of([Message::Increment(2), Message::Get { reply: reply.clone() }, Message::Rename("b".into()), Message::Increment(3), Message::Stop]), "a".into()));
    t.case("actor ends", || counter_actor(Mailbox::of([Message::Increment(2)]), "a".into()));
    t.case("rate", || rate_limited(Clock::new(), vec![1, 2, 3, 4, 5]));
    let jobs = || vec![Job { priority: 9, name: "split".into() }, Job { priority: 1, name: "x".into() }, Job { priority: 5, name: "y".into() }];
    t.case("worker", || worker(1, Arc::new(Mutex::new(jobs().into())), Arc::default()));
    t.case("priority", || priority_scheduler(jobs()));
    t.case("pipeline", || pipeline(vec!["1", " 3", "4 "]));
    t.case("pipeline bad", || pipeline(vec!["1", " x", "4 "]));
    t.case("timeout", || with_timeout(Clock::new(), 200, &[100, 150, 100]));
    t.case("no timeout", || with_timeout(Clock::new(), 2000, &[100, 150, 100]));
    t.case("cache", || cache_aside(Default::default(), &["a", "b", "a"]));
    t.case("pub sub", || pub_sub(vec![("a", vec![2, 1]), ("b", vec![3])], vec![("a", 1), ("c", 2), ("b", 3), ("a", 4)]));
    t.case("debounce", || debounce(vec![(0, "a"), (5, "b"), (30, "c")], 10));
    t.case("batcher", || { let m = Mailbox::of([1, 2, 3, 4, 5]); m.send(6); m.send(7); batcher(m, 3) });
    t.scope("handshake", |d| d.run(handshake(&mut VecDeque::from(["HELLO 3".to_string()]))));
    t.scope("handshake old", |d| d.run(handshake(&mut VecDeque::from(["HELLO 1".to_string()]))));
    t.scope("handshake bad", |d| d.run(handshake(&mut VecDeque::from(["HELO 1".to_string()]))));
    t.case("pool", || connection_pool(2, vec![3, 1, 2, 4]));
    t.case("supervisor", || supervisor(vec![("a".into(), 3), ("b".into(), 0)], 2));
    t.case("supervisor fails", || supervisor(vec![("a".into(), 0), ("b".into(), 0)], 1));
    t.case("watch", || config_watch(Arc::new(RwLock::new(BTreeMap::from([("k".to_string(), 1)]))), "k", 3));
    t.case("semaphore", || semaphore_demo(Arc::new(AtomicU32::new(2)), 4));
    let _ = BTreeSet::<u8>::new();
    let _ = Request::default().headers.len() + Request::default().body.map_or(0, |b| b.len());
}

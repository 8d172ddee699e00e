//! async fns as in the books of the executors: channels, joins, retries, sessions.

use crate::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

struct Later(u32);
impl Future for Later {
    type Output = u32;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u32> {
        if self.0 == 0 {
            return Poll::Ready(7);
        }
        self.0 -= 1;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

#[derive(Clone)]
struct Sender<T>(Rc<RefCell<VecDeque<T>>>);
struct Receiver<T>(Rc<RefCell<VecDeque<T>>>);

fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let q = Rc::new(RefCell::new(VecDeque::new()));
    (Sender(q.clone()), Receiver(q))
}

impl<T> Sender<T> {
    fn send(&self, value: T) {
        self.0.borrow_mut().push_back(value);
    }
}

struct Recv<T>(Rc<RefCell<VecDeque<T>>>, u32);
impl<T> Future for Recv<T> {
    type Output = Option<T>;
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<T>> {
        let next = self.0.borrow_mut().pop_front();
        match next {
            Some(v) => Poll::Ready(Some(v)),
            None if self.1 == 0 => Poll::Ready(None),
            None => {
                self.1 -= 1;
                Poll::Pending
            }
        }
    }
}

impl<T> Receiver<T> {
    fn recv(&mut self) -> Recv<T> {
        Recv(self.0.clone(), 2)
    }
}

#[derive(Debug)]
enum AppError {
    Parse(std::num::ParseIntError),
    Empty { field: &'static str },
    Other(String),
}
impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AppError::Parse(e) => write!(f, "parse: {e}"),
            AppError::Empty { field } => write!(f, "{field} is empty"),
            AppError::Other(s) => f.write_str(s),
        }
    }
}
impl Error for AppError {}
impl From<std::num::ParseIntError> for AppError {
    fn from(e: std::num::ParseIntError) -> Self {
        AppError::Parse(e)
    }
}

struct Config { retries: u32, name: String, limits: Vec<u32> }

struct Account { id: u32, balance: i64 }
struct Bank { accounts: HashMap<u32, Account>, log: Vec<String> }

coro! {
    async fn pause(n: u32) {
        for _ in 0..n {
            Later(0).await;
            yield_wait!();
        }
    }

    async fn hello_world() {
        log("hello");
        pause(1).await;
        log("world");
    }

    async fn learn_song(title: &str) -> String {
        pause(1).await;
        format!("♪ {title}")
    }

    async fn produce(tx: Sender<u32>, n: u32) {
        for i in 0..n {
            tx.send(i);
            pause(1).await;
        }
    }

    async fn consume(mut rx: Receiver<u32>) -> u32 {
        let mut total = 0;
        while let Some(v) = rx.recv().await {
            log(format!("got {v}"));
            total += v;
        }
        total
    }

    async fn pipe() -> u32 {
        let (tx, mut rx) = channel();
        let tx2 = tx.clone();
        tx.send("one");
        tx2.send("two");
        drop(tx);
        let mut n = 0;
        loop {
            match rx.recv().await {
                Some(text) if text == "two" => n += 2,
                Some(_) => n += 1,
                None => break,
            }
        }
        n
    }

    async fn retry(config: Config) -> Result<String, AppError> {
        let Config { retries, name, ref limits } = config;
        let mut attempt = 0;
        loop {
            attempt += 1;
            match try_once(attempt).await {
                Ok(v) => return Ok(format!("{name}: {v} after {attempt}")),
                Err(e) if attempt < retries => log(format!("retry: {e}")),
                Err(e) => {
                    let most = limits.iter().max().copied().unwrap_or_default();
                    return Err(AppError::Other(format!("{e} ({most})")));
                }
            }
            pause(attempt).await;
        }
    }

    async fn try_once(n: u32) -> Result<u32, Box<dyn Error>> {
        pause(1).await;
        if n < 3 {
            Err(format!("attempt {n} failed"))?;
        }
        Ok(n * 10)
    }

    async fn parse_all(fields: Vec<(&'static str, &'static str)>) -> Result<i64, AppError> {
        let mut sum = 0;
        for (name, text) in fields {
            if text.is_empty() {
                return Err(AppError::Empty { field: name });
            }
            pause(1).await;
            sum += text.parse::<i64>()?;
        }
        Ok(sum)
    }

    async fn shared_counter(counter: Arc<Mutex<u32>>, n: u32) -> u32 {
        for _ in 0..n {
            {
                let mut guard = counter.lock().unwrap();
                *guard += 1;
            }
            pause(1).await;
        }
        let last = *counter.lock().unwrap();
        last
    }

    async fn read_timeout(deadline: Rc<Cell<u32>>) -> Option<&'static str> {
        let now = || deadline.get();
        while now() > 0 {
            deadline.set(deadline.get() - 1);
            pause(1).await;
        }
        (now() == 0).then_some("timeout")
    }

    async fn fetch(url: &str) -> Result<String, String> {
        pause(1).await;
        match url.split_once("://") {
            Some(("http", rest)) => Ok(rest.to_uppercase()),
            Some((scheme, _)) => Err(format!("unsupported {scheme}")),
            None => Err(format!("bad url {url}")),
        }
    }

    async fn crawl(urls: &[&str]) -> (Vec<String>, usize) {
        let mut pages = Vec::new();
        let mut errors = 0;
        for url in urls {
            match fetch(url).await {
                Ok(page) => pages.push(page),
                Err(e) => {
                    log(&e);
                    errors += 1;
                }
            }
        }
        (pages, errors)
    }

    async fn http_get(request: String) -> Result<(String, String, BTreeMap<String, String>), String> {
        let mut lines = request.lines();
        let first = lines.next().ok_or("empty")?;
        let mut parts = first.split(' ');
        let (method, path) = match (parts.next(), parts.next()) {
            (Some(m), Some(p)) => (m.to_string(), p.to_string()),
            _ => return Err("bad request".into()),
        };
        pause(1).await;
        let mut headers = BTreeMap::new();
        for line in request.lines().skip(1) {
            let Some((k, v)) = line.split_once(": ") else { continue };
            headers.insert(k.to_lowercase(), v.to_string());
            pause(1).await;
        }
        Ok((method, path, headers))
    }

    async fn session(lines: Vec<&str>) -> Vec<String> {
        let mut out = vec![];
        let mut user: Option<String> = None;
        for line in lines {
            let mut words = line.split_whitespace();
            let reply = match words.next() {
                Some("USER") => {
                    user = words.next().map(str::to_owned);
                    pause(1).await;
                    "+OK".to_string()
                }
                Some("WHO") => match &user {
                    Some(name) => {
                        pause(1).await;
                        format!("+{name}")
                    }
                    None => String::from("-ERR"),
                },
                Some("QUIT") => break,
                Some(other) => format!("-unknown {other}"),
                None => continue,
            };
            out.push(reply);
        }
        out
    }

    async fn transfer(mut bank: Bank, from: u32, to: u32, amount: i64) -> Result<Vec<String>, String> {
        let source = bank.accounts.get_mut(&from).ok_or_else(|| format!("no account {from}"))?;
        if source.balance < amount {
            return Err("insufficient".to_string());
        }
        source.balance -= amount;
        pause(1).await;
        let Some(target) = bank.accounts.get_mut(&to) else {
            bank.accounts.get_mut(&from).unwrap().balance += amount;
            return Err(format!("no account {to}"));
        };
        target.balance += amount;
        pause(1).await;
        bank.log.push(format!("{from}->{to}"));
        let mut ids: Vec<_> = bank.accounts.values().map(|a| (a.id, a.balance)).collect();
        ids.sort();
        bank.log.push(format!("{ids:?}"));
        Ok(bank.log)
    }

    async fn boxed_future(flag: bool) -> u32 {
        let fut: Pin<Box<dyn Future<Output = u32>>> = if flag {
            Box::pin(async { 1 })
        } else {
            Box::pin(async { Later(1).await + 2 })
        };
        fut.await + Later(1).await
    }

    async fn select_loop(a: Vec<u32>, b: Vec<u32>) -> Vec<String> {
        let (mut a, mut b) = (a.into_iter(), b.into_iter());
        let mut out = Vec::new();
        let (mut done_a, mut done_b) = (false, false);
        while !(done_a && done_b) {
            match a.next() {
                Some(x) if !done_a => out.push(format!("a{x}")),
                _ => done_a = true,
            }
            pause(1).await;
            if let Some(x) = b.next() {
                out.push(format!("b{x}"));
            } else {
                done_b = true;
            }
        }
        out
    }

    async fn countdown_stream(n: u32) yields u32 {
        let mut n = n;
        while n > 0 {
            pause(1).await;
            yield_value!(n);
            n -= 1;
        }
    }

    async fn recursive_sum(n: u32) -> u32 {
        if n == 0 { return 0; }
        pause(1).await;
        n + recursive_sum(n - 1).boxed().await
    }

    async fn generic_map<T, U, F>(items: Vec<T>, f: F) -> Vec<U>
    where
        F: Fn(T) -> U,
    {
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            pause(1).await;
            out.push(f(item));
        }
        out
    }

    async fn with_callback(mut on_step: impl FnMut(u32)) -> u32 {
        let mut n = 0;
        while n < 3 {
            n += 1;
            on_step(n);
            pause(1).await;
        }
        n
    }

    async fn defer_like(name: &str) -> usize {
        struct Defer<F: FnMut()>(F);
        impl<F: FnMut()> Drop for Defer<F> { fn drop(&mut self) { (self.0)() } }
        let owned = name.to_string();
        let _defer = Defer(move || log(format!("deferred {owned}")));
        pause(2).await;
        name.len()
    }

    async fn cached(cache: Rc<RefCell<HashMap<u64, u64>>>, n: u64) -> u64 {
        if let Some(v) = cache.borrow().get(&n) {
            return *v;
        }
        let v = if n < 2 { n } else {
            cached(cache.clone(), n - 1).boxed().await + cached(cache.clone(), n - 2).boxed().await
        };
        cache.borrow_mut().insert(n, v);
        v
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("hello", hello_world);
    t.case("produce", || { let (tx, _rx) = channel(); produce(tx, 2) });
    t.case("consume", || { let (tx, rx) = channel(); tx.send(3); tx.send(4); consume(rx) });
    t.case("pipe", pipe);
    t.case("retry", || retry(Config { retries: 5, name: "n".into(), limits: vec![1, 9] }));
    t.case("retry fails", || retry(Config { retries: 2, name: "n".into(), limits: vec![1, 9] }));
    t.case("parse", || parse_all(vec![("a", "1"), ("b", "2")]));
    t.case("parse 2", || parse_all(vec![("a", "1"), ("b", "")]));
    t.case("parse 3", || parse_all(vec![("a", "x"), ("b", "")]));
    t.case("shared", || shared_counter(Arc::new(Mutex::new(1)), 2));
    t.case("timeout", || read_timeout(Rc::new(Cell::new(2))));
    t.case("crawl", || crawl(&["http://a", "ftp://b", "c"]));
    t.case("http", || http_get("GET /x HTTP/1.1\nHost: a\nbad\nX-Y: z".into()));
    t.case("http bad", || http_get("GET".into()));
    t.case("session", || session(vec!["WHO", "USER bob", "", "WHO", "X", "QUIT", "WHO"]));
    let bank = || Bank { accounts: HashMap::from([(1, Account { id: 1, balance: 10 }), (2, Account { id: 2, balance: 0 })]), log: vec![] };
    t.case("transfer", || transfer(bank(), 1, 2, 5));
    t.case("transfer none", || transfer(bank(), 1, 3, 5));
    t.case("transfer poor", || transfer(bank(), 1, 3, 50));
    t.case("boxed", || boxed_future(false));
    t.case("select", || select_loop(vec![1], vec![2, 3]));
    t.case("stream", || countdown_stream(2));
    t.case("sum", || recursive_sum(3));
    t.case("map", || generic_map(vec![1, 2], |x| x.to_string()));
    t.case("callback", || with_callback(|n| log(n)));
    t.case("defer", || defer_like("abc"));
    t.case("cached", || cached(Default::default(), 6));
}

//! Bodies that only wait, and whose values may refer to each other: no type says it.

use crate::prelude::*;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::future::{Future, poll_fn};
use std::task::Poll;

fn rest() -> impl Future<Output = ()> {
    let mut done = false;
    poll_fn(move |context| match std::mem::replace(&mut done, true) {
        true => Poll::Ready(()),
        false => { context.waker().wake_by_ref(); Poll::Pending }
    })
}

/// Its methods lend what it owns, which their names do not tell.
struct Source { left: u32, chunk: Vec<u8>, name: D }
struct Incoming<'a>(&'a mut Source, D);
struct Part<'a>(&'a [u8], D);
impl Source {
    fn new(left: u32) -> Self { Source { left, chunk: vec![], name: D("source") } }
    async fn fill(&mut self) -> Result<&[u8], String> {
        rest().await;
        if self.left == 9 { return Err(format!("{} is broken", self.name.0)); }
        self.chunk = vec![7; self.left as usize];
        self.left = self.left.saturating_sub(1);
        Ok(&self.chunk)
    }
    async fn part(&self) -> Option<Part<'_>> { rest().await; Some(Part(&self.chunk, D("part"))) }
    fn incoming(&mut self) -> Incoming<'_> { Incoming(self, D("incoming")) }
    fn shown(&self) -> Shown<'_> { Shown(&self.name.0, D("shown")) }
}
struct Shown<'a>(&'a str, #[allow(dead_code)] D);
impl Incoming<'_> {
    async fn next(&mut self) -> Option<u32> {
        rest().await;
        let _held = &self.1;
        (self.0.left > 0).then(|| { self.0.left -= 1; self.0.left })
    }
}
struct Runner(D);
impl Runner {
    async fn run<F: Future>(&self, task: F) -> F::Output { log(format!("runs {}", self.0.0)); task.await }
}
struct Answer(D);
impl Answer {
    fn send(self, value: Vec<u32>) -> Result<usize, D> { if value.is_empty() { Err(self.0) } else { Ok(value.len()) } }
}

coro! {
    async fn chunks(mut source: Source) -> Result<usize, String> {
        let _first = D("first");
        let mut all = 0;
        loop {
            let chunk = source.fill().await?;
            if chunk.is_empty() { break; }
            all += chunk.len();
        }
        Ok(all)
    }
    async fn parts(mut source: Source) -> usize {
        source.chunk = vec![1, 2, 3];
        let Some(part) = source.part().await else { return 0 };
        rest().await;
        part.0.len() + part.1.0.len()
    }
    async fn served(mut source: Source) -> u32 {
        let mut incoming = source.incoming();
        let mut sum = 0;
        while let Some(n) = incoming.next().await { sum += n; rest().await; }
        sum
    }
    async fn headers(text: &str) -> usize {
        let mut all = HashMap::new();
        for line in text.lines() {
            let (key, value) = line.split_once(':').unwrap();
            all.insert(key.to_string(), value.to_string());
        }
        let mut source = Source::new(4);
        let mut sum = 0;
        match all.get("length") {
            Some(length) => {
                let length: usize = length.parse().unwrap();
                sum += source.fill().await.map_or(0, <[u8]>::len).min(length);
            }
            None => { rest().await; }
        }
        sum
    }
    async fn shadowed(mut source: Source) -> usize {
        let mut name = [0u8; 6];
        let mut name = std::io::Cursor::new(&mut name[..]);
        std::io::Write::write_all(&mut name, source.name.0.as_bytes()).unwrap();
        let at = name.position() as usize;
        let filled = source.fill().await.map(<[u8]>::len).unwrap_or(0);
        filled + name.get_ref()[..at].len()
    }
    async fn read_later(mut source: Source, answer: Answer) -> usize {
        let mut all = vec![];
        while let Ok(chunk) = source.fill().await { if chunk.is_empty() { break; } all.push(chunk.len() as u32); }
        let _ = answer.send(all);
        rest().await;
        source.name.0.len()
    }
    async fn counted(costs: &mut HashMap<u32, u32>, keys: &[u32]) -> u32 {
        let mut sum = 0;
        for key in keys {
            sum += match costs.entry(*key) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(place) => { rest().await; *place.insert(key * 10) }
            };
        }
        sum
    }
    async fn run_by_another(from: u32) -> u32 {
        let shared = std::rc::Rc::new(std::cell::Cell::new(from));
        let same = shared.clone();
        Runner(D("runner")).run(async move { rest().await; same.set(same.get() + 1); }).await;
        shared.get()
    }
    async fn held(mut source: Source) -> usize {
        let base = source.left;
        let waits: Vec<std::pin::Pin<Box<dyn Future<Output = u32> + '_>>> =
            vec![Box::pin(async { rest().await; base }), Box::pin(async { base + 1 })];
        let mut sum = 0;
        for wait in waits { sum += wait.await; }
        let filling = Box::pin(source.fill());
        let filled = filling.await.map_or(0, <[u8]>::len);
        filled + sum as usize
    }
    async fn words(line: String, name: Option<String>) -> usize {
        let parts: Vec<&str> = line.splitn(3, ' ').collect();
        match (parts.as_slice(), &name) {
            (["one", word], None) => { rest().await; word.len() }
            (["two", word, other], Some(name)) => { rest().await; word.len() + other.len() + name.len() }
            _ => 0,
        }
    }
    async fn shown(source: Source) -> usize {
        let shown = source.shown();
        rest().await;
        shown.0.len() + source.left as usize
    }
}

/// The methods of what is shared own their `self`, and are lent by none.
struct Shared { left: std::cell::RefCell<u32>, name: D, lists: std::cell::RefCell<Vec<Source>> }
coro! {
    impl Shared {
        async fn refill(self: std::rc::Rc<Self>, mut source: Source) -> usize {
            for _ in 0..2 {
                source.fill().await.unwrap();
                let mut left = self.left.borrow_mut();
                *left += 1;
            }
            self.name.0.len()
        }
    }
    impl Source {
        async fn both(&mut self, others: &mut [Source]) -> Result<usize, String> {
            let mut all = 0;
            for other in others { all += other.fill().await.map(<[u8]>::len)?; }
            all += self.fill().await?.len();
            Ok(all)
        }
    }
    async fn refilled() -> (usize, u32) {
        let shared = std::rc::Rc::new(Shared { left: 3.into(), name: D("shared"), lists: Default::default() });
        let len = shared.clone().refill(Source::new(2)).await;
        let left = *shared.left.borrow();
        shared.lists.borrow_mut().push(Source::new(0));
        (len, left)
    }
    async fn twice(broken: u32) -> Result<usize, String> {
        let (mut one, mut others) = (Source::new(2), vec![Source::new(1), Source::new(broken)]);
        let mut all = 0;
        for _ in 0..2 { all += one.both(&mut others).await?; }
        Ok(all)
    }
}

/// What is returned is a part of what came as a `&mut`.
struct Ahead { tokens: Vec<D>, peeked: Option<D> }
coro! {
    impl Ahead {
        async fn next(&mut self) -> Result<Option<D>, String> { rest().await; Ok(self.tokens.pop()) }
        async fn peek(&mut self) -> Result<Option<&D>, String> {
            if self.peeked.is_none() { self.peeked = self.next().await?; }
            Ok(self.peeked.as_ref())
        }
        async fn take(&mut self) -> Result<Option<D>, String> {
            if let Some(token) = self.peeked.take() { return Ok(Some(token)); }
            self.next().await
        }
    }
    async fn tokens() -> Result<usize, String> {
        let mut ahead = Ahead { tokens: vec![D("c"), D("b"), D("a")], peeked: None };
        let mut sum = 0;
        while let Some(token) = ahead.peek().await? {
            let len = token.0.len();
            sum += len;
            if ahead.take().await?.is_some_and(|token| token.0 == "b") { break; }
        }
        Ok(sum)
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("chunks", || chunks(Source::new(3)));
    t.case("chunks, broken", || chunks(Source::new(9)));
    t.case("parts", || parts(Source::new(0)));
    t.case("served", || served(Source::new(3)));
    t.case("headers", || headers("length:3\nname:x"));
    t.case("no headers", || headers("name:x"));
    t.case("shadowed", || shadowed(Source::new(2)));
    t.case("read_later", || read_later(Source::new(2), Answer(D("answer"))));
    t.case("nothing read", || read_later(Source::new(9), Answer(D("answer"))));
    t.case("counted", || counted(Box::leak(Box::default()), &[1, 2, 1]));
    t.case("run_by_another", || run_by_another(4));
    t.case("held", || held(Source::new(2)));
    t.case("words", || words("two words of".into(), Some("name".into())));
    t.case("refilled", refilled);
    t.case("twice", || twice(3));
    t.case("twice, broken", || twice(9));
    t.case("shown", || shown(Source::new(2)));
    t.case("tokens", tokens);
    t.case("pinned in a macro", || pinned_in_a_macro(3));
    t.case("destructured", || destructured(Request { body: vec![1], headers: vec![("auth".into(), "me".into())], d: D("d") }));
    t.case("not found", || destructured(Request { body: vec![], headers: vec![], d: D("d") }));
    t.case("longest", || longest((vec!["a".to_string(), "bb".to_string()], 2)));
}
struct Request { body: Vec<u8>, headers: Vec<(String, String)>, d: D }
coro! {
    async fn pinned_in_a_macro(n: u32) -> String {
        let first = async move { rest().await; n + 1 };
        let mut out = vec![format!("{:?}", { let first = std::pin::pin!(first); first.await })];
        rest().await;
        out.push("end".to_string());
        out.concat()
    }
    /// Parts of a parameter are lent to what is found in them.
    async fn destructured(Request { body, headers, d }: Request) -> Result<String, String> {
        let (_, auth) = headers.iter().find(|(name, _)| name == "auth").ok_or("no auth")?;
        let len = body.len();
        rest().await;
        d.touch();
        Ok(format!("{auth} {len}"))
    }
    async fn longest((list, n): (Vec<String>, u32)) -> Option<usize> {
        let found = list.iter().max_by_key(|text| text.len())?;
        for _ in 0..n { rest().await; }
        Some(found.len())
    }
}

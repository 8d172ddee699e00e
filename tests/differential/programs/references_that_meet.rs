//! Two references of a fn in one variable, box or future: its lifetime lies within both of theirs.

use crate::prelude::*;
use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

struct Node {
    value: u32,
    kids: Vec<Node>,
}

fn tree() -> Node {
    let leaf = |value| Node { value, kids: vec![] };
    Node { value: 1, kids: vec![Node { value: 2, kids: vec![leaf(3)] }, leaf(4)] }
}

struct Lexer<'a> {
    text: &'a str,
}

enum Token<'a> {
    Word(&'a str),
    Number(&'a u32),
}

fn both<'a>(left: &'a [u32], right: &'a [u32]) -> impl Iterator<Item = &'a u32> {
    left.iter().chain(right)
}

fn rest() -> impl Future<Output = ()> {
    let mut done = false;
    poll_fn(move |context| match std::mem::replace(&mut done, true) {
        true => Poll::Ready(()),
        false => { context.waker().wake_by_ref(); Poll::Pending }
    })
}

/// As `async_trait` would write it.
trait Store {
    fn find<'a>(&'a self, key: &'a str) -> Pin<Box<dyn Future<Output = Option<u32>> + 'a>>;
}

struct Rows(BTreeMap<String, u32>, #[allow(dead_code)] D);

impl Store for Rows {
    fn find<'a>(&'a self, key: &'a str) -> Pin<Box<dyn Future<Output = Option<u32>> + 'a>> {
        Box::pin(async move { rest().await; self.0.get(key).copied() })
    }
}

fn rows() -> Rows {
    Rows([("a", 1), ("b", 2)].map(|(key, value)| (key.to_string(), value)).into(), D("rows"))
}

struct Desk {
    store: Option<Box<dyn Store>>,
    limit: u32,
}

coro! {
    fn merge(left: &[u32], right: &[u32]) yields u32 -> usize {
        let (short, long) = if left.len() < right.len() { (left, right) } else { (right, left) };
        for value in long { yield_value!(*value); }
        for value in short { yield_value!(*value); }
        long.len() - short.len()
    }

    fn interleaved(left: &[u32], right: &[u32]) yields u32 {
        for value in both(left, right) { yield_value!(*value); }
    }

    fn walk(node: &Node, prefix: &str) yields String {
        yield_value!(format!("{prefix}{}", node.value));
        for kid in &node.kids { yield_from!(walk(kid, prefix).boxed()); }
    }

    fn paths(node: &Node, path: &mut Vec<u32>) yields Vec<u32> {
        path.push(node.value);
        yield_value!(path.clone());
        for kid in &node.kids { yield_from!(paths(kid, path).boxed()); }
        path.pop();
    }

    fn longer<'a>(left: &'a str, right: &str) yields char -> &'a str {
        let one = if left.len() < right.len() { right } else { left };
        for letter in one.chars() { yield_value!(letter); }
        left
    }

    impl Lexer<'_> {
        fn or(self, other: &str) yields char {
            let text = if other.is_empty() { self.text } else { other };
            for letter in text.chars() { yield_value!(letter); }
        }
    }

    impl Token<'_> {
        fn show(self, names: &[String]) yields String {
            let text = match self {
                Token::Word(word) => word,
                Token::Number(number) => names[*number as usize % names.len()].as_str(),
            };
            yield_value!(text.to_string());
            yield_value!(text.to_uppercase());
        }
    }

    impl Desk {
        fn over(&self, rows: &BTreeMap<String, u32>) yields u32 {
            let least = rows.values().find(|row| **row > self.limit).unwrap_or(&self.limit);
            yield_value!(*least);
            yield_value!(self.limit);
        }

        async fn ask(&self, key: &str) -> u32 {
            let _there = D("there");
            match self.store.as_ref() {
                Some(store) => store.find(key).await.unwrap_or(self.limit),
                None => 0,
            }
        }

        async fn count(&self, node: &Node) -> u32 {
            let mut all = self.limit + node.value;
            for kid in &node.kids { all += self.count(kid).boxed().await; }
            all
        }
    }

    async fn first_of(left: &str, right: &str) -> usize {
        let one = if left < right { left } else { right };
        rest().await;
        one.len()
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("merge", || merge(&[1, 2], &[3]));
    t.case("merge other", || merge(&[1], &[3, 4]));
    t.case("interleaved", || interleaved(&[1, 2], &[3]));
    t.case("walk", || run_on(tree(), |tree| collected(walk(&tree, "/"))));
    t.case("paths", || run_on(tree(), |tree| collected(paths(&tree, &mut vec![9]))));
    t.case("longer", || longer("ab", "c"));
    t.case("longer other", || longer("a", "bc"));
    t.case("lexer", || Lexer { text: "ab" }.or(""));
    t.case("lexer other", || Lexer { text: "ab" }.or("c"));
    t.case("token", || run_on(["x".to_string(), "y".to_string()], |names| collected(Token::Number(&3).show(&names))));
    t.case("token word", || run_on(["x".to_string()], |names| collected(Token::Word("w").show(&names))));
    t.case("over", || run_on(rows(), |rows| collected(Desk { store: None, limit: 1 }.over(&rows.0))));
    t.case("ask", || asked(Desk { store: Some(Box::new(rows())), limit: 7 }, "b"));
    t.case("ask none", || asked(Desk { store: Some(Box::new(rows())), limit: 7 }, "c"));
    t.case("ask nobody", || asked(Desk { store: None, limit: 7 }, "c"));
    t.case("count", || counted(Desk { store: None, limit: 10 }, tree()));
    t.case("first of", || first_of("b", "abc"));
}

coro! {
    async fn asked(desk: Desk, key: &str) -> u32 { desk.ask(key).await }
    async fn counted(desk: Desk, tree: Node) -> u32 { desk.count(&tree).await }
    fn run_on<T, F: FnOnce(T) -> Vec<String>>(value: T, f: F) yields String {
        for line in f(value) { yield_value!(line); }
    }
}

fn collected<C: Coroutine<(), Return = ()>>(mut all: C) -> Vec<String>
where
    C::Yield: std::fmt::Debug,
{
    let mut lines = Vec::new();
    while let CoroutineState::Yielded(value) = all.resume(()) {
        lines.push(format!("{value:?}"));
    }
    lines
}

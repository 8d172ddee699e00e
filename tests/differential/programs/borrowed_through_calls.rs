//! Bodies that borrow what they own through what they call: coroutines, fns and iterators of the file, parts of lists of
//! references, a `&mut` that is named again.

use crate::prelude::*;
use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Chars;

enum Tree { Leaf(D), Branch(Box<Tree>, Box<Tree>), Empty }

impl Tree {
    coro! {
        fn walk(&self) yields &'static str {
            match self {
                Tree::Leaf(name) => { yield_value!(name.0); }
                Tree::Branch(left, right) => {
                    yield_from!(left.walk().boxed());
                    yield_from!(right.walk().boxed());
                }
                Tree::Empty => {}
            }
        }
    }
    fn grow(&mut self, name: &'static str) {
        *self = Tree::Branch(Box::new(std::mem::replace(self, Tree::Empty)), Box::new(Tree::Leaf(D(name))));
    }
}

#[derive(Default)]
struct Trie { below: BTreeMap<char, Trie>, ends: bool }

impl Trie {
    fn insert(&mut self, word: &str) {
        let mut at = self;
        for c in word.chars() { at = at.below.entry(c).or_default(); }
        at.ends = true;
    }
    fn find(&self, prefix: &str) -> Option<&Trie> {
        let mut at = self;
        for c in prefix.chars() { at = at.below.get(&c)?; }
        Some(at)
    }
}

struct Link { value: D, next: Option<Box<Link>> }
struct Chain { first: Option<Box<Link>>, len: usize }

impl Chain {
    coro! {
        fn renamed(&mut self, to: &'static str) yields &'static str -> usize {
            let mut at = self.first.as_mut();
            while let Some(link) = at {
                link.value = D(to);
                yield_value!(link.value.0);
                at = link.next.as_mut();
            }
            self.len
        }
        fn values(&self) yields &'static str {
            let mut at = self.first.as_deref();
            while let Some(link) = at {
                yield_value!(link.value.0);
                at = link.next.as_deref();
            }
        }
        fn taken(&mut self) yields &'static str {
            while let Some(link) = self.first.take() {
                self.first = link.next;
                self.len -= 1;
                yield_value!(link.value.0);
                log("after");
            }
        }
    }
}

fn chain() -> Chain {
    let last = Link { value: D("c"), next: None };
    let middle = Link { value: D("b"), next: Some(Box::new(last)) };
    Chain { first: Some(Box::new(Link { value: D("a"), next: Some(Box::new(middle)) })), len: 3 }
}

fn word(chars: &mut Peekable<Chars<'_>>) -> String {
    let mut word = String::new();
    while let Some(c) = chars.next_if(|c| c.is_alphanumeric()) { word.push(c); }
    word
}

#[derive(Debug)]
enum Entry<'a> { Put { to: &'a str, n: i64 }, Note(&'a str) }

fn entry(line: &str) -> Result<Option<Entry<'_>>, std::num::ParseIntError> {
    let Some((kind, rest)) = line.split_once(' ') else { return Ok(None) };
    Ok(Some(match kind {
        "+" => { let (to, n) = rest.split_once(' ').unwrap_or((rest, "1")); Entry::Put { to, n: n.parse()? } }
        _ => Entry::Note(rest),
    }))
}

coro! {
    fn fringe(tree: &Tree) yields &'static str {
        let mut open = vec![tree];
        while let Some(tree) = open.pop() {
            match tree {
                Tree::Leaf(name) => yield_value!(name.0),
                Tree::Branch(left, right) => open.extend([&**right, &**left]),
                Tree::Empty => {}
            }
        }
    }

    fn side_by_side(a: Tree, b: Tree) yields (Option<&'static str>, Option<&'static str>) {
        let (mut left, mut right) = (fringe(&a), fringe(&b));
        let (mut left, mut right) = (left.iter(), right.iter());
        loop {
            match (left.next(), right.next()) {
                (None, None) => return,
                pair => yield_value!(pair),
            }
        }
    }

    fn resumed(a: Tree) yields &'static str {
        let mut names = fringe(&a);
        while let CoroutineState::Yielded(name) = names.resume(()) { yield_value!(name); }
        log("end");
    }

    fn grown(names: Vec<&'static str>) yields &'static str -> usize {
        let mut tree = Tree::Empty;
        for name in names.iter() { tree.grow(name); }
        yield_from!(tree.walk());
        names.len()
    }

    fn in_an_operand(names: Vec<&'static str>) yields String -> usize {
        let mut tree = Tree::Empty;
        for name in &names { tree.grow(name); }
        yield_value!(tree.walk().iter().collect::<Vec<_>>().join(" "));
        names.len()
    }

    fn zipped(a: Tree, b: Tree) yields (&'static str, &'static str) -> usize {
        let (mut left, mut right) = (fringe(&a), fringe(&b));
        let mut count = 0;
        for (x, y) in left.iter().zip(right.iter().skip(1)) { count += 1; yield_value!((x, y)); }
        count
    }

    fn chosen(values: Vec<i32>, backwards: bool) yields i32 {
        let all: Box<dyn Iterator<Item = i32>> = if backwards {
            Box::new(values.iter().rev().copied())
        } else {
            Box::new(values.iter().copied().filter(|v| *v != 2))
        };
        for value in all { yield_value!(value); }
    }

    fn counting() yields u32 -> u32 {
        let mut count = 0;
        yield_from!(add(&mut count));
        count
    }

    fn of_a_chain(_: D) yields &'static str -> usize {
        let chain = chain();
        yield_from!(chain.values());
        chain.len
    }

    fn completed(words: Vec<&str>, prefix: String) yields String -> usize {
        let mut trie = Trie::default();
        for word in words { trie.insert(word); }
        let Some(start) = trie.find(&prefix) else { return 0 };
        let mut open = vec![(prefix.clone(), start)];
        let mut count = 0;
        while let Some((word, at)) = open.pop() {
            for (&c, below) in at.below.iter().rev() {
                let mut longer = word.clone();
                longer.push(c);
                open.push((longer, below));
            }
            if at.ends { count += 1; yield_value!(word); }
        }
        count
    }

    fn handed_on(text: String) yields String {
        let mut chars = text.chars().peekable();
        while let Some(&c) = chars.peek() {
            if c.is_alphanumeric() {
                let word = word(&mut chars);
                yield_value!(word);
            } else {
                chars.next();
                yield_value!(c.to_string());
            }
        }
    }

    fn cut_by_patterns(text: String) yields usize {
        let parts: Vec<&str> = text.split(' ').collect();
        let &[first, ref rest @ ..] = parts.as_slice() else { return };
        yield_value!(first.len());
        yield_value!(rest.len());
        if let [a, b, ..] = parts[..] { yield_value!(a.len() * 10); yield_value!(b.len() * 10); }
        match *parts {
            ["x", y] | [y] => { yield_value!(y.len() * 100); yield_value!(y.len() * 1000); }
            _ => {}
        }
        yield_value!(first.len());
    }

    fn cut_where_matched(text: String) yields usize {
        for line in text.lines() {
            match line.split(' ').collect::<Vec<_>>()[..] {
                ["x", y] => { yield_value!(y.len()); yield_value!(y.len()); }
                [y] => { yield_value!(y.len()); yield_value!(y.len()); }
                _ => yield_value!(0),
            }
        }
    }

    fn babbled(text: String) yields String {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for pair in words.windows(2) { next.entry(pair[0]).or_default().push(pair[1]); }
        let Some(&first) = words.first() else { return };
        let mut word = first;
        for n in 0..6 {
            yield_value!(word.to_string());
            let Some(words) = next.get(word) else { break };
            match words.get(n % words.len()) { Some(&next) => word = next, None => break }
        }
    }

    fn summed(book: String) yields (String, i64) -> Result<i64, std::num::ParseIntError> {
        let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
        for line in book.lines() {
            let parsed = entry(line).map_err(|error| { log(&error); error })?;
            let (who, n) = match parsed {
                Some(Entry::Put { to, n }) => (to, n),
                Some(Entry::Note(text)) => { yield_value!((text.to_uppercase(), 0)); continue }
                None => continue,
            };
            *sums.entry(who).or_insert(0) += n;
            yield_value!((who.to_string(), n));
        }
        Ok(sums.values().sum())
    }

    fn drained(texts: &[String]) yields &str {
        let mut all: Vec<&str> = texts.iter().map(String::as_str).collect();
        for text in all.drain(1..) { yield_value!(text); }
        yield_value!(if all.len() == 1 { "one is left" } else { "?" });
    }
}

coro! {
    fn add(count: &mut u32) yields u32 {
        yield_value!(1);
        *count += 1;
    }
}

fn tree(names: &[&'static str]) -> Tree {
    let mut tree = Tree::Empty;
    for name in names { tree.grow(name); }
    tree
}

pub fn cases(t: &mut Tracer) {
    t.case("side by side", || side_by_side(tree(&["a", "b"]), tree(&["c"])));
    t.case("resumed", || resumed(tree(&["a", "b"])));
    t.case("grown", || grown(vec!["a", "b", "c"]));
    t.case("in an operand", || in_an_operand(vec!["a", "b"]));
    t.case("zipped", || zipped(tree(&["a", "b"]), tree(&["c", "d", "e"])));
    t.case("chosen", || chosen(vec![1, 2, 3], true));
    t.case("chosen otherwise", || chosen(vec![1, 2, 3], false));
    t.case("counting", counting);
    t.case("of a chain", || of_a_chain(D("d")));
    t.scope("renamed", |d| { let mut c = chain(); d.run(c.renamed("x")); });
    t.scope("taken", |d| { let mut c = chain(); d.run(c.taken()); log(c.len) });
    t.case("completed", || completed(vec!["car", "cat", "dog", "ca"], "ca".to_string()));
    t.case("not found", || completed(vec!["car"], "x".to_string()));
    t.case("handed on", || handed_on("ab + c1".to_string()));
    t.case("cut by patterns", || cut_by_patterns("x abc".to_string()));
    t.case("cut where matched", || cut_where_matched("x abc\nde\nf g h".to_string()));
    t.case("babbled", || babbled("the cat sat on the mat".to_string()));
    t.case("summed", || summed("+ a 5\n# hi\n\n+ b".to_string()));
    t.case("summed badly", || summed("+ a 5\n+ b x".to_string()));
    t.scope("drained", |d| { let texts = ["a", "b", "c"].map(String::from); d.run(drained(&texts)) });
}

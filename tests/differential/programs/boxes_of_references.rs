//! Recursion through boxes, by fns that borrow from several places.

use crate::prelude::*;
struct Graph { edges: Vec<(String, String)> }
impl Graph {
    coro! {
        fn paths(&self, from: &str, to: &str, so_far: Vec<String>) yields Vec<String> {
            let path = { let mut p = so_far; p.push(from.to_string()); p };
            if from == to { yield_value!(path); return }
            for (a, b) in &self.edges {
                if a == from && !path.contains(b) {
                    yield_from!(self.paths(b, to, path.clone()).boxed());
                }
            }
        }
        fn names<'g>(&'g self, from: &str, depth: usize) yields &'g str {
            for (a, b) in &self.edges {
                if a == from && depth < 5 {
                    yield_value!(b.as_str());
                    yield_from!(self.names(b, depth + 1).boxed());
                }
            }
        }
    }
}
struct View<'a> { words: &'a [&'a str] }
impl<'a> View<'a> {
    coro! {
        fn below(&self, prefix: &str, from: usize) yields &'a str {
            for (i, w) in self.words.iter().enumerate().skip(from) {
                if w.starts_with(prefix) {
                    yield_value!(*w);
                    yield_from!(self.below(prefix, i + 1).boxed());
                    return;
                }
            }
        }
    }
}
coro! {
    fn perms<T: Clone>(list: Vec<T>, done: Vec<T>) yields Vec<T> {
        if list.is_empty() { yield_value!(done); return }
        for i in 0..list.len() {
            let mut rest = list.clone();
            let mut done = done.clone();
            done.push(rest.remove(i));
            yield_from!(perms(rest, done).boxed());
        }
    }
    fn pick<T: Clone>(list: &[T], n: usize, keep: impl Fn(&T) -> bool + Copy) yields Vec<T> {
        if n == 0 { yield_value!(vec![]); return }
        for i in 0..list.len() {
            if !keep(&list[i]) { continue }
            let mut inner = pick(&list[i + 1..], n - 1, keep).boxed();
            while let CoroutineState::Yielded(mut tail) = inner.resume(()) {
                tail.push(list[i].clone());
                yield_value!(tail);
            }
        }
    }
    fn matching<'t>(text: &'t str, words: &[&str]) yields &'t str {
        for w in words {
            if let Some(rest) = text.strip_prefix(w) {
                yield_value!(&text[..w.len()]);
                yield_from!(matching(rest, words).boxed());
            }
        }
    }
    fn hold<T: std::fmt::Debug>(t: T, n: u32) yields String {
        if n > 0 { yield_value!(format!("{t:?}{n}")); yield_from!(hold(t, n - 1).boxed()); }
    }
    fn two(a: &[u32], b: &mut Vec<u32>) yields usize {
        if let Some((first, rest)) = a.split_first() {
            b.push(*first);
            yield_value!(b.len());
            yield_from!(two(rest, b).boxed());
        }
    }
    fn stack(text: &str, by: &str) yields String {
        let mut all: Vec<Box<dyn Coroutine<(), Yield = String, Return = ()> + '_>> = vec![];
        for part in text.split(' ') { all.push(Box::new(one(part, by))); }
        while let Some(mut co) = all.pop() { yield_from!(&mut co); }
    }
    fn one(a: &str, b: &str) yields String { yield_value!(format!("{a}{b}")); yield_value!(b.to_string()); }
}
pub fn cases(t: &mut Tracer) {
    let g = || Graph { edges: [("a", "b"), ("b", "c"), ("a", "c")].map(|(a, b)| (a.to_string(), b.to_string())).into() };
    t.scope("paths", |d| { let g = g(); let to = String::from("c"); d.run(g.paths("a", &to, vec![])) });
    t.scope("names", |d| { let g = g(); let f = String::from("a"); d.run(g.names(&f, 0)) });
    t.scope("below", |d| { let p = String::from("a"); let v = View { words: &["ab", "b", "ac"] }; d.run(v.below(&p, 0)) });
    t.case("perms", || perms(vec![D(1), D(2)], vec![]));
    t.scope("pick", |d| { let least = 1; d.run(pick(&[1, 2, 3], 2, |x| *x > least)) });
    t.scope("matching", |d| { let w = ["a".to_string(), "b".into()]; let w: Vec<&str> = w.iter().map(|x| x.as_str()).collect(); d.run(matching("aab", &w)) });
    t.scope("hold", |d| { let x = D(1); d.run(hold(&x, 2)) });
    t.scope("two", |d| { let mut v = vec![]; d.run(two(&[1, 2], &mut v)) });
    t.scope("stack", |d| { let by = "!".to_string(); d.run(stack("x y", &by)) });
}

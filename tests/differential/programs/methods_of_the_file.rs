//! Methods that the file declares, and that only find what they give.

use crate::prelude::*;
use std::collections::HashMap;
struct Graph { adj: Vec<Vec<(usize, u32)>>, names: HashMap<usize, String> }
impl Graph {
    fn neighbours(&self, n: usize) -> &[(usize, u32)] { &self.adj[n] }
    fn edges(&self) -> impl Iterator<Item = (usize, usize, u32)> + '_ {
        self.adj.iter().enumerate().flat_map(|(a, list)| list.iter().map(move |(b, w)| (a, *b, *w)))
    }
    fn name(&self, n: usize) -> Option<&str> { self.names.get(&n).map(|n| n.as_str()) }
    fn noisy(&self, n: usize) -> &[(usize, u32)] { log("noisy"); &self.adj[n] }
}
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Id(usize);
struct Entry { name: String, first: Option<Id>, next: Option<Id> }
struct Arena { entries: Vec<Entry> }
impl std::ops::Index<Id> for Arena { type Output = Entry; fn index(&self, id: Id) -> &Entry { &self.entries[id.0] } }
impl Arena {
    fn get(&self, id: Id) -> Option<&Entry> { self.entries.get(id.0) }
    fn children(&self, id: Id) -> Children<'_> { Children { arena: self, at: self[id].first } }
}
struct Children<'a> { arena: &'a Arena, at: Option<Id> }
impl<'a> Iterator for Children<'a> {
    type Item = (Id, &'a Entry);
    fn next(&mut self) -> Option<Self::Item> {
        let id = self.at?;
        let entry = &self.arena[id];
        self.at = entry.next;
        Some((id, entry))
    }
}
fn arena() -> Arena {
    let e = |n: &str, f: Option<usize>, x: Option<usize>| Entry { name: n.into(), first: f.map(Id), next: x.map(Id) };
    Arena { entries: vec![e("root", Some(1), None), e("a", Some(3), Some(2)), e("b", None, None), e("c", None, None)] }
}
fn graph() -> Graph {
    Graph { adj: vec![vec![(1, 5), (2, 6)], vec![(2, 1)], vec![]], names: HashMap::from([(1, "one".to_string()), (2, "two".to_string())]) }
}
coro! {
    // of the same name as the method
    fn edges(graph: Graph) yields usize {
        for (from, to, _) in graph.edges() {
            yield_value!(from * 10 + to);
        }
    }
    fn walk(graph: Graph, start: usize) yields usize {
        for (next, _) in graph.neighbours(start) {
            yield_value!(*next);
            for (after, weight) in graph.neighbours(*next) {
                yield_value!(*after + *weight as usize * 100);
            }
        }
    }
    fn all_edges(graph: Graph) yields (usize, usize, u32) {
        for (a, b, w) in graph.edges() {
            if a < b { yield_value!((a, b, w)); }
        }
        for (i, (a, b, w)) in graph.edges().enumerate().filter(|(i, _)| *i > 0) {
            yield_value!((a, b, w));
            yield_value!((i, i, w));
        }
    }
    fn named(graph: Graph) yields String -> usize {
        let mut n = 0;
        for at in 0..3 {
            let Some(name) = graph.name(at) else { continue };
            yield_value!(name.to_uppercase());
            n += name.len();
        }
        let first = graph.name(1).unwrap_or("none");
        yield_value!(String::new());
        yield_value!(first.to_string());
        n
    }
    fn names(arena: Arena, root: Id) yields String {
        for (id, entry) in arena.children(root) {
            yield_value!(format!("{id:?} {}", entry.name));
            yield_value!(entry.name.clone());
        }
    }
    fn found(arena: Arena, ids: Vec<usize>) yields String -> Option<usize> {
        let mut length = 0;
        for id in ids {
            let entry = arena.get(Id(id))?;
            yield_value!(entry.name.clone());
            length += entry.name.len();
        }
        Some(length)
    }
    // what logs is not called twice
    fn noisy(graph: &Graph) yields usize {
        for (to, _) in graph.noisy(0) {
            yield_value!(*to);
        }
    }
    fn trimmed(words: Vec<String>) yields char {
        for word in words {
            for c in word.trim_matches('.').chars() {
                yield_value!(c);
            }
            for part in word.trim().split(',') {
                yield_value!('<');
                for c in part.strip_prefix('a').unwrap_or("-").chars().rev() { yield_value!(c); }
            }
        }
    }
}
struct Matrix<const R: usize, const C: usize>([[i32; C]; R]);
impl<const R: usize, const C: usize> Matrix<R, C> {
    fn row(&self, r: usize) -> &[i32; C] { &self.0[r] }
    fn column(&self, c: usize) -> impl Iterator<Item = i32> + '_ { self.0.iter().map(move |row| row[c]) }
    coro! {
        fn rows(self) yields i32 {
            for r in 0..R {
                for x in self.row(r) { yield_value!(*x); }
                yield_value!(self.row(r).iter().sum());
            }
        }
        fn transposed(self) yields Vec<i32> {
            for c in 0..C {
                let mut out = vec![];
                for x in self.column(c) { out.push(x); yield_value!(vec![x]); }
                yield_value!(out);
            }
        }
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("of the same name", || edges(graph()));
    t.case("walk", || walk(graph(), 0));
    t.case("edges", || all_edges(graph()));
    t.case("named", || named(graph()));
    t.case("names", || names(arena(), Id(0)));
    t.case("found", || found(arena(), vec![0, 2, 9]));
    t.scope("noisy", |d| d.run(noisy(&graph())));
    t.case("trimmed", || trimmed(vec!["a.".into(), ".ab,c".into()]));
    t.case("r", || Matrix([[1, 2, 3], [4, 5, 6]]).rows());
    t.case("t", || Matrix([[1, 2], [4, 5]]).transposed());
}

//! Recursion through a `&mut` whose lifetime other parameters have too.

use crate::prelude::*;
use std::collections::BTreeSet;
struct Graph { e: Vec<Vec<u32>> }
coro! {
    impl Graph {
        fn dfs<'a>(&'a self, node: u32, visited: &'a mut BTreeSet<u32>) yields u32 {
            if !visited.insert(node) {
                return;
            }
            yield_value!(node);
            for &next in &self.e[node as usize] {
                yield_from!(self.dfs(next, visited).boxed());
            }
        }
        fn dfs2(&self, node: u32, visited: &mut BTreeSet<u32>) yields u32 {
            if !visited.insert(node) {
                return;
            }
            yield_value!(node);
            for &next in &self.e[node as usize] {
                yield_from!(self.dfs2(next, visited).boxed());
            }
        }
    }
    fn dfs3<'a>(g: &'a Graph, node: u32, visited: &'a mut BTreeSet<u32>) yields u32 {
        if !visited.insert(node) {
            return;
        }
        yield_value!(node);
        for &next in &g.e[node as usize] {
            yield_from!(dfs3(g, next, visited).boxed());
        }
    }
}
pub fn cases(t: &mut Tracer) {
    let g = Graph { e: vec![vec![1, 2], vec![2, 0], vec![]] };
    t.scope("a", |d| d.run(g.dfs(0, &mut BTreeSet::new())));
    t.scope("b", |d| d.run(g.dfs2(0, &mut BTreeSet::new())));
    t.scope("c", |d| d.run(dfs3(&g, 0, &mut BTreeSet::new())));
}

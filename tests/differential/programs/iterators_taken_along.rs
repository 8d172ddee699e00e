//! Iterators through a `&mut` parameter: one that nothing else names is stored as it is.

use crate::prelude::*;
struct Tree { items: Vec<String> }
struct Items<'a>(std::slice::Iter<'a, String>);
impl<'a> Iterator for Items<'a> { type Item = &'a String; fn next(&mut self) -> Option<&'a String> { self.0.next() } }
impl Tree { fn iter(&self) -> Items<'_> { Items(self.items.iter()) } }
coro! {
    fn custom(tree: &mut Tree) yields usize -> usize {
        let mut it = tree.iter();
        let mut n = 0;
        while let Some(x) = it.next() {
            yield_value!(x.len());
            n += x.len();
        }
        n
    }
    fn listed(tree: &mut Tree) yields usize -> usize {
        let mut it = tree.items.iter();
        let mut n = 0;
        while let Some(x) = it.next() {
            yield_value!(x.len());
            n += x.len();
        }
        n
    }
    fn both(tree: &mut Tree) yields usize -> usize {
        let mut it = tree.items.iter();
        while let Some(x) = it.next() {
            yield_value!(x.len());
            log(x);
        }
        tree.items.push("x".into());
        tree.items.len()
    }
}
pub fn cases(t: &mut Tracer) {
    let tree = || Tree { items: vec!["a".into(), "bc".into()] };
    t.scope("custom", |d| d.run(custom(&mut tree())));
    t.scope("listed", |d| d.run(listed(&mut tree())));
    t.scope("both", |d| d.run(both(&mut tree())));
}

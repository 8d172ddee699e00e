//! Boxed delegates of generic fns that borrow nothing.

use crate::prelude::*;

struct Node<K, V> {
    key: K,
    value: V,
    left: Option<Box<Node<K, V>>>,
    right: Option<Box<Node<K, V>>>,
}

fn node<K, V>(key: K, value: V, left: Option<Node<K, V>>, right: Option<Node<K, V>>) -> Node<K, V> {
    Node { key, value, left: left.map(Box::new), right: right.map(Box::new) }
}

coro! {
    fn consumed<K, V>(node: Option<Box<Node<K, V>>>) yields (K, V) {
        if let Some(node) = node {
            let Node { key, value, left, right } = *node;
            yield_from!(consumed(left).boxed());
            yield_value!((key, value));
            yield_from!(consumed(right).boxed());
        }
    }

    fn in_order<'a, K, V>(node: &'a Option<Box<Node<K, V>>>) yields &'a K {
        if let Some(node) = node {
            yield_from!(in_order(&node.left).boxed());
            yield_value!(&node.key);
            yield_from!(in_order(&node.right).boxed());
        }
    }

    fn permuted<T: Clone>(items: Vec<T>, chosen: Vec<T>) yields Vec<T> {
        if items.is_empty() {
            yield_value!(chosen);
            return;
        }
        for at in 0..items.len() {
            let mut rest = items.clone();
            let mut next = chosen.clone();
            next.push(rest.remove(at));
            yield_from!(permuted(rest, next).boxed());
        }
    }

    fn countdown<'a, T: Clone>(name: &'a str, value: T, left: u32) yields (&'a str, T) {
        yield_value!((name, value.clone()));
        if left > 0 {
            yield_from!(countdown(name, value, left - 1).boxed());
        }
    }

    fn changed<T>(item: T, left: u32, change: impl Fn(T) -> T + Copy) yields u32 -> T {
        yield_value!(left);
        match left {
            0 => item,
            _ => yield_from!(changed(change(item), left - 1, change).boxed()),
        }
    }
}

pub fn cases(t: &mut Tracer) {
    let tree = || node(2, D("two"), Some(node(1, D("one"), None, None)), Some(node(3, D("three"), None, None)));
    t.case("consumed", || consumed(Some(Box::new(tree()))));
    t.scope("in order", |d| {
        let tree = Some(Box::new(tree()));
        d.run(in_order(&tree));
    });
    t.case("countdown", || countdown("a", D(1).0, 2));
    t.case("changed", || changed(D(1), 2, |d| D(d.0 + 1)));
    t.case("permuted", || permuted(vec!["a", "b", "c"], vec![]));
}

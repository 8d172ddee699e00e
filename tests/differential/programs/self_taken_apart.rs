//! `self` by value that is moved out of in parts: the struct stands in the same file.

use crate::prelude::*;
use std::fmt::Display;

struct Queue {
    items: Vec<D<u32>>,
    name: D<u32>,
}

impl Queue {
    coro! {
        fn each(self) yields u32 {
            for item in self.items {
                yield_value!(item.0);
            }
        }

        fn popped(self) yields u32 {
            let mut items = self.items;
            while let Some(item) = items.pop() {
                yield_value!(item.0);
            }
        }

        fn by_pattern(self) yields u32 {
            let Self { mut items, .. } = self;
            while let Some(item) = items.pop() {
                yield_value!(item.0);
            }
        }

        fn named(self) yields u32 -> D<u32> {
            yield_value!(self.len() as u32);
            let name = self.name;
            yield_value!(name.0);
            yield_value!(4);
            name
        }
    }

    fn len(&self) -> usize {
        self.items.len()
    }
}

struct Node<K, V> {
    key: K,
    value: V,
    left: Option<Box<Node<K, V>>>,
    right: Option<Box<Node<K, V>>>,
}

struct Tree<K, V> {
    root: Option<Box<Node<K, V>>>,
    name: D<&'static str>,
}

coro! {
    impl<K: Ord + Display, V> Tree<K, V> {
        fn popped(self) yields (K, V) {
            let mut stack = vec![];
            let mut next = self.root;
            while next.is_some() || !stack.is_empty() {
                while let Some(mut node) = next {
                    next = node.left.take();
                    stack.push(node);
                }
                let node = stack.pop().expect("not empty");
                let Node { key, value, right, .. } = *node;
                yield_value!((key, value));
                next = right;
            }
        }
    }
}

impl<K: Ord, V> Tree<K, V> {
    fn insert(&mut self, key: K, value: V) {
        let mut slot = &mut self.root;
        while let Some(node) = slot {
            slot = if key < node.key { &mut node.left } else { &mut node.right };
        }
        *slot = Some(Box::new(Node { key, value, left: None, right: None }));
    }
}

#[derive(Debug)]
struct Board {
    moves: Vec<u32>,
    turn: u32,
    name: String,
}

impl Board {
    fn winner(&self) -> Option<u32> {
        (self.turn > 2).then_some(1)
    }

    coro! {
        fn broken_off(self) yields u32 -> Vec<u32> {
            loop {
                if self.winner().is_some() {
                    break self.moves;
                }
                yield_value!(1);
            }
        }

        fn name_at_last(mut self) yields u32 -> (String, u32) {
            let name = loop {
                if self.winner().is_some() {
                    break self.name;
                }
                self.turn += 1;
                yield_value!(self.turn);
            };
            yield_value!(2);
            (name, 3)
        }
    }
}

pub fn cases(t: &mut Tracer) {
    let board = |turn| Board { moves: vec![1], turn, name: "name".to_string() };
    for turn in [1, 3] {
        t.case("broken off", || board(turn).broken_off());
        t.case("name at last", || board(turn).name_at_last());
    }
    let queue = || Queue { items: vec![D(1), D(2)], name: D(9) };
    t.case("each", || queue().each());
    t.case("popped", || queue().popped());
    t.case("by pattern", || queue().by_pattern());
    t.case("named", || queue().named());
    let tree = || {
        let mut tree = Tree { root: None, name: D("tree") };
        for key in [5, 2, 8, 1, 9] {
            tree.insert(key, key.to_string());
        }
        tree
    };
    t.case("tree", || tree().popped());
}

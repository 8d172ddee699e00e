//! What borrows a local is put into something of its own, which lives over a pause.

use crate::prelude::*;
use std::collections::HashMap;

struct Bits<'d> {
    data: &'d [u8],
    at: usize,
}

impl Bits<'_> {
    fn take(&mut self) -> Option<bool> {
        let byte = self.data.get(self.at / 8)?;
        self.at += 1;
        Some(byte >> ((self.at - 1) % 8) & 1 == 1)
    }
}

struct Graph {
    edges: HashMap<usize, Vec<usize>>,
}

impl Graph {
    fn neighbours(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        self.edges.get(&node).into_iter().flatten().copied()
    }
}

#[derive(Default)]
struct Trie {
    children: Vec<(char, Trie)>,
}

coro! {
    // a struct of the user's that holds a reference
    fn bits(data: Vec<u8>) yields bool {
        let mut bits = Bits { data: &data, at: 0 };
        while let Some(bit) = bits.take() {
            yield_value!(bit);
        }
    }

    // an iterator of which only its method's signature says that it borrows
    fn neighbours(graph: Graph) yields usize {
        for node in graph.neighbours(0) {
            yield_value!(node);
        }
    }

    // a map of references, built before the pause
    fn indexed(words: Vec<String>) yields (char, usize) {
        let mut index: HashMap<char, Vec<&String>> = HashMap::new();
        for word in &words {
            index.entry(word.chars().next().unwrap_or(' ')).or_default().push(word);
        }
        for first in ['a', 'b'] {
            if let Some(list) = index.get(&first) {
                for word in list {
                    yield_value!((first, word.len()));
                }
            }
        }
    }

    // a stack of references that goes on while the function pauses
    fn walked(trie: Trie) yields char {
        let mut stack = vec![&trie];
        while let Some(node) = stack.pop() {
            for (c, child) in &node.children {
                yield_value!(*c);
                stack.push(child);
            }
        }
    }

    // a part of a list that a pattern cuts shorter
    fn arguments(args: Vec<&'static str>) yields &'static str {
        let mut args = &args[..];
        while let [first, rest @ ..] = args {
            args = rest;
            yield_value!(first);
        }
    }

    // characters of a part that has no name
    fn trimmed(words: Vec<String>) yields char {
        for word in words {
            for c in word.trim_matches('.').chars() {
                yield_value!(c);
            }
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("bits", || bits(vec![5]));
    t.case("neighbours", || neighbours(Graph { edges: HashMap::from([(0, vec![1, 2])]) }));
    t.case("indexed", || indexed(vec!["a".into(), "bc".into(), "ab".into()]));
    t.case("walked", || walked(Trie { children: vec![('a', Trie::default()), ('b', Trie::default())] }));
    t.case("arguments", || arguments(vec!["a", "b"]));
    t.case("trimmed", || trimmed(vec!["a.".into()]));
}

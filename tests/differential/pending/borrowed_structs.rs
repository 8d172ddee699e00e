//! What borrows a local is put into something of its own, which lives over a pause.

use crate::prelude::*;

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

    // a stack of references into a tree
    fn walked(trie: Trie) yields char {
        let mut stack = vec![&trie];
        while let Some(node) = stack.pop() {
            for (c, child) in &node.children {
                yield_value!(*c);
                stack.push(child);
            }
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("bits", || bits(vec![5]));
    t.case("walked", || walked(Trie { children: vec![('a', Trie::default()), ('b', Trie::default())] }));
}

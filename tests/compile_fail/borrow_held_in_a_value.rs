// A struct or a list that holds a reference to a local cannot be kept beside it in a machine that has traits.

use coro_core::coro;

struct Bits<'d> {
    data: &'d [u8],
    at: usize,
}

impl<'d> Bits<'d> {
    fn new(data: &'d [u8]) -> Self {
        Bits { data, at: 0 }
    }

    fn take(&mut self) -> Option<bool> {
        let byte = self.data.get(self.at / 8)?;
        self.at += 1;
        Some(byte >> ((self.at - 1) % 8) & 1 == 1)
    }
}

struct Tree {
    name: String,
    children: Vec<Tree>,
}

coro! {
    #[derive(Debug)]
    fn bits(data: Vec<u8>) yields bool {
        let mut bits = Bits { data: &data, at: 0 };
        while let Some(bit) = bits.take() {
            yield_value!(bit);
        }
    }

    #[derive(Debug)]
    fn made(data: Vec<u8>) yields bool {
        let mut bits = Bits::new(&data);
        while let Some(bit) = bits.take() {
            yield_value!(!bit);
        }
    }

    #[derive(Debug)]
    fn walked(tree: Tree) yields String {
        let mut stack = vec![&tree];
        while let Some(node) = stack.pop() {
            yield_value!(node.name.clone());
            stack.extend(&node.children);
        }
    }

    #[derive(Debug)]
    fn by_level(tree: Tree) yields String {
        let mut queue = std::collections::VecDeque::new();
        queue.push_back((0, &tree));
        while let Some((depth, node)) = queue.pop_front() {
            yield_value!(format!("{depth}{}", node.name));
            for child in &node.children {
                queue.push_back((depth + 1, child));
            }
        }
    }
}

fn main() {
    by_level(Tree { name: String::new(), children: Vec::new() });
    bits(Vec::new());
    made(Vec::new());
    walked(Tree { name: String::new(), children: Vec::new() });
}

//! Recursion through `.boxed()` and through a boxed coroutine in a binding.

use crate::prelude::*;

#[derive(Clone)]
enum Tree<T> {
    Leaf,
    Node(Box<Tree<T>>, T, Box<Tree<T>>),
}

impl<T: PartialOrd> Tree<T> {
    fn insert(self, value: T) -> Self {
        match self {
            Tree::Leaf => Tree::Node(Box::new(Tree::Leaf), value, Box::new(Tree::Leaf)),
            Tree::Node(left, here, right) if value < here => {
                Tree::Node(Box::new(left.insert(value)), here, right)
            }
            Tree::Node(left, here, right) => {
                Tree::Node(left, here, Box::new(right.insert(value)))
            }
        }
    }
}

struct Branch {
    left: Option<Box<Branch>>,
    value: i32,
    right: Option<Box<Branch>>,
}

fn branch(from: i32, to: i32) -> Option<Box<Branch>> {
    let value = (from + to) / 2;
    (from < to).then(|| Box::new(Branch { left: branch(from, value), value, right: branch(value + 1, to) }))
}

fn tree(list: &[i32]) -> Tree<i32> {
    list.iter().fold(Tree::Leaf, |tree, &x| tree.insert(x))
}

coro! {
    fn walk(tree: &Tree<i32>) yields i32 -> usize {
        let Tree::Node(left, value, right) = tree else {
            return 0;
        };
        let before = yield_from!(walk(left).boxed());
        yield_value!(*value);
        before + 1 + yield_from!(walk(right).boxed())
    }

    fn walk_branches(tree: &Option<Box<Branch>>) yields i32 {
        if let Some(node) = tree {
            yield_from!(walk_branches(&node.left).boxed());
            yield_value!(node.value);
            yield_from!(walk_branches(&node.right).boxed());
        }
    }

    fn walk_owned(tree: Tree<D<i32>>) yields i32 {
        match tree {
            Tree::Leaf => {}
            Tree::Node(left, d, right) => {
                yield_from!(walk_owned(*left).boxed());
                yield_value!(d.0);
                yield_from!(walk_owned(*right).boxed());
            }
        }
    }

    fn hanoi(n: u32, from: char, to: char, by: char) yields (char, char) -> u32 {
        if n == 0 {
            return 0;
        }
        let mut moves = yield_from!(hanoi(n - 1, from, by, to).boxed());
        yield_value!((from, to));
        moves += 1;
        moves + yield_from!(hanoi(n - 1, by, to, from).boxed())
    }

    fn permutations(list: Vec<u8>) yields Vec<u8> {
        if list.len() <= 1 {
            yield_value!(list);
            return;
        }
        for i in 0..list.len() {
            let mut rest = list.clone();
            let first = rest.remove(i);
            let mut inner: Box<dyn Coroutine<(), Yield = Vec<u8>, Return = ()>> = Box::new(permutations(rest));
            while let CoroutineState::Yielded(mut tail) = inner.resume(()) {
                tail.insert(0, first);
                yield_value!(tail);
            }
        }
    }

    fn queens(n: usize, placed: Vec<usize>) yields Vec<usize> -> usize {
        if placed.len() == n {
            yield_value!(placed);
            return 1;
        }
        let mut found = 0;
        for column in 0..n {
            let row = placed.len();
            let safe = placed
                .iter()
                .enumerate()
                .all(|(r, &c)| c != column && row - r != column.abs_diff(c));
            if safe {
                let mut next = placed.clone();
                next.push(column);
                found += yield_from!(queens(n, next).boxed());
            }
        }
        found
    }

    fn factorial(n: u64) yields u64 -> u64 {
        let _d = D(n);
        yield_value!(n);
        if n < 2 { 1 } else { n * yield_from!(factorial(n - 1).boxed()) }
    }

    fn even(n: u32) yields &'static str -> bool {
        yield_value!("even");
        if n == 0 { true } else { yield_from!(odd(n - 1).boxed()) }
    }

    fn odd(n: u32) yields &'static str -> bool {
        yield_value!("odd");
        n != 0 && yield_from!(even(n - 1).boxed())
    }

    fn combinations<T: Clone>(items: &[T], size: usize) yields Vec<T> {
        if size == 0 {
            yield_value!(vec![]);
        } else if let [first, rest @ ..] = items {
            for mut tail in combinations(rest, size - 1).boxed().into_iter() {
                tail.insert(0, first.clone());
                yield_value!(tail);
            }
            yield_from!(combinations(rest, size).boxed());
        }
    }

    fn fails_deep_down(n: u32) yields u32 -> Result<u32, String> {
        let d = D(n);
        yield_value!(n);
        if n == 0 {
            return Err("bottom".to_string());
        }
        let m = yield_from!(fails_deep_down(n - 1).boxed())?;
        d.touch();
        Ok(m + 1)
    }
}

pub fn cases(t: &mut Tracer) {
    t.scope("walk", |drive| {
        let tree = tree(&[5, 2, 8, 1, 9]);
        drive.run(walk(&tree));
    });
    t.scope("walk branches", |drive| {
        let tree = branch(0, 6);
        drive.run(walk_branches(&tree));
    });
    t.case("walk owned", || {
        let leaf = |n| Box::new(Tree::Node(Box::new(Tree::Leaf), D(n), Box::new(Tree::Leaf)));
        walk_owned(Tree::Node(leaf(1), D(2), leaf(3)))
    });
    t.case("hanoi", || hanoi(3, 'a', 'c', 'b'));
    t.case("permutations", || permutations(vec![1, 2, 3]));
    t.case("queens", || queens(5, vec![]));
    t.case("factorial", || factorial(4));
    t.case("even", || even(4));
    t.case("odd", || odd(2));
    t.case("combinations", || combinations(&['a', 'b', 'c', 'd'], 2));
    t.case("fails deep down", || fails_deep_down(3));
}

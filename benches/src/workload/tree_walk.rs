//! A walk over a binary tree, in order: one boxed delegate for each node on the way down.

use std::pin::Pin;
use std::sync::LazyLock;

use coro_core::{Coroutine, CoroutineState, coro};
use genawaiter::rc::{Co, Gen};

use super::{BY_HAND, CORO, DIAPAUSE, GENAWAITER, Workload};
use crate::machine::{Coro, Diapause, Genawaiter};

pub(super) type Tree = Option<Box<Node>>;

pub(super) struct Node {
    pub(super) value: u64,
    pub(super) left: Tree,
    pub(super) right: Tree,
}

/// About five hundred nodes in nine levels.
static TREE: LazyLock<Tree> = LazyLock::new(|| grow(9, 1));

fn grow(levels: u32, value: u64) -> Tree {
    let below = levels.checked_sub(1)?;
    Some(Box::new(Node {
        value,
        left: grow(below, 2 * value),
        right: grow(below, 2 * value + 1),
    }))
}

coro! {
    fn with_coro(tree: &Tree) yields u64 {
        if let Some(node) = tree {
            yield_from!(with_coro(&node.left).boxed());
            yield_value!(node.value);
            yield_from!(with_coro(&node.right).boxed());
        }
    }
}

/// diapause keeps no reference that is not a parameter, so it looks the node up each time.
#[diapause::coroutine(yield = u64)]
fn with_diapause<'a>(tree: &'a Tree) {
    if tree.is_some() {
        let left: with_diapause::State<'a> = with_diapause(left_of(tree));
        yield_all!(box left);
        yield_!(value_of(tree));
        let right: with_diapause::State<'a> = with_diapause(right_of(tree));
        yield_all!(box right);
    }
}

fn left_of(tree: &Tree) -> &Tree {
    tree.as_ref().map_or(&None, |node| &node.left)
}

fn right_of(tree: &Tree) -> &Tree {
    tree.as_ref().map_or(&None, |node| &node.right)
}

fn value_of(tree: &Tree) -> u64 {
    tree.as_ref().map_or(0, |node| node.value)
}

fn with_genawaiter<'a>(co: &'a Co<u64>, tree: &'a Tree) -> Pin<Box<dyn Future<Output = ()> + 'a>> {
    Box::pin(async move {
        if let Some(node) = tree {
            with_genawaiter(co, &node.left).await;
            co.yield_(node.value).await;
            with_genawaiter(co, &node.right).await;
        }
    })
}

/// By hand nobody nests machines; the nodes still to be visited stand on a stack.
struct ByHand<'a> {
    below: &'a Tree,
    pending: Vec<&'a Node>,
}

impl Coroutine for ByHand<'_> {
    type Yield = u64;
    type Return = ();

    #[inline]
    fn resume(&mut self, (): ()) -> CoroutineState<u64, ()> {
        while let Some(node) = self.below {
            self.pending.push(node);
            self.below = &node.left;
        }
        match self.pending.pop() {
            None => CoroutineState::Complete(()),
            Some(node) => {
                self.below = &node.right;
                CoroutineState::Yielded(node.value)
            }
        }
    }
}

pub fn workload() -> Workload {
    let mut workload = Workload::new("tree walk, boxed");
    workload.add(CORO, || Coro::of(with_coro(&TREE)));
    #[cfg(feature = "native")]
    workload.add(super::RUSTC, || {
        crate::machine::Native::of(super::native::tree_walk(&TREE))
    });
    workload.add(DIAPAUSE, || Diapause::of(with_diapause(&TREE)));
    workload.add(GENAWAITER, || {
        Genawaiter::of(Gen::new(
            |co| async move { with_genawaiter(&co, &TREE).await },
        ))
    });
    workload.add(BY_HAND, || {
        Coro::of(ByHand {
            below: &TREE,
            pending: Vec::new(),
        })
    });
    workload
}

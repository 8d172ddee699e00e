//! Randomness that stays put when its neighbours change.
//!
//! Takes a seed, gives a tree of [`Node`]s. Each node draws from a stream of its own, derived
//! from its place in the tree and not from how much was drawn before it. So a statement that the
//! shrinker leaves out does not disturb what its neighbours come to be.
//!
//! ```
//! use fuzz::random::Node;
//!
//! let mut first = Node::root(7);
//! let mut second = Node::root(7);
//! first.child().draw();
//! second.child();
//! assert_eq!(first.child().draw(), second.child().draw());
//! ```
//!
//! It is not cryptographic and makes no promise of even distribution beyond SplitMix64's.

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// SplitMix64's finaliser: every bit of the result depends on every bit of the input.
pub fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// A stable hash of a name, so that a choice between names does not depend on their order.
pub fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(GOLDEN, |sum, byte| mix(sum ^ u64::from(byte)))
}

/// One place in the tree of a program, with its own stream of numbers.
#[derive(Clone, Debug)]
pub struct Node {
    id: u64,
    draws: u64,
    children: u64,
}

impl Node {
    /// The root of the tree that belongs to `seed`.
    pub fn root(seed: u64) -> Self {
        Self::at(mix(seed.wrapping_add(GOLDEN)))
    }

    fn at(id: u64) -> Self {
        Self {
            id,
            draws: 0,
            children: 0,
        }
    }

    /// What names this place, in masks.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// The next child of this node.
    pub fn child(&mut self) -> Self {
        self.children += 1;
        Self::at(mix(self.id ^ self.children.wrapping_mul(GOLDEN)))
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.draws += 1;
        mix(self.id.wrapping_add(self.draws.wrapping_mul(GOLDEN)))
    }

    /// A number from `0..end`; 0 where `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        if end == 0 {
            return 0;
        }
        (self.draw() % end as u64) as usize
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `items`.
    pub fn one_of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// The indices of `weights` in a random order in which heavy ones tend to come first.
    ///
    /// Every entry gets its score from its own index, so that a missing entry leaves the order
    /// of the others alone (rendezvous hashing).
    pub fn order(&mut self, weights: impl Iterator<Item = u32>) -> Vec<usize> {
        let salt = self.draw();
        let mut scored: Vec<(f64, usize)> = weights
            .enumerate()
            .filter(|(_, weight)| *weight > 0)
            .map(|(index, weight)| (score(salt, index as u64, weight), index))
            .collect();
        scored.sort_by(|left, right| left.0.total_cmp(&right.0));
        scored.into_iter().map(|(_, index)| index).collect()
    }

    /// The key that scores best, each key judged by itself.
    pub fn best(&mut self, keys: impl Iterator<Item = u64>) -> Option<usize> {
        let salt = self.draw();
        keys.enumerate()
            .max_by_key(|(_, key)| mix(salt ^ key))
            .map(|(index, _)| index)
    }
}

/// An exponential variate divided by its weight: the least of several is theirs in proportion.
fn score(salt: u64, index: u64, weight: u32) -> f64 {
    let bits = mix(salt ^ index.wrapping_mul(GOLDEN)) >> 11;
    let uniform = (bits as f64 + 1.0) / (1u64 << 53) as f64;
    -uniform.ln() / f64::from(weight)
}

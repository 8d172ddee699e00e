//! Makes a failing program small.
//!
//! Takes a seed and a check, gives a [`Mask`]: places of the program's tree that are left out
//! (statements) or made simple (expressions) while the check still says that it fails. Every mask
//! gives a program that compiles, since the generator writes it anew.
//!
//! ```
//! use fuzz::{Features, shrink::shrink};
//!
//! let mut features = Features::core();
//! features.size = 8;
//! let still_there = |text: &str| text.contains("yield");
//! let (_, small) = shrink(5, &features, still_there, |_| {});
//! assert!(small.text.contains("yield"));
//! ```
//!
//! It tries large places first and each place alone; it does not search for the smallest program.

use crate::features::Features;
use crate::generator::Visit;
use crate::program::{Mask, Program, program};

/// Shrinks the program of `seed` as long as `fails` holds of its text. `tell` hears of progress.
pub fn shrink(
    seed: u64,
    features: &Features,
    mut fails: impl FnMut(&str) -> bool,
    mut tell: impl FnMut(&Program),
) -> (Mask, Program) {
    let mut mask = Mask::new();
    let mut best = program(seed, features, &mask);
    loop {
        let before = mask.len();
        for id in by_weight(&best.visits) {
            if !best.visits.iter().any(|visit| visit.id == id) {
                continue;
            }
            let mut trial = mask.clone();
            trial.insert(id);
            let smaller = program(seed, features, &trial);
            if smaller.text.len() < best.text.len() && fails(&smaller.text) {
                mask = trial;
                best = smaller;
                tell(&best);
            }
        }
        if mask.len() == before {
            return (mask, best);
        }
    }
}

/// The places, those with many places inside first.
fn by_weight(visits: &[Visit]) -> Vec<u64> {
    let inside = |index: usize| {
        let depth = visits[index].depth;
        visits[index + 1..]
            .iter()
            .take_while(|visit| visit.depth > depth)
            .count()
    };
    let mut weighted: Vec<(usize, u64)> = visits
        .iter()
        .enumerate()
        .map(|(index, visit)| (inside(index), visit.id))
        .collect();
    weighted.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    weighted.into_iter().map(|(_, id)| id).collect()
}

//! The parts of patterns, type by type.
//!
//! Takes a [`PatternWish`] and the [`Pattern`] so far, gives text; what it binds and moves is noted
//! in the pattern.
//!
//! ```text
//! [output]  Choice::Both { left: a, right: _ }
//!           [(1 | 2), .., b]
//! ```
//!
//! Which of them is taken is decided in `patterns`.

use super::{Pattern, PatternWish};
use crate::generator::Generator;
use crate::types::Type;

impl Generator<'_> {
    /// A name for everything.
    pub(super) fn whole(&mut self, wish: PatternWish, pattern: &mut Pattern) -> String {
        pattern.hollow = true;
        self.binding(wish.of, pattern)
    }

    fn binding(&mut self, of: Type, pattern: &mut Pattern) -> String {
        let taken: Vec<String> = pattern
            .bindings
            .iter()
            .map(|binding| binding.0.clone())
            .collect();
        let name = self.fresh_name(&taken);
        let mutable = self.node.chance(30);
        pattern.bindings.push((name.clone(), of, mutable));
        if mutable { format!("mut {name}") } else { name }
    }

    /// A payload: a name or `_`.
    pub(super) fn part(&mut self, of: Type, wish: PatternWish, pattern: &mut Pattern) -> String {
        let needed = wish.complete && of.drops_visibly();
        let allowed = wish.bind || of.is_copy();
        if needed || (allowed && self.node.chance(75)) {
            pattern.hollow |= !of.is_copy();
            return self.binding(of, pattern);
        }
        "_".to_string()
    }

    pub(super) fn int_pattern(&mut self, pattern: &mut Pattern) -> String {
        match self.node.below(6) {
            0 => "1 | 2".to_string(),
            1 => "3..=6".to_string(),
            2 => "..=2".to_string(),
            3 => format!("{} @ 2..=5", self.binding(Type::Int, pattern)),
            4 => format!("{} @ (0 | 4 | 7)", self.binding(Type::Int, pattern)),
            _ => self.node.below(6).to_string(),
        }
    }

    /// `[1, x, ..]`, `[x, .., y]`
    pub(super) fn trio_pattern(
        &mut self,
        refutable: bool,
        wish: PatternWish,
        pattern: &mut Pattern,
    ) -> String {
        let first = if refutable {
            format!("({})", self.int_pattern(pattern))
        } else {
            self.part(Type::Int, wish, pattern)
        };
        let last = self.part(Type::Int, wish, pattern);
        match self.node.below(3) {
            0 => format!("[{first}, .., {last}]"),
            1 => format!("[{first}, _, {last}]"),
            _ => format!("[{first}, {last}, ..]"),
        }
    }

    /// `(a, b)`, `(_, b)`, `Duo { left: a, .. }`: part by part.
    pub(super) fn pair_pattern(&mut self, wish: PatternWish, pattern: &mut Pattern) -> String {
        let mut parts = Vec::new();
        for leaf in 0..2 {
            let partial = self.features.partial_moves && !wish.complete;
            let skipped = !wish.bind || (partial && self.node.chance(35));
            let part = if skipped {
                "_".to_string()
            } else {
                pattern.leaves[leaf] = true;
                self.binding(Type::Tracer, pattern)
            };
            parts.push(part);
        }
        match wish.of {
            Type::Duo if parts[1] == "_" => format!("Duo {{ left: {}, .. }}", parts[0]),
            Type::Duo => format!("Duo {{ right: {}, left: {} }}", parts[1], parts[0]),
            _ if parts[1] == "_" => format!("({}, ..)", parts[0]),
            _ => format!("({}, {})", parts[0], parts[1]),
        }
    }

    pub(super) fn variant_pattern(
        &mut self,
        variant: usize,
        wish: PatternWish,
        pattern: &mut Pattern,
    ) -> String {
        match (wish.of, variant) {
            (Type::MaybeInt, 0) => format!("Some({})", self.part(Type::Int, wish, pattern)),
            (Type::MaybeTracer, 0) => format!("Some({})", self.part(Type::Tracer, wish, pattern)),
            (Type::MaybeInt | Type::MaybeTracer, _) => "None".to_string(),
            (Type::Attempt, 0) => format!("Ok({})", self.part(Type::Int, wish, pattern)),
            (Type::TracerAttempt, 0) => format!("Ok({})", self.part(Type::Tracer, wish, pattern)),
            (Type::Attempt | Type::TracerAttempt, _) => {
                format!("Err({})", self.part(Type::Text, wish, pattern))
            }
            (_, 0) => "Choice::Empty".to_string(),
            (_, 1) => format!("Choice::One({})", self.part(Type::Tracer, wish, pattern)),
            (_, 2) => {
                let left = self.part(Type::Tracer, wish, pattern);
                let takes_rest = left != "_" && !self.features.leftovers;
                let rest = PatternWish {
                    bind: wish.bind && (left != "_" || self.features.leftovers),
                    complete: wish.complete || takes_rest,
                    ..wish
                };
                let right = self.part(Type::Tracer, rest, pattern);
                format!("Choice::Both {{ left: {left}, right: {right} }}")
            }
            _ => {
                let number = self.part(Type::Int, wish, pattern);
                format!(
                    "Choice::Counted({number}, {})",
                    self.part(Type::Tracer, wish, pattern)
                )
            }
        }
    }

    /// Alternatives that bind the same name.
    pub(super) fn either_pattern(&mut self, wish: PatternWish, pattern: &mut Pattern) -> String {
        if !wish.bind {
            return "Choice::One(_) | Choice::Both { .. }".to_string();
        }
        pattern.hollow = true;
        let name = self.binding(Type::Tracer, pattern);
        if wish.complete || !self.features.leftovers || self.node.chance(50) {
            return format!("Choice::One({name}) | Choice::Counted(_, {name})");
        }
        format!("Choice::One({name}) | Choice::Both {{ left: {name}, .. }}")
    }
}

//! Patterns, and what they are matched against.
//!
//! Takes a [`Scrutinee`] (a place or a value) and a [`PatternWish`], gives a [`Pattern`]: its text,
//! what it binds, and what it moves out of the place.
//!
//! ```text
//! [source]  a place of type Choice, refutable
//! [output]  Choice::One(d) | Choice::Both { left: d, .. }
//! ```
//!
//! What is left of a *value* that was matched is a temporary. Unless those are allowed, a pattern
//! binds all of it that has a destructor.

mod shapes;

use crate::code::Code;
use crate::environment::Slot;
use crate::generator::{Generator, Wish};
use crate::types::Type;

/// What is matched.
#[derive(Clone, Debug)]
pub(crate) struct Scrutinee {
    pub(crate) code: Code,
    of: Type,
    place: Option<usize>,
    /// Patterns may move out of it.
    bind: bool,
    /// Patterns must bind all of it that has a destructor.
    complete: bool,
}

impl Scrutinee {
    /// How many variants an exhaustive `match` has to name; 0 if there are none.
    pub(crate) fn variants(&self) -> usize {
        match self.of {
            Type::Bool
            | Type::MaybeInt
            | Type::MaybeTracer
            | Type::Attempt
            | Type::TracerAttempt => 2,
            Type::Choice => 4,
            _ => 0,
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Refutable,
    Irrefutable,
    Variant(usize),
}

/// A pattern that is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PatternWish {
    of: Type,
    kind: Kind,
    bind: bool,
    complete: bool,
}

impl PatternWish {
    fn new(scrutinee: &Scrutinee, kind: Kind) -> Self {
        Self {
            of: scrutinee.of,
            kind,
            bind: scrutinee.bind,
            complete: scrutinee.complete,
        }
    }

    pub(crate) fn refutable(scrutinee: &Scrutinee) -> Self {
        Self::new(scrutinee, Kind::Refutable)
    }

    pub(crate) fn irrefutable(scrutinee: &Scrutinee) -> Self {
        Self::new(scrutinee, Kind::Irrefutable)
    }

    pub(crate) fn variant(scrutinee: &Scrutinee, variant: usize) -> Self {
        Self::new(scrutinee, Kind::Variant(variant))
    }
}

/// A pattern.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pattern {
    pub(crate) text: String,
    bindings: Vec<(String, Type, bool)>,
    /// By part of the place: moved out.
    leaves: [bool; 2],
    /// Something was moved out that is no part of its own.
    hollow: bool,
}

impl Pattern {
    /// As `let` wants it, which takes no alternatives without parentheses.
    pub(crate) fn without_top_alternatives(&self) -> String {
        if self.text.contains('|') {
            format!("({})", self.text)
        } else {
            self.text.clone()
        }
    }
}

impl Generator<'_> {
    /// Something to match, of a type that has refutable patterns, or of any.
    pub(crate) fn scrutinee_of(&mut self, types: &[Type], size: usize) -> Scrutinee {
        if self.node.chance(50) {
            let found = self.find(|generator, index| {
                types.contains(&generator.variable(index).of) && generator.is_readable(index)
            });
            if let Some(index) = found {
                let (of, bind) = (self.variable(index).of, self.is_movable(index));
                let code = Code::atom(self.name(index));
                return Scrutinee {
                    code,
                    of,
                    place: Some(index),
                    bind,
                    complete: false,
                };
            }
        }
        let of = self.node.one_of(types);
        let code = self.expression(Wish::of(of, size + 2).strong());
        Scrutinee {
            code,
            of,
            place: None,
            bind: true,
            complete: !self.position.temporaries || !self.features.leftovers,
        }
    }

    /// Something to match in a `match`.
    pub(crate) fn scrutinee(&mut self, size: usize) -> Scrutinee {
        let types = [
            Type::Int,
            Type::Int,
            Type::Bool,
            Type::IntPair,
            Type::Trio,
            Type::MaybeInt,
            Type::MaybeTracer,
            Type::MaybeTracer,
            Type::Choice,
            Type::Choice,
            Type::TracerPair,
            Type::Duo,
            Type::Attempt,
            Type::TracerAttempt,
        ];
        self.scrutinee_of(&types, size)
    }

    /// The pattern matches: its bindings come into scope, its moves are done.
    pub(crate) fn bind(&mut self, scrutinee: &Scrutinee, pattern: &Pattern) {
        if let (Some(place), false) = (scrutinee.place, scrutinee.of.is_copy()) {
            let slot = &mut self.flow.slots[place];
            if pattern.hollow {
                slot.move_out();
            }
            for leaf in 0..2 {
                slot.leaves[leaf] &= !pattern.leaves[leaf];
            }
        }
        for (name, of, mutable) in &pattern.bindings {
            self.declare(name, *of, *mutable, Slot::filled());
        }
    }

    /// A pattern.
    pub(crate) fn pattern(&mut self, wish: PatternWish) -> Pattern {
        let mut pattern = Pattern::default();
        pattern.text = match (wish.of, wish.kind) {
            (Type::Int, Kind::Refutable) => self.int_pattern(&mut pattern),
            (Type::Bool, Kind::Refutable) => self.node.chance(50).to_string(),
            (Type::Bool, Kind::Variant(variant)) => (variant == 0).to_string(),
            (Type::IntPair, Kind::Refutable) => {
                format!(
                    "({}, {})",
                    self.int_pattern(&mut pattern),
                    self.part(Type::Int, wish, &mut pattern)
                )
            }
            (Type::TracerPair | Type::Duo, _) if self.node.chance(80) => {
                self.pair_pattern(wish, &mut pattern)
            }
            (Type::IntPair, _) if self.node.chance(70) => {
                format!(
                    "({}, {})",
                    self.part(Type::Int, wish, &mut pattern),
                    self.part(Type::Int, wish, &mut pattern)
                )
            }
            (Type::Trio, Kind::Refutable) => self.trio_pattern(true, wish, &mut pattern),
            (Type::Trio, Kind::Irrefutable) if self.node.chance(80) => {
                self.trio_pattern(false, wish, &mut pattern)
            }
            (_, Kind::Variant(variant)) => self.variant_pattern(variant, wish, &mut pattern),
            (Type::Choice, Kind::Refutable) if self.node.chance(40) => {
                self.either_pattern(wish, &mut pattern)
            }
            (Type::MaybeInt, Kind::Refutable) if self.node.chance(40) => {
                format!("Some({})", self.int_pattern(&mut pattern))
            }
            (Type::MaybeTracer, Kind::Refutable) if wish.bind && self.node.chance(20) => {
                let whole = self.whole(wish, &mut pattern);
                format!("{whole} @ Some(_)")
            }
            (Type::Choice, Kind::Refutable) => {
                let variant = self.node.below(4);
                self.variant_pattern(variant, wish, &mut pattern)
            }
            (
                Type::MaybeInt | Type::MaybeTracer | Type::Attempt | Type::TracerAttempt,
                Kind::Refutable,
            ) => {
                let variant = usize::from(self.node.chance(25));
                self.variant_pattern(variant, wish, &mut pattern)
            }
            (of, _)
                if !wish.bind
                    || (!(wish.complete && of.drops_visibly()) && self.node.chance(40)) =>
            {
                "_".to_string()
            }
            _ => self.whole(wish, &mut pattern),
        };
        pattern
    }
}

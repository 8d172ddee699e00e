//! Values whose drop is logged, and what holds them.
//!
//! ```text
//! [output]  renew(D("a1"), yield_value!(2))
//!           Duo { right: yield_from!(f2()), left: pair.0 }
//!           maybe.take().unwrap_or(D("a3"))
//! ```
//!
//! A value is never dropped as a temporary here: it goes into a variable, a call or a bigger value.

use super::Table;
use crate::code::Code;
use crate::generator::{Generator, Wish};
use crate::types::Type;

pub(super) const TRACER: Table = &[
    (10, |generator, _| {
        Some(Code::atom(generator.fresh_tracer()))
    }),
    (8, leaf),
    (5, |generator, wish| {
        let arguments = generator.arguments(&[Type::Tracer, Type::Int], wish.size);
        Some(Code::atom(format!("renew({arguments})")))
    }),
    (4, |generator, wish| {
        let mut receiver = generator.expression(wish.share(2)).operand();
        let place = receiver.trim_matches(['(', '*', ')']);
        let bare = !place.contains(['(', '{', '"']);
        if bare && !generator.features.consuming_methods {
            receiver = format!("same({receiver})");
        }
        let other = generator.argument(Type::Tracer, wish.size / 2);
        Some(Code::atom(format!("{receiver}.merge({other})")))
    }),
    (5, |generator, _| {
        generator
            .by_value(Type::Boxed)
            .map(|name| Code::open(format!("*{name}")))
    }),
    (3, |generator, wish| {
        let taken = generator.taken()?;
        let otherwise = generator.argument(Type::Tracer, wish.size);
        Some(Code::atom(format!("{taken}.unwrap_or({otherwise})")))
    }),
    (3, |generator, wish| {
        let found = generator.find(|generator, index| {
            generator.is(index, Type::Tracer) && generator.is_changeable(index)
        })?;
        let value = generator.lent_argument(found, Type::Tracer, wish.size);
        Some(Code::atom(format!(
            "std::mem::replace(&mut {}, {value})",
            generator.name(found)
        )))
    }),
    (2, |generator, wish| {
        let maybe = generator
            .expression(Wish::of(Type::MaybeTracer, wish.size).strong())
            .operand();
        let otherwise = generator.fresh_tracer();
        Some(Code::atom(format!(
            "{maybe}.unwrap_or_else(|| {otherwise})"
        )))
    }),
    (2, |generator, wish| {
        if !generator.position.temporaries || !generator.features.partial_moves {
            return None;
        }
        let second = generator.argument(Type::Tracer, wish.size / 2);
        let first = generator.argument(Type::Tracer, wish.size / 2);
        Some(Code::atom(format!(
            "(Duo {{ right: {second}, left: {first} }}).left"
        )))
    }),
];

pub(super) const MAYBE: Table = &[
    (10, |generator, wish| {
        Some(Code::atom(format!(
            "Some({})",
            generator.argument(Type::Tracer, wish.size)
        )))
    }),
    (5, |generator, _| generator.taken().map(Code::atom)),
    (3, |generator, wish| {
        let arguments = generator.arguments(&[Type::Tracer, Type::Int], wish.size);
        Some(Code::atom(format!("keep({arguments})")))
    }),
    (2, |generator, wish| {
        let found = generator.find(|generator, index| {
            generator.is(index, Type::MaybeTracer) && generator.is_changeable(index)
        })?;
        let value = generator.while_borrowed(found, |generator| {
            generator.argument(Type::Tracer, wish.size)
        });
        Some(Code::atom(format!(
            "{}.replace({value})",
            generator.name(found)
        )))
    }),
];

pub(super) const PAIR: Table = &[(10, |generator, wish| {
    Some(Code::atom(format!(
        "({})",
        generator.arguments(&[Type::Tracer, Type::Tracer], wish.size)
    )))
})];

pub(super) const DUO: Table = &[
    (10, |generator, wish| {
        let (first, second) = if generator.node.chance(50) {
            ("left", "right")
        } else {
            ("right", "left")
        };
        let one = generator.argument(Type::Tracer, wish.size / 2);
        let two = generator.argument(Type::Tracer, wish.size / 2);
        Some(Code::before_block(format!(
            "Duo {{ {first}: {one}, {second}: {two} }}"
        )))
    }),
    (14, |generator, wish| {
        if !generator.features.partial_moves {
            return None;
        }
        // The base is evaluated after the fields that are written.
        let one = generator.argument(Type::Tracer, wish.size);
        let found = generator.find(|generator, index| {
            generator.is(index, Type::Duo) && generator.is_leaf_movable(index, 1)
        });
        let Some(found) = found else {
            return Some(Code::before_block(format!(
                "Duo {{ left: {one}, right: {} }}",
                generator.fresh_tracer()
            )));
        };
        generator.use_up_leaf(found, 1);
        Some(Code::before_block(format!(
            "Duo {{ left: {one}, ..{} }}",
            generator.name(found)
        )))
    }),
];

pub(super) const CHOICE: Table = &[
    (6, |generator, wish| {
        Some(Code::atom(format!(
            "Choice::One({})",
            generator.argument(Type::Tracer, wish.size)
        )))
    }),
    (6, |generator, wish| {
        let right = generator.argument(Type::Tracer, wish.size / 2);
        let left = generator.argument(Type::Tracer, wish.size / 2);
        Some(Code::before_block(format!(
            "Choice::Both {{ right: {right}, left: {left} }}"
        )))
    }),
    (6, |generator, wish| {
        let arguments = generator.arguments(&[Type::Int, Type::Tracer], wish.size);
        Some(Code::atom(format!("Choice::Counted({arguments})")))
    }),
];

pub(super) const SEVERAL: Table = &[(10, |generator, wish| {
    let wanted = [Type::Tracer; 3];
    let count = 1 + generator.node.below(3);
    if !generator.features.macros {
        return Some(Code::atom(format!(
            "Vec::from([{}])",
            generator.arguments(&wanted[..count], wish.size)
        )));
    }
    Some(Code::atom(format!(
        "vec![{}]",
        generator.arguments(&wanted[..count], wish.size)
    )))
})];

pub(super) const BOXED: Table = &[(10, |generator, wish| {
    Some(Code::atom(format!(
        "Box::new({})",
        generator.argument(Type::Tracer, wish.size)
    )))
})];

pub(super) const ATTEMPT: Table = &[
    (8, |generator, wish| {
        let fish = if wish.strong { "::<D, String>" } else { "" };
        Some(Code::atom(format!(
            "Ok{fish}({})",
            generator.argument(Type::Tracer, wish.size)
        )))
    }),
    (6, |generator, wish| {
        let arguments = generator.arguments(&[Type::Tracer, Type::Int], wish.size);
        Some(Code::atom(format!("check_tracer({arguments})")))
    }),
    (3, |generator, wish| {
        let fish = if wish.strong { "::<D, String>" } else { "" };
        Some(Code::atom(format!(
            "Err{fish}({})",
            generator.argument(Type::Text, wish.size)
        )))
    }),
];

/// One field or element, moved out.
fn leaf(generator: &mut Generator<'_>, _: Wish) -> Option<Code> {
    if !generator.features.partial_moves {
        return None;
    }
    let movable = |generator: &Generator<'_>, index: usize, leaf: usize| {
        generator.variable(index).of.leaves() == 2 && generator.is_leaf_movable(index, leaf)
    };
    let found = generator
        .find(|generator, index| movable(generator, index, 0) || movable(generator, index, 1))?;
    let both = movable(generator, found, 0) && movable(generator, found, 1);
    let leaf = if both {
        generator.node.below(2)
    } else {
        usize::from(!movable(generator, found, 0))
    };
    Some(Code::atom(generator.use_up_leaf(found, leaf)))
}

impl Generator<'_> {
    /// `maybe.take()`, `tracers.pop()` or the next of an iterator.
    fn taken(&mut self) -> Option<String> {
        let found = self.find(|generator, index| {
            let of = generator.variable(index).of;
            matches!(of, Type::MaybeTracer | Type::Tracers | Type::TracerIterator)
                && generator.is_changeable(index)
        })?;
        let method = match self.variable(found).of {
            Type::MaybeTracer => "take",
            Type::Tracers => "pop",
            _ => "next",
        };
        Some(format!("{}.{method}()", self.name(found)))
    }
}

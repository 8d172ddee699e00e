//! Numbers that come from a variable: its fields, elements and methods.
//!
//! ```text
//! [output]  d.mix(yield_value!(1))
//!           trio[(yield_value!(2)).rem_euclid(3) as usize]
//!           std::mem::replace(&mut a, 3)
//! ```
//!
//! While an argument is written, the variable is borrowed.

use crate::code::Code;
use crate::generator::{Generator, Wish};
use crate::types::Type;

pub(super) fn tracer_id(generator: &mut Generator<'_>, _: Wish) -> Option<Code> {
    let (text, _) = generator.tracer_place()?;
    Some(Code::atom(format!("{text}.rank()")))
}

pub(super) fn tracer_mix(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let (text, variable) = generator.tracer_place()?;
    let argument = generator.while_borrowed(variable, |generator| {
        generator.argument(Type::Int, wish.size)
    });
    Some(Code::atom(format!("{text}.mix({argument})")))
}

pub(super) fn tracer_touch(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let found = generator.find(|generator, index| {
        generator.is(index, Type::Tracer) && generator.is_changeable(index)
    })?;
    let argument =
        generator.while_borrowed(found, |generator| generator.argument(Type::Int, wish.size));
    Some(Code::atom(format!(
        "{}.poke({argument})",
        generator.name(found)
    )))
}

/// `look(number, &d)`: the borrow comes after the number.
pub(super) fn tracer_look(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let number = generator.argument(Type::Int, wish.size);
    let borrowed = match generator.tracer_place() {
        Some((text, variable)) if generator.is(variable, Type::TracerReference) => text,
        Some((text, _)) => format!("&{text}"),
        None if generator.position.temporaries => format!("&{}", generator.fresh_tracer()),
        None => return Some(Code::atom(format!("traced({number})"))),
    };
    Some(Code::atom(format!("look({number}, {borrowed})")))
}

pub(super) fn length(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let found = generator.find(|generator, index| {
        matches!(
            generator.variable(index).of,
            Type::Text | Type::Ints | Type::Tracers
        ) && generator.is_readable(index)
    });
    match found {
        Some(index) => Some(Code::open(format!(
            "{}.len() as i64",
            generator.name(index)
        ))),
        None => {
            let text = generator
                .expression(Wish::of(Type::Text, wish.size).strong())
                .operand();
            Some(Code::open(format!("{text}.len() as i64")))
        }
    }
}

pub(super) fn pair_field(generator: &mut Generator<'_>, _: Wish) -> Option<Code> {
    let found = generator.find(|generator, index| {
        generator.is(index, Type::IntPair) && generator.is_readable(index)
    })?;
    Some(Code::atom(format!(
        "{}.{}",
        generator.name(found),
        generator.node.below(2)
    )))
}

pub(super) fn indexed_variable(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let panics = generator.features.panics;
    let found = generator.find(|generator, index| {
        let fits = generator.is(index, Type::Trio) || (panics && generator.is(index, Type::Ints));
        fits && generator.is_readable(index)
    })?;
    let end = if generator.is(found, Type::Trio) {
        3
    } else {
        2
    };
    let index = generator.while_borrowed(found, |generator| generator.index(end, wish.size));
    Some(Code::atom(format!("{}[{index}]", generator.name(found))))
}

/// `std::mem::replace(&mut x, value)`: the borrow is there before the value.
pub(super) fn swapped(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let found = generator.find(|generator, index| {
        generator.is(index, Type::Int) && generator.is_changeable(index)
    })?;
    let value = generator.lent_argument(found, Type::Int, wish.size);
    Some(Code::atom(format!(
        "std::mem::replace(&mut {}, {value})",
        generator.name(found)
    )))
}

pub(super) fn thunk(generator: &mut Generator<'_>, _: Wish) -> Option<Code> {
    let found = generator.find(|generator, index| {
        generator.is(index, Type::Thunk) && generator.is_readable(index)
    })?;
    Some(Code::atom(format!("{}()", generator.name(found))))
}

pub(super) fn next_item(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let found = generator.find(|generator, index| {
        generator.is(index, Type::IntIterator) && generator.is_changeable(index)
    })?;
    let otherwise = generator.argument(Type::Int, wish.size);
    Some(Code::atom(format!(
        "{}.next().unwrap_or({otherwise})",
        generator.name(found)
    )))
}

impl Generator<'_> {
    /// A `D` that can be looked at, and the variable that it is (a part of).
    pub(crate) fn tracer_place(&mut self) -> Option<(String, usize)> {
        let readable = |generator: &Self, index: usize| match generator.variable(index).of {
            Type::Tracer | Type::TracerReference | Type::Boxed => generator.is_readable(index),
            Type::TracerPair | Type::Duo => {
                generator.is_leaf_readable(index, 0) || generator.is_leaf_readable(index, 1)
            }
            _ => false,
        };
        let index = self.find(readable)?;
        if self.variable(index).of.leaves() == 1 {
            return Some((self.name(index), index));
        }
        let leaf = usize::from(!self.is_leaf_readable(index, 0));
        Some((self.leaf(index, leaf), index))
    }

    /// An argument beside an exclusive borrow of `variable`.
    pub(crate) fn lent_argument(&mut self, variable: usize, of: Type, size: usize) -> String {
        let borrows = self.features.borrows;
        self.while_lent(variable, |generator| {
            if borrows {
                return generator.argument(of, size);
            }
            generator.at(
                |position| position.may_pause = false,
                |generator| generator.argument(of, size),
            )
        })
    }
}

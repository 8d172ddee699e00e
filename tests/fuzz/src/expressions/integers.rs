//! Numbers.
//!
//! ```text
//! [output]  a + yield_value!(b)
//!           d.mix(yield_value!(1))
//!           trio[(yield_value!(2)).rem_euclid(3) as usize]
//! ```
//!
//! Multiplication, division and shifts have a literal on the right, so that numbers stay small.

use super::Table;
use crate::code::Code;
use crate::generator::{Generator, Wish};
use crate::types::Type;

pub(super) const TABLE: Table = &[
    (4, |generator, wish| Some(Code::atom(format!("traced({})", generator.argument(Type::Int, wish.size))))),
    (16, |generator, wish| if generator.family.receives { generator.pause(wish.size) } else { None }),
    (10, binary),
    (2, unary),
    (5, method),
    (3, cast),
    (4, |generator, wish| {
        let arguments = generator.arguments(&[Type::Int, Type::Int, Type::Int], wish.size);
        Some(Code::atom(format!("sum3({arguments})")))
    }),
    (5, |generator, wish| Some(Code::atom(format!("consume({})", generator.argument(Type::Tracer, wish.size))))),
    (2, |generator, wish| {
        let arguments = generator.arguments(&[Type::Tracer, Type::Int, Type::Tracer], wish.size);
        Some(Code::atom(format!("both({arguments})")))
    }),
    (6, tracer_id),
    (5, tracer_mix),
    (3, tracer_look),
    (2, mapped),
    (3, tracer_touch),
    (3, length),
    (2, pair_field),
    (4, indexed_variable),
    (2, indexed_literal),
    (2, struct_field),
    (2, range),
    (3, option),
    (2, swapped),
    (3, |generator, wish| generator.closure_call(wish.size)),
    (4, thunk),
    (2, super::pauses::inline_machine),
    (3, next_item),
    (2, |generator, _| {
        let found = generator.find(|generator, index| {
            generator.is(index, Type::IntReference) && generator.is_readable(index)
        })?;
        Some(Code::atom(format!("(*{})", generator.name(found))))
    }),
    (4, |generator, wish| {
        if !generator.position.temporaries {
            return None;
        }
        let value = generator.expression(Wish::of(Type::Tracer, wish.size).strong()).operand();
        Some(Code::atom(format!("{value}.rank()")))
    }),
];

fn binary(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let left = generator.expression(Wish { of: Type::Int, size: wish.size / 2, ..wish }).operand();
    let operator = generator.node.one_of(&["+", "-", "+", "-", "*", "%", "&", "|", "^", "<<", "/"]);
    let right = match operator {
        "*" | "%" | "/" | "<<" => (generator.node.below(4) + 2).to_string(),
        _ => generator.expression(Wish::int(wish.size / 2)).operand(),
    };
    Some(Code::open(format!("{left} {operator} {right}")))
}

fn unary(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let operator = generator.node.one_of(&["-", "!"]);
    Some(Code::open(format!("{operator}{}", generator.expression(wish).operand())))
}

fn method(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let receiver = generator.expression(Wish::int(wish.size / 2).strong()).operand();
    let name = generator.node.one_of(&["wrapping_add", "wrapping_sub", "max", "min", "wrapping_mul"]);
    let argument = generator.argument(Type::Int, wish.size / 2);
    let small = if name == "wrapping_mul" { " % 1000" } else { "" };
    let call = format!("{receiver}.{name}({argument}){small}");
    Some(if small.is_empty() { Code::atom(call) } else { Code::open(call) })
}

fn cast(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    if generator.node.chance(50) {
        return Some(Code::open(format!("{} as i64", generator.expression(Wish::of(Type::Bool, wish.size)).operand())));
    }
    let number = generator.expression(Wish::int(wish.size).strong()).operand();
    Some(Code::open(format!("{number} as u8 as i64")))
}

fn tracer_id(generator: &mut Generator<'_>, _: Wish) -> Option<Code> {
    let (text, _) = generator.tracer_place()?;
    Some(Code::atom(format!("{text}.rank()")))
}

fn tracer_mix(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let (text, variable) = generator.tracer_place()?;
    let argument = generator.while_borrowed(variable, |generator| generator.argument(Type::Int, wish.size));
    Some(Code::atom(format!("{text}.mix({argument})")))
}

fn tracer_touch(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let found = generator.find(|generator, index| generator.is(index, Type::Tracer) && generator.is_changeable(index))?;
    let argument = generator.while_borrowed(found, |generator| generator.argument(Type::Int, wish.size));
    Some(Code::atom(format!("{}.poke({argument})", generator.name(found))))
}

/// `look(number, &d)`: the borrow comes after the number.
fn tracer_look(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let number = generator.argument(Type::Int, wish.size);
    let borrowed = match generator.tracer_place() {
        Some((text, variable)) if generator.is(variable, Type::TracerReference) => text,
        Some((text, _)) => format!("&{text}"),
        None if generator.position.temporaries => format!("&{}", generator.fresh_tracer()),
        None => return Some(Code::atom(format!("traced({number})"))),
    };
    Some(Code::atom(format!("look({number}, {borrowed})")))
}

/// `half(a).map(|number| number + b)`: the closure borrows what it names.
fn mapped(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    if !generator.features.closures {
        return None;
    }
    let value = generator.expression(Wish::of(Type::MaybeInt, wish.size / 2).strong()).operand();
    let added = generator.pure_int(1).operand();
    let otherwise = generator.argument(Type::Int, wish.size / 2);
    Some(Code::atom(format!("{value}.map(|number| number + {added}).unwrap_or({otherwise})")))
}

fn length(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let found = generator.find(|generator, index| {
        matches!(generator.variable(index).of, Type::Text | Type::Ints | Type::Tracers) && generator.is_readable(index)
    });
    match found {
        Some(index) => Some(Code::open(format!("{}.len() as i64", generator.name(index)))),
        None => {
            let text = generator.expression(Wish::of(Type::Text, wish.size).strong()).operand();
            Some(Code::open(format!("{text}.len() as i64")))
        }
    }
}

fn pair_field(generator: &mut Generator<'_>, _: Wish) -> Option<Code> {
    let found = generator.find(|generator, index| generator.is(index, Type::IntPair) && generator.is_readable(index))?;
    Some(Code::atom(format!("{}.{}", generator.name(found), generator.node.below(2))))
}

fn indexed_variable(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let panics = generator.features.panics;
    let found = generator.find(|generator, index| {
        let fits = generator.is(index, Type::Trio) || (panics && generator.is(index, Type::Ints));
        fits && generator.is_readable(index)
    })?;
    let end = if generator.is(found, Type::Trio) { 3 } else { 2 };
    let index = generator.while_borrowed(found, |generator| generator.index(end, wish.size));
    Some(Code::atom(format!("{}[{index}]", generator.name(found))))
}

fn indexed_literal(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let first = generator.expression(Wish::int(wish.size / 3).strong()).bare();
    let second = generator.argument(Type::Int, wish.size / 3);
    let vector = if generator.features.macros && generator.node.chance(50) { "vec!" } else { "" };
    let index = generator.index(2, wish.size / 3);
    Some(Code::atom(format!("{vector}[{first}, {second}][{index}]")))
}

fn struct_field(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let second = generator.argument(Type::Int, wish.size / 2);
    let first = generator.argument(Type::Int, wish.size / 2);
    Some(Code::atom(format!("(Point {{ y: {second}, x: {first} }}).x")))
}

fn range(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let start = generator.expression(Wish::int(wish.size / 2).strong()).operand();
    let end = generator.expression(Wish::int(wish.size / 2)).operand();
    let field = generator.node.one_of(&["end", "start"]);
    Some(Code::atom(format!("({start}..{end}).{field}")))
}

fn option(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let value = if generator.node.chance(50) {
        format!("half({})", generator.argument(Type::Int, wish.size / 2))
    } else {
        generator.expression(Wish::of(Type::MaybeInt, wish.size / 2).strong()).operand()
    };
    Some(Code::atom(format!("{value}.unwrap_or({})", generator.argument(Type::Int, wish.size / 2))))
}

/// `std::mem::replace(&mut x, value)`: the borrow is there before the value.
fn swapped(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let found = generator.find(|generator, index| generator.is(index, Type::Int) && generator.is_changeable(index))?;
    let value = generator.lent_argument(found, Type::Int, wish.size);
    Some(Code::atom(format!("std::mem::replace(&mut {}, {value})", generator.name(found))))
}

fn thunk(generator: &mut Generator<'_>, _: Wish) -> Option<Code> {
    let found = generator.find(|generator, index| generator.is(index, Type::Thunk) && generator.is_readable(index))?;
    Some(Code::atom(format!("{}()", generator.name(found))))
}

fn next_item(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let found =
        generator.find(|generator, index| generator.is(index, Type::IntIterator) && generator.is_changeable(index))?;
    let otherwise = generator.argument(Type::Int, wish.size);
    Some(Code::atom(format!("{}.next().unwrap_or({otherwise})", generator.name(found))))
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
            generator.at(|position| position.may_pause = false, |generator| generator.argument(of, size))
        })
    }
}

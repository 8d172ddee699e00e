//! Numbers.
//!
//! ```text
//! [output]  a + yield_value!(b)
//!           d.mix(yield_value!(1))
//!           trio[(yield_value!(2)).rem_euclid(3) as usize]
//! ```
//!
//! Multiplication, division and shifts have a literal on the right, so that numbers stay small.

use super::{Table, places};
use crate::code::Code;
use crate::generator::{Generator, Wish};
use crate::types::Type;

pub(super) const TABLE: Table = &[
    (4, |generator, wish| {
        Some(Code::atom(format!(
            "traced({})",
            generator.argument(Type::Int, wish.size)
        )))
    }),
    (16, |generator, wish| {
        if generator.family.receives {
            generator.pause(wish.size)
        } else {
            None
        }
    }),
    (10, binary),
    (2, unary),
    (5, method),
    (3, cast),
    (4, |generator, wish| {
        let arguments = generator.arguments(&[Type::Int, Type::Int, Type::Int], wish.size);
        Some(Code::atom(format!("sum3({arguments})")))
    }),
    (5, |generator, wish| {
        Some(Code::atom(format!(
            "consume({})",
            generator.argument(Type::Tracer, wish.size)
        )))
    }),
    (2, |generator, wish| {
        let arguments = generator.arguments(&[Type::Tracer, Type::Int, Type::Tracer], wish.size);
        Some(Code::atom(format!("both({arguments})")))
    }),
    (6, places::tracer_id),
    (5, places::tracer_mix),
    (3, places::tracer_look),
    (2, mapped),
    (3, places::tracer_touch),
    (3, places::length),
    (2, places::pair_field),
    (4, places::indexed_variable),
    (2, indexed_literal),
    (2, struct_field),
    (2, range),
    (3, option),
    (2, places::swapped),
    (3, |generator, wish| generator.closure_call(wish.size)),
    (4, places::thunk),
    (2, super::pauses::inline_machine),
    (3, places::next_item),
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
        let value = match generator.features.made_temporaries {
            true => generator
                .expression(Wish::of(Type::Tracer, wish.size).strong())
                .operand(),
            false => generator.fresh_tracer().to_string(),
        };
        Some(Code::atom(format!("{value}.rank()")))
    }),
];

fn binary(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let left = generator
        .expression(Wish {
            of: Type::Int,
            size: wish.size / 2,
            ..wish
        })
        .operand();
    let operator = generator
        .node
        .one_of(&["+", "-", "+", "-", "*", "%", "&", "|", "^", "<<", "/"]);
    let right = match operator {
        "*" | "%" | "/" | "<<" => (generator.node.below(4) + 2).to_string(),
        _ => generator.expression(Wish::int(wish.size / 2)).operand(),
    };
    Some(Code::open(format!("{left} {operator} {right}")))
}

fn unary(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let operator = generator.node.one_of(&["-", "!"]);
    Some(Code::open(format!(
        "{operator}{}",
        generator.expression(wish).operand()
    )))
}

fn method(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let receiver = generator
        .expression(Wish::int(wish.size / 2).strong())
        .operand();
    let name =
        generator
            .node
            .one_of(&["wrapping_add", "wrapping_sub", "max", "min", "wrapping_mul"]);
    let argument = generator.argument(Type::Int, wish.size / 2);
    let small = if name == "wrapping_mul" {
        " % 1000"
    } else {
        ""
    };
    let call = format!("{receiver}.{name}({argument}){small}");
    Some(if small.is_empty() {
        Code::atom(call)
    } else {
        Code::open(call)
    })
}

fn cast(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    if generator.node.chance(50) {
        return Some(Code::open(format!(
            "{} as i64",
            generator
                .expression(Wish::of(Type::Bool, wish.size))
                .operand()
        )));
    }
    let number = generator
        .expression(Wish::int(wish.size).strong())
        .operand();
    Some(Code::open(format!("{number} as u8 as i64")))
}

/// `half(a).map(|number| number + b)`: the closure borrows what it names.
fn mapped(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    if !generator.features.closures {
        return None;
    }
    let value = generator
        .expression(Wish::of(Type::MaybeInt, wish.size / 2).strong())
        .operand();
    let added = generator.pure_int(1).operand();
    let otherwise = generator.argument(Type::Int, wish.size / 2);
    Some(Code::atom(format!(
        "{value}.map(|number| number + {added}).unwrap_or({otherwise})"
    )))
}

fn indexed_literal(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let first = generator
        .expression(Wish::int(wish.size / 3).strong())
        .bare();
    let second = generator.argument(Type::Int, wish.size / 3);
    let vector = if generator.features.macros && generator.node.chance(50) {
        "vec!"
    } else {
        ""
    };
    let index = generator.index(2, wish.size / 3);
    Some(Code::atom(format!("{vector}[{first}, {second}][{index}]")))
}

fn struct_field(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let second = generator.argument(Type::Int, wish.size / 2);
    let first = generator.argument(Type::Int, wish.size / 2);
    Some(Code::atom(format!(
        "(Point {{ y: {second}, x: {first} }}).x"
    )))
}

fn range(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let start = generator
        .expression(Wish::int(wish.size / 2).strong())
        .operand();
    let end = generator.expression(Wish::int(wish.size / 2)).operand();
    let field = generator.node.one_of(&["end", "start"]);
    Some(Code::atom(format!("({start}..{end}).{field}")))
}

fn option(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let value = if generator.node.chance(50) {
        format!("half({})", generator.argument(Type::Int, wish.size / 2))
    } else {
        generator
            .expression(Wish::of(Type::MaybeInt, wish.size / 2).strong())
            .operand()
    };
    Some(Code::atom(format!(
        "{value}.unwrap_or({})",
        generator.argument(Type::Int, wish.size / 2)
    )))
}

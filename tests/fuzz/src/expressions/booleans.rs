//! Conditions.
//!
//! ```text
//! [output]  yield_value!(1) == () && a < d.mix(yield_value!(2))
//! ```
//!
//! `let` in conditions is the business of `conditions`.

use super::Table;
use crate::code::Code;
use crate::generator::{Generator, Wish};
use crate::types::Type;

pub(super) const TABLE: Table = &[
    (14, comparison),
    (6, lazy),
    (3, |generator, wish| {
        Some(Code::open(format!(
            "!{}",
            generator.expression(wish).operand()
        )))
    }),
    (3, matching),
    (3, inspection),
    (2, unit_comparison),
    (2, text_comparison),
    (2, |generator, wish| {
        let (left, right) = (
            generator.expression(wish.share(2)).operand(),
            generator.expression(wish.share(2)).operand(),
        );
        let operator = generator.node.one_of(&["&", "|", "^"]);
        Some(Code::open(format!("{left} {operator} {right}")))
    }),
    (3, |generator, wish| {
        let (text, variable) = generator.tracer_place()?;
        let number = generator.while_borrowed(variable, |generator| {
            generator.expression(Wish::int(wish.size)).operand()
        });
        Some(Code::open(format!("{text}.rank() > {number}")))
    }),
];

fn comparison(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let operator = generator.node.one_of(&["<", ">", "==", "!=", "<=", ">="]);
    // The operands of a comparison are borrowed, so a variable there must not change.
    let place = generator
        .find(|generator, index| generator.is(index, Type::Int) && generator.is_readable(index));
    if let (Some(index), true) = (place, generator.node.chance(50)) {
        let right = generator.while_borrowed(index, |generator| {
            generator.expression(Wish::int(wish.size)).operand()
        });
        return Some(Code::open(format!(
            "{} {operator} {right}",
            generator.name(index)
        )));
    }
    let left = generator
        .expression(Wish::int(wish.size / 2).strong())
        .operand();
    let right = generator.expression(Wish::int(wish.size / 2)).operand();
    Some(Code::open(format!("{left} {operator} {right}")))
}

/// The right side runs on one of two ways.
fn lazy(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let left = generator.expression(wish.share(2)).operand();
    let skipped = generator.flow.clone();
    let operator = generator.node.one_of(&["&&", "||"]);
    let right = generator.expression(wish.share(2)).operand();
    generator.flow.join(skipped);
    Some(Code::open(format!("{left} {operator} {right}")))
}

fn matching(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    if !generator.features.macros {
        return None;
    }
    let value = generator.expression(Wish::int(wish.size).strong()).bare();
    let pattern = generator
        .node
        .one_of(&["1 | 2", "0..=4", "3", "5..", "1 | 3 | 6..=8"]);
    Some(Code::atom(format!("matches!({value}, {pattern})")))
}

fn inspection(generator: &mut Generator<'_>, _: Wish) -> Option<Code> {
    let found = generator.find(|generator, index| {
        let of = generator.variable(index).of;
        let fits = matches!(
            of,
            Type::MaybeTracer
                | Type::MaybeInt
                | Type::Ints
                | Type::Tracers
                | Type::Text
                | Type::Attempt
        );
        fits && generator.is_readable(index)
    })?;
    let question = match generator.variable(found).of {
        Type::MaybeTracer | Type::MaybeInt => "is_some",
        Type::Attempt => "is_ok",
        _ => "is_empty",
    };
    Some(Code::atom(format!(
        "{}.{question}()",
        generator.name(found)
    )))
}

fn unit_comparison(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    if generator.family.receives {
        return None;
    }
    let pause = generator.pause(wish.size)?.operand();
    Some(Code::open(format!("{pause} == ()")))
}

fn text_comparison(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let found = generator
        .find(|generator, index| generator.is(index, Type::Text) && generator.is_readable(index));
    let Some(index) = found else {
        let left = generator
            .expression(Wish::of(Type::Text, wish.size))
            .operand();
        return Some(Code::open(format!("{left} == \"one\"")));
    };
    let right = generator.while_borrowed(index, |generator| {
        generator
            .expression(Wish::of(Type::Text, wish.size))
            .operand()
    });
    Some(Code::open(format!("{} == {right}", generator.name(index))))
}

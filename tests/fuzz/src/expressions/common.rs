//! Rules that fit any type.
//!
//! ```text
//! [source]  a Tracer
//! [output]  first(D("a1"), yield_value!(2))
//!           check_tracer(d, 3)?
//! ```
//!
//! Branches and loops are in `control` and `matching`.

use super::Table;
use crate::code::Code;
use crate::generator::{Generator, Wish};
use crate::types::Type;

pub(super) const TABLE: Table = &[
    (15, variable),
    (5, |generator, wish| generator.delegation_for(wish)),
    (9, |generator, wish| generator.delegation_to_variable(wish)),
    (1, |generator, wish| generator.future(wish)),
    (4, |generator, wish| generator.if_expression(wish)),
    (3, |generator, wish| generator.match_expression(wish)),
    (2, |generator, wish| generator.block_expression(wish)),
    (2, |generator, wish| generator.labelled_expression(wish)),
    (2, |generator, wish| generator.loop_expression(wish)),
    (6, after_pause),
    (2, first_of_two),
    (1, same),
    (4, question),
    (1, tuple_index),
];

fn variable(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    generator.by_value(wish.of).map(Code::atom)
}

/// `after(yield_value!(1), value)`
fn after_pause(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    if wish.of == Type::Unit {
        return None;
    }
    let pause = generator.pause(wish.size / 2)?.bare();
    let value = generator.expression(wish.share(2)).bare();
    Some(Code::atom(format!("after({pause}, {value})")))
}

/// `first(value, something)`: the second is dropped inside of the call.
fn first_of_two(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let value = generator.expression(wish.share(2)).bare();
    let of = generator
        .node
        .one_of(&[Type::Int, Type::Tracer, Type::Text, Type::Unit]);
    let other = generator
        .expression(Wish::of(of, wish.size / 2).strong())
        .bare();
    Some(Code::atom(format!("first({value}, {other})")))
}

fn same(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    Some(Code::atom(format!(
        "same({})",
        generator.expression(wish).bare()
    )))
}

/// `(a, b).1`, of types without a destructor.
fn tuple_index(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    let is_part = wish.of.drops_visibly();
    if is_part && !(generator.position.temporaries && generator.features.partial_moves) {
        return None;
    }
    let value = generator.expression(wish.share(2)).bare();
    let of = generator.node.one_of(&[Type::Int, Type::Bool, Type::Text]);
    let other = generator
        .expression(Wish::of(of, wish.size / 2).strong())
        .bare();
    Some(Code::atom(format!("({value}, {other}).0")))
}

/// `value?`, where the function returns a `Result` or an `Option`.
fn question(generator: &mut Generator<'_>, wish: Wish) -> Option<Code> {
    if !generator.features.question_mark || !generator.position.may_return {
        return None;
    }
    let returns = generator.family.signatures[generator.current].returns;
    let (result, option) = match wish.of {
        Type::Int => (Type::Attempt, Type::MaybeInt),
        Type::Tracer => (Type::TracerAttempt, Type::MaybeTracer),
        _ => return None,
    };
    let inner = match returns {
        Type::Attempt | Type::TracerAttempt => result,
        Type::MaybeInt | Type::MaybeTracer => option,
        _ => return None,
    };
    if generator.node.chance(50) {
        let value = generator
            .expression(Wish::of(inner, wish.size).strong())
            .operand();
        return Some(Code::atom(format!("{value}?")));
    }
    let call = match inner {
        Type::Attempt => format!("check({})", generator.argument(Type::Int, wish.size)),
        Type::MaybeInt => format!("half({})", generator.argument(Type::Int, wish.size)),
        Type::TracerAttempt => {
            format!(
                "check_tracer({})",
                generator.arguments(&[Type::Tracer, Type::Int], wish.size)
            )
        }
        _ => format!(
            "keep({})",
            generator.arguments(&[Type::Tracer, Type::Int], wish.size)
        ),
    };
    Some(Code::atom(format!("{call}?")))
}

//! Statements that do something and bind nothing.
//!
//! ```text
//! [output]  yield_value!(d.rank());
//!           log(format!("{a:?} {}", yield_value!(1)));
//!           if a > 3 { panic!("p {a:?}"); }
//! ```
//!
//! A panic always stands under a condition, since what follows it would be dead.

use crate::generator::{Generator, Wish};
use crate::types::Type;

pub(super) fn pause(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    Some(format!("{};", generator.pause(size)?.bare()))
}

pub(super) fn log(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    let place = generator.node.below(1000);
    let arguments = generator.format_arguments(&place.to_string(), size);
    Some(format!("log(format!({arguments}));"))
}

/// `drop(variable);`
pub(super) fn dropped(generator: &mut Generator<'_>, _: usize) -> Option<String> {
    let index = generator.find(|generator, index| {
        generator.variable(index).of.drops_visibly() && generator.is_movable(index)
    })?;
    Some(format!("drop({});", generator.use_up(index)))
}

/// A call for its effect.
pub(super) fn call(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    let of = generator.node.one_of(&[
        Type::Int,
        Type::Int,
        Type::Tracer,
        Type::MaybeTracer,
        Type::Unit,
    ]);
    let value = generator.expression(Wish::of(of, size).strong()).bare();
    Some(format!("drop({value});"))
}

pub(super) fn delegation(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    if generator.node.chance(30) {
        return generator
            .iterator_delegation(size)
            .map(|code| format!("{};", code.bare()));
    }
    let waiting = generator.position.may_pause && generator.node.chance(70);
    let machine = |generator: &Generator<'_>, index: usize| {
        matches!(generator.variable(index).of, Type::Machine(_)) && generator.is_movable(index)
    };
    if let (true, Some(index)) = (waiting, generator.find(machine)) {
        let machine = generator.use_up(index);
        return Some(format!(
            "{};",
            generator.delegation_to(machine, size).bare()
        ));
    }
    let callee = generator.callee(|_, _| true)?;
    Some(format!("{};", generator.delegation(callee, size).bare()))
}

pub(super) fn panic(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    if !generator.features.panics {
        return None;
    }
    let condition = generator.pure_bool(1);
    match generator.node.below(3) {
        0 => {
            let arguments = generator.format_arguments("p", 0);
            Some(format!(
                "if {} {{\npanic!({arguments});\n}}",
                condition.head()
            ))
        }
        1 => {
            let wish = Wish::of(Type::Bool, size);
            let pausing = generator.features.macros && generator.position.may_pause;
            let condition = generator
                .at(
                    |position| position.may_pause = pausing,
                    |generator| generator.expression(wish),
                )
                .operand();
            let otherwise = generator.pure_bool(0).operand();
            Some(format!(
                "assert!({condition} || {otherwise} || {}, \"asserted\");",
                generator.node.chance(60)
            ))
        }
        _ => {
            let skipped = generator.flow.clone();
            let value = generator
                .expression(Wish::of(Type::MaybeInt, size).strong())
                .operand();
            generator.flow.join(skipped);
            Some(format!(
                "if {} {{\nlog({value}.expect(\"some\"));\n}}",
                condition.head()
            ))
        }
    }
}

/// An item inside of a body.
pub(super) fn item(generator: &mut Generator<'_>, _: usize) -> Option<String> {
    if !generator.features.items {
        return None;
    }
    let (number, argument) = (generator.node.below(100), generator.pure_int(1).bare());
    // In a block of its own: an item is visible before its text too.
    Some(match generator.node.below(2) {
        0 => format!("{{\nconst LIMIT: i64 = {number};\nlog(LIMIT + ({argument}));\n}}"),
        _ => format!(
            "{{\nfn plus(number: i64) -> i64 {{ number + {number} }}\nlog(plus({argument}));\n}}"
        ),
    })
}

/// A closure that changes a variable, called twice and gone.
pub(super) fn closure(generator: &mut Generator<'_>, _: usize) -> Option<String> {
    if !generator.features.closures {
        return None;
    }
    let index = generator.find(|generator, index| {
        matches!(
            generator.variable(index).of,
            Type::Int | Type::Ints | Type::Tracer
        ) && generator.is_changeable(index)
    })?;
    let name = generator.name(index);
    let change = match generator.variable(index).of {
        Type::Int => format!("{name} += number"),
        Type::Ints => format!("{name}.push(number)"),
        _ => format!("drop({name}.poke(number))"),
    };
    let (first, second) = generator.while_lent(index, |generator| {
        (generator.pure_int(1).bare(), generator.pure_int(0).bare())
    });
    Some(format!(
        "let mut change = |number: i64| {change};\nchange({first});\nchange({second});"
    ))
}

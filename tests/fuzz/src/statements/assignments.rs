//! Assignments, whole and in part.
//!
//! ```text
//! [output]  d = renew(d, yield_value!(1));
//!           pair.0 = D("a4");
//!           trio[yield_value!(0).rem_euclid(3) as usize] += a;
//! ```
//!
//! The right side of `=`, and of `+=` on numbers, is evaluated before the place.

use crate::generator::{Generator, Wish};
use crate::types::Type;

pub(super) fn whole(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    let index = generator.find(|generator, index| generator.is_assignable(index))?;
    let of = generator.variable(index).of;
    // Set once only: nothing inside of the value may do it first.
    let once = !generator.variable(index).mutable;
    generator.variables[index].locked |= once;
    let value = generator.expression(Wish::of(of, size)).bare();
    generator.variables[index].locked &= !once;
    generator.fill(index);
    Some(format!("{} = {value};", generator.name(index)))
}

/// One field or element.
pub(super) fn leaf(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    let index = generator.find(|generator, index| generator.is_leaf_assignable(index))?;
    let value = generator.argument(Type::Tracer, size);
    let leaf = generator.node.below(2);
    let of = generator.variable(index).of;
    if !generator.is_leaf_assignable(index) {
        // The value has used the whole variable up.
        generator.fill(index);
        let mut parts = [value, generator.fresh_tracer()];
        parts.rotate_left(leaf);
        let [first, second] = parts;
        let whole = if of == Type::Duo {
            format!("Duo {{ left: {first}, right: {second} }}")
        } else {
            format!("({first}, {second})")
        };
        return Some(format!("{} = {whole};", generator.name(index)));
    }
    generator.flow.slots[index].leaves[leaf] = true;
    Some(format!("{} = {value};", generator.leaf(index, leaf)))
}

/// `+=` and its like.
pub(super) fn compound(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    let index = generator.find(|generator, index| {
        let fits = matches!(
            generator.variable(index).of,
            Type::Int | Type::IntReference | Type::Text
        );
        let reference = generator.is(index, Type::IntReference);
        fits && (generator.is_changeable(index) || (reference && generator.is_readable(index)))
    })?;
    let name = generator.name(index);
    match generator.variable(index).of {
        Type::Int => {
            let value = generator.expression(Wish::int(size)).bare();
            let operator = generator.node.one_of(&["+=", "-=", "^=", "+="]);
            Some(format!("{name} {operator} {value};"))
        }
        Type::IntReference => {
            let value = generator.expression(Wish::int(size)).bare();
            Some(format!("*{name} += {value};"))
        }
        _ => {
            // The place is borrowed first: `String` implements the operator itself.
            let value = generator.lent_argument(index, Type::Text, size);
            Some(format!("{name} += &({value});"))
        }
    }
}

/// `push` and `push_str`.
pub(super) fn grown(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    let index = generator.find(|generator, index| {
        let fits = matches!(
            generator.variable(index).of,
            Type::Ints | Type::Tracers | Type::Text
        );
        fits && generator.is_changeable(index)
    })?;
    let name = generator.name(index);
    let of = generator.variable(index).of;
    Some(generator.while_borrowed(index, |generator| match of {
        Type::Ints => format!("{name}.push({});", generator.argument(Type::Int, size)),
        Type::Tracers => format!("{name}.push({});", generator.argument(Type::Tracer, size)),
        _ => {
            let text = generator.expression(Wish::of(Type::Text, size)).operand();
            format!("{name}.push_str(&{text});")
        }
    }))
}

/// An element of an array or a vector, or a field of a pair of numbers.
pub(super) fn element(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    let panics = generator.features.panics;
    let index = generator.find(|generator, index| {
        let of = generator.variable(index).of;
        let fits = matches!(of, Type::Trio | Type::IntPair) || (panics && of == Type::Ints);
        fits && generator.is_changeable(index)
    })?;
    let name = generator.name(index);
    let of = generator.variable(index).of;
    if of == Type::Ints {
        let value = generator.pure_int(1).bare();
        let at = generator.while_lent(index, |generator| generator.pure_int(0).operand());
        return Some(format!("{name}[{at}.rem_euclid(3) as usize] = {value};"));
    }
    let value = generator.expression(Wish::int(size / 2)).bare();
    let operator = generator.node.one_of(&["=", "+=", "-="]);
    if of == Type::IntPair {
        return Some(format!(
            "{name}.{} {operator} {value};",
            generator.node.below(2)
        ));
    }
    let at = generator.while_borrowed(index, |generator| generator.index(3, size / 2));
    Some(format!("{name}[{at}] {operator} {value};"))
}

/// `std::mem::swap`, or a destructuring assignment.
pub(super) fn exchanged(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    let of = generator
        .node
        .one_of(&[Type::Tracer, Type::Int, Type::Tracer, Type::Text]);
    let fits = |generator: &Generator<'_>, index: usize| {
        generator.is(index, of) && generator.is_changeable(index)
    };
    let one = generator.find(fits)?;
    let two = generator.find(|generator, index| index != one && fits(generator, index))?;
    let (first, second) = (generator.name(one), generator.name(two));
    if generator.node.chance(50) {
        return Some(format!("std::mem::swap(&mut {first}, &mut {second});"));
    }
    let values = [
        generator.expression(Wish::of(of, size / 2)).bare(),
        generator.argument(of, size / 2),
    ];
    generator.fill(one);
    generator.fill(two);
    Some(format!(
        "({first}, {second}) = ({}, {});",
        values[0], values[1]
    ))
}

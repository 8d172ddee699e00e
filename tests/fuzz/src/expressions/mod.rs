//! Expressions.
//!
//! Takes a [`Wish`], gives [`Code`] of that type. Each type has a table of weighted rules; the
//! rules of `control` and `common` fit any type. A rule that does not apply gives `None` and the
//! next in the (random, weighted) order is tried; a leaf always fits.
//!
//! ```text
//! [source]  Wish { of: Int, size: 6, .. }
//! [output]  sum3(yield_value!(a), d.id(), if b { 2 } else { 3 })
//! ```
//!
//! A rule must not change anything before it is sure to apply.

mod booleans;
mod common;
mod compounds;
mod control;
mod integers;
mod leaves;
mod matching;
mod pauses;
mod places;
mod pure;
mod texts;
mod tracers;

use crate::code::Code;
use crate::generator::{Generator, Wish};
use crate::types::Type;

/// Writes an expression, or declines.
pub(crate) type Rule = fn(&mut Generator<'_>, Wish) -> Option<Code>;

/// Rules with their weights.
pub(crate) type Table = &'static [(u32, Rule)];

impl Generator<'_> {
    /// An expression of the wished type.
    pub(crate) fn expression(&mut self, wish: Wish) -> Code {
        self.enter(|generator| {
            if wish.size == 0 || wish.of == Type::Printed || !generator.visit() {
                return generator.leaf_expression(wish);
            }
            let smaller = Wish {
                size: wish.size - 1,
                ..wish
            };
            let own = table(wish.of);
            let rules: Vec<(u32, Rule)> = own.iter().chain(common::TABLE).copied().collect();
            for index in generator.node.order(rules.iter().map(|rule| rule.0)) {
                if let Some(code) = rules[index].1(generator, smaller) {
                    return code;
                }
            }
            generator.leaf_expression(wish)
        })
    }

    /// An expression, as an argument.
    pub(crate) fn argument(&mut self, of: Type, size: usize) -> String {
        self.expression(Wish::of(of, size)).bare()
    }

    /// Arguments, evaluated from left to right.
    pub(crate) fn arguments(&mut self, types: &[Type], size: usize) -> String {
        let share = size / types.len().max(1);
        let arguments: Vec<String> = types.iter().map(|&of| self.argument(of, share)).collect();
        arguments.join(", ")
    }

    /// A number from 0 to `end - 1` to index with.
    pub(crate) fn index(&mut self, end: usize, size: usize) -> String {
        if size == 0 || self.node.chance(30) {
            return self.node.below(end).to_string();
        }
        let number = self.expression(Wish::int(size).strong()).operand();
        format!("{number}.rem_euclid({end}) as usize")
    }
}

fn table(of: Type) -> Table {
    match of {
        Type::Unit => pauses::UNIT,
        Type::Int => integers::TABLE,
        Type::Bool => booleans::TABLE,
        Type::Text => texts::TABLE,
        Type::Tracer => tracers::TRACER,
        Type::MaybeTracer => tracers::MAYBE,
        Type::TracerPair => tracers::PAIR,
        Type::Duo => tracers::DUO,
        Type::Choice => tracers::CHOICE,
        Type::Tracers => tracers::SEVERAL,
        Type::TracerAttempt => tracers::ATTEMPT,
        Type::Boxed => tracers::BOXED,
        Type::MaybeInt => compounds::MAYBE,
        Type::IntPair => compounds::PAIR,
        Type::Trio => compounds::TRIO,
        Type::Ints => compounds::SEVERAL,
        Type::Attempt => compounds::ATTEMPT,
        Type::Thunk
        | Type::IntIterator
        | Type::TracerIterator
        | Type::Machine(_)
        | Type::TracerReference
        | Type::IntReference
        | Type::Printed => &[],
    }
}

//! `let`.
//!
//! ```text
//! [output]  let mut a: i64 = yield_value!(3) + 1;
//!           let Duo { left: b, .. } = duo;
//!           let f = move || d.rank() + a;
//! ```
//!
//! The initialiser is written before the name is chosen, as it may use what the name hides.

use crate::environment::Slot;
use crate::generator::{Generator, Wish};
use crate::patterns::PatternWish;
use crate::types::Type;

/// A variable of any type.
pub(super) fn value(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    let of = if generator.node.chance(40) {
        Type::Int
    } else {
        generator.node.one_of(Type::PLAIN)
    };
    Some(generator.let_value(of, size))
}

/// A variable whose drop is logged.
pub(super) fn tracer(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    let of = generator.node.one_of(&[
        Type::Tracer,
        Type::Tracer,
        Type::TracerPair,
        Type::Duo,
        Type::MaybeTracer,
    ]);
    Some(generator.let_value(of, size))
}

/// A pattern that always matches.
pub(super) fn destructured(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    let types = [
        Type::TracerPair,
        Type::TracerPair,
        Type::Duo,
        Type::IntPair,
        Type::Trio,
    ];
    if generator.node.chance(25) {
        return Some(pair_of_different(generator, size));
    }
    let scrutinee = generator.scrutinee_of(&types, size);
    let pattern = generator.pattern(PatternWish::irrefutable(&scrutinee));
    generator.bind(&scrutinee, &pattern);
    Some(format!("let {} = {};", pattern.text, scrutinee.code.bare()))
}

/// `let (a, mut b) = (3, D("a1"));`
fn pair_of_different(generator: &mut Generator<'_>, size: usize) -> String {
    let types = [
        generator.node.one_of(Type::PLAIN),
        generator.node.one_of(Type::PLAIN),
    ];
    let wish = |of| Wish::of(of, size / 2).strong();
    let (first, second) = (
        generator.expression(wish(types[0])).bare(),
        generator.expression(wish(types[1])).bare(),
    );
    let one = generator.fresh_name(&[]);
    let two = generator.fresh_name(std::slice::from_ref(&one));
    generator.declare(&one, types[0], false, Slot::filled());
    generator.declare(&two, types[1], true, Slot::filled());
    format!("let ({one}, mut {two}) = ({first}, {second});")
}

/// A closure, an iterator, a paused machine, or a number of a type that nothing fixes.
pub(super) fn unnameable(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    if !generator.features.unnameable_types {
        return None;
    }
    let number =
        |generator: &mut Generator<'_>| generator.expression(Wish::int(size).strong()).operand();
    let (of, text) = match generator.node.below(6) {
        0 if generator.features.closures => {
            let tracer = generator.by_value(Type::Tracer)?;
            let added = generator.node.below(9);
            (Type::Thunk, format!("move || {tracer}.rank() + {added}"))
        }
        1 => (
            Type::IntIterator,
            format!(
                "(0..{}.rem_euclid(4)).map(|number| number * 2)",
                number(generator)
            ),
        ),
        2 => {
            let vector = generator
                .expression(Wish::of(Type::Ints, size).strong())
                .operand();
            (Type::IntIterator, format!("{vector}.into_iter().take(3)"))
        }
        3 => {
            let vector = generator
                .expression(Wish::of(Type::Tracers, size).strong())
                .operand();
            (Type::TracerIterator, format!("{vector}.into_iter()"))
        }
        4 => (Type::Printed, generator.literal(Type::Printed, false)),
        _ => {
            let callee = generator.callee(|generator, callee| callee != generator.current)?;
            (Type::Machine(callee), generator.call(callee, size))
        }
    };
    let name = generator.fresh_name(&[]);
    let mutable = matches!(of, Type::IntIterator | Type::TracerIterator);
    generator.declare(&name, of, mutable, Slot::filled());
    let keyword = if mutable { "let mut" } else { "let" };
    Some(format!("{keyword} {name} = {text};"))
}

/// `let _ = value;` drops at once; `let _ = place;` does nothing.
pub(super) fn wildcard(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    let of = generator.node.one_of(Type::PLAIN);
    let found =
        generator.find(|generator, index| generator.is(index, of) && generator.is_readable(index));
    if let (Some(index), true) = (found, generator.node.chance(50)) {
        return Some(format!("let _ = {};", generator.name(index)));
    }
    let value = generator.expression(Wish::of(of, size).strong()).bare();
    let left = generator.node.one_of(&["let _ =", "_ ="]);
    Some(format!("{left} {value};"))
}

impl Generator<'_> {
    pub(crate) fn let_value(&mut self, of: Type, size: usize) -> String {
        let typed = self.node.chance(30);
        let wish = Wish::of(of, size);
        let value = self
            .expression(if typed { wish } else { wish.strong() })
            .bare();
        let name = self.fresh_name(&[]);
        let mutable = self.node.chance(55);
        self.declare(&name, of, mutable, Slot::filled());
        let keyword = if mutable { "let mut" } else { "let" };
        let written = if typed {
            format!(": {}", of.spelling())
        } else {
            String::new()
        };
        format!("{keyword} {name}{written} = {value};")
    }

    /// The counter of a loop, which only the loop changes.
    pub(crate) fn counter(&mut self, lines: &mut Vec<String>) -> usize {
        let name = self.fresh_name(&[]);
        let index = self.declare(&name, Type::Int, true, Slot::filled());
        self.variables[index].locked = true;
        lines.push(format!("let mut {name} = 0i64;"));
        index
    }
}

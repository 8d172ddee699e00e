//! Borrows with a name.
//!
//! ```text
//! [output]  { let r = &d; yield_value!(r.rank()); log(format!("{r:?}")); }
//!           for r in &tracers { .. }
//! ```
//!
//! Unless `Features::borrows` is on, nothing pauses while one is alive. What is borrowed is
//! left alone to the end of the block.

use crate::code::{Code, braced};
use crate::environment::Slot;
use crate::generator::Generator;
use crate::types::Type;

/// `let r = &x;` in a block.
pub(super) fn shared(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    let temporary = generator.position.temporaries && generator.node.chance(20);
    let found = if temporary {
        None
    } else {
        Some(generator.tracer_place()?)
    };
    let text = match &found {
        Some((text, _)) => format!("&{text}"),
        None => format!("&{}", generator.fresh_tracer()),
    };
    let work = |generator: &mut Generator<'_>| {
        generator.scope(|generator| {
            let name = generator.fresh_name(&[]);
            let index = generator.declare(&name, Type::TracerReference, false, Slot::filled());
            generator.variables[index].locked = true; // so that its name still means it below
            let mut lines = vec![format!("let {name} = {text};")];
            let odd = text.contains('(');
            generator.while_quiet(odd, |generator| generator.statements(size, &mut lines));
            if generator.flow.reachable {
                lines.push(format!("log({name}.rank());"));
            }
            braced(&lines)
        })
    };
    Some(match found {
        Some((_, index)) => generator.while_borrowed(index, work),
        None => work(generator),
    })
}

/// `let r = &mut x;` in a block.
pub(super) fn exclusive(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    let index = generator.find(|generator, index| {
        generator.is(index, Type::Int) && generator.is_changeable(index)
    })?;
    let place = generator.name(index);
    Some(generator.while_lent(index, |generator| {
        generator.scope(|generator| {
            let name = generator.fresh_name(&[]);
            let index = generator.declare(&name, Type::IntReference, false, Slot::filled());
            generator.variables[index].locked = true; // so that its name still means it below
            let mut lines = vec![format!("let {name} = &mut {place};")];
            generator.while_quiet(false, |generator| generator.statements(size, &mut lines));
            if generator.flow.reachable {
                lines.push(format!("*{name} += 1;"));
            }
            braced(&lines)
        })
    }))
}

/// `for r in &tracers`, `for r in ints.iter_mut()`.
pub(super) fn looped(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    if !generator.features.loops || generator.position.loops >= 2 || size < 3 {
        return None;
    }
    let index = generator.find(|generator, index| match generator.variable(index).of {
        Type::Tracers => generator.is_readable(index),
        Type::Ints | Type::Trio => generator.is_changeable(index),
        _ => false,
    })?;
    let place = generator.name(index);
    if generator.is(index, Type::Tracers) {
        let items = generator.node.one_of(&["&", "", ""]).to_string() + &place;
        let items = if items.starts_with('&') {
            Code::open(items)
        } else {
            Code::atom(items + ".iter()")
        };
        return Some(generator.while_borrowed(index, |generator| {
            generator.while_quiet(false, |generator| {
                generator.for_loop(items, Type::TracerReference, size)
            })
        }));
    }
    let items = Code::atom(format!("{place}.iter_mut().take(3)"));
    Some(generator.while_lent(index, |generator| {
        generator.while_quiet(true, |generator| {
            generator.for_loop(items, Type::IntReference, size)
        })
    }))
}

/// `match &maybe { Some(r) => .., None => .. }`, `if let Some(ref r) = maybe`.
pub(super) fn matched(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    if !generator.features.matches {
        return None;
    }
    let index = generator.find(|generator, index| {
        generator.is(index, Type::MaybeTracer) && generator.is_readable(index)
    })?;
    let place = generator.name(index);
    let before = generator.flow.clone();
    let (name, some) = generator.while_borrowed(index, |generator| {
        generator.scope(|generator| {
            let name = generator.fresh_name(&[]);
            generator.declare(&name, Type::TracerReference, false, Slot::filled());
            let block = generator.while_quiet(true, |generator| generator.block(size / 2, None));
            (name, block)
        })
    });
    let after = generator.turn(before);
    let none = generator.enter(|generator| generator.block(size / 2, None));
    generator.flow.join(after);
    Some(match generator.node.below(3) {
        0 => format!("match &{place} {{\nSome({name}) => {some}\nNone => {none}\n}}"),
        1 => format!("match {place} {{\nSome(ref {name}) => {some}\nNone => {none}\n}}"),
        _ => format!("if let Some({name}) = &{place} {some} else {none}"),
    })
}

impl Generator<'_> {
    /// Works without a pause, unless such borrows may be alive across one.
    fn while_quiet<T>(&mut self, odd: bool, work: impl FnOnce(&mut Self) -> T) -> T {
        if self.features.borrows && (!odd || self.features.odd_borrows) {
            work(self)
        } else {
            self.without_pause(work)
        }
    }
}

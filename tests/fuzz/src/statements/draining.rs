//! Loops that end when nothing is left to take.
//!
//! ```text
//! [output]  while let Some(d) = tracers.pop() { .. }
//!           loop { let Some(d) = it.next() else { break; }; .. }
//! ```
//!
//! Nothing may be put in meanwhile, so they end.

use crate::environment::Slot;
use crate::generator::{Generator, Wish};
use crate::types::Type;

/// `while let Some(x) = items.pop()`.
pub(super) fn while_some(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    if !generator.may_loop(size) || !generator.features.if_let {
        return None;
    }
    let (source, mut lines) = generator.source(size / 4);
    let of = generator.item_of(source);
    let head = generator.next_of(source);
    let text = generator.in_loop(None, |generator| {
        let base = generator.variables.len();
        let head_flow = generator.flow.clone();
        let name = generator.fresh_name(&[]);
        generator.declare(&name, of, false, Slot::filled());
        let chained = generator.features.let_chains && generator.node.chance(30);
        let more = if chained {
            format!(" && {}", generator.pure_bool(1).operand())
        } else {
            String::new()
        };
        let block = generator.loop_body(None, size * 3 / 4, &head_flow, base);
        generator.flow.join(head_flow);
        format!("while let Some({name}) = {head}{more} {block}")
    });
    generator.variables[source].locked = false;
    lines.push(text);
    Some(lines.join("\n"))
}

/// `loop { let Some(x) = items.next() else { break; }; .. }`, or with a `match`.
pub(super) fn until_none(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    if !generator.may_loop(size) || !generator.features.let_else {
        return None;
    }
    let (source, mut lines) = generator.source(size / 4);
    let of = generator.item_of(source);
    let next = generator.next_of(source);
    let text = generator.in_loop(None, |generator| {
        let base = generator.variables.len();
        let head = generator.flow.clone();
        let target = generator.targets.len() - 1;
        let last = generator.break_statement(target, 0);
        generator.flow = head.clone();
        let name = generator.fresh_name(&[]);
        generator.declare(&name, of, false, Slot::filled());
        let first = if generator.node.chance(50) {
            format!("let Some({name}) = {next} else {{\n{last}\n}};")
        } else {
            format!(
                "let {name} = match {next} {{\nNone => {},\nSome({name}) => {name},\n}};",
                last.trim_end_matches(';')
            )
        };
        let block = generator.loop_body(Some(first), size * 3 / 4, &head, base);
        generator.flow.reachable = false;
        format!("loop {block}")
    });
    generator.variables[source].locked = false;
    lines.push(text);
    Some(lines.join("\n"))
}

impl Generator<'_> {
    /// A variable to take items from, locked: nobody may put more into it. And its `let`, if new.
    fn source(&mut self, size: usize) -> (usize, Vec<String>) {
        let found = self.find(|generator, index| {
            let of = generator.variable(index).of;
            let fits = matches!(of, Type::Tracers | Type::TracerIterator | Type::IntIterator);
            fits && generator.is_changeable(index)
        });
        let mut lines = Vec::new();
        let index = match found {
            Some(index) => index,
            None => {
                let value = self
                    .expression(Wish::of(Type::Tracers, size).strong())
                    .bare();
                let name = self.fresh_name(&[]);
                lines.push(format!("let mut {name} = {value};"));
                self.declare(&name, Type::Tracers, true, Slot::filled())
            }
        };
        self.variables[index].locked = true;
        (index, lines)
    }

    fn item_of(&self, source: usize) -> Type {
        if self.is(source, Type::IntIterator) {
            Type::Int
        } else {
            Type::Tracer
        }
    }

    fn next_of(&self, source: usize) -> String {
        let method = if self.is(source, Type::Tracers) {
            "pop"
        } else {
            "next"
        };
        format!("{}.{method}()", self.name(source))
    }
}

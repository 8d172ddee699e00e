//! Loops, all of which end.
//!
//! ```text
//! [output]  'l1: while a < 3 && let Some(d) = tracers.pop() { a += 1; .. }
//!           for (i, d) in tracers.into_iter().enumerate() { .. }
//! ```
//!
//! What a loop moved out of variables from outside is set again at its end. Loops nest three deep
//! at most, with at most three rounds each.

use crate::code::{Code, braced};
use crate::environment::{Flow, Slot};
use crate::generator::{Generator, Wish};
use crate::types::Type;

/// `loop` with a counter.
pub(super) fn counted(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    if !generator.may_loop(size) {
        return None;
    }
    let mut lines = Vec::new();
    let counter = generator.counter(&mut lines);
    lines.push(generator.counted_loop(counter, size, None));
    Some(lines.join("\n"))
}

/// `while` with a counter and another condition.
pub(super) fn counted_while(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    if !generator.may_loop(size) {
        return None;
    }
    let mut lines = Vec::new();
    let counter = generator.counter(&mut lines);
    let name = generator.name(counter);
    let first = format!("{name} < {}", 1 + generator.node.below(3));
    let body = |generator: &mut Generator<'_>| {
        let base = generator.variables.len();
        let head = generator.flow.clone();
        let plain = generator.node.chance(60);
        let (condition, failed) = if plain {
            (first, generator.flow.clone())
        } else {
            generator.at(
                |position| position.may_jump = false,
                |generator| generator.condition(size / 4, Some(first)),
            )
        };
        let block = generator.loop_body(Some(format!("{name} += 1;")), size * 3 / 4, &head, base);
        generator.flow = failed;
        format!("while {condition} {block}")
    };
    lines.push(generator.in_loop(None, body));
    Some(lines.join("\n"))
}

/// `for` over numbers.
pub(super) fn ranged(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    if !generator.may_loop(size) {
        return None;
    }
    let wish = |of| Wish::of(of, size / 4).strong();
    let (items, of) = match generator.node.below(9) {
        0 => (
            Code::atom(format!("(0..{}).rev()", small(generator, size))),
            Type::Int,
        ),
        1 => (
            Code::open(format!("1..={}", small(generator, size))),
            Type::Int,
        ),
        2 => (generator.expression(wish(Type::Trio)), Type::Int),
        3 => (
            Code::atom(format!(
                "(1..9).step_by(3).take({} as usize)",
                small(generator, size)
            )),
            Type::Printed,
        ),
        4 => {
            let vector = generator.expression(wish(Type::Ints)).operand();
            (
                Code::atom(format!("{vector}.into_iter().take(3)")),
                Type::Int,
            )
        }
        5 => (generator.expression(wish(Type::MaybeInt)), Type::Int),
        6 => (
            Code::atom(generator.by_value(Type::IntIterator)?),
            Type::Int,
        ),
        7 => (
            Code::open(format!("0..{}", 1 + generator.node.below(3))),
            Type::Printed,
        ),
        _ => (
            Code::open(format!("0..{}", small(generator, size))),
            Type::Int,
        ),
    };
    Some(generator.for_loop(items, of, size * 3 / 4))
}

/// A small `i64`.
fn small(generator: &mut Generator<'_>, size: usize) -> String {
    if generator.node.chance(60) {
        return format!("{}i64", 1 + generator.node.below(3));
    }
    format!(
        "{}.rem_euclid(4)",
        generator.expression(Wish::int(size / 4).strong()).operand()
    )
}

/// `for` over values with a destructor.
pub(super) fn over_values(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    if !generator.may_loop(size) {
        return None;
    }
    let share = size / 4;
    let wish = |of| Wish::of(of, share).strong();
    let items = match generator.node.below(5) {
        0 => Code::atom(format!(
            "[{}]",
            generator.arguments(&[Type::Tracer, Type::Tracer], share)
        )),
        1 => generator.expression(wish(Type::MaybeTracer)),
        2 => Code::atom(generator.by_value(Type::TracerIterator)?),
        number => {
            let vector = generator.expression(wish(Type::Tracers)).operand();
            let reversed = if number == 3 { "" } else { ".rev()" };
            Code::atom(format!("{vector}.into_iter(){reversed}.take(3)"))
        }
    };
    Some(generator.for_loop(items, Type::Tracer, size * 3 / 4))
}

impl Generator<'_> {
    pub(super) fn may_loop(&self, size: usize) -> bool {
        self.features.loops && self.position.loops < 3 && size >= 3
    }

    /// Writes a loop: its label, and what holds after it.
    ///
    /// `body` leaves the flow with which the loop ends by itself.
    pub(crate) fn in_loop(
        &mut self,
        value: Option<Wish>,
        body: impl FnOnce(&mut Self) -> String,
    ) -> String {
        let label = (self.features.labels && self.node.chance(55)).then(|| self.fresh_label());
        let prefix = label
            .as_ref()
            .map_or(String::new(), |label| format!("{label}: "));
        self.open_target(label, true, value);
        let text = self.at(
            |position| {
                position.loops += 1;
                position.depth = position.loops;
            },
            body,
        );
        let exit = self.close_target();
        self.flow.join(exit);
        format!("{prefix}{text}")
    }

    /// The block of a loop, which sets again at its end what held at `head`.
    ///
    /// Leaves the flow at the end of the block, outside of the first `base` variables.
    pub(crate) fn loop_body(
        &mut self,
        first: Option<String>,
        size: usize,
        head: &Flow,
        base: usize,
    ) -> String {
        let mut lines: Vec<String> = first.into_iter().collect();
        self.statements(size, &mut lines);
        match self.repairs(head) {
            Some(repairs) => lines.extend(repairs),
            None => {
                let target = self.targets.len() - 1;
                lines.push(self.break_statement(target, 0));
            }
        }
        self.close(base);
        braced(&lines)
    }

    /// `loop`, which its counter ends.
    pub(crate) fn counted_loop(
        &mut self,
        counter: usize,
        size: usize,
        value: Option<Wish>,
    ) -> String {
        let name = self.name(counter);
        let rounds = 1 + self.node.below(3);
        self.in_loop(value, |generator| {
            let base = generator.variables.len();
            let head = generator.flow.clone();
            let target = generator.targets.len() - 1;
            let depth = generator.targets[target].depth;
            let last = generator.at(
                |position| position.depth = depth,
                |generator| generator.break_statement(target, size / 4),
            );
            generator.flow = head.clone();
            let first = format!("{name} += 1;\nif {name} > {rounds} {{\n{last}\n}}");
            let block = generator.loop_body(Some(first), size * 3 / 4, &head, base);
            generator.flow.reachable = false;
            format!("loop {block}")
        })
    }

    /// `for` over items of this type.
    pub(crate) fn for_loop(&mut self, items: Code, of: Type, size: usize) -> String {
        self.in_loop(None, |generator| {
            let base = generator.variables.len();
            let head = generator.flow.clone();
            let counted = generator.node.chance(20);
            let mut taken = Vec::new();
            if counted {
                let name = generator.fresh_name(&[]);
                generator.declare(&name, Type::Printed, false, Slot::filled());
                taken.push(name);
            }
            let name = generator.fresh_name(&taken);
            let mutable =
                generator.node.chance(25) && of != Type::Printed && of != Type::TracerReference;
            generator.declare(&name, of, mutable, Slot::filled());
            let name = if mutable { format!("mut {name}") } else { name };
            let heading = match taken.first() {
                Some(number) => format!(
                    "({number}, {name}) in {}.into_iter().enumerate()",
                    items.operand()
                ),
                None => format!("{name} in {}", items.head()),
            };
            let block = generator.loop_body(None, size, &head, base);
            generator.flow.join(head);
            format!("for {heading} {block}")
        })
    }
}

//! The pauses: yields and delegation.
//!
//! Takes the family of the program (what it yields and receives), gives `yield_value!(..)`,
//! `yield_wait!()` and `yield_from!(..)` (or `.await`).
//!
//! ```text
//! [source]  a program that yields and receives i64
//! [output]  yield_value!(yield_value!(1) + 1)
//!           yield_from!(f2(D("a1"), 3), x)
//! ```
//!
//! Whether a pause may stand here is the position's to say.

use super::Table;
use crate::code::Code;
use crate::generator::{Generator, Wish, Yields};
use crate::types::Type;

pub(super) const UNIT: Table = &[
    (8, |generator, wish| {
        if generator.family.receives {
            None
        } else {
            generator.pause(wish.size)
        }
    }),
    (3, |generator, wish| {
        generator.iterator_delegation(wish.size)
    }),
    (2, |generator, wish| {
        Some(Code::atom(format!(
            "drop({})",
            generator.argument(Type::Tracer, wish.size)
        )))
    }),
];

impl Generator<'_> {
    /// A pause. It is worth what the program receives.
    pub(crate) fn pause(&mut self, size: usize) -> Option<Code> {
        if !self.position.may_pause {
            return None;
        }
        let text = match self.family.yields {
            Yields::Wait => "yield_wait!()".to_string(),
            Yields::Int => format!("yield_value!({})", self.argument(Type::Int, size)),
            Yields::Text => format!("yield_value!({})", self.argument(Type::Text, size)),
        };
        Some(Code::atom(text))
    }

    /// Runs another function of the program that returns `of`.
    pub(crate) fn delegation_for(&mut self, wish: Wish) -> Option<Code> {
        let fits = |generator: &Self, callee: usize| {
            generator.family.signatures[callee].returns == wish.of
        };
        let callee = self.callee(fits)?;
        Some(self.delegation(callee, wish.size))
    }

    /// A function that can be called here and of which `fits` holds.
    pub(crate) fn callee(&mut self, fits: impl Fn(&Self, usize) -> bool) -> Option<usize> {
        if !self.features.delegation || !self.position.may_pause || self.position.loops > 1 {
            return None;
        }
        let callees: Vec<usize> = (self.current..self.family.signatures.len())
            .filter(|&callee| {
                let itself = callee == self.current;
                let ends = self.family.signatures[callee].recursive
                    && self.recursions < 2
                    && self.position.loops == 0;
                (!itself || ends) && fits(self, callee)
            })
            .collect();
        let chosen = self
            .node
            .best(callees.iter().map(|&callee| callee as u64))?;
        Some(callees[chosen])
    }

    /// Runs the function with this number.
    pub(crate) fn delegation(&mut self, callee: usize, size: usize) -> Code {
        let call = self.call(callee, size / 2);
        self.delegation_to(call, size / 2)
    }

    /// A fresh machine of the function with this number.
    pub(crate) fn call(&mut self, callee: usize, size: usize) -> String {
        let signature = self.family.signatures[callee].clone();
        let share = size / signature.parameters.len().max(1);
        let mut arguments = Vec::new();
        for &of in &signature.parameters {
            arguments.extend(self.enter(|generator| Some(generator.argument(of?, share))));
        }
        let mut arguments = arguments.join(", ");
        if signature.recursive {
            let comma = if arguments.is_empty() { "" } else { ", " };
            let depth = if callee == self.current {
                "depth - 1"
            } else {
                "2"
            };
            arguments = format!("{depth}{comma}{arguments}");
        }
        let boxed = if callee == self.current {
            ".boxed()"
        } else {
            ""
        };
        if callee == self.current {
            self.recursions += 1;
        }
        format!("{}({arguments}){boxed}", signature.name)
    }

    /// Runs the machine that `machine` is the text of.
    pub(crate) fn delegation_to(&mut self, machine: String, size: usize) -> Code {
        let text = if self.family.receives {
            format!("yield_from!({machine}, {})", self.argument(Type::Int, size))
        } else if self.family.asynchronous {
            format!("{machine}.await")
        } else {
            format!("yield_from!({machine})")
        };
        Code::atom(text)
    }

    /// Runs a machine that was made earlier.
    pub(crate) fn delegation_to_variable(&mut self, wish: Wish) -> Option<Code> {
        if !self.position.may_pause {
            return None;
        }
        let index = self.find(|generator, index| match generator.variable(index).of {
            Type::Machine(callee) => {
                generator.family.signatures[callee].returns == wish.of
                    && generator.is_movable(index)
            }
            _ => false,
        })?;
        let machine = self.use_up(index);
        Some(self.delegation_to(machine, wish.size))
    }

    /// Waits for a future of the standard library.
    pub(crate) fn future(&mut self, wish: Wish) -> Option<Code> {
        let fits =
            self.features.futures && self.family.yields == Yields::Wait && !self.family.receives;
        if !fits || !self.position.may_pause {
            return None;
        }
        let value = self.expression(wish).bare();
        Some(self.delegation_to(format!("std::future::ready({value})"), 0))
    }

    /// Hands out all items of an iterator.
    pub(crate) fn iterator_delegation(&mut self, size: usize) -> Option<Code> {
        let fits =
            self.features.iterator_delegation && !self.family.receives && self.position.loops <= 1;
        if !fits || !self.position.may_pause {
            return None;
        }
        let wish = |of| Wish::of(of, size / 2).strong();
        let items = match (self.family.yields, self.node.below(4)) {
            (Yields::Wait, _) => return None,
            (Yields::Text, _) => {
                let first = self.expression(wish(Type::Text)).bare();
                format!("[{first}, {}]", self.argument(Type::Text, size / 2))
            }
            (Yields::Int, 0) => self.by_value(Type::IntIterator)?,
            (Yields::Int, 1) => {
                self.expression(wish(Type::Ints)).operand() + ".into_iter().take(3)"
            }
            (Yields::Int, 2) => self.expression(wish(Type::Trio)).bare(),
            (Yields::Int, _) => format!(
                "0..{}.rem_euclid(3)",
                self.expression(wish(Type::Int)).operand()
            ),
        };
        Some(Code::atom(format!("yield_from!({items})")))
    }

    /// A variable of this type, moved or copied.
    pub(crate) fn by_value(&mut self, of: Type) -> Option<String> {
        let index =
            self.find(|generator, index| generator.is(index, of) && generator.is_movable(index))?;
        Some(self.use_up(index))
    }
}

/// `yield_from!(coro!(move || .. ))`
pub(super) fn inline_machine(generator: &mut Generator<'_>, _: Wish) -> Option<Code> {
    let plain = !generator.family.receives && !generator.family.asynchronous;
    if !generator.features.inline_machines || !plain || !generator.position.may_pause {
        return None;
    }
    let tracer = generator.by_value(Type::Tracer)?;
    let number = generator.node.below(9);
    let (clause, pause) = match generator.family.yields {
        Yields::Int => (" yields i64", format!("yield_value!({tracer}.rank())")),
        Yields::Text => (
            " yields String",
            format!("yield_value!(format!(\"{{{tracer}:?}}\"))"),
        ),
        Yields::Wait => ("", "yield_wait!()".to_string()),
    };
    let body = match generator.node.below(2) {
        0 => format!(
            "{{\n{pause};\nlet rank = {tracer}.rank();\ndrop({tracer});\n{pause_again};\nrank + {number}\n}}",
            pause_again = pause_without(generator)
        ),
        _ => format!("{{\nfor _ in 0..2 {{\n{pause};\n}}\nconsume({tracer})\n}}"),
    };
    Some(generator.delegation_to(format!("coro!(move ||{clause} -> i64 {body})"), 0))
}

fn pause_without(generator: &Generator<'_>) -> &'static str {
    match generator.family.yields {
        Yields::Int => "yield_value!(7)",
        Yields::Text => "yield_value!(String::new())",
        Yields::Wait => "yield_wait!()",
    }
}

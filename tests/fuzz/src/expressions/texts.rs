//! Strings, and the arguments of the formatting macros.
//!
//! ```text
//! [output]  format!("{} {a:?}", yield_value!(1))
//!           text + &format!("{}", d.id())
//! ```
//!
//! Variables that a formatting macro borrows do not change before it ends.

use super::Table;
use crate::code::Code;
use crate::generator::{Generator, Wish};
use crate::types::Type;

pub(super) const TABLE: Table = &[
    (10, |generator, wish| {
        let arguments = generator.format_arguments("", wish.size);
        Some(Code::atom(format!("format!({arguments})")))
    }),
    (3, |generator, _| {
        let found = generator.find(|generator, index| {
            generator.is(index, Type::Text) && generator.is_readable(index)
        })?;
        Some(Code::atom(format!("{}.clone()", generator.name(found))))
    }),
    (4, |generator, wish| {
        let left = generator.expression(wish.share(2)).operand();
        let right = generator.expression(wish.share(2)).operand();
        Some(Code::open(format!("{left} + &{right}")))
    }),
    (3, |generator, wish| {
        let number = generator
            .expression(Wish::int(wish.size).strong())
            .operand();
        Some(Code::atom(format!("{number}.to_string()")))
    }),
    (2, |generator, wish| {
        let value = generator
            .expression(Wish::of(Type::Attempt, wish.size).strong())
            .operand();
        Some(Code::atom(format!("{value}.err().unwrap_or_default()")))
    }),
];

impl Generator<'_> {
    /// A format string that begins with `start`, and arguments.
    pub(crate) fn format_arguments(&mut self, start: &str, size: usize) -> String {
        let count = 1 + self.node.below(2);
        let mut string = start.to_string();
        let mut arguments = String::new();
        let mut borrowed = Vec::new();
        for _ in 0..count {
            let (hole, argument) = self.format_argument(&mut borrowed, size / count);
            string.push_str(if string.is_empty() { "" } else { " " });
            string.push_str(&hole);
            if let Some(argument) = argument {
                arguments.push_str(", ");
                arguments.push_str(&argument);
            }
        }
        for index in borrowed {
            self.variables[index].borrowed -= 1;
        }
        format!("\"{string}\"{arguments}")
    }

    fn format_argument(
        &mut self,
        borrowed: &mut Vec<usize>,
        size: usize,
    ) -> (String, Option<String>) {
        if self.node.chance(45) {
            let found = self.find(|generator, index| {
                generator.variable(index).of.is_printable() && generator.is_readable(index)
            });
            if let Some(index) = found {
                self.variables[index].borrowed += 1;
                borrowed.push(index);
                let name = self.name(index);
                return match self.node.below(2) {
                    0 => (format!("{{{name}:?}}"), None),
                    _ => ("{:?}".to_string(), Some(name)),
                };
            }
        }
        let of = self
            .node
            .one_of(&[Type::Int, Type::Int, Type::Text, Type::Bool]);
        let wish = Wish::of(of, size).strong();
        let pausing = self.features.macros && self.position.may_pause;
        let value = self.at(
            |position| position.may_pause = pausing,
            |generator| generator.expression(wish),
        );
        let value = value.bare();
        if let Some(index) = self.base_of(&value) {
            self.variables[index].borrowed += 1;
            borrowed.push(index);
        }
        ("{}".to_string(), Some(value))
    }

    /// The variable that `text` is (a part of), if it is a place: macros borrow it there.
    fn base_of(&self, text: &str) -> Option<usize> {
        let place = text.trim_start_matches("(*");
        let end = place
            .find(|letter: char| !letter.is_ascii_alphanumeric())
            .unwrap_or(place.len());
        if place[end..].contains("(") && !place[end..].starts_with('[') {
            return None;
        }
        self.variables
            .iter()
            .rposition(|variable| variable.name == place[..end])
    }
}

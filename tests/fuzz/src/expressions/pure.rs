//! What may stand in guards and closures: code that neither pauses, moves, changes nor jumps.
//!
//! ```text
//! [output]  d.rank() + a < 4
//!           (|number: i64| number + a)(yield_value!(1))
//! ```
//!
//! Closures are called where they stand, or are variables of the type `Thunk`.

use crate::code::Code;
use crate::generator::{Generator, Wish};
use crate::types::Type;

impl Generator<'_> {
    /// A number that depends on variables only.
    pub(crate) fn pure_int(&mut self, size: usize) -> Code {
        let operator = match self.node.below(if size == 0 { 3 } else { 6 }) {
            0 => return Code::atom(self.literal(Type::Int, true)),
            1 => return self.plain_leaf(Wish::int(0).strong()),
            2 | 3 => {
                return match self.tracer_place() {
                    Some((text, _)) => Code::atom(format!("{text}.rank()")),
                    None => self.plain_leaf(Wish::int(0).strong()),
                };
            }
            4 => "+",
            _ => "-",
        };
        let left = self.pure_int(size - 1).operand();
        let right = self.pure_int(size - 1).operand();
        Code::open(format!("{left} {operator} {right}"))
    }

    /// A condition that depends on variables only.
    pub(crate) fn pure_bool(&mut self, size: usize) -> Code {
        let operator = self.node.one_of(&["<", ">", "==", "!=", "<=", ">="]);
        // The weights of the two sides differ, so that the outcome is not the same each time.
        let left = match self.tracer_place() {
            Some((text, _)) if self.node.chance(35) => format!("{text}.rank()"),
            _ => self.pure_int(size).operand(),
        };
        let right = if self.node.chance(60) {
            (self.node.below(5) + 1).to_string()
        } else {
            self.pure_int(size.saturating_sub(1)).operand()
        };
        Code::open(format!("{left} {operator} {right}"))
    }

    /// A closure that is called where it stands.
    pub(crate) fn closure_call(&mut self, size: usize) -> Option<Code> {
        if !self.features.closures {
            return None;
        }
        if self.node.chance(50) {
            let argument = self.argument(Type::Int, size);
            return Some(Code::atom(format!(
                "(|number: i64| number + {})({argument})",
                self.node.below(9)
            )));
        }
        if self.node.chance(50) {
            // The closure is there, and holds its borrows, before its argument is evaluated.
            let body = self.pure_int(2).bare();
            let argument = self.pure_int(1).bare();
            return Some(Code::atom(format!(
                "(|number: i64| number + ({body}))({argument})"
            )));
        }
        let tracer = self.by_value(Type::Tracer)?;
        let argument = self.argument(Type::Int, size);
        Some(Code::atom(format!(
            "(move |number: i64| {{ let sum = {tracer}.rank() + number; drop({tracer}); sum }})({argument})"
        )))
    }
}

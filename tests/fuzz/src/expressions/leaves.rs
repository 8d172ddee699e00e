//! The smallest expressions: literals, and variables that can be copied.
//!
//! Takes a type, gives text without parts. With `strong` the text fixes its own type, as in
//! `None::<D>` and `3i64`.
//!
//! ```text
//! [source]  MaybeTracer, strong
//! [output]  None::<D>
//! ```
//!
//! It never moves a variable.

use crate::code::Code;
use crate::generator::{Generator, Wish, Yields};
use crate::types::Type;

impl Generator<'_> {
    /// A literal, or a variable that can be copied.
    pub(crate) fn leaf_expression(&mut self, wish: Wish) -> Code {
        if self.position.dense
            && self.position.may_pause
            && wish.of != Type::Unit
            && self.node.chance(50)
        {
            return self.dense_leaf(wish);
        }
        self.plain_leaf(wish)
    }

    /// A leaf with a pause before it.
    fn dense_leaf(&mut self, wish: Wish) -> Code {
        let number = self.plain_leaf(Wish::int(0)).bare();
        let pause = match self.family.yields {
            Yields::Wait => "yield_wait!()".to_string(),
            Yields::Int => format!("yield_value!({number})"),
            Yields::Text => format!("yield_value!(format!(\"{{}}\", {number}))"),
        };
        let value = self.plain_leaf(wish).bare();
        match self.node.below(3) {
            0 if wish.of == Type::Int && self.family.receives => Code::atom(pause),
            0 | 1 => Code::atom(format!("after({pause}, {value})")),
            _ => Code::open(format!("{{\n{pause};\n{value}\n}}")),
        }
    }

    pub(super) fn plain_leaf(&mut self, wish: Wish) -> Code {
        if wish.of.is_copy() && self.node.chance(65) {
            let found = self.find(|generator, index| {
                generator.is(index, wish.of) && generator.is_readable(index)
            });
            if let Some(index) = found {
                return Code::atom(self.name(index));
            }
        }
        if wish.of == Type::Bool && self.node.chance(85) {
            return self.pure_bool(1);
        }
        let text = self.literal(wish.of, wish.strong);
        if wish.of == Type::Duo || text.starts_with("Choice::Both") {
            return Code::before_block(text);
        }
        Code::atom(text)
    }

    /// A literal.
    pub(crate) fn literal(&mut self, of: Type, strong: bool) -> String {
        match of {
            Type::Int => {
                let suffix = if strong { "i64" } else { "" };
                format!("{}{suffix}", self.node.below(10))
            }
            Type::Bool => self.node.chance(50).to_string(),
            Type::Text => {
                let word = self.node.one_of(&["one", "two", "three", ""]);
                match self.node.below(2) {
                    0 => format!("\"{word}\".to_string()"),
                    _ => format!("String::from(\"{word}\")"),
                }
            }
            Type::IntPair | Type::Trio | Type::Ints | Type::MaybeInt | Type::Attempt => {
                self.int_literal(of, strong)
            }
            Type::Tracer | Type::MaybeTracer | Type::TracerPair | Type::Duo => {
                self.tracer_literal(of, strong)
            }
            Type::Choice | Type::Tracers | Type::TracerAttempt | Type::Boxed => {
                self.tracer_literal(of, strong)
            }
            Type::Printed => self
                .node
                .one_of(&["5", "2.5", "'x'", "\"text\"", "[1, 2]", "(1, true)"])
                .to_string(),
            _ => "()".to_string(),
        }
    }

    fn int_literal(&mut self, of: Type, strong: bool) -> String {
        let first = self.literal(Type::Int, strong);
        let second = self.node.below(10);
        match of {
            Type::IntPair => format!("({first}, {})", self.literal(Type::Int, strong)),
            Type::Trio => format!("[{first}, {second}, 7]"),
            Type::Ints => match self.node.below(4) {
                0 if strong => "Vec::<i64>::new()".to_string(),
                1 => format!("vec![{first}; 2]"),
                _ => format!("vec![{first}, {second}]"),
            },
            Type::Attempt => {
                let fish = if strong { "::<i64, String>" } else { "" };
                match self.node.below(3) {
                    0 => format!("Err{fish}(\"bad\".to_string())"),
                    _ => format!("Ok{fish}({first})"),
                }
            }
            _ if self.node.chance(30) => if strong { "None::<i64>" } else { "None" }.to_string(),
            _ => format!("Some({first})"),
        }
    }

    fn tracer_literal(&mut self, of: Type, strong: bool) -> String {
        match of {
            Type::Tracer => self.fresh_tracer(),
            Type::Boxed => format!("Box::new({})", self.fresh_tracer()),
            Type::TracerPair => format!("({}, {})", self.fresh_tracer(), self.fresh_tracer()),
            Type::Duo => format!(
                "Duo {{ left: {}, right: {} }}",
                self.fresh_tracer(),
                self.fresh_tracer()
            ),
            Type::Choice => match self.node.below(4) {
                0 => "Choice::Empty".to_string(),
                1 => format!("Choice::One({})", self.fresh_tracer()),
                2 => format!(
                    "Choice::Both {{ left: {}, right: {} }}",
                    self.fresh_tracer(),
                    self.fresh_tracer()
                ),
                _ => format!(
                    "Choice::Counted({}, {})",
                    self.node.below(5),
                    self.fresh_tracer()
                ),
            },
            Type::Tracers => match self.node.below(3) {
                0 if strong => "Vec::<D>::new()".to_string(),
                1 => format!("vec![{}]", self.fresh_tracer()),
                _ => format!("vec![{}, {}]", self.fresh_tracer(), self.fresh_tracer()),
            },
            Type::TracerAttempt => {
                let fish = if strong { "::<D, String>" } else { "" };
                match self.node.below(4) {
                    0 => format!("Err{fish}(\"none\".to_string())"),
                    _ => format!("Ok{fish}({})", self.fresh_tracer()),
                }
            }
            _ if self.node.chance(30) => if strong { "None::<D>" } else { "None" }.to_string(),
            _ => format!("Some({})", self.fresh_tracer()),
        }
    }
}

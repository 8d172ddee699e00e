//! `match`.
//!
//! ```text
//! [output]  match maybe { Some(d) if d.id() > a => .., Some(_) => .., None => .. }
//! ```
//!
//! A place is matched where it stands, so that only the arm that binds by value moves out of it.

use crate::code::Code;
use crate::generator::{Generator, Wish};
use crate::patterns::{PatternWish, Scrutinee};
use crate::types::Type;

impl Generator<'_> {
    /// `match`, as a value.
    pub(crate) fn match_expression(&mut self, wish: Wish) -> Option<Code> {
        if wish.size < 4 || !self.features.matches {
            return None;
        }
        self.match_any(wish.size, Some(wish)).map(Code::open)
    }

    /// `match`.
    pub(crate) fn match_any(&mut self, size: usize, tail: Option<Wish>) -> Option<String> {
        let scrutinee = self.scrutinee(size / 4);
        let variants = scrutinee.variants();
        let mut wishes = Vec::new();
        for _ in 0..self.node.below(3) {
            wishes.push(PatternWish::refutable(&scrutinee));
        }
        let early = wishes.len();
        if variants > 0 && self.node.chance(75) {
            let order = self.node.order((0..variants).map(|_| 1));
            wishes.extend(
                order
                    .into_iter()
                    .map(|variant| PatternWish::variant(&scrutinee, variant)),
            );
        } else {
            wishes.push(PatternWish::irrefutable(&scrutinee));
        }
        let share = size * 3 / 4 / wishes.len();
        let entry = self.flow.clone();
        let mut exit: Option<crate::environment::Flow> = None;
        let mut arms = Vec::new();
        for (number, wish) in wishes.into_iter().enumerate() {
            self.turn(entry.clone());
            arms.push(self.enter(|generator| {
                generator.arm(&scrutinee, wish, (number < early, number > 0), share, tail)
            }));
            match &mut exit {
                Some(exit) => exit.join(self.flow.clone()),
                None => exit = Some(self.flow.clone()),
            }
        }
        self.flow = exit.unwrap_or(entry);
        Some(format!(
            "match {} {{\n{}\n}}",
            scrutinee.code.head(),
            arms.join("\n")
        ))
    }

    fn arm(
        &mut self,
        scrutinee: &Scrutinee,
        wish: PatternWish,
        (guarded, leaves): (bool, bool),
        size: usize,
        tail: Option<Wish>,
    ) -> String {
        self.scope(|generator| {
            let pattern = generator.pattern(wish);
            generator.bind(scrutinee, &pattern);
            let guard = if guarded && generator.features.guards && generator.node.chance(60) {
                format!(" if {}", generator.pure_bool(1).head())
            } else {
                String::new()
            };
            let body = match tail {
                // The first arm tells the type.
                Some(_) if leaves && generator.position.may_return && generator.node.chance(15) => {
                    generator.leaving_block(size)
                }
                None if generator.node.chance(25) => {
                    format!(
                        "{},",
                        generator.expression(Wish::of(Type::Unit, size)).bare()
                    )
                }
                Some(wish) if generator.node.chance(40) => {
                    format!("{},", generator.tail(Wish { size, ..wish }))
                }
                _ => generator.block(size, tail),
            };
            format!("{}{guard} => {body}", pattern.text)
        })
    }
}

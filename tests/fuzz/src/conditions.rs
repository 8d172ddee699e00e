//! Conditions of `if` and `while`: plain, `let`, and chains of both.
//!
//! ```text
//! [output]  let Some(d) = maybe && d.id() > a && let (1, n) = (yield_value!(2), b)
//! ```
//!
//! What a `let` binds is in scope for the rest of the chain and for the block. The ways on which
//! some link of the chain fails meet in the `else`.

use crate::environment::Flow;
use crate::generator::{Generator, Wish};
use crate::patterns::PatternWish;
use crate::types::Type;

/// The types that have patterns that may fail.
const FALLIBLE: &[Type] = &[
    Type::MaybeTracer,
    Type::MaybeTracer,
    Type::MaybeInt,
    Type::Choice,
    Type::Attempt,
    Type::TracerAttempt,
    Type::IntPair,
    Type::Trio,
];

impl Generator<'_> {
    /// A condition, after a first link if there is one; and what holds where it fails.
    ///
    /// The bindings stay in scope: the caller closes it.
    pub(crate) fn condition(&mut self, size: usize, first: Option<String>) -> (String, Flow) {
        let base = self.variables.len();
        let size = size + 2;
        let mut failed = Flow::nowhere(&self.flow);
        let mut links = Vec::new();
        if let Some(first) = first {
            links.push(first);
            failed.join(self.flow.clone());
        }
        if !self.features.if_let || self.node.chance(55) {
            links.push(self.plain_condition(size, !links.is_empty()));
            failed.join(self.flow.clone());
            return (links.join(" && "), failed);
        }
        let count = if self.features.let_chains {
            1 + self.node.below(3)
        } else {
            1
        };
        if links.len() + count > 1 && !self.features.let_chains {
            links.push(self.plain_condition(size, true));
            failed.join(self.flow.clone());
            return (links.join(" && "), failed);
        }
        let the_let = self.node.below(count);
        for number in 0..count {
            let link = self.enter(|generator| {
                if number == the_let || generator.node.chance(40) {
                    return generator.let_link(size / count, base, &mut failed);
                }
                let link = generator
                    .expression(Wish::of(Type::Bool, size / count))
                    .operand();
                failed.join(generator.flow.outside(base));
                link
            });
            links.push(link);
        }
        (links.join(" && "), failed)
    }

    /// A condition without `let`. Its temporaries end before the block begins.
    fn plain_condition(&mut self, size: usize, linked: bool) -> String {
        let quiet = self.node.chance(40);
        let work = |generator: &mut Self| {
            let code = generator.expression(Wish::of(Type::Bool, size));
            if linked { code.operand() } else { code.head() }
        };
        if quiet {
            self.without_pause(work)
        } else {
            work(self)
        }
    }

    fn let_link(&mut self, size: usize, base: usize, failed: &mut Flow) -> String {
        let scrutinee = self.scrutinee_of(FALLIBLE, size);
        failed.join(self.flow.outside(base));
        let pattern = self.pattern(PatternWish::refutable(&scrutinee));
        self.bind(&scrutinee, &pattern);
        format!("let {} = {}", pattern.text, scrutinee.code.operand())
    }

    /// `let PATTERN = value else { .. };`
    pub(crate) fn let_else(&mut self, size: usize) -> Option<String> {
        if !self.features.let_else || !self.position.may_return {
            return None;
        }
        let scrutinee = self.scrutinee_of(FALLIBLE, size / 2);
        let failed = self.flow.clone();
        let pattern = self.pattern(PatternWish::refutable(&scrutinee));
        let matched = self.turn(failed);
        let otherwise = self.leaving_block(size / 2);
        self.turn(matched);
        self.bind(&scrutinee, &pattern);
        Some(format!(
            "let {} = {} else {otherwise};",
            pattern.without_top_alternatives(),
            scrutinee.code.operand()
        ))
    }
}

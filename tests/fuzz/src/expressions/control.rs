//! Branches, blocks and loops that have a value.
//!
//! ```text
//! [output]  if a < yield_value!(1) { d } else { D("a2") }
//!           'l1: { if b { break 'l1 3; } .. 4 }
//! ```
//!
//! As statements they are written by the same functions, with no wish.

use crate::code::{Code, braced};
use crate::environment::Flow;
use crate::generator::{Generator, Target, Wish};

impl Generator<'_> {
    /// Braces around statements and, where there is a wish, a value.
    pub(crate) fn block(&mut self, size: usize, tail: Option<Wish>) -> String {
        self.scope(|generator| {
            let mut lines = Vec::new();
            let half = if tail.is_some() { size / 2 } else { size };
            if tail.is_none() || generator.node.chance(60) {
                generator.statements(half.max(1), &mut lines);
            }
            if let Some(wish) = tail {
                lines.push(generator.tail(Wish {
                    size: size / 2,
                    ..wish
                }));
            }
            braced(&lines)
        })
    }

    /// The value at the end of a block.
    pub(crate) fn tail(&mut self, wish: Wish) -> String {
        if self.flow.reachable {
            self.expression(wish).bare()
        } else {
            self.literal(wish.of, wish.strong)
        }
    }

    /// `if`, as a value.
    pub(crate) fn if_expression(&mut self, wish: Wish) -> Option<Code> {
        if wish.size < 3 {
            return None;
        }
        Some(Code::open(self.if_else(wish.size, Some(wish))))
    }

    /// `if`, with an `else` wherever there is a wish.
    pub(crate) fn if_else(&mut self, size: usize, tail: Option<Wish>) -> String {
        let base = self.variables.len();
        let (condition, failed) = self.condition(size / 3, None);
        let then = self.block(size / 3, tail);
        self.close(base);
        let after = self.turn(failed);
        let mut text = format!("if {condition} {then}");
        if tail.is_some() || self.node.chance(55) {
            let nested = size > 6 && self.node.chance(25);
            let leaves = tail.is_some() && self.position.may_return && self.node.chance(10);
            let otherwise = self.enter(|generator| {
                if nested {
                    generator.if_else(size / 3, tail)
                } else if leaves {
                    generator.leaving_block(size / 3)
                } else {
                    generator.block(size / 3, tail)
                }
            });
            text = format!("{text} else {otherwise}");
        }
        self.flow.join(after);
        text
    }

    pub(crate) fn block_expression(&mut self, wish: Wish) -> Option<Code> {
        if wish.size < 2 {
            return None;
        }
        Some(Code::open(self.block(wish.size, Some(wish))))
    }

    /// `'a: { .. }`, as a value.
    pub(crate) fn labelled_expression(&mut self, wish: Wish) -> Option<Code> {
        if wish.size < 4 || !self.features.labelled_blocks {
            return None;
        }
        Some(Code::before_block(
            self.labelled_block(wish.size, Some(wish)),
        ))
    }

    pub(crate) fn labelled_block(&mut self, size: usize, tail: Option<Wish>) -> String {
        let label = self.fresh_label();
        self.open_target(Some(label.clone()), false, tail);
        let body = self.block(size, tail);
        let exit = self.close_target();
        self.flow.join(exit);
        format!("{label}: {body}")
    }

    /// A `loop` whose `break` carries a value, in a block with its counter.
    pub(crate) fn loop_expression(&mut self, wish: Wish) -> Option<Code> {
        if wish.size < 4 || !self.features.loops || self.position.loops >= 3 {
            return None;
        }
        let text = self.scope(|generator| {
            let mut lines = Vec::new();
            let counter = generator.counter(&mut lines);
            lines.push(generator.counted_loop(counter, wish.size, Some(wish)));
            braced(&lines)
        });
        Some(Code::open(text))
    }

    /// From here on, jumps can go to this loop or block.
    pub(crate) fn open_target(
        &mut self,
        label: Option<String>,
        is_loop: bool,
        value: Option<Wish>,
    ) {
        let target = Target {
            label,
            is_loop,
            value,
            variables: self.variables.len(),
            head: self.flow.clone(),
            depth: self.position.depth,
            exit: Flow::nowhere(&self.flow),
        };
        self.targets.push(target);
    }

    /// The loop or block ends; what holds where its `break`s come out.
    pub(crate) fn close_target(&mut self) -> Flow {
        match self.targets.pop() {
            Some(target) => target.exit,
            None => Flow::nowhere(&self.flow),
        }
    }
}

//! `break`, `continue` and `return`.
//!
//! ```text
//! [output]  if a == 2 { drop(d); d = D("a3"); continue 'l1; }
//!           let Some(x) = half(a) else { return Err("odd".to_string()); };
//! ```
//!
//! The way out is chosen first. A block that is sure to leave a loop may move what a loop may not,
//! as it does not come round again; before a `continue` such moves are made good.

use crate::code::braced;
use crate::generator::{Generator, Wish};

/// A way out of the present place.
#[derive(Clone, Copy, Debug)]
enum Way {
    Return,
    Break(usize),
    Continue(usize),
}

/// A block under a condition that ends in a jump.
pub(super) fn guarded(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    if !generator.position.may_return || generator.ways().is_empty() {
        return None;
    }
    let base = generator.variables.len();
    let (condition, failed) = generator.condition(size / 3, None);
    let block = generator.leaving_block(size / 2);
    generator.close(base);
    generator.flow = failed;
    Some(format!("if {condition} {block}"))
}

impl Generator<'_> {
    /// The ways out that are open, but for `return` where the features exclude it.
    fn ways(&self) -> Vec<Way> {
        let mut ways = Vec::new();
        if self.features.early_return && self.position.may_return {
            ways.push(Way::Return);
        }
        if !self.position.may_jump {
            return ways;
        }
        let innermost = self.targets.len().saturating_sub(1);
        for (number, target) in self.targets.iter().enumerate() {
            if number < innermost && target.label.is_none() {
                continue;
            }
            // Without a label only the innermost loop can be meant.
            if target.label.is_none() && !target.is_loop {
                continue;
            }
            if self.can_land(&target.head, target.depth) {
                ways.push(Way::Break(number));
            }
            if target.is_loop && self.can_land(&target.head, usize::MAX) {
                ways.push(Way::Continue(number));
            }
        }
        ways
    }

    /// A block that ends in a jump.
    pub(crate) fn leaving_block(&mut self, size: usize) -> String {
        let ways = self.ways();
        let way = if ways.is_empty() {
            Way::Return
        } else {
            self.node.one_of(&ways)
        };
        let depth = match way {
            Way::Return => 0,
            Way::Break(target) => self.targets[target].depth,
            Way::Continue(_) => self.position.depth,
        };
        let depth = depth.min(self.position.depth);
        self.scope(|generator| {
            generator.at(
                |position| position.depth = depth,
                |generator| {
                    let mut lines = Vec::new();
                    if generator.node.chance(60) {
                        generator.statements(size / 2, &mut lines);
                    }
                    if generator.flow.reachable {
                        lines.push(generator.jump(way, size / 2));
                    }
                    braced(&lines)
                },
            )
        })
    }

    fn jump(&mut self, way: Way, size: usize) -> String {
        match way {
            Way::Return => self.return_statement(size),
            Way::Break(target) => self.break_statement(target, size),
            Way::Continue(target) => {
                let head = self.targets[target].head.clone();
                match self.repairs(&head) {
                    Some(mut lines) => {
                        self.flow.reachable = false;
                        lines.push(format!("continue{};", self.label_of(target)));
                        lines.join("\n")
                    }
                    None => self.return_statement(size),
                }
            }
        }
    }

    /// `return` with a value, for which anything may be used up.
    pub(crate) fn return_statement(&mut self, size: usize) -> String {
        let of = self.family.signatures[self.current].returns;
        let value = self.at(
            |position| position.depth = 0,
            |generator| generator.argument(of, size),
        );
        self.flow.reachable = false;
        if value == "()" {
            "return;".to_string()
        } else {
            format!("return {value};")
        }
    }

    /// `break` out of a target that can be landed at.
    pub(crate) fn break_statement(&mut self, target: usize, size: usize) -> String {
        let value = match self.targets[target].value {
            Some(wish) => format!(" {}", self.expression(Wish { size, ..wish }).head()),
            None => String::new(),
        };
        let label = self.label_of(target);
        if self.flow.reachable {
            let exit = self.flow.outside(self.targets[target].variables);
            self.targets[target].exit.join(exit);
        }
        self.flow.reachable = false;
        format!("break{label}{value};")
    }

    /// ` 'a`, where it is needed or wanted.
    fn label_of(&mut self, target: usize) -> String {
        let innermost = target + 1 == self.targets.len() && self.targets[target].is_loop;
        match &self.targets[target].label {
            Some(label) if !innermost || self.node.chance(40) => format!(" {label}"),
            _ => String::new(),
        }
    }
}

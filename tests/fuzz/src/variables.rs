//! What may be done with which variable, here.
//!
//! Takes the present [`Flow`](crate::environment::Flow) and position, gives answers: readable,
//! movable, assignable; and the text that makes up for moves where a loop comes round again.
//!
//! ```text
//! loop { drop(d); d = D("r1"); }     // `d = ..` is a repair
//! ```
//!
//! It answers on the safe side where rustc is finer, for instance about borrows.

use crate::environment::{Flow, Variable};
use crate::generator::Generator;
use crate::random::hash;
use crate::types::Type;

impl Generator<'_> {
    /// A variable that can be named and of which `allowed` holds.
    pub(crate) fn find(&mut self, allowed: impl Fn(&Self, usize) -> bool) -> Option<usize> {
        let candidates: Vec<usize> = (0..self.variables.len())
            .filter(|&index| self.is_nameable(index) && allowed(self, index))
            .collect();
        let keys = candidates
            .iter()
            .map(|&index| hash(&self.variables[index].name));
        let best = self.node.best(keys)?;
        Some(candidates[best])
    }

    pub(crate) fn variable(&self, index: usize) -> &Variable {
        &self.variables[index]
    }

    pub(crate) fn name(&self, index: usize) -> String {
        self.variables[index].name.clone()
    }

    fn is_nameable(&self, index: usize) -> bool {
        let name = &self.variables[index].name;
        !self.variables[index + 1..]
            .iter()
            .any(|later| later.name == *name)
    }

    pub(crate) fn is(&self, index: usize, of: Type) -> bool {
        self.variables[index].of == of
    }

    /// All of it can be looked at.
    pub(crate) fn is_readable(&self, index: usize) -> bool {
        self.flow.slots[index].is_whole() && self.variables[index].lent == 0
    }

    /// One part of it can be looked at.
    pub(crate) fn is_leaf_readable(&self, index: usize, leaf: usize) -> bool {
        self.flow.slots[index].leaves[leaf] && self.variables[index].lent == 0
    }

    /// Nothing stands in the way of a move out of it but the value itself.
    fn is_free(&self, index: usize) -> bool {
        let variable = &self.variables[index];
        let comes_back = variable.loops < self.position.depth;
        variable.borrowed == 0
            && variable.lent == 0
            && !variable.locked
            && (!comes_back || (variable.mutable && variable.of.is_plain()))
    }

    /// It can be used by value: copied, or moved.
    pub(crate) fn is_movable(&self, index: usize) -> bool {
        if self.variables[index].of.is_copy() {
            return self.is_readable(index);
        }
        self.is_free(index) && self.flow.slots[index].is_whole()
    }

    /// One part of it can be moved out.
    pub(crate) fn is_leaf_movable(&self, index: usize, leaf: usize) -> bool {
        self.is_free(index) && self.flow.slots[index].leaves[leaf]
    }

    /// It can be given a value.
    pub(crate) fn is_assignable(&self, index: usize) -> bool {
        let variable = &self.variables[index];
        if variable.borrowed > 0 || variable.lent > 0 || variable.locked || !variable.of.is_plain()
        {
            return false;
        }
        let first_time = !self.flow.slots[index].assigned && variable.loops >= self.position.depth;
        variable.mutable || first_time
    }

    /// One part of it can be given a value.
    pub(crate) fn is_leaf_assignable(&self, index: usize) -> bool {
        let variable = &self.variables[index];
        variable.of.leaves() == 2
            && variable.mutable
            && variable.borrowed == 0
            && variable.lent == 0
            && !variable.locked
            && !self.flow.slots[index].hollow
    }

    /// It can be borrowed for change.
    pub(crate) fn is_changeable(&self, index: usize) -> bool {
        let variable = &self.variables[index];
        variable.mutable
            && variable.borrowed == 0
            && variable.lent == 0
            && !variable.locked
            && self.flow.slots[index].is_whole()
    }

    /// Uses a variable by value.
    pub(crate) fn use_up(&mut self, index: usize) -> String {
        if !self.variables[index].of.is_copy() {
            self.flow.slots[index].move_out();
        }
        self.name(index)
    }

    /// Moves one part out.
    pub(crate) fn use_up_leaf(&mut self, index: usize, leaf: usize) -> String {
        self.flow.slots[index].leaves[leaf] = false;
        self.leaf(index, leaf)
    }

    /// The text of a part.
    pub(crate) fn leaf(&self, index: usize, leaf: usize) -> String {
        format!(
            "{}.{}",
            self.variables[index].name,
            self.variables[index].of.leaf_name(leaf)
        )
    }

    /// A variable has been given a value.
    pub(crate) fn fill(&mut self, index: usize) {
        let slot = &mut self.flow.slots[index];
        *slot = crate::environment::Slot::filled();
    }

    /// Whether a jump may land where `head` held, outside of all but `depth` loops.
    ///
    /// A block that is sure to leave several loops may have moved variables that could not be
    /// moved in a loop; it must not land inside of one of those loops after all.
    pub(crate) fn can_land(&self, head: &Flow, depth: usize) -> bool {
        head.slots.iter().enumerate().all(|(index, slot)| {
            let variable = &self.variables[index];
            let fixed = variable.loops < depth && !(variable.mutable && variable.of.is_plain());
            !fixed || *slot == self.flow.slots[index]
        })
    }

    /// What must be set again before a loop comes round to where `head` held.
    pub(crate) fn repairs(&mut self, head: &Flow) -> Option<Vec<String>> {
        let mut lines = Vec::new();
        if !self.flow.reachable {
            return Some(lines);
        }
        for index in 0..head.slots.len() {
            let (before, now) = (head.slots[index], self.flow.slots[index]);
            if !now.is_worse_than(&before) {
                continue;
            }
            if !self.is_nameable(index) || !self.is_assignable(index) {
                return None;
            }
            let of = self.variables[index].of;
            if of.leaves() == 1 || now.hollow {
                lines.push(format!("{} = {};", self.name(index), self.refill(of)));
                continue;
            }
            for leaf in 0..2 {
                if before.leaves[leaf] && !now.leaves[leaf] {
                    lines.push(format!(
                        "{} = {};",
                        self.leaf(index, leaf),
                        self.refill(Type::Tracer)
                    ));
                }
            }
        }
        Some(lines)
    }

    /// A short value that does not depend on any variable.
    fn refill(&mut self, of: Type) -> String {
        match of {
            Type::Text => "String::new()".to_string(),
            Type::MaybeTracer => "None".to_string(),
            Type::Choice => "Choice::Empty".to_string(),
            Type::Ints | Type::Tracers => "Vec::new()".to_string(),
            _ => self.literal(of, false),
        }
    }
}

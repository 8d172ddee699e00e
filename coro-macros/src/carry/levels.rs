//! The levels of straight-line code.
//!
//! Takes the IR, gives it with some runs of statements made into [`Part`]s. A loop that pauses is a level by
//! nature. The rest of a block becomes one where a variable declared before is alive over two or more pauses
//! in it: parked in the part's state it is used in place and not moved at each pause (lowering.md, remedy 2).
//! And a level with more than eight pauses is cut into parts of eight, for compile time (remedy 1).
//!
//! ```text
//! [source]  let big = [0; 1024];  yield_wait!();  big[0] += 1;  yield_wait!();  big[0]
//! [output]  let big = [0; 1024];  part { yield_wait!();  big[0] += 1;  yield_wait!(); }  big[0]
//! ```

use proc_macro2::Span;
use syn::Pat;

use super::visit::{Visitor, walk_node, walk_stmt};
use crate::flow::{Facts, Flow, Held, VarSet, bound};
use crate::ir::{Block, Loop, Node, NodeStmt, Part, Pause, PointId, Stmt};
use crate::names::VarId;

/// No enum has more pausing states than this.
const STATES: usize = 8;

/// Makes the parts of a body; whether there are any.
pub fn make(body: &mut Block, params: &[VarId], flow: &Flow, scalars: &VarSet, next_point: &mut u32) -> bool {
    let mut maker = Maker {
        flow,
        scalars,
        next_point,
        made: false,
    };
    maker.block(body, params, &[]);
    maker.made
}

struct Maker<'a> {
    flow: &'a Flow,
    scalars: &'a VarSet,
    next_point: &'a mut u32,
    made: bool,
}

/// The variables a statement declares in its block.
pub fn declared(stmt: &Stmt) -> Vec<VarId> {
    match stmt {
        Stmt::Plain(syn::Stmt::Local(local)) => bound(&local.pat),
        Stmt::Let(binding) => bound(&binding.pat),
        Stmt::Part(part) => part.outputs.clone(),
        _ => Vec::new(),
    }
}

impl Maker<'_> {
    /// `wanted`: what the block has to leave to the statements after it.
    fn block(&mut self, block: &mut Block, outer: &[VarId], wanted: &[VarId]) {
        let mut own = outer.to_vec();
        let mut index = 0;
        while index < block.stmts.len() {
            if block.stmts[index].pauses() && self.wants_part(block, index, &own) {
                self.extract(block, index, wanted);
                if let Stmt::Part(part) = &mut block.stmts[index] {
                    let mut body = std::mem::take(&mut part.body);
                    let outputs = part.outputs.clone();
                    self.block(&mut body, &[], &outputs);
                    part.body = body;
                }
            } else if let Some(stmt) = block.stmts.get_mut(index) {
                self.inside_stmt(stmt, &own);
            }
            own.extend(declared(&block.stmts[index]));
            index += 1;
        }
        if let Some(tail) = &mut block.tail {
            self.node(tail, &own);
        }
        self.split(block, wanted);
    }

    fn inside_stmt(&mut self, stmt: &mut Stmt, own: &[VarId]) {
        match stmt {
            Stmt::Plain(_) | Stmt::Part(_) => {}
            Stmt::Let(binding) => {
                self.node(&mut binding.init, own);
                if let Some(otherwise) = &mut binding.otherwise {
                    self.block(otherwise, own, &[]);
                }
            }
            Stmt::Node(stmt) => self.node(&mut stmt.node, own),
        }
    }

    fn node(&mut self, node: &mut Node, own: &[VarId]) {
        match node {
            Node::Plain(_) | Node::Pause(_) => {}
            Node::If(branch) => {
                self.node(&mut branch.cond, own);
                self.block(&mut branch.then, own, &[]);
                if let Some(otherwise) = &mut branch.otherwise {
                    self.block(otherwise, own, &[]);
                }
            }
            Node::Match(choice) => {
                for arm in &mut choice.arms {
                    let mut own = own.to_vec();
                    own.extend(bound(&arm.pat));
                    self.node(&mut arm.body, &own);
                }
            }
            Node::Loop(repeat) => self.block(&mut repeat.body, &[], &[]),
            Node::Block(block) => self.block(block, own, &[]),
        }
    }

    /// Whether a variable of this level is alive over two pauses of the rest of the block.
    fn wants_part(&self, block: &Block, from: usize, own: &[VarId]) -> bool {
        let mut captures = Captures::default();
        for stmt in block.stmts.iter().skip(from) {
            walk_stmt(stmt, &mut captures);
        }
        if let Some(tail) = &block.tail {
            walk_node(tail, &mut captures);
        }
        let held_twice = |var: &&VarId| {
            let is_held = |point: &&PointId| {
                self.flow
                    .at(**point)
                    .is_some_and(|facts| facts.held(**var) != Held::No)
            };
            !self.scalars.has(**var) && captures.points.iter().filter(is_held).count() >= 2
        };
        own.iter().any(|var| held_twice(&var))
    }

    /// Puts the statements from `from` to the last that pauses into a part.
    fn extract(&mut self, block: &mut Block, from: usize, wanted: &[VarId]) {
        let tail_pauses = block.tail.as_ref().is_some_and(|tail| tail.pauses());
        let last = block.stmts.iter().rposition(Stmt::pauses).unwrap_or(from);
        let to = if tail_pauses { block.stmts.len() } else { last + 1 };
        let mut body = Block {
            target: None,
            stmts: block.stmts.drain(from..to).collect(),
            tail: None,
        };
        if tail_pauses {
            body.tail = block.tail.take();
        }
        let nothing_follows = tail_pauses || (block.stmts.len() == from && block.tail.is_none());
        let part = self.part(body, nothing_follows, wanted);
        block.stmts.insert(from, part);
    }

    fn part(&mut self, body: Block, nothing_follows: bool, wanted: &[VarId]) -> Stmt {
        let outputs = if nothing_follows {
            let declared = body.stmts.iter().flat_map(declared);
            declared.filter(|var| wanted.contains(var)).collect()
        } else {
            self.outputs(&body, wanted)
        };
        let has_value = body.tail.is_some();
        let point = self.point();
        let after = self.point();
        self.made = true;
        let span = body.stmts.first().map_or_else(Span::call_site, stmt_span);
        Stmt::Part(Box::new(Part {
            point,
            body,
            has_value,
            outputs,
            after,
            span,
        }))
    }

    fn outputs(&self, body: &Block, wanted: &[VarId]) -> Vec<VarId> {
        let facts = body.stmts.last().and_then(|stmt| match stmt {
            Stmt::Let(binding) => self.flow.at(binding.after),
            Stmt::Node(stmt) => self.flow.at(stmt.after),
            Stmt::Part(_) | Stmt::Plain(_) => None,
        });
        let lives = |var: &VarId| match facts {
            None => true,
            Some(facts) => wanted.contains(var) || self.lives_on(facts, *var),
        };
        body.stmts.iter().flat_map(declared).filter(lives).collect()
    }

    fn lives_on(&self, facts: &Facts, var: VarId) -> bool {
        facts.later.has(var) || (facts.held(var) != Held::No && !self.scalars.has(var))
    }

    fn point(&mut self) -> PointId {
        *self.next_point += 1;
        PointId(*self.next_point - 1)
    }

    /// Cuts a level that has too many states.
    fn split(&mut self, block: &mut Block, wanted: &[VarId]) {
        let counts: Vec<usize> = block.stmts.iter().map(states_of).collect();
        if counts.iter().sum::<usize>() <= STATES || counts.iter().filter(|count| **count > 0).count() < 2 {
            return;
        }
        let stmts = std::mem::take(&mut block.stmts);
        let mut runs: Vec<(usize, Vec<Stmt>)> = Vec::new();
        for (stmt, count) in stmts.into_iter().zip(counts) {
            match runs.last_mut() {
                Some((sum, run)) if *sum + count <= STATES => {
                    *sum += count;
                    run.push(stmt);
                }
                _ => runs.push((count, vec![stmt])),
            }
        }
        let last = runs.len() - 1;
        for (index, (count, run)) in runs.into_iter().enumerate() {
            // the last run keeps its place when something without a pause follows it
            if count < 2 || !run.last().is_some_and(Stmt::pauses) || matches!(run.as_slice(), [Stmt::Part(_)]) {
                self.push_run(block, run, count, index == last, wanted);
                continue;
            }
            let nothing_follows = index == last && block.tail.is_none();
            let part = self.part(
                Block {
                    target: None,
                    stmts: run,
                    tail: None,
                },
                nothing_follows,
                wanted,
            );
            block.stmts.push(part);
        }
        if block.stmts.iter().map(states_of).sum::<usize>() > STATES && block.stmts.len() > STATES {
            self.split(block, wanted);
        }
    }

    /// A run that ends in code without a pause: the part ends before that.
    fn push_run(&mut self, block: &mut Block, mut run: Vec<Stmt>, count: usize, is_last: bool, wanted: &[VarId]) {
        let end = run.iter().rposition(Stmt::pauses).map_or(0, |last| last + 1);
        let rest = run.split_off(end);
        if count >= 2 && !matches!(run.as_slice(), [Stmt::Part(_)]) {
            let nothing_follows = is_last && rest.is_empty() && block.tail.is_none();
            let part = self.part(
                Block {
                    target: None,
                    stmts: run,
                    tail: None,
                },
                nothing_follows,
                wanted,
            );
            block.stmts.push(part);
        } else {
            block.stmts.append(&mut run);
        }
        block.stmts.extend(rest);
    }
}

fn stmt_span(stmt: &Stmt) -> Span {
    match stmt {
        Stmt::Let(binding) => binding.span,
        Stmt::Node(stmt) => stmt.span,
        Stmt::Part(part) => part.span,
        Stmt::Plain(_) => Span::call_site(),
    }
}

/// How many states of its level a statement has.
fn states_of(stmt: &Stmt) -> usize {
    let mut captures = Captures::default();
    walk_stmt(stmt, &mut captures);
    captures.points.len()
}

/// The points of one level where its variables are captured.
#[derive(Default)]
struct Captures {
    points: Vec<PointId>,
    depth: usize,
}

impl Captures {
    fn add(&mut self, point: PointId) {
        if self.depth == 0 {
            self.points.push(point);
        }
    }
}

impl Visitor for Captures {
    fn pause(&mut self, pause: &Pause) {
        self.add(pause.point);
    }

    fn after(&mut self, stmt: &NodeStmt) {
        if matches!(stmt.node, Node::If(_) | Node::Match(_)) {
            self.add(stmt.after);
        }
    }

    fn bound(&mut self, binding: &crate::ir::Let) {
        if matches!(binding.init, Node::If(_) | Node::Match(_)) {
            self.add(binding.after);
        }
    }

    fn enter_loop(&mut self, repeat: &Loop) {
        self.add(repeat.point);
        self.depth += 1;
    }

    fn leave_loop(&mut self, _: &Loop) {
        self.depth -= 1;
    }

    fn enter_part(&mut self, part: &Part) {
        self.add(part.point);
        self.depth += 1;
    }

    fn leave_part(&mut self, _: &Part) {
        self.depth -= 1;
    }

    fn pat(&mut self, _: &Pat) {}
}

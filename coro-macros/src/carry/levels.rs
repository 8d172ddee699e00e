//! The levels of straight-line code.
//!
//! Takes the IR, gives it with some runs of statements made into [`Part`]s. A loop that pauses is a level by
//! nature. The rest of a block becomes one where a variable declared before is alive over two or more pauses
//! in it: parked in the part's state it is used in place and not moved at each pause (lowering.md, remedy 2).
//! And a level with too many pauses ([`super::limit`]) is cut into parts, for compile time (remedy 1).
//!
//! ```text
//! [source]  let big = [0; 1024];  yield_wait!();  big[0] += 1;  yield_wait!();  big[0]
//! [output]  let big = [0; 1024];  part { yield_wait!();  big[0] += 1;  yield_wait!(); }  big[0]
//! ```

use proc_macro2::Span;
use syn::Pat;
use syn::spanned::Spanned as _;

use super::alias::Aliases;
use super::borrowed::Borrowed;
use super::visit::{Visitor, walk_block, walk_node, walk_stmt};
use crate::flow::{Facts, Flow, Held, Use, VarSet, bound};
use crate::ir::{Block, Loop, Node, NodeStmt, Part, Pause, PointId, Stmt};
use crate::maps::HashSet;
use crate::names::{MentionId, VarId};
use crate::scope::{Origin, Tables};

/// The pass: what it reads, and what it has made.
pub struct Maker<'a> {
    pub flow: &'a Flow,
    pub scalars: &'a VarSet,
    pub borrowing_closures: &'a VarSet,
    pub aliases: &'a Aliases,
    pub tables: &'a Tables,
    pub next_point: &'a mut u32,
    /// Mentions with which a variable may lose a part.
    pub parts_taken: HashSet<MentionId>,
    /// Whether any part was made.
    pub made: bool,
}

/// The variables a statement declares in its block.
pub fn declared(stmt: &Stmt) -> Vec<VarId> {
    match stmt {
        Stmt::Plain(syn::Stmt::Local(local)) => bound(&local.pat),
        Stmt::Let(binding) => bound(&binding.pat),
        Stmt::Part(part) => left_by(part),
        _ => Vec::new(),
    }
}

/// The variables of a part that live on after it, in the order of their declaration.
pub fn left_by(part: &Part) -> Vec<VarId> {
    let lives = |var: &VarId| {
        let kinds = [&part.outputs, &part.unset, &part.retaken];
        kinds.iter().any(|vars| vars.contains(var))
    };
    let stmts = part.body.stmts.iter();
    stmts.flat_map(declared).filter(lives).collect()
}

impl Maker<'_> {
    /// Makes the parts of a body; whether there are any.
    pub fn make(mut self, body: &mut Block, params: &[VarId]) -> bool {
        if self.parks_params(body, params) {
            self.extract(body, 0, body.stmts.len() + 1, &[]);
            if let Some(Stmt::Part(part)) = body.stmts.first_mut() {
                self.block(&mut part.body, &[], &[]);
            }
        } else {
            self.block(body, params, &[]);
        }
        self.made
    }

    /// Whether the whole body becomes a part, so that its parameters stay where the machine was made: if one is to be
    /// dropped and all of them are only borrowed.
    fn parks_params(&self, body: &Block, params: &[VarId]) -> bool {
        let dropped: Vec<VarId> = params
            .iter()
            .copied()
            .filter(|param| !self.scalars.has(*param))
            .collect();
        let mut captures = Captures::default();
        walk_block(body, &mut captures);
        let is_held = |var: &VarId| {
            let mut facts = captures
                .points
                .iter()
                .filter_map(|point| self.flow.at(*point));
            facts.any(|facts| facts.live.has(*var))
        };
        // what is borrowed from a parameter that holds a reference may outlive the step
        let borrows = |var: &VarId| {
            let ty = self.tables.var(*var).and_then(|row| row.ty.as_ref());
            ty.is_none_or(holds_reference)
        };
        dropped.iter().any(is_held)
            && !dropped.iter().any(borrows)
            && self.only_borrows(body, 0, &dropped)
    }

    /// `wanted`: what the block has to leave to the statements after it.
    fn block(&mut self, block: &mut Block, outer: &[VarId], wanted: &[VarId]) {
        let mut own = outer.to_vec();
        let mut sights: Vec<Sight> = block.stmts.iter().map(|stmt| self.sight(stmt)).collect();
        let mut index = 0;
        while index < block.stmts.len() {
            let end = if sights[index].pauses {
                self.part_end(block, &sights, index, &mut own)
            } else {
                None
            };
            if let Some(end) = end {
                self.extract(block, index, end, wanted);
                // what stands before the next index is not looked at again
                sights.splice(index..end.min(sights.len()), [Sight::default()]);
                if let Stmt::Part(part) = &mut block.stmts[index] {
                    let mut body = std::mem::take(&mut part.body);
                    let outputs: Vec<VarId> = part
                        .outputs
                        .iter()
                        .chain(&part.unset)
                        .chain(&part.retaken)
                        .copied()
                        .collect();
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

    /// Where a part that begins at `from` would end, if a variable of this level is alive over two pauses in it: with
    /// the block, so that nothing is moved home, or before a statement that moves such a variable (it has to be a local
    /// there), and then after the last one that pauses. Takes from `own` what is over by then.
    fn part_end(
        &self,
        block: &Block,
        sights: &[Sight],
        from: usize,
        own: &mut Vec<VarId>,
    ) -> Option<usize> {
        let paused = pause_of(&block.stmts[from]).and_then(|pause| self.flow.at(pause.point));
        if let Some(facts) = paused {
            own.retain(|var| facts.held(*var) != Held::No || facts.later.has(*var));
        }
        let held: Vec<VarId> = own
            .iter()
            .copied()
            .filter(|var| !self.scalars.has(*var) && self.aliases.get(*var).is_none())
            .collect();
        if held.is_empty() {
            return None;
        }
        let moved = |sight: &Sight| sight.moved.iter().any(|var| held.contains(var));
        let limit = sights[from..].iter().position(moved).map(|at| from + at);
        let last = sights[from..limit.unwrap_or(sights.len())]
            .iter()
            .rposition(|sight| sight.pauses)
            .map(|last| from + last + 1)?;
        let tail = block.tail.as_ref().map(|tail| self.node_sight(tail));
        let end = match &tail {
            Some(tail) if limit.is_none() && tail.pauses && !moved(tail) => sights.len() + 1,
            _ => last,
        };
        let within = sights.iter().chain(&tail).take(end).skip(from);
        let points: Vec<PointId> = within.flat_map(|sight| sight.points.clone()).collect();
        let held_twice = |var: &VarId| {
            let is_held = |point: &&PointId| {
                let facts = self.flow.at(**point);
                facts.is_some_and(|facts| facts.held(*var) != Held::No)
            };
            points.iter().filter(is_held).nth(1).is_some()
        };
        if !held.iter().any(held_twice) {
            return None;
        }
        let to_the_end = limit.is_none()
            && self.only_borrows(block, last, &held)
            && !self.begins_to_hold(block, last, own);
        Some(if to_the_end { sights.len() + 1 } else { end })
    }

    /// Whether the statements from `from` on, and the block's value, surely leave `vars` where they are.
    fn only_borrows(&self, block: &Block, from: usize, vars: &[VarId]) -> bool {
        let mut borrowed = Borrowed::new(self.tables, vars);
        for stmt in block.stmts.iter().skip(from) {
            walk_stmt(stmt, &mut borrowed);
        }
        if let Some(tail) = &block.tail {
            walk_node(tail, &mut borrowed);
        }
        borrowed.surely
    }

    /// Whether the statements from `from` on, or the block's value, put something into a temporary that is declared
    /// before (`lower/tails.rs`): as a local it may borrow what is declared after it.
    fn begins_to_hold(&self, block: &Block, from: usize, own: &[VarId]) -> bool {
        let mut moves = Moves::default();
        for stmt in block.stmts.iter().skip(from) {
            walk_stmt(stmt, &mut moves);
        }
        if let Some(tail) = &block.tail {
            walk_node(tail, &mut moves);
        }
        let given = moves.0.iter();
        let mut given = given.filter(|mention| self.flow.use_of(**mention) == Use::Assign);
        given.any(|mention| {
            let var = self.tables.mention(*mention).map(|row| row.var);
            let row = var.and_then(|var| self.tables.var(var));
            row.is_some_and(|row| row.origin == Origin::Hidden && own.contains(&row.id))
        })
    }

    fn sight(&self, stmt: &Stmt) -> Sight {
        let (mut moves, mut captures) = (Moves::default(), Captures::default());
        walk_stmt(stmt, &mut moves);
        walk_stmt(stmt, &mut captures);
        self.seen(&moves, captures, stmt.pauses())
    }

    fn node_sight(&self, node: &Node) -> Sight {
        let (mut moves, mut captures) = (Moves::default(), Captures::default());
        walk_node(node, &mut moves);
        walk_node(node, &mut captures);
        self.seen(&moves, captures, node.pauses())
    }

    fn seen(&self, moves: &Moves, captures: Captures, pauses: bool) -> Sight {
        let is_moved = |mention: &&MentionId| {
            self.flow.use_of(**mention) == Use::Move || self.parts_taken.contains(mention)
        };
        let moved = moves.0.iter().filter(is_moved);
        Sight {
            moved: moved
                .filter_map(|mention| Some(self.tables.mention(*mention)?.var))
                .collect(),
            points: captures.points,
            pauses,
        }
    }

    /// Puts the statements from `from` to `end` into a part; one more than there are takes the tail too.
    fn extract(&mut self, block: &mut Block, from: usize, end: usize, wanted: &[VarId]) {
        let takes_tail = end > block.stmts.len();
        let end = end.min(block.stmts.len());
        let mut body = Block {
            target: None,
            is_operands: false,
            stmts: block.stmts.drain(from..end).collect(),
            tail: None,
        };
        if takes_tail {
            body.tail = block.tail.take();
        }
        let nothing_follows = takes_tail || (block.stmts.len() == from && block.tail.is_none());
        let part = self.part(body, nothing_follows, wanted);
        block.stmts.insert(from, part);
    }

    fn part(&mut self, body: Block, nothing_follows: bool, wanted: &[VarId]) -> Stmt {
        let outputs = if nothing_follows {
            let declared = body.stmts.iter().flat_map(declared);
            let facts = self.facts_after(&body);
            let is_held = |var: &VarId| facts.is_none_or(|facts| facts.held(*var) != Held::No);
            declared
                .filter(|var| wanted.contains(var) && is_held(var))
                .collect()
        } else {
            self.outputs(&body, wanted)
        };
        let unset = if nothing_follows && wanted.is_empty() {
            Vec::new()
        } else {
            self.unset(&body)
        };
        let (retaken, outputs): (Vec<VarId>, Vec<VarId>) = outputs
            .into_iter()
            .partition(|var: &VarId| self.aliases.get(*var).is_some());
        let ends_in_value = matches!(body.stmts.last(), Some(Stmt::Part(part)) if part.has_value);
        let has_value = body.tail.is_some() || ends_in_value;
        let point = self.point();
        let after = self.point();
        self.made = true;
        let span = body.stmts.first().map_or_else(Span::call_site, stmt_span);
        Stmt::Part(Box::new(Part {
            point,
            body,
            has_value,
            outputs,
            unset,
            retaken,
            after,
            span,
        }))
    }

    fn outputs(&self, body: &Block, wanted: &[VarId]) -> Vec<VarId> {
        let facts = self.facts_after(body);
        let lives = |var: &VarId| match facts {
            None => true,
            Some(facts) => {
                let is_wanted = wanted.contains(var) && facts.held(*var) != Held::No;
                (is_wanted || self.lives_on(facts, *var)) && !self.is_given_anew(facts, *var)
            }
        };
        body.stmts.iter().flat_map(declared).filter(lives).collect()
    }

    /// Whether a variable that may hold a number, but not on all ways, gets another one before it is looked at.
    fn is_given_anew(&self, facts: &Facts, var: VarId) -> bool {
        facts.held(var) == Held::Maybe
            && self.scalars.has(var)
            && facts.later.has(var)
            && !facts.live.has(var)
    }

    fn lives_on(&self, facts: &Facts, var: VarId) -> bool {
        facts.held(var) != Held::No
            && (facts.later.has(var)
                || !(self.scalars.has(var) || self.borrowing_closures.has(var)))
    }

    /// Variables declared in a part that hold nothing at its end, or nothing of use, and get a value after it.
    fn unset(&self, body: &Block) -> Vec<VarId> {
        let Some(facts) = self.facts_after(body) else {
            return Vec::new();
        };
        let is_unset = |var: &VarId| {
            facts.held(*var) == Held::No && facts.later.has(*var) || self.is_given_anew(facts, *var)
        };
        body.stmts
            .iter()
            .flat_map(declared)
            .filter(is_unset)
            .collect()
    }

    fn facts_after(&self, body: &Block) -> Option<&Facts> {
        body.stmts.last().and_then(|stmt| match stmt {
            Stmt::Let(binding) => self.flow.at(binding.after),
            Stmt::Node(stmt) => self.flow.at(stmt.after),
            // its own point is newer than the facts
            Stmt::Part(part) => self.facts_after(&part.body),
            Stmt::Plain(_) => None,
        })
    }

    fn point(&mut self) -> PointId {
        *self.next_point += 1;
        PointId(*self.next_point - 1)
    }

    /// Cuts a level that has too many states.
    fn split(&mut self, block: &mut Block, wanted: &[VarId]) {
        let counts: Vec<usize> = block.stmts.iter().map(states_of).collect();
        let limit = self.limit(block);
        if counts.iter().sum::<usize>() <= limit
            || counts.iter().filter(|count| **count > 0).count() < 2
        {
            return;
        }
        let stmts = std::mem::take(&mut block.stmts);
        let mut runs: Vec<(usize, Vec<Stmt>)> = Vec::new();
        for (stmt, count) in stmts.into_iter().zip(counts) {
            match runs.last_mut() {
                Some((sum, run)) if *sum + count <= limit => {
                    *sum += count;
                    run.push(stmt);
                }
                _ => runs.push((count, vec![stmt])),
            }
        }
        let last = runs.len() - 1;
        for (index, (count, run)) in runs.into_iter().enumerate() {
            self.push_run(block, run, count, index == last, wanted);
        }
        if block.stmts.iter().map(states_of).sum::<usize>() > limit && block.stmts.len() > limit {
            self.split(block, wanted);
        }
    }

    /// `position += 1;` of a loop that goes on by position.
    fn counts(&self, stmt: &Stmt) -> bool {
        let Stmt::Plain(syn::Stmt::Expr(syn::Expr::Binary(step), _)) = stmt else {
            return false;
        };
        let row = crate::flow::mention_of(&step.left).and_then(|id| self.tables.mention(id));
        let var = row.and_then(|row| self.tables.var(row.var));
        crate::lower::is_compound(&step.op) && var.is_some_and(|var| var.origin == Origin::Hidden)
    }

    /// Makes a part of a run, up to its last pause; the code after that keeps its place.
    fn push_run(
        &mut self,
        block: &mut Block,
        mut run: Vec<Stmt>,
        count: usize,
        is_last: bool,
        wanted: &[VarId],
    ) {
        // what a part takes again at its beginning, it takes by the position that is reached by then
        if run.first().is_some_and(|first| self.counts(first)) {
            block.stmts.push(run.remove(0));
        }
        let end = run
            .iter()
            .rposition(Stmt::pauses)
            .map_or(0, |last| last + 1);
        let rest = run.split_off(end);
        if count >= 2 && !matches!(run.as_slice(), [Stmt::Part(_)]) {
            let nothing_follows = is_last && rest.is_empty() && block.tail.is_none();
            let part = self.part(
                Block {
                    target: None,
                    is_operands: false,
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

/// Whether a type is written with a reference, a lifetime or a type that may be one.
pub(super) fn holds_reference(ty: &syn::Type) -> bool {
    struct Finder(bool);
    impl syn::visit::Visit<'_> for Finder {
        fn visit_type_reference(&mut self, _: &syn::TypeReference) {
            self.0 = true;
        }
        fn visit_lifetime(&mut self, _: &syn::Lifetime) {
            self.0 = true;
        }
        fn visit_type_impl_trait(&mut self, _: &syn::TypeImplTrait) {
            self.0 = true;
        }
    }
    let mut finder = Finder(false);
    syn::visit::Visit::visit_type(&mut finder, ty);
    finder.0
}

/// The pause that a statement consists of: every way to what follows goes through it.
fn pause_of(stmt: &Stmt) -> Option<&Pause> {
    let node = match stmt {
        Stmt::Let(binding) if binding.otherwise.is_none() => &binding.init,
        Stmt::Node(stmt) => &stmt.node,
        _ => return None,
    };
    match node {
        Node::Pause(pause) => Some(pause),
        _ => None,
    }
}

fn stmt_span(stmt: &Stmt) -> Span {
    match stmt {
        Stmt::Let(binding) => binding.span,
        Stmt::Node(stmt) => stmt.span,
        Stmt::Part(part) => part.span,
        Stmt::Plain(stmt) => stmt.span(),
    }
}

/// How many states of its level a statement has.
fn states_of(stmt: &Stmt) -> usize {
    let mut captures = Captures::default();
    walk_stmt(stmt, &mut captures);
    captures.points.len()
}

/// What the search for levels wants to know of a statement; it is looked at many times, and walked once.
#[derive(Default)]
struct Sight {
    moved: Vec<VarId>,
    /// Where its level's variables are captured.
    points: Vec<PointId>,
    pauses: bool,
}

/// Every mention in a statement.
#[derive(Default)]
struct Moves(Vec<MentionId>);

impl Visitor for Moves {
    fn expr(&mut self, expr: &syn::Expr) {
        self.0.extend(crate::flow::mentions_in(expr));
    }

    fn stmt(&mut self, stmt: &syn::Stmt) {
        self.0.extend(crate::flow::mentions_in(stmt));
    }
}

/// The points of one level where its variables are captured.
#[derive(Default)]
pub(super) struct Captures {
    pub(super) points: Vec<PointId>,
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

//! A variable that is last named in the branches of a statement that pauses: each branch asks it.
//!
//! ```text
//! [source]  let unit = game.unit(id);  match order { Move => { unit.step();  game.turn += 1;  yield_wait!(); } Hold => .. }
//! [output]  let unit = game.unit(id);  let held;
//!           match order { Move => { unit.step();  held = Dead::new(unit).keep();  .. } Hold => { held = ..;  .. } }
//! ```
//!
//! Takes the statement's node, gives it with the assignment in all of its branches, or says that there is no place for
//! it in one of them: in a loop, or in a value that names the variable.

use proc_macro2::Span;
use syn::{Expr, Pat};

use super::{Made, Seeker};
use crate::carry::visit::{Visitor, walk_node};
use crate::flow::{Held, Use, bound, mention_of, mentions_in};
use crate::ir::{Block, Node, Pause, PointId, Stmt};
use crate::lower::{Bindings, bindings};
use crate::names::VarId;
use crate::scope::Origin;

impl Seeker<'_> {
    /// Whether every branch of a node can ask the variable, as far as names tell, and every pause in it keeps it.
    pub(super) fn can_ask(&self, node: &Node, made: &Made) -> bool {
        let mut pauses = Pauses::default();
        walk_node(node, &mut pauses);
        let keeps = |point: &PointId| {
            self.flow.as_ref().is_none_or(|flow| {
                flow.at(*point).is_none_or(|facts| {
                    facts.held(made.var) == Held::Yes && !facts.later.has(made.var)
                })
            })
        };
        pauses.0.iter().all(keeps) && self.has_place(node, &[made.var])
    }

    fn has_place(&self, node: &Node, vars: &[VarId]) -> bool {
        match node {
            Node::Match(choice) => choice.arms.iter().all(|arm| {
                let vars = self.with_bound(&choice.scrutinee, bound(&arm.pat), vars);
                self.branch_has_place(&arm.body, &vars)
            }),
            Node::If(branch) => {
                let vars = match &branch.cond {
                    Node::Plain(Expr::Let(binding)) => {
                        self.with_bound(&binding.expr, bound(&binding.pat), vars)
                    }
                    Node::Plain(_) => vars.to_vec(),
                    _ => return false,
                };
                self.block_has_place(&branch.then, &vars)
                    && branch
                        .otherwise
                        .iter()
                        .all(|block| self.block_has_place(block, &vars))
            }
            Node::Block(block) => {
                let pauses = block.stmts.iter().any(Stmt::pauses);
                block.is_operands
                    && !pauses
                    && block
                        .tail
                        .as_ref()
                        .is_some_and(|tail| self.has_place(tail, vars))
            }
            _ => false,
        }
    }

    /// What is bound to a value that names the variable may borrow through it.
    fn with_bound(&self, value: &Expr, bound: Vec<VarId>, vars: &[VarId]) -> Vec<VarId> {
        let mut all = vars.to_vec();
        let named = mentions_in(value).into_iter();
        let mut named = named.filter_map(|mention| self.tables.mention(mention));
        if named.any(|row| vars.contains(&row.var)) {
            all.extend(bound.into_iter().filter(|var| !self.scalars.has(*var)));
        }
        all
    }

    fn branch_has_place(&self, node: &Node, vars: &[VarId]) -> bool {
        match node {
            Node::Block(block) if !block.is_operands => self.block_has_place(block, vars),
            node => !self
                .node_sight(node)
                .named
                .iter()
                .any(|var| vars.contains(var)),
        }
    }

    fn block_has_place(&self, block: &Block, vars: &[VarId]) -> bool {
        let (vars, last) = self.last_named(block, vars);
        let node = match last {
            None => return true,
            Some(index) => match block.stmts.get(index) {
                Some(Stmt::Node(stmt)) if stmt.node.pauses() => &stmt.node,
                Some(stmt) => return !stmt.pauses(),
                None => match &block.tail {
                    Some(tail) if tail.pauses() => tail,
                    _ => return false,
                },
            },
        };
        self.has_place(node, &vars)
    }

    /// The last statement that names one of the variables, or what may borrow through them; the tail stands behind
    /// all. With the variables that count.
    fn last_named(&self, block: &Block, vars: &[VarId]) -> (Vec<VarId>, Option<usize>) {
        let (mut vars, mut last) = (vars.to_vec(), None);
        let stmts = block.stmts.iter().map(|stmt| self.sight(stmt));
        let tail = block.tail.as_ref().map(|tail| self.node_sight(tail));
        for (index, sight) in stmts.chain(tail).enumerate() {
            if sight.named.iter().any(|var| vars.contains(var)) {
                last = Some(index);
                vars.extend(&sight.declares);
            }
        }
        (vars, last)
    }

    /// Puts the assignment into every branch.
    pub(super) fn ask(&mut self, node: &mut Node, vars: &[VarId], held: VarId) {
        match node {
            Node::Match(choice) => {
                for arm in &mut choice.arms {
                    if self.is_taken(&choice.scrutinee, &arm.pat, vars) {
                        continue;
                    }
                    let vars = self.with_bound(&choice.scrutinee, bound(&arm.pat), vars);
                    self.ask_branch(&mut arm.body, &vars, held);
                }
            }
            Node::If(branch) => {
                let vars = match &branch.cond {
                    Node::Plain(Expr::Let(binding)) => {
                        self.with_bound(&binding.expr, bound(&binding.pat), vars)
                    }
                    _ => vars.to_vec(),
                };
                let is_taken = match &branch.cond {
                    Node::Plain(Expr::Let(binding)) => {
                        self.is_taken(&binding.expr, &binding.pat, &vars)
                    }
                    _ => false,
                };
                if !is_taken {
                    self.ask_block(&mut branch.then, &vars, held);
                }
                let otherwise = branch.otherwise.get_or_insert_default();
                self.ask_block(otherwise, &vars, held);
            }
            Node::Block(block) => {
                if let Some(tail) = &mut block.tail {
                    self.ask(tail, vars, held);
                }
            }
            _ => {}
        }
    }

    /// Whether a pattern moves what is matched, which is the variable that is asked: then nothing is left to ask.
    fn is_taken(&self, scrutinee: &Expr, pat: &Pat, vars: &[VarId]) -> bool {
        let row = mention_of(scrutinee).and_then(|mention| self.tables.mention(mention));
        let is_it = row.is_some_and(|row| vars.first() == Some(&row.var));
        let hidden = row.and_then(|row| self.tables.var(row.var));
        let is_ours = hidden.is_some_and(|row| row.origin == Origin::Hidden);
        is_it && is_ours && matches!(bindings(pat), Bindings::All | Bindings::Some)
    }

    fn ask_branch(&mut self, node: &mut Node, vars: &[VarId], held: VarId) {
        if let Node::Block(block) = node
            && !block.is_operands
        {
            return self.ask_block(block, vars, held);
        }
        let empty = Node::Block(Box::default());
        let tail = std::mem::replace(node, empty);
        let assignment = self.assignment(vars, held);
        *node = Node::Block(Box::new(Block {
            stmts: vec![Stmt::Plain(assignment)],
            tail: Some(Box::new(tail)),
            ..Block::default()
        }));
    }

    fn ask_block(&mut self, block: &mut Block, vars: &[VarId], held: VarId) {
        let (all, last) = self.last_named(block, vars);
        let Some(index) = last else {
            let assignment = self.assignment(vars, held);
            return block.stmts.insert(0, Stmt::Plain(assignment));
        };
        match block.stmts.get_mut(index) {
            Some(Stmt::Node(stmt)) if stmt.node.pauses() => self.ask(&mut stmt.node, &all, held),
            Some(Stmt::Plain(stmt)) if leaves(stmt) => {}
            // nothing is left to ask
            Some(Stmt::Plain(stmt)) if self.moves(stmt, vars) => {}
            Some(_) => {
                let assignment = self.assignment(vars, held);
                block.stmts.insert(index + 1, Stmt::Plain(assignment));
            }
            None => {
                if let Some(tail) = &mut block.tail {
                    self.ask(tail, &all, held);
                }
            }
        }
    }

    /// Whether a statement takes the variable that is asked.
    fn moves(&self, stmt: &syn::Stmt, vars: &[VarId]) -> bool {
        let Some(flow) = &self.flow else { return false };
        let mut mentions = mentions_in(stmt).into_iter();
        mentions.any(|mention| {
            let row = self.tables.mention(mention);
            let is_it = row.is_some_and(|row| vars.first() == Some(&row.var));
            is_it && flow.use_of(mention) == Use::Move
        })
    }

    /// `held = Dead::new(unit).keep();`
    fn assignment(&mut self, vars: &[VarId], held: VarId) -> syn::Stmt {
        let var = vars.first().copied().unwrap_or(held);
        let span = match self.tables.var(var) {
            Some(row) => crate::names::made_at(row.ident.span()),
            None => Span::mixed_site(),
        };
        self.holding(var, held, span)
    }
}

/// `return x;`, after which nothing can stand.
fn leaves(stmt: &syn::Stmt) -> bool {
    matches!(
        stmt,
        syn::Stmt::Expr(Expr::Return(_) | Expr::Break(_) | Expr::Continue(_), _)
    )
}

#[derive(Default)]
struct Pauses(Vec<PointId>);

impl Visitor for Pauses {
    fn pause(&mut self, pause: &Pause) {
        self.0.push(pause.point);
    }
}

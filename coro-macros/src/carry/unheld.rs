//! Variables that hold a value only while the code runs: no pause finds one in them, or one that anybody reads.
//!
//! Takes the IR with its levels and the flow, gives those of the flagged variables that are moved before each pause and
//! given a value again after it, and of the numbers those that are read at no pause before they are given one. A state
//! would have room for nothing, so they are locals of the step, with a flag.
//!
//! ```text
//! [source]  let mut reply = hello();  loop { let line = yield_value!(reply);  reply = answer(line); }
//! [output]  let mut reply = Flagged::empty();
//!           ..  reply = Flagged::new(hello());  ..
//!           loop { .. return Yielded(Flagged::take(&mut reply)); ..  reply = Flagged::new(answer(line)); }
//! ```
//!
//! Such a local is declared before all others of the step: should a panic find a value in it, it is dropped after
//! them, and before what is parked. That is Rust's order if nothing with a drop was parked after the variable.

use syn::{Expr, Pat, Stmt};

use super::Carry;
use super::visit::{Visitor, walk_block};
use crate::flow::{Flow, VarSet, bound};
use crate::ir::{Block, Let, Loop, Node, Part, Pause, PointId};
use crate::maps::HashSet;
use crate::names::VarId;
use crate::scope::Tables;

/// Those of the body's variables. `carry` has those that are brought already.
pub fn unheld(body: &Block, carry: &Carry, flow: &Flow, tables: &Tables) -> VarSet {
    let mut finder = Finder {
        carry,
        flow,
        scope: Vec::new(),
        marks: Vec::new(),
        declared: Vec::new(),
        held: HashSet::default(),
        entered: HashSet::default(),
        kept: HashSet::default(),
        read: HashSet::default(),
    };
    walk_block(body, &mut finder);
    let mut found = VarSet::with_room(tables.vars.len());
    for var in finder.declared {
        let is_unheld = match carry.is_scalar(var) {
            true => {
                finder.read.contains(&var)
                    && !finder.kept.contains(&var)
                    && !carry.fleeting.has(var)
            }
            false => {
                carry.is_flagged(var)
                    && !finder.held.contains(&var)
                    && finder.entered.contains(&var)
                    && !flow.is_left_holding(var)
                    && !tables.released.contains(&var)
            }
        };
        if is_unheld {
            found.add(var);
        }
    }
    found
}

struct Finder<'a> {
    carry: &'a Carry,
    flow: &'a Flow,
    scope: Vec<VarId>,
    marks: Vec<usize>,
    /// Those that a `let` declares by their names alone.
    declared: Vec<VarId>,
    /// Those that may hold a value at a pause, or where a level is entered that also holds something declared later.
    held: HashSet<VarId>,
    /// Those that hold a value where a level is entered.
    entered: HashSet<VarId>,
    /// Those that are read after a pause before they are given a value, or that a part hands on.
    kept: HashSet<VarId>,
    /// Those that are read after a level is entered.
    read: HashSet<VarId>,
}

impl Finder<'_> {
    fn declare(&mut self, pat: &Pat, is_value: bool) {
        let vars = bound(pat);
        let inner = match pat {
            Pat::Type(typed) => &*typed.pat,
            pat => pat,
        };
        match (inner, vars.as_slice()) {
            (Pat::Ident(ident), [var])
                if is_value && ident.by_ref.is_none() && ident.subpat.is_none() =>
            {
                self.declared.push(*var);
            }
            _ => {}
        }
        self.scope.extend(vars);
    }

    fn enter(&mut self, point: PointId) {
        let Some(facts) = self.flow.at(point) else {
            return;
        };
        let read = self.scope.iter().filter(|var| facts.live.has(**var));
        self.read.extend(read);
        let mut has_later = false;
        for &var in self.scope.iter().rev() {
            if !facts.maybe.has(var) {
                continue;
            }
            self.entered.insert(var);
            if has_later {
                self.held.insert(var);
            }
            let never_drops = self.carry.is_scalar(var)
                || self.carry.ranges.has(var)
                || self.carry.fleeting.has(var);
            has_later |= !never_drops;
        }
    }
}

impl Visitor for Finder<'_> {
    fn stmt(&mut self, stmt: &Stmt) {
        if let Stmt::Local(local) = stmt {
            let init = local.init.as_ref();
            let is_value = init.is_none_or(|init| init.diverge.is_none() && is_value(&init.expr));
            self.declare(&local.pat, is_value);
        }
    }

    fn bound(&mut self, binding: &Let) {
        let is_value = match &binding.init {
            Node::Plain(init) => is_value(init),
            Node::Pause(_) => true,
            _ => false,
        };
        let is_value = is_value && binding.otherwise.is_none() && binding.ty.is_none();
        self.declare(&binding.pat, is_value);
    }

    /// What arms and conditions bind.
    fn pat(&mut self, pat: &Pat) {
        self.scope.extend(bound(pat));
    }

    fn pause(&mut self, pause: &Pause) {
        if let Some(facts) = self.flow.at(pause.point) {
            let holds = self.scope.iter().filter(|var| facts.maybe.has(**var));
            self.held.extend(holds);
            let kept = self.scope.iter().filter(|var| facts.live.has(**var));
            self.kept.extend(kept);
        }
    }

    fn enter_loop(&mut self, repeat: &Loop) {
        self.enter(repeat.point);
    }

    fn enter_part(&mut self, part: &Part) {
        self.enter(part.point);
        let vars = part.outputs.iter().chain(&part.unset).chain(&part.retaken);
        self.held.extend(vars.clone());
        self.kept.extend(vars);
    }

    fn enter_scope(&mut self) {
        self.marks.push(self.scope.len());
    }

    fn leave_scope(&mut self) {
        if let Some(mark) = self.marks.pop() {
            self.scope.truncate(mark);
        }
    }
}

/// Whether a `let` extends the life of no temporary of this value.
fn is_value(init: &Expr) -> bool {
    match init {
        Expr::Call(_) | Expr::MethodCall(_) | Expr::Path(_) | Expr::Lit(_) => true,
        Expr::Macro(_) | Expr::Binary(_) | Expr::Index(_) | Expr::Field(_) => true,
        Expr::Struct(made) => {
            made.rest.is_none() && made.fields.iter().all(|field| is_value(&field.expr))
        }
        Expr::Tuple(parts) => parts.elems.iter().all(is_value),
        Expr::Array(parts) => parts.elems.iter().all(is_value),
        _ => false,
    }
}

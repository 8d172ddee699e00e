//! Drop flags made visible.
//!
//! Takes the IR with its levels and the flow, gives the variables that must be `Flagged`:
//!
//! - held on some ways only, at a place where the machine's state is written down;
//! - moved inside a level whose enclosing state holds them (a place behind a reference cannot be moved out of);
//! - first given a value inside such a level.
//!
//! ```text
//! [source]  let d = make();  if c { drop(d); }  yield_wait!();
//! [output]  let mut d = Flagged::new(make());  if c { drop(Flagged::take(&mut d)); }  ..
//! ```

use syn::{Expr, Pat};

use super::levels::declared;
use super::visit::{Visitor, walk_block};
use crate::flow::{Flow, Held, Syntax, Use, VarSet, bound, mentions_in};
use crate::ir::{Block, Let, Loop, NodeStmt, Part, Pause, PointId, Stmt};
use crate::maps::HashMap;
use crate::names::{MentionId, VarId};
use crate::scope::{Origin, Tables};

/// The variables that have a visible drop flag.
pub fn flagged(
    body: &Block,
    params: &[VarId],
    flow: &Flow,
    scalars: &VarSet,
    tables: &Tables,
) -> VarSet {
    let mut finder = Finder {
        flow,
        tables,
        scalars,
        level: 0,
        levels: 0,
        enclosing: vec![0],
        entries: vec![None],
        home: params.iter().map(|param| (*param, 0)).collect(),
        scope: params.to_vec(),
        marks: Vec::new(),
        late: VarSet::with_room(tables.vars.len()),
        flagged: VarSet::with_room(tables.vars.len()),
    };
    walk_block(body, &mut finder);
    finder.flagged
}

struct Finder<'a> {
    flow: &'a Flow,
    tables: &'a Tables,
    scalars: &'a VarSet,
    level: usize,
    levels: usize,
    enclosing: Vec<usize>,
    entries: Vec<Option<PointId>>,
    home: HashMap<VarId, usize>,
    scope: Vec<VarId>,
    marks: Vec<usize>,
    /// Declared without a value.
    late: VarSet,
    flagged: VarSet,
}

impl Finder<'_> {
    fn declare(&mut self, var: VarId) {
        self.home.insert(var, self.level);
        self.scope.push(var);
    }

    /// Whether the variable is surely `Copy`: it keeps its value where it seems to be moved.
    fn is_copied(&self, var: VarId) -> bool {
        let ty = self.tables.var(var).and_then(|row| row.ty.as_ref());
        self.scalars.has(var) || ty.is_some_and(crate::split::is_copy_type)
    }

    /// The state is written down here.
    fn captured(&mut self, point: PointId) {
        let Some(facts) = self.flow.at(point) else {
            return;
        };
        for var in &self.scope {
            let is_set = !self.late.has(*var);
            let has_value = self.scalars.has(*var) || is_set && self.is_copied(*var);
            if facts.held(*var) == Held::Maybe && !has_value && !facts.live.has(*var) {
                self.flagged.add(*var);
            }
        }
    }

    fn enter(&mut self, point: PointId) {
        self.captured(point);
        self.levels += 1;
        self.enclosing.push(self.level);
        self.entries.push(Some(point));
        self.level = self.levels;
    }

    fn leave(&mut self) {
        self.level = self.enclosing.get(self.level).copied().unwrap_or(0);
    }

    /// The entry of the outermost level around here that is inside the variable's own.
    fn crossing(&self, home: usize) -> Option<PointId> {
        let mut level = self.level;
        let mut entry = None;
        while level != home && level != 0 {
            entry = self.entries.get(level).copied().flatten();
            level = self.enclosing.get(level).copied().unwrap_or(0);
        }
        entry
    }

    /// What `return` moves out of enclosing states, as a whole: it is brought home first.
    fn returned(&self, syntax: &impl Syntax) -> Vec<MentionId> {
        let mut found = Vec::new();
        let mut returns = Returns(Vec::new());
        syntax.show(&mut returns);
        for value in returns.0.iter().filter(|value| is_plain_move(value)) {
            let mentions = mentions_in(value);
            let is_outer = |mention: &MentionId| {
                let home = self
                    .tables
                    .mention(*mention)
                    .and_then(|row| self.home.get(&row.var));
                home.is_some_and(|home| self.crossing(*home).is_some())
            };
            if mentions.iter().all(is_outer) {
                found.extend(mentions);
            }
        }
        found
    }

    fn mentions(&mut self, syntax: &impl Syntax) {
        let returned = self.returned(syntax);
        for mention in mentions_in(syntax) {
            if returned.contains(&mention) {
                continue;
            }
            let Some(row) = self.tables.mention(mention) else {
                continue;
            };
            let var = row.var;
            let Some(&home) = self.home.get(&var) else {
                continue;
            };
            if self
                .tables
                .var(var)
                .is_none_or(|row| row.origin == Origin::Closure)
            {
                continue;
            }
            let Some(entry) = self.crossing(home) else {
                continue;
            };
            match self.flow.use_of(mention) {
                Use::Move if !self.is_copied(var) => self.flagged.add(var),
                Use::Assign => {
                    let held = self.flow.at(entry).map(|facts| facts.held(var));
                    if held != Some(Held::Yes) {
                        self.flagged.add(var);
                    }
                }
                _ => {}
            }
        }
    }
}

impl Visitor for Finder<'_> {
    fn expr(&mut self, expr: &Expr) {
        self.mentions(expr);
        for var in bound_by_let(expr) {
            self.declare(var);
        }
    }

    fn stmt(&mut self, stmt: &syn::Stmt) {
        self.mentions(stmt);
        let is_late = matches!(stmt, syn::Stmt::Local(local) if local.init.is_none());
        for var in declared(&Stmt::Plain(stmt.clone())) {
            self.declare(var);
            if is_late {
                self.late.add(var);
            }
        }
    }

    fn pat(&mut self, pat: &Pat) {
        for var in bound(pat) {
            self.declare(var);
        }
        if let Pat::Guard(guard) = pat {
            self.mentions(&guard.guard);
        }
    }

    fn pause(&mut self, pause: &Pause) {
        self.captured(pause.point);
    }

    fn after(&mut self, stmt: &NodeStmt) {
        self.captured(stmt.after);
    }

    fn bound(&mut self, binding: &Let) {
        self.captured(binding.after);
    }

    fn enter_loop(&mut self, repeat: &Loop) {
        self.enter(repeat.point);
    }

    fn leave_loop(&mut self, _: &Loop) {
        self.leave();
    }

    fn enter_part(&mut self, part: &Part) {
        self.enter(part.point);
    }

    fn leave_part(&mut self, part: &Part) {
        self.leave();
        for var in part.outputs.iter().chain(&part.unset) {
            // it lives in both: inside the part as a local, outside as a local again
            self.home.insert(*var, self.level);
            self.scope.push(*var);
        }
    }

    fn enter_scope(&mut self) {
        self.marks.push(self.scope.len());
    }

    fn leave_scope(&mut self) {
        let mark = self.marks.pop().unwrap_or(0);
        self.scope.truncate(mark);
    }
}

struct Returns(Vec<Expr>);

impl<'ast> syn::visit::Visit<'ast> for Returns {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Closure(_) | Expr::Async(_) => {}
            Expr::Return(returned) => self.0.extend(returned.expr.as_deref().cloned()),
            _ => syn::visit::visit_expr(self, expr),
        }
    }
}

/// Whether evaluating `expr` only moves variables, so that it makes no difference when it is done.
pub fn is_plain_move(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(_) | Expr::Path(_) => true,
        Expr::Paren(paren) => is_plain_move(&paren.expr),
        Expr::Group(group) => is_plain_move(&group.expr),
        Expr::Tuple(tuple) => tuple.elems.iter().all(is_plain_move),
        Expr::Struct(fields) => {
            fields.rest.is_none() && fields.fields.iter().all(|field| is_plain_move(&field.expr))
        }
        Expr::Call(call) => {
            let makes = match &*call.func {
                Expr::Path(path) => path.path.segments.last(),
                _ => None,
            };
            let makes =
                makes.is_some_and(|last| last.ident.to_string().starts_with(char::is_uppercase));
            makes && call.args.iter().all(is_plain_move)
        }
        _ => false,
    }
}

/// The variables that the `let`s of a condition bind.
pub fn bound_by_let(expr: &Expr) -> Vec<VarId> {
    match expr {
        Expr::Let(binding) => bound(&binding.pat),
        Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)) => {
            let mut vars = bound_by_let(&binary.left);
            vars.extend(bound_by_let(&binary.right));
            vars
        }
        Expr::Group(group) => bound_by_let(&group.expr),
        Expr::Paren(paren) => bound_by_let(&paren.expr),
        _ => Vec::new(),
    }
}

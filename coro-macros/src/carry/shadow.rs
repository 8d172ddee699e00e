//! Names that are distinct wherever two variables are alive together.
//!
//! Takes the IR and the tables, gives the variables that hide another one a name with a number. A state holds
//! both, and the code that writes the state down has to name both.
//!
//! ```text
//! [source]  let x = f();  let x = g(x);  yield_wait!();
//! [output]  let x = f();  let x_2 = g(x);  *state = State::Wait1 { x_2, x };
//! ```

use proc_macro2::Ident;
use quote::format_ident;
use syn::visit::{self, Visit};
use syn::{Expr, Pat};

use super::levels::declared;
use super::visit::{Visitor, walk_block};
use crate::flow::{VarSet, bound};
use crate::ir::{Block, Stmt};
use crate::maps::HashSet;
use crate::names::VarId;
use crate::scope::{Origin, Tables, Var};

/// Gives numbers to names that hide others.
pub fn distinct_names(body: &Block, params: &[VarId], tables: &mut Tables) {
    let in_texts = tables.mentions.iter();
    let in_texts = in_texts.filter(|mention| mention.inline && mention.opaque);
    let mut walk = Walk {
        taken: tables
            .vars
            .iter()
            .map(|var| var.ident.to_string())
            .collect(),
        in_texts: in_texts.map(|mention| mention.var).collect(),
        tables,
        scope: Vec::new(),
        marks: Vec::new(),
    };
    for &param in params {
        walk.declare(param);
    }
    walk_block(body, &mut walk);
}

/// Gives a number to those of `vars` whose names other variables have as well: they are seen from all code of the step.
pub fn distinct_from_all(vars: &VarSet, tables: &mut Tables) {
    for index in 0..tables.vars.len() {
        let (id, name) = (tables.vars[index].id, &tables.vars[index].ident);
        let is_same = |row: &Var| row.id != id && row.ident == *name;
        if vars.has(id) && tables.vars.iter().any(is_same) {
            let taken = tables.vars.iter().map(|var| var.ident.to_string());
            let taken = taken.collect();
            let row = &mut tables.vars[index];
            row.ident = numbered(&row.ident, &taken);
        }
    }
}

/// The name with the first number that is not taken.
fn numbered(name: &Ident, taken: &HashSet<String>) -> Ident {
    let text = name.to_string();
    let plain = text.trim_start_matches("r#");
    let mut number = 2;
    while taken.contains(&format!("{plain}_{number}")) {
        number += 1;
    }
    Ident::new(&format!("{plain}_{number}"), name.span())
}

struct Walk<'t> {
    tables: &'t mut Tables,
    taken: HashSet<String>,
    /// What is named by a text in a macro that only rustc expands: `{x}` cannot be given a number.
    in_texts: HashSet<VarId>,
    /// The names in scope, and which of the variables have them.
    scope: Vec<(String, VarId)>,
    marks: Vec<usize>,
}

impl Walk<'_> {
    fn declare(&mut self, var: VarId) {
        let Some(row) = self.tables.vars.get_mut(var.index()) else {
            return;
        };
        let name = row.ident.to_string();
        let Some(hidden) = self.scope.iter().rposition(|(known, _)| *known == name) else {
            return self.scope.push((name, var));
        };
        let outer = self.scope[hidden].1;
        match self.in_texts.contains(&var) && self.may_be_numbered(outer) {
            true => {
                self.scope[hidden].0 = self.number(outer);
                self.scope.push((name, var));
            }
            false => {
                let fresh = self.number(var);
                self.scope.push((fresh, var));
            }
        }
    }

    fn may_be_numbered(&self, var: VarId) -> bool {
        let row = self.tables.var(var);
        let is_local = |origin| matches!(origin, Origin::Let | Origin::Pattern | Origin::Hidden);
        row.is_some_and(|row| is_local(row.origin)) && !self.in_texts.contains(&var)
    }

    /// Gives a variable a number; gives the name that it has then.
    fn number(&mut self, var: VarId) -> String {
        let Some(row) = self.tables.vars.get_mut(var.index()) else {
            return String::new();
        };
        row.ident = numbered(&row.ident, &self.taken);
        let fresh = row.ident.to_string();
        self.taken.insert(fresh.clone());
        // rustc would tell of it by a name that nobody wrote; `check::as_written` does by the one that is
        if !self.tables.mentions.iter().any(|row| row.var == var) {
            row.ident = format_ident!("_{fresh}", span = row.ident.span());
        }
        fresh
    }
}

impl Walk<'_> {
    /// Variables of ours that are bound inside of code that does not pause.
    fn inside(&mut self, bindings: Bindings) {
        let mark = self.scope.len();
        for var in bindings.0 {
            let row = self.tables.var(var);
            if row.is_some_and(|row| row.origin == Origin::Hidden) {
                self.declare(var);
            }
        }
        self.scope.truncate(mark);
    }
}

/// What `let`s in blocks bind.
struct Bindings(Vec<VarId>);

impl<'ast> Visit<'ast> for Bindings {
    fn visit_block(&mut self, block: &'ast syn::Block) {
        for stmt in &block.stmts {
            if let syn::Stmt::Local(local) = stmt {
                self.0.extend(bound(&local.pat));
            }
        }
        visit::visit_block(self, block);
    }
}

impl Visitor for Walk<'_> {
    fn expr(&mut self, expr: &Expr) {
        let mut bindings = Bindings(Vec::new());
        bindings.visit_expr(expr);
        self.inside(bindings);
        super::bound_by_let(expr)
            .into_iter()
            .for_each(|var| self.declare(var));
    }

    fn stmt(&mut self, stmt: &syn::Stmt) {
        let mut bindings = Bindings(Vec::new());
        bindings.visit_stmt(stmt);
        self.inside(bindings);
        let vars = declared(&Stmt::Plain(stmt.clone()));
        vars.into_iter().for_each(|var| self.declare(var));
    }

    fn pat(&mut self, pat: &Pat) {
        bound(pat).into_iter().for_each(|var| self.declare(var));
    }

    fn leave_part(&mut self, part: &crate::ir::Part) {
        let vars = part.outputs.iter().chain(&part.unset);
        let rows = vars.filter_map(|var| self.tables.var(*var));
        let names = rows.map(|row| (row.ident.to_string(), row.id));
        let names: Vec<(String, VarId)> = names.collect();
        self.scope.extend(names);
    }

    fn enter_scope(&mut self) {
        self.marks.push(self.scope.len());
    }

    fn leave_scope(&mut self) {
        let mark = self.marks.pop().unwrap_or(0);
        self.scope.truncate(mark);
    }
}

//! A guard of a local is not held over a pause.
//!
//! ```text
//! [source]  let cell = RefCell::new(1);  let guard = cell.borrow_mut();  yield_wait!();
//! [output]  error: `guard` borrows `cell`, and cannot be kept beside it over a pause
//! ```
//!
//! So it is with a guard in the head of a loop that pauses, which lives as long as the loop: `for n in cell.borrow().iter()`.
//!
//! rustc says it too, but of the machine's state. Told where the cell surely is a local: by the type written beside
//! it, or by its constructor. A cell that is a parameter by reference is borrowed as in any fn.

use proc_macro2::Ident;
use syn::visit::{self, Visit};
use syn::{Block, Expr, Pat, Type};

use crate::carry::{Visitor, walk_block};
use crate::error::Errors;
use crate::flow::{Flow, bound, last_names, mention_of, strip};
use crate::ir::{self, Pause};
use crate::maps::HashMap;
use crate::names::{MentionId, VarId};
use crate::scope::Tables;

/// The cells whose methods give a guard.
const CELLS: [&str; 3] = ["RefCell", "Mutex", "RwLock"];
/// What a cell may stand in without another owner.
const AROUND: [&str; 3] = ["Box", "Rc", "Arc"];

/// Each variable that holds a guard of a local, and the mention of that local.
#[derive(Debug, Default)]
pub struct Guards {
    held: HashMap<VarId, MentionId>,
    /// Those that may be futures of guards: `let guard = lock.lock();`
    bare: HashMap<VarId, String>,
    /// Those of the heads of loops that pause.
    heads: Vec<MentionId>,
}

/// Looks for the guards of a body.
pub fn guards(body: &Block, tables: &Tables) -> Guards {
    let written = tables.vars.iter();
    let written = written.filter(|var| var.ty.as_ref().is_some_and(is_cell_type));
    let mut finder = Finder {
        tables,
        cells: written.map(|var| var.id).collect(),
        guards: Guards::default(),
    };
    finder.visit_block(body);
    finder.guards
}

struct Finder<'t> {
    tables: &'t Tables,
    cells: Vec<VarId>,
    guards: Guards,
}

impl Finder<'_> {
    /// Whether it is a guard of a local, and of which.
    fn guarded(&self, expr: &Expr) -> Option<MentionId> {
        let cell = guarded(expr)?;
        let row = self.tables.mention(cell)?;
        self.cells.contains(&row.var).then_some(cell)
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let (Pat::Ident(_), Some(init)) = (&local.pat, &local.init)
            && let Some(var) = bound(&local.pat).first()
        {
            if makes_cell(&init.expr) {
                self.cells.push(*var);
            } else if let Some(cell) = self.guarded(&init.expr) {
                self.guards.held.insert(*var, cell);
                if let Expr::MethodCall(call) = strip(&init.expr)
                    && ["lock", "read", "write"]
                        .iter()
                        .any(|name| call.method == name)
                {
                    self.guards.bare.insert(*var, call.method.to_string());
                }
            }
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_for_loop(&mut self, repeat: &'ast syn::ExprForLoop) {
        if crate::lower::block_pauses(&repeat.body) {
            let cell = chain(&repeat.expr).find_map(|receiver| self.guarded(receiver));
            self.guards.heads.extend(cell);
        }
        visit::visit_expr_for_loop(self, repeat);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// `a.b().c()`, `a.b()`, `a`
fn chain(expr: &Expr) -> impl Iterator<Item = &Expr> {
    std::iter::successors(Some(expr), |expr| match strip(expr) {
        Expr::MethodCall(call) => Some(&*call.receiver),
        _ => None,
    })
}

/// `RefCell::new(..)`, `Arc::new(Mutex::new(..))`
fn makes_cell(expr: &Expr) -> bool {
    let Expr::Call(call) = strip(expr) else {
        return false;
    };
    let Expr::Path(path) = strip(&call.func) else {
        return false;
    };
    let Some((function, Some(owner))) = last_names(&path.path) else {
        return false;
    };
    let is_new = function == "new";
    is_new
        && (CELLS.iter().any(|cell| owner == cell)
            || (AROUND.iter().any(|around| owner == around)
                && call.args.first().is_some_and(makes_cell)))
}

fn is_cell_type(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else {
        return false;
    };
    if CELLS.iter().any(|cell| last.ident == cell) {
        return true;
    }
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return false;
    };
    let first = arguments.args.first();
    AROUND.iter().any(|around| last.ident == around)
        && matches!(first, Some(syn::GenericArgument::Type(inner)) if is_cell_type(inner))
}

/// The cell of `cell.borrow_mut()`, `cell.lock().unwrap()`.
fn guarded(expr: &Expr) -> Option<MentionId> {
    match strip(expr) {
        Expr::Try(tried) => guarded(&tried.expr),
        Expr::MethodCall(call) => match call.method.to_string().as_str() {
            "unwrap" | "expect" => guarded(&call.receiver),
            "borrow" | "borrow_mut" | "lock" | "read" | "write" => mention_of(&call.receiver),
            _ => None,
        },
        _ => None,
    }
}

/// Rule: a guard of a local ends before the coroutine pauses.
pub fn check_guards(
    body: &ir::Block,
    guards: Guards,
    flow: &Flow,
    tables: &Tables,
    is_async: bool,
    errors: &mut Errors,
) {
    for cell in guards.heads {
        if let Some(cell) = tables.mention(cell) {
            report_head(&cell.ident, errors);
        }
    }
    if guards.held.is_empty() {
        return;
    }
    let mut held = Held {
        guards: guards.held,
        flow,
        scopes: Vec::new(),
        found: Vec::new(),
    };
    walk_block(body, &mut held);
    for (var, cell) in held.found {
        let (Some(guard), Some(cell)) = (tables.var(var), tables.mention(cell)) else {
            continue;
        };
        let cell = &cell.ident;
        let waits = guards.bare.get(&var).map(|method| match is_async {
            true => (method, format!("{cell}.{method}().await")),
            false => (method, format!("yield_from!({cell}.{method}())")),
        });
        report(&guard.ident, cell, waits, errors);
    }
}

fn report_head(cell: &Ident, errors: &mut Errors) {
    errors
        .report(
            cell,
            format!("this loop borrows `{cell}`, and cannot be kept beside it over a pause"),
        )
        .help("copy what it goes through before the loop: `let items = .. .clone();  for item in items`")
        .help(format!("or let the caller own `{cell}`, and take it as a reference: a guard of that can be held"))
        .note("what the head of a loop makes lives as long as the loop, and a paused machine cannot hold a borrow of its own variable");
}

fn report(guard: &Ident, cell: &Ident, waits: Option<(&String, String)>, errors: &mut Errors) {
    let reported = errors
        .report(
            cell,
            format!("`{guard}` borrows `{cell}`, and cannot be kept beside it over a pause"),
        )
        .help(format!("end it before the pause, with `drop({guard});` or a block around its use"))
        .help(format!("or let the caller own `{cell}`, and take it as a reference: a guard of that can be held"))
        .note("a paused machine can be moved, so it cannot hold a borrow of its own variable");
    // of a lock of std it is a `Result`, which nobody keeps
    if let Some((method, waits)) = waits {
        reported.help(format!(
            "or wait for it, if `{method}` gives a future: `{waits}`"
        ));
    }
}

/// Finds the guards that are in scope, and not given away, where the function pauses.
struct Held<'f> {
    guards: HashMap<VarId, MentionId>,
    flow: &'f Flow,
    scopes: Vec<Vec<VarId>>,
    found: Vec<(VarId, MentionId)>,
}

impl Visitor for Held<'_> {
    fn stmt(&mut self, stmt: &syn::Stmt) {
        if let (syn::Stmt::Local(local), Some(scope)) = (stmt, self.scopes.last_mut()) {
            let vars = bound(&local.pat).into_iter();
            scope.extend(vars.filter(|var| self.guards.contains_key(var)));
        }
    }

    fn pause(&mut self, pause: &Pause) {
        let Some(facts) = self.flow.at(pause.point) else {
            return;
        };
        for guard in self.scopes.iter().flatten() {
            if facts.maybe.has(*guard)
                && let Some(cell) = self.guards.remove(guard)
            {
                self.found.push((*guard, cell));
            }
        }
    }

    fn enter_scope(&mut self) {
        self.scopes.push(Vec::new());
    }

    fn leave_scope(&mut self) {
        self.scopes.pop();
    }
}

//! Variables that each resume brings anew: no state holds them.
//!
//! Takes the IR with its levels and the flow, gives the variables whose value is always what `resume` was given, and
//! which are read at no pause before they are given the next one. They are locals of the step. Names that hide others have
//! their numbers already.
//!
//! ```text
//! [source]  let mut byte = yield_value!(0);  while byte != b'"' { length += 1;  byte = yield_value!(0); }
//! [output]  let mut byte = arg;  ..  'while1: loop { if byte != b'"' { .. } else { break 'while1 } }
//! ```

use syn::visit::Visit;
use syn::{Expr, Pat};

use super::visit::{Visitor, walk_block};
use crate::flow::{Flow, VarSet, bound, mention_of};
use crate::ir::{Block, Let, Loop, Node, Part, Pause, PauseKind, PointId};
use crate::maps::HashSet;
use crate::names::VarId;
use crate::scope::Tables;

/// Those of the body's variables. `received` is the one that gets the first value.
pub fn fleeting(
    body: &Block,
    received: Option<VarId>,
    flow: &Flow,
    scalars: &VarSet,
    tables: &Tables,
) -> VarSet {
    let mut found = VarSet::with_room(tables.vars.len());
    if !tables.receives_number {
        return found;
    }
    let mut finder = Finder {
        tables,
        given: received.into_iter().collect(),
        simple: received.into_iter().collect(),
        handed_on: HashSet::default(),
        pauses: Vec::new(),
        levels: Vec::new(),
        grows: true,
    };
    while std::mem::take(&mut finder.grows) {
        walk_block(body, &mut finder);
    }
    let is_live = |points: &[PointId], var: VarId| {
        let mut facts = points.iter().filter_map(|point| flow.at(*point));
        facts.any(|facts| facts.live.has(var))
    };
    let is_fleeting = |var: &&VarId| {
        let is_plain = finder.simple.contains(var) && !finder.handed_on.contains(var);
        is_plain
            && scalars.has(**var)
            && !is_live(&finder.pauses, **var)
            && is_live(&finder.levels, **var)
    };
    let vars = finder.given.iter().filter(is_fleeting);
    vars.for_each(|var| found.add(*var));
    found
}

/// `&'static str`: as a number it is made none of another type where it is handed on.
pub fn is_named_text(ty: &syn::Type) -> bool {
    let syn::Type::Reference(reference) = ty else {
        return false;
    };
    let is_text = matches!(&*reference.elem, syn::Type::Path(path) if path.path.is_ident("str"));
    is_text && reference.mutability.is_none() && reference.lifetime.is_some()
}

struct Finder<'t> {
    tables: &'t Tables,
    /// Variables of the type that `resume` is given: they get such a value somewhere.
    given: HashSet<VarId>,
    /// Those that are declared by their names alone.
    simple: HashSet<VarId>,
    /// Those that a part hands to what follows it, or that a delegate is lent.
    handed_on: HashSet<VarId>,
    pauses: Vec<PointId>,
    levels: Vec<PointId>,
    grows: bool,
}

impl Finder<'_> {
    fn give(&mut self, var: VarId) {
        self.grows |= self.given.insert(var);
    }

    fn variable(&self, expr: &Expr) -> Option<VarId> {
        let row = self.tables.mention(mention_of(expr)?)?;
        Some(row.var)
    }

    fn is_given(&self, expr: &Expr) -> bool {
        self.variable(expr)
            .is_some_and(|var| self.given.contains(&var))
    }

    /// `let x = ..`, perhaps with a type: a number is made none of another type.
    fn declare(&mut self, pat: &Pat, is_given: bool) {
        let pat = match pat {
            Pat::Type(typed) if matches!(*typed.ty, syn::Type::Path(_)) => &typed.pat,
            pat => pat,
        };
        if let (Pat::Ident(ident), [var]) = (pat, bound(pat).as_slice())
            && ident.by_ref.is_none()
            && ident.subpat.is_none()
        {
            self.simple.insert(*var);
            if is_given {
                self.give(*var);
            }
        }
    }
}

impl Visitor for Finder<'_> {
    fn expr(&mut self, expr: &Expr) {
        self.visit_expr(expr);
    }

    fn stmt(&mut self, stmt: &syn::Stmt) {
        self.visit_stmt(stmt);
    }

    fn binding(&mut self, binding: &Let) {
        let is_given = match &binding.init {
            Node::Pause(pause) => !matches!(pause.kind, PauseKind::From { .. }),
            Node::Plain(init) => self.is_given(init),
            _ => false,
        };
        let is_plain = matches!(binding.ty, None | Some(syn::Type::Path(_)));
        if binding.otherwise.is_none() && is_plain {
            self.declare(&binding.pat, is_given);
        }
    }

    fn pause(&mut self, pause: &Pause) {
        self.pauses.push(pause.point);
    }

    fn enter_loop(&mut self, repeat: &Loop) {
        self.levels.push(repeat.point);
    }

    fn enter_part(&mut self, part: &Part) {
        self.levels.push(part.point);
        let vars = part.outputs.iter().chain(&part.unset).chain(&part.retaken);
        self.handed_on.extend(vars);
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        let is_given = local
            .init
            .as_ref()
            .is_some_and(|init| self.is_given(&init.expr));
        self.declare(&local.pat, is_given);
        syn::visit::visit_local(self, local);
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        if let Some(var) = self.variable(&assign.left)
            && self.is_given(&assign.right)
        {
            self.give(var);
        }
        syn::visit::visit_expr_assign(self, assign);
    }

    /// What a closure captures it may keep.
    fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
        let mentions = crate::flow::mentions_in(closure).into_iter();
        let vars = mentions.filter_map(|mention| Some(self.tables.mention(mention)?.var));
        self.handed_on.extend(vars);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

//! Variables that lose a part of the value which an assignment gave them.
//!
//! ```text
//! [source]  let mut p = first();  if way { yield_wait!(); } else { drop(p) }  p = second();  send(p.left);
//! [output]  let mut p = first();  let p_;  if way { yield_wait!(); } else { drop(p) }  p = second();  p_ = p;  send(p_.left);
//!
//! [source]  p = Pair { left: new(), ..p };                           p = (p.1, new());
//! [output]  p = match p { whole => Pair { left: new(), ..whole } };  p = match p { whole => (whole.1, new()) };
//! ```
//!
//! [source]  let p;  if way { yield_wait!(); p = first() } else { p = second() }  look(&p);  yield_wait!();  send(p.left);
//! [output]  let p;  let p_;  if way { .. } else { .. }  p_ = p;  look(&p_);  yield_wait!();  send(p_.left);
//!
//! Whether `p` still holds its first value is known at run time only, so that it is no plain local, and nothing else can
//! lose a part. Its second value is there for sure, and a variable of its own, which is dropped where `p` would be.
//!
//! Takes the body after all that can be split is: what is left is borrowed as a whole somewhere.

use proc_macro2::{Ident, Span};
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, Stmt};

use super::shape::named_by;
use crate::carry::is_scalar_type;
use crate::flow::{mention_of, mentions_in, strip};
use crate::lower::{block_pauses, pauses, stmt_pauses};
use crate::maps::HashSet;
use crate::names::{self, MentionId, VarId};
use crate::scope::Tables;

/// Gives later values of variables of `body` variables of their own; whether there are any.
pub fn split(body: &mut Block, params: &[VarId], tables: &mut Tables) -> bool {
    if !block_pauses(body) {
        return false;
    }
    Renewer(tables).visit_block_mut(body);
    let mut giver = Giver {
        tables,
        found: false,
    };
    // what is declared in the body is dropped before all parameters
    for (index, param) in params.iter().enumerate() {
        let behind = params.get(index + 1..).unwrap_or_default();
        if behind.iter().all(|param| giver.is_plain(*param)) {
            giver.variable(*param, body, 0);
        }
    }
    giver.visit_block_mut(body);
    giver.found
}

struct Giver<'t> {
    tables: &'t mut Tables,
    found: bool,
}

impl Giver<'_> {
    fn is_plain(&self, var: VarId) -> bool {
        let ty = self.tables.var(var).and_then(|row| row.ty.as_ref());
        ty.is_some_and(is_scalar_type)
    }

    /// Looks at a variable that is declared before statement `from` of a block.
    fn variable(&mut self, var: VarId, block: &mut Block, from: usize) {
        let stmts = block.stmts.get(from..).unwrap_or_default();
        let is_late = |stmt: &Stmt| matches!(stmt, Stmt::Local(local) if local.init.is_none());
        let declared = from.checked_sub(1).and_then(|from| block.stmts.get(from));
        let given = match declared.is_some_and(is_late) {
            true => self.given_on_all_ways(var, stmts),
            false => self.given_last(var, stmts),
        };
        let Some(given) = given else {
            return;
        };
        let Some(row) = self.tables.var(var).cloned() else {
            return;
        };
        let span = row.ident.span();
        let made = names::made_at(span);
        let later = VarId::new(self.tables.vars.len());
        self.tables
            .vars
            .push(crate::scope::Var { id: later, ..row });
        let behind = block.stmts.iter().skip(from + given + 1);
        let behind: Vec<MentionId> = behind.flat_map(mentions_in).collect();
        for mention in behind {
            if let Some(row) = self.tables.mentions.get_mut(mention.index())
                && row.var == var
            {
                row.var = later;
            }
        }
        let (place, value) = (
            self.tables.mention_by_name(later, span),
            self.tables.mention_by_name(var, span),
        );
        let moved = syn::parse_quote_spanned!(made=> #place = #value;);
        let bound = crate::syntax::made::name(names::variable(later, span));
        let declared = syn::parse_quote_spanned!(made=> let #bound;);
        block.stmts.insert(from + given + 1, moved);
        block.stmts.insert(from, declared);
        self.found = true;
    }

    /// The last of the statements that gives `var` a value of which a part is lost behind it, while it may have lost the
    /// value before.
    fn given_last(&self, var: VarId, stmts: &[Stmt]) -> Option<usize> {
        let is_given = |stmt: &Stmt| match stmt {
            Stmt::Expr(Expr::Assign(assign), _) => self.is(var, &assign.left),
            _ => false,
        };
        let given = stmts.iter().rposition(is_given)?;
        let (before, behind) = self.uses(var, stmts, given)?;
        (before.is_moved && before.pauses && behind.loses_part).then_some(given)
    }

    /// The statement with ways that each give `var`, declared without a value, one of which a part is lost behind.
    ///
    /// What names the variable behind it, where no value is given, is reached from its end alone: so there is one.
    fn given_on_all_ways(&self, var: VarId, stmts: &[Stmt]) -> Option<usize> {
        let gives = |stmt: &Stmt| {
            let mut giving = Giving(self, var, false);
            giving.visit_stmt(stmt);
            giving.2
        };
        let given = stmts.iter().rposition(gives)?;
        if matches!(stmts.get(given)?, Stmt::Expr(Expr::Assign(_), _)) {
            return None;
        }
        let (before, behind) = self.uses(var, stmts, given)?;
        let is_whole = !before.loses_part && before.pauses;
        (is_whole && behind.loses_part).then_some(given)
    }

    fn uses(&self, var: VarId, stmts: &[Stmt], given: usize) -> Option<(Uses<'_>, Uses<'_>)> {
        let (before, behind) = (stmts.get(..=given)?, stmts.get(given + 1..)?);
        let before = Uses::of(var, before, self.tables);
        Some((before, Uses::of(var, behind, self.tables)))
    }

    fn is(&self, var: VarId, expr: &Expr) -> bool {
        mention_of(expr).is_some_and(|mention| self.tables.is_mention_of(mention, var))
    }
}

impl VisitMut for Giver<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let mut index = 0;
        while index < block.stmts.len() {
            let bound = match &block.stmts[index] {
                Stmt::Local(local) => named_by(local),
                _ => None,
            };
            index += 1;
            if let Some(var) = bound {
                self.variable(var, block, index);
            }
        }
        visit_mut::visit_block_mut(self, block);
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// Whether a value is given to a variable.
struct Giving<'g>(&'g Giver<'g>, VarId, bool);

impl<'ast> Visit<'ast> for Giving<'_> {
    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        self.2 |= self.0.is(self.1, &assign.left);
        visit::visit_expr_assign(self, assign);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// What some statements do with a variable.
struct Uses<'t> {
    var: VarId,
    tables: &'t Tables,
    /// What is borrowed, called on, looked into or given a value, so that it is not moved.
    places: HashSet<MentionId>,
    is_moved: bool,
    loses_part: bool,
    pauses: bool,
}

impl<'t> Uses<'t> {
    fn of(var: VarId, stmts: &[Stmt], tables: &'t Tables) -> Self {
        let mut uses = Uses::none(var, tables);
        uses.pauses = stmts.iter().any(stmt_pauses);
        stmts.iter().for_each(|stmt| uses.visit_stmt(stmt));
        uses
    }

    fn of_value(var: VarId, value: &Expr, tables: &'t Tables) -> Self {
        let mut uses = Uses::none(var, tables);
        uses.visit_expr(value);
        uses
    }

    fn none(var: VarId, tables: &'t Tables) -> Self {
        Uses {
            var,
            tables,
            places: HashSet::default(),
            is_moved: false,
            loses_part: false,
            pauses: false,
        }
    }

    fn is_it(&self, mention: MentionId) -> bool {
        self.tables.is_mention_of(mention, self.var)
    }

    /// Nothing is moved out of `expr` itself.
    fn place(&mut self, expr: &Expr) {
        match expr {
            Expr::Field(field) => self.place(&field.base),
            Expr::Paren(paren) => self.place(&paren.expr),
            _ => self.places.extend(mention_of(expr)),
        }
    }
}

impl<'ast> Visit<'ast> for Uses<'_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Reference(borrow) => self.place(&borrow.expr),
            Expr::MethodCall(call) => self.place(&call.receiver),
            Expr::Assign(assign) => self.place(&assign.left),
            Expr::Binary(binary) => {
                self.place(&binary.left);
                self.place(&binary.right);
            }
            Expr::Index(index) => self.place(&index.expr),
            Expr::Field(field) => {
                let base = mention_of(&field.base).filter(|mention| self.is_it(*mention));
                if let Some(base) = base.filter(|base| !self.places.contains(base)) {
                    let ty = super::type_of(expr, self.tables);
                    self.loses_part |= !ty.is_some_and(|ty| is_scalar_type(&ty));
                    self.places.insert(base);
                } else {
                    self.place(&field.base);
                }
            }
            Expr::Path(_) => {
                let mention = mention_of(expr).filter(|mention| self.is_it(*mention));
                self.is_moved |= mention.is_some_and(|mention| !self.places.contains(&mention));
            }
            _ => {}
        }
        visit::visit_expr(self, expr);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// Moves what is given a value that takes parts of the one before.
struct Renewer<'t>(&'t mut Tables);

impl VisitMut for Renewer<'_> {
    fn visit_expr_assign_mut(&mut self, assign: &mut syn::ExprAssign) {
        visit_mut::visit_expr_assign_mut(self, assign);
        let named = |expr: &Expr, tables: &Tables| {
            let row = mention_of(expr).and_then(|mention| tables.mention(mention));
            row.map(|row| row.var)
        };
        let Some(var) = named(&assign.left, self.0) else {
            return;
        };
        let is_rest = match strip(&assign.right) {
            Expr::Struct(literal) => {
                let rest = literal.rest.as_deref();
                rest.is_some_and(|rest| named(rest, self.0) == Some(var))
            }
            _ => false,
        };
        if !(is_rest || Uses::of_value(var, &assign.right, self.0).loses_part)
            || pauses(&assign.right)
        {
            return;
        }
        let span = self.0.var(var).map(|row| row.ident.span());
        let span = span.unwrap_or_else(Span::call_site);
        let made = names::made_at(span);
        let whole = self.0.hide(Ident::new("whole", made), false);
        for mention in mentions_in(&*assign.right) {
            if let Some(row) = self.0.mentions.get_mut(mention.index())
                && row.var == var
            {
                row.var = whole;
            }
        }
        let bound = crate::syntax::made::name(names::variable(whole, made));
        let value = self.0.mention_by_name(var, span);
        let mut moved: syn::ExprMatch =
            syn::parse_quote_spanned!(made=> match #value { #bound => () });
        if let [arm] = moved.arms.as_mut_slice() {
            std::mem::swap(&mut arm.body, &mut assign.right);
        }
        *assign.right = Expr::Match(moved);
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

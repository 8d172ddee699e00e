//! Which variables can be split, and have to be.
//!
//! Takes the variables whose shape is known, leaves those which lose a part to a move somewhere and whose
//! mentions are all of a kind that [`super::rewrite`] can write anew:
//!
//! ```text
//! t.0   t.0.len()   &t.0   t.0 = x       a field
//! f(t)   let u = t;   t = f();           the whole, moved or assigned
//! let (a, _) = t;   Pair { left, ..p }   parts
//! match t { (Some(a), b) => .. }         parts, if one of them decides
//! &t   t.len()   t == u                  not these
//! ```

use std::collections::{HashMap, HashSet};

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprField, Local, Member, Pat, Stmt};

use super::Found;
use super::parts::deciding;
use super::value::{field_chain, strip};
use crate::flow::{bound, mention_of, mentions_in, opaque_mentions};
use crate::lower::{Bindings, bindings, consumes};
use crate::names::{MentionId, VarId};
use crate::scope::{ClosureKind, Tables};

/// Takes out of `found` what cannot be split or need not be.
pub fn judge(body: &Block, tables: &Tables, found: &mut Found) {
    if found.is_empty() {
        return;
    }
    let mut judge = Judge {
        tables,
        found,
        cases: HashMap::new(),
        aliases: Vec::new(),
        dropped: HashSet::new(),
    };
    judge.visit_block(body);
    for (alias, var) in &judge.aliases {
        if judge.dropped.contains(alias) {
            judge.cases.entry(*var).or_default().dropped = true;
        }
    }
    let cases = judge.cases;
    let mut mentions: HashMap<VarId, usize> = HashMap::new();
    for row in mentions_in(body)
        .into_iter()
        .filter_map(|id| tables.mention(id))
    {
        *mentions.entry(row.var).or_default() += 1;
    }
    found.retain(|var, shape| {
        let Some(case) = cases.get(var) else {
            return false;
        };
        let all = mentions.get(var).copied() == Some(case.accepted);
        shape.taken.clone_from(&case.taken);
        all && !case.refused && case.moved && (shape.plain || case.dropped)
    });
}

/// What is known of a variable.
#[derive(Default)]
pub struct Case {
    /// How many of its mentions can be written anew.
    pub(super) accepted: usize,
    /// There is one that cannot.
    pub(super) refused: bool,
    /// A part may be moved out.
    pub(super) moved: bool,
    /// A part surely is moved out.
    pub(super) dropped: bool,
    /// The parts that are moved by patterns.
    taken: Vec<Member>,
}

/// The pass. What operations take is told in `operations`.
pub struct Judge<'a> {
    pub(super) tables: &'a Tables,
    pub(super) found: &'a Found,
    pub(super) cases: HashMap<VarId, Case>,
    /// `let left = p.left;`
    aliases: Vec<(VarId, VarId)>,
    /// `drop(left)`
    pub(super) dropped: HashSet<VarId>,
}

impl Judge<'_> {
    fn var_of(&self, mention: MentionId) -> Option<VarId> {
        let var = self.tables.mention(mention)?.var;
        self.found.contains_key(&var).then_some(var)
    }

    /// The whole variable that `expr` is.
    pub(super) fn whole(&self, expr: &Expr) -> Option<VarId> {
        let mention = mention_of(expr)?;
        let row = self.tables.mention(mention)?;
        if row.in_closure.is_some() || row.opaque {
            return None;
        }
        self.var_of(mention)
    }

    /// The variable whose field `t.0` is. A closure that is `move` takes it.
    fn field(&mut self, field: &ExprField) -> Option<VarId> {
        let mention = mention_of(&field.base)?;
        let var = self.var_of(mention)?;
        let part = self.found.get(&var)?.field(&field.member)?;
        if !part.copy && self.tables.mention(mention)?.in_closure == Some(ClosureKind::Move) {
            self.cases.entry(var).or_default().moved = true;
        }
        Some(var)
    }

    fn accept(&mut self, var: VarId) {
        self.cases.entry(var).or_default().accepted += 1;
    }

    pub(super) fn refuse(&mut self, mention: MentionId) {
        if let Some(var) = self.var_of(mention) {
            self.cases.entry(var).or_default().refused = true;
        }
    }

    /// The value of `expr` is taken.
    pub(super) fn value(&mut self, expr: &Expr) {
        match self.whole(expr) {
            Some(var) => self.accept(var),
            None => {
                self.moved(expr);
                self.visit_expr(expr);
            }
        }
    }

    pub(super) fn values<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) {
        exprs.into_iter().for_each(|expr| self.value(expr));
    }

    /// Notes that a field, if `expr` is one, may be moved out of its variable. Gives the variable.
    pub(super) fn moved(&mut self, expr: &Expr) -> Option<VarId> {
        let (mention, member) = field_chain(expr)?;
        let var = self.var_of(mention)?;
        let field = self.found.get(&var)?.field(member)?;
        if !field.copy {
            self.cases.entry(var).or_default().moved = true;
        }
        Some(var)
    }

    /// Like [`Self::value`] where only what surely is not `Copy` would be moved: `t.0 + 1`.
    fn operand(&mut self, expr: &Expr) {
        if let Some((mention, member)) = field_chain(expr)
            && let Some(var) = self.var_of(mention)
            && self
                .found
                .get(&var)
                .and_then(|shape| shape.field(member))
                .is_some_and(|field| field.owned)
        {
            self.cases.entry(var).or_default().moved = true;
        }
        self.visit_expr(expr);
    }

    /// `expr` is matched with these patterns.
    fn matched<'p>(&mut self, expr: &Expr, pats: impl IntoIterator<Item = &'p Pat>) {
        let takes = |pat| matches!(bindings(pat), Bindings::All | Bindings::Some);
        if pats.into_iter().any(takes) {
            self.moved(expr);
        }
        self.visit_expr(expr);
    }

    /// What a `match` or an `if let` looks at.
    fn scrutinee(&mut self, expr: &Expr, pats: &[&Pat]) {
        let var = self.whole(expr);
        let shape = var.and_then(|var| self.found.get(&var));
        if let (Some(var), Some(shape)) = (var, shape)
            && deciding(pats.iter().copied(), shape).is_some()
        {
            let case = self.cases.entry(var).or_default();
            case.accepted += 1;
            case.moved |= pats.iter().any(|pat| bindings(pat) == Bindings::Some);
            return;
        }
        self.matched(expr, pats.iter().copied());
    }

    /// The left side of `=`.
    fn assignee(&mut self, expr: &Expr) {
        match strip(expr) {
            Expr::Path(_) => match self.whole(expr) {
                Some(var) => self.accept(var),
                None => self.visit_expr(expr),
            },
            Expr::Tuple(tuple) => tuple.elems.iter().for_each(|elem| self.assignee(elem)),
            Expr::Array(array) => array.elems.iter().for_each(|elem| self.assignee(elem)),
            Expr::Struct(literal) => literal
                .fields
                .iter()
                .for_each(|field| self.assignee(&field.expr)),
            Expr::Call(call) => call.args.iter().for_each(|arg| self.assignee(arg)),
            place => self.visit_expr(place),
        }
    }

    fn binding(&mut self, pat: &Pat, init: &Expr) {
        if let Some(var) = self.whole(init)
            && let Some(shape) = self.found.get(&var)
            && let Some(parts) = super::parts::parts(pat, shape)
        {
            let case = self.cases.entry(var).or_default();
            let takes =
                |(_, pat): &(Member, Pat)| matches!(bindings(pat), Bindings::All | Bindings::Some);
            case.taken
                .extend(parts.into_iter().filter(takes).map(|(member, _)| member));
            case.accepted += 1;
            case.moved |= bindings(pat) == Bindings::Some;
            return;
        }
        let is_whole = matches!(untyped(pat), Pat::Ident(ident) if ident.by_ref.is_none() && ident.subpat.is_none());
        if is_whole {
            if let ([alias], Some(var)) = (
                bound(pat).as_slice(),
                field_chain(init).and_then(|(mention, _)| self.var_of(mention)),
            ) {
                self.aliases.push((*alias, var));
            }
            return self.value(init);
        }
        match strip(init) {
            Expr::Path(_) | Expr::Field(_) => self.matched(init, [pat]),
            _ => self.value(init),
        }
    }
}

/// A pattern without its type.
fn untyped(pat: &Pat) -> &Pat {
    match pat {
        Pat::Type(typed) => untyped(&typed.pat),
        Pat::Paren(paren) => untyped(&paren.pat),
        pat => pat,
    }
}

impl<'ast> Visit<'ast> for Judge<'_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Path(_) => {
                if let Some(mention) = mention_of(expr) {
                    self.refuse(mention);
                }
            }
            Expr::Field(field) => match self.field(field) {
                Some(var) => self.accept(var),
                None => self.visit_expr(&field.base),
            },
            Expr::Call(call) => self.call(call),
            Expr::MethodCall(call) => {
                if consumes(&call.method.to_string()) {
                    self.moved(&call.receiver);
                }
                self.visit_expr(&call.receiver);
                self.values(&call.args);
            }
            Expr::Assign(assign) => {
                self.value(&assign.right);
                self.assignee(&assign.left);
            }
            Expr::Binary(binary) => {
                self.operand(&binary.left);
                self.operand(&binary.right);
            }
            Expr::Tuple(tuple) => self.values(&tuple.elems),
            Expr::Array(array) => self.values(&array.elems),
            Expr::Repeat(repeat) => self.value(&repeat.expr),
            Expr::Struct(literal) => self.literal(literal),
            Expr::Return(leave) => self.values(leave.expr.as_deref()),
            Expr::Break(leave) => self.values(leave.expr.as_deref()),
            Expr::Try(tried) => self.value(&tried.expr),
            Expr::Await(wait) => self.value(&wait.base),
            Expr::Closure(closure) => self.value(&closure.body),
            Expr::Macro(call) => opaque_mentions(&call.attrs)
                .into_iter()
                .for_each(|mention| self.refuse(mention)),
            Expr::ForLoop(repeat) => {
                self.moved(&repeat.expr);
                visit::visit_expr_for_loop(self, repeat);
            }
            Expr::Let(condition) => self.matched(&condition.expr, [&*condition.pat]),
            Expr::If(branch) => {
                if let Expr::Let(condition) = &*branch.cond {
                    self.scrutinee(&condition.expr, &[&*condition.pat]);
                } else {
                    self.visit_expr(&branch.cond);
                }
                self.visit_block(&branch.then_branch);
                self.values(branch.else_branch.as_ref().map(|(_, other)| &**other));
            }
            Expr::Match(choice) => {
                let pats: Vec<&Pat> = choice.arms.iter().map(|arm| &arm.pat).collect();
                self.scrutinee(&choice.expr, &pats);
                for arm in &choice.arms {
                    self.visit_pat(&arm.pat);
                    self.value(&arm.body);
                }
            }
            expr => visit::visit_expr(self, expr),
        }
    }

    fn visit_stmt(&mut self, stmt: &'ast Stmt) {
        match stmt {
            Stmt::Local(local) => self.visit_local(local),
            Stmt::Expr(expr, _) => self.value(expr),
            Stmt::Macro(call) => opaque_mentions(&call.attrs)
                .into_iter()
                .for_each(|mention| self.refuse(mention)),
            Stmt::Item(_) => {}
        }
    }

    fn visit_local(&mut self, local: &'ast Local) {
        self.visit_pat(&local.pat);
        let Some(init) = &local.init else { return };
        match &init.diverge {
            None => self.binding(&local.pat, &init.expr),
            Some((_, other)) => {
                self.matched(&init.expr, [&local.pat]);
                self.visit_expr(other);
            }
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

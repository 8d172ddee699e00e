//! Loops that hand out what they find behind a `&mut`, which nobody names again.
//!
//! What is handed out may live as long as the `&mut` does: so a loop cannot go on by position there, where each item
//! would live for a step. It need not, as the reference can be given away:
//!
//! ```text
//! [source]  fn each(&mut self) yields &mut T { for x in self.items.iter_mut() { yield_value!(x); } }
//! [output]  fn each(&mut self) yields &mut T { for x in { self }.items.iter_mut() { yield_value!(x); } }
//! ```
//!
//! Takes the body in sentinels before it is lowered. Of what hands out no references it leaves all as it is, but for
//! a `drain`, which no position can go on with.

use proc_macro2::TokenStream;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, Pat, parse_quote_spanned};

use super::{block_pauses, is_place, pauses, stmt_pauses, yield_kind};
use crate::flow::{bound, mention_of, mentions_in, strip};
use crate::maps::{HashMap, HashSet};
use crate::names::{self, MentionId, VarId, YieldKind};
use crate::scope::{Origin, Tables};

/// Gives such references away. `yielded`: what is handed out. Gives whether one loop does all that the body pauses for.
pub fn give_up(body: &mut Block, yielded: Option<&TokenStream>, tables: &Tables) -> bool {
    let lends = yielded.is_some_and(|ty| ty.to_string().contains(['&', '\'']));
    let mut last: HashMap<VarId, MentionId> = HashMap::default();
    for row in &tables.mentions {
        last.insert(row.var, row.id);
    }
    let mut sources = Sources {
        tables,
        found: HashSet::default(),
    };
    sources.visit_block(body);
    let mut giver = Giver {
        tables,
        lends,
        last,
        borrowed: sources.found,
        loops: 0,
        declared: HashMap::default(),
    };
    giver.visit_block_mut(body);
    is_one_loop(body, tables)
}

/// Whether a body pauses in one loop only, that goes through what is given away and yields what it finds there.
fn is_one_loop(body: &Block, tables: &Tables) -> bool {
    let mut pausing = body.stmts.iter().filter(|stmt| stmt_pauses(stmt));
    let (Some(syn::Stmt::Expr(Expr::ForLoop(repeat), _)), None) = (pausing.next(), pausing.next())
    else {
        return false;
    };
    let mut head = (*repeat.expr).clone();
    let is_given = match strip(&repeat.expr) {
        Expr::Path(_) => true,
        _ => root_in(&mut head).is_none(),
    };
    let mut inside = Inside {
        tables,
        own: bound(&repeat.pat).into_iter().collect(),
        is_plain: true,
    };
    inside.visit_block(&repeat.body);
    is_given && inside.is_plain
}

/// Whether code pauses in no loop, delegates to nothing, and yields what its own variables are.
struct Inside<'t> {
    tables: &'t Tables,
    own: HashSet<VarId>,
    is_plain: bool,
}

impl<'ast> Visit<'ast> for Inside<'_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::ForLoop(_) | Expr::While(_) | Expr::Loop(_) => self.is_plain &= !pauses(expr),
            Expr::Await(_) => self.is_plain = false,
            Expr::Call(call) => match yield_kind(&call.func) {
                Some(YieldKind::From) => self.is_plain = false,
                Some(YieldKind::Value) => {
                    let rows = call.args.iter().flat_map(mentions_in);
                    let mut rows = rows.filter_map(|mention| self.tables.mention(mention));
                    self.is_plain &= rows.all(|row| self.own.contains(&row.var));
                }
                _ => visit::visit_expr(self, expr),
            },
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_pat_ident(&mut self, pat: &'ast syn::PatIdent) {
        self.own.extend(bound(&Pat::Ident(pat.clone())));
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// `{ list }` of a `&mut`.
pub(super) fn is_given_up(block: &syn::ExprBlock, tables: &Tables) -> bool {
    let [syn::Stmt::Expr(value, None)] = block.block.stmts.as_slice() else {
        return false;
    };
    let row = mention_of(value).and_then(|mention| tables.mention(mention));
    block.label.is_none() && row.is_some_and(|row| is_mutable(row.var, tables))
}

fn is_mutable(var: VarId, tables: &Tables) -> bool {
    let is_self = || {
        let row = tables.var(var);
        row.is_some_and(|row| row.origin == Origin::SelfParam)
    };
    tables.is_mutable_reference(var) || tables.self_is_lent && is_self()
}

/// Variables of which something is bound that may refer into them.
struct Sources<'t> {
    tables: &'t Tables,
    found: HashSet<VarId>,
}

impl Sources<'_> {
    fn source(&mut self, expr: &Expr) {
        if let Expr::MethodCall(call) = strip(expr)
            && is_place(&call.receiver)
            && (call.method == "len" || call.method == "is_empty")
        {
            return;
        }
        let rows = mentions_in(expr).into_iter();
        let rows = rows.filter_map(|mention| self.tables.mention(mention));
        self.found.extend(rows.map(|row| row.var));
    }
}

impl<'ast> Visit<'ast> for Sources<'_> {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let Some(init) = &local.init {
            self.source(&init.expr);
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_let(&mut self, binding: &'ast syn::ExprLet) {
        self.source(&binding.expr);
        visit::visit_expr_let(self, binding);
    }

    fn visit_expr_match(&mut self, choice: &'ast syn::ExprMatch) {
        self.source(&choice.expr);
        visit::visit_expr_match(self, choice);
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        self.source(&assign.right);
        visit::visit_expr_assign(self, assign);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

struct Giver<'t> {
    tables: &'t Tables,
    /// What is handed out has a lifetime.
    lends: bool,
    /// The last mention of each variable.
    last: HashMap<VarId, MentionId>,
    borrowed: HashSet<VarId>,
    /// How many loops there are around.
    loops: usize,
    /// How many there were around the variables that are bound in loops.
    declared: HashMap<VarId, usize>,
}

impl Giver<'_> {
    fn declare(&mut self, pat: &Pat) {
        let loops = self.loops;
        let vars = bound(pat).into_iter();
        self.declared.extend(vars.map(|var| (var, loops)));
    }

    /// The head with the reference given away.
    fn give(&self, head: &mut Expr) {
        let captures = mentions_in(head).into_iter().any(|mention| {
            let row = self.tables.mention(mention);
            row.is_some_and(|row| row.in_closure.is_some())
        });
        if captures || matches!(strip(head), Expr::Path(_)) {
            return;
        }
        let (drains, changes) = (has_method(head, "drain"), changes(head));
        if !self.lends && !drains {
            return;
        }
        let Some(root) = root_in(head) else { return };
        let row = mention_of(root).and_then(|mention| self.tables.mention(mention));
        let Some(row) = row else { return };
        let var = row.var;
        let is_last = self.last.get(&var) == Some(&row.id);
        let is_same_round = self.declared.get(&var).copied().unwrap_or(0) == self.loops;
        let is_free = changes || drains || !self.borrowed.contains(&var);
        let is_loan = self.tables.same_loans.contains(&var) || self.tables.lent.contains(&var);
        if is_mutable(var, self.tables) && is_last && is_same_round && is_free && !is_loan {
            let span = names::made_at(syn::spanned::Spanned::span(&*root));
            *root = parse_quote_spanned!(span=> { #root });
        }
    }
}

impl VisitMut for Giver<'_> {
    fn visit_local_mut(&mut self, local: &mut syn::Local) {
        visit_mut::visit_local_mut(self, local);
        self.declare(&local.pat);
    }

    fn visit_expr_let_mut(&mut self, binding: &mut syn::ExprLet) {
        visit_mut::visit_expr_let_mut(self, binding);
        self.declare(&binding.pat);
    }

    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        self.declare(&arm.pat);
        visit_mut::visit_arm_mut(self, arm);
    }

    fn visit_expr_for_loop_mut(&mut self, repeat: &mut syn::ExprForLoop) {
        if block_pauses(&repeat.body) {
            self.give(&mut repeat.expr);
        }
        self.visit_expr_mut(&mut repeat.expr);
        self.loops += 1;
        self.declare(&repeat.pat);
        self.visit_block_mut(&mut repeat.body);
        self.loops -= 1;
    }

    fn visit_expr_while_mut(&mut self, repeat: &mut syn::ExprWhile) {
        self.loops += 1;
        visit_mut::visit_expr_while_mut(self, repeat);
        self.loops -= 1;
    }

    fn visit_expr_loop_mut(&mut self, repeat: &mut syn::ExprLoop) {
        self.loops += 1;
        visit_mut::visit_expr_loop_mut(self, repeat);
        self.loops -= 1;
    }

    fn visit_expr_closure_mut(&mut self, _: &mut syn::ExprClosure) {}

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// The variable that a head goes through: `list` of `list.iter_mut().rev()`, of `&mut list.items`.
fn root_in(head: &mut Expr) -> Option<&mut Expr> {
    match head {
        Expr::Paren(paren) => root_in(&mut paren.expr),
        Expr::Group(group) => root_in(&mut group.expr),
        Expr::Reference(reference) => root_in(&mut reference.expr),
        Expr::MethodCall(call) => root_in(&mut call.receiver),
        Expr::Field(field) => root_in(&mut field.base),
        Expr::Index(index) => root_in(&mut index.expr),
        Expr::Unary(syn::ExprUnary {
            op: syn::UnOp::Deref(_),
            expr,
            ..
        }) => root_in(expr),
        Expr::Path(_) => Some(head),
        _ => None,
    }
}

fn has_method(head: &Expr, name: &str) -> bool {
    match strip(head) {
        Expr::MethodCall(call) => call.method == name || has_method(&call.receiver, name),
        _ => false,
    }
}

/// Whether a head borrows what it goes through for changes: nothing else refers into it meanwhile.
fn changes(head: &Expr) -> bool {
    match strip(head) {
        Expr::Reference(reference) => reference.mutability.is_some(),
        Expr::MethodCall(call) => {
            call.method.to_string().ends_with("_mut") || changes(&call.receiver)
        }
        _ => false,
    }
}

//! What is done with each variable of a body, and which labels and statements are for nothing.
//!
//! Takes the body in sentinels; gives one row for each variable. A mention is a use, unless it is the target of an
//! assignment; it may change its variable unless it plainly reads or takes the value.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Block, Expr, FnArg, Lifetime, Local, Pat, Stmt};

use super::{Bound, Done};
use crate::flow::{mention_of, strip};
use crate::lower::is_compound;
use crate::names::{self, Sentinel, TargetId, VarId};
use crate::scope::{ArgContext, Origin, Tables};

/// A statement that control never comes to.
#[derive(Debug)]
pub struct Unreached {
    /// The first and last token of the expression that leaves.
    pub leaves: (Span, Span),
    /// Those of what stands behind it.
    pub next: (Span, Span),
    /// That is the value of the block.
    pub is_tail: bool,
    /// What the lints are set to.
    pub levels: Vec<Attribute>,
}

/// Methods of std that change what they are called on, and whose result has a type of its own.
const CHANGING: &[&str] = &[
    "next",
    "next_back",
    "pop",
    "pop_front",
    "pop_back",
    "pop_first",
    "pop_last",
    "clear",
    "sort",
    "reverse",
];

/// What was found.
#[derive(Debug)]
pub struct Reading<'t> {
    tables: &'t Tables,
    /// One for each variable.
    pub done: Vec<Done>,
    /// Labels that no jump names.
    pub labels: Vec<Lifetime>,
    /// Statements that control never comes to.
    pub unreached: Vec<Unreached>,
    levels: Vec<Attribute>,
    /// Inside an attribute that may take the code away.
    is_conditional: bool,
    /// Behind something that leaves.
    is_unreached: bool,
}

impl<'t> Reading<'t> {
    /// Reads a function.
    pub fn of(params: &[FnArg], received: Option<&Pat>, body: &Block, tables: &'t Tables) -> Self {
        let mut reading = Reading {
            tables,
            done: tables.vars.iter().map(|_| Done::default()).collect(),
            labels: Vec::new(),
            unreached: Vec::new(),
            levels: Vec::new(),
            is_conditional: false,
            is_unreached: false,
        };
        for param in params {
            if let FnArg::Typed(typed) = param {
                reading.inside(&typed.attrs, |reading| reading.bind(&typed.pat, true));
            }
        }
        if let Some(received) = received {
            reading.bind(received, true);
        }
        reading.visit_block(body);
        reading.mentions_out_of_sight();
        reading.unnamed_labels(body);
        reading
    }

    /// What closures and macros of unknown grammar do with a variable is theirs.
    fn mentions_out_of_sight(&mut self) {
        for row in &self.tables.mentions {
            if (row.opaque || row.in_closure.is_some())
                && let Some(done) = self.done.get_mut(row.var.index())
            {
                done.is_used = true;
                done.is_changed = true;
            }
        }
    }

    fn unnamed_labels(&mut self, body: &Block) {
        let mut labels = Labels {
            found: Vec::new(),
            named: Vec::new(),
        };
        labels.visit_block(body);
        for target in labels.found {
            if labels.named.contains(&target) {
                continue;
            }
            let label = self.tables.target(target).and_then(|row| row.label.clone());
            let is_hidden = |label: &Lifetime| label.ident.to_string().starts_with('_');
            self.labels.extend(label.filter(|label| !is_hidden(label)));
        }
    }

    fn row(&mut self, var: VarId) -> Option<&mut Done> {
        self.done.get_mut(var.index())
    }

    /// The variable that a place begins with.
    fn root(&self, place: &Expr) -> Option<VarId> {
        match strip(place) {
            Expr::Field(field) => self.root(&field.base),
            Expr::Index(index) => self.root(&index.expr),
            Expr::Unary(unary) => self.root(&unary.expr),
            Expr::MethodCall(call) => self.root(&call.receiver),
            Expr::Try(tried) => self.root(&tried.expr),
            name => self.tables.mention(mention_of(name)?).map(|row| row.var),
        }
    }

    fn changed(&mut self, place: &Expr) {
        if let Some(var) = self.root(place)
            && let Some(row) = self.row(var)
        {
            row.is_changed = true;
        }
    }

    /// The row of a variable that is named alone, and where.
    fn named(&mut self, name: &Expr) -> Option<(&mut Done, Span)> {
        let name = strip(name);
        let var = self.tables.mention(mention_of(name)?)?.var;
        Some((self.row(var)?, name.span()))
    }

    /// `&mut x`
    fn lent(&mut self, place: &Expr) {
        if let Some((row, at)) = self.named(place) {
            row.changed_at.get_or_insert(at);
        }
    }

    /// `x.pop()`
    fn called(&mut self, call: &syn::ExprMethodCall) {
        if CHANGING.iter().any(|name| call.method == name)
            && call.args.is_empty()
            && let Some((row, at)) = self.named(&call.receiver)
        {
            row.called_at.get_or_insert((at, call.method.clone()));
        }
    }

    /// `target = ..`, with the tokens of the whole assignment.
    fn assigned(&mut self, target: &Expr, whole: &Expr) {
        let target = strip(target);
        match mention_of(target).and_then(|id| self.tables.mention(id)) {
            Some(mention) => {
                let ends = ends(whole);
                let span = target.span();
                if let Some(row) = self.row(mention.var) {
                    row.is_changed = true;
                    row.changed_at.get_or_insert(span);
                    row.assigned.push(ends);
                }
            }
            None => {
                self.changed(target);
                match target {
                    Expr::Tuple(_) | Expr::Array(_) | Expr::Struct(_) | Expr::Call(_) => {
                        self.doubt(target);
                    }
                    _ => {}
                }
                self.visit_expr(target);
            }
        }
    }

    /// Several are assigned at once: rustc tells of each at another place.
    fn doubt(&mut self, targets: &Expr) {
        for id in crate::flow::mentions_in(targets) {
            let var = self.tables.mention(id).map(|row| row.var);
            if let Some(row) = var.and_then(|var| self.row(var)) {
                row.is_doubtful = true;
            }
        }
    }

    fn bind(&mut self, pat: &Pat, has_value: bool) {
        let mut binder = Binder {
            reading: self,
            has_value,
            is_choice: false,
        };
        binder.visit_pat(pat);
    }

    /// Lint levels and `cfg`s hold for what stands under them.
    fn inside(&mut self, attrs: &[Attribute], read: impl FnOnce(&mut Self)) {
        let (levels, conditional) = (self.levels.len(), self.is_conditional);
        for attr in attrs {
            let is = |names: &[&str]| names.iter().any(|name| attr.path().is_ident(name));
            if is(&["allow", "expect", "warn", "deny", "forbid"]) {
                self.levels.push(attr.clone());
            }
            self.is_conditional |= is(&["cfg", "cfg_attr"]);
        }
        read(self);
        self.levels.truncate(levels);
        self.is_conditional = conditional;
    }

    /// Statements behind one that leaves.
    fn statements(&mut self, stmts: &[Stmt]) {
        let was_unreached = self.is_unreached;
        let mut leaves = None;
        for stmt in stmts {
            if let Some(leaves) = leaves.take()
                && !self.is_conditional
                && !self.is_unreached
            {
                self.unreached.extend(behind(leaves, stmt, &self.levels));
                self.is_unreached = true;
            }
            self.visit_stmt(stmt);
            if let Stmt::Expr(expr, _) = stmt
                && never_ends(expr)
            {
                leaves = Some(ends(expr));
            }
        }
        self.is_unreached = was_unreached;
    }
}

/// Whether control plainly does not come to the end of an expression.
pub fn never_ends(expr: &Expr) -> bool {
    match expr {
        Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => true,
        Expr::Loop(repeat) => {
            let mut ends = Leaves {
                target: repeat
                    .label
                    .as_ref()
                    .and_then(|label| names::parse_target(&label.name)),
                found: false,
            };
            ends.visit_block(&repeat.body);
            !ends.found
        }
        _ => false,
    }
}

/// Whether a `break` leaves a loop, or a macro that may have one stands in it.
struct Leaves {
    target: Option<TargetId>,
    found: bool,
}

impl<'ast> Visit<'ast> for Leaves {
    fn visit_expr_break(&mut self, jump: &'ast syn::ExprBreak) {
        let target = jump.label.as_ref().and_then(names::parse_target);
        self.found |= target.is_none() || target == self.target;
        visit::visit_expr_break(self, jump);
    }

    fn visit_macro(&mut self, _: &'ast syn::Macro) {
        self.found = true;
    }
}

/// What stands behind an expression that leaves.
fn behind(leaves: (Span, Span), stmt: &Stmt, levels: &[Attribute]) -> Option<Unreached> {
    let (is_tail, next) = match stmt {
        // of a macro rustc shows the call without its `;`
        Stmt::Expr(Expr::Call(call), Some(_)) if is_of_macro(call) => (false, ends(call)),
        Stmt::Expr(_, semi) => (semi.is_none(), ends(stmt)),
        Stmt::Macro(call) => (call.semi_token.is_none(), ends(&call.mac)),
        Stmt::Local(_) => (false, ends(stmt)),
        Stmt::Item(_) => return None,
    };
    Some(Unreached {
        leaves,
        next,
        is_tail,
        levels: levels.to_vec(),
    })
}

fn is_of_macro(call: &syn::ExprCall) -> bool {
    let name = match &*call.func {
        Expr::Path(path) => path.path.get_ident().and_then(names::parse),
        _ => None,
    };
    matches!(name, Some(Sentinel::Macro(_) | Sentinel::Yield(_)))
}

impl<'ast> Visit<'ast> for Reading<'_> {
    fn visit_block(&mut self, block: &'ast Block) {
        self.statements(&block.stmts);
    }

    fn visit_local(&mut self, local: &'ast Local) {
        self.inside(&local.attrs, |reading| {
            reading.bind(&local.pat, local.init.is_some());
            if let Some(init) = &local.init {
                reading.look(&init.expr, &[&local.pat]);
                if let Some((_, otherwise)) = &init.diverge {
                    reading.visit_expr(otherwise);
                }
            }
        });
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        self.inside(&arm.attrs, |reading| {
            reading.bind(&arm.pat, true);
            reading.visit_expr(&arm.body);
        });
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        if let Some(mention) = mention_of(expr) {
            let var = self.tables.mention(mention).map(|row| row.var);
            if let Some(row) = var.and_then(|var| self.row(var)) {
                row.is_used = true;
            }
            return;
        }
        match expr {
            Expr::Assign(assign) => {
                self.assigned(&assign.left, expr);
                self.visit_expr(&assign.right);
            }
            Expr::Binary(binary) if is_compound(&binary.op) => {
                self.assigned(&binary.left, expr);
                self.visit_expr(&binary.right);
            }
            Expr::Reference(reference) => {
                if reference.mutability.is_some() {
                    self.changed(&reference.expr);
                    self.lent(&reference.expr);
                }
                self.visit_expr(&reference.expr);
            }
            Expr::MethodCall(call) => {
                self.changed(&call.receiver);
                self.called(call);
                visit::visit_expr_method_call(self, call);
            }
            Expr::Call(call) => self.call(call),
            Expr::Match(choice) => {
                let pats: Vec<&Pat> = choice.arms.iter().map(|arm| &arm.pat).collect();
                self.look(&choice.expr, &pats);
                choice.arms.iter().for_each(|arm| self.visit_arm(arm));
            }
            Expr::Let(binding) => {
                self.bind(&binding.pat, true);
                self.look(&binding.expr, &[&binding.pat]);
            }
            Expr::ForLoop(repeat) => {
                self.inside(&repeat.attrs, |reading| {
                    reading.bind(&repeat.pat, true);
                    reading.visit_expr(&repeat.expr);
                    reading.visit_block(&repeat.body);
                });
            }
            Expr::Block(block) => {
                self.inside(&block.attrs, |reading| reading.visit_block(&block.block));
            }
            // what stands in them has variables and lints of its own
            Expr::Closure(_) | Expr::Async(_) | Expr::Const(_) | Expr::Macro(_) => {}
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
    fn visit_stmt_macro(&mut self, _: &'ast syn::StmtMacro) {}
}

impl Reading<'_> {
    fn call(&mut self, call: &syn::ExprCall) {
        let sentinel = match &*call.func {
            Expr::Path(path) => path.path.get_ident().and_then(names::parse),
            _ => None,
        };
        if let Some(Sentinel::Macro(id)) = sentinel {
            let contexts = self.tables.macro_call(id).map(|row| row.args.as_slice());
            for (index, arg) in call.args.iter().enumerate() {
                let context = contexts.and_then(|args| Some(args.get(index)?.context));
                if context.is_none_or(|context| context == ArgContext::Place) {
                    self.changed(arg);
                }
                self.visit_expr(arg);
            }
            return;
        }
        // the second of `yield_from!` is lent
        if let Some(Sentinel::Yield(_)) = sentinel {
            call.args.iter().for_each(|arg| self.changed(arg));
        }
        self.changed(&call.func);
        visit::visit_expr_call(self, call);
    }

    /// A value that patterns look at, and may borrow.
    fn look(&mut self, value: &Expr, pats: &[&Pat]) {
        if !pats.iter().all(|pat| {
            matches!(pat, Pat::Ident(name) if name.by_ref.is_none()) || is_typed_name(pat)
        }) {
            self.changed(value);
        }
        self.visit_expr(value);
    }
}

fn is_typed_name(pat: &Pat) -> bool {
    matches!(pat, Pat::Type(typed) if matches!(&*typed.pat, Pat::Ident(name) if name.by_ref.is_none()))
}

/// Notes what a pattern binds.
struct Binder<'r, 't> {
    reading: &'r mut Reading<'t>,
    has_value: bool,
    /// In `a | b`, which bind the same.
    is_choice: bool,
}

impl<'ast> Visit<'ast> for Binder<'_, '_> {
    fn visit_pat_ident(&mut self, name: &'ast syn::PatIdent) {
        if let Some(Sentinel::Variable(var)) = names::parse(&name.ident) {
            let is_known = self.reading.tables.var(var).is_some_and(|row| {
                matches!(
                    row.origin,
                    Origin::Param | Origin::Let | Origin::Pattern | Origin::Received
                )
            });
            let bound = Bound {
                mutable: name.mutability,
                levels: self.reading.levels.clone(),
                has_value: self.has_value,
            };
            let is_told =
                !self.reading.is_conditional && !self.reading.is_unreached && !self.is_choice;
            if let Some(row) = self.reading.row(var).filter(|_| is_known) {
                row.is_doubtful |= !is_told || row.bound.is_some();
                row.bound = Some(bound);
            }
        }
        if let Some((_, inner)) = &name.subpat {
            self.visit_pat(inner);
        }
    }

    fn visit_pat_or(&mut self, choice: &'ast syn::PatOr) {
        let outside = std::mem::replace(&mut self.is_choice, true);
        visit::visit_pat_or(self, choice);
        self.is_choice = outside;
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        self.reading.visit_expr(expr);
    }
}

/// The labels of a body, and those that jumps name.
struct Labels {
    found: Vec<TargetId>,
    named: Vec<TargetId>,
}

impl<'ast> Visit<'ast> for Labels {
    fn visit_label(&mut self, label: &'ast syn::Label) {
        if let Some(Sentinel::Target { id, written: true }) = names::parse(&label.name.ident) {
            self.found.push(id);
        }
    }

    fn visit_lifetime(&mut self, label: &'ast Lifetime) {
        if let Some(Sentinel::Target { id, written: true }) = names::parse(&label.ident) {
            self.named.push(id);
        }
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        self.all_in(mac.tokens.clone());
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

impl Labels {
    fn all_in(&mut self, tokens: TokenStream) {
        for tree in tokens {
            match tree {
                TokenTree::Group(group) => self.all_in(group.stream()),
                TokenTree::Ident(word) => {
                    if let Some(Sentinel::Target { id, .. }) = names::parse(&word) {
                        self.named.push(id);
                    }
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
}

/// The places of the first and the last token.
fn ends(tokens: &impl ToTokens) -> (Span, Span) {
    let mut trees = tokens.to_token_stream().into_iter();
    let first = trees.next();
    let last = trees.last().or_else(|| first.clone());
    let start = first.map_or_else(Span::call_site, |tree| match tree {
        TokenTree::Group(group) => group.span_open(),
        other => other.span(),
    });
    let end = last.map_or(start, |tree| match tree {
        TokenTree::Group(group) => group.span_close(),
        other => other.span(),
    });
    (start, end)
}

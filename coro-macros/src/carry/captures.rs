//! Closures that are stored while the machine is paused own the numbers they name.
//!
//! ```text
//! [source]  for n in (0..3).map(|i| i * step) { yield_value!(n) }
//! [output]  let mut iter = IntoIterator::into_iter((0..3).map(move |i| i * step));
//! ```
//!
//! A state cannot hold a borrow of `step`, which lives beside it. A copy of what is `Copy` and not changed by the
//! closure is the same to the program: nothing else can change it while the closure borrows it. What nothing else
//! names from there on goes with the closure, if nobody can see when it is dropped:
//!
//! ```text
//! [source]  let mut state = seed;  let rolls = iter::from_fn(|| { state = next(state); Some(state) });
//! [output]  let mut state = seed;  let rolls = iter::from_fn(move || { state = next(state); Some(state) });
//! ```
//!
//! A closure that is a variable itself is written down again instead ([`super::alias`]). One that gives away what it captures
//! cannot be, and takes the numbers that it names along with that:
//!
//! ```text
//! [source]  let take = || if way { text } else { String::new() };
//! [output]  let take = move || if way { text } else { String::new() };
//! ```

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprClosure, Pat, Type};

use super::alias::root_of;
use super::called_again::{given_by, is_the_same_again};
use super::levels::declared;
use super::scalars::scalars;
use crate::flow::{Syntax, VarSet, bound, mentions_in, strip};
use crate::ir::{Block, Node, PauseKind, Stmt};
use crate::lower::is_compound;
use crate::maps::HashSet;
use crate::names::{self, MentionId, VarId};
use crate::scope::{ClosureKind, Origin, Owner, Tables};
use crate::split::Declared;

/// Makes closures that name numbers and shared references only, and do not change them, `move`.
pub fn own_copies(body: &mut Block, tables: &mut Tables) {
    let scalars = scalars(body, tables);
    let here = tables.vars.iter();
    let here = here.filter(|row| matches!(row.origin, Origin::Param | Origin::Received));
    let here = here.map(|row| row.id).collect();
    Owning {
        tables,
        scalars: &scalars,
        here,
        plain: HashSet::default(),
        beside: Vec::new(),
        is_last: true,
        inside: 0,
    }
    .block(body);
}

struct Owning<'t> {
    tables: &'t mut Tables,
    scalars: &'t VarSet,
    /// What is declared in the same round of the loops around.
    here: Vec<VarId>,
    /// Variables of structs that drop nothing that anybody could see.
    plain: HashSet<VarId>,
    /// What the statement at hand names.
    beside: Vec<MentionId>,
    /// Nothing is done behind the statement at hand, up to the end of the function.
    is_last: bool,
    /// How many closures and loops that do not pause are around.
    inside: usize,
}

impl Owning<'_> {
    fn block(&mut self, block: &mut Block) {
        let around = self.is_last;
        let count = block.stmts.len();
        let ends = block.tail.as_ref().is_none_or(|tail| only_gives(tail));
        let goes_on = |index: usize| match (block.stmts.get(index + 1), &block.tail) {
            (None, Some(tail)) => matches!(**tail, Node::Loop(_)),
            (Some(Stmt::Node(stmt)), _) => {
                index + 2 == count && ends && matches!(stmt.node, Node::Loop(_))
            }
            _ => false,
        };
        // the iterator of a `for`, and the loop that goes through it
        let heads: Vec<bool> = (0..count).map(goes_on).collect();
        let takes = |index: usize| self.takes(&block.stmts[index], &block.stmts[index + 1..]);
        let taking: Vec<bool> = (0..count).map(takes).collect();
        for (index, stmt) in block.stmts.iter_mut().enumerate() {
            self.is_last = around && (heads[index] || ends && index + 1 == count);
            let vars = declared(stmt);
            match stmt {
                Stmt::Plain(syn::Stmt::Local(local)) => match (taking[index], &mut local.init) {
                    (true, Some(init)) => self.own_all(&mut init.expr),
                    _ => self.local(local),
                },
                Stmt::Plain(_) => {}
                Stmt::Let(binding) => {
                    self.node(&mut binding.init);
                    if let Some(otherwise) = &mut binding.otherwise {
                        self.block(otherwise);
                    }
                }
                Stmt::Node(stmt) => self.node(&mut stmt.node),
                Stmt::Part(part) => self.block(&mut part.body),
            }
            self.here.extend(vars);
        }
        self.is_last = around;
        if let Some(tail) = &mut block.tail {
            self.node(tail);
        }
    }

    fn local(&mut self, local: &mut syn::Local) {
        if let (Some(init), &[var]) = (&local.init, bound(&local.pat).as_slice())
            && let Some(name) = made_struct(&init.expr)
            // that of a `for`, as lowered: nobody reads the user's file for it
            && name != "IntoIterator"
            && Declared::beside(name.span()).drops_in_silence(&name)
        {
            self.plain.insert(var);
        }
        if let Some(init) = &mut local.init
            && !(matches!(*init.expr, Expr::Closure(_)) && matches!(local.pat, Pat::Ident(_)))
        {
            self.beside = mentions_in(&*init.expr);
            self.visit_expr_mut(&mut init.expr);
        }
    }

    fn node(&mut self, node: &mut Node) {
        match node {
            Node::Plain(_) => {}
            Node::Pause(pause) => {
                if let PauseKind::From { delegate, .. } = &mut pause.kind {
                    self.beside = mentions_in(&*delegate);
                    self.visit_expr_mut(delegate);
                }
            }
            Node::If(branch) => {
                self.node(&mut branch.cond);
                self.block(&mut branch.then);
                if let Some(otherwise) = &mut branch.otherwise {
                    self.block(otherwise);
                }
            }
            Node::Match(choice) => {
                for arm in &mut choice.arms {
                    self.node(&mut arm.body);
                }
            }
            Node::Loop(repeat) => {
                let here = std::mem::take(&mut self.here);
                self.block(&mut repeat.body);
                self.here = here;
            }
            Node::Block(block) => self.block(block),
        }
    }

    /// Whether a statement makes a closure in a variable that gives away all that it captures but for numbers.
    fn takes(&self, stmt: &Stmt, behind: &[Stmt]) -> bool {
        let Stmt::Plain(syn::Stmt::Local(local)) = stmt else {
            return false;
        };
        let (Pat::Ident(_), Some(init)) = (&local.pat, &local.init) else {
            return false;
        };
        let Expr::Closure(closure) = &*init.expr else {
            return false;
        };
        let vars = bound(&local.pat);
        if closure.capture.is_some()
            || is_the_same_again(&vars, closure, behind, self.scalars, self.tables)
        {
            return false;
        }
        let given = given_by(closure, self.tables);
        let mut changes = Changes::default();
        changes.visit_expr(&closure.body);
        let is_own = |mention: MentionId| {
            let row = self.tables.mention(mention);
            let Some((row, var)) = row.and_then(|row| Some((row, self.tables.var(row.var)?)))
            else {
                return true;
            };
            let is_captured = row.in_closure.is_some() && var.origin != Origin::Closure;
            let is_copied = self.scalars.has(row.var) && !changes.0.contains(&mention);
            // a closure captures fields by themselves, and maybe others by reference
            let is_given = given.contains(&row.var) && !changes.1.contains(&mention);
            !is_captured || is_copied || is_given
        };
        mentions_in(closure).into_iter().all(is_own)
    }

    /// Makes a closure `move`.
    fn own_all(&mut self, expr: &mut Expr) {
        let Expr::Closure(closure) = expr else { return };
        let captured = mentions_in(&*closure);
        self.own(closure, captured);
    }

    /// The same, once it is known which mentions are captured.
    fn own(&mut self, closure: &mut ExprClosure, captured: Vec<MentionId>) {
        self.moves(captured);
        let span = names::made_at(closure.body.span());
        let made: Expr = syn::parse_quote_spanned!(span=> move || ());
        if let Expr::Closure(made) = made {
            closure.capture = made.capture;
        }
    }

    /// What the closure captures, if it copies all of it.
    fn copied(&self, closure: &impl Syntax) -> Vec<MentionId> {
        let mut changes = Changes::default();
        closure.show(&mut changes);
        let mut copied = Vec::new();
        for mention in mentions_in(closure) {
            let Some(row) = self.tables.mention(mention) else {
                continue;
            };
            let var = self.tables.var(row.var);
            if row.in_closure.is_none() || var.is_none_or(|var| var.origin == Origin::Closure) {
                continue;
            }
            let is_copied = self.scalars.has(row.var) && !changes.0.contains(&mention);
            if !is_copied && !self.goes_with(row.var, closure) {
                return Vec::new();
            }
            copied.push(mention);
        }
        copied
    }
}

impl Owning<'_> {
    /// Notes of which mentions the variable is captured by move.
    fn moves(&mut self, captured: Vec<MentionId>) {
        for mention in captured {
            let row = self.tables.mentions.get_mut(mention.index());
            if let Some(row) = row.filter(|row| row.in_closure.is_some()) {
                row.in_closure = Some(ClosureKind::Move);
            }
        }
    }

    /// Whether nothing but the closure names the variable once it is made, and nobody sees when it is dropped.
    fn goes_with(&self, var: VarId, closure: &impl Syntax) -> bool {
        let ty = self.tables.var(var).and_then(|row| row.ty.as_ref());
        let is_silent = self.scalars.has(var)
            || matches!(ty, Some(Type::Reference(_)))
            || self.plain.contains(&var)
            || matches!(self.tables.owners.get(&var), Some(Owner::Text));
        // else it is dropped at the same time, one way or the other
        let mut here = self.here.iter().rev();
        let mut is_next = || here.find(|other| !self.scalars.has(**other)) == Some(&var);
        let is_owned = self
            .tables
            .owners
            .get(&var)
            .is_some_and(|owner| owner.is_collection());
        let is_unseen = is_silent || is_owned && self.is_last && is_next();
        if !is_unseen || self.inside > 0 || !self.here.contains(&var) {
            return false;
        }
        let own = mentions_in(closure);
        let first = own.iter().min();
        let mentions = self.tables.mentions.iter().filter(|row| row.var == var);
        let mut others = mentions.filter(|row| !own.contains(&row.id));
        // what is borrowed by the receiver of the call is still so: `line.find(' ').ok_or_else(|| line.clone())`
        let is_borrowed = |id: MentionId| !self.scalars.has(var) && self.beside.contains(&id);
        others.all(|row| row.in_closure.is_none() && Some(&row.id) < first && !is_borrowed(row.id))
    }
}

/// `Ok(count)`
fn only_gives(node: &Node) -> bool {
    fn gives(expr: &Expr) -> bool {
        match strip(expr) {
            Expr::Path(_) | Expr::Lit(_) => true,
            Expr::Tuple(tuple) => tuple.elems.iter().all(gives),
            Expr::Call(call) => gives(&call.func) && call.args.iter().all(gives),
            _ => false,
        }
    }
    matches!(node, Node::Plain(expr) if gives(expr) && !matches!(strip(expr), Expr::Call(call)
        if !matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Ok") || path.path.is_ident("Some"))))
}

/// `Rng` of `Rng(seed)`, `Rng { state }`, `Rng::new(seed)`.
fn made_struct(expr: &Expr) -> Option<proc_macro2::Ident> {
    let (path, is_literal) = match strip(expr) {
        Expr::Struct(literal) => (&literal.path, true),
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => (&path.path, path.path.segments.len() == 1),
            _ => return None,
        },
        _ => return None,
    };
    let from_end = if is_literal { 1 } else { 2 };
    let at = path.segments.len().checked_sub(from_end)?;
    path.segments
        .iter()
        .nth(at)
        .map(|segment| segment.ident.clone())
}

impl VisitMut for Owning<'_> {
    fn visit_expr_for_loop_mut(&mut self, repeat: &mut syn::ExprForLoop) {
        self.inside += 1;
        visit_mut::visit_expr_for_loop_mut(self, repeat);
        self.inside -= 1;
    }

    fn visit_expr_while_mut(&mut self, repeat: &mut syn::ExprWhile) {
        self.inside += 1;
        visit_mut::visit_expr_while_mut(self, repeat);
        self.inside -= 1;
    }

    fn visit_expr_loop_mut(&mut self, repeat: &mut syn::ExprLoop) {
        self.inside += 1;
        visit_mut::visit_expr_loop_mut(self, repeat);
        self.inside -= 1;
    }

    fn visit_expr_closure_mut(&mut self, closure: &mut ExprClosure) {
        let copied = match closure.capture {
            None => self.copied(closure),
            Some(_) => Vec::new(),
        };
        if !copied.is_empty() {
            self.own(closure, copied);
        }
        self.inside += 1;
        visit_mut::visit_expr_closure_mut(self, closure);
        self.inside -= 1;
    }

    fn visit_expr_async_mut(&mut self, block: &mut syn::ExprAsync) {
        let copied = match block.capture {
            None => self.copied(&block.block),
            Some(_) => Vec::new(),
        };
        if !copied.is_empty() {
            self.moves(copied);
            let span = names::made_at(block.async_token.span);
            let made: Expr = syn::parse_quote_spanned!(span=> async move {});
            if let Expr::Async(made) = made {
                block.capture = made.capture;
            }
        }
        self.inside += 1;
        visit_mut::visit_expr_async_mut(self, block);
        self.inside -= 1;
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// The mentions that a closure changes, and those that fields of are named.
#[derive(Default)]
struct Changes(Vec<MentionId>, Vec<MentionId>);

impl<'ast> Visit<'ast> for Changes {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        let changed = match expr {
            Expr::Assign(assign) => Some(&assign.left),
            Expr::Binary(binary) if is_compound(&binary.op) => Some(&binary.left),
            Expr::Reference(reference) if reference.mutability.is_some() => Some(&reference.expr),
            // `Read` of a slice moves the slice
            Expr::MethodCall(call) if call.method.to_string().starts_with("read") => {
                Some(&call.receiver)
            }
            _ => None,
        };
        self.0.extend(changed.and_then(|place| root_of(place)));
        if let Expr::Field(field) = expr {
            self.1.extend(root_of(&field.base));
        }
        visit::visit_expr(self, expr);
    }
}

//! What borrows a local over a pause and is stored as it is.
//!
//! ```text
//! let mut open = vec![&tree];   .. yield_value!(node.value); ..        open
//! let mut next = &list.head;    .. yield_value!(node.value); ..        next
//! for group in list.chunk_by(same) { yield_value!(group.len()); }      the iterator
//! ```
//!
//! No state can hold it beside the local. Takes the IR when all passes had their turn to find the borrow again, says
//! whether one is left; then the body is given to rustc ([`crate::anchored`]). What is told wrongly costs a box.

mod breaks;
mod closures;
mod collected;
mod guards;
mod temporaries;
mod values;

use syn::visit::{self, Visit};
use syn::{Expr, Local, Pat};

use super::leaves::copied;
use super::references::{References, makes};
use crate::carry::{Aliases, Visitor, root_of, walk_block};
use crate::flow::{Flow, Held, bound, mention_of, strip};
use crate::ir::{Block, Let, Node, Pause, PauseKind};
use crate::maps::HashSet;
use crate::names::VarId;
use crate::scope::{Origin, Tables};
pub(super) use closures::captures_such;
pub(super) use guards::is_never_named;
pub use temporaries::lends_a_part;
use values::{is_owned, makes_coroutine};

/// Whether a state would hold a borrow of a local.
pub fn borrows_over_pauses(
    body: &Block,
    references: &References,
    aliases: &Aliases,
    flow: &Flow,
    tables: &Tables,
) -> bool {
    let mut finder = Finder {
        references,
        aliases,
        flow,
        tables,
        borrowing: references.all().collect(),
        made: HashSet::default(),
        reborrowing: HashSet::default(),
        descending: HashSet::default(),
        dropping: HashSet::default(),
        walking: HashSet::default(),
        looking: HashSet::default(),
        is_found: false,
    };
    // what is put into a variable in a loop is there at the pauses before it
    let mut known = usize::MAX;
    while !finder.is_found && known != finder.known() {
        known = finder.known();
        walk_block(body, &mut finder);
    }
    finder.is_found
}

struct Finder<'a> {
    references: &'a References,
    aliases: &'a Aliases,
    flow: &'a Flow,
    tables: &'a Tables,
    borrowing: HashSet<VarId>,
    /// Temporaries that own what they are, as the file tells, and coroutines that are made here.
    made: HashSet<VarId>,
    /// What is found in a `&mut` that the function was given, and that: both cannot be stored.
    reborrowing: HashSet<(VarId, VarId)>,
    /// A `&mut` that goes on to what it finds in itself, `here = next`: which a reference to it could not.
    descending: HashSet<VarId>,
    /// Coroutines that borrow: they are there until they are dropped. And iterators over a field of something whose other
    /// fields no state could hold.
    dropping: HashSet<VarId>,
    /// Iterators over a local: there is a drop flag for those that are taken on some ways only.
    walking: HashSet<VarId>,
    /// Closures without `move` that capture variables.
    looking: HashSet<VarId>,
    is_found: bool,
}

impl Finder<'_> {
    fn known(&self) -> usize {
        self.borrowing.len() + self.reborrowing.len() + self.descending.len()
    }

    fn bind(&mut self, local: &Local) {
        if let Some(init) = &local.init {
            self.bind_value(&local.pat, &init.expr);
        }
    }

    /// `let P = E;`, a tuple part by part.
    fn bind_value(&mut self, pat: &Pat, value: &Expr) {
        if let (Pat::Tuple(pats), Expr::Tuple(values)) = (pat, strip(value))
            && pats.elems.len() == values.elems.len()
        {
            let parts = pats.elems.iter().zip(&values.elems);
            return parts.for_each(|(pat, value)| self.bind_value(pat, value));
        }
        let (init, value) = (value, unwrapped(value));
        self.reborrow(pat, value);
        // what variables of the user's refer to is known already
        let is_hidden = bound(pat).iter().any(|var| {
            let row = self.tables.var(*var);
            row.is_some_and(|row| row.origin == Origin::Hidden)
        });
        let is_made = is_owned(value, self.tables)
            || makes_coroutine(value)
            || matches!(strip(value), Expr::MethodCall(_)) && makes(value);
        if is_hidden && is_made {
            self.made.extend(bound(pat));
        }
        if owns_its_items(value) && !self.references.gives(value, self.tables) {
            // a list of numbers is given copies of numbers
            bound(pat).iter().for_each(|var| {
                self.borrowing.remove(var);
            });
            return;
        }
        if self.is_borrow(init)
            || self.holds_borrowing(value)
            || self.keeps_a_borrow(value)
            || is_hidden && self.references.gives(value, self.tables)
        {
            self.note(pat, value);
        }
        if let Expr::Closure(closure) = strip(value) {
            self.close_over(pat, closure);
        }
        if makes_coroutine(value) && self.is_lent(value) {
            self.dropping.extend(bound(pat));
        }
        if is_hidden && !std::ptr::eq(strip(init), value) && self.leaves_others(value) {
            self.dropping.extend(bound(pat));
        }
        if let [var] = bound(pat).as_slice()
            && self.guards(*var, value)
        {
            self.dropping.insert(*var);
        }
        if self.references.goes_through(value, self.tables) {
            self.walking.extend(bound(pat));
            let kept = bound(pat).into_iter();
            let kept = kept.filter(|var| !self.tables.adapters.contains(var));
            // it may own something that has a drop
            if moves_into_closures(value) {
                self.dropping.extend(kept);
            }
        }
    }

    /// `let add = |n| n + total.id();  let twice = move |n| add(add(n));`
    fn close_over(&mut self, pat: &Pat, closure: &syn::ExprClosure) {
        let captured = |mention| {
            let row = self.tables.mention(mention)?;
            row.in_closure.map(|_| row.var)
        };
        let mut captured = crate::flow::mentions_in(closure)
            .into_iter()
            .filter_map(captured);
        if closures::captures(closure, self.tables) {
            self.looking.extend(bound(pat));
        } else if captured.any(|var| self.looking.contains(&var)) {
            self.borrowing.extend(bound(pat));
        }
    }

    /// `let mut next = self.head.as_mut();`
    fn reborrow(&mut self, pat: &Pat, value: &Expr) {
        for lent in self.reborrowed(value) {
            let vars = bound(pat).into_iter();
            self.reborrowing.extend(vars.map(|var| (var, lent)));
        }
        self.search(pat, value);
        self.take_apart(pat, value);
    }

    /// `let best = players.iter_mut().max_by_key(|p| p.hp).unwrap();`
    fn search(&mut self, pat: &Pat, value: &Expr) {
        let Some(lent) = self.searched(value) else {
            return;
        };
        let mut found = bound(pat);
        found.retain(|var| self.tables.is_mutable_reference(*var));
        let found = found.into_iter().map(|var| (var, lent));
        self.reborrowing.extend(found);
    }

    /// `let Bank { cash, log } = self;`, `Some(ref mut next)` of `here.next`
    fn take_apart(&mut self, pat: &Pat, value: &Expr) {
        let root =
            root_of(value).filter(|_| super::is_place(value) && !matches!(pat, Pat::Ident(_)));
        let row = root.and_then(|root| self.tables.mention(root));
        let Some(lent) = row.filter(|row| self.is_mutable_reference(row.var)) else {
            return;
        };
        let is_whole = mention_of(strip(value)).is_some();
        let mut parts = bound(pat);
        parts.retain(|var| match is_whole {
            true => self.is_mutable_reference(*var),
            false => self.tables.var(*var).is_some_and(|row| row.by_ref),
        });
        let found = parts.into_iter().map(|var| (var, lent.var));
        self.reborrowing.extend(found);
    }

    /// What is found in a reference refers to the same: `Some(link) = next`.
    fn matched(&mut self, value: &Expr, pat: &Pat) {
        self.reborrow(pat, value);
        // what is bound by `ref` in a place that a call found
        let found = values::found_through(value).filter(|_| super::left::lends(pat));
        if self.holds_borrowing(value)
            || self.is_lent(value)
            || self.is_found_in_made(value)
            || found.is_some_and(|found| self.is_found_in_made(found))
        {
            self.note(pat, value);
        }
    }

    /// `guard = value`, of a temporary that is declared apart (`lower/order.rs`).
    fn give(&mut self, given: &syn::ExprAssign) {
        if let Some(pat) = temporary_of(&given.left, self.tables) {
            self.bind_value(&pat, &given.right);
        }
    }

    /// `stack.push(node)`, `node = next`
    fn put(&mut self, place: &Expr, value: &Expr) {
        let root = root_of(place).and_then(|root| self.tables.mention(root));
        let Some(var) = root.map(|row| row.var) else {
            return;
        };
        if self.holds_borrowing(value) || self.is_borrowing_item(value) {
            self.borrowing.insert(var);
        }
        // `next = &mut pair.0`
        if mention_of(place).is_some()
            && self.tables.is_mutable_reference(var)
            && self.is_borrow(value)
        {
            self.borrowing.insert(var);
        }
        for lent in self.reborrowed(value) {
            match lent == var {
                true => self.descending.extend(mention_of(place).map(|_| var)),
                false => self.reborrowing.extend([(var, lent)]),
            }
        }
    }

    fn note(&mut self, pat: &Pat, value: &Expr) {
        let copied = match self.references.is_of_holder(value, self.tables) {
            true => Vec::new(),
            false => copied(pat),
        };
        let vars = bound(pat).into_iter();
        self.borrowing
            .extend(vars.filter(|var| !copied.contains(var)));
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_expr_let(&mut self, binding: &'ast syn::ExprLet) {
        self.matched(&binding.expr, &binding.pat);
    }

    fn visit_local(&mut self, local: &'ast Local) {
        visit::visit_local(self, local);
        self.bind(local);
    }

    fn visit_expr_match(&mut self, choice: &'ast syn::ExprMatch) {
        for arm in &choice.arms {
            self.matched(&choice.expr, &arm.pat);
        }
        visit::visit_expr_match(self, choice);
    }

    fn visit_expr_for_loop(&mut self, repeat: &'ast syn::ExprForLoop) {
        self.matched(&repeat.expr, &repeat.pat);
        visit::visit_expr_for_loop(self, repeat);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        visit::visit_expr_method_call(self, call);
        if References::fills_by(&call.method.to_string()) {
            for arg in &call.args {
                self.put(&call.receiver, arg);
            }
        }
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        visit::visit_expr_assign(self, assign);
        self.give(assign);
        self.put(&assign.left, &assign.right);
    }

    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

impl Visitor for Finder<'_> {
    fn expr(&mut self, expr: &Expr) {
        self.visit_expr(expr);
    }

    fn arm(&mut self, value: &Expr, pat: &Pat) {
        self.matched(value, pat);
    }

    fn stmt(&mut self, stmt: &syn::Stmt) {
        self.visit_stmt(stmt);
    }

    fn bound(&mut self, binding: &Let) {
        match &binding.init {
            Node::Plain(value) => self.bind_value(&binding.pat, value),
            node => {
                if self.node_holds(node) {
                    self.borrowing.extend(bound(&binding.pat));
                }
                for value in values_of(node) {
                    self.reborrow(&binding.pat, value);
                }
            }
        }
    }

    fn pause(&mut self, pause: &Pause) {
        let Some(facts) = self.flow.at(pause.point) else {
            return;
        };
        let is_stored = |var: &VarId| {
            // one that is given another value later is parked meanwhile
            (facts.live.has(*var) || facts.later.has(*var))
                && facts.maybe.has(*var)
                && self.aliases.get(*var).is_none()
        };
        let stays = self.borrowing.iter().chain(&self.descending);
        self.is_found |= stays.into_iter().any(is_stored);
        self.is_found |= self.dropping.iter().any(|var| facts.maybe.has(*var));
        let is_flagged =
            |var: &VarId| facts.held(*var) == Held::Maybe && self.aliases.get(*var).is_none();
        self.is_found |= self.walking.iter().any(is_flagged);
        let mut found = self.reborrowing.iter();
        // what is taken again is so from what is stored
        let is_there = |lent: &VarId| {
            let mut of = vec![*lent];
            let mut known = HashSet::default();
            while let Some(var) = of.pop() {
                if let Some(alias) = self.aliases.get(var)
                    && known.insert(var)
                {
                    of.extend(&alias.roots);
                } else if is_stored(&var) {
                    return true;
                }
            }
            false
        };
        self.is_found |= found.any(|(var, lent)| is_stored(var) && is_there(lent));
        if let PauseKind::From { delegate, .. } = &pause.kind {
            self.is_found |= self.keeps_a_borrow(delegate) || self.is_given_lent(delegate);
            self.is_found |= temporaries::is_given_one(delegate);
            self.is_found |= self.is_given_loan(delegate);
            let lent = match strip(delegate) {
                Expr::Path(_) | Expr::Cast(_) => self.reborrowed(delegate),
                _ => Vec::new(),
            };
            self.is_found |= lent.iter().any(|lent| {
                // a loan is none that a state could hold
                is_stored(lent) || self.tables.same_loans.contains(lent)
            });
        }
    }
}

/// What something that pauses is worth in the end, on one way or another.
fn values_of(node: &Node) -> Vec<&Expr> {
    fn tail(block: &Block) -> Vec<&Expr> {
        block.tail.as_deref().map(values_of).unwrap_or_default()
    }
    match node {
        Node::Plain(value) => vec![value],
        Node::If(branch) => {
            let otherwise = branch.otherwise.as_ref().map(tail);
            [tail(&branch.then), otherwise.unwrap_or_default()].concat()
        }
        Node::Match(choice) => choice
            .arms
            .iter()
            .flat_map(|arm| values_of(&arm.body))
            .collect(),
        Node::Block(block) => tail(block),
        Node::Pause(_) | Node::Loop(_) => Vec::new(),
    }
}

/// The pattern of a variable of ours that is given a value.
pub(super) fn temporary_of(place: &Expr, tables: &Tables) -> Option<Pat> {
    let var = tables.mention(mention_of(place)?)?.var;
    let row = tables.var(var)?;
    let name = crate::names::variable(var, row.ident.span());
    (row.origin == Origin::Hidden).then(|| crate::syntax::made::name(name))
}

/// `vec![1, 2]`
fn owns_its_items(value: &Expr) -> bool {
    match strip(value) {
        Expr::Call(call) => {
            !call.args.is_empty()
                && call
                    .args
                    .iter()
                    .all(|item| matches!(strip(item), Expr::Lit(_)))
        }
        _ => false,
    }
}

/// `text.split(',').map(move |part| ..)`
fn moves_into_closures(value: &Expr) -> bool {
    match strip(value) {
        Expr::MethodCall(call) => {
            let is_move =
                |arg: &Expr| matches!(strip(arg), Expr::Closure(it) if it.capture.is_some());
            call.args.iter().any(is_move) || moves_into_closures(&call.receiver)
        }
        _ => false,
    }
}

/// `head` of `IntoIterator::into_iter(head)`.
fn unwrapped(expr: &Expr) -> &Expr {
    match strip(expr) {
        Expr::Call(call) if is_into_iter(&call.func) => match call.args.first() {
            Some(head) => head,
            None => expr,
        },
        _ => expr,
    }
}

pub(super) fn is_into_iter(func: &Expr) -> bool {
    matches!(func, Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "into_iter"))
}

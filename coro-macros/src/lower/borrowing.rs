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

use std::collections::HashSet;

use quote::ToTokens;
use syn::visit::Visit;
use syn::{Expr, Local, Pat};

use super::leaves::copied;
use super::references::References;
use crate::carry::{Aliases, Visitor, root_of, walk_block};
use crate::flow::{Flow, bound, mention_of, strip};
use crate::ir::{Block, Pause, PauseKind};
use crate::names::VarId;
use crate::scope::{Origin, Tables, owner_of};
use crate::split::Declared;

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
        made: HashSet::new(),
        is_found: false,
    };
    walk_block(body, &mut finder);
    finder.is_found
}

/// Methods that give parts.
const SPLITTING: &[&str] = &[
    "split_at",
    "split_first",
    "split_last",
    "split_once",
    "rsplit_once",
    "strip_prefix",
    "strip_suffix",
];

/// Methods of cells that give a guard.
const GUARDS: &[&str] = &["borrow", "borrow_mut", "lock", "read", "write"];

struct Finder<'a> {
    references: &'a References,
    aliases: &'a Aliases,
    flow: &'a Flow,
    tables: &'a Tables,
    borrowing: HashSet<VarId>,
    /// Temporaries that own what they are, as the file tells.
    made: HashSet<VarId>,
    is_found: bool,
}

impl Finder<'_> {
    fn bind(&mut self, local: &Local) {
        let Some(init) = &local.init else { return };
        let value = unwrapped(&init.expr);
        // what variables of the user's refer to is known already
        let is_hidden = bound(&local.pat).iter().any(|var| {
            let row = self.tables.var(*var);
            row.is_some_and(|row| row.origin == Origin::Hidden)
        });
        if is_hidden && is_owned(value, self.tables) {
            self.made.extend(bound(&local.pat));
        }
        if owns_its_items(value) && !self.references.gives(value, self.tables) {
            // a list of numbers is given copies of numbers
            bound(&local.pat).iter().for_each(|var| {
                self.borrowing.remove(var);
            });
            return;
        }
        if self.is_borrow(&init.expr)
            || self.is_borrowing(&init.expr)
            || self.keeps_a_borrow(value)
            || is_hidden && self.references.gives(value, self.tables)
        {
            self.note(&local.pat);
        }
    }

    /// `&mut list`: of a variable, whatever it is; of a place, if that is one of a variable's own.
    fn is_borrow(&self, value: &Expr) -> bool {
        match strip(value) {
            Expr::Reference(reference) => {
                mention_of(&reference.expr).is_some()
                    || self.references.is_in_local(&reference.expr, self.tables)
                    || super::is_found_with_effects(&reference.expr, self.tables)
            }
            _ => false,
        }
    }

    /// A variable that borrows.
    fn is_borrowing(&self, value: &Expr) -> bool {
        let row = mention_of(value).and_then(|value| self.tables.mention(value));
        row.is_some_and(|row| self.borrowing.contains(&row.var))
    }

    fn keeps_a_borrow(&self, value: &Expr) -> bool {
        match strip(value) {
            Expr::If(branch) => {
                let otherwise = branch.else_branch.as_ref();
                return self.ends_borrowing(&branch.then_branch)
                    || otherwise.is_some_and(|(_, other)| self.keeps_a_borrow(other));
            }
            Expr::Match(choice) => {
                return choice.arms.iter().any(|arm| self.keeps_a_borrow(&arm.body));
            }
            Expr::Block(block) => return self.ends_borrowing(&block.block),
            // `Box::new(list.iter())`
            Expr::Call(call) if is_box(&call.func) => {
                return call.args.iter().any(|arg| self.keeps_a_borrow(arg));
            }
            _ => {}
        }
        borrows_a_temporary(value)
            || self.refers_to_temporary(value)
            || self.is_lent(value)
            || self.references.goes_through(value, self.tables)
    }

    /// `(&held, 2)`: of a temporary that has a variable.
    fn refers_to_temporary(&self, value: &Expr) -> bool {
        let refers = |value: &Expr| self.refers_to_temporary(value);
        match strip(value) {
            Expr::Reference(reference) => {
                let row = mention_of(&reference.expr).and_then(|held| self.tables.mention(held));
                let var = row.and_then(|row| self.tables.var(row.var));
                var.is_some_and(|var| var.origin == Origin::Hidden && var.ident == "held")
            }
            Expr::Cast(cast) => refers(&cast.expr),
            Expr::Tuple(tuple) => tuple.elems.iter().any(refers),
            Expr::Array(array) => array.elems.iter().any(refers),
            Expr::Struct(made) => made.fields.iter().any(|field| refers(&field.expr)),
            Expr::Call(call) => call.args.iter().any(refers),
            _ => false,
        }
    }

    fn ends_borrowing(&self, block: &syn::Block) -> bool {
        match block.stmts.last() {
            Some(syn::Stmt::Expr(value, None)) => self.keeps_a_borrow(value),
            _ => false,
        }
    }

    /// Whether a value surely keeps a local that is lent to what makes it: `tree.nodes()`, `Lexer::new(&text)`, where the
    /// file or the name of the type tells it.
    fn is_lent(&self, value: &Expr) -> bool {
        match strip(value) {
            Expr::Try(tried) => self.is_lent(&tried.expr),
            Expr::Reference(reference) => self.is_lent(&reference.expr),
            Expr::MethodCall(call) => {
                let name = call.method.to_string();
                let is_guard = call.args.is_empty() && GUARDS.contains(&name.as_str());
                // of a collection of std the file tells nothing
                let is_known = owner_of(&call.receiver, self.tables).is_some();
                let told = Declared::beside(call.method.span());
                let refers = told
                    .returned_by_method(&call.method)
                    .is_some_and(|ty| ty.to_token_stream().to_string().contains('&'));
                let told = match refers {
                    true => Some(true),
                    false => told.returns_borrowed(&call.method, false),
                };
                let told = told.filter(|_| !is_known);
                let is_part = SPLITTING.contains(&name.as_str());
                let is_own = || self.is_own(&call.receiver);
                let goes_on = matches!(name.as_str(), "unwrap" | "expect" | "by_ref")
                    || References::passes(&name);
                let goes = References::goes(&name) && self.is_made(&call.receiver);
                (told.unwrap_or(is_guard || is_part || goes) && is_own())
                    || goes_on && self.is_lent(&call.receiver)
            }
            Expr::Call(call) => {
                let Expr::Path(path) = &*call.func else {
                    return false;
                };
                let mut names = path.path.segments.iter().rev().map(|name| &name.ident);
                let (Some(name), owner) = (names.next(), names.next()) else {
                    return false;
                };
                let declared = Declared::beside(name.span());
                let keeps = match (declared.returns_borrowed(name, false), owner) {
                    (_, Some(owner)) if declared.has_lifetime(owner) => true,
                    (Some(told), _) => told,
                    (None, Some(owner)) => {
                        declared.fields(owner).is_none()
                            && crate::waits::makes_borrower(&owner.to_string())
                    }
                    (None, None) => false,
                };
                let is_given = |arg: &Expr| {
                    self.references.gives(arg, self.tables)
                        || self.references.goes_through(arg, self.tables)
                };
                keeps && call.args.iter().any(is_given)
            }
            _ => false,
        }
    }

    /// Whether a place is one of a local, or of a temporary.
    fn is_own(&self, place: &Expr) -> bool {
        self.references.is_in_local(place, self.tables) || self.is_made(place)
    }

    /// Whether a place is one of a temporary.
    fn is_made(&self, place: &Expr) -> bool {
        let root = root_of(place).and_then(|root| self.tables.mention(root));
        super::is_place(place) && root.is_some_and(|root| self.made.contains(&root.var))
    }

    /// What is found in a reference refers to the same: `Some(link) = next`.
    fn matched(&mut self, value: &Expr, pat: &Pat) {
        if self.is_borrowing(value) || self.is_lent(value) {
            self.note(pat);
        }
    }

    fn note(&mut self, pat: &Pat) {
        let copied = copied(pat);
        let vars = bound(pat).into_iter();
        self.borrowing
            .extend(vars.filter(|var| !copied.contains(var)));
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_expr_let(&mut self, binding: &'ast syn::ExprLet) {
        self.matched(&binding.expr, &binding.pat);
    }

    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
}

impl Visitor for Finder<'_> {
    fn expr(&mut self, expr: &Expr) {
        self.visit_expr(expr);
    }

    fn arm(&mut self, value: &Expr, pat: &Pat) {
        self.matched(value, pat);
    }

    fn stmt(&mut self, stmt: &syn::Stmt) {
        if let syn::Stmt::Local(local) = stmt {
            self.bind(local);
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
        self.is_found |= self.borrowing.iter().any(is_stored);
        if let PauseKind::From { delegate, .. } = &pause.kind {
            self.is_found |= self.keeps_a_borrow(delegate);
        }
    }
}

/// `pairs(numbers().iter())`: an iterator that is given what borrows a temporary.
fn borrows_a_temporary(value: &Expr) -> bool {
    let is_borrow = |arg: &Expr| match strip(arg) {
        Expr::MethodCall(call) => {
            matches!(
                call.method.to_string().as_str(),
                "iter" | "iter_mut" | "by_ref"
            ) && matches!(strip(&call.receiver), Expr::Call(_))
        }
        _ => false,
    };
    match strip(value) {
        Expr::Call(call) => call
            .args
            .iter()
            .any(|arg| is_borrow(arg) || borrows_a_temporary(arg)),
        Expr::MethodCall(call) => borrows_a_temporary(&call.receiver),
        _ => false,
    }
}

/// Whether a value is a list, or a struct or enum of the file that refers to nothing.
fn is_owned(value: &Expr, tables: &Tables) -> bool {
    let Some(syn::Type::Path(ty)) = crate::split::type_of(value, tables) else {
        return false;
    };
    let name = ty.path.segments.last().map(|last| &last.ident);
    name.is_some_and(|name| {
        let declared = Declared::beside(name.span());
        let is_list = ["Vec", "VecDeque", "String", "Items"]
            .iter()
            .any(|list| name == list);
        is_list || declared.declares(name) && !declared.has_lifetime(name)
    })
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

/// `Box::new`
fn is_box(func: &Expr) -> bool {
    let Expr::Path(path) = func else { return false };
    let mut names = path.path.segments.iter().rev().map(|name| &name.ident);
    let (name, owner) = (names.next(), names.next());
    name.is_some_and(|name| name == "new" || name == "pin")
        && owner.is_some_and(|owner| owner == "Box")
}

fn is_into_iter(func: &Expr) -> bool {
    matches!(func, Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "into_iter"))
}

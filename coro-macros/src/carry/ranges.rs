//! Iterators over ranges, and what they count: neither has a drop, and what is counted is `Copy` (a number, a `char`, an
//! address: whatever stable Rust lets stand in a range that is an iterator). The same is so of the characters of a text
//! and of what `copied` gives.
//!
//! ```text
//! [source]  for i in 0..n { .. }
//! [output]  let mut iter = IntoIterator::into_iter(0..n);  loop { match Iterator::next(&mut iter) { Some(i) => .. } }
//! ```

use syn::{Expr, Pat};

use super::visit::{Visitor, walk_block};
use crate::flow::{VarSet, bound, mention_of};
use crate::ir::{Block, Stmt};
use crate::names::VarId;
use crate::scope::{Origin, Tables};

/// The variables that are such iterators.
pub fn ranges(body: &Block, tables: &Tables) -> VarSet {
    struct Ranges<'t>(VarSet, &'t Tables);
    impl Visitor for Ranges<'_> {
        fn stmt(&mut self, stmt: &syn::Stmt) {
            if let syn::Stmt::Local(local) = stmt
                && is_iterator(local)
            {
                // the `a..b` of a variable of the user's need be no iterator
                let tables = self.1;
                let is_hidden = |var: &VarId| {
                    tables
                        .var(*var)
                        .is_some_and(|row| row.origin == Origin::Hidden)
                };
                let vars = bound(&local.pat).into_iter().filter(is_hidden);
                vars.for_each(|var| self.0.add(var));
            }
        }
    }
    let mut ranges = Ranges(VarSet::with_room(tables.vars.len()), tables);
    walk_block(body, &mut ranges);
    ranges.0
}

/// The variables that count: `i` of `for i in 0..n`.
pub fn counted(body: &Block, tables: &Tables) -> VarSet {
    struct Counted<'t> {
        tables: &'t Tables,
        ranges: VarSet,
        is_next: bool,
        found: VarSet,
    }
    impl Visitor for Counted<'_> {
        fn expr(&mut self, expr: &Expr) {
            self.is_next = matches!(expr, Expr::Call(call) if matches!(call.args.first(),
            Some(Expr::Reference(iter)) if mention_of(&iter.expr).is_some_and(|iter| {
                let iter = self.tables.mention(iter).map(|row| row.var);
                call.args.len() == 1 && iter.is_some_and(|iter| self.ranges.has(iter))
            })));
        }

        fn stmt(&mut self, stmt: &syn::Stmt) {
            if let syn::Stmt::Local(local) = stmt
                && is_iterator_by(local, copies_items)
            {
                for var in bound(&local.pat) {
                    self.ranges.add(var);
                }
            }
        }

        fn pat(&mut self, pat: &Pat) {
            if let (true, Pat::TupleStruct(some)) = (self.is_next, pat)
                && let (1, Some(item @ (Pat::Ident(_) | Pat::Tuple(_)))) =
                    (some.elems.len(), some.elems.first())
            {
                let by_value = |var: &VarId| self.tables.var(*var).is_some_and(|row| !row.by_ref);
                let vars = bound(item).into_iter().filter(by_value);
                vars.for_each(|var| self.found.add(var));
            }
            self.is_next = false;
        }
    }
    let room = tables.vars.len();
    let mut counted = Counted {
        tables,
        ranges: ranges(body, tables),
        is_next: false,
        found: VarSet::with_room(room),
    };
    walk_block(body, &mut counted);
    counted.found
}

/// Whether a statement declares such an iterator.
pub fn is_of_range(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Plain(syn::Stmt::Local(local)) if is_iterator(local))
}

fn is_iterator(local: &syn::Local) -> bool {
    is_iterator_by(local, is_range)
}

fn is_iterator_by(local: &syn::Local, is_such: fn(&Expr) -> bool) -> bool {
    let is_over = |init: &syn::LocalInit| match &*init.expr {
        Expr::Call(call) => call.args.first().is_some_and(is_such),
        other => is_such(other),
    };
    matches!(local.pat, Pat::Ident(_)) && local.init.as_ref().is_some_and(is_over)
}

/// `a..b`, `(a..b).rev()`
fn is_range(expr: &Expr) -> bool {
    match expr {
        Expr::Range(_) => true,
        Expr::Paren(paren) => is_range(&paren.expr),
        Expr::Group(group) => is_range(&group.expr),
        Expr::MethodCall(call) => {
            let adapts = call.method == "rev" || call.method == "step_by";
            adapts && is_range(&call.receiver)
        }
        _ => false,
    }
}

/// `text.chars()`, `list.iter().copied()`, `text.char_indices().rev()`
fn copies_items(expr: &Expr) -> bool {
    const ADAPTERS: [&str; 10] = [
        "rev",
        "step_by",
        "skip",
        "take",
        "filter",
        "skip_while",
        "take_while",
        "enumerate",
        "fuse",
        "peekable",
    ];
    match expr {
        Expr::Paren(paren) => copies_items(&paren.expr),
        Expr::Group(group) => copies_items(&group.expr),
        Expr::MethodCall(call) => {
            let is_of_text = call.method == "chars" || call.method == "char_indices";
            (call.args.is_empty() && (is_of_text || call.method == "copied"))
                || ADAPTERS.iter().any(|name| call.method == name)
                    && (copies_items(&call.receiver) || is_range(&call.receiver))
        }
        _ => false,
    }
}

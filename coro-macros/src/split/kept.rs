//! Statements that need the whole of a variable that is split.
//!
//! A statement that borrows the whole, or matches it in a way that cannot be written anew, gets it put together for as
//! long as it runs:
//!
//! ```text
//! [source]  let t = (a, b);  loop { log(&t);  drop(t.0);  yield_wait!();  t.0 = c; }
//! [output]  let t;  let t_1 = ..;  let t_0 = ..;
//!           loop { t = (t_0, t_1);  log(&t);  { let (part1, part2) = t;  t_0 = part1;  t_1 = part2; }
//!                  drop(t_0);  yield_wait!();  t_0 = c; }
//! ```
//!
//! rustc has seen that the variable is whole there. A statement that also takes a part of it, or a `let`, which may
//! bind a reference into it, is kept only if nothing names the variable after it. It may not be whole where a macro inside
//! a block that takes what it names has but a field of it: `async move { join!(f(t.0)) }`.

use syn::visit::{self, Visit};
use syn::{Block, Expr, Stmt};

use super::Found;
use super::shape::{Kind, Shape, named_by};
use super::uses::Judge;
use crate::flow::{mention_of, mentions_in, opaque_fields, strip};
use crate::lower::{Bindings, bindings};
use crate::names::{MentionId, Sentinel, VarId};
use crate::scope::{ClosureKind, Tables};

/// A statement that is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The mentions of the variable in it: no other statement has them all and no others.
    pub mentions: Vec<MentionId>,
    /// Nothing of the variable is needed after it.
    pub is_last: bool,
    /// It takes all of the variable, part by part.
    pub empties: bool,
}

/// The statements of `body` that have to be kept, so that `var` can be split; `None` if that does not help.
pub fn find(body: &Block, var: VarId, shape: &Shape, tables: &Tables) -> Option<Vec<Kept>> {
    if matches!(shape.kind, Kind::Open) {
        return None;
    }
    let all = mentions_of(body, var, tables);
    let mut finder = Finder {
        tables,
        var,
        shape,
        last: all.last().copied(),
        loops: 0,
        home: 0,
        kept: Vec::new(),
        failed: false,
    };
    finder.visit_block(body);
    let helps =
        !finder.failed && !finder.kept.is_empty() && !is_whole_at_the_end(body, &all, &finder);
    helps.then_some(finder.kept)
}

/// Whether the variable is needed whole by the last of the statements that name it, which stand one after another in
/// one block: then nothing was moved out of it before.
///
/// ```text
/// let t = (a, b);  yield_wait!();  f(t.0);  g(&t);
/// ```
fn is_whole_at_the_end(body: &Block, all: &[MentionId], finder: &Finder<'_>) -> bool {
    struct Ends<'f> {
        finder: &'f Finder<'f>,
        all: &'f [MentionId],
        found: bool,
    }
    impl<'ast> Visit<'ast> for Ends<'_> {
        fn visit_block(&mut self, block: &'ast Block) {
            let (var, tables) = (self.finder.var, self.finder.tables);
            let named = block.stmts.iter();
            let named = named.map(|stmt| (stmt, mentions_of(&stmt, var, tables)));
            let named: Vec<_> = named.filter(|(_, mentions)| !mentions.is_empty()).collect();
            let here: usize = named.iter().map(|(_, mentions)| mentions.len()).sum();
            let is_kept = |mentions: &Vec<MentionId>| {
                self.finder
                    .kept
                    .iter()
                    .any(|kept| kept.mentions == *mentions)
            };
            self.found |= here == self.all.len()
                && named.last().is_some_and(|(_, mentions)| is_kept(mentions))
                && named.iter().all(|(stmt, _)| !decides(stmt));
            visit::visit_block(self, block);
        }
    }
    let mut ends = Ends {
        finder,
        all,
        found: false,
    };
    ends.visit_block(body);
    ends.found
}

/// Whether a statement has blocks of its own, or gives a part another value.
fn decides(stmt: &Stmt) -> bool {
    struct Decides(bool);
    impl<'ast> Visit<'ast> for Decides {
        fn visit_block(&mut self, _: &'ast Block) {
            self.0 = true;
        }
        fn visit_expr_match(&mut self, _: &'ast syn::ExprMatch) {
            self.0 = true;
        }
        fn visit_expr_assign(&mut self, _: &'ast syn::ExprAssign) {
            self.0 = true;
        }
        fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
    }
    let mut decides = Decides(false);
    decides.visit_stmt(stmt);
    decides.0
}

/// The mentions of `var` in a piece of syntax.
pub fn mentions_of(
    syntax: &impl crate::flow::Syntax,
    var: VarId,
    tables: &Tables,
) -> Vec<MentionId> {
    let is_it = |mention: &MentionId| tables.mention(*mention).is_some_and(|row| row.var == var);
    mentions_in(syntax).into_iter().filter(is_it).collect()
}

/// Whether `stmt` is a statement for which `var` is put together.
pub fn needs_whole<'s>(
    stmt: &Stmt,
    var: VarId,
    shape: &'s Shape,
    tables: &Tables,
) -> Option<&'s Kept> {
    if shape.kept.is_empty() {
        return None;
    }
    let mentions = mentions_of(&stmt, var, tables);
    let found = shape.kept.iter().find(|kept| kept.mentions == mentions)?;
    (!declares(stmt, var)).then_some(found)
}

/// Whether a variable is bound inside a statement.
fn declares(stmt: &Stmt, var: VarId) -> bool {
    struct Binds(VarId, bool);
    impl<'ast> Visit<'ast> for Binds {
        fn visit_pat_ident(&mut self, pat: &'ast syn::PatIdent) {
            self.1 |= crate::names::parse(&pat.ident) == Some(Sentinel::Variable(self.0));
            visit::visit_pat_ident(self, pat);
        }
    }
    let mut binds = Binds(var, false);
    binds.visit_stmt(stmt);
    binds.1
}

/// Whether a statement matches the variable and every arm takes all of it, so that nothing is left of it.
fn empties(stmt: &Stmt, mentions: &[MentionId]) -> bool {
    let Stmt::Expr(Expr::Match(choice), _) = stmt else {
        return false;
    };
    let takes = |arm: &syn::Arm| bindings(&arm.pat) == Bindings::All;
    let mention = mention_of(&choice.expr);
    mention.is_some_and(|mention| mentions.contains(&mention)) && choice.arms.iter().all(takes)
}

/// Whether a macro of unknown grammar, in a block that captures by move, names a field of the variable.
fn takes_field_in_macro(stmt: &Stmt, mentions: &[MentionId], tables: &Tables) -> bool {
    struct Fields(Vec<MentionId>);
    impl<'ast> Visit<'ast> for Fields {
        fn visit_macro(&mut self, mac: &'ast syn::Macro) {
            self.0.extend(opaque_fields(&mac.tokens));
        }
        fn visit_item(&mut self, _: &'ast syn::Item) {}
    }
    let mut fields = Fields(Vec::new());
    fields.visit_stmt(stmt);
    let is_taken = |mention: &MentionId| {
        let row = tables.mention(*mention);
        mentions.contains(mention)
            && row.is_some_and(|row| row.opaque && row.in_closure == Some(ClosureKind::Move))
    };
    fields.0.iter().any(is_taken)
}

struct Finder<'a> {
    tables: &'a Tables,
    var: VarId,
    shape: &'a Shape,
    last: Option<MentionId>,
    loops: usize,
    /// How many loops there are around the declaration.
    home: usize,
    kept: Vec<Kept>,
    failed: bool,
}

impl Finder<'_> {
    /// Whether a statement can be written anew, and whether it may take a part.
    fn judged(&self, stmt: &Stmt, count: usize) -> (bool, bool) {
        let mut shape = self.shape.clone();
        shape.kept.clone_from(&self.kept);
        let found = Found::from_iter([(self.var, shape)]);
        let mut judge = Judge::new(self.tables, &found);
        judge.visit_stmt(stmt);
        match judge.cases.get(&self.var) {
            Some(case) => (!case.refused && case.accepted == count, case.moved),
            None => (count == 0, false),
        }
    }
}

impl Finder<'_> {
    /// Whether a reference to a part is used in `stmt`, or behind it, while a statement in it is kept:
    ///
    /// ```text
    /// { let first = &t.0;  log(format!("{t:?}"));  log(first); }
    /// ```
    fn lends_meanwhile(&self, stmt: &Stmt) -> bool {
        let mut lender = Lender {
            finder: self,
            found: false,
        };
        lender.visit_stmt(stmt);
        lender.found
    }

    /// The variable that a statement binds to a reference to a part.
    fn lent_by(&self, stmt: &Stmt) -> Option<VarId> {
        let Stmt::Local(local) = stmt else {
            return None;
        };
        let Expr::Reference(reference) = strip(&local.init.as_ref()?.expr) else {
            return None;
        };
        let root = self
            .tables
            .mention(crate::carry::root_of(&reference.expr)?)?;
        let is_it = root.var == self.var && mention_of(&reference.expr).is_none();
        named_by(local).filter(|_| is_it)
    }

    /// Whether a value surely borrows nothing of the variable: `t.clone()`, `Pair { left: 2, ..t.clone() }`.
    fn owns(&self, value: &Expr) -> bool {
        match strip(value) {
            Expr::MethodCall(call) if call.method == "clone" => {
                mention_of(&call.receiver).is_some()
            }
            Expr::Struct(literal) => {
                let rest = literal.rest.iter().map(|rest| &**rest);
                let fields = literal.fields.iter().map(|field| &field.expr);
                fields.chain(rest).all(|value| {
                    mentions_of(value, self.var, self.tables).is_empty() || self.owns(value)
                })
            }
            value => super::value::is_made_owned(value, self.tables),
        }
    }

    /// Whether a statement that is kept is `stmt`, or stands in it.
    fn keeps(&self, stmt: &Stmt) -> bool {
        let mentions = mentions_of(&stmt, self.var, self.tables);
        let is_inside = |kept: &Kept| kept.mentions.iter().all(|one| mentions.contains(one));
        self.kept.iter().any(is_inside)
    }
}

struct Lender<'f> {
    finder: &'f Finder<'f>,
    found: bool,
}

impl<'ast> Visit<'ast> for Lender<'_> {
    fn visit_block(&mut self, block: &'ast Block) {
        let finder = self.finder;
        for (index, stmt) in block.stmts.iter().enumerate() {
            let Some(lent) = finder.lent_by(stmt) else {
                continue;
            };
            let behind = &block.stmts[index + 1..];
            let mut behind = behind.iter().skip_while(|stmt| !finder.keeps(stmt));
            self.found |= behind.any(|stmt| !mentions_of(&stmt, lent, finder.tables).is_empty());
        }
        visit::visit_block(self, block);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_stmt(&mut self, stmt: &'ast Stmt) {
        if let Stmt::Local(local) = stmt
            && named_by(local) == Some(self.var)
        {
            self.home = self.loops;
        }
        let mentions = mentions_of(&stmt, self.var, self.tables);
        if mentions.is_empty() || self.judged(stmt, mentions.len()).0 {
            return;
        }
        visit::visit_stmt(self, stmt);
        let (is_good, moves) = self.judged(stmt, mentions.len());
        if is_good && !self.lends_meanwhile(stmt) {
            return;
        }
        let empties = mentions.len() == 1 && empties(stmt, &mentions);
        let is_last = mentions.last().copied() == self.last && self.loops == self.home;
        let is_last = is_last || empties;
        // what a `let` binds may borrow from it
        let borrows = match stmt {
            Stmt::Local(local) => local
                .init
                .as_ref()
                .is_none_or(|init| !self.owns(&init.expr)),
            _ => false,
        };
        self.failed |= (moves || borrows) && !is_last;
        self.failed |= takes_field_in_macro(stmt, &mentions, self.tables);
        self.kept
            .retain(|inner| !inner.mentions.iter().all(|one| mentions.contains(one)));
        self.kept.push(Kept {
            mentions,
            is_last,
            empties,
        });
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        let is_loop = matches!(expr, Expr::Loop(_) | Expr::While(_) | Expr::ForLoop(_));
        self.loops += usize::from(is_loop);
        visit::visit_expr(self, expr);
        self.loops -= usize::from(is_loop);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

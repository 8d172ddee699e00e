//! What is left of a value whose declaration nobody sees.
//!
//! ```text
//! let Parts { head, .. } = parts;      yield_wait!();      what `..` stands for waits to be dropped
//! let Guard { id, .. } = guard;        yield_wait!();      if `id` is `Copy`, all of it does
//! drop(parts.head);                    yield_wait!();
//! ```
//!
//! `Parts` is a struct of another crate. Its fields have no names here, so no state can hold them. Takes the body once all
//! that can be taken apart is, says whether something like this is left in it; then the body is given to rustc
//! ([`crate::anchored`]). What is told wrongly costs a box.

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprForLoop, ExprIf, ExprMatch, ExprWhile, Local, Member, Pat, Type, UnOp};

use super::behind::{blocks_of, pauses_behind};
use super::open::{is_borrowed, makes_owned_value};
use super::renewed::of_later_values;
use super::uses::{Judge, Step, Taken};
use super::value::is_copy_type;
use super::{Found, open};
use crate::flow::{mention_of, mentions_in};
use crate::lower::{block_pauses, pauses};
use crate::maps::{HashMap, HashSet};
use crate::names::{MentionId, VarId};
use crate::scope::{Tables, name_of};

/// Whether a pause of `body` comes while a part of this kind is left. `owned`: variables that surely own what they hold;
/// `hints`: what types they seem to have.
pub fn is_left(
    body: &Block,
    owned: &HashSet<VarId>,
    hints: &HashMap<VarId, Type>,
    tables: &Tables,
) -> bool {
    let mut finder = Finder {
        body,
        owned,
        hints,
        tables,
        blocks: blocks_of(body),
        is_found: false,
    };
    finder.visit_block(body);
    finder.is_found || finder.loses_part()
}

/// Whether what `pat` takes by value comes out of something whose other parts are not seen.
pub fn is_unseen(pat: &Pat) -> bool {
    struct Unseen(bool);
    impl<'ast> Visit<'ast> for Unseen {
        fn visit_pat_struct(&mut self, pat: &'ast syn::PatStruct) {
            let inside = pat.fields.iter().map(|field| &*field.pat);
            self.0 |=
                pat.rest.is_some() && takes_any(inside) && super::declaring(&pat.path).is_none();
            visit::visit_pat_struct(self, pat);
        }
        fn visit_pat_tuple_struct(&mut self, pat: &'ast syn::PatTupleStruct) {
            let is_rest = |elem: &Pat| matches!(elem, Pat::Rest(_));
            let is_open = pat.elems.iter().any(is_rest);
            self.0 |=
                is_open && takes_any(pat.elems.iter()) && super::declaring(&pat.path).is_none();
            visit::visit_pat_tuple_struct(self, pat);
        }
        fn visit_pat_reference(&mut self, _: &'ast syn::PatReference) {}
        fn visit_expr(&mut self, _: &'ast Expr) {}
    }
    let mut unseen = Unseen(false);
    unseen.visit_pat(pat);
    unseen.0
}

/// Whether one of the patterns binds by value.
fn takes_any<'p>(mut pats: impl Iterator<Item = &'p Pat>) -> bool {
    struct Taking(bool);
    impl<'ast> Visit<'ast> for Taking {
        fn visit_pat_ident(&mut self, pat: &'ast syn::PatIdent) {
            self.0 |= pat.by_ref.is_none() && crate::names::parse(&pat.ident).is_some();
            visit::visit_pat_ident(self, pat);
        }
        fn visit_pat_reference(&mut self, _: &'ast syn::PatReference) {}
        fn visit_expr(&mut self, _: &'ast Expr) {}
    }
    pats.any(|pat| {
        let mut taking = Taking(false);
        taking.visit_pat(pat);
        taking.0
    })
}

struct Finder<'b> {
    body: &'b Block,
    owned: &'b HashSet<VarId>,
    hints: &'b HashMap<VarId, Type>,
    tables: &'b Tables,
    blocks: HashMap<VarId, &'b Block>,
    is_found: bool,
}

impl Finder<'_> {
    fn block_of(&self, var: VarId) -> &Block {
        self.blocks.get(&var).copied().unwrap_or(self.body)
    }

    fn var_of(&self, mention: MentionId) -> Option<VarId> {
        self.tables.mention(mention).map(|row| row.var)
    }

    /// Looks at what is matched. `pauses`: whether the code pauses in which a temporary is alive that is matched.
    fn matched(&mut self, pats: &[&Pat], value: &Expr, pauses: impl FnOnce() -> bool) {
        if self.is_found || !pats.iter().any(|pat| is_unseen(pat)) {
            return;
        }
        self.is_found |= match root_of(value) {
            Some(root) => self.is_left_of(root),
            None => makes_owned_value(value, self.tables, self.owned) && pauses(),
        };
    }

    /// Whether a variable, of which a part is taken at a mention, is still there at a pause.
    fn is_left_of(&self, taken: MentionId) -> bool {
        let Some(var) = self.var_of(taken) else {
            return false;
        };
        let Some(row) = self.tables.var(var) else {
            return false;
        };
        let is_copied = row.ty.as_ref().is_some_and(is_copy_type);
        if is_copied || !self.owned.contains(&var) {
            return false;
        }
        let block = self.block_of(var);
        !self.is_named_after(var, taken, block) && pauses_behind(block, var, &[taken])
    }

    /// Whether a value is named again after a mention: then only what is `Copy` was taken.
    fn is_named_after(&self, var: VarId, taken: MentionId, block: &Block) -> bool {
        let later = of_later_values(var, &block.stmts, self.tables);
        let named = block.stmts.iter().flat_map(mentions_in);
        let mut after = named.skip_while(|mention| *mention != taken).skip(1);
        after.any(|mention| self.var_of(mention) == Some(var) && !later.contains(&mention))
    }

    /// Whether a field surely is moved out of something of which no other field is known.
    fn loses_part(&self) -> bool {
        let is_unknown = |var: &VarId| {
            let row = self.tables.var(*var);
            row.is_some_and(|row| {
                let ty = row.ty.as_ref().or_else(|| self.hints.get(var));
                let is_bound = !row.by_ref && !is_borrowed(row);
                is_bound && !ty.is_some_and(is_seen)
            })
        };
        let members: HashMap<VarId, Vec<Member>> = open::members(self.body, self.tables);
        let members = members.into_iter().filter(|(var, _)| is_unknown(var));
        let found: Found = members.map(|(var, it)| (var, open::shape(&it))).collect();
        if found.is_empty() {
            return false;
        }
        let mut judge = Judge::new(self.tables, &found);
        judge.visit_block(self.body);
        let steps = judge.finish_trail();
        steps.iter().enumerate().any(|(index, step)| match step {
            Step::Part {
                mention,
                var,
                taken: Taken::Surely,
                ..
            } => {
                let mut after = steps[index + 1..].iter();
                let is_whole = after.any(|step| matches!(step, Step::Whole(other) if other == var));
                !is_whole && pauses_behind(self.block_of(*var), *var, &[*mention])
            }
            _ => false,
        })
    }
}

/// The variable of which a part is moved out.
fn root_of(place: &Expr) -> Option<MentionId> {
    match place {
        Expr::Field(field) => root_of(&field.base),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => root_of(&unary.expr),
        Expr::Paren(paren) => root_of(&paren.expr),
        place => mention_of(place),
    }
}

/// Whether the fields of a type are known, as far as it has some.
fn is_seen(ty: &Type) -> bool {
    match ty {
        Type::Paren(paren) => is_seen(&paren.elem),
        Type::Path(_) => {
            let name = name_of(super::boxed(ty).unwrap_or(ty));
            name.is_none_or(|name| super::declaring(&name.into()).is_some())
        }
        _ => true,
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_local(&mut self, local: &'ast Local) {
        if let Some(init) = &local.init {
            self.matched(&[&local.pat], &init.expr, || false);
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_match(&mut self, choice: &'ast ExprMatch) {
        let pats: Vec<&Pat> = choice.arms.iter().map(|arm| &arm.pat).collect();
        let pauses = || choice.arms.iter().any(|arm| pauses(&arm.body));
        self.matched(&pats, &choice.expr, pauses);
        visit::visit_expr_match(self, choice);
    }

    fn visit_expr_if(&mut self, branch: &'ast ExprIf) {
        self.conditions(&branch.cond, &branch.then_branch);
        visit::visit_expr_if(self, branch);
    }

    fn visit_expr_while(&mut self, repeat: &'ast ExprWhile) {
        self.conditions(&repeat.cond, &repeat.body);
        visit::visit_expr_while(self, repeat);
    }

    fn visit_expr_for_loop(&mut self, repeat: &'ast ExprForLoop) {
        let is_owned = || makes_owned_value(&repeat.expr, self.tables, self.owned);
        self.is_found |= is_unseen(&repeat.pat) && block_pauses(&repeat.body) && is_owned();
        visit::visit_expr_for_loop(self, repeat);
    }

    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}

    fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

impl Finder<'_> {
    fn conditions(&mut self, cond: &Expr, then: &Block) {
        match cond {
            Expr::Let(binding) => {
                self.matched(&[&binding.pat], &binding.expr, || block_pauses(then));
            }
            Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)) => {
                self.conditions(&binary.left, then);
                self.conditions(&binary.right, then);
            }
            _ => {}
        }
    }
}

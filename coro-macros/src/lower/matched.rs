//! A `match` that is an operand, of which an arm leaves what is matched where it is.
//!
//! The value that is matched is a temporary of the statement (reference, "Temporary scopes": the scrutinee of a `match`
//! is no scope of its own). What the arm that is taken does not bind lives to the end of the statement, over the pauses
//! of the operands behind it:
//!
//! ```text
//! [source]  sum(match pair() { (a, k) if k > 3 => see(a), (_, k) => k }, yield_wait!())
//! [output]  let left1;
//!           let operand = match pair() {
//!               (a, k) if k > 3 => see(a),
//!               (part1, k) => { left1 = Dead::new(part1).keep(); k }
//!           };  ..
//! ```

use syn::spanned::Spanned;
use syn::{Expr, ExprMatch};

use super::Lowerer;
use super::hold::{Bindings, bindings};
use super::operands::empty;
use super::pause::is_place;
use super::temporary::may_drop;
use crate::ir::Stmt;
use crate::names;
use crate::scope::{Origin, Tables};

/// Whether something of the value that `choice` matches may be left in it, and have a drop that can be seen.
pub fn keeps(choice: &ExprMatch, tables: &Tables) -> bool {
    let leaves = |arm: &syn::Arm| {
        !matches!(
            bindings(&arm.pat),
            Bindings::All | Bindings::None { rest: false }
        )
    };
    let is_made = || match is_place(&choice.expr) {
        true => is_sent(&choice.expr, tables),
        false => may_drop(&choice.expr, tables),
    };
    choice.arms.iter().any(leaves) && is_made()
}

/// Whether a value is what a pause in it was worth.
fn is_sent(expr: &Expr, tables: &Tables) -> bool {
    let row = crate::flow::mention_of(expr).and_then(|mention| tables.mention(mention));
    let var = row.and_then(|row| tables.var(row.var));
    var.is_some_and(|var| var.origin == Origin::Hidden && var.ident == "sent")
}

impl Lowerer<'_> {
    /// A `match` without a pause whose value goes on in a statement that pauses.
    pub(super) fn hold_match(&mut self, mut choice: ExprMatch, out: &mut Vec<Stmt>) -> Expr {
        let is_kept = keeps(&choice, self.tables);
        let scrutinee = std::mem::replace(&mut *choice.expr, empty());
        let binds = |arm: &syn::Arm| !matches!(bindings(&arm.pat), Bindings::None { .. });
        if !choice.arms.iter().any(binds) {
            *choice.expr = self.hold_owner(scrutinee, out);
            return Expr::Match(choice);
        }
        *choice.expr = self.hold_temporaries(scrutinee, out);
        if !is_kept || crate::carry::found_in(&choice.expr, self.tables).is_some() {
            return Expr::Match(choice);
        }
        if is_place(&choice.expr) {
            // all of it is taken, so that no part is left in the variable
            let (value, span) = (&choice.expr, names::made_at(choice.expr.span()));
            *choice.expr = syn::parse_quote_spanned!(span=> { #value });
        }
        self.leave_parts(choice, out)
    }

    /// Variables for what the arms of a `match` leave, declared in `out`.
    fn leave_parts(&mut self, mut choice: ExprMatch, out: &mut Vec<Stmt>) -> Expr {
        let span = choice.match_token.span;
        let is_merged = choice.arms.iter().map(|arm| super::differ(&arm.pat));
        let is_merged: Vec<bool> = is_merged.collect();
        for (arm, is_merged) in choice.arms.iter_mut().zip(&is_merged) {
            if *is_merged {
                continue;
            }
            let lefts = super::left::bind_all_left(&mut arm.pat, self.tables);
            let lefts: Vec<_> = lefts.into_iter().map(super::Left::asked).collect();
            self.declare_left(&lefts, span, out);
            let assigned = super::assignments(&lefts, self.tables, span);
            super::put_before(&mut arm.body, assigned);
        }
        if !is_merged.contains(&true) {
            return Expr::Match(choice);
        }
        let (merged, lefts) = super::merge_arms(choice, &is_merged, true, self.tables);
        self.declare_left(&lefts, span, out);
        merged
    }

    /// A `match` on a value of ours, arms of which pause; what they leave gets variables, declared in `out`. Of a tuple that
    /// is made there rustc is asked at once whether there is something to hold, since a reference in it may be through:
    ///
    /// ```text
    /// [source]  match (stack.last_mut(), c) { (Some(Frame::List), ']') => { stack.pop(); yield_wait!(); } .. }
    /// [output]  let left1;
    ///           match scrutinee { (Some(Frame::List), ']') => { left1 = Dead::new(scrutinee).keep(); stack.pop(); .. } .. }
    /// ```
    ///
    /// `spared`: items of it that surely have no drop are not held, as a reference may be one.
    pub(super) fn match_left(
        &mut self,
        mut choice: ExprMatch,
        is_tuple: bool,
        spared: &[bool],
        out: &mut Vec<Stmt>,
    ) -> Expr {
        let span = choice.match_token.span;
        let is_merged = choice.arms.iter().map(|arm| super::differ(&arm.pat));
        let is_merged: Vec<bool> = is_merged.collect();
        for (arm, is_merged) in choice.arms.iter_mut().zip(&is_merged) {
            if !is_merged {
                let left = match is_tuple {
                    true => self.left_of_tuple(&choice.expr, &mut arm.pat, spared, out),
                    false => self.left_of(&mut choice.expr, &mut arm.pat, true, out),
                };
                super::put_before(&mut arm.body, left);
            }
        }
        if !is_merged.contains(&true) {
            return Expr::Match(choice);
        }
        let (merged, lefts) = super::merge_arms(choice, &is_merged, false, self.tables);
        self.declare_left(&lefts, span, out);
        merged
    }
}

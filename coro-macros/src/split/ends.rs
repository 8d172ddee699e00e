//! The mentions of a variable after which nothing names it again, as those behind stand where control does not come:
//!
//! ```text
//! match n { 0 => { let Some((a, _)) = t else { .. };  .. }  _ => { let b = t;  .. } }
//! if let Both { one, .. } = kind { .. } else if let Named(name) = kind { .. }
//! ```

use syn::visit::{self, Visit};
use syn::{BinOp, Expr, Local, Pat};

use super::kept::mentions_of;
use crate::flow::strip;
use crate::lower::{Bindings, bindings, differ};
use crate::names::{MentionId, VarId};
use crate::scope::Tables;

/// An arm or branch: the number of its match, and its own.
type Place = (usize, usize);

/// A mention of the variable.
struct Found {
    mention: MentionId,
    /// The arms and branches around.
    arms: Vec<Place>,
    /// Those that control comes to only if what is matched here loses nothing.
    spared: Vec<Place>,
}

/// Looks for them in the statements that it visits.
pub struct Ends<'t> {
    var: VarId,
    tables: &'t Tables,
    arms: Vec<Place>,
    count: usize,
    found: Vec<Found>,
}

impl<'t> Ends<'t> {
    /// Of this variable.
    pub fn new(var: VarId, tables: &'t Tables) -> Self {
        Ends {
            var,
            tables,
            arms: Vec::new(),
            count: 0,
            found: Vec::new(),
        }
    }

    /// How many mentions there are.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Those beside the last one of the source, apart from what is `later`, of another value.
    pub fn others(&self, last: MentionId, later: &dyn Fn(MentionId) -> bool) -> Vec<MentionId> {
        let is_apart = |one: &Found, other: &Found| {
            let mut pairs = one.arms.iter().zip(&other.arms);
            pairs.any(|(one, other)| one.0 == other.0 && one.1 != other.1)
                || one.spared.iter().any(|place| other.arms.contains(place))
        };
        let is_end = |index: &usize| {
            let one = &self.found[*index];
            let behind = self.found[index + 1..].iter();
            let mut behind = behind.filter(|other| !later(other.mention));
            one.mention != last && !later(one.mention) && behind.all(|other| is_apart(one, other))
        };
        let ends = (0..self.found.len()).filter(is_end);
        ends.map(|index| self.found[index].mention).collect()
    }

    fn arm(&mut self, of: usize, index: usize, look: impl FnOnce(&mut Self)) {
        self.arms.push((of, index));
        look(self);
        self.arms.pop();
    }

    fn note(&mut self, syntax: &impl crate::flow::Syntax) {
        for mention in mentions_of(syntax, self.var, self.tables) {
            self.found.push(Found {
                mention,
                arms: self.arms.clone(),
                spared: Vec::new(),
            });
        }
    }

    /// A place that is matched, which loses nothing on the way to these arms.
    fn scrutinee(&mut self, place: &Expr, spared: Vec<Place>) {
        let first = self.found.len();
        self.visit_expr(place);
        let is_place = matches!(
            strip(place),
            Expr::Path(_) | Expr::Field(_) | Expr::Unary(_)
        );
        if let ([found], true) = (&mut self.found[first..], is_place) {
            found.spared = spared;
        }
    }

    /// A condition; where it fails, control comes to `other`.
    fn condition(&mut self, cond: &Expr, other: Place) {
        match cond {
            Expr::Let(binding) => self.scrutinee(&binding.expr, vec![other]),
            // what stands before it may have moved something when it fails
            Expr::Binary(binary) if matches!(binary.op, BinOp::And(_)) => {
                self.visit_expr(&binary.left);
                self.condition(&binary.right, other);
            }
            cond => self.visit_expr(cond),
        }
    }
}

impl<'ast> Visit<'ast> for Ends<'_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Match(choice) => {
                self.count += 1;
                let of = self.count;
                let takes_nothing = |pat: &Pat| matches!(bindings(pat), Bindings::None { .. });
                let arms = choice.arms.iter().enumerate();
                let spared = arms.filter(|(_, arm)| takes_nothing(&arm.pat));
                let spared = spared.map(|(index, _)| (of, index)).collect();
                self.scrutinee(&choice.expr, spared);
                for (index, arm) in choice.arms.iter().enumerate() {
                    self.arm(of, index, |ends| {
                        ends.visit_pat(&arm.pat);
                        ends.visit_expr(&arm.body);
                    });
                }
            }
            Expr::If(branch) => {
                self.count += 1;
                let of = self.count;
                self.condition(&branch.cond, (of, 1));
                self.arm(of, 0, |ends| ends.visit_block(&branch.then_branch));
                if let Some((_, other)) = &branch.else_branch {
                    self.arm(of, 1, |ends| ends.visit_expr(other));
                }
            }
            Expr::Path(_) | Expr::Macro(_) => self.note(expr),
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_local(&mut self, local: &'ast Local) {
        let Some((_, other)) = local.init.as_ref().and_then(|init| init.diverge.as_ref()) else {
            return visit::visit_local(self, local);
        };
        self.count += 1;
        let of = self.count;
        if let Some(init) = &local.init {
            // what hands on what such sides bind may have moved it
            let spared = (!differ(&local.pat)).then_some((of, 1));
            self.scrutinee(&init.expr, spared.into_iter().collect());
        }
        self.arm(of, 1, |ends| ends.visit_expr(other));
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        self.note(&mac.tokens);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

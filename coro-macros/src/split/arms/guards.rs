//! Guards that are evaluated before their arm binds anything.
//!
//! What a guard names of its pattern is named by the place that it would be bound to:
//!
//! ```text
//! [source]  (a, Some(b)) if a > *b
//! [output]  (_, &Some(ref b)) if t_0 > *(*b)
//! ```

use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Member, Pat, parse_quote_spanned};

use super::super::choice::{Bound, Choice, bound_by_arm, inside, matches_always, without_guard};
use super::super::parts::{is_name, parts};
use super::super::rewrite::Rewriter;
use super::super::shape::Shape;
use super::{Matched, wild};
use crate::flow::{mention_of, mentions_in};
use crate::maps::HashMap;
use crate::names::{self, MentionId, Sentinel, VarId};
use crate::scope::Tables;

/// What an arm looks at before it binds anything.
pub struct Looked {
    /// The fields that decide, with patterns that only look.
    pub parts: Vec<(Member, Pat)>,
    pub guard: Option<Expr>,
}

/// What a variable of the pattern is called in the guard.
enum Place {
    /// All of what is matched: only its fields are named.
    Whole,
    /// A field, or a field of a field.
    Part { path: Vec<Member>, is_lent: bool },
    /// What this variable refers to.
    Behind { var: VarId, is_lent: bool },
}

/// The variables that a guard names.
pub fn vars_in(guard: Option<&Expr>, tables: &Tables) -> Vec<VarId> {
    let mentions = guard.map_or_else(Vec::new, mentions_in).into_iter();
    let rows = mentions.filter_map(|mention| tables.mention(mention));
    rows.map(|row| row.var).collect()
}

impl Rewriter<'_> {
    /// What an arm looks at.
    pub(super) fn guard_anew(&mut self, pat: &Pat, matched: &Matched) -> Looked {
        let (pat, guard) = without_guard(pat);
        let named = vars_in(guard, self.tables);
        let mut places = HashMap::default();
        let mut looked = Vec::new();
        match bound_by_arm(pat, &matched.shape) {
            Some(Bound::Whole(whole)) => {
                let vars = crate::flow::bound(&whole);
                places.extend(vars.into_iter().map(|var| (var, Place::Whole)));
            }
            Some(Bound::Parts(found)) => {
                for (member, mut part) in found {
                    let shape = inside(&matched.shape, &member);
                    let decides = match &matched.choice {
                        Choice::Guards => false,
                        Choice::Field(decides) if *decides == member => continue,
                        Choice::Field(_) => false,
                        Choice::Looked(members) => members.contains(&member),
                    };
                    if !decides || matches_always(&part, shape) {
                        place_parts(&part, shape, vec![member], &mut places);
                        continue;
                    }
                    let mut looks = Looks {
                        named: &named,
                        places: &mut places,
                        tables: self.tables,
                    };
                    looks.visit_pat_mut(&mut part);
                    looked.push((member, part));
                }
            }
            None => {}
        }
        let mut guard = guard.cloned();
        if let Some(guard) = &mut guard {
            let mut asker = Asker {
                rewriter: self,
                var: matched.var,
                places: &places,
            };
            asker.visit_expr_mut(guard);
        }
        Looked {
            parts: looked,
            guard,
        }
    }
}

/// Where the variables are that a pattern binds which always matches.
fn place_parts(
    pat: &Pat,
    shape: Option<&Shape>,
    path: Vec<Member>,
    places: &mut HashMap<VarId, Place>,
) {
    if let (true, Pat::Ident(ident)) = (is_name(pat), pat) {
        let is_lent = ident.by_ref.is_some();
        if let Some(Sentinel::Variable(var)) = names::parse(&ident.ident) {
            places.insert(var, Place::Part { path, is_lent });
        }
        return;
    }
    let Some(shape) = shape else { return };
    for (member, part) in parts(pat, shape).unwrap_or_default() {
        let inner = inside(shape, &member);
        let path = path.iter().cloned().chain([member]).collect();
        place_parts(&part, inner, path, places);
    }
}

/// Makes a pattern one that takes nothing: what the guard names is borrowed.
struct Looks<'a> {
    named: &'a [VarId],
    places: &'a mut HashMap<VarId, Place>,
    tables: &'a mut Tables,
}

impl VisitMut for Looks<'_> {
    fn visit_pat_mut(&mut self, pat: &mut Pat) {
        visit_mut::visit_pat_mut(self, pat);
        let Pat::Ident(ident) = pat else { return };
        let Some(Sentinel::Variable(var)) = names::parse(&ident.ident) else {
            return;
        };
        let span = names::made_at(ident.ident.span());
        if !self.named.contains(&var) {
            let inner = ident.subpat.take();
            *pat = inner.map_or_else(|| wild(span), |(_, inner)| *inner);
            return;
        }
        let is_lent = ident.by_ref.is_some();
        let seen = match self.places.get(&var) {
            Some(Place::Behind { var, .. }) => *var,
            _ => {
                let name = self.tables.var(var).map(|row| row.ident.clone());
                let name = name.unwrap_or_else(|| ident.ident.clone());
                self.tables.hide(name, false)
            }
        };
        if let Some(row) = self.tables.vars.get_mut(seen.index()) {
            row.by_ref = true;
        }
        self.places
            .insert(var, Place::Behind { var: seen, is_lent });
        ident.ident = names::variable(seen, ident.ident.span());
        ident.mutability = None;
        ident.by_ref = Some(syn::Token![ref](span));
    }

    fn visit_expr_mut(&mut self, _: &mut Expr) {}
}

/// Gives what a guard names its other names.
struct Asker<'r, 'a> {
    rewriter: &'r mut Rewriter<'a>,
    var: VarId,
    places: &'r HashMap<VarId, Place>,
}

impl Asker<'_, '_> {
    fn place(&self, mention: MentionId) -> Option<&Place> {
        let row = self.rewriter.tables.mention(mention)?;
        self.places.get(&row.var)
    }

    /// What a mention is called now.
    fn again(&mut self, expr: &Expr) -> Option<Expr> {
        let span = names::made_at(expr.span());
        if let Expr::Field(field) = expr {
            let mention = mention_of(&field.base)?;
            let Some(Place::Whole) = self.place(mention) else {
                return None;
            };
            return self.rewriter.field(self.var, &field.member, mention, span);
        }
        let mention = mention_of(expr)?;
        match self.place(mention)? {
            Place::Whole => None,
            Place::Part { path, is_lent } => {
                let (path, is_lent) = (path.clone(), *is_lent);
                let (first, inner) = path.split_first()?;
                let field = self.rewriter.field(self.var, first, mention, span)?;
                let field = inner.iter().fold(
                    field,
                    |base, member| parse_quote_spanned!(span=> #base.#member),
                );
                Some(match is_lent {
                    true => parse_quote_spanned!(span=> (&#field)),
                    false => field,
                })
            }
            Place::Behind { var, is_lent } => {
                let (var, is_lent) = (*var, *is_lent);
                let value = self.rewriter.mention(var, Some(mention), span);
                Some(match is_lent {
                    true => value,
                    false => parse_quote_spanned!(span=> (*#value)),
                })
            }
        }
    }
}

impl VisitMut for Asker<'_, '_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match self.again(expr) {
            Some(again) => *expr = again,
            None => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

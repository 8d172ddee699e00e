//! How a `match` or an `if let` on a whole variable can be written anew.
//!
//! Takes the patterns and what the variable is, says what decides which arm it is. A field that every pattern binds by
//! a name, or leaves, decides nothing:
//!
//! ```text
//! (Some(a), _) | (None, b)         the first field
//! (a, _) if f(&a) | (_, b) | x     guards alone
//! (Some(a), Some(b)) | (_, c)      both fields
//! ```

use syn::visit::{self, Visit};
use syn::{Expr, Member, Pat};

use super::parts::{is_name, parts};
use super::shape::{Kind, Shape};
use crate::flow::{bound, mention_of, mentions_in};
use crate::names::VarId;
use crate::scope::Tables;

/// What decides which arm it is.
pub enum Choice {
    /// Guards alone, if anything.
    Guards,
    /// One field, which is matched instead of the whole. All others are bound behind it.
    Field(Member),
    /// These fields, which have to be looked at before anything is bound.
    Looked(Vec<Member>),
}

/// What an arm binds of the variable.
pub enum Bound {
    /// All of it, by a name.
    Whole(Pat),
    /// Its fields, in the order of the pattern.
    Parts(Vec<(Member, Pat)>),
}

/// What `pat`, without its guard, binds. `None`: it is no pattern of this shape, or it borrows the whole.
pub fn bound_by_arm(pat: &Pat, shape: &Shape) -> Option<Bound> {
    match pat {
        Pat::Ident(ident) if is_name(pat) && ident.by_ref.is_none() => {
            Some(Bound::Whole(pat.clone()))
        }
        pat => parts(pat, shape).map(Bound::Parts),
    }
}

/// A pattern and its guard.
pub fn without_guard(pat: &Pat) -> (&Pat, Option<&Expr>) {
    match pat {
        Pat::Guard(guarded) => (&guarded.pat, Some(&guarded.guard)),
        pat => (pat, None),
    }
}

/// What decides between patterns; `None` if they cannot be written anew.
pub fn choice<'p>(
    pats: impl Iterator<Item = &'p Pat>,
    shape: &Shape,
    tables: &Tables,
) -> Option<Choice> {
    let mut decides: Vec<Member> = Vec::new();
    let (mut arms, mut is_guarded) = (Vec::new(), false);
    for pat in pats {
        let (pat, guard) = without_guard(pat);
        is_guarded |= guard.is_some();
        let found = bound_by_arm(pat, shape)?;
        if guard.is_some_and(|guard| !can_be_asked(guard, pat, &found, tables)) {
            return None;
        }
        let Bound::Parts(parts) = found else {
            arms.push(Vec::new());
            continue;
        };
        for (member, part) in &parts {
            if !matches_always(part, inside(shape, member)) && !decides.contains(member) {
                decides.push(member.clone());
            }
        }
        arms.push(parts);
    }
    let first = || arms.iter().flatten().next().map(|(member, _)| member);
    let is_first = |member: &Member| {
        arms.iter().all(|parts| {
            let at = parts.iter().position(|(other, _)| other == member);
            let binds = |at: usize| parts.get(at).is_some_and(|(_, pat)| !bound(pat).is_empty());
            at.is_none_or(|at| at == 0 || !binds(at))
        })
    };
    Some(match decides.as_slice() {
        [] => match first().filter(|first| !is_guarded && is_first(first)) {
            Some(first) => Choice::Field(first.clone()),
            None => Choice::Guards,
        },
        [member] if is_first(member) => Choice::Field(member.clone()),
        _ => Choice::Looked(decides),
    })
}

/// Whether a guard can be evaluated before anything is bound: what it names is then the field itself.
fn can_be_asked(guard: &Expr, pat: &Pat, found: &Bound, tables: &Tables) -> bool {
    let vars = bound(pat);
    let named = mentions_in(guard).into_iter();
    let named = named.filter_map(|mention| tables.mention(mention));
    let mut named = named.filter(|row| vars.contains(&row.var));
    match found {
        Bound::Parts(_) => named.all(|row| !row.opaque),
        Bound::Whole(_) => named.count() == fields_of(guard, &vars, tables),
    }
}

/// How often fields of one of `vars` are named.
fn fields_of(guard: &Expr, vars: &[VarId], tables: &Tables) -> usize {
    struct Fields<'a>(&'a [VarId], &'a Tables, usize);
    impl<'ast> Visit<'ast> for Fields<'_> {
        fn visit_expr_field(&mut self, field: &'ast syn::ExprField) {
            let row = mention_of(&field.base).and_then(|mention| self.1.mention(mention));
            self.2 += usize::from(row.is_some_and(|row| self.0.contains(&row.var)));
            visit::visit_expr_field(self, field);
        }
    }
    let mut fields = Fields(vars, tables, 0);
    fields.visit_expr(guard);
    fields.2
}

/// What a field of `shape` is.
pub fn inside<'s>(shape: &'s Shape, member: &Member) -> Option<&'s Shape> {
    shape.field(member)?.shape.as_ref()
}

/// Whether a pattern of what has this shape always matches, and binds only what is a place in it.
pub fn matches_always(pat: &Pat, shape: Option<&Shape>) -> bool {
    if is_name(pat) {
        return true;
    }
    let Some(shape) = shape.filter(|shape| matches!(shape.kind, Kind::Tuple | Kind::Struct(_)))
    else {
        return false;
    };
    let found = parts(pat, shape);
    found.is_some_and(|parts| {
        let mut parts = parts.iter();
        parts.all(|(member, part)| matches_always(part, inside(shape, member)))
    })
}

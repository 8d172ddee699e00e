//! The places that an expression captures.
//!
//! A `move` closure takes no more of a variable than the fields that it names; what is left stays outside, and is dropped
//! there. Where the file tells that a variable is a tuple, or a struct without a `Drop`, so does a machine:
//!
//! ```text
//! [source]  let pair = (a, b);  coro!(move || { yield_wait!();  pair.0.touch() })
//! [output]  machine(State::Start { pair_0: pair.0 }, ..)
//! ```
//!
//! Takes the body in sentinels, gives each variable that is captured and the place that it is filled from: of one root in the
//! order of its fields, which is the order in which Rust drops them.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Member, Type};

use crate::carry::root_of;
use crate::flow::mention_of;
use crate::names::{self, VarId};
use crate::scope::{Origin, Tables, Told, Var, surely_declared};
use crate::split::Declared;

/// What is captured, in the order in which it is dropped.
pub fn captured(body: &mut Expr, tables: &mut Tables) -> Vec<(VarId, TokenStream)> {
    let roots = tables.vars.clone();
    let roots = roots
        .into_iter()
        .filter(|row| row.origin == Origin::Captured);
    let mut all = Vec::new();
    for root in roots {
        match parts(&root, body, tables) {
            Some(parts) => all.extend(parts),
            None => all.push((root.id, root.ident.to_token_stream())),
        }
        if let Some(row) = tables.vars.get_mut(root.id.index())
            && row.ident == "self"
        {
            // no pattern binds that
            row.ident = Ident::new("this", row.ident.span().resolved_at(Span::mixed_site()));
        }
    }
    all
}

/// The fields of one root that are captured, each with a variable that the body names instead.
fn parts(root: &Var, body: &mut Expr, tables: &mut Tables) -> Option<Vec<(VarId, TokenStream)>> {
    let mut chains = Chains {
        tables,
        root: root.id,
        found: Vec::new(),
    };
    chains.visit_expr_mut(body);
    let found = chains.found;
    let rows = tables.mentions.iter().filter(|row| row.var == root.id);
    if found.is_empty() || rows.clone().count() != found.len() {
        return None;
    }
    let first = rows.map(|row| row.ident.clone()).next()?;
    let known = match surely_declared(&first)? {
        Told::Type(ty) => Known::Type(ty),
        Told::Value(value) => Known::Value(value),
    };
    let mut places = Vec::new();
    for members in &found {
        let place = known.place(members, root.ident.span())?;
        places.push(place);
    }
    // a place holds those inside of it
    places.sort_by(|left, right| left.order.cmp(&right.order));
    places.dedup_by(|inner, outer| inner.order.starts_with(&outer.order));
    let parts: Vec<(Place, VarId)> = places
        .into_iter()
        .map(|place| {
            let var = declare(root, &place.members, tables);
            (place, var)
        })
        .collect();
    Rename {
        tables,
        root: root.id,
        parts: &parts,
    }
    .visit_expr_mut(body);
    let fills = parts.into_iter().map(|(place, var)| {
        let members = &place.members;
        (var, quote!(#first #(.#members)*))
    });
    Some(fills.collect())
}

/// A field of a field.
struct Place {
    members: Vec<Member>,
    /// The positions of the fields.
    order: Vec<usize>,
}

/// What is known of a value.
#[derive(Clone)]
enum Known {
    Type(Type),
    Value(Expr),
}

impl Known {
    /// How far into a value `members` lead without going through a reference. `None`: not even into it.
    fn place(&self, members: &[Member], span: Span) -> Option<Place> {
        let mut place = Place {
            members: Vec::new(),
            order: Vec::new(),
        };
        let mut known = self.clone();
        for member in members {
            let Some((position, inside)) = known.field(member, span) else {
                break;
            };
            place.members.push(member.clone());
            place.order.push(position);
            match inside {
                Some(inside) => known = inside,
                None => break,
            }
        }
        (!place.members.is_empty()).then_some(place)
    }

    /// The position of a field, and what is known of it.
    fn field(&self, member: &Member, span: Span) -> Option<(usize, Option<Known>)> {
        match self {
            Known::Type(Type::Tuple(tuple)) => {
                let at = index_of(member)?;
                Some((at, Some(Known::Type(tuple.elems.iter().nth(at)?.clone()))))
            }
            Known::Type(Type::Path(path)) => of_struct(&path.path, member, span),
            Known::Type(_) => None,
            Known::Value(Expr::Tuple(tuple)) => {
                let at = index_of(member)?;
                Some((at, Some(Known::Value(tuple.elems.iter().nth(at)?.clone()))))
            }
            Known::Value(Expr::Struct(made)) => of_struct(&made.path, member, span),
            Known::Value(Expr::Paren(paren)) => {
                Known::Value((*paren.expr).clone()).field(member, span)
            }
            Known::Value(_) => None,
        }
    }
}

fn index_of(member: &Member) -> Option<usize> {
    match member {
        Member::Unnamed(index) => usize::try_from(index.index).ok(),
        Member::Named(_) => None,
    }
}

/// A field of a struct that the file declares without a `Drop`.
fn of_struct(path: &syn::Path, member: &Member, span: Span) -> Option<(usize, Option<Known>)> {
    let name = &path.segments.last()?.ident;
    let declared = Declared::beside(span);
    let fields = declared.fields(name)?;
    let position = fields
        .iter()
        .enumerate()
        .position(|(at, field)| field.member(at, span) == *member)?;
    let ty = declared.field_type(path, member, span);
    Some((position, ty.map(Known::Type)))
}

fn declare(root: &Var, members: &[Member], tables: &mut Tables) -> VarId {
    let names = members.iter().map(|member| match member {
        Member::Named(name) => name.unraw().to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    });
    let names: Vec<String> = names.collect();
    let name = format!("{}_{}", root.ident.unraw(), names.join("_"));
    let id = VarId::new(tables.vars.len());
    tables.vars.push(Var {
        id,
        ident: Ident::new(&name, names::made_at(root.ident.span())),
        ..root.clone()
    });
    id
}

/// `root.a.b`
fn chain_of(expr: &Expr, root: VarId, tables: &Tables) -> Option<Vec<Member>> {
    match expr {
        Expr::Field(field) => {
            let mut members = chain_of(&field.base, root, tables)?;
            members.push(field.member.clone());
            Some(members)
        }
        expr => {
            let mention = mention_of(expr)?;
            tables.is_mention_of(mention, root).then(Vec::new)
        }
    }
}

/// Finds the fields that are named.
struct Chains<'t> {
    tables: &'t Tables,
    root: VarId,
    found: Vec<Vec<Member>>,
}

impl VisitMut for Chains<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match chain_of(expr, self.root, self.tables) {
            Some(members) if !members.is_empty() => self.found.push(members),
            _ => visit_mut::visit_expr_mut(self, expr),
        }
    }
}

/// Names the variables of the fields instead.
struct Rename<'a> {
    tables: &'a mut Tables,
    root: VarId,
    parts: &'a [(Place, VarId)],
}

impl VisitMut for Rename<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let chain = chain_of(expr, self.root, self.tables);
        let part = chain.and_then(|chain| {
            let mut parts = self.parts.iter();
            parts.find(|(place, _)| place.members == chain)
        });
        let Some((_, var)) = part else {
            return visit_mut::visit_expr_mut(self, expr);
        };
        let ident = self.tables.var(*var).map(|row| row.ident.clone());
        let old = root_of(expr).and_then(|mention| self.tables.mention(mention).cloned());
        let (Some(ident), Some(old)) = (ident, old) else {
            return;
        };
        let made = names::made_at(expr.span());
        *expr = self.tables.mention_again(*var, ident, made);
        // it stands where the other stood
        if let Some(row) = self.tables.mentions.last_mut() {
            row.in_closure = old.in_closure;
        }
    }
}

//! The structs of which a body tells the fields: those declared in it or beside it ([`super::near`]), and those of
//! which it has a literal or a pattern with all of the fields.
//!
//! ```text
//! struct Pair { left: D, right: D }      the order of the declaration
//! Pair { left: a, right: b }             the order of the literal is taken for it
//! let Pair { left, right } = p;
//! ```

use syn::visit::{self, Visit};
use syn::{Block, Expr, Item, Member, Pat, Path, Type};

use super::near::Declared;
use super::shape::{Field, Shape, of_path, of_value};
use crate::flow::{mention_of, strip};
use crate::maps::HashMap;
use crate::names::VarId;
use crate::scope::Tables;

/// The structs that a body tells of.
#[derive(Default)]
pub struct Items {
    /// Those declared in it.
    pub structs: Vec<syn::ItemStruct>,
    /// The names of those that have a `Drop`.
    pub dropping: Vec<syn::Ident>,
    /// The fields of those that are named with all of their fields.
    fields: HashMap<String, Vec<Member>>,
    /// Variables of which something tells what they are: a literal that is assigned, a pattern.
    told: Vec<(syn::Ident, Told)>,
}

impl Items {
    /// Those of a body.
    pub fn of(body: &Block) -> Items {
        let mut items = Items::default();
        items.visit_block(body);
        items
    }

    /// The fields of the struct `path`, if they are all known.
    pub fn fields(&self, path: &Path) -> Option<Vec<Field>> {
        let name = &path.segments.last()?.ident;
        if self.dropping.contains(name) {
            return None;
        }
        let item = self.structs.iter().find(|item| item.ident == *name);
        if let Some(item) = item {
            let members = item.fields.members().zip(&item.fields);
            return Some(
                members
                    .map(|(member, field)| Field::of(member, &field.ty))
                    .collect(),
            );
        }
        let declared = Declared::beside(name.span());
        if declared.drops(name) {
            return None;
        }
        let other = match declared.fields(name) {
            Some(_) => None,
            None => elsewhere(name),
        };
        if let Some(fields) = other.as_ref().unwrap_or(&declared).fields(name) {
            let field = |(index, near): (usize, &super::near::Near)| Field {
                copy: near.copy,
                owned: near.owned,
                ..Field::named(near.member(index, name.span()))
            };
            return Some(fields.iter().enumerate().map(field).collect());
        }
        let told = self.fields.get(&name.to_string())?;
        Some(told.iter().cloned().map(Field::named).collect())
    }

    /// Whether the struct `path` has a `Drop` of its own.
    pub fn drops(&self, path: &Path) -> bool {
        let last = path.segments.last().map(|last| &last.ident);
        last.is_some_and(|name| {
            self.dropping.contains(name) || Declared::beside(name.span()).drops(name)
        })
    }

    /// Whether the order of the fields of a struct is known.
    pub fn declares(&self, path: &Path) -> bool {
        let last = path.segments.last().map(|last| &last.ident);
        self.structs.iter().any(|item| Some(&item.ident) == last)
            || last.is_some_and(|name| {
                Declared::beside(name.span()).fields(name).is_some() || elsewhere(name).is_some()
            })
    }

    /// The shape that is told of `var` somewhere else than where it is declared. A pattern tells it only if the
    /// variable `is_owned`: else it may go through a reference.
    pub fn told(&self, var: VarId, is_owned: bool, tables: &Tables) -> Option<Shape> {
        let is_it = |ident: &syn::Ident| match crate::names::parse(ident) {
            Some(crate::names::Sentinel::Mention(mention)) => {
                tables.mention(mention).is_some_and(|row| row.var == var)
            }
            _ => false,
        };
        let found = self.told.iter().filter(|(ident, _)| is_it(ident));
        let mut shapes = found.filter_map(|(_, told)| match told {
            Told::Value(value) => of_value(value, self, tables),
            Told::Rest(path) => of_path(path, self),
            Told::Struct(path) if is_owned => of_path(path, self),
            Told::Tuple(count) if is_owned => Some(Shape::tuple(*count)),
            Told::Array(count) if is_owned => Some(Shape::array(*count)),
            Told::Struct(_) | Told::Tuple(_) | Told::Array(_) => None,
        });
        shapes.next()
    }

    fn tell_of(&mut self, place: &Expr, told: Told) {
        if let Expr::Path(path) = strip(place)
            && mention_of(place).is_some()
        {
            let ident = path.path.get_ident().cloned();
            self.told.extend(ident.map(|ident| (ident, told)));
        }
    }

    /// `let Pair { left, .. } = p`
    fn tell_by_pattern(&mut self, pat: &Pat, value: &Expr) {
        match pat {
            Pat::Struct(fields) => self.tell_of(value, Told::Struct(fields.path.clone())),
            Pat::Tuple(tuple) if !tuple.elems.iter().any(|pat| matches!(pat, Pat::Rest(_))) => {
                self.tell_of(value, Told::Tuple(tuple.elems.len()));
            }
            Pat::Slice(slice) if !slice.elems.iter().any(is_several) => {
                self.tell_of(value, Told::Array(slice.elems.len()));
            }
            Pat::Paren(paren) => self.tell_by_pattern(&paren.pat, value),
            Pat::Guard(guard) => self.tell_by_pattern(&guard.pat, value),
            _ => {}
        }
    }

    fn tell(&mut self, path: &Path, members: impl Iterator<Item = Member>) {
        let members: Vec<Member> = members.collect();
        let Some(last) = path.segments.last() else {
            return;
        };
        if !members.is_empty()
            && members
                .iter()
                .all(|member| matches!(member, Member::Named(_)))
        {
            self.fields.entry(last.ident.to_string()).or_insert(members);
        }
    }
}

impl<'ast> Visit<'ast> for Items {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Struct(item) => self.structs.push(item.clone()),
            Item::Impl(item) => {
                let is_drop = item
                    .trait_
                    .as_ref()
                    .and_then(|(path, _)| path.segments.last())
                    .is_some_and(|last| last.ident == "Drop");
                if is_drop
                    && let Type::Path(ty) = &*item.self_ty
                    && let Some(last) = ty.path.segments.last()
                {
                    self.dropping.push(last.ident.clone());
                }
            }
            _ => {}
        }
    }

    fn visit_expr_struct(&mut self, literal: &'ast syn::ExprStruct) {
        if literal.rest.is_none() && literal.dot2_token.is_none() {
            let members = literal.fields.iter().map(|field| field.member.clone());
            self.tell(&literal.path, members);
        }
        if let Some(rest) = &literal.rest {
            self.tell_of(rest, Told::Rest(literal.path.clone()));
        }
        visit::visit_expr_struct(self, literal);
    }

    fn visit_pat_struct(&mut self, pat: &'ast syn::PatStruct) {
        if pat.rest.is_none() {
            let members = pat.fields.iter().map(|field| field.member.clone());
            self.tell(&pat.path, members);
        }
        visit::visit_pat_struct(self, pat);
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        if matches!(strip(&assign.right), Expr::Struct(_) | Expr::Tuple(_)) {
            self.tell_of(&assign.left, Told::Value((*assign.right).clone()));
        }
        visit::visit_expr_assign(self, assign);
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let Some(init) = &local.init {
            self.tell_by_pattern(&local.pat, &init.expr);
        }
        visit::visit_local(self, local);
    }
}

/// What something tells of a variable.
enum Told {
    /// It is given a value like this.
    Value(Expr),
    /// The rest of such a struct is taken of it.
    Rest(Path),
    /// It is matched with a pattern of such a struct.
    Struct(Path),
    /// It is matched with a pattern of a tuple.
    Tuple(usize),
    /// Of an array.
    Array(usize),
}

/// `..`, `rest @ ..`
pub fn is_several(item: &Pat) -> bool {
    match item {
        Pat::Ident(ident) => ident
            .subpat
            .as_ref()
            .is_some_and(|(_, inner)| is_several(inner)),
        Pat::Paren(paren) => is_several(&paren.pat),
        item => matches!(item, Pat::Rest(_)),
    }
}

/// Another file that declares a struct of which all fields can be named.
fn elsewhere(name: &syn::Ident) -> Option<std::rc::Rc<Declared>> {
    let declared = super::elsewhere::named(name)?;
    let fields = declared.fields(name)?;
    let is_open = !fields.iter().any(|field| field.is_private);
    is_open.then_some(declared)
}

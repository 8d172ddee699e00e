//! What a variable is made of, where that can be seen.
//!
//! ```text
//! let t = (a, 1);                         a tuple of two
//! let t: (A, B) = f();                    the same, by its type
//! let p = Pair { left: a, right: b };     a struct
//! ```
//!
//! A struct whose item stands in the body has its own order of fields; for another one the order of the
//! literal is taken for that of the declaration.

use std::collections::HashMap;

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprStruct, Item, Local, Member, Pat, Path, Stmt, Type};

use super::Found;
use super::value::{is_copy, is_copy_type, is_owned, is_owned_type, strip};
use crate::lower::block_pauses;
use crate::names::{self, Sentinel, VarId};
use crate::scope::{Origin, Tables};

/// The fields of a variable, in the order of their declaration.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The path of the literal of a struct; a tuple has none.
    pub path: Option<Path>,
    /// The fields.
    pub fields: Vec<Field>,
    /// Surely without a `Drop` of its own.
    pub plain: bool,
}

/// One field.
#[derive(Clone, Debug)]
pub struct Field {
    /// `0`, `left`
    pub member: Member,
    /// Its type, if it is written.
    pub ty: Option<Type>,
    /// Its own shape.
    pub shape: Option<Shape>,
    /// Surely `Copy`: reading it is no move.
    pub copy: bool,
    /// Surely not `Copy`.
    pub owned: bool,
}

impl Shape {
    /// The field `member`.
    pub fn field(&self, member: &Member) -> Option<&Field> {
        self.fields.iter().find(|field| field.member == *member)
    }
}

/// The variables bound by `let` whose shape is seen and that are in scope at a pause.
pub fn find(body: &Block, tables: &Tables, known: &HashMap<VarId, Shape>) -> Found {
    let mut finder = Finder {
        tables,
        known,
        items: Items::of(body),
        found: Found::new(),
    };
    finder.visit_block(body);
    finder.found
}

struct Finder<'a> {
    tables: &'a Tables,
    known: &'a HashMap<VarId, Shape>,
    items: Items,
    found: Found,
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_block(&mut self, block: &'ast Block) {
        for (index, stmt) in block.stmts.iter().enumerate() {
            let Stmt::Local(local) = stmt else { continue };
            let rest = block.stmts.get(index + 1..).unwrap_or_default();
            let rest = Block {
                brace_token: block.brace_token,
                stmts: rest.to_vec(),
            };
            if let Some(var) = bound_by(local)
                && self.tables.var(var).is_some_and(|row| row.origin != Origin::Closure)
                && let Some(shape) = self.shape(var, local)
                && block_pauses(&rest)
            {
                self.found.insert(var, shape);
            }
        }
        visit::visit_block(self, block);
    }

    fn visit_item(&mut self, _: &'ast Item) {}
}

impl Finder<'_> {
    fn shape(&self, var: VarId, local: &Local) -> Option<Shape> {
        if let Some(shape) = self.known.get(&var) {
            return Some(shape.clone());
        }
        let init = &local.init.as_ref()?.expr;
        let ty = self.tables.var(var)?.ty.as_ref();
        match ty.and_then(of_type) {
            Some(shape) => Some(shape.with_values(init, &self.items, self.tables)),
            None if ty.is_none_or(|ty| !matches!(ty, Type::Reference(_))) => {
                of_value(init, &self.items, self.tables)
            }
            None => None,
        }
    }
}

/// The variable of `let x = value`.
pub fn bound_by(local: &Local) -> Option<VarId> {
    if local.init.as_ref()?.diverge.is_some() {
        return None;
    }
    let pat = match &local.pat {
        Pat::Type(typed) => &*typed.pat,
        pat => pat,
    };
    match pat {
        Pat::Ident(ident) if ident.by_ref.is_none() && ident.subpat.is_none() => match names::parse(&ident.ident)? {
            Sentinel::Variable(var) => Some(var),
            _ => None,
        },
        _ => None,
    }
}

/// The shape that a type tells.
pub fn of_type(ty: &Type) -> Option<Shape> {
    match ty {
        Type::Paren(paren) => of_type(&paren.elem),
        Type::Group(group) => of_type(&group.elem),
        Type::Tuple(tuple) if !tuple.elems.is_empty() => Some(Shape {
            path: None,
            plain: true,
            fields: tuple
                .elems
                .iter()
                .enumerate()
                .map(|(index, ty)| Field {
                    member: Member::from(index),
                    ty: (!has_infer(ty)).then(|| ty.clone()),
                    shape: of_type(ty),
                    copy: is_copy_type(ty),
                    owned: is_owned_type(ty),
                })
                .collect(),
        }),
        _ => None,
    }
}

fn has_infer(ty: &Type) -> bool {
    struct Finder(bool);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_type_infer(&mut self, _: &'ast syn::TypeInfer) {
            self.0 = true;
        }
    }
    let mut finder = Finder(false);
    finder.visit_type(ty);
    finder.0
}

/// The shape that a literal tells.
fn of_value(value: &Expr, items: &Items, tables: &Tables) -> Option<Shape> {
    match strip(value) {
        Expr::Tuple(tuple) if !tuple.elems.is_empty() => Some(Shape {
            path: None,
            plain: true,
            fields: tuple
                .elems
                .iter()
                .enumerate()
                .map(|(index, value)| field(Member::from(index), value, items, tables))
                .collect(),
        }),
        Expr::Struct(literal) => of_struct(literal, items, tables),
        _ => None,
    }
}

fn field(member: Member, value: &Expr, items: &Items, tables: &Tables) -> Field {
    Field {
        member,
        ty: None,
        shape: of_value(value, items, tables),
        copy: is_copy(value, tables),
        owned: is_owned(value, tables),
    }
}

fn of_struct(literal: &ExprStruct, items: &Items, tables: &Tables) -> Option<Shape> {
    if literal.rest.is_some() || literal.dot2_token.is_some() || literal.qself.is_some() || literal.fields.is_empty() {
        return None;
    }
    let mut fields: Vec<Field> = literal
        .fields
        .iter()
        .map(|value| field(value.member.clone(), &value.expr, items, tables))
        .collect();
    if literal.fields.iter().any(|field| !field.attrs.is_empty()) {
        return None;
    }
    let item = literal.path.get_ident().and_then(|name| items.structs.iter().find(|item| item.ident == *name));
    let mut plain = fields.iter().any(|field| field.owned);
    if let Some(item) = item {
        if items.dropping.iter().any(|name| item.ident == *name) {
            return None;
        }
        plain = true;
        let order = |field: &Field| item.fields.members().position(|member| member == field.member);
        fields.sort_by_key(order);
    }
    Some(Shape {
        path: Some(literal.path.clone()),
        fields,
        plain,
    })
}

impl Shape {
    /// The same, with what the literal tells of the fields besides.
    fn with_values(mut self, value: &Expr, items: &Items, tables: &Tables) -> Shape {
        if let Some(told) = of_value(value, items, tables)
            && told.fields.len() == self.fields.len()
        {
            for (field, told) in self.fields.iter_mut().zip(told.fields) {
                field.shape = field.shape.take().or(told.shape);
                field.copy |= told.copy;
                field.owned |= told.owned;
            }
        }
        self
    }
}

/// The structs that are declared in the body.
#[derive(Default)]
struct Items {
    structs: Vec<syn::ItemStruct>,
    /// The names of those that have a `Drop`.
    dropping: Vec<syn::Ident>,
}

impl Items {
    fn of(body: &Block) -> Items {
        let mut items = Items::default();
        items.visit_block(body);
        items
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
}

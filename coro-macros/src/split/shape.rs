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

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprStruct, Item, Lit, Local, Member, Pat, Path, Stmt, Type};

use super::Found;
use super::items::Items;
use super::kept::Kept;
use super::value::{is_copy, is_copy_type, is_owned, is_owned_type};
use crate::carry::is_scalar_type;
use crate::flow::strip;
use crate::lower::stmt_pauses;
use crate::maps::{HashMap, HashSet};
use crate::names::{self, Sentinel, VarId};
use crate::scope::{Origin, Tables};

/// The longest array that is split.
const LONGEST: usize = 16;

/// What a variable is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// `(a, b)`
    Tuple,
    /// `[a, b]`, of which parts are moved by patterns only.
    Array,
    /// `Pair { left: a, right: b }`, by its path.
    Struct(Path),
    /// Something with these fields, and perhaps others.
    Open,
}

/// The fields of a variable, in the order of their declaration.
#[derive(Clone, Debug)]
pub struct Shape {
    /// What it is.
    pub kind: Kind,
    /// The fields.
    pub fields: Vec<Field>,
    /// Surely without a `Drop` of its own.
    pub plain: bool,
    /// The elements of an array that a pattern takes somewhere.
    pub taken: Vec<Member>,
    /// rustc has to say that it has no `Drop` of its own.
    pub is_guess: bool,
    /// Statements for which it is put together.
    pub kept: Vec<Kept>,
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

impl Field {
    /// A field of which only the name is known.
    pub fn named(member: Member) -> Field {
        Field {
            member,
            ty: None,
            shape: None,
            copy: false,
            owned: false,
        }
    }

    /// A field of this type, in which parameters of the struct may stand.
    pub fn of(member: Member, ty: &Type) -> Field {
        Field {
            copy: is_copy_type(ty),
            owned: is_owned_type(ty),
            ..Field::named(member)
        }
    }
}

impl Shape {
    /// A tuple of which nothing is known.
    pub fn tuple(count: usize) -> Shape {
        let fields = (0..count).map(|index| Field::named(Member::from(index)));
        Shape {
            kind: Kind::Tuple,
            fields: fields.collect(),
            plain: true,
            taken: Vec::new(),
            is_guess: false,
            kept: Vec::new(),
        }
    }

    /// The same of an array.
    pub fn array(count: usize) -> Shape {
        Shape {
            kind: Kind::Array,
            ..Shape::tuple(count)
        }
    }

    /// The field `member`.
    pub fn field(&self, member: &Member) -> Option<&Field> {
        self.fields.iter().find(|field| field.member == *member)
    }

    /// Whether the order in which its fields are dropped is known.
    pub fn is_ordered(&self, items: &Items) -> bool {
        match &self.kind {
            Kind::Struct(path) => items.declares(path),
            Kind::Tuple | Kind::Array | Kind::Open => true,
        }
    }

    /// The positions of the fields in the reverse of the order in which rustc drops them: from the first to the
    /// last. An array of which parts are taken is an exception (not in the reference, but so it is in 1.95): the
    /// parts and what is between them from the last to the first.
    pub fn reverse_drop_order(&self) -> Vec<usize> {
        if !matches!(self.kind, Kind::Array) {
            return (0..self.fields.len()).rev().collect();
        }
        let mut order = Vec::new();
        let mut between = Vec::new();
        for (index, field) in self.fields.iter().enumerate() {
            if self.taken.contains(&field.member) {
                order.extend(between.drain(..).rev());
                order.push(index);
            } else {
                between.push(index);
            }
        }
        order.extend(between.into_iter().rev());
        order
    }
}

/// The variables bound by `let` whose shape is seen and that are in scope at a pause. `guessing`: also those whose
/// fields are known, but not the order in which they are declared.
pub fn find(body: &Block, tables: &Tables, known: &HashMap<VarId, Shape>, guessing: bool) -> Found {
    let mut finder = Finder {
        tables,
        hints: super::hints::of(body, tables),
        known,
        items: Items::of(body),
        owned: Default::default(),
        found: Found::default(),
    };
    finder.visit_block(body);
    let items = &finder.items;
    finder
        .found
        .retain(|_, shape| guessing || shape.is_ordered(items));
    finder.found
}

struct Finder<'a> {
    tables: &'a Tables,
    hints: HashMap<VarId, Type>,
    known: &'a HashMap<VarId, Shape>,
    items: Items,
    /// Variables that surely own what they hold.
    owned: HashSet<VarId>,
    found: Found,
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_block(&mut self, block: &'ast Block) {
        for (index, stmt) in block.stmts.iter().enumerate() {
            let Stmt::Local(local) = stmt else { continue };
            let rest = block.stmts.get(index + 1..).unwrap_or_default();
            if let Some(var) = named_by(local)
                && super::open::makes_owned(local, self.tables, &self.owned)
            {
                self.owned.insert(var);
            }
            if let Some(var) = named_by(local)
                && self
                    .tables
                    .var(var)
                    .is_some_and(|row| row.origin != Origin::Closure)
                && let Some(shape) = self.shape(var, local)
                && rest.iter().any(stmt_pauses)
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
        let init = local.init.as_ref().map(|init| &*init.expr);
        let ty = self.tables.var(var)?.ty.as_ref();
        let by_value = init.and_then(|init| of_value(init, &self.items, self.tables));
        match ty.and_then(|ty| of_type(ty, &self.items)) {
            Some(shape) => Some(match init {
                Some(init) => shape.with_values(init, &self.items, self.tables),
                None => shape,
            })
            .map(|shape| shape.with_types_of_fields(&self.items)),
            None if ty.is_none_or(|ty| !matches!(ty, Type::Reference(_))) => {
                // a pattern or a field may go through a reference that a call gives
                let is_owned = super::open::makes_owned(local, self.tables, &self.owned);
                let told = by_value.or_else(|| self.items.told(var, is_owned, self.tables));
                let hint = self.hints.get(&var);
                let hint = hint.and_then(|hint| of_hint(hint, &self.items));
                let hint = hint.map(|hint| hint.with_types_of_fields(&self.items));
                match (told, hint) {
                    (Some(told), Some(hint)) => Some(told.with_parts(hint)),
                    (told, hint) => told.or(hint),
                }
            }
            None => None,
        }
    }
}

/// The shape that a hint tells: the types in it are not seen where the body stands.
pub fn of_hint(hint: &Type, items: &Items) -> Option<Shape> {
    fn without_types(mut shape: Shape) -> Shape {
        for field in &mut shape.fields {
            field.ty = None;
            field.shape = field.shape.take().map(without_types);
        }
        shape
    }
    of_type(hint, items).map(without_types)
}

/// The variable of `let x = value`.
pub fn bound_by(local: &Local) -> Option<VarId> {
    local.init.as_ref()?;
    named_by(local)
}

/// The variable of `let x = value` or `let x;`.
pub fn named_by(local: &Local) -> Option<VarId> {
    if local
        .init
        .as_ref()
        .is_some_and(|init| init.diverge.is_some())
    {
        return None;
    }
    let pat = match &local.pat {
        Pat::Type(typed) => &*typed.pat,
        pat => pat,
    };
    match pat {
        Pat::Ident(ident) if ident.by_ref.is_none() && ident.subpat.is_none() => {
            match names::parse(&ident.ident)? {
                Sentinel::Variable(var) => Some(var),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The shape that a type tells.
pub fn of_type(ty: &Type, items: &Items) -> Option<Shape> {
    match ty {
        // nobody looks for the fields of a number in the user's file
        Type::Path(_) if is_scalar_type(ty) => None,
        Type::Paren(paren) => of_type(&paren.elem, items),
        Type::Group(group) => of_type(&group.elem, items),
        Type::Path(path) if path.qself.is_none() => of_path(&path.path, items),
        Type::Tuple(tuple) if !tuple.elems.is_empty() => {
            Some(of_types(Kind::Tuple, tuple.elems.iter(), items))
        }
        Type::Array(array) => {
            let length = array_length(&array.len)?;
            Some(of_types(
                Kind::Array,
                std::iter::repeat_n(&*array.elem, length),
                items,
            ))
        }
        _ => None,
    }
}

/// A struct of which all fields are known.
pub fn of_path(path: &Path, items: &Items) -> Option<Shape> {
    let fields = items.fields(path)?;
    if fields.is_empty() {
        return None;
    }
    let plain = items.declares(path);
    let mut path = path.clone();
    if let Some(last) = path.segments.last_mut() {
        last.arguments = syn::PathArguments::None;
    }
    Some(Shape {
        kind: Kind::Struct(path),
        plain,
        taken: Vec::new(),
        is_guess: false,
        kept: Vec::new(),
        fields,
    })
}

fn of_types<'t>(kind: Kind, types: impl Iterator<Item = &'t Type>, items: &Items) -> Shape {
    let field = |(index, ty): (usize, &Type)| Field {
        member: Member::from(index),
        ty: (!has_infer(ty)).then(|| ty.clone()),
        shape: of_type(ty, items),
        copy: is_copy_type(ty),
        owned: is_owned_type(ty),
    };
    Shape {
        kind,
        plain: true,
        taken: Vec::new(),
        is_guess: false,
        kept: Vec::new(),
        fields: types.enumerate().map(field).collect(),
    }
}

/// The length of an array that is short enough to be split.
pub fn array_length(length: &Expr) -> Option<usize> {
    let Expr::Lit(literal) = length else {
        return None;
    };
    let Lit::Int(number) = &literal.lit else {
        return None;
    };
    let length = number.base10_parse().ok()?;
    (1..=LONGEST).contains(&length).then_some(length)
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
pub fn of_value(value: &Expr, items: &Items, tables: &Tables) -> Option<Shape> {
    match strip(value) {
        Expr::Tuple(tuple) if !tuple.elems.is_empty() => {
            Some(of_values(Kind::Tuple, tuple.elems.iter(), items, tables))
        }
        Expr::Array(array) if (1..=LONGEST).contains(&array.elems.len()) => {
            Some(of_values(Kind::Array, array.elems.iter(), items, tables))
        }
        Expr::Struct(literal) => of_struct(literal, items, tables),
        Expr::Block(block) => of_block(&block.block, items, tables),
        // all branches have one type
        Expr::If(branch) => of_block(&branch.then_branch, items, tables).or_else(|| {
            let (_, other) = branch.else_branch.as_ref()?;
            of_value(other, items, tables)
        }),
        Expr::Match(choice) => {
            let mut arms = choice.arms.iter();
            arms.find_map(|arm| of_value(&arm.body, items, tables))
        }
        _ => None,
    }
}

fn of_block(block: &Block, items: &Items, tables: &Tables) -> Option<Shape> {
    match block.stmts.last()? {
        Stmt::Expr(tail, None) => of_value(tail, items, tables),
        _ => None,
    }
}

fn of_values<'e>(
    kind: Kind,
    values: impl Iterator<Item = &'e Expr>,
    items: &Items,
    tables: &Tables,
) -> Shape {
    let field = |(index, value)| field(Member::from(index), value, items, tables);
    Shape {
        kind,
        plain: true,
        taken: Vec::new(),
        is_guess: false,
        kept: Vec::new(),
        fields: values.enumerate().map(field).collect(),
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
    if literal.rest.is_some()
        || literal.dot2_token.is_some()
        || literal.qself.is_some()
        || literal.fields.is_empty()
    {
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
    let mut plain = fields.iter().any(|field| field.owned);
    if items.drops(&literal.path) {
        return None;
    }
    if items.declares(&literal.path) {
        let declared = items.fields(&literal.path)?;
        plain = true;
        let order = |field: &Field| {
            let is_it = |other: &Field| other.member == field.member;
            declared.iter().position(is_it)
        };
        fields.sort_by_key(order);
    } else if let Some(order) = super::order_elsewhere(literal)? {
        plain = true;
        fields.sort_by_key(|field| {
            let mut given = literal.fields.iter();
            let at = given.position(|given| given.member == field.member);
            order.iter().position(|other| Some(*other) == at)
        });
    }
    Some(Shape {
        kind: Kind::Struct(literal.path.clone()),
        fields,
        plain,
        taken: Vec::new(),
        is_guess: false,
        kept: Vec::new(),
    })
}

impl Shape {
    /// The same, with the shapes of its fields where only another one has them.
    fn with_parts(mut self, other: Shape) -> Shape {
        if self.fields.len() == other.fields.len() {
            for (field, other) in self.fields.iter_mut().zip(other.fields) {
                let is_it = field.member == other.member;
                field.shape = match (field.shape.take(), other.shape) {
                    (Some(shape), Some(other)) if is_it => Some(shape.with_parts(other)),
                    (None, other) if is_it => other,
                    (shape, _) => shape,
                };
            }
        }
        self
    }

    /// The same, with what is told of the types of the fields where the struct is declared.
    pub fn with_types_of_fields(mut self, items: &Items) -> Shape {
        super::with_parts_of_fields(&mut self, items, super::DEPTH);
        self
    }

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

//! Places that are plainly changed: assigned, or borrowed mutably.
//!
//! ```text
//! rest = &rest[n..]      rest
//! self.rest = tail       self.rest
//! advance(&mut input)    input
//! ```
//!
//! Takes the IR, gives each such place with the mention it begins with. What rustc accepts to be changed while a
//! reference into it is alive was not borrowed itself, but what it refers to: such a reference can be stored. It
//! does not know of methods that change their receiver.

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Expr, UnOp};

use super::alias::root_of;
use super::visit::{Visitor, walk_block};
use crate::ir::Block;
use crate::maps::HashMap;
use crate::names::{MentionId, VarId};
use crate::scope::Tables;

/// A place up to where it goes through a reference or an index: a variable and its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    root: VarId,
    fields: Vec<String>,
}

impl Place {
    /// The place that an expression names, or that a borrow of it begins in.
    pub fn of(expr: &Expr, tables: &Tables) -> Option<Place> {
        match expr {
            Expr::Path(_) => Some(Place {
                root: tables.mention(root_of(expr)?)?.var,
                fields: Vec::new(),
            }),
            Expr::Field(field) => {
                let mut place = Place::of(&field.base, tables)?;
                if !is_cut(&field.base) {
                    place
                        .fields
                        .push(field.member.to_token_stream().to_string());
                }
                Some(place)
            }
            Expr::Index(index) => Place::of(&index.expr, tables),
            Expr::Unary(unary) => Place::of(&unary.expr, tables),
            Expr::Reference(reference) => Place::of(&reference.expr, tables),
            Expr::Cast(cast) => Place::of(&cast.expr, tables),
            Expr::MethodCall(call) => Place::of(&call.receiver, tables),
            Expr::Paren(paren) => Place::of(&paren.expr, tables),
            Expr::Group(group) => Place::of(&group.expr, tables),
            _ => None,
        }
    }

    /// The variable that it begins with.
    pub fn root(&self) -> VarId {
        self.root
    }

    /// Whether the two have nothing in common.
    pub fn is_apart(&self, other: &Place) -> bool {
        self.root == other.root && !self.holds(other) && !other.holds(self)
    }

    /// Whether `other` is this place or a part of it.
    pub fn holds(&self, other: &Place) -> bool {
        self.root == other.root && other.fields.starts_with(&self.fields)
    }
}

/// Whether a place goes through a reference or an index already.
fn is_cut(expr: &Expr) -> bool {
    match expr {
        Expr::Index(_) | Expr::MethodCall(_) => true,
        Expr::Unary(unary) => matches!(unary.op, UnOp::Deref(_)),
        Expr::Field(field) => is_cut(&field.base),
        Expr::Paren(paren) => is_cut(&paren.expr),
        Expr::Group(group) => is_cut(&group.expr),
        _ => false,
    }
}

/// All that are changed in a body.
pub fn changed(body: &Block, tables: &Tables) -> Vec<(MentionId, Place)> {
    let mut finder = Finder {
        tables,
        found: Vec::new(),
    };
    walk_block(body, &mut finder);
    finder.found
}

/// The fields that mentions name: for each mention that begins a place with fields, that place.
pub fn fields(body: &Block, tables: &Tables) -> HashMap<MentionId, Place> {
    let mut finder = Fields {
        tables,
        found: HashMap::default(),
    };
    walk_block(body, &mut finder);
    finder.found
}

struct Fields<'t> {
    tables: &'t Tables,
    found: HashMap<MentionId, Place>,
}

impl<'ast> Visit<'ast> for Fields<'_> {
    fn visit_expr_field(&mut self, field: &'ast syn::ExprField) {
        let expr = Expr::Field(field.clone());
        if let (Some(root), Some(place)) = (root_of(&expr), Place::of(&expr, self.tables)) {
            self.found.entry(root).or_insert(place);
        }
        visit::visit_expr_field(self, field);
    }
}

impl Visitor for Fields<'_> {
    fn expr(&mut self, expr: &Expr) {
        self.visit_expr(expr);
    }
    fn stmt(&mut self, stmt: &syn::Stmt) {
        self.visit_stmt(stmt);
    }
}

struct Finder<'t> {
    tables: &'t Tables,
    found: Vec<(MentionId, Place)>,
}

impl Finder<'_> {
    fn add(&mut self, place: &Expr) {
        match place {
            Expr::Tuple(tuple) => tuple.elems.iter().for_each(|place| self.add(place)),
            Expr::Array(array) => array.elems.iter().for_each(|place| self.add(place)),
            place if !is_cut(place) => {
                if let (Some(root), Some(place)) = (root_of(place), Place::of(place, self.tables)) {
                    self.found.push((root, place));
                }
            }
            _ => {}
        }
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        self.add(&assign.left);
        visit::visit_expr_assign(self, assign);
    }

    fn visit_expr_reference(&mut self, reference: &'ast syn::ExprReference) {
        if reference.mutability.is_some() {
            self.add(&reference.expr);
        }
        visit::visit_expr_reference(self, reference);
    }
}

impl Visitor for Finder<'_> {
    fn expr(&mut self, expr: &Expr) {
        self.visit_expr(expr);
    }
    fn stmt(&mut self, stmt: &syn::Stmt) {
        self.visit_stmt(stmt);
    }
}

//! The structs of which a body tells the fields: those declared in it, and those of which it has a literal or a
//! pattern with all of the fields.
//!
//! ```text
//! struct Pair { left: D, right: D }      the order of the declaration
//! Pair { left: a, right: b }             the order of the literal is taken for it
//! let Pair { left, right } = p;
//! ```

use std::collections::HashMap;

use syn::visit::{self, Visit};
use syn::{Block, Expr, Item, Member, Path, Type};

use crate::flow::mention_of;
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
    /// Variables to which a literal is assigned.
    assigned: Vec<(syn::Ident, Path)>,
}

impl Items {
    /// Those of a body.
    pub fn of(body: &Block) -> Items {
        let mut items = Items::default();
        items.visit_block(body);
        items
    }

    /// The fields of the struct `path`, if they are all known.
    pub fn fields(&self, path: &Path) -> Option<Vec<Member>> {
        let name = &path.segments.last()?.ident;
        if self.dropping.contains(name) {
            return None;
        }
        let item = self.structs.iter().find(|item| item.ident == *name);
        match item {
            Some(item) => Some(item.fields.members().collect()),
            None => self.fields.get(&name.to_string()).cloned(),
        }
    }

    /// Whether the order of the fields of a struct is known.
    pub fn declares(&self, path: &Path) -> bool {
        let last = path.segments.last().map(|last| &last.ident);
        self.structs.iter().any(|item| Some(&item.ident) == last)
    }

    /// The struct of which a literal is assigned to `var` somewhere.
    pub fn assigned(&self, var: VarId, tables: &Tables) -> Option<&Path> {
        let is_it = |ident: &syn::Ident| match crate::names::parse(ident) {
            Some(crate::names::Sentinel::Mention(mention)) => {
                tables.mention(mention).is_some_and(|row| row.var == var)
            }
            _ => false,
        };
        let found = self.assigned.iter().find(|(ident, _)| is_it(ident));
        found.map(|(_, path)| path)
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
        if let (Expr::Path(left), Expr::Struct(literal)) = (&*assign.left, &*assign.right)
            && mention_of(&assign.left).is_some()
        {
            let ident = left.path.get_ident().cloned();
            self.assigned
                .extend(ident.map(|ident| (ident, literal.path.clone())));
        }
        visit::visit_expr_assign(self, assign);
    }
}

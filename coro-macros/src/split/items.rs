//! The structs that are declared in a body: the order of their fields, and whether they have a `Drop`.

use syn::visit::Visit;
use syn::{Block, Item, Type};

/// The structs that are declared in the body.
#[derive(Default)]
pub struct Items {
    /// Their items.
    pub structs: Vec<syn::ItemStruct>,
    /// The names of those that have a `Drop`.
    pub dropping: Vec<syn::Ident>,
}

impl Items {
    /// Those of a body.
    pub fn of(body: &Block) -> Items {
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

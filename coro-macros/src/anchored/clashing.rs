//! Items of one name in several blocks of a body.
//!
//! The items of a body stand before its states, where a name stands for one of them only:
//!
//! ```text
//! { struct Step;  yield_wait!();  .. }  { struct Step(u32);  yield_wait!();  .. }
//! ```

use syn::visit::{self, Visit};
use syn::{Block, Item, Stmt};

use crate::lower::block_pauses;
use crate::maps::HashSet;

/// Whether two blocks of `body` that pause have an item of the same name.
pub fn clashes(body: &Block) -> bool {
    let mut finder = Finder::default();
    finder.visit_block(body);
    finder.found
}

#[derive(Default)]
struct Finder {
    /// Names, and whether it is one of a type.
    seen: HashSet<(String, bool)>,
    found: bool,
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_block(&mut self, block: &'ast Block) {
        if !block_pauses(block) {
            return;
        }
        // a struct and its constructor are of one item
        let mut own = HashSet::default();
        for stmt in &block.stmts {
            if let Stmt::Item(item) = stmt {
                own.extend(name_of(item));
            }
        }
        for name in own {
            self.found |= !self.seen.insert(name);
        }
        visit::visit_block(self, block);
    }

    fn visit_item(&mut self, _: &'ast Item) {}
}

/// What an item is called, among types or among values.
fn name_of(item: &Item) -> Option<(String, bool)> {
    let (name, is_type) = match item {
        Item::Fn(item) => (&item.sig.ident, false),
        Item::Const(item) => (&item.ident, false),
        Item::Static(item) => (&item.ident, false),
        Item::Struct(item) => (&item.ident, true),
        Item::Enum(item) => (&item.ident, true),
        Item::Union(item) => (&item.ident, true),
        Item::Trait(item) => (&item.ident, true),
        Item::Type(item) => (&item.ident, true),
        Item::Mod(item) => (&item.ident, true),
        _ => return None,
    };
    Some((name.to_string(), is_type))
}

//! What `#[state(Name)]` is told of.
//!
//! ```text
//! [source]  #[state(Paid)] yield_wait!();  #[state(Paid)] yield_wait!();
//! [output]  error: two states are called `Paid`
//! ```
//!
//! A name is what a saved machine is found by, so there is one state of a name. Takes a body in sentinels.

use proc_macro2::Ident;
use syn::visit::{self, Visit};
use syn::{Attribute, Block, Stmt};

use crate::error::Errors;
use crate::lower;

/// States that each machine has, or that stand for the levels in it.
const OURS: [&str; 5] = ["Start", "Running", "Done", "Next", "Never"];

/// Rules: the attribute stands on a statement that pauses, and names it as nothing else is named.
pub fn check_states(body: &Block, errors: &mut Errors) {
    let mut finder = Finder {
        errors,
        names: Vec::new(),
    };
    finder.visit_block(body);
}

fn is_state(attr: &Attribute) -> bool {
    attr.path().is_ident("state")
}

struct Finder<'e> {
    errors: &'e mut Errors,
    names: Vec<Ident>,
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_stmt(&mut self, stmt: &'ast Stmt) {
        let own = match stmt {
            Stmt::Local(local) => local.attrs.clone(),
            Stmt::Expr(expr, _) => {
                let mut expr = expr.clone();
                lower::attributes(&mut expr)
                    .map(std::mem::take)
                    .unwrap_or_default()
            }
            Stmt::Macro(mac) => mac.attrs.clone(),
            Stmt::Item(_) => return,
        };
        let named = own.iter().find(|attr| is_state(attr));
        if let Some(attr) = named
            && !lower::stmt_pauses(stmt)
        {
            self.errors
                .report(
                    attr.path(),
                    "`#[state]` stands on a statement that does not pause",
                )
                .help("put it on the one that pauses: `#[state(Name)] yield_wait!();`")
                .note("it names the state in which the machine stands meanwhile");
            return;
        }
        visit::visit_stmt(self, stmt);
    }

    fn visit_attribute(&mut self, attr: &'ast Attribute) {
        if !is_state(attr) {
            return;
        }
        let Ok(name) = attr.parse_args::<Ident>() else {
            self.errors
                .report(&attr.meta, "a state is called by one name")
                .help("write `#[state(Paid)]`");
            return;
        };
        if OURS.iter().any(|ours| name == ours) {
            self.errors
                .report(
                    &name,
                    format!("each machine has a state `{name}` of its own"),
                )
                .help("give this one another name");
        } else if self.names.contains(&name) {
            self.errors
                .report(&name, format!("two states are called `{name}`"))
                .help("give this one another name")
                .note("a saved machine is put back by the name of its state");
        } else {
            self.names.push(name);
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

//! Machines of the fn itself that a variable keeps in a box: the type of such a box must not say what is in it.
//!
//! ```text
//! [source]  let rest = Box::new(moves(n - 1));          // in `moves`, which yields
//! [output]  let rest = moves(n - 1).boxed();
//! ```
//!
//! What has a written type keeps it. What is in a box and delegated to at once is seen to in `delegates.rs`.

use syn::{Block, Expr, Pat, Stmt, parse_quote_spanned};

use super::From;
use super::delegates::called_name;
use crate::names;

/// Takes the types off such boxes in what this pattern is given.
pub fn erase(pat: &Pat, init: &mut Expr, from: From<'_, '_>) {
    if !matches!(pat, Pat::Type(_)) {
        Boxes { from }.value(init);
    }
}

struct Boxes<'b> {
    from: From<'b, 'b>,
}

impl Boxes<'_> {
    /// What a variable may hold afterwards.
    fn value(&self, expr: &mut Expr) {
        match expr {
            Expr::Call(call) if super::is_box(&call.func) => {
                let Some(inner) = call.args.first() else {
                    return;
                };
                let comes_back = called_name(inner)
                    .is_some_and(|name| self.from.comes_back(name) && !self.from.waits(name));
                if comes_back {
                    let span = names::made_at(syn::spanned::Spanned::span(&call.func));
                    *expr = parse_quote_spanned!(span=> #inner.boxed());
                }
            }
            Expr::Call(call) => call.args.iter_mut().for_each(|arg| self.value(arg)),
            Expr::Tuple(tuple) => tuple.elems.iter_mut().for_each(|elem| self.value(elem)),
            Expr::Array(array) => array.elems.iter_mut().for_each(|elem| self.value(elem)),
            Expr::Paren(paren) => self.value(&mut paren.expr),
            Expr::Group(group) => self.value(&mut group.expr),
            Expr::Block(block) => self.tail(&mut block.block),
            Expr::If(branch) => {
                self.tail(&mut branch.then_branch);
                if let Some((_, otherwise)) = &mut branch.else_branch {
                    self.value(otherwise);
                }
            }
            Expr::Match(choice) => {
                for arm in &mut choice.arms {
                    self.value(&mut arm.body);
                }
            }
            _ => {}
        }
    }

    fn tail(&self, block: &mut Block) {
        if let Some(Stmt::Expr(expr, None)) = block.stmts.last_mut() {
            self.value(expr);
        }
    }
}

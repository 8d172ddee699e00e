//! Whether the machine may pause once a variable has lost a part.
//!
//! A variable that loses its first part behind the last pause is whole in every state, and need not be split:
//!
//! ```text
//! log(&p);  yield_wait!();  drop(p.left);                    whole
//! loop { log(&p);  yield_wait!();  drop(p.left);  .. }       split
//! log(&p);  if c { yield_wait!(); } else { drop(p.left) }    split
//! ```
//!
//! Takes the mentions with which a part may be moved.

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprForLoop, ExprLoop, ExprWhile, Pat, Stmt};

use crate::flow::{bound, mention_of};
use crate::lower::{stmt_pauses, yield_kind};
use crate::maps::HashMap;
use crate::names::{self, MentionId, Sentinel, VarId};

/// Whether a pause of `body` may come behind one of the mentions `taken` of `var`.
pub fn pauses_behind(body: &Block, var: VarId, taken: &[MentionId]) -> bool {
    look(body, var, taken).found
}

/// Whether one may come between the declaration of `var` and one of them.
pub fn pauses_before(body: &Block, var: VarId, taken: &[MentionId]) -> bool {
    look(body, var, taken).found_before
}

/// The blocks in which the variables of `let`s are declared.
pub fn blocks_of(body: &Block) -> HashMap<VarId, &Block> {
    struct Blocks<'b>(HashMap<VarId, &'b Block>);
    impl<'b> Visit<'b> for Blocks<'b> {
        fn visit_block(&mut self, block: &'b Block) {
            for stmt in &block.stmts {
                if let Stmt::Local(local) = stmt {
                    let vars = bound(&local.pat).into_iter();
                    self.0.extend(vars.map(|var| (var, block)));
                }
            }
            visit::visit_block(self, block);
        }
        fn visit_item(&mut self, _: &'b syn::Item) {}
    }
    let mut blocks = Blocks(HashMap::default());
    blocks.visit_block(body);
    blocks.0
}

fn look<'a>(body: &Block, var: VarId, taken: &'a [MentionId]) -> Behind<'a> {
    let look = |taken, is_declared| {
        let mut finder = Behind {
            var,
            taken,
            is_declared,
            is_lost: false,
            found: false,
            has_paused: false,
            found_before: false,
        };
        finder.visit_block(body);
        finder
    };
    // a parameter is there from the beginning
    let is_parameter = !look(&[], false).is_declared;
    look(taken, is_parameter)
}

struct Behind<'a> {
    var: VarId,
    taken: &'a [MentionId],
    is_declared: bool,
    is_lost: bool,
    found: bool,
    /// The machine may have paused since it is declared.
    has_paused: bool,
    found_before: bool,
}

impl Behind<'_> {
    /// What stands in a loop may come behind what stands in it later.
    fn repeated(&mut self, visit: impl Fn(&mut Self)) {
        let (was_declared, was_lost) = (self.is_declared, self.is_lost);
        let had_paused = self.has_paused;
        visit(self);
        let is_more = self.is_lost && !was_lost || self.has_paused && !had_paused;
        if was_declared && is_more {
            visit(self);
        }
    }

    fn pause(&mut self) {
        self.found |= self.is_lost;
        self.has_paused |= self.is_declared;
    }
}

impl<'ast> Visit<'ast> for Behind<'_> {
    fn visit_pat(&mut self, pat: &'ast Pat) {
        if let Pat::Ident(ident) = pat {
            let bound = names::parse(&ident.ident);
            self.is_declared |= bound == Some(Sentinel::Variable(self.var));
        }
        visit::visit_pat(self, pat);
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        visit::visit_expr(self, expr);
        match expr {
            Expr::Await(_) => self.pause(),
            Expr::Call(call) if yield_kind(&call.func).is_some() => self.pause(),
            _ => {}
        }
        let mention = mention_of(expr);
        let is_taken = mention.is_some_and(|mention| self.taken.contains(&mention));
        self.is_lost |= is_taken;
        self.found_before |= is_taken && self.has_paused;
    }

    /// In a statement that pauses on one way and takes a part on another, both come to its end.
    fn visit_stmt(&mut self, stmt: &'ast Stmt) {
        let (was_declared, was_lost) = (self.is_declared, self.is_lost);
        visit::visit_stmt(self, stmt);
        self.found |= was_declared && self.is_lost && !was_lost && stmt_pauses(stmt);
    }

    fn visit_expr_loop(&mut self, repeat: &'ast ExprLoop) {
        self.repeated(|finder| visit::visit_expr_loop(finder, repeat));
    }

    fn visit_expr_while(&mut self, repeat: &'ast ExprWhile) {
        self.repeated(|finder| visit::visit_expr_while(finder, repeat));
    }

    fn visit_expr_for_loop(&mut self, repeat: &'ast ExprForLoop) {
        self.repeated(|finder| visit::visit_expr_for_loop(finder, repeat));
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

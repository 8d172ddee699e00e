//! What a statement of the IR names, declares and where it first pauses.
//!
//! Takes a statement or a node, gives its [`Sight`]: it is looked at for each variable of its block, and walked once.

use syn::{Expr, Pat};

use super::Seeker;
use super::value::{computes, reads_a_field};
use crate::carry::levels::declared;
use crate::carry::visit::{Visitor, walk_node, walk_stmt};
use crate::flow::mentions_in;
use crate::ir::{Node, Pause, PointId, Stmt};
use crate::names::{MentionId, VarId};

impl Seeker<'_> {
    pub(super) fn sight(&self, stmt: &Stmt) -> Sight {
        let mut seen = Seen::default();
        walk_stmt(stmt, &mut seen);
        let declares = match stmt {
            // a number read out of it, or made with it, does not borrow
            Stmt::Plain(syn::Stmt::Local(local))
                if local.init.as_ref().is_some_and(|init| {
                    reads_a_field(&init.expr) || computes(&init.expr, self.tables)
                }) =>
            {
                Vec::new()
            }
            stmt => declared(stmt),
        };
        self.seen(seen, declares)
    }

    pub(super) fn node_sight(&self, node: &Node) -> Sight {
        let mut seen = Seen::default();
        walk_node(node, &mut seen);
        self.seen(seen, Vec::new())
    }

    fn seen(&self, seen: Seen, declares: Vec<VarId>) -> Sight {
        let rows = seen.named.iter();
        let rows = rows.filter_map(|mention| self.tables.mention(*mention));
        Sight {
            named: rows.map(|row| row.var).collect(),
            declares: declares
                .into_iter()
                .filter(|var| !self.scalars.has(*var))
                .collect(),
            pause: seen.pause,
        }
    }
}

/// What a statement names and declares, and its first pause.
pub(super) struct Sight {
    pub named: Vec<VarId>,
    pub declares: Vec<VarId>,
    pub pause: Option<PointId>,
}

#[derive(Default)]
struct Seen {
    named: Vec<MentionId>,
    pause: Option<PointId>,
}

impl Visitor for Seen {
    fn expr(&mut self, expr: &Expr) {
        self.named.extend(mentions_in(expr));
    }

    fn stmt(&mut self, stmt: &syn::Stmt) {
        self.named.extend(mentions_in(stmt));
    }

    fn pat(&mut self, pat: &Pat) {
        if let Pat::Guard(guard) = pat {
            self.named.extend(mentions_in(&*guard.guard));
        }
    }

    fn pause(&mut self, pause: &Pause) {
        self.pause.get_or_insert(pause.point);
    }
}

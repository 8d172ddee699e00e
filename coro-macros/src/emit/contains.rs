//! Whether a point stands in a piece of the IR.
//!
//! Takes a statement, a node or a block, and a point. It does not say where.

use crate::carry::{Visitor, walk_node, walk_stmt};
use crate::ir::{Block, Let, Loop, Node, NodeStmt, Part, Pause, PointId, Stmt};

pub struct Has(PointId, bool);

impl Visitor for Has {
    fn pause(&mut self, pause: &Pause) {
        self.1 |= pause.point == self.0;
    }
    fn after(&mut self, stmt: &NodeStmt) {
        self.1 |= stmt.after == self.0;
    }
    fn bound(&mut self, binding: &Let) {
        self.1 |= binding.after == self.0;
    }
    fn enter_loop(&mut self, repeat: &Loop) {
        self.1 |= repeat.point == self.0;
    }
    fn enter_part(&mut self, part: &Part) {
        self.1 |= part.point == self.0;
    }
}

pub fn stmt_has(stmt: &Stmt, point: PointId) -> bool {
    let mut has = Has(point, false);
    walk_stmt(stmt, &mut has);
    has.1
}

pub fn node_has(node: &Node, point: PointId) -> bool {
    let mut has = Has(point, false);
    walk_node(node, &mut has);
    has.1
}

pub fn block_has(block: &Block, point: PointId) -> bool {
    let mut has = Has(point, false);
    crate::carry::walk_block(block, &mut has);
    has.1
}

pub fn after_of(stmt: &Stmt) -> Option<PointId> {
    match stmt {
        Stmt::Let(binding) => Some(binding.after),
        Stmt::Node(stmt) => Some(stmt.after),
        Stmt::Part(_) | Stmt::Plain(_) => None,
    }
}

//! The points of a level where control can enter it.
//!
//! Takes a level's body, gives its entries in the order of the source.

use proc_macro2::Span;

use crate::carry::{Visitor, walk_block};
use crate::ir::{Block, Let, Loop, NodeStmt, Part, Pass, Pause, PauseKind, PointId};

/// A point of a level where control can enter it.
#[derive(Clone)]
pub enum Entry {
    /// A pause; with what it passes if it is a delegate.
    Pause {
        point: PointId,
        pass: Option<Pass>,
        span: Span,
    },
    /// A level inside.
    Level(PointId),
    /// After a statement, where several ways meet.
    After(PointId),
}

impl Entry {
    pub(super) fn point(&self) -> PointId {
        match self {
            Entry::Pause { point, .. } | Entry::Level(point) | Entry::After(point) => *point,
        }
    }
}

/// The entries of one level in source order.
pub fn entries(body: &Block) -> Vec<Entry> {
    #[derive(Default)]
    struct Finder(Vec<Entry>, usize);
    impl Finder {
        fn add(&mut self, entry: Entry) {
            if self.1 == 0 {
                self.0.push(entry);
            }
        }
    }
    impl Visitor for Finder {
        fn pause(&mut self, pause: &Pause) {
            let pass = match &pause.kind {
                PauseKind::From { pass, .. } => Some(pass.clone()),
                _ => None,
            };
            self.add(Entry::Pause {
                point: pause.point,
                pass,
                span: pause.span,
            });
        }
        fn after(&mut self, stmt: &NodeStmt) {
            self.add(Entry::After(stmt.after));
        }
        fn bound(&mut self, binding: &Let) {
            self.add(Entry::After(binding.after));
        }
        fn enter_loop(&mut self, repeat: &Loop) {
            self.add(Entry::Level(repeat.point));
            self.1 += 1;
        }
        fn leave_loop(&mut self, _: &Loop) {
            self.1 -= 1;
        }
        fn enter_part(&mut self, part: &Part) {
            self.add(Entry::Level(part.point));
            self.1 += 1;
        }
        fn leave_part(&mut self, _: &Part) {
            self.1 -= 1;
        }
    }
    let mut finder = Finder::default();
    walk_block(body, &mut finder);
    finder.0
}

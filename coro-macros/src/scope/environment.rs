//! What is in scope: names with their hygiene, block by block, closure by closure.
//!
//! Takes the bindings in the order in which the pass meets them, gives the variable a name stands
//! for. Two identifiers of one spelling are the same name only if they come from the same
//! expansion: `macro_rules! twice { ($e:expr) => {{ let x = $e; x + x }} }` binds an `x` that the
//! user's `$e` cannot see. Does not know the syntax tree.

use super::ClosureKind;
use crate::names::VarId;
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;

/// A name as Rust compares names: `r#x` is `x`, and hygiene tells apart what looks the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    text: String,
    context: u32,
}

impl Name {
    /// The name `ident` is.
    pub fn of(ident: &Ident) -> Self {
        Name {
            text: ident.unraw().to_string(),
            context: syntax_context(ident.span()),
        }
    }
}

/// The expansion a token comes from.
///
/// No stable function gives it, but inside rustc a span prints itself as `#4 bytes(10..12)`, where
/// 4 is the number of the context. Outside (unit tests) there is no hygiene and all are 0.
pub fn syntax_context(span: Span) -> u32 {
    let text = format!("{span:?}");
    text.strip_prefix('#')
        .and_then(|rest| rest.split(' ').next())
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

/// What is in scope at one point of the function.
#[derive(Debug, Default)]
pub struct Environment {
    frames: Vec<Frame>,
    /// The closures and async blocks that enclose the point, outermost first.
    closures: Vec<ClosureKind>,
    /// For each variable, how many closures enclosed the point where it was bound.
    depths: Vec<usize>,
}

/// The bindings of one block, arm, condition or closure, oldest first.
#[derive(Debug)]
struct Frame {
    /// A name stands for a variable, or for an item that hides the variables of that name.
    bindings: Vec<(Name, Option<VarId>)>,
    /// Those bound under `#[cfg]`.
    alternatives: Vec<(Name, VarId)>,
    /// Nothing outside can be seen from here: a constant.
    sealed: bool,
}

impl Environment {
    /// Enters a block.
    pub fn open(&mut self) {
        self.push(false);
    }

    /// Enters a place that sees no variable from outside.
    pub fn open_sealed(&mut self) {
        self.push(true);
    }

    fn push(&mut self, sealed: bool) {
        self.frames.push(Frame {
            bindings: Vec::new(),
            alternatives: Vec::new(),
            sealed,
        });
    }

    /// Leaves the block entered last: its bindings are gone.
    pub fn close(&mut self) {
        self.frames.pop();
    }

    /// Enters a closure or async block.
    pub fn open_closure(&mut self, kind: ClosureKind) {
        self.closures.push(kind);
        self.open();
    }

    /// Leaves it.
    pub fn close_closure(&mut self) {
        self.close();
        self.closures.pop();
    }

    /// Whether the point is inside a closure or async block.
    pub fn in_closure(&self) -> bool {
        !self.closures.is_empty()
    }

    /// Notes that a variable of the next number is made at this point.
    pub fn declare(&mut self) {
        self.depths.push(self.closures.len());
    }

    /// Makes `name` stand for `var` from here to the end of the block.
    pub fn bind(&mut self, name: Name, var: VarId) {
        if let Some(frame) = self.frames.last_mut() {
            frame.bindings.push((name, Some(var)));
        }
    }

    /// Makes `name` stand for an item of the block.
    pub fn hide(&mut self, name: Name) {
        if let Some(frame) = self.frames.last_mut() {
            frame.bindings.push((name, None));
        }
    }

    /// What was bound by a `let` under `#[cfg]` in this block, unless it is hidden since.
    pub fn alternatives(&self) -> Vec<(Name, VarId)> {
        let Some(frame) = self.frames.last() else {
            return Vec::new();
        };
        let latest = |wanted: &Name| frame.bindings.iter().rev().find(|(name, _)| name == wanted);
        let visible = frame
            .alternatives
            .iter()
            .filter(|(name, var)| latest(name).is_some_and(|(_, found)| *found == Some(*var)));
        visible.cloned().collect()
    }

    /// Notes that a `let` under `#[cfg]` has bound these.
    pub fn add_alternatives(&mut self, bound: &[(Name, VarId)]) {
        if let Some(frame) = self.frames.last_mut() {
            frame.alternatives.extend_from_slice(bound);
        }
    }

    /// The variable `ident` stands for here.
    pub fn find(&self, ident: &Ident) -> Option<VarId> {
        let text = ident.unraw().to_string();
        self.find_name(&text, ident.span())
    }

    /// The variable that `text`, seen at `span`, stands for here.
    pub fn find_name(&self, text: &str, span: Span) -> Option<VarId> {
        // Asking for the context is slow; few names are asked for that nobody binds.
        let mut context = None;
        for frame in self.frames.iter().rev() {
            for (name, var) in frame.bindings.iter().rev() {
                if name.text == text
                    && name.context == *context.get_or_insert_with(|| syntax_context(span))
                {
                    return *var;
                }
            }
            if frame.sealed {
                return None;
            }
        }
        None
    }

    /// How the closures between this point and where `var` was bound capture it.
    pub fn captured(&self, var: VarId) -> Option<ClosureKind> {
        let depth = self.depths.get(var.index()).copied().unwrap_or(0);
        let between = self.closures.get(depth..).unwrap_or(&[]);
        if between.contains(&ClosureKind::Move) {
            Some(ClosureKind::Move)
        } else {
            between.first().copied()
        }
    }
}

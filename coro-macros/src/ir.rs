//! The machine before tokens: the body as a tree in which every pause stands by itself.
//!
//! Takes nothing; it is the data that [`crate::lower`] makes and the later passes read. The tree has the
//! shape of the function. What does not pause stays the user's own syntax (`Plain`), and what pauses is
//! one of five nodes, so that a pass has few cases:
//!
//! ```text
//! let x = f(a(), yield_value!(b));      Let arg1 = Plain a()
//!                                       Let arg2 = Pause Value(b)
//!                                       Let x    = Plain f(arg1, arg2)
//! ```
//!
//! Variables, mentions and labels are the sentinels of [`crate::names`]: no pass has to think of shadowing.
//! It does not say which values a state carries; that is [`crate::carry`].

pub mod print;

use proc_macro2::{Ident, Span};
use syn::{Attribute, Expr, Pat, Type};

use crate::names::{TargetId, VarId};

/// A place in the program where facts about the variables are asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PointId(pub u32);

/// Statements with a scope of their own.
#[derive(Debug, Default)]
pub struct Block {
    /// The label that `break` may name.
    pub target: Option<TargetId>,
    /// Its statements are operands of its tail: temporaries, which live as long as the statement around it.
    pub is_operands: bool,
    /// What stands in it, in order.
    pub stmts: Vec<Stmt>,
    /// What it is worth.
    pub tail: Option<Box<Node>>,
}

/// One statement.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)] // most statements are the large one
pub enum Stmt {
    /// No pause inside: printed as it stands.
    Plain(syn::Stmt),
    /// A `let` that pauses in its value or in its `else`.
    Let(Box<Let>),
    /// An expression that pauses, its value dropped.
    Node(Box<NodeStmt>),
    /// Consecutive statements that became a level of their own.
    Part(Box<Part>),
}

/// An expression statement that pauses.
#[derive(Debug)]
pub struct NodeStmt {
    /// The expression.
    pub node: Node,
    /// The statement's first point; facts asked here hold before it.
    pub before: PointId,
    /// Where control stands after it.
    pub after: PointId,
    /// What the user wrote.
    pub span: Span,
}

/// A `let` that pauses.
#[derive(Debug)]
pub struct Let {
    /// The user's attributes.
    pub attrs: Vec<Attribute>,
    /// The pattern, with its bindings as sentinels.
    pub pat: Pat,
    /// The type written.
    pub ty: Option<Type>,
    /// Its value.
    pub init: Node,
    /// `else { .. }`.
    pub otherwise: Option<Block>,
    /// Facts asked here hold before it.
    pub before: PointId,
    /// Where control stands after it.
    pub after: PointId,
    /// What the user wrote.
    pub span: Span,
}

/// A level without a loop: some statements of a block, with an enum of their own.
#[derive(Debug)]
pub struct Part {
    /// The state of the enclosing level that stands for it.
    pub point: PointId,
    /// Its statements. A tail means that the value of the enclosing block is the part's value.
    pub body: Block,
    /// What it is worth is what the block around it is worth.
    pub has_value: bool,
    /// Variables it declares that live on after it.
    pub outputs: Vec<VarId>,
    /// Variables it declares that get a value only after it.
    pub unset: Vec<VarId>,
    /// References it declares that are taken again after it.
    pub retaken: Vec<VarId>,
    /// Facts after it.
    pub after: PointId,
    /// The first statement's place.
    pub span: Span,
}

/// An expression.
#[derive(Debug)]
pub enum Node {
    /// No pause inside.
    Plain(Expr),
    /// One pause; worth what `resume` brings.
    Pause(Box<Pause>),
    /// `if`; the condition may pause.
    If(Box<If>),
    /// `match` with an arm that pauses.
    Match(Box<Match>),
    /// Every loop that pauses: `while` and `for` are made of `loop`.
    Loop(Box<Loop>),
    /// A block that pauses.
    Block(Box<Block>),
}

/// A suspension point.
#[derive(Debug)]
pub struct Pause {
    /// Its name in the tables.
    pub point: PointId,
    /// What it hands out.
    pub kind: PauseKind,
    /// `#[state(Name)]`.
    pub name: Option<Ident>,
    /// What the user wrote.
    pub span: Span,
}

/// What a pause hands out.
#[derive(Debug)]
pub enum PauseKind {
    /// `yield_wait!()`
    Wait,
    /// `yield_value!(e)`
    Value(Option<Expr>),
    /// `yield_from!(c)` and `c.await`
    From {
        /// The delegate.
        delegate: Expr,
        /// What it receives.
        pass: Pass,
    },
}

/// What a delegate receives at each step.
#[derive(Debug, Clone)]
pub enum Pass {
    /// `()`
    Unit,
    /// First this value, then what the outer machine is resumed with.
    First(Expr),
    /// The place, lent anew at each step.
    Lend(Expr),
    /// The delegate lies in this place and is resumed there; what it receives is as above.
    Through {
        /// `&mut place`
        place: Expr,
        /// What it receives first.
        first: Option<Box<Expr>>,
    },
}

/// `if cond { then } else { otherwise }`
#[derive(Debug)]
pub struct If {
    /// A condition, perhaps a chain of `let`s; it pauses only where it is a plain `bool`.
    pub cond: Node,
    /// The first branch.
    pub then: Block,
    /// The other one.
    pub otherwise: Option<Block>,
}

/// `match scrutinee { arms }`
#[derive(Debug)]
pub struct Match {
    /// It never pauses: what does stands in a `let` before.
    pub scrutinee: Expr,
    /// The arms.
    pub arms: Vec<Arm>,
    /// What the arms' bindings are taken from again after a pause, if not from the scrutinee.
    pub again: Option<Expr>,
}

/// One arm; its guard is part of the pattern, as in syn.
#[derive(Debug)]
pub struct Arm {
    /// The user's attributes.
    pub attrs: Vec<Attribute>,
    /// The pattern with its guard.
    pub pat: Pat,
    /// What it is worth.
    pub body: Node,
}

/// `'target: loop { body }`
#[derive(Debug)]
pub struct Loop {
    /// The state of the enclosing level that stands for it.
    pub point: PointId,
    /// What `break` and `continue` name.
    pub target: TargetId,
    /// The word the user wrote.
    pub word: &'static str,
    /// What it repeats.
    pub body: Block,
    /// The user's loop head.
    pub span: Span,
    /// `#[state(Name)]`.
    pub name: Option<Ident>,
}

impl Node {
    /// Whether control can pause inside.
    pub fn pauses(&self) -> bool {
        !matches!(self, Node::Plain(_))
    }
}

impl Stmt {
    /// Whether control can pause inside.
    pub fn pauses(&self) -> bool {
        !matches!(self, Stmt::Plain(_))
    }
}

//! From the IR to tokens: the enums and the step.
//!
//! Takes a [`Plan`] (the IR with its levels, the facts, the decisions), gives the body of the generated fn. One
//! level after another is printed; a level's arms are the places where control can enter it. The code of an arm
//! is the user's own text from that place on, inside the scopes that stand around it, rebuilt:
//!
//! ```text
//! [source]  { let a = f();  { let b = g();  yield_wait!();  h(b); }  k(a) }
//! [output]  State::Start => { let a = f();  { let b = g();  *state = State::Wait1 { b, a };  return Yielded(wait()); } }
//!           State::Wait1 { .. } => { let State::Wait1 { a, b } = ..;  { let b = b;  h(b); }  k(a) }
//! ```
//!
//! - [`code`]: blocks; - [`statement`], [`node`]: what stands in them; - [`pause`]: what a pause writes down and how it is resumed;
//! - [`level`]: the arms of a level; - [`entry`]: where control enters it; - [`bindings`]: what an arm takes out of its state;
//! - [`splice`]: which braces are printed; - [`arrival`]: which jumps are not; - [`home`]: running a level and bringing home what it parked; - [`dispatch`]: how control finds its way among the arms;
//! - [`jump`]: `return`, `?`, `break`, `continue`; - [`finish`]: the end;
//! - [`stay`]: what stays parked after a level; - [`render`]: mentions; - [`enums`]: the enums; - [`docs`]: their table for rustdoc; - [`machine`]: all of it together.

mod arrival;
mod bindings;
mod bring;
mod captured;
mod code;
mod contains;
mod dispatch;
mod docs;
mod ends;
mod entry;
mod enums;
mod exhausted;
mod fields;
mod finish;
mod graph;
mod home;
mod indexed;
mod jump;
mod keep;
mod level;
mod lints;
mod machine;
mod nameable;
mod node;
mod numbers;
mod opaque;
mod pause;
mod program;
mod rebuild;
mod render;
mod renewed;
mod round;
mod saved;
mod site;
mod splice;
mod statement;
mod stay;
mod types;

use std::cell::Cell;

use proc_macro2::{Ident, Span};
use syn::{Lifetime, Type};

use crate::carry::{Aliases, Carry};
use crate::derives::Derives;
use crate::flow::{Flow, VarSet};
use crate::ir::PointId;
use crate::maps::{HashMap, HashSet};
use crate::names::{MentionId, TargetId, VarId};
use crate::scope::Tables;

use crate::tokens::TokenStream;
pub use exhausted::ranges;
pub use machine::{Printed, machine};
pub use nameable::{Nameable, Untyped, elides, tell};
pub use numbers::Leaving;
pub use opaque::{catches_returns, returns_by_name};
pub use program::{Program, has_own_code, mentions_self};
pub use saved::{delegates, named_points, places};
pub use site::Site;
pub use types::{Machines, Types};

/// What `resume` is given.
#[derive(Debug, Clone)]
pub enum Resume {
    /// `()`
    Unit,
    /// A value; `None` where its type is inferred.
    Value(Option<Type>),
    /// References lent for one step.
    Lent(Type),
}

/// What a pause hands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yields {
    /// `Wait`
    Waits,
    /// The type after `yields`.
    Values,
    /// `Poll` of it.
    Polls,
}

/// All that the printing needs.
#[derive(Debug)]
pub struct Plan<'a> {
    /// The tables, in which variables have the names they are printed with.
    pub tables: &'a Tables,
    /// What holds where.
    pub flow: &'a Flow,
    /// References that are taken again.
    pub aliases: &'a Aliases,
    /// What lives how.
    pub carry: &'a Carry,
    /// What `resume` is given.
    pub resume: Resume,
    /// What is handed out.
    pub yields: Yields,
    /// The yield type.
    pub yield_type: Option<TokenStream>,
    /// The return type, where it can be spelled.
    pub output: Option<TokenStream>,
    /// That is `!`.
    pub never_returns: bool,
    /// The parameters, in order.
    pub params: Vec<VarId>,
    /// The variable that gets the first value received.
    pub received: Option<VarId>,
    /// The pattern of the closure's parameter in a lending coroutine.
    pub loan: Option<TokenStream>,
    /// Variables that are the present loan.
    pub loans: HashSet<VarId>,
    /// What a pause of a lending coroutine is worth: the new loan.
    pub loan_again: Option<TokenStream>,
    /// The points where a level begins, and the variables that are named in it.
    pub level_points: HashMap<PointId, HashSet<VarId>>,
    /// They are printed by `Debug`.
    pub prints_values: bool,
    /// What is derived.
    pub derives: Derives,
    /// The machine's type has a name, beside the fn.
    pub nameable: Option<Nameable>,
    /// Ways for older states.
    pub migrate: Option<syn::Expr>,
    /// The types that are seen, where they are needed.
    pub types: Option<Types<'a>>,
    /// How the code is found by its type, if it is.
    pub program: Option<Program>,
    /// The delegates.
    pub delegates: HashMap<PointId, syn::Expr>,
    /// Where the pauses stand.
    pub places: HashMap<PointId, Span>,
    /// The pauses that the user named.
    pub named: HashSet<PointId>,
    /// The variables that are written with what they hide.
    pub ranges: HashSet<VarId>,
    /// The fn's name, for docs and names.
    pub name: String,
    /// Every identifier of the user's in this fn.
    pub taken: HashSet<String>,
    /// The closure is `move`.
    pub is_expression: bool,
    /// What makes a future of it, if it is `async`.
    pub future: Option<&'static str>,
    /// Its parameters are those of an `async fn`.
    pub is_async_fn: bool,
    /// An item of which rustc says what it would say of the function as it was written; mostly nothing.
    pub as_written: proc_macro2::TokenStream,
    /// The fn's name's place.
    pub span: Span,
}

/// Some statements, perhaps a value, and whether control comes to the end.
#[derive(Debug, Default)]
pub struct Code {
    /// The statements.
    pub stmts: Vec<TokenStream>,
    /// The value.
    pub tail: Option<TokenStream>,
    /// Control comes to the end.
    pub falls: bool,
    /// `let x;`, and closures that are written down again.
    pub unset: Vec<Unset>,
    /// The positions of variables that are given a value where they are declared.
    pub given: Vec<(usize, VarId)>,
    /// The positions of references that are taken again in other arms.
    pub taken: Vec<(usize, syn::Stmt)>,
    /// Where the value stands that the last `let` was given on this way.
    pub value_at: Option<Span>,
    /// The same of `let .. else` that pauses.
    pub matched: Vec<(usize, Matched)>,
}

/// A `let` that is printed again once it is known what of its pattern is named.
#[derive(Debug)]
pub struct Matched {
    /// `let`
    pub first: TokenStream,
    /// Its pattern.
    pub pat: syn::Pat,
    /// Its value and its `else`.
    pub rest: TokenStream,
}

/// A statement that is left out where nothing uses its variables.
#[derive(Debug)]
pub struct Unset {
    /// Where it stands.
    pub position: usize,
    /// What it declares.
    pub vars: Vec<VarId>,
    /// What only it uses.
    pub uses: Vec<VarId>,
    /// The same of variables that are parked.
    pub parked: Vec<VarId>,
}

/// An expression, and whether control comes to its end.
#[derive(Debug)]
pub struct Out {
    /// The expression.
    pub tokens: TokenStream,
    /// Control comes to its end.
    pub falls: bool,
}

/// What a field of a state holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Holds {
    /// A variable.
    Var(VarId),
    /// A parameter, as it was given.
    Given(VarId),
    /// A variable that only waits to be dropped.
    Dead(VarId),
    /// A delegate.
    Delegate(PointId),
    /// The states of a level.
    Level(usize),
}

/// A field of a state.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name.
    pub ident: Ident,
    /// What it holds.
    pub holds: Holds,
}

/// A state: a place to stand.
#[derive(Debug)]
pub struct State {
    /// The point it stands for; `None` is the level's beginning.
    pub point: Option<PointId>,
    /// Its name.
    pub ident: Ident,
    /// What it carries.
    pub fields: Vec<Field>,
    /// Where it stands.
    pub site: Site,
}

/// Where several ways meet.
#[derive(Debug)]
pub struct Join {
    /// The point after the statement that the ways go through.
    pub point: PointId,
    /// Its label without the `'`.
    pub word: Ident,
    /// What the ways bring.
    pub fields: Vec<Field>,
}

/// What kind of level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelKind {
    /// The fn itself.
    Root,
    /// A loop.
    Loop(TargetId),
    /// Some statements.
    Part,
}

/// How a loop that is resumed knows whether it is at its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// Every resume goes on at the head: the pauses are the last thing in the loop's body.
    Always,
    /// The loop's state is `Next`.
    State,
    /// The variable `next` says so.
    Flag,
}

/// A level while it is printed, and afterwards its enum.
#[derive(Debug)]
pub struct Level {
    /// What kind.
    pub kind: LevelKind,
    /// The enum.
    pub ident: Ident,
    /// The variable that is a reference to it.
    pub place: Ident,
    /// The label of its loop.
    pub label: Lifetime,
    /// Its states.
    pub states: Vec<State>,
    /// Where several ways meet in it.
    pub joins: Vec<Join>,
    /// Where it begins.
    pub site: Site,
    /// Of a loop: how it comes to its head.
    pub round: Round,
    /// Something leaves it by `break`.
    pub leaves: bool,
    /// That stands in an inner level, whose variables are still in this one's state.
    pub leaves_holding: bool,
    /// Nothing follows it in the fn: its end is the fn's.
    pub ends: bool,
    /// Control comes to its first pause with the state written down: nothing stands at its beginning.
    pub begins_paused: bool,
    /// Of one that begins paused: its empty state is written.
    pub is_emptied: Cell<bool>,
}

/// The arm that is being printed.
#[derive(Debug, Default)]
pub struct Arm {
    /// Variables that its code names.
    pub used: HashSet<VarId>,
    /// Those of them that have to be `mut` for it.
    pub changed: HashSet<VarId>,
    /// Variables bound by the state it enters from.
    pub bound: HashSet<VarId>,
    /// Of those, the ones that are bound again in an inner scope.
    pub nested: HashSet<VarId>,
    /// Variables that come home by `let` after a level.
    pub homed: HashSet<VarId>,
    /// Variables that come home by assignment, so their scopes declare them.
    pub deferred: HashSet<VarId>,
    /// References that were taken again already, or for the first time.
    pub taken_again: HashSet<VarId>,
    /// A jump from an inner level comes to the head of this arm's level.
    pub next: Option<Lifetime>,
    /// Jumps from an inner level to a block of this arm.
    pub stubs: Vec<Stub>,
}

/// A part that control comes to with its first pause.
#[derive(Debug, Clone, Copy)]
pub struct Entering {
    /// Its level.
    pub level: usize,
    /// The state of the enclosing level that stands for it.
    pub point: PointId,
    /// Where it begins.
    pub span: Span,
}

/// A jump out of a level that has to bring its variables home first.
#[derive(Debug)]
pub struct Stub {
    /// The label around the level's loop.
    pub label: Lifetime,
    /// Where the jump goes.
    pub then: Then,
}

/// What is done after the variables of a level came home.
#[derive(Debug)]
pub enum Then {
    /// The jump to a block goes on.
    Leave(TargetId),
    /// `return` of them.
    Return(syn::Expr),
}

/// The printing of one function.
#[derive(Debug)]
pub struct Emitter<'a> {
    plan: &'a Plan<'a>,
    levels: Vec<Level>,
    /// The levels around the arm, from the root.
    stack: Vec<usize>,
    /// The arms around it, one for each of `stack`.
    arms: Vec<Arm>,
    /// Variables of the arm's level in scope, with the depth of their block.
    scope: Vec<(VarId, usize)>,
    depth: usize,
    /// Statements are passed by, not printed.
    passing: bool,
    /// A reference is taken again: the place that it was matched in is not moved from this time.
    is_retaking: bool,
    /// Variables of enclosing levels, and the references to them.
    parked: HashMap<VarId, Ident>,
    parked_used: HashSet<VarId>,
    /// The place in the stack of the level in which a parked variable is a local.
    homes: HashMap<VarId, usize>,
    /// Labelled blocks that pause: the level they stand in.
    blocks: HashMap<TargetId, usize>,
    level_of: HashMap<PointId, usize>,
    /// The next pause is the first in a part, which control comes to with it.
    entering: Option<Entering>,
    /// What comes home by assignment, by the numbers that stand for it.
    brought: Vec<bring::Brought>,
    /// What each part around the arm hands to the statements after it.
    outputs: Vec<Vec<VarId>>,
    /// Those of them that are not named again, and only wait for the end of their scope.
    dead_outputs: HashSet<VarId>,
    /// Numbers and the like that a level assigns before it reads them: they have to be at hand there.
    renewed_in_levels: VarSet,
    /// What stands for the types of variables that are given a value in several arms.
    renewed: HashMap<VarId, Ident>,
    /// The type that the value of the node to be printed next has to have: its `break`s are coerced to it.
    expected: Option<TokenStream>,
    /// Variables that go by another name for a moment.
    substitutes: HashMap<VarId, Ident>,
    /// What closures that are not `move` take along, by the mentions in them.
    captured: HashMap<MentionId, Ident>,
    /// Variables printed by their names alone.
    plain: HashSet<VarId>,
    numbers: HashMap<PointId, u32>,
    numbers_order: HashMap<PointId, u32>,
    join_numbers: HashMap<PointId, u32>,
    /// The user's items, which stand before the enums.
    items: Vec<TokenStream>,
    joins: u32,
    labels: u32,
    arg_used: bool,
    /// Where the variables that the pause at hand gives away are named again.
    named_next: HashMap<VarId, Span>,
    /// `world = yield_wait!();` was left out, as the step brings `world`.
    assigns_loan: bool,
    /// The table of states, for the docs of a machine that has a name.
    docs: std::cell::RefCell<proc_macro2::TokenStream>,
    /// Fields whose types are not seen: where, and what.
    untyped: std::cell::RefCell<Vec<Untyped>>,
}

/// A place for what we make.
pub fn ours(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}

/// `snake_case` or whatever to `CamelCase`.
pub fn camel(name: &str) -> String {
    let mut out = String::new();
    for part in name
        .trim_start_matches("r#")
        .split('_')
        .filter(|part| !part.is_empty())
    {
        let mut chars = part.chars();
        out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        out.extend(chars);
    }
    if out.is_empty() || out.starts_with(|first: char| first.is_ascii_digit()) {
        out.insert(0, 'V');
    }
    out
}

//! What each sentinel stands for, one row each.
//!
//! Filled while the function is resolved, read by every later pass; a later pass may add rows
//! (variables of origin `Hidden`) and changes none.

use super::Owner;
use crate::carry::Copied;
use crate::ir::PointId;
use crate::maps::{HashMap, HashSet};
use crate::names::{self, MacroId, MentionId, TargetId, VarId};
use proc_macro2::{Ident, Span, TokenStream};
use std::cell::RefCell;
use syn::{Expr, ExprPath, Lifetime, MacroDelimiter, Path, Token, Type};

/// A variable of the function.
#[derive(Debug, Clone)]
pub struct Var {
    /// Its row.
    pub id: VarId,
    /// Its name as written: raw or not, with span and hygiene.
    pub ident: Ident,
    /// Bound with `mut`.
    pub mutable: bool,
    /// Bound with `ref`.
    pub by_ref: bool,
    /// The type written beside it: `let x: T`, `x: T` of a parameter. Only where the whole pattern
    /// is this variable.
    pub ty: Option<Type>,
    /// What bound it.
    pub origin: Origin,
    /// Bound by `Foo { x }`, which is `Foo { x: __coro_var_n }` in the tree.
    pub shorthand: bool,
}

/// What bound a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A parameter of the function.
    Param,
    /// `self`.
    SelfParam,
    /// The pattern after `receives`.
    Received,
    /// `let x` whose whole pattern is the variable.
    Let,
    /// A larger pattern: a match arm, `for`, `if let`, `let .. else`, destructuring.
    Pattern,
    /// A parameter of a closure, or a local of the body of a closure, async block or const block.
    /// Never carried over a pause.
    Closure,
    /// A variable of the function around a `coro!(|| ..)` expression.
    Captured,
    /// Made by a later pass.
    Hidden,
}

/// A place that names a variable.
#[derive(Debug, Clone)]
#[allow(dead_code)] // a row says what it is, whoever asks
pub struct Mention {
    /// Its row.
    pub id: MentionId,
    /// The variable.
    pub var: VarId,
    /// The name as written at this place.
    pub ident: Ident,
    /// Written `Foo { x }`, which is `Foo { x: __coro_use_n }` in the tree.
    pub shorthand: bool,
    /// Written `{x}` inside a format string: in the tree it is one more argument of the macro.
    pub inline: bool,
    /// Whether a closure or async block between the variable and this place captures it.
    pub in_closure: Option<ClosureKind>,
    /// Inside the tokens of a macro of unknown grammar.
    pub opaque: bool,
}

/// How closures capture. Of several nested ones, `Move` if any of them is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClosureKind {
    /// `move |..|`, `async move { .. }`
    Move,
    /// Without `move`: what is captured how is rustc's decision.
    ByRef,
}

/// A loop or a labelled block: what `break` and `continue` refer to.
#[derive(Debug, Clone)]
#[allow(dead_code)] // a row says what it is, whoever asks
pub struct Target {
    /// Its row.
    pub id: TargetId,
    /// The label the user gave it.
    pub label: Option<Lifetime>,
    /// What it is.
    pub kind: TargetKind,
    /// It stands inside a closure, an async block or a const block.
    pub in_closure: bool,
}

/// What a jump can refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TargetKind {
    /// `loop { .. }`
    Loop,
    /// `while c { .. }`
    While,
    /// `for p in e { .. }`
    For,
    /// `'a: { .. }`
    Block,
}

/// A call of a std macro whose arguments are known to be expressions. In the tree it is
/// `__coro_macro_n(..)` with one argument for each of `args`, each in an `Expr::Group`.
#[derive(Debug, Clone)]
pub struct MacroCall {
    /// Its row.
    pub id: MacroId,
    /// `println`, `std::println`.
    pub path: Path,
    /// The `!`.
    pub bang: Token![!],
    /// The delimiters as written.
    pub delimiter: MacroDelimiter,
    /// What is known of each argument of the call, in its order.
    pub args: Vec<MacroArg>,
    /// The `;` of `vec![x; n]`, which stands between the only two arguments.
    pub semi: Option<Token![;]>,
    /// The comma after the last argument the user wrote.
    pub trailing: Option<Token![,]>,
}

/// One argument of a known macro.
#[derive(Debug, Clone)]
pub struct MacroArg {
    /// `name =` of a named argument.
    pub prefix: TokenStream,
    /// What the macro does with it.
    pub context: ArgContext,
    /// Not written by the user: `{x}` of the format string, said as `x = __coro_use_n`.
    pub inline: bool,
    /// The text of the argument, if the macro quotes it: `assert!(c)`, `dbg!(c)`. When the argument
    /// is printed in other words, the printer has the macro quote these all the same.
    pub quoted: Option<String>,
}

/// What a macro does with an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ArgContext {
    /// Takes a reference to it.
    ByRef,
    /// Uses its value.
    ByValue,
    /// Calls a method on it: the first argument of `write!`.
    Place,
}

/// What the sentinels of one function stand for. Each row's `id` is its position.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// `__coro_var_n`
    pub vars: Vec<Var>,
    /// `__coro_use_n`
    pub mentions: Vec<Mention>,
    /// `'__coro_to_n`, `'__coro_at_n`
    pub targets: Vec<Target>,
    /// `__coro_macro_n`
    pub macros: Vec<MacroCall>,
    /// Mentions for which a variable surely has to be `mut`.
    pub changing: HashSet<MentionId>,
    /// Mentions inside of blocks that [`crate::waits`] made.
    pub waiting: HashSet<MentionId>,
    /// Variables that plainly own a collection of the standard library.
    pub owners: HashMap<VarId, Owner>,
    /// Variables that may own a text as well as refer to one: `let line = read_line().await?`.
    pub handed_over: HashSet<VarId>,
    /// What types variables seem to have.
    pub hints: HashMap<VarId, Type>,
    /// The types of what each step lends.
    pub loans: HashMap<VarId, Type>,
    /// Variables whose closures surely can be called once only, or as well may be gone after it.
    pub once_closures: HashSet<VarId>,
    /// Those of them whose closures own what they give away.
    pub owning_once: HashSet<VarId>,
    /// Parts of variables that own what they hold.
    pub owned_parts: HashSet<VarId>,
    /// Variables that plainly are references into others of the function.
    pub lent: HashSet<VarId>,
    /// Those of them that may change what they refer to.
    pub lent_mutably: HashSet<VarId>,
    /// Variables that plainly are `&mut`, whatever they refer to.
    pub mutable_references: HashSet<VarId>,
    /// Variables that are made `None` or `Some(..)`.
    pub options: HashSet<VarId>,
    /// Variables that plainly are references to what lives longer than the machine.
    pub outer: HashSet<VarId>,
    /// Variables that are taken for collections.
    pub presumed: HashSet<VarId>,
    /// Fns that give a coroutine, and parameters of types that are one, by name.
    pub machines: HashSet<String>,
    /// Parameters of types that are iterators, by name.
    pub iterators: HashSet<String>,
    /// The name of the type in whose impl the function stands, where it is told.
    pub self_type: Option<Ident>,
    /// `self` is a parameter by value.
    pub self_is_value: bool,
    /// There is a `&mut self`.
    pub self_is_lent: bool,
    /// References that are lent anew at each step, always to the same.
    pub same_loans: HashSet<VarId>,
    /// Iterators all of whose closures plainly borrow.
    pub adapters: HashSet<VarId>,
    /// Guards of locals that nobody names: no state holds them.
    pub released: HashSet<VarId>,
    /// Temporaries that are held where a method may have taken them.
    pub maybe_taken: HashSet<VarId>,
    /// Entries of maps, as their patterns say: whether they are vacant.
    pub entries: HashMap<VarId, bool>,
    /// Senders of channels for one value, as the name of the channel says.
    pub sends_once: HashSet<VarId>,
    /// Type parameters that are bound by a trait of readers.
    pub read_types: HashSet<String>,
    /// Variables that are readers: `reader.lines()` takes them along.
    pub readers: HashSet<VarId>,
    /// Type parameters that are `FnOnce`.
    pub once: HashSet<String>,
    /// The same by an `AsyncFn`.
    pub async_closures: HashSet<String>,
    /// What `resume` is given is plainly a number or the like.
    pub receives_scalar: bool,
    /// It is one, or a text, and no other reference.
    pub receives_number: bool,
    /// How many of the mentions the user wrote; others come behind them.
    pub written: usize,
    /// Receivers of calls of which rustc is asked whether they borrow: these stand where they take.
    pub taken_if_asked: HashSet<MentionId>,
    /// Something is found after a pause that Rust finds before it, and to find it has effects.
    pub finds_late: bool,
    /// A pause comes while parts are left of something that is declared nowhere in the package.
    pub leaves_unseen: bool,
    /// A macro of another crate binds a variable, of which nobody knows when it is dropped: `listener!(event => heard);`.
    pub binds_unseen: bool,
    /// A loop goes on by position in what may as well be an iterator.
    pub presumes_list: bool,
    /// What the user wrote at a pause or at the head of a loop, where the compiler tells.
    pub texts: HashMap<PointId, String>,
    /// The plain scalars, and of how many variables, mentions and hints they were found: a pass that adds none need
    /// not look for them again.
    pub scalars: RefCell<Option<([usize; 3], Copied)>>,
}

impl Tables {
    /// A new variable that the user did not write.
    pub fn hide(&mut self, ident: Ident, mutable: bool) -> VarId {
        let id = VarId::new(self.vars.len());
        self.vars.push(Var {
            id,
            ident,
            mutable,
            by_ref: false,
            ty: None,
            origin: Origin::Hidden,
            shorthand: false,
        });
        id
    }

    /// What makes a `Dead` of a variable: it says what is known of guards and of closures in it.
    pub fn asks(&self, var: VarId, span: Span) -> Ident {
        let name = match var {
            _ if self.released.contains(&var) => "released",
            _ if self.adapters.contains(&var) => "borrowing",
            _ => "new",
        };
        Ident::new(name, span)
    }

    /// A new mention of `var` that the user did not write, called `ident` and printed at `span`.
    pub fn mention_again(&mut self, var: VarId, ident: Ident, span: Span) -> Expr {
        let id = MentionId::new(self.mentions.len());
        self.mentions.push(Mention {
            id,
            var,
            ident,
            shorthand: false,
            inline: false,
            in_closure: None,
            opaque: false,
        });
        Expr::Path(ExprPath {
            attrs: Vec::new(),
            qself: None,
            path: Path::from(names::mention(id, span)),
        })
    }

    /// A new mention of `var` by its own name, printed at `span`.
    pub fn mention_by_name(&mut self, var: VarId, span: Span) -> Expr {
        let ident = self.var(var).map(|row| row.ident.clone());
        let ident = ident.unwrap_or_else(|| Ident::new("part", span));
        self.mention_again(var, ident, span)
    }

    /// The variable `id`, if the table has it.
    pub fn var(&self, id: VarId) -> Option<&Var> {
        self.vars.get(id.index())
    }

    /// Whether the call `id` of a macro never returns: `panic!`, `unreachable!` and their like.
    pub fn is_panic(&self, id: MacroId) -> bool {
        let name = self.macro_call(id).and_then(|row| row.path.segments.last());
        name.is_some_and(|last| {
            ["panic", "unreachable", "todo", "unimplemented"]
                .iter()
                .any(|name| last.ident == name)
        })
    }

    /// The mention `id`, if the table has it.
    pub fn mention(&self, id: MentionId) -> Option<&Mention> {
        self.mentions.get(id.index())
    }

    /// Whether a variable is plainly a `&mut`: where Rust wants one, it is lent on.
    pub fn is_mutable_reference(&self, var: VarId) -> bool {
        let ty = self.var(var).and_then(|row| row.ty.as_ref());
        matches!(ty, Some(Type::Reference(ty)) if ty.mutability.is_some())
            || self.mutable_references.contains(&var)
    }

    /// Whether a mention is one of this variable.
    pub fn is_mention_of(&self, id: MentionId, var: VarId) -> bool {
        self.mention(id).is_some_and(|row| row.var == var)
    }

    /// The loop or block `id`, if the table has it.
    pub fn target(&self, id: TargetId) -> Option<&Target> {
        self.targets.get(id.index())
    }

    /// The macro call `id`, if the table has it.
    pub fn macro_call(&self, id: MacroId) -> Option<&MacroCall> {
        self.macros.get(id.index())
    }
}

//! Which mention is which variable.
//!
//! Takes the parsed parameters and body of one function. Gives the same syntax tree in which every
//! local that is bound and every mention of one is a sentinel (`names`), every known std macro is a
//! call whose arguments are ordinary expressions, and [`Tables`] that say what each sentinel was.
//! The passes after this one never meet shadowing, hygiene, labels of the same name or macros they
//! could have looked into; [`print_back`] gives the user's own words back at the very end.
//!
//! ```text
//! [source]  let x = 1; let x = x + 1; println!("{x}");
//! [output]  let __coro_var_0 = 1;
//!           let __coro_var_1 = __coro_use_0 + 1;
//!           __coro_macro_0("{x}", __coro_use_1);
//! ```
//!
//! The rules are Rust's own (reference, "Scopes"): see `expression` for where a name is visible,
//! `pattern` for what binds, `jump` for labels. Items inside the body are not entered, they cannot
//! see locals. Nothing here knows types, liveness or what a pause does.

mod binding;
mod captured;
mod elements;
mod entries;
mod environment;
mod expansion;
mod expression;
mod jump;
mod machines;
mod macros;
mod mutable;
mod opaque;
mod owners;
mod pattern;
mod pause;
mod presumed;
mod print;
mod readers;
mod rules;
mod statement;
mod tables;
#[cfg(test)]
mod tests;

use crate::error::Errors;
use crate::maps::HashSet;
use crate::names::{self, MentionId, VarId};
use environment::{Environment, Name};
use jump::Jumps;
use opaque::LocalMacro;
use pause::Place;
use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{Block, Expr, FnArg, Pat, Signature};

pub use captured::{Told, surely_declared};
pub use machines::{iterator_types, machine_types, makes_machine};
pub use mutable::is_option;
pub use owners::{
    Owner, find_owners, iterates, name_of, note_loan, of_value, owner_of, owner_of_type,
};
pub use pattern::is_constant;
pub use pause::in_a_constant;
pub use presumed::is_presumed;
pub use print::{Rendering, print_back};
pub use readers::is_read;
pub use tables::{
    ArgContext, ClosureKind, MacroArg, MacroCall, Mention, Origin, Tables, Target, TargetKind, Var,
};

/// A function in sentinels.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// What the sentinels stand for.
    pub tables: Tables,
    /// The parameters; a receiver (`&self`) stays as it is, its variable is in the table.
    pub params: Vec<FnArg>,
    /// The pattern after `receives`.
    pub received: Option<Pat>,
    /// The body.
    pub body: Block,
}

/// The expression form in sentinels.
#[derive(Debug, Clone)]
pub struct ResolvedExpression {
    /// What the sentinels stand for. The variables of origin `Captured` come first, in the order
    /// of their first mention.
    pub tables: Tables,
    /// The pattern between the bars.
    pub received: Option<Pat>,
    /// The body.
    pub body: Expr,
}

/// Puts a function into sentinels. Mistakes are reported to `errors`; there is always a tree, so
/// that the mistakes of later passes can be found as well.
///
/// `received` is visible in the body like a parameter.
pub fn resolve(
    sig: &Signature,
    received: Option<&Pat>,
    body: &Block,
    errors: &mut Errors,
) -> Resolved {
    let mut resolver = Resolver::new(errors);
    resolver.catches = crate::emit::catches_returns(&sig.output);
    resolver.environment.open();
    let (params, received) = resolver.bind_inputs(&sig.inputs, received);
    let mut body = body.clone();
    resolver.block(&mut body);
    Resolved {
        tables: resolver.tables,
        params,
        received,
        body,
    }
}

/// Puts the expression form, `coro!(|received| body)`, into sentinels.
///
/// Without types or the function around it, a capture has to be told by its looks: a path of one
/// segment that begins in lower case or with `_`, is bound nowhere inside and is not called. What
/// is only called is taken for a function. A `static` in lower case would be taken for a variable,
/// which does no harm.
pub fn resolve_expression(
    received: Option<&Pat>,
    body: &Expr,
    errors: &mut Errors,
) -> ResolvedExpression {
    let captures = free_variables(received, body);
    let mut resolver = Resolver::new(errors);
    resolver.environment.open();
    for ident in captures {
        resolver.declare_captured(ident);
    }
    resolver.environment.open();
    let received = received.map(|pattern| resolver.bind_received(pattern));
    let mut body = body.clone();
    resolver.expression(&mut body);
    ResolvedExpression {
        tables: resolver.tables,
        received,
        body,
    }
}

/// What `body` mentions and does not bind, in the order of first mention.
fn free_variables(received: Option<&Pat>, body: &Expr) -> Vec<Ident> {
    // Mistakes are reported by the pass that follows this one.
    let mut unheard = Errors::new();
    let mut resolver = Resolver::new(&mut unheard);
    resolver.free = Some(Vec::new());
    resolver.environment.open();
    if let Some(pattern) = received {
        resolver.bind_received(pattern);
    }
    resolver.expression(&mut body.clone());
    resolver.free.unwrap_or_default()
}

/// The pass: the tables so far and what is in scope where it stands. Its methods are spread over
/// the files of this folder, one concern each.
struct Resolver<'errors> {
    tables: Tables,
    environment: Environment,
    jumps: Jumps,
    /// The `macro_rules!` in scope that were defined in the body.
    local_macros: Vec<LocalMacro>,
    /// How many calls of macros were replaced by what they become.
    expansions: usize,
    /// The macros of the body of which some were.
    expanded: HashSet<String>,
    /// Whether the early return of a macro can be caught where its call stays one.
    catches: bool,
    /// Where it stands, as far as pausing is concerned.
    place: Place,
    /// The names that were not found and look like variables. Only asked for to find captures.
    free: Option<Vec<Ident>>,
    /// Names among the tokens of macros that are not known, which those may bind.
    handed_in: HashSet<String>,
    errors: &'errors mut Errors,
}

impl<'errors> Resolver<'errors> {
    /// A pass that has seen nothing yet.
    fn new(errors: &'errors mut Errors) -> Self {
        Resolver {
            tables: Tables::default(),
            environment: Environment::default(),
            jumps: Jumps::default(),
            local_macros: Vec::new(),
            expansions: 0,
            expanded: HashSet::default(),
            catches: false,
            place: Place::Body,
            free: None,
            handed_in: HashSet::default(),
            errors,
        }
    }

    /// What stands at `ident`, if that is a variable in scope: the sentinel of a new mention.
    fn mention(&mut self, ident: &Ident, how: How) -> Option<Ident> {
        let var = self.environment.find(ident)?;
        Some(self.mention_variable(var, ident, how))
    }

    /// The sentinel of a new mention of `var`.
    fn mention_variable(&mut self, var: VarId, ident: &Ident, how: How) -> Ident {
        let id = MentionId::new(self.tables.mentions.len());
        self.tables.mentions.push(Mention {
            id,
            var,
            ident: ident.clone(),
            shorthand: how == How::Shorthand,
            inline: matches!(how, How::Inline | How::OpaqueInline),
            in_closure: self.environment.captured(var),
            opaque: matches!(how, How::Opaque | How::OpaqueInline),
        });
        names::mention(id, ident.span())
    }

    /// Notes a name that is no local, for the expression form, or one that a macro bound.
    fn not_found(&mut self, ident: &Ident) {
        self.tables.binds_unseen |= self.handed_in.contains(&ident.to_string());
        let Some(free) = &mut self.free else { return };
        let is_one = match ident == "self" {
            true => captured::is_self_by_value(ident),
            false => looks_like_a_variable(ident),
        };
        if is_one {
            let name = Name::of(ident);
            if !free.iter().any(|seen| Name::of(seen) == name) {
                free.push(ident.clone());
            }
        }
    }
}

/// How a variable is mentioned.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// `x`
    Plain,
    /// `Foo { x }`
    Shorthand,
    /// `{x}` in the format string of a known macro
    Inline,
    /// `x` in the tokens of an unknown macro
    Opaque,
    /// `{x}` in a string in the tokens of an unknown macro
    OpaqueInline,
}

/// Whether a path of one segment is rather a variable than a constant, by Rust's conventions.
fn looks_like_a_variable(ident: &Ident) -> bool {
    let text = ident.unraw().to_string();
    text.starts_with(|first: char| first == '_' || first.is_lowercase())
}

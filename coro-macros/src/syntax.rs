//! What was written: the first pass.
//!
//! - Takes: the tokens of `coro! { .. }`, or of `#[coroutine(..)]` and the fn under it.
//! - Gives: an [`Input`]: the functions that pause ([`CoroFn`]) among the items around them,
//!   or one expression ([`CoroExpr`]).
//!
//! ```text
//! pub fn averager<T>(scale: T) receives mut sample: f64 yields f64 -> u32 where T: Scale { .. }
//!                              ^^^^^^^^^^^^^^^^^^^^^^^^ ^^^^^^^^^^ ^^^^^^
//! ```
//!
//! The marked clauses are this module's; everything else is parsed by syn. The items of
//! `coro!` are first told apart as plain tokens (`split`), so a syntax error stays inside
//! the fn that has it and the others are compiled as if nothing had happened.
//!
//! Does not: look inside bodies, beyond asking whether they contain a yield.

mod attribute;
mod boxed;
mod clauses;
mod converted;
mod expression;
mod foreign;
mod forever;
mod function;
mod handed_out;
mod items;
mod lifetimes;
mod loans;
pub mod made;
mod meeting;
mod methods;
mod mistakes;
mod signature;
mod split;
#[cfg(test)]
mod tests;
mod tokens;

pub use attribute::attribute;
pub use expression::expression;
pub use forever::outlive_loans;
pub use function::parse_body;
pub use handed_out::hands_out;
pub use items::{input, is_coroutine_at};
pub use loans::take_over_loans;
pub use meeting::let_parameters_meet;
pub use methods::{ImplHead, is_impl, place_methods};
pub use signature::{
    ReceivesKind, elided_lifetimes_named, expression_future_type, expression_output_type,
    expression_yield_type, future_type, is_never, machine_type, output_type, receives_kind,
    signature, signature_of_future, signature_returning, signature_with_inputs, standard_path,
    stays_async, yield_type,
};
pub use tokens::{is_punct, mentions};

use proc_macro2::{Group, Span, TokenStream};
use syn::{Attribute, Block, Expr, Pat, Path, Signature, Type, Visibility};

/// One function that pauses.
#[derive(Debug, Clone)]
pub struct CoroFn {
    /// The user's attributes with the docs, without `#[derive(..)]`.
    pub attrs: Vec<Attribute>,
    /// The traits of `#[derive(..)]`, in order.
    pub derives: Vec<Path>,
    /// `#[machine(pub Name)]`
    pub machine: Option<MachineName>,
    /// `#[migrate(..)]`
    pub migrate: Option<Expr>,
    /// The `impl` that it stands in, of a fn whose code stands elsewhere; then its type is in the place of `Self`.
    pub inside: Option<ImplHead>,
    pub vis: Visibility,
    /// As written, with `-> T`; `async` is taken out (see `is_async`), and what no coroutine
    /// can be (`const`, `unsafe`, `extern`, variadic) has been reported and taken out.
    pub sig: Signature,
    pub is_async: bool,
    /// An attribute macro of it, or of the `impl` around it, has to find an `async fn`.
    pub stays_async: bool,
    /// `yields Y`
    pub yields: Option<Type>,
    /// `receives [pattern:] R`
    pub receives: Option<Receives>,
    /// A delegate borrows several of its parameters, whose lifetimes are those of a trait.
    pub meets: bool,
    /// `None` for a trait's `fn f(..) yields T -> R;`, and in some [`ItemLike::Broken`].
    pub body: Option<Block>,
    /// The body's tokens, for what is emitted after an error.
    pub written: Option<Group>,
    /// The fn's name.
    pub span: Span,
}

/// `#[machine(pub Name)]`: the machine is an enum with a name, beside the fn.
#[derive(Debug, Clone)]
pub struct MachineName {
    pub vis: Visibility,
    pub name: syn::Ident,
}

/// `receives [pattern:] R`
#[derive(Debug, Clone)]
pub struct Receives {
    /// What the first value received is bound to.
    pub pattern: Option<Pat>,
    pub ty: Type,
}

/// `coro!(|first: R| yields Y -> T { .. })`
#[derive(Debug, Clone)]
pub struct CoroExpr {
    #[allow(dead_code)] // lints on an expression have nowhere to go
    pub attrs: Vec<Attribute>,
    /// The traits of `#[derive(..)]`, in order.
    pub derives: Vec<Path>,
    /// The closure's parameter.
    pub receives: Option<Parameter>,
    pub yields: Option<Type>,
    /// `-> T`
    pub output: Option<Type>,
    pub is_async: bool,
    pub body: Expr,
    /// The first bar.
    pub span: Span,
}

/// `first: R` between the bars of a [`CoroExpr`].
#[derive(Debug, Clone)]
pub struct Parameter {
    pub pattern: Pat,
    pub ty: Option<Type>,
}

/// What `coro!` was given.
#[derive(Debug)]
pub enum Input {
    Items(Vec<ItemLike>),
    Expr(Box<CoroExpr>),
    /// An expression that could not be parsed; what is wrong has been reported.
    BrokenExpr,
}

/// One item of `coro!`. Printing them in order gives the items back.
#[derive(Debug)]
pub enum ItemLike {
    /// To be compiled.
    Coro(Box<CoroFn>),
    /// Its name and parameters were understood, its clauses or its body were not: only a
    /// signature is emitted.
    Broken(Box<CoroFn>),
    /// `impl .. {`, `trait .. {` or `mod .. {`, then the items in it.
    Block {
        head: TokenStream,
        /// Kept for the spans of its braces.
        braces: Span,
        items: Vec<ItemLike>,
    },
    /// Anything else, untouched.
    Other(TokenStream),
}

/// The one coroutine of a text, also one that is broken.
#[cfg(test)]
pub fn only_coroutine(text: &str) -> CoroFn {
    let tokens = text.parse().expect("the test's text has tokens");
    let Input::Items(mut items) = input(tokens, &mut crate::error::Errors::new()) else {
        panic!("{text} is no item");
    };
    match items.remove(0) {
        ItemLike::Coro(function) | ItemLike::Broken(function) => *function,
        _ => panic!("{text} is no coroutine"),
    }
}

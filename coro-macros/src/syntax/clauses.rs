//! The clauses behind a fn's parameters: `receives p: R yields Y -> T where ..`.
//!
//! - Takes: the tokens from there to the body.
//! - Gives: [`Clauses`]. Each clause that could be understood is there even if another one
//!   could not, stands twice or stands in the wrong order: those are reported.
//!
//! ```text
//! receives (a, b): (u8, u8) yields u64 -> String
//! ```
//!
//! Does not: know whether a fn or a `coro!(|..| ..)` is being read.

use super::Receives;
use crate::error::Errors;
use proc_macro2::{Ident, Span, TokenTree};
use syn::parse::ParseStream;
use syn::parse::discouraged::Speculative;
use syn::{Pat, ReturnType, Token, Type, WhereClause};

/// What was found.
#[derive(Debug, Default)]
pub struct Clauses {
    pub receives: Option<Receives>,
    pub yields: Option<Type>,
    pub output: Option<ReturnType>,
    pub where_clause: Option<WhereClause>,
    /// A clause was there but could not be understood, so its absence means nothing.
    pub is_incomplete: bool,
}

/// The clauses in the order in which they have to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Clause {
    Receives,
    Yields,
    Output,
    Where,
}

impl Clause {
    fn written(self) -> &'static str {
        match self {
            Clause::Receives => "receives",
            Clause::Yields => "yields",
            Clause::Output => "->",
            Clause::Where => "where",
        }
    }

    fn example(self) -> &'static str {
        match self {
            Clause::Receives => "fn name() receives first: f64",
            Clause::Yields => "fn name() yields u64",
            Clause::Output => "fn name() -> u64",
            Clause::Where => "fn name<T>() where T: Clone",
        }
    }
}

/// Reads clauses until something else stands there.
pub fn clauses(input: ParseStream, errors: &mut Errors) -> Clauses {
    let mut found = Clauses::default();
    let mut last = None;
    loop {
        reject_separator(input, errors);
        let Some(clause) = next_clause(input) else {
            return found;
        };
        let place = first_span(input);
        let is_twice = found.has(clause);
        check_order(clause, is_twice, last, place, errors);
        let result = match clause {
            Clause::Receives => found.read_receives(input, errors),
            Clause::Yields => found.read_yields(input, errors),
            Clause::Output => found.read_output(input, errors),
            Clause::Where => found.read_where(input),
        };
        if let Err(error) = result {
            errors.syntax(error);
            skip_to_clause(input);
            found.is_incomplete = true;
        }
        last = last.max(Some(clause));
    }
}

/// Rule: the clauses stand side by side, and the returned type behind `->`.
fn reject_separator(input: ParseStream, errors: &mut Errors) {
    let ahead = input.fork();
    if let Ok(comma) = ahead.parse::<Token![,]>()
        && next_clause(&ahead).is_some()
    {
        input.advance_to(&ahead);
        errors
            .report(comma, "a `,` between clauses")
            .help("remove it: `fn name() receives first: R yields Y -> T`");
    }
}

/// Rule: no clause stands twice, and they stand in the order `receives`, `yields`, `->`, `where`.
fn check_order(
    clause: Clause,
    is_twice: bool,
    last: Option<Clause>,
    place: Span,
    errors: &mut Errors,
) {
    let written = clause.written();
    if is_twice {
        errors
            .report_at(place, format!("`{written}` stands twice"))
            .help(format!("keep one of them, as in `{}`", clause.example()));
    } else if let Some(last) = last
        && clause < last
    {
        errors
            .report_at(
                place,
                format!("`{written}` stands after `{}`", last.written()),
            )
            .help("write `fn name(..) receives first: R yields Y -> T where ..`, in this order");
    }
}

impl Clauses {
    fn has(&self, clause: Clause) -> bool {
        match clause {
            Clause::Receives => self.receives.is_some(),
            Clause::Yields => self.yields.is_some(),
            Clause::Output => self.output.is_some(),
            Clause::Where => self.where_clause.is_some(),
        }
    }

    fn read_receives(&mut self, input: ParseStream, errors: &mut Errors) -> syn::Result<()> {
        let word: Ident = input.parse()?;
        match receives_after_word(input, &word, errors)? {
            Some(receives) => {
                self.receives.get_or_insert(receives);
            }
            None => self.is_incomplete = true,
        }
        Ok(())
    }

    fn read_yields(&mut self, input: ParseStream, errors: &mut Errors) -> syn::Result<()> {
        let word: Ident = input.parse()?;
        if input.peek(Token![:]) && !input.peek(Token![::]) {
            let colon: Token![:] = input.parse()?;
            errors
                .report(colon, "`yields` takes a type alone, without `:`")
                .help("write `yields u64`");
        }
        if is_type_missing(input) {
            errors
                .report(&word, "`yields` without a type")
                .help("write the type of what is yielded after it, as in `yields u64`")
                .note("a fn without `yields` yields `Wait`, by `yield_wait!()`");
            self.is_incomplete = true;
            return Ok(());
        }
        let ty = parse_type(input)?;
        if let Type::ImplTrait(opaque) = &ty {
            errors
                .report(
                    opaque.impl_token,
                    "`yields` takes a type, and `impl Trait` is none that can be named",
                )
                .help("write the type itself, or `yields Box<dyn Trait>`");
            self.is_incomplete = true;
            return Ok(());
        }
        self.yields.get_or_insert(ty);
        Ok(())
    }

    fn read_output(&mut self, input: ParseStream, errors: &mut Errors) -> syn::Result<()> {
        let arrow: Token![->] = match input.parse::<Option<Token![=>]>>()? {
            None => input.parse()?,
            Some(wrong) => {
                errors
                    .report(wrong, "the returned type stands behind `->`, not `=>`")
                    .help("write `fn name() -> T`");
                Token![->](wrong.spans[0])
            }
        };
        if is_type_missing(input) {
            errors
                .report(arrow, "`->` without a type")
                .help("write the type of what the coroutine returns after it, as in `-> u64`");
            self.is_incomplete = true;
            return Ok(());
        }
        let ty = parse_type(input)?;
        self.output
            .get_or_insert(ReturnType::Type(arrow, Box::new(ty)));
        Ok(())
    }

    fn read_where(&mut self, input: ParseStream) -> syn::Result<()> {
        let clause = input.parse()?;
        self.where_clause.get_or_insert(clause);
        Ok(())
    }
}

/// `pattern: R` or `R`, behind `receives`. `None` if nothing is there, which is reported.
pub fn receives_after_word(
    input: ParseStream,
    word: &Ident,
    errors: &mut Errors,
) -> syn::Result<Option<Receives>> {
    if is_type_missing(input) {
        errors
            .report(word, "`receives` without a type")
            .help("write what `resume` takes after it: `receives f64`, or with a name for the first one `receives first: f64`");
        return Ok(None);
    }
    if is_single_colon(input) {
        let colon: Token![:] = input.parse()?;
        errors
            .report(colon, "`receives` with a `:` but no name before it")
            .help("write `receives first: f64`, or `receives f64` if the first value is of no use");
    }
    let ahead = input.fork();
    if let Ok(pattern) = Pat::parse_single(&ahead) {
        if is_single_colon(&ahead) {
            input.advance_to(&ahead);
            input.parse::<Token![:]>()?;
            return receives_type(input, Some(pattern), word, errors);
        }
        // `receives mut first`: a pattern for sure, and nothing after it.
        let is_type = input.fork().parse::<Type>().is_ok();
        if !is_type && is_type_missing(&ahead) {
            input.advance_to(&ahead);
            return receives_type(input, Some(pattern), word, errors);
        }
    }
    receives_type(input, None, word, errors)
}

fn receives_type(
    input: ParseStream,
    pattern: Option<Pat>,
    word: &Ident,
    errors: &mut Errors,
) -> syn::Result<Option<Receives>> {
    if is_type_missing(input) {
        errors
            .report(word, "`receives` with a pattern but no type")
            .help("write the type after it, as in `receives first: f64`");
        return Ok(None);
    }
    let ty = parse_type(input)?;
    Ok(Some(Receives { pattern, ty }))
}

/// syn's own message lists all that a type may begin with.
fn parse_type(input: ParseStream) -> syn::Result<Type> {
    let first: TokenTree = input.fork().parse()?;
    let begins_a_type = match &first {
        TokenTree::Punct(sign) => matches!(sign.as_char(), '<' | '&' | '*' | '!' | ':' | '\''),
        TokenTree::Literal(_) => false,
        TokenTree::Ident(_) | TokenTree::Group(_) => true,
    };
    if begins_a_type {
        input.parse()
    } else {
        let message = format!("expected a type, found `{first}`");
        Err(syn::Error::new(first.span(), message))
    }
}

fn next_clause(input: ParseStream) -> Option<Clause> {
    if input.peek(Token![->]) || input.peek(Token![=>]) {
        Some(Clause::Output)
    } else if input.peek(Token![where]) {
        Some(Clause::Where)
    } else {
        match input.fork().parse::<Ident>() {
            Ok(word) if word == "receives" => Some(Clause::Receives),
            Ok(word) if word == "yields" => Some(Clause::Yields),
            _ => None,
        }
    }
}

/// A type ends, or fails to begin, where the next clause, the body or the end stands.
fn is_type_missing(input: ParseStream) -> bool {
    input.is_empty()
        || input.peek(Token![;])
        || input.peek(syn::token::Brace)
        || next_clause(input).is_some()
}

fn is_single_colon(input: ParseStream) -> bool {
    input.peek(Token![:]) && !input.peek(Token![::])
}

fn skip_to_clause(input: ParseStream) {
    while !is_type_missing(input) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}

fn first_span(input: ParseStream) -> Span {
    input
        .fork()
        .parse::<TokenTree>()
        .map_or_else(|_| input.span(), |tree| tree.span())
}

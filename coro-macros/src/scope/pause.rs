//! Where the function pauses, and where it cannot.
//!
//! ```text
//! [source]  let a = yield_value!(n + 1);
//! [output]  let a = __coro_yield_value(__coro_use_0 + 1);
//! ```
//!
//! A pause is known by the last segment of the macro's path. `.await` stays what it is. Four places
//! cannot pause (closures, nested `async` blocks, constants, match guards), nor can `unsafe` blocks
//! and the arguments of a macro of unknown grammar: each of them is an error that says what to
//! write; an `async fn` is given to rustc where it waits in a guard or an `unsafe` block ([`crate::anchored`]). Inside
//! a nested `async` block `.await` is rustc's, and inside a closure so is the error.

use super::Resolver;
use crate::names::{self, YieldKind};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Expr, ExprAwait, ExprCall, ExprPath, Macro, MacroDelimiter, Path, Token, token,
};

/// Where the pass stands, as far as pausing is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the function itself: here it can pause.
    Body,
    /// In a match guard.
    Guard,
    /// In an `unsafe` block.
    Unsafe,
    /// In a closure.
    Closure,
    /// In an `async` block.
    Async,
    /// In a constant.
    Const,
}

impl Place {
    /// Enters `inner`, gives the place to come back to. What makes a function of its own decides
    /// over the guards and `unsafe` blocks inside it.
    pub fn enter(&mut self, inner: Place) -> Place {
        let outside = *self;
        let own_function = matches!(inner, Place::Closure | Place::Async | Place::Const);
        if own_function || matches!(self, Place::Body | Place::Guard | Place::Unsafe) {
            *self = inner;
        }
        outside
    }
}

impl Resolver<'_> {
    /// `yield_value!(e)` as the call `__coro_yield_value(e)`.
    pub(super) fn yield_call(
        &mut self,
        kind: YieldKind,
        mac: &Macro,
        attrs: Vec<Attribute>,
    ) -> Expr {
        let at = last_span(&mac.path);
        self.check_yield(kind, &mac.path);
        let mut args = self.yield_arguments(kind, mac);
        for arg in &mut args {
            self.expression(arg);
        }
        let paren_token = match &mac.delimiter {
            MacroDelimiter::Paren(paren) => *paren,
            MacroDelimiter::Brace(brace) => token::Paren { span: brace.span },
            MacroDelimiter::Bracket(bracket) => token::Paren { span: bracket.span },
        };
        make_call(kind, at, attrs, paren_token, args)
    }

    /// The arguments of a yield, as many as it takes.
    fn yield_arguments(&mut self, kind: YieldKind, mac: &Macro) -> Punctuated<Expr, Token![,]> {
        let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
        let args = match parse_inside(mac, parser) {
            Ok(args) => args,
            Err(error) => {
                self.errors.syntax(error);
                return Punctuated::new();
            }
        };
        let written = crate::error::written(&mac.tokens);
        match (kind, args.len()) {
            (YieldKind::Wait, 0) | (YieldKind::Value, 0 | 1) | (YieldKind::From, 1 | 2) => {}
            (YieldKind::Wait, _) => {
                self.errors
                    .report(&mac.tokens, "`yield_wait!` takes no argument")
                    .help(format!(
                        "to hand out a value write `yield_value!({written})`"
                    ));
            }
            (YieldKind::Value, _) => {
                self.errors
                    .report(&mac.tokens, "`yield_value!` hands out one value")
                    .help(format!("hand out a tuple: `yield_value!(({written}))`"));
            }
            (YieldKind::From, 0) => {
                self.errors
                    .report(&mac.path, "`yield_from!` needs something to run")
                    .help("write `yield_from!(coroutine)`, or `yield_wait!()` for a plain pause");
            }
            (YieldKind::From, _) => {
                self.errors
                    .report(&mac.tokens, "`yield_from!` takes one or two arguments")
                    .help(
                        "write `yield_from!(coroutine)`, or `yield_from!(coroutine, first)` \
                         where the coroutine receives values",
                    );
            }
        }
        args
    }

    /// `yield e`, which is no stable Rust and not the language of this macro.
    pub(super) fn bare_yield(&mut self, expr: &mut Expr) {
        let Expr::Yield(written) = expr else { return };
        let mut args = Punctuated::new();
        let (kind, help) = match written.expr.take().map(behind_bang) {
            // `yield!()`
            Some(Ok(None)) => (YieldKind::Wait, "write `yield_wait!()`".to_string()),
            // `yield!(e)`
            Some(Ok(Some(value))) => {
                let text = crate::error::written(&value);
                args.push(*value);
                (YieldKind::Value, format!("write `yield_value!({text})`"))
            }
            Some(Err(value)) => {
                let text = crate::error::written(&value);
                args.push(*value);
                (YieldKind::Value, format!("write `yield_value!({text})`"))
            }
            None => (YieldKind::Wait, "write `yield_wait!()`".to_string()),
        };
        let at = written.yield_token.span;
        self.errors
            .report_at(at, "`yield` is a word that Rust keeps for itself")
            .help(help);
        for arg in &mut args {
            self.expression(arg);
        }
        let attrs = std::mem::take(&mut written.attrs);
        *expr = make_call(kind, at, attrs, token::Paren(at), args);
    }

    /// `yield_value(e)`, `yield_wait;`: without the sign that makes it the macro. Tells whether it was one.
    pub(super) fn yield_without_bang(&mut self, ident: &Ident) -> bool {
        let Some(kind) = YieldKind::of_macro(ident) else {
            return false;
        };
        let call = kind.call();
        self.errors
            .report(ident, format!("`{ident}` is a macro"))
            .help(format!("write `{call}`, with `!` behind its name"));
        true
    }

    /// Reports a yield that stands where none can.
    fn check_yield(&mut self, kind: YieldKind, path: &Path) {
        let name = kind.macro_name();
        let call = kind.call();
        let (sentence, help, note) = match self.place {
            Place::Body => return,
            Place::Guard => (
                format!("`{name}!` cannot stand in a match guard"),
                "pause in the arm: `pattern => if .. { .. }`".to_string(),
                "a guard only looks at a value that is not matched yet",
            ),
            Place::Unsafe => (
                format!("`{name}!` cannot stand in an `unsafe` block"),
                format!("end the block before the pause: `let value = unsafe {{ .. }}; {call}`"),
                "what runs after a pause is another function, and no block reaches into it",
            ),
            Place::Closure => (
                format!("`{name}!` cannot stand in a closure"),
                "use a loop instead of the closure, or make it a coroutine of its own: \
                 `coro!(|| { .. })`"
                    .to_string(),
                "a closure is a function of its own, which cannot pause the one around it",
            ),
            Place::Async => (
                format!("`{name}!` cannot stand in an `async` block"),
                "write `coro!(move || { .. })` instead of `async move { .. }`".to_string(),
                "an `async` block is a machine of its own, made by rustc",
            ),
            Place::Const => in_a_constant(kind),
        };
        self.errors.report(path, sentence).help(help).note(note);
    }

    /// Reports an `.await` that stands where it cannot pause.
    pub(super) fn check_await(&mut self, awaited: &ExprAwait) {
        let (place, help) = match self.place {
            Place::Guard => (
                "a match guard",
                "wait in the arm: `pattern => if .. { .. }`",
            ),
            Place::Unsafe => (
                "an `unsafe` block",
                "end the block first: `let future = unsafe { .. }; future.await`",
            ),
            Place::Body | Place::Closure | Place::Async | Place::Const => return,
        };
        self.errors
            .report(
                awaited.await_token,
                format!("`.await` cannot stand in {place}"),
            )
            .help(help);
    }

    /// Reports the yields in something that rustc takes for a constant: a type, a generic
    /// argument, the length of an array.
    pub(super) fn constant_tokens(&mut self, tokens: &impl ToTokens) {
        let outside = self.place.enter(Place::Const);
        for (kind, path) in yields_in(tokens.to_token_stream()) {
            self.check_yield(kind, &path);
        }
        self.place = outside;
    }

    /// Reports the yields in an expression whose grammar syn does not know.
    pub(super) fn unknown_tokens(&mut self, tokens: &TokenStream) {
        for (kind, path) in yields_in(tokens.clone()) {
            self.errors
                .report(
                    path,
                    format!(
                        "`{}!` in an expression that is unstable Rust",
                        kind.macro_name()
                    ),
                )
                .help("write the expression in stable Rust");
        }
    }
}

/// Parses what stands between the delimiters of a macro: an end that comes too early is told of at the last of them.
fn parse_inside<T>(mac: &Macro, parser: fn(ParseStream) -> syn::Result<T>) -> syn::Result<T> {
    let close = match &mac.delimiter {
        MacroDelimiter::Paren(paren) => paren.span.close(),
        MacroDelimiter::Brace(brace) => brace.span.close(),
        MacroDelimiter::Bracket(bracket) => bracket.span.close(),
    };
    let mut group = Group::new(Delimiter::Parenthesis, mac.tokens.clone());
    group.set_span(close);
    let inside = |input: ParseStream| {
        let content;
        syn::parenthesized!(content in input);
        parser(&content)
    };
    inside.parse2(TokenTree::Group(group).into())
}

/// Every `yield_..!` among these tokens, however deep.
fn yields_in(tokens: TokenStream) -> Vec<(YieldKind, Path)> {
    let mut found = Vec::new();
    let mut trees = tokens.into_iter().peekable();
    while let Some(tree) = trees.next() {
        match tree {
            TokenTree::Group(group) => found.extend(yields_in(group.stream())),
            TokenTree::Ident(ident) => {
                let called =
                    matches!(trees.peek(), Some(TokenTree::Punct(mark)) if mark.as_char() == '!');
                if let Some(kind) = YieldKind::of_macro(&ident)
                    && called
                {
                    found.push((kind, ident.into()));
                }
            }
            _ => {}
        }
    }
    found
}

/// `__coro_yield_..(args)`
fn make_call(
    kind: YieldKind,
    at: Span,
    attrs: Vec<Attribute>,
    paren_token: token::Paren,
    args: Punctuated<Expr, Token![,]>,
) -> Expr {
    Expr::Call(ExprCall {
        attrs,
        func: Box::new(Expr::Path(ExprPath {
            attrs: Vec::new(),
            qself: None,
            path: names::yield_call(kind, at).into(),
        })),
        paren_token,
        args,
    })
}

/// The span of the last segment, which names the macro.
fn last_span(path: &Path) -> Span {
    path.segments
        .last()
        .map_or_else(Span::call_site, |segment| segment.ident.span())
}

/// What stands in the parentheses of `!(e)`, which is read of `yield!(e)`; anything else is given back.
fn behind_bang(value: Box<Expr>) -> Result<Option<Box<Expr>>, Box<Expr>> {
    let Expr::Unary(not) = &*value else {
        return Err(value);
    };
    match (&not.op, &*not.expr) {
        (syn::UnOp::Not(_), Expr::Paren(paren)) => Ok(Some(paren.expr.clone())),
        (syn::UnOp::Not(_), Expr::Tuple(tuple)) if tuple.elems.is_empty() => Ok(None),
        (syn::UnOp::Not(_), Expr::Tuple(_)) => Ok(Some(not.expr.clone())),
        _ => Err(value),
    }
}

/// What is said of a yield in a constant: what is wrong, what to write, and why.
pub fn in_a_constant(kind: YieldKind) -> (String, String, &'static str) {
    let (name, call) = (kind.macro_name(), kind.call());
    (
        format!("`{name}!` cannot stand in a constant"),
        format!("pause before it: `let value = {call};`"),
        "a constant is computed while the program is compiled",
    )
}

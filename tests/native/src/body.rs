//! Rewrites a body: each pause becomes rustc's `yield`, in the very place it was written.
//!
//! [source] `total += yield_value!(i);`    [output] `total += (yield i);`
//! [source] `yield_from!(c)`               [output] `match delegate(c) { inner => loop { .. yield .. } }`
//!
//! Works on tokens, so that it reaches into every macro's arguments; only `.await` needs
//! expressions, and is spelled `yield_from!` first. A nested `coro!` is left alone.

use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use std::iter::Peekable;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit_mut::{VisitMut, visit_expr_mut, visit_macro_mut};
use syn::{Expr, Token};

/// What the coroutine around a body hands out.
#[derive(Clone, Copy, PartialEq)]
pub enum Yields {
    /// `Wait`: nothing else was said.
    Wait,
    /// What `yields` said.
    Value,
    /// Nothing was said, of an expression: what its body hands out, as it is.
    Inferred,
    /// `async fn .. yields T`: a `Poll<T>`.
    Poll,
}

/// What is known of the fn around a body.
#[derive(Clone, Copy)]
pub struct Around {
    pub yields: Yields,
    /// `self` is called this: a closure cannot rebind it.
    pub has_self: bool,
}

/// Replaces all pauses in `tokens`.
pub fn rewrite(tokens: TokenStream, around: Around) -> TokenStream {
    let mut output = TokenStream::new();
    let mut rest = tokens.into_iter().peekable();
    while let Some(token) = rest.next() {
        match token {
            TokenTree::Ident(name)
                if around.has_self && name == "self" && !next_is(&mut rest, ':') =>
            {
                output.extend(receiver(name.span()).to_token_stream());
            }
            TokenTree::Ident(name) if next_is(&mut rest, '!') => {
                let sign = rest.next();
                // what follows a `!` that is no macro's may be one: `if !yield_from!(..)`
                let is_call = matches!(rest.peek(), Some(TokenTree::Group(_)));
                let arguments = if is_call { rest.next() } else { None };
                output.extend(invocation(name, sign, arguments, around));
            }
            TokenTree::Punct(punct) if punct.as_char() == '#' && state_is_next(&mut rest) => {
                rest.next();
            }
            TokenTree::Group(group) => {
                let mut inside = Group::new(group.delimiter(), rewrite(group.stream(), around));
                inside.set_span(group.span());
                output.extend([TokenTree::Group(inside)]);
            }
            other => output.extend([other]),
        }
    }
    output
}

type Rest = Peekable<IntoIter>;

fn next_is(rest: &mut Rest, sign: char) -> bool {
    matches!(rest.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

/// `[state(Name)]`: a name for the explicit machine alone.
fn state_is_next(rest: &mut Rest) -> bool {
    let Some(TokenTree::Group(group)) = rest.peek() else {
        return false;
    };
    matches!(group.stream().into_iter().next(), Some(TokenTree::Ident(name)) if name == "state")
}

/// `name ! (arguments)`: a pause, or some other macro whose arguments may hold pauses.
fn invocation(
    name: Ident,
    sign: Option<TokenTree>,
    arguments: Option<TokenTree>,
    around: Around,
) -> TokenStream {
    let nested = ["coro", "macro_rules", "stringify"]
        .iter()
        .any(|known| name == known);
    match arguments {
        Some(TokenTree::Group(group)) if !nested => {
            let inside = rewrite(group.stream(), around);
            if let Some(pause) = pause(&name, &inside, around) {
                return pause;
            }
            let mut group_again = Group::new(group.delimiter(), inside);
            group_again.set_span(group.span());
            quote!(#name #sign #group_again)
        }
        // `a != b`, `macro_rules! name {..}` and a coroutine of its own
        other => quote!(#name #sign #other),
    }
}

/// The name of `self` inside the coroutine.
pub fn receiver(span: Span) -> Ident {
    Ident::new("__receiver", Span::mixed_site().located_at(span))
}

fn pause(name: &Ident, arguments: &TokenStream, around: Around) -> Option<TokenStream> {
    let span = Span::mixed_site().located_at(name.span());
    let empty = quote!(());
    let value = if arguments.is_empty() {
        &empty
    } else {
        arguments
    };
    let pause = match (name.to_string().as_str(), around.yields) {
        ("yield_wait", Yields::Wait | Yields::Inferred) => {
            quote_spanned!(span=> (yield ::coro_core::Wait))
        }
        ("yield_wait", Yields::Value) => {
            quote_spanned!(span=> (yield ::coro_core::FromYield::from_yield(::coro_core::Wait)))
        }
        ("yield_wait", Yields::Poll) => quote_spanned!(span=> (yield ::core::task::Poll::Pending)),
        ("yield_value", Yields::Poll) => {
            quote_spanned!(span=> (yield ::core::task::Poll::Ready(#value)))
        }
        ("yield_value", _) => quote_spanned!(span=> (yield #value)),
        ("yield_from", yields) => delegate(span, arguments.clone(), yields),
        _ => return None,
    };
    Some(pause)
}

/// As rustc lowers `.await`: the temporaries of the operand live as long as the delegate.
fn delegate(span: Span, arguments: TokenStream, yields: Yields) -> TokenStream {
    let parsed = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(arguments);
    let parsed = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return error.into_compile_error(),
    };
    let machine = quote_spanned!(span=> ::coro_core::machine);
    let convert = match yields {
        Yields::Inferred => quote_spanned!(span=> ::core::convert::identity),
        _ => quote_spanned!(span=> ::coro_core::FromYield::from_yield),
    };
    let mut operands = parsed.iter();
    match (operands.next(), operands.next(), operands.next()) {
        (Some(inner), None, None) => quote_spanned! {span=>
            (match #machine::From::new(#inner) {
                // not in a block of its own, whose end would drop the temporaries of `inner`
                mut from => match {
                    #[allow(unused_imports)]
                    use #machine::dispatch::*;
                    from.delegate()
                } {
                    mut inner => loop {
                        match ::coro_core::Coroutine::resume(&mut inner, ()) {
                            ::coro_core::CoroutineState::Yielded(yielded) => { (yield #convert(yielded)); }
                            ::coro_core::CoroutineState::Complete(value) => break value,
                        }
                    },
                },
            })
        },
        (Some(inner), Some(first), None) => quote_spanned! {span=>
            (match crate::native_support::given(#inner, #first) {
                (inner, argument) => match {
                    #[allow(unused_imports)]
                    use #machine::dispatch::*;
                    #machine::From::given(inner, &argument).delegate()
                } {
                    mut inner => {
                        let mut argument = argument.unwrap();
                        loop {
                            match ::coro_core::Coroutine::resume(&mut inner, argument) {
                                ::coro_core::CoroutineState::Yielded(yielded) => argument = (yield #convert(yielded)),
                                ::coro_core::CoroutineState::Complete(value) => break value,
                            }
                        }
                    }
                },
            })
        },
        _ => quote_spanned!(span=> compile_error!("`yield_from!` takes one or two arguments")),
    }
}

/// Spells each `.await` of an `async fn`'s body `yield_from!(..)`.
pub fn spell_awaits(body: TokenStream) -> syn::Result<TokenStream> {
    let mut body: Expr = syn::parse2(body)?;
    Awaits.visit_expr_mut(&mut body);
    Ok(body.into_token_stream())
}

struct Awaits;

impl VisitMut for Awaits {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        // What stands in these is awaited by them, or by nobody.
        if matches!(expression, Expr::Async(_) | Expr::Closure(_)) {
            return;
        }
        visit_expr_mut(self, expression);
        if let Expr::Await(awaited) = expression {
            let inner = &awaited.base;
            *expression = syn::parse_quote_spanned!(awaited.await_token.span=> yield_from!(#inner));
        }
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        let parsed = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(mac.tokens.clone());
        if let Ok(mut parsed) = parsed {
            for argument in &mut parsed {
                self.visit_expr_mut(argument);
            }
            mac.tokens = parsed.into_token_stream();
        }
        visit_macro_mut(self, mac);
    }
}

//! The pauses of a body that rustc makes a future of.
//!
//! ```text
//! [source]  total += yield_value!(i);      [output]  total += (pauses.pause(i).await);
//! [source]  yield_from!(c)                 [output]  (match From::new(c).delegate() { mut inner => loop { .. } })
//! ```
//!
//! Works on tokens, so that it reaches into the arguments of every macro. A `coro!` inside is a body of its own.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, Token};

use crate::emit::{Site, Yields};
use crate::lower::source;
use crate::names::{YieldKind, made_at};
use crate::syntax::is_punct;

/// What is known of the fn around a body.
pub struct Around<'a> {
    /// Who is told of them; nobody where the body is waited for.
    pub pauses: Option<&'a Ident>,
    pub yields: Yields,
    /// What `self` is called inside.
    pub receiver: Option<&'a Ident>,
}

/// Whether the pauses of a body can be told from its tokens: none comes out of a macro of its own, and none lends a place.
pub fn can_be_rewritten(tokens: &TokenStream) -> bool {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    trees.iter().enumerate().all(|(at, tree)| match tree {
        TokenTree::Ident(word) if word == "macro_rules" => !are_in(tokens.clone()),
        TokenTree::Group(group) => {
            let name = at.checked_sub(2).and_then(|at| trees.get(at));
            let kind = match name {
                Some(TokenTree::Ident(name)) if is_punct(trees.get(at - 1), '!') => {
                    YieldKind::of_macro(name)
                }
                _ => None,
            };
            let lends = kind == Some(YieldKind::From) && lends(group.stream());
            !lends && can_be_rewritten(&group.stream())
        }
        _ => true,
    })
}

/// Whether all pauses of its own are `yield_from!(c)`.
pub fn only_delegates(tokens: &TokenStream) -> bool {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    trees.iter().enumerate().all(|(at, tree)| match tree {
        TokenTree::Ident(word) => match (YieldKind::of_macro(word), trees.get(at + 2)) {
            (None, _) => true,
            (Some(YieldKind::From), Some(TokenTree::Group(group))) => {
                let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
                let parsed = parser.parse2(group.stream());
                parsed.is_ok_and(|operands| operands.len() == 1)
            }
            _ => false,
        },
        TokenTree::Group(group) => only_delegates(&group.stream()),
        _ => true,
    })
}

/// Whether a pause of its own stands in a body.
pub fn are_in(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(word) => YieldKind::of_macro(&word).is_some(),
        TokenTree::Group(group) => are_in(group.stream()),
        _ => false,
    })
}

/// Whether something is waited for in these tokens.
pub fn waits(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(word) => word == "await",
        TokenTree::Group(group) => waits(group.stream()),
        _ => false,
    })
}

/// `c, &mut place`
fn lends(arguments: TokenStream) -> bool {
    let parsed = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(arguments);
    let is_lent = |given: &Expr| matches!(given, Expr::Reference(_) | Expr::Tuple(_));
    match parsed {
        Ok(parsed) => parsed.iter().nth(1).is_some_and(is_lent),
        Err(_) => true,
    }
}

/// `tokens` with its pauses in this form.
pub fn rewritten(tokens: TokenStream, around: &Around<'_>) -> TokenStream {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut output = TokenStream::new();
    let mut at = 0;
    while let Some(tree) = trees.get(at) {
        let next = trees.get(at + 1);
        match (tree, next, trees.get(at + 2)) {
            (TokenTree::Ident(name), Some(sign), Some(TokenTree::Group(group)))
                if is_punct(next, '!') =>
            {
                output.extend(invocation(name, sign, group, around));
                at += 3;
                continue;
            }
            // `#[state(Name)]`
            (TokenTree::Punct(_), Some(TokenTree::Group(group)), _)
                if is_punct(Some(tree), '#') && names_a_state(group) =>
            {
                at += 2;
                continue;
            }
            // an item of the body has a `self` of its own
            (TokenTree::Ident(word), _, _) if word == "impl" || word == "trait" => {
                let is_body = |tree: &TokenTree| matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
                let item = trees[at..].iter().position(is_body).unwrap_or(0);
                output.extend(trees[at..=at + item].iter().cloned());
                at += item;
            }
            (TokenTree::Ident(word), _, _) if word == "self" && !is_punct(next, ':') => {
                match around.receiver {
                    Some(receiver) => {
                        let mut receiver = receiver.clone();
                        receiver.set_span(Span::mixed_site().located_at(word.span()));
                        output.extend([TokenTree::Ident(receiver)]);
                    }
                    None => output.extend([tree.clone()]),
                }
            }
            (TokenTree::Group(group), _, _) => output.extend([inside(group, around)]),
            _ => output.extend([tree.clone()]),
        }
        at += 1;
    }
    output
}

fn inside(group: &Group, around: &Around<'_>) -> TokenTree {
    let mut again = Group::new(group.delimiter(), rewritten(group.stream(), around));
    again.set_span(group.span());
    TokenTree::Group(again)
}

fn names_a_state(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket
        && matches!(first, Some(TokenTree::Ident(name)) if name == "state")
}

/// `name!(arguments)`
fn invocation(name: &Ident, sign: &TokenTree, group: &Group, around: &Around<'_>) -> TokenStream {
    let group = match has_own_pauses(name) {
        true => TokenTree::Group(group.clone()),
        false => inside(group, around),
    };
    let (TokenTree::Group(arguments), Some(kind)) = (&group, YieldKind::of_macro(name)) else {
        return [TokenTree::Ident(name.clone()), sign.clone(), group]
            .into_iter()
            .collect();
    };
    let span = Span::mixed_site().located_at(name.span());
    let value = arguments.stream();
    let place = Site::place(name.span(), written(name, arguments).as_ref());
    let Some(pauses) = around.pauses else {
        let waited_for = match kind {
            YieldKind::Wait => quote_spanned!(span=> ::coro_core::machine::next_turn()),
            YieldKind::Value => return quote_spanned!(span=> #name #sign #group),
            YieldKind::From => value,
        };
        let future = crate::waits::future_at(&waited_for, place, made_at(name.span()));
        return quote_spanned!(span=> #future.await);
    };
    let place = place.map(|place| quote_spanned!(span=> .at(#place)));
    let pause = |value: TokenStream| quote_spanned!(span=> #pauses.pause(#value)#place.await);
    let value = match kind {
        YieldKind::Wait if around.yields != Yields::Waits => quote_spanned! {span=>
            ::coro_core::FromYield::from_yield(::coro_core::machine::wait())
        },
        YieldKind::Wait => quote_spanned!(span=> ::coro_core::machine::wait()),
        YieldKind::Value => {
            let value = match value.is_empty() {
                true => quote_spanned!(span=> ()),
                false => value,
            };
            match around.yields {
                Yields::Polls => quote_spanned!(span=> ::core::task::Poll::Ready(#value)),
                _ => value,
            }
        }
        YieldKind::From => return delegate(span, value, pause),
    };
    let paused = pause(value);
    quote_spanned!(span=> (#paused))
}

/// What is written at a pause, unless it stands for an `.await`.
fn written(name: &Ident, arguments: &Group) -> Option<String> {
    source(name.span()).filter(|word| name == word)?;
    Some(format!("{name}!{}", source(arguments.span())?))
}

/// Whether the pauses in the arguments of a macro are those of a body of its own, or none.
pub fn has_own_pauses(name: &Ident) -> bool {
    let own = ["coro", "macro_rules", "stringify"];
    own.iter().any(|own| name == own)
}

/// The temporaries of the operand live as long as the delegate.
fn delegate(
    span: Span,
    arguments: TokenStream,
    pause: impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    let parsed = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(arguments);
    let operands: Vec<TokenStream> = match parsed {
        Ok(parsed) => parsed.into_iter().map(Expr::into_token_stream).collect(),
        Err(error) => return error.into_compile_error(),
    };
    let again = pause(quote_spanned!(span=> ::coro_core::FromYield::from_yield(yielded)));
    let step = |resumed: TokenStream, yielded: TokenStream| {
        quote_spanned! {span=>
            loop {
                match ::coro_core::Coroutine::resume(&mut inner, #resumed) {
                    ::coro_core::CoroutineState::Yielded(yielded) => { #yielded; }
                    ::coro_core::CoroutineState::Complete(value) => break value,
                }
            }
        }
    };
    let found = quote_spanned! {span=>
        {
            #[allow(unused_imports)]
            use ::coro_core::machine::dispatch::*;
            from.delegate()
        }
    };
    match operands.as_slice() {
        [inner, first] => {
            let steps = step(
                quote_spanned!(span=> argument),
                quote_spanned!(span=> argument = #again),
            );
            quote_spanned! {span=>
                (match (#inner, ::core::option::Option::Some(#first)) {
                    (inner, argument) => match ::coro_core::machine::From::given(inner, &argument) {
                        mut from => match #found {
                            mut inner => match argument {
                                ::core::option::Option::Some(mut argument) => #steps,
                                ::core::option::Option::None => ::core::unreachable!(),
                            },
                        },
                    },
                })
            }
        }
        [inner, ..] => {
            let steps = step(quote_spanned!(span=> ()), again);
            quote_spanned! {span=>
                (match ::coro_core::machine::From::new(#inner) {
                    #[allow(unused_mut)]
                    mut from => match #found { mut inner => #steps },
                })
            }
        }
        [] => TokenStream::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(body: &str) -> String {
        let pauses = Ident::new("pauses", Span::call_site());
        let receiver = Ident::new("this", Span::call_site());
        let around = Around {
            pauses: Some(&pauses),
            yields: Yields::Values,
            receiver: Some(&receiver),
        };
        rewritten(body.parse().expect("tokens"), &around).to_string()
    }

    #[test]
    fn a_pause_may_stand_in_the_arguments_of_a_macro() {
        let text = told("println!(\"{}\", yield_value!(self.n)); a != b");
        assert!(
            text.contains("(pauses . pause (this . n) . await)"),
            "{text}"
        );
        assert!(text.contains("a != b"), "{text}");
    }

    #[test]
    fn a_body_that_is_waited_for_waits_itself() {
        let around = Around {
            pauses: None,
            yields: Yields::Waits,
            receiver: None,
        };
        let body = "yield_wait!(); yield_from!(c(1));".parse().expect("tokens");
        let text = rewritten(body, &around).to_string();
        assert!(
            text.contains(
                "Awaited :: new (:: coro_core :: machine :: next_turn ()) . future () . await"
            ),
            "{text}"
        );
        assert!(
            text.contains("Awaited :: new (c (1)) . future () . await"),
            "{text}"
        );
    }

    #[test]
    fn a_coroutine_inside_has_pauses_of_its_own() {
        let text = told("coro!(|| { yield_wait!(); }); #[state(Here)] yield_value!(); self::f()");
        assert!(text.contains("{ yield_wait ! () ; }"), "{text}");
        assert!(text.contains("pauses . pause (()) . await"), "{text}");
        assert!(
            !text.contains("Here") && text.contains("self :: f"),
            "{text}"
        );
    }
}

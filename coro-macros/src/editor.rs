//! What an editor is given: the body as it is written, with the types of its pauses.
//!
//! - Takes: the tokens of a body, which may be half typed, and the fn around it.
//! - Gives: the same tokens in the same order, each pause a call that has its type.
//!
//! ```text
//! [source]  fn f(n: u32) receives mut world: &mut World { world = yield_wait!(); let x = other(n).await; x. }
//! [output]  { let mut world = editor::received::<&mut World>();
//!             world = editor::received::<&mut World>();  let x = editor::returned(From::new(other(n)).delegate());  x. }
//! ```
//!
//! rust-analyzer expands a text twice to complete what is being typed, as it stands and with a name in the cursor's place,
//! and wants both to be the same up to there. A machine is another one as soon as something more is alive, and cannot be
//! made while anything is missing; the text as it is written can, and is read in a fraction of the time.
//!
//! Does not: check anything.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};

use crate::anchored::{has_own_pauses, known};
use crate::compile::has_impl;
use crate::names::YieldKind;
use crate::syntax::{CoroFn, ReceivesKind, is_punct, output_type, receives_kind};

/// Whether it is rust-analyzer that expands the macro, and not rustc.
pub fn is_asking() -> bool {
    let program = std::env::current_exe().ok();
    let name = program.as_deref().and_then(std::path::Path::file_name);
    name.is_some_and(|name| name.to_string_lossy().starts_with("rust-analyzer"))
}

/// The body as a closure that nobody calls.
pub fn body(written: &Group, function: &CoroFn) -> TokenStream {
    let span = Span::mixed_site().located_at(function.span);
    let pauses = Pauses::of(function);
    let statements = pauses.told(written.stream());
    let first = &pauses.first;
    // An `impl Trait` cannot be written behind a closure's bars.
    let arrow = match &function.sig.output {
        syn::ReturnType::Type(_, ty) if has_impl(ty) => TokenStream::new(),
        _ => {
            let output = output_type(function);
            quote_spanned!(span=> -> #output)
        }
    };
    quote_spanned!(span=> let _ = || #arrow { #first #statements };)
}

/// `|first: R| yields Y -> T { .. }`, as a closure that is handed over.
pub fn expression(written: TokenStream) -> Option<TokenStream> {
    let trees: Vec<TokenTree> = written.into_iter().collect();
    let bar = |tree: &TokenTree| is_punct(Some(tree), '|');
    let begin = trees.iter().position(bar)?;
    let end = begin + 1 + trees[begin + 1..].iter().position(bar)?;
    let is_async = trees[..begin]
        .iter()
        .any(|tree| matches!(tree, TokenTree::Ident(word) if word == "async"));
    let (parameter, rest) = (&trees[begin + 1..end], &trees[end + 1..]);
    let is_body = |tree: &TokenTree| matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
    let starts_arrow = |at: &usize| is_punct(rest.get(*at), '-') && is_punct(rest.get(at + 1), '>');
    let has_yields = matches!(rest.first(), Some(TokenTree::Ident(word)) if word == "yields");
    let arrow = (0..rest.len()).find(starts_arrow);
    let has_clauses = has_yields || arrow == Some(0);
    let body = match has_clauses {
        true => rest.iter().rposition(is_body)?,
        false => 0,
    };
    let arrow = arrow.filter(|at| has_clauses && *at < body);
    let tokens = |trees: &[TokenTree]| trees.iter().cloned().collect::<TokenStream>();
    let colon = parameter.iter().position(|tree| is_punct(Some(tree), ':'));
    let pauses = Pauses {
        received: match colon {
            Some(at) => tokens(&parameter[at + 1..]),
            None if parameter.is_empty() => quote!(()),
            None => quote!(_),
        },
        yielded: match has_yields {
            true => tokens(&rest[1..arrow.unwrap_or(body)]),
            false => quote!(_),
        },
        first: TokenStream::new(),
    };
    let parameter = match parameter.is_empty() {
        true => quote!(_: ()),
        false => tokens(parameter),
    };
    let output = arrow.map(|at| tokens(&rest[at..body]));
    let yielded = &pauses.yielded;
    let statements = pauses.told(tokens(&rest[body..]));
    let span = Span::mixed_site();
    let coroutine = quote_spanned! {span=>
        ::coro_core::machine::editor::coroutine::<#yielded, _, _>(|#parameter| #output #statements)
    };
    let future = match (is_async, has_yields) {
        (true, true) => Ident::new("AsyncGenerator", span),
        (true, false) => Ident::new("Async", span),
        (false, _) => return Some(coroutine),
    };
    Some(quote_spanned!(span=> ::coro_core::#future::new(#coroutine)))
}

/// The types of the pauses of a fn.
struct Pauses {
    received: TokenStream,
    yielded: TokenStream,
    /// What the first step brings.
    first: TokenStream,
}

impl Pauses {
    fn of(function: &CoroFn) -> Pauses {
        let span = Span::mixed_site().located_at(function.span);
        let received = match receives_kind(function) {
            ReceivesKind::Unit => quote_spanned!(span=> ()),
            ReceivesKind::Value(ty) | ReceivesKind::Lent(ty) => known(&ty.to_token_stream()),
        };
        let receives = function.receives.as_ref();
        let pattern = receives.and_then(|receives| receives.pattern.as_ref());
        let first = pattern.map(|pattern| {
            quote_spanned! {span=>
                let #pattern = ::coro_core::machine::editor::received::<#received>();
            }
        });
        Pauses {
            yielded: function
                .yields
                .as_ref()
                .map_or_else(|| quote!(_), |ty| known(&ty.to_token_stream())),
            received,
            first: first.unwrap_or_default(),
        }
    }

    fn told(&self, tokens: TokenStream) -> TokenStream {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        let mut output: Vec<TokenTree> = Vec::new();
        let mut at = 0;
        while let Some(tree) = trees.get(at) {
            match (tree, trees.get(at + 1), trees.get(at + 2)) {
                (TokenTree::Ident(name), Some(_), Some(TokenTree::Group(arguments)))
                    if is_punct(trees.get(at + 1), '!') && YieldKind::of_macro(name).is_some() =>
                {
                    output.extend(self.pause(name, self.told(arguments.stream())));
                    at += 3;
                    continue;
                }
                (TokenTree::Ident(word), ..) if word == "await" && is_punct(output.last(), '.') => {
                    let dot = output.pop();
                    match crate::anchored::operand(&output) {
                        Some(begin) => {
                            let awaited = output.split_off(begin);
                            let span = Span::mixed_site().located_at(word.span());
                            output.extend(returned(awaited.into_iter().collect(), span));
                        }
                        // of a block, which is a future
                        None => output.extend(dot.into_iter().chain([tree.clone()])),
                    }
                }
                (TokenTree::Ident(name), Some(_), Some(TokenTree::Group(_)))
                    if is_punct(trees.get(at + 1), '!') && has_own_pauses(name) =>
                {
                    output.extend(trees[at..at + 3].iter().cloned());
                    at += 3;
                    continue;
                }
                (TokenTree::Group(group), ..) => {
                    let mut told = Group::new(group.delimiter(), self.told(group.stream()));
                    told.set_span(group.span());
                    output.push(told.into());
                }
                _ => output.push(tree.clone()),
            }
            at += 1;
        }
        output.into_iter().collect()
    }

    fn pause(&self, name: &Ident, given: TokenStream) -> TokenStream {
        let span = Span::mixed_site().located_at(name.span());
        let (received, yielded) = (&self.received, &self.yielded);
        match YieldKind::of_macro(name) {
            Some(YieldKind::From) => match first_comma(&given) {
                Some(_) => quote_spanned! {span=>
                    ::coro_core::machine::editor::returned_given(#given)
                },
                None => returned(given, span),
            },
            Some(YieldKind::Value) if !given.is_empty() => quote_spanned! {span=>
                ::coro_core::machine::editor::handed_out::<#received, #yielded>(#given)
            },
            _ => quote_spanned!(span=> ::coro_core::machine::editor::received::<#received>()),
        }
    }
}

fn first_comma(tokens: &TokenStream) -> Option<TokenTree> {
    tokens
        .clone()
        .into_iter()
        .find(|tree| is_punct(Some(tree), ','))
}

fn returned(inner: TokenStream, span: Span) -> TokenStream {
    quote_spanned! {span=>
        ::coro_core::machine::editor::returned({
            use ::coro_core::machine::dispatch::*;
            ::coro_core::machine::From::new(#inner).delegate()
        })
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::syntax::only_coroutine;

    fn told(written: &str) -> String {
        let function = only_coroutine(written);
        body(function.written.as_ref().expect("a body"), &function).to_string()
    }

    fn check(written: &str, expected: Expect) {
        let told = told(written);
        let body = format!("fn body() {{ {told} }}");
        let file = syn::parse_str(&body).expect("a fn");
        expected.assert_eq(&prettyplease::unparse(&file));
    }

    #[test]
    fn a_pause_has_its_type() {
        check(
            "fn f() receives mut world: &mut World yields u8 -> u32 {
                world = yield_value!(1);
                let n = yield_from!(g(world.n), yield_wait!());
                !self.a::<T>(n)?.b[2].await + h().await?.len() + async move { 3 }.await
            }",
            expect![[r#"
                fn body() {
                    let _ = || -> u32 {
                        let mut world = ::coro_core::machine::editor::received::<&mut World>();
                        world = ::coro_core::machine::editor::handed_out::<&mut World, u8>(1);
                        let n = ::coro_core::machine::editor::returned_given(
                            g(world.n),
                            ::coro_core::machine::editor::received::<&mut World>(),
                        );
                        !::coro_core::machine::editor::returned({
                            use ::coro_core::machine::dispatch::*;
                            ::coro_core::machine::From::new(self.a::<T>(n)?.b[2]).delegate()
                        })
                            + ::coro_core::machine::editor::returned({
                                    use ::coro_core::machine::dispatch::*;
                                    ::coro_core::machine::From::new(h()).delegate()
                                })?
                                .len() + async move { 3 }.await
                    };
                }
            "#]],
        );
    }

    #[test]
    fn an_expression_is_a_closure_that_is_handed_over() {
        let told = |text: &str| {
            let tokens = expression(text.parse().expect("tokens")).expect("an expression");
            tokens.to_string().replace(' ', "")
        };
        assert_eq!(
            told("move |first: u8| yields u32 -> u64 { yield_value!(first.); }"),
            "::coro_core::machine::editor::coroutine::<u32,_,_>(|first:u8|->u64{\
             ::coro_core::machine::editor::handed_out::<u8,u32>(first.);})"
        );
        assert_eq!(
            told("async || a - b"),
            "::coro_core::Async::new(::coro_core::machine::editor::coroutine::<_,_,_>(|_:()|a-b))"
        );
    }

    #[test]
    fn a_coroutine_inside_has_pauses_of_its_own() {
        let told =
            told("fn f() yields u8 { let c = coro!(|| { yield_wait!(); }); yield_wait!(); }");
        assert!(told.contains("coro ! (|| { yield_wait ! () ; })"), "{told}");
        assert_eq!(told.matches("yield_wait").count(), 1, "{told}");
    }

    /// rust-analyzer looks at the place of the name in the text without it.
    #[test]
    fn what_is_half_typed_is_the_same_up_to_the_name_that_completes_it() {
        for body in [
            "list.",
            "list.le",
            "let x = list.",
            "let x = list.; yield_value!(x);",
            "yield_value!(list.); yield_wait!();",
            "yield_from!(inner(list.))",
            "list.iter().map(|x| x.).count().await",
            "for item in list. { yield_value!(item); }",
            "world.\nharm += 1;",
            "Point { x: list. }",
            "inner().await.; other().await;",
            "let first = &list[..]. ; first",
        ] {
            let at = body.rfind(". ").or(body.rfind(".;")).or(body.rfind(".)"));
            let at = at.or(body.rfind('.')).expect("a dot") + 1;
            let completed = format!("{}name_here {}", &body[..at], &body[at..]);
            let around = |body: &str| {
                format!(
                    "fn f(list: Vec<u8>) receives mut world: &mut World yields u8 -> String {{ other().await; {body} }}"
                )
            };
            let (actual, completed) = (told(&around(body)), told(&around(&completed)));
            let at = completed.find("name_here").expect("the name stays");
            let before = completed[..at].trim_end();
            assert_eq!(actual.get(..before.len()), Some(before), "{body}");
        }
    }
}

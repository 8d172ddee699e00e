//! What is emitted when something is wrong, so that nothing else breaks.
//!
//! - Takes: a fn whose signature was understood.
//! - Gives: the same fn, as other code may call it; its body is a coroutine that does not exist.
//!
//! ```text
//! [source] fn f(n: u32) yields u8 { mistake }
//! [output] fn f(n: u32) -> impl ::coro_core::Coroutine<(), Yield = u8, Return = ()> {
//!              #[cfg(rust_analyzer)]
//!              let _ = || -> () { mistake };
//!              ::coro_core::machine::never()
//!          }
//! ```
//!
//! The body is kept for rust-analyzer alone: there, completion goes on working in what is
//! being written; rustc would only add errors that follow from the first.
//!
//! Does not: report anything.

use crate::compile::Compiled;
use crate::editor;
use crate::syntax::{
    CoroExpr, CoroFn, ReceivesKind, expression_future_type, expression_output_type,
    expression_yield_type, future_type, output_type, parse_body, receives_kind, signature,
    signature_returning, standard_path, yield_type,
};
use proc_macro2::{Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::visit::Visit;
use syn::{BinOp, Block, Expr, ExprIf, ExprLet, ExprWhile, PatGuard};

/// The fn with its signature, and no machine.
pub fn function(function: &CoroFn) -> Compiled {
    let mut plain = function.clone();
    // Nobody knows whether a made-up coroutine has a trait that isn't of std.
    plain.derives.retain(|derive| {
        derive
            .get_ident()
            .is_some_and(|name| standard_path(&name.to_string()).is_some())
    });
    let signature = signature(&plain);
    let place = Span::mixed_site().located_at(function.span);
    if let Some(named) = named(&plain) {
        return named;
    }
    let beside = TokenStream::new();
    let Some(written) = &function.written else {
        let item = quote_spanned!(place=> #signature;);
        return Compiled { beside, item };
    };
    let body = match editor::is_asking() {
        true => editor::body(written, function),
        false => body_for_tools(written, &output_type(function)),
    };
    let never = as_a_future(
        quote_spanned!(place=> ::coro_core::machine::never()),
        future_type(&plain),
    );
    let item = quote_spanned! {place=>
        #[allow(unused, unexpected_cfgs, clippy::all)]
        #signature {
            #body
            #never
        }
    };
    Compiled { beside, item }
}

fn as_a_future(never: TokenStream, future: Option<&str>) -> TokenStream {
    let Some(name) = future else { return never };
    let place = Span::mixed_site();
    let name = Ident::new(name, place);
    quote_spanned!(place=> ::coro_core::#name::new(#never))
}

/// The type with a name, of a fn without generics, which implements what it would.
fn named(function: &CoroFn) -> Option<Compiled> {
    let machine = function.machine.as_ref()?;
    let has_place = function.inside.is_some() || !crate::emit::mentions_self(function);
    if !function.all_generics().params.is_empty() || !has_place {
        return None;
    }
    let place = Span::mixed_site().located_at(function.span);
    let (vis, name, derives) = (&machine.vis, &machine.name, &function.derives);
    let (yielded, output) = (yield_type(function), output_type(function));
    let signature = signature_returning(function, &function.sig.inputs, &quote!(#name));
    let receives = match receives_kind(function) {
        ReceivesKind::Unit => quote!(()),
        ReceivesKind::Value(ty) => quote!(#ty),
        ReceivesKind::Lent(_) => return None,
    };
    let beside = quote_spanned! {place=>
        #[allow(unused)]
        #[derive(#(#derives),*)]
        #vis struct #name(::coro_core::machine::Never<#yielded, #output>);
        impl ::coro_core::Coroutine<#receives> for #name {
            type Yield = #yielded;
            type Return = #output;
            fn resume(&mut self, arg: #receives) -> ::coro_core::CoroutineState<#yielded, #output> {
                ::coro_core::Coroutine::<#receives>::resume(&mut self.0, arg)
            }
        }
    };
    let item = quote_spanned! {place=>
        #[allow(unused, unexpected_cfgs, clippy::all)]
        #signature {
            #name(::coro_core::machine::never())
        }
    };
    Some(Compiled { beside, item })
}

/// A coroutine of the right type that does not exist.
pub fn expression(expression: Option<&CoroExpr>) -> TokenStream {
    let place = Span::mixed_site();
    let yields = expression.map_or_else(|| quote!(::coro_core::Wait), expression_yield_type);
    let output = expression.and_then(expression_output_type);
    let output = output.unwrap_or_else(|| quote!(()));
    let never = quote_spanned!(place=> ::coro_core::machine::never::<#yields, #output>());
    as_a_future(never, expression.and_then(expression_future_type))
}

/// The statements: as they are, with names where some are missing, or, where they cannot be made to parse, as the
/// tokens of a macro, which rust-analyzer expands and forgives, and rustc leaves out unread.
fn body_for_tools(written: &Group, output: &TokenStream) -> TokenStream {
    // An `impl Trait` cannot be written behind a closure's bars.
    let has_impl = output
        .clone()
        .into_iter()
        .any(|tree| tree.to_string() == "impl");
    let arrow = (!has_impl).then(|| quote!(-> #output));
    let body = [written.clone(), with_missing_names(written)]
        .into_iter()
        .find(|body| {
            parse_body(body.clone()).is_ok_and(|(_, parsed)| !Lets::as_values(&parsed))
                && !has_yield(body)
        });
    if let Some(body) = body {
        return quote! {
            #[cfg(rust_analyzer)]
            let _ = || #arrow #body;
        };
    }
    let (stream, dollar) = (written.stream(), Punct::new('$', Spacing::Alone));
    quote! {
        #[cfg(rust_analyzer)]
        macro_rules! as_it_stands {
            (#dollar(#dollar token:tt)*) => { #dollar(#dollar token)* };
        }
        #[cfg(rust_analyzer)]
        let _ = || #arrow {
            as_it_stands! { #stream }
        };
    }
}

/// rustc complains of the unstable `yield` even in code that is left out.
fn has_yield(group: &Group) -> bool {
    group.stream().into_iter().any(|tree| match tree {
        TokenTree::Ident(word) => word == "yield",
        TokenTree::Group(inner) => has_yield(&inner),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// A `let` that is no condition: rustc complains of it too, even in code that is left out.
#[derive(Default)]
struct Lets {
    as_values: bool,
}

impl Lets {
    fn as_values(body: &Block) -> bool {
        let mut lets = Self::default();
        lets.visit_block(body);
        lets.as_values
    }

    /// What a condition has beside its `let`s and `&&`s.
    fn condition(&mut self, expr: &Expr) {
        match expr {
            Expr::Let(binding) => self.visit_expr(&binding.expr),
            Expr::Binary(binary) if matches!(binary.op, BinOp::And(_)) => {
                self.condition(&binary.left);
                self.condition(&binary.right);
            }
            Expr::Group(group) => self.condition(&group.expr),
            _ => self.visit_expr(expr),
        }
    }
}

impl<'ast> Visit<'ast> for Lets {
    fn visit_expr_let(&mut self, _: &'ast ExprLet) {
        self.as_values = true;
    }

    fn visit_expr_if(&mut self, branch: &'ast ExprIf) {
        self.condition(&branch.cond);
        self.visit_block(&branch.then_branch);
        if let Some((_, other)) = &branch.else_branch {
            self.visit_expr(other);
        }
    }

    fn visit_expr_while(&mut self, turn: &'ast ExprWhile) {
        self.condition(&turn.cond);
        self.visit_block(&turn.body);
    }

    fn visit_pat_guard(&mut self, pattern: &'ast PatGuard) {
        self.visit_pat(&pattern.pat);
        self.condition(&pattern.guard);
    }
}

/// `name.` is what a body looks like while it is being written: puts a name behind the dot.
fn with_missing_names(group: &Group) -> Group {
    let mut output = TokenStream::new();
    let mut trees = group.stream().into_iter().peekable();
    let mut was_dot = false;
    while let Some(tree) = trees.next() {
        let next = trees.peek();
        let is_followed = matches!(next, Some(TokenTree::Ident(_) | TokenTree::Literal(_)));
        // The dots of `a..` need nothing.
        let is_range = was_dot || is_dot(next);
        was_dot = is_dot(Some(&tree));
        match tree {
            TokenTree::Group(inner) => {
                output.extend([TokenTree::Group(with_missing_names(&inner))]);
            }
            TokenTree::Punct(dot) if was_dot && !is_range && !is_followed => {
                let name = Ident::new("missing", dot.span());
                let mut semicolon = Punct::new(';', Spacing::Alone);
                semicolon.set_span(dot.span());
                output.extend([TokenTree::Punct(dot), TokenTree::Ident(name)]);
                if next.is_none() {
                    output.extend([TokenTree::Punct(semicolon)]);
                }
            }
            other => output.extend([other]),
        }
    }
    let mut group_with_names = Group::new(group.delimiter(), output);
    group_with_names.set_span(group.span());
    group_with_names
}

fn is_dot(tree: Option<&TokenTree>) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == '.')
}

#[cfg(test)]
mod tests {
    use super::function;
    use crate::compile::Compiled;
    use crate::error::Errors;
    use crate::syntax::{Input, ItemLike, input};
    use expect_test::{Expect, expect};
    use quote::quote;

    fn check(written: &str, expected: Expect) {
        let tokens = written.parse().expect("the test's text has tokens");
        let Input::Items(items) = input(tokens, &mut Errors::new()) else {
            panic!("{written} is no item");
        };
        let mut printed = String::new();
        for item in &items {
            if let ItemLike::Coro(found) | ItemLike::Broken(found) = item {
                let Compiled { beside, item } = function(found);
                let tokens = quote!(#beside #item);
                match syn::parse2(tokens.clone()) {
                    Ok(file) if found.written.is_some() => {
                        printed.push_str(&prettyplease::unparse(&file))
                    }
                    _ => printed.push_str(&tokens.to_string()),
                }
            }
        }
        expected.assert_eq(&printed);
    }

    #[test]
    fn the_signature_stays() {
        check(
            "#[derive(Clone, Serialize)] pub fn f(n: u32) receives &mut World yields u8 -> String { n + 1 }",
            expect![[r#"
                #[allow(unused, unexpected_cfgs, clippy::all)]
                pub fn f(
                    n: u32,
                ) -> impl for<'lent> ::coro_core::Coroutine<
                    &'lent mut World,
                    Yield = u8,
                    Return = String,
                > + ::core::clone::Clone {
                    #[cfg(rust_analyzer)]
                    let _ = || -> String { n + 1 };
                    ::coro_core::machine::never()
                }
            "#]],
        );
        check(
            "fn f(&self) yields u8;",
            expect![
                "fn f (& self) -> impl :: coro_core :: Coroutine < () , Yield = u8 , Return = () > ;"
            ],
        );
        check(
            "fn f() -> impl Sized { 1 }",
            expect![[r#"
            #[allow(unused, unexpected_cfgs, clippy::all)]
            fn f() -> impl ::coro_core::Coroutine<
                (),
                Yield = ::coro_core::Wait,
                Return = impl Sized,
            > {
                #[cfg(rust_analyzer)]
                let _ = || { 1 };
                ::coro_core::machine::never()
            }
        "#]],
        );
    }

    #[test]
    fn a_body_that_is_being_written_is_kept() {
        check(
            "fn f(n: Vec<u8>) { let x = n.; if x { n. } let range = &n[1..]; n. }",
            expect![[r#"
                #[allow(unused, unexpected_cfgs, clippy::all)]
                fn f(
                    n: Vec<u8>,
                ) -> impl ::coro_core::Coroutine<(), Yield = ::coro_core::Wait, Return = ()> {
                    #[cfg(rust_analyzer)]
                    let _ = || -> () {
                        let x = n.missing;
                        if x {
                            n.missing;
                        }
                        let range = &n[1..];
                        n.missing;
                    };
                    ::coro_core::machine::never()
                }
            "#]],
        );
        check(
            "fn f() { let = 1; }",
            expect![[r#"
            #[allow(unused, unexpected_cfgs, clippy::all)]
            fn f() -> impl ::coro_core::Coroutine<(), Yield = ::coro_core::Wait, Return = ()> {
                #[cfg(rust_analyzer)]
                macro_rules! as_it_stands {
                    ($($token:tt)*) => {
                        $($token)*
                    };
                }
                #[cfg(rust_analyzer)]
                let _ = || -> () {
                    as_it_stands! {
                        let = 1;
                    }
                };
                ::coro_core::machine::never()
            }
        "#]],
        );
    }

    /// What a body looks like while it is being written.
    const HALF_TYPED: [&str; 32] = [
        "list.",
        "list.le",
        "let x = list.",
        "let x = list.; yield_value!(x);",
        "let x =",
        "let x: ",
        "let x: Vec<",
        "let",
        "yield_value!(list.)",
        "yield_value!(list.len()",
        "yield_value!(list[0].); other(list);",
        "yield_from!(inner(list.",
        "let x = yield_wait!(). ; x",
        "let x = 1\n yield_value!(x);",
        "list.iter().map(|x| x.).count()",
        "for item in list. { yield_value!(item); }",
        "for item in list { item. }",
        "for item in",
        "while list. { }",
        "if list.is_empty() { list. } else",
        "if let Some(first) = list.first() { first. }",
        "if let Some(first) = ",
        "match list.len() { 1 => list., _ => {} }",
        "match list. { }",
        "match",
        "Point { x: list. }",
        "println!(\"{}\", list.)",
        "inner(list.await",
        "inner().await.",
        "let closure = |x: u8| { list. };",
        "return list.",
        "let first = &list[..]. ; yield first",
    ];

    /// The words of `tokens`, in order.
    fn words(tokens: proc_macro2::TokenStream) -> Vec<String> {
        let mut found = Vec::new();
        for tree in tokens {
            match tree {
                proc_macro2::TokenTree::Ident(word) => found.push(word.to_string()),
                proc_macro2::TokenTree::Group(group) => found.extend(words(group.stream())),
                _ => {}
            }
        }
        found
    }

    /// Each word of the body stands in the output: in the same order, or, where it could be compiled, in some order
    /// and without the pauses.
    fn keeps(output: &[String], body: &[String]) -> bool {
        if output.iter().any(|word| word == "compile_error") {
            let mut left = output.iter();
            return body.iter().all(|word| left.any(|found| found == word));
        }
        let is_pause = |word: &str| word.starts_with("yield") || word == "await";
        let mut kept = body.iter().filter(|word| !is_pause(word));
        kept.all(|word| output.contains(word))
    }

    #[test]
    fn what_is_half_typed_keeps_its_signature_and_its_words() {
        for body in HALF_TYPED {
            // an editor closes what it opens
            let open = |sign| body.matches(sign).count();
            let close: String = [('(', ')'), ('{', '}')]
                .into_iter()
                .map(|(start, end)| end.to_string().repeat(open(start) - open(end)))
                .collect();
            let written = format!("fn f(list: Vec<u8>) yields u8 -> String {{ {body}{close} }}");
            let item = written.parse().expect("the test's text has tokens");
            let plain = written.replace("yields u8 ", "").parse().expect("tokens");
            let arguments = "yields = u8".parse().expect("tokens");
            let body: proc_macro2::TokenStream = format!("{body}{close}").parse().expect("tokens");
            for output in [
                crate::expand_coro(item),
                crate::expand_attribute(arguments, plain),
            ] {
                let text = output.to_string();
                let signature = "fn f (list : Vec < u8 >) -> impl :: coro_core :: Coroutine < () , Yield = u8 , Return = String >";
                assert!(text.contains(signature), "{written}\n{text}");
                let found = words(output);
                assert!(keeps(&found, &words(body.clone())), "{written}\n{text}");
                let file = syn::parse_str::<syn::File>(&text);
                assert!(file.is_ok(), "rustc could not read it: {written}\n{text}");
            }
        }
    }
}

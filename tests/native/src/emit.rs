//! Gives each fn back with rustc's coroutine inside.
//!
//! The coroutine's first statements move the parameters into locals one by one, each
//! followed by its pattern: so that they die like those of a plain fn, in reverse order,
//! after the locals of the body. Until then they stand in one captured tuple, the last
//! parameter first: a coroutine that never ran drops them in the same order, and in order
//! of declaration if it is an `async fn`, as rustc's do.

use crate::body::{Around, Yields, receiver, rewrite, spell_awaits};
use crate::parse::{Clauses, Expression, Function, Item};
use proc_macro2::{Literal, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::{FnArg, Pat, Type};

/// One item of `coro! { .. }`.
pub fn item(item: &Item) -> TokenStream {
    match item {
        Item::Function(function) => self::function(function),
        Item::Block(head, items) => {
            let items = items.iter().map(|item| match item {
                Item::Function(method) if !pauses(method) => plain(method),
                item => self::item(item),
            });
            quote!(#head { #(#items)* })
        }
        Item::Other(tokens) => tokens.clone(),
    }
}

fn function(function: &Function) -> TokenStream {
    let Function {
        visibility,
        name,
        generics,
        inputs,
        clauses,
        ..
    } = function;
    let attributes = function
        .attributes
        .iter()
        .filter(|a| !a.path().is_ident("derive"));
    let received = received_type(clauses);
    let yielded = yielded_type(clauses, function.is_async);
    let returned = returned_type(clauses);
    let bounds = &clauses.bounds;
    let (parameters, patterns) = parameters(inputs.iter());
    let coroutine =
        quote!(impl ::coro_core::Coroutine<#received, Yield = #yielded, Return = #returned>);
    // it is a future as well
    let is_future = function.is_async && clauses.yields.is_none() && clauses.receives.is_none();
    let (output, made) = match is_future {
        true => (
            quote!(::coro_core::Async<#coroutine>),
            quote!(::coro_core::Async::new),
        ),
        false => (coroutine, quote!(::core::convert::identity)),
    };
    let signature = quote! {
        #(#attributes)*
        #visibility fn #name #generics(#(#parameters),*) -> #output #bounds
    };
    let Some(body) = &function.body else {
        return quote!(#signature;);
    };
    let around = Around {
        yields: yields(clauses, function.is_async),
        has_self: inputs
            .iter()
            .any(|input| matches!(input, FnArg::Receiver(_))),
    };
    let body = lowered(body, function.is_async, around);
    let names: Vec<_> = (0..patterns.len()).map(parameter_name).collect();
    let captured = names.iter().zip(inputs).map(|(name, input)| match input {
        FnArg::Receiver(_) => quote!(self),
        FnArg::Typed(_) => quote!(#name),
    });
    let mut captured: Vec<_> = captured.collect();
    let mut places: Vec<usize> = (0..names.len()).collect();
    if !function.is_async {
        captured.reverse();
        places.reverse();
    }
    let places = places.into_iter().map(Literal::usize_unsuffixed);
    let tuple = format_ident!("parameters", span = Span::mixed_site());
    let argument = format_ident!("argument", span = Span::mixed_site());
    let first = match &clauses.receives {
        Some((Some(pattern), _)) => quote!(let #pattern = #argument;),
        _ => quote!(::core::mem::drop(#argument);),
    };
    let yield_type = yield_type_known(&yielded);
    let pinned = pinned();
    let return_type = return_type_known(&returned);
    quote! {
        #[allow(warnings, clippy::all)]
        #signature {
            let #tuple = (#(#captured,)*);
            #made(crate::native_support::Native::new(#[coroutine] #pinned move |#argument: #received| #return_type {
                #yield_type
                let #tuple = #tuple;
                #(let #names = #tuple.#places; let #patterns = #names;)*
                #first
                // temporaries of the body's tail die before the parameters, in each edition (kept in a variable instead
                // of being returned, a value makes rustc's coroutine crash: seed 411 of the ordinary programs)
                return #body;
            }))
        }
    }
}

fn lowered(body: &TokenStream, is_async: bool, around: Around) -> TokenStream {
    if !is_async {
        return rewrite(body.clone(), around);
    }
    match spell_awaits(body.clone()) {
        Ok(body) => rewrite(body, around),
        Err(error) => error.into_compile_error(),
    }
}

/// `coro!(move |first: R| ..)`.
pub fn expression(expression: &Expression) -> TokenStream {
    let Expression {
        clauses, parameter, ..
    } = expression;
    let around = Around {
        yields: match yields(clauses, expression.is_async) {
            Yields::Wait if !expression.is_async => Yields::Inferred,
            known => known,
        },
        has_self: false,
    };
    let body = lowered(&expression.body, expression.is_async, around);
    let argument = format_ident!("argument", span = Span::mixed_site());
    let (parameter, drop_it) = match (parameter, &clauses.receives) {
        (Some(pattern), Some((_, ty))) => (quote!(#pattern: #ty), quote!()),
        (Some(pattern), None) => (quote!(#pattern), quote!()),
        (None, _) => (quote!(#argument: ()), quote!(::core::mem::drop(#argument);)),
    };
    let pinned = pinned();
    let yield_type = match &clauses.yields {
        Some(_) => yield_type_known(&yielded_type(clauses, expression.is_async)),
        None => quote!(),
    };
    let return_type = clauses
        .output
        .as_ref()
        .map(|ty| return_type_known(&quote!(#ty)));
    quote! {
        crate::native_support::Native::new(
            #[coroutine]
            #[allow(warnings, clippy::all)]
            #pinned move |#parameter| #return_type { #drop_it #yield_type { #body } }
        )
    }
}

/// In an `impl` block inside of `coro!` stand fns of both kinds.
fn pauses(function: &Function) -> bool {
    let Clauses {
        receives, yields, ..
    } = &function.clauses;
    let in_body = |body| {
        ["yield_wait", "yield_value", "yield_from"]
            .iter()
            .any(|name| mentions(body, name))
    };
    function.is_async
        || receives.is_some()
        || yields.is_some()
        || function.body.as_ref().is_some_and(in_body)
}

fn plain(function: &Function) -> TokenStream {
    let Function {
        attributes,
        visibility,
        name,
        generics,
        inputs,
        clauses,
        body,
        ..
    } = function;
    let Clauses { output, bounds, .. } = clauses;
    let output = output.as_ref().map(|ty| quote!(-> #ty));
    let body = match body {
        Some(body) => quote!(#body),
        None => quote!(;),
    };
    quote!(#(#attributes)* #visibility fn #name #generics(#inputs) #output #bounds #body)
}

/// `static`: a coroutine that may borrow from itself. `NATIVE_MOVABLE=1` makes those that may
/// not, to see what rustc would not let a movable machine hold.
fn pinned() -> Option<TokenStream> {
    std::env::var_os("NATIVE_MOVABLE")
        .is_none()
        .then(|| quote!(static))
}

fn yields(clauses: &Clauses, is_async: bool) -> Yields {
    match (&clauses.yields, is_async) {
        (Some(_), true) => Yields::Poll,
        (Some(_), false) => Yields::Value,
        (None, _) => Yields::Wait,
    }
}

fn received_type(clauses: &Clauses) -> TokenStream {
    match &clauses.receives {
        Some((_, ty)) => quote!(#ty),
        None => quote!(()),
    }
}

fn yielded_type(clauses: &Clauses, is_async: bool) -> TokenStream {
    match (&clauses.yields, is_async) {
        (Some(ty), true) => quote!(::core::task::Poll<#ty>),
        (Some(ty), false) => quote!(#ty),
        (None, _) => quote!(::coro_core::Wait),
    }
}

fn returned_type(clauses: &Clauses) -> TokenStream {
    match &clauses.output {
        Some(Type::Never(_)) => quote!(<fn() -> ! as ::coro_core::machine::Arrow>::Of),
        Some(ty) => quote!(#ty),
        None => quote!(()),
    }
}

/// Tells rustc the type that is handed out before it reads the body, as a `fn` has its
/// return type: so that what is handed out is coerced.
fn yield_type_known(ty: &TokenStream) -> TokenStream {
    if mentions(ty, "impl") {
        return quote!();
    }
    let never = format_ident!("never", span = Span::mixed_site());
    quote! { if false { let #never: #ty = loop {}; (yield #never); } }
}

fn return_type_known(ty: &TokenStream) -> TokenStream {
    if mentions(ty, "impl") {
        quote!()
    } else {
        quote!(-> #ty)
    }
}

fn mentions(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}

fn parameter_name(index: usize) -> syn::Ident {
    format_ident!("parameter{index}", span = Span::mixed_site())
}

/// The parameters under names of our own, and the patterns they were written with.
fn parameters<'a>(inputs: impl Iterator<Item = &'a FnArg>) -> (Vec<FnArg>, Vec<Pat>) {
    let receiver = receiver(Span::call_site());
    inputs
        .enumerate()
        .map(|(index, input)| match input {
            FnArg::Receiver(written) => {
                let mutable = &written.mutability;
                let mut plain = written.clone();
                plain.mutability = None;
                (
                    FnArg::Receiver(plain),
                    syn::parse_quote!(#mutable #receiver),
                )
            }
            FnArg::Typed(written) => {
                let name = parameter_name(index);
                let mut renamed = written.clone();
                *renamed.pat = syn::parse_quote!(#name);
                (FnArg::Typed(renamed), (*written.pat).clone())
            }
        })
        .unzip()
}

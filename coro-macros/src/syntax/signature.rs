//! A fn's signature as it is emitted.
//!
//! - Takes: a [`CoroFn`].
//! - Gives: the tokens before its new body, and the types that the machine has.
//!
//! ```text
//! [source] #[derive(Clone)] fn f(n: u32) receives world: &mut World yields u8 -> String
//! [output] fn f(n: u32)
//!              -> impl for<'lent> ::coro_core::Coroutine<&'lent mut World, Yield = u8, Return = String>
//!                 + ::core::clone::Clone
//! ```
//!
//! Does not: change the parameters, unless it is given others.

use super::{CoroExpr, CoroFn};
use crate::maps::HashSet;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::visit_mut::{self, VisitMut};
use syn::{FnArg, Lifetime, Path, ReturnType, Token, Type};

/// What a coroutine is given at each step.
#[derive(Debug, Clone, PartialEq)]
pub enum ReceivesKind {
    /// Nothing: `()`.
    Unit,
    /// A value of this type.
    Value(Type),
    /// A value of this type for one step: it has references whose lifetimes are not written.
    Lent(Type),
}

/// What `function` receives.
pub fn receives_kind(function: &CoroFn) -> ReceivesKind {
    let Some(receives) = &function.receives else {
        return ReceivesKind::Unit;
    };
    let ty = receives.ty.clone();
    match &ty {
        Type::Tuple(tuple) if tuple.elems.is_empty() => ReceivesKind::Unit,
        _ if elided_lifetimes_named(function, &ty).0.is_empty() => ReceivesKind::Value(ty),
        _ => ReceivesKind::Lent(ty),
    }
}

/// Attributes, visibility and signature of what is emitted for `function`, without the body.
pub fn signature(function: &CoroFn) -> TokenStream {
    signature_with_inputs(function, &function.sig.inputs)
}

/// The same with other parameters, for an emitter that names them anew.
pub fn signature_with_inputs(
    function: &CoroFn,
    inputs: &Punctuated<FnArg, Token![,]>,
) -> TokenStream {
    let mut sig = function.sig.clone();
    sig.inputs = inputs.clone();
    super::lifetimes::name_in_impls(function, &mut sig);
    let count = sig.generics.params.len();
    super::boxed::name_what_boxes_outlive(function, &mut sig);
    let has_one = sig.generics.params.len() > count;
    let told = (!has_one).then(|| super::lifetimes::share(function, &mut sig));
    let told = told.flatten();
    let function = told.as_ref().unwrap_or(function);
    sig.output = ReturnType::Default;
    let where_clause = sig.generics.where_clause.take();
    let attrs = &function.attrs;
    let vis = &function.vis;
    let output = machine_type(function);
    quote!(#(#attrs)* #vis #sig -> #output #where_clause)
}

/// Whether the fn is an `async fn` of rustc's, whose body waits for the machine: for an attribute macro that has to find one.
pub fn stays_async(function: &CoroFn) -> bool {
    let is_plain = function.derives.is_empty() && function.machine.is_none();
    // rustc's own futures need not name a lifetime for what lies in two of the trait's
    let meets = || {
        function.meets
            && super::boxed::is_of_trait(function)
            && !crate::split::is_of_coro_trait(&function.sig.ident)
    };
    let stays = || function.stays_async || meets();
    is_plain && future_type(function) == Some("Async") && stays()
}

/// The signature as it was written, of a fn that waits for its machine:
///
/// ```text
/// [source]  #[tokio::main] async fn main() { .. }
/// [output]  #[tokio::main] async fn main() { { .. future(State::Start, ..) }.await }
/// ```
pub fn signature_of_future(
    function: &CoroFn,
    inputs: &Punctuated<FnArg, Token![,]>,
) -> TokenStream {
    let mut sig = function.sig.clone();
    sig.inputs = inputs.clone();
    sig.asyncness = Some(Token![async](generated_at(function.span)));
    let (attrs, vis) = (&function.attrs, &function.vis);
    quote!(#(#attrs)* #vis #sig)
}

/// The same with another type behind the arrow.
pub fn signature_returning(
    function: &CoroFn,
    inputs: &Punctuated<FnArg, Token![,]>,
    output: &TokenStream,
) -> TokenStream {
    let mut sig = function.sig.clone();
    sig.inputs = inputs.clone();
    sig.output = ReturnType::Default;
    let where_clause = sig.generics.where_clause.take();
    let (attrs, vis) = (&function.attrs, &function.vis);
    quote!(#(#attrs)* #vis #sig -> #output #where_clause)
}

/// `impl Coroutine<R, Yield = Y, Return = T> + Clone`
pub fn machine_type(function: &CoroFn) -> TokenStream {
    let yielded = yield_type(function);
    let returned = output_type(function);
    let can_read = || crate::emit::has_own_code(function);
    let is_derived = |name: &str| function.derives.iter().any(|derive| derive.is_ident(name));
    let bounds = function.derives.iter().filter(|derive| {
        let name = derive.get_ident().map(ToString::to_string);
        !implied_by(&name.unwrap_or_default())
            .iter()
            .any(|name| is_derived(name))
    });
    let bounds = bounds.map(|derive| bound(derive, &can_read, function.span));
    let (binder, received) = match receives_kind(function) {
        ReceivesKind::Unit => (TokenStream::new(), quote!(())),
        ReceivesKind::Value(ty) => (TokenStream::new(), ty.into_token_stream()),
        ReceivesKind::Lent(ty) => {
            let (lifetimes, ty) = elided_lifetimes_named(function, &ty);
            (quote!(for<#(#lifetimes),*>), ty.into_token_stream())
        }
    };
    // The place of the user's own type, but of the macro's edition: with `impl` from a crate
    // on edition 2021 the machine would not hold what the parameters borrow.
    let place = match (&function.sig.output, &function.yields) {
        (ReturnType::Type(_, ty), _) => generated_at(ty.span()),
        (ReturnType::Default, Some(ty)) => generated_at(ty.span()),
        (ReturnType::Default, None) => generated_at(function.span),
    };
    let coroutine = quote_spanned! {place=>
        impl #binder ::coro_core::Coroutine<#received, Yield = #yielded, Return = #returned> #(+ #bounds)*
    };
    match future_type(function) {
        Some(name) => {
            let name = Ident::new(name, place);
            quote_spanned!(place=> ::coro_core::#name<#coroutine>)
        }
        None => coroutine,
    }
}

/// What makes a future, or a stream, of an `async fn` that receives nothing. It has no traits but those of core.
pub fn future_type(function: &CoroFn) -> Option<&'static str> {
    let is_plain = function.machine.is_none() && receives_kind(function) == ReceivesKind::Unit;
    let is_async = function.is_async && is_plain && all_standard(&function.derives);
    is_async.then(|| name_of_future(function.yields.as_ref()))
}

/// The same for an expression.
pub fn expression_future_type(expression: &CoroExpr) -> Option<&'static str> {
    let is_plain = expression.receives.is_none() && all_standard(&expression.derives);
    (expression.is_async && is_plain).then(|| name_of_future(expression.yields.as_ref()))
}

fn name_of_future(yields: Option<&Type>) -> &'static str {
    match yields {
        Some(_) => "AsyncGenerator",
        None => "Async",
    }
}

fn all_standard(derives: &[Path]) -> bool {
    derives.iter().all(|derive| {
        let last = derive.segments.last().map(|last| last.ident.to_string());
        last.is_some_and(|name| name != "Default" && standard_path(&name).is_some())
    })
}

/// What the machine yields: `Y` of `yields Y`, `Wait` without; `Poll<Y>` if it is `async`.
pub fn yield_type(function: &CoroFn) -> TokenStream {
    yield_type_of(function.yields.as_ref(), function.is_async, function.span)
}

/// The same for an expression.
pub fn expression_yield_type(expression: &CoroExpr) -> TokenStream {
    yield_type_of(
        expression.yields.as_ref(),
        expression.is_async,
        expression.span,
    )
}

/// `T` of `-> T`; rustc infers it where it is not written.
pub fn expression_output_type(expression: &CoroExpr) -> Option<TokenStream> {
    expression.output.as_ref().map(never_named)
}

fn yield_type_of(yields: Option<&Type>, is_async: bool, place: Span) -> TokenStream {
    let place = generated_at(place);
    match (yields, is_async) {
        (None, _) => quote_spanned!(place=> ::coro_core::Wait),
        (Some(ty), false) => never_named(ty),
        (Some(ty), true) => {
            let ty = never_named(ty);
            quote_spanned!(place=> ::core::task::Poll<#ty>)
        }
    }
}

/// What the machine returns: `T` of `-> T`, or `()`.
pub fn output_type(function: &CoroFn) -> TokenStream {
    match &function.sig.output {
        ReturnType::Default => quote_spanned!(generated_at(function.span)=> ()),
        ReturnType::Type(_, ty) => never_named(ty),
    }
}

/// `!` is stable only behind an arrow; there it stands in what it becomes.
fn never_named(ty: &Type) -> TokenStream {
    match ty {
        Type::Never(never) => {
            quote_spanned!(generated_at(never.span())=> <fn() -> #never as ::coro_core::machine::Arrow>::Of)
        }
        other => other.into_token_stream(),
    }
}

/// Whether a type is what `!` becomes.
pub fn is_never(ty: &TokenStream) -> bool {
    let arrow = syn::parse2(ty.clone()).ok().and_then(|ty| match ty {
        Type::Path(path) => path.qself,
        _ => None,
    });
    arrow.is_some_and(|arrow| match *arrow.ty {
        Type::FnPtr(arrow) => {
            matches!(arrow.output, ReturnType::Type(_, ty) if matches!(*ty, Type::Never(_)))
        }
        _ => false,
    })
}

fn generated_at(place: Span) -> Span {
    Span::mixed_site().located_at(place)
}

/// A derived trait as a bound. It stands at `place`, the fn's name: the message that something in the machine has not
/// the trait shows it, and rustc shows the derive beside it. A machine whose code is not found by its type can only be
/// restored in place.
fn bound(derive: &Path, can_read: &dyn Fn() -> bool, place: Span) -> TokenStream {
    let place = generated_at(place);
    let name = derive.segments.last().map(|last| last.ident.to_string());
    match name.as_deref() {
        Some("Serialize") => return quote_spanned!(place=> ::coro_core::machine::Serialize),
        Some("Deserialize") if can_read() => {
            return quote_spanned!(place=> ::coro_core::Restore + ::coro_core::machine::DeserializeOwned);
        }
        Some("Deserialize") => return quote_spanned!(place=> ::coro_core::Restore),
        _ => {}
    }
    let name = match derive.segments.len() {
        1 => name.as_deref().and_then(standard_path),
        _ => None,
    };
    match name {
        Some([module, name]) => {
            let module = syn::Ident::new(module, place);
            let name = syn::Ident::new(name, place);
            quote_spanned!(place=> ::core::#module::#name)
        }
        None => derive.into_token_stream(),
    }
}

/// The traits that have `name` for a supertrait: beside them, clippy takes the bound for a mistake.
fn implied_by(name: &str) -> &'static [&'static str] {
    match name {
        "Clone" => &["Copy"],
        "PartialEq" => &["Eq", "PartialOrd", "Ord"],
        "Eq" | "PartialOrd" => &["Ord"],
        _ => &[],
    }
}

/// Where in `core` a trait that can be derived stands.
pub fn standard_path(name: &str) -> Option<[&'static str; 2]> {
    Some(match name {
        "Clone" => ["clone", "Clone"],
        "Copy" => ["marker", "Copy"],
        "Debug" => ["fmt", "Debug"],
        "Default" => ["default", "Default"],
        "Eq" => ["cmp", "Eq"],
        "Hash" => ["hash", "Hash"],
        "Ord" => ["cmp", "Ord"],
        "PartialEq" => ["cmp", "PartialEq"],
        "PartialOrd" => ["cmp", "PartialOrd"],
        _ => return None,
    })
}

/// `ty` with a name for each lifetime that is not written, and these names: none that is
/// used in the fn's signature.
pub fn elided_lifetimes_named(function: &CoroFn, ty: &Type) -> (Vec<Lifetime>, Type) {
    let mut taken = Names::default();
    taken.visit_signature(&function.sig);
    for ty in function.yields.iter().chain([ty]) {
        taken.visit_type(ty);
    }
    let mut namer = Namer {
        taken: taken.0,
        given: Vec::new(),
        number: 0,
    };
    let mut named = ty.clone();
    namer.visit_type_mut(&mut named);
    (namer.given, named)
}

/// The lifetimes' names that occur.
#[derive(Default)]
pub(super) struct Names(pub HashSet<String>);

impl<'ast> Visit<'ast> for Names {
    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        self.0.insert(lifetime.ident.to_string());
    }
}

struct Namer {
    taken: HashSet<String>,
    given: Vec<Lifetime>,
    number: usize,
}

impl Namer {
    /// `'lent`, `'lent2`, .. and not `'a`: an `impl<'a>` around `coro!` is not seen from here,
    /// and its lifetimes must not be shadowed.
    fn fresh(&mut self, place: Span) -> Lifetime {
        loop {
            self.number += 1;
            let name = match self.number {
                1 => "lent".to_string(),
                number => format!("lent{number}"),
            };
            if self.taken.insert(name.clone()) {
                let lifetime = Lifetime::new(&format!("'{name}"), generated_at(place));
                self.given.push(lifetime.clone());
                return lifetime;
            }
        }
    }
}

impl VisitMut for Namer {
    fn visit_type_reference_mut(&mut self, reference: &mut syn::TypeReference) {
        if reference.lifetime.is_none() {
            reference.lifetime = Some(self.fresh(reference.and_token.span));
        }
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident == "_" {
            *lifetime = self.fresh(lifetime.apostrophe);
        }
    }

    /// `fn(&T)` and `Fn(&T)` have lifetimes of their own.
    fn visit_type_fn_ptr_mut(&mut self, _: &mut syn::TypeFnPtr) {}

    fn visit_parenthesized_generic_arguments_mut(
        &mut self,
        _: &mut syn::ParenthesizedGenericArguments,
    ) {
    }
}

//! A fn whose body borrows what it owns over a pause, where no pass finds the borrow again.
//!
//! A machine may be moved while it is paused, so no state can hold a reference beside what it refers to. The body is given
//! to rustc instead, as an `async` block in a box, whose pauses are what it waits for:
//!
//! ```text
//! [source]  fn walk(tree: Tree) yields u32 { let mut open = vec![&tree]; .. yield_value!(node.value); .. }
//! [output]  fn walk(tree: Tree) -> impl Coroutine<(), Yield = u32, Return = ()> {
//!               let params = (tree,);
//!               anchored::<(), u32, _, _>("walk", move |pauses| async move {
//!                   let params = params;  let tree = params.0;
//!                   { let mut open = vec![&tree]; .. pauses.pause(node.value).await; .. }
//!               })
//!           }
//! ```
//!
//! It behaves as the states would, to the drop of the last variable, but has none that could be named, printed, cloned or
//! saved: so it is done only where the machine has to have no trait, and rustc would else refuse the states. Whether it
//! would is told by [`crate::lower::borrows_over_pauses`]. What the body says to its resumer is rewritten in [`pauses`].

mod awaits;
mod clashing;
mod expression;
mod needed;
mod pauses;

pub use clashing::clashes;
pub use expression::machine as expression;
pub use needed::is_needed;

pub use awaits::operand;
pub use pauses::has_own_pauses;

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::punctuated::Punctuated;
use syn::visit::Visit;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, FnArg, Pat, ReceiverKind, Token, Type};

use crate::compile::{Compiled, has_impl};
use crate::emit::Yields;
use crate::syntax::{self, CoroExpr, CoroFn, ReceivesKind};

/// Whether a fn can be given to rustc in this form.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Anchoring {
    Possible,
    /// It could, if its machine had to have no trait.
    WithoutTraits,
    Impossible,
}

/// What would be given to rustc.
#[derive(Clone, Copy)]
pub enum Whole<'f> {
    Fn(&'f CoroFn),
    Expression(&'f CoroExpr),
}

impl Whole<'_> {
    /// Whether it can be.
    pub fn possibility(self) -> Anchoring {
        match self {
            Whole::Fn(function) => possibility(function),
            Whole::Expression(expression) => expression::possibility(expression),
        }
    }
}

/// Judges a fn by its head, and by what its pauses are.
pub fn possibility(function: &CoroFn) -> Anchoring {
    let is_lent = matches!(syntax::receives_kind(function), ReceivesKind::Lent(_));
    let can_be_rewritten = |body: &syn::Block| {
        let tokens = body.to_token_stream();
        match function.is_async {
            true if syntax::future_type(function).is_none() => false,
            // what a generator waits for is resumed by the coroutine around it
            true if function.yields.is_some() && hides_awaits(body) => false,
            _ => pauses::can_be_rewritten(&tokens),
        }
    };
    match &function.body {
        Some(body) if cfg!(feature = "alloc") && !is_lent && can_be_rewritten(body) => {
            let has_traits = !function.derives.is_empty()
                || function.machine.is_some()
                || function.migrate.is_some();
            match has_traits {
                true => Anchoring::WithoutTraits,
                false => Anchoring::Possible,
            }
        }
        _ => Anchoring::Impossible,
    }
}

/// Whether all that a fn does but to compute is to wait, for whatever has a future: `.await` and `yield_from!(c)`.
pub fn is_waiting(function: &CoroFn) -> bool {
    let Some(body) = &function.body else {
        return false;
    };
    let only_waits =
        function.yields.is_none() && matches!(syntax::receives_kind(function), ReceivesKind::Unit);
    match (only_waits, function.is_async) {
        (false, _) => false,
        (true, true) => syntax::future_type(function) == Some("Async"),
        (true, false) => {
            let body = body.to_token_stream();
            pauses::only_delegates(&body) && pauses::can_be_rewritten(&body)
        }
    }
}

/// The fn in this form, and in its docs why it has no states.
pub fn function(function: &CoroFn, reason: Option<String>) -> Option<Compiled> {
    let body = function.body.as_ref()?;
    let span = Span::mixed_site().located_at(function.span);
    let pauses = Ident::new("pauses", span);
    let receiver = owns_self(function).then(|| Ident::new("this", span));
    let around = pauses::Around {
        pauses: Some(&pauses),
        yields: match (&function.yields, function.is_async) {
            (None, _) => Yields::Waits,
            (Some(_), false) => Yields::Values,
            (Some(_), true) => Yields::Polls,
        },
        receiver: receiver.as_ref(),
    };
    let mut body = body.clone();
    if function.is_async {
        Delegates.visit_block_mut(&mut body);
    }
    let statements = within_ours(pauses::rewritten(quote!(#body), &around));
    let (inputs, taken) = parameters(function, receiver.as_ref(), span);
    let signature = syntax::signature_with_inputs(function, &inputs);
    let params = Ident::new("params", span);
    // a coroutine that never ran drops them in this order: the last comes first, but of an `async fn`
    let place_of = |index: usize| match function.is_async {
        true => index,
        false => taken.len() - 1 - index,
    };
    let captured = (0..taken.len()).map(|place| &taken[place_of(place)].0);
    let unpacked = taken.iter().enumerate().map(|(index, (name, pattern))| {
        let place = Literal::usize_unsuffixed(place_of(index));
        unpacked(name, pattern, &quote_spanned!(span=> #params.#place), span)
    });
    let first = match &function.receives {
        Some(receives) => match &receives.pattern {
            Some(pattern) => quote_spanned!(span=> let #pattern = #pauses.first();),
            None => quote_spanned!(span=> ::core::mem::drop(#pauses.first());),
        },
        None => quote_spanned!(span=> #pauses.first();),
    };
    let received = match syntax::receives_kind(function) {
        ReceivesKind::Value(ty) => known(&ty.to_token_stream()),
        _ => quote!(()),
    };
    let yielded = known(&syntax::yield_type(function));
    let worth = worth(
        function,
        &quote_spanned!(span=> ::coro_core::machine::worth),
        span,
    );
    let name = function.sig.ident.to_string();
    let reason = reason.unwrap_or_else(|| "it borrows its own variables over a pause".to_string());
    let doc = format!("\n\nIt runs in a box and has no states that could be shown: {reason}.");
    let machine = quote_spanned! {span=>
        ::coro_core::machine::anchored::<#received, #yielded, _, _>(#name, move |#pauses| async move {
            #worth
            #[allow(clippy::let_unit_value)]
            let #params = #params;
            #(#unpacked)*
            #first
            #statements
        })
    };
    let machine = match syntax::future_type(function) {
        Some(stream) => {
            let stream = Ident::new(stream, span);
            quote_spanned!(span=> ::coro_core::#stream::new(#machine))
        }
        None => machine,
    };
    let item = quote_spanned! {span=>
        // the pauses are none of the user's `.await`s
        #[allow(clippy::await_holding_lock, clippy::await_holding_refcell_ref)]
        #signature {
            #![cfg_attr(doc, doc = #doc)]
            #[allow(clippy::let_unit_value)]
            let #params = (#(#captured,)*);
            #machine
        }
    };
    Some(Compiled {
        beside: TokenStream::new(),
        item,
    })
}

/// A fn that only waits, in this form: it waits for a block with its body.
///
/// ```text
/// [source]  async fn walk(tree: Tree) -> u32 { let mut open = vec![&tree]; .. visit(node).await; .. }
/// [output]  async fn walk(tree: Tree) -> u32 { async move { let tree = tree;  .. visit(node).await; .. }.await }
/// ```
pub fn waiting(function: &CoroFn) -> Option<CoroFn> {
    let body = function.body.as_ref()?;
    let span = Span::mixed_site().located_at(function.span);
    let receiver = owns_self(function).then(|| Ident::new("this", span));
    let around = pauses::Around {
        pauses: None,
        yields: Yields::Waits,
        receiver: receiver.as_ref(),
    };
    let mut body = body.clone();
    awaits::Awaits.visit_block_mut(&mut body);
    let statements = pauses::rewritten(quote!(#body), &around);
    let statements = within_ours(statements);
    let (inputs, taken) = parameters(function, receiver.as_ref(), span);
    let unpacked = taken
        .iter()
        .map(|(name, pattern)| unpacked(name, pattern, name, span));
    let worth = worth(function, &quote_spanned!(span=> __coro_lib_worth), span);
    let mut waiting = function.clone();
    waiting.sig.inputs = inputs;
    waiting.body = syn::parse2(quote_spanned! {span=>
        {
            __coro_lib_handed_over(async move {
                #worth
                #(#unpacked)*
                #statements
            })
            .await
        }
    })
    .ok();
    waiting.body.is_some().then_some(waiting)
}

/// A block whose braces are ours, where they stand: nobody is told that they are not needed. Before edition 2024 they are
/// the user's, since they say how long the temporaries of its tail live; then something of ours needs them.
fn within_ours(block: TokenStream) -> TokenStream {
    let is_old = !crate::edition::drops_tails_first();
    let trees = block.into_iter().map(|tree| match tree {
        TokenTree::Group(group) if is_old => {
            let (span, inside) = (group.span(), group.stream());
            let made = Span::mixed_site().located_at(span);
            let inside = quote_spanned!(made=> const _: () = (); #inside);
            let mut group = proc_macro2::Group::new(group.delimiter(), inside);
            group.set_span(span);
            TokenTree::Group(group)
        }
        TokenTree::Group(mut group) => {
            group.set_span(Span::mixed_site().located_at(group.span()));
            TokenTree::Group(group)
        }
        other => other,
    });
    trees.collect()
}

/// A parameter by its pattern, and what the pattern leaves of it.
fn unpacked(name: &TokenStream, pattern: &Pat, value: &TokenStream, span: Span) -> TokenStream {
    match pattern {
        Pat::Ident(plain) if plain.subpat.is_none() && plain.by_ref.is_none() => {
            quote_spanned!(span=> let #pattern = #value;)
        }
        _ => quote_spanned!(span=> let #name = #value; let #pattern = #name;),
    }
}

/// In a generator `c.await` is `yield_from!(c)`.
struct Delegates;

impl VisitMut for Delegates {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if matches!(expr, Expr::Closure(_) | Expr::Async(_)) {
            return;
        }
        visit_mut::visit_expr_mut(self, expr);
        if let Expr::Await(awaited) = expr {
            let span = Span::mixed_site().located_at(awaited.await_token.span);
            let base = crate::waits::bare((*awaited.base).clone());
            *expr = syn::parse_quote_spanned!(span=> yield_from!(#base));
        }
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// Whether something is waited for in the arguments of a macro.
fn hides_awaits(body: &impl crate::flow::Syntax) -> bool {
    struct Hidden(bool);
    impl<'ast> Visit<'ast> for Hidden {
        fn visit_macro(&mut self, made: &'ast syn::Macro) {
            self.0 |= pauses::waits(made.tokens.clone());
        }
    }
    let mut hidden = Hidden(false);
    body.show(&mut hidden);
    hidden.0
}

/// Says what the block is worth.
fn worth(function: &CoroFn, worth: &TokenStream, span: Span) -> TokenStream {
    match &function.sig.output {
        syn::ReturnType::Type(_, ty) if has_impl(ty) => TokenStream::new(),
        _ => {
            let output = syntax::output_type(function);
            quote_spanned!(span=> if false { return #worth::<#output>(); })
        }
    }
}

/// A type as it is written, if it can stand in an expression.
pub fn known(ty: &TokenStream) -> TokenStream {
    match syn::parse2::<Type>(ty.clone()) {
        Ok(ty) if !has_impl(&ty) => ty.into_token_stream(),
        _ => quote!(_),
    }
}

/// `self` by value: it dies with the parameters.
fn owns_self(function: &CoroFn) -> bool {
    matches!(
        function.sig.inputs.first(),
        // `self: Rc<Self>`
        Some(FnArg::Receiver(receiver)) if !matches!(receiver.kind, ReceiverKind::Reference(..))
    )
}

/// The parameters as the signature names them, and what each is taken apart by.
fn parameters(
    function: &CoroFn,
    receiver: Option<&Ident>,
    span: Span,
) -> (Punctuated<FnArg, Token![,]>, Vec<(TokenStream, Pat)>) {
    let mut inputs = Punctuated::new();
    let mut taken = Vec::new();
    for (index, input) in function.sig.inputs.iter().enumerate() {
        let input = match input {
            FnArg::Receiver(written) => {
                let mut plain = written.clone();
                plain.mutability = None;
                if let Some(name) = receiver {
                    let mutability = &written.mutability;
                    let pattern = syn::parse_quote_spanned!(span=> #mutability #name);
                    let own = Token![self](written.self_token.span);
                    taken.push((own.into_token_stream(), pattern));
                }
                FnArg::Receiver(plain)
            }
            FnArg::Typed(written) => {
                // what a reader of the docs, or an attribute, knows it by
                let name = match &*written.pat {
                    Pat::Ident(plain) if plain.subpat.is_none() => plain.ident.clone(),
                    _ => format_ident!("param{}", index + 1, span = span),
                };
                let mut renamed = written.clone();
                *renamed.pat = syn::parse_quote_spanned!(span=> #name);
                taken.push((name.into_token_stream(), (*written.pat).clone()));
                FnArg::Typed(renamed)
            }
        };
        inputs.push(input);
    }
    (inputs, taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::only_coroutine;

    #[test]
    fn the_body_waits_where_it_paused() {
        let walk = only_coroutine(
            "fn walk(tree: Tree) yields u32 { let open = vec![&tree]; yield_value!(open.len()); }",
        );
        let item = function(&walk, None).expect("a fn").item.to_string();
        assert!(item.contains("let params = (tree ,)"), "{item}");
        assert!(item.contains("let tree = params . 0"), "{item}");
        assert!(
            item.contains("(pauses . pause (open . len ()) . await)"),
            "{item}"
        );
    }

    #[test]
    fn no_trait_can_be_derived_and_nothing_lent() {
        let possibility = |text| possibility(&only_coroutine(text));
        let plain = possibility("fn f() yields u32 { yield_value!(1); }");
        assert_eq!(plain, Anchoring::Possible);
        let derived = possibility("#[derive(Clone)] fn f() yields u32 { yield_value!(1); }");
        assert_eq!(derived, Anchoring::WithoutTraits);
        let lending = possibility("fn f() receives world: &mut World { yield_wait!(); }");
        assert_eq!(lending, Anchoring::Impossible);
        let lends = possibility("fn f() { yield_from!(g(), &mut world); }");
        assert_eq!(lends, Anchoring::Impossible);
        let hidden = possibility(
            "fn f() { macro_rules! w { () => { yield_wait!() } } w!(); yield_wait!(); }",
        );
        assert_eq!(hidden, Anchoring::Impossible);
    }
}

//! `coro!(|first: R| ..)` whose body borrows what it owns over a pause, as an `async` block in a box.
//!
//! ```text
//! [source]  coro!(move || { let mut words = text.split(' ').peekable(); .. yield_value!(word.len()); .. })
//! [output]  anchored::<(), _, _, _>("expression", move |pauses| async move {
//!               pauses.first();
//!               { let mut words = text.split(' ').peekable(); .. pauses.pause(word.len()).await; .. }
//!           })
//! ```
//!
//! What it captures rustc finds out: the block takes it along.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::visit_mut::VisitMut;

use super::{Anchoring, Delegates, hides_awaits, known, pauses};
use crate::compile::has_impl;
use crate::emit::Yields;
use crate::syntax::{self, CoroExpr};

/// Judges an expression by its head, and by what its pauses are.
pub fn possibility(expression: &CoroExpr) -> Anchoring {
    let body = expression.body.to_token_stream();
    let is_possible = match expression.is_async {
        true if syntax::expression_future_type(expression).is_none() => false,
        true if expression.yields.is_some() && hides_awaits(&expression.body) => false,
        _ => pauses::can_be_rewritten(&body),
    };
    match expression.derives.is_empty() {
        _ if !is_possible || cfg!(not(feature = "alloc")) => Anchoring::Impossible,
        true => Anchoring::Possible,
        false => Anchoring::WithoutTraits,
    }
}

/// The machine of an expression in this form.
pub fn machine(
    expression: &CoroExpr,
    yields: Yields,
    yielded: Option<&TokenStream>,
) -> TokenStream {
    let span = Span::mixed_site().located_at(expression.span);
    let pauses = Ident::new("pauses", span);
    let around = pauses::Around {
        pauses: Some(&pauses),
        yields,
        receiver: None,
    };
    let mut body = expression.body.clone();
    if expression.is_async {
        Delegates.visit_expr_mut(&mut body);
    }
    let statements = pauses::rewritten(body.into_token_stream(), &around);
    let (received, first) = match &expression.receives {
        None => (quote!(()), quote_spanned!(span=> #pauses.first();)),
        Some(parameter) => {
            let pattern = &parameter.pattern;
            let ty = parameter.ty.as_ref().map(ToTokens::to_token_stream);
            let ty = ty.map_or_else(|| quote!(_), |ty| known(&ty));
            (ty, quote_spanned!(span=> let #pattern = #pauses.first();))
        }
    };
    let yielded = yielded.map_or_else(|| quote!(_), known);
    let worth = expression.output.as_ref().filter(|ty| !has_impl(ty));
    let worth = worth.and_then(|_| syntax::expression_output_type(expression));
    let worth = worth.map(|output| {
        quote_spanned!(span=> if false { return ::coro_core::machine::worth::<#output>(); })
    });
    let machine = quote_spanned! {span=>
        ::coro_core::machine::anchored::<#received, #yielded, _, _>("expression", move |#pauses| async move {
            #worth
            #first
            #statements
        })
    };
    let machine = match syntax::expression_future_type(expression) {
        Some(stream) => {
            let stream = Ident::new(stream, span);
            quote_spanned!(span=> ::coro_core::#stream::new(#machine))
        }
        None => machine,
    };
    quote_spanned! {span=>
        {
            // the pauses are none of the user's `.await`s
            #[allow(clippy::await_holding_lock, clippy::await_holding_refcell_ref, clippy::let_unit_value)]
            let machine = #machine;
            machine
        }
    }
}

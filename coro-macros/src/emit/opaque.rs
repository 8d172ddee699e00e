//! Calls of macros that only rustc can expand.
//!
//! Two things of the user's function are hidden from such a macro by the machine around it: the names of variables
//! that a state holds, in format strings; and, where the macro's name tells that it returns early, the `return`.
//!
//! ```text
//! [source]  info!("{sum} so far");
//! [output]  { let sum = &*sum_;  info!("{sum} so far") };
//!
//! [source]  ensure!(n > 0, "none");
//! [output]  match Try::branch((|| -> <T as Early>::Of<_> { Early::go_on(ensure!(n > 0, "none")) })()) {
//!               Continue(value) => value,
//!               Break(residual) => break 'complete FromResidual::from_residual(residual),
//!           }
//! ```

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Expr, ExprMacro, parse_quote_spanned};

use super::{Emitter, ours};
use crate::flow::opaque_mentions;
use crate::names;
use crate::tokens::{TokenStream, quote_spanned};

/// Macros whose whole sense is to return.
const RETURNING: &[&str] = &["bail", "throw", "fail"];

/// Macros that return where something is wrong.
const ASKING: &[&str] = &["ensure", "ensure_eq", "ensure_ne"];

/// How the names of such macros begin or end.
const FAMILIES: (&[&str], &[&str]) = (
    &["bail_", "ensure_", "return_", "try_"],
    &["_or_return", "_or_bail"],
);

/// Whether the name of a macro tells that it returns early.
pub fn returns_by_name(name: &Ident) -> bool {
    let name = name.to_string();
    let (beginnings, ends) = FAMILIES;
    let named = RETURNING.contains(&name.as_str()) || ASKING.contains(&name.as_str());
    named
        || beginnings.iter().any(|begin| name.starts_with(begin))
        || ends.iter().any(|end| name.ends_with(end))
}

/// Whether what such a macro returns can be caught, as far as the type of the function tells.
pub fn catches_returns(output: &impl ToTokens) -> bool {
    let text = output.to_token_stream().to_string();
    text.contains("Result") || text.contains("Option")
}

impl Emitter<'_> {
    /// What the macro call becomes, if it cannot stay as it is.
    pub(super) fn opaque_macro(&mut self, call: &ExprMacro) -> Option<Expr> {
        let names = self.names_in_text(call);
        let returns = self.hidden_return(call);
        if names.is_empty() && returns.is_none() {
            return None;
        }
        let span = ours(call.mac.bang_token.spans[0]);
        let inner = match returns {
            Some(tokens) => tokens,
            None => quote_spanned!(span=> #call),
        };
        Some(match names.is_empty() {
            true => parse_quote_spanned!(span=> #inner),
            false => parse_quote_spanned!(span=> { #names #inner }),
        })
    }

    /// `let sum = &*sum_;` for each variable that a string names and that has another name here.
    fn names_in_text(&mut self, call: &ExprMacro) -> TokenStream {
        let mut seen: Vec<Ident> = Vec::new();
        let mut lets = TokenStream::new();
        for id in opaque_mentions(&call.attrs) {
            let Some(row) = self.plan.tables.mention(id).filter(|row| row.inline) else {
                continue;
            };
            let name = row.ident.clone();
            let span = ours(name.span());
            let value = self.print(&names::mention(id, span));
            if name != value.to_string() && !seen.contains(&name) {
                lets.extend(quote_spanned!(span=> let #name = &#value;));
                seen.push(name);
            }
        }
        lets
    }

    /// The call in a closure that can be returned from, if the macro's name tells of a `return`.
    fn hidden_return(&mut self, call: &ExprMacro) -> Option<TokenStream> {
        let output = self.plan.output.clone()?;
        let name = &call.mac.path.segments.last()?.ident;
        let diverges = RETURNING.iter().any(|known| name == known);
        if !returns_by_name(name) || !catches_returns(&output) {
            return None;
        }
        let span = ours(call.mac.bang_token.spans[0]);
        let label = self.complete(span);
        let (made, body, go_on) = match diverges {
            true => (
                quote_spanned!(span=> ::core::convert::Infallible),
                quote_spanned!(span=> #call),
                quote_spanned!(span=> match value {}),
            ),
            false => (
                quote_spanned!(span=> _),
                quote_spanned!(span=> <#output as __coro_lib_Early>::go_on(#call)),
                quote_spanned!(span=> value),
            ),
        };
        Some(quote_spanned! {span=>
            match __coro_lib_Try::branch((|| -> <#output as __coro_lib_Early>::Of<#made> { #body })()) {
                __coro_lib_Continue(value) => #go_on,
                __coro_lib_Break(residual) => {
                    break #label __coro_lib_FromResidual::from_residual(residual)
                }
            }
        })
    }
}

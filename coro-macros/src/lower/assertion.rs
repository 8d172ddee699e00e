//! The std macros that assert, where they pause: what need not be evaluated is not.
//!
//! ```text
//! [source]  assert!(c, "..", p)             [output]  if !c { panic!("..", p) }
//! [source]  assert_eq!(a, b, "..", p)       [output]  if let Some(values) = /* unless a == b */ { panic!("..", p, values) }
//! [source]  debug_assert!(p)                [output]  if cfg!(debug_assertions) { assert!(p) }
//! ```
//!
//! Takes the call of a macro in sentinels. What pauses in the values alone is an operand as in any other call.

use proc_macro2::{Span, TokenStream};
use syn::{Expr, Ident, LitStr, parse_quote_spanned};

use super::{Lowerer, pauses};
use crate::ir::Node;
use crate::names::{self, Sentinel};
use crate::scope::{ArgContext, MacroArg, MacroCall};

impl Lowerer<'_> {
    /// An assertion whose evaluation depends on something, as what that is.
    pub(super) fn assertion(&mut self, call: &syn::ExprCall) -> Option<Node> {
        let Expr::Path(path) = &*call.func else {
            return None;
        };
        let Some(Sentinel::Macro(id)) = path.path.get_ident().and_then(names::parse) else {
            return None;
        };
        let row = self.tables.macro_call(id)?.clone();
        let name = row.path.segments.last()?.ident.to_string();
        let span = Span::mixed_site().located_at(path.path.get_ident()?.span());
        if let Some(asserts) = name.strip_prefix("debug_") {
            let asserts = self.of_another(&row, asserts, row.args.clone(), span);
            let args = &call.args;
            let branch: Expr =
                parse_quote_spanned!(span=> if cfg!(debug_assertions) { #asserts(#args); });
            return Some(self.node(branch));
        }
        let operator = match name.as_str() {
            "assert" => None,
            "assert_eq" => Some("=="),
            "assert_ne" => Some("!="),
            _ => return None,
        };
        let values = if operator.is_some() { 2 } else { 1 };
        if !call.args.iter().skip(values).any(pauses) {
            return None;
        }
        let mut args = call.args.iter().cloned();
        let first = args.next()?;
        let asserted = match operator {
            None => {
                let panics = self.of_another(&row, "panic", row.args[1..].to_vec(), span);
                parse_quote_spanned!(span=> if !(#first) { #panics(#(#args),*); })
            }
            Some(operator) => {
                let second = args.next()?;
                self.compared(&row, operator, (first, second), args.collect(), span)
            }
        };
        Some(self.node(asserted))
    }

    /// Two values that are compared. What they are is put into words before anything of the message is evaluated.
    fn compared(
        &mut self,
        row: &MacroCall,
        operator: &str,
        (first, second): (Expr, Expr),
        message: Vec<Expr>,
        span: Span,
    ) -> Expr {
        let mut hidden = |name| {
            let var = self.hidden(name, false, span);
            let mention = self.mention(var, span);
            (self.binding(var, span), mention, self.mention(var, span))
        };
        let (left, left_compared, left_shown) = hidden("left");
        let (right, right_compared, right_shown) = hidden("right");
        let (values, values_shown, _) = hidden("values");
        let shown = |count| {
            let arg = MacroArg {
                prefix: TokenStream::new(),
                context: ArgContext::ByRef,
                inline: false,
                quoted: None,
            };
            vec![arg; count]
        };
        let shows = self.of_another(row, "format", shown(3), span);
        let says = self.of_another(row, "format_args", row.args[2..].to_vec(), span);
        let panics = self.of_another(row, "panic", shown(3), span);
        let text = format!("assertion `left {operator} right` failed: {{}}{{}}");
        let text = LitStr::new(&text, span);
        let is_as_asserted: Expr = match operator {
            "==" => parse_quote_spanned!(span=> *#left_compared == *#right_compared),
            _ => parse_quote_spanned!(span=> *#left_compared != *#right_compared),
        };
        parse_quote_spanned! {span=>
            if let ::core::option::Option::Some(#values) = match (&(#first), &(#second)) {
                (#left, #right) => match #is_as_asserted {
                    true => ::core::option::Option::None,
                    false => ::core::option::Option::Some(
                        #shows("\n  left: {:?}\n right: {:?}", #left_shown, #right_shown)
                    ),
                }
            } {
                #panics(#text, #says(#(#message),*), #values_shown);
            }
        }
    }

    /// The name of a call of the macro `name` instead, with these arguments.
    fn of_another(
        &mut self,
        row: &MacroCall,
        name: &str,
        args: Vec<MacroArg>,
        span: Span,
    ) -> Ident {
        let mut other = row.clone();
        other.id = names::MacroId::new(self.tables.macros.len());
        let at = row
            .path
            .segments
            .last()
            .map_or(span, |last| last.ident.span());
        other.path = syn::Path::from(Ident::new(name, at));
        other.args = args;
        let name = names::macro_call(other.id, span);
        self.tables.macros.push(other);
        name
    }
}

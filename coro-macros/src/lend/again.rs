//! The box in which an `async fn` waits for itself.
//!
//! ```text
//! [source]  Box::pin(walk(&node.left, n - 1)).await
//! [output]  yield_from!(match (&node.left, n - 1) {
//!               (argument_0, argument_1) => Box::pin(async move { walk(argument_0, argument_1).await })
//!           })
//! ```
//!
//! A state that held the machine of its own fn would be of a type without end. A `dyn Future` ends it and says nothing of
//! `Send`, so nobody could spawn the fn on other threads. The type of an `async` block does not name what is made inside,
//! and rustc still finds out what that is. So the call is made there, of arguments that are there before.
//!
//! Does not: closures, whose parameters rustc knows from where they are given, and receivers, which the call may borrow.
//! Such a fn is given to rustc as a whole.

use proc_macro2::Span;
use quote::quote_spanned;
use syn::visit::{self, Visit};
use syn::{Expr, ExprCall, Ident, parse_quote_spanned};

use crate::flow::{mention_of, strip};
use crate::scope::{Origin, Tables};

/// The box as the block makes it, of the call inside.
pub fn in_a_block(call: &Expr, tables: &Tables, span: Span) -> Option<Expr> {
    let mut call = strip(call).clone();
    let mut args: Vec<&mut Expr> = match &mut call {
        Expr::Call(ExprCall { args, .. }) => args.iter_mut().collect(),
        Expr::MethodCall(call) => {
            is_self(&call.receiver, tables).then_some(())?;
            let args = call.args.iter_mut();
            std::iter::once(&mut *call.receiver).chain(args).collect()
        }
        _ => return None,
    };
    if args.iter().any(|arg| needs_its_place(arg)) {
        return None;
    }
    let names: Vec<Ident> = (0..args.len())
        .map(|index| Ident::new(&format!("argument_{index}"), span))
        .collect();
    let given: Vec<Expr> = args
        .iter_mut()
        .zip(&names)
        .map(|(arg, name)| std::mem::replace(&mut **arg, parse_quote_spanned!(span=> #name)))
        .collect();
    let waited = quote_spanned!(span=> __coro_lib_Awaited::new(#call).future().await);
    Some(match names.is_empty() {
        true => parse_quote_spanned!(span=> __coro_lib_Box::pin(async move { #waited })),
        false => parse_quote_spanned! {span=>
            match (#(#given,)*) {
                (#(#names,)*) => __coro_lib_Box::pin(async move { #waited })
            }
        },
    })
}

/// `self`, which is a reference or is taken.
fn is_self(receiver: &Expr, tables: &Tables) -> bool {
    let row = mention_of(receiver).and_then(|mention| tables.mention(mention));
    let var = row.and_then(|row| tables.var(row.var));
    var.is_some_and(|var| {
        var.origin == Origin::SelfParam && var.ty.is_none() && !tables.self_is_value
    })
}

/// Whether rustc would not understand the argument without the parameter that it is given to.
fn needs_its_place(arg: &Expr) -> bool {
    struct Finder(bool);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_expr(&mut self, expr: &'ast Expr) {
            self.0 |= matches!(
                expr,
                Expr::Closure(_) | Expr::Async(_) | Expr::If(_) | Expr::Match(_)
            );
            visit::visit_expr(self, expr);
        }
    }
    let mut finder = Finder(false);
    finder.visit_expr(arg);
    finder.0
}

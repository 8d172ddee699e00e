//! Blocks that wait and that control may leave.
//!
//! ```text
//! [source]  loop { let mut list = shared.lock().await;  if list.is_empty() { break; }  f(&mut list)?; }
//! [output]  loop {
//!               match async move { Chosen::This({
//!                   let mut list = shared.lock().await;
//!                   if list.is_empty() { return Chosen::Other(Chosen::This(())); }
//!                   match Try::branch(f(&mut list)) {
//!                       Continue(value) => value,
//!                       Break(value) => return Chosen::Other(Chosen::Other(FromResidual::from_residual(value))),
//!                   }
//!               }) }.await {
//!                   Chosen::This(value) => value,
//!                   Chosen::Other(Chosen::This(value)) => break,
//!                   Chosen::Other(Chosen::Other(value)) => return value,
//!               }
//!           }
//! ```
//!
//! Takes statements, gives the block with its `.await`. Jumps that stay inside stay as they are.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Lifetime, Stmt, parse_quote_spanned};

use crate::names;

/// A way out.
#[derive(Clone, PartialEq)]
enum Exit {
    /// `return`, and `?`: what is returned is made inside, for each of several kinds of error.
    Return,
    Break(Option<Lifetime>, bool),
    Continue(Option<Lifetime>),
}

/// One of `count` values, the one at `index`: as an expression or as a pattern.
pub fn chosen(index: usize, count: usize, value: &TokenStream, span: Span) -> TokenStream {
    let mut made = match index + 1 == count {
        true => value.clone(),
        false => quote_spanned!(span=> __coro_lib_Chosen::This(#value)),
    };
    for _ in 0..index {
        made = quote_spanned!(span=> __coro_lib_Chosen::Other(#made));
    }
    made
}

/// The statements in a block that waits.
pub fn block(stmts: Vec<Stmt>, span: Span) -> Expr {
    around(stmts, tokens, span)
}

/// The same of what is made of the statements.
pub fn around(mut stmts: Vec<Stmt>, made: impl Fn(&[Stmt]) -> TokenStream, span: Span) -> Expr {
    let mut leaving = Leaving {
        exits: Vec::new(),
        count: None,
        inside: Vec::new(),
    };
    let mut tried = stmts.clone();
    tried
        .iter_mut()
        .for_each(|stmt| leaving.visit_stmt_mut(stmt));
    let count = leaving.exits.len() + 1;
    if count == 1 {
        return super::block(&made(&stmts), span);
    }
    leaving.count = Some(count);
    stmts
        .iter_mut()
        .for_each(|stmt| leaving.visit_stmt_mut(stmt));
    let may_never_end = matches!(stmts.last(), Some(Stmt::Expr(Expr::Loop(_), _)));
    let stmts = made(&stmts);
    let value = proc_macro2::Ident::new("value", span);
    let through = chosen(0, count, &value.to_token_stream(), span);
    let stmts = match may_never_end {
        true => quote_spanned! {span=>
            let #value = { #stmts };
            #[allow(unreachable_code)]
            let #value = #through;
            #value
        },
        false => chosen(0, count, &quote_spanned!(span=> { #stmts }), span),
    };
    // what leaves must not leave behind what is given back
    let waited = super::block(&quote_spanned!(span=> async { #stmts }.await), span);
    let exits = leaving.exits.iter().enumerate().map(|(index, exit)| {
        let pattern = chosen(index + 1, count, &value.to_token_stream(), span);
        let jump = exit.taken(&value, span);
        quote_spanned!(span=> #pattern => #jump,)
    });
    parse_quote_spanned! {span=>
        match #waited {
            #through => #value,
            #(#exits)*
        }
    }
}

fn tokens(stmts: &[Stmt]) -> TokenStream {
    let mut tokens = TokenStream::new();
    stmts.iter().for_each(|stmt| stmt.to_tokens(&mut tokens));
    tokens
}

impl Exit {
    /// The jump outside.
    fn taken(&self, value: &proc_macro2::Ident, span: Span) -> TokenStream {
        match self {
            Exit::Return => quote_spanned!(span=> return #value),
            Exit::Break(label, true) => quote_spanned!(span=> break #label #value),
            Exit::Break(label, false) => quote_spanned!(span=> { let () = #value; break #label }),
            Exit::Continue(label) => {
                quote_spanned!(span=> { let () = #value; continue #label })
            }
        }
    }
}

struct Leaving {
    exits: Vec<Exit>,
    /// How many ways there are, once they were counted.
    count: Option<usize>,
    /// The loops and blocks inside: their labels, and whether they are loops.
    inside: Vec<(Option<Lifetime>, bool)>,
}

impl Leaving {
    fn exit(&mut self, exit: &Exit) -> usize {
        match self.exits.iter().position(|known| known == exit) {
            Some(index) => index,
            None => {
                self.exits.push(exit.clone());
                self.exits.len() - 1
            }
        }
    }

    /// Whether a jump stays inside.
    fn stays(&self, label: Option<&Lifetime>) -> bool {
        self.inside.iter().any(|(known, is_loop)| match label {
            Some(label) => known.as_ref() == Some(label),
            None => *is_loop,
        })
    }

    fn leave(&mut self, expr: &mut Expr, exit: &Exit, value: Option<Expr>, span: Span) {
        let index = self.exit(exit) + 1;
        let Some(count) = self.count else { return };
        let value = value.map_or_else(|| quote_spanned!(span=> ()), Expr::into_token_stream);
        let chosen = chosen(index, count, &value, span);
        *expr = parse_quote_spanned!(span=> return #chosen);
    }

    fn question(&mut self, expr: &mut Expr) {
        let Expr::Try(tried) = &*expr else { return };
        let span = names::made_at(tried.question_token.span);
        let index = self.exit(&Exit::Return) + 1;
        let Some(count) = self.count else { return };
        let (asked, value) = (&tried.expr, proc_macro2::Ident::new("value", span));
        let returned = quote_spanned!(span=> __coro_lib_FromResidual::from_residual(#value));
        let chosen = chosen(index, count, &returned, span);
        *expr = parse_quote_spanned! {span=>
            match __coro_lib_Try::branch(#asked) {
                __coro_lib_Continue(#value) => #value,
                __coro_lib_Break(#value) => return #chosen,
            }
        };
    }

    fn within(&mut self, label: Option<&syn::Label>, is_loop: bool, expr: &mut Expr) {
        self.inside
            .push((label.map(|label| label.name.clone()), is_loop));
        visit_mut::visit_expr_mut(self, expr);
        self.inside.pop();
    }
}

impl VisitMut for Leaving {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Closure(_) | Expr::Async(_) | Expr::Const(_) => return,
            Expr::Loop(it) => return self.within(it.label.clone().as_ref(), true, expr),
            Expr::While(it) => return self.within(it.label.clone().as_ref(), true, expr),
            Expr::ForLoop(it) => return self.within(it.label.clone().as_ref(), true, expr),
            Expr::Block(it) if it.label.is_some() => {
                return self.within(it.label.clone().as_ref(), false, expr);
            }
            _ => visit_mut::visit_expr_mut(self, expr),
        }
        match &*expr {
            Expr::Return(jump) => {
                let span = names::made_at(jump.return_token.span);
                let value = jump.expr.as_deref().cloned();
                self.leave(expr, &Exit::Return, value, span);
            }
            Expr::Break(jump) if !self.stays(jump.label.as_ref()) => {
                let span = names::made_at(jump.break_token.span);
                let value = jump.expr.as_deref().cloned();
                let exit = Exit::Break(jump.label.clone(), value.is_some());
                self.leave(expr, &exit, value, span);
            }
            Expr::Continue(jump) if !self.stays(jump.label.as_ref()) => {
                let span = names::made_at(jump.continue_token.span);
                self.leave(expr, &Exit::Continue(jump.label.clone()), None, span);
            }
            Expr::Try(_) => self.question(expr),
            _ => {}
        }
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

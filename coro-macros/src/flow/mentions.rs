//! The mentions in the user's syntax.
//!
//! Takes syntax after `scope`, gives the sentinels in it in the order of the source, also those in the tokens of a
//! macro that nobody can read. The syntax is visited, not printed: making tokens of it costs more than all the rest.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::visit::{self, Visit};

use crate::names::{self, MentionId, Sentinel};

/// Syntax that can be visited.
pub trait Syntax {
    /// Shows all of it to `visitor`.
    fn show<'a>(&'a self, visitor: &mut impl Visit<'a>);
}

impl Syntax for syn::Expr {
    fn show<'a>(&'a self, visitor: &mut impl Visit<'a>) {
        visitor.visit_expr(self);
    }
}

impl Syntax for syn::Stmt {
    fn show<'a>(&'a self, visitor: &mut impl Visit<'a>) {
        visitor.visit_stmt(self);
    }
}

impl Syntax for syn::Block {
    fn show<'a>(&'a self, visitor: &mut impl Visit<'a>) {
        visitor.visit_block(self);
    }
}

impl Syntax for syn::ExprClosure {
    fn show<'a>(&'a self, visitor: &mut impl Visit<'a>) {
        visitor.visit_expr_closure(self);
    }
}

impl Syntax for syn::Meta {
    fn show<'a>(&'a self, visitor: &mut impl Visit<'a>) {
        visitor.visit_meta(self);
    }
}

impl Syntax for TokenStream {
    fn show<'a>(&'a self, visitor: &mut impl Visit<'a>) {
        visitor.visit_token_stream(self);
    }
}

impl<T: Syntax + ?Sized> Syntax for &T {
    fn show<'a>(&'a self, visitor: &mut impl Visit<'a>) {
        (**self).show(visitor);
    }
}

impl<T: Syntax + ?Sized> Syntax for Box<T> {
    fn show<'a>(&'a self, visitor: &mut impl Visit<'a>) {
        (**self).show(visitor);
    }
}

/// All mentions in it.
pub fn mentions_in(syntax: &impl Syntax) -> Vec<MentionId> {
    let mut mentions = Mentions(Vec::new());
    syntax.show(&mut mentions);
    mentions.0
}

struct Mentions(Vec<MentionId>);

impl Mentions {
    fn tokens(&mut self, tokens: &TokenStream) {
        for token in tokens.clone() {
            match token {
                TokenTree::Ident(ident) => self.visit_ident(&ident),
                TokenTree::Group(group) => self.tokens(&group.stream()),
                _ => {}
            }
        }
    }
}

impl Visit<'_> for Mentions {
    fn visit_ident(&mut self, ident: &Ident) {
        if let Some(Sentinel::Mention(mention)) = names::parse(ident) {
            self.0.push(mention);
        }
    }

    fn visit_field_value(&mut self, field: &syn::FieldValue) {
        // of `S { x }` there is one token
        match field.colon_token {
            Some(_) => visit::visit_field_value(self, field),
            None => self.visit_member(&field.member),
        }
    }

    fn visit_token_stream(&mut self, tokens: &TokenStream) {
        self.tokens(tokens);
    }
}

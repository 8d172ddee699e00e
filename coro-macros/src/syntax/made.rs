//! Syntax that the macro makes, put together instead of parsed: to parse a few tokens costs as much as a whole pass.
//!
//! ```text
//! call(["Iterator", "next"], x, (first, last))  Iterator::next(x)
//! leave(label, Some(value), span)              break 'label value
//! ```

use proc_macro2::{Ident, Span};
use syn::punctuated::Punctuated;
use syn::{Expr, Lifetime, Pat, Path, PathSegment, Token};

/// `Iterator::next(argument)`
pub fn call(path: [&str; 2], argument: Expr, (span, end): (Span, Span)) -> Expr {
    let [of, name] = path.map(|word| PathSegment::from(Ident::new(word, span)));
    let mut segments = Punctuated::new();
    segments.push_value(of);
    segments.push_punct(Token![::](span));
    segments.push_value(name);
    let func = Expr::Path(syn::ExprPath {
        attrs: Vec::new(),
        qself: None,
        path: Path {
            leading_colon: None,
            segments,
        },
    });
    Expr::Call(syn::ExprCall {
        attrs: Vec::new(),
        func: Box::new(func),
        paren_token: syn::token::Paren(end),
        args: one(argument),
    })
}

/// `&mut place`
pub fn borrowed_mutably(place: Expr, span: Span) -> Expr {
    Expr::Reference(syn::ExprReference {
        attrs: Vec::new(),
        and_token: Token![&](span),
        mutability: Some(Token![mut](span)),
        expr: Box::new(place),
    })
}

/// `break 'label value`
pub fn leave(label: Lifetime, value: Option<Box<Expr>>, span: Span) -> Expr {
    Expr::Break(syn::ExprBreak {
        attrs: Vec::new(),
        break_token: Token![break](span),
        label: Some(label),
        expr: value,
    })
}

/// `Some(inner)`
pub fn some(inner: Pat, span: Span) -> Pat {
    Pat::TupleStruct(syn::PatTupleStruct {
        attrs: Vec::new(),
        qself: None,
        path: PathSegment::from(Ident::new("Some", span)).into(),
        paren_token: syn::token::Paren(span),
        elems: one(inner),
    })
}

/// `None`
pub fn none(span: Span) -> Pat {
    name(Ident::new("None", span))
}

/// `name`
pub fn name(ident: Ident) -> Pat {
    Pat::Ident(syn::PatIdent {
        attrs: Vec::new(),
        by_ref: None,
        mutability: None,
        ident,
        subpat: None,
    })
}

/// A pattern as a `let` wants it: the sides of a `|` in parentheses.
pub fn in_let(pat: Pat, span: Span) -> Pat {
    match pat {
        Pat::Or(_) => Pat::Paren(syn::PatParen {
            attrs: Vec::new(),
            paren_token: syn::token::Paren(span),
            pat: Box::new(pat),
        }),
        pat => pat,
    }
}

fn one<T>(element: T) -> Punctuated<T, Token![,]> {
    let mut all = Punctuated::new();
    all.push_value(element);
    all
}

//! `quote_spanned!` for the tokens of this module.
//!
//! The part of the crate `quote`'s grammar that the emitter uses: `#name`, and of repetitions those of one variable:
//! `#(#names)*`, `#(#names,)*`, `#(#names),*`.

use proc_macro2::{Delimiter, Ident, Literal, Spacing, Span};

use super::{Group, TokenStream, TokenTree};

/// The written tokens at a place, what stands after a `#` put in.
macro_rules! quote_spanned {
    ($span:expr=> $($tokens:tt)*) => {{
        #[allow(unused_mut)]
        let mut written = $crate::tokens::TokenStream::new();
        #[allow(unused_variables)]
        let span: ::proc_macro2::Span = $span;
        $crate::tokens::quote_each!(written span $($tokens)*);
        written
    }};
}

/// The written tokens at the place of the macro call.
macro_rules! quote {
    ($($tokens:tt)*) => {
        $crate::tokens::quote_spanned!(::proc_macro2::Span::call_site()=> $($tokens)*)
    };
}

/// One token after the other.
macro_rules! quote_each {
    ($to:ident $span:ident) => {};
    ($to:ident $span:ident # ( # $var:ident , ) * $($rest:tt)*) => {
        for each in $var.iter() {
            $crate::tokens::Append::append(each, &mut $to);
            $crate::tokens::words(&mut $to, ",", $span);
        }
        $crate::tokens::quote_each!($to $span $($rest)*);
    };
    ($to:ident $span:ident # ( # $var:ident ) , * $($rest:tt)*) => {
        for (index, each) in $var.iter().enumerate() {
            if index > 0 {
                $crate::tokens::words(&mut $to, ",", $span);
            }
            $crate::tokens::Append::append(each, &mut $to);
        }
        $crate::tokens::quote_each!($to $span $($rest)*);
    };
    ($to:ident $span:ident # ( # $var:ident ) * $($rest:tt)*) => {
        for each in $var.iter() {
            $crate::tokens::Append::append(each, &mut $to);
        }
        $crate::tokens::quote_each!($to $span $($rest)*);
    };
    ($to:ident $span:ident # $var:ident $($rest:tt)*) => {
        $crate::tokens::Append::append(&$var, &mut $to);
        $crate::tokens::quote_each!($to $span $($rest)*);
    };
    ($to:ident $span:ident ( $($inside:tt)* ) $($rest:tt)*) => {
        $crate::tokens::group(&mut $to, ::proc_macro2::Delimiter::Parenthesis,
            $crate::tokens::quote_spanned!($span=> $($inside)*), $span);
        $crate::tokens::quote_each!($to $span $($rest)*);
    };
    ($to:ident $span:ident [ $($inside:tt)* ] $($rest:tt)*) => {
        $crate::tokens::group(&mut $to, ::proc_macro2::Delimiter::Bracket,
            $crate::tokens::quote_spanned!($span=> $($inside)*), $span);
        $crate::tokens::quote_each!($to $span $($rest)*);
    };
    ($to:ident $span:ident { $($inside:tt)* } $($rest:tt)*) => {
        $crate::tokens::group(&mut $to, ::proc_macro2::Delimiter::Brace,
            $crate::tokens::quote_spanned!($span=> $($inside)*), $span);
        $crate::tokens::quote_each!($to $span $($rest)*);
    };
    ($to:ident $span:ident $token:tt $($rest:tt)*) => {
        $crate::tokens::words(&mut $to, stringify!($token), $span);
        $crate::tokens::quote_each!($to $span $($rest)*);
    };
}

pub(crate) use {quote, quote_each, quote_spanned};

/// A written token: an identifier, a lifetime, a number, a string or an operator.
pub fn words(to: &mut TokenStream, text: &'static str, span: Span) {
    let first = text.as_bytes().first().copied().unwrap_or_default();
    match first {
        b'\'' => {
            to.push(TokenTree::Punct('\'', Spacing::Joint, span));
            to.push(TokenTree::Word(&text[1..], span));
        }
        b'0'..=b'9' | b'"' => {
            if let Ok(mut literal) = text.parse::<Literal>() {
                literal.set_span(span);
                to.push(TokenTree::Literal(literal));
            }
        }
        b'a'..=b'z' | b'A'..=b'Z' | b'_' => to.push(TokenTree::Word(text, span)),
        _ => {
            let mut left = text.len();
            for char in text.chars() {
                left -= 1;
                let spacing = if left == 0 {
                    Spacing::Alone
                } else {
                    Spacing::Joint
                };
                to.push(TokenTree::Punct(char, spacing, span));
            }
        }
    }
}

/// Written delimiters.
pub fn group(to: &mut TokenStream, delimiter: Delimiter, inside: TokenStream, span: Span) {
    to.push(TokenTree::Group(Group::new(delimiter, inside, span)));
}

/// What can stand after a `#`.
pub trait Append {
    /// Puts its tokens behind these.
    fn append(&self, to: &mut TokenStream);
}

impl Append for TokenStream {
    fn append(&self, to: &mut TokenStream) {
        to.0.extend_from_slice(&self.0);
    }
}

impl Append for proc_macro2::TokenStream {
    fn append(&self, to: &mut TokenStream) {
        to.0.append(&mut TokenStream::from(self.clone()).0);
    }
}

impl Append for TokenTree {
    fn append(&self, to: &mut TokenStream) {
        to.push(self.clone());
    }
}

impl Append for Ident {
    fn append(&self, to: &mut TokenStream) {
        to.push(TokenTree::Ident(self.clone()));
    }
}

impl Append for Literal {
    fn append(&self, to: &mut TokenStream) {
        to.push(TokenTree::Literal(self.clone()));
    }
}

impl Append for syn::Lifetime {
    fn append(&self, to: &mut TokenStream) {
        to.push(TokenTree::Punct('\'', Spacing::Joint, self.apostrophe));
        self.ident.append(to);
    }
}

impl Append for syn::token::Mut {
    fn append(&self, to: &mut TokenStream) {
        to.push(TokenTree::Word("mut", self.span));
    }
}

impl Append for String {
    fn append(&self, to: &mut TokenStream) {
        to.push(TokenTree::Literal(Literal::string(self)));
    }
}

impl<T: Append> Append for Option<T> {
    fn append(&self, to: &mut TokenStream) {
        if let Some(some) = self {
            some.append(to);
        }
    }
}

impl<T: Append + ?Sized> Append for &T {
    fn append(&self, to: &mut TokenStream) {
        (**self).append(to);
    }
}

impl<T: Append + ?Sized> Append for &mut T {
    fn append(&self, to: &mut TokenStream) {
        (**self).append(to);
    }
}

impl<T: Append + ?Sized> Append for Box<T> {
    fn append(&self, to: &mut TokenStream) {
        (**self).append(to);
    }
}

/// Pieces of the user's syntax.
macro_rules! append_syntax {
    ($($syntax:ty),*) => {
        $(impl Append for $syntax {
            fn append(&self, to: &mut TokenStream) {
                let tokens = ::quote::ToTokens::to_token_stream(self);
                to.0.append(&mut TokenStream::from(tokens).0);
            }
        })*
    };
}

append_syntax!(
    syn::Expr,
    syn::ExprMacro,
    syn::Type,
    syn::Pat,
    syn::Stmt,
    syn::Attribute,
    syn::Label,
    syn::Path
);

#[cfg(test)]
mod tests {
    use proc_macro2::{Ident, Span};

    #[test]
    fn it_writes_what_the_crate_writes() {
        let span = Span::call_site();
        let name = Ident::new("name", span);
        let names = vec![name.clone(), Ident::new("other", span)];
        let some: Option<syn::Expr> = syn::parse_str("a + 1").ok();
        let none: Option<syn::Type> = None;
        let label = syn::Lifetime::new("'here", span);
        let text = "two words".to_string();
        macro_rules! both {
            ($($tokens:tt)*) => {
                assert_eq!(
                    crate::tokens::quote_spanned!(span=> $($tokens)*).to_string(),
                    quote::quote_spanned!(span=> $($tokens)*).to_string(),
                );
            };
        }
        both!();
        both!(let #name: &'static u8 = &mut *x else { return };);
        both!(#label: { break #label 'a: loop { f(#some, #none) } });
        both!(<#(#names),*> [#(#names,)*] { #(#names)* });
        both!(#![cfg_attr(doc, doc = #text)] || |_: ()| -> A::B { a..=b; a && b; x[0] != "s" });
    }
}

//! `select!`: what is waited for stands in a block, what is done then behind it.
//!
//! ```text
//! [source]  select! { Some(n) = rx.recv() => sum += n,  _ = &mut stop => break,  else => return Err(Closed) }
//! [output]  match async move { select! {
//!               Some(n) = Awaited::new(rx.recv()).future() => Chosen::This((n,)),
//!               _ = &mut stop => Chosen::Other(Chosen::This(())),
//!               else => Chosen::Other(Chosen::Other(())),
//!           } }.await {
//!               Chosen::This((n,)) => sum += n,
//!               Chosen::Other(Chosen::This(())) => break,
//!               Chosen::Other(Chosen::Other(())) => return Err(Closed),
//!           }
//! ```
//!
//! So a handler is the coroutine's own: it may wait, yield and jump. Where a handler is given a guard, or a reference,
//! the whole stays in the block.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::visit::{self, Visit};
use syn::visit_mut::VisitMut;
use syn::{Expr, Ident, Macro, Pat, Stmt, Token, parse_quote_spanned};

use super::{awaited, exits, guards};

/// What `select!` becomes, if its grammar is the usual one.
pub fn selected(mac: &Macro, span: Span) -> Option<Expr> {
    let Branches { first, branches } = syn::parse2(mac.tokens.clone()).ok()?;
    if branches.is_empty() {
        return None;
    }
    if branches.iter().any(Branch::gives_a_reference) {
        return Some(within(mac, &first, &branches, span));
    }
    let count = branches.len();
    let (mut inside, mut outside) = (TokenStream::new(), TokenStream::new());
    for (index, branch) in branches.iter().enumerate() {
        let (head, handler) = (branch.head(), &branch.handler);
        let (given, taken) = branch.bound(span);
        let given = exits::chosen(index, count, &given, span);
        let taken = exits::chosen(index, count, &taken, span);
        inside.extend(quote_spanned!(span=> #head => #given,));
        outside.extend(quote_spanned!(span=> #taken => #handler,));
    }
    let waited = super::block(&with(mac, quote_spanned!(span=> #first #inside)), span);
    Some(parse_quote_spanned!(span=> match #waited { #outside }))
}

/// The whole in the block.
fn within(mac: &Macro, first: &TokenStream, branches: &[Branch], span: Span) -> Expr {
    let handlers = branches.iter().map(|branch| {
        let mut handler = branch.handler.clone();
        guards::Futures.visit_expr_mut(&mut handler);
        Stmt::Expr(handler, None)
    });
    let made = |handlers: &[Stmt]| {
        let heads = branches.iter().map(Branch::head);
        with(
            mac,
            quote_spanned!(span=> #first #(#heads => { #handlers })*),
        )
    };
    exits::around(handlers.collect(), made, span)
}

fn with(mac: &Macro, tokens: TokenStream) -> TokenStream {
    let mac = Macro {
        tokens,
        ..mac.clone()
    };
    mac.into_token_stream()
}

/// `biased;` and what is waited for.
struct Branches {
    first: TokenStream,
    branches: Vec<Branch>,
}

struct Branch {
    /// `None` of `else`, `complete`, `default`: then `word` is that.
    waits: Option<(Pat, Expr)>,
    word: Option<TokenStream>,
    condition: Option<Expr>,
    handler: Expr,
}

impl Parse for Branches {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut first = TokenStream::new();
        if input.peek(Ident) && input.peek2(Token![;]) {
            let (word, semi): (Ident, Token![;]) = (input.parse()?, input.parse()?);
            first = quote::quote!(#word #semi);
        }
        let mut branches = Vec::new();
        while !input.is_empty() {
            branches.push(input.parse()?);
        }
        Ok(Branches { first, branches })
    }
}

impl Parse for Branch {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut branch = Branch {
            waits: None,
            word: None,
            condition: None,
            handler: Expr::Verbatim(TokenStream::new()),
        };
        if input.peek2(Token![=>]) && input.peek(Token![else]) {
            branch.word = Some(input.parse::<Token![else]>()?.into_token_stream());
        } else if input.peek2(Token![=>]) && (input.peek(Ident)) {
            branch.word = Some(input.parse::<Ident>()?.into_token_stream());
        } else {
            let pattern = Pat::parse_multi_with_leading_vert(input)?;
            input.parse::<Token![=]>()?;
            branch.waits = Some((pattern, input.parse()?));
            if input.peek(Token![,]) {
                input.parse::<Token![,]>()?;
                input.parse::<Token![if]>()?;
                branch.condition = Some(input.parse()?);
            }
        }
        input.parse::<Token![=>]>()?;
        if input.peek(syn::token::Brace) {
            branch.handler = Expr::Block(syn::ExprBlock {
                attrs: Vec::new(),
                label: None,
                block: input.parse()?,
            });
            input.parse::<Option<Token![,]>>()?;
        } else {
            branch.handler = input.parse()?;
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(branch)
    }
}

impl Branch {
    /// What stands before the arrow.
    fn head(&self) -> TokenStream {
        let Some((pattern, waits)) = &self.waits else {
            return self.word.to_token_stream();
        };
        let mut pattern = pattern.clone();
        Plain.visit_pat_mut(&mut pattern);
        // a variable is waited for where it is
        let waits = match waits {
            Expr::Path(_) => waits.to_token_stream(),
            _ => awaited(waits.clone()),
        };
        let condition = self
            .condition
            .as_ref()
            .map(|condition| quote::quote!(, if #condition));
        quote::quote!(#pattern = #waits #condition)
    }

    /// What the pattern binds: as a value, and as a pattern.
    fn bound(&self, span: Span) -> (TokenStream, TokenStream) {
        let mut names = Bound::default();
        if let Some((pattern, _)) = &self.waits {
            names.visit_pat(pattern);
        }
        let (values, patterns) = (&names.names, &names.patterns);
        match values.is_empty() {
            true => (quote_spanned!(span=> ()), quote_spanned!(span=> ())),
            false => (
                quote_spanned!(span=> (#(#values,)*)),
                quote_spanned!(span=> (#(#patterns,)*)),
            ),
        }
    }

    /// Whether what is bound refers to what is waited for.
    fn gives_a_reference(&self) -> bool {
        let Some((pattern, waits)) = &self.waits else {
            return false;
        };
        let mut names = Bound::default();
        names.visit_pat(pattern);
        names.by_ref || !names.names.is_empty() && guards::asks_for_guard(waits)
    }
}

/// What a pattern binds.
#[derive(Default)]
struct Bound {
    names: Vec<Ident>,
    patterns: Vec<TokenStream>,
    by_ref: bool,
}

impl<'ast> Visit<'ast> for Bound {
    fn visit_pat_ident(&mut self, pattern: &'ast syn::PatIdent) {
        visit::visit_pat_ident(self, pattern);
        if crate::scope::is_constant(pattern) || self.names.contains(&pattern.ident) {
            return;
        }
        let (mutable, name) = (&pattern.mutability, &pattern.ident);
        self.by_ref |= pattern.by_ref.is_some();
        self.patterns.push(quote::quote!(#mutable #name));
        self.names.push(name.clone());
    }
}

/// Patterns whose variables are only handed on.
struct Plain;

impl VisitMut for Plain {
    fn visit_pat_ident_mut(&mut self, pattern: &mut syn::PatIdent) {
        syn::visit_mut::visit_pat_ident_mut(self, pattern);
        if pattern.by_ref.is_none() {
            pattern.mutability = None;
        }
    }

    fn visit_expr_mut(&mut self, _: &mut Expr) {}
}

//! The tokens of generated code while they are put together: a tree in memory.
//!
//! A `proc_macro2::TokenStream` inside of rustc is a handle, and each step with one (a group made, a stream put into
//! another, a look inside) is a call to the compiler. The emitter takes hundreds for a small fn. So it uses
//! this type of the same face, which becomes the compiler's own once, at the end: [`TokenStream::finished`].
//!
//! ```text
//! let code: TokenStream = quote_spanned!(span=> let #name = #value;);      // `quoting.rs`: not the crate's
//! ```
//!
//! A group is shared, not copied, when the stream that it stands in is put into another. Code of the user comes in as
//! the compiler's and is copied once.

mod quoting;

use std::rc::Rc;

use proc_macro2::{Delimiter, Ident, Literal, Spacing, Span};

use crate::names::VarId;

pub use quoting::{Append, group, words};
pub(crate) use quoting::{quote, quote_each, quote_spanned};

/// Some tokens.
#[derive(Debug, Clone, Default)]
pub struct TokenStream(Vec<TokenTree>);

/// A token, or a group of them.
#[derive(Debug, Clone)]
pub enum TokenTree {
    /// An identifier that came from elsewhere.
    Ident(Ident),
    /// An identifier that the emitter wrote.
    Word(&'static str, Span),
    /// One character of an operator.
    Punct(char, Spacing, Span),
    /// A literal.
    Literal(Literal),
    /// What stands in delimiters.
    Group(Group),
    /// What is not known yet: the emitter fills it before the end.
    Hole(Hole, Span),
}

/// What is only known later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hole {
    /// How a state of this level is written, the arguments behind it: known when all states are.
    Put(usize),
    /// The state in which a loop is entered: known when all states of its level are.
    Begin(usize),
    /// What says that a loop is entered at its head, and not resumed: whether it needs that is known when it is printed.
    Enter(usize),
    /// What comes home by assignment, by its number: known when all of its arm is printed.
    Brought(usize),
    /// What a variable is called that comes home by assignment: known when all of its arm is printed.
    Home(VarId),
}

/// What stands in delimiters.
#[derive(Debug, Clone)]
pub struct Group {
    delimiter: Delimiter,
    inside: Rc<TokenStream>,
    span: Span,
}

impl Group {
    /// Tokens in delimiters.
    pub fn new(delimiter: Delimiter, inside: TokenStream, span: Span) -> Self {
        let inside = Rc::new(inside);
        Group {
            delimiter,
            inside,
            span,
        }
    }

    /// Whether it is `{ .. }`.
    pub fn is_block(&self) -> bool {
        self.delimiter == Delimiter::Brace
    }

    /// Whether it is `()`.
    pub fn is_unit(&self) -> bool {
        self.delimiter == Delimiter::Parenthesis && self.inside.is_empty()
    }

    /// What stands in it.
    pub fn inside(&self) -> &TokenStream {
        &self.inside
    }

    /// The same delimiters around other tokens.
    pub fn around(&self, inside: TokenStream) -> Group {
        Group::new(self.delimiter, inside, self.span)
    }
}

impl TokenTree {
    /// Whether it is this identifier.
    pub fn is_word(&self, wanted: &str) -> bool {
        match self {
            TokenTree::Ident(ident) => *ident == wanted,
            TokenTree::Word(word, _) => *word == wanted,
            _ => false,
        }
    }

    /// Whether it is this character.
    pub fn is_punct(&self, wanted: char) -> bool {
        matches!(self, TokenTree::Punct(char, _, _) if *char == wanted)
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            TokenTree::Ident(ident) => ident.span(),
            TokenTree::Word(_, span) | TokenTree::Punct(_, _, span) | TokenTree::Hole(_, span) => {
                *span
            }
            TokenTree::Literal(literal) => literal.span(),
            TokenTree::Group(group) => group.span,
        }
    }
}

impl TokenStream {
    /// Whether this is one name.
    pub fn is_word(&self) -> bool {
        matches!(*self.0, [TokenTree::Ident(_) | TokenTree::Word(..)])
    }

    /// None.
    pub fn new() -> Self {
        TokenStream::default()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The tokens, without a look into the groups.
    pub fn trees(&self) -> &[TokenTree] {
        &self.0
    }

    /// One more token.
    pub fn push(&mut self, tree: TokenTree) {
        self.0.push(tree);
    }

    /// Whether a token is such, in the groups too. It is asked with the token before it.
    pub fn any(&self, is_such: &mut dyn FnMut(Option<&TokenTree>, &TokenTree) -> bool) -> bool {
        let mut before = None;
        for tree in &self.0 {
            let found = match tree {
                TokenTree::Group(group) => group.inside.any(is_such),
                tree => is_such(before, tree),
            };
            if found {
                return true;
            }
            before = Some(tree);
        }
        false
    }

    /// The tokens, in the groups too, with some replaced.
    pub fn replaced(
        &self,
        replace: &mut dyn FnMut(&TokenTree) -> Option<TokenStream>,
    ) -> TokenStream {
        self.changed(replace).unwrap_or_else(|| self.clone())
    }

    /// The same; nothing if none was replaced.
    fn changed(
        &self,
        replace: &mut dyn FnMut(&TokenTree) -> Option<TokenStream>,
    ) -> Option<TokenStream> {
        let mut changed: Option<Vec<TokenTree>> = None;
        for (index, tree) in self.0.iter().enumerate() {
            let other = replace(tree).or_else(|| match tree {
                TokenTree::Group(group) => {
                    let inside = group.inside.changed(replace)?;
                    Some(TokenStream(vec![TokenTree::Group(group.around(inside))]))
                }
                _ => None,
            });
            match (other, &mut changed) {
                (Some(other), None) => {
                    let before = self.0[..index].iter().cloned();
                    changed = Some(before.chain(other.0).collect());
                }
                (Some(other), Some(trees)) => trees.extend(other.0),
                (None, Some(trees)) => trees.push(tree.clone()),
                (None, None) => {}
            }
        }
        changed.map(TokenStream)
    }

    /// The compiler's tokens. `ident` may have another name for an identifier.
    pub fn finished(
        &self,
        ident: &mut dyn FnMut(&str, Span) -> Option<Ident>,
    ) -> proc_macro2::TokenStream {
        let mut trees = Vec::with_capacity(self.0.len());
        for tree in &self.0 {
            trees.push(match tree {
                TokenTree::Ident(own) => {
                    let other = ident(&own.to_string(), own.span());
                    proc_macro2::TokenTree::Ident(other.unwrap_or_else(|| own.clone()))
                }
                TokenTree::Word(text, span) => {
                    let other = ident(text, *span);
                    proc_macro2::TokenTree::Ident(other.unwrap_or_else(|| Ident::new(text, *span)))
                }
                TokenTree::Hole(_, span) => {
                    proc_macro2::TokenTree::Ident(Ident::new("__coro_hole", *span))
                }
                TokenTree::Punct(char, spacing, span) => {
                    let mut punct = proc_macro2::Punct::new(*char, *spacing);
                    punct.set_span(*span);
                    proc_macro2::TokenTree::Punct(punct)
                }
                TokenTree::Literal(literal) => proc_macro2::TokenTree::Literal(literal.clone()),
                TokenTree::Group(group) => {
                    let inside = group.inside.finished(ident);
                    let mut inner = proc_macro2::Group::new(group.delimiter, inside);
                    inner.set_span(group.span);
                    proc_macro2::TokenTree::Group(inner)
                }
            });
        }
        trees.into_iter().collect()
    }

    /// The compiler's tokens, words as they are.
    fn verbatim(&self) -> proc_macro2::TokenStream {
        self.finished(&mut |_, _| None)
    }
}

impl From<Vec<TokenTree>> for TokenStream {
    fn from(trees: Vec<TokenTree>) -> Self {
        TokenStream(trees)
    }
}

impl From<proc_macro2::TokenStream> for TokenStream {
    fn from(tokens: proc_macro2::TokenStream) -> Self {
        let mut trees = Vec::new();
        for tree in tokens {
            trees.push(match tree {
                proc_macro2::TokenTree::Ident(ident) => TokenTree::Ident(ident),
                proc_macro2::TokenTree::Literal(literal) => TokenTree::Literal(literal),
                proc_macro2::TokenTree::Punct(punct) => {
                    TokenTree::Punct(punct.as_char(), punct.spacing(), punct.span())
                }
                proc_macro2::TokenTree::Group(group) => TokenTree::Group(Group::new(
                    group.delimiter(),
                    group.stream().into(),
                    group.span(),
                )),
            });
        }
        TokenStream(trees)
    }
}

impl Extend<TokenStream> for TokenStream {
    fn extend<I: IntoIterator<Item = TokenStream>>(&mut self, streams: I) {
        for stream in streams {
            self.0.extend(stream.0);
        }
    }
}

impl Extend<TokenTree> for TokenStream {
    fn extend<I: IntoIterator<Item = TokenTree>>(&mut self, trees: I) {
        self.0.extend(trees);
    }
}

impl IntoIterator for TokenStream {
    type Item = TokenTree;
    type IntoIter = std::vec::IntoIter<TokenTree>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl From<Ident> for TokenStream {
    fn from(ident: Ident) -> Self {
        TokenStream(vec![TokenTree::Ident(ident)])
    }
}

impl FromIterator<TokenStream> for TokenStream {
    fn from_iter<I: IntoIterator<Item = TokenStream>>(streams: I) -> Self {
        let mut all = Vec::new();
        for stream in streams {
            all.extend(stream.0);
        }
        TokenStream(all)
    }
}

/// So that `parse_quote!` takes them.
impl ::quote::ToTokens for TokenStream {
    fn to_tokens(&self, tokens: &mut proc_macro2::TokenStream) {
        tokens.extend(self.verbatim());
    }
}

/// For tests.
impl std::fmt::Display for TokenStream {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.verbatim().fmt(formatter)
    }
}

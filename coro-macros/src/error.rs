//! The sink of all mistakes found in the user's code.
//!
//! - Takes: a place (tokens or a span), a sentence, and if wanted what to write instead and
//!   the fact behind it.
//! - Gives: one `compile_error!` a mistake, all of them at once, in one shape:
//!
//! ```text
//! error: `yields` stands twice
//! help: keep one of them, as in `fn name() yields u64`
//! note: a coroutine yields values of one type
//! ```
//!
//! Does not: stop anything. A pass reports and goes on; between two passes [`Errors::gate`]
//! tells whether what comes next may rely on what came before.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;

/// The mistakes found so far, in the order of their finding.
#[derive(Debug, Default)]
pub struct Errors {
    found: Vec<Mistake>,
}

/// One mistake. What [`Errors::report`] returns, to add `help` and `note` to.
#[derive(Debug)]
pub struct Mistake {
    start: Span,
    end: Span,
    sentence: String,
    help: Vec<String>,
    note: Vec<String>,
    /// Syntax errors are syn's own, which may hold several places.
    syntax: Option<syn::Error>,
}

/// How many mistakes there were when it was made: see [`Errors::mark`].
#[derive(Debug, Clone, Copy)]
pub struct Mark(usize);

impl Errors {
    /// No mistakes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reports that something is wrong with `tokens`: `errors.report(&token, "..").help("..")`.
    pub fn report(&mut self, tokens: impl ToTokens, sentence: impl Into<String>) -> &mut Mistake {
        let mut trees = tokens.into_token_stream().into_iter();
        let first = trees.next();
        let last = trees.last();
        let start = first.as_ref().map_or_else(Span::call_site, first_span);
        let end = last.or(first).as_ref().map_or(start, last_span);
        self.push(start, end, sentence.into())
    }

    /// The same where only a place is at hand.
    pub fn report_at(&mut self, place: Span, sentence: impl Into<String>) -> &mut Mistake {
        self.push(place, place, sentence.into())
    }

    /// Takes over what syn found while parsing.
    pub fn syntax(&mut self, error: syn::Error) -> &mut Mistake {
        let place = error.span();
        let sentence = error.to_string();
        // syn speaks of its input; what the user sees at that place is the bracket that ends it
        if let Some(expected) = sentence.strip_prefix("unexpected end of input, ") {
            return self.push(place, place, format!("{expected}, found the end"));
        }
        let mistake = self.push(place, place, sentence);
        mistake.syntax = Some(error);
        mistake
    }

    /// Remembers how many mistakes there are, for [`Errors::gate`].
    pub fn mark(&self) -> Mark {
        Mark(self.found.len())
    }

    /// `Some(())` if nothing was reported since `mark`: `errors.gate(mark)?` between passes.
    pub fn gate(&self, mark: Mark) -> Option<()> {
        (self.found.len() == mark.0).then_some(())
    }

    /// Adds to all that was reported since `mark` what else could be written.
    pub fn help_since(&mut self, mark: Mark, help: &str) {
        for mistake in &mut self.found[mark.0..] {
            mistake.help(help);
        }
    }

    /// The first sentence that was reported since `mark`.
    pub fn first_since(&self, mark: Mark) -> Option<&str> {
        self.found.get(mark.0).map(|mistake| &*mistake.sentence)
    }

    /// Takes back what was reported since `mark`: another way was found.
    pub fn forget(&mut self, mark: Mark) {
        self.found.truncate(mark.0);
    }

    /// Whether nothing was reported at all.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Takes over what was reported elsewhere.
    pub fn extend(&mut self, others: Errors) {
        self.found.extend(others.found);
    }

    /// What rustc is given: one `compile_error!` for each mistake.
    pub fn into_tokens(self) -> TokenStream {
        let mut combined: Option<syn::Error> = None;
        for mistake in self.found {
            let error = mistake.into_syn();
            match &mut combined {
                Some(all) => all.combine(error),
                None => combined = Some(error),
            }
        }
        combined.map_or_else(TokenStream::new, syn::Error::into_compile_error)
    }

    /// The first of them alone, which may stand where an item stands and where an expression does.
    pub fn first_into_tokens(mut self) -> TokenStream {
        self.found.truncate(1);
        self.into_tokens()
    }

    /// The messages as the user reads them, for tests.
    #[cfg(test)]
    pub fn messages(&self) -> Vec<String> {
        self.found.iter().map(Mistake::message).collect()
    }

    fn push(&mut self, start: Span, end: Span, sentence: String) -> &mut Mistake {
        let index = self.found.len();
        self.found.push(Mistake {
            start,
            end,
            sentence,
            help: Vec::new(),
            note: Vec::new(),
            syntax: None,
        });
        &mut self.found[index]
    }
}

impl Mistake {
    /// What to write instead, with code in backticks.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help.push(help.into());
        self
    }

    /// The fact behind it, where it isn't plain.
    pub fn note(&mut self, note: impl Into<String>) -> &mut Self {
        self.note.push(note.into());
        self
    }

    fn message(&self) -> String {
        let mut message = self.sentence.clone();
        for help in &self.help {
            message.push_str("\nhelp: ");
            message.push_str(help);
        }
        for note in &self.note {
            message.push_str("\nnote: ");
            message.push_str(note);
        }
        message
    }

    fn into_syn(self) -> syn::Error {
        let plain = self.help.is_empty() && self.note.is_empty();
        match self.syntax {
            Some(ref error) if plain => error.clone(),
            // `new_spanned` is the only way to span several tokens on stable: give it two
            // tokens that stand where the mistake begins and ends.
            _ => {
                let mut place = TokenStream::new();
                for span in [self.start, self.end] {
                    place.extend([spanned_mark(span)]);
                }
                syn::Error::new_spanned(place, self.message())
            }
        }
    }
}

/// Tokens as the user wrote them, for a `help`: with a space only where there is one.
pub fn written(tokens: impl ToTokens) -> String {
    let tokens = tokens.into_token_stream();
    if !proc_macro::is_available() {
        return tokens.to_string();
    }
    let mut text = String::new();
    let mut end = None;
    for tree in tokens {
        let (first, last) = (first_span(&tree).unwrap(), last_span(&tree).unwrap().end());
        let start = (first.line(), first.column());
        if end.is_some_and(|end| end != start) {
            text.push(' ');
        }
        let source = tree.span().source_text();
        text.push_str(&source.unwrap_or_else(|| tree.to_string()));
        end = Some((last.line(), last.column()));
    }
    text
}

fn spanned_mark(span: Span) -> TokenTree {
    let mut mark = proc_macro2::Punct::new(';', proc_macro2::Spacing::Alone);
    mark.set_span(span);
    mark.into()
}

fn first_span(tree: &TokenTree) -> Span {
    match tree {
        TokenTree::Group(group) => group.span_open(),
        other => other.span(),
    }
}

fn last_span(tree: &TokenTree) -> Span {
    match tree {
        TokenTree::Group(group) => group.span_close(),
        other => other.span(),
    }
}

#[cfg(test)]
mod tests {
    use super::Errors;
    use quote::quote;

    #[test]
    fn one_shape() {
        let mut errors = Errors::new();
        errors
            .report(quote!(a b), "something is wrong")
            .help("write `c`")
            .note("b is not c");
        assert_eq!(
            errors.messages(),
            ["something is wrong\nhelp: write `c`\nnote: b is not c"]
        );
    }

    #[test]
    fn all_are_emitted() {
        let mut errors = Errors::new();
        let mark = errors.mark();
        assert!(errors.gate(mark).is_some());
        errors.report(quote!(a), "first");
        errors.report(quote!(), "second");
        assert!(errors.gate(mark).is_none());
        let tokens = errors.into_tokens().to_string();
        assert_eq!(tokens.matches("compile_error").count(), 2);
    }

    #[test]
    fn nothing_wrong_emits_nothing() {
        assert!(Errors::new().into_tokens().is_empty());
    }
}

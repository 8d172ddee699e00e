//! Syntax errors in the user's words.
//!
//! - Takes: a body that syn could not parse, and syn's error.
//! - Gives: the mistake that is behind it where its pattern is known; else syn's own.
//!
//! ```text
//! [source]  let x = 1             [output]  error: expected `;`, found `yield_value`
//!           yield_value!(x);                help: add `;` here
//! [source]  yield from inner;     [output]  error: `yield from` is no Rust
//!                                           help: write `yield_from!(inner)`
//! ```
//!
//! Does not: look at what parses.

use crate::error::{Errors, written};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};

/// Reports why `body` does not parse.
pub fn explain(body: TokenStream, error: syn::Error, errors: &mut Errors) {
    if let Some(found) = word_in(&body) {
        found.report(errors);
        return;
    }
    if is_about_semicolon(&error)
        && let Some((before, found)) = neighbours(body, error.span())
    {
        let sentence = format!("expected `;`, found `{found}`");
        errors
            .report_at(behind(before), sentence)
            .help("add `;` here");
        return;
    }
    errors.syntax(error);
}

/// A pause, or another word of unstable Rust, that is not written as it should be.
struct Found {
    first: Ident,
    last: Span,
    sentence: String,
    help: String,
    note: Option<&'static str>,
}

impl Found {
    fn report(self, errors: &mut Errors) {
        let mut place = TokenStream::new();
        let mut end = Ident::new("end", self.last);
        end.set_span(self.last);
        place.extend([TokenTree::Ident(self.first), TokenTree::Ident(end)]);
        let mistake = errors.report(place, self.sentence).help(self.help);
        if let Some(note) = self.note {
            mistake.note(note);
        }
    }
}

fn word_in(tokens: &TokenStream) -> Option<Found> {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for (index, tree) in trees.iter().enumerate() {
        let found = match tree {
            TokenTree::Group(group) => word_in(&group.stream()),
            TokenTree::Ident(word) => {
                let rest = trees.get(index + 1..).unwrap_or_default();
                without_call(word, rest).or_else(|| unstable(word, rest))
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// `yield_value 1`, `yield_value! 1`, `yields x`: the name of a pause and what it hands out, without the call.
fn without_call(word: &Ident, rest: &[TokenTree]) -> Option<Found> {
    let name = match word.to_string().as_str() {
        "yield_wait" => "yield_wait",
        "yield_value" | "yields" => "yield_value",
        "yield_from" => "yield_from",
        _ => return None,
    };
    let (has_bang, rest) = match rest {
        [TokenTree::Punct(bang), rest @ ..] if bang.as_char() == '!' => (true, rest),
        rest => (false, rest),
    };
    let begins_a_value = match rest.first() {
        Some(TokenTree::Ident(_) | TokenTree::Literal(_)) => true,
        Some(TokenTree::Group(group)) => !has_bang && group.delimiter() != Delimiter::Parenthesis,
        Some(TokenTree::Punct(sign)) => has_bang && matches!(sign.as_char(), '&' | '-' | '*'),
        None => false,
    };
    if !begins_a_value {
        return None;
    }
    let call = match name {
        "yield_wait" => "yield_wait!()".to_string(),
        name => format!("{name}!({})", value_of(rest)),
    };
    Some(Found {
        first: word.clone(),
        last: word.span(),
        sentence: match has_bang {
            true => format!("`{word}!` takes its value in parentheses"),
            false => format!("`{word}` is no word of Rust"),
        },
        help: format!("write `{call}`"),
        note: Some("a pause is written as the call of a macro, in `coro!` and nowhere else"),
    })
}

/// `yield from inner`, `gen { .. }`.
fn unstable(word: &Ident, rest: &[TokenTree]) -> Option<Found> {
    match (word.to_string().as_str(), rest) {
        ("yield", [TokenTree::Ident(from), rest @ ..]) if from == "from" && !rest.is_empty() => {
            Some(Found {
                first: word.clone(),
                last: from.span(),
                sentence: "`yield from` is no Rust".to_string(),
                help: format!("write `yield_from!({})`", value_of(rest)),
                note: None,
            })
        }
        ("gen", [TokenTree::Group(block), ..]) if block.delimiter() == Delimiter::Brace => {
            Some(gen_block(word))
        }
        ("gen", [TokenTree::Ident(moved), ..]) if moved == "move" => Some(gen_block(word)),
        _ => None,
    }
}

fn gen_block(word: &Ident) -> Found {
    Found {
        first: word.clone(),
        last: word.span(),
        sentence: "`gen` blocks are unstable Rust".to_string(),
        help: "write `coro!(|| { .. })`, with `yield_value!(..)` in it".to_string(),
        note: None,
    }
}

/// What stands up to the next `;`.
fn value_of(rest: &[TokenTree]) -> String {
    let is_end = |tree: &&TokenTree| matches!(tree, TokenTree::Punct(end) if end.as_char() == ';');
    let value = rest.iter().take_while(|tree| !is_end(tree));
    let value: TokenStream = value.cloned().collect();
    written(value)
}

fn is_about_semicolon(error: &syn::Error) -> bool {
    let message = error.to_string();
    message == "expected `;`" || message == "unexpected token, expected `;`"
}

/// The token at `place`, and where the one before it stands; only the compiler tells places apart.
fn neighbours(tokens: TokenStream, place: Span) -> Option<(Span, String)> {
    if !proc_macro::is_available() {
        return None;
    }
    let at = |span: Span| {
        let start = span.unwrap();
        (start.line(), start.column())
    };
    let mut before = None;
    for tree in tokens {
        let (open, close) = match &tree {
            TokenTree::Group(group) => (group.span_open(), group.span_close()),
            other => (other.span(), other.span()),
        };
        if at(open) == at(place) {
            return Some((before?, shown(&tree)));
        }
        if let TokenTree::Group(group) = &tree
            && let Some(found) = neighbours(group.stream(), place)
        {
            return Some(found);
        }
        before = Some(close);
    }
    None
}

fn shown(tree: &TokenTree) -> String {
    match tree {
        TokenTree::Group(group) => match group.delimiter() {
            Delimiter::Brace => "{".to_string(),
            Delimiter::Bracket => "[".to_string(),
            _ => "(".to_string(),
        },
        other => other.to_string(),
    }
}

/// The place directly behind a token.
fn behind(span: Span) -> Span {
    span.unwrap().end().into()
}

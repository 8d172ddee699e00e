//! Tells the items of a token stream apart, without parsing them.
//!
//! - Takes: tokens where items are expected (`coro! { .. }`, the inside of an `impl`).
//! - Gives: one [`Piece`] an item: the head and the body of each fn, of each block of items,
//!   and the tokens of all else.
//!
//! ```text
//! #[doc = ".."] pub fn f<T>(x: T) yields u8 { .. }      Piece::Function { head, body }
//! impl Foo for Bar { .. }                               Piece::Block { head, body }
//! use a::{b, c};                                        Piece::Other
//! ```
//!
//! Where an item ends is plain from the tokens alone: at a `;` or at a brace group that is
//! neither a const generic argument nor a struct pattern. So a syntax error never reaches
//! beyond its own item.
//!
//! Does not: fail. What is no item is [`Piece::Unknown`], for the caller to report.

use super::tokens::{braces_of, is_arrow, is_braces, is_literal, is_punct, is_word, is_yield_name};
use proc_macro2::{Delimiter, Group, Punct, TokenStream, TokenTree};
use std::collections::VecDeque;

/// One item.
#[derive(Debug)]
pub enum Piece {
    /// A fn: all before its body, and what it ends with.
    Function { head: TokenStream, end: End },
    /// An `impl`, `trait` or inline `mod`.
    Block { head: TokenStream, body: Group },
    /// Any other item.
    Other(TokenStream),
    /// No item begins like this.
    Unknown(TokenStream),
}

/// What the head of a fn or of a block of items ends with.
#[derive(Debug, Clone)]
pub enum End {
    /// Its body.
    Body(Group),
    /// A trait's fn, `mod name;`
    Semicolon(Punct),
    /// Nothing: the next fn began, or the tokens were over.
    Missing,
}

impl End {
    /// The tokens it was made of.
    pub fn into_tree(self) -> Option<TokenTree> {
        match self {
            End::Body(body) => Some(TokenTree::Group(body)),
            End::Semicolon(sign) => Some(TokenTree::Punct(sign)),
            End::Missing => None,
        }
    }
}

/// What an item's first words say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Function,
    Block,
    /// Ends at `;` only: `use a::{b};`, `const A: T = T { .. };`.
    Statement,
    /// Ends at its braces or at `;`: `struct A { .. }`, `struct A;`, `name! { .. }`.
    Definition,
    Unknown,
}

/// All the items of `tokens`.
pub fn pieces(tokens: TokenStream) -> Vec<Piece> {
    let mut rest: VecDeque<TokenTree> = tokens.into_iter().collect();
    let mut pieces = Vec::new();
    loop {
        open_invisible_groups(&mut rest);
        if rest.is_empty() {
            return pieces;
        }
        pieces.push(next_piece(&mut rest));
    }
}

/// Whether `tokens` begin like an item, so that `coro!` was given items.
pub fn begins_with_item(tokens: &TokenStream) -> bool {
    let mut rest: VecDeque<TokenTree> = tokens.clone().into_iter().collect();
    open_invisible_groups(&mut rest);
    let start = after_attributes(&rest);
    if rest.is_empty() || is_inner_attribute(&rest, 0) {
        return true;
    }
    if let Some(arguments) = macro_arguments(&rest, start) {
        // `println!(..); yield_wait!();` is a body without its fn.
        return is_braces(rest.get(arguments));
    }
    let begins_with_visibility = is_word(rest.get(start), "pub");
    begins_with_visibility || kind_of(&rest, after_visibility(&rest, start)) != Kind::Unknown
}

fn next_piece(rest: &mut VecDeque<TokenTree>) -> Piece {
    if is_inner_attribute(rest, 0) {
        return Piece::Other(rest.drain(..3).collect());
    }
    let first = after_visibility(rest, after_attributes(rest));
    match kind_of(rest, first) {
        Kind::Function => {
            let (head, end) = take_head(rest, first);
            Piece::Function { head, end }
        }
        Kind::Block => match take_head(rest, first) {
            (head, End::Body(body)) => Piece::Block { head, body },
            (mut head, end) => {
                head.extend(end.into_tree());
                Piece::Other(head)
            }
        },
        Kind::Statement => Piece::Other(take_until(rest, false)),
        Kind::Definition => Piece::Other(take_until(rest, true)),
        Kind::Unknown => Piece::Unknown(take_until(rest, true)),
    }
}

/// A `macro_rules!` wraps its fragments (`$vis`, `$item`) in groups that cannot be seen.
/// At the beginning of an item they only stand in the way.
fn open_invisible_groups(rest: &mut VecDeque<TokenTree>) {
    while let Some(TokenTree::Group(group)) = rest.front()
        && group.delimiter() == Delimiter::None
    {
        let inside: Vec<TokenTree> = group.stream().into_iter().collect();
        rest.pop_front();
        for tree in inside.into_iter().rev() {
            rest.push_front(tree);
        }
    }
    // `#[attribute] $vis fn ..`: the same behind the attributes.
    let behind = after_attributes(rest);
    if let Some(TokenTree::Group(group)) = rest.get(behind)
        && group.delimiter() == Delimiter::None
    {
        let inside: Vec<TokenTree> = group.stream().into_iter().collect();
        rest.remove(behind);
        for tree in inside.into_iter().rev() {
            rest.insert(behind, tree);
        }
        if behind < rest.len() {
            open_invisible_groups(rest);
        }
    }
}

fn kind_of(rest: &VecDeque<TokenTree>, start: usize) -> Kind {
    let mut at = start;
    loop {
        let Some(TokenTree::Ident(word)) = rest.get(at) else {
            return match rest.get(at) {
                // `extern "C" fn`
                Some(TokenTree::Literal(_)) if at > start => {
                    at += 1;
                    match rest.get(at) {
                        Some(TokenTree::Group(_)) => Kind::Definition,
                        _ => continue,
                    }
                }
                _ => Kind::Unknown,
            };
        };
        let next = rest.get(at + 1);
        match word.to_string().as_str() {
            "fn" => return Kind::Function,
            "impl" | "trait" | "mod" => return Kind::Block,
            "const" if is_fn_modifier(next) => {}
            "async" | "unsafe" | "extern" | "safe" | "default" | "auto"
                if is_fn_modifier(next) || is_literal(next) => {}
            "const" | "static" | "type" if matches!(next, Some(TokenTree::Ident(word)) if word != "move") =>
            {
                return Kind::Statement;
            }
            "use" => return Kind::Statement,
            "extern" if is_word(next, "crate") => return Kind::Statement,
            "extern" if is_braces(next) => return Kind::Definition,
            "struct" | "enum" | "union" if matches!(next, Some(TokenTree::Ident(_))) => {
                return Kind::Definition;
            }
            "macro_rules" if is_punct(next, '!') => return Kind::Definition,
            _ if macro_arguments(rest, at).is_some() => return Kind::Definition,
            _ => return Kind::Unknown,
        }
        at += 1;
    }
}

/// What may stand between a modifier and `fn`, `impl`, `trait`.
fn is_fn_modifier(tree: Option<&TokenTree>) -> bool {
    const WORDS: [&str; 10] = [
        "fn", "impl", "trait", "mod", "async", "unsafe", "extern", "safe", "auto", "const",
    ];
    WORDS.iter().any(|word| is_word(tree, word))
}

/// Where the arguments of the macro call beginning at `start` stand, if it is one that can be
/// an item.
fn macro_arguments(rest: &VecDeque<TokenTree>, start: usize) -> Option<usize> {
    let mut at = start;
    while matches!(rest.get(at), Some(TokenTree::Ident(_)))
        && is_punct(rest.get(at + 1), ':')
        && is_punct(rest.get(at + 2), ':')
    {
        at += 3;
    }
    let Some(TokenTree::Ident(name)) = rest.get(at) else {
        return None;
    };
    if is_yield_name(name) || name == "macro_rules" || !is_punct(rest.get(at + 1), '!') {
        return None;
    }
    matches!(rest.get(at + 2), Some(TokenTree::Group(_))).then_some(at + 2)
}

/// Takes all up to the end of a fn or block, and the end. `first` is where its words begin.
fn take_head(rest: &mut VecDeque<TokenTree>, first: usize) -> (TokenStream, End) {
    let mut depth = 0usize;
    for at in first..rest.len() {
        match &rest[at] {
            TokenTree::Punct(punct) => match punct.as_char() {
                '<' => depth += 1,
                '>' if !is_arrow(rest, at) => depth = depth.saturating_sub(1),
                ';' => {
                    let end = End::Semicolon(punct.clone());
                    return take(rest, at, end);
                }
                _ => {}
            },
            TokenTree::Group(group) => {
                let is_argument = depth > 0 && is_before_const_argument(rest, at);
                let is_pattern = is_punct(rest.get(at + 1), ':');
                if let Some(braces) = braces_of(group)
                    && !is_argument
                    && !is_pattern
                {
                    return take(rest, at, End::Body(braces));
                }
            }
            // The next fn: this one was left without a body.
            TokenTree::Ident(word)
                if word == "fn"
                    && matches!(rest.get(at + 1), Some(TokenTree::Ident(_)))
                    && (first..at).any(|before| is_word(rest.get(before), "fn")) =>
            {
                return (rest.drain(..at).collect(), End::Missing);
            }
            _ => {}
        }
    }
    (rest.drain(..).collect(), End::Missing)
}

/// Takes the head that ends before `at`, and away what stands there.
fn take(rest: &mut VecDeque<TokenTree>, at: usize, end: End) -> (TokenStream, End) {
    let head = rest.drain(..at).collect();
    rest.pop_front();
    (head, end)
}

/// `Foo<{ N }>`, `Foo<A, { N }>`, `<const N: usize = { 3 }>`
fn is_before_const_argument(rest: &VecDeque<TokenTree>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| rest.get(before));
    ['<', ',', '='].iter().any(|sign| is_punct(before, *sign))
}

/// Takes all up to a `;` and with it; up to braces as well if these end the item.
fn take_until(rest: &mut VecDeque<TokenTree>, braces_end: bool) -> TokenStream {
    let mut depth = 0usize;
    let mut end = rest.len();
    for at in 0..rest.len() {
        match &rest[at] {
            TokenTree::Punct(punct) => match punct.as_char() {
                '<' => depth += 1,
                '>' if !is_arrow(rest, at) => depth = depth.saturating_sub(1),
                ';' => {
                    end = at + 1;
                    break;
                }
                _ => {}
            },
            TokenTree::Group(group)
                if braces_end
                    && group.delimiter() == Delimiter::Brace
                    && (depth == 0 || !is_before_const_argument(rest, at)) =>
            {
                end = at + 1;
                break;
            }
            _ => {}
        }
    }
    rest.drain(..end).collect()
}

fn after_attributes(rest: &VecDeque<TokenTree>) -> usize {
    let mut at = 0;
    while is_punct(rest.get(at), '#')
        && matches!(rest.get(at + 1), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket)
    {
        at += 2;
    }
    at
}

fn after_visibility(rest: &VecDeque<TokenTree>, start: usize) -> usize {
    if !is_word(rest.get(start), "pub") {
        return start;
    }
    match rest.get(start + 1) {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => start + 2,
        _ => start + 1,
    }
}

fn is_inner_attribute(rest: &VecDeque<TokenTree>, at: usize) -> bool {
    is_punct(rest.get(at), '#')
        && is_punct(rest.get(at + 1), '!')
        && matches!(rest.get(at + 2), Some(TokenTree::Group(_)))
}

//! What stands around the token that is printed next.

use crate::names::{self, MentionId, OPAQUE, Sentinel};
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The tokens of one group, and how far they are printed.
pub struct Cursor {
    pub trees: Vec<TokenTree>,
    pub position: usize,
    /// Inside invisible delimiters, so what follows the group is not known.
    pub invisible: bool,
}

impl Cursor {
    /// At the first of `tokens`.
    pub fn new(tokens: TokenStream, invisible: bool) -> Self {
        Cursor {
            trees: tokens.into_iter().collect(),
            position: 0,
            invisible,
        }
    }

    /// A lone `:` at `position`.
    pub fn colon_at(&self, position: usize) -> bool {
        is_punct(self.trees.get(position), ':', Spacing::Alone)
    }

    /// Behind an identifier, `: __coro_use_n` and nothing more: which mention that is.
    pub fn field_of_mention(&self) -> Option<MentionId> {
        if !self.colon_at(self.position) {
            return None;
        }
        match self.trees.get(self.position + 1)? {
            TokenTree::Ident(ident) => match names::parse(ident)? {
                Sentinel::Mention(id) => Some(id),
                _ => None,
            },
            _ => None,
        }
    }

    /// What follows would take only a part of `*x`: `.`, `?`, a call, an index. `..` does not.
    pub fn postfix_follows(&self) -> bool {
        match self.trees.get(self.position) {
            Some(TokenTree::Punct(punct)) if punct.as_char() == '.' => {
                let next = self.trees.get(self.position + 1);
                let range = punct.spacing() == Spacing::Joint
                    && matches!(next, Some(TokenTree::Punct(next)) if next.as_char() == '.');
                !range
            }
            Some(TokenTree::Punct(punct)) => punct.as_char() == '?',
            Some(TokenTree::Group(group)) => {
                matches!(
                    group.delimiter(),
                    Delimiter::Parenthesis | Delimiter::Bracket
                )
            }
            _ => false,
        }
    }

    /// The attribute that lists the mentions of a macro call.
    pub fn opaque_follows(&self) -> bool {
        matches!(self.trees.get(self.position + 1), Some(TokenTree::Group(group))
            if group.delimiter() == Delimiter::Bracket
                && matches!(group.stream().into_iter().next(), Some(TokenTree::Ident(name)) if name == OPAQUE))
    }
}

/// `#[__coro_opaque(..)] path!(..)` and nothing else.
pub fn is_opaque_call(tokens: TokenStream) -> bool {
    let cursor = Cursor::new(tokens, false);
    let path_ends = cursor.trees.len().saturating_sub(2);
    let path_only = cursor.trees.get(2..path_ends).is_some_and(|path| {
        path.iter().all(|tree| match tree {
            TokenTree::Ident(_) => true,
            TokenTree::Punct(punct) => punct.as_char() == ':',
            _ => false,
        })
    });
    path_only
        && is_punct(cursor.trees.first(), '#', Spacing::Alone)
        && cursor.opaque_follows()
        && is_punct(cursor.trees.get(path_ends), '!', Spacing::Alone)
        && matches!(cursor.trees.last(), Some(TokenTree::Group(_)))
}

fn is_punct(tree: Option<&TokenTree>, mark: char, spacing: Spacing) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct))
        if punct.as_char() == mark && punct.spacing() == spacing)
}

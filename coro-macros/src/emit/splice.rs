//! Blocks without a need: their statements stand in the block around them.
//!
//! Takes the tokens of a statement or of a whole block, as this pass makes them, gives fewer braces:
//!
//! ```text
//! { { put(state, State::Wait1); return Yielded(wait()); }; }     what the rules make
//! { put(state, State::Wait1); return Yielded(wait()); }          what is printed
//! ```
//!
//! A block is a scope: it goes only where nothing is declared in it, or nothing follows it. It does not look into
//! code that the user wrote.

use crate::tokens::{TokenStream, TokenTree, quote_spanned};
use proc_macro2::Span;

/// The inside of a plain block `{ .. }`, where the tokens are one and nothing else.
fn inside_of_block(tokens: &TokenStream) -> Option<&TokenStream> {
    match tokens.trees() {
        [TokenTree::Group(group)] if group.is_block() => Some(group.inside()),
        _ => None,
    }
}

/// A statement without the braces that it does not need. `falls`: something may follow it.
pub fn statement(tokens: TokenStream, falls: bool) -> TokenStream {
    match inside_of_block(&tokens).filter(|inside| !falls || !declares(inside)) {
        Some(inside) if is_ended(inside) => inside.clone(),
        Some(inside) => quote_spanned!(Span::mixed_site()=> #inside;),
        None => tokens,
    }
}

/// Code at the end of a block without the braces that it does not need.
pub fn tail(tokens: &TokenStream) -> TokenStream {
    match inside_of_block(tokens) {
        Some(inside) => tail(inside),
        None => tokens.clone(),
    }
}

/// Whether a statement of this block declares something: a variable, or what a macro may declare.
fn declares(inside: &TokenStream) -> bool {
    let mut trees = inside.trees().iter();
    trees.any(|tree| tree.is_word("let") || tree.is_punct('!'))
}

/// Whether statements end as one does after which another may stand.
pub fn is_ended(tokens: &TokenStream) -> bool {
    tokens.trees().last().is_none_or(|tree| tree.is_punct(';'))
}

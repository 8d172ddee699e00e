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

/// `{ .. };` that nothing follows in its block, without the braces.
pub fn ended_statement(tokens: TokenStream) -> TokenStream {
    match tokens.trees() {
        [block, end] if end.is_punct(';') => {
            let block = TokenStream::from(vec![block.clone()]);
            match inside_of_block(&block) {
                Some(_) => statement(block, false),
                None => tokens,
            }
        }
        _ => statement(tokens, false),
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

/// `f(value)` of `let mut sent = value; f(sent)`: an operand that is used at once, before anything else is evaluated.
///
/// `operand` is the `let`, `rest` what stands behind it.
pub fn operand_in_place(operand: &TokenStream, rest: &TokenStream) -> Option<TokenStream> {
    let (name, value) = match operand.trees() {
        [word, name, equals, value @ .., end] | [word, _, name, equals, value @ .., end]
            if word.is_word("let") && equals.is_punct('=') && end.is_punct(';') =>
        {
            (name, value)
        }
        _ => return None,
    };
    let TokenTree::Ident(name) = name else {
        return None;
    };
    // it gives variables back, of which the place may be one
    let gives_back = |tree: &TokenTree| matches!(tree, TokenTree::Group(group) if group.is_block() && declares(group.inside()));
    if value.iter().any(gives_back) {
        return None;
    }
    let mut trees = rest.trees().to_vec();
    let mut index = usize::from(trees.first()?.is_word("match"));
    let is_question = index == 1 && trees.get(1)?.is_word("__coro_lib_Try");
    if index == 1 && !is_question {
        return None;
    }
    loop {
        match trees.get(index)? {
            TokenTree::Group(group) if !group.is_block() => match group.inside().trees() {
                [TokenTree::Ident(only)] if only == name => {
                    let value = TokenStream::from(value.to_vec());
                    trees[index] = TokenTree::Group(group.around(value));
                    break;
                }
                inside if inside.iter().all(is_of_place) => {}
                _ => return None,
            },
            tree if tree.is_punct('=') => {
                let is_only = matches!(&trees[index + 1..], [TokenTree::Ident(only)] | [TokenTree::Ident(only), TokenTree::Punct(';', ..)] if only == name);
                if !is_only {
                    return None;
                }
                trees.splice(index + 1..index + 2, value.iter().cloned());
                return Some(trees.into());
            }
            tree if is_of_place(tree) => {}
            tree if is_operator(tree) && trees.get(index + 1)?.is_punct('=') => {}
            _ => return None,
        }
        index += 1;
    }
    match &trees[index + 1..] {
        [] => Some(trees.into()),
        [TokenTree::Punct(';', ..)] => Some(trees.into()),
        [TokenTree::Group(_)] if is_question => Some(trees.into()),
        _ => None,
    }
}

/// Part of `(*x).y` or of a path, none of which is evaluated in a way that anybody sees.
fn is_of_place(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Ident(ident) => *ident != "return" && *ident != "break",
        TokenTree::Word(word, _) => !matches!(*word, "return" | "break" | "let"),
        TokenTree::Punct(char, ..) => matches!(char, '*' | '.' | ':'),
        _ => false,
    }
}

/// What stands before the `=` of `+=`.
fn is_operator(tree: &TokenTree) -> bool {
    matches!(
        tree,
        TokenTree::Punct('+' | '-' | '/' | '%' | '|' | '&' | '^', ..)
    )
}

/// The code without these trees at its end.
pub fn without_end(code: &TokenStream, end: &TokenStream) -> TokenStream {
    let (trees, end) = (code.trees(), end.trees());
    let from = trees.len().saturating_sub(end.len());
    match are_same(&trees[from..], end) {
        true => trees[..from].to_vec().into(),
        false => code.clone(),
    }
}

fn are_same(some: &[TokenTree], others: &[TokenTree]) -> bool {
    let is_same = |(one, other): (&TokenTree, &TokenTree)| match (one, other) {
        (TokenTree::Punct(one, ..), TokenTree::Punct(other, ..)) => one == other,
        (TokenTree::Ident(one), TokenTree::Ident(other)) => one == other,
        (TokenTree::Word(one, _), other) => other.is_word(one),
        (one, TokenTree::Word(other, _)) => one.is_word(other),
        (TokenTree::Hole(one, _), TokenTree::Hole(other, _)) => one == other,
        (TokenTree::Group(one), TokenTree::Group(other)) => {
            are_same(one.inside().trees(), other.inside().trees())
        }
        _ => false,
    };
    some.len() == others.len() && some.iter().zip(others).all(is_same)
}

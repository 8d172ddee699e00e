//! Jumps to where control arrives by itself.
//!
//! Takes code whose end leads to a place, gives it without the jumps to that place that stand at the end of its branches:
//!
//! ```text
//! 'to_from2: { if let For1::Next = for1 { ..; break 'to_from2; } }      if let For1::Next = for1 { ..; }
//! 'for1: loop { ..; match for1 { A => { a; continue 'for1; } .. } }     loop { ..; match for1 { A => { a; } .. } }
//! 'complete: { ..; break 'complete text; }                              { ..; text }
//! ```
//!
//! It goes into blocks, the branches of an `if` and the arms of a `match` that are the last statement, and nowhere else.

use syn::Lifetime;

use crate::tokens::{Group, TokenStream, TokenTree, quote_spanned};

/// A jump.
#[derive(Clone, Copy)]
pub struct Jump<'l> {
    word: &'static str,
    label: &'l Lifetime,
    /// What it brings is the value of the code.
    has_value: bool,
    /// And that is `()`.
    is_unit: bool,
}

impl<'l> Jump<'l> {
    /// `break 'label;`
    pub fn behind(label: &'l Lifetime) -> Self {
        let (word, has_value) = ("break", false);
        Jump {
            word,
            label,
            has_value,
            is_unit: false,
        }
    }

    /// `continue 'label;`
    pub fn again(label: &'l Lifetime) -> Self {
        let (word, has_value) = ("continue", false);
        Jump {
            word,
            label,
            has_value,
            is_unit: false,
        }
    }

    /// `break 'label value;`
    pub fn with_value(label: &'l Lifetime) -> Self {
        let (word, has_value) = ("break", true);
        Jump {
            word,
            label,
            has_value,
            is_unit: false,
        }
    }

    /// The same where each value is `()`, which need not be written. Elsewhere a `()` is a mistake that rustc tells of.
    pub fn with_unit(label: &'l Lifetime) -> Self {
        Jump {
            is_unit: true,
            ..Jump::with_value(label)
        }
    }

    /// Whether trees begin with it.
    fn starts(self, trees: &[TokenTree]) -> bool {
        let [word, quote, label, rest @ ..] = trees else {
            return false;
        };
        // a `continue` of the user's stays where it is
        (self.has_value || matches!(word, TokenTree::Word(..)))
            && word.is_word(self.word)
            && quote.is_punct('\'')
            && label.is_word(&self.label.ident.to_string())
            && (self.has_value || rest.is_empty())
    }
}

/// The code without these jumps at its end.
pub fn arriving(code: &TokenStream, jump: Jump<'_>) -> TokenStream {
    let trees = code.trees();
    let end = trees.len() - usize::from(trees.last().is_some_and(|tree| tree.is_punct(';')));
    let is_ended = end < trees.len();
    let Some((start, kind)) = last_statement(&trees[..end]) else {
        return code.clone();
    };
    let last = &trees[start..end];
    let replacement = match kind {
        Kind::Other if jump.starts(last) && is_ended => match jump.has_value {
            true => match value_as_statement(&last[3..], jump.is_unit) {
                Some(value) => value,
                None => return code.clone(),
            },
            false => Vec::new(),
        },
        Kind::Loop | Kind::Other => return code.clone(),
        Kind::Block | Kind::If | Kind::Match => {
            if jump.has_value && kind == Kind::If && !has_otherwise(last) {
                return code.clone();
            }
            let mut last = inside_of(last, kind, jump);
            if is_ended && !jump.has_value {
                last.push(trees[end].clone());
            }
            last
        }
    };
    let mut all = trees[..start].to_vec();
    all.extend(replacement);
    all.into()
}

/// A value where a statement could begin: what begins with a block ends there.
fn value_as_statement(value: &[TokenTree], is_unit: bool) -> Option<Vec<TokenTree>> {
    match value {
        [TokenTree::Group(group)] if is_unit && !group.is_block() && group.inside().is_empty() => {
            Some(Vec::new())
        }
        _ => match last_statement(value)? {
            (0, Kind::Block) if value.len() > 1 => None,
            (0, _) => Some(value.to_vec()),
            _ => None,
        },
    }
}

/// The `if` of `{ if c { .. } }`, where it is all of the block.
pub fn only_branch(block: &TokenStream) -> Option<TokenStream> {
    let [TokenTree::Group(group)] = block.trees() else {
        return None;
    };
    let inside = group.inside();
    let is_branch = last_statement(inside.trees()) == Some((0, Kind::If));
    (group.is_block() && is_branch).then(|| inside.clone())
}

/// What stands before the value at the end of code, and the value, if it is as plain as `total`, `Ok((a, b))`: nothing in it
/// is dropped.
pub fn value_at_end(code: &TokenStream) -> Option<(TokenStream, TokenStream)> {
    let trees = code.trees();
    let (start, kind) = last_statement(trees)?;
    let value = &trees[start..];
    (kind == Kind::Other && value.iter().all(is_plain))
        .then(|| (trees[..start].to_vec().into(), value.to_vec().into()))
}

fn is_plain(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Group(group) => !group.is_block() && group.inside().trees().iter().all(is_plain),
        TokenTree::Punct(char, ..) => matches!(char, '*' | ',' | ':'),
        TokenTree::Ident(_) | TokenTree::Word(..) => {
            let jumps = ["return", "break", "continue", "move", "unsafe", "async"];
            !jumps.iter().any(|word| tree.is_word(word))
        }
        TokenTree::Literal(_) => true,
        TokenTree::Hole(..) => false,
    }
}

/// What a statement is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Block,
    If,
    Match,
    /// A `loop`, `while` or `for`.
    Loop,
    Other,
}

/// Where the last of some statements begins; it has no semicolon.
fn last_statement(trees: &[TokenTree]) -> Option<(usize, Kind)> {
    let semicolon = trees.iter().rposition(|tree| tree.is_punct(';'));
    let mut start = semicolon.map_or(0, |semicolon| semicolon + 1);
    loop {
        let kind = kind_of(trees.get(start..)?)?;
        if kind == Kind::Other {
            return Some((start, kind));
        }
        let end = start + block_end(&trees[start..], kind)?;
        match trees.len() - end {
            0 => return Some((start, kind)),
            _ => start = end,
        }
    }
}

fn kind_of(trees: &[TokenTree]) -> Option<Kind> {
    Some(match trees {
        [] => return None,
        [TokenTree::Group(group), ..] if group.is_block() => Kind::Block,
        [quote, _, colon, TokenTree::Group(group), ..]
            if quote.is_punct('\'') && colon.is_punct(':') && group.is_block() =>
        {
            Kind::Block
        }
        [quote, _, colon, word, ..]
            if quote.is_punct('\'') && colon.is_punct(':') && is_loop(word) =>
        {
            Kind::Loop
        }
        [word, ..] if is_loop(word) => Kind::Loop,
        [word, ..] if word.is_word("if") => Kind::If,
        [word, ..] if word.is_word("match") => Kind::Match,
        _ => Kind::Other,
    })
}

fn is_loop(word: &TokenTree) -> bool {
    ["loop", "while", "for"]
        .iter()
        .any(|known| word.is_word(known))
}

/// Where a statement ends that ends in a block.
fn block_end(trees: &[TokenTree], kind: Kind) -> Option<usize> {
    let mut index = 0;
    loop {
        let is_block = matches!(trees.get(index)?, TokenTree::Group(group) if group.is_block());
        index += 1;
        if !is_block {
            continue;
        }
        match trees.get(index) {
            // the braces of a pattern
            Some(next) if next.is_punct('=') || next.is_punct('|') || next.is_punct(',') => {}
            Some(next) if kind == Kind::If && next.is_word("else") => {}
            Some(next) if kind == Kind::Loop && next.is_word("in") => {}
            _ => return Some(index),
        }
    }
}

/// Whether an `if` has an `else` without a condition.
fn has_otherwise(trees: &[TokenTree]) -> bool {
    matches!(trees, [.., word, TokenTree::Group(_)] if word.is_word("else"))
}

/// The same for each branch of a statement.
fn inside_of(trees: &[TokenTree], kind: Kind, jump: Jump<'_>) -> Vec<TokenTree> {
    let is_branch = |index: usize, group: &Group| match kind {
        _ if !group.is_block() => false,
        Kind::Block => !jump.has_value || trees.len() == 1,
        Kind::If => trees.get(index + 1).is_none_or(|next| next.is_word("else")),
        Kind::Match | Kind::Loop | Kind::Other => index + 1 == trees.len(),
    };
    let branches = trees.iter().enumerate().map(|(index, tree)| match tree {
        TokenTree::Group(group) if is_branch(index, group) => {
            let inside = match kind {
                Kind::Match => in_arms(group.inside(), jump),
                _ => arriving(group.inside(), jump),
            };
            TokenTree::Group(group.around(inside))
        }
        tree => tree.clone(),
    });
    branches.collect()
}

/// The same for each arm that is a block.
fn in_arms(arms: &TokenStream, jump: Jump<'_>) -> TokenStream {
    let trees = arms.trees();
    let is_body = |index: usize| {
        index >= 2 && trees[index - 2].is_punct('=') && trees[index - 1].is_punct('>')
    };
    let arms = trees.iter().enumerate().map(|(index, tree)| match tree {
        TokenTree::Group(group) if group.is_block() && is_body(index) => {
            TokenTree::Group(group.around(arriving(group.inside(), jump)))
        }
        tree => tree.clone(),
    });
    arms.collect::<Vec<_>>().into()
}

/// The head of a `for`, whose body need not stand in a `match`:
///
/// ```text
/// match Iterator::next(&mut *iter_) { Some(i) => { body } None => break 'for1, };
/// let Some(i) = Iterator::next(iter_) else { break 'for1 }; body
/// ```
pub fn as_let_else(head: &TokenStream) -> TokenStream {
    let (trees, again) = match head.trees().split_at(head.trees().len().saturating_sub(4)) {
        (trees, again @ [word, _, _, end]) if word.is_word("continue") && end.is_punct(';') => {
            (trees, again)
        }
        _ => (head.trees(), &[][..]),
    };
    let (next, arms) = match trees {
        [word, next @ .., TokenTree::Group(arms)] if word.is_word("match") => (next, arms),
        [word, next @ .., TokenTree::Group(arms), end]
            if word.is_word("match") && end.is_punct(';') =>
        {
            (next, arms)
        }
        _ => return head.clone(),
    };
    let (Some(next), Some((pattern, body, jump))) = (next_item(next), item_or_jump(arms.inside()))
    else {
        return head.clone();
    };
    let span = arms.inside().trees()[0].span();
    let is_value = !matches!(
        last_statement(body.trees()),
        None | Some((_, Kind::If | Kind::Match))
    );
    let end = (is_value && !again.is_empty()).then(|| quote_spanned!(span=> ;));
    let again = TokenStream::from(again.to_vec());
    quote_spanned!(span=> let #pattern = #next else { #jump }; #body #end #again)
}

/// The pattern, the body and the jump of `Some(i) => body None => jump,`.
fn item_or_jump(arms: &TokenStream) -> Option<(TokenStream, TokenStream, TokenStream)> {
    let trees = arms.trees();
    let none = trees.iter().position(|tree| tree.is_word("None"))?;
    let [some, TokenTree::Group(_), equals, greater, body @ ..] = &trees[..none] else {
        return None;
    };
    let [_, _, _, jump @ .., _] = &trees[none..] else {
        return None;
    };
    if !(some.is_word("Some") && equals.is_punct('=') && greater.is_punct('>')) {
        return None;
    }
    let is_comma = |tree: &TokenTree| tree.is_punct(',');
    let body = match body {
        [body @ .., comma] if is_comma(comma) => body,
        body => body,
    };
    let body = match body {
        [TokenTree::Group(body)] if body.is_block() => body.inside().clone(),
        body => match last_statement(body)? {
            // one statement, a value of `()`
            (0, _) => body.to_vec().into(),
            _ => return None,
        },
    };
    let (pattern, jump) = (trees[..2].to_vec(), jump.to_vec());
    Some((pattern.into(), body, jump.into()))
}

/// `Iterator::next(iter_)` of `Iterator::next(&mut *iter_)`; what goes on by position as it is.
fn next_item(trees: &[TokenTree]) -> Option<TokenStream> {
    if matches!(trees, [nth, TokenTree::Group(_)] if nth.is_word("__coro_lib_nth")) {
        return Some(trees.to_vec().into());
    }
    let [iterator, _, _, next, TokenTree::Group(argument)] = trees else {
        return None;
    };
    if !(iterator.is_word("Iterator") && next.is_word("next")) {
        return None;
    }
    match argument.inside().trees() {
        [reference, mutable, going, TokenTree::Group(_)]
            if reference.is_punct('&')
                && mutable.is_word("mut")
                && going.is_word("__coro_lib_going") =>
        {
            Some(trees.to_vec().into())
        }
        [reference, mutable, star, TokenTree::Ident(iter)]
            if reference.is_punct('&') && mutable.is_word("mut") && star.is_punct('*') =>
        {
            let mut tokens = trees[..4].to_vec();
            let iter = TokenStream::from(iter.clone());
            tokens.push(TokenTree::Group(argument.around(iter)));
            Some(tokens.into())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;

    use super::*;
    use crate::tokens::quote;

    fn same(left: TokenStream, right: TokenStream) {
        assert_eq!(left.to_string(), right.to_string());
    }

    #[test]
    fn a_jump_at_the_end_of_a_branch_is_left_out() {
        let label = Lifetime::new("'to_with2", Span::call_site());
        let code = quote! {
            if let State::From1 { inner } = state {
                match resume(inner) {
                    Yielded(yielded) => return Yielded(yielded),
                    Complete(value) => { put(state); break 'to_with2; }
                }
            }
        };
        let left = quote! {
            if let State::From1 { inner } = state {
                match resume(inner) {
                    Yielded(yielded) => return Yielded(yielded),
                    Complete(value) => { put(state); }
                }
            }
        };
        same(arriving(&code, Jump::behind(&label)), left);
    }

    #[test]
    fn a_jump_that_something_follows_stays() {
        let label = Lifetime::new("'to_with2", Span::call_site());
        for code in [
            quote!(if c { break 'to_with2; } a;),
            quote!(let x = match c { A => { break 'to_with2; } B => b };),
            quote!(if c {
                break 'to_with3;
            }),
        ] {
            same(arriving(&code, Jump::behind(&label)), code.clone());
        }
    }

    #[test]
    fn what_a_fn_ends_with_is_its_value() {
        let label = Lifetime::new("'complete", Span::call_site());
        let value = |code: TokenStream| arriving(&code, Jump::with_value(&label));
        same(value(quote!(a; break 'complete b + 1;)), quote!(a; b + 1));
        same(value(quote!(a; break 'complete ();)), quote!(a; ()));
        let unit = arriving(&quote!(a; break 'complete ();), Jump::with_unit(&label));
        same(unit, quote!(a;));
        let code = quote!(if c {
            break 'complete 1;
        } else {
            break 'complete 2;
        });
        same(value(code), quote!(if c { 1 } else { 2 }));
        // it would be a statement, and another expression behind it
        let code = quote!(break 'complete match c { _ => 1 } + 1;);
        same(value(code.clone()), code);
        let code = quote!(if c {
            break 'complete 1;
        });
        same(value(code.clone()), code);
    }

    #[test]
    fn a_loop_is_a_statement_of_its_own() {
        let label = Lifetime::new("'complete", Span::call_site());
        let value = |code: TokenStream| arriving(&code, Jump::with_value(&label));
        same(
            value(quote!('for2: loop { a; } break 'complete b;)),
            quote!('for2: loop { a; } b),
        );
        same(
            value(quote!(for Pair { a } in b { c; } break 'complete d;)),
            quote!(for Pair { a } in b { c; } d),
        );
        // it is left by its own jumps only
        let code = quote!(loop {
            break 'complete b;
        });
        same(value(code.clone()), code);
    }

    #[test]
    fn a_block_that_is_an_if_is_one_branch_more() {
        let branch = quote!(if c {
            a()
        } else if let Pair { x } = d {
            b(x)
        } else {
            0
        });
        let found = only_branch(&quote!({ #branch }));
        same(found.unwrap_or_default(), branch);
        for block in [
            quote!({
                if c {
                    a()
                }
                b()
            }),
            quote!({
                if c {
                    a()
                };
            }),
            quote!({ f() }),
        ] {
            assert!(only_branch(&block).is_none());
        }
    }

    #[test]
    fn one_statement_is_a_body_too() {
        let iter = proc_macro2::Ident::new("iter_", Span::call_site());
        let head = quote! {
            match __coro_lib_nth(items, at) { Some(c) => match c { A => { b(); } _ => d(), }, None => break 'for1, }
        };
        let body = quote! {
            let Some(c) = __coro_lib_nth(items, at) else { break 'for1 }; match c { A => { b(); } _ => d(), }
        };
        same(as_let_else(&head), body);
        let head = quote! {
            match Iterator::next(&mut *iter_) { Some(c) => b(c), None => break 'for1, }; continue 'for1;
        };
        let head = head.replaced(&mut |tree| tree.is_word("iter_").then(|| iter.clone().into()));
        let body = quote! {
            let Some(c) = Iterator::next(iter_) else { break 'for1 }; b(c); continue 'for1;
        };
        same(as_let_else(&head), body);
        // where something is made for the item's sake, it lives as long as the body
        let head = quote!(match Iterator::next(&mut made()) {
            Some(c) => {
                b(c);
            }
            None => break 'for1,
        });
        same(as_let_else(&head), head.clone());
    }

    #[test]
    fn the_body_of_a_for_stands_behind_its_let() {
        let head = quote! {
            match Iterator::next(&mut *iter_) { Some(i) => { a(i); }, None => break 'for1, };
        };
        let iter = proc_macro2::Ident::new("iter_", Span::call_site());
        let head = head.replaced(&mut |tree| tree.is_word("iter_").then(|| iter.clone().into()));
        let body = quote! {
            let Some(i) = Iterator::next(iter_) else { break 'for1 }; a(i);
        };
        same(as_let_else(&head), body);
    }
}

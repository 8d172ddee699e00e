//! The heads of items, as plain tokens: parameters, receivers, what stands behind the arrow, the type of an `impl`.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use syn::ItemImpl;

/// The names of the fns in the block of a trait.
pub(super) fn fns_in_block(trees: &[TokenTree]) -> Vec<String> {
    let block = trees.iter().find_map(|tree| match tree {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    });
    let trees: Vec<TokenTree> = block.into_iter().flatten().collect();
    let names = trees.windows(2).filter_map(|pair| match pair {
        [TokenTree::Ident(word), TokenTree::Ident(name)] if word == "fn" => Some(name.to_string()),
        _ => None,
    });
    names.collect()
}

/// The name of `enum Name<'a> { .. }`.
pub(super) fn with_lifetime(trees: &[TokenTree]) -> Option<String> {
    let is_sign = |tree: &TokenTree, wanted: char| matches!(tree, TokenTree::Punct(sign) if sign.as_char() == wanted);
    match trees {
        [_, TokenTree::Ident(name), less, tick, ..]
            if is_sign(less, '<') && is_sign(tick, '\'') =>
        {
            Some(name.to_string())
        }
        _ => None,
    }
}

/// Whether a parameter of the fn that begins here names an iterator of std: `chars: &mut Peekable<Chars<'_>>`.
pub(super) fn names_iterator(trees: &[TokenTree]) -> bool {
    const ITERATORS: &[&str] = &[
        "Bytes",
        "CharIndices",
        "Chars",
        "Copied",
        "Enumerate",
        "Iter",
        "Lines",
        "Peekable",
        "Rev",
        "Split",
        "SplitWhitespace",
        "Windows",
    ];
    let params = parameters(trees).map(|(_, params)| params);
    let mut words = params.into_iter().flatten();
    words.any(
        |word| matches!(&word, TokenTree::Ident(word) if ITERATORS.iter().any(|name| word == name)),
    )
}

/// `#[coro_core::coroutine(..)]` before the other words in front of a fn.
pub(super) fn has_attribute(before: &[TokenTree]) -> bool {
    let is_attribute = |tree: &TokenTree| match tree {
        TokenTree::Group(group) => {
            let mut words = group.stream().into_iter();
            group.delimiter() == Delimiter::Bracket
                && words.any(|word| matches!(word, TokenTree::Ident(word) if word == "coroutine"))
        }
        _ => false,
    };
    let ends = |tree: &&TokenTree| match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(sign) => sign.as_char() == ';',
        _ => false,
    };
    before
        .iter()
        .rev()
        .take_while(|tree| !ends(tree))
        .any(is_attribute)
}

/// What stands behind the `->` of a fn, with the name of its type for `Self`.
pub(super) fn returned(trees: &[TokenTree], home: Option<&str>) -> Option<(String, TokenStream)> {
    let is_char = |tree: &TokenTree, char: char| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == char);
    let is_end = |tree: &TokenTree| match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Ident(word) => word == "where",
        tree => is_char(tree, ';'),
    };
    let (params, inputs) = parameters(trees)?;
    let signature = trees[params + 1..].iter().take_while(|tree| !is_end(tree));
    let signature: Vec<&TokenTree> = signature.collect();
    let is_arrow = |pair: &[&TokenTree]| is_char(pair[0], '-') && is_char(pair[1], '>');
    let arrow = signature.windows(2).position(is_arrow)?;
    let words = signature[arrow + 2..]
        .iter()
        .map(|tree| match (tree, home) {
            (TokenTree::Ident(word), Some(home)) if word == "Self" => home.to_string(),
            (tree, _) => tree.to_string(),
        });
    Some((words.collect::<Vec<_>>().join(" "), inputs))
}

/// The parameter whose type is written as `ty` is, one name: what the fn returns may be a parameter of its own.
pub(super) fn argument_of(ty: &str, inputs: TokenStream) -> Option<usize> {
    use syn::parse::Parser;
    syn::parse_str::<Ident>(ty).ok()?;
    let params = syn::punctuated::Punctuated::<syn::FnArg, syn::Token![,]>::parse_terminated;
    let params = params.parse2(inputs).ok()?;
    let is_it = |param: &syn::FnArg| match param {
        syn::FnArg::Typed(param) => crate::scope::name_of(&param.ty).is_some_and(|name| name == ty),
        syn::FnArg::Receiver(_) => false,
    };
    params.iter().position(is_it)
}

/// Whether a fn takes `self` by value; nothing for one without `self`.
pub(in crate::split) fn takes_self(trees: &[TokenTree]) -> Option<bool> {
    let words = receiver(trees)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["self"] | ["mut", "self"] => Some(true),
        ["self", ":", "Box" | "Rc" | "Arc", ..] => Some(true),
        ["&", .., "self"] => Some(false),
        _ => None,
    }
}

/// Whether a fn has a `&mut self`.
pub(in crate::split) fn changes_self(trees: &[TokenTree]) -> bool {
    let words = receiver(trees).unwrap_or_default();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(words.as_slice(), ["&", .., "mut", "self"])
}

/// The parameters of the fn that begins here, and where they stand: behind the generics, in which there may be others, as in
/// `<F: Fn(u8) -> u8>`.
pub(super) fn parameters(trees: &[TokenTree]) -> Option<(usize, TokenStream)> {
    let (mut depth, mut after_dash) = (0usize, false);
    trees.iter().enumerate().find_map(|(index, tree)| {
        let is_arrow = std::mem::take(&mut after_dash);
        match tree {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                return (depth == 0).then(|| (index, group.stream()));
            }
            TokenTree::Punct(sign) => match sign.as_char() {
                '<' => depth += 1,
                '>' if !is_arrow => depth = depth.saturating_sub(1),
                sign => after_dash = sign == '-',
            },
            _ => {}
        }
        None
    })
}

/// The words of a fn's first parameter.
pub(super) fn receiver(trees: &[TokenTree]) -> Option<Vec<String>> {
    let (_, inputs) = parameters(trees)?;
    let words = inputs
        .into_iter()
        .take(5)
        .take_while(|tree| !matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ','))
        .map(|tree| tree.to_string());
    Some(words.collect())
}

/// The name of the type that an `impl` is of.
pub(super) fn type_of_impl(trees: &[TokenTree]) -> Option<String> {
    Some(crate::scope::name_of(&head_of_impl(trees)?.self_ty)?.to_string())
}

/// Whether it is one of a trait.
pub(super) fn is_impl_of_trait(trees: &[TokenTree]) -> bool {
    head_of_impl(trees).is_some_and(|item| item.trait_.is_some())
}

/// The `impl` that begins here, without what stands in it.
pub(super) fn head_of_impl(trees: &[TokenTree]) -> Option<ItemImpl> {
    let is_body = |tree: &&TokenTree| !matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
    let head = trees.iter().take_while(is_body).cloned();
    let empty = TokenTree::Group(Group::new(Delimiter::Brace, TokenStream::new()));
    let whole: TokenStream = head.chain([empty]).collect();
    syn::parse2(whole).ok()
}

/// Whether the generics that stand here, if there are any, are lifetimes alone: a parameter need not be `Copy`.
pub(super) fn has_lifetimes_only(trees: &[TokenTree]) -> bool {
    let is_sign = |tree: &TokenTree, sign: char| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == sign);
    if !trees.first().is_some_and(|tree| is_sign(tree, '<')) {
        return true;
    }
    let parameters = trees.iter().skip(1).take_while(|tree| !is_sign(tree, '>'));
    let parameters: Vec<_> = parameters.collect();
    let mut each = parameters.split(|tree| is_sign(tree, ','));
    each.all(|parameter| parameter.first().is_none_or(|first| is_sign(first, '\'')))
}

/// An item, to its braces or its semicolon.
pub(in crate::split) fn up_to_end(trees: &[TokenTree]) -> TokenStream {
    let is_end = |tree: &TokenTree| match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        _ => false,
    };
    let end = trees.iter().position(is_end).unwrap_or(trees.len() - 1);
    trees[..=end].iter().cloned().collect()
}

//! How the code of a step ends.
//!
//! Takes the code of all states, in which `break 'complete value` leaves the function; gives the body of the step. A value
//! stands behind the type of the function, so that one of another type is told of as in the plain fn:
//!
//! ```text
//! 'for1: loop { .. }  *state = State::Running;  break 'complete ();   'for1: loop { .. }  complete(state, ())
//! 'for1: loop { .. }  break 'complete total;                          'for1: loop { .. }  let value: u64 = total;  complete(state, value)
//! if c { break 'complete f(); }  break 'complete g();                 let value: u64 = 'complete: { .. };  complete(state, value)
//! ```

use proc_macro2::Ident;
use syn::Lifetime;

use super::arrival::{Jump, arriving, value_at_end};
use super::code::names_label;
use super::{Emitter, ours};
use crate::tokens::{TokenStream, TokenTree, quote_spanned};

impl Emitter<'_> {
    /// The body of a step that may come to its end.
    pub(super) fn finished(&self, arms: &TokenStream, output: &TokenStream) -> TokenStream {
        let span = ours(self.plan.span);
        let root = &self.levels[0];
        let label = &root.label;
        let is_unit =
            matches!(output.trees(), [TokenTree::Group(group)] if group.inside().is_empty());
        let end = quote_spanned!(span=> __coro_lib_complete);
        if is_unit && jumps(arms, label) == jumps_with_unit(arms, label) {
            let code = arriving(arms, Jump::with_unit(label));
            let left = jumps(&code, label);
            let arrives = left > 0 || jumps(arms, label) > 0;
            let end = arrives.then(|| quote_spanned!(span=> #end(state, ())));
            let code = without_last_block(&code);
            return match left {
                0 if self.declares(&code) => quote_spanned!(span=> { #code } #end),
                0 => {
                    let code = without_stop(&code, &root.ident);
                    quote_spanned!(span=> #code #end)
                }
                // what leads to the end by itself as well as by a jump
                _ => {
                    let code = without_unit(&code, label);
                    quote_spanned!(span=> #label: { #code } #end)
                }
            };
        }
        let jump = match is_unit {
            true => Jump::with_unit(label),
            false => Jump::with_value(label),
        };
        let code = arriving(arms, jump);
        let is_named = names_label(&code, label);
        if let Some((before, value)) = value_at_end(&code).filter(|_| !is_named)
            && let (before, value) = named_value(without_stop(&before, &root.ident), value)
            && !self.declares(&before)
        {
            return quote_spanned!(span=> #before let value: #output = #value; #end(state, value));
        }
        let label = is_named.then(|| quote_spanned!(span=> #label:));
        quote_spanned!(span=> let value: #output = #label { #code }; #end(state, value))
    }

    /// Whether code declares what may have a drop: that comes before what is still parked is dropped.
    fn declares(&self, code: &TokenStream) -> bool {
        let names: Vec<String> = self
            .levels
            .iter()
            .map(|level| level.ident.to_string())
            .collect();
        let is_ours = |tree: &TokenTree| names.iter().any(|name| tree.is_word(name));
        let trees = code.trees();
        let begins = |start: usize| {
            start == 0
                || trees[start - 1].is_punct(';')
                || matches!(&trees[start - 1], TokenTree::Group(group) if group.is_block())
        };
        (0..trees.len())
            .filter(|start| begins(*start))
            .any(|start| match &trees[start..] {
                // `let State::For1 { .. } = state else { .. };`
                [word, name, colon, ..] if word.is_word("let") && colon.is_punct(':') => {
                    !is_ours(name)
                }
                // `let mut at_for1 = false;`
                [word, _, _, equals, value, end, ..]
                    if word.is_word("let") && equals.is_punct('=') && end.is_punct(';') =>
                {
                    !value.is_word("false")
                }
                // `let mut next = if let For1::Next = for1 { true } else { false };`
                [word, _, _, equals, branch, binds, name, ..]
                    if word.is_word("let")
                        && equals.is_punct('=')
                        && branch.is_word("if")
                        && binds.is_word("let") =>
                {
                    !is_ours(name)
                }
                [word, ..] if word.is_word("let") => true,
                // a macro of the user's may do so
                [TokenTree::Ident(name), mark, TokenTree::Group(_), ..] if mark.is_punct('!') => {
                    !is_call(&name.to_string())
                }
                _ => false,
            })
    }
}

/// Whether a macro of the standard library is a call like that of a fn.
fn is_call(name: &str) -> bool {
    let name = name.strip_prefix("debug_").unwrap_or(name);
    let name = name.strip_prefix('e').unwrap_or(name);
    let calls = [
        "print",
        "println",
        "assert",
        "assert_eq",
        "assert_ne",
        "panic",
        "write",
        "writeln",
    ];
    calls.contains(&name)
}

/// `*total_` of `let mut total = *total_;  total`.
fn named_value(before: TokenStream, value: TokenStream) -> (TokenStream, TokenStream) {
    let trees = before.trees();
    let [TokenTree::Ident(name)] = value.trees() else {
        return (before, value);
    };
    let is_name = |tree: &TokenTree| matches!(tree, TokenTree::Ident(ident) if ident == name);
    let [start @ .., bound, equals, star, TokenTree::Ident(_), end] = trees else {
        return (before, value);
    };
    let is_read = is_name(bound) && equals.is_punct('=') && star.is_punct('*') && end.is_punct(';');
    let start = match start {
        [start @ .., word, mutable] if word.is_word("let") && mutable.is_word("mut") => start,
        [start @ .., word] if word.is_word("let") => start,
        _ => return (before, value),
    };
    if !is_read {
        return (before, value);
    }
    let number = trees[trees.len() - 3..trees.len() - 1].to_vec();
    (start.to_vec().into(), number.into())
}

/// How many jumps to the end there are.
fn jumps(code: &TokenStream, label: &Lifetime) -> usize {
    let (name, mut count) = (label.ident.to_string(), 0);
    code.any(&mut |before, tree| {
        count +=
            usize::from(before.is_some_and(|before| before.is_punct('\'')) && tree.is_word(&name));
        false
    });
    count
}

/// The value `()` behind `break 'complete`.
fn is_unit_jump(trees: &[TokenTree], name: &str) -> bool {
    let [word, quote, label, TokenTree::Group(value), rest @ ..] = trees else {
        return false;
    };
    word.is_word("break")
        && quote.is_punct('\'')
        && label.is_word(name)
        && !value.is_block()
        && value.inside().is_empty()
        && rest
            .first()
            .is_none_or(|next| next.is_punct(';') || next.is_punct(','))
}

/// How many of them are `break 'complete ()`.
fn jumps_with_unit(code: &TokenStream, label: &Lifetime) -> usize {
    let name = label.ident.to_string();
    let trees = code.trees();
    let here = (0..trees.len()).filter(|start| is_unit_jump(&trees[*start..], &name));
    let inside = trees.iter().map(|tree| match tree {
        TokenTree::Group(group) => jumps_with_unit(group.inside(), label),
        _ => 0,
    });
    here.count() + inside.sum::<usize>()
}

/// `break 'complete` for each of them.
fn without_unit(code: &TokenStream, label: &Lifetime) -> TokenStream {
    let name = label.ident.to_string();
    let mut trees = code.trees();
    let mut all = TokenStream::new();
    while let [tree, rest @ ..] = trees {
        if is_unit_jump(trees, &name) {
            trees = &rest[3..];
            all.extend(quote_spanned!(tree.span()=> break #label));
            continue;
        }
        trees = rest;
        match tree {
            TokenTree::Group(group) => {
                let inside = without_unit(group.inside(), label);
                all.push(TokenTree::Group(group.around(inside)));
            }
            tree => all.push(tree.clone()),
        }
    }
    all
}

/// The code without the braces of a block that is its last statement.
fn without_last_block(code: &TokenStream) -> TokenStream {
    let (before, block) = match code.trees() {
        [before @ .., TokenTree::Group(block), end] if end.is_punct(';') => (before, block),
        [before @ .., TokenTree::Group(block)] => (before, block),
        _ => return code.clone(),
    };
    let begins = before.last().is_none_or(|tree| tree.is_punct(';'));
    let inside = block.inside().trees();
    if !(begins && block.is_block() && inside.last().is_some_and(|tree| tree.is_punct(';'))) {
        return code.clone();
    }
    [before, inside].concat().into()
}

/// The code without a `*state = State::Running;` at its end: what it drops the end of the step drops as well.
fn without_stop(code: &TokenStream, root: &Ident) -> TokenStream {
    let is_running = |trees: &[TokenTree]| match trees {
        [name, _, _, running] => name.is_word(&root.to_string()) && running.is_word("Running"),
        _ => false,
    };
    let trees = code.trees();
    // `*`, `state`, `=`, `State`, `:`, `:`, `Running`, `;`
    let before = match trees.split_at(trees.len().saturating_sub(8)) {
        (before, [star, state, equals, running @ .., end])
            if star.is_punct('*')
                && state.is_word("state")
                && equals.is_punct('=')
                && end.is_punct(';')
                && is_running(running) =>
        {
            before
        }
        _ => without_put(trees, &is_running).unwrap_or(trees),
    };
    before.to_vec().into()
}

/// The same of `put(state, State::Running);`.
fn without_put<'t>(
    trees: &'t [TokenTree],
    is_running: &dyn Fn(&[TokenTree]) -> bool,
) -> Option<&'t [TokenTree]> {
    let [before @ .., put, TokenTree::Group(arguments), end] = trees else {
        return None;
    };
    let [state, comma, stopped @ ..] = arguments.inside().trees() else {
        return None;
    };
    let is_put = put.is_word("__coro_lib_put") && end.is_punct(';');
    let is_stop = state.is_word("state") && comma.is_punct(',') && is_running(stopped);
    (is_put && is_stop).then_some(before)
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
    fn a_jump_with_unit_needs_no_value() {
        let label = Lifetime::new("'complete", Span::call_site());
        let code = quote!(match c {
            A => break 'complete (),
            B => {
                if d {
                    break 'complete ();
                }
            }
        });
        assert_eq!(
            (jumps(&code, &label), jumps_with_unit(&code, &label)),
            (2, 2)
        );
        let returns = quote!(match c {
            A => break 'complete,
            B => {
                if d {
                    break 'complete;
                }
            }
        });
        same(without_unit(&code, &label), returns);
        let other = quote!(if c { break 'complete f(); } break 'complete (););
        assert_eq!(
            (jumps(&other, &label), jumps_with_unit(&other, &label)),
            (2, 1)
        );
    }

    #[test]
    fn what_only_drops_at_the_end_is_left_to_the_end() {
        let root = Ident::new("State", Span::call_site());
        same(
            without_stop(&quote!(a(); *state = State::Running;), &root),
            quote!(a();),
        );
        same(
            without_stop(&quote!(a(); __coro_lib_put(state, State::Running);), &root),
            quote!(a();),
        );
        let other = quote!(*state = State::Running; a(););
        same(without_stop(&other, &root), other);
        same(
            without_last_block(&quote!(a(); { let b = c; d(); };)),
            quote!(a(); let b = c; d();),
        );
        let arm = quote!(if a {
            b();
        });
        same(without_last_block(&arm), arm);
    }
}

//! How a loop that is resumed comes to its head, and stays there.
//!
//! Takes the places of a loop where control can enter, gives what is asked at its head.
//!
//! ```text
//! let mut next = matches!(for1, For1::Next);
//! 'for1: loop {
//!     if replace(&mut next, true) { loop { ..from the head to a pause or a `break 'for1`.. } }
//!     match for1 { For1::Yield2 => { ..from the pause to the head.. continue 'for1; } .. }
//! }
//! ```
//!
//! The inner `loop` stands where the head comes to itself: control that is once in it is not asked again whether it was
//! resumed. To the optimiser what a resume enters by is then no part of the loop, and it need not make two loops of one.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::quote_spanned;
use syn::Lifetime;

use super::code::names_label;
use super::dispatch::Place;
use super::{Emitter, Round, ours};

impl Emitter<'_> {
    /// How the present loop knows whether it goes round.
    pub(super) fn round(&self, places: &[Place]) -> Round {
        let label = &self.level().label;
        let again = quote_spanned!(ours(self.plan.span)=> continue #label;).to_string();
        let goes_round = |place: &Place| match place {
            Place::Arm(arm) => arm.code.to_string() == again,
            Place::Target(_) => false,
        };
        if places.iter().all(goes_round) {
            return Round::Always;
        }
        // with several of them the optimiser does better with a variable of its own
        match places {
            [Place::Target(_)] => Round::State,
            _ => Round::Flag,
        }
    }

    /// The code of the head of a loop in a loop of its own, if it comes to itself and nothing else does but the arms of
    /// the pauses.
    pub(super) fn goes_on(&self, head: TokenStream, places: &[Place]) -> TokenStream {
        let label = &self.level().label;
        let is_arm = |place: &Place| matches!(place, Place::Arm(_));
        if !places.iter().all(is_arm) || !continues(head.clone(), label, None).1 {
            return head;
        }
        let span = ours(self.plan.span);
        let own = Lifetime::new(&format!("{label}_on"), span);
        let head = without_last(head, label);
        let head = continues(head, label, Some(&own)).0;
        let own_label = names_label(head.clone(), &own).then(|| quote_spanned!(span=> #own:));
        quote_spanned!(span=> #own_label loop { #head })
    }
}

/// The code with each `continue 'label` made one of `other`, and whether there is any.
fn continues(code: TokenStream, label: &Lifetime, other: Option<&Lifetime>) -> (TokenStream, bool) {
    let (mut output, mut found) = (Vec::new(), false);
    for tree in code {
        match tree {
            TokenTree::Group(group) => {
                let (inside, is_found) = continues(group.stream(), label, other);
                found |= is_found;
                let mut inner = Group::new(group.delimiter(), inside);
                inner.set_span(group.span());
                output.push(TokenTree::Group(inner));
            }
            TokenTree::Ident(mut name) if label.ident == name.to_string() && follows(&output) => {
                found = true;
                if let Some(other) = other {
                    let span = name.span();
                    name = other.ident.clone();
                    name.set_span(span);
                }
                output.push(TokenTree::Ident(name));
            }
            tree => output.push(tree),
        }
    }
    (output.into_iter().collect(), found)
}

/// Whether trees end in `continue '`.
fn follows(trees: &[TokenTree]) -> bool {
    matches!(trees, [.., TokenTree::Ident(word), TokenTree::Punct(quote)]
        if *word == "continue" && quote.as_char() == '\'')
}

/// The code without a `continue 'label;` that is its last statement.
fn without_last(code: TokenStream, label: &Lifetime) -> TokenStream {
    let mut trees: Vec<TokenTree> = code.into_iter().collect();
    if let [before @ .., TokenTree::Ident(name), TokenTree::Punct(end)] = trees.as_slice()
        && end.as_char() == ';'
        && label.ident == name.to_string()
        && follows(before)
    {
        trees.truncate(trees.len() - 4);
    }
    trees.into_iter().collect()
}

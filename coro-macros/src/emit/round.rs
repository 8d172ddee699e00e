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
//! Where the pauses hold nothing of their own (`Level::is_bare`) there is no state `Next`. The loop is entered in the state
//! of its first pause, and what is true at its head is a variable of the step, declared outside of the loop:
//!
//! ```text
//! let mut at_for1 = false;
//! if let State::Start { .. } = state { ..; put(state, State::For1 { at: For1::Yield2, .. }); at_for1 = true; }
//! let State::For1 { .. } = state else { stopped(state) };
//! 'for1: loop { if replace(&mut at_for1, true) { ..; return Yielded(value); }  ..from the pause to the head.. }
//! ```
//!
//! The inner `loop` stands where the head comes to itself: control that is once in it is not asked again whether it was
//! resumed. To the optimiser what a resume enters by is then no part of the loop, and it need not make two loops of one.

use syn::Lifetime;

use super::code::names_label;
use super::dispatch::Place;
use super::{Emitter, Round, ours};
use crate::tokens::{TokenStream, TokenTree, quote_spanned};

impl Emitter<'_> {
    /// How the present loop knows whether it goes round.
    pub(super) fn round(&self, places: &[Place]) -> Round {
        let label = &self.level().label;
        let goes_round = |place: &Place| match place {
            Place::Arm(arm) => without_last(&arm.code, label).is_some_and(|left| left.is_empty()),
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
        if !places.iter().all(is_arm) || !continues(&head, label, None).1 {
            return head;
        }
        let span = ours(self.plan.span);
        let own = Lifetime::new(&format!("{label}_on"), span);
        let head = without_last(&head, label).unwrap_or(head);
        let head = continues(&head, label, Some(&own)).0;
        let own_label = names_label(&head, &own).then(|| quote_spanned!(span=> #own:));
        quote_spanned!(span=> #own_label loop { #head })
    }
}

/// The code with each `continue 'label` made one of `other`, and whether there is any.
fn continues(
    code: &TokenStream,
    label: &Lifetime,
    other: Option<&Lifetime>,
) -> (TokenStream, bool) {
    let (mut output, mut found) = (Vec::new(), false);
    let name = label.ident.to_string();
    for tree in code.trees() {
        output.push(match tree {
            TokenTree::Group(group) => {
                let (inside, is_found) = continues(group.inside(), label, other);
                found |= is_found;
                TokenTree::Group(group.around(inside))
            }
            tree if tree.is_word(&name) && follows(&output) => {
                found = true;
                match other.map(|other| other.ident.clone()) {
                    Some(mut other) => {
                        other.set_span(tree.span());
                        TokenTree::Ident(other)
                    }
                    None => tree.clone(),
                }
            }
            tree => tree.clone(),
        });
    }
    (output.into(), found)
}

/// Whether trees end in `continue '`.
fn follows(trees: &[TokenTree]) -> bool {
    matches!(trees, [.., word, quote] if word.is_word("continue") && quote.is_punct('\''))
}

/// The code without a `continue 'label;` that is its last statement, if it is.
fn without_last(code: &TokenStream, label: &Lifetime) -> Option<TokenStream> {
    let [before @ .., name, end] = code.trees() else {
        return None;
    };
    let is_last = end.is_punct(';') && name.is_word(&label.ident.to_string()) && follows(before);
    is_last.then(|| before[..before.len() - 2].to_vec().into())
}

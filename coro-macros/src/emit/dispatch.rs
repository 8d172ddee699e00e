//! How control finds its way in a level.
//!
//! Takes the places of a level where control can enter, in source order, and gives the code of the level. A resume
//! enters at the arm of a state. What control comes to later stands after the block that leads to it, and `break`
//! goes there: no state is written only to be matched at once.
//!
//! ```text
//! [source]  a;  if c { yield_wait!(); }  b;  for x in y { .. }  d
//! [output]  'to_for2: {
//!               'after_join1: {
//!                   'join1: {
//!                       match state {
//!                           State::Start => { a;  if c { ..  return Yielded(Wait); } }
//!                           State::Wait1 => {}
//!                           _ => break 'after_join1,
//!                       }
//!                   }
//!                   b;  put(state, State::For2 { .. });  break 'to_for2;
//!               }
//!           }
//!           let State::For2 { .. } = state else { stopped(state) };  ..  d
//! ```
//!
//! A delegate that more states follow stands in `if let State::From1 { .. } = state { .. }`.
//!
//! Only to the head of a loop does control come from behind: `next` tells whether it stands there. Where all that pauses
//! is one inner level or delegate, that leaves the state `Next` behind it, which tells as much; and where nothing stands
//! between the pauses and the head, nothing is asked ([`super::round`]).

use proc_macro2::Ident;
use syn::Lifetime;

use super::arrival::{Jump, arriving, as_let_else};
use super::code::names_label;
use super::{Emitter, Holds, LevelKind, Round, ours};
use crate::tokens::{TokenStream, TokenTree, quote_spanned};

/// A place of a level where control can enter.
pub enum Place {
    /// Only a resume comes there.
    Arm(Arm),
    /// Control comes there by itself, too.
    Target(Target),
}

impl Place {
    /// Whether a resume may come there.
    fn is_entered(&self) -> bool {
        match self {
            Place::Arm(_) => true,
            Place::Target(target) => matches!(target.comes, Comes::State(_)),
        }
    }
}

/// The code of a state.
pub struct Arm {
    pub pattern: TokenStream,
    /// The pattern copies what the state holds.
    pub copies: bool,
    pub code: TokenStream,
}

/// Code that stands after the block that leads to it.
pub struct Target {
    /// What it is called in labels.
    pub word: Ident,
    pub comes: Comes,
    pub code: TokenStream,
}

impl Target {
    /// The code that stands before the target: its last step there is no jump.
    fn led_to(&self, code: &TokenStream) -> TokenStream {
        match &self.comes {
            Comes::State(_) => arriving(code, Jump::behind(&way_to(&self.word))),
            Comes::Join(names) if names.is_empty() => {
                arriving(code, Jump::behind(&join_label(&self.word)))
            }
            Comes::Join(_) => code.clone(),
        }
    }
}

/// How control comes to a target.
pub enum Comes {
    /// With a state written down, which has this pattern.
    State(TokenStream),
    /// With the values of these variables.
    Join(Vec<TokenStream>),
}

/// The label of the block that leads to a state.
pub fn way_to(word: &Ident) -> Lifetime {
    Lifetime::new(&format!("'to_{word}"), ours(word.span()))
}

/// The label of the block that leads to a join.
pub fn join_label(word: &Ident) -> Lifetime {
    Lifetime::new(&format!("'{word}"), ours(word.span()))
}

impl Emitter<'_> {
    /// The code of the present level, which begins at `start` if it does not begin in another state.
    pub(super) fn dispatch(&mut self, start: Option<Arm>, places: Vec<Place>) -> TokenStream {
        let code = self.dispatched(start, places);
        let fields = self.level().states.iter().flat_map(|state| &state.fields);
        let inner = fields.filter_map(|field| match field.holds {
            Holds::Level(inner) => self.levels[inner].at_head(),
            _ => None,
        });
        // a resume comes to the pauses of the loops inside, and not to their heads
        let declared =
            inner.map(|at_head| quote_spanned!(at_head.span()=> let mut #at_head = false;));
        declared.chain([code]).collect()
    }

    fn dispatched(&mut self, start: Option<Arm>, places: Vec<Place>) -> TokenStream {
        let span = ours(self.plan.span);
        let mut code = TokenStream::new();
        let mut arms = Vec::new();
        if let (LevelKind::Loop(_), Some(start)) = (self.level().kind, &start) {
            let round = self.round(&places);
            self.level_mut().round = round;
            let again = Jump::again(&self.level().label);
            let head = match round {
                Round::Always => as_let_else(&arriving(&start.code, again)),
                _ => as_let_else(&start.code),
            };
            let head = match places.first() {
                Some(Place::Target(target)) => target.led_to(&head),
                _ => head,
            };
            let (place, pattern) = (&self.level().place, &start.pattern);
            code = match round {
                Round::Always => return arriving(&head, again),
                Round::State => quote_spanned!(span=> if let #pattern = #place { #head }),
                Round::Flag => {
                    let goes_on = self.goes_on(head, &places);
                    let next = self.level().at_head();
                    let next = next.unwrap_or_else(|| Ident::new("next", span));
                    quote_spanned!(span=> if __coro_lib_replace(&mut #next, true) { #goes_on })
                }
            };
        } else {
            arms.extend(start);
        }
        let mut undecided = true;
        let mut others = false;
        let mut left = places.into_iter();
        while let Some(place) = left.next() {
            match place {
                Place::Arm(arm) => arms.push(arm),
                Place::Target(target) => {
                    let later = left.as_slice().iter().any(Place::is_entered);
                    for arm in &mut arms {
                        arm.code = target.led_to(&arm.code);
                    }
                    // where a resume goes on behind the target, it must not come to it
                    let is_passed = undecided && later && matches!(target.comes, Comes::Join(_));
                    if arms.is_empty() && !is_passed {
                        code = target.led_to(&code);
                    }
                    let before = self.before(code, &arms, &target, undecided && later, others);
                    others |= !arms.is_empty() || matches!(target.comes, Comes::State(_));
                    code = self.target(before, target, later);
                    arms.clear();
                    undecided = later;
                }
            }
        }
        code = match arms.as_slice() {
            [] => code,
            [Arm { code: only, .. }] if self.level().is_single() => {
                quote_spanned!(span=> #code #only)
            }
            [arm] if others || self.may_be_elsewhere() => {
                let (pattern, place) = (&arm.pattern, arm.matched(&self.level().place));
                let (stops, only) = (self.stops(), &arm.code);
                quote_spanned!(span=> #code let #pattern = #place else { #stops }; #only)
            }
            arms => {
                let place = Arm::all_matched(arms, &self.level().place);
                let stops = self.stopping_arm(others);
                let arms = Arm::listed(arms, |code| match self.level().kind {
                    LevelKind::Loop(_) => arriving(code, Jump::again(&self.level().label)),
                    _ => code.clone(),
                });
                quote_spanned!(span=> #code match #place { #(#arms)* #stops })
            }
        };
        match self.level().kind {
            LevelKind::Loop(_) => arriving(&code, Jump::again(&self.level().label)),
            _ => code,
        }
    }

    /// What stands before a target: the arms that lead to it. A resume that comes to none of them goes on behind.
    fn before(
        &self,
        code: TokenStream,
        arms: &[Arm],
        target: &Target,
        skips: bool,
        others: bool,
    ) -> TokenStream {
        let span = ours(self.plan.span);
        let place = &self.level().place;
        let rest = match &target.comes {
            Comes::State(_) => quote_spanned!(span=> _ => {}),
            Comes::Join(_) if skips => {
                let label = after(&target.word);
                quote_spanned!(span=> _ => break #label,)
            }
            Comes::Join(_) => self.stopping_arm(others),
        };
        match (arms, &target.comes) {
            ([], Comes::Join(_)) if skips => {
                let label = after(&target.word);
                quote_spanned!(span=> #code break #label;)
            }
            ([], _) => code,
            ([Arm { code: only, .. }], _) if self.level().is_single() => {
                quote_spanned!(span=> #code #only)
            }
            ([arm], Comes::State(_)) => {
                let (pattern, only) = (&arm.pattern, &arm.code);
                let place = arm.matched(place);
                quote_spanned!(span=> #code if let #pattern = #place { #only })
            }
            (arms, _) => {
                let place = Arm::all_matched(arms, place);
                let arms = Arm::listed(arms, TokenStream::clone);
                quote_spanned!(span=> #code match #place { #(#arms)* #rest })
            }
        }
    }

    /// A target and what stands before it.
    fn target(&self, before: TokenStream, target: Target, later: bool) -> TokenStream {
        let span = ours(self.plan.span);
        let (word, code) = (&target.word, &target.code);
        let place = &self.level().place;
        let after = after(word);
        let tokens = match &target.comes {
            Comes::State(pattern) => {
                let label = way_to(word);
                let before = if names_label(&before, &label) {
                    quote_spanned!(span=> #label: { #before })
                } else {
                    before
                };
                if later {
                    return quote_spanned!(span=> #before if let #pattern = #place { #code });
                }
                let stops = self.stops();
                quote_spanned!(span=> #before let #pattern = #place else { #stops }; #code)
            }
            Comes::Join(names) => {
                let label = join_label(word);
                match names.as_slice() {
                    [] => quote_spanned!(span=> #label: { #before } #code),
                    [name] => quote_spanned!(span=> let #name = #label: { #before }; #code),
                    _ => quote_spanned!(span=> let (#(#names),*) = #label: { #before }; #code),
                }
            }
        };
        if later {
            return quote_spanned!(span=> #after: { #tokens });
        }
        tokens
    }

    /// The arm of what is never resumed again. `others`: there are states that have no arm in this `match`.
    fn stopping_arm(&self, others: bool) -> TokenStream {
        let span = ours(self.plan.span);
        let (name, stops) = (&self.level().ident, self.stops());
        if others {
            return quote_spanned!(span=> _ => #stops,);
        }
        match self.level().kind {
            LevelKind::Root => quote_spanned!(span=> #name::Running | #name::Done => #stops,),
            LevelKind::Loop(_) if self.level().is_bare() => TokenStream::new(),
            LevelKind::Loop(_) => quote_spanned!(span=> #name::Next => #stops,),
            LevelKind::Part if self.may_be_elsewhere() => {
                quote_spanned!(span=> #name::Running => #stops,)
            }
            LevelKind::Part => TokenStream::new(),
        }
    }

    /// Whether the present level may be in a state that no arm is for.
    fn may_be_elsewhere(&self) -> bool {
        match self.level().kind {
            LevelKind::Root => true,
            LevelKind::Loop(_) => !self.level().is_bare(),
            LevelKind::Part => self.level().is_emptied.get(),
        }
    }

    /// What is done where no state is left: only the machine as a whole may be in another.
    fn stops(&self) -> TokenStream {
        let span = ours(self.plan.span);
        match self.level().kind {
            LevelKind::Root => quote_spanned!(span=> __coro_lib_stopped(state)),
            _ => quote_spanned!(span=> __coro_lib_nowhere()),
        }
    }
}

impl Arm {
    /// What its pattern is matched with.
    fn matched(&self, place: &Ident) -> TokenStream {
        match self.copies {
            true => quote_spanned!(place.span()=> *#place),
            false => place.clone().into(),
        }
    }

    /// The same of several: a pattern that takes nothing may be matched with either.
    fn all_matched(arms: &[Arm], place: &Ident) -> TokenStream {
        let copies = arms.iter().find(|arm| arm.copies);
        copies
            .or(arms.first())
            .map_or_else(TokenStream::new, |arm| arm.matched(place))
    }

    /// The arms of a `match`, their code as `printed` says. Neighbours with the same code, as short as an assignment, are
    /// one.
    fn listed(arms: &[Arm], printed: impl Fn(&TokenStream) -> TokenStream) -> Vec<TokenStream> {
        let span = proc_macro2::Span::mixed_site();
        let mut listed = Vec::new();
        let mut last: Option<(TokenStream, TokenStream)> = None;
        for arm in arms {
            let (pattern, code) = (&arm.pattern, printed(&arm.code));
            let assignment = only_assignment(&code);
            last = match (last.take(), assignment) {
                (Some((before, same)), Some(assignment))
                    if !arm.copies && same.to_string() == assignment.to_string() =>
                {
                    Some((quote_spanned!(span=> #before | #pattern), same))
                }
                (before, assignment) => {
                    let before =
                        before.map(|(pattern, code)| quote_spanned!(span=> #pattern => #code,));
                    listed.extend(before);
                    if assignment.is_none() {
                        listed.push(quote_spanned!(span=> #pattern => { #code }));
                    }
                    assignment.map(|assignment| (pattern.clone(), assignment))
                }
            };
        }
        listed.extend(last.map(|(pattern, code)| quote_spanned!(span=> #pattern => #code,)));
        listed
    }
}

/// `x = y` of code that is nothing but `x = y;` or `*x = y;`.
fn only_assignment(code: &TokenStream) -> Option<TokenStream> {
    let (trees, end) = match code.trees() {
        [trees @ .., end] if end.is_punct(';') => (trees, end),
        _ => return None,
    };
    let place = match trees {
        [star, place @ ..] if star.is_punct('*') => place,
        place => place,
    };
    let is_assignment = matches!(place, [TokenTree::Ident(_), equals, value, ..] if equals.is_punct('=') && !value.is_punct('='));
    let is_one = trees.iter().filter(|tree| tree.is_punct(';')).count() == 0;
    (is_assignment && is_one && end.is_punct(';')).then(|| trees.to_vec().into())
}

/// The label of the block with a target, of which control that is resumed behind it goes out.
fn after(word: &Ident) -> Lifetime {
    Lifetime::new(&format!("'after_{word}"), ours(word.span()))
}

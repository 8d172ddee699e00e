//! Bringing home what a level parked.
//!
//! Takes the point of a level, gives what makes the variables of its state locals again, after the level. What is
//! plainly a number and not named again stays behind; where all the others are numbers they are read in place.
//!
//! ```text
//! let log = match replace(state, State::Running) { State::For1 { log, .. } => log, other => lost(other) };
//! let total = *total_;  *state = State::Running;
//! ```

use proc_macro2::{Ident, Span};
use quote::format_ident;

use super::bindings::{listed, variable_of};
use super::pause::put_name;
use super::{Emitter, Field, Holds, ours};
use crate::ir::PointId;
use crate::names::VarId;
use crate::tokens::{Hole, TokenStream, TokenTree, quote_spanned};

/// What comes home by assignment: the state's name and its fields. It is printed when its arm is complete, since only
/// then it is known what the arm names.
#[derive(Debug, Clone)]
pub struct Brought {
    ident: Ident,
    fields: Vec<Field>,
}

impl Emitter<'_> {
    /// Brings the variables of a level home: those declared here by `let`, the others by assignment.
    pub(super) fn home(&mut self, point: PointId, by_assignment: bool) -> TokenStream {
        let states = &self.level().states;
        let Some(state) = states.iter().find(|state| state.point == Some(point)) else {
            return TokenStream::new();
        };
        let (ident, fields) = (state.ident.clone(), state.fields.clone());
        if by_assignment {
            let span = ours(ident.span());
            self.brought.push(Brought { ident, fields });
            let number = self.brought.len() - 1;
            let stands = TokenTree::Hole(Hole::Brought(number), span);
            return quote_spanned!(span=> #stands;);
        }
        let homed = self.homed(&fields);
        if let Some(arm) = self.arms.last_mut() {
            arm.homed.extend(homed.iter().filter_map(variable_of));
        }
        match self.read_in_place(&homed) {
            Some(vars) => {
                let read = vars.iter().map(|(var, reference)| {
                    let bound = self.bound_as(*var).1;
                    quote_spanned!(reference.span()=> let #bound = *#reference;)
                });
                let (read, left) = (
                    read.collect::<TokenStream>(),
                    self.left_behind(&ident, &fields),
                );
                quote_spanned!(ident.span()=> #read #left;)
            }
            None => self.taken(&ident, &homed, true),
        }
    }

    /// The same by assignment, but for the last semicolon.
    fn brought(&mut self, brought: &Brought) -> TokenStream {
        let Brought { ident, fields } = brought;
        let span = ours(ident.span());
        let homed = self.homed(fields);
        if let Some(vars) = self.read_in_place(&homed) {
            let read = vars.iter().map(|(var, reference)| {
                let name = home_name(*var, reference.span());
                quote_spanned!(reference.span()=> #name = *#reference;)
            });
            let (read, left) = (
                read.collect::<TokenStream>(),
                self.left_behind(ident, fields),
            );
            return quote_spanned!(span=> #read #left);
        }
        let vars = homed.iter().rev();
        let (names, locals): (Vec<Ident>, Vec<TokenStream>) = vars
            .filter_map(|field| Some((&field.ident, variable_of(field)?)))
            .map(|(field, var)| {
                let local = TokenStream::from(vec![home_name(var, field.span())]);
                (field.clone(), local)
            })
            .unzip();
        let (left, value) = (listed(&locals, span), self.moved_out(ident, &names, true));
        quote_spanned!(span=> #left = #value)
    }

    /// The fields whose variables become locals again.
    fn homed(&self, fields: &[Field]) -> Vec<Field> {
        let is_homed = |field: &&Field| {
            self.comes_home(field) && variable_of(field).is_none_or(|var| !self.stays_behind(var))
        };
        fields.iter().filter(is_homed).cloned().collect()
    }

    /// Whether the arm can do without a variable that a level parked.
    pub(super) fn stays_behind(&self, var: VarId) -> bool {
        let is_named = self.arms.last().is_some_and(|arm| arm.used.contains(&var));
        !is_named && self.is_number(var)
    }

    fn is_number(&self, var: VarId) -> bool {
        self.plan.carry.is_scalar(var) && !self.plan.carry.is_flagged(var)
    }

    /// The variables with the references under which they are parked, where all of them can be read there.
    fn read_in_place(&mut self, fields: &[Field]) -> Option<Vec<(VarId, Ident)>> {
        let mut vars = Vec::new();
        for field in fields.iter().rev() {
            match field.holds {
                Holds::Var(var) if self.is_number(var) => vars.push((var, self.reference(var))),
                _ => return None,
            }
        }
        self.parked_used.extend(vars.iter().map(|(var, _)| *var));
        Some(vars)
    }

    /// The state that holds nothing in the place of one whose fields are not needed any more.
    fn left_behind(&self, ident: &Ident, fields: &[Field]) -> TokenStream {
        let span = ours(ident.span());
        let level = self.level();
        let (name, place, empty) = (&level.ident, &level.place, level.empty());
        if fields.iter().any(|field| self.may_drop(field.holds)) {
            return quote_spanned!(span=> *#place = #name::#empty);
        }
        let put = put_name(self.stack.last().copied().unwrap_or(0), span);
        quote_spanned!(span=> #put(#place, #name::#empty))
    }

    /// Prints what comes home by assignment, and gives it its names: one that nothing names is only dropped.
    pub(super) fn homes_named(&mut self, tokens: &TokenStream) -> TokenStream {
        let tokens = match self.brought.is_empty() {
            true => tokens.clone(),
            false => tokens.replaced(&mut |tree| match tree {
                TokenTree::Hole(Hole::Brought(number), _) => {
                    let brought = self.brought.get(*number)?.clone();
                    Some(self.brought(&brought))
                }
                _ => None,
            }),
        };
        tokens.replaced(&mut |tree| {
            let TokenTree::Hole(Hole::Home(var), _) = tree else {
                return None;
            };
            let var = *var;
            let used = self.arms.last().is_some_and(|arm| arm.used.contains(&var));
            let name = self.own_name(var, used);
            Some(if used {
                name.into()
            } else {
                let text = name.to_string();
                format_ident!("_{}", text.trim_start_matches("r#"), span = name.span()).into()
            })
        })
    }
}

/// What a variable that comes home by assignment is called until it is known whether the arm names it.
pub fn home_name(var: VarId, span: Span) -> TokenTree {
    TokenTree::Hole(Hole::Home(var), ours(span))
}

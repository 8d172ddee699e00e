//! What an arm binds of the state that it enters from.
//!
//! Takes the fields of a state, gives the `let` that takes them out, or the references to what stays parked.
//!
//! ```text
//! let (a, b) = match replace(state, State::Running) { State::Wait1 { a, b } => (a, b), other => lost(other) };
//! let State::For1 { at: for1, log: log_, .. } = state else { stopped(state) };
//! ```

use proc_macro2::{Ident, Span};
use quote::format_ident;

use super::bring::home_name;
use super::{Emitter, Field, Holds, ours};
use crate::flow::Facts;
use crate::ir::PointId;
use crate::names::VarId;
use crate::tokens::{TokenStream, quote_spanned};

impl Emitter<'_> {
    /// What a delegate's state is called in labels.
    pub(super) fn delegate_word(&self, point: PointId, span: Span) -> Ident {
        let number = self.numbers.get(&point).copied().unwrap_or(0);
        format_ident!("from{number}", span = ours(span))
    }

    pub(super) fn converted(&self, span: Span) -> TokenStream {
        match self.plan.yields {
            super::Yields::Waits => quote_spanned!(span=> yielded),
            _ => quote_spanned!(span=> __coro_lib_FromYield::from_yield(yielded)),
        }
    }

    /// `let (a, b) = match replace(state, State::Running) { State::Wait1 { a, b } => (a, b), other => lost(other) };`
    pub(super) fn taken(&mut self, ident: &Ident, fields: &[Field], delegate: bool) -> TokenStream {
        let span = ours(ident.span());
        let level = self.level();
        let bindings = self.bound_names(fields);
        if bindings.is_empty() {
            if !delegate {
                return TokenStream::new();
            }
            let (enum_name, place, empty) = (&level.ident, &level.place, level.empty());
            return quote_spanned!(span=> *#place = #enum_name::#empty;);
        }
        let (names, patterns): (Vec<Ident>, Vec<TokenStream>) = bindings.into_iter().unzip();
        let (bound, value) = (
            listed(&patterns, span),
            self.moved_out(ident, &names, delegate),
        );
        // what is given a new value before anything reads the old one
        let states = &mut self.level().states.iter();
        let point = states.find(|state| state.ident == *ident);
        let point = point.and_then(|state| state.point);
        let facts = point.and_then(|point| self.plan.flow.at(point));
        let is_renewed = |var: VarId| {
            let is_dead = |facts: &Facts| facts.later.has(var) && !facts.live.has(var);
            !self.plan.carry.is_flagged(var) && facts.is_some_and(is_dead)
        };
        let is_quiet = fields.iter().filter_map(variable_of).any(is_renewed);
        let quiet = is_quiet.then(|| quote_spanned!(span=> #[allow(unused_assignments)]));
        quote_spanned!(span=> #quiet let #bound = #value;)
    }

    /// `State::Wait1 { a, b, .. }`, matched with `*state`, of plain numbers: the state can stay as it is until the next one
    /// is written, since it holds nothing to drop. Nor is it asked before that: a loop with such a pause asks a variable
    /// of the step whether it goes round (`Round::Flag`).
    pub(super) fn copied(&self, ident: &Ident, fields: &[Field]) -> Option<TokenStream> {
        let is_number = |field: &Field| match field.holds {
            Holds::Var(var) | Holds::Given(var) => {
                self.plan.carry.is_scalar(var) && !self.plan.carry.is_flagged(var)
            }
            _ => false,
        };
        let level = self.level();
        let states = &mut level.states.iter();
        let state = states.find(|state| state.ident == *ident)?;
        if !state.fields.iter().all(is_number) {
            return None;
        }
        let span = ours(ident.span());
        let mut bound = Vec::new();
        for field in fields.iter().rev() {
            let (name, var) = (&field.ident, variable_of(field)?);
            match self.bound_as(var) {
                (true, binding) if self.own_name(var, true) == *name => {
                    bound.push(binding);
                }
                (true, binding) => bound.push(quote_spanned!(span=> #name: #binding)),
                // rustc would warn of a field that nothing reads
                (false, _) => {
                    let plain = name.to_string();
                    let hidden =
                        format_ident!("_{}", plain.trim_start_matches("r#"), span = name.span());
                    bound.push(quote_spanned!(span=> #name: #hidden));
                }
            }
        }
        if bound.is_empty() {
            return None;
        }
        let rest = (bound.len() < state.fields.len()).then(|| quote_spanned!(span=> ..));
        let name = &level.ident;
        Some(quote_spanned!(span=> #name::#ident { #(#bound,)* #rest }))
    }

    /// What `fields` of the state `ident` hold, which is replaced by the empty one. The state that it is not is
    /// forgotten: to drop it there would keep the optimiser from seeing that there is none, and from moving the fields alone.
    pub(super) fn moved_out(&self, ident: &Ident, fields: &[Ident], some: bool) -> TokenStream {
        let span = ours(ident.span());
        let level = self.level();
        let (name, place, empty) = (&level.ident, &level.place, level.empty());
        let names: Vec<TokenStream> = fields.iter().cloned().map(Into::into).collect();
        let (names, value) = (&names, listed(&names, span));
        let rest = some.then(|| quote_spanned!(span=> ..));
        quote_spanned! {span=>
            match __coro_lib_replace(#place, #name::#empty) {
                #name::#ident { #(#names,)* #rest } => #value,
                other => __coro_lib_lost(other),
            }
        }
    }

    /// The fields of a state with variables, and what those are bound as; those with a drop in order of declaration.
    pub(super) fn bound_names(&self, fields: &[Field]) -> Vec<(Ident, TokenStream)> {
        let vars = fields
            .iter()
            .rev()
            .filter_map(|field| Some((field, variable_of(field)?)));
        vars.map(|(field, var)| (field.ident.clone(), self.bound_as(var).1))
            .collect()
    }

    /// Whether the arm names a variable it begins with, and how it is bound.
    pub(super) fn bound_as(&self, var: VarId) -> (bool, TokenStream) {
        let arm = self.arms.last();
        let used = arm.is_some_and(|arm| arm.used.contains(&var));
        let nested = arm.is_some_and(|arm| arm.nested.contains(&var));
        let name = self.own_name(var, used);
        let span = ours(name.span());
        if used {
            let is_mut = !nested && self.is_mutable(var);
            // rustc calls a variable by its name only where all of its binding is the user's; that is told of a `mut`
            // that is not needed
            let is_needed = arm.is_some_and(|arm| {
                let is_home = arm.homed.contains(&var) || arm.deferred.contains(&var);
                arm.changed.contains(&var) && !is_home && !self.plan.carry.is_flagged(var)
            });
            let place = if is_needed { name.span() } else { span };
            let mutable = is_mut.then(|| syn::token::Mut(place));
            return (true, quote_spanned!(span=> #mutable #name));
        }
        let hidden = format_ident!(
            "_{}",
            name.to_string().trim_start_matches("r#"),
            span = span
        );
        (false, hidden.into())
    }

    pub(super) fn is_mutable(&self, var: VarId) -> bool {
        self.plan.carry.is_flagged(var) || self.plan.tables.var(var).is_some_and(|row| row.mutable)
    }

    /// The first arm of the root takes the parameters: in its pattern, if they are numbers, or behind it.
    pub(super) fn start_bindings(&mut self) -> (Option<TokenStream>, TokenStream) {
        if self.stack.len() != 1 || self.plan.params.is_empty() {
            return (None, TokenStream::new());
        }
        let fields = self.start_fields();
        let ident = Ident::new("Start", ours(self.plan.span));
        let params = self.plan.params.iter();
        let renewed: Vec<VarId> = params
            .filter(|param| self.renewed.contains_key(*param))
            .copied()
            .collect();
        renewed.iter().for_each(|var| self.uses(*var));
        let is_one: TokenStream = renewed.iter().map(|var| self.of_one_type(*var)).collect();
        let copied = self.copied(&ident, &fields);
        let tokens = match copied {
            Some(_) => TokenStream::new(),
            None => self.taken(&ident, &fields, false),
        };
        let rebound = self.flags_from(&self.plan.params, &|name, var| home_name(var, name.span()));
        let rebound = self.homes_named(&rebound);
        let behind = quote_spanned!(ours(self.plan.span)=> #tokens #rebound #is_one);
        (copied, behind)
    }

    /// `let mut x = Flagged::new(x);`
    pub(super) fn flag_again(&self, var: VarId) -> TokenStream {
        let name = self.own_name(var, true);
        let span = ours(name.span());
        quote_spanned!(span=> let mut #name = __coro_lib_Flagged::new(#name);)
    }

    /// The fields of `State::Start`: numbers and the like, then the others in reverse order of declaration.
    pub(super) fn start_fields(&self) -> Vec<Field> {
        let carry = self.plan.carry;
        let params = self.plan.params.iter();
        let (scalars, others): (Vec<VarId>, Vec<VarId>) =
            params.partition(|param| carry.is_scalar(**param));
        let params = scalars.into_iter().chain(others.into_iter().rev());
        params
            .map(|var| Field {
                ident: self.own_name(var, true),
                holds: Holds::Given(var),
            })
            .collect()
    }

    /// The references under which the code of an inner level knows what a state holds.
    pub(super) fn parked_bindings(&mut self, fields: &[Field]) -> TokenStream {
        let span = ours(self.plan.span);
        let mut bindings = Vec::new();
        let mut complete = true;
        for field in fields {
            match field.holds {
                // nothing looks at it
                Holds::Level(level) if self.levels[level].is_single() => complete = false,
                Holds::Level(level) => {
                    let place = &self.levels[level].place;
                    let ident = &field.ident;
                    bindings.push(quote_spanned!(span=> #ident: #place));
                }
                Holds::Var(var) if self.parked_used.contains(&var) => {
                    let (ident, reference) = (&field.ident, self.reference(var));
                    bindings.push(quote_spanned!(span=> #ident: #reference));
                }
                _ => complete = false,
            }
        }
        if !complete {
            bindings.push(quote_spanned!(span=> ..));
        }
        quote_spanned!(span=> #(#bindings),*)
    }

    /// `x_`
    pub(super) fn reference(&self, var: VarId) -> Ident {
        // of the user's own hygiene, so that a panic in `*x_ + 1` is told at the user's place
        let name = self.own_name(var, true);
        let mut text = format!("{}_", name.to_string().trim_start_matches("r#"));
        while self.plan.taken.contains(&text) {
            text.push('_');
        }
        Ident::new(&text, name.span())
    }
}

/// `x`, or `(x, y)`.
pub fn listed(tokens: &[TokenStream], span: Span) -> TokenStream {
    match tokens {
        [one] => one.clone(),
        _ => quote_spanned!(span=> (#(#tokens),*)),
    }
}

/// The variable a field holds.
pub fn variable_of(field: &Field) -> Option<VarId> {
    match field.holds {
        Holds::Var(var) | Holds::Dead(var) | Holds::Given(var) => Some(var),
        _ => None,
    }
}

pub fn parked_of(field: &Field) -> Option<VarId> {
    match field.holds {
        Holds::Var(var) => Some(var),
        _ => None,
    }
}

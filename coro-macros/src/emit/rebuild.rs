//! The bindings of a scope that control enters in the middle, in the order of their declaration.
//!
//! Rust drops variables in the reverse of that order, whichever of them hold a value. So what a state brings is bound
//! again behind a variable that was declared before it and gets its value only now:
//!
//! ```text
//! [source]  let late;  let held = make();  yield_wait!();  late = make();
//! [output]  let State::Wait1 { held } = ..;  let late;  let held = held;  late = make();
//! ```

use quote::format_ident;

use super::{Emitter, ours};
use crate::ir::PointId;
use crate::names::VarId;
use crate::tokens::{TokenStream, quote_spanned};

impl Emitter<'_> {
    /// The bindings of a scope that control enters in the middle.
    pub(super) fn rebuild(&mut self, passed: &[VarId]) -> TokenStream {
        let mut tokens = TokenStream::new();
        let mut is_behind = self.depth == 0 && self.has_unset_around(passed);
        for &var in passed {
            if self.plan.aliases.get(var).is_some() || self.plan.carry.is_of_step(var) {
                continue;
            }
            let (depth, is_unset) = (self.depth, self.is_unset(var));
            let may_drop = !self.plan.carry.is_scalar(var);
            let Some(arm) = self.arms.last_mut() else {
                continue;
            };
            if arm.deferred.contains(&var) {
                if self.stays_behind(var) {
                    continue;
                }
                let name = self.own_name(var, true);
                let span = ours(name.span());
                let mutable = self.is_mutable(var).then(|| syn::token::Mut(span));
                let name = super::bring::home_name(var, name.span());
                tokens.extend(quote_spanned!(span=> let #mutable #name;));
            } else if arm.bound.contains(&var) {
                let is_again = depth > 0 || (is_behind && may_drop);
                if is_again && arm.nested.insert(var) {
                    tokens.extend(self.bound_again(var));
                }
            } else if is_unset {
                tokens.extend(self.uninitialised(var));
                is_behind = true;
            }
        }
        tokens
    }

    /// `let x = x;`
    fn bound_again(&self, var: VarId) -> TokenStream {
        let name = self.own_name(var, true);
        let span = ours(name.span());
        if self.arms.last().is_some_and(|arm| arm.used.contains(&var)) {
            let mutable = self.is_mutable(var).then(|| syn::token::Mut(span));
            return quote_spanned!(span=> let #mutable #name = #name;);
        }
        let text = name.to_string();
        let hidden = format_ident!("_{}", text.trim_start_matches("r#"), span = span);
        quote_spanned!(span=> let #hidden = #hidden;)
    }

    /// Whether a variable holds nothing where the arm begins, and the arm names it.
    fn is_unset(&self, var: VarId) -> bool {
        let is_alias = self.plan.aliases.get(var).is_some();
        // what each resume brings is declared before all
        let is_elsewhere = is_alias || self.plan.carry.is_of_step(var);
        !is_elsewhere
            && self.arms.last().is_some_and(|arm| {
                let is_here = [&arm.bound, &arm.deferred, &arm.homed];
                arm.used.contains(&var) && !is_here.iter().any(|known| known.contains(&var))
            })
    }

    /// Whether there is such a variable in the scopes around `passed`.
    fn has_unset_around(&self, passed: &[VarId]) -> bool {
        let around = self.scope.iter().map(|(var, _)| *var);
        around
            .take_while(|var| !passed.contains(var))
            .any(|var| self.is_unset(var))
    }

    /// What was declared after something that comes home by `let` from the level at `point`, and has no value yet: it
    /// is declared after it here too, and what comes home behind it is bound again.
    pub(super) fn declared_after_home(&mut self, point: PointId, passed: &[VarId]) -> TokenStream {
        let fields = self.fields_of(point);
        let homed: Vec<VarId> = fields
            .iter()
            .filter(|field| self.comes_home(field))
            .filter_map(super::bindings::variable_of)
            .collect();
        let mut tokens = TokenStream::new();
        let is_outer = |var: &&VarId| !passed.contains(var) && !self.plan.carry.is_scalar(**var);
        let mut has_home = homed.iter().any(|var| is_outer(&var));
        let mut is_behind = false;
        for &var in passed {
            if homed.contains(&var) {
                if self.plan.carry.is_scalar(var) {
                    continue;
                }
                has_home = true;
                if is_behind
                    && self
                        .arms
                        .last_mut()
                        .is_some_and(|arm| arm.nested.insert(var))
                {
                    tokens.extend(self.bound_again(var));
                }
            } else if has_home && self.is_unset(var) {
                tokens.extend(self.uninitialised(var));
                is_behind = true;
                if let Some(arm) = self.arms.last_mut() {
                    arm.homed.insert(var);
                }
            }
        }
        tokens
    }

    /// `let x;` of a variable that holds nothing here and gets a value later.
    pub(super) fn uninitialised(&self, var: VarId) -> TokenStream {
        let name = self.own_name(var, true);
        let span = ours(name.span());
        let ty = self.plan.tables.var(var).and_then(|row| row.ty.clone());
        let ty = ty.filter(|ty| !crate::compile::has_impl(ty));
        if self.plan.carry.is_flagged(var) {
            let ty = ty.map(|ty| quote_spanned!(span=> : __coro_lib_Flagged<#ty>));
            let is_one = self.of_one_type(var);
            return quote_spanned!(span=> let mut #name #ty = __coro_lib_Flagged::empty(); #is_one);
        }
        let mutable = self.is_mutable(var).then(|| syn::token::Mut(span));
        let ty = ty.map(|ty| quote_spanned!(span=> : #ty));
        let is_one = self.of_one_type(var);
        quote_spanned!(span=> let #mutable #name #ty; #is_one)
    }
}

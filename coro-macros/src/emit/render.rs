//! How a mention is printed.
//!
//! Takes the user's syntax, gives tokens without sentinels. A variable of the arm is its own name; one that an
//! enclosing state holds is `(*x_)`; one with a drop flag is a `Flagged`.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};

use super::captured::taken_when_called;
use super::{Emitter, ours};
use crate::flow::Use;
use crate::names::{MentionId, VarId};
use crate::scope::{ClosureKind, Mention, Rendering, print_back};

impl Emitter<'_> {
    /// The tokens of the user's syntax, its mentions as they are here.
    pub(super) fn print(&mut self, syntax: &impl ToTokens) -> crate::tokens::TokenStream {
        let tables = self.plan.tables;
        let printed = print_back(syntax.to_token_stream(), tables, &mut |mention| {
            self.render(mention)
        });
        printed.into()
    }

    fn render(&mut self, id: MentionId) -> Rendering {
        let Some(mention) = self.plan.tables.mention(id) else {
            return Rendering::Verbatim;
        };
        let var = mention.var;
        if let Some(captured) = self.captured_mention(id) {
            return captured;
        }
        if let Some(name) = self.substitutes.get(&var) {
            return Rendering::Tokens(name.to_token_stream());
        }
        if self.plain.contains(&var) {
            return Rendering::Tokens(self.name_at(mention).into_token_stream());
        }
        if let Some(reference) = self.parked.get(&var).cloned() {
            self.parked_used.insert(var);
            let mut reference = reference;
            reference.set_span(mention.ident.span().resolved_at(reference.span()));
            return self.through(id, mention, reference);
        }
        self.uses(var);
        if let Some(arm) = self
            .arms
            .last_mut()
            .filter(|_| self.plan.tables.changing.contains(&id))
        {
            arm.changed.insert(var);
        }
        let name = self.name_at(mention);
        if self.plan.carry.is_flagged(var) {
            return self.flagged(id, mention, name);
        }
        match self.plan.tables.var(var) {
            Some(row) if row.ident != mention.ident => Rendering::Tokens(name.into_token_stream()),
            _ => Rendering::Verbatim,
        }
    }

    /// The name of a variable at one mention.
    fn name_at(&self, mention: &Mention) -> Ident {
        let Some(row) = self.plan.tables.var(mention.var) else {
            return mention.ident.clone();
        };
        let mut name = row.ident.clone();
        name.set_span(mention.ident.span().resolved_at(row.ident.span()));
        name
    }

    fn through(&self, id: MentionId, mention: &Mention, reference: Ident) -> Rendering {
        if !self.plan.carry.is_flagged(mention.var) {
            return Rendering::Deref(reference, 1);
        }
        let span = ours(mention.ident.span());
        match self.plan.flow.use_of(id) {
            Use::Assign => Rendering::Deref(reference, 1),
            Use::Move if !self.is_retaking && mention.in_closure == Some(ClosureKind::ByRef) => {
                let flagged = quote_spanned!(span=> &mut *#reference);
                Rendering::Tokens(taken_when_called(&flagged, span))
            }
            Use::Move if !self.is_retaking => {
                Rendering::Tokens(quote_spanned!(span=> __coro_lib_Flagged::take(#reference)))
            }
            Use::Copy | Use::Place | Use::Move => Rendering::Deref(reference, 2),
        }
    }

    /// A variable with a drop flag that is a local here.
    fn flagged(&self, id: MentionId, mention: &Mention, name: Ident) -> Rendering {
        let span = ours(mention.ident.span());
        match self.plan.flow.use_of(id) {
            Use::Assign => Rendering::Tokens(name.into_token_stream()),
            Use::Move if !self.is_retaking && mention.in_closure == Some(ClosureKind::ByRef) => {
                let flagged = quote_spanned!(span=> &mut #name);
                Rendering::Tokens(taken_when_called(&flagged, span))
            }
            Use::Move if !self.is_retaking => {
                Rendering::Tokens(quote_spanned!(span=> __coro_lib_Flagged::take(&mut #name)))
            }
            Use::Copy | Use::Place | Use::Move => Rendering::Deref(name, 1),
        }
    }

    /// The variable with its drop flag, as a reference.
    pub(super) fn flag_of(&mut self, var: VarId) -> Option<TokenStream> {
        if self.substitutes.contains_key(&var) || self.plain.contains(&var) {
            return None;
        }
        let span = ours(self.plan.span);
        if let Some(reference) = self.parked.get(&var).cloned() {
            self.parked_used.insert(var);
            return Some(quote_spanned!(span=> &mut *#reference));
        }
        self.uses(var);
        let name = self.own_name(var, true);
        Some(quote_spanned!(span=> &mut #name))
    }

    /// The arm names a variable.
    pub(super) fn uses(&mut self, var: VarId) {
        if let Some(arm) = self.arms.last_mut() {
            arm.used.insert(var);
        }
    }

    /// The variable's name where we write it: the user's if the user's code sees it.
    pub(super) fn own_name(&self, var: VarId, seen: bool) -> Ident {
        let Some(row) = self.plan.tables.var(var) else {
            return Ident::new("lost", self.plan.span);
        };
        let mut name = row.ident.clone();
        if !seen {
            name.set_span(ours(name.span()));
        }
        name
    }
}

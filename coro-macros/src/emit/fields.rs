//! The enums of a machine whose type has a name: fields with the types that are written.
//!
//! ```text
//! pub enum Quest { Start { steps: u32 }, For1 { at: QuestFor1, iter: Range<u32>, steps: u32 }, Running, Done }
//! #[doc(hidden)]
//! pub enum QuestFor1 { Next, Wait2 }
//! ```
//!
//! Beside `enums.rs`, whose enums are local to the fn and have a type parameter for each field instead.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use super::enums::{Enums, generics};
use super::nameable::{Head, Untyped, declared};
use super::{Emitter, Holds, Nameable, ours};
use crate::derives::Derives;
use crate::scope::Origin;
use crate::tokens;

impl Enums {
    /// Its parameters, as they stand in impls; what only `derives` need is empty where it is not.
    pub fn head(&self, derives: &Derives, span: proc_macro2::Span) -> Head {
        let plain = generics(&self.params).finished(&mut |_, _| None);
        let lifetime = quote_spanned!(span=> 'de);
        let (write, write_whole) = (
            quote_spanned!(span=> __coro_lib_Serialize),
            quote_spanned!(span=> __coro_lib_SaveWhole),
        );
        let (read, read_whole) = (
            quote_spanned!(span=> __coro_lib_Deserialize<'de>),
            quote_spanned!(span=> __coro_lib_LoadWhole<'de>),
        );
        let bounds = |usual: TokenStream, whole: TokenStream| {
            move |param: &Ident| match self.whole.contains(param) {
                true => whole.clone(),
                false => usual.clone(),
            }
        };
        let writes = || super::saved::bounded(None, &self.params, bounds(write, write_whole));
        let reads = || {
            let bound = bounds(read, read_whole);
            super::saved::bounded(Some(&lifetime), &self.params, bound)
        };
        Head {
            writes: derives.writes.then(writes).unwrap_or_default(),
            reads: derives.reads.then(reads).unwrap_or_default(),
            of: plain.clone(),
            plain,
            bounds: TokenStream::new(),
        }
    }
}

impl Emitter<'_> {
    /// The enum of a level whose fields have the types that are written.
    pub(super) fn named_enum(
        &self,
        nameable: &Nameable,
        index: usize,
        variants: TokenStream,
    ) -> TokenStream {
        let level = &self.levels[index];
        let (ident, span) = (&level.ident, ours(level.ident.span()));
        let conditions = &nameable.conditions;
        let (vis, derives) = (&nameable.vis, &self.plan.derives.enums);
        let used = nameable.used(variants.clone());
        let all = match index {
            0 => nameable.all(),
            _ => &used,
        };
        let (params, bounds) = (declared(all), &all.where_clause);
        let what = doc(&super::enums::level_doc(&self.plan.name, &level.site));
        let (docs, stopped) = match index {
            0 => {
                let running = doc("Its code is running, or panicked while it ran.");
                let done = doc("Returned.");
                let table = self.docs.borrow().clone();
                let unheld = nameable.unheld(&used, span);
                (
                    table,
                    quote_spanned!(span=> #running Running, #done Done, #unheld),
                )
            }
            _ => (quote_spanned!(span=> #[doc(hidden)]), TokenStream::new()),
        };
        quote_spanned! {span=>
            #(#conditions)*
            #what
            #docs
            #[allow(missing_docs, non_snake_case, clippy::large_enum_variant)]
            #derives #vis enum #ident #params #bounds { #variants #stopped }
        }
    }

    pub(super) fn named_type(
        &self,
        holds: Holds,
        params: &mut super::enums::Params,
        printed: &mut Vec<tokens::TokenStream>,
    ) -> TokenStream {
        let types = self.plan.types.as_ref();
        match holds {
            Holds::Level(level) => {
                self.print_enum(level, params, printed);
                let ident = &self.levels[level].ident;
                let Some(nameable) = &self.plan.nameable else {
                    return ident.to_token_stream();
                };
                let used = nameable.used(printed[level].finished(&mut |_, _| None));
                let arguments = used.split_for_impl().1;
                quote!(#ident #arguments)
            }
            Holds::Delegate(point) => {
                let delegate = self.plan.delegates.get(&point);
                let ty = delegate.and_then(|delegate| types?.of_value(delegate));
                let place = self.plan.places.get(&point).copied();
                let missing = Untyped {
                    place: self.told_at(place.unwrap_or(self.plan.span)),
                    what: "this delegate".to_string(),
                    help: "give it a variable: `let inner: Type = ..; yield_from!(inner)`"
                        .to_string(),
                };
                self.seen_type(ty, missing)
            }
            Holds::Dead(_) => quote!(()),
            Holds::Var(var) | Holds::Given(var) => {
                let row = self.plan.tables.var(var);
                let place = row.map_or(self.plan.span, |row| row.ident.span());
                let name = self.own_name(var, false);
                let ty = types.and_then(|types| types.of_variable(var));
                let missing = self.untyped_variable(var, place, &name);
                let ty = self.seen_type(ty, missing);
                match self.plan.carry.is_flagged(var) && holds == Holds::Var(var) {
                    true => quote!(::coro_core::machine::Flagged<#ty>),
                    false => ty,
                }
            }
        }
    }

    /// The variable, as it is written, and the field of it that is called `this_stock`.
    fn part(&self, name: &Ident) -> Option<(String, String)> {
        let name = name.to_string();
        let rows = self.plan.tables.vars.iter();
        let mut written = rows.filter(|row| row.origin != Origin::Hidden);
        written.find_map(|row| {
            let whole = row.ident.to_string();
            let member = name.strip_prefix(&whole)?.strip_prefix('_')?.to_string();
            let whole = match row.origin {
                Origin::SelfParam => "self".to_string(),
                _ => whole,
            };
            Some((whole, member))
        })
    }

    /// The place, as one that the user wrote: what the macro adds is said to come from it.
    fn told_at(&self, place: Span) -> Span {
        place.resolved_at(self.plan.span)
    }

    fn untyped_variable(&self, var: crate::names::VarId, place: Span, name: &Ident) -> Untyped {
        let origin = self.plan.tables.var(var).map(|row| row.origin);
        let (what, help) = match origin {
            Some(Origin::Hidden) if name == "iter" => (
                "what this loop goes through".to_string(),
                "take it out first: `let items: Vec<Type> = ..; for item in items`".to_string(),
            ),
            Some(Origin::Hidden) if let Some((whole, member)) = self.part(name) => (
                format!("`{whole}.{member}`"),
                format!("take it out first: `let {member}: Type = {whole}.{member};`"),
            ),
            Some(Origin::Pattern) => (
                format!("`{name}`"),
                format!("write it where it is used over the pause: `let {name}: Type = {name};`"),
            ),
            _ => (
                format!("`{name}`"),
                format!("write it: `let {name}: Type = ..`"),
            ),
        };
        let place = self.told_at(place);
        Untyped { place, what, help }
    }
}

fn doc(text: &str) -> TokenStream {
    if text.is_empty() {
        return TokenStream::new();
    }
    let text = format!(" {text}");
    quote!(#[doc = #text])
}

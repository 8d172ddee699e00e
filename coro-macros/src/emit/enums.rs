//! The enums.
//!
//! Takes the levels with their states, gives one generic enum a level. A field whose type the macro does not see
//! has a type parameter named after the variable; an inner level's parameters are the outer's too, or one
//! parameter if they are many (rustc's time grows with the parameters of one enum).

use proc_macro2::Ident;
use syn::Type;

use super::site::Site;
use super::{Emitter, Holds, Level, camel, ours};
use crate::maps::{HashMap, HashSet};
use crate::tokens::{TokenStream, quote, quote_spanned};

/// More parameters than this of an inner level become one.
const SPREAD: usize = 8;

/// Nor has an enum more parameters than this for the sake of its inner levels: at each mention of the enum rustc asks of
/// all that it does not know yet whether they are `Sized`, and again at each step until it knows.
const SPREAD_IN_ALL: usize = 12;

/// The printed enums, and how many parameters the root has.
pub struct Enums {
    pub tokens: TokenStream,
    pub arity: usize,
    pub params: Vec<Ident>,
    /// Those of variables that are written with what they hide.
    pub whole: HashSet<Ident>,
}

pub struct Params {
    names: HashMap<Holds, Ident>,
    taken: HashSet<String>,
}

impl Emitter<'_> {
    /// All the enums, the root's first.
    pub(super) fn enums(&self) -> Enums {
        let mut params = Params {
            names: HashMap::default(),
            taken: self
                .levels
                .iter()
                .map(|level| level.ident.to_string())
                .collect(),
        };
        params
            .taken
            .extend(["Option", "Self", "Some", "None", "Frame", "Format"].map(String::from));
        let mut printed = vec![TokenStream::new(); self.levels.len()];
        let root = self.print_enum(0, &mut params, &mut printed);
        let tokens = printed.into_iter().collect();
        let whole = self.plan.ranges.iter();
        let whole = whole.filter_map(|var| params.names.get(&Holds::Var(*var)).cloned());
        Enums {
            tokens,
            arity: root.len(),
            whole: whole.collect(),
            params: root,
        }
    }

    /// Prints a level's enum and those inside it; gives its parameters.
    pub(super) fn print_enum(
        &self,
        index: usize,
        params: &mut Params,
        printed: &mut Vec<TokenStream>,
    ) -> Vec<Ident> {
        let level = &self.levels[index];
        let span = ours(level.ident.span());
        let mut own: Vec<Ident> = Vec::new();
        let mut variants = Vec::new();
        let inner = match self.plan.nameable {
            Some(_) => Vec::new(),
            None => self.inner_levels(level, params, printed),
        };
        for state in &level.states {
            let mut fields = Vec::new();
            for field in &state.fields {
                let ty = self.field_type(field.holds, params, printed, &mut own, &inner);
                let ident = &field.ident;
                fields.push(quote_spanned!(span=> #ident: #ty));
            }
            let (ident, doc) = (&state.ident, doc(&state.site.doc()));
            variants.push(if fields.is_empty() {
                quote_spanned!(span=> #doc #ident)
            } else {
                quote_spanned!(span=> #doc #ident { #(#fields),* })
            });
        }
        if index == 0 && self.has_one_state_beside_start() {
            variants.reverse();
        }
        let ident = &level.ident;
        let derives = &self.plan.derives.enums;
        if let Some(nameable) = &self.plan.nameable {
            let variants = quote!(#(#variants,)*).finished(&mut |_, _| None);
            printed[index] = self.named_enum(nameable, index, variants).into();
            return own;
        }
        let generics = generics(&own);
        let stopped = (index == 0).then(|| {
            let running = doc("Its code is running, or panicked while it ran.");
            let done = doc("Returned.");
            quote_spanned!(span=> #running Running, #done Done,)
        });
        let what = doc(&level_doc(&self.plan.name, &level.site));
        // of a name that is not in snake case rustc speaks where the user bound it
        let fields = level.states.iter().flat_map(|state| &state.fields);
        let is_odd = |name: &Ident| name.to_string().contains(char::is_uppercase);
        let odd_names = fields.map(|field| &field.ident).any(is_odd);
        let odd_names = odd_names.then(|| quote_spanned!(span=> #[allow(non_snake_case)]));
        printed[index] = quote_spanned! {span=>
            #what #odd_names #derives enum #ident #generics { #(#variants,)* #stopped }
        };
        own
    }

    /// Prints the enums of the levels inside one, and gives those of them whose parameters are the outer's too.
    fn inner_levels(
        &self,
        level: &Level,
        params: &mut Params,
        printed: &mut Vec<TokenStream>,
    ) -> Vec<(usize, Vec<Ident>)> {
        let fields = level.states.iter().flat_map(|state| &state.fields);
        let levels = fields.filter_map(|field| match field.holds {
            Holds::Level(inner) => Some(inner),
            _ => None,
        });
        let mut inner: Vec<(usize, Vec<Ident>)> = Vec::new();
        for level in levels {
            if inner.iter().all(|(known, _)| *known != level) {
                inner.push((level, self.print_enum(level, params, printed)));
            }
        }
        if self.plan.derives.writes || self.plan.derives.reads {
            return inner;
        }
        inner.retain(|(_, params)| params.len() <= SPREAD);
        let in_all: usize = inner.iter().map(|(_, params)| params.len()).sum();
        if in_all > SPREAD_IN_ALL {
            inner.retain(|(_, params)| params.is_empty());
        }
        inner
    }

    /// Whether the fn's states are its start and one more, which is then the first of them: rustc tells the
    /// others by what a byte of the largest cannot be, and where the largest stands among those by number, each
    /// resume asks twice. A machine that is ordered keeps the order in which it comes to its states.
    fn has_one_state_beside_start(&self) -> bool {
        let states = self.levels[0].states.as_slice();
        matches!(states, [start, _] if start.ident == "Start") && !self.plan.derives.orders
    }

    fn field_type(
        &self,
        holds: Holds,
        params: &mut Params,
        printed: &mut Vec<TokenStream>,
        own: &mut Vec<Ident>,
        inner: &[(usize, Vec<Ident>)],
    ) -> TokenStream {
        if self.plan.nameable.is_some() {
            return self.named_type(holds, params, printed).into();
        }
        match holds {
            Holds::Level(level) => {
                let ident = &self.levels[level].ident;
                let Some((_, inner)) = inner.iter().find(|(index, _)| *index == level) else {
                    let param = self.param(holds, &format!("{ident}States"), params);
                    add(own, &param);
                    return param.into();
                };
                inner.iter().for_each(|param| add(own, param));
                let generics = generics(inner);
                quote!(#ident #generics)
            }
            Holds::Delegate(point) => {
                let number = self.numbers.get(&point).copied().unwrap_or(0);
                let param = self.param(holds, &format!("Inner{number}"), params);
                add(own, &param);
                param.into()
            }
            Holds::Dead(var) => {
                let name = self.own_name(var, false).to_string();
                let param = self.param(holds, &format!("{}Kept", camel(&name)), params);
                add(own, &param);
                param.into()
            }
            Holds::Var(var) | Holds::Given(var) => {
                let ty = match self.plain_type(var) {
                    Some(ty) => ty,
                    None => {
                        let name = self.own_name(var, false).to_string();
                        let param = self.param(Holds::Var(var), &camel(&name), params);
                        add(own, &param);
                        param.into()
                    }
                };
                if self.plan.carry.is_flagged(var) && holds == Holds::Var(var) {
                    return quote!(__coro_lib_Flagged<#ty>);
                }
                ty
            }
        }
    }

    /// A type that can be spelled in the enum: a number's, `bool`, `char`.
    fn plain_type(&self, var: crate::names::VarId) -> Option<TokenStream> {
        let row = self.plan.tables.var(var)?;
        match row.ty.as_ref()? {
            // of an `Option<&str>` the lifetime could not be named here
            ty @ Type::Path(path)
                if path.path.get_ident().is_some() && crate::carry::is_scalar_type(ty) =>
            {
                Some(quote!(#ty))
            }
            _ => None,
        }
    }

    fn param(&self, holds: Holds, wanted: &str, params: &mut Params) -> Ident {
        if let Some(name) = params.names.get(&holds) {
            return name.clone();
        }
        let mut text = wanted.to_string();
        let mut number = 1;
        while params.taken.contains(&text) {
            number += 1;
            text = format!("{wanted}{number}");
        }
        params.taken.insert(text.clone());
        // rustc shows the place of a parameter that lacks a trait: that of the variable
        let place = match holds {
            Holds::Var(var) | Holds::Given(var) | Holds::Dead(var) => {
                self.plan.tables.var(var).map(|row| row.ident.span())
            }
            Holds::Delegate(point) => self.plan.places.get(&point).copied(),
            Holds::Level(_) => None,
        };
        let place = place.unwrap_or(self.plan.span);
        let ident = Ident::new(&text, ours(place));
        params.names.insert(holds, ident.clone());
        ident
    }
}

fn add(own: &mut Vec<Ident>, param: &Ident) {
    if !own.contains(param) {
        own.push(param.clone());
    }
}

/// `<A, B>`, or nothing.
pub fn generics(params: &[Ident]) -> TokenStream {
    if params.is_empty() {
        return TokenStream::new();
    }
    quote!(<#(#params),*>)
}

pub fn level_doc(name: &str, site: &Site) -> String {
    match site {
        Site::Line {
            line,
            text: Some(text),
        } => format!("Where `{name}` can stand inside `{text}`, line {line}."),
        Site::Line { line, text: None } => {
            format!("Where `{name}` can stand inside what begins at line {line}.")
        }
        Site::Unknown | Site::Words(_) => format!("Where `{name}` can stand."),
    }
}

fn doc(text: &str) -> TokenStream {
    if text.is_empty() {
        return TokenStream::new();
    }
    let text = format!(" {text}");
    quote!(#[doc = #text])
}

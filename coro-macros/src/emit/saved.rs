//! What writes and reads a machine's state.
//!
//! Takes the printed levels, gives two impls for the outermost enum. The levels do not show in what is written: each
//! place to stand is a name, and all that is alive there, sorted by name.
//!
//! ```text
//! impl Placed for State<..> {
//!     const NAME: &'static str = "collect";
//!     const PLACES: &'static [Place] = &Place::all("collect", [Place::numbered("From2", &["inner", "iter", "line"]), ..]);
//! }
//! impl<..> Save for State<..> {
//!     fn save<..>(&self, to: Saver<..>) -> .. {
//!         match self {
//!             State::For1 { at: For1::From2 { inner, line }, iter } => to.place(1, (inner, (iter, (line, ())))),
//!             ..
//!         }
//!     }
//! }
//! impl<'de, ..> Load<'de> for State<..> {
//!     fn load<..>(place: usize, from: Loader<..>) -> .. {
//!         match place {
//!             1 => {
//!                 let (inner, (iter, (line, ()))) = from.list()?;
//!                 Ok(State::For1 { at: For1::From2 { inner, line }, iter })
//!             }
//!             ..
//! ```
//!
//! A state in which no machine can be paused (`Running`, the `Next` of a loop) is no place.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote_spanned};

use super::nameable::Head;
use super::{Emitter, Field, Holds, State, ours};
use crate::carry::{Visitor, walk_block};
use crate::ir::{Block, Pause, PauseKind, PointId};
use crate::maps::{HashMap, HashSet};
use crate::names::VarId;

/// A place to stand, as it is written.
struct Place {
    name: String,
    is_named: bool,
    /// The state with the states of the levels inside; a field's value has the name of its binding.
    value: TokenStream,
    /// The same as a pattern that binds nothing.
    pattern: TokenStream,
    /// Sorted by name.
    holds: Vec<Held>,
}

/// A field of a place.
struct Held {
    name: String,
    binding: Ident,
    /// It is written with what it hides.
    is_whole: bool,
}

impl Emitter<'_> {
    /// The impls, as far as they are derived.
    pub(super) fn saved(&self, head: &Head) -> TokenStream {
        let derives = &self.plan.derives;
        if !derives.writes && !derives.reads {
            return TokenStream::new();
        }
        let places = self.saved_places();
        let mut tokens = self.placed(head, &places);
        if derives.writes {
            tokens.extend(self.save(head, &places));
        }
        if derives.reads {
            tokens.extend(self.load(head, &places));
        }
        tokens
    }

    fn placed(&self, head: &Head, places: &[Place]) -> TokenStream {
        let span = ours(self.plan.span);
        let name = &self.levels[0].ident;
        let Head {
            plain, of, bounds, ..
        } = head;
        let called = &self.plan.name;
        let arms = places.iter().enumerate().map(|(index, place)| {
            let pattern = &place.pattern;
            quote_spanned!(span=> #pattern => ::core::option::Option::Some(#index))
        });
        let arms: Vec<_> = arms.collect();
        let places = places.iter().map(|place| {
            let text = &place.name;
            let holds = place.holds.iter().map(|held| &held.name);
            let kind = match place.is_named {
                true => Ident::new("named", span),
                false => Ident::new("numbered", span),
            };
            quote_spanned!(span=> __coro_lib_Place::#kind(#text, &[#(#holds),*]))
        });
        quote_spanned! {span=>
            impl #plain __coro_lib_Placed for #name #of #bounds {
                const NAME: &'static str = #called;
                const PLACES: &'static [__coro_lib_Place] = &__coro_lib_Place::all(#called, [#(#places),*]);
                fn place(&self) -> ::core::option::Option<usize> {
                    match self {
                        #(#arms,)*
                        _ => ::core::option::Option::None,
                    }
                }
            }
        }
    }

    fn save(&self, head: &Head, places: &[Place]) -> TokenStream {
        let span = ours(self.plan.span);
        let name = &self.levels[0].ident;
        let Head {
            writes, of, bounds, ..
        } = head;
        let arms = places.iter().enumerate().map(|(index, place)| {
            let (value, list) = (&place.value, list(&place.holds, true, span));
            quote_spanned!(span=> #value => to.place(#index, #list))
        });
        quote_spanned! {span=>
            impl #writes __coro_lib_Save for #name #of #bounds {
                fn save<Format: __coro_lib_Serializer>(
                    &self,
                    to: __coro_lib_Saver<Format>,
                ) -> ::core::result::Result<Format::Ok, Format::Error> {
                    match self {
                        #(#arms,)*
                        _ => to.nowhere(),
                    }
                }
            }
        }
    }

    fn load(&self, head: &Head, places: &[Place]) -> TokenStream {
        let span = ours(self.plan.span);
        let name = &self.levels[0].ident;
        let Head {
            reads, of, bounds, ..
        } = head;
        let arms = places.iter().enumerate().map(|(index, place)| {
            let (value, list) = (&place.value, list(&place.holds, false, span));
            quote_spanned! {span=>
                #index => {
                    let #list = from.list()?;
                    ::core::result::Result::Ok(#value)
                }
            }
        });
        let migration = self.plan.migrate.as_ref().map(|ways| {
            quote_spanned! {span=>
                fn migration() -> impl ::coro_core::machine::Migrate { #ways }
            }
        });
        quote_spanned! {span=>
            impl #reads __coro_lib_Load<'de> for #name #of #bounds {
                fn load<Format: __coro_lib_Deserializer<'de>>(
                    place: usize,
                    from: __coro_lib_Loader<Format>,
                ) -> ::core::result::Result<Self, Format::Error> {
                    match place {
                        #(#arms)*
                        _ => from.nowhere(),
                    }
                }
                #migration
            }
        }
    }

    /// The places in the order of the source; what has returned is the last.
    fn saved_places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        let root = &self.levels[0];
        let starts = root.states.iter().find(|state| state.point.is_none());
        match (starts, root.states.first()) {
            (Some(state), _) => places.push(self.place(root.ident.clone(), state, &[])),
            (None, Some(state)) => places.push(self.started(state)),
            (None, None) => {}
        }
        self.add_places(0, &mut Vec::new(), &mut places);
        let (name, span) = (&root.ident, ours(self.plan.span));
        places.push(Place {
            name: "Done".to_string(),
            is_named: false,
            value: quote_spanned!(span=> #name::Done),
            pattern: quote_spanned!(span=> #name::Done),
            holds: Vec::new(),
        });
        places
    }

    /// A machine that has not begun, whose whole body is a level.
    fn started(&self, state: &State) -> Place {
        let span = ours(self.plan.span);
        let inner = state.fields.iter().find_map(|field| match field.holds {
            Holds::Level(level) => Some(&self.levels[level]),
            _ => None,
        });
        let root = &self.levels[0].ident;
        let Some(inner) = inner else {
            return self.place(root.clone(), state, &[]);
        };
        let (name, start) = (&inner.ident, inner.empty());
        let leaf = State {
            point: None,
            ident: start,
            fields: Vec::new(),
            site: Default::default(),
        };
        let _ = span;
        self.place(name.clone(), &leaf, &[(root.clone(), state)])
    }

    fn add_places<'s>(
        &'s self,
        level: usize,
        around: &mut Vec<(Ident, &'s State)>,
        places: &mut Vec<Place>,
    ) {
        let level = &self.levels[level];
        for state in &level.states {
            let inner = state.fields.iter().find_map(|field| match field.holds {
                Holds::Level(inner) => Some(inner),
                _ => None,
            });
            match inner {
                Some(inner) => {
                    around.push((level.ident.clone(), state));
                    self.add_places(inner, around, places);
                    around.pop();
                }
                None if state.point.is_some() => {
                    places.push(self.place(level.ident.clone(), state, around));
                }
                None => {}
            }
        }
    }

    /// A state inside those around it, the outermost first.
    fn place(&self, level: Ident, leaf: &State, around: &[(Ident, &State)]) -> Place {
        let span = ours(self.plan.span);
        let mut names = Names {
            ranges: &self.plan.ranges,
            holds: Vec::new(),
            counts: HashMap::default(),
        };
        let mut value = inside(&level, leaf, None, &mut names, span);
        let mut pattern = stands(&level, leaf, None, span);
        for (level, state) in around.iter().rev() {
            value = inside(level, state, Some(value), &mut names, span);
            pattern = stands(level, state, Some(pattern), span);
        }
        let mut holds = names.holds;
        holds.sort_by(|one, other| one.name.cmp(&other.name));
        let name = leaf.ident.to_string();
        let is_start = leaf.point.is_none();
        Place {
            name: if is_start { "Start".to_string() } else { name },
            is_named: leaf
                .point
                .is_some_and(|point| self.plan.named.contains(&point)),
            value,
            pattern,
            holds,
        }
    }
}

/// The fields of a place and what they are bound to.
struct Names<'a> {
    ranges: &'a HashSet<VarId>,
    holds: Vec<Held>,
    counts: HashMap<String, usize>,
}

impl Names<'_> {
    fn bind(
        &mut self,
        Field {
            ident: field,
            holds,
        }: &Field,
    ) -> Ident {
        let text = field.to_string();
        let text = text.trim_start_matches("r#").to_string();
        let count = self.counts.entry(text.clone()).or_default();
        *count += 1;
        let (name, binding) = match *count {
            1 => (text, field.clone()),
            count => (
                format!("{text}{count}"),
                format_ident!("{field}{count}", span = field.span()),
            ),
        };
        self.holds.push(Held {
            name,
            binding: binding.clone(),
            is_whole: match holds {
                Holds::Var(var) | Holds::Given(var) => self.ranges.contains(var),
                _ => false,
            },
        });
        binding
    }
}

/// `For1::From2 { inner, line }`; `at` is the state of the level inside.
fn inside(
    level: &Ident,
    state: &State,
    mut at: Option<TokenStream>,
    names: &mut Names<'_>,
    span: Span,
) -> TokenStream {
    let name = &state.ident;
    let fields: Vec<TokenStream> = state
        .fields
        .iter()
        .map(|field @ Field { ident, holds }| match (holds, at.take()) {
            (Holds::Level(_), Some(inner)) => quote_spanned!(span=> #ident: #inner),
            (_, inner) => {
                at = inner;
                let binding = names.bind(field);
                match binding == *ident {
                    true => quote_spanned!(span=> #ident),
                    false => quote_spanned!(span=> #ident: #binding),
                }
            }
        })
        .collect();
    if fields.is_empty() {
        return quote_spanned!(span=> #level::#name);
    }
    quote_spanned!(span=> #level::#name { #(#fields),* })
}

/// `For1::From2 { .. }`; `at` is the pattern of the level inside.
fn stands(level: &Ident, state: &State, at: Option<TokenStream>, span: Span) -> TokenStream {
    let name = &state.ident;
    let mut fields = state.fields.iter();
    let inner = fields.find(|field| matches!(field.holds, Holds::Level(_)));
    match (inner, at) {
        _ if state.fields.is_empty() => quote_spanned!(span=> #level::#name),
        (Some(Field { ident, .. }), Some(at)) => {
            quote_spanned!(span=> #level::#name { #ident: #at, .. })
        }
        _ => quote_spanned!(span=> #level::#name { .. }),
    }
}

/// `(inner, (line, ()))`, with references where it is written.
fn list(holds: &[Held], writes: bool, span: Span) -> TokenStream {
    let end = quote_spanned!(span=> ());
    holds.iter().rev().fold(end, |rest, held| {
        let name = &held.binding;
        match (held.is_whole, writes) {
            (false, _) => quote_spanned!(span=> (#name, #rest)),
            (true, true) => quote_spanned!(span=> (&__coro_lib_Whole(#name), #rest)),
            (true, false) => quote_spanned!(span=> (__coro_lib_Whole(#name), #rest)),
        }
    })
}

/// `<'de, Line: Deserialize<'de>>`
pub fn bounded(
    lifetime: Option<&TokenStream>,
    params: &[Ident],
    bound: impl Fn(&Ident) -> TokenStream,
) -> TokenStream {
    let lifetime = lifetime.into_iter();
    let params = params.iter().map(|param| {
        // "unsatisfied trait bound introduced here" shows the variable
        let bound = respanned(bound(param), param.span());
        quote_spanned!(param.span()=> #param: #bound)
    });
    quote::quote!(<#(#lifetime,)* #(#params),*>)
}

fn respanned(tokens: TokenStream, span: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|mut token| {
            token.set_span(span);
            token
        })
        .collect()
}

/// The pauses that the user named.
pub fn named_points(body: &Block) -> HashSet<PointId> {
    struct Named(HashSet<PointId>);
    impl Visitor for Named {
        fn pause(&mut self, pause: &Pause) {
            if pause.name.is_some() {
                self.0.insert(pause.point);
            }
        }
    }
    let mut named = Named(HashSet::default());
    walk_block(body, &mut named);
    named.0
}

/// The delegates of a body.
pub fn delegates(body: &Block) -> HashMap<PointId, syn::Expr> {
    struct Delegates(HashMap<PointId, syn::Expr>);
    impl Visitor for Delegates {
        fn pause(&mut self, pause: &Pause) {
            if let PauseKind::From { delegate, .. } = &pause.kind {
                self.0.insert(pause.point, delegate.clone());
            }
        }
    }
    let mut delegates = Delegates(HashMap::default());
    walk_block(body, &mut delegates);
    delegates.0
}

/// Where the pauses stand.
pub fn places(body: &Block) -> HashMap<PointId, Span> {
    struct Places(HashMap<PointId, Span>);
    impl Visitor for Places {
        fn pause(&mut self, pause: &Pause) {
            self.0.insert(pause.point, pause.span);
        }
    }
    let mut places = Places(HashMap::default());
    walk_block(body, &mut places);
    places.0
}

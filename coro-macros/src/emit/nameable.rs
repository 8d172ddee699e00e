//! A machine whose type has a name: an enum beside the fn.
//!
//! ```text
//! [source]  #[machine(pub Quest)] fn quest(steps: u32) { .. }
//! [output]  pub enum Quest { Start { steps: u32 }, .., Running, Done }
//!           const _: () = {
//!               impl Frame for Quest { .. }
//!               impl Coroutine<()> for Quest {
//!                   fn resume(&mut self, arg: ()) -> .. { guarded(self, |state| (|state: &mut Quest, _: ()| ..)(state, arg)) }
//!               }
//!           };
//!           fn quest(steps: u32) -> Quest { Quest::Start { steps } }
//! ```
//!
//! The enum of a method stands beside the `impl` around it, with the parameters of both.
//!
//! The levels, states and the step are those of any other machine; here the fields have the types that the
//! macro sees ([`super::types`]), and what only waits to be dropped is always kept, since nobody asks for its type.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{GenericParam, Generics, Lifetime, Type, Visibility};

use super::{Emitter, ours};
use crate::maps::HashSet;
use crate::syntax::{self, CoroFn};
use crate::tokens;

/// What is needed of the fn.
#[derive(Debug)]
pub struct Nameable {
    /// The enum's.
    pub vis: Visibility,
    /// The enum.
    pub name: Ident,
    /// `#[cfg(..)]` on the fn.
    pub conditions: Vec<syn::Attribute>,
    generics: Generics,
    /// Lifetimes of a loan, and what is received with them.
    received: (Vec<Lifetime>, TokenStream),
}

impl Nameable {
    /// That of a fn with `#[machine(..)]`.
    pub fn of(function: &CoroFn) -> Option<Nameable> {
        let machine = function.machine.as_ref()?;
        let received = match syntax::receives_kind(function) {
            syntax::ReceivesKind::Unit => (Vec::new(), quote!(())),
            syntax::ReceivesKind::Value(ty) => (Vec::new(), ty.into_token_stream()),
            syntax::ReceivesKind::Lent(ty) => {
                let (lifetimes, ty) = syntax::elided_lifetimes_named(function, &ty);
                (lifetimes, ty.into_token_stream())
            }
        };
        Some(Nameable {
            vis: machine.vis.clone(),
            name: machine.name.clone(),
            conditions: function
                .attrs
                .iter()
                .filter(|attr| attr.path().is_ident("cfg"))
                .cloned()
                .collect(),
            generics: function.all_generics(),
            received,
        })
    }

    /// `Quest<'a, T, N>`
    pub fn of_type(&self) -> TokenStream {
        let (name, arguments) = (&self.name, self.arguments());
        quote!(#name #arguments)
    }

    /// `<'a, T, N>`
    pub fn arguments(&self) -> TokenStream {
        self.generics.split_for_impl().1.into_token_stream()
    }

    /// All parameters.
    pub fn all(&self) -> &Generics {
        &self.generics
    }

    /// A variant that cannot be, for parameters that no state holds something of: an enum has to name them.
    ///
    /// ```text
    /// Never(Infallible, PhantomData<fn() -> PhantomData<T>>),
    /// ```
    pub fn unheld(&self, held: &Generics, span: Span) -> TokenStream {
        let held: HashSet<String> = held.params.iter().map(name_of).collect();
        let params = self.generics.params.iter();
        let unheld = params.filter(|param| !held.contains(&name_of(param)));
        let phantoms = unheld.filter_map(|param| match param {
            GenericParam::Type(ty) => {
                let name = &ty.ident;
                Some(quote_spanned!(span=> ::core::marker::PhantomData<fn() -> ::core::marker::PhantomData<#name>>))
            }
            GenericParam::Lifetime(lifetime) => {
                let name = &lifetime.lifetime;
                Some(quote_spanned!(span=> ::core::marker::PhantomData<&#name ()>))
            }
            GenericParam::Const(_) => None,
        });
        let phantoms: Vec<_> = phantoms.collect();
        if phantoms.is_empty() {
            return TokenStream::new();
        }
        quote_spanned!(span=> #[doc(hidden)] Never(::core::convert::Infallible, #(#phantoms),*),)
    }

    /// The parameters that some tokens name.
    pub fn used(&self, tokens: TokenStream) -> Generics {
        let names = crate::compile::identifiers(tokens);
        let mut generics = self.generics.clone();
        generics.params = generics
            .params
            .into_iter()
            .filter(|param| names.contains(&name_of(param)))
            .collect();
        // a bound goes along with all the parameters that it speaks of
        let params = self.generics.params.iter().map(name_of);
        let absent: HashSet<String> = params.filter(|param| !names.contains(param)).collect();
        if let Some(clause) = &mut generics.where_clause {
            let predicates = std::mem::take(&mut clause.predicates).into_iter();
            let speaks = |predicate: &syn::WherePredicate| {
                crate::compile::identifiers(predicate.to_token_stream()).is_disjoint(&absent)
            };
            clause.predicates = predicates.filter(speaks).collect();
        }
        generics
            .where_clause
            .take_if(|clause| clause.predicates.is_empty());
        generics
    }
}

fn name_of(param: &GenericParam) -> String {
    match param {
        GenericParam::Type(ty) => ty.ident.to_string(),
        GenericParam::Const(constant) => constant.ident.to_string(),
        GenericParam::Lifetime(lifetime) => lifetime.lifetime.ident.to_string(),
    }
}

/// The parameters of the outermost enum, as they stand in its impls.
pub struct Head {
    /// `<Line>`
    pub plain: TokenStream,
    /// `<Line: Serialize>`
    pub writes: TokenStream,
    /// `<'de, Line: DeserializeOwned>`
    pub reads: TokenStream,
    /// `<Line>`
    pub of: TokenStream,
    /// `where ..`
    pub bounds: TokenStream,
}

impl Nameable {
    /// The parameters, each type with one bound more.
    fn bounded(&self, bound: syn::TypeParamBound) -> Generics {
        let mut generics = self.generics.clone();
        for param in generics.type_params_mut() {
            param.bounds.push(bound.clone());
        }
        generics
    }

    /// Those of the fn, with the user's own bounds. As with any derive, a parameter can be written where the machine can.
    pub fn head(&self, span: Span) -> Head {
        let (plain, of, bounds) = self.generics.split_for_impl();
        let lifetime = Lifetime::new("'de", span);
        // not `Deserialize<'de>`: beside the user's own `T: DeserializeOwned` rustc could not choose between the two
        let mut reading =
            self.bounded(syn::parse_quote_spanned!(span=> ::coro_core::machine::DeserializeOwned));
        reading
            .params
            .insert(0, syn::parse_quote_spanned!(span=> #lifetime));
        let reads = reading.split_for_impl().0.into_token_stream();
        let writing =
            self.bounded(syn::parse_quote_spanned!(span=> ::coro_core::machine::Serialize));
        Head {
            plain: plain.to_token_stream(),
            writes: writing.split_for_impl().0.into_token_stream(),
            reads,
            of: of.to_token_stream(),
            bounds: bounds.to_token_stream(),
        }
    }
}

impl Emitter<'_> {
    /// The enums, then the impls. `step` and `look` are closures.
    pub(super) fn beside(
        &self,
        named: &Nameable,
        enums: &tokens::TokenStream,
        impls: &TokenStream,
        (step, look): (&tokens::TokenStream, &tokens::TokenStream),
    ) -> TokenStream {
        let span = ours(self.plan.span);
        let name = &named.name;
        let Head {
            writes,
            reads,
            of,
            bounds,
            ..
        } = named.head(span);
        let restored =
            named.bounded(syn::parse_quote_spanned!(span=> ::coro_core::machine::DeserializeOwned));
        let restored = restored.split_for_impl().0;
        let (lifetimes, received) = &named.received;
        let mut stepping = named.generics.clone();
        for lifetime in lifetimes {
            stepping
                .params
                .insert(0, syn::parse_quote_spanned!(span=> #lifetime));
        }
        let stepping = stepping.split_for_impl().0.into_token_stream();
        let (yielded, output) = (&self.plan.yield_type, &self.plan.output);
        let derives = &self.plan.derives;
        let writing = derives.writes.then(|| {
            quote_spanned! {span=>
                impl #writes ::coro_core::machine::Serialize for #name #of #bounds {
                    fn serialize<Format: ::coro_core::machine::Serializer>(
                        &self,
                        serializer: Format,
                    ) -> ::core::result::Result<Format::Ok, Format::Error> {
                        ::coro_core::machine::save(self, serializer)
                    }
                }
            }
        });
        let reading = derives.reads.then(|| {
            quote_spanned! {span=>
                impl #reads ::coro_core::machine::Deserialize<'de> for #name #of #bounds {
                    fn deserialize<Format: ::coro_core::machine::Deserializer<'de>>(
                        deserializer: Format,
                    ) -> ::core::result::Result<Self, Format::Error> {
                        ::coro_core::machine::load(deserializer)
                    }
                }
                impl #restored ::coro_core::Restore for #name #of #bounds {
                    fn restore_with<'de, Format: ::coro_core::machine::Deserializer<'de>>(
                        &mut self,
                        deserializer: Format,
                        migrate: &impl ::coro_core::machine::Migrate,
                    ) -> ::core::result::Result<(), ::coro_core::RestoreError<Format::Error>> {
                        *self = ::coro_core::machine::restored(deserializer, migrate)?;
                        ::core::result::Result::Ok(())
                    }
                    fn places(&self) -> &'static [::coro_core::machine::Place] {
                        <Self as ::coro_core::machine::Placed>::PLACES
                    }
                    fn state(&self) -> &'static str {
                        ::coro_core::machine::state_of(self)
                    }
                }
            }
        });
        let inside = quote_spanned! {span=>
            #impls
            impl #stepping ::coro_core::Coroutine<#received> for #name #of #bounds {
                type Yield = #yielded;
                type Return = #output;
                #[inline]
                fn resume(&mut self, arg: #received) -> ::coro_core::CoroutineState<#yielded, #output> {
                    let step = #step;
                    ::coro_core::machine::guarded(self, |state| step(state, arg))
                }
                fn inspect(&self, inspector: &mut ::coro_core::inspect::Inspector<'_>) {
                    ::coro_core::machine::show(self, #look, inspector);
                }
            }
            #writing
            #reading
        };
        let inside = self.with_imports(&inside.into());
        let conditions = &named.conditions;
        quote_spanned! {span=>
            #enums
            #(#conditions)*
            const _: () = { #inside };
        }
    }

    /// The type of a field of a machine that has a name; what cannot be seen is told later.
    pub(super) fn seen_type(&self, ty: Option<Type>, missing: Untyped) -> TokenStream {
        match ty {
            Some(ty) => ty.into_token_stream(),
            None => {
                let mut untyped = self.untyped.borrow_mut();
                if !untyped.iter().any(|other| other.what == missing.what) {
                    untyped.push(missing);
                }
                quote!(())
            }
        }
    }
}

/// `<'a, T: Bound, const N: usize>`
pub fn declared(generics: &Generics) -> TokenStream {
    let params = generics.params.iter();
    match generics.params.is_empty() {
        true => TokenStream::new(),
        false => quote!(<#(#params),*>),
    }
}

/// Whether a type has a lifetime that is not written. That of `Fn(&T)` is its own.
pub fn elides(ty: &Type) -> bool {
    tokens_elide(ty.to_token_stream())
}

fn tokens_elide(tokens: TokenStream) -> bool {
    let mut trees = tokens.into_iter().peekable();
    let mut is_called = false;
    while let Some(tree) = trees.next() {
        let found = match (&tree, trees.peek()) {
            (TokenTree::Punct(sign), next) if sign.as_char() == '&' => {
                !matches!(next, Some(TokenTree::Punct(quote)) if quote.as_char() == '\'')
            }
            (TokenTree::Punct(sign), Some(TokenTree::Ident(name))) if sign.as_char() == '\'' => {
                name == "_"
            }
            (TokenTree::Group(group), _) => !is_called && tokens_elide(group.stream()),
            _ => false,
        };
        if found {
            return true;
        }
        is_called = matches!(tree, TokenTree::Ident(_));
    }
    false
}

/// A field without a type.
#[derive(Debug, Clone)]
pub struct Untyped {
    /// Where it comes from.
    pub place: Span,
    /// What it is: `` `line` ``.
    pub what: String,
    /// What to write.
    pub help: String,
}

/// What is told of fields without a type.
pub fn tell(untyped: Vec<Untyped>, errors: &mut crate::error::Errors) {
    let mut told = HashSet::default();
    for Untyped { place, what, help } in untyped {
        if !told.insert(what.clone()) {
            continue;
        }
        let mistake = errors.report_at(
            place,
            format!("the type of {what} is not seen, and it is held over a pause"),
        );
        mistake.help(help);
        mistake.note(
            "`#[machine]` makes an enum with a name, whose fields have the types that are written: behind a variable, \
             in a literal, a cast, a constructor's path, a parameter",
        );
    }
}

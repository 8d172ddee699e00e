//! A machine whose code is found by its type, so that it can be read without a fresh one.
//!
//! ```text
//! [source]  #[derive(Deserialize)] fn sleep(turns: u32) { .. }
//! [output]  struct SleepCode;
//!           impl Program for SleepCode {
//!               type Given = (u32,);
//!               fn machine(given: Option<Self::Given>) -> (Option<impl Coroutine<..> + ..>, impl Any + Copy) {
//!                   named::<Self, _, ..>(given, |(turns,): Self::Given| State::Start { turns }, || Body { .. })
//!               }
//!           }
//!           made(SleepCode::machine(Some((turns,))))
//! ```
//!
//! Takes the pieces of [`super::machine`]. An item inside a fn cannot name what an `impl` around it has. Where the `impl`
//! stands in the same `coro!`, the item has its parameters, and its type in the place of `Self` (`syntax/methods.rs`);
//! where it does not, a fn that mentions `self` or `Self` has its code at the usual place, and its machine is restored
//! in place only.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote_spanned};
use syn::visit_mut::{self, VisitMut};
use syn::{FnArg, GenericParam, Generics, Type};

use super::{Emitter, Resume, camel, ours};
use crate::syntax::{self, CoroFn};
use crate::tokens;

/// What is needed of the fn.
#[derive(Debug)]
pub struct Program {
    generics: Generics,
    given: Vec<Type>,
    machine: TokenStream,
}

impl Program {
    /// That of a fn that derives `Deserialize`, if it can have one.
    pub fn of(function: &CoroFn) -> Option<Program> {
        if !has_own_code(function) {
            return None;
        }
        let mut generics = function.all_generics();
        let mut lift = Lift {
            generics: &mut generics,
            span: ours(function.span),
        };
        let mut given = Vec::new();
        for input in &function.sig.inputs {
            let mut ty = match (input, &function.inside) {
                (FnArg::Typed(typed), _) => (*typed.ty).clone(),
                (FnArg::Receiver(receiver), Some(inside)) => inside.receiver_type(receiver),
                (FnArg::Receiver(_), None) => return None,
            };
            lift.visit_type_mut(&mut ty);
            given.push(ty);
        }
        Some(Program {
            machine: syntax::machine_type(function),
            generics,
            given,
        })
    }
}

/// `impl Trait` in a parameter becomes a parameter with a name.
struct Lift<'a> {
    generics: &'a mut Generics,
    span: Span,
}

impl VisitMut for Lift<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        visit_mut::visit_type_mut(self, ty);
        if let Type::ImplTrait(written) = ty {
            let name = format_ident!("Given{}", self.generics.params.len(), span = self.span);
            let bounds = &written.bounds;
            let param = syn::parse_quote_spanned!(self.span=> #name: #bounds);
            self.generics.params.push(param);
            *ty = syn::parse_quote_spanned!(self.span=> #name);
        }
    }
}

/// Whether an item inside the fn can have its code. What it is given by reference is not read back in any case.
pub fn has_own_code(function: &CoroFn) -> bool {
    let is_lent = matches!(
        function.sig.inputs.first(),
        Some(FnArg::Receiver(receiver)) if matches!(receiver.kind, syn::ReceiverKind::Reference(..))
    );
    match function.inside {
        Some(_) => !is_lent,
        None => !mentions_self(function),
    }
}

/// Whether an item inside the fn could not say the same.
pub fn mentions_self(function: &CoroFn) -> bool {
    let names_it = |tokens: TokenStream| {
        crate::compile::identifiers(tokens)
            .iter()
            .any(|name| name == "self" || name == "Self")
    };
    names_it(function.sig.to_token_stream())
        || names_it(function.body.to_token_stream())
        || names_it(function.yields.to_token_stream())
        || function
            .receives
            .as_ref()
            .is_some_and(|receives| names_it(receives.ty.to_token_stream()))
}

impl Emitter<'_> {
    /// `fills` are what the parameters are called, `step` is the closure.
    pub(super) fn program(
        &self,
        program: &Program,
        fills: &[tokens::TokenStream],
        (step, look): (&tokens::TokenStream, &tokens::TokenStream),
    ) -> TokenStream {
        let span = ours(self.plan.span);
        let name = self.free_name(&format!("{}Code", camel(&self.plan.name)), span);
        let Program {
            generics,
            given,
            machine,
        } = program;
        let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
        let held = generics.params.iter().filter_map(|param| match param {
            GenericParam::Type(ty) => Some(&ty.ident),
            _ => None,
        });
        let held: Vec<&Ident> = held.collect();
        let doc = format!(
            " The code of `{}`: by its type a machine that is read finds it.",
            self.plan.name
        );
        // the receiver has no other name than that of its field
        let own_names = fills.iter().map(|fill| match fill.to_string() == "self" {
            true => Ident::new("this", span).to_token_stream().into(),
            false => fill.clone(),
        });
        let own_names: Vec<tokens::TokenStream> = own_names.collect();
        let start = self.first_state(&own_names);
        let make = quote_spanned!(span=> |(#(#own_names,)*): Self::Given| #start);
        let (before, made) = match &self.plan.resume {
            Resume::Lent(_) => (
                quote_spanned! {span=>
                    let make = #make;
                    let states = __coro_lib_States::made_by(&make);
                },
                quote_spanned!(span=> __coro_lib_named_lending::<Self, _, _, _, _>(given, make, move #step, || #look)),
            ),
            _ => (
                TokenStream::new(),
                quote_spanned!(span=> __coro_lib_named::<Self, _, _, _, _, _, _>(given, #make, || __coro_lib_Body { step: #step, look: #look })),
            ),
        };
        let phantom = match generics.params.is_empty() {
            true => TokenStream::new(),
            false => quote_spanned!(span=> (::core::marker::PhantomData<fn() -> (#(#held,)*)>)),
        };
        let params = declared(generics);
        let machine_of = match generics.params.iter().any(is_lifted) {
            // what an `impl Trait` is, is told by the value
            true => {
                let written = generics.params.iter().map(|_| quote_spanned!(span=> _));
                quote_spanned!(span=> #name::<#(#written),*>::machine)
            }
            false => {
                let turbofish = type_generics.as_turbofish();
                quote_spanned!(span=> #name #turbofish::machine)
            }
        };
        quote_spanned! {span=>
            #[doc = #doc]
            struct #name #params #phantom;
            impl #impl_generics __coro_lib_Program for #name #type_generics #where_clause {
                type Given = (#(#given,)*);
                #[allow(refining_impl_trait)]
                fn machine(given: ::core::option::Option<Self::Given>) -> (
                    ::core::option::Option<#machine>,
                    impl ::core::any::Any + ::core::marker::Copy,
                ) {
                    #before
                    #made
                }
            }
            __coro_lib_made(#machine_of(::core::option::Option::Some((#(#fills,)*))))
        }
    }
}

/// `<T, const N: usize>`: what a struct needs to know of generics.
fn declared(generics: &Generics) -> TokenStream {
    let params = generics.params.iter().map(|param| match param {
        GenericParam::Type(ty) => ty.ident.to_token_stream(),
        GenericParam::Const(constant) => {
            let (name, ty) = (&constant.ident, &constant.ty);
            quote::quote!(const #name: #ty)
        }
        GenericParam::Lifetime(lifetime) => lifetime.lifetime.to_token_stream(),
    });
    if generics.params.is_empty() {
        return TokenStream::new();
    }
    quote::quote!(<#(#params),*>)
}

fn is_lifted(param: &GenericParam) -> bool {
    matches!(param, GenericParam::Type(ty) if ty.ident.to_string().starts_with("Given"))
}

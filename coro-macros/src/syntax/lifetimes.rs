//! One lifetime for all that a machine borrows.
//!
//! A variable may be what either of two parameters refers to, and a box or another crate's future may hold both. Its
//! lifetime lies within both of theirs, and a type that a fn returns can name no lifetime but those of its signature:
//!
//! ```text
//! [source]  fn merge(left: &[u32], right: &[u32]) yields u32 { let longer = if .. { left } else { right }; .. }
//! [output]  fn merge<'machine>(left: &'machine [u32], right: &'machine [u32]) -> impl Coroutine<..>
//!
//! [source]  fn find(&self, key: &str) yields &Row { .. }
//! [output]  fn find<'this: 'machine, 'key: 'machine, 'machine>(&'this self, key: &'key str) -> impl Coroutine<..>
//! ```
//!
//! The second form is for what hands a reference out, which may live longer than the machine. Does nothing where there is
//! only one lifetime, and to the fns of traits, whose signatures have to be those of the trait. To what only waits
//! it is done only where it is needed (`meeting.rs`), since a plain fn may hand on what it gives, and has no name for a
//! third lifetime.

use proc_macro2::{Ident, Span};
use syn::visit::Visit;
use syn::visit_mut::{self, VisitMut};
use syn::{
    FnArg, GenericParam, Lifetime, LifetimeParam, Pat, ReceiverKind, Signature, Token, Type,
};

use super::CoroFn;
use super::boxed::is_of_trait;
use super::signature::Names;
use crate::maps::HashSet;
use crate::split::Declared;

/// Gives the parameters one lifetime, or all of their lifetimes one that they outlive. Then it gives the fn, where it says
/// of what it hands out that it refers into `self`.
pub fn share(function: &CoroFn, sig: &mut Signature) -> Option<CoroFn> {
    if super::meeting::only_waits(function) {
        return None;
    }
    let found = Found::of(function, sig);
    if found.count() < 2 || is_fixed(function, sig) {
        return None;
    }
    let mut taken = Names::default();
    taken.visit_signature(&function.sig);
    let span = Span::mixed_site().located_at(function.span);
    let machine = fresh("machine", &mut taken.0, span);
    if found.are_plain && hands_out_values(function) {
        for input in &mut sig.inputs {
            Elided::renamed(|_| machine.clone()).input(input);
        }
        add(sig, machine, None);
        return None;
    }
    let mut own = Vec::new();
    for input in &mut sig.inputs {
        let name = name_of(input);
        let mut give = |span: Span| {
            let lifetime = fresh(&name, &mut taken.0, Span::mixed_site().located_at(span));
            own.push(lifetime.clone());
            lifetime
        };
        Elided::renamed(&mut give).input(input);
    }
    let told = told_of_self(function, sig, span);
    for param in sig.generics.lifetimes_mut() {
        param.bounds.push(machine.clone());
    }
    if !found.outer.is_empty() || found.owns_self {
        let predicates = &mut sig.generics.make_where_clause().predicates;
        for outer in found.outer {
            predicates.push(syn::parse_quote_spanned!(span=> #outer: #machine));
        }
        if found.owns_self {
            predicates.push(syn::parse_quote_spanned!(span=> Self: #machine));
        }
    }
    add(sig, machine.clone(), None);
    for lifetime in own.into_iter().rev() {
        add(sig, lifetime, Some(&machine));
    }
    Some(told)
}

/// Names the lifetimes that an `async fn` need not name in the types of its parameters, and a plain fn has to:
///
/// ```text
/// [source]  async fn put(rows: impl Iterator<Item = (&str, u32)>) { .. }
/// [output]  fn put<'rows>(rows: impl Iterator<Item = (&'rows str, u32)>) -> Async<..>
/// ```
pub fn name_in_impls(function: &CoroFn, sig: &mut Signature) {
    struct Impls<F>(Elided<F>);
    impl<F: FnMut(Span) -> Lifetime> VisitMut for Impls<F> {
        fn visit_type_impl_trait_mut(&mut self, ty: &mut syn::TypeImplTrait) {
            self.0.visit_type_impl_trait_mut(ty);
        }
    }
    let has_impl =
        |input: &FnArg| matches!(input, FnArg::Typed(typed) if crate::compile::has_impl(&typed.ty));
    if !function.is_async || !sig.inputs.iter().any(has_impl) {
        return;
    }
    let mut taken = Names::default();
    taken.visit_signature(&function.sig);
    let mut own = Vec::new();
    for input in &mut sig.inputs {
        let name = name_of(input);
        let give = |span: Span| {
            let lifetime = fresh(&name, &mut taken.0, Span::mixed_site().located_at(span));
            own.push(lifetime.clone());
            lifetime
        };
        Impls(Elided::renamed(give)).visit_fn_arg_mut(input);
    }
    for lifetime in own.into_iter().rev() {
        add(sig, lifetime, None);
    }
}

/// The lifetimes of a fn's parameters of which none is known to lie within another.
struct Found {
    /// Those that the fn declares.
    own: usize,
    /// Those that are declared around it.
    outer: Vec<Lifetime>,
    /// Those without a name.
    elided: usize,
    /// `self` is taken by value, and its type has one.
    owns_self: bool,
    /// They are those of references, and nothing else.
    are_plain: bool,
}

impl Found {
    fn of(function: &CoroFn, sig: &mut Signature) -> Found {
        let plain = sig.inputs.iter().filter(|input| is_plain_reference(input));
        let plain = plain.count();
        let mut elided = Elided::default();
        sig.inputs.iter_mut().for_each(|input| elided.input(input));
        let own: Vec<&Lifetime> = sig.generics.lifetimes().map(|it| &it.lifetime).collect();
        let mut named = Named(Vec::new());
        sig.inputs
            .iter()
            .for_each(|input| named.visit_fn_arg(input));
        let is_outer = |name: &Lifetime| !own.contains(&name);
        let outer: Vec<Lifetime> = named.0.into_iter().filter(is_outer).collect();
        let owns_self = matches!(
            sig.inputs.first(),
            Some(FnArg::Receiver(receiver)) if !matches!(receiver.kind, ReceiverKind::Reference(..))
        ) && Declared::beside(function.span)
            .home(&function.sig.ident)
            .is_some_and(|home| crate::split::has_lifetime(&home));
        Found {
            own: own.len(),
            are_plain: own.is_empty() && outer.is_empty() && !owns_self && plain == elided.count,
            outer,
            elided: elided.count,
            owns_self,
        }
    }

    fn count(&self) -> usize {
        self.own + self.outer.len() + self.elided + usize::from(self.owns_self)
    }
}

/// The names of lifetimes, each once.
struct Named(Vec<Lifetime>);

impl<'ast> Visit<'ast> for Named {
    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        let is_plain = lifetime.ident != "_" && lifetime.ident != "static";
        if is_plain && !self.0.contains(lifetime) {
            self.0.push(lifetime.clone());
        }
    }

    /// `for<'a> Fn(&'a T)` has lifetimes of its own.
    fn visit_bound_lifetimes(&mut self, _: &'ast syn::BoundLifetimes) {}

    fn visit_parenthesized_generic_arguments(
        &mut self,
        _: &'ast syn::ParenthesizedGenericArguments,
    ) {
    }

    fn visit_type_fn_ptr(&mut self, _: &'ast syn::TypeFnPtr) {}
}

/// Whether the signature has to stay what it is.
fn is_fixed(function: &CoroFn, sig: &Signature) -> bool {
    let relates = |lifetime: &syn::LifetimeParam| !lifetime.bounds.is_empty();
    let mut clauses = Named(Vec::new());
    sig.generics
        .where_clause
        .iter()
        .for_each(|clause| clauses.visit_where_clause(clause));
    function.body.is_none()
        || function.machine.is_some()
        || sig.generics.lifetimes().any(relates)
        || !clauses.0.is_empty()
        || hands_out_unknown(function, sig)
        || is_of_trait(function)
}

/// The fn, which says of what it hands out that it refers into `self`.
fn told_of_self(function: &CoroFn, sig: &Signature, span: Span) -> CoroFn {
    let of_self = match sig.inputs.first() {
        Some(FnArg::Receiver(receiver)) => match &receiver.kind {
            ReceiverKind::Reference(_, lifetime, _) => lifetime.clone(),
            _ => None,
        },
        _ => None,
    };
    let mut told = CoroFn {
        body: None,
        ..function.clone()
    };
    if let Some(of_self) = of_self {
        let mut named = AllElided(of_self);
        named.visit_return_type_mut(&mut told.sig.output);
        told.yields
            .iter_mut()
            .for_each(|ty| named.visit_type_mut(ty));
    }
    // a type may hide its lifetime
    told.attrs
        .push(syn::parse_quote_spanned!(span=> #[allow(mismatched_lifetime_syntaxes)]));
    told
}

/// Adds a parameter of the fn.
fn add(sig: &mut Signature, lifetime: Lifetime, bound: Option<&Lifetime>) {
    let span = lifetime.span();
    let mut param = LifetimeParam::new(lifetime);
    if let Some(bound) = bound {
        param.colon_token = Some(Token![:](span));
        param.bounds.push(bound.clone());
    }
    sig.generics.lt_token.get_or_insert(Token![<](span));
    sig.generics.gt_token.get_or_insert(Token![>](span));
    sig.generics.params.insert(0, GenericParam::Lifetime(param));
}

/// A name that is not taken.
fn fresh(name: &str, taken: &mut HashSet<String>, span: Span) -> Lifetime {
    let numbered = (2..).map(|number: u32| format!("{name}{number}"));
    let mut names = std::iter::once(name.to_string()).chain(numbered);
    let name = names.find(|name| taken.insert(name.clone()));
    Lifetime::new(&format!("'{}", name.unwrap_or_default()), span)
}

/// What a lifetime of a parameter is called.
fn name_of(input: &FnArg) -> String {
    match input {
        FnArg::Receiver(_) => "this".to_string(),
        FnArg::Typed(typed) => match &*typed.pat {
            Pat::Ident(pat) => plain_name(&pat.ident),
            _ => "param".to_string(),
        },
    }
}

fn plain_name(ident: &Ident) -> String {
    let name = ident.to_string();
    let name = name.trim_start_matches("r#").trim_start_matches('_');
    match name {
        "" | "static" => "param".to_string(),
        name if syn::parse_str::<Ident>(name).is_err() => "param".to_string(),
        name => name.to_string(),
    }
}

/// `&self`, `left: &[u32]`
fn is_plain_reference(input: &FnArg) -> bool {
    match input {
        FnArg::Receiver(receiver) => matches!(receiver.kind, ReceiverKind::Reference(_, None, _)),
        FnArg::Typed(typed) => {
            matches!(&*typed.ty, Type::Reference(reference) if reference.lifetime.is_none())
        }
    }
}

/// Whether a reference is handed out of which nothing tells into what: rustc says so better of what was written.
fn hands_out_unknown(function: &CoroFn, sig: &Signature) -> bool {
    let mut elided = Elided::default();
    let (mut output, mut yields) = (function.sig.output.clone(), function.yields.clone());
    elided.visit_return_type_mut(&mut output);
    yields.iter_mut().for_each(|ty| elided.visit_type_mut(ty));
    elided.count > 0 && !matches!(sig.inputs.first(), Some(FnArg::Receiver(_)))
}

/// Whether what is yielded and returned refers to nothing, as far as it can be seen.
fn hands_out_values(function: &CoroFn) -> bool {
    let (output, yields) = (&function.sig.output, &function.yields);
    let tokens = quote::quote!(#output #yields);
    let text = tokens.to_string();
    !text.contains(['&', '\''])
        && !crate::compile::identifiers(tokens)
            .iter()
            .any(|name| is_borrower(name, function.span))
}

/// Whether a type of this name has a lifetime that need not be written.
fn is_borrower(name: &str, span: Span) -> bool {
    let name = match syn::parse_str::<Ident>(name) {
        Ok(name) if name.to_string().starts_with(char::is_uppercase) => {
            Ident::new(&name.to_string(), span)
        }
        _ => return false,
    };
    BORROWERS.iter().any(|known| name == known) || crate::split::has_lifetime(&name)
}

/// Types of std with a lifetime.
const BORROWERS: [&str; 26] = [
    "Arguments",
    "CharIndices",
    "Chars",
    "Chunks",
    "Components",
    "Context",
    "Cow",
    "Drain",
    "Entry",
    "Formatter",
    "Iter",
    "IterMut",
    "Keys",
    "Lines",
    "MutexGuard",
    "OccupiedEntry",
    "Ref",
    "RefMut",
    "RwLockReadGuard",
    "RwLockWriteGuard",
    "Split",
    "SplitWhitespace",
    "VacantEntry",
    "Values",
    "ValuesMut",
    "Windows",
];

/// Lifetimes that are not written, of which none lies within another: in a reference those of its own only.
struct Elided<F> {
    count: usize,
    rename: Option<F>,
}

impl Default for Elided<fn(Span) -> Lifetime> {
    fn default() -> Self {
        Elided {
            count: 0,
            rename: None,
        }
    }
}

impl<F: FnMut(Span) -> Lifetime> Elided<F> {
    fn renamed(rename: F) -> Self {
        Elided {
            count: 0,
            rename: Some(rename),
        }
    }

    fn input(&mut self, input: &mut FnArg) {
        match input {
            FnArg::Receiver(receiver) => match &mut receiver.kind {
                ReceiverKind::Reference(and, lifetime @ None, _) => {
                    self.count += 1;
                    let span = and.spans[0];
                    *lifetime = self.rename.as_mut().map(|rename| rename(span));
                }
                ReceiverKind::Typed(_, ty) => self.visit_type_mut(ty),
                _ => {}
            },
            FnArg::Typed(typed) => self.visit_type_mut(&mut typed.ty),
        }
    }
}

impl<F: FnMut(Span) -> Lifetime> VisitMut for Elided<F> {
    fn visit_type_reference_mut(&mut self, reference: &mut syn::TypeReference) {
        if reference.lifetime.is_none() {
            self.count += 1;
            let span = reference.and_token.spans[0];
            reference.lifetime = self.rename.as_mut().map(|rename| rename(span));
        }
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident == "_" {
            self.count += 1;
            if let Some(rename) = &mut self.rename {
                *lifetime = rename(lifetime.span());
            }
        }
    }

    /// `Fn(&T)` has lifetimes of its own.
    fn visit_parenthesized_generic_arguments_mut(
        &mut self,
        _: &mut syn::ParenthesizedGenericArguments,
    ) {
    }

    fn visit_type_fn_ptr_mut(&mut self, _: &mut syn::TypeFnPtr) {}
}

/// All lifetimes that are not written, in what a fn hands out.
struct AllElided(Lifetime);

impl VisitMut for AllElided {
    fn visit_type_reference_mut(&mut self, reference: &mut syn::TypeReference) {
        reference.lifetime.get_or_insert_with(|| self.0.clone());
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident == "_" {
            *lifetime = self.0.clone();
        }
    }

    fn visit_parenthesized_generic_arguments_mut(
        &mut self,
        _: &mut syn::ParenthesizedGenericArguments,
    ) {
    }

    fn visit_type_fn_ptr_mut(&mut self, _: &mut syn::TypeFnPtr) {}
}

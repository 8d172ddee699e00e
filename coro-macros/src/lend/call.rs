//! A call of a sibling, with the places that it borrows.
//!
//! ```text
//! add(&mut count, 3)      add; parameter 0 borrows `count`
//! self.line()             line; its receiver borrows `self`
//! shout(title.as_str())   shout; parameter 0 borrows `title`, found again by a method
//! ```
//!
//! Takes the expression of a delegate, gives the call and for each parameter that can be lent the place and what is
//! known of the variable it begins with. It does not decide whether the call has to be changed.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Expr, ExprCall, ExprMethodCall, FnArg, Type, UnOp, parse_quote_spanned};

use super::siblings::{Home, Sibling};
use super::{From, twin};
use crate::carry::{Aliases, found_in, root_of};
use crate::flow::{mention_of, mentions_in, strip};
use crate::maps::HashSet;
use crate::names::{self, VarId};
use crate::scope::{Origin, Tables, name_of};

/// A call of a sibling.
#[derive(Debug)]
pub struct Call {
    /// Which one.
    pub sibling: usize,
    /// What is given for each parameter, the receiver first.
    pub args: Vec<Expr>,
    /// The places among them, by parameter.
    pub places: Vec<Place>,
}

/// What one parameter borrows.
#[derive(Debug)]
pub struct Place {
    /// Which parameter.
    pub param: usize,
    /// The reference, to be taken at each step.
    pub lent: Expr,
    /// The variable that the place begins with.
    pub root: VarId,
    /// What it is.
    pub kind: Kind,
    /// It is borrowed mutably.
    pub is_mutable: bool,
    /// The variables that its indices name.
    pub indices: Vec<VarId>,
}

/// What a borrow of a variable means for whoever holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Its place is in the machine itself, or it is there for one step only: the borrow cannot be stored.
    Within,
    /// A `&mut`: the borrow can be stored if the variable is not named again.
    Mutable,
    /// A `&`: it can always be stored.
    Shared,
}

/// Finds calls of siblings in one function.
pub struct Calls<'c> {
    pub from: From<'c, 'c>,
    pub tables: &'c Tables,
    pub aliases: &'c Aliases,
    /// Numbers and the like.
    pub scalars: crate::flow::VarSet,
    /// Variables that are the present loan.
    pub loans: &'c HashSet<VarId>,
    /// Variables that a pattern bound in what a shared reference of the caller's leads to: references as well.
    pub found: HashSet<VarId>,
}

impl Calls<'_> {
    /// The call that `delegate` is.
    pub fn of(&self, delegate: &Expr) -> Option<Call> {
        let (sibling, args, has_receiver) = match delegate {
            Expr::Call(call) => (
                self.called(call)?,
                call.args.iter().cloned().collect(),
                false,
            ),
            Expr::MethodCall(call) if call.turbofish.is_none() => {
                let mut args = vec![(*call.receiver).clone()];
                args.extend(call.args.iter().cloned());
                (self.method(call)?, args, true)
            }
            Expr::Paren(paren) => return self.of(&paren.expr),
            Expr::Group(group) => return self.of(&group.expr),
            _ => return None,
        };
        let function = self.from.lending.siblings.get(sibling)?.function;
        let args: Vec<Expr> = args;
        if args.len() != function.sig.inputs.len() {
            return None;
        }
        let is_receiver = |index: usize| has_receiver && index == 0;
        let place = |(index, arg)| self.place(function, index, arg, is_receiver(index));
        let places = args.iter().enumerate().filter_map(place).collect();
        Some(Call {
            sibling,
            args,
            places,
        })
    }

    fn siblings(&self) -> impl Iterator<Item = (usize, &Sibling<'_>)> {
        self.from.lending.siblings.iter().enumerate()
    }

    fn caller(&self) -> Option<&Sibling<'_>> {
        self.from.lending.siblings.get(self.from.caller)
    }

    /// `add(..)`, `Self::add(..)`
    fn called(&self, call: &ExprCall) -> Option<usize> {
        let Expr::Path(path) = &*call.func else {
            return None;
        };
        if path.qself.is_some() {
            return None;
        }
        let caller = self.caller()?;
        let segments: Vec<_> = path.path.segments.iter().collect();
        let plain = segments.iter().all(|segment| segment.arguments.is_none());
        let found = match segments.as_slice() {
            [name] if names::parse(&name.ident).is_none() => {
                self.siblings().find(|(_, sibling)| {
                    matches!(sibling.home, Home::Open)
                        && sibling.module == caller.module
                        && sibling.function.sig.ident == name.ident
                        && !sibling.has_reference_receiver()
                })
            }
            [own, name] if own.ident == "Self" => self.siblings().find(|(_, sibling)| {
                sibling.shares_impl(caller) && sibling.function.sig.ident == name.ident
            }),
            _ => None,
        };
        found.filter(|_| plain).map(|(index, _)| index)
    }

    /// `place.line(..)`: a method of that name, the only one there is for this receiver.
    fn method(&self, call: &ExprMethodCall) -> Option<usize> {
        let caller = self.caller()?;
        let is_self = matches!(&*call.receiver, Expr::Path(_))
            && self.root(&call.receiver).is_some_and(|root| {
                self.tables
                    .var(root)
                    .is_some_and(|row| row.origin == Origin::SelfParam || row.ident == "this")
            });
        let mut found = self.siblings().filter(|(_, sibling)| {
            sibling.function.sig.ident == call.method
                && sibling.has_reference_receiver()
                && match (&sibling.home, is_self) {
                    (_, true) => sibling.shares_impl(caller),
                    (Home::Impl { ty, .. }, false) => self.may_be(&call.receiver, ty),
                    _ => false,
                }
        });
        match (found.next(), found.next()) {
            (Some((index, _)), None) => Some(index),
            _ => None,
        }
    }

    /// Whether nothing speaks against a place being of a type.
    fn may_be(&self, place: &Expr, ty: &Type) -> bool {
        let Some(mention) = mention_of(place) else {
            return self.field_may_be(place, ty);
        };
        let row = self
            .tables
            .mention(mention)
            .and_then(|row| self.tables.var(row.var));
        let name = |ty: &Type| name_of(ty).filter(|name| name != "Self");
        let Some(known) = row.and_then(|row| row.ty.as_ref()) else {
            // `let store = Store::new();`
            let hint = crate::split::type_of(place, self.tables);
            let hint = hint.as_ref().and_then(name);
            return !self.can_keep() || hint.is_some() && hint == name(ty);
        };
        match (name(known), name(ty)) {
            (Some(known), Some(ty)) => known == ty || known == "Box",
            _ => true,
        }
    }

    /// Whether any delegate can take along what it borrows: then a call is one of a sibling's only if that is certain.
    fn can_keep(&self) -> bool {
        self.caller().is_some_and(|caller| {
            let function = caller.function;
            function.is_async && function.yields.is_none() && function.derives.is_empty()
        })
    }

    /// The same of a field: its type is told by the file, and no value is a field of its own type.
    fn field_may_be(&self, place: &Expr, ty: &Type) -> bool {
        let Expr::Field(field) = strip(place) else {
            return true;
        };
        let row = mention_of(&field.base).and_then(|mention| self.tables.mention(mention));
        let row = row.and_then(|row| self.tables.var(row.var));
        let Some(row) = row else {
            return !self.can_keep();
        };
        let own = match row.origin {
            Origin::SelfParam => match self.caller().map(|caller| &caller.home) {
                Some(Home::Impl { ty, .. }) => name_of(ty),
                _ => self.tables.self_type.clone(),
            },
            _ => row.ty.as_ref().and_then(name_of),
        };
        let own = own.filter(|name| name != "Self");
        let (Some(own), Some(wanted)) = (own, name_of(ty)) else {
            return !self.can_keep();
        };
        let span = row.ident.span();
        let path = own.clone().into();
        match crate::split::Declared::beside(span).field_type(&path, &field.member, span) {
            Some(known) => {
                let names = crate::compile::identifiers(known.to_token_stream());
                names.contains(&wanted.to_string()) || names.contains("Self")
            }
            None => own != wanted,
        }
    }

    pub(super) fn root(&self, place: &Expr) -> Option<VarId> {
        let mention = root_of(place)?;
        self.tables.mention(mention).map(|row| row.var)
    }

    /// The place that a parameter borrows.
    fn place(
        &self,
        function: &crate::syntax::CoroFn,
        param: usize,
        arg: &Expr,
        is_receiver: bool,
    ) -> Option<Place> {
        let ty = twin::lent_type(function, param)?;
        let Type::Reference(reference) = &ty else {
            return None;
        };
        let mutability = &reference.mutability;
        let (lent, root, kind) = self.borrow(mutability.as_ref(), arg, is_receiver)?;
        let mentions = mentions_in(arg).into_iter();
        let named = mentions.filter_map(|mention| self.tables.mention(mention).map(|row| row.var));
        Some(Place {
            param,
            lent,
            root,
            kind,
            is_mutable: mutability.is_some(),
            indices: named.skip(1).collect(),
        })
    }

    /// What a value borrows mutably, if it is plainly a reference.
    pub(super) fn borrow_of(&self, value: &Expr) -> Option<(Expr, Kind)> {
        let mutability = syn::Token![mut](names::made_at(syn::spanned::Spanned::span(value)));
        let (place, root, kind) = self.borrow(Some(&mutability), value, false)?;
        let kind = match strip(value) {
            Expr::MethodCall(_) => self.kind(root, true),
            _ => kind,
        };
        Some((place, kind))
    }

    fn borrow(
        &self,
        mutability: Option<&syn::Token![mut]>,
        arg: &Expr,
        is_receiver: bool,
    ) -> Option<(Expr, VarId, Kind)> {
        let span = names::made_at(syn::spanned::Spanned::span(arg));
        if is_receiver && is_fixed(arg) {
            let root = self.root(arg)?;
            let kind = self.kind(root, mutability.is_some());
            let is_name = matches!(arg, Expr::Path(_));
            let place = strip(arg);
            let lent = match is_name && self.is_reference(root, mutability.is_some()) {
                true => parse_quote_spanned!(span=> & #mutability *#place),
                false => parse_quote_spanned!(span=> & #mutability #place),
            };
            return Some((lent, root, kind));
        }
        match strip(arg) {
            Expr::Reference(borrow) if is_fixed(&borrow.expr) => {
                let root = self.root(&borrow.expr)?;
                let kind = self.kind(root, borrow.mutability.is_some());
                Some((arg.clone(), root, kind))
            }
            Expr::Path(_) => {
                let root = self.root(arg)?;
                let kind = match self.is_within(root) {
                    true => Kind::Within,
                    false if mutability.is_some() => Kind::Mutable,
                    false => Kind::Shared,
                };
                let lent = parse_quote_spanned!(span=> & #mutability *#arg);
                Some((lent, root, kind))
            }
            found => {
                let mention = found_in(found, self.tables)?;
                let root = self.tables.mention(mention)?.var;
                let kind = match self.owns(root) || self.is_within(root) {
                    true => Kind::Within,
                    false => self.kind_of_type(root).unwrap_or(Kind::Shared),
                };
                Some((found.clone(), root, kind))
            }
        }
    }

    /// What a borrow of a place that begins with a variable is.
    pub(super) fn kind(&self, root: VarId, is_mutable: bool) -> Kind {
        if self.is_within(root) {
            return Kind::Within;
        }
        match self.kind_of_type(root) {
            Some(kind) => kind,
            None if is_mutable || (self.owns(root) && !self.found.contains(&root)) => Kind::Within,
            None => match self.tables.lent.contains(&root) || self.found.contains(&root) {
                true => Kind::Shared,
                false => Kind::Within,
            },
        }
    }

    /// What its written type says.
    pub(super) fn kind_of_type(&self, root: VarId) -> Option<Kind> {
        match self.tables.var(root)?.ty.as_ref()? {
            Type::Reference(reference) if reference.mutability.is_some() => Some(Kind::Mutable),
            Type::Reference(_) => Some(Kind::Shared),
            _ => None,
        }
    }

    /// A variable that is a reference; what could not be borrowed mutably otherwise is one.
    fn is_reference(&self, root: VarId, is_borrowed_mutably: bool) -> bool {
        let row = self.tables.var(root);
        let is_fixed = row.is_some_and(|row| !row.mutable && row.ty.is_none());
        self.kind_of_type(root).is_some()
            || self.is_within(root)
            || (is_borrowed_mutably && is_fixed)
    }

    /// `Some(node)` matched in `tree`, a `&Tree` that the function was given: `node` is a reference too.
    pub fn find(&mut self, pat: &syn::Pat, matched: &Expr) {
        struct Dereferences(bool);
        impl syn::visit::Visit<'_> for Dereferences {
            fn visit_pat_reference(&mut self, _: &syn::PatReference) {
                self.0 = true;
            }
        }
        let place = match strip(matched) {
            // `&tree` refers to the variable itself
            Expr::Reference(borrow)
                if borrow.mutability.is_none() && matches!(*borrow.expr, Expr::Field(_)) =>
            {
                &*borrow.expr
            }
            place @ Expr::Path(_) => place,
            _ => return,
        };
        let Some(root) = self.root(place).filter(|_| is_fixed(place)) else {
            return;
        };
        let is_shared =
            matches!(self.kind_of_type(root), Some(Kind::Shared)) && !self.is_within(root);
        let mut dereferences = Dereferences(false);
        syn::visit::Visit::visit_pat(&mut dereferences, pat);
        if (is_shared || self.found.contains(&root)) && !dereferences.0 {
            self.found.extend(crate::flow::bound(pat));
        }
    }

    /// A loan, or a reference into the machine.
    pub(super) fn is_within(&self, root: VarId) -> bool {
        let is_found_outside = self.tables.outer.contains(&root);
        self.loans.contains(&root) || !is_found_outside && self.aliases.get(root).is_some()
    }

    /// What a method borrows that is called on a place of this variable.
    pub(super) fn kind_of_receiver(&self, root: VarId) -> Kind {
        self.kind(root, false)
    }

    /// Whether a call of the variable gives a future that refers to it: an async closure, or one that is written down
    /// again.
    pub(super) fn owns_call(&self, root: VarId) -> bool {
        let ty = self.tables.var(root).and_then(|row| row.ty.as_ref());
        let is_async = ty.is_some_and(|ty| {
            let text = ty.to_token_stream().to_string();
            text.contains("AsyncFn") && !text.contains("AsyncFnOnce")
                || self.tables.async_closures.contains(&text)
        });
        is_async || self.aliases.is_closure(root)
    }

    fn owns(&self, root: VarId) -> bool {
        let Some(row) = self.tables.var(root) else {
            return false;
        };
        match &row.ty {
            Some(Type::Reference(_)) => false,
            Some(_) => true,
            None => self.tables.owners.contains_key(&root) && !self.tables.lent.contains(&root),
        }
    }
}

/// A place that is the same one at each step: `x`, `x.field`, `*x`.
pub(super) fn is_fixed(place: &Expr) -> bool {
    match place {
        Expr::Path(_) => mention_of(place).is_some(),
        Expr::Field(field) => is_fixed(&field.base),
        Expr::Unary(unary) => matches!(unary.op, UnOp::Deref(_)) && is_fixed(&unary.expr),
        Expr::Index(index) => is_fixed(&index.expr) && crate::lower::is_place(place),
        Expr::Paren(paren) => is_fixed(&paren.expr),
        Expr::Group(group) => is_fixed(&group.expr),
        _ => false,
    }
}

/// The type of a parameter as its caller may write it: with `_` for what only the fn knows.
pub fn written_type(sibling: &Sibling<'_>, param: usize, shares_impl: bool) -> Option<Type> {
    let function = sibling.function;
    let lent = twin::lent_type(function, param)?;
    if let (FnArg::Receiver(_), Type::Reference(reference)) =
        (function.sig.inputs.iter().nth(param)?, &lent)
    {
        if shares_impl {
            return Some(lent);
        }
        let Home::Impl { ty, .. } = &sibling.home else {
            return None;
        };
        let mut reference = reference.clone();
        reference.elem = ty.clone();
        return Some(Type::Reference(reference));
    }
    if !shares_impl && lent.to_token_stream().to_string().contains("Self") {
        return None;
    }
    syn::parse2(known_outside(sibling, lent.to_token_stream())).ok()
}

/// A type of a fn with `_` for what only the fn knows: its parameters and lifetimes.
pub fn known_outside(sibling: &Sibling<'_>, ty: TokenStream) -> TokenStream {
    let params = sibling.function.sig.generics.params.iter();
    let params: Vec<Ident> = params
        .map(|param| match param {
            syn::GenericParam::Type(param) => param.ident.clone(),
            syn::GenericParam::Const(param) => param.ident.clone(),
            syn::GenericParam::Lifetime(param) => param.lifetime.ident.clone(),
        })
        .collect();
    let mut params = params;
    if let Home::Impl { params: outer, .. } = &sibling.home {
        params.extend(outer.iter().cloned());
    }
    super::siblings::without_names(ty, &params)
}

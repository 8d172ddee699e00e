//! Whether a fn may hand out what lies behind a `&mut` of its signature.
//!
//! ```text
//! fn each(&mut self) yields &mut T              yes
//! fn words<'t>(text: &'t str, seen: &mut Vec<u8>) yields &'t str     no: of `text` alone
//! ```
//!
//! Such a reference lives on while the machine is resumed, which no reference into a state does.

use syn::visit::{self, Visit};
use syn::{FnArg, Lifetime, ReceiverKind, Type, TypeReference};

use super::CoroFn;

/// Judges by the lifetimes of the signature. An elided one is that of the `&mut self`, or of any `&mut` without it.
pub fn hands_out(function: &CoroFn) -> bool {
    let Some(yields) = &function.yields else {
        return false;
    };
    let mut given = Lifetimes::default();
    given.visit_type(yields);
    let is_given = |lifetime: &Option<Lifetime>| match lifetime {
        Some(named) if named.ident != "_" => given.named.contains(&named.ident.to_string()),
        _ => given.elided,
    };
    let mut inputs = function.sig.inputs.iter();
    // then what is elided is of that
    let is_of_self = matches!(
        function.sig.inputs.first(),
        Some(FnArg::Receiver(receiver)) if matches!(receiver.kind, ReceiverKind::Reference(..))
    );
    given.lends_mutably
        || inputs.any(|input| match input {
            FnArg::Receiver(receiver) => match &receiver.kind {
                ReceiverKind::Reference(_, lifetime, Some(_)) => is_given(lifetime),
                _ => false,
            },
            FnArg::Typed(typed) => {
                let mut mutable = Mutable(Vec::new());
                mutable.visit_type(&typed.ty);
                let is_elided = |lifetime: &Option<Lifetime>| lifetime.is_none() && is_of_self;
                let mut mutable = mutable.0.iter();
                mutable.any(|lifetime| !is_elided(lifetime) && is_given(lifetime))
            }
        })
}

/// What the type of what is handed out names.
#[derive(Default)]
struct Lifetimes {
    named: Vec<String>,
    elided: bool,
    lends_mutably: bool,
}

impl<'ast> Visit<'ast> for Lifetimes {
    fn visit_type_reference(&mut self, ty: &'ast TypeReference) {
        self.elided |= ty.lifetime.is_none();
        self.lends_mutably |= ty.mutability.is_some();
        visit::visit_type_reference(self, ty);
    }

    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        match lifetime.ident == "_" {
            true => self.elided = true,
            false => self.named.push(lifetime.ident.to_string()),
        }
    }
}

/// The lifetimes of the `&mut` in the type of a parameter.
struct Mutable(Vec<Option<Lifetime>>);

impl<'ast> Visit<'ast> for Mutable {
    fn visit_type(&mut self, ty: &'ast Type) {
        if let Type::Reference(reference) = ty
            && reference.mutability.is_some()
        {
            self.0.push(reference.lifetime.clone());
        }
        visit::visit_type(self, ty);
    }
}

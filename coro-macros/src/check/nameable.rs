//! What a machine with a name cannot have.
//!
//! ```text
//! [source]  #[machine(Quest)] fn quest(name: &str) { .. }
//! [output]  error: a machine with a name has to name the lifetimes that it holds
//! ```

use syn::visit::{self, Visit};
use syn::{FnArg, ReturnType, Type};

use crate::emit::{elides, mentions_self};
use crate::error::Errors;
use crate::syntax::CoroFn;

/// Rule: the enum stands beside the fn, so it can hold only what has a name there.
pub fn check_nameable(function: &CoroFn, errors: &mut Errors) {
    let Some(machine) = &function.machine else {
        return;
    };
    if mentions_self(function) && function.inside.is_none() {
        errors
            .report(&machine.name, "the machine of a method is given a name where `coro!` sees the `impl`")
            .help("put the `impl` into `coro!`: `coro! { impl Type { fn .. } }`")
            .note("the enum stands beside the `impl`, and needs its type and its parameters; a trait's own fn has neither");
    }
    if let Some(inside) = &function.inside
        && elides(&inside.ty)
    {
        errors
            .report(
                &inside.ty,
                "a machine with a name has to name the lifetimes that it holds",
            )
            .help("give it a name in the `impl`: `impl<'a> Type<'a>`");
    }
    for input in &function.sig.inputs {
        let typed = match input {
            FnArg::Typed(typed) => typed,
            FnArg::Receiver(receiver) => {
                check_receiver(function, receiver, errors);
                continue;
            }
        };
        if elides(&typed.ty) {
            errors
                .report(
                    &typed.ty,
                    "a machine with a name has to name the lifetimes that it holds",
                )
                .help(format!(
                    "`fn {}<'a>(..)`, with `&'a` here",
                    function.sig.ident
                ));
        }
        Impls { errors }.visit_type(&typed.ty);
    }
    if let ReturnType::Type(_, ty) = &function.sig.output {
        Impls { errors }.visit_type(ty);
    }
}

fn check_receiver(function: &CoroFn, receiver: &syn::Receiver, errors: &mut Errors) {
    let syn::ReceiverKind::Reference(and, None, mutability) = &receiver.kind else {
        return;
    };
    let mutable = mutability.map_or("", |_| "mut ");
    errors
        .report(
            and,
            "a machine with a name has to name the lifetimes that it holds",
        )
        .help(format!(
            "`fn {}<'a>(&'a {mutable}self, ..)`",
            function.sig.ident
        ));
}

/// Finds what has no name.
struct Impls<'e> {
    errors: &'e mut Errors,
}

impl<'ast> Visit<'ast> for Impls<'_> {
    fn visit_type(&mut self, ty: &'ast Type) {
        if let Type::ImplTrait(_) = ty {
            self.errors
                .report(ty, "`impl Trait` has no name, and a machine with a name needs all types to have one")
                .help("in a parameter: a generic parameter with a name, `<T: Trait>`");
        }
        visit::visit_type(self, ty);
    }
}

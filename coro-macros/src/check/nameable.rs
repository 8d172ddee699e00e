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
    if mentions_self(function) {
        errors
            .report(&machine.name, "a method's machine cannot have a name")
            .help(
                "write a fn beside the `impl` that is given the value, and call it from the method",
            )
            .note("the enum would stand inside the `impl`, where Rust has no place for one");
    }
    for input in &function.sig.inputs {
        let FnArg::Typed(typed) = input else { continue };
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

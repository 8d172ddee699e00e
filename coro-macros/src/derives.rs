//! The traits that a coroutine derives, told apart by who implements them.
//!
//! - Takes: the paths in `#[derive(..)]` on a fn.
//! - Gives: what stands before the enums, and what the machine's own code has to do.
//!
//! ```text
//! [source]  #[derive(Clone, Serialize, Deserialize)]
//! [output]  #[derive(Clone)] before each enum, and an `impl Save` and an `impl Load` for the outermost
//! ```
//!
//! serde's own derives are not used: they write the number of a state in formats without names, and the levels
//! of a machine, which an edit of the fn changes.

use proc_macro2::TokenStream;
use quote::quote;
use syn::visit::Visit;
use syn::{FnArg, Path, Type, TypeReference};

use crate::error::{Errors, written};
use crate::syntax::CoroFn;

/// What is derived.
#[derive(Debug, Clone, Default)]
pub struct Derives {
    /// `#[derive(..)]` for the enums.
    pub enums: TokenStream,
    /// `Serialize`
    pub writes: bool,
    /// `Deserialize`
    pub reads: bool,
    /// Machines can be ordered.
    pub orders: bool,
    /// Something is derived that the iterators of the standard library have not.
    pub keeps: bool,
}

impl Derives {
    /// What `paths` ask for.
    pub fn of(paths: &[Path]) -> Derives {
        let has = |wanted: &str| paths.iter().any(|path| is(path, wanted));
        let plain = paths.iter().filter(|path| !is_saving(path));
        let plain: Vec<&Path> = plain.collect();
        let (writes, reads) = (has("Serialize"), has("Deserialize"));
        let compares = ["PartialEq", "PartialOrd", "Hash"];
        Derives {
            enums: if plain.is_empty() {
                TokenStream::new()
            } else {
                quote!(#[derive(#(#plain),*)])
            },
            writes,
            reads,
            orders: has("PartialOrd"),
            keeps: writes || reads || compares.iter().any(|name| has(name)),
        }
    }
}

/// Rule: machines are written and read with the feature `serde`.
pub fn check(paths: &[Path], errors: &mut Errors) {
    for path in paths.iter().filter(|path| path.is_ident("Default")) {
        errors
            .report(path, "a coroutine cannot derive `Default`")
            .help("remove it, and call the fn: a machine begins with its parameters")
            .note("a derived trait is one of the paused machine");
    }
    if cfg!(any(feature = "serde", test)) {
        return;
    }
    for path in paths.iter().filter(|path| is_saving(path)) {
        errors
            .report(
                path,
                "writing and reading machines needs the feature `serde` of `coro-core`",
            )
            .help("in `Cargo.toml`: `coro-core = { version = \"0.1\", features = [\"serde\"] }`");
    }
}

/// Rule: a machine that is read owns what it holds, and it holds its parameters.
pub fn check_owned(function: &CoroFn, errors: &mut Errors) {
    if !function.derives.iter().any(|path| is(path, "Deserialize")) {
        return;
    }
    let name = &function.sig.ident;
    for input in &function.sig.inputs {
        let FnArg::Typed(typed) = input else { continue };
        let mut finder = References(None);
        finder.visit_type(&typed.ty);
        let Some(reference) = finder.0 else { continue };
        let owned = match &*reference.elem {
            Type::Path(path) if path.path.is_ident("str") => "String".to_string(),
            Type::Slice(slice) => format!("Vec<{}>", written(&slice.elem)),
            other => written(other),
        };
        errors
            .report(
                reference,
                format!("a machine that is read cannot borrow, and `{name}` holds this reference"),
            )
            .help(format!("take it by value: `{owned}`"))
            .note("what it borrowed is gone when the machine is read, perhaps in another process");
    }
}

/// Finds a reference that is held; not those of a fn's type, whose lifetimes are its own.
struct References<'a>(Option<&'a TypeReference>);

impl<'a> Visit<'a> for References<'a> {
    fn visit_type_reference(&mut self, reference: &'a TypeReference) {
        self.0 = self.0.or(Some(reference));
    }

    fn visit_type_fn_ptr(&mut self, _: &'a syn::TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments(&mut self, _: &'a syn::ParenthesizedGenericArguments) {
    }
    fn visit_path_segment(&mut self, segment: &'a syn::PathSegment) {
        if segment.ident != "PhantomData" {
            syn::visit::visit_path_segment(self, segment);
        }
    }
}

/// Rule: only a machine that is read has ways for older states.
pub fn check_migrate(function: &CoroFn, errors: &mut Errors) {
    let Some(ways) = &function.migrate else {
        return;
    };
    let reads = |path: &&Path| is(path, "Deserialize");
    if function.derives.iter().any(|path| reads(&path)) {
        return;
    }
    errors
        .report(
            ways,
            "`#[migrate]` stands on a fn whose machine is not read",
        )
        .help("add `#[derive(Serialize, Deserialize)]` to the fn");
}

/// `Serialize` or `Deserialize`.
pub fn is_saving(path: &Path) -> bool {
    is(path, "Serialize") || is(path, "Deserialize")
}

fn is(path: &Path, name: &str) -> bool {
    path.segments.last().is_some_and(|last| last.ident == name)
}

#[cfg(test)]
mod tests {
    use super::Derives;

    fn of(paths: &[&str]) -> Derives {
        let paths: Result<Vec<_>, _> = paths.iter().map(|path| syn::parse_str(path)).collect();
        Derives::of(&paths.expect("paths"))
    }

    #[test]
    fn a_machine_that_is_read_does_not_borrow() {
        let written = "#[derive(Deserialize)]
            fn f(a: &str, b: Vec<&'static [u8]>, c: fn(&u8), d: impl Fn(&u8), e: PhantomData<&u8>) { yield_wait!(); }";
        let output = crate::expand_coro(written.parse().expect("tokens")).to_string();
        let told = |text: &str| output.matches(text).count();
        assert_eq!(told("a machine that is read cannot borrow"), 2, "{output}");
        assert_eq!(told("take it by value: `String`"), 1, "{output}");
        assert_eq!(told("take it by value: `Vec<u8>`"), 1, "{output}");
    }

    #[test]
    fn serdes_traits_are_not_left_to_its_derives() {
        let derives = of(&["Clone", "serde::Serialize", "Deserialize"]);
        assert_eq!(derives.enums.to_string(), "# [derive (Clone)]");
        assert!(derives.writes && derives.reads && derives.keeps);
    }

    #[test]
    fn what_std_can_print_and_clone_is_kept_as_it_is() {
        assert!(!of(&["Clone", "Debug"]).keeps);
        assert!(of(&["Clone", "PartialEq"]).keeps);
    }
}

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
use syn::Path;

use crate::error::Errors;
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

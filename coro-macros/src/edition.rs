//! The edition of the crate in which `coro!` is called.
//!
//! A macro is not told the edition, but it runs in the compiler, whose arguments name it. Where there are none (an
//! editor's server, tests of the macro) it is taken for the newest.
//!
//! ```text
//! rustc --crate-name app --edition=2021 ..      if let: what the scrutinee holds lives through the `else` as well
//! ```

use std::sync::OnceLock;

/// Whether what the scrutinee of an `if let` holds is dropped before its `else` runs, as from edition 2024 on.
pub fn drops_before_else() -> bool {
    static DROPS: OnceLock<bool> = OnceLock::new();
    *DROPS.get_or_init(|| edition(std::env::args()).is_none_or(|edition| edition >= 2024))
}

/// Whether the temporaries of a block's tail are dropped before its locals, as from edition 2024 on; before, they live
/// as long as those of what is around the block.
pub fn drops_tails_first() -> bool {
    drops_before_else()
}

/// Whether an `impl Trait` that is returned has all lifetimes that are in scope, as from edition 2024 on.
pub fn captures_all() -> bool {
    drops_before_else()
}

/// The edition that the arguments of a compiler name.
fn edition(mut args: impl Iterator<Item = String>) -> Option<u32> {
    while let Some(arg) = args.next() {
        let named = match arg.strip_prefix("--edition") {
            Some("") => args.next(),
            Some(rest) => rest.strip_prefix('=').map(str::to_string),
            None => continue,
        };
        return named?.parse().ok();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::edition;

    #[test]
    fn arguments_name_the_edition() {
        let of = |args: &str| edition(args.split(' ').map(str::to_string));
        assert_eq!(of("rustc --crate-name a --edition=2021 a.rs"), Some(2021));
        assert_eq!(of("rustc --edition 2024 a.rs"), Some(2024));
        assert_eq!(of("rust-analyzer proc-macro"), None);
    }
}

//! What a call of `coro!` became, printed to the compiler's error output.
//!
//! `CORO_DUMP=expansion cargo build` asks for it. Unlike `cargo expand` it leaves the other macros as they are, so it
//! can be pasted in the place of the call. A line before and behind tells it from messages.

use proc_macro2::TokenStream;

/// What stands before an expansion.
const BEGIN: &str = "// expansion of coro!";
/// What stands behind it.
const END: &str = "// end of the expansion";

/// Gives the tokens back.
pub fn dumped(tokens: TokenStream) -> TokenStream {
    if std::env::var_os("CORO_DUMP").is_some_and(|what| what == "expansion") {
        eprintln!("{BEGIN}\n{tokens}\n{END}");
    }
    tokens
}

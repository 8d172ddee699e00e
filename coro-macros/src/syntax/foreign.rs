//! Attribute macros that stand on a fn, or on the `impl` around it.
//!
//! rustc expands them behind `coro!`, and those of async crates look for an `async fn`:
//!
//! ```text
//! #[tracing::instrument]    #[tokio::main]    #[async_trait] impl ..    #[get("/")]
//! ```
//!
//! Tells them from the attributes that rustc and its tools know, by their names: what a name stands for is not known here.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Attribute, Path};

/// The attributes of rustc that may stand on a fn or an `impl`.
const BUILT_IN: [&str; 27] = [
    "allow",
    "automatically_derived",
    "cfg",
    "cfg_attr",
    "cold",
    "coverage",
    "deny",
    "deprecated",
    "derive",
    "diagnostic",
    "doc",
    "expect",
    "export_name",
    "forbid",
    "ignore",
    "inline",
    "link_section",
    "must_use",
    "no_mangle",
    "non_exhaustive",
    "optimize",
    "should_panic",
    "target_feature",
    "test",
    "track_caller",
    "unsafe",
    "warn",
];

/// The tools of rustc whose attributes do nothing to the code.
const TOOLS: [&str; 4] = ["clippy", "miri", "rust_analyzer", "rustfmt"];

/// Whether an attribute is a macro.
pub fn is_macro(attr: &Attribute) -> bool {
    is_foreign(attr.path())
}

/// Whether one of the attributes at the beginning of an item is.
pub fn begins_with_macro(head: &TokenStream) -> bool {
    let mut trees = head.clone().into_iter();
    while let Some(TokenTree::Punct(sign)) = trees.next() {
        let Some(TokenTree::Group(group)) = trees.next() else {
            return false;
        };
        if sign.as_char() != '#' || group.delimiter() != Delimiter::Bracket {
            return false;
        }
        let path = |input: syn::parse::ParseStream| {
            let path = input.call(Path::parse_mod_style)?;
            input.parse::<TokenStream>()?;
            Ok(path)
        };
        if syn::parse::Parser::parse2(path, group.stream()).is_ok_and(|path| is_foreign(&path)) {
            return true;
        }
    }
    false
}

fn is_foreign(path: &Path) -> bool {
    let first = path.segments.first().map(|first| first.ident.to_string());
    let first = first.as_deref().unwrap_or_default();
    let is_built_in = path.segments.len() == 1 && BUILT_IN.contains(&first);
    !is_built_in && !TOOLS.contains(&first)
}

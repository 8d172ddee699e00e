//! What the name of a method says of its receiver.
//!
//! Takes a name, gives whether a method of this name takes its receiver by value: `into_iter`, `unwrap`. The names are
//! those of the standard library; of a user's own method nothing is known.

/// Whether a method of this name takes its receiver by value, as far as a name can say.
pub fn consumes(method: &str) -> bool {
    const NAMES: &[&str] = &[
        "into",
        "try_into",
        "or",
        "and",
        "min_by",
        "max_by",
        "reduce",
        "unwrap",
        "expect",
        "unwrap_or",
        "unwrap_or_else",
        "unwrap_or_default",
        "unwrap_err",
        "expect_err",
        "ok",
        "err",
        "ok_or",
        "ok_or_else",
        "map_err",
        "map_or",
        "map_or_else",
        "and_then",
        "or_else",
        "is_some_and",
        "is_ok_and",
        "is_none_or",
        "flatten",
        "collect",
        "sum",
        "product",
        "fold",
        "for_each",
        "chain",
        "zip",
        "enumerate",
        "filter",
        "filter_map",
        "flat_map",
        "rev",
        "skip",
        "skip_while",
        "take_while",
        "map_while",
        "step_by",
        "peekable",
        "fuse",
        "inspect",
        "scan",
        "cycle",
        "unzip",
        "partition",
        "min_by_key",
        "max_by_key",
        "cloned",
        "copied",
        "boxed",
        "build",
        "finish",
        "join",
        "forget",
        "map",
        "transpose",
        "consume",
        "unwrap_unchecked",
        "count",
        "last",
        "xor",
    ];
    method.starts_with("into_") || NAMES.contains(&method)
}

/// The same of a call, which its arguments may tell apart: `iter.take(3)`, `option.take()`.
pub fn call_consumes(call: &syn::ExprMethodCall) -> bool {
    consumes(&call.method.to_string()) || call.method == "take" && !call.args.is_empty()
}

//! The pass on whole functions: what each test writes as text is parsed, put into sentinels and
//! printed back.

mod captures;
mod mistakes;
mod never_panics;
mod printing;
mod round_trip;
mod scoping;
mod std_calls;
mod unknown_macros;

use super::*;
use crate::error::Errors;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{ItemFn, parse_str};

/// A function in sentinels, and the mistakes in it.
struct Seen {
    resolved: Resolved,
    messages: Vec<String>,
}

/// Puts the function `text` into sentinels.
fn resolve_function(text: &str) -> Seen {
    let function: ItemFn = parse_str(text).unwrap_or_else(|error| panic!("{error} in {text}"));
    let mut errors = Errors::new();
    let resolved = resolve(&function.sig, None, &function.block, &mut errors);
    Seen {
        resolved,
        messages: errors.messages(),
    }
}

/// The same for the statements of `fn f(a: u32, b: u32)`.
fn resolve_body(text: &str) -> Seen {
    resolve_function(&format!("fn f(a: u32, b: u32) {{ {text} }}"))
}

impl Seen {
    /// The body in short sentinels: `v2`, `u3`, `'t4`, `m5`.
    fn short(&self) -> String {
        let text = statements(self.resolved.body.to_token_stream());
        let text = text.replace("__coro_var_", "v").replace("__coro_use_", "u");
        let text = text.replace("__coro_to_", "to").replace("__coro_at_", "at");
        text.replace("__coro_macro_", "m").replace("__coro_", "")
    }

    /// The body with all mentions as `decide` says.
    fn printed(&self, decide: &mut dyn FnMut(MentionId) -> Rendering) -> String {
        let tokens = self.resolved.body.to_token_stream();
        statements(print_back(tokens, &self.resolved.tables, decide))
    }

    /// The body with every mention of the variable `name` as `*name_`.
    fn through_reference(&self, name: &str) -> String {
        self.printed(&mut |id| {
            let mention = &self.resolved.tables.mentions[id.index()];
            if mention.ident == name && !mention.opaque {
                Rendering::Deref(quote::format_ident!("{name}_"), 1)
            } else {
                Rendering::Verbatim
            }
        })
    }

    /// For each mention, the name and the number of its variable.
    fn mentions(&self) -> Vec<(String, u32)> {
        let tables = &self.resolved.tables;
        tables
            .mentions
            .iter()
            .map(|mention| (mention.ident.to_string(), mention.var.0))
            .collect()
    }
}

/// The tokens between the outermost braces, in rustfmt-free but steady form.
fn statements(block: TokenStream) -> String {
    let mut trees = block.into_iter();
    match (trees.next(), trees.next()) {
        (Some(proc_macro2::TokenTree::Group(group)), None) => normal(group.stream()),
        (first, second) => normal(first.into_iter().chain(second).chain(trees).collect()),
    }
}

/// The same text for the same tokens, whatever spaces stood between them.
fn normal(tokens: TokenStream) -> String {
    let mut text = String::new();
    for tree in tokens {
        let piece = match tree {
            proc_macro2::TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    proc_macro2::Delimiter::Parenthesis => ("(", ")"),
                    proc_macro2::Delimiter::Brace => ("{", "}"),
                    proc_macro2::Delimiter::Bracket => ("[", "]"),
                    proc_macro2::Delimiter::None => ("", ""),
                };
                format!("{open}{}{close}", normal(group.stream()))
            }
            proc_macro2::TokenTree::Punct(punct) => punct.as_char().to_string(),
            other => other.to_string(),
        };
        text.push_str(&piece);
        text.push(' ');
    }
    text.trim_end().to_string()
}

/// The tokens of `text` in the form of [`normal`].
fn normal_text(text: &str) -> String {
    normal(
        text.parse()
            .unwrap_or_else(|error| panic!("{error} in {text}")),
    )
}

/// Asserts that `body` in short sentinels is `expected`.
fn check(body: &str, expected: &str) {
    let seen = resolve_body(body);
    assert_eq!(seen.messages, Vec::<String>::new(), "{body}");
    assert_eq!(seen.short(), normal_text(expected), "{body}");
}

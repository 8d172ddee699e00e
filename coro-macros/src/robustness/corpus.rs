//! What the workspace has in coroutines: the snapshots, the programs, the mistakes.
//!
//! Gives the tokens of each item that stands in a `coro!` of theirs, and of each `coro!(|| ..)`.

use proc_macro2::{TokenStream, TokenTree};
use std::fs;
use std::path::Path;

/// The folders, from the workspace.
const FOLDERS: [&str; 6] = [
    "coro-macros/snapshots",
    "tests/compile_fail",
    "tests/differential/programs",
    "tests/differential/beyond",
    "tests/differential/pending",
    "examples/examples",
];

/// All of it, in the order of the files' names.
pub fn workspace() -> Vec<TokenStream> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    for folder in FOLDERS {
        let entries = fs::read_dir(root.join(folder));
        let entries = entries.unwrap_or_else(|error| panic!("{folder}: {error}"));
        let mut places: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        places.sort();
        for place in places {
            if place.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&place).unwrap_or_default();
                // what has no tokens is no input of a macro
                found.extend(text.parse().ok().map(machines).unwrap_or_default());
            }
        }
    }
    found
}

/// What stands in `coro! { .. }` and `coro!(..)`, an item at a time.
fn machines(tokens: TokenStream) -> Vec<TokenStream> {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut found = Vec::new();
    for (index, tree) in trees.iter().enumerate() {
        let TokenTree::Group(group) = tree else {
            continue;
        };
        let before = &trees[..index];
        let is_coro = match before {
            [.., TokenTree::Ident(name), TokenTree::Punct(bang)] => {
                name == "coro" && bang.as_char() == '!'
            }
            _ => false,
        };
        if is_coro {
            found.extend(items(group.stream()));
        } else {
            found.extend(machines(group.stream()));
        }
    }
    found
}

/// Cut behind each pair of braces that ends an item.
fn items(tokens: TokenStream) -> Vec<TokenStream> {
    let mut found = Vec::new();
    let mut item = TokenStream::new();
    for tree in tokens {
        let is_end = matches!(&tree, TokenTree::Group(group) if group.delimiter() == proc_macro2::Delimiter::Brace);
        item.extend([tree]);
        if is_end {
            found.push(std::mem::take(&mut item));
        }
    }
    if !item.is_empty() {
        found.push(item);
    }
    found
}

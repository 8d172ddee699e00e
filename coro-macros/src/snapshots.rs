//! What becomes of a dozen functions, as files: `snapshots/NAME.rs` is what is written, `NAME.ir` its IR
//! (`crate::ir::print`), `NAME.expanded.rs` its expansion, prettyprinted.
//!
//! `UPDATE_EXPECT=1 cargo test -p coro-macros snapshots` writes them anew; `git diff` is then the review. Docs with
//! the source line are missing in them: outside a macro call no span has a line.

use crate::expand_coro;
use crate::ir::print::observed;
use expect_test::expect_file;
use proc_macro2::TokenStream;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use syn::visit_mut::{self, VisitMut};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("snapshots")
}

/// The tokens inside the one `coro! { .. }` of a file.
fn written(name: &str) -> TokenStream {
    written_in(&folder().join(format!("{name}.rs")))
}

fn written_in(path: &Path) -> TokenStream {
    let text = std::fs::read_to_string(path).expect("the snapshot's input is there");
    let file = syn::parse_file(&text).expect("the snapshot's input is Rust");
    let found = file.items.into_iter().find_map(|item| match item {
        syn::Item::Macro(item) if item.mac.path.is_ident("coro") => Some(item.mac.tokens),
        _ => None,
    });
    found.expect("the snapshot's input has a `coro!`")
}

/// What `coro!` makes of it, and the IR on the way.
fn compiled(tokens: TokenStream) -> (String, String) {
    observed::take();
    let expanded = expand_coro(tokens);
    let listings = observed::take().join("\n");
    let file = syn::parse2(expanded).expect("what `coro!` makes is Rust");
    (listings, prettyplease::unparse(&file))
}

fn check(name: &str) {
    let (listing, expanded) = compiled(written(name));
    assert!(!listing.is_empty(), "{name} was not compiled:\n{expanded}");
    expect_file![folder().join(format!("{name}.ir"))].assert_eq(&listing);
    expect_file![folder().join(format!("{name}.expanded.rs"))].assert_eq(&expanded);
}

/// One test for each file.
macro_rules! snapshots {
    ($($name:ident)*) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];

        $(
            #[test]
            fn $name() {
                check(stringify!($name));
            }
        )*
    };
}

snapshots! {
    async_generator
    async_twin
    big_array
    collect
    drop_flag
    fibonacci
    if_join
    labelled_loops
    lent
    let_else
    match_arms
    method
    operands
    places
    question_mark
    receive
    retaken
    saved
    script
    straight_line
    temporaries
}

#[test]
fn every_input_is_a_test() {
    let entries = std::fs::read_dir(folder()).expect("the folder of the snapshots is there");
    let names = entries.map(|entry| {
        entry
            .expect("an entry of the folder")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    let inputs = names.filter_map(|name| name.strip_suffix(".rs").map(str::to_string));
    let inputs: BTreeSet<String> = inputs.filter(|name| !name.ends_with(".expanded")).collect();
    assert_eq!(inputs, NAMES.iter().map(|name| name.to_string()).collect());
}

/// The expansion of an `async fn` without what makes a future of its coroutine.
fn coroutine_of(expansion: &str) -> String {
    struct Unwrap;
    impl VisitMut for Unwrap {
        fn visit_type_mut(&mut self, ty: &mut syn::Type) {
            visit_mut::visit_type_mut(self, ty);
            let syn::Type::Path(path) = &*ty else { return };
            let last = path.path.segments.last();
            if let Some(last) = last.filter(|last| last.ident == "Async")
                && let syn::PathArguments::AngleBracketed(args) = &last.arguments
                && let Some(syn::GenericArgument::Type(inner)) = args.args.first()
            {
                *ty = inner.clone();
            }
        }
        fn visit_expr_mut(&mut self, expr: &mut syn::Expr) {
            visit_mut::visit_expr_mut(self, expr);
            if let syn::Expr::Call(call) = expr
                && let syn::Expr::Path(path) = &mut *call.func
                && path.path.is_ident("future")
            {
                path.path = syn::parse_quote!(machine);
            }
        }
        fn visit_use_group_mut(&mut self, group: &mut syn::UseGroup) {
            let items = std::mem::take(&mut group.items).into_iter();
            let is_other = |item: &syn::UseTree| !matches!(item, syn::UseTree::Name(name) if name.ident == "future");
            group.items = items.filter(is_other).collect();
        }
    }
    let mut file = syn::parse_file(expansion).expect("what `coro!` makes is Rust");
    Unwrap.visit_file_mut(&mut file);
    prettyplease::unparse(&file)
}

/// `.await` *is* `yield_from!`: the two spellings give the same coroutine.
#[test]
fn await_is_yield_from() {
    let twins = [
        (
            "async fn f(n: u32) -> u32 { sleep(n).await; more(&n).await + 1 }",
            "fn f(n: u32) -> u32 { yield_from!(sleep(n)); yield_from!(more(&n)) + 1 }",
        ),
        (
            "async fn f(urls: Vec<Url>) -> Result<usize, E> {
                let mut all = 0;
                for url in urls {
                    let page = fetch(url).await?;
                    all += page.len().await;
                }
                Ok(all)
            }",
            "fn f(urls: Vec<Url>) -> Result<usize, E> {
                let mut all = 0;
                for url in urls {
                    let page = yield_from!(fetch(url))?;
                    all += yield_from!(page.len());
                }
                Ok(all)
            }",
        ),
        (
            "impl Client { pub async fn get(&mut self) -> u8 { while let Some(x) = self.next().await { self.put(x).await } 1 } }",
            "impl Client { pub fn get(&mut self) -> u8 { while let Some(x) = yield_from!(self.next()) { yield_from!(self.put(x)) } 1 } }",
        ),
    ];
    for (sugar, plain) in twins {
        let [sugar, plain] =
            [sugar, plain].map(|text| compiled(text.parse().expect("the test's text has tokens")));
        assert_eq!(sugar.0, plain.0, "the IR differs");
        assert_eq!(coroutine_of(&sugar.1), plain.1, "the expansion differs");
    }
}

/// The article's examples 11 and 13 are 10 and 12 in the other spelling.
#[test]
fn the_articles_twins_are_the_same_machines() {
    let examples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../examples/examples");
    for (plain, sugar) in [
        ("ex10_yield_from", "ex11_async_await"),
        ("ex12_event_loop", "ex13_event_loop_async"),
    ] {
        let [plain, sugar] =
            [plain, sugar].map(|name| compiled(written_in(&examples.join(format!("{name}.rs")))));
        assert!(!plain.0.is_empty());
        assert_eq!(sugar.0, plain.0, "the IR differs");
        assert_eq!(coroutine_of(&sugar.1), plain.1, "the expansion differs");
    }
}

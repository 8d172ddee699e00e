//! What an editor sees: rust-analyzer, asked over the language server protocol, inside bodies of coroutines.
//!
//! Takes a small crate that is written here, asks for completions, types and definitions at places in
//! its text, also while something is half written. rust-analyzer is no part of a minimal toolchain, so this is asked for by hand;
//! it is found as `rust-analyzer`, or where `RUST_ANALYZER` says:
//!
//! ```text
//! cargo test -p tests --test editors -- --ignored
//! ```

#![forbid(unsafe_code)]

#[path = "editors/server.rs"]
mod server;

use server::Server;

/// The crate that is edited.
const TEXT: &str = r#"
use coro_core::{Coroutine, coro};

pub struct World { pub hit_points: u32 }

coro! {
    pub fn poison(steps: u32) receives mut world: &mut World -> u32 {
        let mut harm = 0;
        for _ in 0..steps {
            world.hit_points -= 1;
            harm += 1;
            world = yield_wait!();
        }
        harm + world.hit_points
    }

    pub fn words(text: &str) yields &str {
        for word in text.split_whitespace() {
            yield_value!(word);
        }
    }

    pub async fn greet(name: &str) -> String {
        let length = count(name).await;
        format!("{name}: {length}")
    }

    async fn count(name: &str) -> usize {
        yield_wait!();
        name.len()
    }

    impl World {
        pub fn heal(&mut self, by: u32) receives mut more: u32 yields u32 -> bool {
            while more > 0 {
                self.hit_points += by + more;
                let answer = yield_from!(wounds(self.hit_points), more);
                more = yield_value!(answer.abs() as u32);
            }
            true
        }
    }

    fn wounds(points: u32) receives u32 yields u32 -> i64 {
        yield_value!(points);
        7
    }
}

#[coro_core::coroutine(yields = char)]
pub fn letters(text: &str) -> usize {
    for letter in text.chars() {
        yield_value!(letter);
    }
    text.len()
}

pub fn counted(limit: u32) -> impl Coroutine<Yield = u32, Return = String> {
    let name = String::from("name");
    coro!(|| {
        for step in 0..limit {
            yield_value!(step);
        }
        name
    })
}

pub fn all() -> Vec<String> {
    let found = words("a few").iter().map(|word| word.to_string()).collect();
    found
}
"#;

/// The crate with `from` replaced by `to`; the place is at the `$` in it, or behind it.
fn changed(from: &str, to: &str) -> (String, usize) {
    let at = TEXT.find(from).expect("the text is there");
    let cursor = to.find('$').unwrap_or(to.len());
    let text = TEXT.replacen(from, &to.replace('$', ""), 1);
    (text, at + cursor)
}

/// The place behind a text.
fn behind(from: &str) -> usize {
    TEXT.find(from).expect("the text is there") + from.len()
}

#[test]
#[ignore = "needs rust-analyzer"]
fn an_editor_knows_what_stands_in_a_coroutine() {
    let mut server = Server::start(TEXT);

    // completion, in what is whole and in what is being written
    for (from, to, expected) in [
        ("harm + world.", "harm + world.", "hit_points"),
        ("world.hit_points -= 1;", "world.", "hit_points"),
        ("yield_value!(word);", "word.", "trim"),
        ("yield_value!(word);", "yield_value!(word.", "trim"),
        (
            "let length = count(name).await;",
            "name.",
            "split_whitespace",
        ),
        ("name.len()", "na", "name"),
        ("world.hit_points -= 1;", "world.$;", "hit_points"),
        ("world.hit_points -= 1;", "world.hi$", "hit_points"),
        ("yield_value!(word);", "let x = word.$", "trim"),
        ("yield_value!(word);", "word.$; yield_value!(word);", "trim"),
        (
            "let length = count(name).await;",
            "let length = count(name).await; length.$",
            "leading_zeros",
        ),
        (
            "let length = count(name).await;",
            "let length = count(name.$).await;",
            "split_whitespace",
        ),
        (
            "let length = count(name).await;",
            "count(name).await.$",
            "leading_zeros",
        ),
        (
            "let answer = yield_from!(wounds(self.hit_points), more);",
            "let answer = yield_from!(wounds(self.$), more);",
            "hit_points",
        ),
        (
            "more = yield_value!(answer.abs() as u32);",
            "more.$",
            "leading_zeros",
        ),
        (
            "more = yield_value!(answer.abs() as u32);",
            "answer.$",
            "signum",
        ),
        (
            "more = yield_value!(answer.abs() as u32);",
            "self.$",
            "heal",
        ),
        ("yield_value!(letter);", "letter.$", "is_alphabetic"),
        ("yield_value!(step);", "step.$", "leading_zeros"),
        ("yield_value!(step);", "yield_value!(name.$);", "push_str"),
    ] {
        let (text, place) = changed(from, to);
        let names = server.completions(&text, place);
        assert!(
            names.iter().any(|name| name == expected),
            "`{expected}` is not offered behind `{to}`, but {} others: {:?}",
            names.len(),
            names.iter().take(20).collect::<Vec<_>>()
        );
    }

    // types
    for (from, expected) in [
        ("let mut ha", "u32"),
        ("for wo", "&str"),
        ("let len", "usize"),
        ("let fou", "Vec<String>"),
    ] {
        let told = server.hover(TEXT, behind(from));
        assert!(told.contains(expected), "behind `{from}`: {told}");
    }

    // definitions: of a coroutine, and of a variable over a pause
    for (from, line) in [
        ("let found = wor", "pub fn words("),
        ("let length = cou", "async fn count("),
        ("harm + wor", "pub fn poison("),
        ("        ha", "let mut harm"),
    ] {
        let expected = TEXT[..TEXT.find(line).expect("the line is there")]
            .matches('\n')
            .count();
        let lines = server.definitions(TEXT, behind(from));
        assert!(
            lines.contains(&expected),
            "behind `{from}`: lines {lines:?}, and {expected} was looked for"
        );
    }

    // who calls a fn with a mistake in it still knows what it gives
    let (text, _) = changed("yield_value!(word);", "yield_value!(word;");
    let place = text.find("let fou").expect("the text is there") + "let fou".len();
    let told = server.hover(&text, place);
    assert!(told.contains("Vec<String>"), "beside a mistake: {told}");
}

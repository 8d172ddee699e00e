//! Which `macro_rules!` a call means, where a file has several of one name.
//!
//! ```text
//! macro_rules! m { A }    m!();    fn f() { macro_rules! m { B }  m!(); }    m!();        A, B, A
//! ```
//!
//! A definition is seen from its end on, up to the end of the block or module around it, and hides the one before. Takes
//! the text of a file and its tokens, gives the rules that the calls in a line mean. Tokens that are read from a file have
//! no places, so that calls are counted in both; where the counts differ, or a `cfg` or another macro may decide, nothing is
//! told.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::maps::HashMap;

/// The rules of each call, by the name of the macro and the line; `None` where it is not certain.
pub(super) type Meant = HashMap<(String, usize), Option<String>>;

/// What the calls of these macros mean.
pub(super) fn meant<'n>(
    text: &str,
    tokens: TokenStream,
    names: impl Iterator<Item = &'n String>,
) -> Meant {
    let mut meant = Meant::default();
    if text.contains("macro_use") {
        return meant;
    }
    let mut walk = Walk::default();
    walk.look(tokens);
    for name in names {
        let calls = walk.calls.remove(name).unwrap_or_default();
        let lines = lines_of_calls(text, name);
        if lines.len() != calls.len() {
            continue;
        }
        for (line, rules) in lines.into_iter().zip(calls) {
            let known = meant.entry((name.clone(), line));
            let same = rules.clone();
            known
                .and_modify(|known| *known = known.take().filter(|it| Some(it) == same.as_ref()))
                .or_insert(rules);
        }
    }
    meant
}

/// The line of each call, in the order of the text.
fn lines_of_calls(text: &str, name: &str) -> Vec<usize> {
    let call = format!("{name}!");
    let in_line = |line: &str| {
        let is_call = |(at, _): &(usize, &str)| {
            let before = line[..*at].chars().next_back();
            let behind = line[at + call.len()..].trim_start().chars().next();
            !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
                && behind.is_some_and(|c| "([{".contains(c))
        };
        match line.trim_start().starts_with("//") {
            true => 0,
            false => line.match_indices(&call).filter(is_call).count(),
        }
    };
    let lines = text.lines().enumerate();
    lines
        .flat_map(|(index, line)| std::iter::repeat_n(index + 1, in_line(line)))
        .collect()
}

#[derive(Default)]
struct Walk {
    /// What is seen here, and its rules where they are certain.
    seen: Vec<(String, Option<String>)>,
    calls: HashMap<String, Vec<Option<String>>>,
}

impl Walk {
    fn look(&mut self, tokens: TokenStream) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, tree) in trees.iter().enumerate() {
            let before = &trees[..at];
            match (before, tree) {
                (
                    [
                        ..,
                        TokenTree::Ident(word),
                        TokenTree::Punct(_),
                        TokenTree::Ident(name),
                    ],
                    TokenTree::Group(rules),
                ) if word == "macro_rules" => {
                    self.inside(rules.stream());
                    let is_certain = !is_conditional(&before[..before.len() - 3]);
                    let rules = is_certain.then(|| rules.stream().to_string());
                    self.seen.push((name.to_string(), rules));
                }
                (
                    [.., TokenTree::Ident(name), TokenTree::Punct(mark)],
                    TokenTree::Group(arguments),
                ) if mark.as_char() == '!' => {
                    let name = name.to_string();
                    let known = self.seen.iter().rev().find(|(known, _)| *known == name);
                    let rules = known.and_then(|(_, rules)| rules.clone());
                    self.calls.entry(name).or_default().push(rules);
                    // what is defined there may be seen behind it
                    for name in self.inside(arguments.stream()) {
                        self.seen.push((name, None));
                    }
                }
                (_, TokenTree::Group(group)) => {
                    let defined = self.inside(group.stream());
                    if group.delimiter() == Delimiter::None {
                        self.seen
                            .extend(defined.into_iter().map(|name| (name, None)));
                    }
                }
                _ => {}
            }
        }
    }

    /// Looks into a block, and gives the names that are defined in it.
    fn inside(&mut self, tokens: TokenStream) -> Vec<String> {
        let outside = self.seen.len();
        self.look(tokens);
        let defined = self.seen.drain(outside..);
        defined.map(|(name, _)| name).collect()
    }
}

/// Whether a `cfg` stands before an item.
fn is_conditional(before: &[TokenTree]) -> bool {
    let attributes = before.rchunks(2).map_while(|pair| match pair {
        [TokenTree::Punct(hash), TokenTree::Group(group)] if hash.as_char() == '#' => {
            Some(group.stream().to_string())
        }
        _ => None,
    });
    attributes.into_iter().any(|text| text.starts_with("cfg"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(usize, Option<String>)> {
        let tokens = text.parse().expect("the test's text has tokens");
        let found = meant(text, tokens, [String::from("m")].iter());
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort();
        let plain = |rules: String| rules.replace(' ', "");
        let lines = found.into_iter();
        lines
            .map(|((_, line), rules)| (line, rules.map(plain)))
            .collect()
    }

    #[test]
    fn a_definition_is_seen_to_the_end_of_its_block() {
        let text = "m!();\nmacro_rules! m { A }\n// m!()\nm!();\nfn f() {\nm!(m!());\nmacro_rules! m { B }\nm! {} }\nm!();";
        let a = || Some(String::from("A"));
        assert_eq!(
            told(text),
            [
                (1, None),
                (4, a()),
                (6, a()),
                (8, Some("B".into())),
                (9, a())
            ]
        );
    }

    #[test]
    fn what_is_not_certain_is_not_told() {
        let text = "macro_rules! m { A }\n#[cfg(x)] #[allow(y)] macro_rules! m { B }\nm!();";
        assert_eq!(told(text), [(3, None)]);
        let text = "macro_rules! m { A }\nother! { macro_rules! m { B } }\nm!();";
        assert_eq!(told(text), [(3, None)]);
        assert_eq!(told("macro_rules! m { A }\nm!(); \"m!()\";"), []);
        let text = "macro_rules! m { A } m!(); macro_rules! m { B } m!();";
        assert_eq!(told(text), [(1, None)]);
    }
}

//! The variables of a state, by what `Debug` prints of it.
//!
//! ```text
//! For1 { at: From2 { inner: Sleep { .. }, line: "3" }, iter: Rev { iter: 1..=2 }, limit: 2 }
//! line: "3"    iter: Rev { iter: 1..=2 }    limit: 2
//! ```
//!
//! The derived `Debug` of the enums writes the outer braces; of what stands inside them only the brackets and quotes
//! are looked at. Where those do not pair, as a `Debug` by hand may have it, nothing is given.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::Layout;

/// Names and values, innermost level first; delegates and what only waits to be dropped are left out.
pub(super) fn variables(layout: Layout, printed: &str) -> Option<Vec<(String, String)>> {
    let mut found = Vec::new();
    add(layout, printed, &mut found)?;
    Some(found)
}

fn add(layout: Layout, printed: &str, found: &mut Vec<(String, String)>) -> Option<()> {
    let Some((_, fields)) = printed.split_once(" { ") else {
        return Some(());
    };
    for field in split(fields.strip_suffix(" }")?)? {
        let (name, value) = field.split_once(": ")?;
        let name = name.trim_start_matches("r#");
        match layout.mark_of(name) {
            Some('@') => add(layout, value, found)?,
            Some(_) => {}
            None => found.push((name.to_string(), value.to_string())),
        }
    }
    Some(())
}

/// Splits at the commas that stand in no bracket and in no text.
fn split(fields: &str) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let (mut depth, mut start, mut at) = (0_usize, 0, 0);
    while let Some(character) = fields[at..].chars().next() {
        let rest = &fields[at..];
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.checked_sub(1)?,
            '"' => at += after_quote(&rest[1..], '"')?,
            // A character; an apostrophe by itself is no beginning of one.
            '\'' if rest[1..].starts_with('\\') || rest.chars().nth(2) == Some('\'') => {
                at += after_quote(&rest[1..], '\'')?;
            }
            ',' if depth == 0 && rest.starts_with(", ") => {
                parts.push(&fields[start..at]);
                start = at + 2;
            }
            _ => {}
        }
        at += character.len_utf8();
    }
    parts.push(&fields[start..]);
    (depth == 0).then_some(parts)
}

/// How long a text is up to its end.
fn after_quote(text: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            '\\' if !is_escaped => is_escaped = true,
            other if other == quote && !is_escaped => return Some(at + 1),
            _ => is_escaped = false,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: &str = "f\tf.rs\t1\n0s Start\t0\t\tlimit\t3\n0l For1\t0\t\t@at iter limit\t\n\
                          1n Next\t0\t\t\t\n1f From2\t3\t\t>inner ~old line\t3";

    fn seen(printed: &str) -> Option<String> {
        let found = variables(Layout::new(LAYOUT)?, printed)?;
        let shown = found
            .iter()
            .map(|(name, value)| alloc::format!("{name}={value}"));
        Some(shown.collect::<Vec<_>>().join(" | "))
    }

    #[test]
    fn the_variables_of_all_levels_are_found() {
        let printed = r#"For1 { at: From2 { inner: X { a: 1, b: 2 }, old: (), line: "a, {\"" }, iter: [1, 2], limit: '"' }"#;
        let expected = r#"line="a, {\"" | iter=[1, 2] | limit='"'"#;
        assert_eq!(seen(printed).as_deref(), Some(expected));
        assert_eq!(seen("Start { limit: 7 }").as_deref(), Some("limit=7"));
        assert_eq!(seen("Done").as_deref(), Some(""));
    }

    #[test]
    fn what_does_not_pair_is_not_split() {
        assert_eq!(seen("Start { limit: [ }"), None);
        assert_eq!(seen("Start { limit: \" }"), None);
    }
}

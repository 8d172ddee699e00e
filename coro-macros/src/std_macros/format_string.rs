//! Which variables a format string names: `"{x} {y:?} {:>width$} {:.digits$}"`.
//!
//! Takes the text of the literal, gives the names in it in the order of their first use, each
//! once. Numbers (`{0}`, `{:1$}`), `{}` and `{:.*}` name nothing. A string that is no format string
//! gives no error, as rustc will: what can be read is read.

/// The names in a format string.
pub fn names(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        if is_name(name) && !found.iter().any(|known| known == name) {
            found.push(name.to_string());
        }
    };
    for placeholder in placeholders(text) {
        let (argument, spec) = placeholder.split_once(':').unwrap_or((placeholder, ""));
        add(argument.trim());
        counts(spec).for_each(&mut add);
    }
    found
}

/// What stands between `{` and `}`. `{{` is a brace.
fn placeholders(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let after = rest.get(open + 1..).unwrap_or("");
        if let Some(escaped) = after.strip_prefix('{') {
            rest = escaped;
            continue;
        }
        let Some((placeholder, next)) = split_placeholder(after) else {
            break;
        };
        found.push(placeholder);
        rest = next;
    }
    found
}

/// Splits at the `}` that ends the placeholder. A `}` may be its fill: `{:}>5}`.
fn split_placeholder(after: &str) -> Option<(&str, &str)> {
    let close = after.find('}')?;
    let is_fill = after
        .get(..close)
        .is_some_and(|before| before.ends_with(':'))
        && after
            .get(close + 1..)
            .is_some_and(|next| next.starts_with(['<', '^', '>']));
    let close = if is_fill {
        close + 1 + after.get(close + 1..)?.find('}')?
    } else {
        close
    };
    Some((after.get(..close)?, after.get(close + 1..)?))
}

/// The names before each `$` of a format specification: `>width$.digits$` gives `width`, `digits`.
fn counts(spec: &str) -> impl Iterator<Item = &str> {
    let mut pieces: Vec<&str> = spec.split('$').collect();
    // Nothing after the last `$` is a count.
    pieces.pop();
    pieces.into_iter().map(|piece| {
        let start = piece
            .char_indices()
            .rev()
            .take_while(|(_, letter)| is_name_letter(*letter))
            .last()
            .map_or(piece.len(), |(position, _)| position);
        // A zero before a name is the flag: `{:0width$}`.
        piece.get(start..).unwrap_or("").trim_start_matches('0')
    })
}

fn is_name(text: &str) -> bool {
    text != "_"
        && text.chars().all(is_name_letter)
        && text.starts_with(|first: char| !first.is_ascii_digit())
}

fn is_name_letter(letter: char) -> bool {
    letter == '_' || letter.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_are_found_once_each() {
        assert_eq!(names("{x} {y:?} {x}"), ["x", "y"]);
        assert_eq!(names("{x:>width$.digits$}"), ["x", "width", "digits"]);
        assert_eq!(names("{0:>width$} {:.digits$?}"), ["width", "digits"]);
        assert_eq!(names("{größe:#06x} {_a1}"), ["größe", "_a1"]);
        assert_eq!(names("{:0width$} {:+08.p$e}"), ["width", "p"]);
        assert_eq!(names("{ x } {x\n}"), ["x"]);
    }

    #[test]
    fn other_strings_name_nothing() {
        for text in [
            "",
            "{}",
            "{{x}}",
            "{0} {1:2$}",
            "{:.*}",
            "{",
            "}",
            "{x",
            "{:}>5}",
            "{_}",
            "{x.y}",
        ] {
            assert!(names(text).is_empty(), "{text}");
        }
        assert_eq!(names("{{{x}}}"), ["x"]);
        assert_eq!(names("{x:}>5} {y}"), ["x", "y"]);
        assert_eq!(names("{:{>w$} {y}"), ["w", "y"]);
    }
}

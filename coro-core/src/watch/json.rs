//! JSON, as much of it as is needed: texts, numbers, lists and objects whose order is that of writing.

use std::string::String;
use std::vec::Vec;

/// A text in quotes. It may also stand in a `<script>`.
pub fn text(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted += "\\\"",
            '\\' => quoted += "\\\\",
            '\n' => quoted += "\\n",
            '<' => quoted += "\\u003c",
            '\u{2028}' | '\u{2029}' => quoted += &std::format!("\\u{:04x}", u32::from(character)),
            control if u32::from(control) < 0x20 => {
                quoted += &std::format!("\\u{:04x}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted + "\""
}

/// `null`, or what is there.
pub fn option(value: Option<String>) -> String {
    value.unwrap_or_else(|| "null".into())
}

/// `[a, b]`
pub fn list(values: impl IntoIterator<Item = String>) -> String {
    let values: Vec<String> = values.into_iter().collect();
    std::format!("[{}]", values.join(","))
}

/// `{"a": 1, "b": 2}`
pub fn object<'a>(fields: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let fields = fields.into_iter();
    let fields: Vec<String> = fields
        .map(|(name, value)| std::format!("{}:{value}", text(name)))
        .collect();
    std::format!("{{{}}}", fields.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped() {
        assert_eq!(
            text("a\"\\\n\u{1}</script>"),
            r#""a\"\\\n\u0001\u003c/script>""#
        );
    }

    #[test]
    fn lists_and_objects_are_nested() {
        let object = object([("a", list(["1".into(), option(None)])), ("b", text("c"))]);
        assert_eq!(object, r#"{"a":[1,null],"b":"c"}"#);
    }
}

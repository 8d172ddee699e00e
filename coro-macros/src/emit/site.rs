//! Where a state stands in the source, for people.
//!
//! Takes the span of a pause or of a loop's head and the text that was kept of it, gives the doc comment of a
//! variant: ``line 5: `yield_wait!()` ``. Outside of a compiler there are no lines.

use proc_macro2::Span;

use crate::split::Declared;

/// A place in the source, or what is said instead.
#[derive(Debug, Clone, Default)]
pub enum Site {
    /// Nothing is known.
    #[default]
    Unknown,
    /// No place of the user's: `Not started.`
    Words(&'static str),
    /// A line, and the beginning of what is written there.
    Line {
        /// From 1.
        line: usize,
        /// One line of text.
        text: Option<String>,
    },
}

impl Site {
    /// The place of a pause or of a loop, and the text that was kept of it.
    pub fn of(span: Span, text: Option<&String>) -> Site {
        if !proc_macro::is_available() {
            return Site::Unknown;
        }
        let line = span.unwrap().line();
        // a statement's span may be that of its first word only, which says nothing: its line does
        let is_word = |text: &String| text.chars().all(char::is_alphanumeric);
        let source = || span.source_text().filter(|text| !is_word(text));
        let text = text
            .cloned()
            .or_else(source)
            .or_else(|| line_of(span, line));
        Site::Line {
            line,
            text: text.map(|text| shortened(&text)),
        }
    }

    /// The doc comment.
    pub fn doc(&self) -> String {
        match self {
            Site::Unknown => String::new(),
            Site::Words(words) => (*words).to_string(),
            Site::Line { line, text: None } => format!("line {line}"),
            Site::Line {
                line,
                text: Some(text),
            } => format!("line {line}: `{text}`"),
        }
    }

    /// `` src/main.rs:7: `c.await` ``, for a body that has to say by itself where it stands.
    pub fn place(span: Span, text: Option<&String>) -> Option<String> {
        let site = Site::of(span, text);
        let file = file(span);
        match (site.line(), site.text()) {
            (0, _) => None,
            (line, "" | "await") => Some(format!("{file}:{line}")),
            (line, text) => Some(format!("{file}:{line}: `{text}`")),
        }
    }

    /// The line, or 0.
    pub fn line(&self) -> usize {
        match self {
            Site::Line { line, .. } => *line,
            _ => 0,
        }
    }

    /// What is written there.
    pub fn text(&self) -> &str {
        match self {
            Site::Line { text, .. } => text.as_deref().unwrap_or_default(),
            _ => "",
        }
    }
}

/// The line and column of a span: the same for all where nobody can say.
pub fn position(span: Span) -> (usize, usize) {
    match proc_macro::is_available() {
        true => (span.unwrap().line(), span.unwrap().column()),
        false => (0, 0),
    }
}

/// The file of a span, as the compiler names it.
pub fn file(span: Span) -> String {
    match proc_macro::is_available() {
        true => span.unwrap().file(),
        false => String::new(),
    }
}

/// What stands in this line of the file, from the span on.
fn line_of(span: Span, line: usize) -> Option<String> {
    let file = Declared::beside(span);
    let text = file.text().lines().nth(line.checked_sub(1)?)?;
    let from = text.get(span.unwrap().column().checked_sub(1)?..)?;
    (!from.is_empty()).then(|| from.to_string())
}

/// The first line, and not too much of it.
fn shortened(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default().trim();
    let mut shown: String = first.chars().take(60).collect();
    if shown.len() < first.len() {
        shown.push_str("..");
    }
    shown
}

//! Tokens as a line that people read.
//!
//! Takes any tokens, gives their text with Rust's usual spacing. `TokenStream`'s own text puts a space between
//! any two tokens; prettyplease prints whole files and is a dependency of the tests only.
//!
//! ```text
//! [source]  log . push (format ! ("{i}")) ;
//! [output]  log.push(format!("{i}"));
//! ```
//!
//! It guesses (`a < b` and `A<B>` by the first letter), breaks no line, and nothing is ever parsed from it.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, TokenStream, TokenTree};

/// The tokens on one line.
pub fn line(tokens: TokenStream) -> String {
    let mut text = Text::default();
    text.stream(tokens);
    text.written
}

/// What stands before the token that comes next.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Before {
    /// Nothing: a group begins.
    #[default]
    Open,
    /// A name, a literal, the end of a group.
    Operand,
    /// A word of the language, after which an operand is expected.
    Keyword,
    /// An operator between two operands, a comma.
    Operator,
    /// What the next token stands close to: `.`, `&`, `::`.
    Tight,
}

#[derive(Default)]
struct Text {
    written: String,
    before: Before,
    /// How many `<` of types are open.
    angles: usize,
    /// Between the bars of a closure.
    bars: bool,
    /// The last punctuation mark was one half of an operator.
    joint: bool,
}

impl Text {
    fn stream(&mut self, tokens: TokenStream) {
        for tree in tokens {
            match tree {
                TokenTree::Group(group) => self.group(&group),
                TokenTree::Ident(ident) => self.ident(&ident),
                TokenTree::Literal(literal) => self.operand(&literal.to_string()),
                TokenTree::Punct(punct) => self.punct(&punct),
            }
        }
    }

    fn space(&mut self) {
        if !matches!(self.before, Before::Open | Before::Tight) {
            self.written.push(' ');
        }
    }

    fn operand(&mut self, text: &str) {
        self.space();
        self.written.push_str(text);
        self.before = Before::Operand;
        self.joint = false;
    }

    fn ident(&mut self, ident: &Ident) {
        let text = ident.to_string();
        let is_field = self.written.ends_with('.');
        let is_label = self.before == Before::Tight && self.written.ends_with('\'');
        self.operand(&text);
        if is_label || (!is_field && is_keyword(&text)) {
            self.before = Before::Keyword;
        }
    }

    fn group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::None => return self.stream(group.stream()),
        };
        let is_block = group.delimiter() == Delimiter::Brace;
        if is_block || self.before != Before::Operand {
            self.space();
        }
        self.written.push_str(open);
        let angles = std::mem::take(&mut self.angles);
        let wide = is_block && !group.stream().is_empty();
        self.before = if wide { Before::Operator } else { Before::Open };
        self.stream(group.stream());
        if wide {
            self.written.push(' ');
        }
        self.written.push_str(close);
        self.angles = angles;
        self.joint = false;
        self.before = if is_block {
            Before::Operator
        } else {
            Before::Operand
        };
    }

    fn punct(&mut self, punct: &Punct) {
        let mark = punct.as_char();
        let second = std::mem::replace(&mut self.joint, punct.spacing() == Spacing::Joint);
        let after_operand = self.before == Before::Operand;
        if second && mark != '\'' {
            let turbofish = mark == '<' && self.written.ends_with("::");
            self.angles += usize::from(turbofish);
            self.written.push(mark);
            self.before = match mark {
                ':' | '.' => Before::Tight,
                '<' if turbofish => Before::Tight,
                '>' if self.angles > 0 => {
                    self.angles -= 1;
                    Before::Operand
                }
                '=' if self.written.ends_with("..=") => Before::Tight,
                _ => Before::Operator,
            };
            return;
        }
        let prefix = !after_operand && matches!(mark, '&' | '*' | '-' | '!' | '\'' | '#');
        let (near, after) = match mark {
            ',' | ';' => (true, Before::Operator),
            '.' => (after_operand, Before::Tight),
            '?' => (true, Before::Operand),
            ':' if self.joint => (after_operand, Before::Tight),
            ':' => (true, Before::Operator),
            '!' if after_operand && !self.joint => (true, Before::Operand),
            '<' if self.opens_type() => {
                self.angles += 1;
                (true, Before::Tight)
            }
            '>' if self.angles > 0 => {
                self.angles -= 1;
                (true, Before::Operand)
            }
            '|' if self.bars => {
                self.bars = false;
                (true, Before::Operator)
            }
            '|' if !after_operand => {
                self.bars = !self.joint;
                (false, Before::Tight)
            }
            _ => (
                false,
                if prefix {
                    Before::Tight
                } else {
                    Before::Operator
                },
            ),
        };
        if !near {
            self.space();
        }
        self.written.push(mark);
        self.before = after;
    }

    /// Whether a `<` that comes now is one of a type.
    fn opens_type(&self) -> bool {
        let word = self
            .written
            .rsplit(|last: char| !last.is_alphanumeric() && last != '_')
            .next();
        self.written.ends_with("::")
            || word.is_some_and(|word| word.starts_with(char::is_uppercase))
    }
}

fn is_keyword(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "as", "break", "const", "continue", "dyn", "else", "for", "if", "impl", "in", "let",
        "loop", "match", "move", "mut", "ref", "return", "static", "unsafe", "use", "where",
        "while", "yield",
    ];
    WORDS.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn reads_as_it_was_written() {
        for text in [
            "let mut log: Vec<String> = Vec::new();",
            "log.push(format!(\"{i}\", a.b[0]));",
            "if a < b && !c { break 'for1 (x, -1) }",
            "let x = &mut *y[1..=n].iter().collect::<Vec<_>>();",
            "let f = move |a, b: &str| a + b;",
            "let Some(x) = g()? else { return None };",
            "x += if c { 1 } else { 2 };",
            "match r { Ok(v) => v, Err(e) => return Err(e.into()) }",
            "#[allow(unused)] let Foo { x, .. } = foo;",
            "let all = ..;",
            "a != b || c >= d",
        ] {
            let tokens = text.parse().expect("the test's text has tokens");
            assert_eq!(line(tokens), text);
        }
    }
}

//! Pieces of program text.
//!
//! Gives [`Code`], an expression's text with what has to be known to put it inside another one,
//! and [`indent`], which lays out finished text.
//!
//! ```
//! use fuzz::code::Code;
//!
//! assert_eq!(Code::open("a + b").operand(), "(a + b)");
//! assert_eq!(Code::atom("f(a)").operand(), "f(a)");
//! ```
//!
//! It does not parse anything: braces are counted outside of string literals, no more.

/// How an expression binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Needs no parentheses anywhere.
    Atom,
    /// Needs them as an operand.
    Open,
    /// Needs them as an operand and before a block.
    BeforeBlock,
}

/// The text of an expression.
#[derive(Clone, Debug)]
pub struct Code {
    text: String,
    shape: Shape,
}

impl Code {
    /// A literal, a path, a call, a macro.
    pub fn atom(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            shape: Shape::Atom,
        }
    }

    /// An operator's expression, a block, an `if`, a cast.
    pub fn open(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            shape: Shape::Open,
        }
    }

    /// A struct literal, a jump, a labelled block.
    pub fn before_block(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            shape: Shape::BeforeBlock,
        }
    }

    /// As an argument, an initialiser, the end of a block.
    pub fn bare(self) -> String {
        self.text
    }

    /// As an operand or a receiver.
    pub fn operand(self) -> String {
        match self.shape {
            Shape::Atom => self.text,
            Shape::Open | Shape::BeforeBlock => format!("({})", self.text),
        }
    }

    /// As a condition, a scrutinee or what a `for` goes over.
    pub fn head(self) -> String {
        match self.shape {
            Shape::Atom | Shape::Open => self.text,
            Shape::BeforeBlock => format!("({})", self.text),
        }
    }
}

/// Statements, one after the other, in braces.
pub fn braced(statements: &[String]) -> String {
    if statements.is_empty() {
        return "{}".to_string();
    }
    format!("{{\n{}\n}}", statements.join("\n"))
}

/// Lays out text line by line, four spaces a brace.
pub fn indent(text: &str) -> String {
    let mut result = String::new();
    let mut depth = 0usize;
    for line in text.lines() {
        let line = line.trim();
        let closing = line
            .chars()
            .take_while(|letter| matches!(letter, '}' | ')' | ']'))
            .count();
        if !line.is_empty() {
            result.push_str(&"    ".repeat(depth.saturating_sub(closing)));
            result.push_str(line);
        }
        result.push('\n');
        depth = depth.saturating_add_signed(balance(line));
    }
    result
}

fn balance(line: &str) -> isize {
    let mut balance = 0;
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            '{' | '(' | '[' if !quoted => balance += 1,
            '}' | ')' | ']' if !quoted => balance -= 1,
            _ => {}
        }
    }
    balance
}

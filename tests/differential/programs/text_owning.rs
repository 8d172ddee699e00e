//! Text, grammars, encoders, tables over owned input.

use crate::prelude::*;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt::{self, Write};
use std::str::FromStr;

#[derive(Debug, Clone, PartialEq)]
enum Tok { Num(f64), Op(char), LParen, RParen, Ident(String), Comma }
#[derive(Debug, Clone, PartialEq)]
enum Expr { Num(f64), Var(String), Bin(Box<Expr>, char, Box<Expr>), Call(String, Vec<Expr>) }
#[derive(Debug, PartialEq)]
struct SyntaxError { line: usize, message: String }
impl fmt::Display for SyntaxError { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}: {}", self.line, self.message) } }
impl std::error::Error for SyntaxError {}
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Level { Debug, Info, Warn, Error }
impl FromStr for Level { type Err = String; fn from_str(s: &str) -> Result<Self, String> { match s { "DEBUG" => Ok(Level::Debug), "INFO" => Ok(Level::Info), "WARN" => Ok(Level::Warn), "ERROR" => Ok(Level::Error), other => Err(format!("unknown level {other:?}")) } } }
#[derive(Debug, Clone)]
struct Entry { level: Level, module: String, text: String }

struct Lexer { source: String, pos: usize, line: usize }
impl Lexer {
    fn new(source: impl Into<String>) -> Self { Lexer { source: source.into(), pos: 0, line: 1 } }
    coro! {
        fn tokens(mut self) yields Tok -> Result<usize, SyntaxError> {
            let mut chars = self.source.chars().peekable();
            while let Some(c) = chars.next() {
                self.pos += c.len_utf8();
                match c {
                    '\n' => self.line += 1,
                    c if c.is_whitespace() => {}
                    c if c.is_ascii_digit() => {
                        let mut text = c.to_string();
                        while let Some(d) = chars.next_if(|d| d.is_ascii_digit() || *d == '.') { text.push(d); }
                        let value = text.parse().map_err(|_| SyntaxError { line: self.line, message: format!("bad number {text}") })?;
                        yield_value!(Tok::Num(value));
                    }
                    c if c.is_alphabetic() => {
                        let mut name = String::from(c);
                        while let Some(&d) = chars.peek() { if d.is_alphanumeric() { name.push(d); chars.next(); } else { break } }
                        yield_value!(Tok::Ident(name));
                    }
                    '(' => yield_value!(Tok::LParen),
                    ')' => yield_value!(Tok::RParen),
                    ',' => yield_value!(Tok::Comma),
                    '+' | '-' | '*' | '/' => yield_value!(Tok::Op(c)),
                    other => return Err(SyntaxError { line: self.line, message: format!("unexpected {other}") }),
                }
            }
            Ok(self.line)
        }

        fn lines(&self) yields (usize, &str) -> usize {
            let mut n = 0;
            for (i, line) in self.source.lines().enumerate() {
                let line = line.trim();
                if line.is_empty() { continue }
                n += 1;
                yield_value!((i + 1, line));
            }
            n
        }
    }
}

coro! {
    fn expression(tokens: &mut VecDeque<Tok>, min: u8) yields String -> Result<Expr, String> {
        let mut left = match tokens.pop_front() {
            Some(Tok::Num(n)) => Expr::Num(n),
            Some(Tok::Ident(name)) => {
                if tokens.front() == Some(&Tok::LParen) {
                    tokens.pop_front();
                    let mut args = vec![];
                    while tokens.front() != Some(&Tok::RParen) {
                        args.push(Expr::Num(match tokens.pop_front() { Some(Tok::Num(n)) => n, Some(Tok::Comma) => continue, other => return Err(format!("{other:?} in a call")) }));
                    }
                    tokens.pop_front();
                    yield_value!(format!("call {name} with {}", args.len()));
                    Expr::Call(name, args)
                } else {
                    yield_value!(format!("variable {name}"));
                    Expr::Var(name)
                }
            }
            other => return Err(format!("unexpected {other:?}")),
        };
        while let Some(&Tok::Op(op)) = tokens.front() {
            let power = if matches!(op, '+' | '-') { 1 } else { 2 };
            if power < min { break }
            tokens.pop_front();
            let right = match tokens.pop_front() { Some(Tok::Num(n)) => Expr::Num(n), Some(Tok::Ident(v)) => Expr::Var(v), other => return Err(format!("{other:?} after {op}")) };
            yield_value!(format!("{op}"));
            left = Expr::Bin(Box::new(left), op, Box::new(right));
        }
        Ok(left)
    }

    fn eval(expr: Expr, vars: HashMap<String, f64>) yields f64 -> Result<f64, String> {
        enum Step { Eval(Expr), Apply(char) }
        let mut todo = vec![Step::Eval(expr)];
        let mut values: Vec<f64> = vec![];
        while let Some(step) = todo.pop() {
            match step {
                Step::Eval(Expr::Num(n)) => values.push(n),
                Step::Eval(Expr::Var(name)) => {
                    let Some(v) = vars.get(&name) else { return Err(format!("unknown {name}")) };
                    values.push(*v);
                    yield_value!(*v);
                }
                Step::Eval(Expr::Bin(a, op, b)) => {
                    todo.push(Step::Apply(op));
                    todo.push(Step::Eval(*b));
                    todo.push(Step::Eval(*a));
                }
                Step::Eval(Expr::Call(name, args)) => return Err(format!("{name}/{}", args.len())),
                Step::Apply(op) => {
                    let (b, a) = (values.pop().ok_or("empty")?, values.pop().ok_or("empty")?);
                    let value = match op { '+' => a + b, '-' => a - b, '*' => a * b, '/' if b == 0.0 => return Err("division by zero".into()), '/' => a / b, _ => unreachable!() };
                    values.push(value);
                    yield_value!(value);
                }
            }
        }
        values.pop().ok_or_else(|| String::from("nothing"))
    }

    fn log_entries(text: String, at_least: Level) yields Entry -> Result<BTreeMap<Level, usize>, Box<dyn std::error::Error>> {
        let mut counts = BTreeMap::new();
        for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty()) {
            let (level, rest) = line.split_once(' ').ok_or_else(|| SyntaxError { line: number + 1, message: "no level".into() })?;
            let level: Level = level.parse()?;
            *counts.entry(level).or_insert(0usize) += 1;
            if level < at_least { continue }
            let (module, text) = match rest.find(": ") {
                Some(i) => (&rest[..i], &rest[i + 2..]),
                None => ("main", rest),
            };
            yield_value!(Entry { level, module: module.to_string(), text: text.to_string() });
        }
        Ok(counts)
    }

    fn wrap_text(text: String, width: usize) yields String -> usize {
        let mut line = String::new();
        let mut lines = 0;
        for word in text.split_whitespace() {
            if !line.is_empty() && line.len() + 1 + word.len() > width {
                lines += 1;
                yield_value!(std::mem::take(&mut line));
            }
            if !line.is_empty() { line.push(' '); }
            line += word;
        }
        if !line.is_empty() { lines += 1; yield_value!(line); }
        lines
    }

    fn table(rows: Vec<Vec<String>>) yields String {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(|c| rows.iter().filter_map(|r| r.get(c)).map(|s| s.len()).max().unwrap_or(0)).collect();
        for (i, row) in rows.iter().enumerate() {
            let mut out = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                write!(out, "|{cell:<width$}").unwrap();
            }
            yield_value!(out + "|");
            if i == 0 { yield_value!(widths.iter().map(|w| format!("+{}", "-".repeat(*w))).collect::<String>() + "+"); }
        }
    }

    fn diff(old: String, new: String) yields String -> (usize, usize) {
        let a: Vec<&str> = old.lines().collect();
        let b: Vec<&str> = new.lines().collect();
        let (mut i, mut j) = (0, 0);
        let (mut added, mut removed) = (0, 0);
        while i < a.len() || j < b.len() {
            match (a.get(i), b.get(j)) {
                (Some(x), Some(y)) if x == y => { yield_value!(format!("  {x}")); i += 1; j += 1; }
                (Some(x), y) if y.is_none() || !b[j..].contains(x) => { yield_value!(format!("- {x}")); removed += 1; i += 1; }
                (_, Some(y)) => { yield_value!(format!("+ {y}")); added += 1; j += 1; }
                _ => unreachable!(),
            }
        }
        (added, removed)
    }

    fn base64_lines(data: Vec<u8>, width: usize) yields String {
        const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut line = String::with_capacity(width);
        for chunk in data.chunks(3) {
            let n = chunk.iter().fold(0u32, |acc, b| acc << 8 | *b as u32) << (8 * (3 - chunk.len()));
            for i in 0..4 {
                line.push(if i <= chunk.len() { ALPHABET[(n >> (18 - 6 * i) & 63) as usize] as char } else { '=' });
                if line.len() == width { yield_value!(std::mem::replace(&mut line, String::with_capacity(width))); }
            }
        }
        if !line.is_empty() { yield_value!(line) }
    }

    fn huffman_bits(codes: HashMap<char, &'static str>, text: String) yields bool -> Result<usize, char> {
        let mut bits = 0;
        for c in text.chars() {
            let code = codes.get(&c).ok_or(c)?;
            for bit in code.bytes() {
                bits += 1;
                yield_value!(bit == b'1');
            }
        }
        Ok(bits)
    }

    fn glob(pattern: &str, names: Vec<String>) yields String -> usize {
        fn matches(p: &[u8], s: &[u8]) -> bool {
            match (p, s) {
                ([], []) => true,
                ([b'*', p @ ..], s) => matches(p, s) || (!s.is_empty() && matches(&[b"*", p].concat(), &s[1..])),
                ([b'?', p @ ..], [_, s @ ..]) => matches(p, s),
                ([a, p @ ..], [b, s @ ..]) if a == b => matches(p, s),
                _ => false,
            }
        }
        let total = names.len();
        let hits = names.iter().filter(|n| matches(pattern.as_bytes(), n.as_bytes()));
        let mut n = 0;
        for name in hits {
            n += 1;
            yield_value!(name.clone());
        }
        total - n
    }

    fn anagrams(words: Vec<&'static str>) yields Vec<&'static str> -> usize {
        let mut groups: BTreeMap<Vec<char>, Vec<&'static str>> = BTreeMap::new();
        for word in words {
            let mut key: Vec<char> = word.chars().collect();
            key.sort_unstable();
            groups.entry(key).or_default().push(word);
        }
        let mut lonely = 0;
        for (_, mut group) in groups {
            if let [_] = group[..] { lonely += 1; continue }
            group.sort();
            yield_value!(group);
        }
        lonely
    }

    fn key_values(line: String) yields (String, String) -> Result<std::collections::BTreeSet<String>, String> {
        let mut seen = std::collections::BTreeSet::new();
        let mut pairs = line.split(';').map(str::trim).filter(|p| !p.is_empty());
        while let Some(pair) = pairs.next() {
            let (key, value) = pair.split_once('=').ok_or_else(|| format!("no value in {pair:?}"))?;
            if !seen.insert(key.to_string()) { return Err(format!("{key} twice")); }
            yield_value!((key.to_string(), value.trim_matches('"').to_string()));
        }
        Ok(seen)
    }

    fn url(text: String) yields (&'static str, String) -> Option<u16> {
        let (scheme, rest) = text.split_once("://")?;
        yield_value!(("scheme", scheme.to_string()));
        let (authority, path) = match rest.find('/') {
            Some(i) => rest.split_at(i),
            None => (rest, "/"),
        };
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) => (host, port.parse().ok()),
            None => (authority, None),
        };
        yield_value!(("host", host.to_lowercase()));
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        yield_value!(("path", path.to_string()));
        for pair in query.split('&').filter(|p| !p.is_empty()) {
            yield_value!(("query", pair.to_string()));
        }
        port.or(match scheme { "http" => Some(80), "https" => Some(443), _ => None })
    }

    fn semver(text: String) yields u32 -> Result<String, String> {
        let (core, pre) = match text.split_once('-') {
            Some((core, pre)) => (core, Some(pre)),
            None => (text.as_str(), None),
        };
        let mut parts = core.split('.');
        for name in ["major", "minor", "patch"] {
            let part = parts.next().ok_or(format!("no {name}"))?;
            yield_value!(part.parse().map_err(|e| format!("{name}: {e}"))?);
        }
        if let Some(extra) = parts.next() { return Err(format!("{extra} is too much")); }
        Ok(pre.unwrap_or("release").to_string())
    }

    fn brainf(program: String, input: Vec<u8>) yields u8 -> Result<usize, usize> {
        let code: Vec<char> = program.chars().filter(|c| "+-<>[].,".contains(*c)).collect();
        let mut jumps = HashMap::new();
        let mut open = vec![];
        for (i, c) in code.iter().enumerate() {
            match c {
                '[' => open.push(i),
                ']' => { let j = open.pop().ok_or(i)?; jumps.insert(i, j); jumps.insert(j, i); }
                _ => {}
            }
        }
        if let Some(i) = open.pop() { return Err(i); }
        let mut input = input.into_iter();
        let mut tape = [0u8; 32];
        let (mut pc, mut ptr, mut steps) = (0, 0, 0);
        while let Some(op) = code.get(pc) {
            steps += 1;
            match op {
                '+' => tape[ptr] = tape[ptr].wrapping_add(1),
                '-' => tape[ptr] = tape[ptr].wrapping_sub(1),
                '>' => ptr = (ptr + 1) % tape.len(),
                '<' => ptr = ptr.checked_sub(1).unwrap_or(tape.len() - 1),
                '.' => yield_value!(tape[ptr]),
                ',' => tape[ptr] = input.next().unwrap_or(0),
                '[' if tape[ptr] == 0 => pc = jumps[&pc],
                ']' if tape[ptr] != 0 => pc = jumps[&pc],
                _ => {}
            }
            pc += 1;
        }
        Ok(steps)
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("lexer", || Lexer::new("a1 + (2.5 * f)\n- 3").tokens());
    t.case("lexer bad", || Lexer::new("1.2.3").tokens());
    t.case("lexer odd", || Lexer::new("1\n$").tokens());
    t.scope("lines", |d| d.run(Lexer::new("a\n\n b ").lines()));
    let toks = || VecDeque::from([Tok::Ident("f".into()), Tok::LParen, Tok::Num(1.0), Tok::Comma, Tok::Num(2.0), Tok::RParen, Tok::Op('*'), Tok::Ident("x".into()), Tok::Op('+'), Tok::Num(2.0)]);
    t.scope("expression", |d| d.run(expression(&mut toks(), 1)));
    t.scope("expression 2", |d| d.run(expression(&mut toks(), 2)));
    t.scope("expression bad", |d| d.run(expression(&mut VecDeque::from([Tok::Num(1.0), Tok::Op('+')]), 2)));
    let e = || Expr::Bin(Box::new(Expr::Num(6.0)), '/', Box::new(Expr::Bin(Box::new(Expr::Var("x".into())), '-', Box::new(Expr::Num(1.0)))));
    t.case("eval", || eval(e(), HashMap::from([("x".to_string(), 3.0)])));
    t.case("eval zero", || eval(e(), HashMap::from([("x".to_string(), 1.0)])));
    t.case("eval none", || eval(e(), HashMap::new()));
    t.case("log", || log_entries("INFO net: up\n\nDEBUG x\nERROR disk".into(), Level::Info));
    t.case("log bad", || log_entries("INFO net: up\nFOO x".into(), Level::Info));
    t.case("log bad 2", || log_entries("INFO".into(), Level::Info));
    t.case("wrap", || wrap_text("the quick brown fox jumps".into(), 10));
    t.case("table", || table(vec![vec!["a".into(), "bcd".into()], vec!["ef".into()]]));
    t.case("diff", || diff("a\nb\nc".into(), "a\nc\nd".into()));
    t.case("base64", || base64_lines(b"hello world".to_vec(), 5));
    t.case("huffman", || huffman_bits(HashMap::from([('a', "0"), ('b', "10")]), "aba".into()));
    t.case("huffman bad", || huffman_bits(HashMap::from([('a', "0")]), "abc".into()));
    t.case("glob", || glob("a*?", vec!["ab".into(), "b".into(), "abc".into()]));
    t.case("anagrams", || anagrams(vec!["tea", "x", "ate", "no", "on"]));
    t.case("pairs", || key_values("a=1; b=\"2\" ;;c=".into()));
    t.case("pairs twice", || key_values("a=1;a=2".into()));
    t.case("pairs bad", || key_values("a=1;b".into()));
    t.case("url", || url("https://Ex.org:80/a/b?x=1&y".into()));
    t.case("url 2", || url("http://ex".into()));
    t.case("url 3", || url("ex".into()));
    t.case("semver", || semver("1.20.3-beta".into()));
    t.case("semver 2", || semver("1.20".into()));
    t.case("semver 3", || semver("1.2.3.4".into()));
    t.case("bf", || brainf("++[>+.<-],.".into(), vec![9]));
    t.case("bf bad", || brainf("++[".into(), vec![9]));
}

//! Tokenizers, parsers, codecs over what the coroutine owns.

use crate::prelude::*;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt;
use std::iter::Peekable;
use std::str::{Chars, FromStr};

#[derive(Debug, Clone, PartialEq)]
enum Token { Number(i64), Ident(String), Symbol(char), Str(String), Keyword(Keyword), Eof }
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keyword { Let, If, Else }
impl FromStr for Keyword {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        Ok(match s { "let" => Keyword::Let, "if" => Keyword::If, "else" => Keyword::Else, _ => return Err(()) })
    }
}

#[derive(Debug)]
enum LexError { UnexpectedChar { ch: char, pos: usize }, UnterminatedString(usize), BadNumber(std::num::ParseIntError) }
impl fmt::Display for LexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LexError::UnexpectedChar { ch, pos } => write!(f, "unexpected {ch:?} at {pos}"),
            LexError::UnterminatedString(at) => write!(f, "string from {at} does not end"),
            LexError::BadNumber(e) => write!(f, "bad number: {e}"),
        }
    }
}
impl std::error::Error for LexError {}
impl From<std::num::ParseIntError> for LexError { fn from(e: std::num::ParseIntError) -> Self { LexError::BadNumber(e) } }

#[derive(Debug, Clone, PartialEq)]
enum Json { Null, Bool(bool), Number(f64), Text(String), List(Vec<Json>), Object(Vec<(String, Json)>) }

#[derive(Debug, PartialEq, Clone)]
enum Event<'a> { Start(&'a str), End(&'a str), Text(&'a str) }

fn skip_spaces(chars: &mut Peekable<Chars<'_>>) {
    while chars.next_if(|c| c.is_whitespace()).is_some() {}
}

struct Cursor<'a> { text: &'a str, pos: usize }
impl<'a> Cursor<'a> {
    fn peek(&self) -> Option<char> { self.text[self.pos..].chars().next() }
    fn bump(&mut self) -> Option<char> { let c = self.peek()?; self.pos += c.len_utf8(); Some(c) }
    fn take_while(&mut self, f: impl Fn(char) -> bool) -> &'a str {
        let start = self.pos;
        while self.peek().is_some_and(&f) { self.bump(); }
        &self.text[start..self.pos]
    }
}

coro! {
    fn lex(source: String) yields Token -> Result<usize, LexError> {
        let mut chars = source.chars().peekable();
        let mut pos = 0;
        let mut count = 0;
        while let Some(c) = chars.next() {
            pos += 1;
            match c {
                c if c.is_whitespace() => continue,
                '0'..='9' => {
                    let mut number = c.to_string();
                    while let Some(d) = chars.peek() {
                        if d.is_ascii_digit() {
                            number.push(*d);
                            chars.next();
                            pos += 1;
                        } else {
                            break;
                        }
                    }
                    yield_value!(Token::Number(number.parse()?));
                }
                'a'..='z' | 'A'..='Z' | '_' => {
                    let mut ident = String::from(c);
                    while let Some(&d) = chars.peek() {
                        if !d.is_alphanumeric() && d != '_' { break; }
                        ident.push(d);
                        chars.next();
                        pos += 1;
                    }
                    let token = match ident.parse::<Keyword>() {
                        Ok(keyword) => Token::Keyword(keyword),
                        Err(()) => Token::Ident(ident),
                    };
                    yield_value!(token);
                }
                '"' => {
                    let start = pos;
                    let mut text = String::new();
                    loop {
                        match chars.next() {
                            None => return Err(LexError::UnterminatedString(start)),
                            Some('"') => break,
                            Some('\\') => {
                                if let Some(escaped) = chars.next() { text.push(escaped); }
                            }
                            Some(other) => text.push(other),
                        }
                    }
                    yield_value!(Token::Str(text));
                }
                '+' | '-' | '*' | '/' | '=' | '(' | ')' | ';' => yield_value!(Token::Symbol(c)),
                ch => return Err(LexError::UnexpectedChar { ch, pos }),
            }
            count += 1;
        }
        yield_value!(Token::Eof);
        Ok(count)
    }

    fn lex_indexed(text: String) yields (usize, String) -> Option<usize> {
        let mut iter = text.char_indices().peekable();
        let mut last = None;
        while let Some(&(start, c)) = iter.peek() {
            if c.is_whitespace() { iter.next(); continue; }
            let mut end = start;
            while let Some((i, c)) = iter.next_if(|(_, c)| !c.is_whitespace()) {
                end = i + c.len_utf8();
            }
            last = Some(start);
            yield_value!((start, text[start..end].to_string()));
        }
        last
    }

    fn lex_bytes(source: &str) yields &str {
        let bytes = source.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            let start = i;
            match bytes[i] {
                b' ' | b'\n' => { i += 1; continue }
                b'0'..=b'9' => while i < bytes.len() && bytes[i].is_ascii_digit() { i += 1 },
                b if b.is_ascii_alphabetic() => while i < bytes.len() && bytes[i].is_ascii_alphanumeric() { i += 1 },
                _ => i += 1,
            }
            yield_value!(&source[start..i]);
        }
    }

    fn expr_rpn(line: String) yields String -> Result<i64, String> {
        let mut output: Vec<String> = vec![];
        let mut ops: Vec<char> = Vec::new();
        let prec = |op: char| match op { '+' | '-' => 1, '*' | '/' => 2, _ => 0 };
        let mut chars = line.chars().filter(|c| !c.is_whitespace()).peekable();
        while let Some(c) = chars.next() {
            if let Some(d) = c.to_digit(10) {
                let mut value = d as i64;
                while let Some(d) = chars.peek().and_then(|c| c.to_digit(10)) {
                    value = value * 10 + i64::from(d);
                    chars.next();
                }
                output.push(value.to_string());
                yield_value!(value.to_string());
            } else if c == '(' {
                ops.push(c);
            } else if c == ')' {
                loop {
                    match ops.pop() {
                        Some('(') => break,
                        Some(op) => { yield_value!(op.to_string()); output.push(op.into()); }
                        None => return Err("unbalanced".into()),
                    }
                }
            } else {
                while let Some(&top) = ops.last() {
                    if prec(top) < prec(c) { break; }
                    ops.pop();
                    yield_value!(top.to_string());
                    output.push(top.to_string());
                }
                ops.push(c);
            }
        }
        while let Some(op) = ops.pop() {
            output.push(op.to_string());
            yield_value!(op.to_string());
        }
        let mut stack = vec![];
        for item in &output {
            match item.parse::<i64>() {
                Ok(n) => stack.push(n),
                Err(_) => {
                    let (Some(b), Some(a)) = (stack.pop(), stack.pop()) else {
                        return Err(format!("too few operands for {item}"));
                    };
                    stack.push(match item.as_str() { "+" => a + b, "-" => a - b, "*" => a * b, "/" => a.checked_div(b).ok_or("division by zero")?, other => return Err(other.to_string()) });
                }
            }
        }
        stack.pop().ok_or_else(|| "empty".to_string())
    }

    fn json_scalars(text: &str) yields Json -> Result<(), String> {
        let mut chars = text.chars().peekable();
        loop {
            skip_spaces(&mut chars);
            let Some(&c) = chars.peek() else { break };
            let value = match c {
                'n' | 't' | 'f' => {
                    let word: String = std::iter::from_fn(|| chars.next_if(|c| c.is_alphabetic())).collect();
                    match word.as_str() {
                        "null" => Json::Null,
                        "true" => Json::Bool(true),
                        "false" => Json::Bool(false),
                        other => return Err(format!("unknown word {other}")),
                    }
                }
                '"' => {
                    chars.next();
                    Json::Text(chars.by_ref().take_while(|c| *c != '"').collect())
                }
                '-' | '0'..='9' => {
                    let mut s = String::new();
                    while let Some(c) = chars.next_if(|c| matches!(c, '-' | '.' | '0'..='9')) { s.push(c); }
                    Json::Number(s.parse().map_err(|e| format!("{s}: {e}"))?)
                }
                ',' => { chars.next(); continue }
                other => return Err(format!("unexpected {other}")),
            };
            yield_value!(value);
        }
        Ok(())
    }

    fn csv_rows(text: String) yields Vec<String> -> usize {
        let mut rows = 0;
        for line in text.lines() {
            let mut fields = vec![];
            let mut field = String::new();
            let mut quoted = false;
            let mut chars = line.chars().peekable();
            while let Some(c) = chars.next() {
                match (c, quoted) {
                    ('"', true) if chars.peek() == Some(&'"') => { chars.next(); field.push('"'); }
                    ('"', _) => quoted = !quoted,
                    (',', false) => fields.push(std::mem::take(&mut field)),
                    (c, _) => field.push(c),
                }
            }
            fields.push(field);
            rows += 1;
            yield_value!(fields);
        }
        rows
    }

    fn csv_fed() receives mut ch: Option<char> yields Option<Vec<String>> -> usize {
        let mut rows = 0;
        let mut row = Vec::new();
        'rows: loop {
            let mut cell = String::new();
            loop {
                match ch {
                    None => break 'rows,
                    Some(',') => {
                        row.push(cell);
                        ch = yield_value!(None);
                        continue 'rows;
                    }
                    Some('\n') => {
                        row.push(cell);
                        rows += 1;
                        ch = yield_value!(Some(std::mem::take(&mut row)));
                        continue 'rows;
                    }
                    Some(c) => cell.push(c),
                }
                ch = yield_value!(None);
            }
        }
        rows
    }

    fn ini(text: &str) yields (Option<String>, String, String) -> Result<HashMap<String, usize>, String> {
        let mut section = None;
        let mut counts = HashMap::new();
        for (number, line) in text.lines().map(str::trim).enumerate() {
            if line.is_empty() || line.starts_with(['#', ';']) { continue }
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = Some(name.to_string());
                counts.insert(name.to_string(), 0);
                continue;
            }
            let Some((key, value)) = line.split_once('=') else {
                return Err(format!("line {}: no `=` in {line:?}", number + 1));
            };
            if let Some(name) = &section {
                *counts.entry(name.clone()).or_insert(0) += 1;
            }
            yield_value!((section.clone(), key.trim_end().to_owned(), value.trim_start().to_owned()));
        }
        Ok(counts)
    }

    fn xml_events<'a>(text: &'a str) yields Event<'a> -> Result<Vec<&'a str>, String> {
        let mut rest = text;
        let mut open: Vec<&'a str> = Vec::new();
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix("</") {
                let end = after.find('>').ok_or("unclosed tag")?;
                let name = &after[..end];
                match open.pop() {
                    Some(top) if top == name => yield_value!(Event::End(name)),
                    Some(top) => return Err(format!("expected </{top}>, got </{name}>")),
                    None => return Err(format!("</{name}> closes nothing")),
                }
                rest = &after[end + 1..];
            } else if let Some(after) = rest.strip_prefix('<') {
                let (name, tail) = after.split_once('>').ok_or("unclosed tag")?;
                if let Some(name) = name.strip_suffix('/') {
                    yield_value!(Event::Start(name));
                    yield_value!(Event::End(name));
                } else {
                    open.push(name);
                    yield_value!(Event::Start(name));
                }
                rest = tail;
            } else {
                let end = rest.find('<').unwrap_or(rest.len());
                let (text, tail) = rest.split_at(end);
                if !text.trim().is_empty() { yield_value!(Event::Text(text)); }
                rest = tail;
            }
        }
        Ok(open)
    }

    fn markdown(source: String) yields String {
        let mut lines = source.lines().peekable();
        while let Some(line) = lines.next() {
            if let Some(title) = line.strip_prefix("# ") {
                yield_value!(format!("<h1>{title}</h1>"));
            } else if line.starts_with("- ") {
                let mut items = vec![line[2..].to_string()];
                while let Some(next) = lines.peek() {
                    let Some(item) = next.strip_prefix("- ") else { break };
                    items.push(item.to_string());
                    lines.next();
                }
                yield_value!(String::from("<ul>"));
                for item in items { yield_value!(format!("<li>{item}</li>")); }
                yield_value!("</ul>".to_string());
            } else if !line.is_empty() {
                yield_value!(format!("<p>{line}</p>"));
            }
        }
    }

    fn template(source: String, vars: BTreeMap<&'static str, String>) yields String -> Result<(), String> {
        let mut rest = source.as_str();
        while let Some(start) = rest.find("{{") {
            let (before, after) = rest.split_at(start);
            if !before.is_empty() { yield_value!(before.to_string()); }
            let end = after.find("}}").ok_or("unclosed")?;
            let name = after[2..end].trim();
            let value = vars.get(name).ok_or_else(|| format!("no {name}"))?;
            yield_value!(value.clone());
            rest = &after[end + 2..];
        }
        if !rest.is_empty() { yield_value!(rest.to_owned()); }
        Ok(())
    }

    fn length_prefixed() receives mut byte: u8 yields Option<String> {
        loop {
            let mut len = 0usize;
            loop {
                len = len << 7 | (byte & 0x7f) as usize;
                let more = byte & 0x80 != 0;
                byte = yield_value!(None);
                if !more { break; }
            }
            let mut payload = Vec::with_capacity(len);
            while payload.len() < len {
                payload.push(byte);
                if payload.len() < len { byte = yield_value!(None); }
            }
            byte = yield_value!(Some(String::from_utf8_lossy(&payload).into_owned()));
        }
    }

    fn utf8_decode() receives first: u8 yields Result<Option<char>, u8> {
        let mut byte = first;
        loop {
            let (mut code, mut needed) = match byte {
                0x00..=0x7f => (u32::from(byte), 0),
                0xc0..=0xdf => (u32::from(byte & 0x1f), 1),
                0xe0..=0xef => (u32::from(byte & 0x0f), 2),
                0xf0..=0xf7 => (u32::from(byte & 0x07), 3),
                bad => { byte = yield_value!(Err(bad)); continue; }
            };
            while needed > 0 {
                byte = yield_value!(Ok(None));
                if byte & 0xc0 != 0x80 { break; }
                code = code << 6 | u32::from(byte & 0x3f);
                needed -= 1;
            }
            if needed == 0 {
                byte = yield_value!(Ok(char::from_u32(code)));
            }
        }
    }

    fn rle_decode(data: Vec<u8>) yields u8 -> Result<usize, &'static str> {
        let mut bytes = data.iter();
        let mut produced = 0;
        while let Some(&count) = bytes.next() {
            let Some(&value) = bytes.next() else { return Err("odd length") };
            for _ in 0..count {
                yield_value!(value);
                produced += 1;
            }
        }
        Ok(produced)
    }

    fn hex_pairs(text: String) yields u8 -> Result<(), String> {
        let mut digits = text.chars();
        while let (Some(hi), Some(lo)) = (digits.next(), digits.next()) {
            let byte = hi.to_digit(16).zip(lo.to_digit(16)).map(|(h, l)| (h << 4 | l) as u8);
            yield_value!(byte.ok_or_else(|| format!("bad pair {hi}{lo}"))?);
        }
        Ok(())
    }

    fn cursor_words(text: &str) yields &str -> usize {
        let mut cursor = Cursor { text, pos: 0 };
        loop {
            cursor.take_while(char::is_whitespace);
            let word = cursor.take_while(|c| !c.is_whitespace());
            if word.is_empty() { return cursor.pos; }
            yield_value!(word);
        }
    }

    fn http_head(lines: Vec<String>) yields (String, String) -> Result<(String, u16), String> {
        let mut iter = lines.iter();
        let status = iter.next().ok_or("no status line")?;
        let mut parts = status.splitn(3, ' ');
        let (Some(version), Some(code)) = (parts.next(), parts.next()) else { return Err("bad status line".into()) };
        let code = code.parse().map_err(|_| format!("bad code {code}"))?;
        for header in iter {
            if header.is_empty() { break }
            let (name, value) = header.split_once(':').ok_or_else(|| format!("bad header {header}"))?;
            yield_value!((name.to_ascii_lowercase(), value.trim().to_string()));
        }
        Ok((version.to_string(), code))
    }

    fn undo_redo(script: &[&str]) yields String -> (Vec<String>, usize) {
        let mut text = String::new();
        let mut undo: Vec<String> = Vec::new();
        let mut redo = VecDeque::new();
        for command in script {
            match command.split_once(' ').unwrap_or((command, "")) {
                ("type", what) => { undo.push(text.clone()); text += what; redo.clear(); }
                ("undo", _) => if let Some(previous) = undo.pop() {
                    redo.push_front(std::mem::replace(&mut text, previous));
                },
                ("redo", _) => match redo.pop_front() {
                    Some(next) => { undo.push(text); text = next; }
                    None => continue,
                },
                (other, rest) => { yield_value!(format!("? {other} {rest:?}")); }
            }
            yield_value!(text.clone());
        }
        (undo, redo.len())
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("lex", || lex("let x1 = (12 + 3);".into()));
    t.case("lex string", || lex(r#"if "a\"b" else c"#.into()));
    t.case("lex bad", || lex("a ? b".into()));
    t.case("lex open", || lex("a \"b".into()));
    t.case("lex number", || lex("99999999999999999999".into()));
    t.case("lex indexed", || lex_indexed("ab  cé d".into()));
    t.case("lex bytes", || lex_bytes("ab 12+c3"));
    t.case("rpn", || expr_rpn("12 + 3 * (4 - 1)".into()));
    t.case("rpn zero", || expr_rpn("1 / 0".into()));
    t.case("rpn bad", || expr_rpn("1)".into()));
    t.case("json scalars", || json_scalars("null, true \"ab c\", -1.5 12"));
    t.case("json scalars bad", || json_scalars("null, nope"));
    t.case("csv", || csv_rows("a,\"b,c\"\"d\"\n1,,2".into()));
    t.receiving("csv fed", csv_fed, |k| "a,bc\nd\n".chars().nth(k));
    t.case("ini", || ini("[a]\nx = 1\n# no\ny=2\n[b]\nz"));
    t.case("ini 2", || ini("q=1\n[a]\nx = 1"));
    t.case("xml", || xml_events("<a>t<b/>u</a>"));
    t.case("xml bad", || xml_events("<a>t</b>"));
    t.case("markdown", || markdown("# T\n- a\n- b\n\ntext".into()));
    t.case("template", || template("a {{ x }} b {{y}}".into(), BTreeMap::from([("x", "1".to_string())])));
    t.case("template ok", || template("a {{ x }} b".into(), BTreeMap::from([("x", "1".to_string())])));
    t.receiving("prefixed", length_prefixed, |k| [2, b'h', b'i', 0x80, 1, b'x'][k % 6]);
    t.receiving("utf8", utf8_decode, |k| "aé€".bytes().chain([0xff]).cycle().nth(k).unwrap());
    t.case("rle", || rle_decode(vec![2, 7, 1, 8]));
    t.case("rle odd", || rle_decode(vec![2, 7, 1]));
    t.case("hex", || hex_pairs("0aFf".into()));
    t.case("hex bad", || hex_pairs("0ag1".into()));
    t.case("cursor", || cursor_words(" ab c  "));
    t.case("head", || http_head(vec!["HTTP/1.1 200 OK".into(), "A: b".into(), "C:d".into(), "".into(), "x".into()]));
    t.case("head bad", || http_head(vec!["HTTP/1.1 2x0 OK".into()]));
    t.case("undo", || undo_redo(&["type a", "type b", "undo", "redo", "redo", "undo", "undo", "type c", "x y"]));
}

//! Lexers, parsers, codecs and protocol machines.

use crate::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Num(f64),
    Ident(String),
    Op(char),
    Str(String),
    LParen,
    RParen,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame<'a> {
    Data(&'a [u8]),
    Ping,
    Close(u16),
}

#[derive(Debug)]
enum ParseError { Unexpected(char, usize), Eof, Number(std::num::ParseFloatError) }
impl From<std::num::ParseFloatError> for ParseError {
    fn from(e: std::num::ParseFloatError) -> Self { Self::Number(e) }
}

coro! {
    fn tokens(source: &str) yields Token -> Result<usize, ParseError> {
        let mut chars = source.char_indices().peekable();
        let mut count = 0;
        while let Some((i, c)) = chars.next() {
            let token = match c {
                ' ' | '\t' | '\n' => continue,
                '+' | '-' | '*' | '/' => Token::Op(c),
                '(' => Token::LParen,
                ')' => Token::RParen,
                '0'..='9' => {
                    let mut end = i + 1;
                    while let Some(&(j, d)) = chars.peek() {
                        if !d.is_ascii_digit() && d != '.' { break; }
                        chars.next();
                        end = j + 1;
                    }
                    Token::Num(source[i..end].parse()?)
                }
                '"' => {
                    let mut text = String::new();
                    loop {
                        match chars.next() {
                            Some((_, '"')) => break,
                            Some((_, '\\')) => match chars.next() {
                                Some((_, 'n')) => text.push('\n'),
                                Some((_, other)) => text.push(other),
                                None => return Err(ParseError::Eof),
                            },
                            Some((_, c)) => text.push(c),
                            None => return Err(ParseError::Eof),
                        }
                    }
                    Token::Str(text)
                }
                c if c.is_alphabetic() || c == '_' => {
                    let mut name = c.to_string();
                    while let Some((_, c)) = chars.next_if(|(_, c)| c.is_alphanumeric()) {
                        name.push(c);
                    }
                    Token::Ident(name)
                }
                other => return Err(ParseError::Unexpected(other, i)),
            };
            count += 1;
            yield_value!(token);
        }
        Ok(count)
    }

    fn tokens_of_string(source: String) yields char -> usize {
        let mut n = 0;
        for c in source.chars() {
            if c.is_whitespace() { continue; }
            n += 1;
            yield_value!(c);
        }
        n
    }

    fn slip_decode(bytes: &[u8]) yields Vec<u8> -> Result<(), u8> {
        const END: u8 = 0xC0;
        const ESC: u8 = 0xDB;
        let mut packet = Vec::new();
        let mut escaped = false;
        for &byte in bytes {
            match byte {
                END if packet.is_empty() => {}
                END => {
                    yield_value!(std::mem::replace(&mut packet, Vec::new()));
                }
                ESC => escaped = true,
                0xDC if escaped => { packet.push(END); escaped = false; }
                0xDD if escaped => { packet.push(ESC); escaped = false; }
                b if escaped => return Err(b),
                b => packet.push(b),
            }
        }
        Ok(())
    }

    fn slip_feed() receives mut byte: u8 yields Option<Vec<u8>> {
        loop {
            let mut packet = vec![];
            loop {
                match byte {
                    0xC0 => break,
                    0xDB => {
                        byte = yield_value!(None);
                        packet.push(match byte { 0xDC => 0xC0, 0xDD => 0xDB, b => b });
                    }
                    b => packet.push(b),
                }
                byte = yield_value!(None);
            }
            byte = yield_value!(if packet.is_empty() { None } else { Some(packet) });
        }
    }

    fn cobs_encode(data: &[u8]) yields u8 {
        for block in data.split(|b| *b == 0) {
            yield_value!(block.len() as u8 + 1);
            for b in block {
                yield_value!(*b);
            }
        }
        yield_value!(0);
    }

    fn base64(input: &[u8]) yields char {
        const TABLE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for chunk in input.chunks(3) {
            let mut buf = [0u8; 3];
            buf[..chunk.len()].copy_from_slice(chunk);
            let n = u32::from(buf[0]) << 16 | u32::from(buf[1]) << 8 | u32::from(buf[2]);
            for i in 0..4 {
                if i <= chunk.len() {
                    let index = (n >> (18 - 6 * i)) & 63;
                    yield_value!(TABLE[index as usize] as char);
                } else {
                    yield_value!('=');
                }
            }
        }
    }

    fn csv_fields(line: &str) yields Cow<'_, str> {
        let mut rest = line;
        while !rest.is_empty() {
            if let Some(quoted) = rest.strip_prefix('"') {
                let end = quoted.find('"').unwrap_or(quoted.len());
                let field = &quoted[..end];
                yield_value!(Cow::Owned(field.replace("''", "\"")));
                rest = quoted.get(end + 1..).unwrap_or("").trim_start_matches(',');
            } else {
                let (field, tail) = rest.split_once(',').unwrap_or((rest, ""));
                yield_value!(Cow::Borrowed(field));
                rest = tail;
            }
        }
    }

    fn csv_machine() receives mut c: Option<char> yields Option<Vec<String>> -> usize {
        let mut rows = 0;
        'rows: loop {
            let mut row = Vec::new();
            let mut field = String::new();
            loop {
                match c {
                    None => {
                        if !field.is_empty() || !row.is_empty() { rows += 1; }
                        break 'rows rows;
                    }
                    Some('\n') => {
                        row.push(field);
                        rows += 1;
                        c = yield_value!(Some(row));
                        continue 'rows;
                    }
                    Some(',') => row.push(std::mem::take(&mut field)),
                    Some('"') => loop {
                        c = yield_value!(None);
                        match c {
                            Some('"') | None => break,
                            Some(other) => field.push(other),
                        }
                    },
                    Some(other) => field.push(other),
                }
                c = yield_value!(None);
            }
        }
    }

    fn roman(n: u32) yields &'static str -> u32 {
        const NUMERALS: [(u32, &str); 13] = [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
            (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ];
        let mut left = n;
        for &(value, text) in &NUMERALS {
            while left >= value {
                left -= value;
                yield_value!(text);
            }
        }
        left
    }

    fn frames(bytes: &[u8]) yields Frame<'_> -> Result<(), &'static str> {
        let mut rest = bytes;
        while let [kind, tail @ ..] = rest {
            rest = match (kind, tail) {
                (0, [len, body @ ..]) if body.len() >= *len as usize => {
                    let (data, after) = body.split_at(*len as usize);
                    yield_value!(Frame::Data(data));
                    after
                }
                (0, _) => return Err("short data"),
                (1, after) => {
                    yield_value!(Frame::Ping);
                    after
                }
                (2, [hi, lo, after @ ..]) => {
                    yield_value!(Frame::Close(u16::from_be_bytes([*hi, *lo])));
                    after
                }
                _ => return Err("unknown"),
            };
        }
        Ok(())
    }

    fn mqtt_length() receives mut byte: u8 yields () -> Result<usize, String> {
        let mut value = 0usize;
        let mut shift = 0;
        loop {
            value |= ((byte & 0x7f) as usize) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
            shift += 7;
            if shift > 21 {
                return Err(format!("malformed at {shift}"));
            }
            byte = yield_value!();
        }
    }

    fn utf8_decode() receives mut byte: u8 yields Option<char> {
        loop {
            let (mut code, more) = match byte {
                b if b < 0x80 => (b as u32, 0),
                b if b & 0xE0 == 0xC0 => ((b & 0x1F) as u32, 1),
                b if b & 0xF0 == 0xE0 => ((b & 0x0F) as u32, 2),
                _ => {
                    byte = yield_value!(Some(char::REPLACEMENT_CHARACTER));
                    continue;
                }
            };
            for _ in 0..more {
                byte = yield_value!(None);
                code = code << 6 | (byte & 0x3F) as u32;
            }
            byte = yield_value!(char::from_u32(code));
        }
    }

    fn ini_sections(text: &str) yields (String, BTreeMap<String, String>) {
        let mut current: Option<(String, BTreeMap<String, String>)> = None;
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                if let Some(section) = current.replace((name.to_string(), BTreeMap::new())) {
                    yield_value!(section);
                }
            } else if let Some((key, value)) = line.split_once('=') {
                if let Some((_, map)) = current.as_mut() {
                    map.insert(key.trim().into(), value.trim().into());
                }
            }
        }
        if let Some(section) = current {
            yield_value!(section);
        }
    }

    fn expression(tokens: Vec<Token>) yields String -> Result<f64, String> {
        let mut output: Vec<f64> = vec![];
        let mut ops: Vec<char> = vec![];
        let prec = |op: char| match op { '+' | '-' => 1, '*' | '/' => 2, _ => 0 };
        let apply = |out: &mut Vec<f64>, op: char| -> Result<(), String> {
            let (Some(b), Some(a)) = (out.pop(), out.pop()) else { return Err(format!("missing operand of {op}")) };
            out.push(match op { '+' => a + b, '-' => a - b, '*' => a * b, '/' => a / b, _ => unreachable!() });
            Ok(())
        };
        for token in tokens {
            match token {
                Token::Num(n) => output.push(n),
                Token::Op(op) => {
                    while let Some(&top) = ops.last() {
                        if prec(top) < prec(op) { break; }
                        ops.pop();
                        apply(&mut output, top)?;
                    }
                    ops.push(op);
                }
                Token::LParen => ops.push('('),
                Token::RParen => loop {
                    match ops.pop() {
                        Some('(') => break,
                        Some(op) => apply(&mut output, op)?,
                        None => return Err("unbalanced".into()),
                    }
                },
                other => return Err(format!("{other:?}")),
            }
            yield_value!(format!("{output:?} {}", ops.iter().collect::<String>()));
        }
        while let Some(op) = ops.pop() {
            apply(&mut output, op)?;
        }
        output.pop().ok_or_else(|| "empty".to_string())
    }

    fn template(text: &str, vars: &HashMap<&str, String>) yields String -> Result<(), String> {
        let mut rest = text;
        while let Some(start) = rest.find("{{") {
            let (before, after) = rest.split_at(start);
            if !before.is_empty() {
                yield_value!(before.to_owned());
            }
            let Some(end) = after.find("}}") else {
                return Err(format!("unclosed at {}", text.len() - after.len()));
            };
            let name = after[2..end].trim();
            match vars.get(name) {
                Some(value) => yield_value!(value.clone()),
                None => yield_value!(format!("<{name}?>")),
            }
            rest = &after[end + 2..];
        }
        yield_value!(rest.to_string());
        Ok(())
    }

    fn traffic_light() receives mut secs: u32 yields &'static str {
        #[derive(Clone, Copy, PartialEq)]
        enum Light { Red, Green, Yellow }
        impl Light {
            fn name(self) -> &'static str {
                match self { Light::Red => "red", Light::Green => "green", Light::Yellow => "yellow" }
            }
            fn next(self) -> Self {
                use Light::*;
                match self { Red => Green, Green => Yellow, Yellow => Red }
            }
        }
        let mut light = Light::Red;
        let mut elapsed = 0;
        loop {
            elapsed += secs;
            let limit = match light { Light::Red => 3, Light::Green => 2, Light::Yellow => 1 };
            if elapsed >= limit {
                elapsed -= limit;
                light = light.next();
            }
            secs = yield_value!(light.name());
        }
    }

    fn morse(text: &str) yields &'static str {
        for (i, word) in text.to_lowercase().split(' ').enumerate() {
            if i > 0 { yield_value!("/"); }
            for c in word.chars() {
                yield_value!(match c {
                    'a' => ".-",
                    'e' => ".",
                    's' => "...",
                    'o' => "---",
                    _ => continue,
                });
            }
        }
    }

    fn wrap(text: &str, width: usize) yields String {
        let mut line = String::new();
        for word in text.split(' ') {
            if !line.is_empty() && line.len() + 1 + word.len() > width {
                yield_value!(line);
                line = String::new();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line += word;
        }
        if !line.is_empty() {
            yield_value!(line);
        }
    }

    fn caesar(text: String, shift: u8) yields char {
        for c in text.chars().map(|c| match c {
            'a'..='z' => ((c as u8 - b'a' + shift) % 26 + b'a') as char,
            'A'..='Z' => ((c as u8 - b'A' + shift) % 26 + b'A') as char,
            _ => c,
        }) {
            yield_value!(c);
        }
    }

}

pub fn cases(t: &mut Tracer) {
    t.case("tokens", || tokens("foo1 + 12.5*(\"a\\nb\" - x)"));
    t.case("tokens bad", || tokens("a $"));
    t.case("tokens num", || tokens("1.2.3"));
    t.case("tokens eof", || tokens("\"abc"));
    t.case("tokens of string", || tokens_of_string("a b".into()));
    t.case("slip", || slip_decode(&[0xC0, 1, 2, 0xDB, 0xDC, 0xC0, 3, 0xC0]));
    t.receiving("slip feed", slip_feed, |k| [0xC0, 1, 0xDB, 0xDC, 0xC0, 3, 0xC0][k % 7]);
    t.case("cobs", || cobs_encode(&[1, 2, 0, 3]));
    t.case("base64", || base64(b"hello"));
    t.case("csv", || csv_fields("a,\"b,c\",d"));
    t.receiving("csv machine", csv_machine, |k| "a,\"b,c\",d\nx,y".chars().nth(k));
    t.case("roman", || roman(1994));
    t.case("frames", || frames(&[0, 2, 5, 6, 1, 2, 1, 0, 7]));
    t.case("frames short", || frames(&[0, 2, 5]));
    t.receiving("mqtt", mqtt_length, |k| [0x80, 0x80, 1][k % 3]);
    t.receiving("utf8", utf8_decode, |k| "aé€".as_bytes()[k % 6]);
    t.case("ini", || ini_sections("[a]\nx = 1\n# no\n[b]\ny=2\n\nz=3"));
    let list = || vec![Token::Num(1.0), Token::Op('+'), Token::LParen, Token::Num(2.0), Token::Op('*'), Token::Num(3.0), Token::RParen];
    t.case("expression", || expression(list()));
    t.case("expression bad", || expression(vec![Token::Op('+'), Token::Op('-')]));
    let vars = HashMap::from([("x", "1".to_string())]);
    t.scope("template", |d| d.run(template("a{{ x }}b{{y}}c", &vars)));
    t.scope("template bad", |d| d.run(template("a{{ x", &vars)));
    t.receiving("light", traffic_light, |k| k as u32 % 3);
    t.case("morse", || morse("so sea"));
    t.case("wrap", || wrap("the quick brown fox", 9));
    t.case("caesar", || caesar("abC!".into(), 3));
}

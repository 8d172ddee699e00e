//! A parser that hands out events, and what builds values of them.

use crate::prelude::*;
use std::collections::BTreeMap;
use std::fmt;

#[derive(Debug, Clone, PartialEq)]
enum Json { Null, Bool(bool), Num(f64), Str(String), Arr(Vec<Json>), Obj(BTreeMap<String, Json>) }

#[derive(Debug, Clone, PartialEq)]
enum Event { Begin(char), End(char), Key(String), Value(Json) }

#[derive(Debug)]
struct ParseError { message: String, line: usize, column: usize }
impl fmt::Display for ParseError { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}:{}: {}", self.line, self.column, self.message) } }
impl std::error::Error for ParseError {}

struct Cursor<'s> { rest: &'s str, line: usize, column: usize }
impl<'s> Cursor<'s> {
    fn new(rest: &'s str) -> Self { Self { rest, line: 1, column: 1 } }
    fn peek(&self) -> Option<char> { self.rest.chars().next() }
    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.rest = &self.rest[c.len_utf8()..];
        if c == '\n' { self.line += 1; self.column = 1; } else { self.column += 1; }
        Some(c)
    }
    fn skip_space(&mut self) { while self.peek().is_some_and(char::is_whitespace) { self.bump(); } }
    fn error<T>(&self, message: impl Into<String>) -> Result<T, ParseError> { Err(ParseError { message: message.into(), line: self.line, column: self.column }) }
    fn expect(&mut self, want: char) -> Result<(), ParseError> {
        self.skip_space();
        match self.bump() { Some(c) if c == want => Ok(()), Some(c) => self.error(format!("expected {want:?}, got {c:?}")), None => self.error("end of input") }
    }
    fn string(&mut self) -> Result<String, ParseError> {
        self.expect('"')?;
        let mut out = String::new();
        loop {
            match self.bump() {
                None => return self.error("open string"),
                Some('"') => return Ok(out),
                Some('\\') => match self.bump() { Some('n') => out.push('\n'), Some(c) => out.push(c), None => return self.error("open escape") },
                Some(c) => out.push(c),
            }
        }
    }
}

coro! {
    fn value<'s>(cursor: &mut Cursor<'s>, depth: usize) yields Event -> Result<(), ParseError> {
        if depth > 4 { return cursor.error("too deep"); }
        cursor.skip_space();
        match cursor.peek() {
            Some('{') => {
                cursor.bump();
                yield_value!(Event::Begin('{'));
                cursor.skip_space();
                if cursor.peek() == Some('}') { cursor.bump(); yield_value!(Event::End('}')); return Ok(()); }
                loop {
                    cursor.skip_space();
                    let key = cursor.string()?;
                    yield_value!(Event::Key(key));
                    cursor.expect(':')?;
                    let inner: Box<dyn Coroutine<Yield = Event, Return = Result<(), ParseError>> + '_> = Box::new(value(cursor, depth + 1));
                    yield_from!(inner)?;
                    cursor.skip_space();
                    match cursor.bump() {
                        Some(',') => continue,
                        Some('}') => break,
                        other => return cursor.error(format!("expected , or }}, got {other:?}")),
                    }
                }
                yield_value!(Event::End('}'));
            }
            Some('[') => {
                cursor.bump();
                yield_value!(Event::Begin('['));
                cursor.skip_space();
                if cursor.peek() == Some(']') {
                    cursor.bump();
                } else {
                    loop {
                        yield_from!(value(cursor, depth + 1).boxed())?;
                        cursor.skip_space();
                        match cursor.bump() { Some(',') => {} Some(']') => break, _ => return cursor.error("expected , or ]") }
                    }
                }
                yield_value!(Event::End(']'));
            }
            Some('"') => { let s = cursor.string()?; yield_value!(Event::Value(Json::Str(s))); }
            Some(c) if c == '-' || c.is_ascii_digit() => {
                let len = cursor.rest.find(|c: char| !matches!(c, '-' | '+' | '.' | 'e' | 'E' | '0'..='9')).unwrap_or(cursor.rest.len());
                let (number, rest) = cursor.rest.split_at(len);
                let parsed: f64 = number.parse().or_else(|e| cursor.error(format!("{e}")))?;
                cursor.column += len;
                cursor.rest = rest;
                yield_value!(Event::Value(Json::Num(parsed)));
            }
            Some(_) => {
                let words = [("null", Json::Null), ("true", Json::Bool(true)), ("false", Json::Bool(false))];
                let Some((word, json)) = words.into_iter().find(|(w, _)| cursor.rest.starts_with(w)) else { return cursor.error("unknown word") };
                for _ in 0..word.len() { cursor.bump(); }
                yield_value!(Event::Value(json));
            }
            None => return cursor.error("nothing"),
        }
        Ok(())
    }

    fn build() receives mut event: Event yields usize -> Option<Json> {
        let mut stack: Vec<(Json, Option<String>)> = Vec::new();
        let mut key = None;
        loop {
            let done = match event {
                Event::Begin('{') => { stack.push((Json::Obj(BTreeMap::new()), key.take())); None }
                Event::Begin(_) => { stack.push((Json::Arr(vec![]), key.take())); None }
                Event::Key(k) => { key = Some(k); None }
                Event::Value(v) => Some(v),
                Event::End(_) => { let (json, k) = stack.pop()?; key = k; Some(json) }
            };
            if let Some(json) = done {
                match stack.last_mut() {
                    None => return Some(json),
                    Some((Json::Arr(list), _)) => list.push(json),
                    Some((Json::Obj(map), _)) => { map.insert(key.take()?, json); }
                    Some(_) => unreachable!("only containers are on the stack"),
                }
            }
            event = yield_value!(stack.len());
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.scope("value", |d| { let mut c = Cursor::new(r#"{"a": [1, -2.5, true], "b": {"c": null, "d": "x\"y"}, "e": {}}"#); d.run(value(&mut c, 0)); });
    t.scope("bad", |d| { let mut c = Cursor::new("[1, 2\n 3]"); d.run(value(&mut c, 0)); });
    t.scope("deep", |d| { let mut c = Cursor::new("[[[[[[1]]]]]]"); d.run(value(&mut c, 0)); });
    let events = [Event::Begin('{'), Event::Key("k".into()), Event::Begin('['), Event::Value(Json::Num(1.0)), Event::End(']'), Event::Key("z".into()), Event::Value(Json::Null), Event::End('}')];
    t.receiving("build", build, move |i| events[i.min(7)].clone());
}

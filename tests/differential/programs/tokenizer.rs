//! A tokenizer and a parser that are coroutines, and one that runs on the other.

use crate::prelude::*;

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(f64),
    Name(String),
    Symbol(char),
    End,
}

#[derive(Debug, PartialEq)]
enum ParseError {
    BadCharacter(char, usize),
    BadNumber(String),
    Unexpected(Token),
}

coro! {
    fn tokens(text: &str) yields Token -> Result<usize, ParseError> {
        let mut chars = text.char_indices().peekable();
        let mut count = 0;
        while let Some((at, c)) = chars.next() {
            let token = match c {
                ' ' | '\t' => continue,
                '0'..='9' | '.' => {
                    let mut digits = String::from(c);
                    while let Some(&(_, d)) = chars.peek() {
                        if !d.is_ascii_digit() && d != '.' {
                            break;
                        }
                        digits.push(d);
                        chars.next();
                    }
                    let Ok(number) = digits.parse() else {
                        return Err(ParseError::BadNumber(digits));
                    };
                    Token::Number(number)
                }
                c if c.is_alphabetic() => {
                    let mut name = c.to_string();
                    while let Some((_, d)) = chars.next_if(|(_, d)| d.is_alphanumeric()) {
                        name.push(d);
                    }
                    Token::Name(name)
                }
                '+' | '-' | '*' | '/' | '(' | ')' => Token::Symbol(c),
                other => return Err(ParseError::BadCharacter(other, at)),
            };
            count += 1;
            yield_value!(token);
        }
        yield_value!(Token::End);
        Ok(count)
    }

    /// Shunting-yard: receives tokens one by one, hands out what can be said at once.
    fn to_postfix() receives mut token: Token yields Vec<Token> -> Result<Vec<Token>, ParseError> {
        let mut operators: Vec<char> = Vec::new();
        let mut all = Vec::new();
        loop {
            let mut out = Vec::new();
            match token {
                Token::Number(_) | Token::Name(_) => out.push(token),
                Token::Symbol('(') => operators.push('('),
                Token::Symbol(')') => {
                    let closed = loop {
                        match operators.pop() {
                            Some('(') => break true,
                            Some(operator) => out.push(Token::Symbol(operator)),
                            None => break false,
                        }
                    };
                    if !closed {
                        return Err(ParseError::Unexpected(Token::Symbol(')')));
                    }
                }
                Token::Symbol(operator) => {
                    while let Some(&top) = operators.last()
                        && top != '('
                        && binds(top) >= binds(operator)
                    {
                        operators.pop();
                        out.push(Token::Symbol(top));
                    }
                    operators.push(operator);
                }
                Token::End => {
                    while let Some(operator) = operators.pop() {
                        if operator == '(' {
                            return Err(ParseError::Unexpected(Token::End));
                        }
                        all.push(Token::Symbol(operator));
                    }
                    return Ok(all);
                }
            }
            all.extend(out.iter().cloned());
            token = yield_value!(out);
        }
    }

    fn evaluate(text: &str) yields Token -> Result<f64, ParseError> {
        let mut source = tokens(text);
        let mut parser = to_postfix();
        let postfix = loop {
            let token = match source.resume(()) {
                CoroutineState::Yielded(token) => token,
                CoroutineState::Complete(end) => {
                    log(format_args!("{} tokens", end?));
                    Token::End
                }
            };
            match parser.resume(token) {
                CoroutineState::Yielded(out) => yield_from!(out),
                CoroutineState::Complete(all) => break all?,
            }
        };
        let mut stack = Vec::new();
        for token in postfix {
            let value = match token {
                Token::Number(n) => n,
                Token::Name(name) => name.len() as f64,
                Token::Symbol(operator) => {
                    let (Some(b), Some(a)) = (stack.pop(), stack.pop()) else {
                        return Err(ParseError::Unexpected(Token::Symbol(operator)));
                    };
                    match operator {
                        '+' => a + b,
                        '-' => a - b,
                        '*' => a * b,
                        _ => a / b,
                    }
                }
                Token::End => unreachable!(),
            };
            yield_value!(Token::Number(value));
            stack.push(value);
        }
        stack.pop().ok_or(ParseError::Unexpected(Token::End))
    }

    /// Bytes in, events out: a protocol reader with a length before each frame.
    fn frames() receives mut byte: u8 yields Option<Vec<u8>> -> &'static str {
        loop {
            if byte == 0xff {
                return "closed";
            }
            let length = if byte < 0x80 {
                byte as usize
            } else {
                let high = (byte & 0x7f) as usize;
                let low = yield_value!(None) as usize;
                high << 8 | low
            };
            let mut frame = Vec::with_capacity(length);
            while frame.len() < length {
                frame.push(yield_value!(None));
            }
            byte = yield_value!(Some(frame));
        }
    }
}

fn binds(operator: char) -> u8 {
    match operator {
        '*' | '/' => 2,
        _ => 1,
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("tokens", || tokens("a1 + 2.5*(b-3)"));
    t.case("tokens, bad number", || tokens("1 + 2.5.1"));
    t.case("tokens, bad character", || tokens("1 + ?"));
    t.case("evaluate", || evaluate("2 * (3 + 4) - abc / 2"));
    t.case("evaluate, open", || evaluate("2 * (3 + 4"));
    t.case("evaluate, closed", || evaluate("2 * 3) + 4"));
    t.case("evaluate, missing", || evaluate("2 *"));
    t.case("evaluate, bad", || evaluate("2 * !"));
    let bytes = [2, b'a', b'b', 0, 0x80, 1, b'c', 0xff];
    t.receiving("frames", frames, |k| bytes.get(k).copied().unwrap_or(0xff));
}

//! Programs over text: scanning, splitting, building, caesar, run lengths, word wrap.

use crate::prelude::*;

coro! {
    fn run_lengths(text: &str) yields (char, usize) -> usize {
        let mut chars = text.chars();
        let Some(mut current) = chars.next() else {
            return 0;
        };
        let mut length = 1;
        let mut runs = 0;
        for c in chars {
            if c == current {
                length += 1;
            } else {
                runs += 1;
                yield_value!((current, length));
                current = c;
                length = 1;
            }
        }
        yield_value!((current, length));
        runs + 1
    }

    fn wrapped(text: String, width: usize) yields String {
        let mut line = String::with_capacity(width);
        for word in text.split_whitespace().map(str::to_string).collect::<Vec<_>>() {
            if !line.is_empty() && line.len() + 1 + word.len() > width {
                yield_value!(line);
                line = String::new();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line += &word;
        }
        if !line.is_empty() {
            yield_value!(line);
        }
    }

    fn caesar(text: &str, mut shift: u8) receives _: u8 yields char -> u8 {
        for c in text.chars() {
            let turned = match c {
                'a'..='z' => ((c as u8 - b'a' + shift) % 26 + b'a') as char,
                'A'..='Z' => ((c as u8 - b'A' + shift) % 26 + b'A') as char,
                other => other,
            };
            shift = shift.wrapping_add(yield_value!(turned)) % 26;
        }
        shift
    }

    fn split_quoted(line: &str) yields String -> Result<usize, String> {
        let mut field = String::new();
        let mut quoted = false;
        let mut count = 0;
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' if quoted && chars.peek() == Some(&'"') => {
                    chars.next();
                    field.push('"');
                }
                '"' => quoted = !quoted,
                ',' if !quoted => {
                    yield_value!(std::mem::take(&mut field));
                    count += 1;
                }
                c => field.push(c),
            }
        }
        if quoted {
            return Err(format!("open quote after {count} fields"));
        }
        yield_value!(field);
        Ok(count + 1)
    }

    fn bytes_to_lines() receives mut byte: u8 yields Option<String> -> usize {
        let mut buffer = Vec::new();
        let mut lines = 0;
        while byte != 0 {
            if byte == b'\n' {
                let line = String::from_utf8_lossy(&buffer).into_owned();
                buffer.clear();
                lines += 1;
                byte = yield_value!(Some(line));
            } else {
                if byte != b'\r' {
                    buffer.push(byte);
                }
                byte = yield_value!(None);
            }
        }
        lines
    }

    fn palindromes(words: &[&str]) yields String -> usize {
        let mut found = 0;
        'words: for word in words {
            let letters: Vec<char> = word.chars().filter(|c| c.is_alphanumeric()).collect();
            let (mut left, mut right) = (0, letters.len());
            while left + 1 < right {
                right -= 1;
                if !letters[left].eq_ignore_ascii_case(&letters[right]) {
                    continue 'words;
                }
                left += 1;
            }
            found += 1;
            yield_value!(word.to_uppercase());
        }
        found
    }

    fn template(text: &str, values: &[(&str, &str)]) yields String -> Result<String, String> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((key, tail)) = after.split_once('}') else {
                return Err(format!("open brace in {after:?}"));
            };
            let value = values.iter().find(|(name, _)| *name == key).map(|pair| pair.1);
            let value = value.ok_or_else(|| format!("no value for {key}"))?;
            yield_value!(format!("{key}={value}"));
            out += value;
            rest = tail;
        }
        out.push_str(rest);
        Ok(out)
    }

    fn prefixes(text: String) yields String -> String {
        let mut end = 0;
        while end < text.len() {
            end += 1;
            while !text.is_char_boundary(end) {
                end += 1;
            }
            yield_value!(text[..end].to_string());
        }
        text
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("run lengths", || run_lengths("aaabccd"));
    t.case("run lengths of nothing", || run_lengths(""));
    t.case("wrapped", || wrapped("the quick brown fox jumps over".to_string(), 10));
    t.receiving("caesar", || caesar("Hello, World", 3), |k| k as u8);
    t.case("split quoted", || split_quoted("a,\"b,c\",\"say \"\"hi\"\"\",d"));
    t.case("split quoted, open", || split_quoted("a,\"b"));
    let bytes = b"one\r\ntwo\n\n\0";
    t.receiving("bytes to lines", bytes_to_lines, |k| *bytes.get(k).unwrap_or(&0));
    t.case("palindromes", || palindromes(&["Level", "no", "", "a man, a plan: Panama"]));
    let values = [("name", "coro"), ("n", "3")];
    t.case("template", || template("{name} has {n}.", &values));
    t.case("template, unknown", || template("{name} is {what}", &values));
    t.case("template, open", || template("{name} is {what", &values));
    t.case("prefixes", || prefixes("aé∑".to_string()));
}

//! References into a local that are alive over a pause and cannot be found by the same words again.

use crate::prelude::*;
coro! {
    fn commands(script: String) yields i64 -> Result<i64, String> {
        let mut stack: Vec<i64> = Vec::new();
        for line in script.lines() {
            let (command, argument) = match line.split_once(' ') {
                Some((command, argument)) => (command, Some(argument)),
                None => (line, None),
            };
            match (command, argument) {
                ("push", Some(n)) => stack.push(n.parse().map_err(|e| format!("{n}: {e}"))?),
                ("print", _) => {
                    yield_value!(*stack.last().ok_or("empty")?);
                    log(command);
                }
                _ => return Err(format!("unknown command {command:?}")),
            }
        }
        Ok(stack.into_iter().sum())
    }

    fn peekable(source: String) yields String {
        let mut chars = source.chars().peekable();
        while let Some(c) = chars.next() {
            let mut word = String::from(c);
            while let Some(d) = chars.next_if(|d| d.is_alphanumeric() == c.is_alphanumeric()) {
                word.push(d);
            }
            yield_value!(word);
        }
    }

    fn lines(text: String) yields usize -> Vec<String> {
        let mut out = vec![];
        let mut lines = text.lines().enumerate().peekable();
        while let Some((i, line)) = lines.next() {
            yield_value!(i);
            out.push(line.to_string());
            if let Some((_, next)) = lines.peek() {
                out.push(format!("{next}?"));
            }
            let Some((j, line)) = lines.next() else { break };
            yield_value!(j);
            let word = line.split(' ').next().unwrap_or("");
            yield_value!(100);
            out.push(word.to_uppercase());
        }
        out
    }
    fn items(list: Vec<String>) yields usize -> Option<String> {
        let mut iter = list.iter();
        let first = iter.next()?;
        yield_value!(first.len());
        let mut last = None;
        while let Some(item) = iter.next() {
            yield_value!(item.len());
            log(item);
            last = Some(item.clone());
            yield_value!(item.len() + first.len());
        }
        last
    }
    fn rest(text: String) yields String -> usize {
        let mut rest = text.trim();
        let mut n = 0;
        loop {
            let Some((word, tail)) = rest.split_once(' ') else { break };
            yield_value!(word.to_string());
            log(word);
            rest = tail.trim_start();
            n += rest.len();
            yield_value!(format!("{rest}|{}", rest));
        }
        if rest.is_empty() { return n; }
        yield_value!(rest.to_owned());
        n + rest.len()
    }
    fn words(text: String) yields String -> usize {
        let words: Vec<&str> = text.split_whitespace().collect();
        for (i, word) in words.iter().enumerate() {
            yield_value!(format!("{i} {word}"));
            log(word);
        }
        yield_value!(words.join("-"));
        words.len()
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("commands", || commands("push 1\nprint\npush 2\nprint".into()));
    t.case("peekable", || peekable("ab, c".into()));
    t.case("lines", || lines("a\nb c\nd e f".into()));
    t.case("items", || items(vec!["a".into(), "bc".into(), "def".into()]));
    t.case("rest", || rest(" ab  cd e ".into()));
    t.case("words", || words(" ab  cd e ".into()));
}

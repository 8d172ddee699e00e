//! Items that are taken out by value: what they own is told by the type of what they come from.

use crate::prelude::*;
#[derive(Debug, Clone, PartialEq)]
enum Arg { Flag(char), Long { name: String, value: Option<String> }, Positional(String) }
coro! {
    fn parse_args(args: impl IntoIterator<Item = String>, with_value: &[&str]) yields Arg -> Result<usize, String> {
        let mut args = args.into_iter();
        let mut n = 0;
        while let Some(arg) = args.next() {
            n += 1;
            if let Some(long) = arg.strip_prefix("--") {
                let (name, value) = match long.split_once('=') { Some((n, v)) => (n, Some(v.to_string())), None => (long, None) };
                let value = match value {
                    None if with_value.contains(&name) => Some(args.next().ok_or_else(|| format!("--{name} needs a value"))?),
                    other => other,
                };
                yield_value!(Arg::Long { name: name.to_string(), value });
            } else if let Some(shorts) = arg.strip_prefix('-').filter(|s| !s.is_empty()) {
                for c in shorts.chars() { yield_value!(Arg::Flag(c)); }
            } else {
                yield_value!(Arg::Positional(arg));
            }
        }
        Ok(n)
    }
    fn chars_of(lines: Vec<String>) yields (usize, char) -> usize {
        let mut n = 0;
        for (i, line) in lines.into_iter().enumerate() {
            for word in line.split_whitespace() {
                for c in word.chars() { n += 1; yield_value!((i, c)); }
                log(word);
            }
        }
        n
    }
    fn popped(mut stack: Vec<(String, u32)>) yields (usize, u32) {
        while let Some((text, n)) = stack.pop() {
            let head = text.trim();
            yield_value!((head.len(), n));
            log(head);
            if let Some((a, b)) = head.split_once(' ') { yield_value!((a.len(), 0)); log(b); }
        }
    }
    fn twins(limit: usize) yields (usize, usize) {
        let odd: Vec<usize> = (1..limit).step_by(2).collect();
        let pairs = odd.iter().zip(&odd[1..]).filter(|(a, b)| *a + *b != 8);
        for (&a, &b) in pairs { yield_value!((a, b)); }
    }
}
pub fn cases(t: &mut Tracer) {
    for s in ["-ab --out=x --in y - -z", "--in"] { t.scope(s, |d| { d.run(parse_args(s.split(' ').map(String::from), &["in"])); }); }
    t.case("chars", || chars_of(vec!["ab c.".into(), "".into(), "d".into()]));
    t.case("popped", || popped(vec![(" a b".into(), 1), ("x".into(), 2)]));
    t.case("twins", || twins(9));
}

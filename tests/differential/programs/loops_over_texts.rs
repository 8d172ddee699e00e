//! Loops over the parts of a text, which go on where the last part ended.
use crate::prelude::*;
coro! {
    fn lines_of(text: String) yields usize -> usize {
        let mut total = 0;
        for line in text.lines() {
            yield_value!(line.len());
            total += line.len();
        }
        for word in text.split(' ') {
            yield_value!(word.len());
            log(word);
        }
        total
    }
    fn indexed(text: String) yields (usize, usize) -> usize {
        let mut total = 0;
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
            yield_value!((n, line.len()));
            total += line.len();
        }
        for (line, n) in text.lines().skip(1).zip(1..).take(2) {
            yield_value!((n, line.len()));
            total += line.len();
        }
        for (n, c) in text.chars().rev().enumerate().step_by(2) {
            yield_value!((n, c as usize));
        }
        for (at, c) in text.char_indices().filter(|(at, _)| at % 2 == 0) {
            yield_value!((at, c as usize));
        }
        for line in text.lines() {
            for (i, word) in line.split_whitespace().enumerate() {
                yield_value!((i, word.len()));
                log(word);
                for part in word.split("aa") { yield_value!((0, part.len())); log(part); }
                log(line);
            }
        }
        total
    }
    fn walked(text: String) yields usize -> usize {
        let mut lines = text.lines();
        let first = lines.next();
        yield_value!(first.map_or(0, |l| l.len()));
        while let Some(line) = lines.next() {
            yield_value!(line.len());
            log(line);
        }
        0
    }
    fn peeked(text: String) yields usize -> usize {
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            yield_value!(line.len());
            log(line);
            if let Some(next) = lines.peek() { log(next); }
        }
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            yield_value!(at);
            if let Some((at, d)) = chars.next_if(|(_, d)| *d == c) { yield_value!(at); log(d); }
        }
        0
    }
    fn split_at(text: String, several: [char; 2], owned: String) yields usize -> usize {
        for part in text.split(several) { yield_value!(part.len()); log(part); }
        for part in text.split(&several) { yield_value!(part.len()); log(part); }
        for part in text.split(&owned) { yield_value!(part.len()); log(part); }
        for part in text.split("\n\n").skip(1) { yield_value!(part.len()); log(part); }
        for part in text.split(char::is_whitespace) { yield_value!(part.len()); log(part); }
        for part in text.split(|c| c == 'a' || c == 'é').enumerate() { yield_value!(part.0); log(part.1); }
        for part in text.split("").take(3) { yield_value!(part.len()); log(part); }
        for part in text.lines().rev().filter(|line| line.len() < 3) { yield_value!(part.len()); log(part); }
        for part in text.split_whitespace().take_while(|word| *word != "b").map(|word| word.len()) { yield_value!(part); }
        for (part, n) in text.lines().zip(0..2) { yield_value!(n); log(part); }
        text.len()
    }
    fn of_fields(mut book: Book<'static>) yields usize -> &'static str {
        let mut last = "";
        for line in book.title.lines() { yield_value!(line.len()); last = line; }
        for line in book.text.lines() { yield_value!(line.len()); if line == last { book.read += 1; } }
        for line in book.shared.lines() { yield_value!(line.len()); log(line); }
        for (line, n) in book.borrowed().lines().zip(1..) { yield_value!(n); log(line); }
        last
    }
    fn of_its_own(poems: Vec<Poem>) yields usize -> usize {
        let mut count = 0;
        for poem in &poems {
            for line in poem.lines() { yield_value!(line.len()); log(line); count += 1; }
        }
        for line in poems[0].title.lines() { yield_value!(line.len()); log(line); count += 1; }
        count
    }
    fn found(texts: Vec<String>) yields usize -> usize {
        for text in &texts {
            for (i, line) in text.lines().enumerate() {
                yield_value!(i);
                for c in line.chars().rev().skip(1) { yield_value!(c as usize); }
                log(line);
            }
            log(text);
        }
        texts.len()
    }
}
struct Book<'a> { title: &'a str, text: String, shared: std::rc::Rc<str>, read: usize }
impl Book<'_> { fn borrowed(&self) -> &str { &self.text } }
struct Poem { title: String, text: String }
impl Poem { fn lines(&self) -> std::str::Lines<'_> { self.text.lines() } }
impl std::ops::Deref for Poem { type Target = str; fn deref(&self) -> &str { &self.title } }
pub fn cases(t: &mut Tracer) {
    for text in ["", "a b  c\n\n daad é\r\nlast aa", "\n\nx", "b"] {
        t.case("lines", || lines_of(text.into()));
        t.case("indexed", || indexed(text.into()));
        t.case("walked", || walked(text.into()));
        t.case("peeked", || peeked(text.into()));
        t.case("split at", || split_at(text.into(), ['a', 'é'], "aa".into()));
        t.case("of fields", || of_fields(Book { title: "x\ny", text: text.into(), shared: text.into(), read: 0 }));
        t.case("of its own", || of_its_own(vec![Poem { title: text.into(), text: "one\ntwo".into() }]));
        t.case("found", || found(vec![text.into(), "xy\n".into()]));
    }
}

//! `for` over another iterator of the function.
use crate::prelude::*;
coro! {
    fn header_and_body(text: &str) yields String -> usize {
        let mut lines = text.lines();
        for line in lines.by_ref() {
            if line.is_empty() { break; }
            yield_value!(format!("head {line}"));
        }
        let mut n = 0;
        for line in &mut lines {
            n += 1;
            yield_value!(format!("body {line}"));
            if line == "." { break; }
        }
        for line in lines.by_ref().filter(|l| l.len() > n).map(str::to_uppercase) {
            yield_value!(line);
        }
        lines.count()
    }
    fn counted(values: Vec<u32>) yields u32 -> Vec<u32> {
        let mut iter = values.into_iter();
        for x in iter.by_ref() {
            yield_value!(x);
            if x > 1 { break; }
        }
        for x in &mut iter {
            yield_value!(x * 10);
            if x > 3 { break; }
        }
        iter.collect()
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("header", || header_and_body("a\nb\n\nc\n.\nde\nf\n"));
    t.case("counted", || counted(vec![1, 2, 3, 4, 5, 6]));
}

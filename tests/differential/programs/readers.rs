//! Readers: their lines take them along.

use crate::prelude::*;
use std::io::{self, BufRead, BufReader, Cursor, Read};

coro! {
    fn lines_of(reader: impl BufRead) yields io::Result<String> {
        for line in reader.lines() {
            let line = line.unwrap();
            yield_value!(Ok(format!("{line}")));
        }
    }
    fn bytes_of<R: Read>(reader: R) yields u8 {
        let reader = BufReader::new(reader);
        for b in reader.bytes().filter_map(Result::ok) {
            yield_value!(b);
        }
    }
    fn split_at_commas<R>(reader: R) yields Vec<u8> where R: BufRead {
        for b in reader.split(b',').flatten() {
            yield_value!(b);
        }
    }
    fn numbered(reader: Cursor<Vec<u8>>) yields (usize, String) {
        for (i, b) in reader.lines().map(|l| l.unwrap()).enumerate() {
            yield_value!((i, b));
        }
    }
    fn lines_in_turn(text: &'static str) yields String -> usize {
        let reader = Cursor::new(text);
        let mut lines = reader.lines();
        let mut n = 0;
        while let Some(Ok(line)) = lines.next() {
            n += 1;
            yield_value!(line);
        }
        n
    }
    fn counted(text: &'static str) yields String -> io::Result<usize> {
        let reader = BufReader::new(text.as_bytes());
        let mut lines = reader.lines().enumerate();
        let mut n = 0;
        while let Some((i, line)) = lines.next() {
            n += i;
            yield_value!(line?);
        }
        Ok(n)
    }
    fn table(reader: impl BufRead) yields io::Result<Vec<String>> {
        for (number, line) in reader.lines().enumerate() {
            match line {
                Ok(line) => { yield_value!(Ok(line.split(',').map(|it| format!("{number}{it}")).collect())); }
                Err(error) => { yield_value!(Err(error)); return; }
            }
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("lines of", || lines_of("x\ny".as_bytes()));
    t.case("bytes of", || bytes_of("x\ny".as_bytes()));
    t.case("split at commas", || split_at_commas("x,y".as_bytes()));
    t.case("numbered", || numbered(Cursor::new(b"x\ny".to_vec())));
    t.case("lines in turn", || lines_in_turn("a\nb"));
    t.case("counted", || counted("a\nb"));
    t.case("table", || table(Cursor::new("a,b\nc")));
    t.case("table that breaks", || table(&b"a,b\n\xff\nc"[..]));
}

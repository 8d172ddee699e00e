//! Values bound behind a `&`.

use crate::prelude::*;

coro! {
    fn run_lengths(bytes: &[u8]) yields (u8, usize) {
        let mut bytes = bytes.iter();
        let Some(&first) = bytes.next() else { return };
        let mut current = first;
        let mut count = 1;
        for &byte in bytes {
            if byte == current {
                count += 1;
            } else {
                yield_value!((current, count));
                current = byte;
                count = 1;
            }
        }
        yield_value!((current, count));
    }

    fn behind_two(pairs: &[(char, &str)]) yields String {
        for &(letter, text) in pairs {
            for _ in 0..2 {
                yield_value!(format!("{letter}{text}"));
            }
            yield_value!(text.to_string());
        }
    }

    fn arrays(blocks: &[[u8; 4]]) yields u8 {
        for &block in blocks {
            let mut block = block;
            for at in 0..4 {
                block[at] += 1;
                yield_value!(block[at]);
            }
            yield_value!(block.iter().sum());
        }
    }

    fn of_options(found: &Option<(u8, D)>) yields u8 {
        if let &Some((number, ref text)) = found {
            yield_value!(number);
            yield_value!(text.id() as u8);
            yield_value!(number);
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("run lengths", || run_lengths(b"aaabccd"));
    t.case("run lengths of nothing", || run_lengths(b""));
    t.case("behind two", || behind_two(&[('a', "b"), ('c', "d")]));
    t.case("arrays", || arrays(&[[1, 2, 3, 4], [5, 6, 7, 8]]));
    static FOUND: Option<(u8, D)> = Some((3, D("text")));
    t.case("of options", || of_options(&FOUND));
}

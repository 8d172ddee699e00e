//! Variables that each resume brings anew, which no state holds, beside those that look like them.

use crate::prelude::*;

coro! {
    fn handed_back(n: usize) receives first: u8 yields u32 -> (Vec<u8>, u8) {
        let mut all = Vec::with_capacity(n);
        let mut byte = first;
        while all.len() < n {
            all.push(byte);
            byte = yield_value!(0);
        }
        (all, byte)
    }

    fn tokens() receives u8 yields u32 -> u32 {
        let mut byte = yield_value!(0);
        let mut total = 0;
        loop {
            if byte.is_ascii_digit() {
                let mut number = 0;
                while byte.is_ascii_digit() {
                    number = 10 * number + u32::from(byte - b'0');
                    byte = yield_value!(number);
                }
                total += number;
            } else if byte == b'"' {
                byte = yield_value!(100);
                while byte != b'"' && byte != b'.' {
                    total += 1;
                    byte = yield_value!(101);
                }
                byte = yield_value!(total);
            } else if byte == b'.' {
                return total;
            } else {
                byte = yield_value!(1);
            }
        }
    }

    fn hides_the_first() receives byte: u8 yields u8 -> u8 {
        let mut byte = byte;
        let mut sum = 0u8;
        while byte != b'.' {
            sum = sum.wrapping_add(byte);
            byte = yield_value!(sum);
        }
        byte
    }

    fn one_name_in_two_scopes() receives u8 yields u8 -> Vec<u8> {
        let mut seen = Vec::new();
        {
            let mut byte = yield_value!(1);
            while byte != b'.' {
                seen.push(byte);
                byte = yield_value!(2);
            }
        }
        {
            let mut byte = yield_value!(3);
            while byte != b'.' {
                seen.push(byte + 1);
                byte = yield_value!(4);
            }
        }
        for byte in [1, 2] {
            seen.push(byte);
            let byte = yield_value!(byte);
            seen.push(byte);
        }
        seen
    }

    // of these, `kept` is read after a pause that brings it no new value
    fn kept_over_one_pause() receives first: u8 yields u8 -> u32 {
        let mut kept = first;
        let mut sum = 0u32;
        loop {
            if kept == b'.' {
                return sum;
            }
            if kept.is_ascii_digit() {
                yield_value!(kept);
                sum += u32::from(kept);
            }
            kept = yield_value!(0);
        }
    }

    fn given_on_some_ways() receives first: u8 yields u8 -> u8 {
        let mut byte = first;
        let mut rounds = 0;
        'outer: loop {
            rounds += 1;
            let next = match byte {
                b'.' => break 'outer byte,
                b'a' => { byte = b'b'; yield_value!(byte) }
                b'b' => {
                    for round in 0..rounds {
                        byte = yield_value!(round);
                        if byte == b'"' { continue 'outer; }
                    }
                    yield_value!(byte)
                }
                other => { byte = other; if other > b'x' { b'a' } else { yield_value!(rounds) } }
            };
            byte = next;
        }
    }

    fn declared_early() receives u8 yields u8 -> u8 {
        let mut byte;
        let mut count = 0;
        loop {
            byte = yield_value!(count);
            while byte == b'a' {
                count += 1;
                byte = yield_value!(count);
            }
            if byte == b'.' {
                break;
            }
        }
        byte + count
    }

    fn inner() receives first: u8 yields u8 -> u8 {
        let mut byte = first;
        let mut count = 0;
        while byte.is_ascii_digit() {
            count += 1;
            byte = yield_value!(count);
        }
        byte
    }

    fn passed_down() receives first: u8 yields u8 -> Vec<u8> {
        let mut byte = first;
        let mut seen = vec![];
        while byte != b'.' {
            seen.push(byte);
            byte = yield_from!(inner(), byte);
            seen.push(byte);
            if byte != b'.' {
                byte = yield_value!(byte);
            }
        }
        seen
    }

    fn options() receives first: Option<u8> yields u8 -> u8 {
        let mut got = first;
        let mut nothing = 0;
        for _ in 0..20 {
            let Some(byte) = got else {
                nothing += 1;
                got = yield_value!(nothing);
                continue;
            };
            if byte == b'.' {
                break;
            }
            got = yield_value!(byte);
        }
        nothing
    }

    fn in_a_closure() receives first: u8 yields u8 -> u8 {
        let mut byte = first;
        let mut found = 0;
        while byte != b'.' {
            let is_it = |other: u8| other == byte;
            found += u8::from(is_it(b'a')) + 2 * u8::from(is_it(b'1'));
            byte = yield_value!(found);
        }
        found
    }
}

pub fn cases(t: &mut Tracer) {
    for text in ["12 ab\"1a\"7.", "a.", "\"\"55.", "..5..a.", "aabab\"1.", "1a2.bbb.", "zyxab\"."] {
        let byte = |k: usize| text.as_bytes().get(k).copied().unwrap_or(b'.');
        t.receiving(&format!("handed back {text}"), || handed_back(3), byte);
        t.receiving(&format!("tokens {text}"), tokens, byte);
        t.receiving(&format!("hides the first {text}"), hides_the_first, byte);
        t.receiving(&format!("one name in two scopes {text}"), one_name_in_two_scopes, byte);
        t.receiving(&format!("kept over one pause {text}"), kept_over_one_pause, byte);
        t.receiving(&format!("given on some ways {text}"), given_on_some_ways, byte);
        t.receiving(&format!("declared early {text}"), declared_early, byte);
        t.receiving(&format!("passed down {text}"), passed_down, byte);
        t.receiving(&format!("options {text}"), options, |k| (k % 3 != 1).then(|| byte(k)));
        t.receiving(&format!("in a closure {text}"), in_a_closure, byte);
    }
}

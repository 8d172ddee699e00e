//! Loops that pause: `loop`, `while`, `for`, inside each other.

use crate::prelude::*;

coro! {
    fn countdown(from: u32) yields u32 -> &'static str {
        for i in (1..=from).rev() {
            yield_value!(i);
        }
        "TAKE OFF"
    }

    fn counting_loop(to: u32) yields u32 -> u32 {
        let mut i = 0;
        loop {
            if i == to {
                break;
            }
            i += 1;
            if i % 3 == 0 {
                continue;
            }
            yield_value!(i);
        }
        i
    }

    fn while_loop(mut n: u64) yields u64 -> u32 {
        let mut steps = 0;
        while n != 1 {
            yield_value!(n);
            n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 };
            steps += 1;
        }
        steps
    }

    fn table(rows: u32, columns: u32) yields (u32, u32) -> u32 {
        let mut sum = 0;
        for row in 1..=rows {
            let mut line = 0;
            for column in 1..=columns {
                line += row * column;
                yield_value!((row, column));
            }
            sum += line;
            yield_value!((row, line));
        }
        sum
    }

    fn three_levels(n: u8) yields String -> usize {
        let mut count = 0;
        for a in 0..n {
            let first = format!("{a}");
            let mut b = 0;
            while b < n {
                let second = format!("{first}{b}");
                let mut c = b;
                loop {
                    c += 1;
                    if c > n {
                        break;
                    }
                    count += second.len();
                    yield_value!(format!("{second}{c}"));
                }
                b += 1;
            }
            yield_value!(first);
        }
        count
    }

    fn after_each_other(n: u32) yields u32 -> u32 {
        let mut total = 0;
        for i in 0..n {
            total += i;
            yield_value!(i);
        }
        for i in (0..n).rev() {
            total *= 2;
            yield_value!(i + total);
        }
        while total > 3 {
            total /= 3;
            yield_value!(total);
        }
        for _ in 0..2 {
            yield_value!(total);
        }
        total
    }

    fn over_a_vec(list: Vec<String>) yields String -> Vec<usize> {
        let mut lengths = Vec::new();
        for text in list {
            lengths.push(text.len());
            if text.is_empty() {
                continue;
            }
            yield_value!(text);
        }
        lengths
    }

    fn over_patterns(list: Vec<(D, u32)>) yields u32 -> usize {
        let mut n = 0;
        for (i, (d, value)) in list.into_iter().enumerate() {
            n += i;
            yield_value!(value);
            d.touch();
        }
        n
    }

    fn draining(mut queue: Vec<u32>) yields u32 -> usize {
        let mut steps = 0;
        while let Some(n) = queue.pop() {
            steps += 1;
            yield_value!(n);
            if n > 1 {
                queue.push(n / 2);
                queue.push(n - 2);
            }
        }
        steps
    }

    fn peeking(text: String) yields char -> u32 {
        let mut chars = text.chars().collect::<Vec<_>>().into_iter().peekable();
        let mut pairs = 0;
        while let Some(c) = chars.next() {
            if chars.peek() == Some(&c) {
                pairs += 1;
                continue;
            }
            yield_value!(c);
        }
        pairs
    }

    fn never_ending() yields u64 {
        let mut n = 1;
        loop {
            yield_value!(n);
            n = n.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        }
    }

    fn only_sometimes(n: u32) yields u32 -> u32 {
        let mut skipped = 0;
        for i in 0..n {
            if i % 4 == 3 {
                yield_value!(i);
            } else {
                skipped += 1;
            }
        }
        skipped
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("countdown", || countdown(4));
    t.case("countdown from nothing", || countdown(0));
    t.case("counting loop", || counting_loop(7));
    t.case("while loop", || while_loop(6));
    t.case("table", || table(2, 3));
    t.case("three levels", || three_levels(2));
    t.case("after each other", || after_each_other(3));
    t.case("over a vec", || over_a_vec(vec!["a".into(), "".into(), "bc".into()]));
    t.case("over patterns", || over_patterns(vec![(D("0"), 3), (D("1"), 4), (D("2"), 5)]));
    t.case("draining", || draining(vec![3, 5]));
    t.case("peeking", || peeking("aabccd".to_string()));
    t.case("never ending", never_ending);
    t.case("only sometimes", || only_sometimes(13));
}

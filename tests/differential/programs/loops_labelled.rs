//! Labelled jumps across levels that pause and levels that do not.

use crate::prelude::*;

coro! {
    fn find(rows: Vec<Vec<i32>>, wanted: i32) yields (usize, usize) -> Option<(usize, usize)> {
        let found = 'rows: loop {
            for (y, row) in rows.clone().into_iter().enumerate() {
                for (x, value) in row.into_iter().enumerate() {
                    yield_value!((y, x));
                    if value == wanted {
                        break 'rows Some((y, x));
                    }
                    if value < 0 {
                        break 'rows None;
                    }
                }
            }
            return None;
        };
        yield_value!((99, 99));
        found
    }

    fn continues(n: u32) yields u32 -> u32 {
        let mut skipped = 0;
        'outer: for i in 0..n {
            let d = D(i);
            for j in 0..n {
                let e = D(format!("{i}{j}"));
                if j > i {
                    skipped += 1;
                    continue 'outer;
                }
                if (i + j) % 3 == 2 {
                    continue;
                }
                yield_value!(i * 10 + j);
                e.touch();
            }
            d.touch();
        }
        skipped
    }

    fn jumps_from_a_quiet_loop(list: Vec<u32>) yields u32 -> &'static str {
        'outer: loop {
            yield_value!(0);
            for x in &list {
                if *x == 7 {
                    break 'outer;
                }
                if *x == 8 {
                    return "eight";
                }
                if *x == 9 {
                    log("nine");
                    continue 'outer;
                }
            }
            return "none";
        }
        yield_value!(7);
        "seven"
    }

    fn quiet_while_continue(mut n: u32) yields u32 -> u32 {
        let mut rounds = 0;
        'outer: while n > 0 {
            rounds += 1;
            n -= 1;
            let mut m = n;
            loop {
                if m % 2 == 1 {
                    continue 'outer;
                }
                if m == 0 {
                    break;
                }
                m /= 2;
            }
            yield_value!(n);
        }
        rounds
    }

    fn labelled_blocks(n: i32) yields &'static str -> i32 {
        let d = D("outer");
        let value = 'a: {
            let d = D("in a");
            if n == 0 {
                break 'a 10;
            }
            yield_value!("in a");
            let inner = 'b: {
                let d = D("in b");
                yield_value!("in b");
                if n == 1 {
                    break 'a 11;
                }
                if n == 2 {
                    break 'b 12;
                }
                d.touch();
                13
            };
            d.touch();
            yield_value!("after b");
            inner + 100
        };
        d.touch();
        value
    }

    fn block_around_loops(n: u32) yields u32 -> u32 {
        let mut at = 0;
        let found = 'search: {
            for i in 1.. {
                for j in 1..i {
                    yield_value!(i * j);
                    if i * j > n {
                        break 'search i;
                    }
                }
                at += 1;
                if at > 20 {
                    break;
                }
            }
            0
        };
        found + at
    }

    fn loop_values(n: u32) yields u32 -> (u32, Option<String>) {
        let mut i = 0;
        let number = loop {
            i += 1;
            let text = 'inner: loop {
                let d = D(i);
                yield_value!(i);
                if i > n {
                    break Some(d.name());
                }
                if i % 2 == 0 {
                    break 'inner None;
                }
                i += 1;
            };
            if let Some(text) = text {
                break text.len() as u32;
            }
        };
        let text = 'a: loop {
            'b: loop {
                yield_value!(number);
                if number == 0 {
                    break 'b;
                }
                break 'a Some("text".to_string());
            }
            break None;
        };
        (number, text)
    }

    fn same_label_twice() yields u8 -> u8 {
        let mut n = 0;
        'again: for i in 0..3 {
            for j in 0..3 {
                yield_value!(i * 3 + j);
                if j == i {
                    continue 'again;
                }
                n += 1;
            }
        }
        'again: for i in 0..3 {
            loop {
                yield_value!(100 + i);
                n += 10;
                if i == 1 {
                    break 'again;
                }
                continue 'again;
            }
        }
        n
    }

    fn break_in_condition(n: u32) yields u32 -> u32 {
        let mut i = 0;
        'all: loop {
            while {
                yield_value!(i);
                if i > n {
                    break 'all i * 100;
                }
                i += 1;
                i % 3 != 0
            } {
                i += 1;
            }
            if i > n + 2 {
                break i;
            }
            i += 2;
        }
    }
}

pub fn cases(t: &mut Tracer) {
    let rows = || vec![vec![1, 2], vec![3, 4, -1], vec![5]];
    for wanted in [2, 4, 5] {
        t.case(&format!("find {wanted}"), || find(rows(), wanted));
    }
    t.case("find nothing", || find(vec![vec![1]], 2));
    t.case("continues", || continues(4));
    for x in [1, 7, 8] {
        t.case(&format!("jumps from a quiet loop {x}"), || jumps_from_a_quiet_loop(vec![2, x]));
    }
    t.case("jumps for ever", || jumps_from_a_quiet_loop(vec![9]));
    t.case("quiet while continue", || quiet_while_continue(12));
    for n in 0..4 {
        t.case(&format!("labelled blocks {n}"), || labelled_blocks(n));
    }
    t.case("block around loops", || block_around_loops(9));
    t.case("loop values", || loop_values(4));
    t.case("same label twice", same_label_twice);
    t.case("break in condition", || break_in_condition(7));
}

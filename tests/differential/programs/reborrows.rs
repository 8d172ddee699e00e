//! Borrows of a local that are taken again after a pause.

use crate::prelude::*;

#[derive(Debug, Default)]
struct Board {
    cells: [[u8; 3]; 2],
    names: Vec<String>,
    score: u32,
}

coro! {
    fn shared_reference(n: u32) yields u32 -> u32 {
        let text = format!("text {n}");
        let r = &text;
        yield_value!(r.len() as u32);
        log(r);
        yield_value!(n);
        r.len() as u32 + n
    }

    fn exclusive_reference() yields u32 -> (u32, Vec<u32>) {
        let mut count = 1;
        let mut list = vec![1, 2];
        let c = &mut count;
        *c += 1;
        yield_value!(*c);
        *c += 10;
        let l = &mut list;
        l.push(*c);
        yield_value!(l.len() as u32);
        l.push(9);
        yield_value!(l[0]);
        *c += 1;
        (count, list)
    }

    fn fields() yields usize -> Board {
        let mut board = Board::default();
        let names = &mut board.names;
        names.push("a".into());
        yield_value!(names.len());
        names.push("b".into());
        let score = &mut board.score;
        *score += 5;
        yield_value!(*score as usize);
        *score += 1;
        let all = &board.names[..];
        yield_value!(all.len());
        log(all.join(","));
        board
    }

    fn for_over_a_local() yields u32 -> usize {
        let list = vec![3, 5, 8];
        let mut sum = 0;
        for x in &list {
            sum += x;
            yield_value!(sum);
        }
        for (i, x) in list.iter().enumerate() {
            yield_value!(*x * i as u32);
        }
        let array = [D(1), D(2)];
        for d in &array {
            yield_value!(d.0);
            d.touch();
        }
        for a in &list {
            for b in &list {
                if b > a {
                    break;
                }
                yield_value!(a * 100 + b);
            }
        }
        list.len() + array.len()
    }

    fn in_loops(rows: Vec<Vec<u8>>) yields u8 -> usize {
        let mut count = 0;
        for row in rows {
            let first = &row[0];
            yield_value!(*first);
            let rest = &row[1..];
            for i in 0..rest.len() {
                yield_value!(rest[i]);
                count += rest.len();
            }
            log(first);
        }
        count
    }

    fn temporaries_of_methods(words: Vec<String>) yields usize -> Option<String> {
        let longest = words.iter().max_by_key(|word| word.len()).cloned();
        yield_value!(words.len());
        let first = words.first().map(|word| word.len()).unwrap_or(0);
        yield_value!(first);
        longest.filter(|word| word.len() > first)
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("shared reference", || shared_reference(7));
    t.case("exclusive reference", exclusive_reference);
    t.case("fields", fields);
    t.case("for over a local", for_over_a_local);
    t.case("in loops", || in_loops(vec![vec![1, 2, 3], vec![4], vec![5, 6]]));
    t.case("temporaries of methods", || {
        temporaries_of_methods(vec!["a".into(), "bcd".into(), "ef".into()])
    });
}

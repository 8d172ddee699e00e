//! What is alive at the end: used where it is parked, or brought home because something moves it.

use crate::prelude::*;

struct Builder {
    parts: Vec<i32>,
    name: D<&'static str>,
}

impl Builder {
    fn add(&mut self, part: i32) -> &mut Self {
        self.parts.push(part);
        self
    }

    fn build(self) -> Vec<i32> {
        log("built");
        self.parts
    }
}

coro! {
    fn only_borrowed(first: String, guard: D<&'static str>) yields usize -> usize {
        yield_value!(first.len());
        let _local = D("local");
        yield_value!(guard.0.len());
        let other = D("other");
        log(&other.0);
        first.len() + guard.0.len()
    }

    fn left_in_the_middle(first: D<&'static str>, n: i32) yields i32 -> Option<usize> {
        let second = D("second");
        yield_value!(n);
        if n == 1 {
            return None;
        }
        yield_value!(n + 1);
        let third = D("third");
        yield_value!(n + 2);
        let text = (n != 2).then_some("text")?;
        Some(first.0.len() + second.0.len() + third.0.len() + text.len())
    }

    fn panics_at_the_end(first: D<&'static str>, n: usize) yields usize -> u8 {
        let second = D("second");
        yield_value!(first.0.len());
        yield_value!(second.0.len());
        let _last = D("last");
        let values = [1, 2, 3];
        values[n + first.0.len()]
    }

    fn part_moved_at_the_end(mut builder: Builder) yields i32 -> Vec<i32> {
        builder.add(1);
        yield_value!(1);
        builder.add(2);
        yield_value!(2);
        log(&builder.name.0);
        builder.parts
    }

    fn consumed_by_a_method(mut builder: Builder) yields i32 -> Vec<i32> {
        builder.add(1);
        yield_value!(1);
        let more = vec![3, 4];
        builder.add(2);
        yield_value!(2);
        more.iter().for_each(|n| { builder.add(*n); });
        builder.build()
    }

    fn matched_at_the_end(found: Option<D<&'static str>>) yields bool -> &'static str {
        let kept = D("kept");
        yield_value!(found.is_some());
        yield_value!(found.is_none());
        log(&kept.0);
        match found {
            Some(d) => d.0,
            None => "none",
        }
    }

    fn ways_that_meet(a: D<&'static str>, n: i32) yields i32 -> i32 {
        let mut sum = 0;
        for i in 0..n {
            let own = D(i);
            let other = if i % 2 == 0 {
                yield_value!(1);
                D("even")
            } else {
                let made = D("odd");
                yield_value!(2);
                made
            };
            sum += own.0;
            if i == 3 {
                continue;
            }
            match i {
                0 => yield_value!(10),
                1 => log(&other.0),
                _ => {
                    yield_value!(20);
                    yield_value!(30);
                }
            }
            log(a.0);
            if i == 5 {
                break;
            }
        }
        sum
    }

    fn loops_in_a_row(words: Vec<String>) yields usize -> usize {
        let mut total = 0;
        let mut first = words.iter().map(String::len).collect::<Vec<_>>();
        while let Some(n) = first.pop() {
            if n == 2 {
                continue;
            }
            yield_value!(n);
            total += n;
        }
        loop {
            yield_value!(total);
            total += words.len();
            if total > 20 {
                break;
            }
        }
        yield_value!(words.len());
        total + words[0].len()
    }

    fn inner_left_from_within(rows: i32) yields i32 -> i32 {
        let mut seen = 0;
        'rows: for row in 0..rows {
            let _row = D(row);
            loop {
                let _turn = D("turn");
                yield_value!(row);
                seen += 1;
                match seen {
                    2 => continue 'rows,
                    5 => break 'rows,
                    3 => break,
                    _ => {}
                }
            }
            yield_value!(-seen);
        }
        seen
    }
}

fn builder() -> Builder {
    Builder {
        parts: vec![0],
        name: D("builder"),
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("only borrowed", || only_borrowed("first".to_string(), D("guard")));
    t.case("left in the middle, 1", || left_in_the_middle(D("first"), 1));
    t.case("left in the middle, 2", || left_in_the_middle(D("first"), 2));
    t.case("left in the middle, 3", || left_in_the_middle(D("first"), 3));
    t.case("panics at the end", || panics_at_the_end(D("first"), 1));
    t.case("part moved at the end", || part_moved_at_the_end(builder()));
    t.case("consumed by a method", || consumed_by_a_method(builder()));
    t.case("matched at the end", || matched_at_the_end(Some(D("found"))));
    t.case("ways that meet", || ways_that_meet(D("a"), 7));
    t.case("loops in a row", || {
        loops_in_a_row(vec!["one".to_string(), "to".to_string(), "three".to_string()])
    });
    t.case("inner left from within", || inner_left_from_within(4));
}

//! Assignments: which side first, what dies when.

use crate::prelude::*;

struct Counter {
    count: u32,
    history: Vec<u32>,
    last: Option<D>,
}

fn index(i: usize) -> usize {
    log(format_args!("index {i}"));
    i
}

coro! {
    fn places() receives _: u32 yields u32 -> ([u32; 3], Vec<u32>, u32) {
        let mut array = [1, 2, 3];
        let mut list = vec![4, 5, 6];
        let mut n = 0;
        array[index(0)] = note("value", yield_value!(1));
        list[index(1)] = note("value", yield_value!(2));
        array[index(2)] += note("added", yield_value!(3));
        list[index(0)] -= note("subtracted", 1 + yield_value!(4) % 2);
        n += yield_value!(n) + yield_value!(5);
        n <<= { yield_value!(6); 1 };
        array[{ yield_value!(7); index(1) }] = { yield_value!(8); 9 };
        list[{ yield_value!(9); index(2) }] *= { yield_value!(10); 2 };
        (array, list, n)
    }

    fn compound_reads_late() receives _: u32 yields u32 -> (u32, String) {
        let mut n = 1;
        n += { n = 10; yield_value!(n); n };
        let mut text = String::from("a");
        text += &yield_value!(n).to_string();
        text += { yield_value!(0); "z" };
        (n, text)
    }

    fn fields(start: u32) receives _: u32 yields usize -> u32 {
        let mut counter = Counter { count: start, history: Vec::new(), last: None };
        counter.count = yield_value!(1) as u32 + counter.count;
        counter.history = vec![counter.count, yield_value!(2)];
        counter.history[0] = yield_value!(counter.history.len());
        counter.last = Some(D("first"));
        counter.last = Some({ yield_value!(3); D("second") });
        if let Some(last) = &counter.last {
            last.touch();
        }
        counter.last = None;
        yield_value!(4);
        counter.count + counter.history.iter().sum::<u32>()
    }

    fn assignment_drops(mut d: D) {
        d = { yield_wait!(); D("second") };
        d.touch();
        yield_wait!();
        d = D("third");
        yield_wait!();
        let e = d;
        yield_wait!();
        d = D("fourth");
        yield_wait!();
        e.touch();
        d.touch();
    }

    fn destructuring() receives _: i32 yields i32 -> (i32, i32, [i32; 2]) {
        let (mut a, mut b) = (1, 2);
        let mut rest = [0; 2];
        (a, b) = (b, yield_value!(a));
        [rest[0], _, rest[1]] = [yield_value!(b), 5, yield_value!(7)];
        (a, ..) = (a + b, yield_value!(a), 3);
        _ = yield_value!(b);
        (a, b, rest)
    }

    fn through_references(n: &mut u32, list: &mut Vec<u32>) receives _: u32 yields u32 -> u32 {
        *n = yield_value!(*n);
        *n += yield_value!(*n);
        list.push(yield_value!(list.len() as u32));
        list[0] = yield_value!(list[0]);
        list.push(*n);
        *n
    }

    fn swapping(limit: u64) yields u64 -> (u64, u64) {
        let (mut a, mut b) = (0, 1);
        while a < limit {
            yield_value!(a);
            (a, b) = (b, a + b);
        }
        std::mem::swap(&mut a, &mut b);
        yield_value!(a);
        yield_value!(b);
        let old = std::mem::replace(&mut a, 7);
        (old, a)
    }

    fn nothing_assigned(flag: bool) -> D {
        let d;
        yield_wait!();
        if flag {
            d = D("flag");
            yield_wait!();
        } else {
            yield_wait!();
            d = D("no flag");
        }
        yield_wait!();
        d
    }

    fn values_of_assignments() -> u8 {
        let mut n = 1u8;
        let unit = n = { yield_wait!(); 5 };
        log(format_args!("{unit:?}"));
        let () = n += { yield_wait!(); 1 };
        n
    }
}

pub fn cases(t: &mut Tracer) {
    t.receiving("places", places, |k| k as u32 + 1);
    t.receiving("compound reads late", compound_reads_late, |k| k as u32 * 3);
    t.receiving("fields", || fields(7), |k| k as u32);
    t.case("assignment drops", || assignment_drops(D("first")));
    t.receiving("destructuring", destructuring, |k| k as i32 * 11);
    t.scope("through references", |drive| {
        let mut n = 5;
        let mut list = vec![1];
        drive.run_with(through_references(&mut n, &mut list), &|k| k as u32 * 10);
        log(format_args!("{n} {list:?}"));
    });
    t.case("swapping", || swapping(9));
    t.case("nothing assigned", || nothing_assigned(true));
    t.case("nothing assigned, otherwise", || nothing_assigned(false));
    t.case("values of assignments", values_of_assignments);
}

//! `return` from everywhere, and what is dropped on the way.

use crate::prelude::*;

coro! {
    fn from_nested_loops(list: Vec<Vec<D<u32>>>, wanted: u32) yields u32 -> Option<D<u32>> {
        let outer = D("outer");
        for row in list {
            let _row = D("row");
            for d in row {
                yield_value!(d.0);
                if d.0 == wanted {
                    outer.touch();
                    return Some(d);
                }
            }
        }
        None
    }

    fn from_quiet_loops(list: Vec<u32>) yields u32 -> Vec<u32> {
        let mut seen = Vec::new();
        while seen.len() < 5 {
            yield_value!(seen.len() as u32);
            for &x in &list {
                for y in 0..x {
                    if y * 7 == 21 {
                        return seen;
                    }
                }
                seen.push(x);
            }
        }
        seen.reverse();
        seen
    }

    fn parked_values(n: u32) yields u32 -> (String, Vec<u32>) {
        let text = String::from("parked");
        let mut list = Vec::new();
        for i in 0.. {
            list.push(i);
            yield_value!(i);
            if i == n {
                return (text, list);
            }
            if list.len() > 3 {
                list.clear();
                return (format!("{text} long"), list);
            }
        }
        unreachable!()
    }

    fn while_borrowed(n: usize) yields usize -> usize {
        let mut list = vec![1, 2, 3, 4];
        for round in 0.. {
            yield_value!(round);
            let first = list.first_mut();
            if let Some(first) = first {
                *first += 1;
                if *first > n {
                    return *first;
                }
            }
            for x in list.iter_mut() {
                if *x == 9 {
                    return round;
                }
                *x += 1;
            }
            for x in list.drain(..) {
                if x > n + 5 {
                    return x * 100;
                }
                log(x);
            }
            list.extend([round, round + 5]);
        }
        0
    }

    fn before_anything(stop: bool, a: D, b: D) -> &'static str {
        if stop {
            return "stopped";
        }
        yield_wait!();
        drop(a);
        b.touch();
        "done"
    }

    fn operand_before_drops(d: D) yields u8 -> String {
        let e = D("e");
        loop {
            let f = D("f");
            yield_value!(1);
            return note("operand", format!("{}{}{}", d.name(), e.name(), f.name()));
        }
    }

    fn never_returns_normally(n: u32) yields u32 -> u32 {
        if n > 2 {
            yield_value!(n);
            return 1;
        } else {
            yield_value!(0);
            match n {
                0 => return 2,
                _ => {
                    yield_value!(9);
                    return 3;
                }
            }
        }
    }

    fn unit_returns(list: Vec<Option<u8>>) yields u8 {
        for x in list {
            let Some(x) = x else { return };
            if x == 0 {
                return yield_value!(100);
            }
            yield_value!(x);
        }
        yield_value!(200)
    }

    fn inside_expressions(n: i32) yields i32 -> i32 {
        let d = D("d");
        let sum = 1 + if n == 0 { return -1 } else { yield_value!(1); n }
            + match n { 1 => return { yield_value!(2); -2 }, m => m };
        let list = vec![sum, { if n == 2 { return d.id() as i32 } yield_value!(3); 5 }];
        list.into_iter().sum::<i32>() + { yield_value!(4); 0 }
    }
}

pub fn cases(t: &mut Tracer) {
    let rows = || vec![vec![D(1), D(2)], vec![], vec![D(3), D(4), D(5)]];
    for wanted in [1, 4, 9] {
        t.case(&format!("from nested loops {wanted}"), || from_nested_loops(rows(), wanted));
    }
    t.case("from quiet loops", || from_quiet_loops(vec![1, 2]));
    t.case("from quiet loops, early", || from_quiet_loops(vec![3, 2, 4]));
    t.case("parked values", || parked_values(2));
    t.case("parked values, long", || parked_values(7));
    for n in [0, 3, 20] {
        t.case(&format!("while borrowed {n}"), || while_borrowed(n));
    }
    t.case("before anything", || before_anything(true, D("a"), D("b")));
    t.case("before anything, not", || before_anything(false, D("a"), D("b")));
    t.case("operand before drops", || operand_before_drops(D("d")));
    for n in [0, 1, 3] {
        t.case(&format!("never returns normally {n}"), || never_returns_normally(n));
    }
    t.case("unit returns", || unit_returns(vec![Some(1), Some(2)]));
    t.case("unit returns, none", || unit_returns(vec![Some(1), None]));
    t.case("unit returns, zero", || unit_returns(vec![Some(0)]));
    for n in 0..4 {
        t.case(&format!("inside expressions {n}"), || inside_expressions(n));
    }
}

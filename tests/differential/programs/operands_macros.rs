//! Pauses in the arguments of std's macros.

use crate::prelude::*;
use std::fmt::Write;

coro! {
    fn formatting(name: String) receives _: u32 yields &'static str -> String {
        let a = format!("{} and {}", yield_value!("first"), yield_value!("second"));
        let b = format!("{name}: {:>4} {x:?} {0}", yield_value!("padded"), x = yield_value!("named"));
        let width = 6;
        let c = format!("{:width$}|{a}|{:<1$}|", yield_value!("c"), 5, width = width);
        [a, b, c].join("; ")
    }

    fn inline_captures(count: usize) yields String -> usize {
        let mut total = 0;
        for i in 0..count {
            let square = i * i;
            total += square;
            yield_value!(format!("{i}² = {square}, {total:>3}, {{{count}}}"));
            log(format!("{square:?} after {i}"));
        }
        total
    }

    fn asserting(n: i32) receives _: i32 yields i32 -> i32 {
        assert!(yield_value!(1) > 0, "the first");
        assert!(yield_value!(2) > 0, "{} is not {}", yield_value!(3), n);
        assert_eq!(yield_value!(4), yield_value!(5) - 1);
        assert_ne!(n, yield_value!(6), "equal to {n}");
        debug_assert!(yield_value!(7) < n, "at {}", 7);
        n
    }

    fn vectors() receives _: u8 yields u8 -> Vec<Vec<u8>> {
        let empty: Vec<u8> = vec![];
        vec![vec![yield_value!(1), 2, yield_value!(3)], vec![yield_value!(4); 2], empty, vec![5]]
    }

    fn matching() receives _: Option<u8> yields u8 -> u32 {
        let mut count = 0;
        if matches!(yield_value!(1), Some(n) if n > 1) {
            count += 1;
        }
        if !matches!(yield_value!(2), None | Some(0..=3)) {
            count += 10;
        }
        while matches!(yield_value!(3), Some(_)) {
            count += 100;
        }
        count
    }

    fn writing() receives _: u32 yields u32 -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        write!(text, "{}", yield_value!(1))?;
        writeln!(text, "-{}-{}", yield_value!(2), text_length(3))?;
        write!(&mut text, "{:03}", { yield_value!(3); 7 })?;
        Ok(text)
    }

    fn panicking(d: D) receives _: u32 yields u32 -> u32 {
        let e = D("e");
        if yield_value!(1) > 0 {
            panic!("{} for {}", yield_value!(2), e.name());
        }
        d.touch();
        0
    }

    fn unreachable_arms(n: u32) yields u32 -> u32 {
        match n {
            0 => yield_value!(0),
            1 => unreachable!("one is {}", { yield_value!(1); "here" }),
            2 => todo!("two {}", { yield_value!(2); n }),
            _ => unimplemented!("{n}"),
        }
        n
    }

    fn debugging() yields u8 -> i32 {
        let a = dbg!({ yield_value!(1); 2 } + 3);
        let (b, c) = dbg!(a, { yield_value!(2); 4 });
        a + b + c
    }
}

fn text_length(n: u32) -> u32 {
    n
}

pub fn cases(t: &mut Tracer) {
    t.receiving("formatting", || formatting("name".to_string()), |k| k as u32 * 11);
    t.case("inline captures", || inline_captures(3));
    t.receiving("asserting", || asserting(100), |k| k as i32);
    t.receiving("asserting, first fails", || asserting(100), |k| k as i32 - 1);
    t.receiving("asserting, second fails", || asserting(100), |k| 2 - k as i32);
    t.receiving("asserting, third fails", || asserting(5), |_| 5);
    t.receiving("asserting, fourth fails", || asserting(6), |k| k as i32);
    t.receiving("asserting, fifth fails", || asserting(7), |k| k as i32 + 2);
    t.receiving("vectors", vectors, |k| k as u8);
    t.receiving("matching", matching, |k| (k < 5).then_some(k as u8 * 2));
    t.receiving("writing", writing, |k| k as u32);
    t.receiving("panicking", || panicking(D("d")), |k| k as u32);
    t.receiving("not panicking", || panicking(D("d")), |_| 0);
    for n in 0..4 {
        t.case(&format!("unreachable arms {n}"), || unreachable_arms(n));
    }
    t.case("debugging", debugging);
}

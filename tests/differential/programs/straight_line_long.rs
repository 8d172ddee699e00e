//! More pauses in one block than a level of inferred types may have, of numbers and of others.

use crate::prelude::*;

coro! {
    fn of_numbers(mut n: u64) yields u64 -> u64 {
        yield_value!(n); n += 1; yield_value!(n); n += 2; yield_value!(n); n *= 3; yield_value!(n);
        yield_value!(n + 1); n += 1; yield_value!(n); n += 2; yield_value!(n); n *= 3; yield_value!(n);
        n += 1; yield_value!(n); n += 2; yield_value!(n); n *= 3; yield_value!(n); yield_value!(0);
        if n % 2 == 0 { yield_value!(n); n += 5; } else { yield_value!(n + 1); yield_value!(n + 2); }
        yield_value!(n); n += 1; yield_value!(n); n += 2; yield_value!(n); n *= 3; yield_value!(n);
        for i in 0..n % 3 { yield_value!(i); n += i; }
        yield_value!(n); n += 1; yield_value!(n); n += 2; yield_value!(n); n *= 3; yield_value!(n);
        yield_value!(n); n += 1; yield_value!(n); n += 2; yield_value!(n); n *= 3; yield_value!(n);
        n
    }

    fn with_a_guard(n: u64) yields u64 -> D<u64> {
        let first = D(n);
        yield_value!(1); yield_value!(2); yield_value!(3); yield_value!(4); yield_value!(5);
        let second = D(n + 1);
        yield_value!(6); yield_value!(7); yield_value!(8); yield_value!(9); yield_value!(10);
        drop(first);
        yield_value!(11); yield_value!(12); yield_value!(13); yield_value!(14); yield_value!(15);
        let _third = D(n + 2);
        yield_value!(16); yield_value!(17); yield_value!(18); yield_value!(19); yield_value!(20);
        second
    }

    fn returns_early(n: u64) yields u64 -> Result<u64, u64> {
        let mut sum = 0u64;
        yield_value!(sum); sum += check(n, 1)?; yield_value!(sum); sum += check(n, 2)?; yield_value!(sum);
        sum += check(n, 3)?; yield_value!(sum); sum += check(n, 4)?; yield_value!(sum); sum += check(n, 5)?;
        yield_value!(sum); sum += check(n, 6)?; yield_value!(sum); sum += check(n, 7)?; yield_value!(sum);
        sum += check(n, 8)?; yield_value!(sum); sum += check(n, 9)?; yield_value!(sum); sum += check(n, 10)?;
        yield_value!(sum); sum += check(n, 11)?; yield_value!(sum);
        Ok(sum)
    }

    fn in_a_loop(n: u64) yields u64 -> u64 {
        let mut i = 0;
        'rounds: while i < n {
            yield_value!(i); yield_value!(i + 1); yield_value!(i + 2); yield_value!(i + 3);
            if i % 2 == 0 { yield_value!(i + 4); if i > 3 { break 'rounds; } } else { yield_value!(i + 6); }
            yield_value!(i + 7); yield_value!(i + 8); yield_value!(i + 9); yield_value!(i + 10);
            if i == 1 { i += 2; continue 'rounds; }
            yield_value!(i + 11); yield_value!(i + 12);
            i += 1;
        }
        i
    }
}

fn check(n: u64, at: u64) -> Result<u64, u64> {
    if n == at { Err(n * 100) } else { Ok(at) }
}

pub fn cases(t: &mut Tracer) {
    for n in [0, 1, 7, 10] {
        t.case(&format!("of numbers {n}"), || of_numbers(n));
        t.case(&format!("with a guard {n}"), || with_a_guard(n));
        t.case(&format!("returns early {n}"), || returns_early(n));
        t.case(&format!("in a loop {n}"), || in_a_loop(n));
    }
}

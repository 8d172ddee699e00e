//! Well-known sequences: fibonacci, primes, collatz, pascal, gray codes, partitions.

use crate::prelude::*;

coro! {
    fn fibonacci() yields u64 {
        let (mut a, mut b) = (0u64, 1u64);
        loop {
            yield_value!(a);
            (a, b) = (b, a.wrapping_add(b));
        }
    }

    fn primes_by_trial(limit: u32) yields u32 -> usize {
        let mut primes: Vec<u32> = Vec::new();
        for n in 2..limit {
            if primes.iter().take_while(|&&p| p * p <= n).all(|p| n % p != 0) {
                primes.push(n);
                yield_value!(n);
            }
        }
        primes.len()
    }

    fn sieve(limit: usize) yields usize -> usize {
        let mut composite = vec![false; limit];
        let mut count = 0;
        for n in 2..limit {
            if composite[n] {
                continue;
            }
            count += 1;
            yield_value!(n);
            let mut multiple = n * n;
            while multiple < limit {
                composite[multiple] = true;
                multiple += n;
            }
        }
        count
    }

    /// Each prime found filters what comes after it: a pipeline of boxed coroutines.
    fn naturals_from(n: u32) yields u32 {
        for i in n.. {
            yield_value!(i);
        }
    }

    fn without_multiples(source: Box<dyn Coroutine<(), Yield = u32, Return = ()>>, of: u32) yields u32 {
        let mut source = source;
        while let CoroutineState::Yielded(n) = source.resume(()) {
            if n % of != 0 {
                yield_value!(n);
            }
        }
    }

    fn filtering_sieve() yields u32 {
        let mut source: Box<dyn Coroutine<(), Yield = u32, Return = ()>> = Box::new(naturals_from(2));
        while let CoroutineState::Yielded(prime) = source.resume(()) {
            yield_value!(prime);
            source = Box::new(without_multiples(source, prime));
            if prime > 20 {
                return;
            }
        }
    }

    fn collatz(mut n: u64) yields u64 -> u32 {
        let mut steps = 0;
        yield_value!(n);
        while n > 1 {
            n = match n % 2 {
                0 => n / 2,
                _ => n * 3 + 1,
            };
            steps += 1;
            yield_value!(n);
        }
        steps
    }

    fn pascal(rows: usize) yields Vec<u32> -> u32 {
        let mut row = vec![1];
        for _ in 0..rows {
            yield_value!(row.clone());
            let mut next = vec![1; row.len() + 1];
            for (i, pair) in row.windows(2).enumerate() {
                next[i + 1] = pair[0] + pair[1];
            }
            row = next;
        }
        row.into_iter().sum()
    }

    fn gray_codes(bits: u32) yields String {
        for n in 0..1u32 << bits {
            let code = n ^ (n >> 1);
            yield_value!(format!("{code:0width$b}", width = bits as usize));
        }
    }

    fn partitions(n: u32) yields Vec<u32> -> usize {
        let mut parts = vec![n];
        let mut count = 0;
        loop {
            yield_value!(parts.clone());
            count += 1;
            let mut ones = 0;
            while parts.last() == Some(&1) {
                parts.pop();
                ones += 1;
            }
            let Some(last) = parts.last_mut() else {
                return count;
            };
            *last -= 1;
            let size = *last;
            let mut rest = ones + 1;
            while rest > size {
                parts.push(size);
                rest -= size;
            }
            if rest > 0 {
                parts.push(rest);
            }
        }
    }

    fn digits(mut n: u64, base: u64) yields u64 -> String {
        let mut text = String::new();
        loop {
            let digit = n % base;
            n /= base;
            text.insert(0, char::from_digit(digit as u32, base as u32).unwrap_or('?'));
            yield_value!(digit);
            if n == 0 {
                break text;
            }
        }
    }

    fn newton(n: f64) yields f64 -> f64 {
        let mut x = n;
        for _ in 0..50 {
            let next = (x + n / x) / 2.0;
            if (next - x).abs() < 1e-9 {
                return next;
            }
            yield_value!(next);
            x = next;
        }
        x
    }

    fn linear_congruential(seed: u32) yields u32 {
        let mut state = seed;
        for _ in 0..5 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            yield_value!(state >> 16);
        }
    }

    fn spiral(size: usize) yields (usize, usize) -> usize {
        if size == 0 {
            return 0;
        }
        let mut visited = vec![vec![false; size]; size];
        let (mut x, mut y) = (0usize, 0usize);
        let mut direction = 0;
        let mut count = 0;
        'walk: loop {
            visited[y][x] = true;
            count += 1;
            yield_value!((x, y));
            for _ in 0..2 {
                let (dx, dy): (isize, isize) = [(1, 0), (0, 1), (-1, 0), (0, -1)][direction];
                let next = (x.checked_add_signed(dx), y.checked_add_signed(dy));
                if let (Some(nx), Some(ny)) = next
                    && nx < size
                    && ny < size
                    && !visited[ny][nx]
                {
                    (x, y) = (nx, ny);
                    continue 'walk;
                }
                direction = (direction + 1) % 4;
            }
            break count;
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("fibonacci", fibonacci);
    t.case("primes by trial", || primes_by_trial(30));
    t.case("sieve", || sieve(30));
    t.case("filtering sieve", filtering_sieve);
    t.case("collatz", || collatz(11));
    t.case("pascal", || pascal(5));
    t.case("gray codes", || gray_codes(3));
    t.case("partitions", || partitions(5));
    t.case("digits", || digits(255, 16));
    t.case("newton", || newton(2.0));
    t.case("linear congruential", || linear_congruential(7));
    t.case("spiral", || spiral(3));
}

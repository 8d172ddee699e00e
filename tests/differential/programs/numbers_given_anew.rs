//! Numbers that are handed out and given anew in each turn: no state holds them.

use crate::prelude::*;
coro! {
    fn doubled() receives x: i64 yields i64 -> i64 {
        let mut v = x;
        let mut turns = 0;
        loop {
            let got = yield_value!(v);
            turns += 1;
            v = got * 2;
            if v > 20 { return v + turns; }
        }
    }
    fn guessing(secret: u32, tries: u32) receives _: u32 yields &'static str -> Result<u32, u32> {
        let mut low = 0;
        let mut answer = "guess";
        for n in 1..=tries {
            let guess = yield_value!(answer);
            if guess == secret { return Ok(n); }
            answer = if guess < low { "you knew better" } else if guess < secret { low = guess; "higher" } else { "lower" };
        }
        yield_value!(answer);
        Err(secret)
    }
    fn nested(n: u8) receives got: u16 yields u16 -> u16 {
        let mut out = got;
        let mut sum: u16 = 0;
        for i in 0..n {
            let mut step: u16 = 1;
            while step < 20 {
                let k = yield_value!(out);
                out = k + sum;
                step += k + 1;
                let f = |x: u16| x + out;
                sum += f(step);
            }
            out += u16::from(i);
        }
        out + sum
    }
    fn late() receives go: bool yields char {
        let mut c;
        let mut k: u8 = 0;
        if go { c = 'a'; } else { c = 'b'; }
        loop {
            let go = yield_value!(c);
            k += 1;
            c = if go { char::from(b'a' + k % 26) } else { '-' };
            if k == 30 { break; }
        }
        yield_value!(c);
    }
    fn text() receives line: &'static str yields (usize, &'static str) -> usize {
        let mut count = 0;
        let mut reply = ("", line);
        loop {
            count += reply.0.len();
            let line = yield_value!((count, reply.1));
            reply = match line { "" => break, "x" => (reply_of(count), "x"), other => (other, "y") };
        }
        count
    }
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    fn counted(limit: u8) receives _: bool yields i32 -> i32 {
        let mut shown: i32 = 0;
        let mut at: i32 = 0;
        for _ in 0..limit {
            let up = yield_value!(shown);
            at += if up { 1 } else { -1 };
            shown = at.abs();
        }
        shown
    }
}
fn reply_of(n: usize) -> &'static str { if n > 3 { "long" } else { "s" } }
coro! {
    fn typed() receives x: f64 yields f64 -> u64 {
        let mut v: u8 = 0;
        let mut list: Vec<_> = Vec::new();
        loop {
            list.push(1u8);
            let got = yield_value!(f64::from(v) + x);
            v = got as _;
            if list.len() > 300 || v.leading_zeros() == 3 { break; }
        }
        let w: u64;
        w = v.into();
        w
    }
    fn later(n: usize) receives _: u8 yields usize -> u8 {
        let mut f: Option<Box<dyn Fn(u8) -> u8>> = None;
        let mut sum: u8 = 0;
        for _ in 0..n { let x = yield_value!(size(f)); sum += x; f = Some(Box::new(move |y| y + sum)); }
        f.map_or(0, |f| f(1))
    }
}
fn size(f: Option<Box<dyn Fn(u8) -> u8>>) -> usize { f.map_or(0, |f| usize::from(f(2))) }
pub fn cases(t: &mut Tracer) {
    t.receiving("doubled", || doubled(), |k| k as i64);
    t.receiving("guessing", || guessing(7, 5), |k| [3, 9, 1, 6, 8][k % 5]);
    t.receiving("guessed", || guessing(6, 5), |k| [3, 9, 1, 6, 8][k % 5]);
    t.receiving("nested", || nested(3), |k| k as u16);
    t.receiving("late", || late(), |k| k % 3 != 1);
    t.receiving("text", || text(), |k| ["a", "bb", "x", "ccc", ""][k % 5]);
    t.receiving("siblings", || siblings(3), |k| k as i64);
    t.receiving("typed", || typed(), |k| k as f64 * 1.5);
    t.receiving("later", || later(4), |k| k as u8);
    t.receiving("counted", || counted(4), |k| k % 3 != 1);
}
coro! {
    fn siblings(n: u8) receives x: i64 yields i64 -> i64 {
        let mut total = 0;
        {
            let out = String::from("a");
            yield_value!(x);
            total += out.len() as i64;
        }
        let mut out = total;
        for _ in 0..n {
            let got = yield_value!(out);
            out = got + 1;
        }
        {
            let mut out = vec![out];
            for _ in 0..n { let got = yield_value!(total_of(out)); out = vec![got]; }
            yield_value!(total_of(out));
        }
        total
    }
}
fn total_of(list: Vec<i64>) -> i64 { list.iter().sum() }

//! A text that each resume brings, and many pauses between numbers.
use crate::prelude::*;
coro! {
    fn commands() receives cmd: &'static str yields u64 -> u64 {
        let (mut at, mut items, mut turns) = (0u64, 0u64, 0);
        let mut cmd = cmd;
        loop {
            turns += 1;
            if turns > 4 { return at + items; }
            let answer = match cmd { "go" => { at += 1; at } "take" if at % 2 == 0 => { items += 1; items } "take" => 0, other => other.len() as u64 };
            cmd = yield_value!(answer);
        }
    }
    fn kept() receives first: &'static str yields usize -> &'static str {
        let mut longest = first;
        let mut word = first;
        while word != "stop" {
            if word.len() > longest.len() { longest = word; }
            if word.is_empty() { word = "nothing"; continue; }
            word = yield_value!(longest.len());
            if word == "again" { word = yield_value!(0); }
        }
        longest
    }
    fn handshake(rounds: u32) receives b: u8 yields u8 -> u32 {
        let mut sum = u32::from(b);
        for _ in 0..rounds {
            let a = yield_value!(1); let c = yield_value!(2); sum += u32::from(a ^ c);
            let d = yield_value!(3); if d > 100 { let e = yield_value!(4); sum += u32::from(e); } else { sum += 1; }
            let f = yield_value!(5); let g = yield_value!(6); sum += u32::from(f) * u32::from(g);
            let h = yield_value!(7); sum ^= u32::from(h);
            yield_value!(8); yield_value!(9); yield_value!(10); let i = yield_value!(11); log(i); yield_value!(12);
        }
        sum
    }
}
pub fn cases(t: &mut Tracer) {
    t.receiving("commands", || commands(), |n| ["go", "take", "look", "take", "x"][n % 5]);
    t.receiving("kept", || kept(), |n| ["a", "", "again", "bcd", "e", "stop"][n % 6]);
    t.receiving("handshake", || handshake(2), |n| (n * 37) as u8);
}

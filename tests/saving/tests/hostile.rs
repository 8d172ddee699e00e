//! Whatever is read, nothing panics: it is refused, or it is a state that the types allow.
//!
//! Saved machines are changed in some bytes, cut, spliced. `HOSTILE=1000000 cargo test -p saving --release --test hostile` tries
//! as many as you like, from a seed that `SEED` gives.

use coro_core::{Coroutine, CoroutineState, Restore, coro};

coro! {
    #[derive(Clone, PartialEq, Serialize, Deserialize)]
    fn lines(text: String, skip: u8) yields String -> usize {
        let mut seen = Vec::new();
        for (number, line) in text.split('/').map(|line| line.to_string()).enumerate() {
            if number < skip as usize {
                continue;
            }
            let trimmed = line.trim().to_string();
            yield_from!(echo(trimmed.clone(), number as u32 % 3));
            seen.push(Some((number, trimmed)));
        }
        seen.len()
    }

    #[derive(Clone, PartialEq, Serialize, Deserialize)]
    fn echo(line: String, times: u32) yields String {
        for turn in (0..=times).rev().step_by(2) {
            let shown = if turn > 0 { Some(line.clone()) } else { None };
            if let Some(shown) = shown {
                yield_value!(shown);
            }
            for letter in ['a', 'b'] {
                yield_value!(format!("{letter}{turn}"));
            }
        }
    }
}

/// A generator of numbers that is the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

fn machine() -> impl Coroutine<Yield = String, Return = usize> + Restore + Clone + serde::Serialize
{
    lines("one/ two /three/four".to_string(), 1)
}

/// Saved machines at each pause.
fn saved<T>(write: impl Fn(&dyn erased::Written) -> T) -> Vec<T> {
    let mut machine = machine();
    let mut all = vec![write(&machine)];
    while let CoroutineState::Yielded(_) = machine.resume(()) {
        all.push(write(&machine));
    }
    all
}

mod erased {
    pub trait Written {
        fn json(&self) -> Vec<u8>;
        fn postcard(&self) -> Vec<u8>;
    }

    impl<T: serde::Serialize> Written for T {
        fn json(&self) -> Vec<u8> {
            serde_json::to_vec(self).unwrap()
        }
        fn postcard(&self) -> Vec<u8> {
            postcard::to_allocvec(self).unwrap()
        }
    }
}

fn changed(all: &[Vec<u8>], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = all[numbers.below(all.len())].clone();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len());
        match numbers.below(6) {
            0 => bytes[at] ^= 1 << numbers.below(8),
            1 => bytes[at] = numbers.below(256) as u8,
            2 => bytes.truncate(at),
            3 => {
                bytes.remove(at);
            }
            4 => bytes.insert(
                at,
                [0, 1, 0x7f, 0x80, 0xff, b'"', b'{', b'9'][numbers.below(8)],
            ),
            _ => {
                let other = &all[numbers.below(all.len())];
                bytes.truncate(at);
                bytes.extend(&other[numbers.below(other.len())..]);
            }
        }
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}

fn attempts() -> (u64, u64) {
    let from = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    (from("HOSTILE").unwrap_or(20_000), from("SEED").unwrap_or(1))
}

#[test]
fn postcard_snapshots() {
    let (attempts, seed) = attempts();
    let all = saved(|machine| machine.postcard());
    let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut loaded = 0;
    for _ in 0..attempts {
        let bytes = changed(&all, &mut numbers);
        let mut fresh = machine();
        let read = fresh.restore(&mut postcard::Deserializer::from_bytes(&bytes));
        loaded += u64::from(read.is_ok());
    }
    assert!(loaded > 0 && loaded < attempts, "{loaded} of {attempts}");
}

#[test]
fn json_snapshots() {
    let (attempts, seed) = attempts();
    let all = saved(|machine| machine.json());
    let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut loaded = 0;
    for _ in 0..attempts {
        let bytes = changed(&all, &mut numbers);
        let mut fresh = machine();
        let read = fresh.restore(&mut serde_json::Deserializer::from_slice(&bytes));
        loaded += u64::from(read.is_ok());
    }
    assert!(loaded > 0 && loaded < attempts, "{loaded} of {attempts}");
}

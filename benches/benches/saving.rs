//! What it costs to write, read and fork a paused machine: `cargo bench -p benches --bench saving`.
//!
//! A machine five levels deep with postcard and JSON, and beside each clone a clone of a plain struct that holds what
//! the machine does, and of machines written by hand. The least of many interleaved rounds counts. Outside `cargo bench` it runs one short round.

#![forbid(unsafe_code)]

use std::hint::black_box;
use std::time::Instant;

use coro_core::{Coroutine, coro};

coro! {
    #[derive(Clone, Serialize, Deserialize)]
    fn one(words: Vec<String>) -> usize {
        let mut sum = 0;
        for (number, word) in words.into_iter().enumerate() {
            sum += number + yield_from!(two(word));
        }
        sum
    }

    #[derive(Clone, Serialize, Deserialize)]
    fn two(word: String) -> usize {
        let shouted = word.to_uppercase();
        yield_from!(three(word.len())) + shouted.len()
    }

    #[derive(Clone, Serialize, Deserialize)]
    fn three(length: usize) -> usize {
        let mut seen = vec![0u32; 4];
        for turn in 0..length {
            seen[turn % 4] += 1;
            yield_from!(four(turn as u64, 0.5));
        }
        seen.len()
    }

    #[derive(Clone, Serialize, Deserialize)]
    fn four(turn: u64, share: f64) -> f64 {
        let half = share / 2.0;
        let rest = yield_from!(five(turn));
        half * rest as f64
    }

    #[derive(Clone, Serialize, Deserialize)]
    fn five(from: u64) -> u64 {
        let mut sum = 0;
        for i in (0..from + 3).rev() {
            sum += i;
            yield_wait!();
        }
        sum
    }
}

/// What the five machines hold where the bench pauses them.
#[derive(Clone)]
#[allow(dead_code)]
struct Plain {
    words: std::vec::IntoIter<String>,
    numbers: [usize; 3],
    word: String,
    shouted: String,
    seen: Vec<u32>,
    rest: [u64; 6],
}

/// The same, as five state machines that are written by hand: one enum in the other.
#[derive(Clone)]
#[allow(dead_code)]
enum ByHand<T> {
    Start(T),
    Paused(T),
    Done,
}

#[derive(Clone)]
#[allow(dead_code)]
struct HandOne {
    two: ByHand<HandTwo>,
    words: std::iter::Enumerate<std::vec::IntoIter<String>>,
    sum: usize,
}

#[derive(Clone)]
#[allow(dead_code)]
struct HandTwo {
    three: ByHand<HandThree>,
    word: String,
    shouted: String,
}

#[derive(Clone)]
#[allow(dead_code)]
struct HandThree {
    four: ByHand<HandFour>,
    turns: std::ops::Range<usize>,
    seen: Vec<u32>,
}

#[derive(Clone)]
#[allow(dead_code)]
struct HandFour {
    five: ByHand<HandFive>,
    half: f64,
}

#[derive(Clone)]
#[allow(dead_code)]
struct HandFive {
    rest: std::iter::Rev<std::ops::Range<u64>>,
    sum: u64,
}

fn paused() -> impl Coroutine + Clone + serde::Serialize + serde::de::DeserializeOwned {
    let words = ["alpha", "beta", "gamma"].map(String::from);
    let mut machine = one(words.to_vec());
    for _ in 0..5 {
        let _ = machine.resume(());
    }
    machine
}

fn read_like<T: serde::de::DeserializeOwned>(_: &T, bytes: &[u8]) -> T {
    postcard::from_bytes(bytes).expect("it was just written")
}

fn read_json_like<T: serde::de::DeserializeOwned>(_: &T, bytes: &[u8]) -> T {
    serde_json::from_slice(bytes).expect("it was just written")
}

/// Nanoseconds of one call, the least of some rounds.
fn least(rounds: usize, all: &mut [(&str, &mut dyn FnMut())]) {
    let mut times = vec![f64::MAX; all.len()];
    for _ in 0..rounds {
        for (index, (_, run)) in all.iter_mut().enumerate() {
            let started = Instant::now();
            for _ in 0..200 {
                run();
            }
            let time = started.elapsed().as_nanos() as f64 / 200.0;
            times[index] = times[index].min(time);
        }
    }
    for ((name, _), time) in all.iter().zip(times) {
        println!("{name:<28} {time:>8.0} ns");
    }
}

fn main() {
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let machine = paused();
    let bytes = postcard::to_allocvec(&machine).expect("it is paused");
    let json = serde_json::to_vec(&machine).expect("it is paused");
    println!("postcard {} bytes, JSON {} bytes", bytes.len(), json.len());
    let plain = Plain {
        words: vec!["beta".to_string(), "gamma".to_string()].into_iter(),
        numbers: [0; 3],
        word: "alpha".to_string(),
        shouted: "ALPHA".to_string(),
        seen: vec![0; 4],
        rest: [0; 6],
    };
    let mut buffer = vec![0; 1024];
    let mut words = vec!["alpha".to_string(), "beta".to_string(), "gamma".to_string()]
        .into_iter()
        .enumerate();
    words.next();
    let five = HandFive {
        rest: (0..2).rev(),
        sum: 5,
    };
    let four = HandFour {
        five: ByHand::Paused(five),
        half: 0.25,
    };
    let three = HandThree {
        four: ByHand::Paused(four),
        turns: 2..5,
        seen: vec![1, 1, 0, 0],
    };
    let two = HandTwo {
        three: ByHand::Paused(three),
        word: "alpha".to_string(),
        shouted: "ALPHA".to_string(),
    };
    let by_hand = ByHand::Paused(HandOne {
        two: ByHand::Paused(two),
        words,
        sum: 0,
    });
    least(
        if is_bench { 500 } else { 1 },
        &mut [
            ("postcard: write", &mut || {
                black_box(postcard::to_slice(black_box(&machine), &mut buffer).unwrap());
            }),
            ("postcard: read", &mut || {
                let _ = black_box(read_like(&machine, black_box(&bytes)));
            }),
            ("JSON: write", &mut || {
                black_box(serde_json::to_vec(black_box(&machine)).unwrap());
            }),
            ("JSON: read", &mut || {
                let _ = black_box(read_json_like(&machine, black_box(&json)));
            }),
            ("clone", &mut || {
                let _ = black_box(black_box(&machine).clone());
            }),
            ("clone of machines by hand", &mut || {
                let _ = black_box(black_box(&by_hand).clone());
            }),
            ("clone of a plain struct", &mut || {
                black_box(black_box(&plain).clone());
            }),
        ],
    );
}

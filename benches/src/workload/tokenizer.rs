//! A tokenizer that is fed one byte per resume. It yields 0 while it wants more, 1 where a space or
//! a sign ended, and returns the sum of the numbers, the word lengths and the string lengths.

use coro_core::{Coroutine, CoroutineState, coro};
use genawaiter::rc::{Co, Gen};

use super::{BY_HAND, CORO, DIAPAUSE, GENAWAITER, Workload};
use crate::machine::{Argument, Coro, Diapause, Genawaiter};

/// What is tokenized, again and again up to `LENGTH` bytes.
const TEXT: &[u8] = b"let answer = 42 + f(x1, \"a string\") * 1000; ";
const LENGTH: u64 = 1000;

impl Argument for u8 {
    #[inline]
    fn of_turn(turn: u64) -> u8 {
        if turn < LENGTH {
            TEXT[turn as usize % TEXT.len()]
        } else {
            0
        }
    }
}

coro! {
    fn with_coro() receives u8 yields u64 -> u64 {
        let mut byte = yield_value!(0);
        let mut total = 0;
        let mut word = String::new();
        loop {
            if byte.is_ascii_digit() {
                let mut number = 0;
                while byte.is_ascii_digit() {
                    number = 10 * number + u64::from(byte - b'0');
                    byte = yield_value!(0);
                }
                total += number;
            } else if byte.is_ascii_alphabetic() {
                word.clear();
                while byte.is_ascii_alphanumeric() {
                    word.push(char::from(byte));
                    byte = yield_value!(0);
                }
                total += word.len() as u64;
            } else if byte == b'"' {
                byte = yield_value!(0);
                while byte != b'"' && byte != 0 {
                    total += 1;
                    byte = yield_value!(0);
                }
                byte = yield_value!(1);
            } else if byte == 0 {
                return total;
            } else {
                byte = yield_value!(1);
            }
        }
    }
}

#[diapause::coroutine(yield = u64, resume = u8)]
fn with_diapause() -> u64 {
    let mut byte: u8 = yield_!(0);
    let mut total: u64 = 0;
    let mut word: String = String::new();
    loop {
        if byte.is_ascii_digit() {
            let mut number: u64 = 0;
            while byte.is_ascii_digit() {
                number = 10 * number + u64::from(byte - b'0');
                byte = yield_!(0);
            }
            total += number;
        } else if byte.is_ascii_alphabetic() {
            word.clear();
            while byte.is_ascii_alphanumeric() {
                word.push(char::from(byte));
                byte = yield_!(0);
            }
            total += word.len() as u64;
        } else if byte == b'"' {
            byte = yield_!(0);
            while byte != b'"' && byte != 0 {
                total += 1;
                byte = yield_!(0);
            }
            byte = yield_!(1);
        } else if byte == 0 {
            return total;
        } else {
            byte = yield_!(1);
        }
    }
}

async fn with_genawaiter(co: Co<u64, u8>) -> u64 {
    let mut byte = co.yield_(0).await;
    let mut total = 0;
    let mut word = String::new();
    loop {
        if byte.is_ascii_digit() {
            let mut number = 0;
            while byte.is_ascii_digit() {
                number = 10 * number + u64::from(byte - b'0');
                byte = co.yield_(0).await;
            }
            total += number;
        } else if byte.is_ascii_alphabetic() {
            word.clear();
            while byte.is_ascii_alphanumeric() {
                word.push(char::from(byte));
                byte = co.yield_(0).await;
            }
            total += word.len() as u64;
        } else if byte == b'"' {
            byte = co.yield_(0).await;
            while byte != b'"' && byte != 0 {
                total += 1;
                byte = co.yield_(0).await;
            }
            byte = co.yield_(1).await;
        } else if byte == 0 {
            return total;
        } else {
            byte = co.yield_(1).await;
        }
    }
}

enum Place {
    Start,
    Between,
    Number(u64),
    Word,
    Quoted,
}

struct ByHand {
    place: Place,
    total: u64,
    word: String,
}

impl ByHand {
    /// What a byte begins where no token is under way.
    #[inline]
    fn begin(&mut self, byte: u8) -> CoroutineState<u64, u64> {
        if byte.is_ascii_digit() {
            self.place = Place::Number(u64::from(byte - b'0'));
        } else if byte.is_ascii_alphabetic() {
            self.word.clear();
            self.word.push(char::from(byte));
            self.place = Place::Word;
        } else if byte == b'"' {
            self.place = Place::Quoted;
        } else if byte == 0 {
            return CoroutineState::Complete(self.total);
        } else {
            self.place = Place::Between;
            return CoroutineState::Yielded(1);
        }
        CoroutineState::Yielded(0)
    }
}

impl Coroutine<u8> for ByHand {
    type Yield = u64;
    type Return = u64;

    #[inline]
    fn resume(&mut self, byte: u8) -> CoroutineState<u64, u64> {
        match &mut self.place {
            Place::Start => self.place = Place::Between,
            Place::Number(number) if byte.is_ascii_digit() => {
                *number = 10 * *number + u64::from(byte - b'0');
            }
            Place::Number(number) => {
                self.total += *number;
                return self.begin(byte);
            }
            Place::Word if byte.is_ascii_alphanumeric() => self.word.push(char::from(byte)),
            Place::Word => {
                self.total += self.word.len() as u64;
                return self.begin(byte);
            }
            Place::Quoted if byte != b'"' && byte != 0 => self.total += 1,
            Place::Quoted => {
                self.place = Place::Between;
                return CoroutineState::Yielded(1);
            }
            Place::Between => return self.begin(byte),
        }
        CoroutineState::Yielded(0)
    }
}

pub fn workload() -> Workload {
    let mut workload = Workload::new("tokenizer");
    workload.add(CORO, || Coro::of(with_coro()));
    #[cfg(feature = "native")]
    workload.add(super::RUSTC, || {
        crate::machine::Native::of(super::native::tokenizer())
    });
    workload.add(DIAPAUSE, || Diapause::of(with_diapause()));
    workload.add(GENAWAITER, || Genawaiter::of(Gen::new(with_genawaiter)));
    workload.add(BY_HAND, || {
        Coro::of(ByHand {
            place: Place::Start,
            total: 0,
            word: String::new(),
        })
    });
    workload
}

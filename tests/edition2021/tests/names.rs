//! Names and captures as edition 2021 has them.

#![forbid(unsafe_code)]

use coro_core::{coro, run, Coroutine};

/// `Future` is not in this edition's prelude, so the name is free.
struct Future {
    gen: u32,
}

impl Future {
    coro! {
        /// `gen` is no keyword in this edition: a method, a parameter, a variable, a field.
        fn gen(&self, gen: u32) yields u32 -> u32 {
            let sum = self.gen + gen;
            yield_value!(sum);
            let gen = sum + 1;
            yield_value!(gen);
            gen
        }
    }
}

coro! {
    /// The reference is captured though no lifetime is written.
    fn letters(text: &str) yields char -> usize {
        for letter in text.chars() {
            yield_value!(letter);
        }
        text.len()
    }

    fn both<'a>(left: &'a [u8], right: &[u8]) yields u8 -> &'a [u8] {
        for (l, r) in left.iter().zip(right) {
            yield_value!(l + r);
        }
        left
    }

    fn shown(value: impl std::fmt::Display) -> String {
        yield_wait!();
        value.to_string()
    }

    fn last_of<T: Clone, const N: usize>(items: [T; N]) -> Option<T> {
        let mut last = None;
        for item in items {
            yield_wait!();
            last = Some(item);
        }
        last
    }
}

/// What a macro of this edition writes out is lowered by this edition's rules.
macro_rules! twice {
    ($gen:ident) => {
        coro! {
            fn twice($gen: u32) yields u32 {
                yield_value!($gen);
                yield_value!($gen);
            }
        }
    };
}

twice!(gen);

#[test]
fn gen_is_an_ordinary_name() {
    let future = Future { gen: 40 };
    assert_eq!(future.gen(1).iter().collect::<Vec<_>>(), [41, 42]);
    assert_eq!(twice(3).iter().collect::<Vec<_>>(), [3, 3]);
}

#[test]
fn references_are_captured_without_a_written_lifetime() {
    let text = String::from("abc");
    let mut machine = letters(&text);
    assert_eq!(machine.iter().collect::<String>(), "abc");
    drop(machine);
    drop(text);

    let left = [1, 2];
    let rest = run(both(&left, &[3, 4]));
    assert_eq!(rest, [1, 2]);
}

#[test]
fn generics_of_every_kind_are_carried() {
    assert_eq!(run(shown(5)), "5");
    assert_eq!(run(last_of(["a", "b"])), Some("b"));
}

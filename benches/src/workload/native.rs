//! rustc's own coroutines, all in one file: on a stable compiler even text that is compiled out
//! must not hold a `yield`, unless it stands in a file that is not read.

use std::ops::{Coroutine, CoroutineState::Yielded};
use std::pin::Pin;

use super::eight_strings::{length, text};
use super::tree_walk::Tree;

pub fn counter(up_to: u64) -> impl Coroutine<(), Yield = u64, Return = ()> + Unpin {
    #[coroutine]
    move || {
        for i in 0..up_to {
            yield i;
        }
    }
}

pub fn fibonacci(count: u64) -> impl Coroutine<(), Yield = u64, Return = ()> + Unpin {
    #[coroutine]
    move || {
        let (mut a, mut b) = (0, 1u64);
        for _ in 0..count {
            yield a;
            (a, b) = (b, b.wrapping_add(a));
        }
    }
}

pub fn nested_loops(rows: u64) -> impl Coroutine<(), Yield = u64, Return = ()> + Unpin {
    #[coroutine]
    move || {
        for row in 0..rows {
            for column in 0..1 + row % 8 {
                yield row * column;
            }
        }
    }
}

pub fn running_total(count: u64) -> impl Coroutine<u64, Yield = u64, Return = u64> + Unpin {
    #[coroutine]
    move |_: u64| {
        let mut total = 0u64;
        for _ in 0..count {
            let number = yield total;
            total = total.wrapping_add(number);
        }
        total
    }
}

pub fn array<const SIZE: usize>(
    count: usize,
) -> impl Coroutine<(), Yield = u64, Return = u64> + Unpin {
    #[coroutine]
    move || {
        let mut bytes = [0u8; SIZE];
        for i in 0..count {
            bytes[i % SIZE] = bytes[(i + 7) % SIZE].wrapping_add(1);
            yield bytes[i / 2 % SIZE] as u64;
        }
        bytes[count % SIZE] as u64
    }
}

pub fn strings_in_loops(books: u64) -> impl Coroutine<(), Yield = u64, Return = u64> + Unpin {
    #[coroutine]
    move || {
        let mut longest = 0;
        for _ in 0..books {
            let mut book = String::from("book");
            for _ in 0..2 {
                let mut page = book.clone();
                for _ in 0..8 {
                    page.push('.');
                    yield (book.len() + page.len()) as u64;
                }
                book.push_str(&page);
            }
            longest = longest.max(book.len() as u64);
        }
        longest
    }
}

pub fn eight_strings(first: String) -> impl Coroutine<(), Yield = u64, Return = u64> + Unpin {
    #[coroutine]
    move || {
        let (second, third, fourth) = (text(), text(), text());
        yield length(&first);
        let fifth = text();
        yield length(&second);
        let sixth = text();
        yield length(&third);
        let seventh = text();
        yield length(&fourth);
        let eighth = text();
        yield length(&fifth);
        yield length(&sixth);
        length(&seventh) + length(&eighth) + length(&first)
    }
}

pub fn tokenizer() -> impl Coroutine<u8, Yield = u64, Return = u64> + Unpin {
    #[coroutine]
    move |_: u8| {
        let mut byte = yield 0;
        let mut total = 0;
        let mut word = String::new();
        loop {
            if byte.is_ascii_digit() {
                let mut number = 0;
                while byte.is_ascii_digit() {
                    number = 10 * number + u64::from(byte - b'0');
                    byte = yield 0;
                }
                total += number;
            } else if byte.is_ascii_alphabetic() {
                word.clear();
                while byte.is_ascii_alphanumeric() {
                    word.push(char::from(byte));
                    byte = yield 0;
                }
                total += word.len() as u64;
            } else if byte == b'"' {
                byte = yield 0;
                while byte != b'"' && byte != 0 {
                    total += 1;
                    byte = yield 0;
                }
                byte = yield 1;
            } else if byte == 0 {
                return total;
            } else {
                byte = yield 1;
            }
        }
    }
}

/// What a recursion needs.
type Boxed<'a> = Box<dyn Coroutine<(), Yield = u64, Return = ()> + Unpin + 'a>;

pub fn tree_walk(tree: &Tree) -> impl Coroutine<(), Yield = u64, Return = ()> + Unpin {
    #[coroutine]
    move || {
        if let Some(node) = tree {
            let mut left: Boxed<'_> = Box::new(tree_walk(&node.left));
            while let Yielded(value) = Pin::new(&mut left).resume(()) {
                yield value;
            }
            drop(left);
            yield node.value;
            let mut right: Boxed<'_> = Box::new(tree_walk(&node.right));
            while let Yielded(value) = Pin::new(&mut right).resume(()) {
                yield value;
            }
        }
    }
}

pub mod delegation {
    use super::super::delegation::{chain, levels};
    use std::ops::{Coroutine, CoroutineState};
    use std::pin::Pin;

    pub fn d0(up_to: u64) -> impl Coroutine<(), Yield = u64, Return = ()> + Unpin {
        #[coroutine]
        move || {
            for i in 0..up_to {
                yield i;
            }
        }
    }

    macro_rules! level {
        ($outer:ident $inner:ident) => {
            pub fn $outer(up_to: u64) -> impl Coroutine<(), Yield = u64, Return = ()> + Unpin {
                #[coroutine]
                move || {
                    let mut inner = $inner(up_to);
                    while let CoroutineState::Yielded(i) = Pin::new(&mut inner).resume(()) {
                        yield i;
                    }
                }
            }
        };
    }

    levels!(level!);
}

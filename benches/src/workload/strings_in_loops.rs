//! Three nested loops, each with a `String` of its own that the inner ones use or change.

use std::hint::black_box;

use coro_core::{Coroutine, CoroutineState, coro};
use genawaiter::rc::{Co, Gen};

use super::{BY_HAND, CORO, DIAPAUSE, GENAWAITER, Workload};
use crate::machine::{Coro, Diapause, Genawaiter};

/// 16 resumes for each book: about a thousand.
const BOOKS: u64 = 62;

coro! {
    fn with_coro(books: u64) yields u64 -> u64 {
        let mut longest = 0;
        for _ in 0..books {
            let mut book = String::from("book");
            for _ in 0..2 {
                let mut page = book.clone();
                for _ in 0..8 {
                    page.push('.');
                    yield_value!((book.len() + page.len()) as u64);
                }
                book.push_str(&page);
            }
            longest = longest.max(book.len() as u64);
        }
        longest
    }
}

#[diapause::coroutine(yield = u64)]
fn with_diapause(books: u64) -> u64 {
    let mut longest: u64 = 0;
    for _ in 0u64..books {
        let mut book: String = String::from("book");
        for _ in 0u64..2u64 {
            let mut page: String = book.clone();
            for _ in 0u64..8u64 {
                page.push('.');
                yield_!((book.len() + page.len()) as u64);
            }
            book.push_str(&page);
        }
        longest = longest.max(book.len() as u64);
    }
    longest
}

async fn with_genawaiter(co: Co<u64>, books: u64) -> u64 {
    let mut longest = 0;
    for _ in 0..books {
        let mut book = String::from("book");
        for _ in 0..2 {
            let mut page = book.clone();
            for _ in 0..8 {
                page.push('.');
                co.yield_((book.len() + page.len()) as u64).await;
            }
            book.push_str(&page);
        }
        longest = longest.max(book.len() as u64);
    }
    longest
}

#[derive(Default)]
struct ByHand {
    book: String,
    page: String,
    longest: u64,
    letters_left: u8,
    pages_left: u8,
    books_left: u64,
}

impl Coroutine for ByHand {
    type Yield = u64;
    type Return = u64;

    #[inline]
    fn resume(&mut self, (): ()) -> CoroutineState<u64, u64> {
        while self.letters_left == 0 {
            self.book.push_str(&self.page);
            while self.pages_left == 0 {
                self.longest = self.longest.max(self.book.len() as u64);
                if self.books_left == 0 {
                    return CoroutineState::Complete(self.longest);
                }
                self.books_left -= 1;
                self.book = String::from("book");
                self.pages_left = 2;
            }
            self.pages_left -= 1;
            self.page = self.book.clone();
            self.letters_left = 8;
        }
        self.letters_left -= 1;
        self.page.push('.');
        CoroutineState::Yielded((self.book.len() + self.page.len()) as u64)
    }
}

pub fn workload() -> Workload {
    let mut workload = Workload::new("strings in three loops");
    workload.add(CORO, || Coro::of(with_coro(black_box(BOOKS))));
    #[cfg(feature = "native")]
    workload.add(super::RUSTC, || {
        crate::machine::Native::of(super::native::strings_in_loops(black_box(BOOKS)))
    });
    workload.add(DIAPAUSE, || Diapause::of(with_diapause(black_box(BOOKS))));
    workload.add(GENAWAITER, || {
        Genawaiter::of(Gen::new(|co| with_genawaiter(co, black_box(BOOKS))))
    });
    workload.add(BY_HAND, || {
        Coro::of(ByHand {
            books_left: black_box(BOOKS),
            ..ByHand::default()
        })
    });
    workload
}

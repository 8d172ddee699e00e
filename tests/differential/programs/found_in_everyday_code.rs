//! What random programs made of everyday pieces found.

use crate::prelude::*;

pub struct Pair {
    left: D,
    right: D,
}

impl Pair {
    pub fn sum(&self) -> i64 {
        self.left.id() + self.right.id()
    }

    pub fn swap(self) -> Pair {
        Pair {
            left: self.right,
            right: self.left,
        }
    }

    pub fn count(&mut self) -> usize {
        2
    }
}

pub struct Book {
    owner: D,
    lines: Vec<i64>,
    next: D,
}

impl Book {
    pub fn new(owner: D) -> Self {
        let next = D("next");
        Book { owner, next, lines: vec![1, 2] }
    }

    pub fn total(&self) -> i64 {
        self.lines.iter().sum()
    }
}

coro! {
    // a method of the user's that is called as a consuming one of std's
    fn called_as_of_std() yields i64 {
        let mut pair = Pair { left: D("left"), right: D("right") };
        yield_value!(1);
        log(pair.count());
        yield_value!(2);
        log(pair.sum());
        yield_value!(3);
    }

    // one that takes what it is called on
    fn taken_by_its_own_method() yields i64 {
        let pair = Pair { left: D("left"), right: D("right") };
        yield_value!(1);
        let swapped = pair.swap();
        yield_value!(2);
        swapped.left.touch();
        let numbers = vec![1, 2].into_iter();
        yield_value!(3);
        log(numbers.sum::<i64>());
        yield_value!(4);
    }

    // a closure that gives away what it holds
    fn given_away(owned: D) yields i64 {
        let keep = move || owned;
        yield_value!(1);
        let back = keep();
        yield_value!(2);
        back.touch();
        let (other, kept) = (D("other"), String::from("kept"));
        let both = move |n: usize| {
            other.touch();
            (kept, n)
        };
        yield_value!(3);
        log(format!("{:?}", both(2)));
        yield_value!(4);
    }

    // what a loop leaves of the value whose list it goes through
    fn left_by_a_loop() yields i64 {
        let book = Book::new(D("owner"));
        yield_value!(book.total());
        for line in book.lines {
            yield_value!(line);
        }
        yield_value!(5);
    }

    // what is left when the one field that is named is taken
    fn left_by_a_field() yields i64 {
        let mut book = Book::new(D("owner"));
        for n in 0..2 {
            book.lines.push(n);
            yield_value!(book.total());
        }
        let owner = book.owner;
        let last = D("last");
        yield_value!(4);
        owner.touch();
        last.touch();
    }

    // a closure at the end of a block, which is dropped with what it holds
    fn closure_of_a_block() yields i64 {
        for n in 0..2 {
            let held = D("held");
            let mut keep = {
                let mut count = n;
                move || {
                    count += 1;
                    held.touch();
                    count
                }
            };
            log(keep());
            log(keep());
            yield_value!(n);
        }
    }

    // an item of a list that is named behind an inner loop, all of it in the tail of the loop's body
    fn behind_an_inner_loop(n: i64) yields i64 -> i64 {
        let list = vec![4, 7, 1];
        for item in list.iter().copied() {
            if n > 1 {
                yield_value!(1);
                let mut turn = 2;
                while turn > 0 {
                    yield_value!(2);
                    turn -= 1;
                }
                if n > 3 {
                    return list.first().copied().unwrap_or(item) + item;
                }
            }
        }
        3
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("called as of std", called_as_of_std);
    t.case("taken by its own method", taken_by_its_own_method);
    t.case("given away", || given_away(D("owned")));
    t.case("left by a loop", left_by_a_loop);
    t.case("left by a field", left_by_a_field);
    t.case("closure of a block", closure_of_a_block);
    t.case("behind an inner loop", || behind_an_inner_loop(2));
    t.case("behind an inner loop, left", || behind_an_inner_loop(4));
}

//! `coro!` inside `impl` blocks and trait impls: `self` in every form.

use crate::prelude::*;

#[derive(Debug)]
struct Stack {
    items: Vec<u32>,
    name: &'static str,
    limit: usize,
}

impl Stack {
    const STEP: u32 = 10;

    fn new(items: &[u32]) -> Self {
        Stack { items: items.to_vec(), name: "stack", limit: 5 }
    }

    fn sum(&self) -> u32 {
        self.items.iter().sum()
    }

    coro! {
        fn each(&self) yields u32 -> &str {
            for x in &self.items {
                yield_value!(*x);
            }
            yield_value!(self.sum());
            self.name
        }

        pub fn grow(&mut self, by: u32) yields usize -> u32 {
            while self.items.len() < self.limit {
                self.items.push(by + Self::STEP);
                yield_value!(self.items.len());
                if let Some(last) = self.items.last_mut() {
                    *last += 1;
                }
            }
            let sum = self.sum();
            self.name = "grown";
            yield_value!(sum as usize);
            self.items[0] += yield_value!(0).into_number();
            self.items[0]
        }

        fn consume_mutably(mut self, d: D) yields usize -> Self {
            while let Some(x) = self.items.pop() {
                if x == 2 {
                    self.items.clear();
                    self.limit += 1;
                }
                yield_value!(self.items.len());
            }
            d.touch();
            self.items = vec![1];
            self
        }

        fn boxed(self: Box<Self>) yields u32 -> Box<Stack> {
            for i in 0..self.items.len() {
                yield_value!(self.items[i]);
            }
            self
        }

        fn shared(self: std::rc::Rc<Self>) yields usize -> u32 {
            let again = self.clone();
            yield_value!(std::rc::Rc::strong_count(&self));
            drop(self);
            yield_value!(std::rc::Rc::strong_count(&again));
            again.sum()
        }

        fn associated(items: Vec<u32>) yields u32 -> Self {
            let stack = Self::new(&items);
            yield_value!(stack.sum());
            Self { limit: 0, ..stack }
        }

        fn in_closures(&self, factor: u32) yields u32 -> u32 {
            let scaled = |x: &u32| x * factor + self.limit as u32;
            let total: u32 = self.items.iter().map(scaled).sum();
            yield_value!(total);
            let text = format!("{} {:?}", self.name, self.items);
            yield_value!(text.len() as u32);
            self.items.iter().filter(|x| **x > Self::STEP).count() as u32
        }
    }
}

trait IntoNumber {
    fn into_number(self) -> u32;
}

impl IntoNumber for () {
    fn into_number(self) -> u32 {
        100
    }
}

trait Source {
    type Item: std::fmt::Debug;

    coro! {
        fn items(&self, count: usize) yields Self::Item -> usize;

        fn twice(&self) yields Self::Item {
            log("default body");
            yield_from!(self.items(1));
            yield_from!(self.items(2));
        }
    }
}

impl Source for Stack {
    type Item = u32;

    coro! {
        fn items(&self, count: usize) yields u32 -> usize {
            for x in self.items.iter().take(count) {
                yield_value!(*x);
            }
            self.items.len()
        }
    }
}

struct Repeat<T>(T, D);

impl<T: Clone + std::fmt::Debug> Source for Repeat<T> {
    type Item = T;

    coro! {
        fn items(&self, count: usize) yields T -> usize {
            for _ in 0..count {
                yield_value!(self.0.clone());
                self.1.touch();
            }
            count
        }

        fn twice(&self) yields T {
            for _ in 0..2 {
                yield_value!(self.0.clone());
            }
        }
    }
}

coro! {
    impl Repeat<u8> {
        fn plain(&self) -> u8 {
            self.0
        }

        fn count(self) yields u8 -> D {
            let Repeat(n, d) = self;
            for i in 0..n {
                yield_value!(i);
            }
            d
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.scope("each", |drive| {
        let stack = Stack::new(&[1, 2, 3]);
        drive.run(stack.each());
        drive.run(stack.in_closures(3));
        drive.run(stack.items(2));
        drive.run(stack.twice());
    });
    t.scope("grow", |drive| {
        let mut stack = Stack::new(&[1, 2, 3]);
        drive.run(stack.grow(4));
        log(format_args!("{stack:?}"));
    });
    t.case("consume mutably", || Stack::new(&[1, 2, 3]).consume_mutably(D("d")));
    t.case("boxed", || Box::new(Stack::new(&[4, 5])).boxed());
    t.case("shared", || std::rc::Rc::new(Stack::new(&[4, 5])).shared());
    t.case("associated", || Stack::associated(vec![1, 2]));
    t.scope("repeat", |drive| {
        let repeat = Repeat("r", D("of repeat"));
        drive.run(repeat.items(2));
        drive.run(repeat.twice());
    });
    t.case("count", || {
        let repeat = Repeat(3, D("counted"));
        log(repeat.plain());
        repeat.count()
    });
}
